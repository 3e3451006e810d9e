/* Images of the page list.  Private to draw and png. */
#ifndef PDF_IMAGE_H
#define PDF_IMAGE_H

#include <cairo.h>

#include "octavo/diag.h"
#include "octavo/error.h"
#include "octavo/frame.h"

/*
 * Paints a PNG, JPEG or SVG file into its place; gray not NULL: its luminance
 * only (a JPEG of several colours is then a fault, P-002).
 */
int	 pdf_image_draw(cairo_t *, struct arena *, const struct frame_image *,
	    struct diag_sink *gray, struct error *);

#endif
