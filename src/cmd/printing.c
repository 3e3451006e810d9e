/*
 * octavo release, errata and diff: printings on record.
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/file.h"
#include "octavo/printing.h"
#include "octavo/typeset.h"

#include "cmd.h"
#include "options.h"
#include "say.h"

/* A printing's number, from 1; 0 when it is none. */
static int
number_of(const char *s)
{
	char *end;
	long  n = strtol(s, &end, 10);

	return *s != '\0' && *end == '\0' && n > 0 && n < 100000 ?
	    (int)n : 0;
}

/* Opens and reads the edition argv[1] (default: here). */
static int
start(struct build *b, const struct command *c, const struct options *o,
    int argc, char **argv, int *number, struct error *e)
{
	struct build_opts bo;

	*number = argc > 0 ? number_of(argv[0]) : 0;
	if (*number == 0 || argc > 2) {
		(void)say_usage(c, "name the number of the printing, "
		    "from 1, then the edition's folder");
		return -2;
	}
	if (build_options(o, &bo) < 0)
		return -2;
	if (build_open(b, argc > 1 ? argv[1] : ".", &bo, e) < 0)
		return -1;
	return build_read(b, e);
}

static int
finish(struct build *b, const struct options *o, int rc,
    const struct error *e)
{
	int status = say_diagnostics(&b->sink, o);

	if (rc < 0)
		status = say_error(e, o);
	build_release(b);
	return status;
}

static int
run_release(const struct options *o, int argc, char **argv)
{
	const char	*path = NULL;
	struct build	 b;
	struct error	 e = { 0 };
	int		 n, rc;

	rc = start(&b, &cmd_release, o, argc, argv, &n, &e);
	if (rc == -2)
		return STATUS_FAILED;
	if (rc == 0)
		rc = build_edit(&b, &e);
	if (rc == 0)
		rc = build_typeset(&b, &e);
	if (rc == 0)
		rc = printing_lock(&b, n, &path, &e);
	if (rc == 0 && !diag_has_errors(&b.sink))
		(void)printf("%s\n", path);
	return finish(&b, o, rc, &e);
}

static int
put_slip(struct build *b, const struct errata *s, const char *out,
    struct error *e)
{
	struct buf	 text;
	struct str	 lang = b->edition->language;
	const char	*dot = out != NULL ? strrchr(out, '.') : NULL;
	int		 rc = 0;

	buf_init(&text);
	if (dot != NULL && strcmp(dot, ".pdf") == 0)
		rc = printing_slip_pdf(b, s, &text, e);
	else if (dot != NULL && strcmp(dot, ".epub") == 0)
		rc = printing_slip_epub(b, s, &text, e);
	else if (dot != NULL && strcmp(dot, ".md") == 0)
		errata_markdown(s, b->edition->title, lang, &text);
	else
		errata_text(s, lang, &text);
	if (rc == 0 && out != NULL && strcmp(out, "-") != 0)
		rc = file_write(out, buf_str(&text), e);
	else if (rc == 0)
		(void)fwrite(text.data, 1, text.len, stdout);
	buf_release(&text);
	return rc;
}

static int
run_errata(const struct options *o, int argc, char **argv)
{
	struct errata	*slip = NULL;
	struct build	 b;
	struct error	 e = { 0 };
	int		 n, rc;

	rc = start(&b, &cmd_errata, o, argc, argv, &n, &e);
	if (rc == -2)
		return STATUS_FAILED;
	if (rc == 0)
		rc = printing_errata(&b, n, &slip, &e);
	if (rc == 0 && slip != NULL)
		rc = put_slip(&b, slip, o->out, &e);
	return finish(&b, o, rc, &e);
}

static void
put_changes(struct build *b, const struct frame *old,
    const struct lock *was, const struct lock *is)
{
	struct changes	*c = book_diff(&b->arena, old, b->frame);
	struct buf	 text;

	if (is != NULL)
		changes_pages(&b->arena, c, was, is);
	changes_entries(&b->arena, c, was, b->parts, b->edition->nparts);
	buf_init(&text);
	changes_text(c, &text);
	(void)fwrite(text.data, 1, text.len, stdout);
	buf_release(&text);
}

/* The printing as it was, or (0) the edition as it is; *lock is NULL
 * then.  Tells what cannot be made again. */
static int
make_printing(struct build *b, int number, struct lock **lock,
    struct error *e)
{
	*lock = NULL;
	if (number == 0)
		return build_edit(b, e) < 0 ? -1 : build_typeset(b, e);
	if (printing_remake(b, number, false, lock, e) < 0)
		return -1;
	if (b->frame != NULL && !diag_has_errors(&b->sink))
		release_compare(&b->arena, b->book, b->frame, *lock,
		    &b->sink);
	return 0;
}

/* What of the first printing could not be made again is said too; its
 * other faults are those of the second. */
static void
lost(const struct diag_sink *old, struct diag_sink *to)
{
	for (const struct diag_item *i = old->first; i != NULL; i = i->next)
		if (i->code == DIAG_PRINTING_LOST ||
		    i->code == DIAG_TEXT_CHANGED ||
		    i->code == DIAG_LOCK_SUMS ||
		    i->code == DIAG_LOCK_EDITED)
			diag(to, i->code, SPAN_NONE, "%s", i->detail ?
			    i->detail : "");
}

static int
run_diff(const struct options *o, int argc, char **argv)
{
	struct build	 old, b;
	struct build_opts bo;
	struct lock	*was, *is;
	struct error	 e = { 0 };
	char		*args[2] = { argc > 0 ? argv[0] : NULL, NULL };
	int		 two = argc > 1 ? number_of(argv[1]) : 0, n, rc;

	args[1] = argc > 1 + (two > 0) ? argv[1 + (two > 0)] : NULL;
	rc = argc > 3 ? -2 : start(&old, &cmd_diff, o, args[1] ? 2 :
	    argc > 0, args, &n, &e);
	if (rc == -2)
		return STATUS_FAILED;
	if (rc == 0)
		rc = make_printing(&old, n, &was, &e);
	if (rc < 0 || old.frame == NULL || diag_has_errors(&old.sink))
		return finish(&old, o, rc, &e);
	(void)build_options(o, &bo);
	rc = build_open(&b, args[1] ? args[1] : ".", &bo, &e);
	if (rc == 0)
		rc = build_read(&b, &e);
	if (rc == 0)
		rc = make_printing(&b, two, &is, &e);
	if (rc == 0 && b.frame != NULL && !diag_has_errors(&b.sink))
		put_changes(&b, old.frame, was, is);
	lost(&old.sink, &b.sink);
	build_release(&old);
	return finish(&b, o, rc, &e);
}

static const struct opt *const release_opts[] = { &opt_style, &opt_size,
	&opt_keep, &opt_threads, &opt_messages, &opt_helpme, NULL };
static const struct opt *const diff_opts[] = { &opt_style, &opt_size,
	&opt_threads, &opt_messages, &opt_helpme, NULL };
static const struct opt *const errata_opts[] = { &opt_out, &opt_style,
	&opt_size, &opt_threads, &opt_messages, &opt_helpme, NULL };

const struct command cmd_release = {
	"release", "N [DIR]", "put the N-th printing on record",
	"Sets the edition in DIR (default: here) and writes release-N.lock\n"
	"beside its manifest: what the printing was made of and how each\n"
	"page begins. Keep the file under version control; octavo errata\n"
	"and octavo diff read it. Of a reissue built with --keep-pages that\n"
	"option is given here too.",
	release_opts, run_release
};

const struct command cmd_errata = {
	"errata", "N [DIR]", "the slip for copies already printed",
	"Prints what the ledgers have changed since the N-th printing, with\n"
	"pages and lines of that printing: readings, notes, paragraphs;\n"
	"entries that were withdrawn or reworded too. With -o FILE.md the\n"
	"slip is a Markdown text, with -o FILE.pdf or -o FILE.epub it is set\n"
	"in the edition's style.",
	errata_opts, run_errata
};

const struct command cmd_diff = {
	"diff", "N [M] [DIR]", "what has changed since a printing",
	"Prints the words that differ between the N-th printing and the M-th\n"
	"(without M: the edition as it is now), with their pages, and the\n"
	"pages that have changed.",
	diff_opts, run_diff
};
