/*
 * What each space is, by rule FR-S1 … FR-S3 and its neighbours.
 *
 * The code point says whether a line may end there; the neighbours say
 * how wide it is, so that U+00A0 and U+202F, which editions choose by
 * house rule, come out the same.  Widths are in thousandths of the
 * face's own word space.
 */
#include "para_int.h"

enum space_class { SPACE_WORD, SPACE_FINE, SPACE_GUILLEMET, SPACE_DASH,
	SPACE_EM, SPACE_EN, SPACE_THIN, SPACE_ZERO, SPACE_TAB, SPACE__MAX };

static const struct {
	int width, stretch, shrink;	/* [1/1000 of the word space] */
	int em;				/* [1/1000 em] instead of width */
} classes[SPACE__MAX] = {
	[SPACE_WORD] = { 1000, SPACE_STRETCH, SPACE_SHRINK, 0 },
	[SPACE_FINE] = { 500, 0, 0, 0 },
	[SPACE_GUILLEMET] = { 800, 150, 100, 0 },
	[SPACE_DASH] = { 1000, 0, 0, 0 },
	[SPACE_EM] = { 0, 0, 0, 1000 },
	[SPACE_EN] = { 0, 0, 0, 500 },
	[SPACE_THIN] = { 0, 0, 0, 167 },
	[SPACE_ZERO] = { 0, 0, 0, 0 },
	[SPACE_TAB] = { 4000, 0, 0, 0 },
};

/* Last character before and first after an atom; 0 where none. */
static uint32_t
char_before(const struct para *p, uint32_t i)
{
	return i > 0 && p->atoms[i - 1].kind == ATOM_WORD ?
	    p->atoms[i - 1].word->last : 0;
}

static uint32_t
char_after(const struct para *p, uint32_t i)
{
	return i + 1 < p->natoms && p->atoms[i + 1].kind == ATOM_WORD ?
	    p->atoms[i + 1].word->first : 0;
}

/* The first word of the paragraph, alone: the dash of a dialogue. */
static bool
opens(const struct para *p, uint32_t i)
{
	return i > 0 && p->atoms[i - 1].word != NULL &&
	    utf8_count(p->atoms[i - 1].word->text) == 1 && (i == 1 ||
	    p->atoms[i - 2].kind == ATOM_NEWLINE);
}

static enum space_class
class_of(const struct para *p, uint32_t i)
{
	uint32_t cp = p->atoms[i].cp, a, b;

	if (cp == ' ')
		return SPACE_WORD;
	b = char_before(p, i);
	a = char_after(p, i);
	if (cp == '\t')
		return SPACE_TAB;
	if (cp == 0x2003)
		return SPACE_EM;
	if (cp == 0x2002 || cp == 0x2007)
		return SPACE_EN;
	if (cp == 0x200B)
		return SPACE_ZERO;
	if (b == CP_LAQUO || a == CP_RAQUO || b == 0x2039 || a == 0x203A)
		return SPACE_GUILLEMET;
	if (a == ';' || a == '!' || a == '?')
		return SPACE_FINE;
	if ((b == CP_EMDASH || b == CP_ENDASH) && opens(p, i))
		return SPACE_DASH;
	if (cp == CP_NNBSP && a != ':')
		return cp_is_digit(b) && cp_is_digit(a) ? SPACE_THIN :
		    SPACE_FINE;
	if (cp == 0x2009 || cp == 0x200A || cp == 0x2006 || cp == 0x2008)
		return SPACE_THIN;
	return SPACE_WORD;
}

void
space_set(struct para *p)
{
	for (uint32_t i = 0; i < p->natoms; i++) {
		struct atom		*a = &p->atoms[i];
		const struct look	*l = &p->looks[a->look];
		enum space_class	 c;
		int64_t			 unit;

		if (a->kind != ATOM_SPACE)
			continue;
		c = class_of(p, i);
		unit = units_sp(l->face->space_adv, l->face, l->size) +
		    l->tracking;
		a->width = (sp)(classes[c].em > 0 ?
		    (int64_t)l->size * classes[c].em / 1000 :
		    unit * classes[c].width / 1000);
		a->stretch = (sp)(unit * classes[c].stretch / 1000);
		a->shrink = (sp)(unit * classes[c].shrink / 1000);
	}
}
