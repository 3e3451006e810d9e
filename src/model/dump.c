/*
 * One node a line, indented by depth: the form of the goldens.
 *
 *   div chapter id=palais
 *     heading 1
 *       "Comment …"
 *       call 1 -> note 1
 */
#include "octavo/model.h"

enum { DEPTH_SHOWN = 40 };	/* deeper nodes are not indented further */

static void
put_text(struct buf *out, struct str s)
{
	buf_puts(out, " \"");
	for (size_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);

		if (cp == '\n')
			buf_puts(out, "\\n");
		else if (cp == '"' || cp == '\\')
			buf_printf(out, "\\%c", (char)cp);
		else if (cp == CP_NBSP || cp == CP_NNBSP || cp == CP_SHY)
			buf_printf(out, "{%04X}", (unsigned)cp);
		else
			buf_put_cp(out, cp);
	}
	buf_putc(out, '"');
}

static const char *
series_name(enum series s)
{
	return s == SERIES_EDITOR ? " editor" : "";
}

static void
put_facts(struct buf *out, const struct node *n)
{
	static const char *const list_name[] = { "bullet", "dash",
	    "decimal", "alpha" };

	switch (n->kind) {
	case NODE_DIV:
		buf_printf(out, " %s", role_info(n->u.div.role)->name);
		if (n->u.div.id.n > 0)
			buf_printf(out, " id=%.*s", STR_ARG(n->u.div.id));
		break;
	case NODE_HEADING:
		buf_printf(out, " %d", n->u.heading.level);
		break;
	case NODE_TEXT:
	case NODE_CODE:
	case NODE_CODE_BLOCK:
		put_text(out, n->u.text.text);
		break;
	case NODE_LIST:
		buf_printf(out, " %s %d", list_name[n->u.list.style],
		    n->u.list.start);
		break;
	case NODE_ROW:
		buf_puts(out, n->u.row.head ? " head" : "");
		break;
	case NODE_FIGURE:
		put_text(out, n->u.figure.src);
		put_text(out, n->u.figure.alt);
		break;
	case NODE_CALL:
		buf_printf(out, " [%.*s] %u%s", STR_ARG(n->u.call.label),
		    n->u.call.number, series_name(n->u.call.series));
		break;
	case NODE_NOTE:
		buf_printf(out, " [%.*s] %u%s", STR_ARG(n->u.note.label),
		    n->u.note.number, series_name(n->u.note.series));
		break;
	case NODE_LINK:
		put_text(out, n->u.link.page.n ? n->u.link.page :
		    n->u.link.url);
		if (n->u.link.behind != NULL)
			buf_puts(out, " behind");
		break;
	case NODE_CORR:
		put_text(out, n->u.corr.sic);
		break;
	case NODE_PB:
		buf_printf(out, " %.*s", STR_ARG(n->u.pb.n));
		break;
	case NODE_TOC_ENTRY:
		buf_printf(out, " %d", n->u.toc_entry.level);
		break;
	default:
		break;
	}
}

static void
put_node(struct buf *out, const struct node *n, unsigned depth)
{
	for (unsigned i = 0; i < depth && i < DEPTH_SHOWN; i++)
		buf_puts(out, "  ");
	buf_puts(out, node_kind_name(n->kind));
	put_facts(out, n);
	if (n->cls.n > 0)
		buf_printf(out, " .%.*s", STR_ARG(n->cls));
	if (n->lang.n > 0)
		buf_printf(out, " lang=%.*s", STR_ARG(n->lang));
	buf_putc(out, '\n');
}

void
model_dump(const struct node *root, struct buf *out)
{
	struct walk	w;
	unsigned	depth = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event == WALK_EXIT) {
			depth--;
			continue;
		}
		put_node(out, w.node, depth);
		if (w.node->first != NULL)
			depth++;
	}
}
