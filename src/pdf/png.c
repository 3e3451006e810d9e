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

struct picture {
	cairo_t			*cr;
	cairo_surface_t		*surface;
	const struct frame	*frame;
	struct pdf_plan		 plan;
	struct painter		*painter;
	uint32_t		 page;
	double			 scale;	/* [pixels per pt] */
	bool			 grey;
	struct error		*error;
	int			 rc;
};

/* The rows from y on.  In grey what is drawn takes the white away. */
static void
paint_from(void *arg, int y)
{
	struct picture *p = arg;

	cairo_save(p->cr);
	cairo_set_operator(p->cr, CAIRO_OPERATOR_SOURCE);
	cairo_set_source_rgb(p->cr, 1, 1, 1);
	cairo_paint(p->cr);
	cairo_set_operator(p->cr, p->grey ? CAIRO_OPERATOR_DEST_OUT :
	    CAIRO_OPERATOR_OVER);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	cairo_translate(p->cr, 0, -y);
	cairo_scale(p->cr, p->scale, p->scale);
	if (p->rc == 0)
		p->rc = painter_page(p->painter, &p->plan, p->page, NULL,
		    p->error);
	cairo_restore(p->cr);
	cairo_surface_flush(p->surface);
	if (p->rc == 0)
		p->rc = said(cairo_status(p->cr), p->error);
}

enum { BAND = 256 };	/* [rows]; a cover is 2,100 high */

static void
picture_open(struct picture *p, struct pixels *x)
{
	x->grey = p->grey = p->frame->pages[p->page].nimages == 0;
	x->band = p->grey && x->height > BAND ? BAND : 0;
	x->paint = paint_from;
	x->arg = p;
	p->surface = cairo_image_surface_create(p->grey ? CAIRO_FORMAT_A8 :
	    CAIRO_FORMAT_RGB24, x->width, x->band ? x->band : x->height);
	p->cr = cairo_create(p->surface);
	x->data = cairo_image_surface_get_data(p->surface);
	x->stride = (size_t)cairo_image_surface_get_stride(p->surface);
}

int
pdf_page_png(struct arena *a, const struct frame *f, uint32_t page,
    int width, struct buf *out, struct error *e)
{
	struct picture	p = { .frame = f, .page = page, .error = e };
	struct pixels	x = { .width = width };

	p.scale = width / ((double)f->width / SP_PT);
	x.height = (int)lround((double)f->height / SP_PT * p.scale);
	picture_open(&p, &x);
	pdf_plan_make(&p.plan, a, NULL, f, false);
	p.rc = painter_open(&p.painter, a, p.cr, f, NULL, e);
	if (p.rc == 0)
		p.rc = said(cairo_status(p.cr), e);
	if (p.rc == 0 && x.band == 0)
		paint_from(&p, 0);
	if (p.rc == 0 && octavo_png(a, &x, out, e) < 0)
		p.rc = -1;
	painter_close(p.painter);
	cairo_destroy(p.cr);
	cairo_surface_destroy(p.surface);
	return p.rc;
}
