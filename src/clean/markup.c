/*
 * The markup of three plain forms: reStructuredText ([1]_ calls, ".. [1]"
 * before the note, headings underlined), Org ([fn:1], stars before
 * headings, drawers) and Project Gutenberg's [Footnote 1: Text].  None is
 * guessed: a text must have the calls and the labels that only this form
 * has.  The marks go, so that what is left are the calls and labels that
 * every text may have, and headings whose level is known.
 */
#include <string.h>

#include "clean_int.h"

/* Do the standing cells from i begin with z? */
static bool
has(const struct work *w, uint32_t i, uint32_t e, const char *z)
{
	for (; *z != '\0'; z++, i++)
		if (i >= e || w->c.cp[i] != (unsigned char)*z ||
		    cell_gone(&w->c, i))
			return false;
	return true;
}

static uint32_t
skip_figures(const struct work *w, uint32_t i, uint32_t e)
{
	while (i < e && cp_digit(w->c.cp[i]))
		i++;
	return i;
}

/* Behind the bracket of [1]_ at i, or NONE. */
static uint32_t
rst_call(const struct work *w, uint32_t i, uint32_t e)
{
	uint32_t k = w->c.cp[i] == '[' ? skip_figures(w, i + 1, e) : i;

	return k > i + 1 && has(w, k, e, "]_") ? k + 1 : NONE;
}

/* Behind [fn: at i, or NONE. */
static uint32_t
org_call(const struct work *w, uint32_t i, uint32_t e)
{
	return has(w, i, e, "[fn:") && i + 4 < e && cp_digit(w->c.cp[i + 4]) ?
	    i + 4 : NONE;
}

static void
gone(struct work *w, struct line *l)
{
	cells_kill(&w->c, l->s, l->e, R_MARKUP);
	l->role = LINE_GONE;
	l->rule = R_MARKUP;
}

static void
heading(struct work *w, struct line *l, uint32_t level)
{
	(void)w;
	l->mark = MARK_HEADING;
	l->level = (uint8_t)(level > 6 ? 6 : level);
}

/* ---- reStructuredText ---- */

/* The sign that a whole line consists of; 0: none. */
static uint32_t
rule_of(const struct work *w, const struct line *l)
{
	uint32_t sign = l->s < l->e ? w->c.cp[l->s] : 0;

	if ((l->role != LINE_TEXT && l->role != LINE_SEPARATOR) || sign == 0 ||
	    sign > 0x7E ||
	    strchr("=-~^\"'`#*+.:_", (int)sign) == NULL)
		return 0;
	for (uint32_t i = l->s; i < l->e; i++)
		if (w->c.cp[i] != sign)
			return 0;
	return sign;
}

/* Headings are as deep as their signs are late in the text. */
static uint32_t
depth(uint32_t *signs, uint32_t *n, uint32_t sign)
{
	for (uint32_t k = 0; k < *n; k++)
		if (signs[k] == sign)
			return k + 1;
	if (*n < 6)
		signs[(*n)++] = sign;
	return *n;
}

static void
rst_headings(struct work *w)
{
	uint32_t signs[6], n = 0;

	for (uint32_t k = 1; k < w->nlines; k++) {
		struct line *l = &w->line[k], *t = l - 1;
		uint32_t     sign = rule_of(w, l);
		bool	     over = k > 1 && rule_of(w, t - 1) == sign;

		if (sign == 0 || t->role != LINE_TEXT || rule_of(w, t) != 0 ||
		    (k > 1 && t[-1].role == LINE_TEXT && !over) ||
		    t->e - t->s > l->e - l->s + (l->e > l->s + 2 ? 8 : 0))
			continue;
		heading(w, t, depth(signs, &n, over ? sign + 0x80 : sign));
		gone(w, l);
		if (over)
			gone(w, t - 1);
	}
}

static void
rst_line(struct work *w, struct line *l)
{
	struct cells *c = &w->c;

	for (uint32_t i = l->s, k; i < l->e; i++)
		if ((k = rst_call(w, i, l->e)) != NONE)
			cell_kill(c, k, R_MARKUP);
		else if (c->cp[i] == '\\' && i + 1 < l->e && c->cp[i + 1] ==
		    ' ')
			cells_kill(c, i, i + 2, R_MARKUP);
	if (has(w, l->s, l->e, ".. [")) {
		cells_kill(c, l->s, l->s + 3, R_MARKUP);
		l->s += 3;
	} else if (has(w, l->s, l->e, ".. _") || has(w, l->s, l->e,
	    ".. container::") || has(w, l->s, l->e, ".. class::"))
		gone(w, l);
	else if (has(w, l->s, l->e, "| ")) {
		cells_kill(c, l->s, l->s + 2, R_MARKUP);
		l->s += 2;
	}
}

static void
rst(struct work *w)
{
	rst_headings(w);
	for (uint32_t k = 0; k < w->nlines; k++)
		if (w->line[k].role == LINE_TEXT)
			rst_line(w, &w->line[k]);
}

/* ---- Org ---- */

static bool
wordlike(uint32_t cp)
{
	return cp_letter(cp) || cp_digit(cp);
}

/* /words/ between blanks are emphasis, whose sign is a star with us. */
static void
org_emphasis(struct work *w, const struct line *l)
{
	const uint32_t *cp = w->c.cp;
	uint32_t	open = NONE;

	for (uint32_t i = l->s; i < l->e; i++) {
		bool before = i > l->s && cp[i - 1] != ' ';
		bool after = i + 1 < l->e && cp[i + 1] != ' ';

		if (cp[i] != '/')
			continue;
		if (open == NONE && after && !(before && wordlike(cp[i - 1])))
			open = i;
		else if (open != NONE && before && !(after &&
		    wordlike(cp[i + 1]))) {
			cell_set(&w->c, open, '*', R_EMPHASIS_SIGN);
			cell_set(&w->c, i, '*', R_EMPHASIS_SIGN);
			open = NONE;
		}
	}
}

static void
org_line(struct work *w, struct line *l)
{
	struct cells *c = &w->c;
	uint32_t      i = l->s, k;

	while (i < l->e && c->cp[i] == '*')
		i++;
	if (i > l->s && i < l->s + 7 && i < l->e && c->cp[i] == ' ') {
		heading(w, l, i - l->s);
		cells_kill(c, l->s, i + 1, R_MARKUP);
	}
	for (i = l->s; i < l->e; i++)
		if ((k = org_call(w, i, l->e)) != NONE)
			cells_kill(c, i + 1, k, R_MARKUP);
	if (has(w, l->s, l->e, "--- ")) {
		cell_set(c, l->s, 0x2014, R_DIALOGUE);
		cells_kill(c, l->s + 1, l->s + 3, R_MARKUP);
	}
	org_emphasis(w, l);
}

static void
org(struct work *w)
{
	bool drawer = false;

	for (uint32_t k = 0; k < w->nlines; k++) {
		struct line *l = &w->line[k];

		if (l->role != LINE_TEXT)
			continue;
		drawer |= has(w, l->s, l->e, ":PROPERTIES:");
		if (drawer || has(w, l->s, l->e, "#+")) {
			drawer &= !has(w, l->s, l->e, ":END:");
			gone(w, l);
		} else
			org_line(w, l);
	}
}

/* ---- Project Gutenberg ---- */

/* Behind "[Footnote " or "[Note " and a figure at i, or NONE. */
static uint32_t
gutenberg_label(const struct work *w, uint32_t i, uint32_t e)
{
	uint32_t k = has(w, i, e, "[Footnote ") ? i + 10 : has(w, i, e,
	    "[Note ") ? i + 6 : NONE, end;

	if (k == NONE)
		return NONE;
	end = skip_figures(w, k, e);
	return end > k && has(w, end, e, ": ") ? end : NONE;
}

/* The bracket that closes the one at cell i, within so many lines. */
static uint32_t
closed(const struct work *w, uint32_t k, uint32_t i)
{
	uint32_t depth = 0, last = k + 80 < w->nlines ? k + 80 : w->nlines;

	for (; k < last; k++)
		for (i = i > w->line[k].s ? i : w->line[k].s;
		    i < w->line[k].e; i++) {
			depth += w->c.cp[i] == '[';
			if (w->c.cp[i] == ']' && --depth == 0)
				return i;
		}
	return NONE;
}

/* [Footnote 1: Text.] is 1 Text. */
static void
gutenberg(struct work *w)
{
	for (uint32_t k = 0; k < w->nlines; k++) {
		struct line *l = &w->line[k];
		uint32_t     colon, end, i = l->s;

		if (l->role != LINE_TEXT || (colon = gutenberg_label(w, i,
		    l->e)) == NONE || (end = closed(w, k, i)) == NONE)
			continue;
		while (!cp_digit(w->c.cp[i]))
			i++;
		cells_kill(&w->c, l->s, i, R_MARKUP);
		cell_kill(&w->c, colon, R_MARKUP);
		cell_kill(&w->c, end, R_MARKUP);
		l->s = i;
	}
}

/* [1] */
static uint32_t
bracket_call(const struct work *w, uint32_t i, uint32_t e)
{
	uint32_t k = skip_figures(w, i + 1, e);

	return k > i + 1 && has(w, k, e, "]") ? k : NONE;
}

static bool
rst_label(const struct work *w, uint32_t i, uint32_t e)
{
	return has(w, i, e, ".. [");
}

static bool
org_label(const struct work *w, uint32_t i, uint32_t e)
{
	return org_call(w, i, e) != NONE;
}

static bool
footnote(const struct work *w, uint32_t i, uint32_t e)
{
	return gutenberg_label(w, i, e) != NONE;
}

/* ---- which of them ---- */

struct plain_form {
	uint32_t	(*call)(const struct work *, uint32_t, uint32_t);
	bool		(*label)(const struct work *, uint32_t, uint32_t);
	void		(*strip)(struct work *);
};

static const struct plain_form forms[] = {
	{ rst_call, rst_label, rst }, { org_call, org_label, org },
	{ bracket_call, footnote, gutenberg }
};

static bool
is_form(const struct work *w, const struct plain_form *f)
{
	bool calls = false, labels = false;

	for (uint32_t k = 0; k < w->nlines && !labels; k++) {
		const struct line *l = &w->line[k];

		if (l->role != LINE_TEXT)
			continue;
		labels |= f->label(w, l->s, l->e);
	}
	for (uint32_t k = 0; labels && k < w->nlines && !calls; k++) {
		const struct line *l = &w->line[k];

		for (uint32_t i = l->s + 1; i < l->e && !calls &&
		    l->role == LINE_TEXT; i++)
			calls = w->c.cp[i] == '[' && f->call(w, i, l->e) !=
			    NONE;
	}
	return calls && labels;
}

/* All these forms have brackets; most texts are read no further. */
static bool
has_brackets(const struct cells *c)
{
	for (uint32_t i = 0; i + 1 < c->n; i++)
		if (c->cp[i] == '[' && (cp_digit(c->cp[i + 1]) ||
		    c->cp[i + 1] == 'f'))
			return true;
	return false;
}

void
clean_markup(struct work *w)
{
	if (!has_brackets(&w->c))
		return;
	for (size_t k = 0; k < sizeof(forms) / sizeof(*forms); k++)
		if (is_form(w, &forms[k])) {
			forms[k].strip(w);
			return;
		}
}
