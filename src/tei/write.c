/*
 * The text: the model's tree with its flat headings turned into nested
 * divisions, its notes put where they are called.
 */
#include "tei_int.h"

enum { SECTIONS = 8 };

struct body {
	struct tei	*t;
	int		 open[SECTIONS];	/* levels of open sections */
	unsigned	 nopen;
	bool		 headed;	/* the division has its head */
};

static void put_tree(struct body *, const struct node *);

/* Kinds that are one element, with a fixed attribute or none. */
static const struct shape {
	const char *name, *attr;
	bool	    block;
} shapes[NODE__MAX] = {
	[NODE_PARA] = { "p", NULL, true },
	[NODE_ATTRIB] = { "bibl", NULL, true },
	[NODE_DATELINE] = { "p", "rend=\"dateline\"", true },
	[NODE_SIGNATURE] = { "p", "rend=\"signature\"", true },
	[NODE_LINE] = { "l", NULL, true },
	[NODE_CAPTION] = { "head", NULL, true },
	[NODE_CELL] = { "cell", NULL, true },
	[NODE_QUOTE] = { "quote", NULL, true },
	[NODE_EPIGRAPH] = { "epigraph", NULL, true },
	[NODE_ITEM] = { "item", NULL, true },
	[NODE_VERSE] = { "lg", "type=\"verse\"", true },
	[NODE_STANZA] = { "lg", "type=\"stanza\"", true },
	[NODE_TABLE] = { "table", NULL, true },
	[NODE_CODE_BLOCK] = { "ab", "rend=\"code\" xml:space=\"preserve\"",
	    true },
	[NODE_EMPH] = { "hi", "rend=\"italic\"", false },
	[NODE_STRONG] = { "hi", "rend=\"bold\"", false },
	[NODE_SMALLCAPS] = { "hi", "rend=\"smallcaps\"", false },
	[NODE_SUP] = { "hi", "rend=\"sup\"", false },
	[NODE_SUB] = { "hi", "rend=\"sub\"", false },
	[NODE_SPAN] = { "seg", NULL, false },
	[NODE_CODE] = { "hi", "rend=\"code\"", false },
};

static const char *const list_rend[] = { "bulleted", "dashed", "numbered",
	"lettered" };

static void
put_common(struct tei *t, const struct node *n)
{
	tei_attr(t, "xml:lang", n->lang);
	tei_attr(t, n->kind == NODE_SPAN ? "type" : "rend",
	    n->kind == NODE_SPAN || n->kind == NODE_PARA ||
	    n->kind == NODE_QUOTE ? n->cls : STR_NULL);
}

static void
open_shape(struct tei *t, const struct node *n, const struct shape *s)
{
	if (s->block) {
		tei_line(t);
		t->depth++;
	}
	buf_printf(t->out, "<%s", s->name);
	if (n->kind == NODE_SMALLCAPS && n->cls.n > 0)
		buf_printf(t->out, " rend=\"smallcaps %.*s\"",
		    STR_ARG(n->cls));
	else if (s->attr != NULL)
		buf_printf(t->out, " %s", s->attr);
	put_common(t, n);
	buf_putc(t->out, '>');
}

static void
close_shape(struct tei *t, const struct node *n, const struct shape *s)
{
	if (s->block) {
		t->depth--;
		if (!node_holds_inlines(n) && n->kind != NODE_CODE_BLOCK)
			tei_line(t);
	}
	buf_printf(t->out, "</%s>", s->name);
}

static void
close_sections(struct body *x, int level)
{
	while (x->nopen > 0 && x->open[x->nopen - 1] >= level) {
		x->nopen--;
		x->t->depth--;
		tei_line(x->t);
		buf_puts(x->t->out, "</div>");
	}
}

/* A heading that is not the first of its division opens a section. */
static void
enter_heading(struct body *x, const struct node *n)
{
	struct tei *t = x->t;

	if (x->headed) {
		close_sections(x, n->u.heading.level);
		if (x->nopen < SECTIONS) {
			tei_line(t);
			t->depth++;
			buf_printf(t->out, "<div type=\"section\" n=\"%d\">",
			    n->u.heading.level);
			x->open[x->nopen++] = n->u.heading.level;
		}
	}
	x->headed = true;
	tei_line(t);
	buf_puts(t->out, "<head");
	put_common(t, n);
	buf_putc(t->out, '>');
}

static void
enter_subtitle(struct tei *t, const struct node *n)
{
	tei_line(t);
	buf_printf(t->out, "<head type=\"%s\"", str_eqz(n->cls, "by") ?
	    "by" : "sub");
	put_common(t, n);
	buf_putc(t->out, '>');
}

static void
put_note(struct body *x, const struct node *call)
{
	const struct node	*note = call->u.call.note, *c;
	const struct node	*div = node_up(call, NODE_DIV);
	bool			 ed = note->u.note.series == SERIES_EDITOR;
	char			 mark[12] = "";
	struct tei		*t = x->t;
	struct str		 id = div->u.div.id;

	if (note->u.note.number > 0)
		note_mark(ed, note->u.note.number, mark);
	if (note->u.note.call != call) {	/* called again */
		div = node_up(note, NODE_DIV);
		buf_printf(t->out, "<ptr type=\"note\" target=\"#note.%.*s."
		    "%s\"/>", STR_ARG(div->u.div.id), mark);
		return;
	}
	buf_printf(t->out, "<note place=\"bottom\" type=\"%s\" n=\"%s\" "
	    "xml:id=\"note.%.*s.%s\">", ed ? "editor" : "author", mark,
	    STR_ARG(id), mark);
	t->depth++;
	for (c = note->first; c != NULL; c = c->next)
		put_tree(x, c);
	t->depth--;
	buf_puts(t->out, "</note>");
}

static bool
is_regularised(const struct node *n)
{
	return n->u.corr.entry != NULL &&
	    n->u.corr.entry->kind == KIND_NORMALISATION;
}

static void
enter_corr(struct tei *t, const struct node *n)
{
	static const char *const kind[] = { "ocr", "misprint",
	    "normalisation", "conjecture" };
	const struct ledger_entry	*e = n->u.corr.entry;
	bool				 reg = is_regularised(n);

	buf_printf(t->out, "<choice><%s>", reg ? "orig" : "sic");
	tei_text(t, n->u.corr.sic);
	buf_printf(t->out, "</%s><%s", reg ? "orig" : "sic",
	    reg ? "reg" : "corr");
	if (e != NULL && !reg)
		buf_printf(t->out, " type=\"%s\"", kind[e->kind]);
	buf_putc(t->out, '>');
}

static void
enter_link(struct tei *t, const struct node *n)
{
	buf_puts(t->out, "<ref");
	if (n->u.link.target != NULL &&
	    n->u.link.target->kind == NODE_DIV)
		buf_printf(t->out, " target=\"#%.*s\"",
		    STR_ARG(n->u.link.target->u.div.id));
	else
		tei_attr(t, "target", n->u.link.url);
	buf_putc(t->out, '>');
}

static void
enter_list(struct tei *t, const struct node *n)
{
	tei_line(t);
	t->depth++;
	buf_printf(t->out, "<list rend=\"%s\"", list_rend[n->u.list.style]);
	if (n->u.list.start > 1)
		buf_printf(t->out, " n=\"%d\"", n->u.list.start);
	buf_putc(t->out, '>');
}

static void
enter_figure(struct tei *t, const struct node *n)
{
	tei_line(t);
	t->depth++;
	buf_puts(t->out, "<figure>");
	tei_line(t);
	buf_puts(t->out, "<graphic");
	tei_attr(t, "url", n->u.figure.src);
	buf_puts(t->out, "/>");
	tei_leaf(t, "figDesc", n->u.figure.alt);
}

static void
enter(struct body *x, const struct node *n)
{
	struct tei *t = x->t;

	switch (n->kind) {
	case NODE_HEADING:
		enter_heading(x, n);
		break;
	case NODE_SUBTITLE:
		enter_subtitle(t, n);
		break;
	case NODE_TEXT:
		tei_text(t, n->u.text.text);
		break;
	case NODE_CALL:
		if (n->u.call.note != NULL)
			put_note(x, n);
		break;
	case NODE_CORR:
		enter_corr(t, n);
		break;
	case NODE_LINK:
		enter_link(t, n);
		break;
	case NODE_LINEBREAK:
		buf_puts(t->out, "<lb/>");
		break;
	case NODE_PB:
		buf_puts(t->out, "<pb");
		tei_attr(t, "n", n->u.pb.n);
		buf_puts(t->out, "/>");
		break;
	case NODE_BREAK:
		tei_line(t);
		buf_puts(t->out, "<milestone unit=\"section\"/>");
		break;
	case NODE_LIST:
		enter_list(t, n);
		break;
	case NODE_ROW:
		tei_line(t);
		t->depth++;
		buf_puts(t->out, n->u.row.head ? "<row role=\"label\">" :
		    "<row role=\"data\">");
		break;
	case NODE_FIGURE:
		enter_figure(t, n);
		break;
	default:
		if (shapes[n->kind].name == NULL)
			return;
		open_shape(t, n, &shapes[n->kind]);
		if (n->kind == NODE_CODE || n->kind == NODE_CODE_BLOCK)
			tei_text(t, n->u.text.text);
		break;
	}
}

static void
close_block(struct tei *t, const char *name)
{
	t->depth--;
	tei_line(t);
	buf_printf(t->out, "</%s>", name);
}

static void
leave(struct body *x, const struct node *n)
{
	struct tei *t = x->t;

	switch (n->kind) {
	case NODE_HEADING:
	case NODE_SUBTITLE:
		buf_puts(t->out, "</head>");
		break;
	case NODE_CORR:
		buf_puts(t->out, is_regularised(n) ? "</reg></choice>" :
		    "</corr></choice>");
		break;
	case NODE_LINK:
		buf_puts(t->out, "</ref>");
		break;
	case NODE_LIST:
		close_block(t, "list");
		break;
	case NODE_ROW:
		close_block(t, "row");
		break;
	case NODE_FIGURE:
		close_block(t, "figure");
		break;
	default:
		if (shapes[n->kind].name != NULL)
			close_shape(t, n, &shapes[n->kind]);
		break;
	}
}

/* One block with all below it.  put_note comes back here for the blocks
 * of a note, which hold no calls: one level, never more. */
static void
put_tree(struct body *x, const struct node *root)
{
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event == WALK_EXIT) {
			leave(x, w.node);
			continue;
		}
		enter(x, w.node);
		if (w.node->first == NULL)	/* leaves have no exit */
			leave(x, w.node);
	}
}

static bool
is_of_letter(const struct node *n)
{
	return n->kind == NODE_DATELINE || n->kind == NODE_SIGNATURE;
}

/*
 * What holds a dateline or a signature: TEI has openers only at the top
 * of a division and closers only at its end.  Elsewhere NULL: they are
 * paragraphs there.
 */
static const char *
holder(const struct node *n, bool top)
{
	if (!is_of_letter(n) || top)
		return is_of_letter(n) ? "opener" : NULL;
	for (; n != NULL; n = n->next)
		if (!is_of_letter(n) && n->kind != NODE_NOTE)
			return NULL;
	return "closer";
}

static void
put_held(struct body *x, const struct node *n, const char *by)
{
	const char	  *name = n->kind == NODE_DATELINE ? "dateline" :
			      "signed";
	const struct node *c;

	tei_line(x->t);
	buf_printf(x->t->out, "<%s><%s", by, name);
	put_common(x->t, n);
	buf_putc(x->t->out, '>');
	for (c = n->first; c != NULL; c = c->next)
		put_tree(x, c);
	buf_printf(x->t->out, "</%s></%s>", name, by);
}

static void
put_blocks(struct body *x, const struct node *div)
{
	const struct node *n;
	const char	  *by;
	bool		   top = true;

	for (n = div->first; n != NULL && n->kind != NODE_DIV; n = n->next) {
		if (n->kind == NODE_NOTE)
			continue;
		by = holder(n, top);
		if (by != NULL)
			put_held(x, n, by);
		else
			put_tree(x, n);
		top = n->kind == NODE_HEADING ||
		    (top && (by != NULL || n->kind == NODE_SUBTITLE));
	}
	close_sections(x, 0);
}

static void
open_div(struct tei *t, const struct node *div)
{
	tei_line(t);
	t->depth++;
	buf_puts(t->out, "<div");
	tei_attr(t, "type", str_z(role_info(div->u.div.role)->name));
	tei_attr(t, "xml:id", div->u.div.id);
	tei_attr(t, "xml:lang", div->lang);
	if (div->parent->kind == NODE_BOOK && div->u.div.part != NULL)
		buf_printf(t->out, " decls=\"#source-%.*s\"",
		    STR_ARG(div->u.div.id));
	buf_putc(t->out, '>');
}

static void
put_div(struct tei *t, const struct node *div)
{
	struct body		 x = { .t = t };
	const struct node	*c;

	open_div(t, div);
	put_blocks(&x, div);
	for (c = div->first; c != NULL; c = c->next)
		if (c->kind == NODE_DIV) {	/* chapters hold no DIVs */
			struct body y = { .t = t };

			open_div(t, c);
			put_blocks(&y, c);
			close_block(t, "div");
		}
	close_block(t, "div");
}

static void
put_zone(struct tei *t, enum zone zone, const char *name, bool needed)
{
	const struct node	*d;
	bool			 open = false;

	for (d = t->book->model.root->first; d != NULL; d = d->next) {
		const struct role_info *r = role_info(d->u.div.role);

		if (r->generated || r->zone != zone)
			continue;
		if (!open) {
			tei_line(t);
			t->depth++;
			buf_printf(t->out, "<%s>", name);
		}
		open = true;
		put_div(t, d);
	}
	if (open) {
		close_block(t, name);
	} else if (needed) {
		tei_line(t);
		buf_printf(t->out, "<%s><p/></%s>", name, name);
	}
}

void
tei_write(const struct book *book, struct buf *out)
{
	struct tei t = { out, book, 0 };

	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"");
	tei_attr(&t, "xml:lang", book->edition->language);
	buf_putc(out, '>');
	t.depth = 1;
	tei_header(&t);
	tei_line(&t);
	buf_puts(out, "<text>");
	t.depth = 2;
	put_zone(&t, ZONE_FRONT, "front", false);
	put_zone(&t, ZONE_BODY, "body", true);
	put_zone(&t, ZONE_BACK, "back", false);
	t.depth = 1;
	tei_line(&t);
	buf_puts(out, "</text>\n</TEI>\n");
}
