/*
 * The places where a paragraph's lines may end, with the running
 * totals from which the width of any line is a subtraction.
 */
#include <string.h>

#include "para_cost.h"

struct builder {
	struct para	*p;
	struct brk	*out;
	uint32_t	 n;
	struct sums	 now;
};

static uint32_t
last_char(const struct para *p, uint32_t atom)
{
	return atom > 0 && p->atoms[atom - 1].kind == ATOM_WORD ?
	    p->atoms[atom - 1].word->last : 0;
}

static sp
hang(struct para *p, uint16_t look, uint32_t cp, bool left)
{
	const struct look	*l = &p->looks[look];
	struct prot		 m;

	if (cp == 0 || l->raise != 0 || p->align != ALIGN_JUSTIFY)
		return 0;
	m = micro_prot(p->faces, l->face, cp);
	return units_sp(left ? m.left : m.right, l->face, l->size);
}

static uint32_t
key_before(const struct para *p, uint32_t atom)
{
	return atom > 0 && p->atoms[atom - 1].kind == ATOM_WORD ?
	    p->atoms[atom - 1].word->key : 0;
}

static uint32_t
key_after(const struct para *p, uint32_t atom)
{
	return atom < p->natoms && p->atoms[atom].kind == ATOM_WORD ?
	    p->atoms[atom].word->key : 0;
}

static uint32_t
first_char(const struct para *p, uint32_t atom)
{
	return atom < p->natoms && p->atoms[atom].kind == ATOM_WORD ?
	    p->atoms[atom].word->first : 0;
}

/* Gaps that letter-spacing can widen. */
static int32_t
gaps(uint32_t nglyphs)
{
	return nglyphs > 0 ? (int32_t)nglyphs - 1 : 0;
}

static void
add_sum(struct sums *s, const struct atom *a)
{
	if (a->kind == ATOM_SPACE) {
		s->spaces += a->width;
		s->stretch += a->stretch;
		s->shrink += a->shrink;
	} else if (a->kind == ATOM_WORD) {
		s->glyphs += a->width;
		s->count += gaps(a->word->nglyphs);
	}
}

/* Titles and what is centred. */
static bool
breaks_by_sense(const struct para *p)
{
	return p->align == ALIGN_CENTER || (p->align != ALIGN_JUSTIFY &&
	    p->node != NULL && (p->node->kind == NODE_HEADING ||
	    p->node->kind == NODE_SUBTITLE));
}

/* Their lines end behind a mark rather than between words, and not
 * behind an article or a preposition. */
static int32_t
sense_penalty(const struct para *p, uint32_t i)
{
	uint32_t before = last_char(p, i), after = first_char(p, i + 1);

	if (before < 0x80 ? strchr(",;:.!?)", (int)before) != NULL :
	    before == CP_RAQUO || before == CP_ENDASH ||
	    before == CP_EMDASH)
		return 0;
	if (after == '(' || after == CP_LAQUO || after == CP_ENDASH)
		return 0;
	return COST_SENSE + (i > 0 && p->atoms[i - 1].kind == ATOM_WORD &&
	    utf8_count(p->atoms[i - 1].word->text) <= 3 ? COST_ARTICLE : 0);
}

/* A break at a space, a newline or the end: the line ends before the
 * atom, the next one starts after it. */
static void
at_atom(struct builder *b, uint32_t i, bool forced)
{
	struct para	*p = b->p;
	struct brk	*k = &b->out[b->n++];

	memset(k, 0, sizeof(*k));
	k->atom = i;
	k->forced = forced;
	k->end = k->start = b->now;
	if (i < p->natoms)
		add_sum(&k->start, &p->atoms[i]);
	if (i > 0)
		k->hang_right = hang(p, p->atoms[i - 1].look,
		    last_char(p, i), false);
	if (i + 1 < p->natoms)
		k->hang_left = hang(p, p->atoms[i + 1].look,
		    first_char(p, i + 1), true);
	if (!forced && breaks_by_sense(p))
		k->penalty = sense_penalty(p, i);
	k->last_word = key_before(p, i);
	k->first_word = key_after(p, i + 1);
}

static int32_t
point_penalty(const struct point *t)
{
	int32_t c = t->hard ? COST_HARD_HYPHEN : COST_HYPHEN;

	if (!t->hard && t->before <= 2)
		c += COST_TWO_LETTERS;
	if (t->resort)
		c += COST_COMPOUND;
	return c;
}

static void
at_point(struct builder *b, uint32_t i, uint16_t n)
{
	struct para		*p = b->p;
	const struct atom	*a = &p->atoms[i];
	const struct look	*l = &p->looks[a->look];
	const struct point	*t = &a->word->points[n];
	struct brk		*k = &b->out[b->n++];
	size_t			 at = t->byte;
	int32_t			 head, tail;

	memset(k, 0, sizeof(*k));
	k->atom = i;
	k->point = (uint16_t)(n + 1);
	k->hyphen = true;
	k->resort = t->resort;
	k->penalty = point_penalty(t);
	k->end = k->start = b->now;
	head = t->safe ? t->glyph + !t->hard :
	    (int32_t)t->head_word->nglyphs;
	tail = t->safe ? (int32_t)a->word->nglyphs - t->glyph :
	    (int32_t)t->tail_word->nglyphs;
	k->end.glyphs += units_sp(t->head, l->face, l->size) +
	    head * l->tracking;
	k->end.count += gaps((uint32_t)head);
	k->start.glyphs += a->width - units_sp(t->tail, l->face, l->size) -
	    tail * l->tracking;
	k->start.count += gaps(a->word->nglyphs) - gaps((uint32_t)tail);
	k->last_word = t->head_key;
	k->first_word = t->tail_key;
	k->hang_right = hang(p, a->look, '-', false);
	k->hang_left = hang(p, a->look, utf8_next(a->word->text, &at),
	    true);
}

static uint32_t
count_breaks(const struct para *p)
{
	uint32_t n = 2;

	for (uint32_t i = 0; i < p->natoms; i++)
		n += p->atoms[i].kind == ATOM_WORD ?
		    p->atoms[i].word->npoints : 1;
	return n;
}

uint32_t
para_breaks(struct para *p, struct arena *scratch, struct brk **out)
{
	struct builder b = { .p = p };

	b.out = ARENA_ARRAY(scratch, struct brk, count_breaks(p));
	b.out[0].hang_left = p->natoms > 0 ? hang(p, p->atoms[0].look,
	    first_char(p, 0), true) : 0;
	b.out[0].begins = true;
	b.n = 1;
	for (uint32_t i = 0; i < p->natoms; i++) {
		const struct atom *a = &p->atoms[i];

		if (a->kind == ATOM_NEWLINE)
			at_atom(&b, i, true);
		else if (a->kind == ATOM_SPACE && a->may_break)
			at_atom(&b, i, false);
		else if (a->kind == ATOM_WORD && p->looks[a->look].hyphens)
			for (uint16_t n = 0; n < a->word->npoints; n++)
				at_point(&b, i, n);
		add_sum(&b.now, a);
	}
	at_atom(&b, p->natoms, true);
	*out = b.out;
	return b.n;
}
