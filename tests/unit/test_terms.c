/* The words of each language: all there, and rightly set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "octavo/arena.h"
#include "octavo/terms.h"

static const char *const langs[] = { "fr", "en", "de", "es", "it", "ru" };

enum { NLANGS = sizeof(langs) / sizeof(langs[0]) };

/* Words that two languages may share. */
static unsigned
shared(size_t i, size_t j)
{
	unsigned n = 0;

	for (int t = 0; t < TERM__MAX; t++)
		n += strcmp(term(str_z(langs[i]), (enum term)t),
		    term(str_z(langs[j]), (enum term)t)) == 0;
	return n;
}

static void
test_complete(void **state)
{
	(void)state;
	for (size_t i = 0; i < NLANGS; i++)
		for (int t = 0; t < TERM__MAX; t++)
			assert_true(term(str_z(langs[i]), (enum term)t)[0]
			    != '\0');
	/* A column with holes would show English. */
	for (size_t i = 0; i < NLANGS; i++)
		if (strcmp(langs[i], "en") != 0)
			assert_in_range(shared(i, 1), 0, 9);
}

static void
test_lookup(void **state)
{
	(void)state;
	assert_string_equal(term(STR("fr-CA"), TERM_PREFACE), "Préface");
	assert_string_equal(term(STR("de"), TERM_PREFACE), "Vorwort");
	assert_string_equal(term(STR("fro"), TERM_PREFACE), "Preface");
	assert_string_equal(term(STR_NULL, TERM_PREFACE), "Preface");
}

/* No typewriter quotes anywhere; French spaces before high signs. */
static void
test_typography(void **state)
{
	const char	*w;
	struct arena	 a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < NLANGS; i++)
		for (int t = 0; t < TERM__MAX; t++) {
			struct str s = str_z(term(str_z(langs[i]),
			    (enum term)t));

			assert_null(strpbrk(s.p, "'\""));
			assert_true(str_eq(utf8_nfc(&a, s), s));
		}
	for (int t = 0; t < TERM__MAX; t++) {
		w = term(STR("fr"), (enum term)t);
		for (const char *q = w; (q = strpbrk(q, ":;!?")); q++) {
			const char *sp = *q == ':' ? "\u00A0" : "\u202F";

			assert_true(q - w > (long)strlen(sp));
			assert_memory_equal(q - strlen(sp), sp,
			    strlen(sp));
		}
	}
	arena_release(&a);
}

static void
test_marks(void **state)
{
	static const struct {
		bool editor; uint32_t n; const char *mark;
	} cases[] = {
		{ false, 1, "1" }, { false, 120, "120" },
		{ false, UINT32_MAX, "4294967295" }, { true, 1, "a" },
		{ true, 26, "z" }, { true, 27, "aa" }, { true, 52, "az" },
		{ true, 53, "ba" }, { true, 702, "zz" },
		{ true, 703, "aaa" },
	};
	char mark[12];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		note_mark(cases[i].editor, cases[i].n, mark);
		assert_string_equal(mark, cases[i].mark);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_complete),
		cmocka_unit_test(test_lookup),
		cmocka_unit_test(test_typography),
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
