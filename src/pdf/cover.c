/*
 * The printed cover, one page:
 *
 *     bleed | back | spine | front | bleed
 *
 * The front is a page list of typeset_cover().  The back has the
 * description, the publisher and the barcode; the spine, where it is
 * wide enough, author, title and publisher, read upwards or downwards as
 * is the custom of the language.
 */
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "octavo/printer.h"
#include "octavo/setline.h"
#include "barcode.h"
#include "paint.h"
#include "press.h"

enum { MAX_LINES = 96 };

#define PT(v)		((double)(v) / SP_PT)
#define BACK_MARGIN	SP_MM(14)
#define MARK_ROOM	SP_MM(8)

struct cover {
	struct arena		*arena;
	const struct book	*book;
	const struct frame	*front;
	const struct cover_opts	*opts;
	struct setline		*set;
	sp			 w, h, spine, bleed;
	struct frame		 whole;		/* for the finisher */
	struct pdf_sheet	 sheet;
	struct pdf_plan		 plan;
	cairo_t			*cr;
};

/* A page list of one page with the faces of the front. */
static struct frame *
side_new(struct cover *c, sp w, sp h)
{
	struct frame *f = ARENA_NEW(c->arena, struct frame);

	f->width = w;
	f->height = h;
	f->faces = c->front->faces;
	f->nfaces = c->front->nfaces;
	f->npages = 1;
	f->pages = ARENA_NEW(c->arena, struct frame_page);
	f->pages[0].number = 1;
	f->pages[0].label = "";
	f->pages[0].runs = ARENA_ARRAY(c->arena, struct frame_run,
	    MAX_LINES);
	f->pages[0].rules = ARENA_ARRAY(c->arena, struct frame_rule,
	    EAN_MAX_BARS);
	return f;
}

static void
side_line(struct cover *c, struct frame_page *p, struct str text, sp size,
    sp x, sp y)
{
	sp width;

	if (p->nruns < MAX_LINES && setline_run(c->set, text, size, x, y,
	    &p->runs[p->nruns], &width))
		p->nruns++;
}

static void
digit_at(struct cover *c, struct frame_page *p, const char *d, sp x, sp y,
    sp size)
{
	side_line(c, p, (struct str){ d, 1 }, size, x, y);
}

/* Bottom right of the back, quiet zones kept. */
static void
back_barcode(struct cover *c, struct frame_page *p)
{
	struct str isbn = c->book->edition->isbn_print;
	char	  *d = arena_alloc(c->arena, 16);
	sp	   x, y, size = SP_PT * 9, digits;

	if (isbn.n == 0 || !ean_of_isbn(isbn, d))
		return;
	x = c->w - BACK_MARGIN - (EAN_MODULES + EAN_QUIET_RIGHT) *
	    EAN_MODULE;
	y = c->h - BACK_MARGIN - EAN_HEIGHT - 5 * EAN_MODULE;
	p->nrules = ean_bars(d, x, y, p->rules);
	digits = y + EAN_HEIGHT + SP_PT * 8;
	setline_lining(c->set, true);
	digit_at(c, p, d, x - 10 * EAN_MODULE, digits, size);
	for (int i = 1; i < 13; i++)
		digit_at(c, p, d + i, x + ((i <= 6 ? 4 : 8) + 7 * (i - 1)) *
		    EAN_MODULE, digits, size);
	side_line(c, p, str_z(arena_printf(c->arena, "ISBN %.*s",
	    STR_ARG(isbn))), SP_PT * 8, x, y - SP_PT * 4);
	setline_lining(c->set, false);
}

static struct frame *
back_make(struct cover *c)
{
	const struct edition *ed = c->book->edition;
	struct frame	     *f = side_new(c, c->w, c->h);
	struct frame_page    *p = &f->pages[0];
	sp		      y = SP_MM(28), size = 10 * SP_PT + SP_PT / 2;

	p->nruns = setline_text(c->set, ed->description, size, 14 * SP_PT,
	    c->w - 2 * BACK_MARGIN, BACK_MARGIN, &y, p->runs,
	    MAX_LINES - 20);
	back_barcode(c, p);
	if (ed->publisher.n > 0)
		side_line(c, p, ed->publisher, 9 * SP_PT, BACK_MARGIN,
		    c->h - BACK_MARGIN);
	return f;
}

/* English, Dutch and Nordic spines read downwards, others upwards. */
static bool
spine_reads_down(struct str lang)
{
	static const char *const down[] = { "en", "nl", "da", "no", "nb",
	    "nn", "sv", "fi" };

	for (size_t i = 0; i < sizeof(down) / sizeof(down[0]); i++)
		if (lang.n >= 2 && memcmp(lang.p, down[i], 2) == 0 &&
		    (lang.n == 2 || lang.p[2] == '-'))
			return true;
	return false;
}

static bool
spine_has_text(const struct cover *c)
{
	const struct printer *p = c->opts->printer;

	return c->spine >= sp_of_nm(p->spine_text) &&
	    (int)c->opts->pages >= p->spine_pages &&
	    c->spine - 2 * sp_of_nm(p->spine_clear) >= 5 * SP_PT;
}

/* Author and title from the head, the publisher at the foot. */
static struct frame *
spine_make(struct cover *c)
{
	const struct edition *ed = c->book->edition;
	struct str	      who = pdf_authors(c->arena, ed), text;
	sp		      free = c->spine - 2 *
	    sp_of_nm(c->opts->printer->spine_clear), size, width, base;
	struct frame	     *f = side_new(c, c->h, c->spine);
	struct frame_page    *p = &f->pages[0];

	size = free * 7 / 10 < 12 * SP_PT ? free * 7 / 10 : 12 * SP_PT;
	base = c->spine / 2 + size * 3 / 10;
	/* Several authors would fill the spine: it names the title alone. */
	text = who.n == 0 || str_find(who, STR(", "), 0) != SIZE_MAX ?
	    ed->title : str_z(arena_printf(c->arena, "%.*s   %.*s",
	    STR_ARG(who), STR_ARG(ed->title)));
	side_line(c, p, text, size, SP_MM(15), base);
	if (ed->publisher.n > 0 && setline_run(c->set, ed->publisher,
	    size * 8 / 10, 0, base, &p->runs[p->nruns], &width)) {
		p->runs[p->nruns].x = c->h - SP_MM(15) - width;
		p->nruns++;
	}
	return f;
}

static int
paint_side(struct cover *c, const struct frame *f, struct diag_sink *sink,
    struct error *e)
{
	struct painter *p = NULL;
	struct pdf_plan plan;
	int		rc;

	pdf_plan_make(&plan, c->arena, c->book, f, false);
	rc = painter_open(&p, c->arena, c->cr, f, sink, e);
	if (rc == 0)
		rc = painter_page(p, &plan, 0, NULL, e);
	painter_close(p);
	return rc;
}

static int
paint_spine(struct cover *c, struct diag_sink *sink, struct error *e)
{
	int rc;

	if (!spine_has_text(c))
		return 0;
	cairo_save(c->cr);
	if (spine_reads_down(c->book->edition->language)) {
		cairo_translate(c->cr, PT(c->w + c->spine), 0);
		cairo_rotate(c->cr, M_PI / 2);
	} else {
		cairo_translate(c->cr, PT(c->w), PT(c->h));
		cairo_rotate(c->cr, -M_PI / 2);
	}
	rc = paint_side(c, spine_make(c), sink, e);
	cairo_restore(c->cr);
	return rc;
}

/* Where the cover is folded, outside the bleed, dashed. */
static void
fold_marks(struct cover *c)
{
	const double dash[] = { 2, 1 };
	double	     b = PT(c->bleed) + 3.0;

	cairo_set_line_width(c->cr, 0.25);
	cairo_set_dash(c->cr, dash, 2, 0);
	for (int i = 0; i < 2; i++) {
		double x = PT(c->w + i * c->spine);

		cairo_move_to(c->cr, x, -b);
		cairo_line_to(c->cr, x, -b - 12);
		cairo_move_to(c->cr, x, PT(c->h) + b);
		cairo_line_to(c->cr, x, PT(c->h) + b + 12);
	}
	cairo_stroke(c->cr);
}

static int
paint_all(struct cover *c, struct diag_sink *sink, struct error *e)
{
	int rc;

	cairo_translate(c->cr, PT(c->sheet.x), PT(c->sheet.y));
	rc = paint_side(c, back_make(c), sink, e);
	if (rc == 0)
		rc = paint_spine(c, sink, e);
	if (rc == 0) {
		cairo_save(c->cr);
		cairo_translate(c->cr, PT(c->w + c->spine), 0);
		rc = paint_side(c, c->front, sink, e);
		cairo_restore(c->cr);
	}
	if (c->sheet.marks) {
		pdf_marks(c->cr, &c->sheet, &c->whole);
		fold_marks(c);
	}
	return rc;
}

static int
draw_cover(struct cover *c, struct diag_sink *sink, struct buf *raw,
    struct error *e)
{
	cairo_surface_t *s = pdf_surface(raw, &c->sheet);
	int		 rc;

	c->cr = cairo_create(s);
	rc = setline_open(&c->set, c->arena, c->front, e);
	if (rc == 0)
		rc = paint_all(c, sink, e);
	setline_close(c->set);
	cairo_show_page(c->cr);
	if (rc == 0)
		rc = pdf_cairo_said(cairo_status(c->cr), e);
	cairo_destroy(c->cr);
	cairo_surface_finish(s);
	if (rc == 0)
		rc = pdf_cairo_said(cairo_surface_status(s), e);
	cairo_surface_destroy(s);
	return rc;
}

/* The whole as a page list of one empty page, for the finisher. */
static void
whole_make(struct cover *c)
{
	sp margin = c->bleed + (c->opts->marks ? MARK_ROOM : 0);

	c->whole.width = 2 * c->w + c->spine;
	c->whole.height = c->h;
	c->whole.npages = 1;
	c->whole.pages = ARENA_NEW(c->arena, struct frame_page);
	c->whole.pages[0].label = "";
	c->sheet = (struct pdf_sheet){ c->whole.width + 2 * margin,
	    c->h + 2 * margin, margin, margin, c->bleed, c->opts->marks,
	    true };
	pdf_plan_make(&c->plan, c->arena, c->book, &c->whole, false);
}

static bool
count_is_taken(const struct cover *c, struct diag_sink *sink)
{
	const struct printer *p = c->opts->printer;
	struct span	      at = c->book->edition->span;

	if (c->opts->pages < (unsigned)p->pages_min)
		diag(sink, DIAG_PAGES_FEW, at, "%u pages, %s takes %d or "
		    "more", c->opts->pages, p->name.p, p->pages_min);
	else if (c->opts->pages > (unsigned)p->pages_max)
		diag(sink, DIAG_PAGES_MANY, at, "%u pages, %s takes %d at "
		    "most", c->opts->pages, p->name.p, p->pages_max);
	else
		return true;
	return false;
}

int
pdf_cover(struct arena *a, const struct book *b, const struct frame *front,
    const struct cover_opts *o, struct diag_sink *sink, struct buf *out,
    struct error *e)
{
	const struct printer_paper *paper = printer_paper(o->printer,
	    o->paper);
	struct pdf_opts	po = { .kind = PDF_PRINT };
	struct cover_opts even = *o;
	struct cover	c = { .arena = a, .book = b, .front = front,
	    .opts = &even };
	struct buf	raw;
	int		rc;

	even.pages += even.pages % 2;	/* as the press file */
	if (!count_is_taken(&c, sink))
		return 0;
	if (paper == NULL) {
		diag(sink, o->printer->npapers ? DIAG_PAPER_UNKNOWN :
		    DIAG_COVER_SPINE, b->edition->span, "%s: %.*s",
		    o->printer->name.p, STR_ARG(o->paper));
		return 0;
	}
	c.w = front->width;
	c.h = front->height;
	c.spine = sp_of_nm(printer_spine(o->printer, paper, even.pages));
	c.bleed = sp_of_nm(o->printer->bleed_cover);
	whole_make(&c);
	buf_init(&raw);
	rc = draw_cover(&c, sink, &raw, e);
	if (rc == 0)
		rc = pdf_finish(&c.plan, &c.sheet, &po, buf_str(&raw), out,
		    e);
	if (rc == 0)
		rc = pdf_press_check(buf_str(out), false, e);
	buf_release(&raw);
	return rc;
}
