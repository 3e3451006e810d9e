/*
 * The package document (EPUB 3.3, 5): metadata, manifest, spine, guide.
 */
#include "epub_int.h"

static void
line(struct xml *x)
{
	xml_end(x);
	xml_newline(x);
}

/* dc:NAME, with an id when something refines it. */
static void
dc(struct xml *x, const char *name, const char *id, struct str value)
{
	if (value.n == 0)
		return;
	xml_start(x, name);
	if (id != NULL)
		xml_attr(x, "id", id);
	xml_text(x, value);
	line(x);
}

static void
refine(struct xml *x, const char *id, const char *property,
    const char *scheme, struct str value)
{
	xml_start(x, "meta");
	xml_attrf(x, "refines", "#%s", id);
	xml_attr(x, "property", property);
	if (scheme != NULL)
		xml_attr(x, "scheme", scheme);
	xml_text(x, value);
	line(x);
}

static void
titles(struct xml *x, const struct epub *ep)
{
	const struct edition *ed = ep->ed;

	dc(x, "dc:title", "t1", ed->title);
	refine(x, "t1", "title-type", NULL, STR("main"));
	if (ed->file_as.n > 0)
		refine(x, "t1", "file-as", NULL, ed->file_as);
	if (ed->subtitle.n == 0)
		return;
	dc(x, "dc:title", "t2", ed->subtitle);
	refine(x, "t2", "title-type", NULL, STR("subtitle"));
}

static bool
is_author(const struct creator *c)
{
	return str_eqz(c->role, "aut");
}

static bool
is_same(const struct creator *a, const struct creator *b)
{
	return str_eq(a->name, b->name) && is_author(a) == is_author(b);
}

/* One element a person; the further roles of the same name follow. */
static void
creator(struct xml *x, const struct epub *ep, size_t i, bool main,
    unsigned seq)
{
	const struct creator	*list = ep->ed->creators, *c = &list[i];
	const char		*id = arena_printf(ep->arena, "a%zu", i + 1);

	dc(x, main ? "dc:creator" : "dc:contributor", id, c->name);
	for (size_t j = i; j < ep->ed->ncreators; j++)
		if (is_same(c, &list[j]) && list[j].role.n > 0)
			refine(x, id, "role", "marc:relators",
			    list[j].role);
	refine(x, id, "file-as", NULL, c->file_as.n > 0 ? c->file_as :
	    c->name);
	if (main)
		refine(x, id, "display-seq", NULL, str_z(arena_printf(
		    ep->arena, "%u", seq)));
}

static void
creators(struct xml *x, const struct epub *ep)
{
	const struct creator	*list = ep->ed->creators;
	size_t			 n = ep->ed->ncreators;
	bool			 authors = false, seen;
	unsigned		 seq = 0;

	for (size_t i = 0; i < n; i++)
		authors = authors || is_author(&list[i]);
	for (size_t i = 0; i < n; i++) {
		bool main = !authors || is_author(&list[i]);

		seen = false;
		for (size_t j = 0; j < i; j++)
			seen = seen || is_same(&list[j], &list[i]);
		if (!seen)
			creator(x, ep, i, main, main ? ++seq : 0);
	}
}

/* Where the texts come from, each said once. */
static void
sources(struct xml *x, const struct epub *ep)
{
	const struct edition *ed = ep->ed;

	dc(x, "dc:source", NULL, ed->source);
	for (size_t i = 0; i < ed->nparts; i++) {
		bool seen = str_eq(ed->parts[i].source, ed->source);

		for (size_t j = 0; j < i; j++)
			seen = seen || str_eq(ed->parts[j].source,
			    ed->parts[i].source);
		if (!seen)
			dc(x, "dc:source", NULL, ed->parts[i].source);
	}
}

/* Bare digits, as the URN has them. */
static const char *
isbn_urn(const struct epub *ep, struct str isbn)
{
	struct buf	b;
	const char     *urn;

	buf_init(&b);
	for (size_t i = 0; i < isbn.n; i++)
		if (isbn.p[i] != '-' && isbn.p[i] != ' ')
			buf_putc(&b, isbn.p[i]);
	urn = arena_printf(ep->arena, "urn:isbn:%s", b.data);
	buf_release(&b);
	return urn;
}

/* The edition whose pages are marked: its ISBN, or its name in words. */
static void
pagination(struct xml *x, const struct epub *ep)
{
	const struct edition	*ed = ep->ed;
	struct str		 isbn = ed->isbn_print.n > 0 ?
	    ed->isbn_print : ed->isbn_pdf;
	const char		*name;

	if (ep->nmarks == 0)
		return;
	name = isbn.n > 0 ? isbn_urn(ep, isbn) : arena_printf(ep->arena,
	    "%.*s (PDF, %.*s)", STR_ARG(ed->title), STR_ARG(ed->date));
	dc(x, "dc:source", "pages", str_z(name));
	refine(x, "pages", "source-of", NULL, STR("pagination"));
	if (ep->opts->compat)
		return;
	xml_start(x, "meta");
	xml_attr(x, "property", "pageBreakSource");
	xml_textz(x, name);
	line(x);
}

/* YYYY, YYYY-MM or YYYY-MM-DD as the instant it begins. */
static void
modified(struct xml *x, const struct epub *ep)
{
	struct str	 d = ep->ed->date;
	const char	*rest = d.n >= 10 ? "" : d.n >= 7 ? "-01" : "-01-01";

	if (d.n < 4) {
		d = STR("1980");
		rest = "-01-01";
	}
	xml_start(x, "meta");
	xml_attr(x, "property", "dcterms:modified");
	xml_textz(x, arena_printf(ep->arena, "%.*s%sT00:00:00Z",
	    STR_ARG(d), rest));
	line(x);
}

static void
metadata(struct xml *x, const struct epub *ep)
{
	const struct edition *ed = ep->ed;

	xml_start(x, "metadata");
	xml_attr(x, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	xml_newline(x);
	dc(x, "dc:identifier", "uid", ep->uid);
	if (ed->isbn_epub.n > 0)
		dc(x, "dc:identifier", NULL, str_z(isbn_urn(ep,
		    ed->isbn_epub)));
	titles(x, ep);
	creators(x, ep);
	dc(x, "dc:language", NULL, ep->lang);
	dc(x, "dc:publisher", NULL, ed->publisher);
	dc(x, "dc:date", NULL, ed->date);
	dc(x, "dc:rights", NULL, ed->rights);
	dc(x, "dc:description", NULL, ed->description);
	for (size_t i = 0; i < ed->nsubjects; i++)
		dc(x, "dc:subject", NULL, ed->subjects[i]);
	sources(x, ep);
	modified(x, ep);
	pagination(x, ep);
	a11y_write(x, ep);
	if (ep->cover.name != NULL) {
		xml_start(x, "meta");
		xml_attr(x, "name", "cover");
		xml_attr(x, "content", "cover-image");
		line(x);
	}
	line(x);
}

static void
item(struct xml *x, const char *id, const char *href, const char *type,
    const char *properties)
{
	xml_start(x, "item");
	xml_attr(x, "id", id);
	xml_attr(x, "href", href);
	xml_attr(x, "media-type", type);
	if (properties != NULL)
		xml_attr(x, "properties", properties);
	line(x);
}

static const char *
doc_id(const struct epub *ep, const struct epub_doc *d)
{
	return arena_printf(ep->arena, "x-%s", d->name);
}

static void
manifest(struct xml *x, const struct epub *ep)
{
	static const char xhtml[] = "application/xhtml+xml";

	xml_start(x, "manifest");
	xml_newline(x);
	if (ep->cover.name != NULL) {
		item(x, "cover-image", ep->cover.name, ep->cover.type,
		    "cover-image");
		item(x, "cover", "cover.xhtml", xhtml, NULL);
	}
	for (size_t i = 0; i < ep->ndocs; i++)
		item(x, doc_id(ep, &ep->docs[i]), arena_printf(ep->arena,
		    "%s.xhtml", ep->docs[i].name), xhtml,
		    i == ep->nav ? "nav" : NULL);
	for (size_t i = 0; i < ep->nimages; i++)
		if (ep->images[i].name != NULL)
			item(x, arena_printf(ep->arena, "i-%zu", i + 1),
			    ep->images[i].name, ep->images[i].type, NULL);
	for (size_t i = 0; i < ep->nfonts; i++)
		item(x, arena_printf(ep->arena, "f-%zu", i + 1),
		    ep->fonts[i].name, ep->fonts[i].type, NULL);
	if (ep->nfonts > 0)
		item(x, "licence", "licence.txt", "text/plain", NULL);
	item(x, "style", "style.css", "text/css", NULL);
	item(x, "ncx", "toc.ncx", "application/x-dtbncx+xml", NULL);
	line(x);
}

static void
spine(struct xml *x, const struct epub *ep)
{
	xml_start(x, "spine");
	xml_attr(x, "toc", "ncx");
	xml_newline(x);
	if (ep->cover.name != NULL) {
		xml_start(x, "itemref");
		xml_attr(x, "idref", "cover");
		line(x);
	}
	for (size_t i = 0; i < ep->ndocs; i++) {
		xml_start(x, "itemref");
		xml_attr(x, "idref", doc_id(ep, &ep->docs[i]));
		line(x);
	}
	line(x);
}

static void
reference(struct xml *x, const char *type, const char *title,
    const char *href)
{
	xml_start(x, "reference");
	xml_attr(x, "type", type);
	xml_attr(x, "title", title);
	xml_attr(x, "href", href);
	line(x);
}

/* For Kindle. */
static void
guide(struct xml *x, const struct epub *ep)
{
	xml_start(x, "guide");
	xml_newline(x);
	if (ep->cover.name != NULL)
		reference(x, "cover", term(ep->lang, TERM_COVER),
		    "cover.xhtml");
	reference(x, "toc", term(ep->lang, TERM_CONTENTS), "nav.xhtml");
	for (size_t i = 0; i < ep->ndocs; i++)
		if (ep->docs[i].zone == ZONE_BODY) {
			reference(x, "text", term(ep->lang,
			    TERM_START_OF_TEXT), arena_printf(ep->arena,
			    "%s.xhtml", ep->docs[i].name));
			break;
		}
	line(x);
}

int
opf_write(struct epub *ep, struct str *out, struct error *e)
{
	struct xml x;

	xml_open(&x, false, ep->ed->fine == FINE_NBSP);
	xml_start(&x, "package");
	xml_attr(&x, "xmlns", "http://www.idpf.org/2007/opf");
	xml_attr(&x, "version", "3.0");
	xml_attr(&x, "unique-identifier", "uid");
	xml_attr_str(&x, "xml:lang", ep->lang);
	xml_attr(&x, "dir", "ltr");
	xml_attr(&x, "prefix",
	    "a11y: http://www.idpf.org/epub/vocab/package/a11y/# "
	    "schema: http://schema.org/");
	xml_newline(&x);
	metadata(&x, ep);
	manifest(&x, ep);
	spine(&x, ep);
	guide(&x, ep);
	xml_end(&x);
	xml_newline(&x);
	return xml_close(&x, ep->arena, out, e);
}
