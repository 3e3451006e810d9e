/*
 * The tree itself: making, linking, copying.  Nothing here recurses:
 * depth comes from the input.
 */
#include <assert.h>
#include <string.h>

#include "octavo/model.h"

struct node *
node_new(struct model *m, enum node_kind kind, struct span span)
{
	struct node *n = ARENA_NEW(m->arena, struct node);

	n->kind = kind;
	n->id = ++m->ids;
	n->span = span;
	return n;
}

void
model_init(struct model *m, struct arena *a, enum node_kind root)
{
	m->arena = a;
	m->ids = 0;
	m->root = node_new(m, root, SPAN_NONE);
}

struct node *
node_text_new(struct model *m, struct str text, struct span span)
{
	struct node *n = node_new(m, NODE_TEXT, span);

	n->u.text.text = text;
	return n;
}

void
node_append(struct node *parent, struct node *child)
{
	assert(child->parent == NULL);
	child->parent = parent;
	child->prev = parent->last;
	child->next = NULL;
	if (parent->last != NULL)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

void
node_insert_before(struct node *where, struct node *n)
{
	assert(n->parent == NULL && where->parent != NULL);
	n->parent = where->parent;
	n->next = where;
	n->prev = where->prev;
	if (where->prev != NULL)
		where->prev->next = n;
	else
		where->parent->first = n;
	where->prev = n;
}

void
node_insert_after(struct node *where, struct node *n)
{
	if (where->next != NULL)
		node_insert_before(where->next, n);
	else
		node_append(where->parent, n);
}

void
node_unlink(struct node *n)
{
	if (n->prev != NULL)
		n->prev->next = n->next;
	else if (n->parent != NULL)
		n->parent->first = n->next;
	if (n->next != NULL)
		n->next->prev = n->prev;
	else if (n->parent != NULL)
		n->parent->last = n->prev;
	n->parent = n->prev = n->next = NULL;
}

static struct node *
copy_one(struct model *to, const struct node *n)
{
	struct node	*c = ARENA_NEW(to->arena, struct node);

	*c = *n;
	c->parent = c->prev = c->next = c->first = c->last = NULL;
	c->id = ++to->ids;
	return c;
}

/* Old node -> its copy, by old id: open addressing over a power of two. */
struct copies {
	const struct node **from;
	struct node	  **to;
	size_t		    mask;
};

static void
copies_put(struct copies *m, const struct node *from, struct node *to)
{
	size_t i = from->id & m->mask;

	while (m->from[i] != NULL)
		i = (i + 1) & m->mask;
	m->from[i] = from;
	m->to[i] = to;
}

static struct node *
copies_of(const struct copies *m, const struct node *from)
{
	size_t i;

	if (from == NULL)
		return NULL;
	for (i = from->id & m->mask; m->from[i]; i = (i + 1) & m->mask)
		if (m->from[i] == from)
			return m->to[i];
	return NULL;
}

static void
repoint(const struct copies *m, struct node *n)
{
	struct node *c;

	switch (n->kind) {
	case NODE_CALL:
		if ((c = copies_of(m, n->u.call.note)) != NULL)
			n->u.call.note = c;
		break;
	case NODE_NOTE:
		if ((c = copies_of(m, n->u.note.call)) != NULL)
			n->u.note.call = c;
		break;
	case NODE_LINK:
		if ((c = copies_of(m, n->u.link.target)) != NULL)
			n->u.link.target = c;
		if ((c = copies_of(m, n->u.link.behind)) != NULL)
			n->u.link.behind = c;
		break;
	case NODE_TOC_ENTRY:
		if ((c = copies_of(m, n->u.toc_entry.target)) != NULL)
			n->u.toc_entry.target = c;
		break;
	default:
		break;
	}
}

static void
copies_init(struct copies *m, struct arena *a, const struct node *root)
{
	struct walk	w;
	size_t		n = 0, size = 64;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		n += w.event == WALK_ENTER;
	while (size < n * 2)
		size *= 2;
	m->from = ARENA_ARRAY(a, const struct node *, size);
	m->to = ARENA_ARRAY(a, struct node *, size);
	m->mask = size - 1;
}

struct node *
node_copy(struct model *to, const struct node *root)
{
	struct arena	scratch;
	struct copies	map;
	struct walk	w;
	struct node	*at = NULL, *copy = NULL, *c;

	arena_init(&scratch);
	copies_init(&map, &scratch, root);
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event == WALK_EXIT) {
			assert(at != NULL);
			at = at->parent;
			continue;
		}
		c = copy_one(to, w.node);
		copies_put(&map, w.node, c);
		if (at != NULL)
			node_append(at, c);
		else
			copy = c;
		if (w.node->first != NULL)
			at = c;
	}
	for (size_t i = 0; i <= map.mask; i++)
		if (map.to[i] != NULL)
			repoint(&map, map.to[i]);
	arena_release(&scratch);
	return copy;
}

const struct node *
node_up(const struct node *n, enum node_kind kind)
{
	while (n != NULL && n->kind != kind)
		n = n->parent;
	return n;
}

struct str
node_lang(const struct node *n)
{
	for (; n != NULL; n = n->parent)
		if (n->lang.n > 0)
			return n->lang;
	return STR_NULL;
}

static bool
is_silent(const struct node *n)
{
	return n->kind == NODE_NOTE || n->kind == NODE_CALL ||
	    n->kind == NODE_PB;
}

void
node_plain(const struct node *root, struct buf *out)
{
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event == WALK_ENTER && w.node != root &&
		    is_silent(w.node)) {
			walk_skip(&w);
			continue;
		}
		if (w.event == WALK_ENTER && w.node->kind == NODE_LINEBREAK)
			buf_putc(out, ' ');
		if (w.event == WALK_ENTER && (w.node->kind == NODE_TEXT ||
		    w.node->kind == NODE_CODE ||
		    w.node->kind == NODE_CODE_BLOCK))
			buf_put_str(out, w.node->u.text.text);
		if (w.node != root && w.event == WALK_EXIT &&
		    node_is_block(w.node) && out->len > 0 &&
		    out->data[out->len - 1] != '\n')
			buf_putc(out, '\n');
	}
}

struct str
node_page_text(struct arena *a, const struct node *link, const char *page)
{
	struct str	s = link->u.link.page;
	size_t		at = str_find(s, STR("%"), 0);

	if (page == NULL)
		return STR("→");
	if (at == SIZE_MAX)
		return s;
	return str_z(arena_printf(a, "%.*s%s%.*s", STR_ARG(str_sub(s, 0,
	    at)), page, STR_ARG(str_sub(s, at + 1, s.n))));
}
