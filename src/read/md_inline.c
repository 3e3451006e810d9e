/*
 * Inlines: runs of text with the calls in them, tags, code, images.
 */
#include <string.h>
#include <strings.h>

#include "markdown_int.h"

struct str
md_literal(struct md *md, const char *z)
{
	char	*p = arena_dup(md->m->arena, z ? z : "", z ? strlen(z) : 0);

	for (char *c = p; *c != '\0'; c++)
		if (*c == CALL_OPEN)
			*c = '[';
		else if (*c == CALL_CLOSE)
			*c = ']';
	return utf8_nfc(md->m->arena, str_z(p));
}

void
md_flush(struct md *md)
{
	if (md->text.len == 0)
		return;
	node_append(md->at, node_text_new(md->m,
	    utf8_nfc(md->m->arena, buf_str(&md->text)), md->text_span));
	buf_clear(&md->text);
}

static void
put(struct md *md, const char *s, size_t n, struct span at)
{
	if (n == 0)
		return;
	if (md->text.len == 0)
		md->text_span = at;
	else if (at.end > md->text_span.end)
		md->text_span.end = at.end;
	buf_put(&md->text, s, n);
}

static void
put_call(struct md *md, const char *label, size_t n, struct span at)
{
	struct node *call;

	if (md->in_note || md->no_calls) {
		if (md->in_note)
			diag(md->sink, DIAG_NOTE_NESTED, at, "[^%.*s]",
			    (int)n, label);
		put(md, "[^", 2, at);
		put(md, label, n, at);
		put(md, "]", 1, at);
		return;
	}
	call = md_leaf(md, NODE_CALL, at);
	call->u.call.label = str_dup(md->m->arena,
	    (struct str){ label, n });
}

void
md_text(struct md *md, const char *s, struct span at)
{
	const char	*open, *close, *start = s;
	struct span	 here = at;
	bool		 exact = at.end - at.start == strlen(s);

	while ((open = strchr(s, CALL_OPEN)) != NULL &&
	    (close = strchr(open, CALL_CLOSE)) != NULL) {
		if (exact)
			here.end = at.start + (uint32_t)(open - start);
		put(md, s, (size_t)(open - s), here);
		if (exact) {
			here.start = here.end;
			here.end = at.start + (uint32_t)(close + 1 - start);
		}
		put_call(md, open + 2, (size_t)(close - open - 2), here);
		s = close + 1;
		if (exact) {
			here.start = here.end;
			here.end = at.end;
		}
	}
	put(md, s, strlen(s), here);
}

void
md_code(struct md *md, const char *s, struct span at, enum node_kind kind)
{
	struct node *n = md_leaf(md, kind, at);

	n->u.text.text = md_literal(md, s);
}

static bool
in_verse(const struct md *md)
{
	return md->ndivs > 0 && md->divs[md->ndivs - 1].verse;
}

/* Does "— " stand right behind a break inside an epigraph? */
static bool
is_source_break(const struct md *md, cmark_node *c)
{
	cmark_node *next = cmark_node_next(c);

	return md->ndivs > 0 && md->divs[md->ndivs - 1].node != NULL &&
	    md->divs[md->ndivs - 1].node->kind == NODE_EPIGRAPH &&
	    next != NULL && cmark_node_get_type(next) == CMARK_NODE_TEXT &&
	    strncmp(cmark_node_get_literal(next), "— ", 4) == 0;
}

void
md_break(struct md *md, cmark_node *c, bool hard)
{
	struct node *n;

	if (is_source_break(md, c)) {
		md->source_break = md_leaf(md, NODE_LINEBREAK, md->span);
		return;
	}
	if (!hard && !in_verse(md)) {
		md->soft++;
		put(md, " ", 1, md->span);
		return;
	}
	md->hard++;
	n = md_leaf(md, NODE_LINEBREAK, md->span);
	(void)n;
}

/* Tags read, and what they become. */
static const struct tag {
	const char	*name;
	enum node_kind	 kind;
} tags[] = {
	{ "span", NODE_SPAN }, { "em", NODE_EMPH }, { "i", NODE_EMPH },
	{ "strong", NODE_STRONG }, { "b", NODE_STRONG },
	{ "sup", NODE_SUP }, { "sub", NODE_SUB },
	{ "small", NODE_SPAN }, { "cite", NODE_EMPH },
};

static const struct tag *
tag_of(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (strlen(tags[i].name) == n &&
		    strncasecmp(tags[i].name, name, n) == 0)
			return &tags[i];
	return NULL;
}

/* The value of an attribute in the source of a tag; n == 0: none. */
static struct str
attribute(struct md *md, const char *tag, const char *name)
{
	size_t		 n = strlen(name);
	const char	*s = tag, *end;

	while ((s = strpbrk(s, " \t\n")) != NULL) {
		s += strspn(s, " \t\n");
		if (strncasecmp(s, name, n) != 0 || s[n] != '=')
			continue;
		s += n + 1;
		if (*s == '"' || *s == '\'') {
			end = strchr(s + 1, *s);
			s++;
		} else
			end = s + strcspn(s, " \t\n>/");
		if (end == NULL)
			break;
		return str_dup(md->m->arena,
		    (struct str){ s, (size_t)(end - s) });
	}
	return STR_NULL;
}

static void
close_tag(struct md *md, const char *html, const struct tag *t,
    struct span at)
{
	if (md->depth > 0 && md->frames[md->depth - 1].tag != NULL &&
	    t != NULL && md->frames[md->depth - 1].tag == t->name) {
		md_flush(md);
		md->frames[md->depth - 1].tag = NULL;
		md_pop(md, md->depth - 1);
	} else
		diag(md->sink, DIAG_HTML_IGNORED, at,
		    "%s closes nothing that is open here", html);
}

/* <span class="pb" id="pb-12"> is a page mark, whatever it holds. */
static void
open_tag(struct md *md, const char *html, const struct tag *t,
    struct span at)
{
	struct str	 cls = attribute(md, html, "class");
	struct str	 id = attribute(md, html, "id");
	struct node	*n;

	md_flush(md);
	if (t->kind == NODE_SPAN && str_eqz(cls, "pb")) {
		n = md_leaf(md, NODE_PB, at);
		n->u.pb.n = str_starts(id, STR("pb-")) ?
		    str_sub(id, 3, id.n) : id;
		n = node_new(md->m, NODE_SPAN, at);
	} else {
		n = node_new(md->m, t->kind, at);
		if (t->kind == NODE_SPAN && str_eqz(cls, "sc"))
			n->kind = NODE_SMALLCAPS;
		else
			n->cls = cls;
	}
	n->lang = attribute(md, html, "lang");
	(void)md_push(md, n, t->name);
}

static bool
is_page_shell(const struct node *n)
{
	return n != NULL && n->kind == NODE_SPAN && n->first == NULL &&
	    n->cls.n == 0 && n->prev != NULL && n->prev->kind == NODE_PB;
}

void
md_html(struct md *md, const char *html, struct span at)
{
	bool		 closing = html[1] == '/';
	const char	*name = html + 1 + closing;
	size_t		 n = strcspn(name, " \t\n/>");
	const struct tag *t = tag_of(name, n);
	struct node	*last;

	if (strncmp(html, "<!--", 4) == 0)
		return;
	if (n == 2 && strncasecmp(name, "br", 2) == 0) {
		md->hard++;
		(void)md_leaf(md, NODE_LINEBREAK, at);
	} else if (closing) {
		close_tag(md, html, t, at);
		last = md->at->last;
		if (md->text.len == 0 && is_page_shell(last))
			node_unlink(last);
	} else if (t != NULL)
		open_tag(md, html, t, at);
	else
		diag(md->sink, DIAG_HTML_IGNORED, at, "%s", html);
}

/* The description of an image: the text below it. */
static struct str
image_alt(struct md *md, cmark_node *image)
{
	cmark_iter		*it = cmark_iter_new(image);
	cmark_event_type	 ev;
	const char		*s;
	struct buf		 b;
	struct str		 alt;

	buf_init(&b);
	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		s = cmark_node_get_literal(cmark_iter_get_node(it));
		if (ev == CMARK_EVENT_ENTER && s != NULL)
			buf_puts(&b, s);
	}
	cmark_iter_free(it);
	alt = md_literal(md, b.data);
	buf_release(&b);
	return alt;
}

/* A figure waits beside the paragraph until that is closed. */
void
md_image(struct md *md, cmark_node *c)
{
	struct node	*fig = node_new(md->m, NODE_FIGURE, md_span(md, c));
	struct node	*cap;
	const char	*title = cmark_node_get_title(c);

	fig->u.figure.src = md_literal(md, cmark_node_get_url(c));
	fig->u.figure.alt = image_alt(md, c);
	if (title != NULL && title[0] != '\0') {
		cap = node_new(md->m, NODE_CAPTION, fig->span);
		node_append(cap, node_text_new(md->m,
		    md_literal(md, title), fig->span));
		node_append(fig, cap);
	}
	if (md->last_figure != NULL)
		md->last_figure->next = fig;
	else
		md->figures = fig;
	md->last_figure = fig;
}
