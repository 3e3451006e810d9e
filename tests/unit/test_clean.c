/*
 * The cleaner: cases in tests/cases/clean (NAME.in: a witness; NAME.md:
 * the clean text; NAME.doubts: the rules of what an editor must decide),
 * encodings, bad input, the reports.
 */
#include "cases.h"

#include "octavo/clean.h"

#define DIR_CASES "tests/cases/clean"

static struct clean_doc *
clean(struct arena *a, struct str in, bool suspects, struct error *e)
{
	struct clean_opts	opts = { .lang = STR("fr"),
				    .suspects = suspects, .places = true };
	struct sources		src;
	struct diag_sink	sink;
	struct clean_doc	*d = NULL;

	memset(e, 0, sizeof(*e));
	sources_init(&src, a);
	diag_init(&sink, a, &src);
	(void)clean_witness(a, STR("case.in"), in, &opts, &sink, &d, e);
	return d;
}

static void
cases(void **state)
{
	struct arena	 a;
	char		*names[200];
	size_t		 n;

	(void)state;
	arena_init(&a);
	n = case_list(&a, DIR_CASES, "in", names, 200);
	for (size_t i = 0; i < n; i++) {
		struct error	 e;
		struct buf	 b;
		struct clean_doc *d, *again;

		d = clean(&a, case_read(&a, arena_printf(&a, "%s/%s.in",
		    DIR_CASES, names[i])), false, &e);
		assert_non_null(d);
		assert_int_equal(d->residue, 0);
		case_expect(&a, DIR_CASES, names[i], "md", d->markdown);
		buf_init(&b);
		for (size_t k = 0; k < d->ndoubts; k++)
			buf_printf(&b, "%s %.*s\n", d->doubts[k].rule,
			    STR_ARG(d->doubts[k].text));
		case_expect(&a, DIR_CASES, names[i], "doubts", buf_str(&b));
		buf_release(&b);
		again = clean(&a, d->markdown, false, &e);
		assert_true(str_eq(again->markdown, d->markdown));
	}
	arena_release(&a);
}

/* One sentence in every encoding told apart. */
static void
encodings(void **state)
{
	static const struct str in[] = {
		STR("L'\xE9t\xE9 o\xF9 l'on s\xE8" "che.\n"),
		STR("\xEF\xBB\xBFL'\xC3\xA9t\xC3\xA9 o\xC3\xB9 l'on s\xC3\xA8"
		    "che.\r\n"),
		STR("\xFF\xFEL\0'\0\xE9\0t\0\xE9\0 \0o\0\xF9\0 \0l\0'\0o\0n\0"
		    " \0s\0\xE8\0c\0h\0e\0.\0\n\0"),
		STR("\0L\0'\0\xE9\0t\0\xE9\0 \0o\0\xF9\0 \0l\0'\0o\0n\0 \0s\0"
		    "\xE8\0c\0h\0e\0.\0\n"),
		STR("L'e\xCC\x81te\xCC\x81 ou\xCC\x80 l'on se\xCC\x80" "che.\n"),
		STR("L'\xC3\x83\xC2\xA9t\xC3\x83\xC2\xA9 o\xC3\x83\xC2\xB9 "
		    "l'on s\xC3\x83\xC2\xA8" "che.\n"),
	};
	struct arena a;
	struct error e;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(in) / sizeof(*in); i++) {
		struct clean_doc *d = clean(&a, in[i], false, &e);

		assert_non_null(d);
		assert_true(str_eq(d->markdown,
		    STR("L'été où l'on sèche.\n")));
	}
	arena_release(&a);
}

static void
bad_input(void **state)
{
	struct arena	  a;
	struct error	  e;
	struct clean_doc *d;
	char		  bin[4000];
	struct buf	  b;
	uint32_t	  x = 1;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(bin); i++) {
		x = x * 1664525u + 1013904223u;
		bin[i] = (char)(x >> 24);
	}
	assert_null(clean(&a, (struct str){ bin, sizeof(bin) }, false, &e));
	assert_int_equal(e.kind, ERROR_LIMIT);
	d = clean(&a, STR(""), true, &e);
	assert_non_null(d);
	assert_int_equal(d->markdown.n, 0);
	d = clean(&a, STR("\f\f\n \n\f"), true, &e);
	assert_non_null(d);
	assert_int_equal(d->markdown.n, 0);
	assert_int_equal(d->residue, 0);
	/* lines so long that their widths, in thousandths, are no ints */
	buf_init(&b);
	for (int i = 0; i < 3; i++) {
		for (int k = 0; k < 6000; k++)
			buf_puts(&b, "Marbre ");
		buf_puts(&b, "\nmot\n");
	}
	d = clean(&a, buf_str(&b), false, &e);
	assert_non_null(d);
	assert_int_equal(d->residue, 0);
	buf_release(&b);
	arena_release(&a);
}

/* Words an OCR would give are near the top of the list. */
static void
suspects(void **state)
{
	static const char *const bad[] = { "bouc1e", "demier", "Ies", "avaieut",
	    "tabIe" };
	static const char *const good[] = { "boucle", "dernier", "les",
	    "avaient", "" };
	struct arena	  a;
	struct error	  e;
	struct clean_doc *d;

	(void)state;
	arena_init(&a);
	d = clean(&a, STR("Le premier et le demier mot de la page, et toutes "
	    "Ies tables qu'ils avaieut, tracent une bouc1e sur la tabIe de "
	    "l'imprimeur. Il faut la voir.\n"), true, &e);
	assert_non_null(d);
	assert_int_equal(d->nsuspects, 5);
	for (size_t i = 0; i < 5; i++) {
		size_t k = 0;

		while (k < d->nsuspects && !str_eqz(d->suspects[k].text,
		    bad[i]))
			k++;
		assert_true(k < d->nsuspects);
		if (*good[i])
			assert_true(str_eqz(d->suspects[k].candidate,
			    good[i]));
		assert_true(d->suspects[k].stub.n > 0);
	}
	arena_release(&a);
}

static void
reports(void **state)
{
	struct arena	  a;
	struct error	  e;
	struct clean_doc *d;
	struct buf	  b;

	(void)state;
	arena_init(&a);
	buf_init(&b);
	d = clean(&a, STR("Un  mot \"\\\" de trop.\n"), true, &e);
	assert_non_null(d);
	clean_report_json(d, &b);
	assert_true(str_find(buf_str(&b), STR("\"residue\": 0"), 0) !=
	    SIZE_MAX);
	buf_clear(&b);
	clean_report_text(d, &b);
	assert_true(str_find(buf_str(&b), STR("unexplained: 0"), 0) !=
	    SIZE_MAX);
	buf_release(&b);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases), cmocka_unit_test(encodings),
		cmocka_unit_test(bad_input), cmocka_unit_test(suspects),
		cmocka_unit_test(reports)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
