/*
 * Draw: what cairo is for, into a raw PDF in memory.
 *
 * Its first page shows every glyph of the book once: from it cairo makes
 * the fonts, and from it we read their codes (codes.c).  Behind it
 * stand those pages that have pictures or printer's marks; the text is
 * put there by compose.  Every picture stands in one leaf mark ("P", never nested):
 * the k-th on a page gets MCID k (PDF-ENGINE 1.2).  All else -
 * structure, links, metadata - is made in finish.
 */
#include <cairo-pdf.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "octavo/arena.h"
#include "octavo/file.h"
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
	struct pdf_plan		*plan;
	const struct pdf_sheet	*sheet;
	const char		*tag;
	cairo_t			*cr;
	struct painter		*painter;
};

int
pdf_cairo_said(cairo_status_t s, struct error *e)
{
	if (s == CAIRO_STATUS_SUCCESS)
		return 0;
	return error_library(e, NULL, "cairo: %s",
	    cairo_status_to_string(s));
}

bool
pdf_is_drawn(const struct pdf_plan *plan, const struct pdf_sheet *sheet,
    uint32_t page)
{
	return !plan->primed || plan->inner != NULL || sheet->marks ||
	    plan->frame->pages[page].nimages > 0;
}

static int
draw_page(struct drawing *d, uint32_t i, struct error *e)
{
	int rc = 0;

	cairo_save(d->cr);
	cairo_translate(d->cr, PT(d->sheet->x), PT(d->sheet->y));
	rc = painter_images(d->painter, d->plan, i, d->tag, e);
	if (d->sheet->marks)
		pdf_marks(d->cr, d->sheet, d->plan->frame);
	cairo_restore(d->cr);
	cairo_show_page(d->cr);
	return rc;
}

static int
draw_all(struct drawing *d, struct arena *a, struct error *e)
{
	if (painter_prime(d->painter, a, d->plan, e) < 0)
		return -1;
	cairo_show_page(d->cr);
	/* Its errors are sticky and silent until asked. */
	for (uint32_t i = 0; i < d->plan->frame->npages; i++)
		if (pdf_is_drawn(d->plan, d->sheet, i) &&
		    (draw_page(d, i, e) < 0 ||
		    pdf_cairo_said(cairo_status(d->cr), e) < 0))
			return -1;
	return 0;
}

static int
draw(struct pdf_plan *plan, const struct pdf_sheet *sheet, bool tagged,
    struct diag_sink *sink, struct buf *raw, struct error *e)
{
	struct drawing	 d = { plan, sheet, tagged ? "P" : NULL, NULL,
	    NULL };
	cairo_surface_t	*s = pdf_surface(raw, sheet);
	struct arena	 scratch;
	int		 rc;

	arena_init(&scratch);
	d.cr = cairo_create(s);
	rc = painter_open(&d.painter, &scratch, d.cr, plan->frame,
	    sheet->gray ? sink : NULL, e);
	if (rc == 0)
		rc = draw_all(&d, &scratch, e);
	cairo_destroy(d.cr);
	cairo_surface_finish(s);
	if (rc == 0)
		rc = pdf_cairo_said(cairo_surface_status(s), e);
	cairo_surface_destroy(s);
	painter_close(d.painter);
	arena_release(&scratch);
	return rc;
}

/* A face as a file: where it lies, and its head with the checksums of
 * its tables. */
static void
put_face(struct buf *b, const struct frame_face *f)
{
	enum { HEAD = 4096 };
	struct stat st = { 0 };

	(void)stat(f->path, &st);
	buf_printf(b, "%s %d %zu %lld.%ld\n", f->path, f->index, f->bytes.n,
	    (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
	buf_put_str(b, str_sub(f->bytes, 0, f->bytes.n < HEAD ? f->bytes.n :
	    HEAD));
}

/* Where nothing but glyphs is shown, what cairo makes depends on these
 * alone; false where a page is painted on. */
static bool
glyphs_id(const struct pdf_plan *plan, const struct pdf_sheet *sheet,
    unsigned char id[32])
{
	struct buf b;

	for (uint32_t i = 0; i < plan->frame->npages; i++)
		if (pdf_is_drawn(plan, sheet, i))
			return false;
	buf_init(&b);
	buf_printf(&b, "glyphs %d %d %d\n", sheet->width, sheet->height,
	    getenv("CAIRO_DEBUG_PDF") != NULL);
	for (uint32_t i = 0; i < plan->frame->nfaces; i++)
		put_face(&b, &plan->frame->faces[i]);
	buf_put(&b, plan->shown, plan->nshown * sizeof(*plan->shown));
	sha256(buf_str(&b), id);
	buf_release(&b);
	return true;
}

int
pdf_draw(struct pdf_plan *plan, const struct pdf_sheet *sheet,
    bool tagged, struct kept *kept, struct diag_sink *sink,
    struct buf *raw, struct error *e)
{
	unsigned char id[32];
	struct str    was;
	bool	      keeps;
	int	      rc;

	pdf_list_shown(plan);
	keeps = kept != NULL && glyphs_id(plan, sheet, id);
	if (keeps && kept_lookup(kept, 'f', id, &was)) {
		buf_put_str(raw, was);
		return 0;
	}
	rc = draw(plan, sheet, tagged, sink, raw, e);
	if (rc == 0 && keeps)
		kept_put(kept, 'f', id, buf_str(raw));
	return rc;
}
