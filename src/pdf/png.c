/*
 * A page as a picture: covers of EPUBs, pictures for the README.  Black
 * on white where no picture is coloured; the same bytes for the same page
 * and libraries.
 */
#include <cairo.h>
#include <math.h>

#include "octavo/arena.h"
#include "faces.h"
#include "paint.h"
#include "pdf_int.h"
#include "png_write.h"

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
	struct pixels	 pixels = { .width = width, .height = height };
	struct pdf_plan	 plan;
	struct painter	*p = NULL;
	cairo_surface_t *s;
	cairo_t		*cr;
	int		 rc;

	pixels.grey = f->pages[page].nimages == 0;
	s = cairo_image_surface_create(pixels.grey ? CAIRO_FORMAT_A8 :
	    CAIRO_FORMAT_RGB24, width, height);
	cr = cairo_create(s);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_set_source_rgb(cr, 0, 0, 0);
	/* A quarter of the memory: what is drawn takes the white away. */
	if (pixels.grey)
		cairo_set_operator(cr, CAIRO_OPERATOR_DEST_OUT);
	cairo_scale(cr, k, k);
	pdf_plan_make(&plan, a, NULL, f, false);
	rc = painter_open(&p, a, cr, f, NULL, e);
	if (rc == 0)
		rc = painter_page(p, &plan, page, NULL, e);
	painter_close(p);
	if (rc == 0)
		rc = said(cairo_status(cr), e);
	cairo_surface_flush(s);
	pixels.data = cairo_image_surface_get_data(s);
	pixels.stride = (size_t)cairo_image_surface_get_stride(s);
	if (rc == 0)
		rc = octavo_png(a, &pixels, out, e);
	cairo_destroy(cr);
	cairo_surface_destroy(s);
	return rc;
}
