/*
 * The pages of a section: what the plan says, as runs in their places.
 */

#include "octavo/arena.h"
#include "octavo/file.h"
#include "typeset_int.h"

sp
text_left(const struct style_page *p, uint32_t number)
{
	return (number & 1) ? p->inner : p->outer;
}

struct maker {			/* one page in the making */
	struct setter	*t;
	struct section	*s;
	struct sheet_list list;
	struct frame_page *page;
	uint32_t	 number;
	sp		 left;
	const struct node *corr;	/* whose place was put last */
};

static void
put_place(struct maker *m, const struct node *n, sp x, sp y)
{
	struct frame_place *p;

	if (m->s->nplaces == m->s->cplaces)
		return;		/* the same node over many pages */
	p = &m->s->places[m->s->nplaces++];
	*p = (struct frame_place){ n, m->number - 1, x, y };
}

static bool
has_words(const struct node *n)
{
	struct walk w;

	walk_init(&w, n);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_TEXT &&
		    w.node->u.text.text.n > 0)
			return true;
	return false;
}

/* The correction that has left no words, beside the end of a text. */
static const struct node *
empty_beside(const struct node *n, bool behind)
{
	while ((behind ? n->next : n->prev) == NULL &&
	    node_is_inline(n->parent))
		n = n->parent;
	n = behind ? n->next : n->prev;
	return n != NULL && n->kind == NODE_CORR && !has_words(n) ? n :
	    NULL;
}

static void
put_corr(struct maker *m, const struct frame_run *r, sp x,
    const struct node *corr)
{
	if (corr == NULL || corr == m->corr)
		return;
	m->corr = corr;
	put_place(m, corr, x, r->y - r->size);
}

/* A space at the end of a line belongs to no run. */
static size_t
text_end(struct str s)
{
	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	return s.n;
}

/* The correction that a run belongs to; those beside it that have left
 * nothing stand where it begins or ends. */
static void
corr_places(struct maker *m, const struct frame_run *r)
{
	const struct node *n = r->source;
	sp		   x = r->x;

	if (r->off == 0)
		put_corr(m, r, x, empty_beside(r->source, false));
	for (; n != NULL && node_is_inline(n); n = n->parent)
		if (n->kind == NODE_CORR)
			put_corr(m, r, x, n);
	if (r->off + r->len < text_end(r->source->u.text.text))
		return;
	for (uint32_t g = 0; g < r->nglyphs; g++)
		x += r->glyphs[g].adv;
	put_corr(m, r, x, empty_beside(r->source, true));
}

/* Calls on a line are targets of the way back from their notes,
 * corrections those of their list. */
static void
run_places(struct maker *m, uint32_t first)
{
	for (uint32_t i = first; i < m->list.nruns; i++) {
		const struct frame_run *r = &m->list.runs[i];

		if (r->elem != NULL && r->elem->kind == NODE_CALL)
			put_place(m, r->elem, r->x, r->y - r->size);
		if (r->source != NULL && r->source->kind == NODE_TEXT)
			corr_places(m, r);
	}
}

static void
set_line_at(struct maker *m, const struct galley_block *b, int variant,
    int line, sp y, enum frame_stream stream, int number)
{
	struct frame_run  *runs;
	struct frame_line  l = { 0 };
	struct sheet_list *p = &m->list;
	uint32_t	   n;

	galley_set(p->arena, b, (unsigned)variant, (unsigned)line,
	    m->s->worker->faces, &runs, &n, &l);
	l.stream = stream;
	l.x += m->left;
	l.y = y;
	l.block = b->node;
	l.first_run = p->nruns;
	l.nruns = n;
	l.number = (uint16_t)number;
	l.first = line == 0;
	l.last = line == b->variants[variant].nlines - 1;
	put_line(p, l);
	put_runs(p, runs, n, m->left, y);
	run_places(m, l.first_run);
}

static void
put_figure(struct maker *m, const struct galley_block *b, sp y)
{
	struct sheet_list *p = &m->list;
	struct frame_image i = { .elem = b->node, .h = b->height };

	i.w = b->width;
	i.x = m->left + (m->t->measure - i.w) / 2;
	i.y = y;
	i.path = str_z(path_join(p->arena, m->t->book->edition->dir.p,
	    str_dup(p->arena, b->node->u.figure.src).p));
	put_image(p, i);
}

/* The DIVs that begin here, from the text's own outwards. */
static void
div_places(struct maker *m, const struct opening *o, sp y)
{
	for (const struct node *d = o->div; ; d = d->parent) {
		put_place(m, d, m->left, y);
		if (d == o->first)
			break;
	}
}

/* A text that runs on begins where its first block does. */
static void
open_text(struct maker *m, const struct page_piece *p, sp y)
{
	const struct opening *o = opening_at(m->s, p->block);

	if (p->from == 0 && o->block == p->block && o->block > 0)
		div_places(m, o, y);
}

static bool
is_target(const struct node *n)
{
	return n->kind == NODE_HEADING || n->kind == NODE_TOC_ENTRY;
}

static void
put_piece(struct maker *m, const struct page_piece *p, int down)
{
	const struct galley_block *b = &m->s->galley->blocks[p->block];
	const struct page_block *pb = &m->s->col.blocks[p->block];
	sp grid = m->s->col.grid, top;

	top = m->t->grid_top - m->t->frame->leading + (p->top + down) * grid;
	open_text(m, p, top);
	if (p->from == 0 && b->node != NULL && is_target(b->node))
		put_place(m, b->node, m->left, top + pb->leading -
		    b->style->size);
	if (b->kind == GALLEY_FIGURE) {
		put_figure(m, b, top + grid / 4);
		return;
	}
	for (int l = p->from; l < p->to; l++) {
		sp y = top + (l + 1 - p->from) * pb->leading;

		set_line_at(m, b, p->variant, l, y, STREAM_BODY, (p->top + down +
		    page_height(&m->s->col, pb, p->from, l + 1)) /
		    m->s->parts);
		if (b->node != NULL && b->node->kind == NODE_TOC_ENTRY &&
		    l + 1 == b->variants[p->variant].nlines)
			put_entry_page(m->t, m->s, &m->list, b->node,
			    m->left, y, m->number);
	}
}

/* Lines by which what stands at the foot of the page goes down. */
static int
push_of(const struct maker *m, const struct page_plan_page *pp,
    uint32_t *from)
{
	const struct page_piece *last = &pp->pieces[pp->npieces - 1];
	const struct galley *g = m->s->galley;

	for (uint32_t i = 0; i < pp->npieces; i++)
		if (g->blocks[pp->pieces[i].block].style->push_down) {
			*from = i;
			return m->s->col.lines - last->top - page_height(
			    &m->s->col, &m->s->col.blocks[last->block],
			    last->from, last->to);
		}
	*from = pp->npieces;
	return 0;
}

static void
put_body(struct maker *m, const struct page_plan_page *pp)
{
	uint32_t from = 0;
	int	 down = 0;

	if (pp->npieces > 0)
		down = push_of(m, pp, &from);
	for (uint32_t i = 0; i < pp->npieces; i++)
		put_piece(m, &pp->pieces[i], i >= from ? down : 0);
}

static void
note_rule(struct maker *m, sp first)
{
	const struct style_page *p = m->t->page;

	if (p->note_rule == 0)
		return;
	put_rule(&m->list, (struct frame_rule){ m->left,
	    first - m->s->col.note_leading * 15 / 16, p->note_rule,
	    SP_PT * 2 / 5, ARTIFACT_RULE, 0 });
}

/* The notes stand at the foot: the last line on the grid's last. */
static void
put_notes(struct maker *m, const struct page_plan_page *pp)
{
	const struct page_column *c = &m->s->col;
	sp lead = c->note_leading, y;

	if (pp->nnotes == 0)
		return;
	y = m->t->grid_top - m->t->frame->leading +
	    (c->lines - pp->shorter) * c->grid - (sp)(pp->nnotes - 1) * lead;
	note_rule(m, y);
	for (uint32_t i = 0; i < pp->nnotes; i++, y += lead) {
		const struct page_note_line *n = &c->notes[pp->first_note + i];
		const struct galley_note *note = &c->galley->notes[n->note];

		if (n->block == 0 && n->line == 0)
			put_place(m, note->note, m->left, y - lead);
		set_line_at(m, &note->blocks[n->block], 0, n->line, y,
		    STREAM_NOTE, 0);
	}
}

static void
first_text(struct maker *m)
{
	const struct sheet_list *p = &m->list;

	for (uint32_t i = 0; i < p->nlines; i++) {
		if (p->lines[i].stream != STREAM_BODY)
			continue;
		for (uint32_t k = 0; k < p->lines[i].nruns; k++) {
			const struct frame_run *r;

			r = &p->runs[p->lines[i].first_run + k];
			if (r->artifact == ARTIFACT_NONE && !r->source)
				m->page->after_ref = true;
			if (r->artifact != ARTIFACT_NONE || !r->source)
				continue;
			m->page->first_text = r->source;
			m->page->first_off = r->off;
			return;
		}
	}
}


static void
make_page(struct setter *t, struct section *s, uint32_t nth,
    struct arena *scratch)
{
	const struct page_plan_page *pp = &s->plan.pages[nth];
	struct arena_mark mark = arena_mark(scratch);
	struct maker m = { .t = t, .s = s, .list = { .arena = scratch } };

	m.number = s->page + nth + 1;
	m.left = text_left(t->page, m.number);
	m.page = &t->frame->pages[s->page + nth];
	m.page->div = pp->npieces > 0 ? opening_at(s,
	    pp->pieces[0].block)->div : s->div;
	if (nth == 0)
		div_places(&m, &s->openings[0], t->page->top);
	if (has_furniture(s, nth))
		put_head(t, s, m.page->div, &m.list, m.number);
	put_body(&m, pp);
	put_notes(&m, pp);
	if (has_furniture(s, nth))
		put_folio(t, s, &m.list, m.page);
	first_text(&m);
	sheet_keep(&s->worker->arena, &m.list, m.page);
	arena_rewind(scratch, mark);
}

/* Room for every node of the text that can be a place. */
static uint32_t
count_places(const struct opening *o)
{
	struct walk w;
	uint32_t    n = 0;

	for (const struct node *d = o->div; d != o->first; d = d->parent)
		n++;
	walk_init(&w, o->div);
	while (walk_next(&w) != WALK_DONE) {
		enum node_kind k = w.node->kind;

		n += w.event == WALK_ENTER && (k == NODE_DIV ||
		    k == NODE_HEADING || k == NODE_NOTE || k == NODE_CALL ||
		    k == NODE_TOC_ENTRY || k == NODE_CORR);
	}
	return n;
}

void
frame_make(struct setter *t, struct section *s)
{
	struct arena scratch;
	uint32_t     n = 0;

	for (uint32_t i = 0; i < s->nopenings; i++)
		n += count_places(&s->openings[i]);
	/* A call may be set as more than one run. */
	s->cplaces = 4 * n + 8;
	s->nplaces = 0;
	s->places = ARENA_ARRAY(&s->worker->arena, struct frame_place,
	    s->cplaces);
	arena_init(&scratch);
	for (uint32_t i = 0; i < s->plan.npages; i++)
		make_page(t, s, i, &scratch);
	arena_release(&scratch);
}
