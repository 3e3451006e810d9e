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

/* A note may begin with line f, not in mid-sentence. */
static int
begin_worth(const struct work *w, uint32_t f, void *p)
{
	if (f == *(uint32_t *)p || line_goes_on(w, &w->line[f]))
		return -99;
	return w->line[f].page ? 2 : line_begins_speech(w, &w->line[f]) ? -3 :
	    0;
}

/* The line of block [b, e) with which its note begins. */
static uint32_t
note_begin(const struct work *w, const struct foot_measure *m, uint32_t b,
    uint32_t e)
{
	uint32_t next = e, f;

	while (next < w->nlines && !w->line[next].page)
		next++;
	f = foot_begin(w, m, b, e, is_text(w, next) ? next : NONE,
	    begin_worth, &e);
	return f < e ? f : b;
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

/* One label by itself: its note is the block below, or ends above. */
static bool
alone(struct work *w, const struct foot_measure *fm, const struct lones *a,
    uint32_t i, struct ncand *out)
{
	const struct lone *o = a->list;
	bool below = !a->behind || o[i].above == NONE || (o[i].below != NONE &&
	    o[i].below > o[i].line + 1 && single(w, o, a->n, o[i].below));

	if (below && o[i].below == NONE)
		return false;
	if (below)
		candidate(w, &o[i], o[i].below, false, out);
	else
		candidate(w, &o[i], o[i].first ? note_begin(w, fm, o[i].above,
		    o[i].line) : last_paragraph(w, o[i].above, o[i].line),
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
			m += alone(w, fm, a, i++, &out[m]);
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
