/*
 * Notes: placed in the DIV of their call, signed, numbered.
 *
 * A French press numbers notes by chapter; the editor's notes are a
 * series of their own, called by letters (note_mark in terms.h).
 */
#include "edit_int.h"

void
notes_place(struct model *m, struct node *root)
{
	struct walk	 w;
	struct node	*note, *div;

	(void)m;
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_CALL)
			continue;
		note = w.node->u.call.note;
		if (note == NULL || note->u.note.call != w.node)
			continue;
		div = node_own(node_up(w.node, NODE_DIV));
		node_unlink(note);
		node_append(div, note);
	}
}

/* A text in TEI may be an edition's own: its notes are signed. */
static bool
is_signed(const struct node *para)
{
	const struct node *last = para->last;

	return last != NULL && last->kind == NODE_SPAN &&
	    str_eqz(last->cls, "note-sign");
}

void
notes_sign(struct model *m, struct node *root)
{
	struct walk	 w;
	struct node	*p, *s;
	const char	*sign;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_NOTE ||
		    w.node->u.note.series != SERIES_EDITOR)
			continue;
		p = w.node->last;
		if (p == NULL || !node_holds_inlines(p) || is_signed(p))
			continue;
		sign = arena_printf(m->arena, "(%s)", term(node_lang(p),
		    TERM_EDITOR_NOTE_SIGN));
		node_append(p, node_text_new(m, STR(" "), SPAN_NONE));
		s = node_new(m, NODE_SPAN, SPAN_NONE);
		s->cls = STR("note-sign");
		node_append(s, node_text_new(m, str_z(sign), SPAN_NONE));
		node_append(p, s);
	}
}

static unsigned
number_div(struct node *div)
{
	uint32_t last[SERIES_EDITOR + 1] = { 0, 0 };
	unsigned count = 0;

	for (struct node *n = div->first; n != NULL; n = n->next)
		if (n->kind == NODE_NOTE) {
			n->u.note.number = ++last[n->u.note.series];
			count++;
		}
	return count;
}

unsigned
notes_number(struct node *root)
{
	struct walk	 w;
	struct node	*n;
	unsigned	 count = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_DIV)
			count += number_div(node_own(w.node));
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		n = node_own(w.node);
		if (w.event == WALK_ENTER && n->kind == NODE_CALL &&
		    n->u.call.note != NULL)
			n->u.call.number = n->u.call.note->u.note.number;
	}
	return count;
}
