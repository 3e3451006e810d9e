/*
 * Printings on record: locked, and made again for their errata.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>

#include "octavo/epub.h"
#include "octavo/file.h"
#include "octavo/pdf.h"
#include "octavo/printing.h"
#include "octavo/terms.h"
#include "octavo/typeset.h"

#include "build_int.h"

const char *
printing_path(struct build *b, int number)
{
	return path_join(&b->arena, b->edition->dir.p,
	    arena_printf(&b->arena, "release-%d.lock", number));
}

int
printing_last(struct build *b, struct lock **l, struct error *e)
{
	DIR		*d = opendir(b->edition->dir.p);
	struct dirent	*ent;
	int		 last = 0, n, end;

	*l = NULL;
	while (d != NULL && (ent = readdir(d)) != NULL) {
		end = 0;
		if (sscanf(ent->d_name, "release-%9d.lock%n", &n, &end) ==
		    1 && end > 0 && ent->d_name[end] == '\0' && n > last)
			last = n;
	}
	if (d != NULL)
		(void)closedir(d);
	if (last == 0)
		return 0;
	return lock_read(&b->arena, printing_path(b, last), &b->sink, l, e);
}

int
printing_keep(struct build *b, struct error *e)
{
	struct lock *l, *older;
	int	     number;

	if (b->opts.keep <= 0 || b->kept != NULL)
		return 0;
	if (lock_read(&b->arena, printing_path(b, b->opts.keep), &b->sink,
	    &b->kept, e) < 0)
		return -1;
	b->kept->number = b->opts.keep;
	for (l = b->kept; l->kept > 0 && l->kept < l->number; l = older) {
		number = l->kept;
		if (lock_read(&b->arena, printing_path(b, number), &b->sink,
		    &older, e) < 0)
			return -1;
		older->number = number;
		l->before = older;
	}
	return 0;
}

int
printing_lock(struct build *b, int number, const char **path,
    struct error *e)
{
	struct lock	*l;
	struct buf	 out;
	int		 rc;

	*path = printing_path(b, number);
	if (b->frame == NULL || diag_has_errors(&b->sink))
		return 0;
	if (file_exists(*path)) {
		errno = EEXIST;
		return error_system(e, *path, "that printing is on record");
	}
	l = release_make(&b->arena, number, b->book, b->frame, &b->sources,
	    build_versions(b));
	l->kept = b->kept != NULL ? b->kept->number : 0;
	buf_init(&out);
	lock_write(l, &out);
	rc = file_write(*path, buf_str(&out), e);
	buf_release(&out);
	return rc;
}

/* The ledgers as they were: with probes for the slip, without to see
 * that printing as it was. */
static void
go_back(struct build *b, const struct lock *l, bool probes)
{
	for (size_t i = 0; i < b->edition->nparts; i++) {
		const struct lock_text *t;
		size_t			lost;

		if (b->parts[i].ledger == NULL)
			continue;
		t = lock_text_lookup(l, b->edition->parts[i].id);
		lost = lock_lost_entries(t, b->parts[i].ledger);
		if (lost > 0)
			diag(&b->sink, DIAG_LOCK_SUMS, b->edition->span,
			    "printing %d, %.*s: %zu that the ledger no "
			    "longer has", l->number, STR_ARG(t->id), lost);
		b->parts[i].ledger = ledger_as_of(&b->arena,
		    b->parts[i].ledger, t, probes);
	}
}

int
printing_remake(struct build *b, int number, bool probes,
    struct lock **lock, struct error *e)
{
	if (lock_read(&b->arena, printing_path(b, number), &b->sink, lock,
	    e) < 0)
		return -1;
	if (!str_eq((*lock)->edition, b->edition->identifier))
		diag(&b->sink, DIAG_LOCK_OTHER, b->edition->span, "%.*s",
		    STR_ARG((*lock)->edition));
	if (diag_has_errors(&b->sink))
		return 0;
	go_back(b, *lock, probes);
	b->opts.keep = (*lock)->kept < number ? (*lock)->kept : 0;
	if (build_edit(b, e) < 0)
		return -1;
	return build_typeset(b, e);
}

int
printing_errata(struct build *b, int number, struct errata **out,
    struct error *e)
{
	struct lock *l;

	*out = NULL;
	if (printing_remake(b, number, true, &l, e) < 0)
		return -1;
	if (b->frame != NULL && !diag_has_errors(&b->sink))
		*out = errata_make(&b->arena, b->book, b->frame, l,
		    &b->sink);
	return 0;
}

int
printing_slip_pdf(struct build *b, const struct errata *slip,
    struct buf *out, struct error *e)
{
	struct pdf_opts		 o = { .kind = PDF_SCREEN };
	struct typeset_opts	 t = { .threads = 1 };
	struct book		*book = errata_book(&b->arena, b->edition,
				     slip);
	struct frame		*f = NULL;

	if (typeset(&b->arena, book, b->style, &t, &b->sink, &f, e) < 0)
		return -1;
	return pdf_write(&b->arena, book, f, &o, &b->sink, out, e);
}

/* A name of its own; of a UUID another one (RFC 9562, version 8). */
static struct str
slip_name(struct arena *a, struct str of, int number)
{
	struct str name = str_z(arena_printf(a, "%.*s:errata-%d",
	    STR_ARG(of), number));
	char	   x[65];

	if (!str_starts(of, STR("urn:uuid:")))
		return name;
	sha256_hex(name, x);
	return str_z(arena_printf(a, "urn:uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s",
	    x, x + 8, x + 12, x + 15, x + 18));
}

int
printing_slip_epub(struct build *b, const struct errata *slip,
    struct buf *out, struct error *e)
{
	struct epub_opts  o = { .compat = b->opts.compat,
			      .unpaged = true };
	struct edition	  ed = *b->edition;
	struct book	 *book;
	const char	 *title = term(ed.language, TERM_ERRATA);

	/* A publication of its own, about the edition. */
	ed.identifier = slip_name(&b->arena, ed.identifier,
	    slip->lock->number);
	ed.title = str_z(arena_printf(&b->arena, "%.*s – %s",
	    STR_ARG(ed.title), title));
	ed.isbn_print = ed.isbn_epub = ed.isbn_pdf = STR_NULL;
	book = errata_book(&b->arena, &ed, slip);
	book->edition = &ed;
	return epub_write(&b->arena, book, b->style, &o, &b->sink, out, e);
}
