#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "say.h"

static enum diag_format
format_of(const struct options *o)
{
	return o->format_name != NULL && strcmp(o->format_name, "json") ==
	    0 ? DIAG_JSON : DIAG_TEXT;
}

int
say_error(const struct error *e, const struct options *o)
{
	diag_print_error(e, stderr, format_of(o));
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

static size_t
doubts(const struct build *b)
{
	size_t n = 0;

	for (size_t i = 0; b->edition && i < b->edition->nparts; i++)
		n += b->texts[i].ndoubts;
	return n;
}

static void
count(const char *before, size_t n, const char *what)
{
	(void)fprintf(stderr, "%s%zu %s%s", before, n, what,
	    n == 1 ? "" : "s");
}

void
say_summary(const struct build *b, double seconds)
{
	count("octavo: ", b->frame ? b->frame->npages : 0, "page");
	count(", ", b->book ? b->book->nnotes : 0, "note");
	count(", ", b->book ? b->book->ncorrections : 0, "correction");
	count(", ", doubts(b), "doubt");
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

static int
parse_only(const char *list, unsigned *out)
{
	size_t n, k;

	for (*out = 0; *list != '\0'; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		for (k = 0; k < sizeof(outputs) / sizeof(outputs[0]); k++)
			if (strlen(outputs[k].name) == n &&
			    strncmp(list, outputs[k].name, n) == 0)
				break;
		if (k == sizeof(outputs) / sizeof(outputs[0])) {
			(void)fprintf(stderr, "octavo: --only: no output is "
			    "called '%.*s'; there are epub, pdf, "
			    "print, cover, sheets, tei, proof, "
			    "proof-html and proof-pdf\n",
			    (int)n, list);
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
	b->impose = o->impose;
	b->saddle = o->saddle;
	if (o->impose != 0)
		b->outputs |= OUTPUT_SHEETS;
	return 0;
}
