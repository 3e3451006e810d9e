#include <string.h>

#include "edit_int.h"
#include "ledger_int.h"

/* Texts and inlines that the changes have emptied. */
static void
purge(struct node *root)
{
	struct walk	 w;
	struct node	*n, *gone = NULL;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (gone != NULL)
			node_unlink(gone);
		gone = NULL;
		n = node_own(w.node);
		if (w.event == WALK_ENTER && n->kind == NODE_TEXT &&
		    n->u.text.text.n == 0 && n->parent->kind != NODE_CORR)
			gone = n;
		else if (w.event == WALK_EXIT && node_is_inline(n) &&
		    n->first == NULL && n->kind != NODE_CORR)
			gone = n;
	}
}

/* The changes in three rounds, each from the end to the beginning. */
static int
round_of(const struct ledger_entry *e)
{
	enum ledger_action a = e->action;

	if (e->probe)
		return 1;
	if (a == LEDGER_VERSE || a == LEDGER_QUOTATION ||
	    a == LEDGER_EPIGRAPH)
		return 0;	/* wraps blocks as the witness has them */
	return ledger_is_inline(a) ? 1 : 2;
}

static void
apply(struct ledger_run *r)
{
	const struct ledger_op *op;

	for (int round = 0; round < 3; round++)
		for (size_t i = r->nops; i > 0; i--) {
			op = &r->ops[i - 1];
			if (op->bad || round_of(op->entry) != round)
				continue;
			if (round == 1)
				ledger_inline(r, op);
			else
				ledger_structure(r, op);
		}
}

static bool
is_wanted(const struct ledger_entry *e, bool diplomatic)
{
	return !diplomatic || (e->action != LEDGER_DROP &&
	    e->action != LEDGER_NOTE);
}

static void
run(struct model *m, struct node *div, const struct ledger *l,
    bool diplomatic, struct diag_sink *sink)
{
	struct ledger_run r = { .m = m, .div = div, .ledger = l,
	    .sink = sink };

	arena_init(&r.scratch);
	match_build(&r.scratch, div, &r.text);
	r.ops = ARENA_ARRAY(&r.scratch, struct ledger_op, l->n + 1);
	for (size_t i = 0; i < l->n; i++)
		if (is_wanted(&l->entries[i], diplomatic))
			r.nops += ledger_find(&r, &l->entries[i],
			    &r.ops[r.nops]);
	ledger_clash(&r);
	apply(&r);
	purge(div);
	notes_resolve(div, NULL);
	arena_release(&r.scratch);
}

void
ledger_apply(struct model *m, struct node *div, const struct ledger *l,
    struct diag_sink *sink)
{
	run(m, div, l, false, sink);
}

void
ledger_apply_diplomatic(struct model *m, struct node *div,
    const struct ledger *l, struct diag_sink *sink)
{
	struct walk	 w;
	struct node	*n;

	run(m, div, l, true, sink);
	walk_init(&w, div);
	while (walk_next(&w) != WALK_DONE) {
		n = node_own(w.node);
		if (w.event != WALK_ENTER || n->kind != NODE_CORR)
			continue;
		if (n->first->kind == NODE_TEXT)
			n->first->u.text.text = n->u.corr.sic;
		n->kind = NODE_SPAN;
	}
}
