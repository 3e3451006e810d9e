/*
 * Galleys: the blocks of a DIV and of its notes, broken into lines.
 *
 *   galley_build -> walk -> a handler per kind of block (table)
 *     text_block -> itemise_block, para_break, keep
 */
#include <string.h>

#include "octavo/terms.h"

#include "galley_int.h"
#include "standing.h"

static uint32_t
count_blocks(const struct node *root)
{
	struct walk	w;
	uint32_t	n = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && node_is_block(w.node))
			n++;
	return n;
}

/* The space between two blocks is the larger that either asks. */
static void
collapse(struct galley_block *prev, struct galley_block *b)
{
	if (prev == NULL)
		return;
	if (prev->space_after > b->space_before)
		b->space_before = prev->space_after;
	prev->space_after = 0;
}

struct galley_block *
galley_add(struct builder *g, enum galley_kind kind, const struct node *n)
{
	const struct style_block *s = style_of(g->style, n);
	struct galley_block	 *b = &g->blocks[g->nblocks++];

	b->kind = kind;
	b->node = n;
	b->style = s;
	b->leading = s->leading;
	b->space_before = s->space_before;
	b->space_after = s->space_after;
	b->keep_next = s->keep_next;
	b->keep_together = s->keep_together;
	b->break_before = s->break_before > BREAK_AUTO;
	collapse(g->nblocks > 1 ? b - 1 : NULL, b);
	return b;
}

/* Which break of all is which break kept; 0 is the start. */
static uint32_t
keep_break(struct set_text *t, uint32_t *map, const struct breakings *k,
    uint32_t i)
{
	if (map[i] == 0 && i != 0) {
		t->brks[t->nbrks] = k->brks[i];
		map[i] = t->nbrks++;
	}
	return map[i];
}

/* Where a line starts: the lines beside a drop initial have starts of
 * their own, since the same break may stand on another line. */
static uint32_t
keep_start(struct set_text *t, uint32_t *map, const struct breakings *k,
    uint32_t i, uint32_t line)
{
	if (t->p.drop == NULL || line >= t->p.drop->lines)
		return keep_break(t, map, k, i);
	t->brks[t->nbrks] = k->brks[i];
	t->brks[t->nbrks].inset = t->p.drop->inset[line];
	return t->nbrks++;
}

static uint32_t
calls_between(const struct para *p, const struct brk *a,
    const struct brk *b, struct galley_note_ref *out)
{
	uint32_t n = 0;

	for (uint32_t i = a->atom; i < b->atom && i < p->natoms; i++) {
		const struct atom *at = &p->atoms[i];
		const struct node *e = p->looks[at->look].elem;

		if (at->kind != ATOM_WORD || e == NULL ||
		    e->kind != NODE_CALL || e->u.call.note == NULL)
			continue;
		if (out != NULL)
			out[n].note = e->u.call.note;
		n++;
	}
	return n;
}

static void
keep_variant(struct builder *g, struct set_text *t, uint32_t *map,
    const struct breakings *k, unsigned i, struct galley_variant *v)
{
	const struct breaking	*r = &k->list[i];
	struct galley_line	*lines;
	struct galley_note_ref	*notes;
	uint32_t		 from = 0, nnotes = 0;

	lines = ARENA_ARRAY(g->arena, struct galley_line, r->nlines);
	notes = ARENA_ARRAY(g->arena, struct galley_note_ref,
	    calls_between(&t->p, &k->brks[0], &k->brks[k->nbrks - 1],
	    NULL) + 1);
	for (uint32_t l = 0; l < r->nlines; l++) {
		const struct brk *a, *b = &k->brks[r->ends[l]];
		uint32_t	  start = keep_start(t, map, k, from, l);

		a = &t->brks[start];
		lines[l].hyphen = b->hyphen;
		lines[l].ratio = (int16_t)para_fit(&t->p, a, b,
		    b->forced).ratio;
		lines[l].first_note = (uint16_t)nnotes;
		nnotes += calls_between(&t->p, a, b, notes + nnotes);
		lines[l].nnotes = (uint16_t)(nnotes - lines[l].first_note);
		lines[l].first_item = (int32_t)start;
		lines[l].last_item = (int32_t)keep_break(t, map, k,
		    r->ends[l]);
		from = r->ends[l];
	}
	v->looseness = (int)r->nlines - (int)k->list[0].nlines;
	v->demerits = r->demerits;
	v->nlines = (uint16_t)r->nlines;
	v->lines = lines;
	v->notes = notes;
}

/* Moves atoms and looks out of the scratch arena. */
static void
keep_para(struct builder *g, struct para *p)
{
	struct atom *atoms = ARENA_ARRAY(g->arena, struct atom,
	    p->natoms + 1);
	struct look *looks = ARENA_ARRAY(g->arena, struct look,
	    p->nlooks + 1);

	if (p->natoms > 0)
		memcpy(atoms, p->atoms, p->natoms * sizeof(*atoms));
	if (p->nlooks > 0)
		memcpy(looks, p->looks, p->nlooks * sizeof(*looks));
	p->atoms = atoms;
	p->looks = looks;
	p->capatoms = p->natoms;
	p->caplooks = p->nlooks;
	p->arena = g->arena;
}

static unsigned
break_anew(struct builder *g, struct set_text *t, struct galley_variant *out,
    unsigned max, bool *overfull)
{
	struct breakings	k;
	uint32_t		total = 1, *map;

	para_break(&t->p, &g->scratch, &k);
	*overfull = k.overfull;
	if (k.n > max)
		k.n = max;
	for (unsigned i = 0; i < k.n; i++)
		total += k.list[i].nlines + (t->p.drop != NULL ?
		    t->p.drop->lines : 0);
	t->brks = ARENA_ARRAY(g->arena, struct brk, total);
	t->brks[0] = k.brks[0];
	t->nbrks = 1;
	map = ARENA_ARRAY(&g->scratch, uint32_t, k.nbrks);
	for (unsigned i = 0; i < k.n; i++)
		keep_variant(g, t, map, &k, i, &out[i]);
	return k.n;
}

/* The notes that lines call: a paragraph that stands may have others. */
static void
call_notes(struct builder *g, const struct set_text *t,
    struct galley_variant *v)
{
	struct galley_line	*lines;
	struct galley_note_ref	*notes;
	uint32_t		 n = calls_between(&t->p, &t->brks[0],
				     &(struct brk){ .atom = t->p.natoms },
				     NULL), at = 0;

	if (n == 0)
		return;
	lines = ARENA_ARRAY(g->arena, struct galley_line, v->nlines);
	notes = ARENA_ARRAY(g->arena, struct galley_note_ref, n + 1);
	for (uint32_t l = 0; l < v->nlines; l++) {
		lines[l] = v->lines[l];
		lines[l].first_note = (uint16_t)at;
		at += calls_between(&t->p, &t->brks[lines[l].first_item],
		    &t->brks[lines[l].last_item], notes + at);
		lines[l].nnotes = (uint16_t)(at - lines[l].first_note);
	}
	v->lines = lines;
	v->notes = notes;
}

unsigned
galley_keep(struct builder *g, struct set_text *t, struct span span,
    struct galley_variant *out, unsigned max)
{
	struct stood	*s = standing_ask(g->faces, &t->p, &g->scratch, max);
	bool		 overfull;
	unsigned	 n;

	if (s != NULL && standing_take(g->faces, s, t)) {
		n = s->n;
		overfull = s->overfull;
		memcpy(out, s->v, n * sizeof(*out));
		for (unsigned i = 0; i < n; i++)
			call_notes(g, t, &out[i]);
	} else {
		n = break_anew(g, t, out, max, &overfull);
		if (s != NULL)
			standing_put(g->faces, s, t, out, n, overfull);
	}
	if (overfull)
		diag(g->sink, DIAG_LINE_OVERFULL, span, NULL);
	keep_para(g, &t->p);
	return n;
}

static void
finish(struct builder *g, struct galley_block *b, struct set_text *t)
{
	struct galley_variant	v[BREAKINGS_MAX], *kept;
	unsigned		n;

	n = galley_keep(g, t, b->node->span, v, BREAKINGS_MAX);
	kept = ARENA_ARRAY(g->arena, struct galley_variant, n);
	memcpy(kept, v, n * sizeof(*v));
	b->variants = kept;
	b->nvariants = (uint8_t)n;
	b->own = t;
}

static struct set_text *
new_text(struct builder *g, const struct galley_block *b)
{
	struct set_text *t = ARENA_NEW(g->arena, struct set_text);

	para_init(&t->p, &g->scratch, g->faces, g->sink, b->node, b->style,
	    g->measure);
	return t;
}

/* Breakings with fewer lines than the initial has are none. */
static void
keep_deep(struct galley_block *b, unsigned lines)
{
	struct galley_variant	*v = (struct galley_variant *)(uintptr_t)
				     b->variants;
	uint8_t			 n = 0;

	for (uint8_t i = 0; i < b->nvariants; i++)
		if (v[i].nlines >= lines)
			v[n++] = v[i];
	b->nvariants = n;
	b->hold = (uint8_t)lines;
}

/* A paragraph with an initial over so many lines; false when it has not
 * got them. */
static bool
drop_block(struct builder *g, struct galley_block *b, int lines, int *rc)
{
	struct set_text	 *t = new_text(g, b);
	struct arena_mark m = arena_mark(&g->scratch);
	bool		  done;

	*rc = itemise_block(&t->p, g->style, g->error);
	if (*rc < 0 || !drop_initial(g->arena, &t->p, lines))
		return false;
	finish(g, b, t);
	done = b->variants[0].nlines >= t->p.drop->lines;
	if (done)
		keep_deep(b, t->p.drop->lines);
	arena_rewind(&g->scratch, m);
	return done;
}

static bool
wants_drop(const struct builder *g, const struct galley_block *b)
{
	return b->style->drop_lines > 1 && b->node->kind == NODE_PARA &&
	    g->item == NULL && g->note == NULL &&
	    (b->style->align == ALIGN_JUSTIFY ||
	    b->style->align == ALIGN_LEFT);
}

static int
text_block(struct builder *g, const struct node *n)
{
	struct galley_block	*b = galley_add(g, GALLEY_TEXT, n);
	struct set_text		*t;
	struct arena_mark	 m = arena_mark(&g->scratch);
	int			 lines, rc = 0;

	for (lines = wants_drop(g, b) ? b->style->drop_lines : 0; lines > 1;
	    lines--)
		if (drop_block(g, b, lines, &rc) || rc < 0)
			return rc;
	t = new_text(g, b);
	if (itemise_block(&t->p, g->style, g->error) < 0)
		return -1;
	if (galley_label(g, t) < 0)
		return -1;
	finish(g, b, t);
	arena_rewind(&g->scratch, m);
	return 0;
}

/* Text that is not the model's inlines: separators, code. */
static int
own_text(struct builder *g, enum galley_kind kind, const struct node *n,
    struct str text)
{
	struct galley_block	*b = galley_add(g, kind, n);
	struct set_text		*t = new_text(g, b);
	struct arena_mark	 m = arena_mark(&g->scratch);
	struct look		 l;
	uint16_t		 look;
	size_t			 at = 0, end;

	if (itemise_look(&t->p, b->style, n, node_lang(n), &l, g->error) <
	    0)
		return -1;
	l.hyphens = false;
	l.source = kind == GALLEY_TEXT ? n : NULL;
	if (kind == GALLEY_BREAK)
		l.artifact = ARTIFACT_RULE;
	look = itemise_add_look(&t->p, &l);
	while (at < text.n) {
		end = str_find(text, STR("\n"), at);
		if (end == SIZE_MAX)
			end = text.n;
		itemise_code(&t->p, look, str_sub(text, at, end),
		    (uint32_t)at);
		if (end + 1 < text.n)
			itemise_newline(&t->p, look);
		at = end + 1;
	}
	space_set(&t->p);
	finish(g, b, t);
	b->nvariants = 1;	/* code is not wrapped to fill a page */
	arena_rewind(&g->scratch, m);
	return 0;
}

static int
break_block(struct builder *g, const struct node *n)
{
	return own_text(g, GALLEY_BREAK, n, style_of(g->style, n)->content);
}

static int
code_block(struct builder *g, const struct node *n)
{
	return own_text(g, GALLEY_TEXT, n, n->u.text.text);
}

static int
figure_block(struct builder *g, const struct node *n)
{
	figure_size(g, galley_add(g, GALLEY_FIGURE, n));
	return 0;
}

static int
item_block(struct builder *g, const struct node *n)
{
	g->item = n;
	return 0;
}

static int (*const handlers[NODE__MAX])(struct builder *,
    const struct node *) = {
	[NODE_HEADING] = text_block,
	[NODE_SUBTITLE] = text_block,
	[NODE_PARA] = text_block,
	[NODE_ATTRIB] = text_block,
	[NODE_DATELINE] = text_block,
	[NODE_SIGNATURE] = text_block,
	[NODE_LINE] = text_block,
	[NODE_CAPTION] = text_block,
	[NODE_TABLE] = table_begin,
	[NODE_ROW] = row_block,
	[NODE_TOC_ENTRY] = text_block,
	[NODE_BREAK] = break_block,
	[NODE_CODE_BLOCK] = code_block,
	[NODE_FIGURE] = figure_block,
	[NODE_ITEM] = item_block,
};

static int
add_blocks(struct builder *g, const struct node *root)
{
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		const struct node *n = w.node;

		if (w.event != WALK_ENTER || n == root)
			continue;
		if (n->kind == NODE_DIV || n->kind == NODE_NOTE) {
			walk_skip(&w);
			continue;
		}
		if (handlers[n->kind] != NULL && handlers[n->kind](g, n) <
		    0)
			return -1;
		if (node_holds_inlines(n) || n->kind == NODE_ROW)
			walk_skip(&w);
	}
	return 0;
}

static int
add_note(struct builder *g, const struct node *n, struct galley_note *out)
{
	g->blocks = ARENA_ARRAY(g->arena, struct galley_block,
	    count_blocks(n) + 1);
	g->nblocks = 0;
	g->note = n;
	g->item = NULL;
	if (add_blocks(g, n) < 0)
		return -1;
	out->note = n;
	out->blocks = g->blocks;
	out->nblocks = g->nblocks;
	return 0;
}

static int
add_notes(struct builder *g, const struct node *div, struct galley *out)
{
	uint32_t n = 0;

	for (const struct node *c = div->first; c != NULL; c = c->next)
		n += c->kind == NODE_NOTE;
	out->notes = ARENA_ARRAY(g->arena, struct galley_note, n + 1);
	for (const struct node *c = div->first; c != NULL; c = c->next)
		if (c->kind == NODE_NOTE && add_note(g, c,
		    &out->notes[out->nnotes++]) < 0)
			return -1;
	return 0;
}

int
galley_build(struct arena *a, const struct node *div, struct style *style,
    struct faces *fs, sp measure, struct diag_sink *sink,
    struct galley **out, struct error *e)
{
	struct builder	g = { .arena = a, .style = style, .faces = fs,
			    .measure = measure, .sink = sink, .error = e };
	struct galley  *r = ARENA_NEW(a, struct galley);
	int		rc;

	arena_init(&g.scratch);
	faces_new_text(fs);
	g.blocks = ARENA_ARRAY(a, struct galley_block,
	    count_blocks(div) + 1);
	rc = add_blocks(&g, div);
	r->blocks = g.blocks;
	r->nblocks = g.nblocks;
	if (rc == 0)
		rc = add_notes(&g, div, r);
	arena_release(&g.scratch);
	*out = r;
	return rc;
}

void
galley_pages(struct faces *fs, const uint32_t *pages, uint32_t n)
{
	fs->pages = pages;
	fs->npages = n;
}
