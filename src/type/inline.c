/*
 * Walks the inlines of a block and hands their text to itemise.
 */
#include <stdio.h>

#include "octavo/buf.h"
#include "octavo/terms.h"

#include "para_int.h"

enum { PAGE_UNKNOWN = 100 };	/* as wide as most */

struct inlines {
	struct para	*p;
	struct style	*style;
	struct error	*error;
	const struct node *block;
	/* The node whose text's look is in force. */
	const struct node *parent;
	struct look	 look;
	int		 level;		/* +1 superior, -1 inferior */
	bool		 failed;
};

/* Text that stands directly in a node is set in that node's look. */
static bool
enter_parent(struct inlines *in, const struct node *parent)
{
	const struct node *n;

	if (parent == in->parent)
		return true;
	in->level = 0;
	for (n = parent; n != in->block && n != NULL; n = n->parent)
		if (n->kind == NODE_SUP || n->kind == NODE_SUB)
			in->level = n->kind == NODE_SUP ? 1 : -1;
	if (itemise_look(in->p, style_of(in->style, parent), parent,
	    node_lang(parent), &in->look, in->error) < 0) {
		in->failed = true;
		return false;
	}
	in->parent = parent;
	return true;
}

static void
inferior(struct para *p, const struct look *base, struct str text)
{
	struct look l = *base;

	l.raise -= l.size / 6;
	l.size = (sp)((int64_t)l.size * 65 / 100);
	itemise_text(p, itemise_add_look(p, &l), text);
}

static void
take_text(struct inlines *in, const struct node *n)
{
	struct look l;

	if (!enter_parent(in, n->parent))
		return;
	l = in->look;
	l.source = n;
	if (in->level > 0)
		itemise_superior(in->p, &l, n->u.text.text);
	else if (in->level < 0)
		inferior(in->p, &l, n->u.text.text);
	else
		itemise_text(in->p, itemise_add_look(in->p, &l),
		    n->u.text.text);
}

/* Code in a text is as large as the text looks, unless the style says
 * otherwise. */
static void
take_code(struct inlines *in, const struct node *n)
{
	const struct face *text;
	struct look	   l;

	if (!enter_parent(in, n))
		return;
	l = in->look;
	l.source = n;
	l.hyphens = false;
	if (l.size == in->p->style->size && face_find(in->p->faces,
	    in->p->style->family, FACE_REGULAR, &text, in->error) == 0)
		l.size = face_match(l.face, text, l.size);
	itemise_text(in->p, itemise_add_look(in->p, &l), n->u.text.text);
}

/*
 * The figures of a call as superior characters where the face has them:
 * what is copied or searched then has a mark, not a glued figure.
 */
static bool
superior_digits(const struct face *f, const char *mark, struct buf *out)
{
	static const uint32_t digits[] = { 0x2070, 0xB9, 0xB2, 0xB3, 0x2074,
	    0x2075, 0x2076, 0x2077, 0x2078, 0x2079 };

	for (; *mark != '\0'; mark++) {
		if (!cp_is_digit((uint32_t)*mark) ||
		    !face_has(f, digits[*mark - '0']))
			return false;
		buf_put_cp(out, digits[*mark - '0']);
	}
	return true;
}

static void
take_call(struct inlines *in, const struct node *n)
{
	char	   mark[12];
	struct buf b;

	if (!enter_parent(in, n) || n->u.call.number == 0)
		return;
	in->look.hyphens = false;
	note_mark(n->u.call.series == SERIES_EDITOR, n->u.call.number,
	    mark);
	buf_init(&b);
	if (superior_digits(in->look.face, mark, &b))
		itemise_text(in->p, itemise_add_look(in->p, &in->look),
		    buf_dup(&b, in->p->arena));
	else
		itemise_superior(in->p, &in->look, str_z(mark));
	buf_release(&b);
}

/* The page of a node in the last pagination; 0: not known. */
static uint32_t
page_of(const struct faces *fs, const struct node *n)
{
	return n != NULL && n->id < fs->npages ? fs->pages[n->id] : 0;
}

/* A link that says a page. */
static void
take_link(struct inlines *in, const struct node *n)
{
	const struct faces *fs = in->p->faces;
	uint32_t	    at;
	char		    page[12];

	if (n->u.link.page.n == 0 || n->u.link.target == NULL ||
	    !enter_parent(in, n))
		return;
	at = page_of(fs, n->u.link.target);
	if (at > 0 && at == page_of(fs, n->u.link.behind))
		return;
	(void)snprintf(page, sizeof(page), "%u", at > 0 ? at :
	    PAGE_UNKNOWN);
	in->look.hyphens = false;
	in->look.source = NULL;
	itemise_text(in->p, itemise_add_look(in->p, &in->look),
	    node_page_text(in->p->arena, n, page));
}

static void
take_linebreak(struct inlines *in, const struct node *n)
{
	if (enter_parent(in, n->parent))
		itemise_newline(in->p, itemise_add_look(in->p, &in->look));
}

static void (*const take[NODE__MAX])(struct inlines *,
    const struct node *) = {
	[NODE_TEXT] = take_text,
	[NODE_CODE] = take_code,
	[NODE_CALL] = take_call,
	[NODE_LINK] = take_link,
	[NODE_LINEBREAK] = take_linebreak,
};

int
itemise_block(struct para *p, struct style *style, struct error *e)
{
	struct inlines	in = { .p = p, .style = style, .error = e,
			    .block = p->node };
	struct walk	w;

	walk_init(&w, p->node);
	while (!in.failed && walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && take[w.node->kind] != NULL)
			take[w.node->kind](&in, w.node);
	space_set(p);
	return in.failed ? -1 : 0;
}
