/*
 * A galley made ready for the paginator: lines of the grid instead of
 * measures, notes as numbers of lines.
 */
#include <string.h>

#include "octavo/arena.h"
#include "page.h"

struct prep {
	struct arena		*arena;
	const struct galley	*galley;
	struct page_column	*col;
	int			*note_lines;	/* of each note */
	uint32_t		*owner;		/* block + 1 that calls it */
	uint32_t		*seen;		/* stamp of the variant */
	uint32_t		 stamp;
	uint32_t		 next_note;	/* likely next one */
};

static int
block_lines(const struct galley_block *b)
{
	return b->nvariants > 0 ? b->variants[0].nlines : 1;
}

static void
prepare_notes(struct prep *p)
{
	const struct galley *g = p->galley;
	uint32_t	     n = 0, k = 0;

	for (uint32_t i = 0; i < g->nnotes; i++)
		for (uint32_t j = 0; j < g->notes[i].nblocks; j++) {
			const struct galley_block *b = &g->notes[i].blocks[j];

			n += (uint32_t)block_lines(b);
			if (b->leading > p->col->note_leading)
				p->col->note_leading = b->leading;
		}
	p->col->notes = ARENA_ARRAY(p->arena, struct page_note_line, n + 1);
	p->col->nnotes = n;
	for (uint32_t i = 0; i < g->nnotes; i++) {
		uint32_t from = k;

		for (uint32_t j = 0; j < g->notes[i].nblocks; j++)
			for (int l = 0; l < block_lines(
			    &g->notes[i].blocks[j]); l++)
				p->col->notes[k++] = (struct page_note_line){
				    i, j, (uint16_t)l };
		p->note_lines[i] = (int)(k - from);
	}
}

/* The index of a note in the galley, or UINT32_MAX. */
static uint32_t
note_index(struct prep *p, const struct node *note)
{
	const struct galley *g = p->galley;

	for (uint32_t k = 0; k < g->nnotes; k++) {
		uint32_t i = (p->next_note + k) % g->nnotes;

		if (g->notes[i].note == note) {
			p->next_note = i;
			return i;
		}
	}
	return UINT32_MAX;
}

/* A second call of a note brings it no second time. */
static bool
first_call(struct prep *p, uint32_t i, uint32_t block)
{
	if (p->owner[i] != 0 && p->owner[i] != block + 1)
		return false;
	if (p->seen[i] == p->stamp)
		return false;
	p->owner[i] = block + 1;
	p->seen[i] = p->stamp;
	return true;
}

static void
prepare_line(struct prep *p, uint32_t block, const struct galley_variant *v,
    int n, struct page_line *out)
{
	const struct galley_line *l = &v->lines[n];

	out->hyphen = l->hyphen;
	for (uint16_t k = 0; k < l->nnotes; k++) {
		uint32_t i = note_index(p, v->notes[l->first_note + k].note);

		if (i == UINT32_MAX || !first_call(p, i, block))
			continue;
		out->notes += p->note_lines[i];
		out->last = p->note_lines[i];
	}
}

static void
prepare_variants(struct prep *p, uint32_t block,
    const struct galley_block *gb, struct page_block *out)
{
	int64_t best = INT64_MAX;

	out->nvariants = gb->nvariants > 0 ? gb->nvariants : 1;
	out->variants = ARENA_ARRAY(p->arena, struct page_variant,
	    (size_t)out->nvariants);
	for (int i = 0; i < out->nvariants; i++) {
		struct page_variant	*v = &out->variants[i];
		struct page_line	*lines;

		v->nlines = gb->nvariants > 0 ? gb->variants[i].nlines : 1;
		lines = ARENA_ARRAY(p->arena, struct page_line,
		    (size_t)v->nlines + 1);
		v->lines = lines;
		if (gb->nvariants == 0)
			continue;
		v->cost = gb->variants[i].demerits;
		if (v->cost < best)
			best = v->cost;
		p->stamp++;
		for (int l = 0; l < v->nlines; l++)
			prepare_line(p, block, &gb->variants[i], l,
			    &lines[l]);
	}
	for (int i = 0; i < out->nvariants && best != INT64_MAX; i++)
		out->variants[i].cost -= best;
}

static void
prepare_block(struct prep *p, uint32_t i)
{
	const struct galley_block *gb = &p->galley->blocks[i];
	struct page_block	*b = &p->col->blocks[i];
	sp			 grid = p->col->grid;

	b->leading = gb->leading > 0 ? gb->leading : grid;
	if (gb->kind == GALLEY_FIGURE)
		b->leading = gb->height > 0 ? gb->height : grid;
	if (b->leading > grid * p->col->lines)
		b->leading = grid * p->col->lines;
	b->before = gb->space_before > 0 ?
	    (gb->space_before + grid / 2) / grid : 0;
	if (gb->node != NULL && gb->node->kind == NODE_CAPTION && i > 0 &&
	    gb[-1].kind == GALLEY_FIGURE)
		b->before = 0;	/* below its picture */
	if (b->before > p->col->lines - 2)
		b->before = p->col->lines - 2;
	b->keep_next = gb->keep_next || (gb->kind == GALLEY_FIGURE &&
	    gb->node != NULL && gb->node->first != NULL);	/* caption */
	b->keep_together = gb->keep_together;
	b->hold = gb->hold;
	b->opens = i > 0 && gb->opens;
	b->breaks = i > 0 && gb->break_before;
	if (i > 0 && gb->style != NULL && gb->style->keep_prev)
		b[-1].keep_next = true;
	b->separator = gb->kind == GALLEY_BREAK;
	b->title = gb->node != NULL && (gb->node->kind == NODE_HEADING ||
	    gb->node->kind == NODE_SUBTITLE);
	if (b->title || b->separator) {
		b->more = b->before > 0;
		b->less = b->before > 1;
	} else if (i > 0 && b[-1].title) {
		b->more = b->before > 0;
	}
	prepare_variants(p, i, gb, b);
}

void
page_prepare(struct arena *a, const struct galley *g, sp grid, int lines,
    sp note_skip, struct page_column *out)
{
	struct prep p = { .arena = a, .galley = g, .col = out };

	memset(out, 0, sizeof(*out));
	out->galley = g;
	out->grid = grid;
	out->lines = lines;
	out->note_skip = note_skip;
	out->first_page = 1;
	out->nblocks = g->nblocks;
	out->blocks = ARENA_ARRAY(a, struct page_block, g->nblocks + 1);
	p.note_lines = ARENA_ARRAY(a, int, g->nnotes + 1);
	p.owner = ARENA_ARRAY(a, uint32_t, g->nnotes + 1);
	p.seen = ARENA_ARRAY(a, uint32_t, g->nnotes + 1);
	prepare_notes(&p);
	if (out->note_leading == 0)
		out->note_leading = grid;
	for (uint32_t i = 0; i < g->nblocks; i++)
		prepare_block(&p, i);
}

int
page_height(const struct page_column *c, const struct page_block *b,
    int from, int to)
{
	if (b->leading == c->grid)
		return to - from;
	return (int)(((int64_t)b->leading * (to - from) + c->grid - 1) /
	    c->grid);
}
