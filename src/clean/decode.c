/*
 * Bytes to cells: UTF-8, UTF-16 (with or without its mark), Latin-1 and
 * Windows-1252 are told apart.  A text that is UTF-8 but for a few bytes
 * is UTF-8 with Windows-1252 strays.  CR LF and CR end lines too: a CR
 * before a LF is removed, a lone one becomes a line end.
 */
#include <string.h>

#include "clean_int.h"

enum encoding { ENC_UTF8, ENC_1252, ENC_UTF16LE, ENC_UTF16BE, ENC_BINARY };

/* Windows-1252, 0x80 to 0x9F; 0: not assigned. */
static const uint16_t cp1252[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178
};

struct census {
	size_t	zero[2];	/* NULs at even and odd places */
	size_t	control, high, bad, good;
};

static void
count(struct str s, struct census *n)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char ch = (unsigned char)s.p[i];

		if (ch == 0)
			n->zero[i & 1]++;
		else if (ch < 0x20 && (ch < 7 || ch > 13) && ch != 0x1A &&
		    ch != 0x1B && ch != 0x1F && ch != 0x0E && ch != 0x0F)
			n->control++;
	}
	for (size_t i = 0; i < s.n;) {
		if ((unsigned char)s.p[i] < 0x80) {
			i++;
			continue;
		}
		n->high++;
		if (utf8_next(s, &i) == CP_BAD)
			n->bad++;
		else
			n->good++;
	}
}

static enum encoding
guess(struct str s)
{
	struct census	n = { 0 };

	if (s.n >= 2 && memcmp(s.p, "\xFF\xFE", 2) == 0)
		return ENC_UTF16LE;
	if (s.n >= 2 && memcmp(s.p, "\xFE\xFF", 2) == 0)
		return ENC_UTF16BE;
	count(s, &n);
	if (n.zero[1] > s.n / 4 && n.zero[0] < s.n / 50 + 1)
		return ENC_UTF16LE;
	if (n.zero[0] > s.n / 4 && n.zero[1] < s.n / 50 + 1)
		return ENC_UTF16BE;
	if ((n.zero[0] + n.zero[1]) * 200 > s.n || n.control * 50 > s.n)
		return ENC_BINARY;
	return n.bad > n.good ? ENC_1252 : ENC_UTF8;
}

static uint32_t
from_1252(unsigned char b)
{
	return b >= 0x80 && b < 0xA0 && cp1252[b - 0x80] ? cp1252[b - 0x80] :
	    b;
}

static uint32_t
next_utf16(struct str s, size_t *i, bool big)
{
	uint32_t u[2] = { 0, 0 };
	size_t	 at = *i;

	for (int k = 0; k < 2 && at + 1 < s.n; k++, at += 2) {
		unsigned char x = (unsigned char)s.p[at];
		unsigned char y = (unsigned char)s.p[at + 1];

		u[k] = big ? (uint32_t)x << 8 | y : (uint32_t)y << 8 | x;
	}
	*i += 2;
	if (u[0] - 0xD800u >= 0x800)
		return u[0];
	if (u[0] < 0xDC00 && u[1] - 0xDC00u < 0x400) {
		*i += 2;
		return 0x10000 + ((u[0] - 0xD800) << 10) + (u[1] - 0xDC00);
	}
	return CP_REPLACEMENT;
}

static uint32_t
next_cp(struct str s, size_t *i, enum encoding enc)
{
	uint32_t	cp;
	size_t		at = *i;

	switch (enc) {
	case ENC_UTF16LE:
	case ENC_UTF16BE:
		return next_utf16(s, i, enc == ENC_UTF16BE);
	case ENC_1252:
		return from_1252((unsigned char)s.p[(*i)++]);
	default:
		cp = utf8_next(s, i);
		return cp != CP_BAD ? cp :
		    from_1252((unsigned char)s.p[at]);
	}
}

/* Valid UTF-8 is its own text; anything else is written out again. */
static struct str
source_text(struct work *w, struct str bytes, enum encoding enc)
{
	const struct cells	*c = &w->c;
	char			*p;
	size_t			 n = 0;

	if (enc == ENC_UTF8 && utf8_invalid(bytes) == SIZE_MAX)
		return bytes;
	p = arena_alloc(w->arena, (size_t)c->off[c->n] + 1);
	for (uint32_t i = 0; i < c->n; i++)
		n += utf8_encode(c->cp[i], p + n);
	return (struct str){ p, n };
}

int
clean_decode(struct work *w, struct str bytes, struct error *e)
{
	struct cells	*c = &w->c;
	enum encoding	 enc = guess(bytes);
	char		 enc8[4];
	size_t		 i = 0;

	if (str_starts(bytes, STR("%PDF-")))
		return error_limit(e, w->name.n ? w->name.p : "",
		    "a PDF, not its text: extract it first, as pdftotext "
		    "does");
	if (enc == ENC_BINARY)
		return error_limit(e, w->name.n ? w->name.p : "",
		    "not a text: too many control bytes");
	c->cp = ARENA_ARRAY(w->tmp, uint32_t, bytes.n + 1);
	c->rule = ARENA_ARRAY(w->tmp, uint8_t, bytes.n + 1);
	c->off = ARENA_ARRAY(w->tmp, uint32_t, bytes.n + 2);
	while (i < bytes.n) {
		uint32_t cp = next_cp(bytes, &i, enc);

		c->cp[c->n] = cp;
		c->off[c->n + 1] = c->off[c->n] +
		    (uint32_t)utf8_encode(cp, enc8);
		c->n++;
	}
	c->src = source_text(w, bytes, enc);
	return 0;
}
