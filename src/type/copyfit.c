/*
 * All pages of the book: section after section, each from the page
 * where the one before it ended; then what to say of them.
 */
#include "octavo/arena.h"
#include "typeset_int.h"

/* Pages without running text need no register: quarters of lines. */
static int
grid_parts(const struct section *s)
{
	switch (s->div->u.div.role) {
	case ROLE_HALF_TITLE:
	case ROLE_TITLE_PAGE:
	case ROLE_IMPRINT:
	case ROLE_COLOPHON:
		return 4;
	default:
		return 1;
	}
}

static void
plan_section(struct arena *a, struct setter *t, struct section *s)
{
	s->parts = grid_parts(s);
	page_prepare(a, s->galley, t->page->leading / s->parts,
	    t->page->lines * s->parts, t->page->note_skip, &s->col);
	s->col.first_page = s->page + 1;
	page_break(a, &s->col, &s->plan);
}

static void
remark_page(struct arena *a, struct setter *t, const struct section *s,
    uint32_t nth, struct diag_sink *sink)
{
	const struct page_plan_page *p = &s->plan.pages[nth];
	struct frame	*f = t->frame;
	struct span	 where = s->div->span;

	if (p->npieces > 0) {
		uint32_t b = p->pieces[p->npieces - 1].block;

		if (s->galley->blocks[b].node != NULL)
			where = s->galley->blocks[b].node->span;
	}
	for (int k = 0; k < FAULT__MAX; k++) {
		if ((p->faults & 1u << k) == 0)
			continue;
		f->remarks[f->nremarks++] = str_z(arena_printf(a,
		    "page %u: %s", s->page + nth + 1,
		    page_fault_text((enum page_fault)k)));
		diag(sink, DIAG_PAGE_COMPROMISE, where, "page %u: %s",
		    s->page + nth + 1, page_fault_text((enum page_fault)k));
	}
}

static void
remarks(struct arena *a, struct setter *t, struct diag_sink *sink)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < t->nsections; i++)
		for (uint32_t k = 0; k < t->sections[i].plan.npages; k++)
			for (unsigned m = t->sections[i].plan.pages[k].faults;
			    m != 0; m &= m - 1)
				n++;
	t->frame->remarks = ARENA_ARRAY(a, struct str, n + 1);
	for (uint32_t i = 0; i < t->nsections; i++)
		for (uint32_t k = 0; k < t->sections[i].plan.npages; k++)
			remark_page(a, t, &t->sections[i], k, sink);
}

/* Numbers, labels; what no section claims is blank. */
static void
pages_new(struct arena *a, struct setter *t, uint32_t n)
{
	const struct node *div = NULL;

	t->frame->pages = ARENA_ARRAY(a, struct frame_page, n + 1);
	t->frame->npages = n;
	for (uint32_t i = 0; i < n; i++) {
		struct frame_page *p = &t->frame->pages[i];

		p->number = i + 1;
		p->label = arena_printf(a, "%u", i + 1);
		p->blank = true;
	}
	for (uint32_t i = 0; i < t->nsections; i++)
		for (uint32_t k = 0; k < t->sections[i].plan.npages; k++)
			t->frame->pages[t->sections[i].page + k].blank =
			    false;
	for (uint32_t i = 0, s = 0; i < n; i++) {
		while (s < t->nsections && t->sections[s].page <= i)
			div = t->sections[s++].div;
		t->frame->pages[i].div = div;
	}
}

void
paginate(struct arena *a, struct setter *t, struct diag_sink *sink)
{
	uint32_t page = 0;

	for (uint32_t i = 0; i < t->nsections; i++) {
		struct section *s = &t->sections[i];

		if (s->recto)
			page += page & 1;
		s->page = page;
		plan_section(a, t, s);
		page += s->plan.npages;
	}
	page += page & 1;	/* leaves have two sides */
	pages_new(a, t, page);
	remarks(a, t, sink);
}
