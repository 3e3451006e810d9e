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
	    b->node != NULL && b->node->kind == NODE_PARA &&
	    !b->keep_next && !b->opens;
}

/* The figure that a page begins with, or with the caption of; or
 * UINT32_MAX. */
static uint32_t
figure_at_head(const struct section *s, const struct page_plan_page *p)
{
	const struct galley_block *b = s->galley->blocks;
	uint32_t		   i;

	if (p->npieces == 0)
		return UINT32_MAX;
	for (i = p->pieces[0].block; i > 0 && b[i].node != NULL &&
	    b[i].node->kind == NODE_CAPTION; i--)
		;
	return is_figure(s, i) ? i : UINT32_MAX;
}

/* A figure that has driven white into the page before it, or has lost
 * its caption to the page behind, from page i on; or UINT32_MAX. */
static uint32_t
figure_in_trouble(const struct section *s, uint32_t *i)
{
	const struct page_plan_page *p = s->plan.pages;
	unsigned bad = 1u << FAULT_SHORT | 1u << FAULT_UNEVEN |
	    1u << FAULT_BAND | 1u << FAULT_TOGETHER;

	for (; *i + 1 < s->plan.npages; (*i)++) {
		uint32_t f = figure_at_head(s, &p[*i + 1]);

		if ((p[*i].faults & bad) != 0 && f != UINT32_MAX &&
		    may_pass(s, behind(s, f)))
			return f;
	}
	return UINT32_MAX;
}

/*
 * The paragraph behind a figure goes before it.  The white behind the
 * figure stays there: it goes over to what then follows.
 */
static void
pass(struct section *s, uint32_t figure)
{
	struct galley_block *b = s->galley->blocks, para;
	uint32_t	     e = behind(s, figure);

	para = b[e];
	if (e + 1 < s->galley->nblocks &&
	    b[e + 1].space_before < para.space_before)
		b[e + 1].space_before = para.space_before;
	para.space_before = 0;
	memmove(&b[figure + 1], &b[figure], (e - figure) * sizeof(*b));
	b[figure] = para;
}

static struct galley_block *
blocks_copy(struct arena *a, const struct galley *g)
{
	struct galley_block *b = ARENA_ARRAY(a, struct galley_block,
	    g->nblocks);

	memcpy(b, g->blocks, g->nblocks * sizeof(*b));
	return b;
}

/* The best of letting none, one, two … pass; false when it is none. */
static bool
try_passing(struct arena *a, struct setter *t, struct section *s,
    uint32_t figure)
{
	struct section	     best = *s;
	struct galley_block *order = blocks_copy(a, s->galley);
	bool		     better = false;

	for (uint32_t i = 0; i < PASS_MAX &&
	    may_pass(s, behind(s, figure + i)); i++) {
		pass(s, figure + i);
		prepare_section(a, t, s);
		s->col.first_page = s->page + 1;
		page_break(a, &s->col, &s->plan);
		if (s->plan.cost < best.plan.cost) {
			best = *s;
			order = blocks_copy(a, s->galley);
			better = true;
		}
	}
	*s = best;
	memcpy(s->galley->blocks, order,
	    s->galley->nblocks * sizeof(*order));
	return better;
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
		if (!try_passing(a, t, s, figure))
			page++;
	}
}
