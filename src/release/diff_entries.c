/*
 * Entries of the ledgers that say the same of the text, but not of
 * themselves: another kind, reason or hand than when they were printed.
 */
#include "release.h"

struct said {			/* one line on its way */
	struct arena  *arena;
	struct changes *out;
	struct str     text;	/* id of the part */
	const struct ledger_entry *entry;
};

static void
put_other(struct said *s, const char *what, struct str was, struct str is)
{
	struct buf b;

	if (str_eq(was, is))
		return;
	buf_init(&b);
	buf_printf(&b, "%.*s: %.*s: %s ", STR_ARG(s->text),
	    STR_ARG(s->entry->lemma.n > 0 ? s->entry->lemma :
	    s->entry->near), what);
	if (was.n > 0)
		buf_printf(&b, "[-%.*s-]", STR_ARG(was));
	if (is.n > 0)
		buf_printf(&b, "%s{+%.*s+}", was.n > 0 ? " " : "",
		    STR_ARG(is));
	s->out->entries[s->out->nentries++] = buf_dup(&b, s->arena);
	buf_release(&b);
}

static void
compare(struct said *s, const struct ledger_entry *was, bool reasons)
{
	static const char *const kinds[KIND__MAX] = { "ocr", "misprint",
	    "normalisation", "conjecture" };

	if (was->action == LEDGER_READING)
		put_other(s, "kind", str_z(kinds[was->kind]),
		    str_z(kinds[s->entry->kind]));
	if (reasons)
		put_other(s, "why", was->why, s->entry->why);
	if (reasons || was->action == LEDGER_NOTE)
		put_other(s, "by", was->by, s->entry->by);
}

/* A lock and a ledger have the same entry where its sum is the same. */
static const struct ledger_entry *
find(const struct lock_text *t, const struct ledger_entry *e)
{
	char hash[17];

	ledger_entry_hash(e, hash);
	for (size_t i = 0; i < t->nledger; i++)
		if (str_eqz(t->entries[i], hash))
			return &t->ledger[i];
	return NULL;
}

void
changes_entries(struct arena *a, struct changes *c, const struct lock *old,
    const struct text *texts, size_t n)
{
	enum { EACH = 3 };	/* things that may differ */
	struct said s = { .arena = a, .out = c };
	size_t	    most = 0;

	for (size_t i = 0; i < n; i++)
		most += texts[i].ledger != NULL ? texts[i].ledger->n : 0;
	c->entries = ARENA_ARRAY(a, struct str, EACH * most + 1);
	for (size_t i = 0; i < n; i++) {
		const struct lock_text *t = lock_text_lookup(old,
		    texts[i].part->id);
		const struct ledger_entry *was;

		s.text = texts[i].part->id;
		for (size_t k = 0; t != NULL && t->ledger != NULL &&
		    texts[i].ledger != NULL && k < texts[i].ledger->n; k++) {
			s.entry = &texts[i].ledger->entries[k];
			was = find(t, s.entry);
			if (was != NULL)
				compare(&s, was, old->version > 1);
		}
	}
}
