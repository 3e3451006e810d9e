/*
 * The contents for readers of EPUB 2 (NCX, ANSI/NISO Z39.86-2005), with
 * the page list.
 */
#include "epub_int.h"

static void
meta(struct xml *x, const char *name, struct str content)
{
	xml_start(x, "meta");
	xml_attr(x, "name", name);
	xml_attr_str(x, "content", content);
	xml_end(x);
	xml_newline(x);
}

static void
head(struct xml *x, const struct epub *ep)
{
	int	depth = 1;
	char	number[24];

	for (size_t i = 0; i < ep->ndocs; i++)
		if (ep->docs[i].depth > depth)
			depth = ep->docs[i].depth;
	xml_start(x, "head");
	xml_newline(x);
	meta(x, "dtb:uid", ep->uid);
	(void)snprintf(number, sizeof(number), "%d", depth);
	meta(x, "dtb:depth", str_z(number));
	(void)snprintf(number, sizeof(number), "%zu", ep->nmarks);
	meta(x, "dtb:totalPageCount", str_z(number));
	meta(x, "dtb:maxPageNumber", str_z(number));
	xml_end(x);
	xml_newline(x);
	xml_start(x, "docTitle");
	xml_leaf(x, "text", ep->ed->title);
	xml_end(x);
	xml_newline(x);
}

static void
label(struct xml *x, struct str text)
{
	xml_start(x, "navLabel");
	xml_start(x, "text");
	xml_text(x, text);
	xml_end(x);
	xml_end(x);
}

static void
content(struct xml *x, const char *src)
{
	xml_start(x, "content");
	xml_attr(x, "src", src);
	xml_end(x);
}

static void
map(struct xml *x, const struct epub *ep)
{
	int depth = 0;

	xml_start(x, "navMap");
	for (size_t i = 0; i < ep->ndocs; i++) {
		const struct epub_doc *d = &ep->docs[i];

		for (; depth >= d->depth; depth--)
			xml_end(x);
		depth = d->depth;
		xml_newline(x);
		xml_start(x, "navPoint");
		xml_attrf(x, "id", "n-%s", d->name);
		label(x, d->label);
		content(x, arena_printf(ep->arena, "%s.xhtml", d->name));
	}
	for (; depth > 0; depth--)
		xml_end(x);
	xml_end(x);
	xml_newline(x);
}

static bool
is_number(const char *s)
{
	while (*s >= '0' && *s <= '9')
		s++;
	return *s == '\0';
}

static void
pages(struct xml *x, const struct epub *ep)
{
	if (ep->nmarks == 0)
		return;
	xml_start(x, "pageList");
	for (size_t i = 0; i < ep->nmarks; i++) {
		const struct epub_mark *m = &ep->marks[i];

		xml_newline(x);
		xml_start(x, "pageTarget");
		xml_attr(x, "id", m->id);
		xml_attr(x, "type", is_number(m->label) ? "normal" :
		    "front");
		label(x, str_z(m->label));
		content(x, arena_printf(ep->arena, "%s.xhtml#%s",
		    plan_doc_of(ep, m->text)->name, m->id));
		xml_end(x);
	}
	xml_end(x);
	xml_newline(x);
}

int
ncx_write(struct epub *ep, struct str *out, struct error *e)
{
	struct xml x;

	xml_open(&x, false, ep->ed->fine == FINE_NBSP);
	xml_start(&x, "ncx");
	xml_attr(&x, "xmlns", "http://www.daisy.org/z3986/2005/ncx/");
	xml_attr(&x, "version", "2005-1");
	xml_attr_str(&x, "xml:lang", ep->lang);
	xml_newline(&x);
	head(&x, ep);
	map(&x, ep);
	pages(&x, ep);
	xml_end(&x);
	xml_newline(&x);
	return xml_close(&x, ep->arena, out, e);
}
