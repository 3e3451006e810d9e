/*
 * Lists counted by letters: paragraphs that begin with a), b), c) … one
 * behind the other.  Markdown has no such lists, and a ledger matches
 * the letters as they stand: they are made when it has been applied.
 */
#include "edit_int.h"

enum { FEWEST = 2, MARK = 3 /* bytes of "a) " */ };

/* The TEXT that the block begins with. */
static struct node *
first_text(const struct node *block)
{
	struct node *n = block->first;

	return n != NULL && n->kind == NODE_TEXT ? n : NULL;
}

static bool
begins_with(const struct node *block, char letter)
{
	const struct node *t = first_text(block);

	return block->kind == NODE_PARA && t != NULL &&
	    t->u.text.text.n > MARK && t->u.text.text.p[0] == letter &&
	    t->u.text.text.p[1] == ')' && t->u.text.text.p[2] == ' ';
}

static unsigned
count(const struct node *first)
{
	unsigned n = 0;

	for (; first != NULL && n < 26 && begins_with(first,
	    (char)('a' + n)); first = first->next)
		n++;
	return n;
}

static void
take_mark(struct node *block)
{
	struct node *t = first_text(block);
	struct str   s = t->u.text.text;

	if (t->span.end - t->span.start == s.n)
		t->span.start += MARK;
	t->u.text.text = str_sub(s, MARK, s.n);
}

static void
make_list(struct model *m, struct node *first, unsigned n)
{
	struct node *list = node_new(m, NODE_LIST, first->span), *next, *item;

	list->u.list.style = LIST_ALPHA;
	list->u.list.start = 1;
	node_insert_before(first, list);
	for (; n > 0; n--, first = next) {
		next = first->next;
		take_mark(first);
		item = node_new(m, NODE_ITEM, first->span);
		node_unlink(first);
		node_append(item, first);
		node_append(list, item);
	}
}

void
lists_make(struct model *m, struct node *root)
{
	struct walk	 w;
	struct node	**heads;
	size_t		 n = 0, k = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		n += w.event == WALK_ENTER && count(w.node) >= FEWEST;
	if (n == 0)
		return;
	heads = ARENA_ARRAY(m->arena, struct node *, n);
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && count(w.node) >= FEWEST)
			heads[k++] = node_own(w.node);
	for (k = 0; k < n; k++)
		make_list(m, heads[k], count(heads[k]));
}
