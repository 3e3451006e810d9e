/*
 * base: arena, buffer, UTF-8, diagnostics, files.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "octavo/arena.h"
#include "octavo/buf.h"
#include "octavo/diag.h"
#include "octavo/file.h"

static void
arena_gives_zeroed_and_rewinds(void **state)
{
	struct arena		a;
	struct arena_mark	m;
	char			*p, *big;

	(void)state;
	arena_init(&a);
	p = arena_alloc(&a, 100);
	for (int i = 0; i < 100; i++)
		assert_int_equal(p[i], 0);
	m = arena_mark(&a);
	big = arena_alloc(&a, 1 << 20);
	memset(big, 1, 1 << 20);
	arena_rewind(&a, m);
	assert_true(a.total < 1 << 20);
	p = arena_alloc(&a, 64);
	for (int i = 0; i < 64; i++)
		assert_int_equal(p[i], 0);
	assert_string_equal(arena_printf(&a, "%d-%s", 7, "x"), "7-x");
	arena_release(&a);
}

/* Rewound to nothing it may keep a block; what it gives is zeroed. */
static void
arena_rewinds_to_nothing(void **state)
{
	struct arena		a;
	struct arena_mark	m;
	size_t			total = 0;

	(void)state;
	arena_init(&a);
	m = arena_mark(&a);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 50; i++) {
			unsigned char *p = arena_alloc(&a, 5000);

			for (int k = 0; k < 5000; k++)
				assert_int_equal(p[k], 0);
			memset(p, 0xAA, 5000);
		}
		assert_true(a.total >= 250000);
		arena_rewind(&a, m);
		assert_true(a.total < 100000);
		assert_true(round == 0 || a.total == total);
		total = a.total;
	}
	arena_release(&a);
}

static void
buf_refuses_past_its_maximum(void **state)
{
	struct buf b;

	(void)state;
	buf_init_max(&b, 10);
	buf_puts(&b, "12345678");
	assert_false(b.full);
	buf_puts(&b, "abc");
	assert_true(b.full);
	assert_string_equal(b.data, "12345678");
	buf_puts(&b, "z");	/* sticky */
	assert_int_equal(b.len, 8);
	buf_release(&b);
}

static void
utf8_decodes_shortest_forms_only(void **state)
{
	static const struct {
		const char	*bytes;
		uint32_t	 cp;
		size_t		 n;
	} t[] = {
		{ "A", 'A', 1 }, { "\xC3\xA9", 0xE9, 2 },
		{ "\xE2\x80\xAF", CP_NNBSP, 3 },
		{ "\xF0\x9D\x84\x9E", 0x1D11E, 4 },
		{ "\xC0\x80", CP_BAD, 1 },		/* overlong NUL */
		{ "\xE0\x80\x80", CP_BAD, 1 },
		{ "\xED\xA0\x80", CP_BAD, 1 },		/* surrogate */
		{ "\xF4\x90\x80\x80", CP_BAD, 1 },	/* past U+10FFFF */
		{ "\xC3", CP_BAD, 1 },			/* cut off */
		{ "\x80", CP_BAD, 1 },
	};

	(void)state;
	for (size_t k = 0; k < sizeof(t) / sizeof(t[0]); k++) {
		struct str	s = str_z(t[k].bytes);
		size_t		i = 0;

		assert_int_equal(utf8_next(s, &i), t[k].cp);
		assert_int_equal(i, t[k].n);
	}
}

static void
utf8_goes_back_as_it_went(void **state)
{
	struct str	s = str_z("aé\xE2\x80\xAF𝄞z");
	uint32_t	seen[8];
	size_t		n = 0;

	(void)state;
	for (size_t i = 0; i < s.n;)
		seen[n++] = utf8_next(s, &i);
	assert_int_equal(n, 5);
	for (size_t i = s.n; i > 0;)
		assert_int_equal(utf8_prev(s, &i), seen[--n]);
}

static void
nfc_composes(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_true(str_eqz(utf8_nfc(&a, str_z("e\xCC\x81t")), "ét"));
	assert_true(str_eqz(utf8_nfc(&a, str_z("« été »")), "« été »"));
	assert_true(str_eqz(utf8_lower(&a, str_z("ÉCLAIR Œ")), "éclair œ"));
	assert_int_equal(cp_base(0xE9), 'e');
	arena_release(&a);
}

static void
places_count_code_points(void **state)
{
	struct arena		a, sa;
	struct sources		s;
	struct diag_sink	d;
	unsigned		line, col;
	struct span		at;

	(void)state;
	arena_init(&a);
	arena_init(&sa);
	sources_init(&s, &sa);
	diag_init(&d, &a, &s);
	at.source = sources_add(&s, STR("t.md"), STR("un\né«x"));
	at.start = 7;
	at.end = 8;
	sources_place(&s, at, &line, &col);
	assert_int_equal(line, 2);
	assert_int_equal(col, 3);
	diag(&d, DIAG_KEY_UNKNOWN, at, "'%s'", "titel");
	assert_true(diag_has_errors(&d));
	assert_string_equal(d.first->detail, "'titel'");
	arena_release(&sa);
	arena_release(&a);
}

static void
every_kind_is_complete(void **state)
{
	(void)state;
	for (int i = 0; i < DIAG__MAX; i++) {
		const struct diag_kind *k = diag_kind((enum diag_code)i);

		assert_non_null(k->code);
		assert_int_equal(strlen(k->code), 5);
		assert_true(strlen(k->text) > 3);
		for (int j = 0; j < i; j++)
			assert_string_not_equal(k->code,
			    diag_kind((enum diag_code)j)->code);
	}
}

static void
nearest_name_helps_and_does_not_guess(void **state)
{
	static const char *const names[] = { "title", "subtitle", "date",
	    NULL };

	(void)state;
	assert_string_equal(nearest_name(STR("titel"), names), "title");
	assert_string_equal(nearest_name(STR("dat"), names), "date");
	assert_null(nearest_name(STR("bibliography"), names));
}

static void
writing_replaces_whole_files(void **state)
{
	char		dir[] = "/tmp/octavo-test-XXXXXX";
	struct arena	a;
	struct error	e;
	struct str	s;
	char		*path;

	(void)state;
	arena_init(&a);
	assert_non_null(mkdtemp(dir));
	path = path_join(&a, dir, "x/y");
	assert_int_equal(file_make_dir(path_dir(&a, path), &e), 0);
	assert_int_equal(file_write(path, STR("old"), &e), 0);
	assert_int_equal(file_write(path, STR("new one"), &e), 0);
	assert_int_equal(file_read(&a, path, 100, &s, &e), 0);
	assert_true(str_eqz(s, "new one"));
	assert_int_equal(file_read(&a, path, 3, &s, &e), -1);
	assert_int_equal(e.kind, ERROR_LIMIT);
	assert_int_equal(file_read(&a, dir, 3, &s, &e), -1);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(path_join(&a, dir, "x")), 0);
	assert_int_equal(rmdir(dir), 0);
	arena_release(&a);
}

static void
devices_are_written_to_and_stay(void **state)
{
	struct error	e;
	struct stat	st;

	(void)state;
	assert_int_equal(file_write("/dev/null", STR("gone"), &e), 0);
	assert_int_equal(stat("/dev/null", &st), 0);
	assert_true(S_ISCHR(st.st_mode));
}

static void
paths_stay_inside(void **state)
{
	(void)state;
	assert_true(path_is_inside("a/b.md"));
	assert_true(path_is_inside("a/..b"));
	assert_false(path_is_inside("../x"));
	assert_false(path_is_inside("a/../../x"));
	assert_false(path_is_inside("/etc/passwd"));
	assert_false(path_is_inside(""));
}

static void
sha256_is_the_known_one(void **state)
{
	char hex[65];

	(void)state;
	sha256_hex(STR("abc"), hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_and_rewinds),
		cmocka_unit_test(arena_rewinds_to_nothing),
		cmocka_unit_test(buf_refuses_past_its_maximum),
		cmocka_unit_test(utf8_decodes_shortest_forms_only),
		cmocka_unit_test(utf8_goes_back_as_it_went),
		cmocka_unit_test(nfc_composes),
		cmocka_unit_test(places_count_code_points),
		cmocka_unit_test(every_kind_is_complete),
		cmocka_unit_test(nearest_name_helps_and_does_not_guess),
		cmocka_unit_test(writing_replaces_whole_files),
		cmocka_unit_test(devices_are_written_to_and_stay),
		cmocka_unit_test(paths_stay_inside),
		cmocka_unit_test(sha256_is_the_known_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
