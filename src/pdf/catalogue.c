/*
 * Catalogue: the objects of the file that are not the contents of its
 * pages (ISO 32000-1 §7.7).
 */
#include <string.h>

#include "octavo/arena.h"
#include "finish_int.h"

/* MediaBox, the bleed and the trimmed page in it: of every page alike. */
static void
put_boxes(struct finish *f, struct buf *out)
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
	buf_puts(out, "/MediaBox");
	put_box(out, media);
	buf_puts(out, "/BleedBox");
	put_box(out, bleed);
	buf_puts(out, "/TrimBox");
	put_box(out, trim);
}

static void
put_annots(const struct finish *f, uint32_t i, struct buf *b)
{
	if (f->annots[i] == NULL)
		return;
	buf_puts(b, "/Annots[");
	for (const struct annot *a = f->annots[i]; a != NULL; a = a->next)
		put_ref(b, a->number);
	buf_putc(b, ']');
}

static void
write_page(struct finish *f, uint32_t i, struct str boxes)
{
	struct buf *b = object_begin(&f->o, f->page + i);

	buf_puts(b, "<</Type/Page/Parent");
	put_ref(b, f->tree);
	buf_puts(b, "/Resources");
	if (f->contents[i].resources != NULL)
		buf_puts(b, f->contents[i].resources);
	else
		put_ref(b, f->resources);
	buf_put_str(b, boxes);
	buf_puts(b, "/Contents");
	put_ref(b, f->content + i);
	if (f->plan->root != NULL) {
		buf_puts(b, "/Tabs/S");
		put_annots(f, i, b);
		if (f->plan->pages[i].nmcids > 0) {
			buf_puts(b, "/StructParents ");
			put_int(b, i);
		}
	}
	buf_puts(b, ">>");
	object_end(&f->o);
}

static void
write_pages(struct finish *f)
{
	uint32_t    n = f->plan->frame->npages;
	struct buf  boxes, *b;

	buf_init(&boxes);
	put_boxes(f, &boxes);
	for (uint32_t i = 0; i < n; i++)
		write_page(f, i, buf_str(&boxes));
	buf_release(&boxes);
	b = object_begin(&f->o, f->tree);
	buf_printf(b, "<</Type/Pages/Count %u/Kids[", n);
	for (uint32_t i = 0; i < n; i++)
		put_ref(b, f->page + i);
	buf_puts(b, "]>>");
	object_end(&f->o);
}

void
info_write(struct finish *f, obj info)
{
	const struct edition *ed = f->plan->book->edition;
	struct str	      authors = pdf_authors(f->arena, ed);
	const char	     *date = pdf_date(f->arena, ed->date);
	struct buf	     *b = object_begin(&f->o, info);

	buf_puts(b, "<</Title");
	put_text(b, ed->title);
	if (authors.n > 0) {
		buf_puts(b, "/Author");
		put_text(b, authors);
	}
	buf_puts(b, "/Creator(Octavo)/Producer");
	put_text(b, STR(PDF_PRODUCER));
	buf_printf(b, "/CreationDate(%s)/ModDate(%s)", date, date);
	if (f->opts->kind == PDF_PRINT)
		buf_puts(b, "/Trapped/False/GTS_PDFXVersion(PDF/X-4)");
	buf_puts(b, ">>");
	object_end(&f->o);
}

/* Bytes that outlive the buffer they were made in. */
static struct str
taken(struct finish *f, struct buf *b)
{
	struct str s = buf_dup(b, f->arena);

	buf_release(b);
	return s;
}

/* Read by programs that know no PDF: without a filter. */
static obj
write_metadata(struct finish *f)
{
	obj	   k = object_new(&f->o);
	struct buf b;

	buf_init(&b);
	pdf_xmp(f->plan->book->edition, f->opts->kind, &b);
	object_stream(&f->o, k, "/Type/Metadata/Subtype/XML", taken(f, &b),
	    STREAM_PLAIN);
	return k;
}

static obj
write_intent(struct finish *f)
{
	bool		press = f->opts->kind == PDF_PRINT;
	struct str	name = f->opts->icc_name, icc = f->opts->icc;
	obj		profile = object_new(&f->o), k = object_new(&f->o);
	struct icc_info info;
	struct buf	own, *b;

	if (icc.n == 0) {
		buf_init(&own);
		(press ? icc_gray : icc_srgb)(&own);
		icc = taken(f, &own);
		name = press ? STR("Gray, dot gain 20 %") :
		    STR("sRGB IEC61966-2.1");
	}
	(void)icc_read(icc, &info);
	object_stream(&f->o, profile, arena_printf(f->arena, "/N %d",
	    info.components), icc, STREAM_RAW);
	b = object_begin(&f->o, k);
	buf_printf(b, "<</Type/OutputIntent/S/%s/DestOutputProfile %u 0 R"
	    "/OutputConditionIdentifier", press ? "GTS_PDFX" : "GTS_PDFA1",
	    profile);
	put_text(b, name);
	buf_puts(b, "/Info");
	put_text(b, name);
	buf_puts(b, ">>");
	object_end(&f->o);
	return k;
}

void
catalogue_write(struct finish *f)
{
	bool	    screen = f->plan->root != NULL;
	obj	    metadata = write_metadata(f), intent = write_intent(f);
	obj	    tree = screen ? structure_write(f) : 0;
	obj	    outline = screen ? outline_write(f) : 0;
	struct buf *b;

	write_pages(f);
	b = object_begin(&f->o, f->root);
	buf_printf(b, "<</Type/Catalog/Pages %u 0 R/Metadata %u 0 R"
	    "/OutputIntents[%u 0 R]/Lang", f->tree, metadata, intent);
	put_text(b, f->plan->book->edition->language);
	buf_puts(b, "/ViewerPreferences<</DisplayDocTitle true>>");
	labels_write(f, b);
	if (screen)
		buf_printf(b, "/StructTreeRoot %u 0 R/MarkInfo<</Marked "
		    "true>>", tree);
	if (outline > 0)
		buf_printf(b, "/Outlines %u 0 R/PageMode/UseOutlines",
		    outline);
	buf_puts(b, ">>");
	object_end(&f->o);
}
