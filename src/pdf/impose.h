/*
 * Imposition: which page stands where on which side of which sheet.
 *
 * A sheet of a signature of s pages has s/2 places a side, in a grid:
 * 4: 2 x 1, 8: 2 x 2, 16: 4 x 2, 32: 4 x 4.  It lies with its outer
 * side up and is folded alternately, the left half under the right or
 * the upper under the lower half, the last fold at the spine.  What the
 * folds do tells the places; no scheme is written down.
 */
#ifndef PDF_IMPOSE_H
#define PDF_IMPOSE_H

#include <stdbool.h>
#include <stdint.h>

enum { IMPOSE_MAX_COLS = 4, IMPOSE_MAX_ROWS = 4,
	IMPOSE_MAX_CELLS = IMPOSE_MAX_COLS * IMPOSE_MAX_ROWS };

struct impose_grid {
	int cols, rows;
};

/* A place on a sheet, seen from the outer side. */
struct impose_leaf {
	int	 outer, inner;	/* pages of the signature, from 1 */
	bool	 turned;	/* stands on its head, on both sides */
};

/* False when s is none of 4, 8, 16, 32. */
bool	 impose_grid(int s, struct impose_grid *);
/* The leaves of a sheet, row by row from the top left. */
void	 impose_sheet(int s, struct impose_leaf out[IMPOSE_MAX_CELLS]);
/*
 * The page of the book [from 1] that page p [from 1] of signature k
 * [from 0] is, among n pages (a multiple of s): gathered signatures
 * follow, saddle-stitched ones lie in one another, the first outermost.
 */
unsigned impose_page(int s, bool saddle, unsigned n, unsigned k,
	    unsigned p);
/*
 * How many leaves lie between the outside of the fold and the leaf of a
 * page: what creep grows with.
 */
unsigned impose_depth(int s, bool saddle, unsigned n, unsigned page);

#endif
