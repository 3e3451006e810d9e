/*
 * Labels: numbers of notes and marks of list items.  They hang before
 * the text of their first line.
 */
#include <stdio.h>
#include <string.h>

#include "octavo/terms.h"

#include "galley_int.h"

static int
ordinal(const struct node *item)
{
	int n = item->parent->u.list.start;

	for (const struct node *c = item->prev; c != NULL; c = c->prev)
		n += c->kind == NODE_ITEM;
	return n;
}

static struct str
item_mark(struct arena *a, const struct node *item)
{
	int n = ordinal(item);

	switch (item->parent->u.list.style) {
	case LIST_DECIMAL:
		return str_z(arena_printf(a, "%d. ", n));
	case LIST_ALPHA:
		return str_z(arena_printf(a, "%c) ", 'a' +
		    (n > 0 ? n - 1 : 0) % 26));
	case LIST_DASH:
		return STR("\342\200\223 ");
	case LIST_BULLET:
		break;
	}
	return STR("\342\200\242 ");
}

static struct str
note_number(struct arena *a, const struct node *note)
{
	char mark[12];

	note_mark(note->u.note.series == SERIES_EDITOR, note->u.note.number,
	    mark);
	return str_z(arena_printf(a, "%s. ", mark));
}

/* The text ends in a space, which parts it from what follows. */
static int
set_label(struct builder *g, struct set_text *t, const struct node *elem,
    struct str text)
{
	struct para	*p = ARENA_NEW(g->arena, struct para);
	struct look	 l;
	sp		 width = 0, gap = t->p.style->size * 3 / 10;

	para_init(p, g->arena, g->faces, g->sink, elem, t->p.style,
	    g->measure);
	if (itemise_look(p, t->p.style, elem, node_lang(elem), &l,
	    g->error) < 0)
		return -1;
	l.hyphens = false;
	itemise_text(p, itemise_add_look(p, &l), text);
	space_set(p);
	p->atoms[p->natoms - 1].width = gap;
	p->atoms[p->natoms - 1].stretch = p->atoms[p->natoms - 1].shrink = 0;
	for (uint32_t i = 0; i < p->natoms; i++)
		width += p->atoms[i].width;
	t->label = p;
	t->label_x = t->p.left + t->p.indent - width;
	if (t->label_x < 0) {	/* no room before it: the text gives way */
		t->p.indent -= t->label_x;
		t->label_x = 0;
	}
	return 0;
}

int
galley_label(struct builder *g, struct set_text *t)
{
	const struct node *elem = g->item;
	struct str	   text;

	if (g->item != NULL)
		text = item_mark(g->arena, g->item);
	else if (g->note != NULL && g->note->u.note.number > 0) {
		elem = g->note;
		text = note_number(g->arena, g->note);
	} else
		return 0;
	g->item = g->note = NULL;
	return set_label(g, t, elem, text);
}
