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
