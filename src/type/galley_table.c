/*
 * Simple tables: a row is a block of text whose cells stand side by
 * side.
 *
 * A column is as wide as its widest cell on one line; where that is more
 * than the measure, columns narrower than an even share keep their width
 * and the others share what is left in proportion.
 */
#include <string.h>

#include "galley_int.h"

static uint32_t
count_cells(const struct node *row)
{
	uint32_t n = 0;

	for (const struct node *c = row->first; c != NULL; c = c->next)
		n += c->kind == NODE_CELL;
	return n;
}

static int
open_cell(struct builder *g, const struct node *cell, struct para *p)
{
	para_init(p, &g->scratch, g->faces, g->sink, cell,
	    style_of(g->style, cell), g->measure);
	p->left = p->right = p->indent = 0;
	return itemise_block(p, g->style, g->error);
}

static int
widen(struct builder *g, const struct node *row, sp *wanted)
{
	struct arena_mark m = arena_mark(&g->scratch);
	uint32_t	  n = 0;

	for (const struct node *c = row->first; c != NULL; c = c->next) {
		struct para p;
		int64_t	    w = 0;

		if (c->kind != NODE_CELL)
			continue;
		if (open_cell(g, c, &p) < 0)
			return -1;
		for (uint32_t i = 0; i < p.natoms; i++)
			w += p.atoms[i].width;
		if (w > g->measure)
			w = g->measure;
		if ((sp)w > wanted[n])
			wanted[n] = (sp)w;
		n++;
	}
	arena_rewind(&g->scratch, m);
	return 0;
}

/* Makes the widths wanted fit into so much. */
static void
share(sp *w, uint32_t n, sp room)
{
	sp	even = room / (sp)n;
	int64_t wide = 0, left = room;

	for (uint32_t i = 0; i < n; i++)
		if (w[i] > even)
			wide += w[i];
		else
			left -= w[i];
	if (wide <= left)
		return;
	for (uint32_t i = 0; i < n; i++)
		if (w[i] > even)
			w[i] = (sp)(w[i] * left / wide);
}

int
table_begin(struct builder *g, const struct node *table)
{
	const struct style_block *s = style_of(g->style, table);
	const struct node	 *r;
	uint32_t		  n = 1;

	for (r = table->first; r != NULL; r = r->next)
		if (r->kind == NODE_ROW && count_cells(r) > n)
			n = count_cells(r);
	g->ncolumns = n;
	g->columns = ARENA_ARRAY(g->arena, sp, n);
	g->gutter = s->size;
	g->table_left = s->margin_left;
	for (r = table->first; r != NULL; r = r->next)
		if (r->kind == NODE_ROW && widen(g, r, g->columns) < 0)
			return -1;
	share(g->columns, n, g->measure - s->margin_left -
	    s->margin_right - (sp)(n - 1) * g->gutter);
	return 0;
}

static int
set_cell(struct builder *g, const struct node *cell, uint32_t column,
    sp x, struct set_cell *out)
{
	if (open_cell(g, cell, &out->text.p) < 0)
		return -1;
	out->text.p.measure = g->columns[column];
	out->x = x;
	galley_keep(g, &out->text, cell->span, &out->lines, 1);
	return 0;
}

/* The lines of a row call what the lines of its cells call. */
static void
row_notes(struct arena *a, const struct set_text *t,
    struct galley_variant *v)
{
	struct galley_line     *lines = ARENA_ARRAY(a, struct galley_line,
	    (size_t)v->nlines + 1);
	struct galley_note_ref *notes;
	uint16_t		n = 0, all = 0;

	for (uint32_t c = 0; c < t->ncells; c++)
		for (uint16_t i = 0; i < t->cells[c].lines.nlines; i++)
			all = (uint16_t)(all +
			    t->cells[c].lines.lines[i].nnotes);
	notes = ARENA_ARRAY(a, struct galley_note_ref, (size_t)all + 1);
	for (uint16_t i = 0; i < v->nlines; i++) {
		lines[i].first_note = n;
		lines[i].ratio = 1000;
		for (uint32_t c = 0; c < t->ncells; c++) {
			const struct galley_variant *l = &t->cells[c].lines;

			if (i >= l->nlines)
				continue;
			for (uint16_t k = 0; k < l->lines[i].nnotes; k++)
				notes[n++] = l->notes[l->lines[i].first_note
				    + k];
		}
		lines[i].nnotes = (uint16_t)(n - lines[i].first_note);
	}
	v->lines = lines;
	v->notes = notes;
	v->looseness = 0;
}

int
row_block(struct builder *g, const struct node *row)
{
	struct galley_block   *b = galley_add(g, GALLEY_TEXT, row);
	struct set_text	      *t = ARENA_NEW(g->arena, struct set_text);
	struct galley_variant *v = ARENA_NEW(g->arena,
	    struct galley_variant);
	struct arena_mark      m = arena_mark(&g->scratch);
	sp		       x = g->table_left;

	t->cells = ARENA_ARRAY(g->arena, struct set_cell,
	    count_cells(row) + 1);
	para_init(&t->p, g->arena, g->faces, g->sink, row, b->style,
	    g->measure);
	for (const struct node *c = row->first; c != NULL; c = c->next) {
		struct set_cell *cell = &t->cells[t->ncells];

		if (c->kind != NODE_CELL)
			continue;
		if (set_cell(g, c, t->ncells, x, cell) < 0)
			return -1;
		x += g->columns[t->ncells] + g->gutter;
		t->ncells++;
		if (cell->lines.nlines > v->nlines)
			*v = cell->lines;
	}
	row_notes(g->arena, t, v);
	b->keep_next |= row->u.row.head;
	b->keep_together = true;
	b->variants = v;
	b->nvariants = 1;
	b->own = t;
	arena_rewind(&g->scratch, m);
	return 0;
}
