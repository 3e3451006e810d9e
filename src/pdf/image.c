/*
 * Images: PNG through cairo's reader, JPEG passed on as it is, SVG as
 * vectors (svg.c).  Drawn
 * as a filled rectangle with the filter FAST: cairo_paint as the first
 * drawing inside a tag kills the surface, and any other filter asks for
 * interpolation, which PDF/A forbids (PDF-ENGINE 1.3).
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "octavo/file.h"
#include "octavo/svg.h"
#include "image.h"
#include "svg.h"

struct reader {
	struct str bytes;
	size_t	   at;
};

static cairo_status_t
from_str(void *data, unsigned char *out, unsigned n)
{
	struct reader *r = data;

	if (r->bytes.n - r->at < n)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(out, r->bytes.p + r->at, n);
	r->at += n;
	return CAIRO_STATUS_SUCCESS;
}

/* Size and components from the frame header of a JPEG (T.81 B.2.2). */
static bool
jpeg_size(struct str s, int *w, int *h, int *comps)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t		     i = 2;

	if (!str_starts(s, STR("\xFF\xD8\xFF")))
		return false;
	while (i + 9 < s.n && p[i] == 0xFF) {
		unsigned m = p[i + 1];

		if (m >= 0xC0 && m <= 0xCF && m != 0xC4 && m != 0xC8 &&
		    m != 0xCC) {
			*h = p[i + 5] << 8 | p[i + 6];
			*w = p[i + 7] << 8 | p[i + 8];
			*comps = p[i + 9];
			return *w > 0 && *h > 0;
		}
		i += 2 + (size_t)(p[i + 2] << 8 | p[i + 3]);
	}
	return false;
}

/* Luminance by Rec. 601, in place. */
static void
make_gray(cairo_surface_t *s)
{
	unsigned char	*data;
	int		 w = cairo_image_surface_get_width(s);
	int		 h = cairo_image_surface_get_height(s);
	int		 stride = cairo_image_surface_get_stride(s);

	cairo_surface_flush(s);
	data = cairo_image_surface_get_data(s);
	if (cairo_image_surface_get_format(s) != CAIRO_FORMAT_RGB24 &&
	    cairo_image_surface_get_format(s) != CAIRO_FORMAT_ARGB32)
		return;
	for (int y = 0; y < h; y++) {
		uint32_t *row = (uint32_t *)(void *)(data +
		    (ptrdiff_t)y * stride);

		for (int x = 0; x < w; x++) {
			uint32_t v = row[x], g;

			g = ((v >> 16 & 255) * 299 + (v >> 8 & 255) * 587 +
			    (v & 255) * 114 + 500) / 1000;
			row[x] = (v & 0xFF000000u) | g << 16 | g << 8 | g;
		}
	}
	cairo_surface_mark_dirty(s);
}

static cairo_surface_t *
jpeg_surface(struct str bytes, struct diag_sink *gray,
    const struct frame_image *im)
{
	cairo_surface_t *s;
	unsigned char	*copy;
	int		 w, h, comps;

	if (!jpeg_size(bytes, &w, &h, &comps))
		return NULL;
	if (gray != NULL && comps != 1)
		diag(gray, DIAG_IMAGE_COLOUR, im->elem ? im->elem->span :
		    SPAN_NONE, "%.*s", STR_ARG(im->path));
	/* The pixels are never looked at: the file itself goes in. */
	s = cairo_image_surface_create(comps == 1 ? CAIRO_FORMAT_A8 :
	    CAIRO_FORMAT_RGB24, w, h);
	if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS) {
		cairo_surface_destroy(s);
		return NULL;
	}
	copy = xmalloc(bytes.n);
	memcpy(copy, bytes.p, bytes.n);
	if (cairo_surface_set_mime_data(s, CAIRO_MIME_TYPE_JPEG, copy,
	    bytes.n, free, copy) != CAIRO_STATUS_SUCCESS)
		free(copy);
	return s;
}

/* Size from the header of a PNG (ISO 15948, IHDR). */
static bool
png_size(struct str s, int64_t *w, int64_t *h)
{
	const unsigned char *p = (const unsigned char *)s.p;

	if (s.n < 24 || !str_starts(s, STR("\211PNG\r\n\032\n")))
		return false;
	*w = (int64_t)p[16] << 24 | p[17] << 16 | p[18] << 8 | p[19];
	*h = (int64_t)p[20] << 24 | p[21] << 16 | p[22] << 8 | p[23];
	return *w > 0 && *h > 0;
}

/* Refused before anything of that size is asked for. */
static int
check_size(struct str bytes, const char *path, struct error *e)
{
	int64_t	w = 0, h = 0;
	int	jw, jh, comps;

	if (jpeg_size(bytes, &jw, &jh, &comps)) {
		w = jw;
		h = jh;
	} else if (!png_size(bytes, &w, &h))
		return error_library(e, path,
		    "not a PNG, JPEG or SVG picture");
	if (w > LIMIT_SIDE || h > LIMIT_SIDE || w * h > LIMIT_PIXELS)
		return error_limit(e, path, "a picture of %lld by %lld "
		    "pixels; %d million are the limit, and %d a side",
		    (long long)w, (long long)h, LIMIT_PIXELS >> 20,
		    LIMIT_SIDE);
	return 0;
}

static cairo_surface_t *
open_image(struct str bytes, struct diag_sink *gray,
    const struct frame_image *im)
{
	struct reader	 r = { bytes, 0 };
	cairo_surface_t *s;

	if (str_starts(bytes, STR("\xFF\xD8\xFF")))
		return jpeg_surface(bytes, gray, im);
	s = cairo_image_surface_create_from_png_stream(from_str, &r);
	if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS) {
		cairo_surface_destroy(s);
		return NULL;
	}
	if (gray != NULL)
		make_gray(s);
	return s;
}

/* Vectors, and for one ink grey pixels. */
static cairo_surface_t *
svg_image(struct str bytes, const char *path, double w, double h, bool gray,
    struct error *e)
{
	cairo_surface_t *s = pdf_svg(bytes, path, w, h, gray, e);

	if (s != NULL && gray)
		make_gray(s);
	return s;
}

static void
put_image(cairo_t *cr, cairo_surface_t *s, double x, double y, double w,
    double h)
{
	cairo_save(cr);
	cairo_rectangle(cr, x, y, w, h);
	cairo_translate(cr, x, y);
	if (cairo_surface_get_type(s) == CAIRO_SURFACE_TYPE_IMAGE)
		cairo_scale(cr, w / cairo_image_surface_get_width(s),
		    h / cairo_image_surface_get_height(s));
	cairo_set_source_surface(cr, s, 0, 0);
	/* In pixels there is no PDF/A to keep, but there is to look well. */
	cairo_pattern_set_filter(cairo_get_source(cr),
	    cairo_surface_get_type(cairo_get_target(cr)) ==
	    CAIRO_SURFACE_TYPE_IMAGE ? CAIRO_FILTER_GOOD :
	    CAIRO_FILTER_FAST);
	cairo_fill(cr);
	cairo_restore(cr);
}

int
pdf_image_draw(cairo_t *cr, struct arena *a, const struct frame_image *im,
    struct diag_sink *gray, struct error *e)
{
	char		*path = arena_dup(a, im->path.p, im->path.n);
	double		 x = (double)im->x / SP_PT, y = (double)im->y / SP_PT;
	double		 w = (double)im->w / SP_PT, h = (double)im->h / SP_PT;
	struct str	 bytes;
	cairo_surface_t *s;

	if (file_read(a, path, LIMIT_PICTURE, &bytes, e) < 0)
		return -1;
	if (svg_sniff(bytes)) {
		s = svg_image(bytes, path, w, h, gray != NULL, e);
	} else {
		if (check_size(bytes, path, e) < 0)
			return -1;
		s = open_image(bytes, gray, im);
		if (s == NULL)
			(void)error_library(e, path,
			    "not a PNG, JPEG or SVG picture");
	}
	if (s == NULL)
		return -1;
	if (im->w > 0 && im->h > 0)		/* else too flat to be seen */
		put_image(cr, s, x, y, w, h);
	cairo_surface_destroy(s);
	return 0;
}
