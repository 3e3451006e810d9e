/*
 * Diagnostics for people (place, line, caret, cure) and for programs
 * (one JSON object a line).
 */
#include <string.h>

#include "octavo/diag.h"

static const char *const level_name[] = { "note", "warning", "error" };
static const char *const level_tint[] = { "\033[36m", "\033[33m",
    "\033[31m" };

enum { LINE_SHOWN = 72 };	/* [code points] of the source line */

/* The line around a place and the place's offset in it. */
static struct str
line_at(struct str t, size_t at, size_t *off)
{
	size_t a = at < t.n ? at : t.n, b = a;

	while (a > 0 && t.p[a - 1] != '\n')
		a--;
	while (b < t.n && t.p[b] != '\n' && t.p[b] != '\r')
		b++;
	*off = (at < t.n ? at : t.n) - a;
	return str_sub(t, a, b);
}

/* Long lines (whole paragraphs) are cut to a window around the place. */
static void
window(struct str *line, size_t *off)
{
	size_t from = 0, to = line->n, n = 0;

	if (utf8_count(*line) <= LINE_SHOWN)
		return;
	from = *off;
	while (from > 0 && n < LINE_SHOWN / 2) {
		(void)utf8_prev(*line, &from);
		n++;
	}
	to = from;
	for (n = 0; to < line->n && n < LINE_SHOWN; n++)
		(void)utf8_next(*line, &to);
	*line = str_sub(*line, from, to);
	*off -= from;
}

static void
print_caret(FILE *f, struct str line, size_t off, size_t len)
{
	static const char wave[] = "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~";
	size_t n = utf8_count(str_sub(line, 0, off));
	size_t w = utf8_count(str_sub(line, off, off + len));

	(void)fprintf(f, "    %.*s\n    ", STR_ARG(line));
	/* Standard error is written at once, whatever it is given. */
	(void)fprintf(f, "%*s^", (int)n, "");
	for (size_t i = 1; i < w; i += sizeof(wave) - 1)
		(void)fprintf(f, "%.*s", (int)(w - i < sizeof(wave) - 1 ?
		    w - i : sizeof(wave) - 1), wave);
	(void)fputc('\n', f);
}

static void
print_line(FILE *f, const struct sources *s, struct span span)
{
	struct str	text = s->list[span.source - 1].text, line;
	size_t		off, len = span.end - span.start;

	line = line_at(text, span.start, &off);
	if (line.n == 0)
		return;
	window(&line, &off);
	if (utf8_invalid(line) != SIZE_MAX)
		return;
	print_caret(f, line, off, len);
}

static bool
has_place(const struct sources *s, const struct diag_item *it)
{
	return s != NULL && it->span.source > 0 &&
	    it->span.source <= s->count;
}

static void
print_text(const struct diag_sink *d, const struct diag_item *it, FILE *f,
    bool colour)
{
	const struct diag_kind	*k = diag_kind(it->code);
	unsigned		 line, col;

	(void)fputs("octavo: ", f);
	if (has_place(d->sources, it)) {
		sources_place(d->sources, it->span, &line, &col);
		(void)fprintf(f, "%.*s:%u:%u: ",
		    STR_ARG(d->sources->list[it->span.source - 1].name),
		    line, col);
	} else if (it->file != NULL)
		(void)fprintf(f, "%s: ", it->file);
	(void)fprintf(f, "%s%s%s: %s %s", colour ? level_tint[it->level] : "",
	    level_name[it->level], colour ? "\033[0m" : "", k->code, k->text);
	if (it->detail != NULL)
		(void)fprintf(f, ": %s", it->detail);
	(void)fputc('\n', f);
	/* What concerns the whole file has no line to show. */
	if (has_place(d->sources, it) && it->span.end > 0)
		print_line(f, d->sources, it->span);
	if (k->cure[0] != '\0')
		(void)fprintf(f, "    %s\n", k->cure);
}

static void
json_string(FILE *f, struct str s)
{
	(void)fputc('"', f);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			(void)fprintf(f, "\\%c", c);
		else if (c < 0x20)
			(void)fprintf(f, "\\u%04x", c);
		else
			(void)fputc(c, f);
	}
	(void)fputc('"', f);
}

static void
json_field(FILE *f, const char *name, const char *value)
{
	(void)fprintf(f, ",\"%s\":", name);
	json_string(f, str_z(value ? value : ""));
}

static void
print_json(const struct diag_sink *d, const struct diag_item *it, FILE *f)
{
	const struct diag_kind	*k = diag_kind(it->code);
	unsigned		 line = 0, col = 0;
	struct str		 file = str_z(it->file ? it->file : "");

	if (has_place(d->sources, it)) {
		sources_place(d->sources, it->span, &line, &col);
		file = d->sources->list[it->span.source - 1].name;
	}
	(void)fputs("{\"file\":", f);
	json_string(f, file);
	(void)fprintf(f, ",\"line\":%u,\"column\":%u", line, col);
	json_field(f, "level", level_name[it->level]);
	json_field(f, "code", k->code);
	json_field(f, "text", k->text);
	json_field(f, "detail", it->detail);
	json_field(f, "cure", k->cure);
	(void)fputs("}\n", f);
}

void
diag_print(const struct diag_sink *d, FILE *f, enum diag_format format,
    bool colour)
{
	unsigned hidden = 0;

	for (const struct diag_item *it = d->first; it; it = it->next)
		if (format == DIAG_JSON)
			print_json(d, it, f);
		else
			print_text(d, it, f, colour);
	for (int c = 0; c < DIAG__MAX; c++)
		if (d->seen[c] > d->limit)
			hidden += d->seen[c] - d->limit;
	if (hidden > 0 && format == DIAG_TEXT)
		(void)fprintf(f, "octavo: %u more of the same kinds not "
		    "shown\n", hidden);
}

void
diag_print_error(const struct error *e, FILE *f, enum diag_format format)
{
	const char *why = e->kind == ERROR_SYSTEM ? strerror(e->errnum) : "";

	if (format == DIAG_TEXT) {
		(void)fprintf(f, "octavo: %s%s%s%s%s\n", e->path,
		    e->path[0] != '\0' ? ": " : "", e->what,
		    why[0] != '\0' ? ": " : "", why);
		return;
	}
	(void)fputs("{\"file\":", f);
	json_string(f, str_z(e->path));
	(void)fputs(",\"line\":0,\"column\":0", f);
	json_field(f, "level", "error");
	json_field(f, "code", "");
	json_field(f, "text", e->what);
	json_field(f, "detail", why);
	json_field(f, "cure", "");
	(void)fputs("}\n", f);
}
