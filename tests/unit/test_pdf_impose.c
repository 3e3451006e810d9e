/*
 * Imposition: sheets are folded here as a binder would, by coordinates,
 * not by the piles of impose.c, and must read 1 to n.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "octavo/pdf.h"
#include "pdf/impose.h"
#include "pdf_frame.h"

/* What printers' handbooks give for the outer and the inner side. */
static void
schemes_are_the_known_ones(void **state)
{
	static const struct {
		int s, cells, outer[16], inner[16];
	} t[] = {
		{ 4, 2, { 4, 1 }, { 2, 3 } },
		{ 8, 4, { 5, 4, 8, 1 }, { 3, 6, 2, 7 } },
		{ 16, 8, { 5, 12, 9, 8, 4, 13, 16, 1 },
		    { 7, 10, 11, 6, 2, 15, 14, 3 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct impose_leaf l[IMPOSE_MAX_CELLS];
		struct impose_grid g;

		assert_true(impose_grid(t[i].s, &g));
		impose_sheet(t[i].s, l);
		for (int k = 0; k < t[i].cells; k++) {
			int r = k / g.cols, c = k % g.cols;
			int back = r * g.cols + g.cols - 1 - c;

			assert_int_equal(l[k].outer, t[i].outer[k]);
			assert_int_equal(l[back].inner, t[i].inner[k]);
			/* Heads of the upper row meet those of the lower. */
			assert_int_equal(l[k].turned, g.rows == 2 && r == 0);
		}
	}
}

/*
 * A leaf in space: where it lies, how high, which side is up, whether
 * its head points away.  Folding mirrors coordinates and heights.
 */
struct sheet {
	int  x, y, z;
	bool outer_up, head_up;
	int  outer, inner;
};

static void
fold(struct sheet *s, int n, int *width, int *height, int *thick)
{
	bool across = *width > *height;
	int  half = (across ? *width : *height) / 2;

	for (int i = 0; i < n; i++) {
		int *at = across ? &s[i].x : &s[i].y;

		if (*at >= half) {		/* stays where it is */
			*at -= half;
			s[i].z += *thick;
			continue;
		}
		*at = half - 1 - *at;		/* goes under */
		s[i].z = *thick - 1 - s[i].z;
		s[i].outer_up = !s[i].outer_up;
		if (!across)
			s[i].head_up = !s[i].head_up;
	}
	*thick *= 2;
	if (across)
		*width = half;
	else
		*height = half;
}

static int
from_the_top(const void *a, const void *b)
{
	return ((const struct sheet *)b)->z - ((const struct sheet *)a)->z;
}

/* Folds signature k; its pages in reading order into out[0..s). */
static void
fold_signature(int size, bool saddle, unsigned n, unsigned k,
    unsigned *out)
{
	struct impose_leaf l[IMPOSE_MAX_CELLS];
	struct impose_grid g;
	struct sheet	   s[IMPOSE_MAX_CELLS];
	int		   width, height, thick = 1, cells;

	assert_true(impose_grid(size, &g));
	impose_sheet(size, l);
	width = g.cols;
	height = g.rows;
	cells = width * height;
	for (int i = 0; i < cells; i++)
		s[i] = (struct sheet){ i % g.cols, i / g.cols, 0, true,
		    !l[i].turned, l[i].outer, l[i].inner };
	while (width * height > 1)
		fold(s, cells, &width, &height, &thick);
	qsort(s, (size_t)cells, sizeof(s[0]), from_the_top);
	for (int i = 0; i < cells; i++) {
		int up = s[i].outer_up ? s[i].outer : s[i].inner;
		int down = s[i].outer_up ? s[i].inner : s[i].outer;

		assert_true(s[i].head_up);
		out[2 * i] = impose_page(size, saddle, n, k, (unsigned)up);
		out[2 * i + 1] = impose_page(size, saddle, n, k,
		    (unsigned)down);
	}
}

/* Gathered: one after the other.  Saddle: each opened at its middle and
 * laid into the one before. */
static void
bind_book(int size, bool saddle, unsigned n, unsigned *book)
{
	unsigned pages[32], nsig = n / (unsigned)size;
	unsigned half = (unsigned)size / 2;

	for (unsigned k = 0; k < nsig; k++) {
		fold_signature(size, saddle, n, k, pages);
		for (unsigned i = 0; i < (unsigned)size; i++) {
			unsigned at = k * (unsigned)size + i;

			if (saddle)
				at = i < half ? k * half + i :
				    n - (k + 1) * half + i - half;
			book[at] = pages[i];
		}
	}
}

static void
folded_books_read_from_first_to_last(void **state)
{
	static const int sizes[] = { 4, 8, 16, 32 };
	static unsigned	 book[1024];

	(void)state;
	for (int i = 0; i < 4; i++)
		for (unsigned n = (unsigned)sizes[i]; n <= 1024;
		    n += (unsigned)sizes[i])
			for (int saddle = 0; saddle < 2; saddle++) {
				memset(book, 0, sizeof(book));
				bind_book(sizes[i], saddle, n, book);
				for (unsigned p = 0; p < n; p++)
					assert_int_equal(book[p], p + 1);
			}
}

static void
creep_grows_to_the_middle(void **state)
{
	(void)state;
	/* 16 pages, 8 leaves: 0 1 2 3 3 2 1 0 */
	for (unsigned p = 1; p <= 16; p++) {
		unsigned leaf = (p - 1) / 2;

		assert_int_equal(impose_depth(16, false, 64, p + 16),
		    leaf < 4 ? leaf : 7 - leaf);
	}
	assert_int_equal(impose_depth(16, true, 64, 1), 0);
	assert_int_equal(impose_depth(16, true, 64, 32), 15);
	assert_int_equal(impose_depth(16, true, 64, 33), 15);
	assert_int_equal(impose_depth(16, true, 64, 64), 0);
}

static void
sheets_are_drawn(void **state)
{
	struct arena	   a;
	struct sources	   sources;
	struct diag_sink   sink;
	struct error	   e;
	struct buf	   out;
	struct book	  *book;
	struct frame	  *f;
	struct impose_opts o = { .signature = 8, .leaf = SP_MM(0.144) };
	const char	  *build = getenv("BUILD");

	(void)state;
	arena_init(&a);
	buf_init(&out);
	sources_init(&sources, &a);
	diag_init(&sink, &a, &sources);
	book = hand_book(&a);
	f = hand_frame(&a, book);
	if (f == NULL)
		skip();
	assert_int_equal(pdf_impose(&a, book, f, &o, &sink, &out, &e), 0);
	if (build != NULL) {
		char *dir = arena_printf(&a, "%s/tests/pdf", build);

		assert_int_equal(file_make_dir(dir, &e), 0);
		assert_int_equal(file_write(path_join(&a, dir,
		    "hand-sheets.pdf"), buf_str(&out), &e), 0);
	}
	o.signature = 12;
	assert_int_equal(pdf_impose(&a, book, f, &o, &sink, &out, &e), -1);
	assert_int_equal(e.kind, ERROR_LIMIT);
	buf_release(&out);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(schemes_are_the_known_ones),
		cmocka_unit_test(folded_books_read_from_first_to_last),
		cmocka_unit_test(creep_grows_to_the_middle),
		cmocka_unit_test(sheets_are_drawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
