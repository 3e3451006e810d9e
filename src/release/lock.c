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

static void
put_text(struct buf *b, const struct lock_text *t)
{
	buf_puts(b, "  - id: ");
	put_quoted(b, t->id);
	buf_printf(b, "\n    sha256: %.*s\n    entries: [",
	    STR_ARG(t->sha256));
	for (size_t i = 0; i < t->n; i++)
		buf_printf(b, "%s\"%.*s\"", i == 0 ? "" : i % 3 ? ", " :
		    ",\n      ", STR_ARG(t->entries[i]));
	buf_puts(b, "]\n");
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
	    "octavo-release: 1\n");
	buf_printf(out, "number: %d\n", l->number);
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
