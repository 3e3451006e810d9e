/*
 * A book against a printer's profile: what would be sent back, said
 * before it is sent.  Figures in the messages are those of the book and
 * those that the profile wants.
 */
#include <string.h>

#include "octavo/arena.h"
#include "octavo/printer.h"

sp
sp_of_nm(int64_t nm)
{
	/* 65536 sp a point, 72 points an inch of 25 400 000 nm */
	return (sp)((nm * (65536 * 72) + NM_IN / 2) / NM_IN);
}

static double
mm_of_sp(sp v)
{
	return (double)v / 65536.0 * 25.4 / 72.0;
}

static double
mm_of_nm(int64_t v)
{
	return (double)v / (double)NM_MM;
}

const struct printer_paper *
printer_paper(const struct printer *p, struct str name)
{
	for (size_t i = 0; i < p->npapers; i++)
		if (name.n == 0 || str_eq(p->papers[i].name, name))
			return &p->papers[i];
	return NULL;
}

int64_t
printer_spine(const struct printer *p, const struct printer_paper *paper,
    unsigned pages)
{
	int64_t page = paper->page;

	/* A leaf of g/m2 x bulk cm3/g micrometres is two pages. */
	if (page == 0)
		return (int64_t)paper->grammage * paper->bulk *
		    (int64_t)pages / 2 + p->spine_fixed;
	return page * (int64_t)pages + p->spine_fixed;
}

/* What stands nearest to each edge, over all pages. */
struct extent {
	sp	 inner, outer, top, bottom;
	uint32_t page_inner, page_outer, page_top, page_bottom;
};

static void
nearer(sp v, uint32_t page, sp *best, uint32_t *where)
{
	if (v < *best) {
		*best = v;
		*where = page;
	}
}

static void
measure_line(const struct frame *f, const struct frame_page *p,
    const struct frame_line *l, struct extent *x)
{
	sp   left = l->x, right = f->width - l->x - l->w;
	bool recto = p->number % 2 == 1;
	sp   size = 0;

	for (uint32_t i = 0; i < l->nruns; i++)
		if (p->runs[l->first_run + i].size > size)
			size = p->runs[l->first_run + i].size;
	nearer(recto ? left : right, p->number, &x->inner, &x->page_inner);
	nearer(recto ? right : left, p->number, &x->outer, &x->page_outer);
	nearer(l->y - size * 7 / 10, p->number, &x->top, &x->page_top);
	nearer(f->height - l->y - size / 4, p->number, &x->bottom,
	    &x->page_bottom);
}

static void
measure(const struct frame *f, struct extent *x)
{
	x->inner = x->outer = f->width;
	x->top = x->bottom = f->height;
	x->page_inner = x->page_outer = x->page_top = x->page_bottom = 0;
	for (uint32_t i = 0; i < f->npages; i++)
		for (uint32_t k = 0; k < f->pages[i].nlines; k++)
			measure_line(f, &f->pages[i],
			    &f->pages[i].lines[k], x);
}

struct check {
	const struct printer	*p;
	const struct book	*book;
	const struct frame	*f;
	const struct pdf_opts	*o;
	struct diag_sink	*sink;
};

static struct span
place(const struct check *c)
{
	return c->book->edition->span;
}

static void
check_count(const struct check *c, unsigned pages)
{
	const struct printer *p = c->p;

	if (pages < (unsigned)p->pages_min)
		diag(c->sink, DIAG_PAGES_FEW, place(c),
		    "%u pages, %s takes %d or more", pages, p->name.p,
		    p->pages_min);
	if (pages > (unsigned)p->pages_max)
		diag(c->sink, DIAG_PAGES_MANY, place(c),
		    "%u pages, %s takes %d at most", pages, p->name.p,
		    p->pages_max);
	if (p->pages_multiple > 1 && pages % (unsigned)p->pages_multiple)
		diag(c->sink, DIAG_PAGES_MULTIPLE, place(c),
		    "%u pages, %s takes multiples of %d: %u would do",
		    pages, p->name.p, p->pages_multiple, (pages /
		    (unsigned)p->pages_multiple + 1) *
		    (unsigned)p->pages_multiple);
}

static void
one_margin(const struct check *c, const char *which, sp have, int64_t want,
    uint32_t page)
{
	/* A hundredth of a millimetre is nobody's business. */
	if (page == 0 || have >= sp_of_nm(want - NM_MM / 100))
		return;
	diag(c->sink, strcmp(which, "inner") == 0 ? DIAG_GUTTER :
	    DIAG_MARGIN, place(c),
	    "%s margin %.1f mm on page %u, %s takes %.1f mm or more", which,
	    mm_of_sp(have), page, c->p->name.p, mm_of_nm(want));
}

static void
check_margins(const struct check *c, unsigned pages)
{
	const struct printer *p = c->p;
	struct extent	      x;

	measure(c->f, &x);
	for (size_t i = 0; i < p->ngutters; i++)
		if (pages <= (unsigned)p->gutters[i].upto) {
			one_margin(c, "inner", x.inner, p->gutters[i].inner,
			    x.page_inner);
			break;
		}
	one_margin(c, "outer", x.outer, p->outer, x.page_outer);
	one_margin(c, "top", x.top, p->top, x.page_top);
	one_margin(c, "bottom", x.bottom, p->bottom, x.page_bottom);
}

static void
check_file(const struct check *c)
{
	const struct printer *p = c->p;

	if (p->marks_refused && c->o->marks)
		diag(c->sink, DIAG_MARKS, place(c),
		    "%s takes pages without printer's marks", p->name.p);
	if (p->marks && !c->o->marks)
		diag(c->sink, DIAG_MARKS, place(c),
		    "%s wants printer's marks", p->name.p);
	if (c->o->bleed < sp_of_nm(p->bleed_text))
		diag(c->sink, DIAG_BLEED, place(c),
		    "%.1f mm, %s wants %.1f mm", mm_of_sp(c->o->bleed),
		    p->name.p, mm_of_nm(p->bleed_text));
	for (size_t i = 0; i < p->nstandards; i++)
		if (str_eqz(p->standards[i], "PDF/X-4"))
			return;
	if (p->nstandards > 0)
		diag(c->sink, DIAG_STANDARD, place(c), "%s takes %s",
		    p->name.p, p->standards[0].p);
}

static void
check_cover(const struct check *c, unsigned pages)
{
	const struct printer	   *p = c->p;
	const struct printer_paper *paper = printer_paper(p, STR_NULL);

	if (p->isbn && c->book->edition->isbn_print.n == 0)
		diag(c->sink, DIAG_ISBN_NONE, place(c),
		    "%s wants a barcode on the cover", p->name.p);
	if (paper == NULL)
		diag(c->sink, DIAG_SPINE, place(c),
		    "%s publishes no formula", p->name.p);
	else if (printer_spine(p, paper, pages) < p->spine_text)
		diag(c->sink, DIAG_SPINE_NARROW, place(c),
		    "%.2f mm with %u pages of %s, from %.1f mm on it has "
		    "text", mm_of_nm(printer_spine(p, paper, pages)), pages,
		    paper->name.p, mm_of_nm(p->spine_text));
}

void
printer_check(const struct printer *p, const struct book *b,
    const struct frame *f, const struct pdf_opts *o, struct diag_sink *s)
{
	struct check c = { p, b, f, o, s };
	unsigned     pages = f->npages + f->npages % 2;

	check_count(&c, pages);
	check_margins(&c, pages);
	check_file(&c);
	check_cover(&c, pages);
}
