/*
 * Press: the clauses of ISO 15930-7 (PDF/X-4) that we know of, looked
 * for in the finished file.  No free validator of PDF/X exists; this is
 * why we say "prepared for" and no more.  A clause that fails is our own
 * fault, so the operation fails with its name.
 */
#include <stdlib.h>
#include <string.h>

#include "press.h"
#include "pdf_int.h"
#include "qp.h"

struct press {
	qpdf_data   q;
	qpdf_oh	    root, trailer;
	struct str  bytes;
	const char *broken;		/* the first clause that fails */
};

static void
want(struct press *p, bool holds, const char *clause)
{
	if (!holds && p->broken == NULL)
		p->broken = clause;
}

static bool
has(struct press *p, qpdf_oh d, const char *key)
{
	return qpdf_oh_has_key(p->q, d, key) != QPDF_FALSE;
}

static bool
name_is(struct press *p, qpdf_oh d, const char *key, const char *name)
{
	qpdf_oh v = qpdf_oh_get_key(p->q, d, key);
	bool	is = qpdf_oh_is_name_and_equals(p->q, v, name) !=
	    QPDF_FALSE;

	qpdf_oh_release(p->q, v);
	return is;
}

/* Four numbers; false when there is no such box. */
static bool
box(struct press *p, qpdf_oh page, const char *key, double out[4])
{
	qpdf_oh a = qpdf_oh_get_key(p->q, page, key);
	bool	ok = qpdf_oh_is_array(p->q, a) &&
	    qpdf_oh_get_array_n_items(p->q, a) == 4;

	for (int i = 0; ok && i < 4; i++) {
		qpdf_oh v = qpdf_oh_get_array_item(p->q, a, i);

		out[i] = qpdf_oh_get_numeric_value(p->q, v);
		qpdf_oh_release(p->q, v);
	}
	qpdf_oh_release(p->q, a);
	return ok;
}

static bool
lies_in(const double in[4], const double out[4])
{
	const double slack = 0.01;

	return in[0] >= out[0] - slack && in[1] >= out[1] - slack &&
	    in[2] <= out[2] + slack && in[3] <= out[3] + slack;
}

static void
check_page(struct press *p, qpdf_oh pages, int i)
{
	qpdf_oh page = qpdf_oh_get_array_item(p->q, pages, i);
	double	media[4], bleed[4], trim[4];
	bool	boxes = box(p, page, "/MediaBox", media) &&
	    box(p, page, "/BleedBox", bleed) &&
	    box(p, page, "/TrimBox", trim);

	want(p, boxes, "a page without MediaBox, BleedBox and TrimBox");
	if (boxes) {
		want(p, lies_in(bleed, media),
		    "a BleedBox outside its MediaBox");
		want(p, lies_in(trim, bleed),
		    "a TrimBox outside its BleedBox");
	}
	want(p, !has(p, page, "/ArtBox"), "TrimBox and ArtBox together");
	want(p, !has(p, page, "/Annots"), "annotations on the page");
	want(p, !has(p, page, "/AA"), "actions on the page");
	want(p, !has(p, page, "/Group"), "a transparency group of RGB");
	qpdf_oh_release(p->q, page);
}

static void
check_object(struct press *p, int id)
{
	qpdf_oh o = qpdf_get_object_by_id(p->q, id, 0), d = o;

	if (qpdf_oh_is_stream(p->q, o)) {
		d = qpdf_oh_get_dict(p->q, o);
		want(p, !name_is(p, d, "/ColorSpace", "/DeviceRGB"),
		    "a picture in DeviceRGB");
		want(p, !name_is(p, d, "/Filter", "/LZWDecode"),
		    "LZW compression");
		want(p, !has(p, d, "/F"), "a stream in another file");
		want(p, !has(p, d, "/OPI"), "OPI");
	}
	if (qpdf_oh_is_dictionary(p->q, d) &&
	    name_is(p, d, "/Type", "/FontDescriptor"))
		want(p, has(p, d, "/FontFile") || has(p, d, "/FontFile2") ||
		    has(p, d, "/FontFile3"), "a face that is not embedded");
	if (d != o)
		qpdf_oh_release(p->q, d);
	qpdf_oh_release(p->q, o);
}

static void
check_objects(struct press *p)
{
	qpdf_oh	  size = qpdf_oh_get_key(p->q, p->trailer, "/Size");
	long long n = qpdf_oh_get_int_value(p->q, size);

	qpdf_oh_release(p->q, size);
	for (int id = 1; id < n; id++)
		check_object(p, id);
}

static void
check_intent(struct press *p)
{
	qpdf_oh list = qpdf_oh_get_key(p->q, p->root, "/OutputIntents");
	qpdf_oh one, icc;
	unsigned char *bytes = NULL;
	size_t	n = 0;

	if (!qpdf_oh_is_array(p->q, list) ||
	    qpdf_oh_get_array_n_items(p->q, list) != 1) {
		want(p, false, "not one output intent");
		return;
	}
	one = qpdf_oh_get_array_item(p->q, list, 0);
	want(p, name_is(p, one, "/S", "/GTS_PDFX"), "an intent not of PDF/X");
	want(p, has(p, one, "/OutputConditionIdentifier"),
	    "an intent without its identifier");
	icc = qpdf_oh_get_key(p->q, one, "/DestOutputProfile");
	want(p, qpdf_oh_is_stream(p->q, icc), "an intent without profile");
	if (qpdf_oh_is_stream(p->q, icc))
		qpdf_oh_get_stream_data(p->q, icc, qpdf_dl_all, NULL, &bytes,
		    &n);
	want(p, n > 40 && memcmp(bytes + 12, "prtr", 4) == 0,
	    "an output profile that is not one of a press");
	free(bytes);
	qpdf_oh_release(p->q, icc);
	qpdf_oh_release(p->q, one);
	qpdf_oh_release(p->q, list);
}

static void
check_metadata(struct press *p)
{
	static const char *const keys[] = { "<pdfxid:GTS_PDFXVersion>PDF/X-4<",
		"<xmpMM:DocumentID>", "<xmpMM:VersionID>",
		"<xmpMM:RenditionClass>", "<xmp:CreateDate>",
		"<xmp:ModifyDate>", "<xmp:MetadataDate>", "<dc:title>",
		"<pdf:Trapped" };

	/* The packet stands in the file as it is, uncompressed. */
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		want(p, str_find(p->bytes, str_z(keys[i]), 0) != SIZE_MAX,
		    keys[i]);
}

static void
check_whole(struct press *p)
{
	qpdf_oh info = qpdf_oh_get_key(p->q, p->trailer, "/Info");

	want(p, strcmp(qpdf_get_pdf_version(p->q), "1.6") <= 0,
	    "a version past PDF 1.6");
	want(p, has(p, p->trailer, "/ID"), "no file identifier");
	want(p, !has(p, p->trailer, "/Encrypt"), "encryption");
	want(p, name_is(p, info, "/Trapped", "/False") ||
	    name_is(p, info, "/Trapped", "/True"), "Trapped is not told");
	want(p, has(p, info, "/CreationDate") && has(p, info, "/ModDate") &&
	    has(p, info, "/Title"), "Info without dates or title");
	want(p, !has(p, p->root, "/AcroForm") && !has(p, p->root, "/AA") &&
	    !has(p, p->root, "/OpenAction") && !has(p, p->root, "/Names"),
	    "forms, actions or scripts");
	qpdf_oh_release(p->q, info);
}

/* Our trees of pages have one level.  (libqpdf's own list of pages is
 * copied each time a page is asked for.) */
static void
check_pages(struct press *p, bool even)
{
	qpdf_oh tree = qpdf_oh_get_key(p->q, p->root, "/Pages");
	qpdf_oh pages = qpdf_oh_get_key(p->q, tree, "/Kids");
	int	n = qpdf_oh_get_array_n_items(p->q, pages);

	want(p, !even || n % 2 == 0, "an odd number of pages");
	for (int i = 0; i < n; i++)
		check_page(p, pages, i);
	qpdf_oh_release(p->q, pages);
	qpdf_oh_release(p->q, tree);
}

int
pdf_press_check(struct str bytes, bool even, struct error *e)
{
	struct press p = { .bytes = bytes };
	int	     rc = qp_open(&p.q, bytes, e);

	if (rc == 0) {
		p.root = qpdf_get_root(p.q);
		p.trailer = qpdf_get_trailer(p.q);
		check_pages(&p, even);
		check_objects(&p);
		check_intent(&p);
		check_metadata(&p);
		check_whole(&p);
		rc = qp_check(p.q, e);
	}
	qp_close(&p.q);
	if (rc == 0 && p.broken != NULL)
		rc = error_library(e, NULL, "the press file is not as PDF/X-4 "
		    "wants it: %s", p.broken);
	return rc;
}
