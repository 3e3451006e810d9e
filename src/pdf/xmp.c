/*
 * Metadata: the XMP packet (ISO 16684-1) with Dublin Core, the
 * conformance ids and, for the press, what PDF/X-4 asks for.  PDF/A
 * wants properties that XMP does not know described: pdfuaid, and the
 * two of PDF/X (ISO 19005-2 §6.6.2.3).
 */
#include <string.h>

#include "octavo/arena.h"
#include "octavo/file.h"
#include "pdf_int.h"

static void
put_escaped(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '&')
			buf_puts(b, "&amp;");
		else if (s.p[i] == '<')
			buf_puts(b, "&lt;");
		else if (s.p[i] == '>')
			buf_puts(b, "&gt;");
		else if ((unsigned char)s.p[i] >= 0x20)
			buf_putc(b, s.p[i]);
		else
			buf_putc(b, ' ');
	}
}

static void
put_item(struct buf *b, struct str s)
{
	buf_puts(b, "<rdf:li>");
	put_escaped(b, s);
	buf_puts(b, "</rdf:li>");
}

static void
put_one(struct buf *b, const char *name, const char *array, struct str s)
{
	if (s.n == 0)
		return;
	buf_printf(b, "<%s><rdf:%s>", name, array);
	put_item(b, s);
	buf_printf(b, "</rdf:%s></%s>\n", array, name);
}

static void
put_alt(struct buf *b, const char *name, struct str lang, struct str s)
{
	if (s.n == 0)
		return;
	buf_printf(b, "<%s><rdf:Alt><rdf:li xml:lang=\"x-default\">", name);
	put_escaped(b, s);
	buf_printf(b, "</rdf:li><rdf:li xml:lang=\"%.*s\">", STR_ARG(lang));
	put_escaped(b, s);
	buf_printf(b, "</rdf:li></rdf:Alt></%s>\n", name);
}

static void
put_simple(struct buf *b, const char *name, struct str s)
{
	buf_printf(b, "<%s>", name);
	put_escaped(b, s);
	buf_printf(b, "</%s>\n", name);
}

static bool
is_author(const struct creator *c)
{
	return str_eqz(c->role, "aut");
}

static bool
has_author(const struct edition *ed)
{
	for (size_t i = 0; i < ed->ncreators; i++)
		if (is_author(&ed->creators[i]))
			return true;
	return false;
}

/* Authors are creators, all other hands contribute. */
static void
put_hands(struct buf *b, const struct edition *ed, bool authors)
{
	bool all = !has_author(ed), any = false;

	for (size_t i = 0; i < ed->ncreators; i++) {
		if ((all || is_author(&ed->creators[i])) != authors)
			continue;
		if (!any)
			buf_puts(b, authors ? "<dc:creator><rdf:Seq>" :
			    "<dc:contributor><rdf:Bag>");
		any = true;
		put_item(b, ed->creators[i].name);
	}
	if (any)
		buf_puts(b, authors ? "</rdf:Seq></dc:creator>\n" :
		    "</rdf:Bag></dc:contributor>\n");
}

static void
put_subjects(struct buf *b, const struct edition *ed)
{
	if (ed->nsubjects == 0)
		return;
	buf_puts(b, "<dc:subject><rdf:Bag>");
	for (size_t i = 0; i < ed->nsubjects; i++)
		put_item(b, ed->subjects[i]);
	buf_puts(b, "</rdf:Bag></dc:subject>\n");
}

static void
put_dublin_core(struct buf *b, const struct edition *ed)
{
	struct buf title;

	buf_init(&title);
	buf_put_str(&title, ed->title);
	if (ed->subtitle.n > 0) {
		buf_puts(&title, ". ");
		buf_put_str(&title, ed->subtitle);
	}
	buf_puts(b, "<dc:format>application/pdf</dc:format>\n");
	put_alt(b, "dc:title", ed->language, buf_str(&title));
	buf_release(&title);
	put_hands(b, ed, true);
	put_hands(b, ed, false);
	put_subjects(b, ed);
	put_alt(b, "dc:description", ed->language, ed->description);
	put_alt(b, "dc:rights", ed->language, ed->rights);
	put_one(b, "dc:publisher", "Bag", ed->publisher);
	put_one(b, "dc:language", "Bag", ed->language);
	put_one(b, "dc:date", "Seq", ed->date);
	if (ed->identifier.n > 0)
		put_simple(b, "dc:identifier", ed->identifier);
	if (ed->source.n > 0)
		put_simple(b, "dc:source", ed->source);
}

/* YYYY, YYYY-MM or YYYY-MM-DD as numbers; 1 for what is not told. */
static void
split_date(struct str d, int part[3])
{
	int i = 0;

	part[0] = 0, part[1] = part[2] = 0;
	for (size_t k = 0; k < d.n && i < 3; k++) {
		if (d.p[k] == '-')
			i++;
		else if (d.p[k] >= '0' && d.p[k] <= '9')
			part[i] = part[i] % 1000 * 10 + (d.p[k] - '0');
	}
	if (part[0] == 0)
		part[0] = 2000;
	if (part[1] < 1 || part[1] > 12)
		part[1] = 1;
	if (part[2] < 1 || part[2] > 31)
		part[2] = 1;
}

char *
pdf_date(struct arena *a, struct str date)
{
	int p[3];

	split_date(date, p);
	return arena_printf(a, "D:%04d%02d%02d000000Z", p[0], p[1], p[2]);
}

static void
put_dates(struct buf *b, const struct edition *ed)
{
	static const char *const names[] = { "xmp:CreateDate",
		"xmp:ModifyDate", "xmp:MetadataDate" };
	int p[3];

	split_date(ed->date, p);
	for (int i = 0; i < 3; i++)
		buf_printf(b, "<%s>%04d-%02d-%02dT00:00:00Z</%s>\n",
		    names[i], p[0], p[1], p[2], names[i]);
	buf_puts(b, "<xmp:CreatorTool>Octavo</xmp:CreatorTool>\n"
	    "<pdf:Producer>" PDF_PRODUCER "</pdf:Producer>\n");
}

static const char schema_head[] =
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag>\n"
    "<rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema"
    "</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq>"
    "<rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>part of ISO 14289 that the file follows"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

static void
put_screen(struct buf *b)
{
	buf_puts(b, "<rdf:Description rdf:about=\"\"\n"
	    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
	    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
	    "<pdfaid:part>2</pdfaid:part>\n"
	    "<pdfaid:conformance>A</pdfaid:conformance>\n"
	    "<pdfuaid:part>1</pdfuaid:part>\n"
	    "</rdf:Description>\n");
	buf_puts(b, schema_head);
}

/* Ids from the edition's own: the same for the same edition. */
static void
put_press(struct buf *b, const struct edition *ed)
{
	struct buf id;
	char	   hex[65];

	buf_init(&id);
	buf_put_str(&id, ed->identifier);
	buf_put_str(&id, ed->title);
	buf_put_str(&id, ed->date);
	sha256_hex(buf_str(&id), hex);
	buf_release(&id);
	buf_printf(b, "<rdf:Description rdf:about=\"\"\n"
	    " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"\n"
	    " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n"
	    "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
	    "<pdf:Trapped xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">False"
	    "</pdf:Trapped>\n"
	    "<xmpMM:DocumentID>uuid:%.8s-%.4s-%.4s-%.4s-%.12s"
	    "</xmpMM:DocumentID>\n"
	    "<xmpMM:VersionID>1</xmpMM:VersionID>\n"
	    "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
	    "</rdf:Description>\n", hex, hex + 8, hex + 12, hex + 16,
	    hex + 20);
}

void
pdf_xmp(const struct edition *ed, enum pdf_kind kind, struct buf *b)
{
	buf_puts(b, "<?xpacket begin=\"\xEF\xBB\xBF\" "
	    "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-"
	    "ns#\">\n"
	    "<rdf:Description rdf:about=\"\"\n"
	    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
	    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
	    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n");
	put_dublin_core(b, ed);
	put_dates(b, ed);
	buf_puts(b, "</rdf:Description>\n");
	if (kind == PDF_SCREEN)
		put_screen(b);
	else
		put_press(b, ed);
	buf_puts(b, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
}

struct str
pdf_authors(struct arena *a, const struct edition *ed)
{
	bool		all = !has_author(ed);
	struct buf	b;
	struct str	s;

	buf_init(&b);
	for (size_t i = 0; i < ed->ncreators; i++) {
		if (!all && !is_author(&ed->creators[i]))
			continue;
		if (b.len > 0)
			buf_puts(&b, ", ");
		buf_put_str(&b, ed->creators[i].name);
	}
	s = buf_dup(&b, a);
	buf_release(&b);
	return s;
}
