/*
 * The paginator against brute force on random short chapters, and the
 * rules of the page one by one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "type/page_opt.h"

enum { GRID = 10, NOTE_LEADING = 8, NOTE_SKIP = 5 };	/* [sp] */

struct chapter {
	struct arena	arena;
	struct model	model;
	struct galley	g;
	struct page_column col;
	struct page_plan plan;
};

static unsigned seed;

static int
rnd(int n)
{
	seed = seed * 1103515245u + 12345u;
	return (int)((seed >> 16) % (unsigned)n);
}

static void
chapter_init(struct chapter *c, uint32_t blocks, uint32_t notes)
{
	memset(c, 0, sizeof(*c));
	arena_init(&c->arena);
	model_init(&c->model, &c->arena, NODE_DIV);
	c->g.blocks = ARENA_ARRAY(&c->arena, struct galley_block, blocks);
	c->g.notes = ARENA_ARRAY(&c->arena, struct galley_note, notes + 1);
}

static struct galley_variant *
variant_init(struct chapter *c, struct galley_variant *v, int lines)
{
	v->nlines = (uint16_t)lines;
	v->lines = ARENA_ARRAY(&c->arena, struct galley_line, (size_t)lines);
	v->notes = ARENA_ARRAY(&c->arena, struct galley_note_ref, 4);
	return v;
}

static struct galley_block *
block_init(struct chapter *c, struct galley_block *b, enum node_kind kind,
    int nvariants)
{
	b->kind = kind == NODE_BREAK ? GALLEY_BREAK : GALLEY_TEXT;
	b->node = node_new(&c->model, kind, SPAN_NONE);
	b->leading = GRID;
	b->keep_next = kind == NODE_HEADING;
	b->nvariants = (uint8_t)nvariants;
	b->variants = ARENA_ARRAY(&c->arena, struct galley_variant,
	    (size_t)nvariants);
	return b;
}

static struct galley_variant *
variant_of(struct galley_block *b, int i)
{
	return (struct galley_variant *)(uintptr_t)&b->variants[i];
}

static struct galley_line *
line_of(struct galley_variant *v, int i)
{
	return (struct galley_line *)(uintptr_t)&v->lines[i];
}

/* A paragraph of so many lines, one variant. */
static struct galley_block *
para(struct chapter *c, int lines)
{
	struct galley_block *b = &c->g.blocks[c->g.nblocks++];

	block_init(c, b, NODE_PARA, 1);
	(void)variant_init(c, variant_of(b, 0), lines);
	return b;
}

static struct galley_block *
title(struct chapter *c)
{
	struct galley_block *b = para(c, 1);

	((struct node *)(uintptr_t)b->node)->kind = NODE_HEADING;
	b->keep_next = true;
	return b;
}

static void
add_note(struct chapter *c, struct galley_variant *v, int line,
    const struct node *note)
{
	struct galley_line *l = line_of(v, line);
	struct galley_note_ref *refs;
	int n = 0;

	for (int i = 0; i < v->nlines; i++)
		n += v->lines[i].nnotes;
	refs = (struct galley_note_ref *)(uintptr_t)v->notes;
	if (l->nnotes == 0)
		l->first_note = (uint16_t)n;
	refs[n].note = note;
	l->nnotes++;
	(void)c;
}

static const struct node *
new_note(struct chapter *c, int lines)
{
	struct galley_note *n = &c->g.notes[c->g.nnotes++];

	n->note = node_new(&c->model, NODE_NOTE, SPAN_NONE);
	n->blocks = ARENA_NEW(&c->arena, struct galley_block);
	n->nblocks = 1;
	block_init(c, n->blocks, NODE_PARA, 1)->leading = NOTE_LEADING;
	(void)variant_init(c, variant_of(n->blocks, 0), lines);
	return n->note;
}

static void
break_pages(struct chapter *c, int lines, uint32_t first)
{
	page_prepare(&c->arena, &c->g, GRID, lines, NOTE_SKIP, &c->col);
	c->col.first_page = first;
	page_break(&c->arena, &c->col, &c->plan);
}

/* --- brute force: every choice, costs counted in its own way --- */

struct way {
	uint32_t block;
	int	 variant, line, used, notes, last, page, verso, since, text;
	int64_t	 cost;
};

struct search {
	const struct chapter *c;
	int	 lines, first;
	int64_t	 best;
};

static int64_t
price(enum page_fault f, int times)
{
	return times > 0 ? PAGE_FAULT * page_fault_weight(f) * times : 0;
}

/* What carrying so many lines of notes costs; *carry the lines. */
static int64_t
price_carry(const struct way *w, int over, int *carry)
{
	if (over < 2)
		over = 2;
	if (w->last - over >= 2) {
		*carry = over;
		return price(FAULT_SPLIT, 1);
	}
	*carry = over > w->last ? over : w->last;
	if (*carry > w->notes)
		*carry = w->notes;
	return price(FAULT_MOVED, 1);
}

static int64_t
price_page(const struct search *s, const struct way *w, int shorter,
    int *carry)
{
	int	depth = s->lines - shorter;
	int64_t	cost = PAGE_SHORT * shorter + price(FAULT_SHORT, shorter - 1);
	int	room = ((depth - w->used) * GRID - NOTE_SKIP) / NOTE_LEADING;
	int	white;

	*carry = 0;
	if (w->page % 2 == 1)
		cost += price(FAULT_UNEVEN, abs(shorter -
		    (w->verso < 0 ? 0 : w->verso)));
	if (w->notes == 0)
		return cost;
	if ((depth - w->used) * GRID < NOTE_SKIP)
		room = 0;
	if (w->notes > room)
		return cost + price_carry(w, w->notes - room, carry);
	white = ((depth - w->used) * GRID - NOTE_SKIP -
	    w->notes * NOTE_LEADING) / GRID;
	if (white > 0)
		cost += PAGE_BAND + price(FAULT_BAND, white - 1);
	return cost;
}

static int64_t
price_break(const struct search *s, const struct way *w)
{
	const struct galley_block *b = &s->c->g.blocks[w->block];
	int64_t cost = price(FAULT_TITLE, 3 - w->since);

	if (s->c->col.keeps && !s->c->col.blocks[w->block]
	    .variants[w->line > 0 ? w->variant : 0].lines[w->line].kept)
		cost += PAGE_KEEP;
	if (w->line > 0) {
		const struct galley_variant *v = &b->variants[w->variant];

		cost += price(FAULT_ORPHAN, w->line == 1);
		cost += price(FAULT_WIDOW, w->line == v->nlines - 1);
		if (b->keep_together || w->line < b->hold)
			cost += price(FAULT_TOGETHER, 1);
		if (v->lines[w->line - 1].hyphen)
			cost += price(w->page % 2 ? FAULT_HYPHEN_RECTO :
			    FAULT_HYPHEN_VERSO, 1);
		return cost;
	}
	if (b[-1].keep_next)
		cost += price(b[-1].node->kind == NODE_HEADING ?
		    FAULT_TITLE : FAULT_TOGETHER, 2);
	if (b->kind == GALLEY_BREAK || b[-1].kind == GALLEY_BREAK)
		cost += price(FAULT_LONE, 1);
	return cost;
}

static int64_t
price_end(const struct search *s, const struct way *w)
{
	int64_t	cost = 0;
	int	room, carry;

	room = ((s->lines - w->used) * GRID - NOTE_SKIP) / NOTE_LEADING;
	if ((s->lines - w->used) * GRID < NOTE_SKIP)
		room = 0;
	if (w->notes > room)
		cost += price_carry(w, w->notes - room, &carry);
	if (w->page > s->first)
		cost += price(FAULT_END, PAGE_LAST_MIN - w->text);
	if (w->page % 2 == 1 && w->verso > 0)
		cost += price(FAULT_UNEVEN, w->verso);
	return cost;
}

static void search_from(struct search *, struct way);

/* Before a text that runs on, or a block that begins a page, the page
 * may end anywhere. */
static void
turn_open(struct search *s, const struct way *w)
{
	const struct galley_block *b = &s->c->g.blocks[w->block];
	struct way n = *w;
	int	   white = s->lines - w->used, carry = 0, room;

	room = (white * GRID - NOTE_SKIP) / NOTE_LEADING;
	if (white * GRID < NOTE_SKIP)
		room = 0;
	n.cost += price_end(s, w);
	if (w->notes > room)
		(void)price_carry(w, w->notes - room, &carry);
	if (w->notes > 0) {	/* whole lines left above the notes */
		int left = s->lines * GRID - NOTE_SKIP - w->notes *
		    NOTE_LEADING;

		white = (left > 0 ? left / GRID : 0) - w->used;
	}
	if (!b->break_before && white > 0)
		n.cost += PAGE_OPEN * white;
	if (s->c->col.keeps && !s->c->col.blocks[w->block].variants[0]
	    .lines[0].kept)
		n.cost += PAGE_KEEP;
	if (b[-1].keep_next && !b->break_before)
		n.cost += price(b[-1].node->kind == NODE_HEADING ?
		    FAULT_TITLE : FAULT_TOGETHER, 2);
	n.page++;
	n.verso = n.page % 2 ? -1 : 0;
	n.used = n.text = 0;
	n.notes = n.last = carry;
	n.since = 3;
	if (n.cost <= s->best)
		search_from(s, n);
}

static void
try_turn(struct search *s, const struct way *w)
{
	const struct galley_block *b = &s->c->g.blocks[w->block];

	if (w->line == 0 && (b->opens || b->break_before)) {
		turn_open(s, w);
		return;
	}
	for (int shorter = 0; shorter < s->lines; shorter++) {
		struct way	n = *w;
		int		carry;

		if (w->notes == 0 ? w->used + shorter != s->lines :
		    w->used + shorter > s->lines)
			continue;
		/* with notes only these depths are looked at */
		if (w->notes > 0 && shorter > 1 && shorter != w->verso)
			continue;
		n.cost += price_page(s, w, shorter, &carry);
		n.cost += price_break(s, w);
		n.page++;
		n.verso = n.page % 2 ? shorter : 0;
		n.used = n.text = 0;
		n.notes = n.last = carry;
		n.since = 3;
		if (n.cost <= s->best)
			search_from(s, n);
	}
}

static int
note_lines(const struct chapter *c, const struct node *note)
{
	for (uint32_t i = 0; i < c->g.nnotes; i++)
		if (c->g.notes[i].note == note)
			return c->g.notes[i].blocks[0].variants[0].nlines;
	return 0;
}

static void
take(struct search *s, struct way w, int above)
{
	const struct galley_block *b = &s->c->g.blocks[w.block];
	const struct galley_variant *v = &b->variants[w.variant];
	const struct galley_line *l = &v->lines[w.line];

	w.used += above + 1;
	w.text++;
	if (w.used > s->lines)
		return;
	for (int k = 0; k < l->nnotes; k++) {
		w.last = note_lines(s->c, v->notes[l->first_note + k].note);
		w.notes += w.last;
	}
	w.since = b->node->kind == NODE_HEADING ? 0 :
	    w.since < 3 ? w.since + 1 : 3;
	if (++w.line == v->nlines) {
		w.line = 0;
		w.block++;
	}
	search_from(s, w);
}

/* The first line, below the space the block asks for, or a line more or
 * less of it above titles and separators. */
static void
take_first(struct search *s, struct way w)
{
	const struct galley_block *b = &s->c->g.blocks[w.block];
	int before = b->space_before / GRID, d;

	if (w.used == 0) {
		take(s, w, w.block == 0 || b->break_before ? before : 0);
		return;
	}
	take(s, w, before);
	if (before == 0 || (b->node->kind == NODE_PARA &&
	    b[-1].node->kind != NODE_HEADING))
		return;
	w.cost += PAGE_FLEX;
	d = before > 1 && b->node->kind != NODE_PARA ? -1 : 1;
	for (; d <= 1; d += 2)
		take(s, w, before + d);
}

static void
search_from(struct search *s, struct way w)
{
	const struct galley_block *b = &s->c->g.blocks[w.block];
	int64_t least = INT64_MAX;

	if (w.block == s->c->g.nblocks) {
		w.cost += price_end(s, &w);
		if (w.cost < s->best)
			s->best = w.cost;
		return;
	}
	if (w.used > 0)
		try_turn(s, &w);
	if (w.used > 0 && w.line == 0 && b->break_before)
		return;
	if (w.line > 0) {
		take(s, w, 0);
		return;
	}
	for (int i = 0; i < b->nvariants; i++)
		if (b->variants[i].demerits < least)
			least = b->variants[i].demerits;
	for (int i = 0; i < b->nvariants; i++) {
		struct way n = w;

		n.variant = i;
		n.cost += b->variants[i].demerits - least;
		if (n.cost <= s->best)
			take_first(s, n);
	}
}

static void
random_block(struct chapter *c, struct galley_block *b, int *notes)
{
	static const enum node_kind kinds[] = { NODE_PARA, NODE_PARA,
	    NODE_PARA, NODE_PARA, NODE_PARA, NODE_HEADING, NODE_BREAK };
	enum node_kind	 k = kinds[rnd(7)];
	int		 base = k == NODE_PARA ? 1 + rnd(5) : 1;
	const struct node *note = NULL;

	block_init(c, b, k, k == NODE_PARA ? 1 + rnd(3) : 1);
	b->space_before = k == NODE_PARA ? GRID * (rnd(4) == 0) :
	    GRID * rnd(3);
	b->keep_together = rnd(8) == 0;
	b->hold = rnd(6) == 0 ? 3 : 0;
	if (k == NODE_PARA && *notes > 0 && rnd(3) == 0) {
		(*notes)--;
		note = new_note(c, 1 + rnd(5));
	}
	for (int i = 0; i < b->nvariants; i++) {
		int n = base + (i == 1 ? 1 : i == 2 ? -1 : 0);
		struct galley_variant *v = variant_init(c, variant_of(b, i),
		    n < 1 ? 1 : n);

		v->demerits = i == 0 ? 1000 : 1000 + rnd(3000000);
		for (int l = 0; l + 1 < v->nlines; l++)
			line_of(v, l)->hyphen = rnd(4) == 0;
		if (note != NULL)
			add_note(c, v, rnd(v->nlines), note);
	}
}

/* Some lines began pages of a release; breaks the pages again. */
static void
keep_some(struct chapter *c)
{
	c->col.keeps = true;
	for (uint32_t b = 0; b < c->col.nblocks; b++)
		for (int v = 0; v < c->col.blocks[b].nvariants; v++) {
			struct page_line *l;

			l = (struct page_line *)(uintptr_t)
			    c->col.blocks[b].variants[v].lines;
			for (int i = 0; i < c->col.blocks[b].variants[v]
			    .nlines; i++)
				l[i].kept = rnd(3) == 0;
		}
	page_break(&c->arena, &c->col, &c->plan);
}

static void
test_brute_force(void **state)
{
	int without_fault = 0;

	(void)state;
	for (unsigned n = 1; n <= 200; n++) {
		struct chapter	c;
		uint32_t	blocks;
		int		notes;
		struct search	s = { .c = &c };

		seed = n * 7919;
		blocks = 3 + (uint32_t)rnd(5);
		notes = rnd(3);
		chapter_init(&c, blocks, 4);
		for (uint32_t b = 0; b < blocks; b++)
			random_block(&c, &c.g.blocks[b], &notes);
		for (uint32_t b = 1; b < blocks; b++) {
			c.g.blocks[b].opens = n % 3 == 0 && rnd(3) == 0;
			c.g.blocks[b].break_before = n % 5 == 0 &&
			    rnd(4) == 0;
		}
		c.g.nblocks = blocks;
		s.lines = 6 + rnd(2);
		s.first = 1 + rnd(2);
		break_pages(&c, s.lines, (uint32_t)s.first);
		if (n % 4 == 0)
			keep_some(&c);
		s.best = c.plan.cost + 1;
		search_from(&s, (struct way){ .page = s.first, .since = 3,
		    .verso = s.first % 2 ? -1 : 0 });
		assert_int_equal(s.best, c.plan.cost);
		without_fault += c.plan.cost < PAGE_FAULT;
		arena_release(&c.arena);
	}
	assert_in_range(without_fault, 20, 180);
}

/* Every line once, in order, on pages that hold it. */
static void
check_plan(const struct chapter *c)
{
	uint32_t block = 0, notes = 0;
	int	 line = 0;

	for (uint32_t i = 0; i < c->plan.npages; i++) {
		const struct page_plan_page *p = &c->plan.pages[i];

		assert_int_equal(p->first_note, notes);
		notes += p->nnotes;
		for (uint32_t k = 0; k < p->npieces; k++) {
			const struct page_piece *q = &p->pieces[k];

			assert_int_equal(q->block, block);
			assert_int_equal(q->from, line);
			assert_true(q->top + q->to - q->from <= c->col.lines);
			line = q->to;
			if (line == c->g.blocks[block].variants[q->variant]
			    .nlines) {
				block++;
				line = 0;
			}
		}
	}
	assert_int_equal(block, c->g.nblocks);
	assert_int_equal(notes, c->col.nnotes);
}

static void
test_plans_hold_all(void **state)
{
	(void)state;
	for (unsigned n = 1; n <= 300; n++) {
		struct chapter	c;
		uint32_t	blocks;
		int		notes = 6;

		seed = n * 104729;
		blocks = 1 + (uint32_t)rnd(40);
		chapter_init(&c, blocks, 8);
		for (uint32_t b = 0; b < blocks; b++)
			random_block(&c, &c.g.blocks[b], &notes);
		c.g.nblocks = blocks;
		break_pages(&c, 5 + rnd(20), 1 + (uint32_t)rnd(2));
		check_plan(&c);
		arena_release(&c.arena);
	}
}

/* Columns too long to be looked through with faults everywhere: they are
 * admitted where no way leads on, and the plan still holds all. */
static void
test_windows(void **state)
{
	int faulty = 0;

	(void)state;
	for (unsigned n = 1; n <= 40; n++) {
		struct chapter c;
		uint32_t       blocks = PAGE_LOOSE_MAX + 1 + n * 5;
		int	       notes = 30;

		seed = n * 15485863;
		chapter_init(&c, blocks, 40);
		for (uint32_t b = 0; b < blocks; b++)
			random_block(&c, &c.g.blocks[b], &notes);
		c.g.nblocks = blocks;
		break_pages(&c, 8 + rnd(20), 1 + (uint32_t)rnd(2));
		check_plan(&c);
		faulty += c.plan.cost >= PAGE_FAULT;
		/* Faults are far from everywhere. */
		assert_true(c.plan.cost < PAGE_FAULT * (int64_t)blocks);
		arena_release(&c.arena);
	}
	assert_true(faulty > 5);
}

static void
test_widow(void **state)
{
	struct chapter c;

	(void)state;
	/* 8 + 3 lines on pages of 10: a third line alone would be a widow,
	 * two lines an orphan's twin; the paragraph goes over whole and
	 * the page stays short, with a partner as short. */
	chapter_init(&c, 4, 0);
	(void)para(&c, 9);
	(void)para(&c, 3);
	(void)para(&c, 6);
	(void)para(&c, 5);
	break_pages(&c, 10, 2);
	assert_int_equal(c.plan.npages, 3);
	assert_int_equal(c.plan.pages[0].shorter, 1);
	assert_int_equal(c.plan.pages[1].shorter, 1);
	assert_int_equal(c.plan.pages[0].faults, 0);
	assert_int_equal(c.plan.cost, 2 * PAGE_SHORT);
	arena_release(&c.arena);
}

static void
test_variant(void **state)
{
	struct chapter c;
	struct galley_block *b;

	(void)state;
	/* A looser paragraph fills the page. */
	chapter_init(&c, 3, 0);
	b = &c.g.blocks[c.g.nblocks++];
	block_init(&c, b, NODE_PARA, 2);
	(void)variant_init(&c, variant_of(b, 0), 9);
	variant_init(&c, variant_of(b, 1), 10)->demerits = 5000;
	(void)para(&c, 3);
	(void)para(&c, 6);
	break_pages(&c, 10, 1);
	assert_int_equal(c.plan.pages[0].npieces, 1);
	assert_int_equal(c.plan.pages[0].pieces[0].variant, 1);
	assert_int_equal(c.plan.cost, 5000);
	arena_release(&c.arena);
}

static void
test_title(void **state)
{
	struct chapter c;
	struct galley_block *b;

	(void)state;
	/* A title with two lines below it may not end a page: the longer
	 * setting of the paragraph before drives it over. */
	chapter_init(&c, 4, 0);
	b = para(&c, 7);
	b->variants = ARENA_ARRAY(&c.arena, struct galley_variant, 2);
	b->nvariants = 2;
	(void)variant_init(&c, variant_of(b, 0), 7);
	variant_init(&c, variant_of(b, 1), 10)->demerits = 900000;
	(void)title(&c);
	(void)para(&c, 7);
	(void)para(&c, 9);
	break_pages(&c, 10, 1);
	assert_int_equal(c.plan.pages[0].npieces, 1);
	assert_int_equal(c.plan.cost, 900000);
	arena_release(&c.arena);
}

static void
test_note(void **state)
{
	struct chapter c;
	struct galley_block *b;

	(void)state;
	/* A note of five lines (40 sp, with the space 45) takes five lines
	 * of the page of its call. */
	chapter_init(&c, 3, 2);
	b = para(&c, 12);
	add_note(&c, variant_of(b, 0), 1, new_note(&c, 5));
	(void)para(&c, 8);
	break_pages(&c, 10, 1);
	assert_int_equal(c.plan.pages[0].pieces[0].to, 5);
	assert_int_equal(c.plan.pages[0].nnotes, 5);
	assert_int_equal(c.plan.pages[0].faults, 0);
	arena_release(&c.arena);
	/* One taller than the page is split, two lines at least each side. */
	chapter_init(&c, 3, 2);
	b = para(&c, 12);
	add_note(&c, variant_of(b, 0), 1, new_note(&c, 20));
	(void)para(&c, 9);
	break_pages(&c, 10, 1);
	check_plan(&c);
	assert_true(c.plan.pages[0].faults & 1u << FAULT_SPLIT);
	assert_in_range(c.plan.pages[0].nnotes, 2, 18);
	arena_release(&c.arena);
}

/* Every number of pages on offer can be had at its price, and the
 * cheapest is the optimum. */
static void
test_options(void **state)
{
	int choices = 0;

	(void)state;
	for (unsigned n = 1; n <= 60; n++) {
		struct chapter		c;
		struct page_option	o[PAGE_OPTIONS_MAX];
		int			notes = 2, k;
		int64_t			least = INT64_MAX;

		seed = n * 15485863;
		chapter_init(&c, 20, 4);
		for (uint32_t b = 0; b < 20; b++)
			random_block(&c, &c.g.blocks[b], &notes);
		c.g.nblocks = 20;
		break_pages(&c, 8, 1);
		k = page_options(&c.col, o);
		choices += k > 1;
		for (int i = 0; i < k; i++) {
			struct page_plan plan;

			if (o[i].cost < least)
				least = o[i].cost;
			c.col.count_pages = true;
			c.col.want_pages = o[i].npages;
			page_break(&c.arena, &c.col, &plan);
			assert_int_equal(plan.npages, o[i].npages);
			assert_int_equal(plan.cost, o[i].cost);
		}
		assert_int_equal(least, c.plan.cost);
		arena_release(&c.arena);
	}
	assert_in_range(choices, 5, 60);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_widow),
		cmocka_unit_test(test_variant),
		cmocka_unit_test(test_title),
		cmocka_unit_test(test_note),
		cmocka_unit_test(test_plans_hold_all),
		cmocka_unit_test(test_windows),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_brute_force),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
