/*
 * The painter: a page of the page list on any cairo surface.  Private to
 * draw, png and the cover.
 */
#ifndef PDF_PAINT_H
#define PDF_PAINT_H

#include <cairo.h>

#include "pdf_int.h"

struct painter;

/*
 * Paints on cr, whose user space is points from the top left of the
 * trimmed page.  sink NULL: colour pictures stay as they are; else they
 * are set in grey, and what cannot be is told there.
 */
int	 painter_open(struct painter **, struct arena *, cairo_t *,
	    const struct frame *, struct diag_sink *sink, struct error *);
void	 painter_close(struct painter *);
/* tag: the name of the leaf marks, or NULL: none are written. */
int	 painter_page(struct painter *, const struct pdf_plan *,
	    uint32_t page, const char *tag, struct error *);

int	 painter_run(struct painter *, const struct frame_run *,
	    struct error *);
/* The glyphs that the plan lists (prime.c). */
int	 painter_prime(struct painter *, struct arena *,
	    const struct pdf_plan *, struct error *);
/* The pictures of a page alone. */
int	 painter_images(struct painter *, const struct pdf_plan *,
	    uint32_t page, const char *tag, struct error *);
/* The same with a page of another page list that has the same faces. */
int	 painter_of(struct painter *, const struct frame *,
	    const struct pdf_plan *, uint32_t page, const char *tag,
	    struct error *);
/* A PDF surface of a sheet that writes into raw. */
cairo_surface_t *pdf_surface(struct buf *raw, const struct pdf_sheet *);
/* Crop and registration marks around the trimmed page. */
void	 pdf_marks(cairo_t *, const struct pdf_sheet *,
	    const struct frame *);
/* 0, or -1 with what cairo said. */
int	 pdf_cairo_said(cairo_status_t, struct error *);

#endif
