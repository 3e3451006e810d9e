#include <string.h>

#include "impose.h"

/* A pile of leaves on one place while the sheet is folded. */
struct pile {
	int	 cell[IMPOSE_MAX_CELLS];	/* from the top */
	bool	 over[IMPOSE_MAX_CELLS];	/* inner side up */
	bool	 turned[IMPOSE_MAX_CELLS];
	int	 n;
};

bool
impose_grid(int s, struct impose_grid *g)
{
	static const struct { int s; struct impose_grid g; } grids[] = {
		{ 4, { 2, 1 } }, { 8, { 2, 2 } }, { 16, { 4, 2 } },
		{ 32, { 4, 4 } },
	};

	for (size_t i = 0; i < sizeof(grids) / sizeof(grids[0]); i++)
		if (grids[i].s == s) {
			*g = grids[i].g;
			return true;
		}
	return false;
}

/* The pile `under` is turned over and laid below the pile. */
static void
lay_under(struct pile *p, const struct pile *under, bool head_over)
{
	for (int i = under->n - 1; i >= 0; i--) {
		p->cell[p->n] = under->cell[i];
		p->over[p->n] = !under->over[i];
		p->turned[p->n++] = under->turned[i] != head_over;
	}
}

/* Left half under right half; the right half moves to column 0. */
static void
fold_left(struct pile p[][IMPOSE_MAX_COLS], struct impose_grid *g)
{
	int half = g->cols / 2;

	for (int r = 0; r < g->rows; r++)
		for (int c = 0; c < half; c++) {
			struct pile right = p[r][half + c];

			lay_under(&right, &p[r][half - 1 - c], false);
			p[r][half + c] = right;
		}
	for (int r = 0; r < g->rows; r++)
		for (int c = 0; c < half; c++)
			p[r][c] = p[r][half + c];
	g->cols = half;
}

/* Upper half under lower half; the lower half moves to row 0. */
static void
fold_top(struct pile p[][IMPOSE_MAX_COLS], struct impose_grid *g)
{
	int half = g->rows / 2;

	for (int r = 0; r < half; r++)
		for (int c = 0; c < g->cols; c++)
			lay_under(&p[half + r][c], &p[half - 1 - r][c],
			    true);
	for (int r = 0; r < half; r++)
		for (int c = 0; c < g->cols; c++)
			p[r][c] = p[half + r][c];
	g->rows = half;
}

void
impose_sheet(int s, struct impose_leaf out[IMPOSE_MAX_CELLS])
{
	struct pile	   p[IMPOSE_MAX_ROWS][IMPOSE_MAX_COLS];
	struct impose_grid g;
	const struct pile *book = &p[0][0];
	int		   cols;

	if (!impose_grid(s, &g))
		return;
	memset(p, 0, sizeof(p));
	cols = g.cols;
	for (int r = 0; r < g.rows; r++)
		for (int c = 0; c < g.cols; c++) {
			p[r][c].n = 1;
			p[r][c].cell[0] = r * cols + c;
		}
	/* The last fold is the spine's, so an odd number of folds begins
	 * with one like it. */
	while (g.cols * g.rows > 1)
		if (g.cols > g.rows)
			fold_left(p, &g);
		else
			fold_top(p, &g);
	for (int i = 0; i < book->n; i++) {
		struct impose_leaf *l = &out[book->cell[i]];

		l->outer = 2 * i + (book->over[i] ? 2 : 1);
		l->inner = 2 * i + (book->over[i] ? 1 : 2);
		l->turned = book->turned[i];
	}
}

unsigned
impose_page(int s, bool saddle, unsigned n, unsigned k, unsigned p)
{
	unsigned size = (unsigned)s, half = size / 2;

	if (!saddle)
		return k * size + p;
	if (p <= half)
		return k * half + p;
	return n - (k + 1) * half + (p - half);
}

unsigned
impose_depth(int s, bool saddle, unsigned n, unsigned page)
{
	unsigned leaves = (saddle ? n : (unsigned)s) / 2;
	unsigned leaf = (page - 1) / 2 % leaves;

	return leaf < leaves - 1 - leaf ? leaf : leaves - 1 - leaf;
}
