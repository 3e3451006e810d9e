/*
 * A reading over a border inside a block (a call, a page mark, the edge of
 * emphasis): which of our words stand before the border, which behind it.
 */
#include "ledger_int.h"

enum { CELLS_MAX = 1 << 18 };	/* of one table: entries are short */

static uint32_t
least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static uint32_t
swap_cost(char a, char b)
{
	return a == b ? 0 : a == ' ' || b == ' ' ? 2 : 1;
}

/* What it costs to make the first j bytes of read of all of f, for each j;
 * back: the last j. */
static uint32_t *
costs(struct arena *a, struct str f, struct str read, bool back)
{
	uint32_t *row = ARENA_ARRAY(a, uint32_t, read.n + 1), was, kept;

	for (size_t j = 0; j <= read.n; j++)
		row[j] = (uint32_t)j;
	for (size_t i = 1; i <= f.n; i++) {
		was = row[0];
		row[0] = (uint32_t)i;
		for (size_t j = 1; j <= read.n; j++) {
			kept = row[j];
			row[j] = least(was + (back ?
			    swap_cost(f.p[f.n - i], read.p[read.n - j]) :
			    swap_cost(f.p[i - 1], read.p[j - 1])),
			    least(row[j], row[j - 1]) + 1);
			was = kept;
		}
	}
	return row;
}

size_t
ledger_align(struct arena *a, struct str f, struct str read, size_t at)
{
	uint32_t *head, *tail, cost, best = UINT32_MAX;
	size_t	  found = read.n;

	if (f.n > CELLS_MAX / (read.n + 1))
		return read.n;
	head = costs(a, str_sub(f, 0, at), read, false);
	tail = costs(a, str_sub(f, at, f.n), read, true);
	for (size_t j = 0; j <= read.n; j++) {
		if ((j < read.n && ((unsigned char)read.p[j] & 0xC0) ==
		    0x80) || !match_is_whole(read, j, read.n))
			continue;
		/* of like places the one behind the same sign */
		cost = 4 * (head[j] + tail[read.n - j]) + 3;
		cost -= j > 0 && read.p[j - 1] == f.p[at - 1] ? 2 : 0;
		cost -= j < read.n && read.p[j] == f.p[at] ? 1 : 0;
		if (cost < best) {
			best = cost;
			found = j;
		}
	}
	return found;
}
