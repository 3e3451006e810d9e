/*
 * Draw: cairo paints the page list into a raw PDF in memory.
 *
 * cairo is a dumb painter here.  Every run, rule and image stands in
 * one leaf mark ("P", never nested): the k-th on a page gets MCID k,
 * which is the index of the mark in the plan (PDF-ENGINE 1.2).  All
 * else - structure, links, metadata - is libqpdf's, in finish.
 */
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "octavo/arena.h"
#include "octavo/file.h"
#include "faces.h"
#include "image.h"
#include "pdf_int.h"

#define PT(v)	((double)(v) / SP_PT)

struct painter {
	cairo_t			*cr;
	struct pdf_faces	*faces;
	const struct pdf_sheet	*sheet;
	struct diag_sink	*sink;
	struct arena		*arena;		/* of the whole drawing */
	struct arena		 scratch;	/* of a run */
};

static cairo_status_t
to_buf(void *data, const unsigned char *bytes, unsigned n)
{
	struct buf *b = data;

	buf_put(b, bytes, n);
	return b->full ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

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

/*
 * The clusters of a run as cairo wants them, and its text.  Every kind
 * of space says " ": one glyph with two texts would cost an ActualText
 * each time (PDF-ENGINE 1.5).
 */
static struct str
make_clusters(struct arena *a, const struct frame_run *r,
    cairo_text_cluster_t **out)
{
	cairo_text_cluster_t *c = ARENA_ARRAY(a, cairo_text_cluster_t,
	    r->nclusters + 1);
	char		     *text = arena_alloc(a, r->text.n + 1);
	size_t		      at = 0, n = 0;

	for (uint32_t i = 0; i < r->nclusters; i++) {
		size_t bytes = r->clusters[i].bytes;

		c[i].num_bytes = (int)bytes;
		c[i].num_glyphs = r->clusters[i].glyphs;
		if (odd_space(r->text.p + at, bytes) > 0) {
			text[n++] = ' ';
			c[i].num_bytes = 1;
		} else {
			memcpy(text + n, r->text.p + at, bytes);
			n += bytes;
		}
		at += bytes;
	}
	*out = c;
	return (struct str){ text, n };
}

/* What cairo would answer with a dead context and a cut file. */
static bool
clusters_add_up(const struct frame_run *r)
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

static int
draw_run(struct painter *p, const struct frame_run *r, struct error *e)
{
	struct arena_mark	 mark = arena_mark(&p->scratch);
	cairo_glyph_t		*g;
	cairo_text_cluster_t	*c;
	struct str		 text;
	int64_t			 x = r->x;

	if (!clusters_add_up(r))
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
draw_rules(struct painter *p, const struct frame_page *fp)
{
	for (uint32_t i = 0; i < fp->nrules; i++) {
		const struct frame_rule *r = &fp->rules[i];

		cairo_rectangle(p->cr, PT(r->x), PT(r->y), PT(r->w),
		    PT(r->h));
	}
	cairo_fill(p->cr);
}

static int
draw_mark(struct painter *p, const struct frame_page *fp,
    const struct pdf_mark *m, struct error *e)
{
	switch (m->kind) {
	case MARK_RUNS:
		for (uint32_t i = 0; i < m->n; i++)
			if (draw_run(p, &fp->runs[m->first + i], e) < 0)
				return -1;
		return 0;
	case MARK_RULES:
		draw_rules(p, fp);
		return 0;
	case MARK_IMAGE:
		return image_draw(p->cr, p->arena, &fp->images[m->first],
		    p->sheet->gray, p->sink, e);
	}
	return 0;
}

static void
line(cairo_t *cr, double x0, double y0, double x1, double y1)
{
	cairo_move_to(cr, x0, y0);
	cairo_line_to(cr, x1, y1);
}

/*
 * Printer's marks, outside the bleed: two crop marks at each corner, a
 * registration cross at the middle of each side, short fold marks on
 * the spine side are those of the cover alone.
 */
static void
draw_printers_marks(cairo_t *cr, const struct pdf_sheet *s,
    const struct frame *f)
{
	double w = PT(f->width), h = PT(f->height), b = PT(s->bleed) + 3.0;
	double end = b + 12.0, r = 3.5, mid = b + 7.0;
	double cx[4] = { w / 2, w / 2, -mid, w + mid };
	double cy[4] = { -mid, h + mid, h / 2, h / 2 };

	for (int i = 0; i < 2; i++) {
		line(cr, i * w, -b, i * w, -end);
		line(cr, i * w, h + b, i * w, h + end);
		line(cr, -b, i * h, -end, i * h);
		line(cr, w + b, i * h, w + end, i * h);
	}
	for (int i = 0; i < 4; i++) {
		line(cr, cx[i] - r, cy[i], cx[i] + r, cy[i]);
		line(cr, cx[i], cy[i] - r, cx[i], cy[i] + r);
		cairo_new_sub_path(cr);
		cairo_arc(cr, cx[i], cy[i], r * 0.6, 0, 2 * M_PI);
	}
	cairo_set_line_width(cr, 0.25);
	cairo_stroke(cr);
}

static int
draw_page(struct painter *p, const struct pdf_plan *plan, uint32_t i,
    bool tagged, struct error *e)
{
	const struct frame_page *fp = &plan->frame->pages[i];
	const struct pdf_page	*pp = &plan->pages[i];

	cairo_save(p->cr);
	cairo_translate(p->cr, PT(p->sheet->x), PT(p->sheet->y));
	for (uint32_t k = 0; k < pp->nmarks; k++) {
		if (tagged)
			cairo_tag_begin(p->cr, "P", NULL);
		if (draw_mark(p, fp, &pp->marks[k], e) < 0)
			return -1;
		if (tagged)
			cairo_tag_end(p->cr, "P");
	}
	if (p->sheet->marks)
		draw_printers_marks(p->cr, p->sheet, plan->frame);
	cairo_restore(p->cr);
	cairo_show_page(p->cr);
	return 0;
}

static int
cairo_said(cairo_status_t s, struct error *e)
{
	return error_library(e, NULL, "cairo: %s",
	    cairo_status_to_string(s));
}

static int
draw_all(struct painter *p, const struct pdf_plan *plan, bool tagged,
    struct error *e)
{
	for (uint32_t i = 0; i < plan->frame->npages; i++) {
		if (draw_page(p, plan, i, tagged, e) < 0)
			return -1;
		/* Its errors are sticky and silent until asked. */
		if (cairo_status(p->cr) != CAIRO_STATUS_SUCCESS)
			return cairo_said(cairo_status(p->cr), e);
	}
	return 0;
}

int
draw_pages(const struct pdf_plan *plan, const struct pdf_sheet *sheet,
    bool tagged, struct diag_sink *sink, struct buf *raw, struct error *e)
{
	struct painter	 p = { .sheet = sheet, .sink = sink,
	    .arena = plan->arena };
	cairo_surface_t	*s;
	int		 rc = -1;

	arena_init(&p.scratch);
	s = cairo_pdf_surface_create_for_stream(to_buf, raw,
	    PT(sheet->width), PT(sheet->height));
	/* A fixed date: cairo would ask the clock; finish writes ours. */
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE,
	    "2000-01-01T00:00:00Z");
	p.cr = cairo_create(s);
	if (pdf_faces_open(plan->arena, plan->frame, &p.faces, e) == 0)
		rc = draw_all(&p, plan, tagged, e);
	cairo_destroy(p.cr);
	cairo_surface_finish(s);
	if (rc == 0 && cairo_surface_status(s) != CAIRO_STATUS_SUCCESS)
		rc = cairo_said(cairo_surface_status(s), e);
	cairo_surface_destroy(s);
	pdf_faces_close(p.faces);
	arena_release(&p.scratch);
	return rc;
}
