/*
 * What OCR makes of a raised figure: which signs and letters stand for
 * which figure.  Read off the OCR of pages set in three faces at 200 and
 * 300 dpi; a sign fits several figures, and which of them it is the
 * order of the notes must tell.
 */
#include "notes_int.h"

/* By figure: the signs that it was read as. */
static const uint32_t read_as[10][14] = {
	{ '0', 'O', 'o', 0xB0, 0xBA, 0xA9, 0xAE, '?' },
	{ '1', '!', 'l', 'I', 'i', '|', 't', 0xCE, '\'', 0x2019, 0x2018,
	  ']' },
	{ '2', '?', 0x2019, 0x201D, '*', 0xB0, '"', '\'', 'Z', 'z' },
	{ '3', '?', 0x178, 0xFF, '*', 0x2019, 0x201D, '#', 0xB0, '\'', '"' },
	{ '4', '{', '*', 0x2018, 0x201C, '+', '"', 0xC0, '\'', 0x2019, 'A',
	  '!' },
	{ '5', 0x201D, 0xB0, 'S', 's', '$', 0xA9, '?', '"', 0xA7, 0x178,
	  0x2019, 0xFF },
	{ '6', 0xAE, 'f', '$', 0xA9, 0xB0, 'S', 0x201C, 0x2018, '5', 'G',
	  'b', '?', '*' },
	{ '7', 0x201D, 0x2019, '?', '"', '\'', 'T', '/', '*' },
	{ '8', 0xAE, 0xFF, 0xB0, '$', 0xC0, 0xA9, '*', '&', '%', 'S', 'B',
	  '#', 0x178 },
	{ '9', 0x201D, 0xAE, '?', 0xFF, 0xB0, '"', 0x178, 0x2019, ';', 'g',
	  '*' },
};

static bool
fits(uint32_t cp, uint32_t figure)
{
	for (int i = 0; i < 14 && read_as[figure][i] != 0; i++)
		if (read_as[figure][i] == cp)
			return true;
	return false;
}

bool
sign_reads(uint32_t cp)
{
	for (uint32_t d = 0; d < 10; d++)
		if (fits(cp, d))
			return true;
	return false;
}

/* The next sign before cell *end, or 0. */
static uint32_t
sign_before(const struct cells *c, uint32_t at, uint32_t *end)
{
	while (*end > at && (cell_gone(c, *end - 1) || c->cp[*end - 1] == ' '))
		--*end;
	return *end > at ? c->cp[--*end] : 0;
}

bool
signs_fit(const struct cells *c, uint32_t at, uint32_t end, uint32_t number)
{
	uint32_t i = end, last = number % 10, cp = 0;

	for (uint32_t v = number; v > 0; v /= 10)
		if ((cp = sign_before(c, at, &i)) == 0 || !fits(cp, v % 10))
			return false;
	/* one figure may have been read twice */
	cp = sign_before(c, at, &i);
	return cp == 0 || (number < 10 && fits(cp, last) && !cp_digit(cp) &&
	    sign_before(c, at, &i) == 0);
}

bool
figures_alike(uint32_t a, uint32_t b)
{
	return a < 10 && b < 10 && a != b && (fits('0' + a, b) ||
	    fits('0' + b, a) || (a > 2 && b > 2 && a != 4 && b != 4 && a != 7 &&
	    b != 7));
}

/* The figures from 1 on that are both a label and, in their order, a call
 * of the text: what was counted without a gap has lost nothing. */
static uint32_t
counted(const struct cands *calls, const struct ncand *c, uint32_t n)
{
	uint32_t from = 0, to = 0, k = 0;

	for (;; k++, from++, to++) {
		while (from < calls->n && (calls->list[from].series !=
		    SERIES_FIGURE || calls->list[from].number != k + 1))
			from++;
		while (to < n && c[to].number != k + 1)
			to++;
		if (from == calls->n || to == n)
			return k;
	}
}

/* Are there signs where only calls can be, at least one in a few pages,
 * and few figures?  Then this is OCR.  Stars may be calls of their own. */
bool
calls_damaged(const struct work *w, const struct cands *c,
    const struct ncand *label, uint32_t n)
{
	uint32_t signs = 0, stars = 0, figures = 0;

	for (uint32_t i = 0; i < c->n; i++) {
		if (c->list[i].series != SERIES_FIGURE)
			continue;
		if (c->list[i].number != 0)
			figures += c->list[i].score > 4;
		else if (star_rank(w->c.cp[c->list[i].end - 1]) > 0)
			stars++;
		else
			signs += c->list[i].score > 2 ? 2 : c->list[i].score > 1;
	}
	return (signs > 1 || (signs > 0 && stars > 0)) && signs * 2 > figures &&
	    signs > counted(c, label, n) && signs * 3 > w->pages;
}
