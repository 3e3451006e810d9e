/*
 * Draw: cairo paints the page list into a raw PDF in memory.
 *
 * cairo is a dumb painter here.  Every run, rule and image stands in
 * one leaf mark ("P", never nested): the k-th on a page gets MCID k,
 * which is the index of the mark in the plan (PDF-ENGINE 1.2).  All
 * else - structure, links, metadata - is libqpdf's, in finish.
 */
#include <cairo-pdf.h>
#include <math.h>
#include <pthread.h>

#include "octavo/arena.h"
#include "paint.h"

#define PT(v)	((double)(v) / SP_PT)

static cairo_status_t
to_buf(void *data, const unsigned char *bytes, unsigned n)
{
	struct buf *b = data;

	buf_put(b, bytes, n);
	return b->full ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void
line(cairo_t *cr, double x0, double y0, double x1, double y1)
{
	cairo_move_to(cr, x0, y0);
	cairo_line_to(cr, x1, y1);
}

cairo_surface_t *
pdf_surface(struct buf *raw, const struct pdf_sheet *sheet)
{
	cairo_surface_t *s = cairo_pdf_surface_create_for_stream(to_buf,
	    raw, PT(sheet->width), PT(sheet->height));

	/* A fixed date: cairo would ask the clock; finish writes ours. */
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE,
	    "2000-01-01T00:00:00Z");
	return s;
}

/*
 * Printer's marks, outside the bleed: two crop marks at each corner, a
 * registration cross at the middle of each side.
 */
void
pdf_marks(cairo_t *cr, const struct pdf_sheet *s,
    const struct frame *f)
{
	double w = PT(f->width), h = PT(f->height), b = PT(s->bleed) + 3.0;
	double end = b + 12.0, r = 3.5, mid = b + 7.0;
	double cx[4] = { w / 2, w / 2, -mid, w + mid };
	double cy[4] = { -mid, h + mid, h / 2, h / 2 };

	for (int i = 0; i < 2; i++) {
		line(cr, i * w, -b, i * w, -end);
		line(cr, i * w, h + b, i * w, h + end);
		line(cr, -b, i * h, -end, i * h);
		line(cr, w + b, i * h, w + end, i * h);
	}
	for (int i = 0; i < 4; i++) {
		line(cr, cx[i] - r, cy[i], cx[i] + r, cy[i]);
		line(cr, cx[i], cy[i] - r, cx[i], cy[i] + r);
		cairo_new_sub_path(cr);
		cairo_arc(cr, cx[i], cy[i], r * 0.6, 0, 2 * M_PI);
	}
	cairo_set_line_width(cr, 0.25);
	cairo_stroke(cr);
}

struct drawing {
	const struct pdf_plan	*plan;
	const struct pdf_sheet	*sheet;
	const char		*tag;
	cairo_t			*cr;
	struct painter		*painter;
};

static int
draw_page(struct drawing *d, uint32_t i, struct error *e)
{
	int rc;

	cairo_save(d->cr);
	cairo_translate(d->cr, PT(d->sheet->x), PT(d->sheet->y));
	rc = painter_page(d->painter, d->plan, i, d->tag, e);
	if (d->sheet->marks)
		pdf_marks(d->cr, d->sheet, d->plan->frame);
	cairo_restore(d->cr);
	cairo_show_page(d->cr);
	return rc;
}

int
pdf_cairo_said(cairo_status_t s, struct error *e)
{
	if (s == CAIRO_STATUS_SUCCESS)
		return 0;
	return error_library(e, NULL, "cairo: %s",
	    cairo_status_to_string(s));
}

/* A stretch of pages into a raw file of its own. */
struct half {
	struct drawing	 d;
	uint32_t	 from, to;
	uint32_t	 blanks;	/* empty pages behind them */
	struct diag_sink *sink;
	struct buf	*raw;
	struct arena	 arena;
	struct error	 error;
	int		 rc;
};

static int
draw_all(struct half *h)
{
	struct drawing *d = &h->d;

	if (painter_prime(d->painter, &h->arena, d->plan->frame,
	    &h->error) < 0)
		return -1;
	cairo_show_page(d->cr);
	/* Its errors are sticky and silent until asked. */
	for (uint32_t i = h->from; i < h->to; i++)
		if (draw_page(d, i, &h->error) < 0 ||
		    pdf_cairo_said(cairo_status(d->cr), &h->error) < 0)
			return -1;
	for (uint32_t i = 0; i < h->blanks; i++)
		cairo_show_page(d->cr);
	return 0;
}

static void *
draw_half(void *arg)
{
	struct half	*h = arg;
	cairo_surface_t	*s = pdf_surface(h->raw, h->d.sheet);

	arena_init(&h->arena);
	h->d.cr = cairo_create(s);
	h->rc = painter_open(&h->d.painter, &h->arena, h->d.cr,
	    h->d.plan->frame, h->sink, &h->error);
	if (h->rc == 0)
		h->rc = draw_all(h);
	cairo_destroy(h->d.cr);
	cairo_surface_finish(s);
	if (h->rc == 0)
		h->rc = pdf_cairo_said(cairo_surface_status(s), &h->error);
	cairo_surface_destroy(s);
	painter_close(h->d.painter);
	arena_release(&h->arena);
	return NULL;
}

enum { SPLIT_LEAST = 32 };	/* [pages]; below it is not worth while */

/* Pictures are objects of one file: a book that has some is not split. */
static uint32_t
split_at(const struct frame *f)
{
	for (uint32_t i = 0; i < f->npages; i++)
		if (f->pages[i].nimages > 0)
			return 0;
	return f->npages < SPLIT_LEAST ? 0 : f->npages / 2;
}

static void
run_halves(struct half *h, int threads)
{
	pthread_t	t;
	bool		second = false;

	if (h[1].d.plan != NULL) {
		second = threads > 1 &&
		    pthread_create(&t, NULL, draw_half, &h[1]) == 0;
		if (!second)
			(void)draw_half(&h[1]);
	}
	(void)draw_half(&h[0]);
	if (second)
		(void)pthread_join(t, NULL);
}

int
pdf_draw(struct pdf_plan *plan, const struct pdf_sheet *sheet,
    bool tagged, int threads, struct diag_sink *sink, struct buf raw[2],
    struct error *e)
{
	struct drawing	 d = { plan, sheet, tagged ? "P" : NULL, NULL,
	    NULL };
	struct half	 h[2] = { { .rc = 0 }, { .rc = 0 } };
	uint32_t	 n = plan->frame->npages;

	plan->primed = true;
	plan->split = split_at(plan->frame);
	for (int k = 0; k < (plan->split > 0 ? 2 : 1); k++) {
		h[k].d = d;
		h[k].from = k == 0 ? 0 : plan->split;
		h[k].to = k == 0 && plan->split > 0 ? plan->split : n;
		h[k].blanks = k == 0 ? n - h[k].to : 0;
		h[k].sink = sheet->gray ? sink : NULL;
		h[k].raw = &raw[k];
	}
	run_halves(h, threads);
	plan->second = buf_str(&raw[1]);
	for (int k = 0; k < 2; k++)
		if (h[k].rc < 0) {
			*e = h[k].error;
			return -1;
		}
	return 0;
}
