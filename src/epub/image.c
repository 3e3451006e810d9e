/*
 * Pictures: what they are is read from their first bytes, never from
 * their names (PNG 1.2, 11.2.2; JPEG: ITU-T T.81, B.2.2).  SVG goes in
 * as it is, looked through (svg.h).
 */
#include <string.h>

#include "octavo/file.h"

#include "octavo/svg.h"
#include "epub_int.h"

static uint32_t
be(const unsigned char *p, int n)
{
	uint32_t v = 0;

	while (n-- > 0)
		v = v << 8 | *p++;
	return v;
}

static bool
is_png(struct str s, struct epub_image *im)
{
	const unsigned char *p = (const unsigned char *)s.p;

	if (s.n < 45 || memcmp(p, "\x89PNG\r\n\x1a\n", 8) != 0 ||
	    memcmp(p + 12, "IHDR", 4) != 0)
		return false;
	im->type = "image/png";
	im->w = be(p + 16, 4);
	im->h = be(p + 20, 4);
	return im->w > 0 && im->h > 0;
}

/* SOF0 … SOF15 without DHT, JPG and DAC hold the size. */
static bool
is_frame(unsigned marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
	    marker != 0xC8 && marker != 0xCC;
}

static bool
is_jpeg(struct str s, struct epub_image *im)
{
	const unsigned char	*p = (const unsigned char *)s.p;
	size_t			 i = 2;

	if (s.n < 12 || p[0] != 0xFF || p[1] != 0xD8)
		return false;
	while (i + 9 < s.n) {
		if (p[i] != 0xFF) {
			i++;
			continue;
		}
		if (is_frame(p[i + 1])) {
			im->type = "image/jpeg";
			im->h = be(p + i + 5, 2);
			im->w = be(p + i + 7, 2);
			return im->w > 0 && im->h > 0;
		}
		i += p[i + 1] == 0xFF ? 1 : 2 + be(p + i + 2, 2);
	}
	return false;
}

bool
image_sniff(struct str bytes, struct epub_image *im)
{
	im->bytes = bytes;
	return is_png(bytes, im) || is_jpeg(bytes, im);
}

/* Names are ours: numbered in the order of the book. */
static void
image_name(struct epub *ep, size_t i)
{
	struct epub_image *im = &ep->images[i];

	im->name = arena_printf(ep->arena, "img-%zu.%s", i + 1,
	    strcmp(im->type, "image/png") == 0 ? "png" :
	    strcmp(im->type, "image/jpeg") == 0 ? "jpg" : "svg");
}

static void
svg_read(struct epub *ep, size_t i, struct str bytes)
{
	struct epub_image *im = &ep->images[i];
	const char	  *why;
	struct svg	   svg;

	if (!svg_check(bytes, &svg, &why)) {
		diag(ep->sink, DIAG_IMAGE_BAD, im->figure->span,
		    "%.*s: %s", STR_ARG(im->figure->u.figure.src), why);
		return;
	}
	im->type = "image/svg+xml";
	im->bytes = bytes;
	im->w = (uint32_t)((svg.w + 999) / 1000);
	im->h = (uint32_t)((svg.h + 999) / 1000);
	image_name(ep, i);
}

static void
image_read(struct epub *ep, size_t i, const struct node *figure)
{
	struct epub_image	*im = &ep->images[i];
	const char		*path = str_dup(ep->arena,
	    figure->u.figure.src).p;
	struct str		 bytes;
	struct error		 e = { 0 };

	im->figure = figure;
	if (!path_is_inside(path) || file_read(ep->arena,
	    path_join(ep->arena, ep->ed->dir.p ? ep->ed->dir.p : ".", path),
	    LIMIT_PICTURE, &bytes, &e) < 0) {
		diag(ep->sink, DIAG_FILE_MISSING, figure->span, "%s", path);
		return;
	}
	if (svg_sniff(bytes)) {
		svg_read(ep, i, bytes);
		return;
	}
	if (!image_sniff(bytes, im)) {
		diag(ep->sink, DIAG_IMAGE_BAD, figure->span, "%s", path);
		return;
	}
	if (im->w > LIMIT_SIDE || im->h > LIMIT_SIDE ||
	    (uint64_t)im->w * im->h > LIMIT_PIXELS) {
		diag(ep->sink, DIAG_FILE_TOO_LARGE, figure->span,
		    "%s: %u by %u pixels; %d million are the limit, and %d "
		    "a side", path, im->w, im->h, LIMIT_PIXELS >> 20,
		    LIMIT_SIDE);
		return;
	}
	image_name(ep, i);
}

/* All pictures together, so that no text can ask for any amount. */
static bool
too_many(const struct epub *ep, const struct node *figure)
{
	size_t n = 0;

	for (size_t i = 0; i < ep->nimages; i++)
		n += ep->images[i].bytes.n;
	if (n > LIMIT_PICTURES)
		diag(ep->sink, DIAG_FILE_TOO_LARGE, figure->span,
		    "all pictures of a book: %zu MiB are the limit",
		    LIMIT_PICTURES >> 20);
	return n > LIMIT_PICTURES;
}

void
images_read(struct epub *ep)
{
	struct walk	w;
	size_t		n = 0;

	walk_init(&w, ep->book->model.root);
	while (walk_next(&w) != WALK_DONE)
		n += w.event == WALK_ENTER && w.node->kind == NODE_FIGURE;
	ep->images = ARENA_ARRAY(ep->arena, struct epub_image, n + 1);
	walk_init(&w, ep->book->model.root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_FIGURE) {
			image_read(ep, ep->nimages++, w.node);
			if (too_many(ep, w.node))
				return;
		}
}
