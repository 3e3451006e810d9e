/*
 * Doubts of the cleaning against the ledgers: which of them an editor
 * has settled, by an entry that changes the place or by one that leaves
 * it as it is.
 */
#include <string.h>

#include "build_int.h"

static enum build_answer
asks(const char *rule)
{
	if (strncmp(rule, "line-", 5) == 0)
		return ANSWER_BLOCKS;
	return strncmp(rule, "call", 4) == 0 || strncmp(rule, "note", 4) ==
	    0 ? ANSWER_CALLS : ANSWER_WORDS;
}

/* The label of the note that the stub would have called. */
static struct str
label_asked(const struct clean_doubt *x)
{
	struct str key = STR("- call: ");
	size_t	   at = str_find(x->stub, key, 0), end;

	if (at == SIZE_MAX)
		return STR_NULL;
	at += key.n;
	end = str_find(x->stub, STR("\n"), at);
	return str_sub(x->stub, at, end != SIZE_MAX ? end : x->stub.n);
}

/* A place of the witness in the clean text. */
static uint32_t
place_of(const struct clean_doc *d, uint32_t in)
{
	for (size_t i = 0; i < d->npieces; i++)
		if (d->pieces[i].in <= in && in < d->pieces[i].in +
		    d->pieces[i].n)
			return d->pieces[i].out + in - d->pieces[i].in;
	return UINT32_MAX;
}

void
build_doubts_find(struct build_text *t)
{
	const struct clean_doc *d = t->clean;
	struct build_doubt     *b;
	uint32_t	       *at;

	t->ndoubts = (unsigned)d->ndoubts;
	b = ARENA_ARRAY(&t->arena, struct build_doubt, d->ndoubts + 1);
	t->doubts = b;
	for (size_t i = 0; i < d->ndoubts; i++, b++) {
		const struct clean_doubt *x = &d->doubts[i];

		b->asked = asks(x->rule);
		b->call = label_asked(x);
		b->length = (uint32_t)x->text.n;
		at = ARENA_ARRAY(&t->arena, uint32_t, x->times + 1);
		b->at = at;
		at[b->n++] = x->out;
		for (unsigned k = 0; k + 1 < x->times; k++)
			at[b->n++] = place_of(d, x->also[k].start);
	}
}

static bool
answers(const struct ledger_site *s, const struct build_doubt *x,
    uint32_t at)
{
	bool	 point = s->entry->action == LEDGER_JOIN ||
	    s->entry->action == LEDGER_SPLIT;
	uint32_t end = at + (x->length > 0 ? x->length : 1);

	switch (s->entry->action) {
	case LEDGER_NOTE:	/* an editor's: says nothing of the text */
		return false;
	case LEDGER_READING:
		return x->asked == ANSWER_WORDS ? s->start < end && at <
		    s->end : s->start < at && at < s->end;
	case LEDGER_CALL:	/* wherever the entry puts that note */
		return x->asked == ANSWER_CALLS && x->call.n > 0 &&
		    str_eq(x->call, s->entry->lemma);
	default:
		return point ? x->asked == ANSWER_BLOCKS && s->start <= at &&
		    at <= s->end : s->start <= at && at <= s->end;
	}
}

static bool
is_settled(const struct build_doubt *x, const struct ledger_site *s,
    size_t n, uint32_t at)
{
	for (size_t i = 0; at != UINT32_MAX && i < n; i++)
		if (answers(&s[i], x, at))
			return true;
	return at == UINT32_MAX;
}

/* Where of its places the first stands that nothing settles, or
 * UINT32_MAX. */
static uint32_t
open_place(const struct build_doubt *x, const struct ledger_site *s,
    size_t n)
{
	for (uint32_t k = 0; k < x->n; k++)
		if (!is_settled(x, s, n, x->at[k]))
			return x->at[k];
	return UINT32_MAX;
}

static void
say(struct build *b, const struct build_text *t, size_t i, uint32_t at)
{
	const struct clean_doubt *x = &t->clean->doubts[i];

	diag(&b->sink, DIAG_DOUBT_OPEN, (struct span){ t->source, at,
	    at + 1 }, "%s: %.*s%s%.*s", x->id, STR_ARG(x->context),
	    x->candidate.n ? "; perhaps " : "", STR_ARG(x->candidate));
}

/* The open doubts of a text: their number; told when it was cleaned
 * just now and they are to be told. */
static size_t
check_text(struct build *b, const struct build_text *t, bool tell)
{
	static const struct ledger none = { .n = 0 };
	const struct ledger	*l = t->ledger ? t->ledger : &none;
	struct ledger_site	*s;
	size_t			 n, open = 0;
	uint32_t		 at;

	if (t->ndoubts == 0 || t->model.root == NULL)
		return 0;
	s = ARENA_ARRAY(&b->arena, struct ledger_site, l->n + 1);
	n = ledger_sites(t->model.root, l, s);
	for (size_t i = 0; i < t->ndoubts; i++) {
		at = open_place(&t->doubts[i], s, n);
		open += at != UINT32_MAX;
		if (tell && at != UINT32_MAX && i < t->clean->ndoubts)
			say(b, t, i, at);
	}
	return open;
}

void
build_doubts(struct build *b)
{
	for (size_t i = 0; b->edition && i < b->edition->nparts; i++)
		(void)check_text(b, &b->texts[i], true);
}

size_t
build_open_doubts(struct build *b)
{
	size_t n = 0;

	for (size_t i = 0; b->edition && i < b->edition->nparts; i++)
		n += check_text(b, &b->texts[i], false);
	return n;
}
