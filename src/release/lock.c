/*
 * Writing a lock file.  Its last line is the SHA-256 of all before it.
 */
#include <stdio.h>

#include "octavo/file.h"
#include "octavo/lock.h"

static void
put_quoted(struct buf *b, struct str s)
{
	buf_putc(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_putc(b, '\\');
		buf_putc(b, s.p[i] == '\n' || s.p[i] == '\t' ? ' ' :
		    s.p[i]);
	}
	buf_putc(b, '"');
}

static void
put_key(struct buf *b, const char *key, struct str s)
{
	buf_printf(b, "%s: ", key);
	put_quoted(b, s);
	buf_putc(b, '\n');
}

/* The keys of an entry, by its action (src/read/keys.def). */
static const struct { const char *lemma, *read, *at; }
entry_keys[LEDGER__MAX] = {
	[LEDGER_READING] = { "for", "read", NULL },
	[LEDGER_JOIN] = { "join", "with", NULL },
	[LEDGER_SPLIT] = { "split", "before", NULL },
	[LEDGER_HEADING] = { "heading", NULL, NULL },
	[LEDGER_DROP] = { "drop", NULL, NULL },
	[LEDGER_VERSE] = { "verse", "to", NULL },
	[LEDGER_QUOTATION] = { "quotation", "to", NULL },
	[LEDGER_EPIGRAPH] = { "epigraph", "to", NULL },
	[LEDGER_CALL] = { "call", "for", "after" },
	[LEDGER_NOTE] = { NULL, "note", "at" },
};

static void
put_pair(struct buf *b, bool *first, const char *key, struct str s)
{
	buf_printf(b, "%s%s: \"", *first ? "" : ", ", key);
	*first = false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n' || s.p[i] == '\t') {
			buf_puts(b, s.p[i] == '\n' ? "\\n" : "\\t");
			continue;
		}
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_putc(b, '\\');
		buf_putc(b, s.p[i]);
	}
	buf_putc(b, '"');
}

/* What the entry did, and its kind, reason and hand. */
static void
put_entry(struct buf *b, const struct ledger_entry *e)
{
	static const char *const kinds[KIND__MAX] = { "ocr", "misprint",
	    "normalisation", "conjecture" };
	bool first = true;

	buf_puts(b, "      - {");
	if (entry_keys[e->action].lemma != NULL)
		put_pair(b, &first, entry_keys[e->action].lemma, e->lemma);
	if (entry_keys[e->action].read != NULL && (e->read.n > 0 ||
	    e->action == LEDGER_READING))
		put_pair(b, &first, entry_keys[e->action].read, e->read);
	if (entry_keys[e->action].at != NULL)
		put_pair(b, &first, entry_keys[e->action].at, e->at);
	if (e->near.n > 0)
		put_pair(b, &first, "near", e->near);
	if (e->action == LEDGER_HEADING)
		buf_printf(b, ", level: %d", e->level);
	if (e->action == LEDGER_DROP || e->why.n > 0)
		put_pair(b, &first, "why", e->why);
	if (e->action == LEDGER_READING && e->kind != KIND_OCR)
		buf_printf(b, ", kind: %s", kinds[e->kind]);
	if (e->by.n > 0)
		put_pair(b, &first, "by", e->by);
	buf_puts(b, "}\n");
}

static void
put_text(struct buf *b, const struct lock_text *t)
{
	buf_puts(b, "  - id: ");
	put_quoted(b, t->id);
	buf_printf(b, "\n    sha256: %.*s\n    ledger:%s\n",
	    STR_ARG(t->sha256), t->nledger > 0 ? "" : " []");
	for (size_t i = 0; i < t->nledger; i++)
		put_entry(b, &t->ledger[i]);
}

static void
put_page(struct buf *b, const struct lock_page *p)
{
	buf_puts(b, "  - {page: ");
	put_quoted(b, p->label);
	buf_puts(b, ", div: ");
	put_quoted(b, p->div);
	buf_printf(b, ", at: %u, hash: \"%.*s\",\n     words: ", p->at,
	    STR_ARG(p->hash));
	put_quoted(b, p->words);
	if (p->body.n > 0)
		buf_printf(b, ",\n     body: \"%.*s\"", STR_ARG(p->body));
	if (p->notes.n > 0)
		buf_printf(b, ",\n     notes: \"%.*s\"", STR_ARG(p->notes));
	buf_puts(b, "}\n");
}

void
lock_write(const struct lock *l, struct buf *out)
{
	char sum[65];

	buf_puts(out, "# Made by octavo release: not to be edited.\n"
	    "octavo-release: 2\n");
	buf_printf(out, "number: %d\n", l->number);
	if (l->kept > 0)
		buf_printf(out, "kept: %d\n", l->kept);
	put_key(out, "edition", l->edition);
	put_key(out, "date", l->date);
	put_key(out, "style", l->style);
	put_key(out, "format", l->format);
	buf_puts(out, "texts:\n");
	for (size_t i = 0; i < l->ntexts; i++)
		put_text(out, &l->texts[i]);
	buf_puts(out, "versions: [");
	for (size_t i = 0; i < l->nversions; i++) {
		buf_puts(out, i == 0 ? "\n  " : ",\n  ");
		put_quoted(out, l->versions[i]);
	}
	buf_puts(out, "]\npages:\n");
	for (size_t i = 0; i < l->npages; i++)
		put_page(out, &l->pages[i]);
	sha256_hex(buf_str(out), sum);
	buf_printf(out, "sum: %s\n", sum);
}
