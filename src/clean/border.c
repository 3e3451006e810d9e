/*
 * What is seen at the border of two lines, and what it is worth.
 */
#include <math.h>
#include <string.h>

#include "border.h"
#include "border_worth.h"

/* ---- lines ---- */

bool
line_caps(const struct work *w, const struct line *l)
{
	uint32_t up = 0, low = 0;

	for (uint32_t i = l->s; i < l->e; i++)
		if (!cell_gone(&w->c, i) && cp_letter(w->c.cp[i])) {
			up += cp_upper_(w->c.cp[i]);
			low += cp_lower_(w->c.cp[i]);
		}
	return up > 1 && low * 8 < up;
}

static bool
bullet(uint32_t cp)
{
	return cp == 0x2022 || cp == 0xB7 || cp == 0x25CF || cp == 0x25AA;
}

/* Which item of a list the line begins ("a) ", "a. ", "1. ", "(1) "),
 * from 1 on; ITEM_BULLET, or 0: none. */
static int
item_of(const struct work *w, const struct line *l)
{
	uint32_t i = line_first(w, l), k, n = 0;
	int	 value = 0;

	if (i == NONE)
		return 0;
	if (bullet(w->c.cp[i]))
		return ITEM_BULLET;
	if (w->c.cp[i] == '(')
		i++;
	for (k = i; k < l->e && cp_digit(w->c.cp[k]) && n < 3; k++, n++)
		value = value * 10 + (int)(w->c.cp[k] - '0');
	if (n == 0 && k + 1 < l->e && cp_letter(w->c.cp[k])) {
		bool small = cp_lower_(w->c.cp[k]);

		value = (int)cp_fold(w->c.cp[k++]) - 'a' + 1;
		if (w->c.cp[k] != ')' && (w->c.cp[k] != '.' || !small))
			return 0;
		n += w->c.cp[k] == '.';
	}
	return k + 2 < l->e && k > i && (w->c.cp[k] == ')' ||
	    (w->c.cp[k] == '.' && n > 0)) && w->c.cp[k + 1] == ' ' ?
	    (value > 0 && value < 1000 ? value : ITEM_OTHER) : 0;
}

bool
line_begins_item(const struct work *w, const struct line *l)
{
	return item_of(w, l) != 0;
}

/* "CORBIN. — ", "MME HARDOUIN, rising. — ": a speaker of a play. */
static bool
begins_speaker(const struct work *w, const struct line *l)
{
	uint32_t up = 0, i = l->s, stop = l->s + 90 < l->e ? l->s + 90 : l->e;

	for (; i < stop && (cp_upper_(w->c.cp[i]) || w->c.cp[i] == ' ' ||
	    w->c.cp[i] == '-' || cp_is_apos(w->c.cp[i])); i++)
		up += cp_upper_(w->c.cp[i]);
	if (up < 3 || i >= stop || (w->c.cp[i] != '.' && w->c.cp[i] != ',' &&
	    w->c.cp[i] != '('))
		return false;
	for (; i + 2 < stop; i++)
		if (w->c.cp[i] == '.' || w->c.cp[i] == ')')
			for (uint32_t k = i + 1; k < stop && k < i + 4; k++)
				if (cp_is_dash(w->c.cp[k]) && w->c.cp[k] != '-')
					return true;
	return false;
}

/* How a line ends: its last sign, and that before closing quotes. */
static void
look_at_end(const struct work *w, const struct line *l, struct side *o)
{
	uint32_t word[20], n = 0, i = line_last(w, l), cp;

	o->ends = line_ends(w, l);
	if (i == NONE)
		return;
	cp = w->c.cp[i];
	o->colon = cp == ':';
	o->hyphen = cp_is_hyphen(cp);
	o->comma = cp == ',' || cp == ';';
	while (i != NONE && (cp_is_quote_close(w->c.cp[i]) ||
	    w->c.cp[i] == ' ')) {
		o->closed |= w->c.cp[i] != ' ' && w->c.cp[i] != ')';
		i = cell_prev(&w->c, l->s, i);
	}
	if (i == NONE)
		return;
	cp = w->c.cp[i];
	o->strong = cp == '!' || cp == '?';
	o->dots = cp == 0x2026 || (cp == '.' && i > l->s + 1 &&
	    w->c.cp[i - 1] == '.' && w->c.cp[i - 2] == '.');
	while (i != NONE && w->c.cp[i] == '.')
		i = cell_prev(&w->c, l->s, i);
	for (; i != NONE && n < 20 && cp_letter(w->c.cp[i]);
	    i = cell_prev(&w->c, l->s, i))
		word[19 - n++] = w->c.cp[i];
	if (n == 0 || n == 20)
		return;
	if (cp == '.')
		o->abbrev = n == 1 || (n == 2 && cp_upper_(word[18]) &&
		    !cp_vowel(word[18]) && !cp_vowel(word[19])) ||
		    (n == 3 && word[17] == 'e' && word[18] == 't' &&
		    word[19] == 'c');
	else if (!o->ends)
		o->function = word_common(word + 20 - n, n);
}

/* "– " and a letter: words between dashes, or an item of a list. */
static bool
begins_dash(const struct work *w, const struct line *l)
{
	uint32_t i = line_first(w, l), k;

	if (i == NONE || !cp_is_dash(w->c.cp[i]))
		return false;
	k = cell_next(&w->c, i + 1, l->e);
	return k != NONE && w->c.cp[k] == ' ';
}

static void
look_at_start(const struct work *w, const struct line *l, struct side *o)
{
	uint32_t i = line_first(w, l), cp;

	o->item = (int16_t)item_of(w, l);
	o->goes = line_goes_on(w, l) && o->item == 0;
	o->speech = line_begins_speech(w, l);
	o->speaker = begins_speaker(w, l);
	o->quote = i != NONE && cp_is_quote_open(w->c.cp[i]);
	o->figure = i != NONE && cp_digit(w->c.cp[i]) &&
	    o->item == 0;
	while (i != NONE && (cp_is_quote_open(w->c.cp[i]) ||
	    w->c.cp[i] == ' ' || w->c.cp[i] == '.' || w->c.cp[i] == 0x2026 ||
	    cp_is_dash(w->c.cp[i])))
		i = cell_next(&w->c, i + 1, l->e);
	cp = i == NONE ? 0 : w->c.cp[i];
	o->low = !cp_upper_(cp) && !l->capital;
	o->dash = o->low && begins_dash(w, l);
	o->other = o->low && !o->goes && !o->figure &&
	    o->item == 0 && !o->dash;
}

static int8_t
quotes_of(const struct work *w, const struct line *l)
{
	int n = 0;

	for (uint32_t i = l->s; i < l->e; i++)
		if (!cell_gone(&w->c, i))
			n += (w->c.cp[i] == 0xAB || w->c.cp[i] == 0x201C) -
			    (w->c.cp[i] == 0xBB || w->c.cp[i] == 0x201D);
	return (int8_t)(n > 9 ? 9 : n < -9 ? -9 : n);
}

/* Blank columns before the lines of each page: what most have. */
static void
page_margins(const struct work *w, uint16_t *margin)
{
	for (uint32_t b = 0, e; b < w->nlines; b = e) {
		uint16_t n[64] = { 0 }, best = 0;

		for (e = b; e < w->nlines && (e == b || !w->line[e].page);
		    e++)
			if (w->line[e].role == LINE_TEXT &&
			    w->line[e].lead < 64)
				n[w->line[e].lead]++;
		for (uint16_t i = 1; i < 64; i++)
			if (n[i] > n[best])
				best = i;
		if (n[best] < 4)
			best = w->margin;
		for (uint32_t i = b; i < e; i++)
			margin[i] = best;
	}
}

void
sides_look(const struct work *w, const struct stream *s,
    const struct measure *m, struct side *o)
{
	uint16_t *margin = ARENA_ARRAY(w->scratch, uint16_t, w->nlines + 1);

	page_margins(w, margin);
	for (uint32_t i = 0; i < s->n; i++) {
		const struct line *l = &w->line[s->line[i]];

		o[i].in = (int16_t)((int)l->lead - margin[s->line[i]]);
		o[i].width = line_width(w, l, m->mono);
		look_at_end(w, l, &o[i]);
		look_at_start(w, l, &o[i]);
		o[i].quotes = quotes_of(w, l);
		o[i].isshort = o[i].width * 4 < m->full * 3;
		if (o[i].isshort)
			o[i].division = line_division(w, l);
		o[i].caps = line_caps(w, l);
	}
}

/* ---- borders ---- */

int
border_guess(const struct border *b, const struct measure *m)
{
	if (b->hard != 0)
		return b->hard;
	if (b->page || b->notes)
		return 0;
	if (!b->x->ends && !b->x->colon && b->cls == BORDER_GOES)
		return -1;
	return b->cls == BORDER_ENDED && !b->y->low && !b->x->abbrev &&
	    b->x->width * 10 < m->full * 7 && b->room > 120;
}

static enum border_feature
room_of(int room)
{
	static const struct {
		int		    least;
		enum border_feature f;
	} steps[] = { { 250, B_ROOM_250 }, { 120, B_ROOM_120 },
	    { 60, B_ROOM_60 }, { 20, B_ROOM_20 }, { 0, B_ROOM_0 },
	    { -1, B_ROOM_NEAR }, { -2, B_ROOM_LESS } };

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (room >= steps[i].least)
			return steps[i].f;
	return B_ROOM_NONE;
}

static enum border_feature
width_of(int width, int full, int spread)
{
	static const struct {
		int		    most;	/* tenths of the spread */
		enum border_feature f;
	} steps[] = { { -120, B_WIDTH_12 }, { -80, B_WIDTH_8 },
	    { -60, B_WIDTH_6 }, { -40, B_WIDTH_4 }, { -30, B_WIDTH_3 },
	    { -20, B_WIDTH_2 }, { -10, B_WIDTH_1 }, { 0, B_WIDTH_0 },
	    { 10, B_WIDTH_MORE } };
	int	    z = (int)((int64_t)(width - full) * 10 / spread);

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (z < steps[i].most)
			return steps[i].f;
	return B_WIDTH_MOST;
}

/* Is b as wide as a first line of a paragraph, or as the others? */
static int
next_worth(const struct border *b, const struct habits *h)
{
	int64_t x = b->y->width, s = h->spread, p, q;

	if (h->usual[0] == 0 || h->usual[1] >= h->usual[0])
		return 0;
	p = x - h->usual[1];
	q = x - h->usual[0];
	if ((p < 0 ? -p : p) > 3 * s && (q < 0 ? -q : q) > 3 * s)
		return 0;
	p = (q * q - p * p) * 50 / (s * s);
	return p > 250 ? 250 : p < -250 ? -250 : (int)p;
}

struct sum {
	const int16_t	*worth;
	int64_t		 n;
	int		*features;
};

static void
add(struct sum *s, enum border_feature f, int value)
{
	s->n += (int64_t)s->worth[f] * value;
	if (s->features != NULL)
		s->features[f] = value;
}

static void
add_if(struct sum *s, enum border_feature f, bool is)
{
	if (is)
		add(s, f, 100);
}

static void
weigh_end(struct sum *s, const struct side *x)
{
	add_if(s, B_STRONG, x->strong);
	add_if(s, B_DOTS, x->dots);
	add_if(s, B_CLOSED, x->closed);
	add_if(s, B_COLON, x->colon);
	add_if(s, B_COMMA, x->comma);
	add_if(s, B_ABBREV, x->abbrev);
	add_if(s, B_FUNCTION, x->function);
	add_if(s, B_A_DIVISION, x->division);
	add_if(s, B_A_CAPS, x->caps);
}

static void
weigh_start(struct sum *s, const struct side *y)
{
	add_if(s, B_SPEECH, y->speech);
	add_if(s, B_QUOTE, y->quote);
	add_if(s, B_ITEM, y->item != 0);
	add_if(s, B_SPEAKER, y->speaker);
	add_if(s, B_FIGURE, y->figure);
	add_if(s, B_OTHER, y->other);
	add_if(s, B_SHORT, y->isshort);
	add_if(s, B_SHORT_OPEN, y->isshort && !y->ends && !y->low);
	add_if(s, B_DIVISION, y->division);
	add_if(s, B_CAPS, y->caps);
}

/* Hundredths of the logarithm of the lines of the block by those a block
 * of this text has. */
static int
length_worth(const struct habits *h, const struct run *r)
{
	double usual = h->blocks < 4 ? 5 : (double)h->lines / h->blocks;

	return (int)lrint(100 * log((r->lines + 1) / (usual + 1)));
}

static void
weigh_run(struct sum *s, const struct border *b, const struct habits *h,
    const struct run *r)
{
	add(s, B_LENGTH, length_worth(h, r));
	add_if(s, B_FIRST, r->first);
	add_if(s, B_BEGINS, r->lines == 1);
	add_if(s, B_BEGINS_SHORT, r->lines == 1 && b->x->isshort);
	add_if(s, B_SECOND, r->lines == 2);
	add_if(s, B_LONG, r->lines > 6);
	add_if(s, B_IN_QUOTE, r->quotes > 0);
	add_if(s, B_NOTE, r->note);
	add_if(s, B_NOTE_LINES, r->note && r->many);
}

int
border_weigh(const struct border *b, const struct habits *h,
    const struct measure *m, const struct run *r, int *features)
{
	struct sum s = { border_worth[b->cls], 0, features };
	bool	   apart = b->page || b->notes;
	bool	   same_in = b->in[0] >= LEAD_IN && b->a->lead == b->b->lead;

	add(&s, B_BIAS, 100);
	if (!apart) {
		add(&s, B_GAP, h->gap_worth[(r->lines == 1) + 2 * b->lone]
		    [b->blank > 2 ? 2 : b->blank]);
		add_if(&s, B_BLANK_2, b->blank > 1);
	}
	if (!same_in || b->cls != BORDER_OPEN)	/* else verse, or speech */
		add(&s, B_LEAD, h->lead_worth[(b->in[0] >= LEAD_IN) + 2 *
		    b->lone][b->in[1]]);
	add(&s, B_NEXT, next_worth(b, h));
	add(&s, B_SPREAD, h->spread > 0 ? (m->full / h->spread > 60 ? 60 :
	    m->full / h->spread) * 5 : 0);
	add(&s, room_of(b->room), 100);
	add(&s, width_of(b->x->width, b->full, h->spread), 100);
	add_if(&s, B_PAGE, b->page);
	add_if(&s, B_PAGE_BLANK, b->page && b->blank > 0);
	add_if(&s, B_NOTES, b->notes);
	add_if(&s, B_LONE, b->lone);
	add_if(&s, B_SAME_IN, same_in);
	add_if(&s, B_DASH, b->y->dash && (b->x->colon || b->x->comma));
	if (m->ragged)
		add(&s, B_SHARP, b->room >= 0 ? 100 : -100);
	add_if(&s, B_DEEP, b->in[1] == LEAD_DEEP);
	add_if(&s, B_A_DEEP, b->in[0] == LEAD_DEEP);
	weigh_end(&s, b->x);
	weigh_start(&s, b->y);
	weigh_run(&s, b, h, r);
	return (int)(s.n / 100);
}
