/*
 * Pictures: the size at which they are set.
 *
 * 300 pixels an inch (SVG: its own size at 96 an inch, else the
 * measure), no wider than the measure and no higher than the page less
 * three lines.  PNG (ISO 15948, IHDR) and JPEG (T.81 B.2.2) tell their
 * size near their beginning; a picture that cannot be read is reported
 * when it is drawn, and has a fixed height until then.
 */
#include "octavo/file.h"

#include "octavo/svg.h"
#include "galley_int.h"

enum { PIXELS_PER_INCH = 300, CSS_PER_INCH = 96,
	WIDE = 1 << 16 };

static uint32_t
be(const char *p, int n)
{
	uint32_t v = 0;

	while (n-- > 0)
		v = v << 8 | (unsigned char)*p++;
	return v;
}

static bool
png_size(struct str s, uint32_t *w, uint32_t *h)
{
	if (s.n < 24 || !str_starts(s, STR("\211PNG\r\n\032\n")))
		return false;
	*w = be(s.p + 16, 4);
	*h = be(s.p + 20, 4);
	return *w > 0 && *h > 0;
}

/* Frame headers are C0 … CF but for C4 (tables), C8 and CC. */
static bool
is_frame_header(uint32_t m)
{
	return m >= 0xC0 && m <= 0xCF && m != 0xC4 && m != 0xC8 && m != 0xCC;
}

static bool
jpeg_size(struct str s, uint32_t *w, uint32_t *h)
{
	size_t i = 2;

	if (s.n < 4 || be(s.p, 2) != 0xFFD8)
		return false;
	while (i + 9 < s.n && be(s.p + i, 1) == 0xFF) {
		if (is_frame_header(be(s.p + i + 1, 1))) {
			*h = be(s.p + i + 5, 2);
			*w = be(s.p + i + 7, 2);
			return *w > 0 && *h > 0;
		}
		i += 2 + be(s.p + i + 2, 2);
	}
	return false;
}

/* In pixels of 300 an inch; one without a width of its own is wide. */
static bool
svg_size(struct str s, uint32_t *w, uint32_t *h)
{
	const char *why;
	struct svg  svg;
	int64_t	    k = 1000 * CSS_PER_INCH;

	if (!svg_sniff(s) || !svg_check(s, &svg, &why))
		return false;
	*w = svg.sized ? (uint32_t)((svg.w * PIXELS_PER_INCH + k - 1) / k) :
	    WIDE;
	*h = (uint32_t)((*w * svg.h + svg.w - 1) / svg.w);
	return true;
}

static bool
picture_size(struct builder *g, struct str src, uint32_t *w, uint32_t *h)
{
	const char   *path = str_dup(&g->scratch, src).p;
	struct str    bytes;
	struct error  e;

	if (!path_is_inside(path))
		return false;
	path = path_join(&g->scratch, g->faces->pictures != NULL ?
	    g->faces->pictures : ".", path);
	return file_read(&g->scratch, path, LIMIT_PICTURE, &bytes, &e) == 0 &&
	    (png_size(bytes, w, h) || jpeg_size(bytes, w, h) ||
	    svg_size(bytes, w, h));
}

void
figure_size(struct builder *g, struct galley_block *b)
{
	const struct style_page *page = style_page(g->style);
	struct arena_mark	 m = arena_mark(&g->scratch);
	int64_t			 max = (int64_t)page->leading *
				     (page->lines - 3), w, h;
	uint32_t		 pw = 8, ph = 5;

	w = g->measure - b->style->margin_left - b->style->margin_right;
	if (picture_size(g, b->node->u.figure.src, &pw, &ph) &&
	    (int64_t)pw * 72 * SP_PT / PIXELS_PER_INCH < w)
		w = (int64_t)pw * 72 * SP_PT / PIXELS_PER_INCH;
	h = w * ph / pw;
	if (h > max) {
		h = max;
		w = h * pw / ph;
	}
	b->width = (sp)w;
	b->height = (sp)h;
	arena_rewind(&g->scratch, m);
}

void
galley_pictures(struct faces *fs, struct str dir)
{
	fs->pictures = str_dup(fs->arena, dir).p;
}
