/*
 * Cutting a block of inlines in two, and joining two.
 */
#include <assert.h>

#include "octavo/model.h"

static struct node *
copy_shell(struct model *m, const struct node *n)
{
	struct node *c = node_new(m, n->kind, n->span);

	c->lang = n->lang;
	c->cls = n->cls;
	c->u = n->u;
	return c;
}

static void
move_tail(struct node *from, struct node *to)
{
	struct node *next;

	for (; from != NULL; from = next) {
		next = from->next;
		node_unlink(from);
		node_append(to, from);
	}
}

struct node *
node_split(struct model *m, struct node *block, struct node *before)
{
	struct node *n = before, *up, *shell, *held = NULL;

	assert(before != block && node_holds_inlines(block));
	for (;;) {
		up = n->parent;
		shell = copy_shell(m, up);
		if (held != NULL) {
			node_append(shell, held);
			move_tail(n->next, shell);
		} else
			move_tail(n, shell);
		held = shell;
		if (up == block)
			break;
		n = up;
	}
	node_insert_after(block, held);
	return held;
}

void
node_join(struct node *block, struct node *other)
{
	move_tail(other->first, block);
	node_unlink(other);
}

struct node *
node_text_split(struct model *m, struct node *text, size_t at)
{
	struct node	*tail;
	struct str	 s = text->u.text.text;
	struct span	 span = text->span;

	if (at == 0)
		return text;
	if (at >= s.n)
		return NULL;
	if (span.end - span.start == s.n)
		span.start += (uint32_t)at;
	tail = node_text_new(m, str_sub(s, at, s.n), span);
	text->u.text.text = str_sub(s, 0, at);
	if (text->span.end - text->span.start == s.n)
		text->span.end = span.start;
	node_insert_after(text, tail);
	return tail;
}
