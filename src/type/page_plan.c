/*
 * The path of the solver read back as pages.
 */
#include <assert.h>

#include "octavo/arena.h"
#include "page_opt.h"

struct planner {
	struct arena		*arena;
	const struct page_column *col;
	struct page_plan	*plan;
	struct page_piece	*pieces;
	uint32_t		 npieces;
	struct page_plan_page	*page;	/* in hand */
	int			 used;
	uint32_t		 called;	/* lines of notes so far */
};

/* The states of the path in order. */
static uint32_t *
path_of(struct arena *a, const struct solver *v, uint32_t end, uint32_t *n)
{
	uint32_t *path, k = 0;

	for (uint32_t i = end; i != NO_STATE; i = v->s[i].prev)
		k++;
	path = ARENA_ARRAY(a, uint32_t, k + 1);
	*n = k;
	for (uint32_t i = end; i != NO_STATE; i = v->s[i].prev)
		path[--k] = i;
	return path;
}

static void
open_page(struct planner *p)
{
	uint32_t first = 0;

	if (p->page != NULL)
		first = p->page->first_note + p->page->nnotes;
	p->page = &p->plan->pages[p->plan->npages++];
	p->page->pieces = p->pieces + p->npieces;
	p->page->first_note = first;
	p->used = 0;
}

static void
put_piece(struct planner *p, const struct page_state *s)
{
	const struct page_block	*b = &p->col->blocks[s->block];
	const struct page_variant *w = &b->variants[s->variant];
	struct page_piece	*piece = &p->pieces[p->npieces++];

	p->used += s->above;
	*piece = (struct page_piece){ s->block, s->from, s->to,
	    (uint16_t)p->used, s->variant };
	p->used += page_height(p->col, b, s->from, s->to);
	for (int l = s->from; l < s->to; l++)
		p->called += (uint32_t)w->lines[l].notes;
	p->page->npieces++;
}

static void
close_page(struct planner *p, int carry, int shorter, unsigned faults)
{
	p->page->nnotes = p->called - (uint32_t)carry - p->page->first_note;
	p->page->shorter = shorter;
	p->page->faults = faults;
}

/* Notes that the last page could not hold get pages of their own. */
static void
close_last(struct planner *p, const struct page_close *end)
{
	uint32_t left = (uint32_t)end->carry;
	int	 room = page_note_room(p->col, 0, 0);

	close_page(p, end->carry, 0, end->faults);
	while (left > 0) {
		uint32_t take = left < (uint32_t)room || room == 0 ? left :
		    (uint32_t)room;

		open_page(p);
		left -= take;
		close_page(p, (int)left, 0, 0);
	}
}

static void
read_path(struct planner *p, const struct solver *v, const uint32_t *path,
    uint32_t n, const struct page_close *end)
{
	open_page(p);
	for (uint32_t i = 1; i < n; i++) {
		const struct page_state *s = &v->s[path[i]];

		if (s->to > s->from)
			put_piece(p, s);
		if (s->broke) {
			close_page(p, s->carry, s->shorter, s->faults);
			open_page(p);
		}
	}
	close_last(p, end);
}

static void
plan_new(struct planner *p, uint32_t states, const struct page_close *end)
{
	size_t pages = (size_t)states + (size_t)end->carry + 1;

	p->plan->pages = ARENA_ARRAY(p->arena, struct page_plan_page, pages);
	p->pieces = ARENA_ARRAY(p->arena, struct page_piece, states);
}

static int
drop_dear(struct page_option *o, int n)
{
	int64_t least = INT64_MAX;
	int	kept = 0;

	for (int i = 0; i < n; i++)
		if (o[i].cost < least)
			least = o[i].cost;
	for (int i = 0; i < n; i++)
		if (o[i].cost <= least + PAGE_OPTION_WORST)
			o[kept++] = o[i];
	return kept;
}

int
page_options(const struct page_column *col, struct page_option *o)
{
	struct page_column	c = *col;
	struct solver		v = { .col = &c };
	int			n;

	c.count_pages = true;
	if (col->lenient)
		v.mode = page_mode_of(col);
	n = page_solve_options(&v, o);
	if (n == 0 && v.mode == PAGE_STRICT) {
		v.mode = page_mode_of(col);
		n = page_solve_options(&v, o);
	}
	assert(n > 0);
	n = drop_dear(o, n);
	page_solver_release(&v);
	return n;
}

void
page_break(struct arena *a, const struct page_column *col,
    struct page_plan *out)
{
	struct solver		v = { .col = col };
	struct planner		p = { .arena = a, .col = col, .plan = out };
	struct page_close	end = { 0 };
	uint32_t		n, *path, last;

	*out = (struct page_plan){ 0 };
	last = page_solve(&v, &end);
	if (last == NO_STATE) {
		v.mode = page_mode_of(col);
		last = page_solve(&v, &end);
	}
	assert(last != NO_STATE);
	out->cost = v.s[last].cost + end.cost;
	path = path_of(a, &v, last, &n);
	plan_new(&p, n, &end);
	read_path(&p, &v, path, n, &end);
	page_solver_release(&v);
}
