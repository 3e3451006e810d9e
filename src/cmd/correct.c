/*
 * octavo correct and octavo accept: one more entry in a ledger.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "octavo/file.h"
#include "octavo/ledger.h"
#include "octavo/propose.h"

#include "cmd.h"
#include "options.h"
#include "say.h"

/* The edition's folder and, when a ledger or witness is named, which. */
static const char *
edition_of(struct arena *a, const char *path, const char **only)
{
	const char *dir = path_dir(a, path);

	*only = NULL;
	if (file_exists(path_join(a, path, "edition.yaml")))
		return path;
	*only = path_base(path);
	if (file_exists(path_join(a, dir, "edition.yaml")))
		return dir;
	return path_dir(a, dir);
}

static bool
is_named(const struct part *p, const char *only)
{
	return only == NULL || str_eqz(p->witness, only) ||
	    (p->ledger.n > 0 &&
	    strcmp(path_base(p->ledger.p), only) == 0);
}

static struct str
hand(const struct options *o)
{
	const char *who = o->by ? o->by : getenv("USER");

	return str_z(who != NULL ? who : "");
}

static struct str
today(struct arena *a)
{
	char		s[16];
	time_t		now = time(NULL);
	struct tm	tm;

	(void)gmtime_r(&now, &tm);
	(void)strftime(s, sizeof(s), "%Y-%m-%d", &tm);
	return str_z(arena_dup(a, s, strlen(s)));
}

struct search {			/* over the parts of an edition */
	struct build	*b;
	struct proposal	 p;
	size_t		 part;		/* where it was found */
	unsigned	 found;		/* places in all */
	struct buf	 shown;
};

static void
put_context(struct search *s, size_t part, struct str context)
{
	buf_printf(&s->shown, "%.*s:\n    ",
	    STR_ARG(s->b->edition->parts[part].id));
	for (size_t k = 0; k < context.n; k++) {
		buf_putc(&s->shown, context.p[k]);
		if (context.p[k] == '\n' && k + 1 < context.n)
			buf_puts(&s->shown, "    ");
	}
}

static bool
is_searched(const struct search *s, size_t i, const char *only)
{
	const struct part *p = &s->b->edition->parts[i];

	return p->ledger.n > 0 && is_named(p, only) &&
	    s->b->parts[i].div != NULL;
}

/* Tries every part that has a ledger; counts the places. */
static void
search_parts(struct search *s, const char *only)
{
	for (size_t i = 0; i < s->b->edition->nparts; i++) {
		struct proposal		p = s->p;
		struct str		context;
		enum propose_found	f;

		if (!is_searched(s, i, only))
			continue;
		f = propose_place(&s->b->arena, s->b->parts[i].div, &p,
		    &context);
		if (f == PROPOSE_NONE)
			continue;
		put_context(s, i, context);
		s->found += f == PROPOSE_MANY ? 2 : 1;
		if (f == PROPOSE_ONE) {
			s->part = i;
			s->p = p;
		}
	}
}

/* Where the words stand written otherwise, or not beside those of near. */
static const char *
search_alike(struct search *s, const char *only)
{
	struct str context;

	for (size_t i = 0; i < s->b->edition->nparts; i++)
		if (is_searched(s, i, only) && propose_alike(&s->b->arena,
		    s->b->parts[i].div, s->p.lemma, &context))
			put_context(s, i, context);
	return s->shown.len > 0 ? "    Write the words as they stand "
	    "there.\n" : "    Write it as octavo clean prints it.\n";
}

/* The place in the text, of an entry that the ledger does not take. */
static int
refuse(struct search *s, const struct options *o)
{
	(void)say_diagnostics(&s->b->sink, o);
	if (o->format_name == NULL || strcmp(o->format_name, "json") != 0)
		(void)fprintf(stderr, "octavo: nothing is recorded; the "
		    "entry would stand here:\n%s", s->shown.data);
	return STATUS_TEXTS;
}

/* The book is made with this ledger of the part: its errors. */
static int
count_errors(struct build *b, size_t part, const struct ledger *l,
    unsigned *n, struct error *e)
{
	b->parts[part].ledger = l;
	if (build_edit(b, e) < 0)
		return -1;
	*n = b->sink.count[DIAG_ERROR];
	return 0;
}

/*
 * Would the ledger do with the text that it is to have?  What was wrong
 * with the book before does not count.  1: it would; 0: it would not, the
 * reasons are in the sink.
 */
static int
try_ledger(struct search *s, const char *path, struct str text, struct error *e)
{
	struct build		*b = s->b;
	const struct ledger	*was = b->parts[s->part].ledger, *l;
	struct diag_sink	 heard;
	unsigned		 with, before = 0;

	diag_init(&b->sink, &b->arena, &b->sources);	/* said already */
	l = ledger_parse(&b->arena, path, text, &b->sink);
	if (count_errors(b, s->part, l, &with, e) < 0)
		return -1;
	if (with == 0)
		return 1;
	heard = b->sink;
	diag_init(&b->sink, &b->arena, &b->sources);
	if (count_errors(b, s->part, was, &before, e) < 0)
		return -1;
	b->sink = heard;
	return with <= before;
}

static int
append(struct search *s, const struct options *o, struct error *e)
{
	struct arena		*a = &s->b->arena;
	const struct part	*p = &s->b->edition->parts[s->part];
	const char		*path = path_join(a, s->b->edition->dir.p,
				    p->ledger.p);
	struct str		 text;
	int			 rc;

	if (propose_text(a, path, p->witness, p->sha256, &s->p, &text,
	    e) < 0 || (rc = try_ledger(s, path, text, e)) < 0)
		return -1;
	if (rc == 0)
		return refuse(s, o);
	if (file_write(path, text, e) < 0)
		return -1;
	(void)printf("%s%s: %s\n", s->shown.data, path, s->p.entries.n > 0 &&
	    str_find(s->p.entries, STR("\n  - "), 0) != SIZE_MAX ?
	    "entries added" : "+1 entry");
	return STATUS_OK;
}

static int
correct(struct build *b, const struct options *o, const char *only,
    struct error *e)
{
	struct search	 s = { .b = b };
	const char	*cure = "    Add --near with words that stand beside "
			    "it.\n";
	int		 rc;

	s.p.lemma = str_z(o->lemma);
	s.p.read = str_z(o->read);
	s.p.near = str_z(o->near);
	s.p.kind = str_z(o->kind);
	s.p.why = str_z(o->why);
	s.p.by = hand(o);
	s.p.date = today(&b->arena);
	buf_init(&s.shown);
	search_parts(&s, only);
	if (s.found == 1)
		rc = append(&s, o, e);
	else {
		if (s.found == 0)
			cure = search_alike(&s, only);
		(void)fprintf(stderr, "octavo: correct: %s '%s'%s%s%s\n%s%s",
		    s.found == 0 ? "no text with a ledger has" :
		    "more than one place has", o->lemma,
		    o->near != NULL ? " beside '" : "",
		    o->near != NULL ? o->near : "",
		    o->near != NULL ? "'" : "",
		    s.shown.data, cure);
		rc = STATUS_TEXTS;
	}
	buf_release(&s.shown);
	return rc;
}

/* Reads the edition named by argv[0] (default: here), then acts. */
static int
on_edition(const struct options *o, const char *path,
    int (*act)(struct build *, const struct options *, const char *,
    struct error *))
{
	struct build_opts	 bo;
	struct build		 b;
	struct arena		 a;
	struct error		 e = { 0 };
	const char		*only, *dir;
	int			 rc, status;

	if (build_options(o, &bo) < 0)
		return STATUS_FAILED;
	arena_init(&a);
	dir = edition_of(&a, path, &only);
	rc = build_open(&b, dir, &bo, &e);
	if (rc == 0)
		rc = build_read(&b, &e);
	status = say_diagnostics(&b.sink, o);
	if (rc == 0 && status == STATUS_OK)
		status = rc = act(&b, o, only, &e);
	if (rc < 0)
		status = say_error(&e, o);
	build_release(&b);
	arena_release(&a);
	return status;
}

/* What the ledger could not be read with is not written into it. */
static bool
is_kind(const char *s)
{
	static const char *const kinds[KIND__MAX] = { "ocr", "misprint",
	    "normalisation", "conjecture" };

	for (int i = 0; s != NULL && i < KIND__MAX; i++)
		if (strcmp(s, kinds[i]) == 0)
			return true;
	return s == NULL;
}

#define KINDS_WANTED	"--kind is ocr, misprint, normalisation or conjecture"

static int
run_correct(const struct options *o, int argc, char **argv)
{
	if (argc > 1 || o->lemma == NULL || o->read == NULL)
		return say_usage(&cmd_correct, "--for and --read are "
		    "wanted");
	if (!is_kind(o->kind))
		return say_usage(&cmd_correct, KINDS_WANTED);
	if (strcmp(o->lemma, o->read) == 0)
		return say_usage(&cmd_correct, "--for and --read are the "
		    "same");
	return on_edition(o, argc > 0 ? argv[0] : ".", correct);
}

static const struct opt *const correct_opts[] = { &opt_for, &opt_read,
	&opt_near, &opt_kind, &opt_why, &opt_by, &opt_messages, &opt_helpme,
	NULL };

const struct command cmd_correct = {
	"correct", "[DIR|FILE] --for WORDS --read WORDS",
	"record a correction in the ledger",
	"Finds the one place that has the words of --for in the edition (or\n"
	"in the witness or ledger FILE of it), shows it, and appends an\n"
	"entry with today's date to the ledger of its text.",
	correct_opts, run_correct
};

static const struct clean_doubt *
find_doubt(const struct clean_doc *d, const char *id)
{
	for (size_t i = 0; i < d->ndoubts; i++)
		if (strcmp(d->doubts[i].id, id) == 0)
			return &d->doubts[i];
	for (size_t i = 0; i < d->nsuspects; i++)
		if (strcmp(d->suspects[i].id, id) == 0)
			return &d->suspects[i];
	return NULL;
}

static int
take_doubt(struct search *s, size_t i, const struct clean_doubt *d,
    const struct options *o, struct error *e)
{
	struct build		*b = s->b;
	enum propose_found	 f;
	struct str		 context;

	s->p.lemma = d->text;
	s->p.read = o->read ? str_z(o->read) : d->candidate;
	s->p.kind = str_z(o->kind);
	s->p.leave = o->leave;
	s->p.why = str_z(o->why ? o->why : d->rule);
	s->p.by = hand(o);
	s->p.date = today(&b->arena);
	s->p.near = d->near;
	s->part = i;
	if (o->read == NULL && d->stub.n > 0) {
		s->p.entries = d->stub;
		buf_printf(&s->shown, "%.*s\n", STR_ARG(d->context));
		return append(s, o, e);
	}
	if (!o->leave && (s->p.read.n == 0 || str_eq(s->p.read, s->p.lemma))) {
		(void)fprintf(stderr, "octavo: accept: %s proposes no other "
		    "reading; give one with --read\n", d->id);
		return STATUS_TEXTS;
	}
	f = propose_place(&b->arena, b->parts[i].div, &s->p, &context);
	if (f != PROPOSE_ONE) {
		(void)fprintf(stderr, "octavo: accept: the place of %s is "
		    "not unique; use octavo correct with --near\n%.*s",
		    d->id, STR_ARG(context));
		return STATUS_TEXTS;
	}
	buf_put_str(&s->shown, context);
	return append(s, o, e);
}

static int
accept_doubt(struct build *b, const struct options *o, const char *only,
    struct error *e)
{
	struct search			 s = { .b = b };
	const struct clean_doubt	*d = NULL;
	int				 rc = STATUS_TEXTS;

	(void)only;
	buf_init(&s.shown);
	for (size_t i = 0; i < b->edition->nparts && d == NULL; i++) {
		if (b->texts[i].clean == NULL ||
		    b->edition->parts[i].ledger.n == 0)
			continue;
		d = find_doubt(b->texts[i].clean, o->doubt);
		if (d != NULL)
			rc = take_doubt(&s, i, d, o, e);
	}
	if (d == NULL)
		(void)fprintf(stderr, "octavo: accept: no doubt is called "
		    "'%s'\n    octavo clean --report - --suspects lists "
		    "them.\n", o->doubt);
	buf_release(&s.shown);
	return rc;
}

static int
run_accept(const struct options *o, int argc, char **argv)
{
	struct options with = *o;

	if (argc < 1 || argc > 2)
		return say_usage(&cmd_accept, "name a doubt");
	if (!is_kind(o->kind))
		return say_usage(&cmd_accept, KINDS_WANTED);
	if (o->leave && o->why == NULL)
		return say_usage(&cmd_accept, "say why the text stays as "
		    "it is: --why");
	with.doubt = argv[argc - 1];
	with.suspects = true;
	return on_edition(&with, argc > 1 ? argv[0] : ".", accept_doubt);
}

static const struct opt *const accept_opts[] = { &opt_leave, &opt_read,
	&opt_kind, &opt_why, &opt_by, &opt_messages, &opt_helpme, NULL };

const struct command cmd_accept = {
	"accept", "[DIR] DOUBT", "record what a doubt or suspicion proposes",
	"Takes a doubt or a suspicion of octavo clean by its name and appends\n"
	"the entry that settles it to the ledger of its text; with --leave\n"
	"the entry says that the text was looked at and stays as it is.",
	accept_opts, run_accept
};
