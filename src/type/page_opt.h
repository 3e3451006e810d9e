/*
 * The solver's states, for page_opt (which makes them) and page_plan
 * (which reads the path back).  Private to type/.
 */
#ifndef TYPE_PAGE_OPT_H
#define TYPE_PAGE_OPT_H

#include "page.h"

#define NO_STATE	UINT32_MAX
#define PLACE_BEFORE	0u
#define PLACE_AFTER	UINT32_MAX

/* Where a state inside a variant stands. */
static inline uint32_t
inside_place(int variant, int line)
{
	return (uint32_t)(variant + 1) << 20 | (uint32_t)line;
}

struct page_state {
	int64_t		cost;
	struct page_at	at;
	uint32_t	prev, next;	/* path; list */
	uint32_t	place;
	uint32_t	block;		/* set: lines from..to of it */
	uint16_t	from, to;
	int		carry;
	uint8_t		variant;
	uint8_t		above;		/* space above it, if from is 0 */
	bool		broke;		/* and then the page ended */
	uint8_t		shorter;
	unsigned	faults;
};

struct state_list {		/* states of one place, in order */
	uint32_t first, last;
};

/*
 * Faults are admitted nowhere, everywhere, or only in windows of blocks
 * before the places where there is no way on without them: a column of a
 * whole book has far too many states to be looked through with faults
 * everywhere.
 */
enum page_mode { PAGE_STRICT, PAGE_LOOSE, PAGE_WINDOWS };

enum { PAGE_LOOSE_MAX = 120 };	/* blocks of a column looked through */

/* The solver before a block, to go back to. */
struct page_mark {
	uint32_t	 n;
	struct state_list before;
};

struct solver {
	const struct page_column *col;
	enum page_mode	mode;
	bool		strict;		/* the block in hand admits no fault */
	uint8_t		*loose;		/* by block, PAGE_WINDOWS: it does */
	struct page_mark *marks;	/* where each block began */
	struct page_state *s;
	uint32_t	 n, cap;
	uint32_t	*table;		/* open addressing, by key */
	uint32_t	 size, load;
	struct state_list *inside;	/* by line of the variant in hand */
	int		 ninside;
	struct state_list before, after;
};

/* The last state of the cheapest path, or NO_STATE. */
uint32_t page_solve(struct solver *, struct page_close *end);
/* As page_solve, for page_options: the cheapest end by pages. */
int	 page_solve_options(struct solver *, struct page_option *);
enum page_mode page_mode_of(const struct page_column *);
void	 page_solver_release(struct solver *);

#endif
