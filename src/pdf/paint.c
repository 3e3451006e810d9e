/*
 * The painter: runs, rules and images of a page, one leaf mark after
 * the other.  Only absolute positions: nothing is measured here.
 */
#include <string.h>

#include "octavo/arena.h"
#include "faces.h"
#include "image.h"
#include "paint.h"

#define PT(v)	((double)(v) / SP_PT)

struct painter {
	cairo_t			*cr;
	const struct frame	*frame;
	struct pdf_faces	*faces;
	struct diag_sink	*sink;
	struct arena		*arena;		/* of the whole drawing */
	struct arena		 scratch;	/* of a run */
};

/* U+00A0, U+2000-200A, U+202F: bytes of such a space at p, or 0. */
static size_t
odd_space(const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;

	if (n == 2 && u[0] == 0xC2 && u[1] == 0xA0)
		return 2;
	if (n == 3 && u[0] == 0xE2 && u[1] == 0x80 &&
	    ((u[2] >= 0x80 && u[2] <= 0x8A) || u[2] == 0xAF))
		return 3;
	return 0;
}

struct str
pdf_said(struct str s)
{
	return s.n > 1 && odd_space(s.p, s.n) == s.n ? STR(" ") : s;
}

/* The clusters of a run as cairo wants them, and its text. */
static struct str
make_clusters(struct arena *a, const struct frame_run *r,
    cairo_text_cluster_t **out)
{
	cairo_text_cluster_t *c = ARENA_ARRAY(a, cairo_text_cluster_t,
	    r->nclusters + 1);
	char		     *text = arena_alloc(a, r->text.n + 1);
	size_t		      at = 0, n = 0;

	for (uint32_t i = 0; i < r->nclusters; i++) {
		size_t	   bytes = r->clusters[i].bytes;
		struct str s = pdf_said(str_sub(r->text, at, at + bytes));

		c[i].num_bytes = (int)s.n;
		c[i].num_glyphs = r->clusters[i].glyphs;
		memcpy(text + n, s.p, s.n);
		n += s.n;
		at += bytes;
	}
	*out = c;
	return (struct str){ text, n };
}

/* What cairo would answer with a dead context and a cut file. */
bool
pdf_run_is_sound(const struct frame_run *r)
{
	size_t bytes = 0, glyphs = 0;

	for (uint32_t i = 0; i < r->nclusters; i++) {
		const struct frame_cluster *c = &r->clusters[i];

		if (c->bytes == 0 && c->glyphs == 0)
			return false;
		bytes += c->bytes;
		glyphs += c->glyphs;
	}
	return bytes == r->text.n && glyphs == r->nglyphs &&
	    utf8_invalid(r->text) == SIZE_MAX;
}

int
painter_run(struct painter *p, const struct frame_run *r, struct error *e)
{
	struct arena_mark	 mark = arena_mark(&p->scratch);
	cairo_glyph_t		*g;
	cairo_text_cluster_t	*c;
	struct str		 text;
	int64_t			 x = r->x;

	if (!pdf_run_is_sound(r))
		return error_library(e, NULL, "the page list is broken: "
		    "clusters of \"%.*s\"", STR_ARG(str_sub(r->text, 0,
		    r->text.n < 60 ? r->text.n : 60)));
	g = ARENA_ARRAY(&p->scratch, cairo_glyph_t, r->nglyphs);
	for (uint32_t i = 0; i < r->nglyphs; i++) {
		g[i].index = r->glyphs[i].gid;
		g[i].x = (double)(x + r->glyphs[i].dx) / SP_PT;
		g[i].y = PT(r->y + r->glyphs[i].dy);
		x += r->glyphs[i].adv;
	}
	text = make_clusters(&p->scratch, r, &c);
	cairo_set_scaled_font(p->cr, pdf_faces_font(p->faces, r));
	cairo_show_text_glyphs(p->cr, text.p, (int)text.n, g,
	    (int)r->nglyphs, c, (int)r->nclusters, 0);
	arena_rewind(&p->scratch, mark);
	return 0;
}

static void
set_rgb(cairo_t *cr, uint32_t rgb)
{
	cairo_set_source_rgb(cr, (rgb >> 16 & 255) / 255.0,
	    (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

/* Rules of one colour that follow one another are filled together. */
static void
draw_rules(struct painter *p, const struct frame_page *fp)
{
	uint32_t rgb = 0;

	for (uint32_t i = 0; i < fp->nrules; i++) {
		const struct frame_rule *r = &fp->rules[i];

		if (r->rgb != rgb) {
			cairo_fill(p->cr);
			set_rgb(p->cr, rgb = r->rgb);
		}
		cairo_rectangle(p->cr, PT(r->x), PT(r->y), PT(r->w),
		    PT(r->h));
	}
	cairo_fill(p->cr);
	if (rgb != 0)
		set_rgb(p->cr, 0);
}

static int
draw_mark(struct painter *p, const struct frame_page *fp,
    const struct pdf_mark *m, struct error *e)
{
	switch (m->kind) {
	case MARK_RUNS:
		for (uint32_t i = 0; i < m->n; i++)
			if (painter_run(p, &fp->runs[m->first + i], e) < 0)
				return -1;
		return 0;
	case MARK_RULES:
		draw_rules(p, fp);
		return 0;
	case MARK_IMAGE:
		return pdf_image_draw(p->cr, p->arena, &fp->images[m->first],
		    p->sink, e);
	}
	return 0;
}

int
painter_open(struct painter **out, struct arena *a, cairo_t *cr,
    const struct frame *f, struct diag_sink *sink, struct error *e)
{
	struct painter *p = ARENA_NEW(a, struct painter);

	*out = p;
	p->cr = cr;
	p->frame = f;
	p->arena = a;
	p->sink = sink;
	arena_init(&p->scratch);
	return pdf_faces_open(a, f, &p->faces, e);
}

void
painter_close(struct painter *p)
{
	if (p == NULL)
		return;
	pdf_faces_close(p->faces);
	arena_release(&p->scratch);
}

static int
draw_tagged(struct painter *p, const struct frame_page *fp,
    const struct pdf_mark *m, const char *tag, struct error *e)
{
	if (tag != NULL)
		cairo_tag_begin(p->cr, tag, NULL);
	if (draw_mark(p, fp, m, e) < 0)
		return -1;
	if (tag != NULL)
		cairo_tag_end(p->cr, tag);
	return 0;
}

int
painter_of(struct painter *p, const struct frame *f,
    const struct pdf_plan *plan, uint32_t i, const char *tag,
    struct error *e)
{
	const struct pdf_page *pp = &plan->pages[i];

	for (uint32_t k = 0; k < pp->nmarks; k++)
		if (draw_tagged(p, &f->pages[i], &pp->marks[k], tag, e) < 0)
			return -1;
	return 0;
}

int
painter_page(struct painter *p, const struct pdf_plan *plan, uint32_t i,
    const char *tag, struct error *e)
{
	return painter_of(p, p->frame, plan, i, tag, e);
}

int
painter_images(struct painter *p, const struct pdf_plan *plan, uint32_t i,
    const char *tag, struct error *e)
{
	const struct pdf_page *pp = &plan->pages[i];

	for (uint32_t k = 0; k < pp->nmarks; k++)
		if (pp->marks[k].kind == MARK_IMAGE && draw_tagged(p,
		    &p->frame->pages[i], &pp->marks[k], tag, e) < 0)
			return -1;
	return 0;
}
