/*
 * The outline: the DIVs of the book that have a title, nested as they
 * are in the model (ISO 32000-1 §12.3.3).
 */
#include <assert.h>
#include <string.h>

#include "octavo/arena.h"
#include "finish_int.h"

struct item {
	const struct node *div;
	struct item	  *parent, *first, *last, *next, *prev;
	obj		   object;
	unsigned	   below;	/* items under it, at any depth */
};

/* The reader need not be led to what he has just seen. */
static bool
is_listed(const struct frame *f, const struct node *d)
{
	return d->kind == NODE_DIV && d->u.div.title.n > 0 &&
	    d->u.div.role != ROLE_HALF_TITLE &&
	    d->u.div.role != ROLE_TITLE_PAGE &&
	    d->u.div.role != ROLE_IMPRINT && frame_place(f, d) != NULL;
}

static void
item_add(struct item *parent, struct item *it)
{
	it->parent = parent;
	it->prev = parent->last;
	if (parent->last != NULL)
		parent->last->next = it;
	else
		parent->first = it;
	parent->last = it;
	for (; parent != NULL; parent = parent->parent)
		parent->below++;
}

static void
collect(struct finish *f, struct item *root)
{
	struct item	*at = root;
	struct walk	 w;

	walk_init(&w, f->plan->book->model.root);
	while (walk_next(&w) != WALK_DONE) {
		assert(at != NULL);	/* the root is of no DIV */
		if (w.event == WALK_ENTER && w.node->kind != NODE_DIV &&
		    w.node->kind != NODE_BOOK) {
			walk_skip(&w);
		} else if (w.event == WALK_EXIT && at->div == w.node) {
			at = at->parent;
		} else if (w.event == WALK_ENTER &&
		    is_listed(f->plan->frame, w.node)) {
			struct item *it = ARENA_NEW(f->arena, struct item);

			it->div = w.node;
			it->object = object_new(&f->o);
			item_add(at, it);
			if (w.node->first != NULL)
				at = it;
		}
	}
}

static void
put_key(struct buf *b, const char *key, const struct item *to)
{
	if (to == NULL)
		return;
	buf_puts(b, key);
	put_ref(b, to->object);
}

static void
link_items(struct buf *b, const struct item *it)
{
	if (it->first == NULL)
		return;
	put_key(b, "/First", it->first);
	put_key(b, "/Last", it->last);
	/* Closed, but for the root: the reader opens what he wants. */
	buf_puts(b, "/Count ");
	put_int(b, it->div == NULL ? (int64_t)it->below :
	    -(int64_t)it->below);
}

static unsigned
count_open(const struct item *root)
{
	unsigned n = 0;

	for (const struct item *i = root->first; i != NULL; i = i->next)
		n++;
	return n;
}

static void
write_item(struct finish *f, const struct item *it)
{
	struct buf *b = object_begin(&f->o, it->object);

	buf_puts(b, "<</Title");
	put_text(b, it->div->u.div.title);
	put_key(b, "/Parent", it->parent);
	put_key(b, "/Prev", it->prev);
	put_key(b, "/Next", it->next);
	finish_dest(f, frame_place(f->plan->frame, it->div), b);
	link_items(b, it);
	buf_puts(b, ">>");
	object_end(&f->o);
}

static void
write_items(struct finish *f, const struct item *root)
{
	const struct item *i;

	for (i = root->first; i != NULL && i != root; ) {
		write_item(f, i);
		if (i->first != NULL) {
			i = i->first;
			continue;
		}
		while (i != root && i->next == NULL)
			i = i->parent;
		if (i != root)
			i = i->next;
	}
}

obj
outline_write(struct finish *f)
{
	struct item root = { 0 };
	struct buf *b;

	collect(f, &root);
	if (root.first == NULL)
		return 0;
	root.object = object_new(&f->o);
	root.below = count_open(&root);
	b = object_begin(&f->o, root.object);
	buf_puts(b, "<</Type/Outlines");
	link_items(b, &root);
	buf_puts(b, ">>");
	object_end(&f->o);
	write_items(f, &root);
	return root.object;
}
