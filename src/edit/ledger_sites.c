/*
 * Where in the clean text the entries of a ledger stand: what of the
 * cleaning's doubts they settle.
 */
#include "edit_int.h"
#include "ledger_int.h"

/*
 * The byte of the source that a byte of norm comes from.  A TEXT with
 * escapes in it is shorter than its source: then up to *slack further on.
 */
static uint32_t
source_of(const struct match_text *t, uint32_t at, uint32_t *slack)
{
	const struct node *n = t->items[t->at[at].item];
	uint32_t	   len = n->span.end - n->span.start;

	*slack = len > n->u.text.text.n ? len -
	    (uint32_t)n->u.text.text.n : 0;
	return n->span.start + t->at[at].off;
}

/* The borders of blocks (\n in norm) come from nowhere: the sign beside
 * them does. */
static struct ledger_site
site_of(const struct match_text *t, const struct ledger_op *op)
{
	struct ledger_site s = { .entry = op->entry };
	uint32_t	   a = op->start, z = op->end, slack;

	if (op->entry->action == LEDGER_JOIN)
		a = z = op->end;	/* where the second begins */
	if (a == z && (op->entry->action == LEDGER_CALL ||
	    op->entry->action == LEDGER_NOTE) && a > 0) {
		s.start = source_of(t, a - 1, &slack) + 1;
		s.end = s.start + slack;
		return s;
	}
	while (a < t->norm.n && t->norm.p[a] == '\n')
		a++;
	s.start = source_of(t, a, &slack);
	s.end = s.start + slack;
	if (z > a)
		s.end = source_of(t, z - 1, &slack) + 1 + slack;
	return s;
}

size_t
ledger_sites(const struct node *div, const struct ledger *l,
    struct ledger_site *sites)
{
	struct ledger_run r = { .ledger = l };
	struct diag_sink  unheard;
	struct sources	  none;
	struct ledger_op  op;
	size_t		  n = 0;

	arena_init(&r.scratch);
	sources_init(&none, &r.scratch);
	diag_init(&unheard, &r.scratch, &none);
	r.sink = &unheard;
	match_build(&r.scratch, div, &r.text);
	for (size_t i = 0; i < l->n; i++)
		if (ledger_find(&r, &l->entries[i], &op))
			sites[n++] = site_of(&r.text, &op);
	arena_release(&r.scratch);
	return n;
}
