/*
 * Cells: the characters of the witness, each under one rule.  The
 * properties here are those of octavo/str.h with a table for the
 * characters that nearly all of a French text is made of.
 */
#include "clean_int.h"

const struct rule_info clean_rules[R__MAX] = {
#define RULE(name, id, fate, text)	{ id, fate, text },
#include "rules.def"
#undef RULE
};

void
cell_set(struct cells *c, uint32_t i, uint32_t cp, enum rule r)
{
	c->cp[i] = cp;
	c->rule[i] = (uint8_t)r;
}

/* The first rule that removes a cell keeps it. */
void
cell_kill(struct cells *c, uint32_t i, enum rule r)
{
	if (i < c->n && !cell_gone(c, i))
		c->rule[i] = (uint8_t)r;
}

void
cells_kill(struct cells *c, uint32_t from, uint32_t to, enum rule r)
{
	for (uint32_t i = from; i < to; i++)
		cell_kill(c, i, r);
}

uint32_t
cell_next(const struct cells *c, uint32_t from, uint32_t to)
{
	while (from < to && cell_gone(c, from))
		from++;
	return from < to ? from : NONE;
}

uint32_t
cell_prev(const struct cells *c, uint32_t from, uint32_t to)
{
	while (to > from && cell_gone(c, to - 1))
		to--;
	return to > from ? to - 1 : NONE;
}

static bool
latin_letter(uint32_t cp)
{
	return (cp | 0x20) - 'a' < 26 ||
	    (cp >= 0xC0 && cp != 0xD7 && cp != 0xF7) || cp == 0xAA ||
	    cp == 0xBA || cp == 0xB5;
}

bool
cp_letter(uint32_t cp)
{
	if (cp < 0x180)
		return latin_letter(cp);
	return cp < 0x2000 || cp > 0x2BFF ? cp_is_letter(cp) : false;
}

bool
cp_upper_(uint32_t cp)
{
	if (cp < 0x80)
		return cp - 'A' < 26;
	if (cp < 0x100)
		return cp >= 0xC0 && cp <= 0xDE && cp != 0xD7;
	return cp_is_upper(cp);
}

bool
cp_lower_(uint32_t cp)
{
	if (cp < 0x80)
		return cp - 'a' < 26;
	if (cp < 0x100)
		return cp >= 0xDF && cp != 0xF7;
	return cp_is_lower(cp);
}

uint32_t
cp_fold(uint32_t cp)
{
	if (cp < 0x80)
		return cp - 'A' < 26 ? cp + 32 : cp;
	if (cp < 0x100)
		return cp >= 0xC0 && cp <= 0xDE && cp != 0xD7 ? cp + 32 : cp;
	return cp_lower(cp);
}

bool
cp_digit(uint32_t cp)
{
	return cp - '0' < 10;
}

bool
cp_blank(uint32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' ||
		    cp == '\f' || cp == '\v';
	return cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
	    cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F ||
	    cp == 0x3000 || cp == 0x85;
}

bool
cp_vowel(uint32_t cp)
{
	switch (cp_base(cp_fold(cp))) {
	case 'a': case 'e': case 'i': case 'o': case 'u': case 'y':
	case 0x131:
		return true;
	default:
		return false;
	}
}

bool
cp_is_hyphen(uint32_t cp)
{
	return cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == 0xAD ||
	    cp == 0xAC;
}

bool
cp_is_dash(uint32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212;
}

bool
cp_is_quote_open(uint32_t cp)
{
	return cp == 0xAB || cp == 0x201C || cp == 0x201E || cp == '"' ||
	    cp == 0x2018 || cp == '(' || cp == '[' || cp == 0x2039;
}

bool
cp_is_quote_close(uint32_t cp)
{
	return cp == 0xBB || cp == 0x201D || cp == 0x201C || cp == '"' ||
	    cp == ')' || cp == ']' || cp == 0x203A;
}

bool
cp_is_apos(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x02BC;
}

uint32_t
cell_end(const struct cells *c, uint32_t i)
{
	unsigned char b;

	if (c->now == NULL)
		return c->off[i + 1];
	b = (unsigned char)c->src.p[c->off[i]];
	return c->off[i] + (b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4);
}

/* A range that runs over columns ends with its first. */
struct span
cells_span(const struct cells *c, uint32_t at, uint32_t end)
{
	uint32_t s = c->off[at], e = end > at ? cell_end(c, end - 1) : s;

	return (struct span){ 0, s, e > s ? e : s };
}

struct str
cells_text(struct arena *a, const struct cells *c, uint32_t from,
    uint32_t to, size_t max)
{
	char	*p = arena_alloc(a, max + 5);
	size_t	 n = 0;

	for (uint32_t i = from; i < to && n + 4 <= max; i++)
		if (!cell_gone(c, i))
			n += utf8_encode(c->cp[i] == '\n' ? ' ' : c->cp[i],
			    p + n);
	p[n] = '\0';
	return (struct str){ p, n };
}
