/*
 * Repairs that need no knowledge of the text: line ends, invisible and
 * control characters, special spaces, UTF-8 that was read as
 * Windows-1252, letters and marks to be composed (NFC).
 */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "clean_int.h"

static bool
invisible(uint32_t cp)
{
	return (cp < 0x20 && cp != '\n' && cp != '\t' && cp != '\f') ||
	    (cp >= 0x7F && cp < 0xA0 && cp != 0x85) ||
	    (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
	    (cp >= 0x2060 && cp <= 0x2064) || (cp >= 0xFFF9 && cp <= 0xFFFB) ||
	    (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF || cp == 0x180E;
}

static bool
noncharacter(uint32_t cp)
{
	return (cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF) ||
	    (cp >= 0xE000 && cp <= 0xF8FF);
}

static void
controls(struct cells *c)
{
	for (uint32_t i = 0; i < c->n; i++) {
		uint32_t cp = c->cp[i];

		if ((cp >= 0x20 && cp < 0x7F) || cell_gone(c, i))
			continue;
		if (cp == 0xFEFF && i == 0)
			cell_kill(c, i, R_BOM);
		else if (cp == '\r' && (i + 1 == c->n || c->cp[i + 1] != '\n'))
			cell_set(c, i, '\n', R_CONTROL);
		else if (cp == 0x85 || cp == 0x2028 || cp == 0x2029)
			cell_set(c, i, '\n', R_SPACE_KIND);
		else if (invisible(cp) || noncharacter(cp))
			cell_kill(c, i, R_CONTROL);
		else if (cp == '\t' || (cp >= 0x80 && cp_blank(cp)))
			cell_set(c, i, ' ', R_SPACE_KIND);
		if (cp == '\r' && c->cp[i] == '\n')
			c->rule[i] = R_KEPT;
	}
}

/* The byte that Windows-1252 or Latin-1 shows as this character, or -1. */
static int
byte_of(uint32_t cp)
{
	static const uint16_t high[32] = {
		0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
		0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178
	};

	if (cp < 0x100)
		return (int)cp;
	for (int k = 0; k < 32; k++)
		if (high[k] == cp)
			return 0x80 + k;
	return -1;
}

/* One UTF-8 sequence that was read as bytes. */
struct misread {
	uint32_t	cell[4], n;	/* the cells of its bytes */
	uint32_t	cp;
};

/* The standing cells from i on as such a sequence. */
static bool
misread_utf8(const struct cells *c, uint32_t i, struct misread *m)
{
	char	 b[4];
	size_t	 at = 0;
	int	 lead = byte_of(c->cp[i]);
	uint32_t want = lead >= 0xC2 && lead < 0xE0 ? 2 :
	    lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ?
	    4 : 0;

	for (m->n = 0; m->n < want; m->n++) {
		int x;

		if ((i = cell_next(c, i, c->n)) == NONE || (x = byte_of(
		    c->cp[i])) < 0x80 || (m->n > 0 && x > 0xBF))
			return false;
		b[m->n] = (char)x;
		m->cell[m->n] = i++;
	}
	m->cp = want == 0 ? CP_BAD : utf8_next((struct str){ b, want }, &at);
	return m->cp != CP_BAD && at == want;
}

/* How many sequences, how many high characters outside them. */
static bool
is_mojibake(const struct cells *c)
{
	size_t		in = 0, out = 0;
	struct misread	m;

	for (uint32_t i = 0; i < c->n; i++) {
		if (c->cp[i] < 0x80 || cell_gone(c, i))
			continue;
		if (misread_utf8(c, i, &m)) {
			in++;
			i = m.cell[m.n - 1];
		} else
			out++;
	}
	return in > 1 && in >= out / 4;
}

static void
unmojibake(struct cells *c)
{
	struct misread m;

	for (uint32_t i = 0; i < c->n; i++) {
		if (c->cp[i] < 0x80 || cell_gone(c, i))
			continue;
		if (c->cp[i] == 0xC3 && i + 1 < c->n && c->cp[i + 1] == ' ' &&
		    !cell_gone(c, i + 1)) {
			/* its second byte was taken for a space */
			cell_set(c, i, 0xE0, R_MOJIBAKE);
			continue;
		}
		if (!misread_utf8(c, i, &m))
			continue;
		cell_set(c, i, m.cp, R_MOJIBAKE);
		for (uint32_t k = 1; k < m.n; k++)
			cell_kill(c, m.cell[k], R_MOJIBAKE_REST);
		i = m.cell[m.n - 1];
	}
}

static bool
combining(uint32_t cp)
{
	return cp >= 0x300 && utf8proc_category((utf8proc_int32_t)cp) ==
	    UTF8PROC_CATEGORY_MN;
}

/* Composes cells [i, to) in place: the first cells bear the result. */
static void
compose(struct cells *c, uint32_t i, uint32_t to)
{
	utf8proc_int32_t	buf[64];
	uint32_t		at[16], k = 0;
	utf8proc_ssize_t	n = 0;

	for (uint32_t j = i; j < to && k < 16; j++)
		if (!cell_gone(c, j)) {
			at[k++] = j;
			n += utf8proc_decompose_char(
			    (utf8proc_int32_t)c->cp[j], buf + n, 64 - n,
			    UTF8PROC_DECOMPOSE, NULL);
			if (n > 40)
				return;
		}
	n = utf8proc_normalize_utf32(buf, n, UTF8PROC_COMPOSE |
	    UTF8PROC_STABLE);
	if (n <= 0 || n > (utf8proc_ssize_t)k)
		return;
	for (uint32_t j = 0; j < k; j++) {
		if ((utf8proc_ssize_t)j >= n)
			cell_kill(c, at[j], R_MARK_COMPOSED);
		else if (c->cp[at[j]] != (uint32_t)buf[j])
			cell_set(c, at[j], (uint32_t)buf[j], R_COMPOSED);
	}
}

/*
 * A combining mark after its letter; after a space that a broken
 * extraction put between them, the space goes.  Signs whose NFC is
 * another single sign are set right too.
 */
static void
compose_all(struct cells *c)
{
	for (uint32_t i = 0; i < c->n; i++) {
		uint32_t j = i, end;

		if (c->cp[i] < 0x300 || cell_gone(c, i))
			continue;
		if (!combining(c->cp[i])) {
			compose(c, i, i + 1);
			continue;
		}
		for (end = i + 1; end < c->n && (combining(c->cp[end]) ||
		    cell_gone(c, end)); end++)
			;
		if (j > 0 && c->cp[j - 1] == ' ' && j > 1 &&
		    cp_letter(c->cp[j - 2])) {
			cell_kill(c, j - 1, R_ACCENT_SPACE);
			j--;
		}
		while (j > 0 && (cell_gone(c, j) || combining(c->cp[j])))
			j--;
		compose(c, j, end);
		i = end - 1;
	}
}

void
clean_repair(struct work *w)
{
	struct cells	*c = &w->c;
	int		 rounds = 0;

	while (rounds++ < 3 && is_mojibake(c))
		unmojibake(c);
	controls(c);
	compose_all(c);
}
