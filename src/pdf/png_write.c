/*
 * A picture to PNG through libpng: eight bits of grey where every pixel
 * is grey, else RGB.  No row filters: on type, large plain areas and
 * hard edges, they cost four fifths of the time and gain nothing.
 */
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "octavo/arena.h"
#include "png_write.h"

struct writer {
	png_structp	 png;
	png_infop	 info;
	unsigned char	*row;
	const char	*why;
};

static void
put(png_structp png, png_bytep p, png_size_t n)
{
	buf_put(png_get_io_ptr(png), p, n);
}

static void
flush(png_structp png)
{
	(void)png;
}

static _Noreturn void
failed(png_structp png, png_const_charp why)
{
	struct writer *w = png_get_error_ptr(png);

	w->why = why;
	png_longjmp(png, 1);
}

static bool
is_gray(const struct pixels *p)
{
	for (int y = 0; y < p->height; y++) {
		const uint32_t *row = (const uint32_t *)(const void *)
		    (p->data + (size_t)y * p->stride);

		for (int x = 0; x < p->width; x++) {
			uint32_t b = row[x] & 0xFF;

			if ((row[x] & 0xFFFFFF) != b * 0x010101)
				return false;
		}
	}
	return true;
}

static void
pack_row(unsigned char *out, const uint32_t *in, int n, bool gray)
{
	for (int x = 0; x < n; x++) {
		if (!gray) {
			*out++ = (unsigned char)(in[x] >> 16);
			*out++ = (unsigned char)(in[x] >> 8);
		}
		*out++ = (unsigned char)in[x];
	}
}

/* libpng leaves by longjmp: nothing here lives in a local past it. */
static int
write_all(struct writer *w, const struct pixels *p, bool gray,
    struct buf *out)
{
	if (setjmp(png_jmpbuf(w->png)))
		return -1;
	png_set_write_fn(w->png, out, put, flush);
	png_set_IHDR(w->png, w->info, (png_uint_32)p->width,
	    (png_uint_32)p->height, 8,
	    gray ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
	    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
	    PNG_FILTER_TYPE_DEFAULT);
	png_set_filter(w->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
	/* The level of least time: 16 kB more for a tenth of the EPUB's. */
	png_set_compression_level(w->png, 1);
	png_write_info(w->png, w->info);
	for (int y = 0; y < p->height; y++) {
		int row = p->band > 0 ? y % p->band : y;
		const unsigned char *in = p->data + (size_t)row * p->stride;

		if (p->band > 0 && row == 0)
			p->paint(p->arg, y);
		if (!p->grey)
			pack_row(w->row, (const uint32_t *)(const void *)in,
			    p->width, gray);
		png_write_row(w->png, p->grey ? in : w->row);
	}
	png_write_end(w->png, w->info);
	return 0;
}

int
octavo_png(struct arena *a, const struct pixels *p, struct buf *out,
    struct error *e)
{
	struct writer	w = { NULL, NULL, NULL, "no memory" };
	int		rc = -1;

	w.row = arena_calloc(a, (size_t)p->width, 3);
	w.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &w, failed,
	    NULL);
	if (w.png != NULL)
		w.info = png_create_info_struct(w.png);
	if (w.info != NULL)
		rc = write_all(&w, p, p->grey || is_gray(p), out);
	png_destroy_write_struct(&w.png, &w.info);
	if (rc < 0)
		return error_library(e, NULL, "libpng: %s", w.why);
	return 0;
}
