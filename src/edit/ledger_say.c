/*
 * What is said of an entry that has no place, or several.
 */
#include <stdlib.h>
#include <string.h>

#include "ledger_int.h"

enum { SHOWN = 4, AROUND = 28 /* [bytes] */, VOTES = 4096 };

static uint32_t
line_of(struct ledger_run *r, uint32_t at)
{
	const struct match_origin *o = &r->text.at[at];
	const struct node *n = r->text.items[o->item];
	struct span	   s = n != NULL ? n->span : SPAN_NONE;
	unsigned	   line, col;

	if (s.source != 0 && s.end - s.start == n->u.text.text.n)
		s.start += o->off;
	sources_place(r->sink->sources, s, &line, &col);
	return line;
}

/* "line 12 (… words around …)" */
static void
put_place(struct ledger_run *r, struct buf *b, uint32_t at)
{
	struct str t = r->text.norm;
	size_t	   from = at > AROUND ? at - AROUND : 0;
	size_t	   to = at + AROUND < t.n ? at + AROUND : t.n;

	for (size_t i = at; i > from; i--)
		if (t.p[i - 1] == '\n')
			from = i;
	while (from > 0 && from < at && ((unsigned char)t.p[from] & 0xC0) ==
	    0x80)
		from++;
	for (size_t i = at; i < to; i++)
		if (t.p[i] == '\n')
			to = i;
	while (to > at && to < t.n && ((unsigned char)t.p[to] & 0xC0) ==
	    0x80)
		to--;
	buf_printf(b, "line %u (%.*s)", line_of(r, at),
	    STR_ARG(str_sub(t, from, to)));
}

static void
put_places(struct ledger_run *r, struct buf *b, const struct match_hits *h)
{
	for (size_t i = 0; i < h->n && i < SHOWN; i++) {
		if (i > 0)
			buf_puts(b, "; ");
		put_place(r, b, h->at[i]);
	}
	if (h->n > SHOWN)
		buf_printf(b, "; and %zu more", h->n - SHOWN);
}

void
ledger_say_many(struct ledger_run *r, const struct ledger_entry *e,
    const struct match_hits *h)
{
	struct buf b;

	buf_init(&b);
	put_places(r, &b, h);
	diag(r->sink, DIAG_LEDGER_AMBIGUOUS, e->lemma_span, "%s", b.data);
	buf_release(&b);
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/*
 * Where most words of the needle stand as they do in it: each word
 * votes for the place at which the needle would begin.
 */
static size_t
gather_votes(struct ledger_run *r, struct str needle, uint32_t *votes)
{
	const struct match_text *t = &r->text;
	struct match_hits h;
	struct str	  word;
	size_t		  i = 0, n = 0, off;

	while (str_next_word(needle, &i, &word)) {
		off = i - word.n;
		h.n = 0;
		match_find(t, word, &h);
		for (size_t k = 0; k < h.n && k < MATCH_MAX; k++)
			if (h.n <= MATCH_MAX && h.at[k] >= off && n < VOTES)
				votes[n++] = h.at[k] - (uint32_t)off;
	}
	qsort(votes, n, sizeof(*votes), by_number);
	return n;
}

static bool
nearest(struct ledger_run *r, struct str needle, uint32_t *at)
{
	uint32_t *votes = ARENA_ARRAY(&r->scratch, uint32_t, VOTES);
	size_t	  n = gather_votes(r, needle, votes), best = 0, j = 0;

	for (size_t i = 0; i < n; i++) {
		while (votes[i] - votes[j] > 12)
			j++;
		if (i - j + 1 > best) {
			best = i - j + 1;
			*at = votes[j];
		}
	}
	return best >= 2;
}

static bool
undoes(const struct ledger_entry *a, const struct ledger_entry *b)
{
	if (a == b)
		return false;
	if (a->action == LEDGER_READING && b->action == LEDGER_READING)
		return str_eq(a->lemma, b->read) && str_eq(b->lemma, a->read);
	return ((a->action == LEDGER_JOIN && b->action == LEDGER_SPLIT) ||
	    (a->action == LEDGER_SPLIT && b->action == LEDGER_JOIN)) &&
	    str_eq(a->lemma, b->lemma) && str_eq(a->read, b->read);
}

static bool
say_undo(struct ledger_run *r, const struct ledger_entry *e)
{
	unsigned line, col;

	for (size_t i = 0; i < r->ledger->n; i++) {
		if (!undoes(e, &r->ledger->entries[i]))
			continue;
		sources_place(r->sink->sources,
		    r->ledger->entries[i].lemma_span, &line, &col);
		diag(r->sink, DIAG_LEDGER_UNDO, e->lemma_span,
		    "see line %u", line);
		return true;
	}
	return false;
}

void
ledger_say_none(struct ledger_run *r, const struct ledger_entry *e,
    struct str needle)
{
	struct match_hits h = { .n = 0 };
	struct buf	  b;
	struct str	  all;
	uint32_t	  at;

	if (say_undo(r, e))
		return;
	buf_init(&b);
	all = match_norm(&r->scratch, str_z(arena_printf(&r->scratch,
	    "%.*s %.*s", STR_ARG(e->near), STR_ARG(needle))));
	if (e->near.n > 0)
		match_find(&r->text, needle, &h);
	if (h.n > 0) {
		put_places(r, &b, &h);
		diag(r->sink, DIAG_LEDGER_NEAR, e->lemma_span,
		    "%.*s: %s", STR_ARG(needle), b.data);
	} else if (nearest(r, all, &at)) {
		put_place(r, &b, at);
		diag(r->sink, DIAG_LEDGER_NO_MATCH, e->lemma_span,
		    "%.*s; the nearest is %s", STR_ARG(needle), b.data);
	} else
		diag(r->sink, DIAG_LEDGER_NO_MATCH, e->lemma_span, "%.*s",
		    STR_ARG(needle));
	buf_release(&b);
}
