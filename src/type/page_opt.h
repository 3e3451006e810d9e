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

struct solver {
	const struct page_column *col;
	bool		strict;		/* admits no fault */
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
void	 page_solver_release(struct solver *);

#endif
