/*
 * octavo new --from: rough texts become the parts of a new edition,
 * each with its witness, its SHA-256 and a ledger that holds what the
 * cleaning could not decide as entries to uncomment.  TEI is no rough
 * text: it is taken as it is.
 */
#include <stdio.h>
#include <string.h>

#include "octavo/clean.h"
#include "octavo/file.h"

#include "new_from.h"

/* "Mon témoin (2).txt" -> "mon-temoin-2": an id, and a file's name. */
static struct str
make_id(struct arena *a, const char *path, size_t nth)
{
	struct str	base = str_z(path_base(path));
	struct buf	b;
	size_t		end = base.n;
	struct str	out;

	while (end > 0 && base.p[end - 1] != '.')
		end--;
	if (end > 1)
		base.n = end - 1;
	buf_init(&b);
	for (size_t i = 0; i < base.n;) {
		uint32_t cp = cp_base(cp_lower(utf8_next(base, &i)));

		if (cp - 'a' < 26u || (cp_is_digit(cp) && b.len > 0))
			buf_put_cp(&b, cp);
		else if (b.len > 0 && b.data[b.len - 1] != '-')
			buf_putc(&b, '-');
	}
	while (b.len > 0 && b.data[b.len - 1] == '-')
		buf_truncate(&b, b.len - 1);
	if (b.len == 0)
		buf_printf(&b, "texte-%zu", nth + 1);
	out = buf_dup(&b, a);
	buf_release(&b);
	return out;
}

/* Lines of a stub, indented as entries are, as comments of the YAML:
 * without "# " they stand where entries stand. */
static void
put_commented(struct buf *out, struct str s)
{
	size_t i = 0, e;

	while (i < s.n) {
		e = str_find(s, STR("\n"), i);
		if (e == SIZE_MAX)
			e = s.n;
		buf_puts(out, "  # ");
		buf_put_str(out, str_sub(s, str_starts(str_sub(s, i, e),
		    STR("  ")) ? i + 2 : i, e));
		buf_putc(out, '\n');
		i = e + 1;
	}
}

static void
put_ledger(struct buf *out, const char *name, const char *sha,
    const struct clean_doc *d)
{
	buf_printf(out, "# Corrections of %s. Each entry matches exactly "
	    "once, or octavo check says so.\nwitness: %s\nsha256: %s\n"
	    "by: \"\"\nentries:\n", name, name, sha);
	buf_puts(out, "  # - for: malin\n  #   read: matin\n"
	    "  #   near: Vers 2 heures du\n  #   kind: ocr\n"
	    "  #   why: l read for t\n");
	if (d->ndoubts > 0)
		buf_puts(out, "  # Where the cleaning was not sure of its "
		    "choice: each entry below would\n  # choose otherwise. "
		    "Uncomment those that are right, delete the others.\n");
	for (size_t i = 0; i < d->ndoubts; i++)
		put_commented(out, d->doubts[i].stub);

}

static bool
is_tei(struct str bytes)
{
	struct str head = str_sub(bytes, 0, bytes.n < 4096 ? bytes.n : 4096);

	return str_find(head, STR("<TEI"), 0) != SIZE_MAX;
}

static int
add_tei(struct arena *a, const char *dir, const char *path, struct str bytes,
    size_t nth, struct buf *parts, struct error *e)
{
	struct str	 id = make_id(a, path, nth);
	const char	*name = arena_printf(a, "%s.xml", id.p);

	buf_printf(parts, "  - file: %s\n    role: chapter\n    id: %s\n",
	    name, id.p);
	(void)printf("%s: a text in TEI\n", path);
	return file_write(path_join(a, dir, name), bytes, e);
}

static void
count(const char *before, size_t n, const char *what, const char *after)
{
	(void)printf("%s%zu %s%s%s", before, n, what, n == 1 ? "" : "s",
	    after);
}

static int
add_one(struct arena *a, const char *dir, const char *path, size_t nth,
    struct diag_sink *sink, struct buf *parts, struct error *e)
{
	struct clean_opts	 co = { .suspects = false };
	struct clean_doc	*d = NULL;
	struct str		 bytes, id;
	struct buf		 ledger;
	char			 sha[65];
	const char		*name;
	int			 rc;

	if (file_read(a, path, LIMIT_TEXT, &bytes, e) < 0)
		return -1;
	if (is_tei(bytes))
		return add_tei(a, dir, path, bytes, nth, parts, e);
	if (clean_witness(a, str_z(path), bytes, &co, sink, &d, e) < 0)
		return -1;
	if (d == NULL)
		return 0;
	sha256_hex(bytes, sha);
	id = make_id(a, path, nth);
	name = arena_printf(a, "%s.txt", id.p);
	buf_init(&ledger);
	put_ledger(&ledger, name, sha, d);
	rc = file_write(path_join(a, dir, arena_printf(a, "witnesses/%s",
	    name)), bytes, e);
	if (rc == 0)
		rc = file_write(path_join(a, dir, arena_printf(a,
		    "ledgers/%s.yaml", id.p)), buf_str(&ledger), e);
	buf_release(&ledger);
	buf_printf(parts, "  - witness: %s\n    sha256: %s\n"
	    "    role: chapter\n    id: %s\n    ledger: ledgers/%s.yaml\n",
	    name, sha, id.p, id.p);
	if (d->headings == 0)
		buf_printf(parts, "    # No title was found in the text; "
		    "write it here:\n    title: %s\n", id.p);
	(void)printf("%s", path);
	count(": ", d->notes, "note", "");
	count(", ", d->headings, "heading", "");
	count(", ", d->ndoubts, "doubt", "\n");
	return rc;
}

int
new_from(struct arena *a, const char *dir, char **files, size_t n,
    struct diag_sink *sink, struct buf *parts, struct error *e)
{
	for (size_t i = 0; i < n; i++)
		if (add_one(a, dir, files[i], i, sink, parts, e) < 0)
			return -1;
	return 0;
}
