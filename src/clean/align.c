/*
 * Alignment of notes and calls: both stand in order, so the best pairing
 * is a path.  Each note chooses among the marks with its number and, at
 * a price, signs that may be a misread figure; or it stays without a
 * call, which is listed as a doubt.
 */
#include <stdlib.h>
#include <string.h>

#include "notes_int.h"

enum { CHOICES = 8, LOST = -4, FAR = 400, NEAR = 32, EFFORT = 20000000 };

struct choice {
	uint32_t cand;		/* index into the candidates, or NONE */
	uint32_t at;		/* place of the last call so far */
	int	 own, best;
	uint8_t	 from;
};

struct row {
	struct choice	c[CHOICES + 1];
	uint8_t		n;
};

/* Lines that begin notes, so that what stands in notes calls nothing. */
struct regions {
	uint32_t *start;	/* of each note: first cell of its group */
	uint32_t *floor;	/* of each note: cell after the group before */
	uint32_t  n;
	uint32_t  far;		/* so many marks back are looked at */
};

/* Notes that follow one another without text between are a group: the
 * call of the next stands before the first of them. */
static void
find_regions(struct work *w, const struct index *x, struct regions *r)
{
	r->n = w->nnotes;
	r->far = EFFORT / (w->nnotes + 1);
	r->far = r->far > FAR ? FAR : r->far < NEAR ? NEAR : r->far;
	r->start = ARENA_ARRAY(w->scratch, uint32_t, w->nnotes + 1);
	r->floor = ARENA_ARRAY(w->scratch, uint32_t, w->nnotes + 1);
	for (uint32_t k = 0; k < w->nnotes; k++) {
		uint32_t l = w->note[k].line;

		r->start[k] = w->line[l].s;
		r->floor[k] = k > 0 ? w->line[w->note[k - 1].line].s : 0;
		if (k > 0 && (x->page[l] == x->page[w->note[k - 1].line] ||
		    l - w->note[k - 1].line < 3)) {
			uint32_t tight = l;

			while (tight > w->note[k - 1].line &&
			    w->line[tight].role == LINE_TEXT)
				tight--;
			if (tight == w->note[k - 1].line || w->paged ||
			    w->pages > 1 || (w->note[k].proved &&
			    w->note[k - 1].proved)) {
				r->start[k] = r->start[k - 1];
				r->floor[k] = r->floor[k - 1];
			}
		}
	}
}

static void
offer(struct row *r, uint32_t cand, int own)
{
	uint32_t k = r->n;

	if (own <= LOST)
		return;
	if (k == CHOICES) {
		for (uint32_t i = k = 0; i < CHOICES; i++)
			if (r->c[i].own < r->c[k].own)
				k = i;
		if (r->c[k].own >= own)
			return;
	} else
		r->n++;
	r->c[k].cand = cand;
	r->c[k].own = own;
}

/* The second of three notes is called about the middle of the text they
 * stand under. */
static int
in_turn(const struct regions *r, uint32_t k, uint32_t at)
{
	uint32_t first = k, last = k, room = r->start[k] - r->floor[k];
	uint64_t want;

	while (first > 0 && r->start[first - 1] == r->start[k] &&
	    k - first < 40)
		first--;
	while (last + 1 < r->n && r->start[last + 1] == r->start[k] &&
	    last - k < 40)
		last++;
	if (first == last || at < r->floor[k] || room == 0)
		return 0;
	want = (uint64_t)room * (2 * (k - first) + 1) /
	    (2 * (last - first + 1));
	at -= r->floor[k];
	return (at > want ? at - want : want - at) * 2 * (last - first + 1) <
	    room;
}

/* Worth of a mark's place for note k. */
static int
place_worth(const struct work *w, const struct index *x,
    const struct regions *r, uint32_t k, const struct cand *c)
{
	uint32_t page = x->page[w->note[k].line], p = x->page[c->line];
	int	 s = 0;

	if (c->at >= r->floor[k])
		s += 2;
	s += in_turn(r, k, c->at);
	if ((w->paged || w->pages > 1))
		s += p == page ? 2 : p + 1 == page ? 0 : -2;
	return s;
}

/* Is the sign one that OCR makes of the note's number?  Letters, pairs
 * of signs and what may well be a stop are calls only then. */
static int
sign_worth(const struct work *w, const struct cand *c, uint32_t number)
{
	uint32_t i = c->at;

	if (signs_fit(&w->c, c->at, c->end, number))
		return 2;
	while (i < c->end && w->c.cp[i] == ' ')
		i++;
	if (number > 9 && signs_fit(&w->c, c->at, c->end, number % 10))
		return -1;		/* its first figure is lost */
	return c->score < 2 || c->end - i > 1 || cp_letter(w->c.cp[i]) ? -9 :
	    -3;
}

static void
offer_range(struct work *w, const struct index *x, const struct regions *r,
    uint32_t k, enum series s, uint32_t number, int price, struct row *row)
{
	uint32_t a, b, lo = number == w->note[k].number ? 0 : r->floor[k];

	index_range(x, s, number, lo, r->start[k], &a, &b);
	if (b > a + r->far)
		a = b - r->far;
	for (; a < b; a++) {
		const struct cand *c = &x->c->list[x->key[a].cand];

		offer(row, x->key[a].cand, c->score - price +
		    place_worth(w, x, r, k, c) + (number > 0 ? 0 :
		    sign_worth(w, c, w->note[k].number)));
	}
}

/* Marks inside the notes before are no calls: after the first note of
 * a group nothing calls until the group ends.  Cheap test by lines. */
static bool
inside_note(const struct work *w, const struct cand *c)
{
	return w->line[c->line].note != NONE;
}

static int
by_at(const void *a, const void *b)
{
	const struct choice *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

/* Signs that may be the figure misread, and figures like it. */
static void
offer_signs(struct work *w, const struct index *x, const struct regions *r,
    uint32_t k, struct row *row)
{
	uint32_t n = w->note[k].number, last = n % 10;

	offer_range(w, x, r, k, SERIES_FIGURE, 0, 5, row);
	for (uint32_t d = 3; d < 10; d++)
		if (w->note[k].proved && figures_alike(last, d))
			offer_range(w, x, r, k, SERIES_FIGURE, n - last + d, 9,
			    row);
}

static void
choices(struct work *w, const struct index *x, const struct regions *r,
    uint32_t k, struct row *row)
{
	const struct note *o = &w->note[k];
	uint32_t	   m = 0;

	row->n = 0;
	offer_range(w, x, r, k, o->series, o->number, 0, row);
	if (o->style != STYLE_DEF && o->series == SERIES_FIGURE)
		offer_signs(w, x, r, k, row);
	for (uint32_t i = 0; i < row->n; i++) {
		const struct cand *c = &x->c->list[row->c[i].cand];

		if (inside_note(w, c))
			continue;
		row->c[m] = row->c[i];
		row->c[m++].at = c->at;
	}
	row->n = (uint8_t)m;
	qsort(row->c, row->n, sizeof(*row->c), by_at);
	row->c[row->n].cand = NONE;
	row->c[row->n].own = LOST;
	row->c[row->n].at = 0;
}

static void
relax(const struct row *before, struct row *row)
{
	for (uint32_t i = 0; i <= row->n; i++) {
		struct choice *c = &row->c[i];

		c->best = INT32_MIN / 2;
		for (uint32_t j = 0; j <= before->n; j++) {
			const struct choice *p = &before->c[j];

			if ((c->cand != NONE && p->at >= c->at) ||
			    p->best + c->own <= c->best)
				continue;
			c->best = p->best + c->own;
			c->from = (uint8_t)j;
			if (c->cand == NONE)
				c->at = p->at;
		}
	}
}

static int
confidence(const struct row *row, uint32_t i)
{
	int own = row->c[i].own, second = LOST;

	for (uint32_t j = 0; j < row->n; j++)
		if (j != i && row->c[j].own > second)
			second = row->c[j].own;
	own = 500 + 60 * own + 20 * (own - second);
	return own < 100 ? 100 : own > 995 ? 995 : own;
}

static void
settle(struct work *w, const struct index *x, const struct row *row,
    uint32_t at_end)
{
	uint32_t i = at_end;

	for (uint32_t k = w->nnotes; k-- > 0; i = row[k].c[i].from) {
		struct note	  *o = &w->note[k];
		const struct cand *c;

		if (row[k].c[i].cand == NONE)
			continue;
		c = &x->c->list[row[k].c[i].cand];
		o->call = c->at;
		o->call_end = c->end;
		o->misread = c->number == 0;
		o->confidence = confidence(&row[k], i);
	}
}

/* A mark between spaces leaves one space, and none before a full stop. */
static void
take_out(struct work *w, const struct note *o)
{
	const uint32_t *cp = w->c.cp;
	uint32_t	e = o->call_end;

	if (e + 1 < w->c.n && cp[e] == ' ' &&
	    (cp[e + 1] == '.' || cp[e + 1] == ','))
		cell_kill(&w->c, e, R_SPACE);
	for (uint32_t i = o->call; i < o->call_end; i++)
		cell_kill(&w->c, i, o->misread ? R_CALL_MISREAD :
		    w->c.cp[i] == ' ' ? R_SPACE : R_CALL);
}

static int
by_call(const void *a, const void *b)
{
	const struct call *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

static void
collect(struct work *w)
{
	w->call = ARENA_ARRAY(w->tmp, struct call, w->nnotes + 1);
	for (uint32_t k = 0; k < w->nnotes; k++) {
		const struct note *o = &w->note[k];

		if (o->call == NONE)
			continue;
		w->call[w->ncalls++] = (struct call){ o->call, o->call_end, k,
		    o->misread };
		take_out(w, o);
	}
	qsort(w->call, w->ncalls, sizeof(*w->call), by_call);
}

void
align_calls(struct work *w, const struct index *x)
{
	struct row	*row = ARENA_ARRAY(w->scratch, struct row,
	    (size_t)w->nnotes + 1);
	struct row	 none = { .n = 0 };
	struct regions	 r;
	uint32_t	 end;

	none.c[0] = (struct choice){ NONE, 0, 0, 0, 0 };
	find_regions(w, x, &r);
	for (uint32_t k = 0; k < w->nnotes; k++)
		w->line[w->note[k].line].note = k;
	for (uint32_t k = 0; k < w->nnotes; k++) {
		choices(w, x, &r, k, &row[k]);
		relax(k > 0 ? &row[k - 1] : &none, &row[k]);
	}
	end = row[w->nnotes - 1].n;
	for (uint32_t i = 0; i <= row[w->nnotes - 1].n; i++)
		if (row[w->nnotes - 1].c[i].best >
		    row[w->nnotes - 1].c[end].best)
			end = i;
	settle(w, x, row, end);
	collect(w);
}
