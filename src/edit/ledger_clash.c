/*
 * Entries against one another, once each has its place.
 */
#include <stdlib.h>

#include "ledger_int.h"

bool
ledger_is_inline(enum ledger_action a)
{
	return a == LEDGER_READING || a == LEDGER_CALL || a == LEDGER_NOTE ||
	    a == LEDGER_SPLIT || a == LEDGER_JOIN;
}

static int
compare_words(const struct ledger_entry *a, const struct ledger_entry *b)
{
	int c = str_cmp(a->lemma, b->lemma);

	if (c == 0)
		c = str_cmp(a->read, b->read);
	if (c == 0)
		c = str_cmp(a->at, b->at);
	return c != 0 ? c : str_cmp(a->near, b->near);
}

/* By place; what stands at one place in an order of its own, so that
 * the order of the file does not show. */
static int
by_place(const void *x, const void *y)
{
	const struct ledger_op *a = x, *b = y;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end < b->end ? -1 : 1;
	if (a->entry->action != b->entry->action)
		return a->entry->action < b->entry->action ? -1 : 1;
	return compare_words(a->entry, b->entry);
}

static bool
is_repeat(const struct ledger_op *a, const struct ledger_op *b)
{
	return a->entry->action == b->entry->action &&
	    a->start == b->start && a->end == b->end &&
	    str_eq(a->entry->read, b->entry->read) &&
	    (a->entry->action != LEDGER_CALL ||
	    str_eq(a->entry->lemma, b->entry->lemma));
}

/* Do they touch the same signs?  a starts no later than b. */
static bool
overlap(const struct ledger_op *a, const struct ledger_op *b)
{
	bool points = b->start == b->end;

	if (a->start == a->end && points)
		return a->start == b->start && a->entry->action ==
		    LEDGER_SPLIT && b->entry->action == LEDGER_SPLIT;
	if (points)
		return b->start > a->start && b->start < a->end;
	return b->start < a->end;
}

void
ledger_shrink(struct ledger_run *r, struct ledger_op *op)
{
	struct str f = str_sub(r->text.norm, op->start, op->end), a, b;
	struct str read = match_norm(r->m->arena, op->read);
	size_t	   i = 0, j = 0, same = 0, tail = 0;

	if (read.n == 0)
		return;
	while (str_next_word(f, &i, &a) && str_next_word(read, &j,
	    &b) && i == j && str_eq(a, b))
		same = i;
	if (same == f.n || same == read.n)
		same = 0;
	while (tail < f.n - same && tail < read.n - same &&
	    f.p[f.n - tail - 1] == read.p[read.n - tail - 1])
		tail++;
	while (tail > 0 && (tail == f.n - same || tail == read.n - same ||
	    !match_is_whole(f, f.n - tail, f.n) ||
	    !match_is_whole(read, read.n - tail, read.n)))
		tail--;
	while (tail > 0 && ((unsigned char)f.p[f.n - tail] & 0xC0) == 0x80)
		tail--;
	/* what is only put in or left out: with the word behind it */
	i = f.n - tail;
	if (tail > 0 && (str_trim(str_sub(f, same, i)).n == 0 ||
	    str_trim(str_sub(read, same, read.n - tail)).n == 0) &&
	    str_next_word(f, &i, &a))
		tail = f.n - i;
	op->start += (uint32_t)same;
	op->end -= (uint32_t)tail;
	op->read = str_sub(read, same, read.n - tail);
}

/* Of one entry: a ledger of a million like entries stays linear. */
enum { CLASHES_TOLD = 16 };

/* A reading gives way to a note or a call inside what it leaves as is. */
static bool
give_way(struct ledger_run *r, struct ledger_op *a, struct ledger_op *b)
{
	struct ledger_op small = *a;

	if (a->entry->action != LEDGER_READING || b->start != b->end)
		return false;
	ledger_shrink(r, &small);
	if (b->start > small.start && b->start < small.end)
		return false;
	*a = small;
	return true;
}

static void
clash(struct ledger_run *r, struct ledger_op *a, struct ledger_op *b)
{
	const struct ledger_entry *one = a->entry, *two = b->entry, *t;
	enum diag_code		   code = is_repeat(a, b) ?
	    DIAG_LEDGER_REPEAT : DIAG_LEDGER_OVERLAP;
	unsigned		   line = 0, col;

	if (one->span.start > two->span.start) {
		t = one;
		one = two;
		two = t;
	}
	/* The place costs a walk over the file: only while it is shown. */
	if (r->sink->seen[code] < r->sink->limit)
		sources_place(r->sink->sources, one->lemma_span, &line,
		    &col);
	diag(r->sink, code, two->lemma_span, "see line %u", line);
	a->bad = b->bad = true;
}

static bool
may_clash(const struct ledger_op *a, const struct ledger_op *b)
{
	bool in = ledger_is_inline(a->entry->action);

	if (a->entry->action == LEDGER_DROP ||
	    b->entry->action == LEDGER_DROP)
		return true;
	return in == ledger_is_inline(b->entry->action);
}

/*
 * A probe marks a place of a printing.  Of an entry that is gone since it
 * says what stands there now; a point inside a reading goes before it.
 * True: the two are no clash.
 */
static bool
probes_meet(struct ledger_op *a, struct ledger_op *b)
{
	struct ledger_op *gone = a->entry->gone ? a : b, *probe;

	probe = gone == a ? b : a;
	if (a->entry->left || b->entry->left)	/* of the same: a quarrel */
		return a->entry->action != b->entry->action;
	if (!a->entry->probe && !b->entry->probe)
		return false;
	if (gone->entry->gone && !probe->entry->gone &&
	    probe->entry->probe && gone->now == NULL &&
	    gone->entry->action == probe->entry->action &&
	    (gone->start == probe->start || overlap(a, b))) {
		gone->now = probe->entry;
		probe->bad = true;
		return true;
	}
	if (b->start == b->end && b->start > a->start && b->start < a->end)
		b->start = b->end = a->start;
	return a->start == a->end || b->start == b->end ||
	    a->entry->gone || b->entry->gone;
}

void
ledger_clash(struct ledger_run *r)
{
	struct ledger_op *ops = r->ops;
	unsigned	  told;

	if (r->nops == 0)
		return;
	qsort(ops, r->nops, sizeof(*ops), by_place);
	for (size_t i = 0; i < r->nops; i++) {
		told = 0;
		for (size_t j = i + 1; j < r->nops && told < CLASHES_TOLD &&
		    ops[j].start <= ops[i].end; j++) {
			if (probes_meet(&ops[i], &ops[j]) ||
			    !may_clash(&ops[i], &ops[j]))
				continue;
			if (is_repeat(&ops[i], &ops[j]) ||
			    (overlap(&ops[i], &ops[j]) &&
			    !give_way(r, &ops[i], &ops[j]))) {
				clash(r, &ops[i], &ops[j]);
				told++;
			}
		}
	}
	for (size_t i = 0; i < r->nops; i++)
		ops[i].bad |= ops[i].entry->left;
	/* those that gave way begin later than they did */
	qsort(ops, r->nops, sizeof(*ops), by_place);
}
