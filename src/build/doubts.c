/*
 * Doubts of the cleaning against the ledgers: which of them an editor
 * has settled, by an entry that changes the place or by one that leaves
 * it as it is.
 */
#include <string.h>

#include "build_int.h"

/* What of an entry answers a doubt of a rule, by its action. */
enum answer { WORDS = 1, BLOCKS = 2, CALLS = 4 };

static int
asks(const char *rule)
{
	if (strncmp(rule, "line-", 5) == 0)
		return BLOCKS;
	return strncmp(rule, "call", 4) == 0 ||
	    strncmp(rule, "note", 4) == 0 ? CALLS : WORDS;
}

/* Wherever the entry puts it: is it the note that was asked for? */
static bool
same_note(const struct clean_doubt *x, const struct ledger_entry *e)
{
	struct str key = STR("- call: ");
	size_t	   at = str_find(x->stub, key, 0);

	return at != SIZE_MAX && str_starts(str_sub(x->stub, at + key.n,
	    x->stub.n), e->lemma) && x->stub.p[at + key.n + e->lemma.n] ==
	    '\n';
}

static bool
answers(const struct ledger_site *s, const struct clean_doubt *x,
    uint32_t at)
{
	bool	 point = s->entry->action == LEDGER_JOIN ||
	    s->entry->action == LEDGER_SPLIT;
	int	 asked = asks(x->rule);
	uint32_t end = at + (uint32_t)(x->text.n > 0 ? x->text.n : 1);

	switch (s->entry->action) {
	case LEDGER_NOTE:	/* an editor's: says nothing of the text */
		return false;
	case LEDGER_READING:
		return asked == WORDS ? s->start < end && at < s->end :
		    s->start < at && at < s->end;
	case LEDGER_CALL:
		return asked == CALLS && same_note(x, s->entry);
	default:
		return point ? asked == BLOCKS && s->start <= at &&
		    at <= s->end : s->start <= at && at <= s->end;
	}
}

/* A place of the witness in the clean text; SIZE_MAX: left out of it. */
static size_t
place_of(const struct clean_doc *d, uint32_t in)
{
	for (size_t i = 0; i < d->npieces; i++)
		if (d->pieces[i].in <= in && in < d->pieces[i].in +
		    d->pieces[i].n)
			return d->pieces[i].out + in - d->pieces[i].in;
	return SIZE_MAX;
}

static bool
is_settled(const struct clean_doubt *x, const struct ledger_site *s,
    size_t n, size_t at)
{
	for (size_t i = 0; at != SIZE_MAX && i < n; i++)
		if (answers(&s[i], x, (uint32_t)at))
			return true;
	return at == SIZE_MAX;
}

/* Where of its places the first stands that nothing settles. */
static size_t
open_place(const struct clean_doc *d, const struct clean_doubt *x,
    const struct ledger_site *s, size_t n)
{
	size_t at = x->out;

	if (!is_settled(x, s, n, at))
		return at;
	for (unsigned k = 0; k + 1 < x->times; k++) {
		at = place_of(d, x->also[k].start);
		if (!is_settled(x, s, n, at))
			return at;
	}
	return SIZE_MAX;
}

static void
check_text(struct build *b, const struct build_text *t)
{
	static const struct ledger none = { .n = 0 };
	const struct ledger	*l = t->ledger ? t->ledger : &none;
	struct ledger_site	*s = ARENA_ARRAY(&b->arena,
				     struct ledger_site, l->n + 1);
	size_t			 n, at;

	n = ledger_sites(t->model.root, l, s);
	for (size_t i = 0; i < t->clean->ndoubts; i++) {
		const struct clean_doubt *x = &t->clean->doubts[i];

		at = open_place(t->clean, x, s, n);
		if (at != SIZE_MAX)
			diag(&b->sink, DIAG_DOUBT_OPEN, (struct span){
			    t->source, (uint32_t)at, (uint32_t)at + 1 },
			    "%s: %.*s%s%.*s", x->id, STR_ARG(x->context),
			    x->candidate.n ? "; perhaps " : "",
			    STR_ARG(x->candidate));
	}
}

void
build_doubts(struct build *b)
{
	for (size_t i = 0; b->edition && i < b->edition->nparts; i++)
		if (b->texts[i].clean != NULL &&
		    b->texts[i].model.root != NULL)
			check_text(b, &b->texts[i]);
}
