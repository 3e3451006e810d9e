/*
 * Standing type: the pages of a section, where its column is the same:
 * all that the paginator prices is in their key.
 */
#include <string.h>

#include "octavo/buf.h"
#include "octavo/file.h"

#include "page.h"
#include "standing.h"
#include "typeset_int.h"

static void
put_variant(struct buf *b, const struct page_variant *v)
{
	buf_put(b, &v->cost, sizeof(v->cost));
	for (int i = 0; i < v->nlines; i++) {
		const struct page_line *l = &v->lines[i];
		int32_t x[] = { l->hyphen | l->kept << 1, l->notes, l->last };

		buf_put(b, x, sizeof(x));
	}
}

static void
put_block(struct buf *b, const struct page_block *k)
{
	int32_t x[] = { k->nvariants, k->before, k->less, k->more, k->hold,
	    k->leading, k->title | k->keep_next << 1 |
	    k->keep_together << 2 | k->separator << 3 | k->opens << 4 |
	    k->breaks << 5 };

	buf_put(b, x, sizeof(x));
	for (int i = 0; i < k->nvariants; i++) {
		int32_t n = k->variants[i].nlines;

		buf_put(b, &n, sizeof(n));
		put_variant(b, &k->variants[i]);
	}
}

static void
make_id(const struct page_column *c, unsigned char id[32])
{
	uint32_t   x[] = { c->nblocks, c->nnotes, (uint32_t)c->grid,
		       (uint32_t)c->note_leading, (uint32_t)c->note_skip,
		       (uint32_t)c->lines, c->first_page,
		       c->keeps | (uint32_t)c->lenient << 1 };
	struct buf b;

	buf_init(&b);
	buf_put(&b, x, sizeof(x));
	for (uint32_t i = 0; i < c->nblocks; i++)
		put_block(&b, &c->blocks[i]);
	sha256(buf_str(&b), id);
	buf_release(&b);
}

static bool
piece_fits(const struct page_column *c, const struct page_piece *p)
{
	const struct page_block *b;

	if (p->block >= c->nblocks)
		return false;
	b = &c->blocks[p->block];
	return p->variant < b->nvariants && p->from <= p->to &&
	    p->to <= b->variants[p->variant].nlines;
}

static bool
read_plan(struct arena *a, const struct page_column *c,
    const struct standing_plan *s, const struct page_piece *pieces,
    const struct standing_page *pages, struct page_plan *out)
{
	uint32_t at = 0;

	out->cost = s->cost;
	out->npages = s->npages;
	out->pages = ARENA_ARRAY(a, struct page_plan_page, s->npages);
	for (uint32_t i = 0; i < s->npages; i++) {
		const struct standing_page *p = &pages[i];

		if (p->npieces > s->npieces - at ||
		    p->nnotes > c->nnotes ||
		    p->first_note > c->nnotes - p->nnotes)
			return false;
		out->pages[i] = (struct page_plan_page){
		    (struct page_piece *)(uintptr_t)(pieces + at),
		    p->npieces, p->first_note, p->nnotes, p->shorter,
		    p->faults };
		at += p->npieces;
	}
	for (uint32_t i = 0; i < at; i++)
		if (!piece_fits(c, &pieces[i]))
			return false;
	return s->npages > 0;
}

static bool
take(struct arena *a, const struct standing *s, const unsigned char id[32],
    const struct page_column *c, struct page_plan *out)
{
	const struct standing_plan *p;
	uint32_t		    n;
	const uint32_t		   *at = standing_plans(s, &n);

	for (uint32_t i = 0; i < n; i++) {
		const void *pages, *pieces;
		size_t	    off = at[i];

		p = standing_within(s, off, 1, sizeof(*p));
		if (p == NULL || memcmp(p->id, id, sizeof(p->id)) != 0)
			continue;
		off += sizeof(*p);
		pages = standing_within(s, off, p->npages,
		    sizeof(struct standing_page));
		off += standing_round(p->npages *
		    sizeof(struct standing_page));
		pieces = standing_within(s, off, p->npieces,
		    sizeof(struct page_piece));
		return pages != NULL && pieces != NULL &&
		    read_plan(a, c, p, pieces, pages, out);
	}
	return false;
}

void
standing_pages(struct arena *a, struct faces *fs,
    const struct page_column *c, struct page_plan *out)
{
	struct stood_plan *s;

	if (!fs->stands || c->count_pages) {
		page_break(a, c, out);
		return;
	}
	s = ARENA_NEW(fs->arena, struct stood_plan);
	make_id(c, s->id);
	if (fs->standing == NULL || !take(a, fs->standing, s->id, c, out)) {
		page_break(a, c, out);
		fs->nfresh++;
	}
	s->plan = *out;
	s->next = fs->plans;
	fs->plans = s;
	fs->nstood++;
}
