/*
 * Calls and notes find one another by label within a text.
 */
#include "octavo/model.h"

struct labels {
	struct node	**slot;
	size_t		  mask;
};

/* The slot of a label and series: its note, or where it would stand. */
static struct node **
labels_slot(const struct labels *l, struct str label, enum series series)
{
	size_t		 i = (size_t)str_hash(label) + (size_t)series;
	struct node	*n;

	for (;; i++) {
		n = l->slot[i & l->mask];
		if (n == NULL || (str_eq(n->u.note.label, label) &&
		    n->u.note.series == series))
			return &l->slot[i & l->mask];
	}
}

static void
labels_init(struct labels *l, struct arena *a, size_t notes)
{
	size_t size = 16;

	while (size < notes * 2)
		size *= 2;
	l->slot = ARENA_ARRAY(a, struct node *, size);
	l->mask = size - 1;
}

static size_t
count_notes(const struct node *root)
{
	struct walk	w;
	size_t		n = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		n += w.event == WALK_ENTER && w.node->kind == NODE_NOTE;
	return n;
}

/* The walk gives const nodes; the tree is the caller's. */
static struct node *
own(const struct node *n)
{
	return (struct node *)(uintptr_t)n;
}

static void
gather(struct labels *l, struct node *root, struct diag_sink *sink)
{
	struct walk	 w;
	struct node	*n, **slot;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_NOTE)
			continue;
		n = own(w.node);
		n->u.note.call = NULL;
		slot = labels_slot(l, n->u.note.label, n->u.note.series);
		if (*slot == NULL)
			*slot = n;
		else if (sink != NULL)
			diag(sink, DIAG_NOTE_TWICE, n->span, "[^%.*s]",
			    STR_ARG(n->u.note.label));
	}
}

void
notes_resolve(struct node *root, struct diag_sink *sink)
{
	struct arena	 scratch;
	struct labels	 l;
	struct walk	 w;
	struct node	*n;

	arena_init(&scratch);
	labels_init(&l, &scratch, count_notes(root));
	gather(&l, root, sink);
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_CALL)
			continue;
		n = own(w.node);
		n->u.call.note = *labels_slot(&l, n->u.call.label,
		    n->u.call.series);
		if (n->u.call.note != NULL &&
		    n->u.call.note->u.note.call == NULL)
			n->u.call.note->u.note.call = n;
	}
	arena_release(&scratch);
}

void
notes_check(struct node *root, struct diag_sink *sink)
{
	struct walk	 w;
	struct node	*n, *gone = NULL;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (gone != NULL && w.node != gone)
			node_unlink(gone);
		gone = NULL;
		n = own(w.node);
		if (w.event == WALK_ENTER && n->kind == NODE_CALL &&
		    n->u.call.note == NULL) {
			diag(sink, DIAG_NOTE_UNDEFINED, n->span, "[^%.*s]",
			    STR_ARG(n->u.call.label));
			gone = n;
		} else if (w.event == WALK_ENTER && n->kind == NODE_NOTE &&
		    n->u.note.call == NULL) {
			diag(sink, DIAG_NOTE_UNCALLED, n->span, "[^%.*s]",
			    STR_ARG(n->u.note.label));
			walk_skip(&w);
			gone = n;
		}
	}
}
