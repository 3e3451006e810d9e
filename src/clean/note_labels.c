/*
 * Labels that the extraction set on lines of their own: the raised
 * figure of a note is a word apart for many readers of PDF, and comes
 * before the text of its note or behind the block.
 *
 * Which of the two is a habit of the reader, so the whole text is asked
 * first: a label at the end of a page has its text above it.
 */
#include <string.h>

#include "notes_int.h"

enum { LONE_MAX = 8 };

/* A figure, stars or a letter and nothing else; 0: no label. */
static uint32_t
lone_number(const struct work *w, const struct line *l,
    const struct lettered *a, uint8_t *series, bool *dot)
{
	uint32_t i = l->s, e = l->e, v = 0, n = 0;
	int	 d;

	*series = SERIES_FIGURE;
	*dot = false;
	if (l->role != LINE_TEXT && l->role != LINE_SEPARATOR)
		return 0;
	if (e - i > LONE_MAX)
		return 0;
	if (i + 2 < e && ((w->c.cp[i] == '(' && w->c.cp[e - 1] == ')') ||
	    (w->c.cp[i] == '[' && w->c.cp[e - 1] == ']'))) {
		i++;
		e--;
	}
	if (star_rank(w->c.cp[i]) > 0) {
		uint32_t sign = w->c.cp[i];

		for (; i < e && w->c.cp[i] == sign; i++)
			v++;
		*series = SERIES_STAR;
		return i == e && v < 4 ? star_rank(sign) + v - 1 : 0;
	}
	*dot = e > i && w->c.cp[e - 1] == '.';
	if (a->letters && e == i + 1 + *dot) {
		*series = SERIES_LETTER;
		if ((v = letter_value(w->c.cp[i])) > 0)
			return v;
	} else if (a->romans && (v = roman_value(w, i, e - *dot)) > 0) {
		*series = SERIES_ROMAN;
		return v;
	}
	*series = SERIES_FIGURE;
	for (; i < e && n < 4; i++, n++) {
		d = cp_digit(w->c.cp[i]) ? (int)(w->c.cp[i] - '0') :
		    raised_figure(w->c.cp[i]);
		if (d < 0)
			break;
		v = v * 10 + (uint32_t)d;
	}
	*dot = i < e && n > 0 && w->c.cp[i] == '.';
	if (*dot && raised_figure(w->c.cp[i - 1]) >= 0)
		return 0;		/* a call, and the end of its sentence */
	i += *dot;
	return i == e && n > 0 && n < 4 ? v : 0;
}

static bool
is_text(const struct work *w, uint32_t k)
{
	return k < w->nlines && w->line[k].role == LINE_TEXT;
}

static bool
is_lone(const struct lone *o, uint32_t n, uint32_t k)
{
	uint32_t lo = 0, hi = n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (o[mid].line < k)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && o[lo].line == k;
}

static void
neighbours(const struct work *w, struct lone *o, uint32_t n, uint32_t i)
{
	uint32_t k = o[i].line, j;

	o[i].above = o[i].below = NONE;
	for (j = k; j > 0 && is_text(w, j - 1) && !w->line[j].page &&
	    !is_lone(o, n, j - 1); j--)
		;
	if (j < k)
		o[i].above = j;
	for (j = k + 1; j < w->nlines && j < k + 4 && !w->line[j].page &&
	    w->line[j].role == LINE_BLANK; j++)
		;
	if (is_text(w, j) && !w->line[j].page && !is_lone(o, n, j))
		o[i].below = j;
}

/* Is the block of line k one line, and no label right under it? */
static bool
single(const struct work *w, const struct lone *o, uint32_t n, uint32_t k)
{
	return !(is_text(w, k + 1) && !w->line[k + 1].page) &&
	    !is_lone(o, n, k + 1);
}

/* Do the labels of this text stand behind their notes?  The last of
 * each page tells; but where some are followed by a blank line and some
 * by text, these belong to that, and one at the end has gone astray. */
static bool
labels_behind(const struct work *w, const struct lone *o, uint32_t n)
{
	uint32_t behind = 0, before = 0, text = 0, blank = 0;

	for (uint32_t i = 0; i < n; i++) {
		text += o[i].below == o[i].line + 1;
		blank += o[i].below == NONE || o[i].below > o[i].line + 1;
		if (i + 1 < n && !o[i + 1].first)
			continue;
		if (o[i].below == NONE)
			behind += o[i].above != NONE;
		else if (!single(w, o, n, o[i].below))
			before++;
	}
	return behind > before && !(blank > 0 && text * 3 >= blank);
}

/* The foot whose first label stands behind its note. */
struct behind {
	uint32_t b, e;		/* its block, and the label */
	uint32_t call;		/* last line that calls a note of it, or
				   NONE */
	bool	 open;		/* the note of the page before is */
};

/* Is the word that line l begins or ends with one of the commonest? */
static bool
common_at(const struct work *w, const struct line *l, bool end)
{
	uint32_t b = l->s, e = l->e;

	if (end) {
		for (b = e; b > l->s && cp_letter(w->c.cp[b - 1]); b--)
			;
	} else
		for (e = b; e < l->e && cp_letter(w->c.cp[e]); e++)
			;
	return e > b && word_common(&w->c.cp[b], e - b);
}

/* The body is broken off above line f.  A capital there is that of a
 * sentence where the word needs none, and else perhaps of a name, most
 * of all behind an article. */
static int
capital_worth(const struct work *w, uint32_t f)
{
	const struct line *p = &w->line[f];

	if (f == 0 || (--p)->role != LINE_TEXT || line_ends(w, p))
		return 0;
	if (line_width(w, p, w->body.mono) * 100 < w->body.full * 60)
		return -5;		/* not broken off: a heading, verse */
	if (common_at(w, &w->line[f], false))
		return 2;
	return common_at(w, p, true) ? -2 : 0;
}

/* A note may begin with line f, not in mid-sentence, nor above its call. */
static int
begin_worth(const struct work *w, uint32_t f, void *p)
{
	const struct behind *o = p;

	if (f == o->e || line_goes_on(w, &w->line[f]) || (o->call != NONE &&
	    f <= o->call))
		return -99;
	return w->line[f].page ? 2 : capital_worth(w, f) -
	    (line_begins_speech(w, &w->line[f]) ? 3 : 0);
}

/* May line f take up the open note, where line next takes up the body? */
static bool
resumes(const struct work *w, const struct behind *o, uint32_t f,
    uint32_t next)
{
	return (o->call == NONE || f > o->call) && line_goes_on(w,
	    &w->line[f]) && foot_parting(w, o->b, f, next) > 0;
}

/* The last of lines (b, e) that a sentence's end stands above, best one
 * that left its line short; NONE: there is none. */
static uint32_t
last_start(const struct work *w, uint32_t b, uint32_t e)
{
	uint32_t best = NONE;
	int	 least = w->body.full * 85;

	for (uint32_t f = e - 1; f > b; f--) {
		int x = line_width(w, &w->line[f - 1], w->body.mono) * 100;

		if (!line_ends(w, &w->line[f - 1]) || line_goes_on(w,
		    &w->line[f]))
			continue;
		if (x < least)
			return f;
		best = best == NONE ? f : best;
	}
	return best;
}

/* The line of the block with which its note begins. */
static uint32_t
note_begin(const struct work *w, const struct foot_measure *m,
    struct behind *o)
{
	uint32_t next = o->e, f, g;	/* g: behind what runs on */

	while (next < w->nlines && !w->line[next].page)
		next++;
	next = is_text(w, next) ? next : NONE;
	if (o->open) {
		g = last_start(w, o->call != NONE ? o->call : o->b, o->e);
		for (f = g != NONE ? g : o->b; f > o->b; f--)
			if (resumes(w, o, f, next))
				return g;
	}
	f = foot_begin(w, m, o->b, o->e, next, begin_worth, o);
	return f < o->e ? f : o->b;
}

/* Is there a better call of the number, above line e? */
static bool
called_well(const struct cands *calls, uint32_t number, uint32_t e)
{
	for (uint32_t k = 0; k < calls->n && calls->list[k].line < e; k++)
		if (calls->list[k].number == number && calls->list[k].score >=
		    5 && calls->list[k].series == SERIES_FIGURE)
			return true;
	return false;
}

/* The last line of [b, e) that calls a note of labels i … of its page. */
static uint32_t
last_call(const struct cands *calls, const struct lones *a, uint32_t i,
    uint32_t b)
{
	uint32_t e = a->list[i].line, lo = a->list[i].number, hi = lo,
	    last = NONE;

	for (uint32_t k = i + 1; k < a->n && !a->list[k].first; k++)
		if (a->list[k].number == hi + 1)
			hi++;
	for (uint32_t k = 0; k < calls->n && calls->list[k].line < e; k++) {
		const struct cand *c = &calls->list[k];

		if (c->line < b || c->series != SERIES_FIGURE || c->number < lo
		    || c->number > hi || c->score < 3 || (c->score < 5 &&
		    called_well(calls, c->number, e)))
			continue;
		last = c->line;
	}
	return last;
}

/* Is the note above label i, on the page before, unfinished? */
static bool
note_open(const struct work *w, const struct lones *a, uint32_t i)
{
	uint32_t k = a->list[i].line, p;

	while (k > 0 && !w->line[k].page)
		k--;
	for (p = k; p > 0 && !w->line[p - 1].page; p--)
		;
	if (i == 0 || a->list[i - 1].line < (p > 0 ? p - 1 : 0) ||
	    a->list[i - 1].line >= k || a->list[i - 1].number + 1 !=
	    a->list[i].number)
		return false;
	for (k = a->list[i - 1].line; k > p && w->line[k - 1].role !=
	    LINE_TEXT; k--)
		;
	return k > p && !line_ends(w, &w->line[k - 1]);
}

/* The last paragraph of [b, e): those above it are of the note before. */
static uint32_t
last_paragraph(const struct work *w, uint32_t b, uint32_t e)
{
	for (uint32_t f = e - 1; f > b; f--)
		if (line_ends(w, &w->line[f - 1]) && !line_goes_on(w,
		    &w->line[f]) && line_width(w, &w->line[f - 1],
		    w->body.mono) * 100 < w->body.full * 80)
			return f;
	return b;
}

static struct foot_measure
measure(const struct work *w, const struct lone *o, uint32_t n)
{
	uint32_t *line = ARENA_ARRAY(w->scratch, uint32_t, n + 1);

	for (uint32_t i = 0; i < n; i++)
		line[i] = o[i].line;
	return foot_measure(w, line, n);
}

/* ---- the candidates ---- */

static void
candidate(const struct work *w, const struct lone *o, uint32_t line,
    bool behind, struct ncand *c)
{
	memset(c, 0, sizeof(*c));
	c->line = line;
	c->label = o->line;
	c->text = w->line[line].s;
	c->number = o->number;
	c->series = o->series;
	c->style = o->series == SERIES_STAR ? STYLE_STAR : o->dot ?
	    STYLE_DOT : STYLE_ALONE;
	c->own = behind ? 1 : w->line[o->line + 1].role == LINE_TEXT ? -1 :
	    0;
	if (cp_lower_(w->c.cp[c->text]) && !behind)
		c->own--;
	c->blank = behind || line > o->line + 1 || o->line == 0 ||
	    w->line[o->line - 1].role != LINE_TEXT || w->line[o->line].page;
}

/* Lines with a figure glued to a word: they call, and are no note. */
static const uint8_t *
calling_lines(struct work *w, const struct cands *c)
{
	uint8_t *calls = ARENA_ARRAY(w->tmp, uint8_t, w->nlines + 1);

	for (uint32_t i = 0; i < c->n; i++)
		if (c->list[i].score >= 5 && c->list[i].number > 0 &&
		    c->list[i].series == SERIES_FIGURE)
			calls[c->list[i].line] = 1;
	return calls;
}

/* Is the label the first of its foot?  Above may be those of a list. */
static bool
begins_foot(const struct lone *o, uint32_t i)
{
	return o[i].first || o[i - 1].dot != o[i].dot ||
	    o[i - 1].series != o[i].series;
}

/* Where the note of the first label of a page begins above it. */
static uint32_t
first_behind(const struct work *w, const struct foot_measure *fm,
    const struct cands *calls, const struct lones *a, uint32_t i)
{
	struct behind o = { a->list[i].above, a->list[i].line, NONE,
	    note_open(w, a, i) };

	o.call = last_call(calls, a, i, o.b);
	return note_begin(w, fm, &o);
}

/* One label by itself: its note is the block below, or ends above. */
static bool
alone(struct work *w, const struct foot_measure *fm,
    const struct cands *calls, const struct lones *a, uint32_t i,
    struct ncand *out)
{
	const struct lone *o = a->list;
	bool below = !a->behind || o[i].above == NONE || (o[i].below != NONE &&
	    o[i].below > o[i].line + 1 && single(w, o, a->n, o[i].below));

	if (below && o[i].below == NONE)
		return false;
	if (below)
		candidate(w, &o[i], o[i].below, false, out);
	else
		candidate(w, &o[i], begins_foot(o, i) ? first_behind(w, fm,
		    calls, a, i) : last_paragraph(w, o[i].above, o[i].line),
		    true, out);
	return true;
}

/* The candidates of all labels, shared out or one by one. */
static uint32_t
share_all(struct work *w, const struct foot_measure *fm,
    const struct cands *calls, const struct lones *a, struct ncand *out)
{
	uint32_t m = 0, before = 0, made;

	for (uint32_t i = 0; i < a->n;) {
		uint32_t n = share_labels(w, fm, calls, a, i, before, &out[m],
			     &made);

		if (n == 0) {
			m += alone(w, fm, calls, a, i++, &out[m]);
			continue;
		}
		m += made;
		before = out[m - 1].number;
		i += n;
	}
	return m;
}

uint32_t
lone_labels(struct work *w, const struct cands *calls,
    const struct lettered *a, struct ncand *out)
{
	struct lone *o = ARENA_ARRAY(w->scratch, struct lone, w->nlines + 1);
	uint32_t     n = 0, page = NONE, at = 0;
	struct foot_measure fm;
	struct lones b = { o, 0, false };

	for (uint32_t k = 0; k < w->nlines; k++) {
		uint32_t v = lone_number(w, &w->line[k], a, &o[n].series,
		    &o[n].dot);

		at += w->line[k].page;
		if (v == 0)
			continue;
		o[n].line = k;
		o[n].number = v;
		o[n++].first = page != at;
		page = at;
	}
	for (uint32_t i = 0; i < n; i++)
		neighbours(w, o, n, i);
	b.n = n;
	fm = measure(w, o, n);
	fm.calls = calling_lines(w, calls);
	b.behind = labels_behind(w, o, n);
	return share_all(w, &fm, calls, &b, out);
}
