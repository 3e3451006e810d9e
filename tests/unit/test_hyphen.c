/* Division of words: tests/hyph/LANG.hyph, "word<TAB>divi|ded"; a
 * last resort is marked "!". */
#include "type_bench.h"

static void
mark_points(const struct word *w, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < w->text.n; i++) {
		for (uint32_t k = 0; k < w->npoints; k++)
			if (w->points[k].byte == i)
				out[n++] = w->points[k].resort ? '!' : '|';
		out[n++] = w->text.p[i];
	}
	out[n] = '\0';
}

static int
check_file(struct bench *b, const char *path, const char *tag)
{
	char		 line[256], got[512], *tab;
	FILE		*f = fopen(path, "r");
	const struct face *face;
	int		 n = 0;

	assert_non_null(f);
	assert_int_equal(face_find(b->faces, STR("EB Garamond"),
	    FACE_REGULAR, &face, &b->error), 0);
	while (fgets(line, sizeof(line), f) != NULL) {
		const struct word *w;

		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || (tab = strchr(line, '\t')) == NULL)
			continue;
		*tab = '\0';
		w = shape_word(b->faces, face, 0, shape_lang(b->faces,
		    str_z(tag)), str_z(line));
		hyphen_points(b->faces, w);
		mark_points(w, got);
		assert_string_equal(got, tab + 1);
		n++;
	}
	(void)fclose(f);
	return n;
}

static void
words_are_divided_as_listed(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	assert_true(check_file(&b, "tests/hyph/fr.hyph", "fr") > 20);
	assert_true(check_file(&b, "tests/hyph/en.hyph", "en") > 3);
	bench_close(&b);
}

static void
heads_and_tails_measure_what_they_show(void **state)
{
	static const char *const words[] = { "affirmation", "efficacement",
	    "constitutionnel", "insurrection", "AVANT-GARDE",
	    "lendemain,", "d\342\200\231octobre" };
	struct bench	   b;
	const struct face *face;

	(void)state;
	bench_open(&b);
	assert_int_equal(face_find(b.faces, STR("EB Garamond"),
	    FACE_REGULAR, &face, &b.error), 0);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		const struct word *w = shape_word(b.faces, face, 0,
		    shape_lang(b.faces, STR("fr")), str_z(words[i]));

		hyphen_points(b.faces, w);
		for (uint32_t k = 0; k < w->npoints; k++) {
			const struct point *p = &w->points[k];
			char		    head[64];
			const struct word  *h, *t;

			(void)snprintf(head, sizeof(head), "%.*s%s",
			    (int)p->byte, w->text.p, p->hard ? "" : "-");
			h = shape_word(b.faces, face, 0, w->lang,
			    str_z(head));
			t = shape_word(b.faces, face, 0, w->lang,
			    str_sub(w->text, p->byte, w->text.n));
			assert_int_equal(p->head, h->width);
			assert_int_equal(p->tail, t->width);
		}
	}
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_divided_as_listed),
		cmocka_unit_test(heads_and_tails_measure_what_they_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
