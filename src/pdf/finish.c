/*
 * Finish: the raw file of cairo becomes a file that conforms.
 *
 *   pdf_finish
 *     pages_open     codes of the glyphs (codes.c); fonts and pictures
 *                    (import.c), CIDToGIDMap where cairo leaves it out
 *     at the same time:
 *       contents     text composed, cairo's rewritten, all compressed
 *       catalogue    structure tree and links of the screen file,
 *                    outline, labels, metadata, intent, pages
 *     objects_write  object streams, cross-references, identifier
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "octavo/parallel.h"
#include "finish_int.h"

double
finish_x(const struct finish *f, sp x)
{
	return (double)((int64_t)f->sheet->x + x) / SP_PT;
}

double
finish_y(const struct finish *f, sp y)
{
	return (double)((int64_t)f->sheet->height - f->sheet->y - y) /
	    SP_PT;
}

void
finish_dest(const struct finish *f, const struct frame_place *at,
    struct buf *b)
{
	buf_puts(b, "/Dest[");
	put_int(b, f->page + at->page);
	buf_puts(b, " 0 R/XYZ ");
	put_real(b, finish_x(f, 0), 3);
	buf_putc(b, ' ');
	put_real(b, finish_y(f, at->y), 3);
	buf_puts(b, " null]");
}

/* A composite TrueType font without its map (ISO 19005-2 6.2.11.3.2). */
static void
font_do(struct finish *f, qpdf_oh font)
{
	qpdf_oh list, cid, sub;

	list = qpdf_oh_get_key(f->q, font, "/DescendantFonts");
	cid = qpdf_oh_get_array_item(f->q, list, 0);
	sub = qpdf_oh_get_key(f->q, cid, "/Subtype");
	if (qpdf_oh_is_name_and_equals(f->q, sub, "/CIDFontType2") &&
	    !qpdf_oh_has_key(f->q, cid, "/CIDToGIDMap"))
		qp_set(f->q, cid, "/CIDToGIDMap",
		    qpdf_oh_new_name(f->q, "/Identity"));
	qpdf_oh_release(f->q, sub);
	qpdf_oh_release(f->q, cid);
	qpdf_oh_release(f->q, list);
}

/* The fonts of a page, and those of the primer beside them. */
static void
fonts_do(struct finish *f, qpdf_oh res)
{
	qpdf_oh	    fonts = qpdf_oh_get_key_if_dict(f->q, res, "/Font");
	const char *key;

	if (qpdf_oh_is_dictionary(f->q, fonts)) {
		qpdf_oh_begin_dict_key_iter(f->q, fonts);
		while (qpdf_oh_dict_more_keys(f->q)) {
			qpdf_oh one;

			key = qpdf_oh_dict_next_key(f->q);
			one = qpdf_oh_get_key(f->q, fonts, key);
			if (qpdf_oh_has_key(f->q, one, "/DescendantFonts"))
				font_do(f, one);
			qpdf_oh_release(f->q, one);
		}
	} else {
		qp_set(f->q, res, "/Font", qpdf_oh_new_dictionary(f->q));
		qpdf_oh_release(f->q, fonts);
		fonts = qpdf_oh_get_key(f->q, res, "/Font");
	}
	for (size_t i = 0; i < f->codes.nfonts; i++)
		if (!qpdf_oh_has_key(f->q, fonts, f->codes.font[i].name))
			qpdf_oh_replace_key(f->q, fonts, f->codes.font[i].name,
			    f->codes.font[i].object);
	qpdf_oh_release(f->q, fonts);
}

/* The page on which all glyphs were shown beforehand (prime.c): its
 * resources are those of all pages without pictures. */
static int
take_primer(struct finish *f, qpdf_oh page)
{
	struct buf b;
	qpdf_oh	   res;

	if (pdf_codes_read(&f->codes, f->arena, f->q, page, f->plan,
	    f->error) < 0)
		return -1;
	res = qpdf_oh_get_key(f->q, page, "/Resources");
	fonts_do(f, res);
	buf_init(&b);
	import_resolved(&f->import, &f->o, res, &b);
	qpdf_oh_release(f->q, res);
	f->resources = object_new(&f->o);
	buf_put_str(object_begin(&f->o, f->resources), buf_str(&b));
	object_end(&f->o);
	buf_release(&b);
	return qp_check(f->q, f->error);
}

/* A page that cairo has painted on; its content is to be rewritten. */
static void
take_page(struct finish *f, uint32_t i, qpdf_oh page)
{
	unsigned char *bytes = NULL;
	size_t	       n = 0;
	qpdf_oh	       res = qpdf_oh_get_key(f->q, page, "/Resources");
	struct buf     b;

	qpdf_oh_get_page_content_data(f->q, page, &bytes, &n);
	f->contents[i].raw = (struct str){ (char *)bytes, n };
	fonts_do(f, res);
	buf_init(&b);
	import_resolved(&f->import, &f->o, res, &b);
	f->contents[i].resources = buf_dup(&b, f->arena).p;
	buf_release(&b);
	qpdf_oh_release(f->q, res);
	qpdf_oh_release(f->q, page);
}

/* The pages of cairo's file, in order.  Its tree has one level. */
static int
pages_open(struct finish *f)
{
	uint32_t n = f->plan->frame->npages;
	qpdf_oh	 root = qpdf_get_root(f->q);
	qpdf_oh	 tree = qpdf_oh_get_key(f->q, root, "/Pages");
	qpdf_oh	 kids = qpdf_oh_get_key(f->q, tree, "/Kids");
	int	 next = 0, total = qpdf_oh_get_array_n_items(f->q, kids);

	import_init(&f->import, f->arena, f->q);
	if (f->plan->primed && take_primer(f, qpdf_oh_get_array_item(f->q,
	    kids, next++)) < 0)
		return -1;
	for (uint32_t i = 0; i < n; i++)
		if (pdf_is_drawn(f->plan, f->sheet, i))
			take_page(f, i, qpdf_oh_get_array_item(f->q, kids,
			    next++));
	if (next != total)
		return error_library(f->error, NULL,
		    "cairo wrote %d pages of %d", total, next);
	import_wanted(&f->import, &f->o);
	return qp_check(f->q, f->error);
}

/* The pages that stand on page i of the file. */
static int
compose(struct finish *f, uint32_t i, struct buf *out, struct error *e)
{
	const struct pdf_plan	*p = f->plan;
	const struct pdf_sheet	*s = f->sheet;
	const struct pdf_placed *at;

	if (p->inner == NULL)
		return pdf_compose(&f->codes, p, i, s->x, s->height - s->y,
		    out, e);
	for (at = p->placed[i]; at != NULL; at = at->next) {
		buf_puts(out, "q");
		for (int k = 0; k < 6; k++)
			buf_printf(out, " %.4f", at->at[k]);
		buf_puts(out, " cm\n");
		if (pdf_compose(&f->codes, p->inner, at->page, 0,
		    p->inner->frame->height, out, e) < 0)
			return -1;
		buf_puts(out, "Q\n");
	}
	return 0;
}

static int
rewrite(struct finish *f, uint32_t i, struct buf *out, struct error *e)
{
	const struct pdf_page *pp = &f->plan->pages[i];
	uint32_t	       from = 0, n = 0;

	for (uint32_t k = 0; k < pp->nmarks; k++)
		if (pp->marks[k].kind == MARK_IMAGE && n++ == 0)
			from = k;
	return pdf_rewrite(f->contents[i].raw, pp->marks + from, n,
	    f->plan->root != NULL, out, e);
}

/* The content of a page, compressed. */
static void
make_content(struct finish *f, uint32_t i)
{
	struct page_content *c = &f->contents[i];
	struct buf	     b;

	buf_init(&b);
	buf_init(&c->packed);
	if (f->plan->primed)
		c->rc = compose(f, i, &b, &c->error);
	if (c->rc == 0 && c->raw.p != NULL) {
		buf_puts(&b, "q\n");
		c->rc = rewrite(f, i, &b, &c->error);
		buf_puts(&b, "Q\n");
	}
	if (c->rc == 0)
		pack(&f->packer, buf_str(&b), &c->packed);
	buf_release(&b);
}

static int
put_content(struct finish *f, uint32_t i)
{
	struct page_content *c = &f->contents[i];

	if (c->rc < 0) {
		*f->error = c->error;
		return -1;
	}
	if (c->packed.full)
		return error_limit(f->error, NULL, "the PDF is too large");
	object_stream(&f->o, f->content + i, "", buf_str(&c->packed),
	    STREAM_DEFLATED);
	return 0;
}

enum { SLICE = 16 };	/* [pages] composed at a time */

/* The objects are one thread's: writing them is the first errand. */
static void
errand(void *data, size_t i)
{
	struct finish  *f = data;
	uint32_t	n = f->plan->frame->npages;
	uint32_t	from = ((uint32_t)i - 1) * SLICE;

	if (i == 0) {
		catalogue_write(f);
		return;
	}
	for (uint32_t k = from; k < n && k < from + SLICE; k++)
		make_content(f, k);
}

static int
finish_all(struct finish *f, struct buf *out)
{
	uint32_t n = f->plan->frame->npages;
	obj	 info;
	int	 rc = 0;

	f->contents = ARENA_ARRAY(f->arena, struct page_content, n + 1);
	f->annots = ARENA_ARRAY(f->arena, struct annot *, n + 1);
	f->annots_end = ARENA_ARRAY(f->arena, struct annot **, n + 1);
	f->root = object_new(&f->o);
	info = object_new(&f->o);
	f->tree = object_new(&f->o);
	f->page = object_new_row(&f->o, n);
	f->content = object_new_row(&f->o, n);
	if (pages_open(f) < 0)
		return -1;
	info_write(f, info);
	run_parallel(f->opts->threads, 1 + (n + SLICE - 1) / SLICE, errand,
	    f);
	for (uint32_t i = 0; i < n && rc == 0; i++)
		rc = put_content(f, i);
	/* PDF/X-4 stands on 1.6, PDF/A-2 and PDF/UA-1 on 1.7. */
	return rc < 0 ? rc : objects_write(&f->o, f->opts->kind ==
	    PDF_PRINT ? "1.6" : "1.7", f->root, info, f->opts->threads,
	    &f->packer, out, f->error);
}

int
pdf_finish(struct pdf_plan *plan, const struct pdf_sheet *sheet,
    const struct pdf_opts *o, struct str raw, struct buf *out,
    struct error *e)
{
	struct finish	*f = ARENA_NEW(plan->arena, struct finish);
	int		 rc;

	*f = (struct finish){ .arena = plan->arena, .plan = plan,
	    .sheet = sheet, .opts = o, .error = e };
	packer_init(&f->packer, o->kept);
	objects_init(&f->o, f->arena);
	buf_init(&f->links);
	rc = qp_open(&f->q, raw, e);
	if (rc == 0)
		rc = finish_all(f, out);
	for (uint32_t i = 0; f->contents != NULL &&
	    i < plan->frame->npages; i++) {
		buf_release(&f->contents[i].packed);
		free((char *)f->contents[i].raw.p);
	}
	buf_release(&f->links);
	objects_release(&f->o);
	packer_release(&f->packer);
	qp_close(&f->q);
	return rc;
}
