/*
 * The changes themselves.  Operations come from the end of the text to
 * its beginning, and a TEXT that is cut keeps its head: the places of
 * those still to come hold.
 */
#include <string.h>

#include "edit_int.h"
#include "ledger_int.h"

/* Where something is to be put in: behind byte off of a TEXT. */
struct spot {
	struct node	*text;
	size_t		 off;
};

static struct spot
spot_of(const struct match_text *t, uint32_t at)
{
	struct spot s = { t->items[t->at[at].item], t->at[at].off };

	return s;
}

/* Behind the sign that ends before `end`. */
static struct spot
spot_behind(const struct match_text *t, uint32_t end)
{
	size_t		i = end;
	struct spot	s;

	(void)utf8_prev(t->norm, &i);
	s = spot_of(t, (uint32_t)i);
	if (s.off < s.text->u.text.text.n)	/* not of a line break */
		(void)utf8_next(s.text->u.text.text, &s.off);
	return s;
}

/* Cuts the TEXT at the spot; what stands behind it is a new TEXT, which
 * may be empty.  The head stays the node that it was. */
static struct node *
cut(struct model *m, struct spot s)
{
	struct str	 all = s.text->u.text.text;
	struct span	 span = s.text->span;
	struct node	*tail;

	if (span.end - span.start == all.n)
		span.start += (uint32_t)s.off;
	tail = node_text_new(m, str_sub(all, s.off, all.n), span);
	s.text->u.text.text = str_sub(all, 0, s.off);
	node_insert_after(s.text, tail);
	return tail;
}

/* The next TEXT below the root in document order, or NULL. */
static struct node *
next_text(const struct node *root, struct node *n)
{
	for (;;) {
		if (n->first != NULL)
			n = n->first;
		else {
			while (n != root && n->next == NULL)
				n = n->parent;
			if (n == root)
				return NULL;
			n = n->next;
		}
		if (n->kind == NODE_TEXT)
			return n;
	}
}

/* Empties the texts from a to b; what they said, in the arena. */
static struct str
take_out(struct ledger_run *r, struct node *a, struct node *b)
{
	struct buf	 said;
	struct str	 s;
	struct node	*n;

	buf_init(&said);
	for (n = a; n != NULL; n = next_text(r->div, n)) {
		buf_put_str(&said, n->u.text.text);
		n->u.text.text.n = 0;
		if (n == b)
			break;
	}
	s = buf_dup(&said, r->m->arena);
	buf_release(&said);
	return s;
}

static struct node *
corr_new(struct ledger_run *r, const struct ledger_entry *e,
    struct node *where)
{
	struct node *c = node_new(r->m, NODE_CORR, where->span);

	c->u.corr.entry = e;
	node_insert_before(where, c);
	return c;
}

/* The entry of an operation, with what stands for it now. */
static const struct ledger_entry *
entry_of(struct ledger_run *r, const struct ledger_op *op)
{
	struct ledger_entry *e;

	if (op->now == NULL)
		return op->entry;
	e = ARENA_NEW(r->m->arena, struct ledger_entry);
	*e = *op->entry;
	e->now = op->now;
	return e;
}

/* Does the point of a probe stand behind a sign, or before one? */
static bool
is_behind(enum ledger_action a)
{
	return a == LEDGER_CALL || a == LEDGER_NOTE || a == LEDGER_JOIN;
}

/* An empty correction marks the place. */
static void
mark_point(struct ledger_run *r, const struct ledger_op *op)
{
	struct node *at = cut(r->m, is_behind(op->entry->action) ?
	    spot_behind(&r->text, op->start) : spot_of(&r->text,
	    op->start));
	struct node *corr = corr_new(r, entry_of(r, op), at);

	node_append(corr, node_text_new(r->m, STR(""), corr->span));
}

/* Is there a space at this byte, and not that of a line break? */
static bool
has_space(const struct match_text *t, uint32_t at)
{
	struct spot s = spot_of(t, at);

	return t->norm.p[at] == ' ' && s.off < s.text->u.text.text.n;
}

/* Of the two spaces around words that go one goes too. */
static void
take_space(const struct match_text *t, uint32_t *s, uint32_t *e)
{
	char before = t->norm.p[*s - 1];

	if (t->norm.p[*e] != ' ' || (before != ' ' && before != '\n'))
		return;
	if (has_space(t, *e))
		(*e)++;
	else if (has_space(t, *s - 1))
		(*s)--;
}

/* The words from o->start to o->end are read as o->read says. */
static void
replace(struct ledger_run *r, const struct ledger_op *o)
{
	const struct match_text	*t = &r->text;
	uint32_t		 s = o->start, e = o->end;
	struct node		*last, *first, *corr;

	if (o->read.n == 0)
		take_space(t, &s, &e);
	last = spot_behind(t, e).text;
	(void)cut(r->m, spot_behind(t, e));
	first = cut(r->m, spot_of(t, s));
	if (last == spot_of(t, s).text)
		last = first;
	corr = corr_new(r, entry_of(r, o), first);
	corr->u.corr.sic = take_out(r, first, last);
	node_append(corr, node_text_new(r->m, o->entry->probe ?
	    corr->u.corr.sic : o->read, corr->span));
}

static bool
is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

/* Does a border of the tree stand before this byte? */
static bool
is_border(const struct match_text *t, uint32_t at)
{
	const struct node *a = t->items[t->at[at - 1].item];
	const struct node *b = t->items[t->at[at].item];

	return a != b && a->next != b;
}

/* A piece of a reading between two borders, unless it says the same; the
 * spaces at its ends are left alone. */
static void
replace_piece(struct ledger_run *r, const struct ledger_op *op,
    uint32_t start, uint32_t end, struct str read)
{
	struct str	 f = str_sub(r->text.norm, start, end);
	struct ledger_op o = *op;

	if (str_eq(f, read))
		return;
	if (f.n > 1 && read.n > 1 && f.p[0] == ' ' && read.p[0] == ' ') {
		start++;
		read = str_sub(read, 1, read.n);
	}
	if (f.n > 1 && read.n > 1 && f.p[f.n - 1] == ' ' &&
	    read.p[read.n - 1] == ' ') {
		end--;
		read.n--;
	}
	o.start = start;
	o.end = end;
	o.read = read;
	replace(r, &o);
}

/*
 * A reading over borders, from its end: what stands behind each is read by
 * itself, so that calls and emphasis stay where they are; but words that
 * are only put in or left out go with those before them.
 */
static void
change_spanning(struct ledger_run *r, const struct ledger_op *op)
{
	struct str	read = match_norm(r->m->arena, op->read), f;
	uint32_t	s = op->start, end = op->end;
	size_t		j;

	for (uint32_t at = end - 1; at > s; at--) {
		if (!is_border(&r->text, at))
			continue;
		f = str_sub(r->text.norm, s, end);
		j = ledger_align(&r->scratch, f, read, at - s);
		if (is_blank(str_sub(read, 0, j)) ||
		    is_blank(str_sub(read, j, read.n)) ||
		    is_blank(str_sub(f, 0, at - s)) ||
		    is_blank(str_sub(f, at - s, f.n)))
			continue;
		replace_piece(r, op, at, end, str_sub(read, j, read.n));
		read = str_sub(read, 0, j);
		end = at;
	}
	replace_piece(r, op, s, end, read);
}

static void
change_reading(struct ledger_run *r, const struct ledger_op *op)
{
	const struct match_text	*t = &r->text;

	if (t->at[op->start].item != t->at[op->end - 1].item &&
	    !op->entry->probe)
		change_spanning(r, op);
	else
		replace(r, op);
}

static struct node *
call_new(struct ledger_run *r, enum series series, struct str label,
    struct span span)
{
	struct node *c = node_new(r->m, NODE_CALL, span);

	c->u.call.series = series;
	c->u.call.label = label;
	return c;
}

static struct node *
call_of(const struct node *div, struct str label)
{
	struct walk w;

	walk_init(&w, div);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_CALL &&
		    w.node->u.call.series == SERIES_AUTHOR &&
		    str_eq(w.node->u.call.label, label))
			return node_own(w.node);
	return NULL;
}

/* A note's mark lost, misplaced (it is moved), or misread (for:). */
static void
change_call(struct ledger_run *r, const struct ledger_op *op)
{
	const struct match_text	*t = &r->text;
	struct str		 label = op->entry->lemma;
	struct node		*old = call_of(r->div, label), *at, *corr;
	struct node		*call;

	if (old != NULL)
		node_unlink(old);
	call = call_new(r, SERIES_AUTHOR, label, op->entry->span);
	if (op->start == op->end) {
		at = cut(r->m, spot_behind(t, op->start));
		node_insert_before(at, call);
		return;
	}
	(void)cut(r->m, spot_behind(t, op->end));
	at = cut(r->m, spot_of(t, op->start));
	corr = corr_new(r, op->entry, at);
	corr->u.corr.sic = at->u.text.text;
	at->u.text.text.n = 0;
	node_append(corr, call);
}

static void
change_note(struct ledger_run *r, const struct ledger_op *op)
{
	const struct ledger_entry *e = op->entry;
	struct node	*at, *note, *para;
	struct str	 label = str_z(arena_printf(r->m->arena, "ed-%u",
			     op->start));

	at = cut(r->m, spot_behind(&r->text, op->start));
	node_insert_before(at, call_new(r, SERIES_EDITOR, label, e->span));
	note = node_new(r->m, NODE_NOTE, e->span);
	note->u.note.series = SERIES_EDITOR;
	note->u.note.label = label;
	para = node_new(r->m, NODE_PARA, e->span);
	read_inlines(r->m, e->read, e->span, para, r->sink);
	node_append(note, para);
	node_append(r->div, note);
}

static void
trim_text_end(struct node *t)
{
	struct str s = t->u.text.text;
	size_t	   i;

	while (s.n > 0) {
		i = s.n;
		if (!cp_is_space(utf8_prev(s, &i)))
			break;
		s.n = i;
	}
	t->u.text.text = s;
}

static void
change_split(struct ledger_run *r, const struct ledger_op *op)
{
	struct spot	 s = spot_of(&r->text, op->start);
	struct node	*tail = cut(r->m, s), *up;

	trim_text_end(s.text);
	/* the block of now: verse and cuts may have made it */
	for (up = tail->parent; !node_is_block(up); up = up->parent)
		continue;
	(void)node_split(r->m, up, tail);
}

static bool
ends_in_hyphen(const struct node *block)
{
	struct buf	b;
	bool		yes;

	buf_init(&b);
	node_plain(block, &b);
	yes = b.len > 0 && b.data[b.len - 1] == '-';
	buf_release(&b);
	return yes;
}

static void
change_join(struct ledger_run *r, const struct ledger_op *op)
{
	struct node *b = r->text.blocks[op->last].node, *a = b->prev;

	if (a == NULL || a->kind != b->kind)
		return;
	if (!ends_in_hyphen(a))
		node_append(a, node_text_new(r->m, STR(" "), a->span));
	node_join(a, b);
}

void
ledger_inline(struct ledger_run *r, const struct ledger_op *op)
{
	if (op->entry->probe && op->entry->action != LEDGER_READING) {
		mark_point(r, op);
		return;
	}
	switch (op->entry->action) {
	case LEDGER_READING:
		change_reading(r, op);
		break;
	case LEDGER_CALL:
		change_call(r, op);
		break;
	case LEDGER_NOTE:
		change_note(r, op);
		break;
	case LEDGER_SPLIT:
		change_split(r, op);
		break;
	default:
		change_join(r, op);
		break;
	}
}
