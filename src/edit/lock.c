/*
 * Ledgers as they were at a release, and the places of its pages in a
 * book of now.
 */
#include <stdio.h>

#include "edit_int.h"
#include "ledger_int.h"
#include "octavo/lock.h"

void
ledger_entry_hash(const struct ledger_entry *e, char out[17])
{
	struct buf b;

	buf_init(&b);
	buf_printf(&b, "%d\x1f", (int)e->action);
	buf_put_str(&b, e->lemma);
	buf_putc(&b, '\x1f');
	buf_put_str(&b, e->read);
	buf_putc(&b, '\x1f');
	buf_put_str(&b, e->action == LEDGER_READING ? e->near : e->at);
	if (e->action != LEDGER_READING && e->near.n > 0)
		buf_printf(&b, "\x1fnear %.*s", STR_ARG(e->near));
	if (e->action == LEDGER_HEADING)
		buf_printf(&b, "\x1f%d", e->level);
	if (e->left)
		buf_puts(&b, "\x1fleft");
	(void)snprintf(out, 17, "%016llx",
	    (unsigned long long)str_hash(buf_str(&b)));
	buf_release(&b);
}

const struct lock_text *
lock_text_lookup(const struct lock *l, struct str id)
{
	for (size_t i = 0; i < l->ntexts; i++)
		if (str_eq(l->texts[i].id, id))
			return &l->texts[i];
	return NULL;
}

/* Where a lock has the entry; SIZE_MAX: it has not. */
static size_t
find_entry(const struct lock_text *t, const struct ledger_entry *e)
{
	char hash[17];

	ledger_entry_hash(e, hash);
	for (size_t i = 0; t != NULL && i < t->n; i++)
		if (str_eqz(t->entries[i], hash))
			return i;
	return SIZE_MAX;
}

bool
lock_has_entry(const struct lock_text *t, const struct ledger_entry *e)
{
	return find_entry(t, e) != SIZE_MAX;
}

size_t
lock_lost_entries(const struct lock_text *t, const struct ledger *now)
{
	size_t n = 0;

	if (t == NULL || t->ledger != NULL)
		return 0;
	for (size_t i = 0; i < now->n; i++)
		n += lock_has_entry(t, &now->entries[i]);
	return n < t->n ? t->n - n : 0;
}

/* The entry as it was: an older lock does not know all of it. */
static struct ledger_entry
entry_as_of(const struct ledger_entry *now, const struct lock_text *t,
    size_t at)
{
	struct ledger_entry e = *now;

	if (t->ledger == NULL)
		return e;
	e.kind = t->ledger[at].kind;
	if (t->ledger[at].why.n > 0)
		e.why = t->ledger[at].why;
	if (t->ledger[at].by.n > 0)
		e.by = t->ledger[at].by;
	return e;
}

/* Entries of the printing that the ledger no longer has. */
static void
add_gone(struct arena *a, struct ledger *l, const struct ledger *now,
    const struct lock_text *t, bool probes)
{
	struct ledger_entry *e;
	char		    *here = arena_calloc(a, t->nledger + 1, 1);
	char		     hash[17];

	for (size_t i = 0; i < now->n; i++) {
		ledger_entry_hash(&now->entries[i], hash);
		for (size_t k = 0; k < t->nledger; k++)
			here[k] |= str_eqz(t->entries[k], hash);
	}
	for (size_t k = 0; k < t->nledger; k++) {
		if (here[k])
			continue;
		e = &l->entries[l->n++];
		*e = t->ledger[k];
		if (probes && e->action == LEDGER_READING)
			e->gone = true;
		else if (probes) {
			l->entries[l->n] = *e;
			l->entries[l->n].gone = true;
			l->entries[l->n++].probe = true;
		}
	}
}

struct ledger *
ledger_as_of(struct arena *a, const struct ledger *now,
    const struct lock_text *t, bool probes)
{
	size_t			   most = now->n, at;
	struct ledger		  *l = ARENA_NEW(a, struct ledger);
	const struct ledger_entry *e;

	*l = *now;
	l->n = 0;
	most += t != NULL ? 2 * t->nledger : 0;
	l->entries = ARENA_ARRAY(a, struct ledger_entry, most + 1);
	for (size_t i = 0; i < now->n; i++) {
		e = &now->entries[i];
		at = find_entry(t, e);
		if (at != SIZE_MAX)
			l->entries[l->n++] = entry_as_of(e, t, at);
		else if (probes && !e->left) {
			l->entries[l->n] = *e;
			l->entries[l->n++].probe = true;
		}
	}
	if (t != NULL && t->ledger != NULL)
		add_gone(a, l, now, t, probes);
	return l;
}

static bool
is_counted(uint32_t cp)
{
	return cp_is_letter(cp) || cp_is_digit(cp);
}

/* A DIV as one string, to look words up in. */
struct place_search {
	struct arena	   arena;
	const struct node *div;
	struct match_text  text;
	uint32_t	  *letters;	/* before each byte of norm */
};

static void
search_open(struct place_search *s, const struct node *div)
{
	uint32_t n = 0;

	arena_init(&s->arena);
	s->div = div;
	match_build(&s->arena, div, &s->text);
	s->letters = ARENA_ARRAY(&s->arena, uint32_t, s->text.norm.n + 1);
	for (size_t i = 0; i < s->text.norm.n;) {
		size_t from = i;
		bool   in = is_counted(utf8_next(s->text.norm, &i));

		for (; from < i; from++)
			s->letters[from] = n;
		n += in;
	}
	s->letters[s->text.norm.n] = n;
}

/* The place of the words nearest to where they stood. */
static void
search_words(struct place_search *s, const struct lock_page *p,
    struct lock_place *out)
{
	struct match_hits	 h = { .n = 0 };
	struct str		 w = match_norm(&s->arena, p->words);
	const struct match_origin *o;
	uint32_t		 best = UINT32_MAX, d, l;

	match_find(&s->text, w, &h);
	for (size_t i = 0; i < h.n && i < MATCH_MAX; i++) {
		l = s->letters[h.at[i]];
		d = l > p->at ? l - p->at : p->at - l;
		if (d >= best)
			continue;
		best = d;
		o = &s->text.at[h.at[i]];
		out->text = s->text.items[o->item];
		out->off = o->off;
	}
}

static const struct node *
div_by_id(const struct node *book, struct str id)
{
	const struct node *d, *c;

	for (d = book->first; d != NULL; d = d->next) {
		if (str_eq(d->u.div.id, id))
			return d;
		for (c = d->first; c != NULL; c = c->next)
			if (c->kind == NODE_DIV && str_eq(c->u.div.id, id))
				return c;
	}
	return NULL;
}

void
lock_places(const struct lock *l, const struct node *book,
    struct lock_place *places)
{
	struct place_search	 s = { .div = NULL };
	const struct node	*div;

	for (size_t i = 0; i < l->npages; i++) {
		places[i] = (struct lock_place){ NULL, 0 };
		div = div_by_id(book, l->pages[i].div);
		if (div == NULL || l->pages[i].words.n == 0)
			continue;
		if (div != s.div) {
			if (s.div != NULL)
				arena_release(&s.arena);
			search_open(&s, div);
		}
		search_words(&s, &l->pages[i], &places[i]);
	}
	if (s.div != NULL)
		arena_release(&s.arena);
}
