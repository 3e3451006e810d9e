/*
 * Markdown to the model.
 *
 *   read_markdown
 *     scan_pieces            notes, ::: lines, text between
 *     parse (each piece)     cmark's tree, walked by its iterator
 *       enter, leave         one row of kinds[] for each kind of node
 *     notes_resolve
 *
 * cmark-gfm reads without its footnote option, which loses labels and
 * drops uncalled notes without a word.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "markdown_int.h"	/* first: it hides cmark's short names */

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

static pthread_once_t extensions_once = PTHREAD_ONCE_INIT;

static uint32_t
place(const struct piece *p, int line, int col)
{
	uint32_t at, end = p->span.end;

	if (line < 1 || (size_t)line > p->nlines)
		return end;
	at = p->line[line - 1] + (uint32_t)(col > 0 ? col - 1 : 0);
	return at < end ? at : end;
}

struct span
md_span(const struct md *md, cmark_node *n)
{
	struct span s = md->span;
	int line = cmark_node_get_start_line(n);

	if (md->piece == NULL || line < 1)
		return s;
	s.source = md->piece->span.source;
	s.start = place(md->piece, line, cmark_node_get_start_column(n));
	s.end = place(md->piece, cmark_node_get_end_line(n),
	    cmark_node_get_end_column(n) + 1);
	if (s.end < s.start)
		s.end = s.start;
	return s;
}

bool
md_push(struct md *md, struct node *n, const char *tag)
{
	if (md->depth == LIMIT_DEPTH) {
		diag(md->sink, DIAG_NESTING, n->span, NULL);
		return false;
	}
	md->frames[md->depth].up = md->at;
	md->frames[md->depth].tag = tag;
	md->depth++;
	if (n != md->at)
		node_append(md->at, n);
	md->at = n;
	return true;
}

void
md_pop(struct md *md, unsigned depth)
{
	while (md->depth > depth) {
		md_flush(md);
		md->depth--;
		if (md->frames[md->depth].tag != NULL)
			diag(md->sink, DIAG_HTML_IGNORED, md->at->span,
			    "<%s> is not closed in its paragraph",
			    md->frames[md->depth].tag);
		md->at = md->frames[md->depth].up;
	}
}

struct node *
md_leaf(struct md *md, enum node_kind kind, struct span span)
{
	struct node *n = node_new(md->m, kind, span);

	md_flush(md);
	node_append(md->at, n);
	return n;
}

static void
set_heading(struct md *md, struct node *n, cmark_node *c)
{
	(void)md;
	n->u.heading.level = cmark_node_get_heading_level(c);
}

/* The sign that opens a list, as it stands in the text. */
static char
list_sign(const struct md *md, struct node *n)
{
	struct str t = sources_at(md->sink->sources, n->span.source).text;

	return n->span.start < t.n ? t.p[n->span.start] : '\0';
}

static void
set_list(struct md *md, struct node *n, cmark_node *c)
{
	if (cmark_node_get_list_type(c) == CMARK_ORDERED_LIST) {
		n->u.list.style = LIST_DECIMAL;
		n->u.list.start = cmark_node_get_list_start(c);
	} else
		n->u.list.style = list_sign(md, n) == '-' ?
		    LIST_DASH : LIST_BULLET;
}

static void
set_row(struct md *md, struct node *n, cmark_node *c)
{
	(void)md;
	n->u.row.head = cmark_gfm_extensions_get_table_row_is_header(c) != 0;
}

static void
set_link(struct md *md, struct node *n, cmark_node *c)
{
	n->u.link.url = md_literal(md, cmark_node_get_url(c));
}

/* Containers, by cmark's name for them. */
static const struct kind {
	const char	*name;
	enum node_kind	 kind;
	void		(*set)(struct md *, struct node *, cmark_node *);
	void		(*end)(struct md *, struct node *);
} kinds[] = {
	{ "paragraph", NODE_PARA, NULL, md_end_para },
	{ "heading", NODE_HEADING, set_heading, md_end_para },
	{ "block_quote", NODE_QUOTE, NULL, md_end_quote },
	{ "list", NODE_LIST, set_list, NULL },
	{ "item", NODE_ITEM, NULL, NULL },
	{ "table", NODE_TABLE, NULL, NULL },
	{ "table_header", NODE_ROW, set_row, NULL },
	{ "table_row", NODE_ROW, set_row, NULL },
	{ "table_cell", NODE_CELL, NULL, md_end_para },
	{ "emph", NODE_EMPH, NULL, NULL },
	{ "strong", NODE_STRONG, NULL, NULL },
	{ "link", NODE_LINK, set_link, NULL },
};

static const struct kind *
kind_of(cmark_node *c)
{
	const char *name = cmark_node_get_type_string(c);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

static void
enter_container(struct md *md, cmark_iter *it, cmark_node *c,
    const struct kind *k)
{
	struct node	*n = node_new(md->m, k->kind, md_span(md, c));
	const struct md_div *d = md->ndivs ? &md->divs[md->ndivs - 1] : NULL;

	if (node_is_block(n)) {
		md->span = n->span;
		md->soft = md->hard = 0;
		md->source_break = NULL;
	}
	md_flush(md);
	/* a quotation directly inside ::: epigraph or quotation is it */
	if (k->kind == NODE_QUOTE && d != NULL && md->at == d->node)
		n = md->at;
	if (!md_push(md, n, NULL)) {
		cmark_iter_reset(it, c, CMARK_EVENT_EXIT);
		return;
	}
	if (k->set != NULL && n->first == NULL)
		k->set(md, n, c);
}

static void
leave_container(struct md *md, const struct kind *k)
{
	struct node	*n;
	unsigned	 depth = md->depth;

	md_flush(md);
	while (depth > 0 && md->frames[depth - 1].tag != NULL)
		depth--;
	md_pop(md, depth);
	n = md->at;
	md_pop(md, depth - 1);
	if (k->end != NULL && n != md->at)
		k->end(md, n);
}

/*
 * A line that is nothing but a tag makes all lines below it HTML for
 * CommonMark.  Their text must not be lost: it becomes a paragraph, tags
 * read as elsewhere (but no emphasis).
 */
static void
html_block(struct md *md, cmark_node *c)
{
	const char	*s = cmark_node_get_literal(c), *end;
	struct span	 at = md_span(md, c);
	struct node	*p = node_new(md->m, NODE_PARA, at);
	unsigned	 depth = md->depth;

	if (strncmp(s + strspn(s, " "), "<!--", 4) == 0 ||
	    !md_push(md, p, NULL))
		return;
	while (*s != '\0') {
		if (*s == '<' && s[1] != ' ' && (end = strchr(s, '>'))) {
			end++;
			md_html(md, arena_dup(md->m->arena, s,
			    (size_t)(end - s)), at);
		} else {
			end = s + 1 + strcspn(s + 1, "<\n");
			md_text(md, *s == '\n' ? " " : arena_dup(
			    md->m->arena, s, (size_t)(end - s)), at);
			if (*s == '\n')
				end = s + 1;
		}
		s = end;
	}
	md_pop(md, depth);
	if (p->first == NULL)
		node_unlink(p);
}

static void
enter_leaf(struct md *md, cmark_node *c)
{
	struct span	 at = md_span(md, c);
	const char	*s = cmark_node_get_literal(c);

	switch (cmark_node_get_type(c)) {
	case CMARK_NODE_TEXT:
		md_text(md, s, at);
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		md_break(md, c,
		    cmark_node_get_type(c) == CMARK_NODE_LINEBREAK);
		break;
	case CMARK_NODE_CODE:
		md_code(md, s, at, NODE_CODE);
		break;
	case CMARK_NODE_CODE_BLOCK:
		md_code(md, s, at, NODE_CODE_BLOCK);
		break;
	case CMARK_NODE_HTML_INLINE:
		md_html(md, s, at);
		break;
	case CMARK_NODE_HTML_BLOCK:
		html_block(md, c);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		(void)md_leaf(md, NODE_BREAK, at);
		break;
	default:
		break;
	}
}

static void
convert(struct md *md, cmark_node *doc)
{
	cmark_iter		*it = cmark_iter_new(doc);
	cmark_event_type	 ev;
	cmark_node		*c;
	const struct kind	*k;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		c = cmark_iter_get_node(it);
		k = kind_of(c);
		if (cmark_node_get_type(c) == CMARK_NODE_IMAGE) {
			md_image(md, c);
			cmark_iter_reset(it, c, CMARK_EVENT_EXIT);
		} else if (k != NULL && ev == CMARK_EVENT_ENTER)
			enter_container(md, it, c, k);
		else if (k != NULL)
			leave_container(md, k);
		else if (ev == CMARK_EVENT_ENTER)
			enter_leaf(md, c);
	}
	cmark_iter_free(it);
	md_flush(md);
}

/* Is the bracket at i escaped by a backslash before it? */
static bool
is_escaped(struct str s, size_t i)
{
	size_t n = 0;

	while (i > n && s.p[i - n - 1] == '\\')
		n++;
	return n % 2 == 1;
}

/* The text for cmark: the brackets of calls become sentinels. */
static char *
mask(struct md *md, struct str s)
{
	char	*p = arena_dup(md->m->arena, s.p, s.n);
	size_t	 n;

	for (size_t i = 0; i < s.n; i++) {
		if (p[i] == CALL_OPEN || p[i] == CALL_CLOSE)
			p[i] = ' ';
		if (p[i] != '[' || i + 2 >= s.n || p[i + 1] != '^' ||
		    is_escaped(s, i))
			continue;
		n = scan_label(s, i + 2);
		if (n == 0 || i + 2 + n >= s.n || p[i + 2 + n] != ']')
			continue;
		p[i] = CALL_OPEN;
		i += 2 + n;
		p[i] = CALL_CLOSE;
	}
	return p;
}

static void
register_extensions(void)
{
	cmark_gfm_core_extensions_ensure_registered();
}

static void
parse(struct md *md, struct str text)
{
	cmark_parser	*parser;
	cmark_node	*doc;
	cmark_syntax_extension *table;

	(void)pthread_once(&extensions_once, register_extensions);
	parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	table = cmark_find_syntax_extension("table");
	if (table != NULL)
		(void)cmark_parser_attach_syntax_extension(parser, table);
	cmark_parser_feed(parser, mask(md, text), text.n);
	doc = cmark_parser_finish(parser);
	cmark_consolidate_text_nodes(doc);
	convert(md, doc);
	cmark_node_free(doc);
	cmark_parser_free(parser);
}

static void
read_note(struct md *md, const struct piece *p)
{
	struct node	*note = node_new(md->m, NODE_NOTE, p->span);
	struct node	*up = md->at;
	unsigned	 ndivs = md->ndivs;

	note->u.note.label = p->name;
	node_append(md->root, note);
	md->at = note;
	md->in_note = true;
	md->ndivs = 0;
	parse(md, p->text);
	md->ndivs = ndivs;
	md->in_note = false;
	md->at = up;
}

/* Notes were appended where they stand: they go behind all else. */
static void
notes_last(struct node *root)
{
	struct node *n, *next, *end = root->last;
	bool	     done = end == NULL;

	for (n = root->first; !done; n = next) {
		next = n->next;
		done = n == end;
		if (n->kind == NODE_NOTE) {
			node_unlink(n);
			node_append(root, n);
		}
	}
}

static bool
is_valid(struct str text, uint32_t source, struct diag_sink *sink)
{
	size_t		 bad = utf8_invalid(text);
	enum diag_code	 code = DIAG_BAD_UTF8;
	const char	*nul;

	if (bad == SIZE_MAX) {
		nul = text.n ? memchr(text.p, '\0', text.n) : NULL;
		if (nul == NULL)
			return true;
		bad = (size_t)(nul - text.p);
		code = DIAG_NUL_BYTE;
	}
	diag(sink, code, (struct span){ source, (uint32_t)bad,
	    (uint32_t)bad + 1 }, NULL);
	return false;
}

struct node *
read_markdown(struct model *m, uint32_t source, struct diag_sink *sink)
{
	struct md	 md = { .m = m, .sink = sink };
	struct str	 text = sources_at(sink->sources, source).text;
	struct piece	*p;

	md.root = md.at = node_new(m, NODE_DIV, (struct span){ source, 0,
	    (uint32_t)text.n });
	if (!is_valid(text, source, sink))
		return md.root;
	buf_init(&md.text);
	for (p = scan_pieces(m->arena, text, source); p; p = p->next) {
		md.piece = p;
		md.span = p->span;
		if (p->kind == PIECE_TEXT)
			parse(&md, p->text);
		else if (p->kind == PIECE_NOTE)
			read_note(&md, p);
		else if (p->kind == PIECE_OPEN)
			md_div_open(&md, p);
		else
			md_div_close(&md, p->span);
	}
	md_divs_end(&md);
	buf_release(&md.text);
	notes_last(md.root);
	notes_resolve(md.root, sink);
	return md.root;
}

void
read_inlines(struct model *m, struct str text, struct span span,
    struct node *parent, struct diag_sink *sink)
{
	struct md	 md = { .m = m, .sink = sink, .span = span };
	struct node	*div = node_new(m, NODE_DIV, span), *b, *n;

	md.root = md.at = div;
	md.no_calls = true;
	buf_init(&md.text);
	parse(&md, text);
	buf_release(&md.text);
	for (b = div->first; b != NULL; b = b->next) {
		if (!node_holds_inlines(b))
			continue;
		if (parent->last != NULL && b->first != NULL)
			node_append(parent, node_text_new(m, STR(" "),
			    span));
		while ((n = b->first) != NULL) {
			node_unlink(n);
			node_append(parent, n);
		}
	}
}
