#ifndef PNG_WRITE_H
#define PNG_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "octavo/buf.h"
#include "octavo/error.h"

struct pixels {			/* as CAIRO_FORMAT_RGB24 has them */
	const unsigned char *data;
	size_t	stride;		/* [bytes] */
	int	width, height;
	bool	grey;		/* a byte a pixel: CAIRO_FORMAT_A8 */
	/*
	 * A grey picture may come in bands: data has that many rows, and
	 * paint puts those from y on there.  0: it has all of them.
	 */
	int	band;		/* [rows] */
	void  (*paint)(void *arg, int y);
	void   *arg;
};

/* Appends the picture as PNG to out. */
int	octavo_png(struct arena *, const struct pixels *, struct buf *out,
	    struct error *);

#endif
