/*
 * Changes of whole blocks: headings, blocks left out, quotations,
 * epigraphs, verse.
 */
#include "edit_int.h"
#include "ledger_int.h"

/* Notes called only from the block go with it. */
static void
drop_notes_of(const struct node *block)
{
	struct walk	 w;
	struct node	*note;

	walk_init(&w, block);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_CALL)
			continue;
		note = w.node->u.call.note;
		if (note != NULL && note->u.note.call == w.node &&
		    note->parent != NULL)
			node_unlink(note);
	}
}

static void
drop(struct node *block)
{
	struct node *up = block->parent;

	drop_notes_of(block);
	node_unlink(block);
	while (up->first == NULL && up->parent != NULL &&
	    up->kind != NODE_DIV && up->kind != NODE_NOTE) {
		block = up;
		up = up->parent;
		node_unlink(block);
	}
}

/* A new holder in place of the first block, with all up to the last. */
static struct node *
wrap(struct ledger_run *r, enum node_kind kind, struct node *first,
    struct node *last)
{
	struct node *h = node_new(r->m, kind, first->span), *n, *next;

	node_insert_before(first, h);
	for (n = first; n != NULL; n = next) {
		next = n == last ? NULL : n->next;
		node_unlink(n);
		node_append(h, n);
	}
	return h;
}

static struct node *
first_break(const struct node *line)
{
	struct walk w;

	walk_init(&w, line);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_LINEBREAK)
			return node_own(w.node);
	return NULL;
}

/* Paragraphs are lines of one stanza; one that has lines of its own is
 * a stanza by itself. */
static void
make_verse(struct ledger_run *r, struct node *first, struct node *last)
{
	struct node *v = node_new(r->m, NODE_VERSE, first->span);
	struct node *stanza = NULL, *n, *next, *br;

	node_insert_before(first, v);
	for (n = first; n != NULL; n = next) {
		next = n == last ? NULL : n->next;
		node_unlink(n);
		br = first_break(n);
		if (stanza == NULL || br != NULL) {
			stanza = node_new(r->m, NODE_STANZA, n->span);
			node_append(v, stanza);
		}
		n->kind = NODE_LINE;
		node_append(stanza, n);
		for (; br != NULL; br = first_break(n)) {
			n = node_split(r->m, n, br);
			node_unlink(br);
			stanza = NULL;
		}
	}
}

/* "— Author" at the end of an epigraph is its source. */
static void
mark_source(struct node *epigraph)
{
	struct node *p = epigraph->last, *t = p->first;

	if (p->kind != NODE_PARA || p == epigraph->first || t == NULL ||
	    t->kind != NODE_TEXT || !str_starts(t->u.text.text, STR("— ")))
		return;
	p->kind = NODE_ATTRIB;
	t->u.text.text = str_sub(t->u.text.text, 4, t->u.text.text.n);
}

static bool
all_paragraphs(const struct node *n, const struct node *last)
{
	for (; n != last; n = n->next)
		if (n->kind != NODE_PARA)
			return false;
	return n->kind == NODE_PARA;
}

void
ledger_structure(struct ledger_run *r, const struct ledger_op *op)
{
	struct node *a = r->text.blocks[op->first].node;
	struct node *b = r->text.blocks[op->last].node;

	switch (op->entry->action) {
	case LEDGER_HEADING:
		a->kind = NODE_HEADING;
		a->u.heading.level = op->entry->level;
		break;
	case LEDGER_DROP:
		drop(a);
		break;
	case LEDGER_VERSE:
		if (all_paragraphs(a, b))
			make_verse(r, a, b);
		else
			diag(r->sink, DIAG_LEDGER_SHAPE,
			    op->entry->lemma_span,
			    "only paragraphs become verse");
		break;
	case LEDGER_QUOTATION:
		(void)wrap(r, NODE_QUOTE, a, b);
		break;
	default:
		mark_source(wrap(r, NODE_EPIGRAPH, a, b));
		break;
	}
}
