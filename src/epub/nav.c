/*
 * The navigation document: contents, landmarks and page list (EPUB 3.3,
 * 7), all in the language of the book.
 */
#include "epub_int.h"

static void
marks_of(struct xml *x, const struct epub *ep, const struct node *root)
{
	struct walk w;

	walk_init(&w, root);
	while (root != NULL && walk_next(&w) != WALK_DONE) {
		uint32_t m = w.event == WALK_ENTER ?
		    ep->facts[w.node->id].mark : 0;

		for (; m > 0; m = ep->marks[m - 1].next)
			xhtml_mark(x, &ep->marks[m - 1]);
	}
}

/* Page marks of the printed contents stand in the same lines here. */
static void
toc_line(struct xml *x, const struct epub *ep, const struct epub_doc *d)
{
	xml_start(x, "a");
	xml_attr(x, "href", arena_printf(ep->arena, "%s.xhtml", d->name));
	if (d->div != NULL)
		marks_of(x, ep, ep->facts[d->div->id].entry);
	xml_text(x, d->label);
	xml_end(x);
}

/* The list of one level is opened and closed by what follows. */
static void
toc_list(struct xml *x, const struct epub *ep)
{
	int depth = 0;

	for (size_t i = 0; i < ep->ndocs; i++) {
		const struct epub_doc *d = &ep->docs[i];

		if (d->depth > depth) {
			xml_newline(x);
			xml_start(x, "ol");
			xml_newline(x);
			depth = d->depth;
		} else {
			xml_end(x);
			xml_newline(x);
		}
		for (; depth > d->depth; depth--) {
			xml_end(x);
			xml_newline(x);
			xml_end(x);
			xml_newline(x);
		}
		xml_start(x, "li");
		toc_line(x, ep, d);
	}
	for (; depth > 0; depth--) {
		xml_end(x);
		xml_newline(x);
		xml_end(x);
		xml_newline(x);
	}
}

static void
toc_write(struct xml *x, const struct epub *ep)
{
	const struct epub_doc *d = &ep->docs[ep->nav];

	xml_start(x, "nav");
	block_class(x, ep, "contents", STR_NULL);
	xml_attr(x, "id", "toc");
	xml_attr(x, "epub:type", "toc");
	xml_attr(x, "role", "doc-toc");
	xml_attr(x, "aria-labelledby", "h");
	xml_newline(x);
	xml_start(x, "h1");
	xml_attr(x, "id", "h");
	marks_of(x, ep, d->heading);
	xml_text(x, d->label);
	xml_end(x);
	toc_list(x, ep);
	xml_end(x);
	xml_newline(x);
}

static void
item(struct xml *x, const char *type, const char *href, struct str label)
{
	xml_start(x, "li");
	xml_start(x, "a");
	if (type != NULL)
		xml_attr(x, "epub:type", type);
	xml_attr(x, "href", href);
	xml_text(x, label);
	xml_end(x);
	xml_end(x);
	xml_newline(x);
}

static void
hidden_open(struct xml *x, const char *type, const char *role,
    const char *title)
{
	xml_start(x, "nav");
	xml_attr(x, "epub:type", type);
	if (role != NULL)
		xml_attr(x, "role", role);
	xml_attr(x, "aria-label", title);
	xml_attr(x, "hidden", "hidden");
	xml_newline(x);
	xml_start(x, "ol");
	xml_newline(x);
}

static void
hidden_close(struct xml *x)
{
	xml_end(x);
	xml_newline(x);
	xml_end(x);
	xml_newline(x);
}

/* Roles that have a landmark: the first text of each. */
static const enum role marked[] = { ROLE_TITLE_PAGE, ROLE_FOREWORD,
	ROLE_PREFACE, ROLE_INTRODUCTION, ROLE_AFTERWORD, ROLE_APPENDIX,
	ROLE_ERRATA, ROLE_COLOPHON };

static const struct epub_doc *
first_of(const struct epub *ep, enum role r)
{
	for (size_t i = 0; i < ep->ndocs; i++)
		if (ep->docs[i].role == r && ep->docs[i].up == NULL)
			return &ep->docs[i];
	return NULL;
}

static void
landmarks_write(struct xml *x, const struct epub *ep)
{
	const struct epub_doc *d;

	hidden_open(x, "landmarks", NULL, term(ep->lang, TERM_LANDMARKS));
	if (ep->cover.name != NULL)
		item(x, "cover", "cover.xhtml",
		    str_z(term(ep->lang, TERM_COVER)));
	item(x, "toc", "nav.xhtml#toc", ep->docs[ep->nav].label);
	for (size_t i = 0; i < ep->ndocs; i++)
		if (ep->docs[i].zone == ZONE_BODY) {
			item(x, "bodymatter", arena_printf(ep->arena,
			    "%s.xhtml", ep->docs[i].name),
			    str_z(term(ep->lang, TERM_START_OF_TEXT)));
			break;
		}
	for (size_t i = 0; i < sizeof(marked) / sizeof(marked[0]); i++)
		if ((d = first_of(ep, marked[i])) != NULL)
			item(x, role_type(d->role), arena_printf(ep->arena,
			    "%s.xhtml", d->name), d->label);
	hidden_close(x);
}

static void
pages_write(struct xml *x, const struct epub *ep)
{
	if (ep->nmarks == 0)
		return;
	hidden_open(x, "page-list", "doc-pagelist", term(ep->lang,
	    TERM_PAGE_LIST));
	for (size_t i = 0; i < ep->nmarks; i++) {
		const struct epub_mark *m = &ep->marks[i];

		item(x, NULL, arena_printf(ep->arena, "%s.xhtml#%s",
		    plan_doc_of(ep, m->text)->name, m->id),
		    str_z(m->label));
	}
	hidden_close(x);
}

int
nav_write(struct epub *ep, struct error *e)
{
	struct epub_doc	*d = &ep->docs[ep->nav];
	struct xml	 x;

	xhtml_open(&x, ep, d->title, d->zone);
	toc_write(&x, ep);
	landmarks_write(&x, ep);
	pages_write(&x, ep);
	return xhtml_close(&x, ep->arena, &d->xhtml, e);
}
