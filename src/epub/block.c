/*
 * The nodes of the model as elements of XHTML: one table row a kind,
 * and functions where an element alone does not say it.
 */
#include "octavo/ledger.h"

#include "epub_int.h"

struct out {
	struct xml		*x;
	const struct epub	*ep;
	const struct epub_doc	*doc;
};

struct shape {
	const char *elem;	/* NULL: no element of its own */
	const char *cls;
	bool	    line;	/* ends its line in the file */
	void	  (*enter)(struct out *, const struct node *);
	void	  (*leave)(struct out *, const struct node *);
};

static const struct shape shapes[NODE__MAX];

void
block_lang(struct xml *x, struct str lang)
{
	if (lang.n == 0)
		return;
	xml_attr_str(x, "lang", lang);
	xml_attr_str(x, "xml:lang", lang);
}

/* Only classes that the style sheet speaks of are written. */
void
block_class(struct xml *x, const struct epub *ep, const char *own,
    struct str cls)
{
	struct buf	b;
	struct str	word;
	size_t		i = 0, from;

	buf_init(&b);
	if (own != NULL && css_has_class(ep, str_z(own)))
		buf_puts(&b, own);
	while (i < cls.n) {
		while (i < cls.n && cls.p[i] == ' ')
			i++;
		for (from = i; i < cls.n && cls.p[i] != ' ';)
			i++;
		word = str_sub(cls, from, i);
		if (word.n == 0 || (own != NULL && str_eqz(word, own)) ||
		    !css_has_class(ep, word))
			continue;
		if (b.len > 0)
			buf_putc(&b, ' ');
		buf_put_str(&b, word);
	}
	if (b.len > 0)
		xml_attr_str(x, "class", buf_str(&b));
	buf_release(&b);
}

static void
anchor(struct out *o, const struct node *n)
{
	uint32_t a = o->ep->facts[n->id].anchor;

	if (a > 0)
		xml_attrf(o->x, "id", "c%u", a);
}

/* Start tag by the table, with what every element may carry. */
static void
open_elem(struct out *o, const struct node *n, const char *elem)
{
	xml_start(o->x, elem);
	anchor(o, n);
	block_lang(o->x, n->lang);
	block_class(o->x, o->ep, shapes[n->kind].cls, n->cls);
}

/* The text of a TEXT, CODE or CODE_BLOCK, with its page marks. */
static void
text_enter(struct out *o, const struct node *n)
{
	struct str	s = n->u.text.text;
	uint32_t	m = o->ep->facts[n->id].mark;
	size_t		at = 0;

	for (; m > 0; m = o->ep->marks[m - 1].next) {
		const struct epub_mark *mark = &o->ep->marks[m - 1];

		if (mark->off > at) {
			xml_text(o->x, str_sub(s, at, mark->off));
			at = mark->off;
		}
		xhtml_mark(o->x, mark);
	}
	xml_text(o->x, str_sub(s, at, s.n));
}

static int
heading_level(const struct node *n)
{
	int level = n->u.heading.level - 1;

	for (const struct node *p = n->parent; p != NULL; p = p->parent)
		level += p->kind == NODE_DIV;
	return level < 1 ? 1 : level > 6 ? 6 : level;
}

static void
heading_enter(struct out *o, const struct node *n)
{
	char elem[3] = { 'h', (char)('0' + heading_level(n)), '\0' };

	xml_start(o->x, elem);
	if (n == o->doc->heading)
		xml_attr(o->x, "id", "h");
	else
		anchor(o, n);
	block_lang(o->x, n->lang);
	block_class(o->x, o->ep, NULL, n->cls);
}

static void
subtitle_enter(struct out *o, const struct node *n)
{
	bool is_subtitle = n->cls.n == 0 || str_eqz(n->cls, "subtitle");

	xml_start(o->x, "p");
	anchor(o, n);
	block_lang(o->x, n->lang);
	block_class(o->x, o->ep, "subtitle", n->cls);
	if (is_subtitle)
		xml_attr(o->x, "role", "doc-subtitle");
}

static void
para_enter(struct out *o, const struct node *n)
{
	const struct epub_note *en;

	open_elem(o, n, "p");
	if (n->parent == NULL || n->parent->kind != NODE_NOTE)
		return;
	en = o->ep->facts[n->parent->id].note;
	if (en != NULL && en->label == n)
		notes_back(o->x, o->ep, o->doc, en);
}

static void
para_leave(struct out *o, const struct node *n)
{
	const struct epub_note *en;

	if (n->next == NULL && n->parent != NULL &&
	    n->parent->kind == NODE_NOTE) {
		en = o->ep->facts[n->parent->id].note;
		if (en != NULL)
			notes_back_more(o->x, o->ep, o->doc, en);
	}
	xml_end_full(o->x);
}

static void
epigraph_enter(struct out *o, const struct node *n)
{
	open_elem(o, n, "div");
	xml_attr(o->x, "epub:type", "epigraph");
	xml_attr(o->x, "role", "doc-epigraph");
	xml_newline(o->x);
}

static void
list_enter(struct out *o, const struct node *n)
{
	enum list_style s = n->u.list.style;

	xml_start(o->x, s == LIST_BULLET || s == LIST_DASH ? "ul" : "ol");
	anchor(o, n);
	block_lang(o->x, n->lang);
	block_class(o->x, o->ep, s == LIST_DASH ? "dash" : NULL, n->cls);
	if (s == LIST_ALPHA)
		xml_attr(o->x, "type", "a");
	if (s != LIST_BULLET && s != LIST_DASH && n->u.list.start > 1)
		xml_attrf(o->x, "start", "%d", n->u.list.start);
	xml_newline(o->x);
}

static void
cell_enter(struct out *o, const struct node *n)
{
	bool head = n->parent != NULL && n->parent->u.row.head;

	open_elem(o, n, head ? "th" : "td");
	if (head)
		xml_attr(o->x, "scope", "col");
}

static void
figure_enter(struct out *o, const struct node *n)
{
	open_elem(o, n, "figure");
	xml_newline(o->x);
	for (size_t i = 0; i < o->ep->nimages; i++) {
		if (o->ep->images[i].figure != n ||
		    o->ep->images[i].name == NULL)
			continue;
		xml_start(o->x, "img");
		xml_attr(o->x, "src", o->ep->images[i].name);
		xml_attr_str(o->x, "alt", n->u.figure.alt);
		xml_end(o->x);
		xml_newline(o->x);
	}
}

static void
code_block_enter(struct out *o, const struct node *n)
{
	open_elem(o, n, "pre");
	xml_start(o->x, "code");
	text_enter(o, n);
	xml_end_full(o->x);
}

static void
code_enter(struct out *o, const struct node *n)
{
	open_elem(o, n, "code");
	text_enter(o, n);
}

static void
call_enter(struct out *o, const struct node *n)
{
	notes_call(o->x, o->ep, o->doc, n);
}

static void
void_enter(struct out *o, const struct node *n)
{
	open_elem(o, n, n->kind == NODE_BREAK ? "hr" : "br");
	xml_end(o->x);
}

/* A page of the witness: its own series, apart from the page list. */
static void
pb_enter(struct out *o, const struct node *n)
{
	if (n->u.pb.n.n == 0)
		return;		/* a page without a number is for TEI */
	xml_start(o->x, "span");
	anchor(o, n);
	block_class(o->x, o->ep, "source-page", n->cls);
	xml_attrf(o->x, "title", "%s %.*s", term(o->ep->lang,
	    TERM_SOURCE_PAGE), STR_ARG(n->u.pb.n));
	xml_end_full(o->x);
}

/* What a link says that names the page of its target. */
static void
put_page(struct out *o, const struct node *n)
{
	const struct frame	 *f = o->ep->opts->pages;
	const struct frame_place *p = NULL, *was = NULL;

	if (f != NULL && n->u.link.target != NULL)
		p = frame_place(f, n->u.link.target);
	if (f != NULL && n->u.link.behind != NULL)
		was = frame_place(f, n->u.link.behind);
	/* Not said again, nor where it is not known and words follow. */
	if (p != NULL ? was != NULL && p->page == was->page :
	    n->first != NULL)
		return;
	xml_text(o->x, node_page_text(o->ep->arena, n, p != NULL ?
	    f->pages[p->page].label : NULL));
}

static void
link_enter(struct out *o, const struct node *n)
{
	const char *href = plan_link(o->ep, o->doc, n);

	for (uint32_t m = o->ep->facts[n->id].mark; m > 0;
	    m = o->ep->marks[m - 1].next)
		xhtml_mark(o->x, &o->ep->marks[m - 1]);
	if (href != NULL) {
		open_elem(o, n, "a");
		xml_attr(o->x, "href", href);
	}
	if (n->u.link.page.n > 0)
		put_page(o, n);
}

static void
link_leave(struct out *o, const struct node *n)
{
	if (plan_link(o->ep, o->doc, n) != NULL)
		xml_end_full(o->x);
}

/* A correction shows only where a link leads to it. */
static void
corr_enter(struct out *o, const struct node *n)
{
	if (o->ep->facts[n->id].anchor > 0)
		open_elem(o, n, "span");
}

static void
corr_leave(struct out *o, const struct node *n)
{
	if (o->ep->facts[n->id].anchor > 0)
		xml_end_full(o->x);
}

static void
elem_leave(struct out *o, const struct node *n)
{
	(void)n;
	xml_end_full(o->x);
}

static void
nothing(struct out *o, const struct node *n)
{
	(void)o, (void)n;
}

#define INLINE(e, c)	{ e, c, false, NULL, elem_leave }
#define BLOCK(e, c)	{ e, c, true, NULL, elem_leave }

static const struct shape shapes[NODE__MAX] = {
	[NODE_BOOK] = { NULL, NULL, false, nothing, nothing },
	[NODE_DIV] = BLOCK("div", NULL),
	[NODE_HEADING] = { NULL, NULL, true, heading_enter, elem_leave },
	[NODE_SUBTITLE] = { NULL, NULL, true, subtitle_enter, elem_leave },
	[NODE_PARA] = { NULL, NULL, true, para_enter, para_leave },
	[NODE_ATTRIB] = BLOCK("p", "attribution"),
	[NODE_DATELINE] = BLOCK("p", "dateline"),
	[NODE_SIGNATURE] = BLOCK("p", "signature"),
	[NODE_LINE] = BLOCK("p", "line"),
	[NODE_CAPTION] = BLOCK("figcaption", NULL),
	[NODE_CELL] = { NULL, NULL, false, cell_enter, elem_leave },
	[NODE_TOC_ENTRY] = { NULL, NULL, false, nothing, nothing },
	[NODE_QUOTE] = BLOCK("blockquote", NULL),
	[NODE_EPIGRAPH] = { NULL, "epigraph", true, epigraph_enter,
	    elem_leave },
	[NODE_LIST] = { NULL, NULL, true, list_enter, elem_leave },
	[NODE_ITEM] = BLOCK("li", NULL),
	[NODE_VERSE] = BLOCK("div", "verse"),
	[NODE_STANZA] = BLOCK("div", "stanza"),
	[NODE_FIGURE] = { NULL, NULL, true, figure_enter, elem_leave },
	[NODE_TABLE] = BLOCK("table", NULL),
	[NODE_ROW] = BLOCK("tr", NULL),
	[NODE_NOTE] = { NULL, NULL, false, nothing, nothing },
	[NODE_TOC] = { NULL, NULL, false, nothing, nothing },
	[NODE_BREAK] = { NULL, "break", true, void_enter, nothing },
	[NODE_CODE_BLOCK] = { NULL, NULL, true, code_block_enter,
	    elem_leave },
	[NODE_EMPH] = INLINE("em", NULL),
	[NODE_STRONG] = INLINE("strong", NULL),
	[NODE_SMALLCAPS] = INLINE("span", "small-caps"),
	[NODE_SUP] = INLINE("sup", NULL),
	[NODE_SUB] = INLINE("sub", NULL),
	[NODE_SPAN] = INLINE("span", NULL),
	[NODE_LINK] = { NULL, NULL, false, link_enter, link_leave },
	[NODE_CORR] = { NULL, NULL, false, corr_enter, corr_leave },
	[NODE_TEXT] = { NULL, NULL, false, text_enter, nothing },
	[NODE_CODE] = { NULL, NULL, false, code_enter, elem_leave },
	[NODE_CALL] = { NULL, NULL, false, call_enter, nothing },
	[NODE_LINEBREAK] = { NULL, NULL, false, void_enter, nothing },
	[NODE_PB] = { NULL, NULL, false, pb_enter, nothing },
};

static void
enter(struct out *o, const struct node *n)
{
	const struct shape *s = &shapes[n->kind];

	if (s->enter != NULL) {
		s->enter(o, n);
		return;
	}
	open_elem(o, n, s->elem);
	if (s->line && n->first != NULL && !node_holds_inlines(n))
		xml_newline(o->x);
}

static void
leave(struct out *o, const struct node *n)
{
	const struct shape *s = &shapes[n->kind];

	s->leave(o, n);
	if (s->line)
		xml_newline(o->x);
}

void
block_write(struct xml *x, const struct epub *ep, const struct epub_doc *d,
    const struct node *root)
{
	struct out	o = { x, ep, d };
	struct walk	w;

	walk_init(&w, root);
	while (plan_next(&w) != WALK_DONE) {
		if (w.node == root)
			continue;
		if (w.event == WALK_ENTER)
			enter(&o, w.node);
		/* Leaves have no exit event. */
		if (w.event == WALK_EXIT || w.node->first == NULL)
			leave(&o, w.node);
	}
}
