/*
 * Iteration over the tree without recursion (after the idea of ENTER
 * and EXIT events; leaves have no EXIT).
 */
#include "octavo/model.h"

void
walk_init(struct walk *w, const struct node *root)
{
	w->root = root;
	w->node = NULL;
	w->event = WALK_DONE;
}

/* After leaving node: its sibling, or its parent's EXIT. */
static enum walk_event
walk_on(struct walk *w)
{
	const struct node *n = w->node;

	if (n == w->root) {
		w->node = NULL;
		return w->event = WALK_DONE;
	}
	if (n->next != NULL) {
		w->node = n->next;
		return w->event = WALK_ENTER;
	}
	w->node = n->parent;
	return w->event = WALK_EXIT;
}

enum walk_event
walk_next(struct walk *w)
{
	if (w->node == NULL) {
		if (w->root == NULL)
			return w->event = WALK_DONE;
		w->node = w->root;
		w->root = w->node;
		return w->event = WALK_ENTER;
	}
	if (w->event == WALK_ENTER && w->node->first != NULL) {
		w->node = w->node->first;
		return w->event = WALK_ENTER;
	}
	if (walk_on(w) == WALK_DONE)
		w->root = NULL;
	return w->event;
}

void
walk_skip(struct walk *w)
{
	if (w->event == WALK_ENTER && w->node != NULL &&
	    w->node->first != NULL)
		w->event = WALK_EXIT;
}
