/*
 * The model as selectors see it (table in style.h).
 */
#include "octavo/model.h"
#include "style_int.h"

static const struct {
	const char *tag, *cls;
} view[NODE__MAX] = {
	[NODE_BOOK] = { "body", NULL },
	[NODE_DIV] = { "section", NULL },
	[NODE_HEADING] = { "h1", NULL },
	[NODE_SUBTITLE] = { "p", "subtitle" },
	[NODE_PARA] = { "p", NULL },
	[NODE_ATTRIB] = { "p", "attribution" },
	[NODE_DATELINE] = { "p", "dateline" },
	[NODE_SIGNATURE] = { "p", "signature" },
	[NODE_LINE] = { "p", "line" },
	[NODE_CAPTION] = { "figcaption", NULL },
	[NODE_CELL] = { "td", NULL },
	[NODE_TOC_ENTRY] = { "p", "toc-entry" },
	[NODE_QUOTE] = { "blockquote", NULL },
	[NODE_EPIGRAPH] = { "div", "epigraph" },
	[NODE_LIST] = { "ul", NULL },
	[NODE_ITEM] = { "li", NULL },
	[NODE_VERSE] = { "div", "verse" },
	[NODE_STANZA] = { "div", "stanza" },
	[NODE_FIGURE] = { "figure", NULL },
	[NODE_TABLE] = { "table", NULL },
	[NODE_ROW] = { "tr", NULL },
	[NODE_NOTE] = { "div", "note" },
	[NODE_TOC] = { "div", "toc" },
	[NODE_BREAK] = { "hr", "break" },
	[NODE_CODE_BLOCK] = { "pre", NULL },
	[NODE_EMPH] = { "em", NULL },
	[NODE_STRONG] = { "strong", NULL },
	[NODE_SMALLCAPS] = { "span", "small-caps" },
	[NODE_SUP] = { "sup", NULL },
	[NODE_SUB] = { "sub", NULL },
	[NODE_SPAN] = { "span", NULL },
	[NODE_LINK] = { "a", NULL },
	[NODE_CORR] = { "span", "corr" },
	[NODE_TEXT] = { "span", NULL },
	[NODE_CODE] = { "code", NULL },
	[NODE_CALL] = { "a", "noteref" },
	[NODE_LINEBREAK] = { "br", NULL },
	[NODE_PB] = { "span", "pagebreak" },
};

static const char *const heading_tag[] = { "h1", "h1", "h2", "h3", "h4",
	"h5", "h6" };

static void
add_class(struct elem *e, struct str cls)
{
	if (cls.n > 0 && e->ncls < ELEM_CLASSES)
		e->cls[e->ncls++] = cls;
}

/* Classes and tags that depend on more than the kind. */
static void
refine(const struct node *n, struct elem *e)
{
	static const char *const level[] = { "level-1", "level-2",
	    "level-3" };

	if (n->kind == NODE_HEADING && n->u.heading.level <= 6) {
		e->tag = str_z(heading_tag[n->u.heading.level]);
	} else if (n->kind == NODE_DIV) {
		add_class(e, str_z(role_info(n->u.div.role)->name));
		e->id = n->u.div.id;
	} else if (n->kind == NODE_LIST) {
		if (n->u.list.style >= LIST_DECIMAL)
			e->tag = STR("ol");
		else if (n->u.list.style == LIST_DASH)
			add_class(e, STR("dash"));
	} else if (n->kind == NODE_NOTE) {
		add_class(e, n->u.note.series == SERIES_EDITOR ?
		    STR("editor") : STR("author"));
	} else if (n->kind == NODE_TOC_ENTRY) {
		int l = n->u.toc_entry.level;

		add_class(e, str_z(level[l < 1 ? 0 : l > 3 ? 2 : l - 1]));
	} else if (n->kind == NODE_CELL && n->parent != NULL &&
	    n->parent->kind == NODE_ROW && n->parent->u.row.head) {
		e->tag = STR("th");
	}
}

void
elem_of(const struct node *n, struct elem *e)
{
	struct str rest = n->cls, one;

	*e = (struct elem){ .node = n };
	e->tag = str_z(view[n->kind].tag);
	add_class(e, str_z(view[n->kind].cls));
	refine(n, e);
	while ((one = css_word(&rest)).n > 0)
		add_class(e, one);
}

static bool
has_class(const struct elem *e, struct str cls)
{
	for (int i = 0; i < e->ncls; i++)
		if (str_eq(e->cls[i], cls))
			return true;
	return false;
}

static bool
compound_matches(const struct css_compound *c, const struct elem *e)
{
	if (c->elem.n > 0 && !str_eq(c->elem, e->tag))
		return false;
	if (c->id.n > 0 && !str_eq(c->id, e->id))
		return false;
	for (int i = 0; i < c->ncls; i++)
		if (!has_class(e, c->cls[i]))
			return false;
	if (c->first_letter != e->first_letter)
		return false;
	return !c->first_child ||
	    (e->node != NULL && e->node->prev == NULL);
}

/* The next candidate at the left of a combinator, or NULL. */
static const struct node *
leftward(const struct node *n, char comb)
{
	return comb == '+' ? n->prev : n->parent;
}

/*
 * Part by part from the right.  A descendant combinator takes the
 * nearest ancestor that fits; the selectors of style sheets for books
 * never need a second try further out.
 */
bool
css_matches(const struct css_selector *s, const struct elem *e)
{
	const struct node *n = e->node;
	struct elem	   at;
	int		   i = s->nparts - 1;
	char		   comb = s->part[i].comb;

	if (!compound_matches(&s->part[i], e))
		return false;
	while (--i >= 0) {
		bool hit = false;

		if (n == NULL)
			return false;
		while (!hit && (n = leftward(n, comb)) != NULL) {
			elem_of(n, &at);
			hit = compound_matches(&s->part[i], &at);
			if (!hit && comb != ' ')
				return false;
		}
		if (!hit)
			return false;
		comb = s->part[i].comb;
	}
	return true;
}
