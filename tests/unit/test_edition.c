/*
 * The manifest: faults in tests/cases/edition, values of a good one.
 */
#include "cases.h"

#include "octavo/edition.h"

#define DIR_CASES "tests/cases/edition"

struct fixture {
	struct arena	 arena;
	struct sources	 sources;
	struct diag_sink sink;
};

static void
open_fixture(struct fixture *f)
{
	arena_init(&f->arena);
	sources_init(&f->sources, &f->arena);
	diag_init(&f->sink, &f->arena, &f->sources);
}

static void
cases(void **state)
{
	struct arena	 a;
	struct fixture	 f;
	struct edition	*e;
	struct error	 err;
	char		*names[200];
	size_t		 n;

	(void)state;
	arena_init(&a);
	n = case_list(&a, DIR_CASES, "yaml", names, 200);
	for (size_t i = 0; i < n; i++) {
		open_fixture(&f);
		assert_int_equal(edition_read(&f.arena, arena_printf(&a,
		    "%s/%s.yaml", DIR_CASES, names[i]), &f.sink, &e, &err),
		    0);
		case_expect(&a, DIR_CASES, names[i], "diag",
		    case_diags(&a, &f.sink));
		arena_release(&f.arena);
	}
	arena_release(&a);
}

static void
values(void **state)
{
	struct fixture	 f;
	struct edition	*e;
	struct error	 err;

	(void)state;
	open_fixture(&f);
	assert_int_equal(edition_read(&f.arena, DIR_CASES "/good.yaml",
	    &f.sink, &e, &err), 0);
	assert_string_equal(e->title.p, "Un livre");
	assert_string_equal(e->isbn_print.p, "978-2-1234-5680-3");
	assert_string_equal(e->name.p, "edition");
	assert_int_equal(e->ncreators, 2);
	assert_string_equal(e->creators[1].file_as.p, "Durand, Zoé");
	assert_int_equal(e->nsubjects, 2);
	assert_int_equal(e->errata, ERRATA_COUNT);
	assert_int_equal(e->fine, FINE_NBSP);
	assert_int_equal(e->nparts, 3);
	assert_int_equal(e->parts[0].role, ROLE_PREFACE);
	assert_string_equal(e->parts[0].lang.p, "fr");
	assert_string_equal(e->parts[1].lang.p, "en-GB");
	assert_int_equal(e->parts[2].chapters, 1);
	assert_string_equal(e->parts[2].siglum.p, "P");
	assert_string_equal(e->evaluated_by.p, "Une personne");
	arena_release(&f.arena);
}

static void
missing(void **state)
{
	struct fixture	 f;
	struct edition	*e;
	struct error	 err;

	(void)state;
	open_fixture(&f);
	assert_int_equal(edition_read(&f.arena, "tests/no-such-folder",
	    &f.sink, &e, &err), -1);
	assert_int_equal(err.kind, ERROR_SYSTEM);
	assert_string_equal(err.path, "tests/no-such-folder/edition.yaml");
	arena_release(&f.arena);
}

/* Any cut of a good manifest is read or reported, never worse. */
static void
cuts(void **state)
{
	struct fixture	 f;
	struct arena	 a;
	struct str	 in;
	struct edition	*e;
	struct error	 err;
	char		 path[] = "/tmp/octavo-test-XXXXXX.yaml";
	int		 fd = mkstemps(path, 5);

	(void)state;
	assert_true(fd >= 0);
	(void)close(fd);
	arena_init(&a);
	in = case_read(&a, DIR_CASES "/good.yaml");
	for (size_t n = 0; n < in.n; n += 7) {
		FILE *o = fopen(path, "w");

		assert_non_null(o);
		assert_int_equal(fwrite(in.p, 1, n, o), n);
		assert_int_equal(fclose(o), 0);
		open_fixture(&f);
		e = NULL;
		if (edition_read(&f.arena, path, &f.sink, &e, &err) == 0)
			assert_non_null(e);
		else
			assert_int_equal(err.kind, ERROR_SYSTEM);
		arena_release(&f.arena);
	}
	(void)unlink(path);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases),
		cmocka_unit_test(values),
		cmocka_unit_test(missing),
		cmocka_unit_test(cuts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
