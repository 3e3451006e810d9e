/*
 * Pictures of the book inside the page: each once, as a data URI.  PNG
 * that is wide or heavy is drawn smaller; what is too heavy all the same
 * is left an empty frame.
 */
#include <string.h>

#include "octavo/file.h"
#include "octavo/pdf.h"
#include "proof_int.h"

enum { WIDTH = 800 };			/* [pixels] */

#define AS_IT_IS	((size_t)256 << 10)
#define HEAVIEST	((size_t)2 << 20)

static void
put_base64(struct buf *out, struct str s)
{
	static const char d[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = (const unsigned char *)s.p;

	for (size_t i = 0; i < s.n; i += 3) {
		unsigned v = (unsigned)p[i] << 16 |
		    (i + 1 < s.n ? (unsigned)p[i + 1] << 8 : 0) |
		    (i + 2 < s.n ? p[i + 2] : 0);

		buf_putc(out, d[v >> 18]);
		buf_putc(out, d[v >> 12 & 63]);
		buf_putc(out, i + 1 < s.n ? d[v >> 6 & 63] : '=');
		buf_putc(out, i + 2 < s.n ? d[v & 63] : '=');
	}
}

static const char *
type_of(struct str path, struct str bytes)
{
	if (str_starts(bytes, STR("\211PNG")))
		return "image/png";
	if (str_starts(bytes, STR("\xFF\xD8\xFF")))
		return "image/jpeg";
	return str_ends(path, STR(".svg")) ? "image/svg+xml" : NULL;
}

static uint32_t
png_width(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	return s.n < 24 ? 0 : (uint32_t)p[16] << 24 | (uint32_t)p[17] << 16 |
	    (uint32_t)p[18] << 8 | p[19];
}

/* A page list of one page that is the picture, drawn as PNG. */
static int
draw_smaller(struct arena *a, const struct frame_image *im, int width,
    struct buf *out, struct error *e)
{
	struct frame_image one = *im;
	struct frame_page  page = { .number = 1, .images = &one,
	    .nimages = 1 };
	struct frame	   f = { .width = im->w, .height = im->h,
	    .pages = &page, .npages = 1 };

	one.x = one.y = 0;
	return pdf_page_png(a, &f, 0, width, out, e);
}

static int
put_picture(struct arena *a, const struct frame_image *im, struct buf *out,
    struct error *e)
{
	struct buf	 small;
	struct str	 bytes;
	const char	*type, *path = str_dup(a, im->path).p;
	uint32_t	 width;
	int		 rc = 0;

	if (file_read(a, path, LIMIT_PICTURE, &bytes, e) < 0)
		return -1;
	buf_init(&small);
	type = type_of(im->path, bytes);
	width = type != NULL && strcmp(type, "image/png") == 0 ?
	    png_width(bytes) : 0;
	if (width > 0 && im->w > 0 && im->h > 0 && (width > WIDTH ||
	    bytes.n > AS_IT_IS)) {
		rc = draw_smaller(a, im, width > WIDTH ? WIDTH : (int)width,
		    &small, e);
		bytes = buf_str(&small);
	}
	buf_putc(out, '"');
	if (rc == 0 && type != NULL && bytes.n <= HEAVIEST) {
		buf_printf(out, "data:%s;base64,", type);
		put_base64(out, bytes);
	}
	buf_putc(out, '"');
	buf_release(&small);
	return rc;
}

/* The number of a path among those before place (page, image). */
static bool
seen(const struct proof_pictures *p, struct str path, uint32_t *number)
{
	for (*number = 0; *number < p->n; (*number)++)
		if (str_eq(p->paths[*number], path))
			return true;
	return false;
}

uint32_t
proof_picture(const struct proof_pictures *p, const struct frame_image *im)
{
	uint32_t k;

	(void)seen(p, im->path, &k);
	return k;
}

int
proof_pictures(struct arena *a, const struct frame *f,
    struct proof_pictures *p, struct buf *out, struct error *e)
{
	uint32_t all = 0, k;
	int	 rc = 0;

	for (uint32_t i = 0; i < f->npages; i++)
		all += f->pages[i].nimages;
	p->n = 0;
	p->paths = ARENA_ARRAY(a, struct str, all + 1);
	buf_puts(out, "const I=[");
	for (uint32_t i = 0; i < f->npages && rc == 0; i++)
		for (k = 0; k < f->pages[i].nimages && rc == 0; k++) {
			const struct frame_image *im =
			    &f->pages[i].images[k];
			uint32_t number;

			if (seen(p, im->path, &number))
				continue;
			buf_puts(out, p->n ? ",\n" : "");
			rc = put_picture(a, im, out, e);
			p->paths[p->n++] = im->path;
		}
	buf_puts(out, "];\n");
	return rc;
}
