#include <stdlib.h>
#include <string.h>

#include "octavo/buf.h"
#include "scan.h"

enum { LABEL_MAX = 64 };

struct scan {
	struct arena	*arena;
	struct str	 text;
	uint32_t	 source;
	size_t		 at;		/* next line */
	struct piece	*first, **last;
	/* the piece being gathered */
	struct piece	*open;
	struct buf	 body;
	uint32_t	*lines;
	size_t		 nlines, cap;
	bool		 blank;		/* the last line of it was blank */
	char		 fence;		/* ` or ~ inside fenced code */
	size_t		 fence_n;
};

/* The line at s->at without its end; moves on. */
static struct str
next_line(struct scan *s, size_t *start)
{
	size_t i = s->at, end;

	*start = i;
	while (i < s->text.n && s->text.p[i] != '\n' && s->text.p[i] != '\r')
		i++;
	end = i;
	if (i < s->text.n && s->text.p[i] == '\r')
		i++;
	if (i < s->text.n && s->text.p[i] == '\n')
		i++;
	s->at = i;
	return str_sub(s->text, *start, end);
}

static size_t
indent_of(struct str line)
{
	size_t i = 0;

	while (i < line.n && line.p[i] == ' ')
		i++;
	return i;
}

static bool
is_blank(struct str line)
{
	return str_trim(line).n == 0;
}

/* Length of a run of c at the start of the line, after up to 3 spaces. */
static size_t
run_of(struct str line, char c, size_t *at)
{
	size_t i = indent_of(line), n = 0;

	*at = i;
	if (i > 3)
		return 0;
	while (i + n < line.n && line.p[i + n] == c)
		n++;
	return n;
}

/* Keeps track of fenced code; true when the line belongs to some. */
static bool
in_fence(struct scan *s, struct str line)
{
	size_t at, n;

	if (s->fence != '\0') {
		n = run_of(line, s->fence, &at);
		if (n >= s->fence_n &&
		    is_blank(str_sub(line, at + n, line.n)))
			s->fence = '\0';
		return true;
	}
	for (const char *c = "`~"; *c != '\0'; c++) {
		n = run_of(line, *c, &at);
		if (n < 3 || (*c == '`' && memchr(line.p + at + n, '`',
		    line.n - at - n) != NULL))
			continue;
		s->fence = *c;
		s->fence_n = n;
		return true;
	}
	return false;
}

size_t
scan_label(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && n <= LABEL_MAX) {
		unsigned char c = (unsigned char)s.p[at + n];

		if (!(c >= 0x80 || (c >= '0' && c <= '9') ||
		    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    c == '-' || c == '.' || c == ':' || c == '_'))
			break;
		n++;
	}
	return n <= LABEL_MAX ? n : 0;
}

/* Does the line open a note?  Its label, and where its text begins. */
static bool
note_line(struct str line, struct str *label, size_t *body)
{
	size_t i = indent_of(line), n;

	if (i > 3 || i + 4 > line.n || line.p[i] != '[' ||
	    line.p[i + 1] != '^')
		return false;
	n = scan_label(line, i + 2);
	if (n == 0 || i + 2 + n + 1 >= line.n || line.p[i + 2 + n] != ']' ||
	    line.p[i + 3 + n] != ':')
		return false;
	*label = str_sub(line, i + 2, i + 2 + n);
	i += 4 + n;
	while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
		i++;
	*body = i;
	return true;
}

static void
begin(struct scan *s, enum piece_kind kind, size_t at)
{
	struct piece *p = ARENA_NEW(s->arena, struct piece);

	p->kind = kind;
	p->span = (struct span){ s->source, (uint32_t)at, (uint32_t)at };
	s->open = p;
	s->nlines = 0;
	s->blank = false;
	buf_clear(&s->body);
}

static void
finish(struct scan *s)
{
	struct piece *p = s->open;

	if (p == NULL)
		return;
	p->text = buf_dup(&s->body, s->arena);
	p->line = ARENA_ARRAY(s->arena, uint32_t, s->nlines + 1);
	if (s->nlines > 0)
		memcpy(p->line, s->lines, s->nlines * sizeof(*p->line));
	p->nlines = s->nlines;
	*s->last = p;
	s->last = &p->next;
	s->open = NULL;
}

static void
add_line(struct scan *s, struct str line, size_t at)
{
	if (s->nlines == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 256;
		s->lines = xrealloc(s->lines, s->cap * sizeof(*s->lines));
	}
	s->lines[s->nlines++] = (uint32_t)at;
	buf_put_str(&s->body, line);
	buf_putc(&s->body, '\n');
	if (!is_blank(line))
		s->open->span.end = (uint32_t)(at + line.n);
	s->blank = is_blank(line);
}

/* Does the line go on with the note that is open? */
static bool
goes_on(const struct scan *s, struct str line)
{
	if (s->open == NULL || s->open->kind != PIECE_NOTE)
		return false;
	return is_blank(line) || !s->blank || indent_of(line) >= 4 ||
	    line.p[0] == '\t';
}

static void
note_goes_on(struct scan *s, struct str line, size_t at)
{
	size_t cut = indent_of(line);

	if (cut > 4)
		cut = 4;
	if (cut == 0 && line.n > 0 && line.p[0] == '\t')
		cut = 1;
	add_line(s, str_sub(line, cut, line.n), at + cut);
}

static void
on_div(struct scan *s, struct str line, size_t at, size_t colons)
{
	struct str name = str_trim(str_sub(line, colons, line.n));

	while (name.n > 0 && name.p[name.n - 1] == ':')
		name.n--;
	name = str_trim(name);
	finish(s);
	begin(s, name.n > 0 ? PIECE_OPEN : PIECE_CLOSE, at);
	s->open->name = name;
	s->open->span.end = (uint32_t)(at + line.n);
	finish(s);
}

static void
on_line(struct scan *s, struct str line, size_t at)
{
	struct str	label;
	size_t		skip, body;
	bool		code = in_fence(s, line);

	if (!code && run_of(line, ':', &skip) >= 3) {
		on_div(s, line, at, skip + run_of(line, ':', &skip));
		return;
	}
	if (!code && note_line(line, &label, &body)) {
		finish(s);
		begin(s, PIECE_NOTE, at);
		s->open->name = str_dup(s->arena, label);
		add_line(s, str_sub(line, body, line.n), at + body);
		return;
	}
	if (goes_on(s, line)) {
		note_goes_on(s, line, at);
		return;
	}
	if (s->open == NULL || s->open->kind != PIECE_TEXT) {
		finish(s);
		begin(s, PIECE_TEXT, at);
	}
	add_line(s, line, at);
}

struct piece *
scan_pieces(struct arena *a, struct str text, uint32_t source)
{
	struct scan	s = { .arena = a, .text = text, .source = source };
	struct str	line;
	size_t		start;

	s.last = &s.first;
	buf_init(&s.body);
	if (str_starts(text, STR("\xef\xbb\xbf")))
		s.at = 3;
	while (s.at < text.n) {
		line = next_line(&s, &start);
		on_line(&s, line, start);
	}
	finish(&s);
	buf_release(&s.body);
	free(s.lines);
	return s.first;
}
