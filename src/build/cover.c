/*
 * The cover of the EPUB: the edition's own picture, or one we draw,
 * taken over from the last build where its page is the same.
 */
#include "octavo/file.h"
#include "octavo/kept.h"
#include "octavo/pdf.h"
#include "octavo/typeset.h"

#include "build_int.h"
#include "cache.h"

enum { COVER_WIDTH = 1400 };	/* [pixels]; stores ask for 1400 or more */

static void
put_run(struct buf *b, const struct frame_run *r)
{
	buf_printf(b, "\n%u %d %d %u %d:", r->face, r->x, r->y, r->hscale,
	    r->size);
	for (uint32_t i = 0; i < r->nglyphs; i++)
		buf_printf(b, " %u %d %d %d", r->glyphs[i].gid,
		    r->glyphs[i].adv, r->glyphs[i].dx, r->glyphs[i].dy);
}

/* All that is painted: runs and rules, and the faces by their files. */
static void
page_id(struct arena *a, const struct frame *f, unsigned char id[32])
{
	const struct frame_page *p = &f->pages[0];
	struct buf		 b;

	buf_init(&b);
	buf_printf(&b, "%d %d %d", COVER_WIDTH, f->width, f->height);
	for (uint32_t i = 0; i < f->nfaces; i++)
		buf_printf(&b, "\n%s %d %s", f->faces[i].path,
		    f->faces[i].index,
		    cache_identity(a, f->faces[i].path).p);
	for (uint32_t i = 0; i < p->nruns; i++)
		put_run(&b, &p->runs[i]);
	for (uint32_t i = 0; i < p->nrules; i++)
		buf_printf(&b, "\nrule %d %d %d %d %x", p->rules[i].x,
		    p->rules[i].y, p->rules[i].w, p->rules[i].h,
		    p->rules[i].rgb);
	sha256(buf_str(&b), id);
	buf_release(&b);
}

static int
draw(struct arena *a, const struct frame *f, struct kept *k,
    struct buf *out, struct error *e)
{
	unsigned char id[32];
	struct str    png;

	if (k == NULL || f->pages[0].nimages > 0)
		return pdf_page_png(a, f, 0, COVER_WIDTH, out, e);
	page_id(a, f, id);
	if (kept_lookup(k, 'c', id, &png)) {
		buf_put_str(out, png);
		return 0;
	}
	if (pdf_page_png(a, f, 0, COVER_WIDTH, out, e) < 0)
		return -1;
	kept_put(k, 'c', id, buf_str(out));
	return 0;
}

int
build_cover(const struct build *b, struct arena *a, struct style *style,
    struct kept *k, struct diag_sink *sink, struct buf *out,
    struct error *e)
{
	const struct edition	*ed = b->edition;
	struct frame		*f = NULL;
	struct str		 bytes;
	const char		*path;

	if (ed->cover.n > 0) {
		path = path_join(a, ed->dir.p, ed->cover.p);
		if (file_read(a, path, LIMIT_TEXT, &bytes, e) < 0)
			return -1;
		buf_put_str(out, bytes);
		return 0;
	}
	if (typeset_cover(a, b->book, style, sink, &f, e) < 0)
		return -1;
	return draw(a, f, k, out, e);
}
