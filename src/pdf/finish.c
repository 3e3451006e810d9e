/*
 * Finish: libqpdf makes the raw file of cairo a file that conforms.
 *
 *   pdf_finish
 *     pages_do       contents rewritten, boxes, tabs; CIDToGIDMap
 *                    where cairo leaves it out
 *     structure      screen: tree, links (structure.c, links.c)
 *     outline, labels, metadata, intent
 *     write_out      deterministic id, object streams
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
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

/* MediaBox is cairo's; the trimmed page and its bleed lie within. */
static void
set_boxes(struct finish *f, qpdf_oh page)
{
	const struct pdf_sheet	*s = f->sheet;
	const struct frame	*fr = f->plan->frame;
	double			 trim[4], bleed[4], b;

	trim[0] = finish_x(f, 0);
	trim[1] = finish_y(f, fr->height);
	trim[2] = finish_x(f, fr->width);
	trim[3] = finish_y(f, 0);
	b = (double)s->bleed / SP_PT;
	for (int i = 0; i < 4; i++)
		bleed[i] = trim[i] + (i < 2 ? -b : b);
	qp_set_box(f->q, page, "/BleedBox", bleed);
	qp_set_box(f->q, page, "/TrimBox", trim);
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

/* The fonts of a page; those of one-byte codes by their names. */
static void
fonts_of(struct finish *f, qpdf_oh page, struct pdf_names *simple)
{
	qpdf_oh	    res = qpdf_oh_get_key(f->q, page, "/Resources"), fonts;
	const char *key;

	simple->n = 0;
	fonts = qpdf_oh_get_key_if_dict(f->q, res, "/Font");
	if (qpdf_oh_is_dictionary(f->q, fonts)) {
		qpdf_oh_begin_dict_key_iter(f->q, fonts);
		while (qpdf_oh_dict_more_keys(f->q)) {
			qpdf_oh one;

			key = qpdf_oh_dict_next_key(f->q);
			one = qpdf_oh_get_key(f->q, fonts, key);
			if (qpdf_oh_has_key(f->q, one, "/DescendantFonts"))
				font_do(f, one);
			else if (simple->n < MAX_FONTS)
				(void)snprintf(simple->name[simple->n++],
				    sizeof(simple->name[0]), "%s", key);
			qpdf_oh_release(f->q, one);
		}
	}
	qpdf_oh_release(f->q, fonts);
	qpdf_oh_release(f->q, res);
}

/*
 * The second half was drawn into a file of its own.  Its fonts are
 * those of the first when both primers are the same to the byte, and
 * its pages may use nothing but fonts that stand there.
 */
static int
halves_agree(struct finish *f)
{
	unsigned char	*a = NULL, *b = NULL;
	size_t		 na = 0, nb = 0;
	qpdf_oh		 pa = qpdf_get_page_n(f->q, 0);
	qpdf_oh		 pb = qpdf_get_page_n(f->second, 0);
	bool		 same;

	qpdf_oh_get_page_content_data(f->q, pa, &a, &na);
	qpdf_oh_get_page_content_data(f->second, pb, &b, &nb);
	same = na == nb && a != NULL && b != NULL && memcmp(a, b, na) == 0;
	free(a);
	free(b);
	f->all_fonts = qpdf_oh_get_key(f->q, pa, "/Resources");
	qpdf_oh_release(f->q, pa);
	qpdf_oh_release(f->second, pb);
	if (!same)
		return error_library(f->error, NULL,
		    "cairo told the fonts of two halves differently");
	return qp_check(f->second, f->error);
}

static bool
only_fonts(struct finish *f, qpdf_oh page)
{
	qpdf_oh	res = qpdf_oh_get_key(f->second, page, "/Resources");
	qpdf_oh	mine = qpdf_oh_get_key(f->q, f->all_fonts, "/Font"), fonts;
	bool	ok = true;

	qpdf_oh_begin_dict_key_iter(f->second, res);
	while (ok && qpdf_oh_dict_more_keys(f->second)) {
		const char *key = qpdf_oh_dict_next_key(f->second);

		ok = strcmp(key, "/Font") == 0 ||
		    strcmp(key, "/ExtGState") == 0;
	}
	fonts = qpdf_oh_get_key_if_dict(f->second, res, "/Font");
	if (qpdf_oh_is_dictionary(f->second, fonts)) {
		qpdf_oh_begin_dict_key_iter(f->second, fonts);
		while (ok && qpdf_oh_dict_more_keys(f->second))
			ok = qpdf_oh_has_key(f->q, mine,
			    qpdf_oh_dict_next_key(f->second));
	}
	qpdf_oh_release(f->second, fonts);
	qpdf_oh_release(f->second, res);
	qpdf_oh_release(f->q, mine);
	return ok;
}

/* The content of a page as cairo wrote it, malloc'd. */
static int
raw_content(struct finish *f, uint32_t i, unsigned char **bytes, size_t *n)
{
	qpdf_oh page;

	if (f->second == NULL || i < f->plan->split) {
		qpdf_oh_get_page_content_data(f->q, f->pages[i], bytes, n);
		return qp_check(f->q, f->error);
	}
	page = qpdf_get_page_n(f->second, i - f->plan->split + 1);
	if (!only_fonts(f, page))
		return error_library(f->error, NULL,
		    "cairo used more than fonts on page %u", i + 1);
	qpdf_oh_get_page_content_data(f->second, page, bytes, n);
	qpdf_oh_release(f->second, page);
	qp_set_ref(f->q, f->pages[i], "/Resources", f->all_fonts);
	return qp_check(f->second, f->error);
}

static int
page_content(struct finish *f, uint32_t i)
{
	qpdf_oh		page = f->pages[i], stream, null, filter;
	unsigned char  *bytes = NULL;
	size_t		n = 0;
	struct buf	in, out;
	struct pdf_names simple;
	int		rc;

	if (raw_content(f, i, &bytes, &n) < 0)
		return -1;
	fonts_of(f, page, &simple);
	buf_init(&in);
	buf_init(&out);
	rc = pdf_rewrite((struct str){ (const char *)bytes, n },
	    &f->plan->pages[i], &simple, f->plan->root != NULL, &in,
	    f->error);
	free(bytes);
	if (rc == 0) {
		pdf_deflate(buf_str(&in), &out);
		stream = qpdf_oh_get_key(f->q, page, "/Contents");
		filter = qpdf_oh_new_name(f->q, "/FlateDecode");
		null = qpdf_oh_new_null(f->q);
		qpdf_oh_replace_stream_data(f->q, stream,
		    (unsigned char *)out.data, out.len, filter, null);
		qpdf_oh_release(f->q, stream);
		qpdf_oh_release(f->q, filter);
		qpdf_oh_release(f->q, null);
		rc = qp_check(f->q, f->error);
	}
	buf_release(&in);
	buf_release(&out);
	return rc;
}

/* The page on which all glyphs were shown beforehand (prime.c). */
static int
drop_primer(struct finish *f)
{
	qpdf_oh page = qpdf_get_page_n(f->q, 0);

	qpdf_remove_page(f->q, page);
	qpdf_oh_release(f->q, page);
	return qp_check(f->q, f->error);
}

static int
pages_do(struct finish *f)
{
	uint32_t n = f->plan->frame->npages;

	if (f->second != NULL && halves_agree(f) < 0)
		return -1;
	if (f->plan->primed && drop_primer(f) < 0)
		return -1;
	if (qpdf_get_num_pages(f->q) != (int)n)
		return error_library(f->error, NULL,
		    "cairo wrote %d pages of %u",
		    qpdf_get_num_pages(f->q), n);
	f->pages = ARENA_ARRAY(f->arena, qpdf_oh, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		f->pages[i] = qpdf_get_page_n(f->q, i);
		if (page_content(f, i) < 0)
			return -1;
		qpdf_oh_remove_key(f->q, f->pages[i], "/Group");
		set_boxes(f, f->pages[i]);
		if (f->plan->root != NULL)
			qp_set_name(f->q, f->pages[i], "/Tabs", "/S");
		else
			qpdf_oh_remove_key(f->q, f->pages[i],
			    "/StructParents");
	}
	return 0;
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

int
pdf_finish(struct pdf_plan *plan, const struct pdf_sheet *sheet,
    const struct pdf_opts *o, struct str raw, struct buf *out,
    struct error *e)
{
	struct finish f = { .arena = plan->arena, .plan = plan,
	    .sheet = sheet, .opts = o, .error = e };
	int	      rc = qp_open(&f.q, raw, e);

	if (rc == 0 && plan->split > 0)
		rc = qp_open(&f.second, plan->second, e);
	if (rc == 0) {
		f.root = qpdf_get_root(f.q);
		rc = pages_do(&f);
	}
	if (rc == 0) {
		catalogue_do(&f);
		rc = qp_check(f.q, e);
	}
	if (rc == 0)
		rc = write_out(&f, out);
	if (f.second != NULL)
		qp_close(&f.second);
	qp_close(&f.q);
	return rc;
}
