/*
 * A page as a picture: covers of EPUBs, pictures for the README.  Black
 * on white, eight bits of grey told as RGB; the same bytes for the same
 * page and libraries.
 */
#include <cairo.h>
#include <math.h>

#include "octavo/arena.h"
#include "faces.h"
#include "paint.h"
#include "pdf_int.h"

static cairo_status_t
to_buf(void *data, const unsigned char *bytes, unsigned n)
{
	struct buf *b = data;

	buf_put(b, bytes, n);
	return b->full ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static int
said(cairo_status_t s, struct error *e)
{
	if (s == CAIRO_STATUS_SUCCESS)
		return 0;
	return error_library(e, NULL, "cairo: %s",
	    cairo_status_to_string(s));
}

int
pdf_page_png(struct arena *a, const struct frame *f, uint32_t page,
    int width, struct buf *out, struct error *e)
{
	double		 k = width / ((double)f->width / SP_PT);
	int		 height = (int)lround((double)f->height / SP_PT * k);
	struct pdf_plan	 plan;
	struct painter	*p = NULL;
	cairo_surface_t *s;
	cairo_t		*cr;
	int		 rc;

	s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	cr = cairo_create(s);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_set_source_rgb(cr, 0, 0, 0);
	cairo_scale(cr, k, k);
	pdf_plan_make(&plan, a, NULL, f, false);
	rc = painter_open(&p, a, cr, f, NULL, e);
	if (rc == 0)
		rc = painter_page(p, &plan, page, NULL, e);
	painter_close(p);
	if (rc == 0)
		rc = said(cairo_status(cr), e);
	if (rc == 0)
		rc = said(cairo_surface_write_to_png_stream(s, to_buf, out),
		    e);
	cairo_destroy(cr);
	cairo_surface_destroy(s);
	return rc;
}
