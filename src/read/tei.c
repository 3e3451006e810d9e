/*
 * TEI to the model, by libxml2's pull reader: what src/tei writes, and
 * what is near it.
 *
 * Each start tag pushes a frame that remembers where nodes went before;
 * rows[] says what an element becomes.  libxml2 limits the depth; no
 * entity is expanded but XML's own, nothing is fetched.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlreader.h>

#include "octavo/ledger.h"
#include "octavo/tei.h"

enum { DEPTH = 300 };	/* beyond the depth libxml2 accepts */

struct frame_tei {
	struct node	*at;		/* to return to */
	struct node	*div;
	struct buf	*sic;
	int		 level;
};

struct tei_reader {
	struct model	 *m;
	struct diag_sink *sink;
	xmlTextReader	 *x;
	uint32_t	  source;
	struct str	  text;
	uint32_t	 *lines;	/* where they begin */
	unsigned	  nlines;
	struct node	 *root, *div, *at;
	int		  level;	/* of headings */
	struct buf	  sic_text, *sic;	/* inside sic or orig */
	struct frame_tei  stack[DEPTH];
	unsigned	  depth;
	unsigned	  skip;		/* inside something left out */
	unsigned	  notes;
};

static void
find_lines(struct tei_reader *t)
{
	unsigned n = 1;

	for (size_t i = 0; i < t->text.n; i++)
		n += t->text.p[i] == '\n';
	t->lines = ARENA_ARRAY(t->m->arena, uint32_t, n + 1);
	t->nlines = n;
	n = 1;
	for (size_t i = 0; i < t->text.n; i++)
		if (t->text.p[i] == '\n')
			t->lines[n++] = (uint32_t)i + 1;
}

static struct span
here(const struct tei_reader *t)
{
	int	 line = xmlTextReaderGetParserLineNumber(t->x);
	uint32_t at = 0;

	if (line >= 1 && (unsigned)line <= t->nlines)
		at = t->lines[line - 1];
	return (struct span){ t->source, at, at };
}

/* An attribute in the arena; n == 0: none. */
static struct str
attr(struct tei_reader *t, const char *name)
{
	xmlChar	  *v = xmlTextReaderGetAttribute(t->x,
			(const xmlChar *)name);
	struct str s = STR_NULL;

	if (v != NULL)
		s = utf8_nfc(t->m->arena, str_z((const char *)v));
	xmlFree(v);
	return s;
}

static void need_inline(struct tei_reader *);

/*
 * A new node where nodes go now, or in the nearest place above that may
 * hold it; a row or a line that has no table or stanza is a paragraph.
 */
static struct node *
put(struct tei_reader *t, enum node_kind kind)
{
	struct node *n = node_new(t->m, kind, here(t)), *p;

	if (node_is_inline(n))
		need_inline(t);
	for (p = t->at; p != t->root && !node_can_hold(p, n);)
		p = p->parent;
	if (!node_can_hold(p, n)) {
		n->kind = NODE_PARA;
		for (p = t->at; !node_can_hold(p, n);)
			p = p->parent;
	}
	node_append(p, n);
	return n;
}

/* Inlines need a block: an item or a note may hold them directly. */
static void
need_inline(struct tei_reader *t)
{
	struct node *last = t->at->last;

	if (node_holds_inlines(t->at))
		return;
	if (last != NULL && last->kind == NODE_PARA &&
	    str_eqz(last->cls, "\1")) {
		t->at = last;
		return;
	}
	t->at = put(t, NODE_PARA);
	t->at->cls = STR("\1");	/* implied; cleared at the end */
}

static void
open_div(struct tei_reader *t)
{
	struct str type = attr(t, "type"), n = attr(t, "n");

	if (str_eqz(type, "section")) {
		t->level = n.n == 1 && n.p[0] >= '1' && n.p[0] <= '6' ?
		    n.p[0] - '0' : t->level + 1;
		return;
	}
	t->at = put(t, NODE_DIV);
	t->div = t->at;
	t->at->u.div.role = role_lookup(type);
	t->at->u.div.id = attr(t, "xml:id");
	t->level = 1;
}

static void
open_head(struct tei_reader *t)
{
	struct str type = attr(t, "type");

	if (t->at->kind == NODE_FIGURE) {
		t->at = put(t, NODE_CAPTION);
	} else if (str_eqz(type, "by") || str_eqz(type, "sub")) {
		t->at = put(t, NODE_SUBTITLE);
		if (type.p[0] == 'b')
			t->at->cls = STR("by");
	} else {
		t->at = put(t, NODE_HEADING);
		t->at->u.heading.level = t->level;
	}
}

static void
open_p(struct tei_reader *t)
{
	struct str rend = attr(t, "rend");

	t->at = put(t, str_eqz(rend, "dateline") ? NODE_DATELINE :
	    str_eqz(rend, "signature") ? NODE_SIGNATURE : NODE_PARA);
	if (t->at->kind == NODE_PARA)
		t->at->cls = rend;
}

static void
open_lg(struct tei_reader *t)
{
	if (t->at->kind != NODE_VERSE) {
		t->at = put(t, NODE_VERSE);
		if (str_eqz(attr(t, "type"), "verse"))
			return;
	}
	t->at = put(t, NODE_STANZA);
}

static void
open_l(struct tei_reader *t)
{
	if (t->at->kind == NODE_VERSE)
		t->at = put(t, NODE_STANZA);
	t->at = put(t, t->at->kind == NODE_STANZA ? NODE_LINE : NODE_PARA);
}

static void
open_list(struct tei_reader *t)
{
	static const char *const rend[] = { "bulleted", "dashed",
	    "numbered", "lettered" };
	struct str r = attr(t, "rend"), n = attr(t, "n");

	t->at = put(t, NODE_LIST);
	for (int i = 0; i < 4; i++)
		if (str_eqz(r, rend[i]))
			t->at->u.list.style = (enum list_style)i;
	t->at->u.list.start = t->at->u.list.style >= LIST_DECIMAL;
	if (n.n > 0 && n.n < 7)
		t->at->u.list.start = atoi(n.p);
}

static void
open_row(struct tei_reader *t)
{
	t->at = put(t, NODE_ROW);
	t->at->u.row.head = t->at->kind == NODE_ROW &&
	    str_eqz(attr(t, "role"), "label");
}

static void
open_bibl(struct tei_reader *t)
{
	if (node_holds_inlines(t->at))
		t->at = put(t, NODE_SPAN);
	else
		t->at = put(t, NODE_ATTRIB);
}

static void
open_quote(struct tei_reader *t)
{
	struct str rend = attr(t, "rend");

	if (node_holds_inlines(t->at)) {
		t->at = put(t, NODE_SPAN);
	} else if (t->at->kind != NODE_QUOTE) {
		t->at = put(t, NODE_QUOTE);
		t->at->cls = rend;
	}
}

static void
open_hi(struct tei_reader *t)
{
	static const struct { const char *rend; enum node_kind kind; }
	kinds[] = {
		{ "bold", NODE_STRONG }, { "smallcaps", NODE_SMALLCAPS },
		{ "sup", NODE_SUP }, { "sub", NODE_SUB },
		{ "code", NODE_CODE }, { "italic", NODE_EMPH },
	};
	struct str	r = attr(t, "rend"), first = r;
	enum node_kind	kind = NODE_EMPH;

	while (first.n > 0 && memchr(first.p, ' ', first.n) != NULL)
		first.n--;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_eqz(first, kinds[i].rend))
			kind = kinds[i].kind;
	t->at = put(t, kind);
	if (first.n < r.n)
		t->at->cls = str_dup(t->m->arena,
		    str_sub(r, first.n + 1, r.n));
}

static void
open_seg(struct tei_reader *t)
{
	t->at = put(t, NODE_SPAN);
	t->at->cls = attr(t, "type");
}

static void
open_emph(struct tei_reader *t)
{
	t->at = put(t, NODE_EMPH);
}

static void
open_ref(struct tei_reader *t)
{
	t->at = put(t, NODE_LINK);
	t->at->u.link.url = attr(t, "target");
}

static void
open_choice(struct tei_reader *t)
{
	t->at = put(t, NODE_CORR);
	buf_clear(&t->sic_text);
}

static void
open_sic(struct tei_reader *t)
{
	if (t->at->kind == NODE_CORR)
		t->sic = &t->sic_text;
}

/* The reading is known by its kind alone: the ledger is elsewhere. */
static void
open_corr(struct tei_reader *t)
{
	static const char *const names[] = { "ocr", "misprint",
	    "normalisation", "conjecture" };
	struct ledger_entry	*e;
	struct str		 type = attr(t, "type");

	if (t->at->kind != NODE_CORR)
		return;
	e = ARENA_NEW(t->m->arena, struct ledger_entry);
	e->action = LEDGER_READING;
	e->kind = KIND_MISPRINT;
	if (xmlStrEqual(xmlTextReaderConstLocalName(t->x),
	    (const xmlChar *)"reg"))
		e->kind = KIND_NORMALISATION;
	for (int i = 0; i < KIND__MAX; i++)
		if (str_eqz(type, names[i]))
			e->kind = (enum ledger_kind)i;
	t->at->u.corr.entry = e;
	t->at->u.corr.sic = e->lemma = buf_dup(&t->sic_text, t->m->arena);
}

static void
put_call(struct tei_reader *t, struct str label, enum series series)
{
	struct node *c;

	c = put(t, NODE_CALL);
	c->u.call.label = label;
	c->u.call.series = series;
}

static void
open_note(struct tei_reader *t)
{
	struct str	 id = attr(t, "xml:id");
	enum series	 s = str_eqz(attr(t, "type"), "editor") ?
			     SERIES_EDITOR : SERIES_AUTHOR;
	struct node	*note;

	if (node_up(t->at, NODE_NOTE) != NULL) {
		diag(t->sink, DIAG_NOTE_NESTED, here(t), NULL);
		t->skip = 1;
		return;
	}
	t->notes++;
	if (id.n == 0)
		id = str_z(arena_printf(t->m->arena, "note-%u", t->notes));
	put_call(t, id, s);
	note = node_new(t->m, NODE_NOTE, here(t));
	note->u.note.label = id;
	note->u.note.series = s;
	node_append(t->div, note);
	t->at = note;
}

/* A note called again; its mark, and so its series, ends its id. */
static void
open_ptr(struct tei_reader *t)
{
	struct str  target = attr(t, "target");
	size_t	    i = target.n;
	enum series s = SERIES_AUTHOR;

	if (!str_eqz(attr(t, "type"), "note") || target.n < 2)
		return;
	while (i > 1 && target.p[i - 1] != '.')
		i--;
	if (i < target.n && target.p[i] >= 'a' && target.p[i] <= 'z')
		s = SERIES_EDITOR;
	put_call(t, str_sub(target, 1, target.n), s);
}

static void
open_pb(struct tei_reader *t)
{
	put(t, NODE_PB)->u.pb.n = attr(t, "n");
}

static void
open_lb(struct tei_reader *t)
{
	(void)put(t, NODE_LINEBREAK);
}

static void
open_milestone(struct tei_reader *t)
{
	if (!node_holds_inlines(t->at))
		(void)put(t, NODE_BREAK);
}

static void
open_graphic(struct tei_reader *t)
{
	if (t->at->kind == NODE_FIGURE)
		t->at->u.figure.src = attr(t, "url");
}

static void
open_description(struct tei_reader *t)
{
	buf_clear(&t->sic_text);
	t->sic = &t->sic_text;
}

static void
open_ab(struct tei_reader *t)
{
	t->at = put(t, str_eqz(attr(t, "rend"), "code") ? NODE_CODE_BLOCK :
	    NODE_PARA);
}

static void
open_header(struct tei_reader *t)
{
	t->skip = 1;
}

static void
open_nothing(struct tei_reader *t)
{
	(void)t;
}

/* Elements; those with a kind only make a node of it. */
static const struct row {
	const char	*name;
	void		(*open)(struct tei_reader *);
	enum node_kind	 kind;
} rows[] = {
	{ "ab", open_ab, 0 }, { "back", open_nothing, 0 },
	{ "bibl", open_bibl, 0 }, { "body", open_nothing, 0 },
	{ "byline", NULL, NODE_SUBTITLE }, { "cell", NULL, NODE_CELL },
	{ "choice", open_choice, 0 }, { "cit", open_quote, 0 },
	{ "closer", open_nothing, 0 }, { "corr", open_corr, 0 },
	{ "dateline", NULL, NODE_DATELINE }, { "div", open_div, 0 },
	{ "emph", open_emph, 0 }, { "epigraph", NULL, NODE_EPIGRAPH },
	{ "figDesc", open_description, 0 }, { "figure", NULL, NODE_FIGURE },
	{ "foreign", open_seg, 0 }, { "front", open_nothing, 0 },
	{ "graphic", open_graphic, 0 }, { "head", open_head, 0 },
	{ "hi", open_hi, 0 }, { "item", NULL, NODE_ITEM },
	{ "l", open_l, 0 }, { "lb", open_lb, 0 }, { "lg", open_lg, 0 },
	{ "list", open_list, 0 }, { "milestone", open_milestone, 0 },
	{ "note", open_note, 0 }, { "opener", open_nothing, 0 },
	{ "orig", open_sic, 0 }, { "p", open_p, 0 }, { "pb", open_pb, 0 },
	{ "ptr", open_ptr, 0 }, { "quote", open_quote, 0 },
	{ "ref", open_ref, 0 }, { "reg", open_corr, 0 },
	{ "row", open_row, 0 }, { "seg", open_seg, 0 },
	{ "sic", open_sic, 0 }, { "signed", NULL, NODE_SIGNATURE },
	{ "table", NULL, NODE_TABLE }, { "TEI", open_nothing, 0 },
	{ "teiHeader", open_header, 0 }, { "text", open_nothing, 0 },
	{ "title", open_emph, 0 },
};

static const struct row *
row_of(const char *name)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}

/* Elements that tell what words are: nothing to set, nothing lost. */
static bool
is_transparent(const char *name)
{
	static const char *const names[] = { "addName", "date", "forename",
	    "geogName", "measure", "name", "num", "orgName", "persName",
	    "placeName", "roleName", "rs", "s", "surname", "term", "time",
	    "w", NULL };

	for (int i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Does the block holder take the kind?  Others get it in a paragraph or
 * not at all. */
static bool
fits(const struct node *at, enum node_kind kind)
{
	static const struct { enum node_kind child, parent; } only[] = {
		{ NODE_CELL, NODE_ROW }, { NODE_ROW, NODE_TABLE },
		{ NODE_ITEM, NODE_LIST },
	};

	for (size_t i = 0; i < sizeof(only) / sizeof(only[0]); i++)
		if (only[i].child == kind)
			return at->kind == only[i].parent;
	return at->kind == NODE_DIV || at->kind == NODE_QUOTE ||
	    at->kind == NODE_EPIGRAPH || at->kind == NODE_ITEM ||
	    at->kind == NODE_NOTE;
}

static bool
is_block_row(const struct row *r)
{
	static const char *const blocks[] = { "ab", "cit", "head", "lg",
	    "list", "p", NULL };

	if (r->open == NULL)
		return true;
	for (int i = 0; blocks[i] != NULL; i++)
		if (strcmp(blocks[i], r->name) == 0)
			return true;
	return false;
}

/* A block where none may stand: what it stands in is left first. */
static void
leave_for(struct tei_reader *t, const struct row *r)
{
	enum node_kind	kind = r->open == NULL ? r->kind : NODE_PARA;
	struct node    *at = t->at;

	if (!is_block_row(r) || strcmp(r->name, "head") == 0 ||
	    (at->kind == NODE_VERSE && strcmp(r->name, "lg") == 0) ||
	    (r->open == open_row && at->kind == NODE_TABLE))
		return;
	while (!fits(at, kind) && at->parent != NULL && at != t->root)
		at = at->parent;
	if (fits(at, kind))
		t->at = at;
}

static void
start(struct tei_reader *t)
{
	const char	 *name = (const char *)
	    xmlTextReaderConstLocalName(t->x);
	const struct row *r = row_of(name);
	struct frame_tei *f;

	if (t->depth == DEPTH) {
		diag(t->sink, DIAG_NESTING, here(t), NULL);
		t->skip = 1;
		return;
	}
	f = &t->stack[t->depth++];
	*f = (struct frame_tei){ t->at, t->div, t->sic, t->level };
	if (r == NULL) {
		if (!is_transparent(name))
			diag(t->sink, DIAG_TEI_ELEMENT, here(t), "<%s>",
			    name);
		return;
	}
	leave_for(t, r);
	if (r->open != NULL)
		r->open(t);
	else if (fits(t->at, r->kind))
		t->at = put(t, r->kind);
	if (strcmp(name, "byline") == 0)
		t->at->cls = STR("by");
	if (t->at != f->at && t->at->lang.n == 0)
		t->at->lang = attr(t, "xml:lang");
}

static void
end(struct tei_reader *t)
{
	struct frame_tei *f;

	if (t->depth == 0)
		return;
	f = &t->stack[--t->depth];
	if (t->sic != f->sic && f->at->kind == NODE_FIGURE)
		f->at->u.figure.alt = buf_dup(&t->sic_text, t->m->arena);
	if (t->at != f->at && t->at->kind == NODE_CORR &&
	    t->at->first == NULL)	/* a deletion */
		node_append(t->at, node_text_new(t->m, STR(""), here(t)));
	t->at = f->at;
	t->div = f->div;
	t->sic = f->sic;
	t->level = f->level;
}

/* White space: runs with a line end in them are one space. */
static void
put_runs(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		size_t k = i;
		bool   line = false;

		while (k < s.n && (s.p[k] == ' ' || s.p[k] == '\n' ||
		    s.p[k] == '\t' || s.p[k] == '\r')) {
			line |= s.p[k] != ' ';
			k++;
		}
		if (line) {
			buf_putc(b, ' ');
			i = k - 1;
		} else
			buf_putc(b, s.p[i]);
	}
}

static void
on_text(struct tei_reader *t)
{
	struct str	 s = str_z((const char *)
			     xmlTextReaderConstValue(t->x));
	struct buf	 b;
	struct node	*last;

	if (t->sic != NULL) {
		buf_put_str(t->sic, s);
		return;
	}
	if (t->at->kind == NODE_CODE || t->at->kind == NODE_CODE_BLOCK) {
		t->at->u.text.text = utf8_nfc(t->m->arena, s);
		return;
	}
	if (!node_holds_inlines(t->at)) {
		if (str_trim(s).n == 0 || !fits(t->at, NODE_PARA))
			return;
		need_inline(t);
	}
	if (t->at->kind == NODE_CORR && str_trim(s).n == 0 &&
	    t->at->u.corr.entry == NULL)
		return;		/* between the parts of a choice */
	buf_init(&b);
	last = t->at->last;
	if (last != NULL && last->kind == NODE_TEXT)
		buf_put_str(&b, last->u.text.text);
	else
		last = put(t, NODE_TEXT);
	put_runs(&b, s);
	last->u.text.text = utf8_nfc(t->m->arena, buf_str(&b));
	buf_release(&b);
}

static void
on_node(struct tei_reader *t)
{
	int  type = xmlTextReaderNodeType(t->x);
	bool empty = xmlTextReaderIsEmptyElement(t->x) == 1;

	if (t->skip > 0) {
		if (type == XML_READER_TYPE_ELEMENT && !empty)
			t->skip++;
		else if (type == XML_READER_TYPE_END_ELEMENT &&
		    --t->skip == 0)
			end(t);
		return;
	}
	if (type == XML_READER_TYPE_ELEMENT) {
		start(t);
		if (empty) {
			t->skip = 0;
			end(t);
		}
	} else if (type == XML_READER_TYPE_END_ELEMENT)
		end(t);
	else if (type == XML_READER_TYPE_TEXT ||
	    type == XML_READER_TYPE_CDATA ||
	    type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
	    type == XML_READER_TYPE_WHITESPACE)
		on_text(t);
	else if (type == XML_READER_TYPE_ENTITY_REFERENCE)
		diag(t->sink, DIAG_TEI_SYNTAX, here(t),
		    "the entity &%s; is not expanded: write its text",
		    (const char *)xmlTextReaderConstName(t->x));
}

static void
on_error(void *arg, const char *msg, xmlParserSeverities severity,
    xmlTextReaderLocatorPtr at)
{
	struct tei_reader *t = arg;
	int		   line = xmlTextReaderLocatorLineNumber(at);
	struct span	   s = { t->source, 0, 0 };

	if (severity != XML_PARSER_SEVERITY_ERROR)
		return;
	if (line >= 1 && (unsigned)line <= t->nlines)
		s.start = s.end = t->lines[line - 1];
	diag(t->sink, DIAG_TEI_SYNTAX, s, "%.*s",
	    (int)strcspn(msg, "\n"), msg);
}

/* Blocks of a single division go up; notes go last; marks of implied
 * paragraphs go. */
static void
finish(struct tei_reader *t)
{
	struct walk	 w;
	struct node	*n, *next, *only = t->root->first;

	if (only != NULL && only == t->root->last &&
	    only->kind == NODE_DIV) {	/* its role is the manifest's */
		node_unlink(only);
		for (n = only->first; n != NULL; n = next) {
			next = n->next;
			node_unlink(n);
			node_append(t->root, n);
		}
	}
	walk_init(&w, t->root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER)
			continue;
		n = (struct node *)(uintptr_t)w.node;
		if (n->kind == NODE_PARA && str_eqz(n->cls, "\1"))
			n->cls = STR_NULL;
	}
	walk_init(&w, t->root);
	while (walk_next(&w) != WALK_DONE) {
		struct node *div, *end_of;

		if (w.event != WALK_EXIT || w.node->kind != NODE_DIV)
			continue;
		div = (struct node *)(uintptr_t)w.node;
		end_of = div->last;
		for (n = div->first; n != NULL; n = next) {
			next = n == end_of ? NULL : n->next;
			if (n->kind == NODE_NOTE) {
				node_unlink(n);
				node_append(div, n);
			}
		}
	}
	notes_resolve(t->root, t->sink);
}

static pthread_once_t libxml_once = PTHREAD_ONCE_INIT;

struct node *
read_tei(struct model *m, uint32_t source, struct diag_sink *sink)
{
	struct tei_reader t = { .m = m, .sink = sink, .source = source };

	t.text = sources_at(sink->sources, source).text;
	t.root = t.at = t.div = node_new(m, NODE_DIV,
	    (struct span){ source, 0, (uint32_t)t.text.n });
	t.level = 1;
	if (utf8_invalid(t.text) != SIZE_MAX || t.text.n > INT32_MAX) {
		diag(sink, DIAG_BAD_UTF8, (struct span){ source,
		    (uint32_t)utf8_invalid(t.text),
		    (uint32_t)utf8_invalid(t.text) }, NULL);
		return t.root;
	}
	(void)pthread_once(&libxml_once, xmlInitParser);
	find_lines(&t);
	t.x = xmlReaderForMemory(t.text.p, (int)t.text.n, NULL, "UTF-8",
	    XML_PARSE_NONET | XML_PARSE_COMPACT);
	if (t.x == NULL) {
		diag(sink, DIAG_TEI_SYNTAX, t.root->span, NULL);
		return t.root;
	}
	buf_init(&t.sic_text);
	xmlTextReaderSetErrorHandler(t.x, on_error, &t);
	while (xmlTextReaderRead(t.x) == 1)
		on_node(&t);
	xmlFreeTextReader(t.x);
	buf_release(&t.sic_text);
	finish(&t);
	return t.root;
}
