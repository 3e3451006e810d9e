/*
 * An entry to its one place.
 */
#include <string.h>

#include "ledger_int.h"

static struct str
glue(struct ledger_run *r, struct str a, const char *between, struct str b)
{
	return str_z(arena_printf(&r->scratch, "%.*s%s%.*s", STR_ARG(a),
	    between, STR_ARG(b)));
}

/* Looks for the needle; each place moved on by skip. */
static void
look(struct ledger_run *r, struct str needle, size_t skip,
    struct match_hits *out)
{
	struct match_hits h = { .n = 0 };
	size_t		  kept;

	match_find(&r->text, needle, &h);
	kept = h.n < MATCH_MAX ? h.n : MATCH_MAX;
	for (size_t i = 0; i < kept; i++)
		match_add(out, h.at[i] + (uint32_t)skip);
	out->n += h.n - kept;
}

/* Inside its context, which has no border of blocks but at its ends. */
static void
look_inside(struct ledger_run *r, struct str f, struct str near, size_t skip,
    struct match_hits *h)
{
	size_t	   lead = str_starts(f, STR("\n")), at = 0;
	size_t	   tail = f.n > 0 && f.p[f.n - 1] == '\n';
	struct str words = str_sub(f, lead, f.n - tail);
	struct str whole = glue(r, str_sub(f, 0, lead), "", glue(r, near, "",
	    str_sub(f, f.n - tail, f.n)));

	for (; (at = str_find(near, words, at)) != SIZE_MAX; at++)
		if (match_is_whole(near, at, at + words.n) &&
		    (lead == 0 || at == 0) &&
		    (tail == 0 || at + words.n == near.n))
			look(r, whole, at + skip, h);
}

/* Places of f, each moved on by skip: beside its context, or inside it. */
static void
look_near(struct ledger_run *r, struct str f, struct str near, size_t skip,
    struct match_hits *h)
{
	near = match_norm(&r->scratch, near);
	if (near.n == 0 || f.n == 0) {
		look(r, f, skip, h);
		return;
	}
	look(r, glue(r, near, " ", f), near.n + 1 + skip, h);
	look(r, glue(r, near, "", f), near.n + skip, h);
	look(r, glue(r, f, " ", near), skip, h);
	look(r, glue(r, f, "", near), skip, h);
	look(r, glue(r, near, "\n", f), near.n + 1 + skip, h);
	look(r, glue(r, f, "\n", near), skip, h);
	look_inside(r, f, near, skip, h);
}

static void
drop_notes(struct ledger_run *r, struct match_hits *h)
{
	struct match_hits	 out = { .n = 0 };
	size_t			 kept = h->n < MATCH_MAX ? h->n : MATCH_MAX;

	for (size_t i = 0; i < kept; i++)
		if (!r->text.blocks[match_block_of(&r->text,
		    h->at[i])].in_note)
			match_add(&out, h->at[i]);
	out.n += h->n - kept;
	*h = out;
}

/* Exactly one place, or a report. */
static bool
is_one(struct ledger_run *r, const struct ledger_entry *e,
    const struct match_hits *h, struct str needle)
{
	if (h->n == 1)
		return true;
	if (h->n == 0)
		ledger_say_none(r, e, needle);
	else
		ledger_say_many(r, e, h);
	return false;
}

static void
set_place(struct ledger_run *r, struct ledger_op *op, uint32_t start,
    size_t n)
{
	op->start = start;
	op->end = start + (uint32_t)n;
	op->first = op->last = match_block_of(&r->text, start);
}

static bool
find_reading(struct ledger_run *r, const struct ledger_entry *e,
    struct ledger_op *op)
{
	struct str	  f = match_norm(&r->scratch, e->lemma);
	struct match_hits h = { .n = 0 };

	if (str_eq(e->lemma, e->read) && !e->probe && !e->left) {
		diag(r->sink, DIAG_LEDGER_VOID, e->lemma_span, "%.*s",
		    STR_ARG(e->lemma));
		return false;
	}
	look_near(r, f, e->near, 0, &h);
	if (!is_one(r, e, &h, f))
		return false;
	set_place(r, op, h.at[0], f.n);
	op->read = e->read;
	return true;
}

static bool
shape(struct ledger_run *r, const struct ledger_entry *e, const char *why)
{
	diag(r->sink, DIAG_LEDGER_SHAPE, e->lemma_span, "%s", why);
	return false;
}

static bool
find_join(struct ledger_run *r, const struct ledger_entry *e,
    struct ledger_op *op)
{
	struct str	  w1 = match_norm(&r->scratch, e->lemma);
	struct str	  w2 = match_norm(&r->scratch, e->read);
	struct match_hits h = { .n = 0 };
	const struct match_block *b;

	look_near(r, glue(r, w1, "\n", w2), e->near, w1.n, &h);
	if (!is_one(r, e, &h, glue(r, w1, " ", w2)))
		return false;
	op->start = h.at[0];
	op->end = op->start + 1;
	op->first = match_block_of(&r->text, h.at[0] - 1);
	op->last = op->first + 1;
	b = r->text.blocks;
	if (b[op->first].node->parent != b[op->last].node->parent ||
	    b[op->first].node->kind != b[op->last].node->kind)
		return shape(r, e, "the two are not paragraphs of one kind "
		    "in one place");
	return true;
}

static bool
find_split(struct ledger_run *r, const struct ledger_entry *e,
    struct ledger_op *op)
{
	struct str	  w1 = match_norm(&r->scratch, e->lemma);
	struct str	  w2 = match_norm(&r->scratch, e->read);
	struct match_hits h = { .n = 0 };

	look_near(r, glue(r, w1, " ", w2), e->near, w1.n + 1, &h);
	look_near(r, glue(r, w1, "", w2), e->near, w1.n, &h);
	if (!is_one(r, e, &h, glue(r, w1, " ", w2)))
		return false;
	set_place(r, op, h.at[0], 0);
	return true;
}

/* The block that is W, else the one that begins with it. */
static void
look_block(struct ledger_run *r, struct str w, struct str near,
    struct match_hits *h)
{
	struct str from = glue(r, STR("\n"), "", w);

	look_near(r, glue(r, from, "\n", STR("")), near, 1, h);
	if (h->n == 1)
		return;
	h->n = 0;
	look_near(r, from, near, 1, h);
}

static bool
find_block(struct ledger_run *r, const struct ledger_entry *e,
    struct ledger_op *op)
{
	struct str	  w = match_norm(&r->scratch, e->lemma);
	struct match_hits h = { .n = 0 };
	const struct match_block *b;

	look_block(r, w, e->near, &h);
	if (!is_one(r, e, &h, w))
		return false;
	op->first = op->last = match_block_of(&r->text, h.at[0]);
	b = &r->text.blocks[op->first];
	op->start = b->start;
	op->end = b->end;
	if (e->action == LEDGER_HEADING && b->node->parent->kind != NODE_DIV)
		return shape(r, e, "a heading stands by itself, not inside "
		    "another block");
	return true;
}

/* What holds the block: of a line of verse, what holds the poem. */
static const struct node *
holder(const struct ledger_run *r, size_t block)
{
	const struct node *n = r->text.blocks[block].node;
	const struct node *verse = node_up(n, NODE_VERSE);

	return verse != NULL ? verse->parent : n->parent;
}

static bool
find_range(struct ledger_run *r, const struct ledger_entry *e,
    struct ledger_op *op)
{
	struct str	  w2 = match_norm(&r->scratch, e->read), tail;
	struct match_hits h = { .n = 0 }, after = { .n = 0 };
	const struct match_block *b;
	size_t		  at, kept;

	if (!find_block(r, e, op))
		return false;
	tail = glue(r, w2, "\n", STR(""));
	look(r, tail, w2.n - 1, &h);
	kept = h.n < MATCH_MAX ? h.n : MATCH_MAX;
	for (size_t i = 0; i < kept; i++) {
		at = match_block_of(&r->text, h.at[i]);
		if (at >= op->first && holder(r, at) ==
		    holder(r, op->first))
			match_add(&after, h.at[i]);
	}
	after.n += h.n - kept;
	if (!is_one(r, e, &after, w2))
		return false;
	op->last = match_block_of(&r->text, after.at[0]);
	b = &r->text.blocks[op->last];
	op->end = b->end;
	/* the witness, cleaned, may show it as verse already */
	op->bad = e->action == LEDGER_VERSE && b->node->kind == NODE_LINE &&
	    r->text.blocks[op->first].node->kind == NODE_LINE;
	return true;
}

static bool
find_call(struct ledger_run *r, const struct ledger_entry *e,
    struct ledger_op *op)
{
	struct str	  w = match_norm(&r->scratch, e->at);
	struct str	  x = match_norm(&r->scratch, e->read);
	struct match_hits h = { .n = 0 };

	if (e->action == LEDGER_NOTE || x.n == 0) {
		x.n = 0;
		look_near(r, w, e->near, w.n, &h);
	} else {
		look_near(r, glue(r, w, "", x), e->near, w.n, &h);
		look_near(r, glue(r, w, " ", x), e->near, w.n + 1, &h);
	}
	drop_notes(r, &h);
	if (!is_one(r, e, &h, w))
		return false;
	set_place(r, op, h.at[0], x.n);
	op->first = op->last = match_block_of(&r->text, h.at[0] - 1);
	return true;
}

/* A probe of anything but a reading is a point: where the blocks begin,
 * behind the words, at the end of the first of two. */
static void
to_point(struct ledger_op *op)
{
	op->end = op->start;
}

bool
ledger_find(struct ledger_run *r, const struct ledger_entry *e,
    struct ledger_op *op)
{
	static bool (*const find[LEDGER__MAX])(struct ledger_run *,
	    const struct ledger_entry *, struct ledger_op *) = {
		[LEDGER_READING] = find_reading,
		[LEDGER_JOIN] = find_join,
		[LEDGER_SPLIT] = find_split,
		[LEDGER_HEADING] = find_block,
		[LEDGER_DROP] = find_block,
		[LEDGER_VERSE] = find_range,
		[LEDGER_QUOTATION] = find_range,
		[LEDGER_EPIGRAPH] = find_range,
		[LEDGER_CALL] = find_call,
		[LEDGER_NOTE] = find_call,
	};

	memset(op, 0, sizeof(*op));
	op->entry = e;
	if (!find[e->action](r, e, op))
		return false;
	if (e->probe && e->action != LEDGER_READING)
		to_point(op);
	return true;
}
