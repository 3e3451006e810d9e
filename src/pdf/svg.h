/* SVG pictures by librsvg.  Private to image. */
#ifndef PDF_SVG_H
#define PDF_SVG_H

#include <cairo.h>

#include "octavo/error.h"
#include "octavo/str.h"

/*
 * A surface that holds the picture, of w by h points, as vectors; with
 * gray as pixels of one ink instead.  NULL: the error says why.
 */
cairo_surface_t *pdf_svg(struct str bytes, const char *path, double w,
	    double h, bool gray, struct error *);

#endif
