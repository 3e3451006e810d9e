/*
 * What the book offers to readers who do not see it, or see it
 * otherwise: schema.org properties, derived from what the book holds
 * (EPUB Accessibility 1.1).  A conformance claim is a person's.
 */
#include "epub_int.h"

static void
property(struct xml *x, const char *name, const char *value)
{
	xml_start(x, "meta");
	xml_attr(x, "property", name);
	xml_textz(x, value);
	xml_end(x);
	xml_newline(x);
}

struct facts {
	bool images, notes, pages, cover;
};

static struct facts
facts_of(const struct epub *ep)
{
	struct facts f = { .images = ep->nimages > 0,
	    .pages = ep->nmarks > 0, .cover = ep->cover.name != NULL };

	for (size_t i = 0; i < ep->ndocs; i++)
		f.notes = f.notes || ep->docs[i].notes != NULL;
	return f;
}

static void
features(struct xml *x, const struct facts *f)
{
	const struct { const char *name; bool holds; } list[] = {
		{ "ARIA", true },
		{ "alternativeText", f->images || f->cover },
		{ "displayTransformability", true },
		{ "pageBreakMarkers", f->pages },
		{ "pageNavigation", f->pages },
		{ "readingOrder", true },
		{ "structuralNavigation", true },
		{ "tableOfContents", true },
		{ "unlocked", true },
	};

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (list[i].holds)
			property(x, "schema:accessibilityFeature",
			    list[i].name);
}

static void
summary(struct xml *x, const struct epub *ep, const struct facts *f)
{
	struct buf b;

	buf_init(&b);
	buf_puts(&b, term(ep->lang, TERM_A11Y_SUMMARY));
	if (f->notes)
		buf_printf(&b, " %s", term(ep->lang, TERM_A11Y_NOTES));
	if (f->pages)
		buf_printf(&b, " %s", term(ep->lang, TERM_A11Y_PAGES));
	buf_printf(&b, " %s", term(ep->lang, f->images ? TERM_A11Y_IMAGES :
	    TERM_A11Y_TEXT_ONLY));
	property(x, "schema:accessibilitySummary", b.data);
	buf_release(&b);
}

static void
claim(struct xml *x, const struct epub *ep)
{
	if (ep->ed->evaluated_by.n == 0)
		return;
	xml_start(x, "meta");
	xml_attr(x, "id", "conf");
	xml_attr(x, "property", "dcterms:conformsTo");
	xml_textz(x, "EPUB Accessibility 1.1 - WCAG 2.2 Level AA");
	xml_end(x);
	xml_newline(x);
	xml_start(x, "meta");
	xml_attr(x, "refines", "#conf");
	xml_attr(x, "property", "a11y:certifiedBy");
	xml_text(x, ep->ed->evaluated_by);
	xml_end(x);
	xml_newline(x);
}

void
a11y_write(struct xml *x, const struct epub *ep)
{
	struct facts f = facts_of(ep);

	property(x, "schema:accessMode", "textual");
	if (f.images)
		property(x, "schema:accessMode", "visual");
	property(x, "schema:accessModeSufficient", "textual");
	features(x, &f);
	property(x, "schema:accessibilityHazard", "none");
	summary(x, ep, &f);
	claim(x, ep);
}
