/*
 * Figures that do not fit where they stand: text that follows goes
 * before them, so that they come at the head of the next page or soon
 * after, and the page before is full.
 */
#include <string.h>

#include "octavo/arena.h"
#include "typeset_int.h"

enum {
	FLOATS_MAX = 64,	/* figures looked at in a section */
	PASS_MAX = 3		/* paragraphs that may pass one */
};

static bool
is_figure(const struct section *s, uint32_t b)
{
	return b < s->galley->nblocks &&
	    s->galley->blocks[b].kind == GALLEY_FIGURE;
}

/* The block behind a figure and its caption. */
static uint32_t
behind(const struct section *s, uint32_t figure)
{
	const struct galley_block *b = s->galley->blocks;
	uint32_t		   e = figure + 1;

	while (e < s->galley->nblocks && b[e].node != NULL &&
	    b[e].node->kind == NODE_CAPTION)
		e++;
	return e;
}

/* A paragraph that may come before the figure it follows. */
static bool
may_pass(const struct section *s, uint32_t e)
{
	const struct galley_block *b = &s->galley->blocks[e];

	return e < s->galley->nblocks && b->kind == GALLEY_TEXT &&
	    b->node != NULL && b->node->kind == NODE_PARA && !b->keep_next;
}

/* A figure that has driven white into the page before it, from page i
 * on; the number of its block, or UINT32_MAX. */
static uint32_t
figure_in_trouble(const struct section *s, uint32_t *i)
{
	const struct page_plan_page *p = s->plan.pages;
	unsigned bad = 1u << FAULT_SHORT | 1u << FAULT_UNEVEN |
	    1u << FAULT_BAND | 1u << FAULT_TOGETHER;

	for (; *i + 1 < s->plan.npages; (*i)++)
		if ((p[*i].faults & bad) != 0 && p[*i + 1].npieces > 0 &&
		    is_figure(s, p[*i + 1].pieces[0].block) &&
		    may_pass(s, behind(s, p[*i + 1].pieces[0].block)))
			return p[*i + 1].pieces[0].block;
	return UINT32_MAX;
}

/* The paragraph behind a figure goes before it. */
static void
pass(struct section *s, uint32_t figure)
{
	struct galley_block *b = s->galley->blocks, para;
	uint32_t	     e = behind(s, figure);

	para = b[e];
	memmove(&b[figure + 1], &b[figure],
	    (e - figure) * sizeof(*b));
	b[figure] = para;
}

static void
unpass(struct section *s, uint32_t at)
{
	struct galley_block *b = s->galley->blocks, para = b[at];
	uint32_t	     e = behind(s, at + 1);

	memmove(&b[at], &b[at + 1], (e - at - 1) * sizeof(*b));
	b[e - 1] = para;
}

/* The best of letting none, one, two … pass; how many that are. */
static int
try_passing(struct arena *a, struct setter *t, struct section *s,
    uint32_t figure)
{
	struct section	best = *s;
	uint32_t	tried = 0, taken = 0;

	while (tried < PASS_MAX && may_pass(s, behind(s, figure + tried))) {
		pass(s, figure + tried++);
		prepare_section(a, t, s);
		s->col.first_page = s->page + 1;
		page_break(a, &s->col, &s->plan);
		if (s->plan.cost < best.plan.cost) {
			best = *s;
			taken = tried;
		}
	}
	while (tried > taken)
		unpass(s, figure + --tried);
	*s = best;
	return (int)taken;
}

/* Betters the plan of a section where it begins now. */
void
float_figures(struct arena *a, struct setter *t, struct section *s)
{
	uint32_t page = 0, figure;

	for (int n = 0; n < FLOATS_MAX; n++) {
		figure = figure_in_trouble(s, &page);
		if (figure == UINT32_MAX)
			return;
		if (try_passing(a, t, s, figure) == 0)
			page++;
	}
}
