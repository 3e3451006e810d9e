/*
 * Finish: libqpdf makes the raw file of cairo a file that conforms.
 *
 *   pdf_finish
 *     pages_open     codes of the glyphs (codes.c), resources, boxes;
 *                    CIDToGIDMap where cairo leaves it out
 *     at the same time:
 *       contents     text composed, cairo's rewritten, all compressed
 *       catalogue    structure tree and links of the screen file,
 *                    outline, labels, metadata, intent
 *     write_out      deterministic id, object streams
 */
#include <stdio.h>
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

qpdf_oh
finish_dest(const struct finish *f, const struct frame_place *at)
{
	qpdf_oh a = qpdf_oh_new_array(f->q);

	qp_push_ref(f->q, a, f->pages[at->page]);
	qp_push(f->q, a, qpdf_oh_new_name(f->q, "/XYZ"));
	qp_push(f->q, a, qp_number(f->q, finish_x(f, 0)));
	qp_push(f->q, a, qp_number(f->q, finish_y(f, at->y)));
	qp_push(f->q, a, qpdf_oh_new_null(f->q));
	return a;
}

/* MediaBox, the bleed and the trimmed page in it: of every page alike. */
static void
boxes_make(struct finish *f)
{
	const struct pdf_sheet	*s = f->sheet;
	const struct frame	*fr = f->plan->frame;
	double			 trim[4], bleed[4], media[4] = { 0 }, b;

	trim[0] = finish_x(f, 0);
	trim[1] = finish_y(f, fr->height);
	trim[2] = finish_x(f, fr->width);
	trim[3] = finish_y(f, 0);
	b = (double)s->bleed / SP_PT;
	for (int i = 0; i < 4; i++)
		bleed[i] = trim[i] + (i < 2 ? -b : b);
	media[2] = (double)s->width / SP_PT;
	media[3] = (double)s->height / SP_PT;
	f->media = qp_box(f->q, media);
	f->bleed = qp_box(f->q, bleed);
	f->trim = qp_box(f->q, trim);
}

static void
set_boxes(struct finish *f, qpdf_oh page)
{
	qp_set_ref(f->q, page, "/MediaBox", f->media);
	qp_set_ref(f->q, page, "/BleedBox", f->bleed);
	qp_set_ref(f->q, page, "/TrimBox", f->trim);
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
		qp_set_name(f->q, cid, "/CIDToGIDMap", "/Identity");
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
			qp_set_ref(f->q, fonts, f->codes.font[i].name,
			    f->codes.font[i].object);
	qpdf_oh_release(f->q, fonts);
}

/* The page on which all glyphs were shown beforehand (prime.c): its
 * resources stay as those of all pages without pictures. */
static int
take_primer(struct finish *f, qpdf_oh page)
{
	if (pdf_codes_read(&f->codes, f->arena, f->q, page, f->plan,
	    f->error) < 0)
		return -1;
	f->resources = qp_indirect(f->q, qpdf_oh_get_key(f->q, page,
	    "/Resources"));
	fonts_do(f, f->resources);
	return qp_check(f->q, f->error);
}

/* A page that cairo has painted on; its content is to be rewritten. */
static qpdf_oh
page_drawn(struct finish *f, uint32_t i, qpdf_oh page)
{
	unsigned char *bytes = NULL;
	size_t	       n = 0;
	qpdf_oh	       res = qpdf_oh_get_key(f->q, page, "/Resources");

	qpdf_oh_get_page_content_data(f->q, page, &bytes, &n);
	f->contents[i].raw = (struct str){ (char *)bytes, n };
	fonts_do(f, res);
	qpdf_oh_release(f->q, res);
	qpdf_oh_remove_key(f->q, page, "/Group");
	qpdf_oh_remove_key(f->q, page, "/StructParents");
	return page;
}

static qpdf_oh
page_new(struct finish *f)
{
	qpdf_oh page = qp_indirect(f->q, qpdf_oh_new_dictionary(f->q));

	qp_set_name(f->q, page, "/Type", "/Page");
	qp_set_ref(f->q, page, "/Parent", f->tree);
	qp_set_ref(f->q, page, "/Resources", f->resources);
	return page;
}

/* The pages in order: those of cairo's that are painted on, and new
 * ones between them.  cairo's tree of pages has one level. */
static int
pages_open(struct finish *f)
{
	uint32_t n = f->plan->frame->npages;
	qpdf_oh	 theirs, ours = qpdf_oh_new_array(f->q);
	int	 next = 0, total;

	f->pages = ARENA_ARRAY(f->arena, qpdf_oh, n + 1);
	f->annots = ARENA_ARRAY(f->arena, qpdf_oh, n + 1);
	f->contents = ARENA_ARRAY(f->arena, struct page_content, n + 1);
	f->tree = qpdf_oh_get_key(f->q, f->root, "/Pages");
	theirs = qpdf_oh_get_key(f->q, f->tree, "/Kids");
	total = qpdf_oh_get_array_n_items(f->q, theirs);
	if (f->plan->primed && take_primer(f, qpdf_oh_get_array_item(f->q,
	    theirs, next++)) < 0)
		return -1;
	boxes_make(f);
	for (uint32_t i = 0; i < n; i++) {
		bool drawn = pdf_is_drawn(f->plan, f->sheet, i);

		f->pages[i] = !drawn ? page_new(f) : page_drawn(f, i,
		    qpdf_oh_get_array_item(f->q, theirs, next++));
		set_boxes(f, f->pages[i]);
		if (f->plan->root != NULL)
			qp_set_name(f->q, f->pages[i], "/Tabs", "/S");
		qp_push_ref(f->q, ours, f->pages[i]);
	}
	qp_set(f->q, f->tree, "/Kids", ours);
	qp_set_int(f->q, f->tree, "/Count", n);
	if (next != total)
		return error_library(f->error, NULL,
		    "cairo wrote %d pages of %d", total, next);
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
		pdf_deflate(buf_str(&b), &c->packed);
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
	qp_set(f->q, f->pages[i], "/Contents", qp_stream(f->q,
	    buf_str(&c->packed), "/FlateDecode"));
	buf_release(&c->packed);
	return qp_check(f->q, f->error);
}

static void
info_do(struct finish *f)
{
	const struct edition *ed = f->plan->book->edition;
	qpdf_oh		      trailer = qpdf_get_trailer(f->q), d;
	struct str	      date, authors;

	date = str_z(pdf_date(f->arena, ed->date));
	authors = pdf_authors(f->arena, ed);
	d = qpdf_oh_new_dictionary(f->q);
	qp_set(f->q, d, "/Title", qp_text(f->q, ed->title));
	if (authors.n > 0)
		qp_set(f->q, d, "/Author", qp_text(f->q, authors));
	qp_set(f->q, d, "/Creator", qp_text(f->q, STR("Octavo")));
	qp_set(f->q, d, "/Producer", qp_text(f->q, STR(PDF_PRODUCER)));
	qp_set(f->q, d, "/CreationDate", qp_text(f->q, date));
	qp_set(f->q, d, "/ModDate", qp_text(f->q, date));
	if (f->opts->kind == PDF_PRINT) {
		qp_set_name(f->q, d, "/Trapped", "/False");
		qp_set(f->q, d, "/GTS_PDFXVersion",
		    qp_text(f->q, STR("PDF/X-4")));
	}
	qp_set(f->q, trailer, "/Info", qp_indirect(f->q, d));
	qpdf_oh_release(f->q, trailer);
}

static void
metadata_do(struct finish *f)
{
	struct buf b;
	qpdf_oh	   stream, dict;

	buf_init(&b);
	pdf_xmp(f->plan->book->edition, f->opts->kind, &b);
	stream = qp_stream(f->q, buf_str(&b), NULL);
	dict = qpdf_oh_get_dict(f->q, stream);
	qp_set_name(f->q, dict, "/Type", "/Metadata");
	qp_set_name(f->q, dict, "/Subtype", "/XML");
	qpdf_oh_release(f->q, dict);
	qp_set(f->q, f->root, "/Metadata", stream);
	buf_release(&b);
}

static void
intent_do(struct finish *f)
{
	bool		press = f->opts->kind == PDF_PRINT;
	struct str	name = f->opts->icc_name, icc = f->opts->icc;
	struct buf	own, z;
	struct icc_info info;
	qpdf_oh		d, list, stream, dict;

	buf_init(&own);
	buf_init(&z);
	if (icc.n == 0) {
		(press ? icc_gray : icc_srgb)(&own);
		icc = buf_str(&own);
		name = press ? STR("Gray, dot gain 20 %") :
		    STR("sRGB IEC61966-2.1");
	}
	(void)icc_read(icc, &info);
	pdf_deflate(icc, &z);
	stream = qp_stream(f->q, buf_str(&z), "/FlateDecode");
	dict = qpdf_oh_get_dict(f->q, stream);
	qp_set_int(f->q, dict, "/N", info.components);
	qpdf_oh_release(f->q, dict);
	d = qp_parse(f->q, press ? "<</Type/OutputIntent/S/GTS_PDFX>>" :
	    "<</Type/OutputIntent/S/GTS_PDFA1>>");
	qp_set(f->q, d, "/OutputConditionIdentifier", qp_text(f->q, name));
	qp_set(f->q, d, "/Info", qp_text(f->q, name));
	qp_set(f->q, d, "/DestOutputProfile", stream);
	list = qpdf_oh_new_array(f->q);
	qp_push(f->q, list, qp_indirect(f->q, d));
	qp_set(f->q, f->root, "/OutputIntents", list);
	buf_release(&own);
	buf_release(&z);
}

static void
catalogue_do(struct finish *f)
{
	const struct edition *ed = f->plan->book->edition;

	qp_set(f->q, f->root, "/Lang", qp_text(f->q, ed->language));
	qp_set(f->q, f->root, "/ViewerPreferences",
	    qp_parse(f->q, "<</DisplayDocTitle true>>"));
	labels_write(f);
	metadata_do(f);
	intent_do(f);
	info_do(f);
	if (f->plan->root == NULL) {
		qpdf_oh_remove_key(f->q, f->root, "/StructTreeRoot");
		qpdf_oh_remove_key(f->q, f->root, "/MarkInfo");
		return;
	}
	structure_write(f);
	outline_write(f);
}

static int
write_out(struct finish *f, struct buf *out)
{
	qpdf_init_write_memory(f->q);
	qpdf_set_deterministic_ID(f->q, QPDF_TRUE);
	qpdf_set_object_stream_mode(f->q, qpdf_o_generate);
	qpdf_set_newline_before_endstream(f->q, QPDF_TRUE);
	/* PDF/X-4 stands on 1.6, PDF/A-2 and PDF/UA-1 on 1.7. */
	qpdf_force_pdf_version(f->q, f->opts->kind == PDF_PRINT ? "1.6" :
	    "1.7");
	qpdf_write(f->q);
	if (qp_check(f->q, f->error) < 0)
		return -1;
	buf_put(out, qpdf_get_buffer(f->q), qpdf_get_buffer_length(f->q));
	if (out->full)
		return error_limit(f->error, NULL, "the PDF is too large");
	return 0;
}

enum { SLICE = 16 };	/* [pages] composed at a time */

/* libqpdf is one thread's: what is said to it is the first errand. */
static void
errand(void *data, size_t i)
{
	struct finish  *f = data;
	uint32_t	n = f->plan->frame->npages;
	uint32_t	from = ((uint32_t)i - 1) * SLICE;

	if (i == 0) {
		catalogue_do(f);
		return;
	}
	for (uint32_t k = from; k < n && k < from + SLICE; k++)
		make_content(f, k);
}

static int
finish_all(struct finish *f, struct buf *out)
{
	uint32_t n = f->plan->frame->npages;
	int	 rc = 0;

	f->root = qpdf_get_root(f->q);
	if (pages_open(f) < 0)
		return -1;
	run_parallel(f->opts->threads, 1 + (n + SLICE - 1) / SLICE, errand,
	    f);
	for (uint32_t i = 0; i < n && rc == 0; i++)
		rc = put_content(f, i);
	if (rc == 0)
		rc = qp_check(f->q, f->error);
	return rc == 0 ? write_out(f, out) : -1;
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
	rc = qp_open(&f->q, raw, e);
	if (rc == 0)
		rc = finish_all(f, out);
	for (uint32_t i = 0; f->contents != NULL &&
	    i < plan->frame->npages; i++) {
		buf_release(&f->contents[i].packed);
		free((char *)f->contents[i].raw.p);
	}
	qp_close(&f->q);
	return rc;
}
