#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "octavo/arena.h"
#include "octavo/file.h"

#include "say.h"

static enum diag_format
format_of(const struct options *o)
{
	return o->format_name != NULL && strcmp(o->format_name, "json") ==
	    0 ? DIAG_JSON : DIAG_TEXT;
}

enum { NEAR_MAX = 256 };

/* The folder beside a missing one whose name is nearest and that holds
 * an edition: "dir" is known to be none. */
static void
near_edition(const char *dir)
{
	struct arena	 a;
	const char	*names[NEAR_MAX + 1], *near, *up;
	struct dirent	*ent;
	size_t		 n = 0;
	DIR		*d;

	arena_init(&a);
	up = path_dir(&a, dir);
	d = opendir(up);
	while (d != NULL && n < NEAR_MAX && (ent = readdir(d)) != NULL)
		if (file_exists(path_join(&a, path_join(&a, up, ent->d_name),
		    "edition.yaml")))
			names[n++] = arena_dup(&a, ent->d_name,
			    strlen(ent->d_name));
	if (d != NULL)
		(void)closedir(d);
	names[n] = NULL;
	near = nearest_name(str_z(path_base(dir)), names);
	if (near != NULL)
		(void)fprintf(stderr, "    There is an edition in %s.\n",
		    strcmp(up, ".") == 0 ? near : path_join(&a, up, near));
	else
		(void)fputs("    Name the folder of an edition; octavo new "
		    "makes one.\n", stderr);
	arena_release(&a);
}

/* What can be done about a file that is not there. */
static void
missing(const char *path)
{
	struct str	s = str_z(path);
	char		dir[sizeof(((struct error *)NULL)->path)];

	if (str_ends(s, STR("edition.yaml"))) {
		s.n -= s.n > 12 ? 13 : 12;
		(void)snprintf(dir, sizeof(dir), "%.*s", STR_ARG(s));
		near_edition(dir[0] != '\0' ? dir : ".");
	} else if (str_ends(s, STR(".lock")))
		(void)fputs("    octavo release N puts the N-th printing on "
		    "record.\n", stderr);
}

int
say_error(const struct error *e, const struct options *o)
{
	diag_print_error(e, stderr, format_of(o));
	if (format_of(o) == DIAG_TEXT && e->kind == ERROR_SYSTEM &&
	    e->errnum == ENOENT)
		missing(e->path);
	return STATUS_FAILED;
}

int
say_diagnostics(const struct diag_sink *d, const struct options *o)
{
	bool colour = isatty(STDERR_FILENO) && getenv("NO_COLOR") == NULL;

	diag_print(d, stderr, format_of(o), colour);
	return diag_has_errors(d) ? STATUS_TEXTS : STATUS_OK;
}

int
say_usage(const struct command *c, const char *fmt, ...)
{
	va_list ap;

	(void)fprintf(stderr, "octavo: %s: ", c->name);
	va_start(ap, fmt);
	(void)vfprintf(stderr, fmt, ap);
	va_end(ap);
	(void)fprintf(stderr, "\nusage: octavo %s [options] %s\n", c->name,
	    c->args);
	return STATUS_FAILED;
}

static void
count(const char *before, size_t n, const char *what)
{
	(void)fprintf(stderr, "%s%zu %s%s", before, n, what,
	    n == 1 ? "" : "s");
}

void
say_summary(struct build *b, double seconds)
{
	count("octavo: ", b->frame ? b->frame->npages : 0, "page");
	count(", ", b->book ? b->book->nnotes : 0, "note");
	count(", ", b->book ? b->book->ncorrections : 0, "correction");
	count(", ", build_open_doubts(b), "open doubt");
	count(", ", b->sink.count[DIAG_WARNING], "warning");
	(void)fprintf(stderr, "; %.2f s\n", seconds);
}

static const struct {
	const char	*name;
	unsigned	 output;
} outputs[] = {
	{ "epub", OUTPUT_EPUB }, { "pdf", OUTPUT_PDF },
	{ "print", OUTPUT_PRINT }, { "cover", OUTPUT_COVER },
	{ "tei", OUTPUT_TEI }, { "sheets", OUTPUT_SHEETS },
	{ "proof", OUTPUT_PROOF | OUTPUT_PROOF_PDF },
	{ "proof-html", OUTPUT_PROOF }, { "proof-pdf", OUTPUT_PROOF_PDF },
};

enum { NOUTPUTS = sizeof(outputs) / sizeof(outputs[0]) };

static void
no_output(struct str name)
{
	const char *names[NOUTPUTS + 1], *near;

	for (size_t i = 0; i < NOUTPUTS; i++)
		names[i] = outputs[i].name;
	names[NOUTPUTS] = NULL;
	near = nearest_name(name, names);
	(void)fprintf(stderr, "octavo: --only: no output is called '%.*s'; "
	    "there are epub, pdf, print, cover, sheets, tei, proof, "
	    "proof-html and proof-pdf\n", STR_ARG(name));
	if (near != NULL)
		(void)fprintf(stderr, "    %s is meant?\n", near);
}

static int
parse_only(const char *list, unsigned *out)
{
	size_t n, k;

	for (*out = 0; *list != '\0'; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		for (k = 0; k < NOUTPUTS; k++)
			if (strlen(outputs[k].name) == n &&
			    strncmp(list, outputs[k].name, n) == 0)
				break;
		if (k == NOUTPUTS) {
			no_output((struct str){ list, n });
			return -1;
		}
		*out |= outputs[k].output;
	}
	return 0;
}

/* "160" or "16n". */
static int
parse_pages(const char *s, struct build_opts *b)
{
	char	*end;
	long	 n = strtol(s, &end, 10);

	if (n > 0 && n < 10000 && end != s) {
		if (*end == '\0') {
			b->pages = (int)n;
			return 0;
		}
		if (strcmp(end, "n") == 0) {
			b->multiple = (int)n;
			return 0;
		}
	}
	(void)fprintf(stderr, "octavo: --pages wants a number of pages or a "
	    "multiple like 16n, not '%s'\n", s);
	return -1;
}

int
build_options(const struct options *o, struct build_opts *b)
{
	memset(b, 0, sizeof(*b));
	b->out = o->out;
	b->threads = o->threads ? o->threads : 2;
	b->diplomatic = o->diplomatic;
	b->keep = o->keep;
	b->suspects = o->suspects;
	b->compat = o->compat;
	b->embed_fonts = o->fonts;
	b->style = o->style;
	b->format = o->format;
	b->printer = o->printer;
	b->paper = o->paper;
	b->icc = o->icc;
	b->marks = o->marks;
	b->outputs = OUTPUT_DEFAULT;
	if (o->only != NULL && parse_only(o->only, &b->outputs) < 0)
		return -1;
	if (o->pages != NULL && parse_pages(o->pages, b) < 0)
		return -1;
	if (o->impose != 0 && o->impose != 4 && o->impose != 8 &&
	    o->impose != 16 && o->impose != 32) {
		(void)fprintf(stderr, "octavo: --impose: signatures have 4, "
		    "8, 16 or 32 pages, not %d\n", o->impose);
		return -1;
	}
	b->impose = o->impose;
	b->saddle = o->saddle;
	if (o->impose != 0)
		b->outputs |= OUTPUT_SHEETS;
	return 0;
}
