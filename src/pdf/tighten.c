/*
 * All in integers, so that no line's rounding is handed on to the next.
 */
#include <stdlib.h>
#include <string.h>

#include "tighten.h"

enum { FINE = 10, TOLERANCE = 20, MAX_MODE = 100 };
enum { MICRO = 1000000, SLACK = 300 };	/* [1e-6 of the size] */

static bool
is_space(const struct codes *c, size_t i)
{
	return c->code[i] == ' ' && !c->wide;
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

		if (is_space(c, i) != spaces)
			continue;
		all++;
		if (m >= 0 && m <= 2 * MAX_MODE && ++count[m] > count[best])
			best = m;
	}
	for (size_t i = 0; i < last; i++) {
		int m = c->after[i + 1];

		if (is_space(c, i) == spaces &&
		    abs(m - (best - MAX_MODE) * FINE) <= FINE) {
			sum += m;
			n++;
		}
	}
	return n > 0 && 2 * n >= all ? sum / (int)n : 0;
}

/* Nobody sees where within its width a space stands. */
static bool
shift_spaces(struct codes *c, int tc)
{
	bool any = c->n > 0 && is_space(c, 0);

	for (size_t i = 1; i < c->n; i++) {
		if (!is_space(c, i))
			continue;
		any = true;
		if (is_space(c, i - 1))
			continue;
		c->after[i + 1] += c->after[i] - tc;
		c->after[i] = tc;
	}
	return any;
}

void
tighten_number(struct buf *b, int64_t v, int places)
{
	char	 digits[32];
	uint64_t u = (uint64_t)(v < 0 ? -v : v);
	int	 n = (int)sizeof(digits);

	while (places > 0 && u % 10 == 0)
		u /= 10, places--;
	while (places-- > 0) {
		digits[--n] = (char)('0' + u % 10);
		u /= 10;
		if (places == 0)
			digits[--n] = '.';
	}
	for (; u > 0 || n == (int)sizeof(digits); u /= 10)
		digits[--n] = (char)('0' + u % 10);
	if (v < 0)
		buf_putc(b, '-');
	buf_put(b, digits + n, sizeof(digits) - (size_t)n);
}

/* The characters of strings in parentheses (ISO 32000-1 7.3.4.2). */
static char *
put_byte(char *p, unsigned char c)
{
	if (c == '(' || c == ')' || c == '\\' || c == '\r' || c == '\n')
		*p++ = '\\';
	*p++ = c == '\r' ? 'r' : c == '\n' ? 'n' : (char)c;
	return p;
}

static int
rounded(int v)
{
	return v < 0 ? -((-v + FINE / 2) / FINE) : (v + FINE / 2) / FINE;
}

/* What the spacing does not do is carried on until it would be seen. */
static void
put_codes(struct tighten *t, const struct codes *c, struct buf *out)
{
	int   carry = c->after[0] + t->pending, move;
	bool  open = false;
	char  chars[4 * MAX_CODES], *p = chars;

	buf_putc(out, '[');
	for (size_t i = 0; i <= c->n; i++) {
		if (i > 0)
			carry += c->after[i] - t->tc -
			    (is_space(c, i - 1) ? t->tw : 0);
		if (i == c->n)
			break;
		move = abs(carry) >= TOLERANCE ? rounded(carry) : 0;
		if (move != 0) {
			if (open)
				*p++ = ')';
			buf_put(out, chars, (size_t)(p - chars));
			tighten_number(out, -move, 0);
			p = chars;
			carry -= move * FINE;
			open = false;
		}
		if (!open)
			*p++ = '(';
		open = true;
		if (c->wide)
			p = put_byte(p, (unsigned char)(c->code[i] >> 8));
		p = put_byte(p, (unsigned char)(c->code[i] & 255));
	}
	buf_put(out, chars, (size_t)(p - chars));
	t->pending = carry;
	buf_puts(out, open ? ")]TJ\n" : "]TJ\n");
}

void
tighten_show(struct tighten *t, struct codes *c, struct buf *out)
{
	size_t last = c->n > 0 ? c->n - 1 : 0;
	int    tc, tw = t->tw;

	/* The move behind the last code is the next one's beginning. */
	tc = last > 0 ? common_move(c, false, last) : t->tc;
	if (shift_spaces(c, tc))
		tw = common_move(c, true, last) - tc;
	if (tc != t->tc)
		{
		tighten_number(out, tc, 4);
		buf_puts(out, " Tc\n");
	}
	if (tw != t->tw)
		{
		tighten_number(out, tw, 4);
		buf_puts(out, " Tw\n");
	}
	t->tc = tc;
	t->tw = tw;
	put_codes(t, c, out);
}

static int64_t
divided(int64_t v, int64_t by)
{
	return v < 0 ? -((-v + by / 2) / by) : (v + by / 2) / by;
}

void
tighten_begin(struct tighten *t)
{
	t->placed = false;
	t->pending = 0;
}

void
tighten_scale(struct tighten *t, unsigned hscale, struct buf *out)
{
	int tz = hscale == 0 ? 0 : (int)hscale * 10 - 10000;

	if (tz == t->tz)
		return;
	tighten_number(out, tz + 10000, 2);
	buf_puts(out, " Tz\n");
	t->tz = tz;
}

/* To the origin (x, y) from the one of our file.  Lines straight below
 * one another go by the leading (TL, T*). */
static void
put_origin(struct tighten *t, int64_t x, int64_t y, struct buf *out)
{
	int64_t dx = divided((x - t->oe) * 10000, t->d);
	int64_t dy = divided((y - t->of) * MICRO, t->d);
	int64_t off = dy + t->tl;

	if (dx != 0) {
		dy = divided(dy, 100);
		tighten_number(out, dx, 4);
		buf_putc(out, ' ');
		tighten_number(out, dy, 4);
		buf_puts(out, " Td\n");
		t->oe += divided(dx * t->d, 10000);
		t->of += divided(dy * t->d, 10000);
		return;
	}
	if (off > SLACK || off < -SLACK) {
		/* From line to line, free of what was rounded before. */
		t->tl = -divided(divided((y - t->f) * MICRO, t->d), 10) * 10;
		tighten_number(out, t->tl / 10, 5);
		buf_puts(out, " TL\n");
	}
	buf_puts(out, "T*\n");
	t->of += divided(-t->tl * t->d, MICRO);
}

static void
put_matrix(struct tighten *t, int64_t x, int64_t y, struct buf *out)
{
	t->oe = divided(x, 1000) * 1000;
	t->of = divided(y, 1000) * 1000;
	tighten_number(out, t->d, 6);
	buf_puts(out, " 0 0 ");
	tighten_number(out, t->d, 6);
	buf_putc(out, ' ');
	tighten_number(out, t->oe / 1000, 3);
	buf_putc(out, ' ');
	tighten_number(out, t->of / 1000, 3);
	buf_puts(out, " Tm\n");
}

void
tighten_place(struct tighten *t, int64_t size, int64_t x, int64_t y,
    struct buf *out)
{
	t->pending = 0;
	if (t->placed && size == t->d) {
		put_origin(t, x, y, out);
	} else {
		t->d = size;
		put_matrix(t, x, y, out);
	}
	t->f = y;
	t->placed = true;
}

/* The code of a character in PDFDocEncoding (ISO 32000-1 D.3), or 0. */
static unsigned
pdf_doc(unsigned u)
{
	static const struct { unsigned u, code; } others[] = {
		{ 0x2026, 0x83 }, { 0x2014, 0x84 }, { 0x2013, 0x85 },
		{ 0x201C, 0x8D }, { 0x201D, 0x8E }, { 0x2018, 0x8F },
		{ 0x2019, 0x90 }, { 0x0152, 0x96 }, { 0x0153, 0x9C },
	};

	if ((u >= 0x20 && u < 0x7F) || (u > 0xA0 && u <= 0xFF &&
	    u != 0xAD))
		return u;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i].u == u)
			return others[i].code;
	return 0;
}

static bool
put_doc(struct str text, struct buf *out)
{
	size_t i = 0;

	/* U+00EF, U+00FE, U+00FF first would be taken for a mark of the
	 * order of bytes. */
	if (text.n > 0 && (str_starts(text, STR("\u00EF")) ||
	    str_starts(text, STR("\u00FE")) ||
	    str_starts(text, STR("\u00FF"))))
		return false;
	while (i < text.n) {
		unsigned c = pdf_doc(utf8_next(text, &i));

		if (c == 0)
			return false;
		if (c == '(' || c == ')' || c == '\\')
			buf_putc(out, '\\');
		buf_putc(out, (char)c);
	}
	return true;
}

static void
put_utf16(struct str text, struct buf *out)
{
	size_t i = 0;

	buf_puts(out, "<feff");
	while (i < text.n) {
		unsigned u = utf8_next(text, &i);

		if (u > 0xFFFF)
			buf_printf(out, "%04x%04x", 0xD800 +
			    ((u - 0x10000) >> 10), 0xDC00 + (u & 0x3FF));
		else
			buf_printf(out, "%04x", u);
	}
	buf_putc(out, '>');
}

void
tighten_text(struct str text, struct buf *out)
{
	size_t before = out->len;

	buf_putc(out, '(');
	if (put_doc(text, out)) {
		buf_putc(out, ')');
		return;
	}
	buf_truncate(out, before);
	put_utf16(text, out);
}

void
tighten_actual(struct str text, struct buf *out)
{
	buf_puts(out, "/Span<</ActualText");
	tighten_text(text, out);
	buf_puts(out, ">>BDC\n");
}
