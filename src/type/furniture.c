/*
 * Running heads and folios.  The book's title stands over versos, the
 * chapter's over rectos; pages that open a text, and those before and
 * behind the book proper, carry neither (FR-P10).
 */
#include <string.h>

#include "octavo/arena.h"
#include "typeset_int.h"

/* Whether a text begins at the very head of the page. */
static bool
opens_at_head(const struct section *s, uint32_t nth)
{
	const struct page_plan_page *p = &s->plan.pages[nth];

	return p->npieces > 0 && p->pieces[0].from == 0 &&
	    opening_at(s, p->pieces[0].block)->block == p->pieces[0].block;
}

bool
has_furniture(const struct section *s, uint32_t nth)
{
	switch (s->div->u.div.role) {
	case ROLE_HALF_TITLE:
	case ROLE_TITLE_PAGE:
	case ROLE_IMPRINT:
	case ROLE_DEDICATION:
	case ROLE_EPIGRAPH:
	case ROLE_COLOPHON:
		return false;
	default:
		return nth > 0 && !opens_at_head(s, nth);
	}
}

/* Cuts a text at its last word that leaves room for "…". */
static struct str
shortened(struct arena *a, struct str text)
{
	size_t n = text.n;

	while (n > 0 && text.p[n - 1] != ' ')
		n--;
	while (n > 0 && strchr(" ,;:.", text.p[n - 1]) != NULL)
		n--;
	if (n == 0)
		return STR("…");
	return str_z(arena_printf(a, "%.*s…", (int)n, text.p));
}

/* A line of the width at most; returns its width. */
static sp
set_within(const struct section *s, struct arena *a, struct str text,
    const struct style_block *b, struct str lang, sp width,
    enum artifact what, struct frame_run **runs, uint32_t *n)
{
	struct worker	*w = s->worker;
	sp		 got;

	for (;;) {
		got = galley_set_plain(a, text, b, lang, w->faces,
		    NULL, what, runs, n);
		if (got <= width || text.n <= strlen("…"))
			return got;
		if (str_ends(text, STR("…")))
			text.n -= strlen("…");
		text = shortened(a, text);
	}
}

static void
mark(struct frame_run *runs, uint32_t n, enum artifact what)
{
	for (uint32_t i = 0; i < n; i++) {
		runs[i].artifact = what;
		runs[i].elem = runs[i].source = NULL;
	}
}

static void
put_aligned(struct setter *t, const struct section *s,
    struct sheet_list *p, struct str text, const struct style_block *b,
    enum align align, sp y, uint32_t number, enum artifact what)
{
	struct frame_run *runs;
	struct str	  lang = t->book->edition->language;
	sp		  x = text_left(t->page, number), w, room = t->measure;
	uint32_t	  n, first = p->nruns;

	if (what == ARTIFACT_HEAD && t->page->folio_at == FOLIO_HEAD)
		room -= 6 * b->size;
	w = set_within(s, p->arena, text, b, lang, room, what, &runs, &n);
	mark(runs, n, what);
	if (align == ALIGN_CENTER)
		x += (t->measure - w) / 2;
	else if (align == ALIGN_RIGHT)
		x += t->measure - w;
	put_runs(p, runs, n, x, y);
	put_line(p, (struct frame_line){ .stream = what == ARTIFACT_HEAD ?
	    STREAM_HEAD : STREAM_FOOT, .x = x, .y = y, .w = w,
	    .first_run = first, .nruns = n, .first = true, .last = true,
	    .ratio = 1000 });
}

void
put_head(struct setter *t, const struct section *s, const struct node *div,
    struct sheet_list *p, uint32_t number)
{
	bool		recto = number & 1;
	struct str	text = recto ? div->u.div.title :
	    t->book->edition->title;
	const struct style_block *b;

	if (!t->page->head || text.n == 0)
		return;
	b = style_furniture(s->worker->style, recto ? FURNITURE_HEAD_RECTO :
	    FURNITURE_HEAD_VERSO);
	put_aligned(t, s, p, text, b, b->align == ALIGN_JUSTIFY ?
	    ALIGN_CENTER : b->align, t->grid_top - t->page->head_skip,
	    number, ARTIFACT_HEAD);
}

void
put_folio(struct setter *t, const struct section *s, struct sheet_list *p,
    struct frame_page *page)
{
	const struct style_page  *sp_ = t->page;
	const struct style_block *b;
	enum align		  align = ALIGN_CENTER;
	sp			  y;

	if (!sp_->folio)
		return;
	b = style_furniture(s->worker->style, FURNITURE_FOLIO);
	y = sp_->folio_at == FOLIO_HEAD ? t->grid_top - sp_->head_skip :
	    t->grid_top + (sp_->lines - 1) * sp_->leading + sp_->foot_skip;
	if (sp_->folio_outer)
		align = (page->number & 1) ? ALIGN_RIGHT : ALIGN_LEFT;
	put_aligned(t, s, p, str_z(page->label), b, align, y, page->number,
	    ARTIFACT_FOLIO);
	page->folio_shown = true;
}
