/*
 * Labels on lines of their own, shared out among the notes of a page.
 *
 * A reader of PDF sets a raised figure before the note, behind it, or
 * anywhere at the foot of the page, and may lose one in the text; so the
 * labels of a page and the lines that may begin its notes are matched
 * together.  The numbers are those of the labels, what lies between them
 * and what the text of the page calls beside them; so many lines are
 * chosen to begin a note as there are numbers.  A label is best between
 * its note and a neighbour of that, and worst within a note.
 */
#include <string.h>

#include "notes_int.h"

enum { FOOT = 70, PAGE = 2 * FOOT, MOST = 24, SPREAD = 12 };

struct share {
	struct work		  *w;
	const struct foot_measure *m;
	const struct lone	  *o;	/* labels of the group */
	uint32_t		   n;
	uint32_t		   after;	/* labels behind it to look at */
	uint32_t		   back;	/* before it on its page */
	uint32_t		   lo, count;	/* numbers lo … */
	uint32_t		   line[PAGE], nlines;	/* of text */
	uint32_t		   pos[SPREAD];	/* lines of text above a label */
	int			   paras[PAGE + 1];	/* short ends above */
	uint32_t		   above[PAGE + 1];	/* labels above the line
						   before */
	uint32_t		   next;	/* first line of the next page */
};

/* ---- the numbers ---- */

static bool
called(const struct cands *c, uint32_t number, uint32_t from, uint32_t to)
{
	uint32_t lo = 0, hi = c->n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (c->list[mid].at < from)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < c->n && c->list[lo].at < to; lo++)
		if (c->list[lo].series == SERIES_FIGURE && c->list[lo].number ==
		    number && c->list[lo].score >= 5)
			return true;
	return false;
}

/* Has the number a label elsewhere: at the beginning of a line of the
 * region, or alone on this page or the next? */
static bool
labelled(const struct share *s, uint32_t number)
{
	const struct cells *c = &s->w->c;

	for (uint32_t k = 0; k < s->after; k++)
		if (s->o[s->n + k].number == number)
			return true;
	for (uint32_t k = 1; k <= s->back; k++)
		if (s->o[-(long)k].number == number)
			return true;

	for (uint32_t k = 0; k < s->nlines; k++) {
		const struct line *l = &s->w->line[s->line[k]];
		uint32_t	   v = 0, i = l->s;

		for (; i < l->e && i < l->s + 5 && cp_digit(c->cp[i]); i++)
			v = v * 10 + (c->cp[i] - '0');
		if (i > l->s && v == number)
			return true;
	}
	return false;
}

/* From the least to the greatest label, and on to what the page calls. */
static bool
numbers(struct share *s, const struct cands *c, uint32_t page,
    uint32_t before)
{
	uint32_t from = s->w->line[page].s, hi = 0, to;

	s->lo = s->o[0].number;
	for (uint32_t i = 0; i < s->n; i++) {
		s->lo = s->o[i].number < s->lo ? s->o[i].number : s->lo;
		hi = s->o[i].number > hi ? s->o[i].number : hi;
	}
	to = s->w->line[s->o[0].line].s;
	if (s->o[0].series == SERIES_FIGURE && s->n > 0) {
		while (s->lo > 1 && s->lo - 1 > before && called(c, s->lo - 1,
		    from, to) && !labelled(s, s->lo - 1))
			s->lo--;
		while (called(c, hi + 1, from, to) && !labelled(s, hi + 1))
			hi++;
	}
	s->count = hi - s->lo + 1;
	return s->count <= MOST && s->count <= s->nlines;
}

/* ---- the lines ---- */

static bool
short_end(const struct work *w, const struct line *l)
{
	return line_ends(w, l) && line_width(w, l, w->body.mono) * 100 <
	    w->body.full * 85;
}

static bool
arrow_ends(const struct work *w, const struct line *l)
{
	for (uint32_t i = l->e, n = 0; i-- > l->s && n < 3; n++)
		if (w->c.cp[i] == 0x21A9)
			return true;
	return false;
}

/* How much speaks against lines a and k in one note: a blank line, but
 * for that of a label, or a line left short at the end of a sentence. */
static int
parted(const struct work *w, uint32_t a, uint32_t k, bool label)
{
	if (a == NONE)
		return 0;
	return (w->line[k - 1].role == LINE_BLANK && !label && line_ends(w,
	    &w->line[a]) ? 4 : 0) + (short_end(w, &w->line[a]) &&
	    !line_goes_on(w, &w->line[k]));
}

/* The lines of text of [b, e) but the labels, and where those stand. */
static void
region(struct share *s, uint32_t b, uint32_t e)
{
	struct work *w = s->w;
	uint32_t     j = 0;

	s->nlines = 0;
	for (uint32_t k = b; k < e; k++) {
		if (j < s->n && s->o[j].line == k) {
			s->pos[j++] = s->nlines;
			continue;
		}
		if (w->line[k].role != LINE_TEXT)
			continue;
		s->line[s->nlines++] = k;
		s->above[s->nlines] = j;
		s->paras[s->nlines] = s->paras[s->nlines - 1] +
		    parted(w, s->nlines > 1 ? s->line[s->nlines - 2] : NONE,
		    k, j > 0 && s->pos[j - 1] == s->nlines - 1);
	}
	for (s->next = e; s->next < w->nlines && s->next < e + PAGE &&
	    !w->line[s->next].page; s->next++)
		;
	s->next = s->next < w->nlines && w->line[s->next].page &&
	    w->line[s->next].role == LINE_TEXT ? s->next : NONE;
}

/* ---- what a choice is worth ---- */

/* Labels at the border above line u, between notes a and b (0: none): is
 * one of them that of either? */
static int
border_worth(const struct share *s, uint32_t u, uint32_t a, uint32_t b)
{
	int x = 0;

	for (uint32_t i = 0; i < s->n; i++)
		if (s->pos[i] == u)
			x += s->o[i].number == b ? u < s->nlines &&
			    s->o[i].line + 1 == s->line[u] ? 12 : 5 :
			    s->o[i].number == a ? 2 : a == 0 ? 0 : -1;
	return x;
}

/* Lines t to u, u not included, as one note: labels within, and ends. */
static int
inside_worth(const struct share *s, uint32_t t, uint32_t u)
{
	return s->paras[t + 1] - s->paras[u] - 4 * (int)(s->above[u] -
	    s->above[t + 1]);
}

/* Line u as the first of a note that another stands above. */
static int
start_worth(const struct share *s, uint32_t u)
{
	const struct work *w = s->w;
	const struct line *l = &w->line[s->line[u]], *p;
	int		   x = line_goes_on(w, l) ? -6 : 0;

	p = &w->line[s->line[u - 1]];
	if (arrow_ends(w, p))
		x += 6;
	x += line_ends(w, p) ? short_end(w, p) ? 3 : 2 : -5;
	return x - (line_begins_speech(w, l) ? 2 : 0) +
	    (l[-1].role != LINE_TEXT);
}

/* Line u as the first of the foot. */
static int
foot_worth(const struct share *s, uint32_t u)
{
	const struct work *w = s->w;
	uint32_t	   k = s->line[u];
	const struct line *l = &w->line[k];
	int		   x = line_goes_on(w, l) ? -6 : 0;

	x += foot_parting(w, s->line[0], k, s->next);
	x += k > s->line[0] && l[-1].role != LINE_TEXT ? 3 : 0;
	x -= line_begins_speech(w, l) ? 3 : 0;
	for (uint32_t i = u; i < s->nlines; i++)
		x += foot_width(w, s->m, s->line[i]) - 5 *
		    s->m->calls[s->line[i]];
	return x - 4 * (int)s->above[u];
}

/* ---- the best choice ---- */

struct cell {
	int	 best;
	uint32_t from;
};

static void
next_row(const struct share *s, const struct cell *a, struct cell *b,
    uint32_t i)
{
	for (uint32_t u = i; u < s->nlines; u++) {
		int own = start_worth(s, u) + border_worth(s, u, s->lo + i -
		    1, s->lo + i);

		b[u].best = INT32_MIN / 2;
		for (uint32_t t = i - 1; t < u; t++) {
			int x = a[t].best + own + inside_worth(s, t, u);

			if (x > b[u].best) {
				b[u].best = x;
				b[u].from = t;
			}
		}
	}
}

/* The lines that begin the notes; start has room for all. */
static void
choose(const struct share *s, uint32_t *start)
{
	struct cell  row[MOST][PAGE], *last;
	uint32_t     t;
	int	     most = INT32_MIN, x;

	for (uint32_t u = 0; u < s->nlines; u++)
		row[0][u].best = foot_worth(s, u) + border_worth(s, u, 0,
		    s->lo);
	for (uint32_t i = 1; i < s->count; i++)
		next_row(s, row[i - 1], row[i], i);
	last = row[s->count - 1];
	t = s->count - 1;
	for (uint32_t u = t; u < s->nlines; u++) {
		x = last[u].best + inside_worth(s, u, s->nlines) +
		    border_worth(s, s->nlines, s->lo + s->count - 1, 0);
		if (x > most) {
			most = x;
			t = u;
		}
	}
	for (uint32_t i = s->count; i-- > 0; t = row[i][t].from)
		start[i] = s->line[t];
}

static void
offer(const struct share *s, uint32_t number, uint32_t line,
    struct ncand *c)
{
	memset(c, 0, sizeof(*c));
	c->line = line;
	c->label = NONE;
	for (uint32_t i = 0; i < s->n; i++)
		if (s->o[i].number == number)
			c->label = s->o[i].line;
	c->text = s->w->line[line].s;
	c->number = number;
	c->series = s->o[0].series;
	c->style = c->series == SERIES_STAR ? STYLE_STAR : s->o[0].dot ?
	    STYLE_DOT : STYLE_ALONE;
	c->own = s->count > 1 ? 0 : -1;
	if (cp_lower_(s->w->c.cp[c->text]))
		c->own--;
	c->blank = true;
}

/* ---- the groups ---- */

/* Labels from i on that may belong to one foot; their number. */
static uint32_t
group(const struct work *w, const struct foot_measure *m,
    const struct lone *o, uint32_t n, uint32_t i)
{
	uint32_t j, lo = o[i].number, hi = lo;

	for (j = i + 1; j < n; j++) {
		for (uint32_t k = o[j - 1].line + 1; k <= o[j].line; k++)
			if (w->line[k].page || m->calls[k])
				return j - i;
		for (uint32_t k = i; k < j; k++)
			if (o[k].number == o[j].number)
				return j - i;
		lo = o[j].number < lo ? o[j].number : lo;
		hi = o[j].number > hi ? o[j].number : hi;
		if (o[j].number < o[j - 1].number && o[j].below != NONE)
			return j - i;	/* not astray: it begins again */
		if (o[j].series != o[i].series || o[j].dot != o[i].dot ||
		    hi - lo >= SPREAD)
			return j - i;
	}
	return j - i;
}

uint32_t
share_labels(struct work *w, const struct foot_measure *m,
    const struct cands *c, const struct lones *a, uint32_t i,
    uint32_t before, struct ncand *out, uint32_t *made)
{
	const struct lone *o = a->list;
	struct share s = { .w = w, .m = m, .o = &o[i] };
	uint32_t     b, e, page, n = a->n, start[MOST];

	*made = 0;
	if (!w->paged || w->unwrapped || a->behind)
		return 0;
	s.n = group(w, m, o, n, i);
	s.after = n - i - s.n < SPREAD ? n - i - s.n : SPREAD;
	for (page = o[i].line; page > 0 && !w->line[page].page && page +
	    PAGE > o[i].line; page--)
		;
	b = i > 0 && o[i - 1].line >= page ? o[i - 1].line + 1 : page;
	b = o[i].line > b + FOOT ? o[i].line - FOOT : b;
	for (e = o[i].line + 1; e < w->nlines && e - b <= PAGE &&
	    !w->line[e].page && (i + s.n >= n || e < o[i + s.n].line); e++)
		;
	if (e - b > PAGE)
		return 0;
	while (s.back < i && s.back < SPREAD && o[i - s.back - 1].line >= page)
		s.back++;
	region(&s, b, e);
	if (!numbers(&s, c, page, before))
		return 0;
	choose(&s, start);
	for (; *made < s.count; (*made)++)
		offer(&s, s.lo + *made, start[*made], &out[*made]);
	return s.n;
}
