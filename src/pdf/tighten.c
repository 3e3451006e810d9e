#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "tighten.h"

enum { MAX_CODES = 512, FINE = 10, TOLERANCE = 20, MAX_MODE = 100 };

/* Codes of a line, and the move before the first and after each
 * [1/10000 of the font size, to the right]. */
struct codes {
	unsigned char code[MAX_CODES];
	int	      after[MAX_CODES + 1];	/* [0]: before the first */
	size_t	      n;
	bool	      full;
};

static void
code_add(struct codes *c, unsigned char code)
{
	if (c->n == MAX_CODES) {
		c->full = true;
		return;
	}
	c->code[c->n++] = code;
	c->after[c->n] = 0;
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
read_literal(struct str s, size_t i, struct codes *c)
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
				code_add(c, (unsigned char)octal(s, &i));
				continue;
			}
			ch = s.p[i++];
			if (ch == '\n')
				continue;
			esc = strchr(from, ch);
			if (esc != NULL && ch != '\0')
				ch = to[esc - from];
		}
		code_add(c, (unsigned char)ch);
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
read_hex(struct str s, size_t i, struct codes *c)
{
	int high = -1, v;

	for (i++; i < s.n && s.p[i] != '>'; i++) {
		v = hex(s.p[i]);
		if (v < 0)
			continue;
		if (high >= 0)
			code_add(c, (unsigned char)(high * 16 + v));
		high = high >= 0 ? -1 : v;
	}
	return i + 1;
}

/* The numbers of TJ move to the left. */
static size_t
read_number(struct str s, size_t i, struct codes *c)
{
	char   num[24];
	size_t n = 0;

	while (i < s.n && n + 1 < sizeof(num) &&
	    strchr("+-.0123456789", s.p[i]) != NULL && s.p[i] != '\0')
		num[n++] = s.p[i++];
	num[n] = '\0';
	c->after[c->n] -= (int)(strtol(num, NULL, 10) * FINE);
	if (n == 0)
		c->full = true;		/* not what we know: leave it */
	return i;
}

static void
read_operand(struct str s, struct codes *c)
{
	size_t i = 0;

	c->n = 0;
	c->full = false;
	c->after[0] = 0;
	while (i < s.n && !c->full) {
		char ch = s.p[i];

		if (ch == '(')
			i = read_literal(s, i, c);
		else if (ch == '<')
			i = read_hex(s, i, c);
		else if (ch == '[' || ch == ']' || ch == ' ' || ch == '\n')
			i++;
		else
			i = read_number(s, i, c);
	}
}

/*
 * The move most codes of a kind share: the mean of those within a
 * thousandth of the commonest.  0 when fewer than half share it.
 */
static int
common_move(const struct codes *c, bool spaces, size_t last)
{
	int    count[2 * MAX_MODE + 1] = { 0 }, best = MAX_MODE, sum = 0;
	size_t n = 0, all = 0;

	for (size_t i = 0; i < last; i++) {
		int m = c->after[i + 1] / FINE + MAX_MODE;

		if ((c->code[i] == ' ') != spaces)
			continue;
		all++;
		if (m >= 0 && m <= 2 * MAX_MODE && ++count[m] > count[best])
			best = m;
	}
	for (size_t i = 0; i < last; i++) {
		int m = c->after[i + 1];

		if ((c->code[i] == ' ') == spaces &&
		    abs(m - (best - MAX_MODE) * FINE) <= FINE) {
			sum += m;
			n++;
		}
	}
	return n > 0 && 2 * n >= all ? sum / (int)n : 0;
}

/* Nobody sees where within its width a space stands. */
static void
shift_spaces(struct codes *c, int tc)
{
	for (size_t i = 1; i < c->n; i++)
		if (c->code[i] == ' ' && c->code[i - 1] != ' ') {
			c->after[i + 1] += c->after[i] - tc;
			c->after[i] = tc;
		}
}

static void
put_spacing(struct buf *b, int v, const char *op)
{
	int a = abs(v);

	if (v == 0)
		buf_printf(b, "0 %s\n", op);
	else if (a % 10 == 0)
		buf_printf(b, "%s.%03d %s\n", v < 0 ? "-" : "", a / 10, op);
	else
		buf_printf(b, "%s.%04d %s\n", v < 0 ? "-" : "", a, op);
}

static void
put_code(struct buf *b, unsigned char c)
{
	if (c == '(' || c == ')' || c == '\\')
		buf_putc(b, '\\');
	if (c == '\r')
		buf_puts(b, "\\r");
	else if (c == '\n')
		buf_puts(b, "\\n");
	else
		buf_putc(b, (char)c);
}

static int
rounded(int v)
{
	return v < 0 ? -((-v + FINE / 2) / FINE) : (v + FINE / 2) / FINE;
}

/* What the spacing does not do is carried on until it would be seen. */
static void
put_codes(struct tighten *t, const struct codes *c, struct buf *b)
{
	int  carry = c->after[0] + t->pending, move;
	bool open = false;

	buf_putc(b, '[');
	for (size_t i = 0; i <= c->n; i++) {
		if (i > 0)
			carry += c->after[i] - t->tc -
			    (c->code[i - 1] == ' ' ? t->tw : 0);
		if (i == c->n)
			break;
		move = abs(carry) >= TOLERANCE ? rounded(carry) : 0;
		if (move != 0) {
			buf_printf(b, open ? ")%d" : "%d", -move);
			carry -= move * FINE;
			open = false;
		}
		if (!open)
			buf_putc(b, '(');
		open = true;
		put_code(b, c->code[i]);
	}
	t->pending = carry;
	buf_puts(b, open ? ")]TJ\n" : "]TJ\n");
}

void
tighten_reset(struct tighten *t, struct buf *out)
{
	if (t->tc != 0)
		put_spacing(out, 0, "Tc");
	if (rounded(t->pending) != 0)
		buf_printf(out, "[%d]TJ\n", -rounded(t->pending));
	t->tc = t->pending = 0;
}

void
tighten_text(struct tighten *t, struct str operand, struct buf *out)
{
	struct codes c;
	int	     tc, tw;

	read_operand(operand, &c);
	if (c.full) {
		tighten_reset(t, out);
		if (t->tw != 0)
			put_spacing(out, 0, "Tw");
		t->tw = 0;
		buf_put_str(out, operand);
		buf_puts(out, operand.p[0] == '[' ? "TJ\n" : "Tj\n");
		return;
	}
	/* The move behind the last code is the next one's beginning. */
	tc = common_move(&c, false, c.n > 0 ? c.n - 1 : 0);
	shift_spaces(&c, tc);
	tw = common_move(&c, true, c.n > 0 ? c.n - 1 : 0);
	if (memchr(c.code, ' ', c.n) == NULL)
		tw = t->tw;
	else
		tw -= tc;
	if (tc != t->tc)
		put_spacing(out, tc, "Tc");
	if (tw != t->tw)
		put_spacing(out, tw, "Tw");
	t->tc = tc;
	t->tw = tw;
	put_codes(t, &c, out);
}
