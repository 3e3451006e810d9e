/*
 * Dropped capitals: the extraction of a page often sets a large initial
 * on a line of its own, before its paragraph or some lines behind it.
 * It goes back to the paragraph near by that begins with a small letter
 * and makes a word with it.
 */
#include <string.h>

#include "clean_int.h"

enum { REACH = 16 };

/* One capital, perhaps with an apostrophe or a quotation mark. */
static bool
is_stray(const struct work *w, const struct line *l)
{
	uint32_t i = line_first(w, l), k;

	if (l->role != LINE_TEXT || i == NONE || !cp_upper_(w->c.cp[i]))
		return false;
	k = cell_next(&w->c, i + 1, l->e);
	return k == NONE || (cp_is_apos(w->c.cp[k]) &&
	    cell_next(&w->c, k + 1, l->e) == NONE);
}

/* Does the line begin a block with a small letter, its sentence not
 * begun above? */
static bool
wants_capital(const struct work *w, uint32_t k)
{
	const struct line *l = &w->line[k];
	uint32_t	   i = line_first(w, l), p = k;

	if (l->role != LINE_TEXT || i == NONE || !cp_lower_(w->c.cp[i]) ||
	    (k > 0 && w->line[k - 1].role == LINE_TEXT &&
	    !is_stray(w, &w->line[k - 1])))
		return false;
	while (p-- > 0)
		if (w->line[p].role == LINE_TEXT && !is_stray(w, &w->line[p]))
			return line_ends(w, &w->line[p]) ||
			    w->line[p].e - w->line[p].s < 60;
	return true;
}

/* Is the capital with the line's first word a word? */
static bool
makes_word(struct work *w, const struct line *cap, const struct line *l)
{
	uint32_t ch[64], at = line_first(w, cap);
	size_t	 n = 0;

	if (cell_next(&w->c, at + 1, cap->e) == NONE)
		ch[n++] = w->c.cp[at];
	for (uint32_t i = line_first(w, l); i != NONE && n < 60 &&
	    cp_letter(w->c.cp[i]); i = cell_next(&w->c, i + 1, l->e))
		ch[n++] = w->c.cp[i];
	return work_dict(w) == NULL || word_common(ch, n) ||
	    dict_has(w->dict, ch, n);
}

static bool
place(struct work *w, uint32_t at, uint32_t k)
{
	struct line *cap = &w->line[at], *l = &w->line[k];

	if (l->capital || !wants_capital(w, k) || !makes_word(w, cap, l))
		return false;
	w->cap[w->ncaps++] = (struct cap){ at, k };
	l->capital = 1;
	cap->role = LINE_GONE;
	cap->rule = R_CAPITAL_MOVED;
	return true;
}

void
clean_capital(struct work *w)
{
	uint32_t n = 0;

	for (uint32_t k = 0; k < w->nlines; k++)
		n += is_stray(w, &w->line[k]);
	w->cap = ARENA_ARRAY(w->tmp, struct cap, n + 1);
	for (uint32_t k = 0; k < w->nlines && n < 1000; k++) {
		bool done = false;

		if (!is_stray(w, &w->line[k]))
			continue;
		for (uint32_t d = 1; d < REACH && !done; d++)
			done = (d < 4 && k + d < w->nlines &&
			    place(w, k, k + d)) ||
			    (d <= k && place(w, k, k - d));
	}
}
