/*
 * Positions and words of spans: see tighten.h.  All in integers, so
 * that no line's rounding is handed on to the next.
 */
#include <stdlib.h>
#include <string.h>

#include "tighten.h"

enum { MICRO = 1000000, SLACK = 300 };	/* [1e-6 of the size] */

/* A decimal number [1e-6]; false when it is none. */
static bool
micro(struct str s, int64_t *out)
{
	int64_t v = 0, unit = MICRO;
	size_t	i = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+');
	bool	point = false;

	if (i == s.n)
		return false;
	for (size_t k = i; k < s.n; k++) {
		char c = s.p[k];

		if (c == '.' && !point)
			point = true;
		else if (c < '0' || c > '9' || v > (int64_t)1 << 45)
			return false;
		else if (point)
			v += (c - '0') * (unit /= 10);
		else
			v = v * 10 + (int64_t)(c - '0') * MICRO;
	}
	*out = s.p[0] == '-' ? -v : v;
	return true;
}

static int64_t
divided(int64_t v, int64_t by)
{
	if (by < 0)
		v = -v, by = -by;
	return v < 0 ? -((-v + by / 2) / by) : (v + by / 2) / by;
}

/* [1/10^places], without zeros nobody needs. */
static void
put_fixed(struct buf *b, int64_t v, int places)
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

void
tighten_begin(struct tighten *t)
{
	t->placed = false;
	t->pending = 0;
}

static void
put_scale(struct tighten *t, int tz, struct buf *out)
{
	if (tz == t->tz)
		return;
	put_fixed(out, tz + 10000, 2);
	buf_puts(out, " Tz\n");
	t->tz = tz;
}

/* To the line's origin (t->e, t->f), from the one of our file.  Lines
 * straight below one another go by the leading (TL, T*). */
static void
put_origin(struct tighten *t, struct buf *out)
{
	int64_t s = t->d < 0 ? -t->d : t->d;
	int64_t dx = divided((t->e - t->oe) * 10000, s);
	int64_t dy = divided((t->f - t->of) * MICRO, t->d);
	int64_t off = dy + t->tl;

	if (dx != 0) {
		dy = divided(dy, 100);
		put_fixed(out, dx, 4);
		buf_putc(out, ' ');
		put_fixed(out, dy, 4);
		buf_puts(out, " Td\n");
		t->oe += divided(dx * s, 10000);
		t->of += divided(dy * t->d, 10000);
		return;
	}
	if (off > SLACK || off < -SLACK) {
		/* From line to line, free of what was rounded before. */
		t->tl = -divided(divided((t->f - t->above) * MICRO, t->d),
		    10) * 10;
		put_fixed(out, t->tl / 10, 5);
		buf_puts(out, " TL\n");
	}
	buf_puts(out, "T*\n");
	t->of += divided(-t->tl * t->d, MICRO);
}

static void
put_matrix(struct tighten *t, struct buf *out)
{
	int64_t s = t->d < 0 ? -t->d : t->d;

	t->oe = divided(t->e, 1000) * 1000;
	t->of = divided(t->f, 1000) * 1000;
	put_fixed(out, s, 6);
	buf_puts(out, " 0 0 ");
	put_fixed(out, t->d, 6);
	buf_putc(out, ' ');
	put_fixed(out, t->oe / 1000, 3);
	buf_putc(out, ' ');
	put_fixed(out, t->of / 1000, 3);
	buf_puts(out, " Tm\n");
}

bool
tighten_matrix(struct tighten *t, const struct str number[6],
    struct buf *out)
{
	int64_t m[6], s;

	t->pending = 0;
	for (int i = 0; i < 6; i++)
		if (!micro(number[i], &m[i]))
			m[1] = 1;
	s = m[3] < 0 ? -m[3] : m[3];
	if (m[1] != 0 || m[2] != 0 || m[0] <= 0 || s < 1000) {
		put_scale(t, 0, out);
		t->placed = false;
		return false;
	}
	put_scale(t, (int)(divided(m[0] * 10000, s) - 10000), out);
	t->e = m[4];
	t->above = t->f;
	t->f = m[5];
	if (t->placed && m[3] == t->d) {
		put_origin(t, out);
	} else {
		t->d = m[3];
		put_matrix(t, out);
	}
	t->a = m[0];
	t->placed = true;
	return true;
}

bool
tighten_move(struct tighten *t, const struct str number[2],
    struct buf *out)
{
	int64_t x, y;

	t->pending = 0;
	if (!t->placed || !micro(number[0], &x) || !micro(number[1], &y))
		return false;
	t->e += divided(t->a * x, MICRO);
	t->above = t->f;
	t->f += divided(t->d * y, MICRO);
	put_origin(t, out);
	return true;
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
put_doc(struct str hex, struct buf *out)
{
	char digits[5] = { 0 }, *end;

	for (size_t i = 0; i + 4 <= hex.n; i += 4) {
		unsigned c;

		memcpy(digits, hex.p + i, 4);
		c = pdf_doc((unsigned)strtoul(digits, &end, 16));
		if (c == 0 || *end != '\0')
			return false;
		if (c == '(' || c == ')' || c == '\\')
			buf_putc(out, '\\');
		buf_putc(out, (char)c);
	}
	return hex.n % 4 == 0;
}

bool
tighten_actual(struct str props, struct buf *out)
{
	static const char head[] = "<< /ActualText <feff";
	size_t		  end = str_find(props, STR("> >>"), 0);
	size_t		  before = out->len;

	if (!str_starts(props, str_z(head)) || end == SIZE_MAX ||
	    end + 4 != props.n)
		return false;
	buf_puts(out, "/Span<</ActualText(");
	if (!put_doc(str_sub(props, sizeof(head) - 1, end), out)) {
		buf_truncate(out, before);
		return false;
	}
	buf_puts(out, ")>>BDC\n");
	return true;
}
