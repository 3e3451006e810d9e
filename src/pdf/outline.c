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
	qpdf_oh		   object;
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
			it->object = qp_indirect(f->q,
			    qpdf_oh_new_dictionary(f->q));
			item_add(at, it);
			if (w.node->first != NULL)
				at = it;
		}
	}
}

static void
link_items(struct finish *f, const struct item *it)
{
	if (it->first == NULL)
		return;
	qp_set_ref(f->q, it->object, "/First", it->first->object);
	qp_set_ref(f->q, it->object, "/Last", it->last->object);
	/* Closed, but for the root: the reader opens what he wants. */
	qp_set_int(f->q, it->object, "/Count", it->div == NULL ?
	    (long long)it->below : -(long long)it->below);
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
	qp_set(f->q, it->object, "/Title", qp_text(f->q,
	    it->div->u.div.title));
	qp_set_ref(f->q, it->object, "/Parent", it->parent->object);
	if (it->prev != NULL)
		qp_set_ref(f->q, it->object, "/Prev", it->prev->object);
	if (it->next != NULL)
		qp_set_ref(f->q, it->object, "/Next", it->next->object);
	qp_set(f->q, it->object, "/Dest", finish_dest(f,
	    frame_place(f->plan->frame, it->div)));
	link_items(f, it);
}

void
outline_write(struct finish *f)
{
	struct item	   root = { 0 };
	const struct item *i;

	root.object = qp_indirect(f->q, qp_parse(f->q,
	    "<</Type/Outlines>>"));
	collect(f, &root);
	if (root.first == NULL)
		return;
	root.below = count_open(&root);
	link_items(f, &root);
	for (i = root.first; i != NULL && i != &root; ) {
		write_item(f, i);
		if (i->first != NULL) {
			i = i->first;
			continue;
		}
		while (i != &root && i->next == NULL)
			i = i->parent;
		if (i != &root)
			i = i->next;
	}
	qp_set_ref(f->q, f->root, "/Outlines", root.object);
	qp_set_name(f->q, f->root, "/PageMode", "/UseOutlines");
}
