/*
 * The contents: behind the last line of an entry a leader of points and
 * the page of its target, flush right.
 */
#include "octavo/arena.h"
#include "typeset_int.h"

static bool
opens(const struct opening *o, const struct node *div)
{
	for (const struct node *d = o->div; ; d = d->parent) {
		if (d == div)
			return true;
		if (d == o->first)
			return false;
	}
}

/* The page number printed for a DIV: that of the section with it. */
static uint32_t
page_of(const struct setter *t, const struct node *div)
{
	for (uint32_t i = 0; i < t->nsections; i++) {
		const struct section *s = &t->sections[i];

		for (uint32_t k = 0; k < s->nopenings; k++)
			if (opens(&s->openings[k], div))
				return s->page + 1 + opening_page(s,
				    &s->openings[k]);
	}
	return 0;
}

/* The right end of what the last line of the entry holds. */
static sp
ink_end(const struct sheet_list *p)
{
	const struct frame_line *l = &p->lines[p->nlines - 1];
	sp			 x = 0, end = l->x;

	for (uint32_t i = 0; i < l->nruns; i++) {
		const struct frame_run *r = &p->runs[l->first_run + i];

		x = r->x;
		for (uint32_t g = 0; g < r->nglyphs; g++)
			x += r->glyphs[g].adv;
		if (x > end)
			end = x;
	}
	return end;
}

/* Points at fixed places of the measure, so that they stand in columns. */
static void
put_leader(const struct section *s, struct sheet_list *p,
    const struct style_block *b, sp left, sp from, sp to, sp y)
{
	struct worker	 *w = s->worker;
	struct frame_run *runs;
	uint32_t	  n;
	sp		  step = b->size * 3 / 4, x;

	(void)galley_set_plain(p->arena, STR("."), b, STR("fr"), w->faces,
	    NULL, ARTIFACT_RULE, &runs, &n);
	x = left + (from - left + step - 1) / step * step;
	for (; x + step < to; x += step) {
		for (uint32_t i = 0; i < n; i++) {
			runs[i].artifact = ARTIFACT_RULE;
			runs[i].elem = runs[i].source = NULL;
		}
		put_runs(p, runs, n, x, y);
	}
}

void
put_entry_page(struct setter *t, const struct section *s,
    struct sheet_list *p, const struct node *entry, sp left, sp y,
    uint32_t number)
{
	struct worker	 *w = s->worker;
	const struct style_block *b = style_of(w->style, entry);
	uint32_t	  page = page_of(t, entry->u.toc_entry.target), n;
	struct frame_line *line = &p->lines[p->nlines - 1];
	struct frame_run *runs;
	struct str	  text;
	sp		  width, end = ink_end(p), x;

	(void)number;
	if (page == 0)
		return;
	text = str_z(arena_printf(p->arena, "%u", page));
	width = galley_set_plain(p->arena, text, b, STR("fr"), w->faces,
	    entry, ARTIFACT_NONE, &runs, &n);
	x = left + t->measure - width;
	put_leader(s, p, b, left, end + b->size / 2, x - b->size / 3, y);
	put_runs(p, runs, n, x, y);
	line->nruns = p->nruns - line->first_run;
}
