/*
 * Titles for running heads and the table of contents, both from the
 * headings as they stand after typography.
 */
#include "edit_int.h"

void
titles_set(struct model *m, struct node *root)
{
	struct walk	 w;
	struct node	*div, *h;
	struct buf	 b;

	buf_init(&b);
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_DIV)
			continue;
		div = node_own(w.node);
		h = part_heading(div);
		if (h == NULL)
			continue;
		buf_clear(&b);
		node_plain(h, &b);
		div->u.div.title = buf_dup(&b, m->arena);
	}
	buf_release(&b);
}

/* Takes calls and page marks out of a copied title; turned lines join. */
static void
strip(struct model *m, struct node *entry)
{
	struct walk	 w;
	struct node	*n, *gone = NULL;

	walk_init(&w, entry);
	while (walk_next(&w) != WALK_DONE) {
		if (gone != NULL)
			node_unlink(gone);
		gone = NULL;
		n = node_own(w.node);
		if (w.event != WALK_ENTER)
			continue;
		if (n->kind == NODE_CALL || n->kind == NODE_PB)
			gone = n;
		else if (n->kind == NODE_LINEBREAK) {
			n->kind = NODE_TEXT;
			n->u.text.text = STR(" ");
		} else if (n->kind == NODE_CORR)
			n->kind = NODE_SPAN;
	}
	(void)m;
}

static void
entry_make(const struct maker *k, struct node *toc, const struct node *div,
    int level)
{
	const struct node	*h = part_heading(div), *c;
	struct node		*e;

	if (h == NULL)
		return;
	e = node_new(k->m, NODE_TOC_ENTRY, SPAN_NONE);
	e->u.toc_entry.target = div;
	e->u.toc_entry.level = level;
	e->lang = div->lang;
	for (c = h->first; c != NULL; c = c->next)
		node_append(e, node_copy(k->m, c));
	node_append(toc, e);
	strip(k->m, e);
}

void
contents_make(const struct maker *k)
{
	struct str		 name;
	struct node		*d, *toc;
	const struct node	*p, *c;

	name = str_z(term(k->ed->language, TERM_CONTENTS));
	d = make_div(k, ROLE_CONTENTS, name);
	(void)make_block(k->m, d, NODE_HEADING, "", name);
	toc = node_new(k->m, NODE_TOC, SPAN_NONE);
	node_append(d, toc);
	for (p = k->m->root->first; p != d; p = p->next) {
		if (role_info(p->u.div.role)->generated &&
		    p->u.div.role != ROLE_ERRATA)
			continue;
		entry_make(k, toc, p, 1);
		for (c = p->first; c != NULL; c = c->next)
			if (c->kind == NODE_DIV)
				entry_make(k, toc, c, 2);
	}
}
