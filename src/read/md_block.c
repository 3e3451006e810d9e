/*
 * What a paragraph becomes once it is closed, and the ::: blocks.
 */
#include <string.h>

#include "markdown_int.h"

static const struct div_kind {
	const char	*name;
	enum node_kind	 node;	/* PARA: none, its paragraphs are … */
	enum node_kind	 para;	/* … these */
	bool		 verse;
} div_kinds[] = {
	{ "epigraph", NODE_EPIGRAPH, NODE_PARA, false },
	{ "quotation", NODE_QUOTE, NODE_PARA, false },
	{ "verse", NODE_PARA, NODE_PARA, true },
	{ "signature", NODE_PARA, NODE_SIGNATURE, false },
	{ "dateline", NODE_PARA, NODE_DATELINE, false },
	{ "subtitle", NODE_PARA, NODE_SUBTITLE, false },
};

enum { NDIVS = sizeof(div_kinds) / sizeof(div_kinds[0]) };

static const struct md_div *
innermost(const struct md *md)
{
	return md->ndivs > 0 ? &md->divs[md->ndivs - 1] : NULL;
}

static struct node *
first_linebreak(struct node *block)
{
	struct walk w;

	walk_init(&w, block);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_LINEBREAK)
			return (struct node *)(uintptr_t)w.node;
	return NULL;
}

static void
trim_end(struct node *block)
{
	struct node *t = block->last;

	if (t != NULL && t->kind == NODE_TEXT) {
		t->u.text.text = str_trim(t->u.text.text);
		if (t->u.text.text.n == 0)
			node_unlink(t);
	}
}

/* A paragraph to a stanza of the VERSE before it, or of a new one. */
static void
to_stanza(struct md *md, struct node *para)
{
	struct node *verse = para->prev, *stanza, *line = para, *br, *rest;

	if (verse == NULL || verse->kind != NODE_VERSE) {
		verse = node_new(md->m, NODE_VERSE, para->span);
		if (innermost(md) != NULL && innermost(md)->verse)
			verse->cls = innermost(md)->cls;
		node_insert_before(para, verse);
	}
	stanza = node_new(md->m, NODE_STANZA, para->span);
	node_append(verse, stanza);
	node_unlink(para);
	node_append(stanza, para);
	para->kind = NODE_LINE;
	while ((br = first_linebreak(line)) != NULL) {
		rest = node_split(md->m, line, br);
		node_unlink(br);
		line = rest;
	}
}

static void
place_figures(struct md *md, struct node *block)
{
	struct node *f, *next, *at = block;

	for (f = md->figures; f != NULL; f = next) {
		next = f->next;
		f->next = NULL;
		if (block->kind == NODE_CELL) {
			diag(md->sink, DIAG_HTML_IGNORED, f->span,
			    "an image in a table");
			continue;
		}
		node_insert_after(at, f);
		at = f;
	}
	md->figures = md->last_figure = NULL;
	if (at != block && block->kind == NODE_PARA && (block->first ==
	    NULL || (block->first == block->last &&
	    block->first->kind == NODE_TEXT &&
	    str_trim(block->first->u.text.text).n == 0)))
		node_unlink(block);
}

/* Between quotation marks of the Markdown kind or in a ::: of it. */
static bool
is_set_apart(const struct node *para)
{
	return para->parent != NULL && (para->parent->kind == NODE_QUOTE ||
	    para->parent->kind == NODE_EPIGRAPH);
}

void
md_end_para(struct md *md, struct node *n)
{
	const struct md_div	*d = innermost(md);
	struct node		*br = md->source_break;

	md->source_break = NULL;
	if (md->figures != NULL)
		place_figures(md, n);
	if (n->parent == NULL || n->kind != NODE_PARA)
		return;
	if (br != NULL && br->parent == n) {
		(void)node_split(md->m, n, br);
		node_unlink(br);
		trim_end(n);
	}
	if ((d != NULL && d->verse && n->parent == d->up) ||
	    (is_set_apart(n) && md->hard > 0 && md->soft == 0))
		to_stanza(md, n);
	else if (d != NULL && d->para != NODE_PARA && n->parent == d->up) {
		n->kind = d->para;
		n->cls = d->cls;
	}
}

static bool
opens_with_dash(const struct node *block)
{
	const struct node *t = block->first;

	return t != NULL && t->kind == NODE_TEXT &&
	    str_starts(t->u.text.text, STR("— "));
}

static void
to_attrib(struct node *quote, struct node *block)
{
	struct node *t = block->first;

	block->kind = NODE_ATTRIB;
	t->u.text.text = str_sub(t->u.text.text, 4, t->u.text.text.n);
	node_unlink(block);
	node_append(quote, block);
}

/* The last line of the last stanza may be the source. */
static struct node *
last_verse_line(const struct node *verse)
{
	struct node *stanza = verse->last, *line;

	line = stanza != NULL ? stanza->last : NULL;
	return line != NULL && line->prev != NULL ? line : NULL;
}

void
md_end_quote(struct md *md, struct node *n)
{
	struct node *last = n->last;

	(void)md;
	if (last != NULL && last->kind == NODE_VERSE)
		last = last_verse_line(last);
	if (last == NULL || (last->kind != NODE_PARA &&
	    last->kind != NODE_LINE) || !opens_with_dash(last))
		return;
	if (n->kind == NODE_QUOTE && last->kind == NODE_PARA &&
	    (last->prev == NULL || (last->prev->kind == NODE_PARA &&
	    opens_with_dash(last->prev))))
		return;		/* dialogue, not a source */
	to_attrib(n, last);
}

/* The next word of the line that opens a block. */
static struct str
next_word(struct str *rest)
{
	struct str word;
	size_t	   n = 0;

	*rest = str_trim(*rest);
	while (n < rest->n && rest->p[n] != ' ')
		n++;
	word = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n, rest->n);
	return word;
}

/* lang=TAG and class=NAME, after the kind. */
static void
div_attributes(struct md *md, const struct piece *p, struct str rest,
    struct md_div *d)
{
	struct str word;

	while ((word = next_word(&rest)).n > 0)
		if (str_starts(word, STR("lang=")) && word.n > 5)
			d->lang = str_dup(md->m->arena,
			    str_sub(word, 5, word.n));
		else if (str_starts(word, STR("class=")) && word.n > 6)
			d->cls = str_dup(md->m->arena,
			    str_sub(word, 6, word.n));
		else
			diag(md->sink, DIAG_DIV_UNKNOWN, p->span, "%.*s: "
			    "after the kind come lang=… and class=…",
			    STR_ARG(word));
}

static const struct div_kind *
div_kind_of(struct md *md, const struct piece *p, struct md_div *d)
{
	const char	*names[NDIVS + 1], *near;
	struct str	 rest = p->name, word = next_word(&rest);

	for (int i = 0; i < NDIVS; i++) {
		names[i] = div_kinds[i].name;
		if (str_eqz(word, names[i])) {
			div_attributes(md, p, rest, d);
			return &div_kinds[i];
		}
	}
	names[NDIVS] = NULL;
	near = nearest_name(word, names);
	diag(md->sink, DIAG_DIV_UNKNOWN, p->span, "%.*s%s%s%s",
	    STR_ARG(word), near ? " (the nearest is " : "",
	    near ? near : "", near ? ")" : "");
	return NULL;
}

void
md_div_open(struct md *md, const struct piece *p)
{
	struct md_div		 new = { .up = md->at, .para = NODE_PARA,
				     .span = p->span };
	const struct div_kind	*k = div_kind_of(md, p, &new);
	struct md_div		*d;

	if (md->ndivs == MD_DIVS) {
		diag(md->sink, DIAG_NESTING, p->span, NULL);
		return;
	}
	d = &md->divs[md->ndivs++];
	*d = new;
	if (k == NULL)
		return;
	d->para = k->para;
	d->verse = k->verse;
	if (k->node == NODE_PARA)
		return;
	d->node = node_new(md->m, k->node, p->span);
	d->node->lang = d->lang;
	d->node->cls = d->cls;
	node_append(md->at, d->node);
	md->at = d->node;
}

void
md_div_close(struct md *md, struct span at)
{
	struct md_div *d;

	if (md->ndivs == 0) {
		diag(md->sink, DIAG_DIV_UNKNOWN, at,
		    "there is nothing to close");
		return;
	}
	d = &md->divs[--md->ndivs];
	md->at = d->up;
	if (d->node != NULL)
		md_end_quote(md, d->node);
}

void
md_divs_end(struct md *md)
{
	while (md->ndivs > 0) {
		diag(md->sink, DIAG_DIV_OPEN,
		    md->divs[md->ndivs - 1].span, NULL);
		md_div_close(md, SPAN_NONE);
	}
}
