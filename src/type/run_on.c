/*
 * Texts that run on: chapters one below the other, without a page of
 * their own.  Their galleys become one, so that the paginator finds one
 * optimum over all of them.
 */
#include <string.h>

#include "octavo/arena.h"
#include "typeset_int.h"

/* Sections from s on that become one with it. */
static uint32_t
group_size(const struct setter *t, const struct section *s)
{
	uint32_t n = 1;

	while (s + n < t->sections + t->nsections && s[n].joins)
		n++;
	return n;
}

static struct galley *
galley_new(struct arena *a, const struct section *s, uint32_t n)
{
	struct galley *g = ARENA_NEW(a, struct galley);
	uint32_t       blocks = 0, notes = 0;

	for (uint32_t i = 0; i < n; i++) {
		blocks += s[i].galley->nblocks;
		notes += s[i].galley->nnotes;
	}
	g->blocks = ARENA_ARRAY(a, struct galley_block, blocks + 1);
	g->notes = ARENA_ARRAY(a, struct galley_note, notes + 1);
	return g;
}

/* Of two spaces that meet the larger holds, as within a text. */
static void
meet(struct galley *g, struct galley_block *b)
{
	if (g->nblocks > 0 && b[-1].space_after > b->space_before)
		b->space_before = b[-1].space_after;
	b->opens = true;
}

static void
add_galley(struct galley *g, const struct galley *from)
{
	struct galley_block *b = g->blocks + g->nblocks;

	if (from->nblocks > 0) {
		memcpy(b, from->blocks, from->nblocks * sizeof(*b));
		meet(g, b);
	}
	if (from->nnotes > 0)
		memcpy(g->notes + g->nnotes, from->notes, from->nnotes *
		    sizeof(*g->notes));
	g->nblocks += from->nblocks;
	g->nnotes += from->nnotes;
}

static void
join(struct arena *a, struct section *s, uint32_t n)
{
	struct galley	*g = galley_new(a, s, n);
	struct opening	*o = ARENA_ARRAY(a, struct opening, n);

	for (uint32_t i = 0; i < n; i++) {
		o[i] = *s[i].openings;
		o[i].block = g->nblocks;
		add_galley(g, s[i].galley);
	}
	s->galley = g;
	s->openings = o;
	s->nopenings = n;
}

void
run_on(struct arena *a, struct setter *t)
{
	uint32_t kept = 0, n;

	for (uint32_t i = 0; i < t->nsections; i += n) {
		n = group_size(t, &t->sections[i]);
		if (n > 1)
			join(a, &t->sections[i], n);
		t->sections[kept++] = t->sections[i];
	}
	t->nsections = kept;
}

const struct opening *
opening_at(const struct section *s, uint32_t block)
{
	uint32_t i = s->nopenings - 1;

	while (i > 0 && s->openings[i].block > block)
		i--;
	return &s->openings[i];
}

uint32_t
opening_page(const struct section *s, const struct opening *o)
{
	for (uint32_t i = 0; i < s->plan.npages; i++) {
		const struct page_plan_page *p = &s->plan.pages[i];

		for (uint32_t k = 0; k < p->npieces; k++)
			if (p->pieces[k].block >= o->block)
				return i;
	}
	return 0;
}
