/*
 * One XHTML document: head, body, section; and what its role means to
 * reading systems (EPUB Structural Semantics 1.1, DPUB-ARIA 1.1).
 */
#include "epub_int.h"

static const struct {
	const char	*type;		/* epub:type of the section */
	const char	*aria;		/* role, NULL where there is none */
	enum term	 word;
} roles[ROLE__MAX] = {
	[ROLE_NONE] = { "chapter", "doc-chapter", TERM_CHAPTER },
	[ROLE_HALF_TITLE] = { "halftitlepage", NULL, TERM_HALF_TITLE },
	[ROLE_TITLE_PAGE] = { "titlepage", NULL, TERM_TITLE_PAGE },
	[ROLE_IMPRINT] = { "copyright-page", NULL, TERM_IMPRINT },
	[ROLE_DEDICATION] = { "dedication", "doc-dedication",
	    TERM_DEDICATION },
	[ROLE_EPIGRAPH] = { "epigraph", "doc-epigraph", TERM_EPIGRAPH },
	[ROLE_FOREWORD] = { "foreword", "doc-foreword", TERM_FOREWORD },
	[ROLE_PREFACE] = { "preface", "doc-preface", TERM_PREFACE },
	[ROLE_INTRODUCTION] = { "introduction", "doc-introduction",
	    TERM_INTRODUCTION },
	[ROLE_PART] = { "part", "doc-part", TERM_PART },
	[ROLE_CHAPTER] = { "chapter", "doc-chapter", TERM_CHAPTER },
	[ROLE_AFTERWORD] = { "afterword", "doc-afterword", TERM_AFTERWORD },
	[ROLE_APPENDIX] = { "appendix", "doc-appendix", TERM_APPENDIX },
	[ROLE_NOTE_ON_TEXT] = { "appendix", "doc-appendix",
	    TERM_NOTE_ON_TEXT },
	[ROLE_ERRATA] = { "errata", "doc-errata", TERM_ERRATA },
	[ROLE_CONTENTS] = { "toc", "doc-toc", TERM_CONTENTS },
	[ROLE_COLOPHON] = { "colophon", "doc-colophon", TERM_COLOPHON },
};

const char *
role_type(enum role r)
{
	return roles[r].type;
}

const char *
role_term(const struct epub *ep, enum role r)
{
	return term(ep->lang, roles[r].word);
}

const char *
zone_type(enum zone z)
{
	static const char *const types[] = { "frontmatter", "bodymatter",
	    "backmatter" };

	return types[z];
}

void
xhtml_open(struct xml *x, const struct epub *ep, const char *title,
    enum zone zone)
{
	xml_open(x, true, ep->ed->fine == FINE_NBSP);
	xml_start(x, "html");
	xml_attr(x, "xmlns", "http://www.w3.org/1999/xhtml");
	xml_attr(x, "xmlns:epub", "http://www.idpf.org/2007/ops");
	block_lang(x, ep->lang);
	xml_newline(x);
	xml_start(x, "head");
	xml_newline(x);
	xml_leaf(x, "title", str_z(title));
	xml_start(x, "link");
	xml_attr(x, "rel", "stylesheet");
	xml_attr(x, "href", "style.css");
	xml_end(x);
	xml_newline(x);
	xml_end(x);
	xml_newline(x);
	xml_start(x, "body");
	xml_attr(x, "epub:type", zone_type(zone));
	xml_newline(x);
}

int
xhtml_close(struct xml *x, struct arena *a, struct str *out,
    struct error *e)
{
	xml_end(x);
	xml_newline(x);
	xml_end(x);
	xml_newline(x);
	return xml_close(x, a, out, e);
}

void
xhtml_mark(struct xml *x, const struct epub_mark *m)
{
	xml_start(x, "span");
	xml_attr(x, "id", m->id);
	xml_attr(x, "epub:type", "pagebreak");
	xml_attr(x, "role", "doc-pagebreak");
	xml_attr(x, "aria-label", m->label);
	xml_end_full(x);
}

/* A language of its own stands on the section. */
static void
section_open(struct xml *x, const struct epub *ep, const struct epub_doc *d)
{
	xml_start(x, "section");
	block_lang(x, d->div->lang);
	block_class(x, ep, role_info(d->role)->name, d->div->cls);
	xml_attr(x, "epub:type", role_type(d->role));
	if (roles[d->role].aria != NULL)
		xml_attr(x, "role", roles[d->role].aria);
	if (d->heading != NULL)
		xml_attr(x, "aria-labelledby", "h");
	else
		xml_attr_str(x, "aria-label", d->label);
	xml_newline(x);
}

int
xhtml_write(struct epub *ep, struct epub_doc *d, struct error *e)
{
	struct xml x;

	xhtml_open(&x, ep, d->title, d->zone);
	section_open(&x, ep, d);
	block_write(&x, ep, d, d->div);
	notes_write(&x, ep, d);
	xml_end(&x);
	xml_newline(&x);
	return xhtml_close(&x, ep->arena, &d->xhtml, e);
}
