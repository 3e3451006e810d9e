/*
 * Faces of the page list as cairo fonts.  Private to draw and png.
 */
#ifndef PDF_FACES_H
#define PDF_FACES_H

#include <cairo.h>

#include "octavo/error.h"
#include "octavo/frame.h"

struct pdf_faces;

/* -1: a face cannot be read.  Close in any case. */
int	 pdf_faces_open(struct arena *, const struct frame *,
	    struct pdf_faces **, struct error *);
void	 pdf_faces_close(struct pdf_faces *);
/* The font of a run, borrowed: one object for each size and scale. */
cairo_scaled_font_t *pdf_faces_font(struct pdf_faces *,
	    const struct frame_run *);

#endif
