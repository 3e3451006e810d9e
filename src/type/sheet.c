/*
 * What stands on one page, while it grows (in a scratch arena) and as it
 * is kept: every list cut to its length.
 */
#include <string.h>

#include "octavo/arena.h"
#include "typeset_int.h"

/* A list's room for n more; grows by doubling. */
static void *
room(struct arena *a, void *list, uint32_t used, uint32_t n, uint32_t *cap,
    size_t size)
{
	uint32_t want = *cap ? *cap : 32;
	char	*grown;

	if (used + n <= *cap)
		return list;
	while (want < used + n)
		want *= 2;
	grown = arena_calloc(a, want, size);
	if (used > 0)
		memcpy(grown, list, used * size);
	*cap = want;
	return grown;
}

void
put_runs(struct sheet_list *p, const struct frame_run *r, uint32_t n, sp x,
    sp y)
{
	p->runs = room(p->arena, p->runs, p->nruns, n, &p->cruns,
	    sizeof(*r));
	for (uint32_t i = 0; i < n; i++) {
		struct frame_run *to = &p->runs[p->nruns++];

		*to = r[i];
		to->x += x;
		to->y += y;
	}
}

void
put_rule(struct sheet_list *p, struct frame_rule r)
{
	p->rules = room(p->arena, p->rules, p->nrules, 1, &p->crules,
	    sizeof(r));
	p->rules[p->nrules++] = r;
}

void
put_line(struct sheet_list *p, struct frame_line l)
{
	p->lines = room(p->arena, p->lines, p->nlines, 1, &p->clines,
	    sizeof(l));
	p->lines[p->nlines++] = l;
}

void
put_image(struct sheet_list *p, struct frame_image i)
{
	p->images = room(p->arena, p->images, p->nimages, 1, &p->cimages,
	    sizeof(i));
	p->images[p->nimages++] = i;
}

static void *
kept(struct arena *a, const void *list, uint32_t n, size_t size)
{
	void *to;

	if (n == 0)
		return NULL;
	to = arena_alloc(a, n * size);
	memcpy(to, list, n * size);
	return to;
}

static void
keep_run(struct arena *a, struct frame_run *r)
{
	r->glyphs = kept(a, r->glyphs, r->nglyphs, sizeof(*r->glyphs));
	r->clusters = kept(a, r->clusters, r->nclusters,
	    sizeof(*r->clusters));
	if (r->text.n > 0)
		r->text = str_dup(a, r->text);
}

void
sheet_keep(struct arena *a, const struct sheet_list *p,
    struct frame_page *page)
{
	page->nruns = p->nruns;
	page->nrules = p->nrules;
	page->nlines = p->nlines;
	page->nimages = p->nimages;
	page->runs = kept(a, p->runs, p->nruns, sizeof(*p->runs));
	page->rules = kept(a, p->rules, p->nrules, sizeof(*p->rules));
	page->lines = kept(a, p->lines, p->nlines, sizeof(*p->lines));
	page->images = kept(a, p->images, p->nimages, sizeof(*p->images));
	for (uint32_t i = 0; i < p->nruns; i++)
		keep_run(a, &page->runs[i]);
	for (uint32_t i = 0; i < p->nimages; i++)
		page->images[i].path = str_dup(a, page->images[i].path);
}
