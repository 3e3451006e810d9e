/*
 * Printers' profiles: the data files, the spine's formulas, the check.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "octavo/file.h"
#include "octavo/printer.h"

struct desk {
	struct arena	 arena;
	struct sources	 sources;
	struct diag_sink sink;
	struct error	 error;
};

static void
desk_init(struct desk *d)
{
	memset(d, 0, sizeof(*d));
	arena_init(&d->arena);
	sources_init(&d->sources, &d->arena);
	diag_init(&d->sink, &d->arena, &d->sources);
}

static struct printer *
open_printer(struct desk *d, const char *path)
{
	struct printer *p = NULL;

	assert_int_equal(printer_read(&d->arena, path, &d->sink, &p,
	    &d->error), 0);
	if (p == NULL)
		diag_print(&d->sink, stderr, DIAG_TEXT, false);
	assert_non_null(p);
	return p;
}

static void
all_profiles_are_read(void **state)
{
	static const char *const names[] = { "house", "kdp", "lulu",
	    "ingramspark" };
	struct desk d;

	(void)state;
	desk_init(&d);
	for (size_t i = 0; i < 4; i++) {
		struct printer *p = open_printer(&d, arena_printf(&d.arena,
		    "styles/printers/%s.yaml", names[i]));

		assert_true(p->ngutters > 0 && p->pages_min > 0);
		/* Gutters rise and reach the greatest count. */
		for (size_t k = 1; k < p->ngutters; k++) {
			assert_true(p->gutters[k].upto >
			    p->gutters[k - 1].upto);
			assert_true(p->gutters[k].inner >
			    p->gutters[k - 1].inner);
		}
		assert_int_equal(p->gutters[p->ngutters - 1].upto,
		    p->pages_max);
	}
	arena_release(&d.arena);
}

/* The published formulas, in millimetres, written out again. */
static double kdp_white(int n) { return n * 0.002252 * 25.4; }
static double kdp_cream(int n) { return n * 0.0025 * 25.4; }
static double kdp_premium(int n) { return n * 0.002347 * 25.4; }
static double lulu_soft(int n) { return (n / 444.0 + 0.06) * 25.4; }
static double
bouffant(int n)
{
	return n / 2.0 * (80 * 1.8 / 1000) + 0.5;
}

static void
spine_is_that_of_the_formula(void **state)
{
	static const struct {
		const char *file, *paper;
		double	  (*formula)(int);
	} t[] = {
		{ "styles/printers/kdp.yaml", "white", kdp_white },
		{ "styles/printers/kdp.yaml", "cream", kdp_cream },
		{ "styles/printers/kdp.yaml", "premium", kdp_premium },
		{ "styles/printers/lulu.yaml", "", lulu_soft },
		{ "styles/printers/house.yaml", "bouffant 80 g", bouffant },
	};
	struct desk d;

	(void)state;
	desk_init(&d);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct printer *p = open_printer(&d, t[i].file);
		const struct printer_paper *paper = printer_paper(p,
		    str_z(t[i].paper));

		assert_non_null(paper);
		for (int n = 24; n <= 800; n++) {
			double mm = (double)sp_of_nm(printer_spine(p, paper,
			    (unsigned)n)) / 65536 * 25.4 / 72;

			assert_true(fabs(mm - t[i].formula(n)) < 0.001);
		}
	}
	arena_release(&d.arena);
}

static void
faulty_profile_is_refused(void **state)
{
	static const char *const texts[] = {
		"octavo-printer: 1\nname: x\n",
		"octavo-printer: 1\nname: x\npages: {min: 1, max: 9}\n"
		"gutters: [{upto: 9, inner: 9.5}]\n"
		"margins: {outer: 1mm, top: 1mm, bottom: 1mm}\n"
		"bleed: {text: 0mm, cover: 3mm}\n",
		"octavo-printer: 1\nname: x\npages: {min: 1, max: 9}\n"
		"gutters: [{upto: 9, inner: 1in/0}]\n"
		"margins: {outer: 1mm, top: 1mm, bottom: 1mm}\n"
		"bleed: {text: 0mm, cover: 3mm}\n",
	};
	const char *path = "build/test-printer.yaml";

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct printer *p;
		struct desk	d;

		desk_init(&d);
		assert_int_equal(file_write(path, str_z(texts[i]),
		    &d.error), 0);
		assert_int_equal(printer_read(&d.arena, path, &d.sink, &p,
		    &d.error), 0);
		assert_null(p);
		assert_true(diag_has_errors(&d.sink));
		arena_release(&d.arena);
	}
	assert_int_equal(remove(path), 0);
}

/* A book of n equal pages with these margins [mm]. */
static struct frame *
pages(struct arena *a, uint32_t n, int inner, int outer, int top,
    int bottom)
{
	struct frame *f = ARENA_NEW(a, struct frame);

	f->width = SP_MM(110);
	f->height = SP_MM(178);
	f->npages = n;
	f->pages = ARENA_ARRAY(a, struct frame_page, n);
	for (uint32_t i = 0; i < n; i++) {
		struct frame_page *p = &f->pages[i];
		bool		   recto = i % 2 == 0;

		p->number = i + 1;
		p->nlines = 2;
		p->lines = ARENA_ARRAY(a, struct frame_line, 2);
		for (int k = 0; k < 2; k++) {
			p->lines[k].x = SP_MM(recto ? inner : outer);
			p->lines[k].w = SP_MM(110 - inner - outer);
			p->lines[k].y = k ? SP_MM(178 - bottom) :
			    SP_MM(top);
		}
	}
	return f;
}

static void
check_says_what_fails(void **state)
{
	static const struct {
		uint32_t npages;
		int	 inner, outer, top, bottom;
		bool	 marks;
		enum diag_code code;	/* DIAG__MAX: nothing */
	} t[] = {
		{ 24, 10, 7, 7, 7, false, DIAG__MAX },
		{ 828, 23, 7, 7, 7, false, DIAG__MAX },
		{ 22, 10, 7, 7, 7, false, DIAG_PAGES_FEW },
		{ 830, 30, 7, 7, 7, false, DIAG_PAGES_MANY },
		{ 150, 9, 7, 7, 7, false, DIAG_GUTTER },
		{ 150, 10, 7, 7, 7, false, DIAG__MAX },
		{ 151, 10, 7, 7, 7, false, DIAG_GUTTER },
		{ 100, 10, 6, 7, 7, false, DIAG_MARGIN },
		{ 100, 10, 7, 6, 7, false, DIAG_MARGIN },
		{ 100, 10, 7, 7, 6, false, DIAG_MARGIN },
		{ 100, 10, 7, 7, 7, true, DIAG_MARKS },
	};
	struct edition	ed = { .title = STR("x") };
	struct book	b = { .edition = &ed };

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct pdf_opts o = { .kind = PDF_PRINT,
		    .marks = t[i].marks };
		struct desk	d;
		struct printer *p;

		desk_init(&d);
		p = open_printer(&d, "styles/printers/kdp.yaml");
		printer_check(p, &b, pages(&d.arena, t[i].npages, t[i].inner,
		    t[i].outer, t[i].top, t[i].bottom), &o, &d.sink);
		if (t[i].code != DIAG__MAX)
			assert_int_equal(d.sink.seen[t[i].code], 1);
		assert_int_equal(d.sink.count[DIAG_ERROR],
		    t[i].code == DIAG__MAX ? 0 : 1);
		arena_release(&d.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_profiles_are_read),
		cmocka_unit_test(spine_is_that_of_the_formula),
		cmocka_unit_test(faulty_profile_is_refused),
		cmocka_unit_test(check_says_what_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
