/*
 * The chain of notes: of the lines that might begin a note, those that
 * follow one another in number and find their calls.
 */
#include <stdlib.h>
#include <string.h>

#include "notes_int.h"

enum { LOOK = 24, NUMBERS = 10000 };

static uint64_t
key_of(enum series s, uint32_t number, uint32_t at)
{
	return (uint64_t)s << 62 | (uint64_t)number << 32 | at;
}

static int
by_key(const void *a, const void *b)
{
	uint64_t x = ((const struct index_key *)a)->key;
	uint64_t y = ((const struct index_key *)b)->key;

	return x < y ? -1 : x > y;
}

void
index_calls(struct work *w, const struct cands *c, struct index *x)
{
	x->c = c;
	x->n = c->n;
	x->key = ARENA_ARRAY(w->scratch, struct index_key, c->n + 1);
	for (uint32_t i = 0; i < c->n; i++) {
		x->key[i].key = key_of(c->list[i].series, c->list[i].number &
		    0x3FFFFFFF, c->list[i].at);
		x->key[i].cand = i;
	}
	qsort(x->key, x->n, sizeof(*x->key), by_key);
}

static uint32_t
lower_bound(const struct index *x, uint64_t key)
{
	uint32_t lo = 0, hi = x->n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (x->key[mid].key < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void
index_range(const struct index *x, enum series s, uint32_t number, uint32_t lo,
    uint32_t hi, uint32_t *a, uint32_t *b)
{
	*a = lower_bound(x, key_of(s, number, lo));
	*b = hi > lo ? lower_bound(x, key_of(s, number, hi)) : *a;
}

/* What a candidate adds to a chain. */
struct link {
	int	 worth;
	uint32_t call, cand;
	bool	 inner;		/* a number may end with its call */
};

/* The best call with the note's number between two cells: its worth. */
static int
call_worth(const struct work *w, const struct index *x,
    const struct ncand *c, uint32_t lo, struct link *o)
{
	uint32_t a, b, hi = w->line[c->line].s;
	int	 best = 0;

	o->cand = NONE;
	index_range(x, c->series, c->number, lo, hi, &a, &b);
	if (b > a + LOOK)
		a = b - LOOK;
	for (; a < b; a++) {
		const struct cand *k = &x->c->list[x->key[a].cand];
		bool		   here = x->page[k->line] == x->page[c->line];
		int		   s = k->score + here - (x->restarts && !here ?
		    2 : 0);

		if (x->form != FORM__MAX && k->form != x->form &&
		    k->series == SERIES_FIGURE)
			s -= 2;
		if (k->score == 1 && k->form == FORM_SPACED && !x->spaced &&
		    !(x->restarts && here)) {
			o->inner = true;	/* "5 persons": rather not */
			continue;
		}
		o->inner |= k->inner && k->score > -4;
		if (k->line != c->line && !k->inner && s > best) {
			best = s;
			o->cand = x->key[a].cand;
		}
	}
	return best;
}

/* Is there a sign between two cells that might be a misread mark? */
static bool
misread_near(const struct work *w, const struct index *x,
    const struct ncand *c, uint32_t lo)
{
	uint32_t a, b;

	index_range(x, SERIES_FIGURE, 0, lo, w->line[c->line].s, &a, &b);
	while (b > a) {
		const struct cand *k = &x->c->list[x->key[--b].cand];

		if (k->score >= 2 && c->line - k->line < 80)
			return true;
		if (c->line - k->line >= 80)
			break;
	}
	return false;
}

/* Forms that a text may mix, or the extraction; 0 and 3 differ by a dot,
 * which OCR may lose. */
static int
family(enum style s)
{
	switch (s) {
	case STYLE_BRACKET: case STYLE_CARET: case STYLE_DEF:
		return 1;
	case STYLE_PAREN: case STYLE_HALF:
		return 2;
	case STYLE_DOT:
		return 3;
	default:
		return 0;
	}
}

/* The next note of a foot, by its number and place. */
static bool
follows(const struct index *x, const struct ncand *p, const struct ncand *c)
{
	return p != NULL && p->style == c->style && c->number ==
	    p->number + 1 && c->line < p->line + 30 &&
	    x->page[p->line] == x->page[c->line];
}

/* What the candidate adds to a chain that ends with p (NULL: nothing). */
static struct link
link_to(const struct work *w, const struct index *x, const struct ncand *p,
    const struct ncand *c)
{
	uint32_t    lo = p == NULL || p->call == NONE ? 0 : p->call + 1;
	struct link o = { c->own, NONE, NONE, false };
	int	    k = call_worth(w, x, c, lo, &o);

	if (p != NULL && p->style != c->style && !c->proved && !p->proved)
		o.worth -= 3;
	if (x->proved && !c->proved)
		o.worth -= 4;
	if (x->style != STYLE__MAX && !c->proved && c->style != x->style &&
	    c->series == SERIES_FIGURE)
		o.worth -= family(c->style) == family(x->style) ? 2 :
		    family(c->style) % 3 == family(x->style) % 3 ? 4 : 8;
	o.worth += c->wide ? 1 : 0;
	o.worth += c->blank ? 1 : p != NULL && p->line + 30 > c->line &&
	    p->style == c->style ? 1 : c->low ? -1 : -3;
	if (k > 0) {
		/* one run, as notes at the end are: not a list or some
		 * headings here, and the rest elsewhere */
		o.worth += k + (p != NULL && p->cand != NONE &&
		    follows(x, p, c));
		o.call = x->c->list[o.cand].at;
		return o;
	}
	if (c->style == STYLE_DEF)
		return o;
	o.call = lo > 0 ? lo - 1 : NONE;
	o.worth -= o.inner || follows(x, p, c) || ((c->blank || c->style ==
	    STYLE_PAREN) && misread_near(w, x, c, lo)) ? 2 : 5;
	o.worth += c->foot ? 5 : 0;
	if (c->proved)
		o.worth += 6;
	else if (c->wide && misread_near(w, x, c, lo))
		o.worth += c->blank ? 5 : 3;
	return o;
}

struct chain {
	uint32_t	*last;	/* newest candidate by number, or NONE */
	uint32_t	*top;	/* that with the best chain, or NONE */
	uint32_t	 best;	/* end of the best chain so far, or NONE */
	uint32_t	 prior;	/* that of the pages before, or NONE */
	uint32_t	 page;
};

static void
consider(struct ncand *c, uint32_t i, uint32_t from, int worth,
    const struct link *l)
{
	worth += l->worth;
	if (c[i].from == NONE - 1 || worth > c[i].best) {
		c[i].best = worth;
		c[i].from = from;
		c[i].call = l->call;
		c[i].cand = l->cand;
	}
}

/* A note 1 may be worth more behind a list that took its calls, but the
 * chain it begins by itself is better: note 2 may follow either. */
static void
consider_first(const struct work *w, const struct index *x, struct ncand *c,
    uint32_t i, uint32_t p)
{
	struct ncand f = c[p];
	struct link  l;

	if (p == NONE || f.number != 1 || f.from == NONE || f.first_cand ==
	    NONE)
		return;
	f.call = x->c->list[f.first_cand].at;
	l = link_to(w, x, &f, &c[i]);
	if (f.first + 2 + l.worth <= c[i].best)
		return;
	consider(c, i, p, f.first + 2, &l);
	c[i].anew = true;
}

/* What it is worth that note c begins anew behind p. */
static int
restart_worth(const struct index *x, const struct ncand *p,
    const struct ncand *c)
{
	if (!x->restarts || c->series != SERIES_FIGURE)
		return -1;
	if (x->page[p->line] == x->page[c->line])
		return -6;
	return c->low && c->style == x->style ? 5 : 2;
}

/* The best chain that ends with candidate i. */
static void
extend(const struct work *w, const struct index *x, struct ncand *c,
    uint32_t i, struct chain *h)
{
	uint32_t    n = c[i].number, p;
	struct link l = link_to(w, x, NULL, &c[i]);

	if (x->page[c[i].line] != h->page) {
		h->page = x->page[c[i].line];
		h->prior = h->best;
	}
	c[i].from = NONE - 1;
	consider(c, i, NONE, n == 1 ? 0 : -4, &l);
	c[i].first = l.worth;
	c[i].first_cand = l.cand;
	c[i].anew = false;
	if (n > 1 && n < NUMBERS && (p = h->last[n - 1]) != NONE) {
		l = link_to(w, x, &c[p], &c[i]);
		consider(c, i, p, c[p].best + 2, &l);
		if (h->top[n - 1] != p) {
			p = h->top[n - 1];
			l = link_to(w, x, &c[p], &c[i]);
			consider(c, i, p, c[p].best + 2, &l);
		}
	}
	if ((p = h->best) != NONE) {
		l = link_to(w, x, &c[p], &c[i]);
		consider(c, i, p, c[p].best + (n == 1 ? restart_worth(x,
		    &c[p], &c[i]) : n == c[p].number +
		    1 ? 2 : n > c[p].number ? -4 : -6), &l);
	}
	if (n == 1 && x->restarts && (p = h->prior) != NONE) {
		l = link_to(w, x, &c[p], &c[i]);
		consider(c, i, p, c[p].best + restart_worth(x, &c[p], &c[i]),
		    &l);
	}
	if (n == 2 && h->last[1] != NONE)
		consider_first(w, x, c, i, h->last[1]);
	if (n < NUMBERS && (h->last[n] == NONE ||
	    c[i].best >= c[h->last[n]].best - 8))
		h->last[n] = i;
	if (n < NUMBERS && (h->top[n] == NONE ||
	    c[i].best >= c[h->top[n]].best))
		h->top[n] = i;
	if (h->best == NONE || c[i].best > c[h->best].best ||
	    (c[i].best == c[h->best].best && follows(x, &c[h->best], &c[i])))
		h->best = i;
}

/* Chains the candidates of one series but for those left out; marks the
 * chosen.  The worth of the chain. */
static int
chain_kind(struct work *w, const struct index *x, struct ncand *c,
    uint32_t n, enum series series, bool *in)
{
	struct chain h = { ARENA_ARRAY(w->scratch, uint32_t, NUMBERS),
	    ARENA_ARRAY(w->scratch, uint32_t, NUMBERS), NONE, NONE, NONE };

	for (uint32_t i = 0; i < NUMBERS; i++)
		h.last[i] = h.top[i] = NONE;
	for (uint32_t i = 0; i < n; i++)
		if (c[i].series == series && !c[i].out)
			extend(w, x, c, i, &h);
	if (h.best == NONE || c[h.best].best <= 2)
		return 0;
	for (uint32_t i = h.best; i != NONE; i = c[i].from) {
		uint32_t p = c[i].from;

		in[i] = true;
		if (!c[i].anew || p == NONE)
			continue;
		c[p].cand = c[p].first_cand;
		c[p].from = NONE;
	}
	return c[h.best].best;
}

/* Of each candidate the first of the run, one number close after the
 * other, in which it stands. */
static uint32_t *
run_begins(struct work *w, const struct index *x, const struct ncand *c,
    uint32_t n)
{
	uint32_t *begin = ARENA_ARRAY(w->scratch, uint32_t, n + 1);
	uint32_t  k = NONE;

	for (uint32_t i = 0; i < n; i++) {
		begin[i] = i;
		if (c[i].series != SERIES_FIGURE)
			continue;
		if (k != NONE && (follows(x, &c[k], &c[i]) ||
		    (c[k].style == c[i].style &&
		    c[k].number + 1 == c[i].number &&
		    c[k].line + 12 >= c[i].line)))
			begin[i] = begin[k];
		k = i;
	}
	return begin;
}

/* Leaves out member p of the chain, whose number is m, and those before
 * it down to 1; their number. */
static uint32_t
leave_back(struct ncand *c, uint32_t p, uint32_t m)
{
	uint32_t k = 0;

	for (; p != NONE && c[p].number == m; p = c[p].from, m--, k++)
		c[p].out = true;
	return k;
}

/* Do notes of the chain that begins again at i find no call? */
static bool
uncalled(const struct ncand *c, uint32_t n, const bool *in, uint32_t i)
{
	uint32_t lost = 0, m = c[i].number;

	for (; i < n; i++) {
		if (!in[i] || c[i].series != SERIES_FIGURE)
			continue;
		if (c[i].number != m++)
			break;
		lost += c[i].cand == NONE;
	}
	return lost >= 2;
}

/*
 * Leaves out members of the chain that may have the calls of others:
 * those that stand for the beginning of a run which the chain enters in
 * its midst, or come before a run that finds none.  Their number.
 */
static uint32_t
leave_out(const uint32_t *begin, struct ncand *c, uint32_t n,
    const bool *in)
{
	uint32_t prev = NONE, k = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t r;

		if (!in[i] || c[i].series != SERIES_FIGURE)
			continue;
		r = prev == NONE ? i : begin[i];
		if (r < i && prev < r && c[r].number == 1)
			k += leave_back(c, prev, c[i].number - 1);
		else if (prev != NONE && c[i].number == 1 &&
		    uncalled(c, n, in, i))
			k += leave_back(c, prev, c[prev].number);
		prev = i;
	}
	return k;
}

/* Is there a note 1 of the same form above candidate i on its page? */
static bool
first_above(const struct index *x, const struct ncand *c, uint32_t i)
{
	uint32_t k = i;

	while (k > 0 && x->page[c[k - 1].line] == x->page[c[i].line])
		if (c[--k].number == 1 && c[k].style == c[i].style)
			return true;
	return false;
}

/* The style of the notes and the form of the calls that most of the
 * chosen have: a text has one of each. */
static void
learn_habits(struct index *x, const struct ncand *c, uint32_t n,
    const bool *in)
{
	uint32_t style[STYLE__MAX] = { 0 }, form[FORM__MAX] = { 0 };
	uint32_t all = 0, called = 0, firsts = 0, pages = 0, page = NONE;
	uint32_t on = 0, last = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (!in[i] || c[i].series != SERIES_FIGURE)
			continue;
		firsts += x->page[c[i].line] != page && c[i].number == 1;
		on += x->page[c[i].line] != page && c[i].number == last + 1 &&
		    last > 0 && !first_above(x, c, i);
		last = c[i].number;
		pages += x->page[c[i].line] != page;
		page = x->page[c[i].line];
		style[c[i].style]++;
		all++;
		if (c[i].cand == NONE)
			continue;
		form[x->c->list[c[i].cand].form]++;
		called++;
	}
	x->restarts = firsts > 1 && firsts * 3 >= pages * 2 && firsts > 2 * on;
	for (unsigned i = 0; i < STYLE__MAX; i++)
		if (style[i] > 2 && style[i] * 5 > all * 3)
			x->style = (enum style)i;
	for (unsigned i = 0; i < FORM__MAX; i++)
		if (form[i] > 2 && form[i] * 5 > called * 3)
			x->form = (enum form)i;
}

static uint32_t
called(const struct ncand *c, uint32_t n, const bool *in)
{
	uint32_t k = 0;

	for (uint32_t i = 0; i < n; i++)
		k += in[i] && c[i].cand != NONE;
	return k;
}

/*
 * A list or headings that have numbers too may be a chain's beginning,
 * found with the calls of the first notes; it then enters the run of the
 * notes in its midst.  Such a chain is tried again without them.
 */
static void
chain_again(struct work *w, const struct index *x, struct ncand *c,
    uint32_t n, bool *in)
{
	bool	 *out = ARENA_ARRAY(w->scratch, bool, n + 1);
	uint32_t *begin = run_begins(w, x, c, n);
	int	  best = INT32_MIN, worth, round = 0;

	for (uint32_t i = 0; i < n; i++)
		c[i].out = false;
	do {
		memset(in, 0, n * sizeof(*in));
		worth = chain_kind(w, x, c, n, SERIES_FIGURE, in);
		for (uint32_t i = 0; i < n && worth > best; i++)
			out[i] = c[i].out;
		best = worth > best ? worth : best;
	} while (round++ < 4 && leave_out(begin, c, n, in) > 0);
	for (uint32_t i = 0; i < n; i++)
		c[i].out = out[i];
	if (worth < best) {
		memset(in, 0, n * sizeof(*in));
		(void)chain_kind(w, x, c, n, SERIES_FIGURE, in);
	}
}

/* The line of candidate i is its own: others on it are out.  Was one of
 * them a figure in a chain? */
static bool
yield_line(struct ncand *c, uint32_t n, uint32_t i, bool *in)
{
	uint32_t a = i, b = i + 1;
	bool	 figure = false;

	while (a > 0 && c[a - 1].line == c[i].line)
		a--;
	while (b < n && c[b].line == c[i].line)
		b++;
	for (uint32_t j = a; j < b; j++) {
		figure |= in[j] && c[j].series == SERIES_FIGURE;
		c[j].out |= c[j].series == SERIES_FIGURE;
		in[j] &= j == i;
	}
	return figure;
}

/* How many of the candidates of a series are chosen, and how many of
 * those find their call. */
static uint32_t
called_of(const struct ncand *c, uint32_t n, enum series s, const bool *in,
    uint32_t *all)
{
	uint32_t k = 0;

	*all = 0;
	for (uint32_t i = 0; i < n; i++) {
		*all += in[i] && c[i].series == s;
		k += in[i] && c[i].series == s && c[i].cand != NONE;
	}
	return k;
}

/* Numbered headings and lists pass for notes where there are no others;
 * where notes are lettered, figures must be called to be notes too. */
static void
drop_uncalled(const struct ncand *c, uint32_t n, bool *in)
{
	uint32_t all, k = called_of(c, n, SERIES_FIGURE, in, &all);

	for (uint32_t i = 0; i < n && k * 4 < all * 3; i++)
		if (c[i].series == SERIES_FIGURE)
			in[i] = false;
}

/* Letters and Roman figures share i, v, x: the longer chain has a line
 * that is in both, and either has it rather than figures do. */
static void
chain_letters(struct work *w, const struct index *x, struct ncand *c,
    uint32_t n, bool *in)
{
	bool	*own[2], again = false;
	uint32_t k[2] = { 0, 0 }, any = 0;

	for (uint32_t i = 0; i < n; i++)
		any += c[i].series >= SERIES_LETTER;
	if (any == 0)
		return;
	for (unsigned s = 0; s < 2; s++) {
		own[s] = ARENA_ARRAY(w->scratch, bool, n + 1);
		chain_kind(w, x, c, n, SERIES_LETTER + s, own[s]);
		lettered_habit(c, n, SERIES_LETTER + s, own[s]);
		memset(own[s], 0, n * sizeof(*own[s]));
		chain_kind(w, x, c, n, SERIES_LETTER + s, own[s]);
		lettered_check(x, c, n, SERIES_LETTER + s, own[s]);
		for (uint32_t i = 0; i < n; i++)
			k[s] += own[s][i];
	}
	if (k[0] + k[1] > 0)
		drop_uncalled(c, n, in);
	for (uint32_t i = 0; i < n; i++) {
		unsigned s = c[i].series - SERIES_LETTER;

		if (s > 1 || !own[s][i])
			continue;
		again |= yield_line(c, n, i, in);
		in[i] = k[s] > k[!s] || (k[s] == k[!s] && s == 0);
	}
	for (uint32_t i = 0; i < n && again; i++)
		in[i] &= c[i].series != SERIES_FIGURE;
	if (again)		/* what leant on them may stand no longer */
		(void)chain_kind(w, x, c, n, SERIES_FIGURE, in);
}

/* Figures between spaces are calls only where most calls are. */
uint32_t
chain_notes(struct work *w, struct index *x, struct ncand *c, uint32_t n,
    uint32_t *chosen)
{
	bool	*in = ARENA_ARRAY(w->scratch, bool, n + 1);
	uint32_t k = 0, strict, proved = 0;

	for (uint32_t i = 0; i < n; i++)
		proved += c[i].proved;
	x->proved = proved > 2;
	x->style = STYLE__MAX;
	x->form = FORM__MAX;
	x->spaced = x->restarts = false;
	chain_again(w, x, c, n, in);
	strict = called(c, n, in);
	x->spaced = true;
	chain_again(w, x, c, n, in);
	if (called(c, n, in) * 7 <= strict * 10) {
		x->spaced = false;
		chain_again(w, x, c, n, in);
	}
	learn_habits(x, c, n, in);
	if (x->style != STYLE__MAX || x->form != FORM__MAX || x->restarts)
		chain_again(w, x, c, n, in);
	chain_kind(w, x, c, n, SERIES_STAR, in);
	chain_letters(w, x, c, n, in);
	for (uint32_t i = 0; i < n; i++)
		if (in[i])
			chosen[k++] = i;
	return k;
}
