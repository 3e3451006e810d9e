/*
 * Shaping: tests/shape/ebgaramond.shape, a case a line:
 * style; features; text; glyphs by name.
 */
#include "type_bench.h"

static const struct {
	const char *name;
	uint32_t    bit;
} features[] = {
	{ "smcp", FEAT_SMCP }, { "c2sc", FEAT_C2SC }, { "onum", FEAT_ONUM },
	{ "lnum", FEAT_LNUM }, { "sups", FEAT_SUPS },
	{ "noliga", FEAT_NOLIGA },
};

static uint32_t
read_features(const char *s)
{
	uint32_t set = 0;

	for (size_t i = 0; i < sizeof(features) / sizeof(*features); i++)
		if (strstr(s, features[i].name) != NULL)
			set |= features[i].bit;
	return set;
}

static void
name_glyphs(const struct word *w, char *out, size_t cap)
{
	size_t n = 0;

	out[0] = '\0';
	for (uint32_t i = 0; i < w->nglyphs && n + 70 < cap; i++) {
		char name[64];

		hb_font_glyph_to_string(w->face->font, w->glyphs[i].gid,
		    name, sizeof(name));
		n += (size_t)snprintf(out + n, cap - n, "%s%s",
		    i > 0 ? " " : "", name);
	}
}

static void
check_case(struct bench *b, char *line)
{
	char		*field[4], got[1024];
	const struct face *face;

	field[0] = line;
	for (int i = 1; i < 4; i++) {
		field[i] = strstr(field[i - 1], "; ");
		assert_non_null(field[i]);
		*field[i] = '\0';
		field[i] += 2;
	}
	assert_int_equal(face_find(b->faces, STR("EB Garamond"),
	    strcmp(field[0], "italic") == 0 ? FACE_ITALIC :
	    strcmp(field[0], "bold") == 0 ? FACE_BOLD : FACE_REGULAR,
	    &face, &b->error), 0);
	name_glyphs(shape_word(b->faces, face, read_features(field[1]),
	    shape_lang(b->faces, STR("fr")), str_z(field[2])), got,
	    sizeof(got));
	assert_string_equal(got, field[3]);
}

static void
glyphs_are_as_listed(void **state)
{
	struct bench b;
	char	     line[512];
	FILE	    *f = fopen("tests/shape/ebgaramond.shape", "r");
	int	     n = 0;

	(void)state;
	assert_non_null(f);
	bench_open(&b);
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		check_case(&b, line);
		n++;
	}
	(void)fclose(f);
	assert_true(n >= 8);
	bench_close(&b);
}

static void
a_word_is_shaped_once(void **state)
{
	struct bench	   b;
	const struct face *face;
	const struct word *w;

	(void)state;
	bench_open(&b);
	assert_int_equal(face_find(b.faces, STR("EB Garamond"),
	    FACE_REGULAR, &face, &b.error), 0);
	w = shape_word(b.faces, face, 0, 0, STR("mot"));
	assert_ptr_equal(shape_word(b.faces, face, 0, 0, STR("mot")), w);
	assert_ptr_not_equal(shape_word(b.faces, face, FEAT_SMCP, 0,
	    STR("mot")), w);
	assert_int_equal(b.faces->nwords, 2);
	bench_close(&b);
}

/* Optical bounds of the face (GPOS), in thousandths of the em. */
static void
characters_hang_by_the_face(void **state)
{
	struct bench	   b;
	const struct face *face;

	(void)state;
	bench_open(&b);
	assert_int_equal(face_find(b.faces, STR("EB Garamond"),
	    FACE_REGULAR, &face, &b.error), 0);
	assert_int_equal(micro_prot(b.faces, face, '-').right, 137);
	assert_int_equal(micro_prot(b.faces, face, '.').right, 161);
	assert_int_equal(micro_prot(b.faces, face, ',').right, 114);
	assert_int_equal(micro_prot(b.faces, face, CP_APOS).left, 72);
	assert_int_equal(micro_prot(b.faces, face, 'm').right, 0);
	bench_close(&b);
}

static void
a_missing_character_is_set_in_another_face(void **state)
{
	struct bench b;
	struct para  p;

	(void)state;
	bench_open(&b);
	b.block.bold = true;	/* the bold has no Cyrillic */
	bench_para(&b, &p, "le \320\274\320\270\321\200 dit", 300 * SP_PT);
	assert_int_equal(b.sink.count[DIAG_WARNING], 3);
	assert_int_equal(b.sink.count[DIAG_ERROR], 0);
	for (uint32_t i = 0; i < p.natoms; i++)
		if (p.atoms[i].kind == ATOM_WORD)
			assert_false(p.atoms[i].word->missing);
	bench_close(&b);
}

static void
a_character_no_face_has_is_an_error(void **state)
{
	struct bench b;
	struct para  p;

	(void)state;
	bench_open(&b);
	bench_para(&b, &p, "un \364\217\277\275 seul", 300 * SP_PT);
	assert_int_equal(b.sink.count[DIAG_ERROR], 1);
	for (uint32_t i = 0; i < p.natoms; i++)
		if (p.atoms[i].kind == ATOM_WORD)
			assert_false(p.atoms[i].word->missing);
	bench_close(&b);
}

static void
a_missing_family_names_its_package(void **state)
{
	struct bench	   b;
	const struct face *face;
	struct family	   absent = { .name = STR("No Such Family"),
			       .package = STR("fonts-nosuch") };

	(void)state;
	bench_open(&b);
	absent.file[FACE_REGULAR] = STR("NoSuch.otf");
	absent.next = b.faces->families;
	b.faces->families = &absent;
	assert_int_equal(face_find(b.faces, absent.name, FACE_REGULAR,
	    &face, &b.error), -1);
	assert_non_null(strstr(b.error.what, "fonts-nosuch"));
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(glyphs_are_as_listed),
		cmocka_unit_test(a_word_is_shaped_once),
		cmocka_unit_test(characters_hang_by_the_face),
		cmocka_unit_test(a_missing_character_is_set_in_another_face),
		cmocka_unit_test(a_character_no_face_has_is_an_error),
		cmocka_unit_test(a_missing_family_names_its_package),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
