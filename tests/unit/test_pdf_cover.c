/*
 * The printed cover and its barcode.  What the bars say is read back by
 * tests/pdf/run with zbarimg.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "octavo/printer.h"
#include "pdf/barcode.h"
#include "pdf_frame.h"

static void
isbn_becomes_ean(void **state)
{
	static const struct {
		const char *isbn, *ean;		/* NULL: no ISBN */
	} t[] = {
		{ "978-2-07-036822-8", "9782070368228" },
		{ "2-07-036822-X", "9782070368228" },
		{ "979-10-90636-07-1", "9791090636071" },
		{ "978-2-07-036822-9", NULL }, { "2-07-036822-1", NULL },
		{ "977-2-07-036822-8", NULL }, { "978", NULL },
		{ "978207036822X", NULL }, { "", NULL },
		{ "97820703682288", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		char ean[14];
		bool ok = ean_of_isbn(str_z(t[i].isbn), ean);

		assert_int_equal(ok, t[i].ean != NULL);
		if (ok)
			assert_string_equal(ean, t[i].ean);
	}
}

/* The example of ISO/IEC 15420: modules of 4006381333931. */
static void
modules_are_those_of_the_standard(void **state)
{
	static const char want[] =
	    "101" "0001101" "0100111" "0101111" "0111101" "0001001"
	    "0110011" "01010" "1000010" "1000010" "1000010" "1110100"
	    "1000010" "1100110" "101";
	bool m[EAN_MODULES];

	(void)state;
	ean_modules("4006381333931", m);
	assert_int_equal(strlen(want), EAN_MODULES);
	for (int i = 0; i < EAN_MODULES; i++)
		assert_int_equal(m[i], want[i] == '1');
}

struct desk {
	struct arena	 arena;
	struct sources	 sources;
	struct diag_sink sink;
	struct error	 error;
	struct book	*book;
	struct frame	*front;
	struct buf	 out;
};

static struct printer *
desk_init(struct desk *d, const char *profile)
{
	struct edition *ed;
	struct printer *p = NULL;

	memset(d, 0, sizeof(*d));
	arena_init(&d->arena);
	buf_init(&d->out);
	sources_init(&d->sources, &d->arena);
	diag_init(&d->sink, &d->arena, &d->sources);
	d->book = hand_book(&d->arena);
	ed = ARENA_NEW(&d->arena, struct edition);
	*ed = *d->book->edition;
	ed->isbn_print = STR("978-2-07-036822-8");
	ed->publisher = STR("Octavo");
	ed->description = STR("Un petit livre qui ne dit que peu de choses, "
	    "mais qui les dit dans l’ordre, avec ses notes au pied des "
	    "pages et sa table à la fin, comme il se doit.");
	d->book->edition = ed;
	d->front = hand_frame(&d->arena, d->book);
	if (d->front == NULL)
		skip();
	assert_int_equal(printer_read(&d->arena, profile, &d->sink, &p,
	    &d->error), 0);
	assert_non_null(p);
	return p;
}

static void
desk_release(struct desk *d)
{
	buf_release(&d->out);
	arena_release(&d->arena);
}

static void
cover_is_made_and_the_same_twice(void **state)
{
	struct desk	  d;
	struct cover_opts o = { .pages = 320, .marks = true };
	const char	 *build = getenv("BUILD");
	struct str	  first;

	(void)state;
	o.printer = desk_init(&d, "styles/printers/house.yaml");
	assert_int_equal(pdf_cover(&d.arena, d.book, d.front, &o, &d.sink,
	    &d.out, &d.error), 0);
	assert_false(diag_has_errors(&d.sink));
	first = buf_dup(&d.out, &d.arena);
	buf_clear(&d.out);
	assert_int_equal(pdf_cover(&d.arena, d.book, d.front, &o, &d.sink,
	    &d.out, &d.error), 0);
	assert_true(str_eq(first, buf_str(&d.out)));
	if (build != NULL) {
		char *dir = arena_printf(&d.arena, "%s/tests/pdf", build);

		assert_int_equal(file_make_dir(dir, &d.error), 0);
		assert_int_equal(file_write(path_join(&d.arena, dir,
		    "hand-cover.pdf"), first, &d.error), 0);
	}
	desk_release(&d);
}

static void
cover_is_refused(void **state)
{
	static const struct {
		const char	*profile;
		unsigned	 pages;
		const char	*paper;
		enum diag_code	 code;
	} t[] = {
		{ "styles/printers/kdp.yaml", 22, "", DIAG_PAGES_FEW },
		{ "styles/printers/kdp.yaml", 830, "", DIAG_PAGES_MANY },
		{ "styles/printers/kdp.yaml", 100, "blue", DIAG_PAPER_UNKNOWN },
		{ "styles/printers/ingramspark.yaml", 100, "", DIAG_COVER_SPINE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct desk	  d;
		struct cover_opts o = { .pages = t[i].pages,
		    .paper = str_z(t[i].paper) };

		o.printer = desk_init(&d, t[i].profile);
		assert_int_equal(pdf_cover(&d.arena, d.book, d.front, &o,
		    &d.sink, &d.out, &d.error), 0);
		assert_int_equal(d.sink.seen[t[i].code], 1);
		assert_int_equal(d.out.len, 0);
		desk_release(&d);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(isbn_becomes_ean),
		cmocka_unit_test(modules_are_those_of_the_standard),
		cmocka_unit_test(cover_is_made_and_the_same_twice),
		cmocka_unit_test(cover_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
