/*
 * All pages of the book: section after section, each from the page
 * where the one before it ended; then what to say of them.
 */
#include <assert.h>
#include <string.h>

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

void
prepare_section(struct arena *a, struct setter *t, struct section *s)
{
	s->parts = grid_parts(s);
	page_prepare(a, s->galley, t->frame->leading / s->parts,
	    t->frame->grid_lines * s->parts, t->page->note_skip, &s->col);
}

/* The page (from 0) on which a section begins after so many. */
static uint32_t
begins_at(const struct section *s, uint32_t page)
{
	return s->recto ? page + (page & 1) : page;
}

static uint32_t
plan_section(struct arena *a, struct setter *t, struct section *s,
    uint32_t page, uint32_t want)
{
	s->page = begins_at(s, page);
	s->col.first_page = s->page + 1;
	s->col.count_pages = want > 0;
	s->col.want_pages = want;
	/* One list of plans: the first worker's. */
	standing_pages(a, t->workers[0].faces, &s->col, &s->plan);
	return s->page + s->plan.npages;
}

static uint32_t
plan_all(struct arena *a, struct setter *t)
{
	uint32_t page = 0;

	for (uint32_t i = 0; i < t->nsections; i++)
		page = plan_section(a, t, &t->sections[i], page, 0);
	return page;
}

/* Once over the book with figures finding their places: the order of
 * the blocks is settled by it. */
static void
settle_figures(struct arena *a, struct setter *t)
{
	uint32_t page = 0;

	for (uint32_t i = 0; i < t->nsections; i++) {
		struct section *s = &t->sections[i];

		(void)plan_section(a, t, s, page, 0);
		float_figures(a, t, s);
		page = s->page + s->plan.npages;
	}
}

static bool
has_figures(const struct setter *t)
{
	for (uint32_t i = 0; i < t->nsections; i++) {
		const struct galley *g = t->sections[i].galley;

		for (uint32_t b = 0; b < g->nblocks; b++)
			if (g->blocks[b].kind == GALLEY_FIGURE)
				return true;
	}
	return false;
}

/*
 * Copy-fitting: the cheapest way to a number of pages.  Each section has
 * its options (pages, cost) on either side of the leaf; one pass over
 * the sections keeps the cheapest way to every page.
 */
struct fit {
	struct arena	*arena;
	struct setter	*t;
	struct page_option (*options)[2][PAGE_OPTIONS_MAX];
	int		(*noptions)[2];
	uint32_t	 npages;	/* pages looked at */
	int64_t		*cost;		/* by section and page */
	uint8_t		*taken;		/* which option led there */
	uint32_t	*from;		/* and from which page */
};

static void
fit_options(struct fit *f)
{
	for (uint32_t i = 0; i < f->t->nsections; i++) {
		struct section *s = &f->t->sections[i];

		for (uint32_t side = 0; side < 2; side++) {
			if (s->recto && side == 1)
				continue;
			s->col.first_page = side + 1;
			f->noptions[i][side] = page_options(&s->col,
			    f->options[i][side]);
		}
	}
}

static size_t
cell(const struct fit *f, uint32_t section, uint32_t page)
{
	return (size_t)section * f->npages + page;
}

static void
fit_section(struct fit *f, uint32_t i, uint32_t page)
{
	int64_t	 base = f->cost[cell(f, i, page)];
	uint32_t at = begins_at(&f->t->sections[i], page);

	for (int k = 0; k < f->noptions[i][at & 1]; k++) {
		const struct page_option *o = &f->options[i][at & 1][k];
		size_t c;

		if (at + o->npages >= f->npages)
			continue;
		c = cell(f, i + 1, at + o->npages);
		if (f->cost[c] <= base + o->cost)
			continue;
		f->cost[c] = base + o->cost;
		f->taken[c] = (uint8_t)k;
		f->from[c] = page;
	}
}

static void
fit_run(struct fit *f)
{
	size_t all = (size_t)(f->t->nsections + 1) * f->npages;

	f->cost = ARENA_ARRAY(f->arena, int64_t, all);
	f->taken = ARENA_ARRAY(f->arena, uint8_t, all);
	f->from = ARENA_ARRAY(f->arena, uint32_t, all);
	for (size_t c = 1; c < all; c++)
		f->cost[c] = INT64_MAX;
	for (uint32_t i = 0; i < f->t->nsections; i++)
		for (uint32_t p = 0; p < f->npages; p++)
			if (f->cost[cell(f, i, p)] < INT64_MAX)
				fit_section(f, i, p);
}

/* Whether so many pages are what was asked for, blanks at the end (not
 * more than three) counted; the number then, else 0. */
static uint32_t
fits_target(const struct typeset_opts *o, uint32_t pages)
{
	uint32_t unit, want;

	if (o->pages > 0) {
		want = (uint32_t)o->pages;
		return pages <= want && want - pages <= 3 ? want : 0;
	}
	unit = (uint32_t)o->multiple;
	want = (pages + unit - 1) / unit * unit;
	return want - pages <= 3 ? want : 0;
}

/* The cheapest end that fits, or 0. */
static uint32_t
fit_end(const struct fit *f)
{
	uint32_t best = 0;
	int64_t	 least = INT64_MAX;

	for (uint32_t p = 1; p < f->npages; p++) {
		int64_t c = f->cost[cell(f, f->t->nsections, p)];

		if (c < least && fits_target(f->t->opts, p) > 0) {
			least = c;
			best = p;
		}
	}
	return best;
}

static void
fit_plan(struct fit *f, uint32_t end)
{
	uint32_t n = f->t->nsections, page = end, next = 0;
	uint32_t *want = ARENA_ARRAY(f->arena, uint32_t, n + 1);

	for (uint32_t i = n; i-- > 0;) {
		size_t	 c = cell(f, i + 1, page);
		uint32_t at = begins_at(&f->t->sections[i], f->from[c]);

		want[i] = f->options[i][at & 1][f->taken[c]].npages;
		page = f->from[c];
	}
	for (uint32_t i = 0; i < n; i++)
		next = plan_section(f->arena, f->t, &f->t->sections[i], next,
		    want[i]);
	assert(next == end);
}

struct fit_range {		/* ends that can be had, however */
	bool	*had;
	uint32_t n, least, most;
};

static void
fit_note(const struct fit *f, struct fit_range *r)
{
	for (uint32_t p = 1; p < f->npages && p < r->n; p++) {
		if (f->cost[cell(f, f->t->nsections, p)] == INT64_MAX)
			continue;
		r->had[p] = true;
		r->least = p < r->least ? p : r->least;
		r->most = p > r->most ? p : r->most;
	}
}

/* Tries the pages as they are set now; the end reached, or 0. */
static uint32_t
fit_try(struct arena *a, struct setter *t, struct fit_range *r)
{
	struct fit f = { .arena = a, .t = t, .npages = r->n };
	uint32_t   end;

	f.options = arena_calloc(a, t->nsections + 1, sizeof(*f.options));
	f.noptions = arena_calloc(a, t->nsections + 1, sizeof(*f.noptions));
	fit_options(&f);
	fit_run(&f);
	fit_note(&f, r);
	end = fit_end(&f);
	if (end > 0)
		fit_plan(&f, end);
	return end;
}

/* Another leading: everything that is a multiple of it goes along. */
static void
set_leading(struct setter *t, sp leading, int lines)
{
	sp old = t->frame->leading;

	for (uint32_t i = 0; i < t->nsections; i++) {
		struct galley *g = t->sections[i].galley;

		for (uint32_t k = 0; k < g->nblocks; k++) {
			struct galley_block *b = &g->blocks[k];

			if (b->leading % old == 0)
				b->leading = b->leading / old * leading;
			b->space_before = (sp)((int64_t)b->space_before *
			    leading / old);
		}
	}
	t->frame->leading = leading;
	t->frame->grid_lines = lines;
}

/* Paragraphs that are not of their natural length, either way. */
static void
count_changed(const struct section *s, unsigned changed[2])
{
	for (uint32_t p = 0; p < s->plan.npages; p++)
		for (uint32_t k = 0; k < s->plan.pages[p].npieces; k++) {
			const struct page_piece *q =
			    &s->plan.pages[p].pieces[k];
			const struct galley_block *b =
			    &s->galley->blocks[q->block];
			int loose = b->nvariants > 0 ?
			    b->variants[q->variant].looseness : 0;

			if (q->from == 0 && loose != 0)
				changed[loose > 0]++;
		}
}

/* What the fit cost: what a reader can see of it. */
static void
say_fit(struct arena *a, struct setter *t, struct diag_sink *sink,
    uint32_t natural, uint32_t end)
{
	unsigned changed[2] = { 0 }, faults = 0;
	uint32_t pages = fits_target(t->opts, end);
	char	*what;

	for (uint32_t i = 0; i < t->nsections; i++) {
		const struct section *s = &t->sections[i];

		count_changed(s, changed);
		for (uint32_t p = 0; p < s->plan.npages; p++)
			faults += s->plan.pages[p].faults != 0;
	}
	what = arena_printf(a, "%u pages (%u of text, by themselves %u): %u "
	    "paragraphs a line shorter, %u longer than natural, leading "
	    "%d.%02d pt, %d lines to a page, %u pages with a remark", pages,
	    end, natural, changed[0], changed[1], t->frame->leading / SP_PT,
	    (int)((int64_t)(t->frame->leading % SP_PT) * 100 / SP_PT),
	    t->frame->grid_lines, faults);
	diag(sink, DIAG_COPYFIT, SPAN_NONE, "%s", what);
}

/* The nearest numbers of pages that can be had, below and above what
 * was asked for (of a multiple: around what the book has). */
static void
say_failed(struct arena *a, struct setter *t, struct diag_sink *sink,
    const struct fit_range *r, uint32_t natural)
{
	uint32_t want = t->opts->pages > 0 ? (uint32_t)t->opts->pages :
	    natural, low = 0, high = 0;
	char	*what;

	for (uint32_t p = 1; p < r->n; p++) {
		if (!r->had[p])
			continue;
		if (p <= want)
			low = p;
		else if (high == 0)
			high = p;
	}
	what = arena_printf(a, "it has %u by itself; with every paragraph "
	    "and the leading stretched or shrunk as far as is good it can "
	    "have %u to %u", natural, r->least, r->most);
	if (low > 0 && high > 0)
		what = arena_printf(a, "%s, nearest %u and %u", what, low,
		    high);
	diag(sink, DIAG_COPYFIT_FAILED, SPAN_NONE, "%s", what);
}

static void
set_step(struct arena *a, struct setter *t, const int step[3])
{
	const struct style_page *p = t->page;

	set_leading(t, (sp)((int64_t)p->leading * step[0] / 1000 / 4 * 4),
	    p->lines + step[1]);
	for (uint32_t k = 0; k < t->nsections; k++) {
		prepare_section(a, t, &t->sections[k]);
		t->sections[k].col.lenient = step[2];
	}
}

/*
 * The number of pages asked for: by other settings of paragraphs; else
 * with leading two hundredths less (a line more on each page) or more;
 * else at the price of faults, each of which is told.
 */
static uint32_t
copyfit(struct arena *a, struct setter *t, struct diag_sink *sink,
    uint32_t natural)
{
	static const int step[][3] = { { 1000, 0, 0 }, { 980, 1, 0 },
	    { 1020, -1, 0 }, { 1000, 0, 1 }, { 980, 1, 1 },
	    { 1020, -1, 1 }, { 1000, 0, 0 } };
	enum { STEPS = sizeof(step) / sizeof(step[0]) - 1 };
	struct fit_range r = { .n = natural * 5 / 4 + 40, .least = natural,
	    .most = natural };
	uint32_t end = 0;

	r.had = ARENA_ARRAY(a, bool, r.n + 1);
	for (size_t i = 0; i < STEPS && end == 0; i++) {
		set_step(a, t, step[i]);
		end = fit_try(a, t, &r);
	}
	if (end > 0) {
		say_fit(a, t, sink, natural, end);
		return fits_target(t->opts, end);
	}
	set_step(a, t, step[STEPS]);
	end = plan_all(a, t);
	say_failed(a, t, sink, &r, natural);
	return end;
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
	const struct frame_page *was = t->frame->pages;
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
	for (uint32_t i = 0; i < t->nsections; i++)
		if (t->sections[i].made)
			memcpy(t->frame->pages + t->sections[i].page,
			    was + t->sections[i].page,
			    t->sections[i].plan.npages * sizeof(*was));
}

static bool
is_fitted(const struct setter *t)
{
	return t->opts->pages > 0 || t->opts->multiple > 0;
}

void
paginate(struct arena *a, struct setter *t, struct diag_sink *sink)
{
	const struct typeset_opts *o = t->opts;
	uint32_t n;

	for (uint32_t i = 0; i < t->nsections; i++)
		prepare_section(a, t, &t->sections[i]);
	if (has_figures(t))
		settle_figures(a, t);
	keep_pages(a, t);
	n = plan_all(a, t);
	if ((o->pages > 0 || o->multiple > 0) && fits_target(o, n) == 0)
		n = copyfit(a, t, sink, n);
	else if (o->pages > 0 || o->multiple > 0) {
		say_fit(a, t, sink, n, n);
		n = fits_target(o, n);
	}
	n += n & 1;	/* leaves have two sides */
	pages_new(a, t, n);
}

void
paginate_undo(struct setter *t)
{
	if (t->frame->leading != t->page->leading)
		set_leading(t, t->page->leading, t->page->lines);
}

/*
 * Without copy-fitting, kept pages and figures, pages depend on nothing
 * behind them: only what follows the first galley set again is planned.
 */
void
paginate_again(struct arena *a, struct setter *t, uint32_t first,
    struct diag_sink *sink)
{
	uint32_t page, n;

	if (is_fitted(t) || t->opts->keep != NULL || has_figures(t)) {
		for (uint32_t i = 0; i < t->nsections; i++)
			t->sections[i].made = false;
		diag_init(sink, a, sink->sources);
		paginate(a, t, sink);
		return;
	}
	page = first > 0 ? t->sections[first - 1].page +
	    t->sections[first - 1].plan.npages : 0;
	for (uint32_t i = first; i < t->nsections; i++) {
		struct section *s = &t->sections[i];

		if (s->names_pages)
			prepare_section(a, t, s);
		s->made = false;
		page = plan_section(a, t, s, page, 0);
	}
	n = page + (page & 1);
	pages_new(a, t, n);
}

void
paginate_say(struct arena *a, struct setter *t, struct diag_sink *sink)
{
	remarks(a, t, sink);
}
