/*
 * Lines: ranges of cells, their blanks taken off, and the measure they
 * were set to.
 *
 * The measure is learnt from the text: where a line ends in mid-sentence
 * and the next begins with a small letter, the line was full and the
 * first word of the next did not fit.  A line to which the next word
 * would have fitted was ended on purpose.  Widths are counted in
 * characters or in the usual widths of a book face, whichever explains
 * the line ends better.
 */
#include <stdlib.h>
#include <string.h>

#include "clean_int.h"

static bool
drawn(uint32_t cp)
{
	return cp == '_' || cp == '-' || cp == 0x2014 || cp == 0x2015 ||
	    cp == 0x2500 || cp == 0x2013 || cp == '=';
}

static bool
ornament(uint32_t cp)
{
	return cp == '*' || cp == 0x2022 || cp == 0xB7 || cp == 0x2042 ||
	    cp == 0x2217 || cp == 0x273B || cp == 0x25CF || cp == 0x2733 ||
	    cp == 0x2736 || cp == 0x2055 || cp == 0x25C6 || cp == 0x2051;
}

/* A line of ornaments, or a drawn rule of a few signs. */
static bool
is_separator(const struct cells *c, uint32_t s, uint32_t e)
{
	uint32_t n = 0, rules = 0;

	for (uint32_t i = s; i < e; i++) {
		if (cell_gone(c, i) || c->cp[i] == ' ' || c->cp[i] == '\\')
			continue;
		if (drawn(c->cp[i]))
			rules++;
		else if (!ornament(c->cp[i]))
			return false;
		n++;
	}
	return n > 0 && n <= 40 && (rules == 0 ? n <= 9 : rules == n &&
	    n >= 3);
}

static void
trim(struct work *w, struct line *l)
{
	struct cells	*c = &w->c;
	uint32_t	 lead = 0;

	for (l->s = l->b; l->s < l->nl; l->s++) {
		if (cell_gone(c, l->s))
			continue;
		if (c->cp[l->s] == '\f') {
			l->ff = 1;
			lead = 0;
			cell_kill(c, l->s, R_PAGE_BREAK);
		} else if (c->cp[l->s] == ' ') {
			lead += c->rule[l->s] == R_SPACE_KIND ? 4 : 1;
			cell_kill(c, l->s, R_MARGIN);
		} else
			break;
	}
	for (l->e = l->nl; l->e > l->s; l->e--) {
		if (cell_gone(c, l->e - 1))
			continue;
		if (c->cp[l->e - 1] != ' ' && c->cp[l->e - 1] != '\f')
			break;
		cell_kill(c, l->e - 1, R_MARGIN);
	}
	l->lead = (uint16_t)(lead > 2000 ? 2000 : lead);
	l->note = NONE;
	l->role = l->s == l->e ? LINE_BLANK : is_separator(c, l->s, l->e) ?
	    LINE_SEPARATOR : LINE_TEXT;
}

void
clean_lines(struct work *w)
{
	struct cells	*c = &w->c;
	uint32_t	 n = 1, b = 0, column = 0;

	for (uint32_t i = 0; i < c->n; i++)
		n += c->cp[i] == '\n';
	/* one more, blank: the line after the last may be looked at */
	w->line = ARENA_ARRAY(w->tmp, struct line, n + 1);
	for (uint32_t i = 0; i <= c->n; i++) {
		if (i < c->n && c->cp[i] != '\n')
			continue;
		if (i == c->n && b == i)
			break;
		w->line[w->nlines].b = b;
		if (column < w->ncolumns && w->column[column] <= b) {
			w->line[w->nlines].column = 1;
			column++;
		}
		w->line[w->nlines].nl = i;
		trim(w, &w->line[w->nlines++]);
		b = i + 1;
	}
}

/* Runs of spaces inside the lines become one. */
void
clean_spaces(struct work *w)
{
	struct cells *c = &w->c;

	for (uint32_t k = 0; k < w->nlines; k++) {
		const struct line	*l = &w->line[k];
		bool			 blank = false;

		for (uint32_t i = l->s; i < l->e; i++) {
			if (cell_gone(c, i))
				continue;
			if (c->cp[i] == '\f') {
				cell_set(c, i, ' ', R_SPACE_KIND);
			}
			if (c->cp[i] == ' ' && blank)
				cell_kill(c, i, R_SPACE);
			blank = c->cp[i] == ' ';
		}
	}
}

/* Widths of a book face (Times), 1/1000 of an em. */
static int
cp_width(uint32_t cp)
{
	static const short ascii[] = {		/* from the space on */
	    250, 333, 408, 500, 500, 833, 778, 250, 333, 333, 500, 564, 250,
	    333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500,
	    278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556,
	    722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556,
	    611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333,
	    444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778,
	    500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444,
	    480, 200, 480, 541 };

	if (cp >= 0x300)
		return cp == 0x2014 ? 1000 : cp == 0x2019 || cp == 0x2018 ?
		    333 : cp == 0x2026 ? 1000 : cp == 0x202F ? 200 : 500;
	if (cp >= 0xC0)
		cp = cp_base(cp);
	if (cp < 0x7F)
		return cp >= ' ' ? ascii[cp - ' '] : 0;
	return cp == 0xA0 ? 250 : cp == 0x153 || cp == 0xE6 ? 700 :
	    cp >= 0xC0 ? 722 : 500;
}

/* A line is no wider, so that a hundred times it is still an int. */
enum { WIDEST = 20000000 };

int
word_width(const struct work *w, uint32_t s, uint32_t e, bool mono)
{
	int n = 0;

	for (uint32_t i = s; i < e && n < WIDEST; i++)
		if (!cell_gone(&w->c, i))
			n += mono ? 1 : cp_width(w->c.cp[i]);
	return n;
}

int
line_width(const struct work *w, const struct line *l, bool mono)
{
	return word_width(w, l->s, l->e, mono);
}

uint32_t
line_first(const struct work *w, const struct line *l)
{
	return cell_next(&w->c, l->s, l->e);
}

uint32_t
line_last(const struct work *w, const struct line *l)
{
	return cell_prev(&w->c, l->s, l->e);
}

static bool
closes(uint32_t cp)
{
	return cp_is_quote_close(cp) || cp == 0x2019 || cp == '\'' ||
	    cp == ' ' || cp == '*' || cp == '_';
}

bool
line_ends(const struct work *w, const struct line *l)
{
	uint32_t e = l->e, i;

	while ((i = cell_prev(&w->c, l->s, e)) != NONE) {
		uint32_t cp = w->c.cp[i];

		if (cp == '.' || cp == '!' || cp == '?' || cp == 0x2026)
			return true;
		if (!closes(cp))
			return false;
		e = i;
	}
	return false;
}

/* A stop that stands before its line, as where a reader of PDF breaks
 * the line behind a raised figure; three full stops may begin one. */
static bool
stop_alone(const struct work *w, const struct line *l, uint32_t i)
{
	uint32_t k;

	switch (w->c.cp[i]) {
	case ',': case ';': case ':': case '!': case '?':
		return true;
	case '.':
		k = cell_next(&w->c, i + 1, l->e);
		return k == NONE || w->c.cp[k] == ' ';
	default:
		return false;
	}
}

bool
line_goes_on(const struct work *w, const struct line *l)
{
	uint32_t i = line_first(w, l);

	if (l->capital)
		return false;
	while (i != NONE && (cp_is_quote_open(w->c.cp[i]) ||
	    w->c.cp[i] == ' ' || w->c.cp[i] == '*' || w->c.cp[i] == '_'))
		i = cell_next(&w->c, i + 1, l->e);
	if (i == NONE)
		return false;
	return cp_lower_(w->c.cp[i]) || stop_alone(w, l, i) ||
	    w->c.cp[i] == 0xBB;
}

bool
line_begins_upper(const struct work *w, const struct line *l)
{
	uint32_t i = line_first(w, l);

	while (i != NONE && (cp_is_quote_open(w->c.cp[i]) ||
	    w->c.cp[i] == ' ' || cp_is_dash(w->c.cp[i])))
		i = cell_next(&w->c, i + 1, l->e);
	return i != NONE && cp_upper_(w->c.cp[i]);
}

bool
line_begins_speech(const struct work *w, const struct line *l)
{
	uint32_t i = line_first(w, l), k;

	if (i == NONE || !cp_is_dash(w->c.cp[i]))
		return false;
	k = cell_next(&w->c, i + 1, l->e);
	if (k != NONE && w->c.cp[k] == ' ')
		k = cell_next(&w->c, k + 1, l->e);
	else if (w->c.cp[i] == '-')
		return false;
	return k != NONE && !cp_digit(w->c.cp[k]) &&
	    (cp_upper_(w->c.cp[k]) || cp_is_quote_open(w->c.cp[k]) ||
	    w->c.cp[k] == '.' || w->c.cp[k] == 0x2026);
}

/* Width of a line with the first word of the next. */
static int
with_next(const struct work *w, const struct line *l,
    const struct line *next, bool mono)
{
	uint32_t e = next->s;

	while (e < next->e && (cell_gone(&w->c, e) || w->c.cp[e] != ' '))
		e++;
	return line_width(w, l, mono) + (mono ? 1 : 250) +
	    word_width(w, next->s, e, mono);
}

int
line_room(const struct work *w, const struct line *l,
    const struct line *next, const struct measure *m)
{
	int x = with_next(w, l, next, m->mono);

	if (m->fit > 0 && x < m->fit)
		return (int)((int64_t)(m->fit - x) * 1000 / m->fit);
	return x < m->near[0] ? -1 : x < m->near[1] ? -2 : -3;
}

static int
by_value(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return x < y ? -1 : x > y;
}

static bool
certain(const struct work *w, uint32_t k, bool notes)
{
	const struct line *l = &w->line[k];

	return l->role == LINE_TEXT && l[1].role == LINE_TEXT && !l[1].page &&
	    (l->note != NONE) == notes && l->note == l[1].note &&
	    !line_ends(w, l) && line_goes_on(w, &l[1]) && l->e - l->s > 12;
}

struct sample {
	int		*line, *sum;
	unsigned	 n;
};

static double
learn(const struct work *w, bool notes, bool mono, struct sample *s,
    struct measure *m)
{
	unsigned low = 0, n;

	s->n = 0;
	for (uint32_t k = 0; k + 1 < w->nlines; k++) {
		if (!certain(w, k, notes))
			continue;
		s->line[s->n] = line_width(w, &w->line[k], mono);
		s->sum[s->n++] = with_next(w, &w->line[k], &w->line[k + 1],
		    mono);
	}
	m->mono = mono;
	m->pairs = s->n;
	if (s->n < 3)
		return 0;
	qsort(s->line, s->n, sizeof(int), by_value);
	qsort(s->sum, s->n, sizeof(int), by_value);
	m->full = s->line[s->n / 2];
	m->spread = m->full - s->line[s->n / 6];
	if (m->spread * 150 < m->full)
		m->spread = m->full / 150 + 1;
	/* what lies far below is verse, or no line of the text at all */
	while (low < s->n / 2 && s->sum[low] * 100 < s->sum[s->n / 2] * 86)
		low++;
	n = s->n - low;
	m->near[0] = s->sum[low + n / 10];
	m->near[1] = s->sum[low + n / 4];
	m->fit = s->sum[low + n / 25] - (n < 8 ? m->full / 12 : 0);
	m->ragged = n >= 8 && m->fit >= s->line[s->n - 1 - s->n / 25];
	return (double)m->fit / (s->line[s->n - 1 - s->n / 25] + 1);
}

int
line_usual(const struct work *w, bool notes, bool mono)
{
	struct sample  s;
	struct measure m = { 0 };

	s.line = ARENA_ARRAY(w->scratch, int, w->nlines + 1);
	s.sum = ARENA_ARRAY(w->scratch, int, w->nlines + 1);
	(void)learn(w, notes, mono, &s, &m);
	return m.full;
}

/* With too few certain lines: the longest lines tell. */
static void
fall_back(const struct work *w, bool notes, struct measure *m)
{
	int most = 0;

	for (uint32_t k = 0; k < w->nlines; k++)
		if (w->line[k].role == LINE_TEXT &&
		    (w->line[k].note != NONE) == notes) {
			int x = line_width(w, &w->line[k], false);

			most = x > most ? x : most;
		}
	m->mono = false;
	m->full = most;
	m->spread = most / 15 + 1;
	m->fit = most * 4 / 5;
}

static void
measure(const struct work *w, bool notes, struct measure *m)
{
	struct sample	s;
	struct measure	a = { 0 }, b = { 0 };

	s.line = ARENA_ARRAY(w->scratch, int, w->nlines + 1);
	s.sum = ARENA_ARRAY(w->scratch, int, w->nlines + 1);
	*m = learn(w, notes, true, &s, &a) >= learn(w, notes, false, &s, &b) ?
	    a : b;
	if (m->pairs < 3)
		fall_back(w, notes, m);
}

/* Share of the text in lines too long to be lines of a page. */
static bool
is_unwrapped(const struct work *w)
{
	uint64_t all = 0, in_long = 0;

	for (uint32_t k = 0; k < w->nlines; k++) {
		uint32_t n = w->line[k].e - w->line[k].s;

		all += n;
		in_long += n > 200 ? n : 0;
	}
	return in_long * 2 > all;
}

/* A blank line after nearly every line of text. */
static bool
is_spaced(const struct work *w)
{
	uint32_t text = 0, tight = 0;

	for (uint32_t k = 0; k + 1 < w->nlines; k++) {
		text += w->line[k].role == LINE_TEXT;
		tight += w->line[k].role == LINE_TEXT &&
		    w->line[k + 1].role == LINE_TEXT;
	}
	return text > 12 && tight * 10 < text;
}

static bool
set_in(const struct work *w, const struct line *l)
{
	return l->role == LINE_TEXT && l->note == NONE && l->lead >=
	    w->margin + 2 && l->lead <= w->margin + 10;
}

/*
 * Do paragraphs begin with an indent?  Then lines set in follow lines
 * ended early and are followed by lines that are not; and few lines at
 * the margin follow a sentence that was ended early.
 */
static bool
is_indented(const struct work *w)
{
	uint32_t in = 0, out = 0;

	for (uint32_t k = 1; k + 1 < w->nlines; k++) {
		const struct line *l = &w->line[k];
		bool		   ended;

		if (l->role != LINE_TEXT || l->note != NONE || l->page)
			continue;
		ended = l[-1].role != LINE_TEXT || line_ends(w, l - 1);
		if (set_in(w, l))
			in += ended && !line_goes_on(w, l) &&
			    (l[1].role != LINE_TEXT || !set_in(w, &l[1]) ||
			    line_ends(w, l));
		else if (l[-1].role == LINE_TEXT && l[-1].note == NONE)
			out += line_ends(w, l - 1) && !line_goes_on(w, l) &&
			    line_width(w, l - 1, w->body.mono) * 4 <
			    w->body.full * 3;
	}
	return in > 2 && in > out * 2;
}

/* The lead most lines of the body have. */
static void
margins(struct work *w)
{
	uint32_t n[64] = { 0 };
	uint16_t best = 0;

	for (uint32_t k = 0; k < w->nlines; k++)
		if (w->line[k].role == LINE_TEXT && w->line[k].lead < 64 &&
		    w->line[k].note == NONE)
			n[w->line[k].lead]++;
	for (uint16_t i = 1; i < 64; i++)
		if (n[i] > n[best])
			best = i;
	w->margin = best;
}

/* Where lines were ended early at the end of a sentence: is there a
 * blank line behind them? */
static bool
is_tight(const struct work *w)
{
	uint32_t with = 0, without = 0;

	for (uint32_t k = 0; k + 1 < w->nlines; k++) {
		const struct line *l = &w->line[k];

		if (l->role != LINE_TEXT || !line_ends(w, l) ||
		    l->note != NONE || line_width(w, l, w->body.mono) * 10 >
		    w->body.full * 8)
			continue;
		if (l[1].role == LINE_BLANK)
			with++;
		else if (l[1].role == LINE_TEXT && !l[1].page)
			without++;
	}
	return without > with && without > 2;
}

void
clean_measure(struct work *w)
{
	w->unwrapped = is_unwrapped(w);
	w->spaced = !w->unwrapped && is_spaced(w);
	margins(w);
	measure(w, false, &w->body);
	w->indented = is_indented(w);
	w->tight = !w->unwrapped && is_tight(w);
	measure(w, true, &w->foot);
	if (w->foot.pairs < 3)
		w->foot = w->foot.full > 0 && w->foot.pairs > 0 ? w->foot :
		    w->body;
}
