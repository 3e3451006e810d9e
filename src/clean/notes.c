/*
 * Notes: which lines begin them, where they end, and where they are
 * called, decided together.
 *
 * 1. Every line that might begin a note is a candidate; every mark that
 *    might call one is a candidate (calls.c).
 * 2. The best chain of note candidates (n after n - 1, or a new start at
 *    1) is found by dynamic programming; a candidate is worth its form,
 *    its place and the call it finds.  Lists and headings that begin
 *    with a number find no calls and lose.
 * 3. Notes and calls are aligned, both in order, again by dynamic
 *    programming: here a misread sign may stand for a missing figure.
 * 4. The lines of each note are marked, with what runs on to the next
 *    page.
 */
#include <stdlib.h>
#include <string.h>

#include "notes_int.h"

enum { FOOT_MAX = 45 };	/* lines of notes a page may have below one */

/* ---- 1. candidates ---- */

struct label {
	uint32_t	number, text;
	enum style	style;
};

static uint32_t
skip_blank(const struct work *w, uint32_t i, uint32_t e)
{
	while (i < e && (cell_gone(&w->c, i) || w->c.cp[i] == ' '))
		i++;
	return i;
}

/* A figure, or what OCR makes of it inside brackets. */
static int
figure(uint32_t cp, bool misread)
{
	if (cp_digit(cp))
		return (int)(cp - '0');
	if (!misread)
		return -1;
	return cp == 'l' || cp == 'I' ? 1 : cp == 'O' || cp == 'o' ? 0 : -1;
}

static uint32_t
number_at(const struct work *w, uint32_t i, uint32_t e, bool misread,
    uint32_t *value)
{
	uint32_t v = 0, n = 0;
	int	 d;

	while (i < e && n < 7 && (d = figure(w->c.cp[i], misread)) >= 0) {
		v = v * 10 + (uint32_t)d;
		i++;
		n++;
	}
	*value = n > 0 ? v : 0;
	return i;
}

static bool
bracketed(const struct work *w, const struct line *l, struct label *out)
{
	const uint32_t	*cp = w->c.cp;
	uint32_t	 i = l->s, close;
	bool		 caret = false, def = false;

	if (cp[i] == '^' && i + 1 < l->e) {
		caret = true;
		i++;
	}
	if (cp[i] != '[' && cp[i] != '(')
		return false;
	close = cp[i] == '[' ? ']' : ')';
	i++;
	if (i < l->e && cp[i] == '^') {
		def = true;
		i++;
	}
	i = skip_blank(w, i, l->e);
	i = number_at(w, i, l->e, close == ')', &out->number);
	i = skip_blank(w, i, l->e);
	if (i >= l->e || cp[i] != close || out->number == 0)
		return false;
	i++;
	if (i < l->e && cp[i] == ':')
		i++;
	else if (def)
		return false;
	else if (i + 1 < l->e && cp[i] == '.' && cp[i + 1] == ' ')
		i++;
	out->style = def ? STYLE_DEF : caret ? STYLE_CARET : close == ']' ?
	    STYLE_BRACKET : STYLE_PAREN;
	out->text = skip_blank(w, i, l->e);
	return def || out->text < l->e;	/* alone: note_labels.c */
}

static bool
plain_number(const struct work *w, const struct line *l, struct label *out)
{
	const uint32_t	*cp = w->c.cp;
	uint32_t	 i = number_at(w, l->s, l->e, false, &out->number), t;

	if (out->number == 0 || out->number > 9999)
		return false;
	t = skip_blank(w, i, l->e);
	out->text = t;
	if (i == l->e)
		return false;		/* note_labels.c */
	if (cp[i] == '.' || cp[i] == ')') {
		out->style = cp[i] == '.' ? STYLE_DOT : STYLE_HALF;
		out->text = skip_blank(w, i + 1, l->e);
		/* pdftotext -raw drops the space before a mark that hangs. */
		return out->text < l->e && (out->text > i + 1 ||
		    cp[i + 1] == 0xAB);
	}
	if (t >= l->e || cp_is_dash(cp[t]) || cp_digit(cp[t]))
		return false;
	out->style = t > i ? STYLE_PLAIN : STYLE_GLUED;
	return t > i || cp_upper_(cp[i]) || cp[i] == 0xAB;
}

static bool
starred(const struct work *w, const struct line *l, struct label *out)
{
	const uint32_t	*cp = w->c.cp;
	uint32_t	 i = l->s, sign = cp[i];

	if (w->markdown || star_rank(sign) == 0)
		return false;
	while (i < l->e && cp[i] == sign)
		i++;
	if (i - l->s > 3)
		return false;
	out->number = star_rank(sign) + i - l->s - 1;
	if (i < l->e && (cp[i] == '.' || cp[i] == ')'))
		i++;
	out->text = skip_blank(w, i, l->e);
	out->style = STYLE_STAR;
	return out->text < l->e;
}

static bool
raised(const struct work *w, const struct line *l, struct label *out)
{
	static const uint32_t sup[10] = { 0x2070, 0xB9, 0xB2, 0xB3, 0x2074,
	    0x2075, 0x2076, 0x2077, 0x2078, 0x2079 };
	uint32_t i = l->s, v = 0, d;

	for (; i < l->e && v < 1000; i++) {
		for (d = 0; d < 10 && sup[d] != w->c.cp[i]; d++)
			;
		if (d == 10)
			break;
		v = v * 10 + d;
	}
	out->number = v;
	out->text = skip_blank(w, i, l->e);
	out->style = STYLE_RAISED;
	return v > 0 && out->text < l->e && w->c.cp[i] != '.' &&
	    w->c.cp[i] != ',';
}

static bool
label_of(const struct work *w, const struct line *l, struct label *out)
{
	return bracketed(w, l, out) || plain_number(w, l, out) ||
	    starred(w, l, out) || raised(w, l, out);
}

/* What a form is worth before anything else is known. */
static const int style_worth[STYLE__MAX] = {
	[STYLE_PLAIN] = 0, [STYLE_DOT] = -1, [STYLE_HALF] = -1,
	[STYLE_PAREN] = 1, [STYLE_BRACKET] = 2, [STYLE_CARET] = 4,
	[STYLE_DEF] = 8, [STYLE_RAISED] = 3, [STYLE_GLUED] = 1,
	[STYLE_ALONE] = -1, [STYLE_STAR] = 1
};

static bool
blank_before(const struct work *w, uint32_t k)
{
	return k == 0 || w->line[k - 1].role != LINE_TEXT ||
	    w->line[k].page;
}

static uint32_t
page_after(const struct work *w, uint32_t k)
{
	for (k++; k < w->nlines; k++)
		if (w->line[k].page)
			return k;
	return w->nlines;
}

/* Does a label at line k part a sentence that page next takes up? */
static bool
breaks_text(const struct work *w, uint32_t k, uint32_t next)
{
	uint32_t p = k, at;

	if (!w->paged || next >= w->nlines || next - k > 60 ||
	    w->line[k].page || !line_goes_on(w, &w->line[next]))
		return false;
	while (p > 0 && w->line[p - 1].role != LINE_TEXT && !w->line[p].page)
		p--;
	if (p == 0 || w->line[p].page || line_ends(w, &w->line[p - 1]))
		return false;
	at = line_last(w, &w->line[p - 1]);
	return at != NONE && w->c.cp[at] != ':' && w->c.cp[at] != ';' &&
	    line_width(w, &w->line[p - 1], w->body.mono) * 100 >
	    w->body.full * 85;
}

/* Are the lines from k to the end of its page longer than the body's can
 * be, but for those that end a sentence?  Notes are set smaller. */
static bool
foot_wide(const struct work *w, uint32_t k, uint32_t next)
{
	uint32_t wide = 0, b = k;

	if (!w->paged || w->unwrapped || next - k > FOOT_MAX ||
	    w->body.pairs < 6)
		return false;
	for (; k < next; k++) {
		const struct line *l = &w->line[k];

		if (l->role != LINE_TEXT)
			continue;
		if (line_width(w, l, w->body.mono) * 100 >= w->body.full * 108)
			wide++;
		else if (!line_ends(w, l) && l[1].role == LINE_TEXT &&
		    !l[1].page)
			return false;
		else if (k == b && !line_ends(w, l))
			return false;
	}
	return wide > 0;
}

/* HTML's notes end with an arrow that leads back to their calls: where
 * several do, a number without one is a heading or a list. */
static void
ask_arrows(const struct work *w, struct ncand *c, uint32_t n)
{
	uint32_t all = 0, k = 0;

	for (uint32_t i = 0; i < w->c.n; i++)
		all += w->c.cp[i] == 0x21A9;
	for (uint32_t i = 0; i < n && all > 1; i++) {
		uint32_t to = i + 1 < n ? w->line[c[i + 1].label != NONE &&
		    c[i + 1].label > c[i].line && c[i + 1].label <
		    c[i + 1].line ? c[i + 1].label : c[i + 1].line].s : w->c.n;

		k = c[i].text;
		while (k < to && w->c.cp[k] != 0x21A9)
			k++;
		c[i].own += k < to ? 6 : -6;
	}
}

static int
by_line(const void *a, const void *b)
{
	const struct ncand *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

/* "they are three: 1. one; 2. another; 3. the last": what leads to an
 * item, and the stop it has, no note has. */
static int
item_worth(const struct work *w, uint32_t k)
{
	uint32_t p = k, z = k, at;
	int	 s = 0;

	while (p > 0 && k - p < 4 && w->line[p - 1].role == LINE_BLANK)
		p--;
	at = p > 0 && w->line[p - 1].role == LINE_TEXT ? line_last(w,
	    &w->line[p - 1]) : NONE;
	s -= at != NONE && w->c.cp[at] == ':' ? 2 : 0;
	while (z + 1 < w->nlines && z - k < 12 && w->line[z + 1].role ==
	    LINE_TEXT && !cp_digit(w->c.cp[w->line[z + 1].s]))
		z++;
	at = w->line[z + 1].page ? NONE : line_last(w, &w->line[z]);
	s -= at != NONE && (w->c.cp[at] == ';' || w->c.cp[at] == ',') ? 2 : 0;
	return s;
}

static uint32_t
candidates(struct work *w, const struct cands *calls,
    const struct lettered *o, struct ncand *out)
{
	uint32_t n = lone_labels(w, calls, o, out), page = NONE;

	if (o->n > 0)
		memcpy(out + n, o->list, o->n * sizeof(*out));
	n += o->n;
	for (uint32_t k = 0; k < w->nlines; k++) {
		struct line	*l = &w->line[k];
		struct label	 a;
		uint32_t	 f;

		if (l->role != LINE_TEXT || !label_of(w, l, &a))
			continue;
		out[n].line = k;
		out[n].label = NONE;
		out[n].text = a.text;
		out[n].number = a.number;
		out[n].style = a.style;
		out[n].series = a.style == STYLE_STAR ? SERIES_STAR :
		    SERIES_FIGURE;
		out[n].own = style_worth[a.style];
		out[n].blank = blank_before(w, k);
		f = a.text < w->c.n ? w->c.cp[a.text] : 0;
		if (cp_lower_(f) && a.style != STYLE_DEF &&
		    a.style != STYLE_BRACKET)
			out[n].own -= 1;
		if (a.style == STYLE_DOT || a.style == STYLE_HALF)
			out[n].own += item_worth(w, k);
		n++;
	}
	qsort(out, n, sizeof(*out), by_line);
	ask_arrows(w, out, n);
	n = lost_labels(w, calls, out, n);
	qsort(out, n, sizeof(*out), by_line);
	for (uint32_t i = 0; i < n; i++) {
		while (page == NONE ? i == 0 : page < w->nlines && page <=
		    out[i].line)
			page = page_after(w, page == NONE ? 0 : page);
		out[i].foot = (out[i].label == NONE || out[i].label <
		    out[i].line) && breaks_text(w, out[i].label == NONE ?
		    out[i].line : out[i].label, page);
		out[i].low = (w->paged || w->pages > 1) && page - out[i].line < 28;
		out[i].wide = out[i].label == NONE && foot_wide(w, out[i].line,
		    page);
	}
	return n;
}

/* ---- the driver ---- */

static uint32_t *
pages_of(struct work *w)
{
	uint32_t *page = ARENA_ARRAY(w->scratch, uint32_t, w->nlines + 1);
	uint32_t  n = 0;

	for (uint32_t k = 0; k < w->nlines; k++) {
		n += w->line[k].page;
		page[k] = n;
	}
	return page;
}

static void
take(struct work *w, const struct ncand *c, const uint32_t *chosen,
    uint32_t n)
{
	w->nnotes = n;
	w->note = ARENA_ARRAY(w->tmp, struct note, n + 1);
	for (uint32_t k = 0; k < n; k++) {
		struct note *o = &w->note[k];

		o->line = c[chosen[k]].line;
		o->text = c[chosen[k]].text;
		o->label = c[chosen[k]].label;
		o->number = c[chosen[k]].number;
		o->style = (uint8_t)c[chosen[k]].style;
		o->series = c[chosen[k]].series;
		o->proved = c[chosen[k]].proved;
		o->call = NONE;
	}
}

/* Labels of the output: as they are when they go up, else 1, 2, 3 … */
static void
number(struct work *w)
{
	bool up = true;

	for (uint32_t k = 0; k < w->nnotes; k++)
		if (w->note[k].series != SERIES_FIGURE ||
		    (k > 0 && w->note[k].number <= w->note[k - 1].number))
			up = false;
	for (uint32_t k = 0; k < w->nnotes && !up; k++)
		w->note[k].number = k + 1;
}

void
clean_notes(struct work *w)
{
	struct ncand	*c;
	struct lettered	 letters;
	uint32_t	 n, *chosen, nchosen;
	struct cands	 calls;
	struct index	 x = { 0 };

	calls_find(w, &calls);
	lettered_notes(w, &calls, &letters);
	c = ARENA_ARRAY(w->scratch, struct ncand, 2 * (size_t)w->nlines +
	    letters.n + 1);
	n = candidates(w, &calls, &letters, c);
	if (n == 0) {
		free(calls.list);
		return;
	}
	index_calls(w, &calls, &x);
	x.page = pages_of(w);
	chosen = ARENA_ARRAY(w->scratch, uint32_t, n + 1);
	nchosen = chain_notes(w, &x, c, n, chosen);
	take(w, c, chosen, nchosen);
	if (nchosen > 0) {
		align_calls(w, &x);
		note_lines(w, &x);
		number(w);
	}
	free(calls.list);
}
