/*
 * The breaker: Knuth and Plass (1981) over lines instead of breaks.
 *
 *   para_break
 *     para_breaks		where lines may end
 *     try (tolerance 0, 1, 2)	until the paragraph has a breaking
 *       find_lines		candidate lines that end at a break
 *       extend			best way to each line, by line number
 *       sweep			of what leads nowhere, when it is much
 *     collect			natural length, one longer, one shorter …
 *     add_calm			natural length with fewer hyphens
 *
 * A node of the graph is a candidate line (a, b), so that costs of two
 * neighbours are exact: three hyphens running, the change of tightness.
 * For every candidate the best way to it is kept for each number of
 * lines, within two of the best: the variants fall out of one pass.
 *
 * Beside a drop initial lines are narrower: row n of the first rows is
 * a candidate of its own, and all lines below them are of row `rows`.
 */
#include <stdlib.h>
#include <string.h>

#include "para_cost.h"

enum {
	LEVELS = 2,	/* lines more or less than the best that count */
	DEAR = 8,	/* times the price of a hyphen, in a calm variant */
	KEPT = 1 << 7	/* of a mark: a line may yet follow */
};

/* Candidates before those that lead nowhere are swept out; with few, on
 * every paragraph, nothing may change. */
#ifndef SWEEP_LEAST
#define SWEEP_LEAST	65536u
#endif

struct cand {			/* a line from break a to break b */
	uint32_t a, b;
	int32_t	 x;
	uint32_t row;		/* line beside a drop initial, see rows */
	int64_t	 cost;
	uint32_t first, n;	/* its states */
	uint32_t lines;		/* number of the first state */
};

struct state {
	int64_t	 cost;
	uint32_t from;		/* candidate before, by index */
};

struct group {			/* candidates that end at one break */
	uint32_t first, n;
	uint32_t best_lines;	/* lines of the cheapest way here */
	uint32_t rows;		/* 1 << row of those candidates */
	bool	 reached;
};

struct search {
	struct para	*p;
	struct arena	*scratch;
	struct brk	*brks;
	uint32_t	 nbrks;
	struct group	*groups;
	struct cand	*cands;
	struct state	*states;
	uint32_t	 ncands, capcands, nstates, capstates;
	uint32_t	 sweep_at;	/* candidates */
	uint32_t	 active;	/* first break a line may start at */
	uint32_t	 rows;		/* lines beside a drop initial */
	int		 tolerance;
	int32_t		 max_x, min_x;
};

/* First no space below 3/4 of its width, and stretching that letter-
 * spacing can still help; then what must be; then anything. */
const struct tolerance tolerances[TOLERANCES] = {
	{ -ONE * 11 / 10, ONE * 5 / 4 },
	{ -ONE * 5 / 4, ONE * 3 },
	{ -ONE * 5 / 4, ONE * 1000 },
};

static struct cand *
new_cand(struct search *s)
{
	if (s->ncands == s->capcands) {
		s->capcands = s->capcands ? s->capcands * 2 : 256;
		s->cands = xrealloc(s->cands,
		    s->capcands * sizeof(*s->cands));
	}
	return &s->cands[s->ncands++];
}

static struct state *
new_states(struct search *s, uint32_t n)
{
	while (s->nstates + n > s->capstates) {
		s->capstates = s->capstates ? s->capstates * 2 : 1024;
		s->states = xrealloc(s->states,
		    s->capstates * sizeof(*s->states));
	}
	s->nstates += n;
	return &s->states[s->nstates - n];
}

/* The start of a line of that row. */
static const struct brk *
start_of(const struct search *s, uint32_t a, uint32_t row, struct brk *room)
{
	if (row >= s->rows)
		return &s->brks[a];
	*room = s->brks[a];
	room->inset = s->p->drop->inset[row];
	return room;
}

static bool
follows(const struct search *s, uint32_t row, uint32_t before)
{
	return row == before + 1 || (row == s->rows && before == row);
}

static void
relax(struct state *st, uint32_t n, uint32_t at, int64_t cost,
    uint32_t from)
{
	if (at < n && cost < st[at].cost) {
		st[at].cost = cost;
		st[at].from = from;
	}
}

/* The best ways to a candidate through all that end where it starts. */
static void
extend(struct search *s, uint32_t index)
{
	struct cand		 d = s->cands[index];
	const struct group	*g = &s->groups[d.a];
	uint32_t		 lo, n = 2 * LEVELS + 1;
	struct state		*st;
	struct brk		 at, before;
	const struct brk	*start = start_of(s, d.a, d.row, &at);

	lo = d.a == 0 ? 1 : (g->best_lines > LEVELS ?
	    g->best_lines - LEVELS : 1) + 1;
	if (lo <= d.row)
		lo = d.row + 1;
	if (d.a == 0 || d.row < s->rows)
		n = 1;
	s->cands[index].first = s->nstates;
	s->cands[index].n = n;
	s->cands[index].lines = lo;
	st = new_states(s, n);
	for (uint32_t i = 0; i < n; i++)
		st[i] = (struct state){ COST_NONE, UINT32_MAX };
	if (d.a == 0)
		st[0].cost = d.cost;
	for (uint32_t i = 0; i < g->n && d.a != 0; i++) {
		const struct cand  *c = &s->cands[g->first + i];
		const struct state *from = &s->states[c->first];
		int64_t		    k;

		if (s->rows > 0 && !follows(s, d.row, c->row))
			continue;
		k = d.cost + pair_cost(s->p, s->rows == 0 ?
		    &s->brks[c->a] : start_of(s, c->a, c->row, &before),
		    start, &s->brks[d.b], c->x, d.x);
		for (uint32_t j = 0; j < c->n; j++)
			if (from[j].cost != COST_NONE &&
			    c->lines + j + 1 >= lo)
				relax(st, n, c->lines + j + 1 - lo,
				    from[j].cost + k, g->first + i);
	}
}

static void
add_line(struct search *s, uint32_t a, uint32_t b, uint32_t row,
    int64_t delta, int32_t x, int64_t extra)
{
	struct cand *c = new_cand(s);
	struct brk   room;

	c->a = a;
	c->b = b;
	c->row = row;
	c->cost = line_cost(s->p, start_of(s, a, row, &room), &s->brks[b],
	    delta, &x) + extra;
	c->x = x;
	extend(s, s->ncands - 1);
}

enum outcome { TOO_TIGHT, TAKEN, TOO_LOOSE };

static inline enum outcome
weigh(struct search *s, uint32_t a, uint32_t b, uint32_t row,
    const struct brk *at)
{
	const struct brk *k = &s->brks[b];
	int64_t		  delta = line_delta(s->p, at, k);
	int32_t		  x = line_effort(s->p, at, k, delta);

	if (x < s->min_x)
		return TOO_TIGHT;
	if (x > s->max_x && !(k->forced && delta >= 0))
		return TOO_LOOSE;
	add_line(s, a, b, row, delta, x, 0);
	return TAKEN;
}

/* Whether a line of some row can start at the break. */
static bool
row_reached(const struct search *s, uint32_t a, uint32_t row)
{
	uint32_t rows = s->groups[a].rows;

	if (a == 0)
		return row == 0;
	return (row > 0 && (rows >> (row - 1) & 1)) ||
	    (row == s->rows && (rows >> row & 1));
}

/* As weigh, for the rows a line may be of beside a drop initial.  Too
 * loose is what would be so in the narrowest of them. */
static enum outcome
weigh_rows(struct search *s, uint32_t a, uint32_t b)
{
	enum outcome o = TOO_TIGHT, k;
	struct brk   narrow = s->brks[a], room;

	for (uint32_t row = 0; row <= s->rows; row++)
		if (row_reached(s, a, row) &&
		    (k = weigh(s, a, b, row, start_of(s, a, row, &room))) !=
		    TOO_TIGHT)
			o = TAKEN;
	if (o == TOO_TIGHT)
		return o;
	for (uint32_t row = 0; row < s->rows; row++)
		if (s->p->drop->inset[row] > narrow.inset)
			narrow.inset = s->p->drop->inset[row];
	return !s->brks[b].forced && line_effort(s->p, &narrow, &s->brks[b],
	    line_delta(s->p, &narrow, &s->brks[b])) > s->max_x ?
	    TOO_LOOSE : TAKEN;
}

/* Last resort: too wide a line is better than none. */
static void
add_overfull(struct search *s, uint32_t a, uint32_t b)
{
	for (uint32_t row = 0; row <= s->rows; row++)
		if (row_reached(s, a, row) || s->rows == 0)
			add_line(s, a, b, row, 0, ONE, COST_OVERFULL);
}

/* All lines that may end at break b. */
static void
find_lines(struct search *s, uint32_t b)
{
	const struct brk *k = &s->brks[b];
	uint32_t	  last = UINT32_MAX;

	for (uint32_t a = s->active; a < b; a++) {
		enum outcome o;

		if (!s->groups[a].reached) {
			s->active += a == s->active;
			continue;
		}
		last = a;
		o = s->rows == 0 ? weigh(s, a, b, 0, &s->brks[a]) :
		    weigh_rows(s, a, b);
		if (o == TOO_TIGHT && a == s->active)
			s->active++;
		if (o == TOO_LOOSE)
			break;
	}
	if (s->tolerance == TOLERANCES - 1 && last != UINT32_MAX &&
	    s->groups[b].first == s->ncands)
		add_overfull(s, last, b);
	if (k->forced)
		s->active = b;
}

/* The rows of the candidates that any way leads to. */
static void
find_rows(const struct search *s, struct group *g)
{
	for (uint32_t i = 0; i < g->n; i++) {
		const struct cand *c = &s->cands[g->first + i];

		for (uint32_t j = 0; j < c->n; j++)
			if (s->states[c->first + j].cost != COST_NONE)
				g->rows |= 1u << c->row;
	}
}

static void
close_group(struct search *s, uint32_t b)
{
	struct group	*g = &s->groups[b];
	int64_t		 best = COST_NONE;

	g->n = s->ncands - g->first;
	if (s->rows > 0)
		find_rows(s, g);
	for (uint32_t i = 0; i < g->n; i++) {
		const struct cand *c = &s->cands[g->first + i];

		for (uint32_t j = 0; j < c->n; j++)
			if (s->states[c->first + j].cost < best) {
				best = s->states[c->first + j].cost;
				g->best_lines = c->lines + j;
			}
	}
	g->reached = best != COST_NONE;
}

/*
 * The candidates at which a line may yet start, and those on their best
 * ways here: a bit a state.  A way leads to lower numbers only.
 */
static void
mark(const struct search *s, uint32_t b, uint8_t *marks)
{
	for (uint32_t a = s->active; a <= b; a++)
		for (uint32_t i = 0; i < s->groups[a].n; i++)
			marks[s->groups[a].first + i] = KEPT;
	for (uint32_t i = s->ncands; i-- > 0; ) {
		const struct cand  *c = &s->cands[i];
		const struct state *st = &s->states[c->first];

		for (uint32_t j = 0; j < c->n && marks[i] != 0; j++) {
			uint32_t f = st[j].from;

			if (st[j].cost == COST_NONE || f == UINT32_MAX ||
			    !(marks[i] & (KEPT | 1u << j)))
				continue;
			marks[f] |= (uint8_t)(1u << (c->lines + j - 1 -
			    s->cands[f].lines));
		}
	}
}

/* What is marked moves together; to: the new numbers. */
static void
gather(struct search *s, const uint8_t *marks, uint32_t *to)
{
	uint32_t n = 0, nstates = 0;

	for (uint32_t i = 0; i < s->ncands; i++) {
		struct cand c = s->cands[i];

		if (marks[i] == 0)
			continue;
		for (uint32_t j = 0; j < c.n; j++) {
			struct state st = s->states[c.first + j];

			if (!(marks[i] & (KEPT | 1u << j)))
				st = (struct state){ COST_NONE, UINT32_MAX };
			if (st.from != UINT32_MAX)
				st.from = to[st.from];
			s->states[nstates + j] = st;
		}
		c.first = nstates;
		nstates += c.n;
		to[i] = n;
		s->cands[n++] = c;
	}
	s->ncands = n;
	s->nstates = nstates;
}

/* A paragraph as long as a book would take gigabytes; the best ways to
 * all its active lines soon run together. */
static void
sweep(struct search *s, uint32_t b)
{
	uint8_t	 *marks;
	uint32_t *to;

	if (s->ncands < s->sweep_at)
		return;
	marks = xmalloc(s->ncands);
	memset(marks, 0, s->ncands);
	to = xmalloc(s->ncands * sizeof(*to));
	mark(s, b, marks);
	gather(s, marks, to);
	for (uint32_t a = s->active; a <= b; a++)
		if (s->groups[a].n > 0)
			s->groups[a].first = to[s->groups[a].first];
	free(marks);
	free(to);
	s->sweep_at = s->ncands * 2 > SWEEP_LEAST ? s->ncands * 2 :
	    SWEEP_LEAST;
}

static bool
try(struct search *s, int tolerance)
{
	s->tolerance = tolerance;
	s->min_x = tolerances[tolerance].min;
	s->max_x = tolerances[tolerance].max;
	if (s->p->align != ALIGN_JUSTIFY) {
		s->min_x = 0;
		s->max_x = ONE * (tolerance == 0 ? 2 : 1000);
	}
	s->ncands = s->nstates = s->active = 0;
	s->sweep_at = SWEEP_LEAST;
	memset(s->groups, 0, s->nbrks * sizeof(*s->groups));
	s->groups[0].reached = true;
	for (uint32_t b = 1; b < s->nbrks; b++) {
		s->groups[b].first = s->ncands;
		if (s->tolerance > 0 || !s->brks[b].resort)
			find_lines(s, b);
		close_group(s, b);
		sweep(s, b);
		if (s->brks[b].forced && !s->groups[b].reached)
			return false;
	}
	return true;
}

/* The cheapest way to the end in just so many lines, or COST_NONE. */
static int64_t
cheapest(const struct search *s, uint32_t lines, uint32_t *cand)
{
	const struct group	*g = &s->groups[s->nbrks - 1];
	int64_t			 best = COST_NONE;

	for (uint32_t i = 0; i < g->n; i++) {
		const struct cand *c = &s->cands[g->first + i];

		if (lines < c->lines || lines - c->lines >= c->n)
			continue;
		if (s->states[c->first + lines - c->lines].cost < best) {
			best = s->states[c->first + lines - c->lines].cost;
			*cand = g->first + i;
		}
	}
	return best;
}

static int64_t
best_cost(const struct search *s)
{
	uint32_t cand;

	return cheapest(s, s->groups[s->nbrks - 1].best_lines, &cand);
}

/* The cheapest breaking into so many lines; false when there is none. */
static bool
trace(const struct search *s, uint32_t lines, struct breaking *r)
{
	uint32_t *ends, cand = 0;

	r->demerits = cheapest(s, lines, &cand);
	if (r->demerits == COST_NONE)
		return false;
	ends = ARENA_ARRAY(s->scratch, uint32_t, lines);
	r->worst = 0;
	for (uint32_t i = lines; i > 0; i--) {
		const struct cand *c = &s->cands[cand];

		ends[i - 1] = c->b;
		if (c->x > r->worst)
			r->worst = c->x;
		cand = s->states[c->first + i - c->lines].from;
	}
	r->nlines = lines;
	r->ends = ends;
	return true;
}

/* The natural breaking, and those longer and shorter whose lines are no
 * looser than is good, or than the natural one has to be. */
static void
collect(const struct search *s, struct breakings *out)
{
	static const int	order[] = { 1, -1, 2, -2 };
	uint32_t		n = s->groups[s->nbrks - 1].best_lines;
	int32_t			worst = tolerances[0].max;
	struct breaking		r;

	(void)trace(s, n, &out->list[0]);
	out->n = 1;
	if (out->list[0].worst > worst)
		worst = out->list[0].worst;
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++)
		if ((int)n + order[i] > 0 && trace(s, (uint32_t)((int)n +
		    order[i]), &r) && r.demerits < COST_THREE_HYPHENS &&
		    r.worst <= worst)
			out->list[out->n++] = r;
}

/* What a breaking costs, line by line. */
static int64_t
price(const struct search *s, const struct breaking *r)
{
	const struct brk *o = NULL, *a, *b;
	struct brk	  room[2];	/* of a line and the one before */
	uint32_t	  from = 0;
	int64_t		  cost = 0, delta;
	int32_t		  x, before = 0;

	for (uint32_t i = 0; i < r->nlines; i++) {
		a = start_of(s, from, i, &room[i & 1]);
		b = &s->brks[r->ends[i]];
		delta = line_delta(s->p, a, b);
		x = line_effort(s->p, a, b, delta);
		cost += line_cost(s->p, a, b, delta, &x);
		if (o != NULL)
			cost += pair_cost(s->p, o, a, b, before, x);
		o = a;
		from = r->ends[i];
		before = x;
	}
	return cost;
}

/* Hyphens where a page might end: two lines at least on each side. */
static int
hyphens_inside(const struct search *s, const struct breaking *r)
{
	int n = 0;

	for (uint32_t i = 1; i + 2 < r->nlines; i++)
		n += s->brks[r->ends[i]].hyphen;
	return n;
}

static void
scale_hyphens(struct search *s, bool dear)
{
	for (uint32_t i = 0; i < s->nbrks; i++)
		if (s->brks[i].hyphen)
			s->brks[i].penalty = dear ?
			    s->brks[i].penalty * DEAR :
			    s->brks[i].penalty / DEAR;
}

/* A breaking of the same length with fewer hyphens, for the paginator:
 * no page may end in a broken word. */
static void
add_calm(struct search *s, struct breakings *out)
{
	const struct breaking *first = &out->list[0];
	struct breaking	       r;

	if (hyphens_inside(s, first) == 0 ||
	    first->demerits >= COST_THREE_HYPHENS)
		return;
	scale_hyphens(s, true);
	if (try(s, s->tolerance) && trace(s, first->nlines, &r) &&
	    r.demerits < COST_THREE_HYPHENS &&
	    hyphens_inside(s, &r) < hyphens_inside(s, first)) {
		scale_hyphens(s, false);
		r.demerits = price(s, &r);
		out->list[out->n++] = r;
	} else
		scale_hyphens(s, false);
}

void
para_break(struct para *p, struct arena *scratch, struct breakings *out)
{
	struct search s = { .p = p, .scratch = scratch,
	    .rows = p->drop != NULL ? p->drop->lines : 0 };

	memset(out, 0, sizeof(*out));
	s.nbrks = para_breaks(p, scratch, &s.brks);
	s.groups = ARENA_ARRAY(scratch, struct group, s.nbrks);
	for (int t = 0; t < TOLERANCES; t++)
		if (try(&s, t) && (t > 0 || best_cost(&s) <
		    COST_THREE_HYPHENS))
			break;
	out->brks = s.brks;
	out->nbrks = s.nbrks;
	collect(&s, out);
	add_calm(&s, out);
	out->overfull = out->list[0].demerits >= COST_OVERFULL;
	free(s.cands);
	free(s.states);
}
