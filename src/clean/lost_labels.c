/*
 * Labels of notes that OCR lost or misread.
 *
 * At the foot of a page a note may begin "! Text", "lText", "“ Text" or
 * with its text alone.  No line tells that by itself, but the page does:
 * the foot is parted from the text by a blank line and set smaller, or it
 * breaks into a sentence that the next page takes up; labels that can be
 * read leave room for so many; and so many signs above may be calls.
 * Where all of this says that a paragraph of the foot begins a note, it
 * is made a candidate with the number that is wanting.
 */
#include <string.h>

#include "notes_int.h"

/*
 * Which paragraph has which number is found for the whole text at once,
 * by dynamic programming over the paragraphs of all feet: the state is
 * the number of the last note.
 */
enum { FOOT_LINES = 45, SURE = 12, STATES = 24, SKIP = 3,
	PAGE_LINES = 120 };

enum label { LABEL_NONE, LABEL_SIGN, LABEL_NUMBER };

/* A paragraph of a foot. */
struct para {
	uint32_t	line, text;	/* where its text begins, behind what
					   may be its label */
	enum label	label;
	uint32_t	number;		/* LABEL_NUMBER */
	uint32_t	cand;		/* its candidate, or NONE */
	uint32_t	call, calls;	/* those of its page: [call, calls) */
	bool		first;		/* of its page */
	bool		blank;		/* a blank line before it */
	bool		on;		/* goes on in mid-sentence */
};

/* The notes to a paragraph, the last of which has the number run. */
struct state {
	uint32_t	run;
	int		worth;
	uint8_t		from;		/* state before the paragraph */
	bool		note;		/* it begins a note */
};

struct feet {
	struct work		*w;
	const struct cands	*calls;
	struct ncand		*c;
	uint32_t		 n, more;	/* candidates: read, added */
	uint32_t		 next;		/* the first of the page */
	uint32_t		 call;		/* the first of the page */
	struct para		*para;
	uint32_t		 nparas;
	uint32_t		 seen;		/* the last label read */
	enum style		 style;		/* of most of them, once known */
	bool			 open;		/* the last note's sentence is */
};

static bool
is_text(const struct work *w, uint32_t k)
{
	return k < w->nlines && w->line[k].role == LINE_TEXT;
}

static uint32_t
text_above(const struct work *w, uint32_t b, uint32_t k)
{
	while (k-- > b)
		if (is_text(w, k))
			return k;
	return NONE;
}

/* ---- what may be a label ---- */

/* Is a quotation opened at cell i closed before its paragraph ends? */
static bool
quote_closed(const struct work *w, uint32_t i, uint32_t k)
{
	uint32_t open = w->c.cp[i], end = w->line[k].e;

	while (is_text(w, k) && end < w->line[k].e + 1) {
		end = w->line[k].e;
		for (uint32_t j = i + 1; j < end; j++)
			if (cp_is_quote_close(w->c.cp[j]) &&
			    w->c.cp[j] != ')' && w->c.cp[j] != ']' &&
			    (open != 0x201C || w->c.cp[j] != 0x201C))
				return true;
		if (!is_text(w, ++k) || w->line[k].page)
			break;
		i = w->line[k].s;
		end = i;
	}
	return false;
}

static bool
sign_label(uint32_t cp)
{
	return cp == '$' || cp == '.' || cp == '!' || cp == '?' || cp == '\'' ||
	    cp == '"' || cp == '%' || cp == '&' || cp == '#' || cp == '+' ||
	    cp == '{' || cp == '|' || cp == 0xA7 ||
	    cp == 0xA9 || cp == 0xAE || cp == 0xB0 || cp == 0xCE ||
	    (cp >= 0x2018 && cp <= 0x201D) || cp == 'l' || cp == 'I' ||
	    cp == 'i' || cp == 't' || cp == 'T' || cp == 'S' || cp == 0x178 ||
	    cp == 0xFF;
}

/* "! Text", "lText", "l'Text", "le Text": where the text begins, or
 * NONE.  The text begins with a capital or a quotation. */
static uint32_t
behind_sign(const struct work *w, uint32_t k)
{
	const struct line *l = &w->line[k];
	const uint32_t	  *cp = w->c.cp;
	uint32_t	   i = l->s, n = 0, t;
	bool		   letters = cp_letter(cp[i]);

	while (i < l->e && n < 3 && (cp_digit(cp[i]) || (n > 0 && (cp[i] ==
	    '.' || (letters && cp[i] == 'e'))) || (sign_label(cp[i]) &&
	    (n == 0 || !cp_letter(cp[i]))))) {
		i++;
		n++;
	}
	for (t = i; t < l->e && cp[t] == ' '; t++)
		;
	if (n == 0 || t >= l->e || (cp_is_quote_open(cp[l->s]) && t == i &&
	    n == 1 && quote_closed(w, l->s, k)))
		return NONE;
	if (letters && t == i && n == 1 && cp[l->s] != 'l')
		return NONE;		/* "In-12" */
	return cp_upper_(cp[t]) || cp_is_quote_open(cp[t]) ? t : NONE;
}

/* ---- where the foot begins ---- */

/* Does a paragraph of the foot begin with line k? */
static bool
begins(const struct work *w, uint32_t b, uint32_t k)
{
	const struct line *p = &w->line[k - 1];

	if (!is_text(w, k) || k == b)
		return false;
	return p->role != LINE_TEXT || (line_ends(w, p) &&
	    !line_goes_on(w, &w->line[k]) && line_width(w, p, w->body.mono) *
	    10 < w->body.full * 9);
}

/* Worth of the lines [f, e) as lines of notes, which are set smaller
 * and hold more: those count that the next line goes on with. */
static int
width_worth(const struct work *w, uint32_t f, uint32_t e)
{
	int sum = 0, x;

	for (; f < e; f++) {
		const struct line *l = &w->line[f];

		if (l->role != LINE_TEXT)
			continue;
		x = line_width(w, l, w->body.mono) * 100 / w->body.full - 104;
		if (x < 0 && (line_ends(w, l) || !is_text(w, f + 1) ||
		    w->line[f + 1].page))
			continue;
		sum += x > 8 ? 8 : x < -10 ? -10 : x;
	}
	return sum > 40 ? 40 : sum;
}

/* Does a foot at f part a sentence that line next takes up? */
static int
breaks(const struct feet *o, uint32_t b, uint32_t f, uint32_t next)
{
	const struct work *w = o->w;
	uint32_t	   p = text_above(w, b, f);
	const struct line *l;

	if (p == NONE)
		return -9;
	l = &w->line[p];
	if (line_goes_on(w, &w->line[f]) && !line_ends(w, l))
		return !o->open ? -6 : is_text(w, next) && line_goes_on(w,
		    &w->line[next]) ? 2 : 0;
	if (!is_text(w, next))
		return 0;
	if (line_ends(w, l))
		return !line_goes_on(w, &w->line[next]) || !line_ends(w,
		    &w->line[text_above(w, b, next)]) ? 0 : -3;
	if (line_width(w, l, w->body.mono) * 100 < w->body.full * 80)
		return -1;
	return line_goes_on(w, &w->line[next]) ? 4 : 2;
}

/* Styles that the loss of a figure's neighbour does not part. */
static bool
same_style(enum style a, enum style b)
{
	a = a == STYLE_GLUED || a == STYLE_ALONE ? STYLE_PLAIN : a;
	b = b == STYLE_GLUED || b == STYLE_ALONE ? STYLE_PLAIN : b;
	return a == b;
}

/* The candidate whose label was read on line k, or NONE. */
static uint32_t
read_label(const struct feet *o, uint32_t k)
{
	const struct work *w = o->w;

	for (uint32_t i = o->next; i < o->n && o->c[i].line <= k + 4; i++)
		if (o->c[i].label == k || (o->c[i].line == k &&
		    o->c[i].label == NONE && o->c[i].series == SERIES_FIGURE &&
		    (w->line[k - 1].role != LINE_TEXT || line_ends(w,
		    &w->line[k - 1]) || o->c[i].number < 1000)))
			return o->style == STYLE__MAX || same_style(o->style,
			    o->c[i].style) ? i : NONE;
	return NONE;
}

static bool
next_label(const struct feet *o, uint32_t cand)
{
	uint32_t v = o->c[cand].number;

	return v > o->seen && v <= o->seen + SKIP && o->seen > 0;
}

/* Marks on the page above line f that may call notes. */
static int
signs_above(const struct feet *o, uint32_t f)
{
	int n = 0;

	for (uint32_t i = o->call; i < o->calls->n &&
	    o->calls->list[i].line < f; i++)
		n += o->calls->list[i].series == SERIES_FIGURE &&
		    o->calls->list[i].score >
		    (o->calls->list[i].number == 0 ? 1 : 2);
	return n;
}

/* Worth of what the paragraphs of [f, e) begin with. */
static int
labels_worth(const struct feet *o, uint32_t f, uint32_t e)
{
	const struct work *w = o->w;
	int		   labels = 0, others = 0, next = 0, calls;

	for (uint32_t k = f; k < e; k++) {
		uint32_t i = is_text(w, k) ? read_label(o, k) : NONE;

		if (!is_text(w, k))
			continue;
		if (i != NONE) {
			labels++;
			next = next_label(o, i) ? 8 : next;
		} else if (k == f || begins(w, f, k)) {
			if (behind_sign(w, k) != NONE)
				labels++;
			else
				others++;
		}
	}
	calls = signs_above(o, f);
	others = others > calls ? others - calls : 0;
	return next + 4 * (labels > 8 ? 8 : labels) - 2 * others;
}

/* First line of the foot of page [b, e), or NONE. */
static uint32_t
foot_line(const struct feet *o, uint32_t b, uint32_t e)
{
	const struct work *w = o->w;
	uint32_t	   best = NONE, from = e > b + FOOT_LINES ? e -
	    FOOT_LINES : b + 1;
	int		   most = SURE;

	for (uint32_t f = e; f-- > from && f > b;) {
		uint32_t i;
		int	 s;

		if (!begins(w, b, f))
			continue;
		i = read_label(o, f);
		s = width_worth(w, f, e) + 4 * breaks(o, b, f, e);
		if (s < SURE / 2 && i == NONE)
			continue;	/* a sign alone proves nothing */
		s += labels_worth(o, f, e) +
		    (i != NONE || behind_sign(w, f) != NONE ? 8 : 0);
		if (w->line[f - 1].role == LINE_TEXT)
			s -= i != NONE ? 4 : 12;
		if (s >= most) {
			most = s;
			best = f;
		}
	}
	return best;
}

static void
read_foot(struct feet *o, uint32_t b, uint32_t f, uint32_t e)
{
	const struct work *w = o->w;
	uint32_t	   call = o->call, calls, i;

	for (calls = call; calls < o->calls->n && o->calls->list[calls].line <
	    f; calls++)
		;
	for (uint32_t k = f; k < e; k++) {
		struct para *p = &o->para[o->nparas];

		if (!is_text(w, k))
			continue;
		i = read_label(o, k);
		if (star_rank(w->c.cp[w->line[k].s]) > 0 || (k != f &&
		    i == NONE && !begins(w, b, k)))
			continue;
		*p = (struct para){ .line = k, .text = w->line[k].s,
		    .cand = i, .on = line_goes_on(w, &w->line[k]),
		    .blank = w->line[k - 1].role != LINE_TEXT,
		    .first = k == f, .call = call, .calls = calls };
		if (k == f && o->open && i == NONE)
			p->on = true;
		if (i != NONE) {
			p->label = LABEL_NUMBER;
			p->number = o->c[i].number;
			p->text = o->c[i].text;
			if (o->seen == 0 || next_label(o, i))
				o->seen = p->number;
		} else if ((i = behind_sign(w, k)) != NONE) {
			p->label = LABEL_SIGN;
			p->text = i;
			p->on = false;
		}
		o->nparas++;
	}
	i = text_above(w, f, e);
	o->open = i != NONE && !line_ends(w, &w->line[i]);
}

static void
read_page(struct feet *o, uint32_t b, uint32_t e)
{
	uint32_t f;

	while (o->next < o->n && o->c[o->next].line < b)
		o->next++;
	while (o->call < o->calls->n && o->calls->list[o->call].line < b)
		o->call++;
	f = foot_line(o, b, e);
	if (f != NONE)
		read_foot(o, b, f, e);
}

/* ---- which of its paragraphs begin notes ---- */

/* Is a note of this number called on the page of the paragraph? */
static int
call_worth(const struct feet *o, const struct para *p, uint32_t number)
{
	int best = -1;

	for (uint32_t i = p->call; i < p->calls; i++) {
		const struct cand *c = &o->calls->list[i];

		if (c->series != SERIES_FIGURE)
			continue;
		if (c->number == number && c->score > 2)
			return 3;
		if (c->number == number && c->inner)
			best = best > 1 ? best : 1;
		if (c->number == 0 && c->score > 1 && signs_fit(&o->w->c,
		    c->at, c->end, number))
			best = 2;
	}
	return best;
}

/* Worth of the paragraph as the beginning of a note of this number. */
static int
note_worth(const struct feet *o, const struct para *p, uint32_t number)
{
	int s = call_worth(o, p, number);

	if (p->label == LABEL_NUMBER)
		return p->number == number ? 6 + s : s - 4;
	if (p->on)
		return -20;
	if (p->label == LABEL_SIGN)
		return s + (signs_fit(&o->w->c, o->w->line[p->line].s,
		    p->text, number) ? 2 : 0);
	return s - (s > 0 ? 1 : 2) - (p->blank ? 0 : 1);
}

/* Worth of the paragraph as one that goes on with the note before. */
static int
same_worth(const struct para *p)
{
	return p->label == LABEL_NUMBER ? -3 : p->label == LABEL_SIGN ? -1 :
	    p->first && !p->on ? -1 : 0;
}

struct table {
	struct state	*state;		/* STATES a paragraph */
	uint8_t		*n;
};

static void
reach(struct table *t, uint32_t i, const struct state *s)
{
	struct state *row = &t->state[(size_t)i * STATES], *low = row;

	for (uint8_t k = 0; k < t->n[i]; k++) {
		if (row[k].run == s->run) {
			if (row[k].worth < s->worth)
				row[k] = *s;
			return;
		}
		if (row[k].worth < low->worth)
			low = &row[k];
	}
	if (t->n[i] < STATES)
		row[t->n[i]++] = *s;
	else if (low->worth < s->worth)
		*low = *s;
}

static void
extend(const struct feet *o, struct table *t, uint32_t i, uint32_t n,
    const struct state *before)
{
	const struct para *p = &o->para[i];

	for (uint8_t k = 0; k < n; k++) {
		const struct state *b = &before[k];
		struct state	    s = { b->run, b->worth + same_worth(p), k,
			false };
		uint32_t	    top = b->run + SKIP;

		if (b->run > 0)
			reach(t, i, &s);
		for (uint32_t v = b->run + 1; v <= top; v++) {
			s = (struct state){ v, b->worth + note_worth(o, p, v) -
			    3 * (int)(v - b->run - 1), k, true };
			reach(t, i, &s);
		}
		if (p->label != LABEL_NUMBER || (p->number <= top &&
		    p->number > b->run))
			continue;
		/* the count begins anew, or a part of the text is missing */
		s = (struct state){ p->number, b->worth + note_worth(o, p,
		    p->number) - (p->number == 1 && p->first ? 4 : 8), k,
		    true };
		reach(t, i, &s);
	}
}

static void
number_paras(struct feet *o, uint32_t *number)
{
	struct table  t;
	struct state  start = { 0, 0, 0, false };
	uint32_t      best = 0;

	t.state = ARENA_ARRAY(o->w->scratch, struct state, (size_t)o->nparas *
	    STATES);
	t.n = ARENA_ARRAY(o->w->scratch, uint8_t, o->nparas);
	for (uint32_t i = 0; i < o->nparas; i++) {
		if (i == 0)
			extend(o, &t, i, 1, &start);
		else
			extend(o, &t, i, t.n[i - 1], &t.state[(size_t)(i - 1) *
			    STATES]);
		if (t.n[i] == 0) {	/* begun by nothing: leave it out */
			t.n[i] = 1;
			t.state[(size_t)i * STATES] = start;
		}
	}
	for (uint32_t i = o->nparas; i-- > 0;) {
		const struct state *row = &t.state[(size_t)i * STATES];

		if (i + 1 == o->nparas)
			for (uint8_t k = 0; k < t.n[i]; k++)
				if (row[k].worth > row[best].worth)
					best = k;
		number[i] = row[best].note ? row[best].run : 0;
		best = row[best].from;
	}
}

/* Is the number one of a count that goes on beside it? */
static bool
has_neighbour(const struct feet *o, uint32_t number)
{
	for (uint32_t i = 0; i < o->n; i++)
		if (o->c[i].number == number + 1 || o->c[i].number + 1 ==
		    number)
			return true;
	return false;
}

static void
add_candidate(struct feet *o, const struct para *p, uint32_t number)
{
	struct ncand *c;

	if (p->cand != NONE) {
		c = &o->c[p->cand];
		c->proved = c->number == number;
		if (c->proved || has_neighbour(o, c->number))
			return;		/* its figure was read well */
	} else {
		c = &o->c[o->n + o->more++];
		memset(c, 0, sizeof(*c));
		c->line = p->line;
		c->label = NONE;
		c->text = p->text;
		c->style = STYLE_PLAIN;
		c->blank = p->blank;
	}
	c->number = number;
	c->own = 0;
	c->proved = true;
}

static void
read_feet(struct feet *o)
{
	const struct work *w = o->w;

	o->nparas = o->next = o->call = o->seen = 0;
	o->open = false;
	for (uint32_t b = 0, e; b < w->nlines; b = e) {
		for (e = b + 1; e < w->nlines && !w->line[e].page; e++)
			;
		read_page(o, b, e);
	}
}

/* A text has one form of labels: what has another begins no note. */
static void
learn_style(struct feet *o)
{
	uint32_t n[STYLE__MAX] = { 0 }, all = 0;

	for (uint32_t i = 0; i < o->nparas; i++)
		if (o->para[i].label == LABEL_NUMBER) {
			n[o->c[o->para[i].cand].style]++;
			all++;
		}
	for (enum style s = 0; s < STYLE__MAX; s++)
		if (n[s] > 2 && n[s] * 2 > all)
			o->style = s;
}

uint32_t
lost_labels(struct work *w, const struct cands *calls, struct ncand *c,
    uint32_t n)
{
	struct feet o = { .w = w, .calls = calls, .c = c, .n = n };
	uint32_t   *number, stars = 0;

	if ((!w->paged && (w->pages > 0 || w->nlines > PAGE_LINES)) ||
	    w->unwrapped || w->body.full == 0 || !calls_damaged(w, calls, c, n))
		return n;
	for (uint32_t i = 0; i < n; i++)
		if (c[i].series == SERIES_STAR && (cp_letter(w->c.cp[c[i].text]) ||
		    cp_is_quote_open(w->c.cp[c[i].text])) && ++stars > 1)
			return n;	/* signs are what calls here */
	o.para = ARENA_ARRAY(w->scratch, struct para, w->nlines + 1);
	o.style = STYLE__MAX;
	read_feet(&o);
	learn_style(&o);
	if (o.style != STYLE__MAX)
		read_feet(&o);
	if (o.nparas == 0)
		return n;
	number = ARENA_ARRAY(w->scratch, uint32_t, o.nparas);
	number_paras(&o, number);
	for (uint32_t i = 0; i < o.nparas; i++)
		if (number[i] > 0)
			add_candidate(&o, &o.para[i], number[i]);
	return n + o.more;
}
