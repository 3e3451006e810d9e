/*
 * The feet of the pages, where it is known how the pages lie.
 *
 * Every page is body first and notes below; the notes begin with the
 * first label of the page, or above it with what runs on from the page
 * before.  Where they begin is what fits best: the body must go on with
 * the next page, the open note with the lines below, and notes are set
 * in smaller type, so their lines hold more.
 */
#include <stdlib.h>
#include <string.h>

#include "notes_int.h"

enum { REACH = 60, NEVER = -99, DOUBLE = 140 };

struct feet {
	struct work		*w;
	const struct index	*x;
	uint32_t		 last;	/* the note that may run on, or NONE */
	uint32_t		 end;	/* its last line */
	uint32_t		 body;	/* last line of the body, or NONE */
	struct foot_measure	 measure;
	bool			 grown;	/* it fills the foot of its page */
};

static bool
is_text(const struct work *w, uint32_t k)
{
	return k < w->nlines && w->line[k].role == LINE_TEXT;
}

static uint32_t
text_before(const struct work *w, uint32_t k, uint32_t from)
{
	while (k > from)
		if (w->line[--k].role == LINE_TEXT)
			return k;
	return NONE;
}

/* ---- where the foot of a page begins ---- */

static int
by_value(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return x < y ? -1 : x > y;
}

/* The width that most lines nearly have, of n in order. */
static int
common_width(const int *x, uint32_t n)
{
	uint32_t most = 0, best = 0, b = 0;

	for (uint32_t i = 0; i < n; i++) {
		while (x[b] * 100 < x[i] * 93)
			b++;
		if (i - b >= most) {
			most = i - b;
			best = i;
		}
	}
	return x[best];
}

/* The width of nearly the longest line: one in five may be longer.  Two
 * lines that were run together where a word was divided count as none. */
static int
usual_full(int *x, uint32_t n)
{
	uint32_t m = n;
	int	 top;

	qsort(x, n, sizeof(*x), by_value);
	for (top = common_width(x, n); m > 1 && x[m - 1] * 100 > top * DOUBLE;
	    m--)
		;
	return x[m - 1 - m / 5];
}

/* The measure of the lines above and below the first label of each
 * page. */
struct foot_measure
foot_measure(const struct work *w, const uint32_t *line, uint32_t n)
{
	struct foot_measure m = { w->body.full * 11 / 10, 0, 0, NULL };
	int		   *x[2], full[2];
	uint32_t	    k[2] = { 0, 0 }, i = 0;
	bool		    foot = false;

	x[0] = ARENA_ARRAY(w->scratch, int, w->nlines + 1);
	x[1] = ARENA_ARRAY(w->scratch, int, w->nlines + 1);
	for (uint32_t l = 0; l < w->nlines; l++) {
		foot &= !w->line[l].page;
		for (; i < n && line[i] <= l; i++)
			foot = true;
		if (w->line[l].role == LINE_TEXT)
			x[foot][k[foot]++] = line_width(w, &w->line[l],
			    w->body.mono);
	}
	if (k[0] < 12 || k[1] < 6)
		return m;
	for (int j = 0; j < 2; j++)
		full[j] = usual_full(x[j], k[j]);
	if (full[1] * 100 < full[0] * 107)
		return m;
	m.limit = (full[0] + full[1]) / 2;
	m.wide = 2;
	m.narrow = -2;
	return m;
}

int
foot_width(const struct work *w, const struct foot_measure *m, uint32_t k)
{
	const struct line *l = &w->line[k];
	int		   x = line_width(w, l, w->body.mono);

	if (x > m->limit)	/* or two lines run together: who knows */
		return x * 100 > m->limit * DOUBLE ? 0 : m->wide;
	return line_ends(w, l) || l[1].role != LINE_TEXT ? 0 : m->narrow;
}

/* Does line l end with a colon, and b begin verse or words spoken? */
static bool
announces(const struct work *w, const struct line *l, const struct line *b)
{
	uint32_t i = line_last(w, l);

	return i != NONE && w->c.cp[i] == ':' && (line_begins_speech(w, b) ||
	    line_width(w, b, w->body.mono) * 100 < w->body.full * 85);
}

/* How well the text that ends above line f goes on with line next. */
int
foot_parting(const struct work *w, uint32_t from, uint32_t f,
    uint32_t next)
{
	uint32_t	   p = text_before(w, f, from);
	const struct line *l;

	if (p == NONE)
		return 0;
	l = &w->line[p];
	if (line_ends(w, l)) {
		if (next != NONE && line_goes_on(w, &w->line[next]))
			return -4;
		return line_width(w, l, w->body.mono) * 100 <
		    w->body.full * 85 ? 4 : 1;
	}
	if (next == NONE)
		return 0;
	if (line_goes_on(w, &w->line[next]))
		return 5;
	return announces(w, l, &w->line[next]) ? 4 : -2;
}

static bool
short_end(const struct work *w, const struct line *l)
{
	return line_ends(w, l) && line_width(w, l, w->body.mono) * 100 <
	    w->body.full * 85;
}

static bool
set_off(const struct work *w, uint32_t f)
{
	while (f > 0 && w->line[f - 1].role == LINE_GONE && !w->line[f].page)
		f--;			/* its label */
	return f > 0 && f < w->nlines && !w->line[f].page &&
	    w->line[f - 1].role != LINE_TEXT;
}

uint32_t
foot_begin(const struct work *w, const struct foot_measure *m, uint32_t b,
    uint32_t e, uint32_t next, int (*worth)(const struct work *, uint32_t f,
    void *), void *p)
{
	uint32_t from = e > b + REACH ? e - REACH : b, best = e;
	int	 inside = 0, most = NEVER;

	for (uint32_t f = e;; f--) {
		int s = worth(w, f, p);

		if (f < e && w->line[f].role == LINE_TEXT)
			inside += foot_width(w, m, f) - 5 * (m->calls != NULL &&
			    m->calls[f]);
		if (s > NEVER && (f == e || w->line[f].role == LINE_TEXT)) {
			s += foot_parting(w, b, f, next) + inside;
			s += set_off(w, f) ? 3 : 0;
			if (s > most) {
				most = s;
				best = f;
			}
		}
		if (f < e && f > from && short_end(w, &w->line[f - 1]) &&
		    !line_goes_on(w, &w->line[f]))
			inside--;
		if (f == from)
			return best;
	}
}

/* ---- what runs on ---- */

struct run {
	const struct line *open;	/* last line of the note before */
	uint32_t	   b, e;
	bool		   broken;	/* the body is, above line b */
	bool		   labelled;	/* a label stands at e */
	const int8_t	  *whole;	/* of each line: makes_whole() */
	const struct foot_measure *m;
};

/* Line l ends with half a word: does line f make it whole?  0: it ends
 * with none, or nobody can say. */
static int
makes_whole(struct work *w, const struct line *l, const struct line *f)
{
	const struct dict *d;
	uint32_t	   ch[64], n = 0, h = line_last(w, l), i;

	if (h == NONE || !cp_is_hyphen(w->c.cp[h]) || (d = work_dict(w)) ==
	    NULL)
		return 0;
	for (i = h; i > l->s && h - i < 32 && cp_letter(w->c.cp[i - 1]); i--)
		;
	for (; i < h; i++)
		ch[n++] = w->c.cp[i];
	for (i = f->s; i < f->e && n < 64 && cp_letter(w->c.cp[i]); i++)
		ch[n++] = w->c.cp[i];
	return i > f->s && dict_has(d, ch, n) ? 1 : -1;
}

/* Was line f run together with the one above?  That ends the body with
 * half a word (run_together.c). */
static bool
cut_off(const struct work *w, uint32_t f)
{
	return f > 0 && w->line[f - 1].join == JOIN_GLUE &&
	    w->line[f - 1].e == w->line[f].b;
}

/* Line f as the one that takes up the note of the page before. */
static int
run_on_worth(const struct work *w, uint32_t f, void *p)
{
	const struct run *r = p;
	bool		  open = !line_ends(w, r->open);
	uint32_t	  z;
	int		  s, lost = 0;

	if (f > r->b && !r->broken && line_goes_on(w, &w->line[r->b]))
		lost = 4;		/* whose is the line at the top? */
	if (f == r->e)
		return (open ? r->labelled ? -1 : 0 : 5) - lost;
	if (f == r->b)
		return r->broken ? NEVER : line_goes_on(w, &w->line[f]) ?
		    open ? 8 : 0 : open ? 2 : NEVER;
	if (!r->labelled && !open && (r->m->narrow == 0 ||
	    foot_width(w, r->m, f) <= 0))
		return NEVER;
	s = line_goes_on(w, &w->line[f]) ? open ? 4 : -6 : open ? -1 : 0;
	s += r->whole[f - r->b] * 5 + (cut_off(w, f) ? 5 : 0);
	if (!open && r->m->narrow == 0 && !set_off(w, f))
		s -= 4;			/* nothing but a capital says so */
	z = text_before(w, r->e, f);
	if (z != NONE && !line_ends(w, &w->line[z]))
		s -= r->labelled ? 3 : 1;
	return s - lost;
}

static const int8_t *
wholes(struct work *w, const struct line *open, uint32_t b, uint32_t e)
{
	int8_t *x = ARENA_ARRAY(w->scratch, int8_t, e - b + 1);

	for (uint32_t k = e > b + REACH ? e - REACH : b; k < e; k++)
		if (w->line[k].role == LINE_TEXT)
			x[k - b] = (int8_t)makes_whole(w, open, &w->line[k]);
	return x;
}

static void
mark(struct feet *o, uint32_t from, uint32_t to, uint32_t note)
{
	for (uint32_t k = from; k < to; k++)
		if (o->w->line[k].role == LINE_TEXT) {
			o->w->line[k].note = note;
			o->end = k;
		}
}

/* The rule between the body and a foot that begins at line f. */
static void
take_rule(struct work *w, uint32_t f)
{
	while (f > 0 && w->line[f - 1].role == LINE_BLANK)
		f--;
	if (f == 0 || w->line[f - 1].role != LINE_SEPARATOR)
		return;
	cells_kill(&w->c, w->line[f - 1].s, w->line[f - 1].e, R_NOTE_RULE);
	w->line[f - 1].role = LINE_GONE;
}

/* The foot of page [b, e), whose notes are [k, k1). */
static void
foot(struct feet *o, uint32_t b, uint32_t e, uint32_t k, uint32_t k1)
{
	struct work *w = o->w;
	uint32_t     first = k < k1 ? w->note[k].line : e, next = e;

	while (is_text(w, b) == false && b < first)
		b++;
	if (!is_text(w, next))
		next = NONE;
	if (o->last != NONE && o->grown && first > b) {
		struct run r = { &w->line[o->end], b, first, o->body != NONE
		    && !line_ends(w, &w->line[o->body]), k < k1,
		    wholes(w, &w->line[o->end], b, first), &o->measure };
		uint32_t   f = foot_begin(w, &o->measure, b, first, next,
		    run_on_worth, &r);

		if (f < first) {
			take_rule(w, f);
			mark(o, f, first, o->last);
		}
		o->grown = f < first;
	}
	for (uint32_t i = b; i < first; i++)
		if (w->line[i].role == LINE_TEXT && w->line[i].note == NONE)
			o->body = i;
	for (; k < k1; k++) {
		uint32_t to = k + 1 < k1 ? w->note[k + 1].line : e;

		if (w->note[k].line == first)
			take_rule(w, first);
		mark(o, w->note[k].line, to, k);
		o->last = k;
		o->grown = true;
	}
	if (o->last != NONE)
		w->note[o->last].open = !line_ends(w, &w->line[o->end]);
}

/* The lines that call a note of the text. */
static const uint8_t *
called_lines(struct work *w, const struct index *x)
{
	uint8_t *calls = ARENA_ARRAY(w->tmp, uint8_t, w->nlines + 1);

	for (uint32_t i = 0, k = 0; i < w->ncalls; i++) {
		while (k < x->c->n && x->c->list[k].at < w->call[i].at)
			k++;
		if (k < x->c->n)
			calls[x->c->list[k].line] = 1;
	}
	return calls;
}

void
note_feet(struct work *w, const struct index *x)
{
	struct feet o = { .w = w, .x = x, .last = NONE, .body = NONE };
	uint32_t    k = 0, k1, e, *line;

	line = ARENA_ARRAY(w->scratch, uint32_t, w->nnotes + 1);
	for (uint32_t i = 0; i < w->nnotes; i++)
		line[i] = w->note[i].line;
	o.measure = foot_measure(w, line, w->nnotes);
	o.measure.calls = called_lines(w, x);

	for (uint32_t b = 0; b < w->nlines; b = e, k = k1) {
		for (e = b + 1; e < w->nlines && !w->line[e].page; e++)
			;
		for (k1 = k; k1 < w->nnotes && w->note[k1].line < e; k1++)
			;
		foot(&o, b, e, k, k1);
	}
}
