/*
 * Running heads with a folio in a text that tells nothing of its pages,
 * as OCR gives it: no form feeds, and no page read as the other.
 *
 * A head stands alone, with a number before or behind it.  Chapters are
 * counted so too; but the numbers of heads go up from page to page, and
 * heads break into sentences.  When such a progression is found, a head
 * whose number was misread is known by its letters, or by its place.
 */
#include <string.h>

#include "pages_int.h"

enum { HEAD_LONG = 80, MISSED = 6 };

uint32_t
figure_like(uint32_t cp)
{
	switch (cp) {
	case 'l': case 'I': case 'i': case '!':
		return 1;
	case 'O': case 'o': case 'Q':
		return 0;
	case 'z': case 'Z':
		return 2;
	case 'S': case 's':
		return 5;
	case 'B':
		return 8;
	case 'g': case 'q':
		return 9;
	default:
		return cp_digit(cp) ? cp - '0' : NONE;
	}
}

struct loose {
	struct key  key;
	uint32_t    line, number;
	bool	    front;	/* the number stands before the letters */
	bool	    misread;	/* it has what may be one */
	bool	    head;	/* of the chain, or like one of it */
};

/* The word of figures at the front of a line, or at its end, figures set
 * apart as one: its value, or NONE.  len: how far it goes; sure: one of
 * them at least was read as a figure. */
static uint32_t
figures_at(const struct work *w, const struct line *l, bool front,
    uint32_t *len, bool *sure)
{
	uint32_t all = l->e - l->s, n = 0, v = 0, place = 1, word = 0;

	*sure = false;
	for (*len = 0; *len < all; (*len)++) {
		uint32_t at = front ? l->s + *len : l->e - 1 - *len;
		uint32_t to = front ? at + 1 : at - 1, cp = w->c.cp[at];
		uint32_t x = figure_like(cp);

		if (cp == ' ' && n > 0) {
			if (word > 1 || *len + 2 >= all ||
			    !cp_digit(w->c.cp[to]) ||
			    w->c.cp[front ? to + 1 : to - 1] != ' ')
				return v;
			word = 0;
			continue;
		}
		if (x == NONE || ++n > 4)
			return NONE;
		word++;
		*sure |= cp_digit(cp);
		v = front ? v * 10 + x : v + x * place;
		place *= 10;
	}
	return NONE;
}

/* The letters of the line without its number. */
static void
read_loose(const struct work *w, uint32_t k, struct loose *o)
{
	struct line l = w->line[k];
	uint32_t    len, v = figures_at(w, &l, true, &len, &o->front), e;
	bool	    sure;

	o->line = k;
	o->head = false;
	o->number = o->front && v != NONE ? v : NONE;
	o->misread = v != NONE;
	if (v != NONE)
		l.s += len;
	v = figures_at(w, &l, false, &e, &sure);
	if (o->number == NONE && v != NONE) {
		o->number = sure ? v : NONE;
		o->misread = true;
		l.e -= e;
	}
	head_key(w, &l, &o->key);
}

/* Is the line, letters and a number, set in capitals? */
static bool
in_capitals(const struct work *w, const struct line *l)
{
	uint32_t up = 0, low = 0;

	for (uint32_t i = l->s; i < l->e; i++) {
		up += cp_upper_(w->c.cp[i]);
		low += cp_lower_(w->c.cp[i]);
	}
	return up > 2 && up > 3 * low;
}

/* A blank line, or a sign that may be a speck, parts it from the text. */
static bool
stands_alone(const struct work *w, uint32_t k)
{
	return (edge_blank(w, k, true) || lone_sign(w, &w->line[k - 1])) &&
	    (edge_blank(w, k, false) || lone_sign(w, &w->line[k + 1]));
}

/* Lines that stand alone and bear letters, and maybe a number. */
static uint32_t
loose_lines(const struct work *w, struct loose *o)
{
	uint32_t n = 0, k = text_line(w, NONE, false);

	while (k != NONE && (k = text_line(w, k, false)) != NONE) {
		const struct line *l = &w->line[k];

		if (l->e - l->s > HEAD_LONG || !stands_alone(w, k) ||
		    line_begins_speech(w, l))
			continue;
		read_loose(w, k, &o[n]);
		n += o[n].key.n >= 4 && o[n].key.n < KEY_MAX;
	}
	return n;
}

/* Of the nearest lines, is one alike? */
static bool
has_like(const struct loose *o, uint32_t n, uint32_t i, bool head)
{
	uint32_t a = i > 40 ? i - 40 : 0, b = n - i > 40 ? i + 40 : n;

	for (uint32_t j = a; j < b; j++)
		if (j != i && (!head || o[j].head) && (head || o[j].number !=
		    NONE) && heads_alike(&o[i].key, &o[j].key))
			return true;
	return false;
}

/* Does the sentence above go on below, so that neither is a heading's? */
static bool
breaks_in(const struct work *w, uint32_t k)
{
	uint32_t b = text_line(w, k, false);

	return b != NONE && line_goes_on(w, &w->line[b]);
}

/* The progression of the numbers, if it is one of pages. */
static uint32_t
chain_of(struct work *w, struct loose *o, uint32_t n, struct fcand *c,
    uint32_t *at)
{
	uint32_t m = 0, best, broken = 0;
	bool	 turns = false;

	for (uint32_t i = 0; i < n; i++)
		if (o[i].number != NONE && (in_capitals(w,
		    &w->line[o[i].line]) || has_like(o, n, i, false))) {
			at[m] = i;
			c[m++] = (struct fcand){ .line = o[i].line,
			    .number = o[i].number };
		}
	best = folio_chain(c, m);
	if (best == NONE || c[best].chain < 2)
		return 0;
	for (uint32_t i = best; i != NONE; i = c[i].from) {
		broken += breaks_in(w, c[i].line);
		turns |= c[i].from != NONE && o[at[i]].front !=
		    o[at[c[i].from]].front && c[i].number ==
		    c[c[i].from].number + 1;
	}
	/* left and right pages have it at their outer edges */
	if (turns)
		broken += 2;
	if (c[best].chain < 3 ? broken < 2 : broken * MISSED < c[best].chain)
		return 0;
	for (uint32_t i = best; i != NONE; i = c[i].from)
		o[at[i]].head = true;
	return c[best].chain;
}

/* Heads with a number that was misread, or by itself in mid-sentence. */
static void
like_chain(const struct work *w, struct loose *o, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (o[i].head || !has_like(o, n, i, true))
			continue;
		if (o[i].misread || breaks_in(w, o[i].line))
			o[i].head = true;
	}
}

void
clean_loose_heads(struct work *w, struct folios *f)
{
	struct loose *o = ARENA_ARRAY(w->scratch, struct loose, w->nlines +
	    1);
	struct fcand *c = ARENA_ARRAY(w->scratch, struct fcand, w->nlines +
	    1);
	uint32_t     *at = ARENA_ARRAY(w->scratch, uint32_t, w->nlines + 1);
	uint32_t      n = loose_lines(w, o);

	if (n == 0 || chain_of(w, o, n, c, at) == 0)
		return;
	f->known = true;
	like_chain(w, o, n);
	for (uint32_t i = 0; i < n; i++) {
		struct line *l = &w->line[o[i].line];

		if (!o[i].head)
			continue;
		page_drop(w, l, R_HEAD);
		l->page = 1;
		page_move(w, l, text_line(w, o[i].line, false));
		f->n++;
	}
}

/* Where the folios stand at the feet: a line in capitals at the top of a
 * page that parts a sentence. */
void
clean_capital_heads(struct work *w, struct folios *f)
{
	for (uint32_t k = 0; k < w->nlines && f->n > 0; k++) {
		struct line *l = &w->line[k];
		uint32_t     next;

		if (l->role != LINE_TEXT || !l->page || l->e - l->s >
		    HEAD_LONG || !in_capitals(w, l) || !edge_blank(w, k,
		    false) || !breaks_in(w, k))
			continue;
		next = text_line(w, k, false);
		decision_add(w, R_HEAD, l->s, l->e, 900);
		page_drop(w, l, R_HEAD);
		page_move(w, l, next);
	}
}
