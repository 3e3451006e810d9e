#include <ctype.h>
#include <string.h>

#include "content.h"

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' ||
	    c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
	return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

/* End of a string in parentheses that begins at i. */
static size_t
string_end(struct str s, size_t i)
{
	unsigned depth = 0;

	for (; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '(')
			depth++;
		else if (s.p[i] == ')' && --depth == 0)
			return i + 1;
	}
	return s.n;
}

/* End of a dictionary or array that begins at i, all within. */
static size_t
nest_end(struct str s, size_t i)
{
	unsigned depth = 0;

	while (i < s.n) {
		char c = s.p[i];
		bool twice = i + 1 < s.n && s.p[i + 1] == c;

		if (c == '(') {
			i = string_end(s, i);
			continue;
		}
		if (c == '[' || (c == '<' && twice))
			depth++;
		if (c == ']' || (c == '>' && twice && depth > 0)) {
			i += c == '>' ? 2 : 1;
			if (--depth == 0)
				return i;
			continue;
		}
		i += c == '<' && twice ? 2 : 1;
	}
	return s.n;
}

struct token
content_next(struct content *c)
{
	struct str	s = c->in;
	size_t		i = c->at;
	struct token	t;

	while (i < s.n && is_space(s.p[i]))
		i++;
	t.start = i;
	if (i == s.n)
		t.end = i;
	else if (s.p[i] == '(')
		t.end = string_end(s, i);
	else if (s.p[i] == '[' || (s.p[i] == '<' && i + 1 < s.n &&
	    s.p[i + 1] == '<'))
		t.end = nest_end(s, i);
	else if (s.p[i] == '<') {
		while (i < s.n && s.p[i] != '>')
			i++;
		t.end = i < s.n ? i + 1 : i;
	} else {
		i++;
		while (i < s.n && !is_space(s.p[i]) &&
		    !is_delimiter(s.p[i]))
			i++;
		t.end = i;
	}
	c->at = t.end;
	return t;
}

struct str
content_str(const struct content *c, struct token t)
{
	return str_sub(c->in, t.start, t.end);
}

bool
content_is_operator(struct str t)
{
	return isalpha((unsigned char)t.p[0]) || t.p[0] == '\'' ||
	    t.p[0] == '"';
}

struct bytes {
	unsigned char *out;
	size_t	       n, room;
};

static void
add(struct bytes *b, int c)
{
	if (b->n < b->room)
		b->out[b->n] = (unsigned char)c;
	b->n++;
}

static int
octal(struct str s, size_t *i)
{
	int v = 0;

	for (int k = 0; k < 3 && *i < s.n && s.p[*i] >= '0' &&
	    s.p[*i] <= '7'; k++)
		v = v * 8 + (s.p[(*i)++] - '0');
	return v & 255;
}

/* A string in parentheses from s.p[i]; the index behind it. */
static size_t
read_literal(struct str s, size_t i, struct bytes *b)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	int depth = 1;

	for (i++; i < s.n; ) {
		char	    ch = s.p[i++];
		const char *esc;

		if (ch == '(')
			depth++;
		else if (ch == ')' && --depth == 0)
			return i;
		else if (ch == '\\' && i < s.n) {
			if (s.p[i] >= '0' && s.p[i] <= '7') {
				add(b, octal(s, &i));
				continue;
			}
			ch = s.p[i++];
			if (ch == '\n')
				continue;
			esc = strchr(from, ch);
			if (esc != NULL && ch != '\0')
				ch = to[esc - from];
		}
		add(b, (unsigned char)ch);
	}
	return i;
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static size_t
read_hex(struct str s, size_t i, struct bytes *b)
{
	int high = -1, v;

	for (i++; i < s.n && s.p[i] != '>'; i++) {
		v = hex(s.p[i]);
		if (v < 0)
			continue;
		if (high >= 0)
			add(b, high * 16 + v);
		high = high >= 0 ? -1 : v;
	}
	return i + 1;
}

size_t
content_bytes(struct str s, unsigned char *out, size_t room)
{
	struct bytes b = { out, 0, room };

	for (size_t i = 0; i < s.n; ) {
		if (s.p[i] == '(')
			i = read_literal(s, i, &b);
		else if (s.p[i] == '<')
			i = read_hex(s, i, &b);
		else
			i++;
	}
	return b.n;
}
