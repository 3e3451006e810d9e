/*
 * Inline markup of Markdown made from a PDF: links that lead nowhere
 * lose their brackets, superior letters their carets; headings, quotes
 * and their like keep their marks till the writer writes them anew.
 */
#include <string.h>

#include "clean_int.h"

static bool
at(const struct cells *c, uint32_t i, uint32_t cp)
{
	return i < c->n && c->cp[i] == cp && !cell_gone(c, i);
}

static bool
wordlike(const struct cells *c, uint32_t i)
{
	return i < c->n && (cp_letter(c->cp[i]) || cp_digit(c->cp[i]));
}

/* May the sign at i open emphasis? */
static bool
opens(const struct cells *c, uint32_t i)
{
	uint32_t k = cell_prev(c, i > 8 ? i - 8 : 0, i);
	uint32_t p = k == NONE ? ' ' : c->cp[k];

	return (cp_blank(p) || cp_is_dash(p) || cp_is_quote_open(p) ||
	    cp_is_apos(p)) && i + 1 < c->n && (wordlike(c, i + 1) ||
	    (c->cp[i] == '_' && cp_is_quote_open(c->cp[i + 1])));
}

/*
 * *words* between stars or _underscores_ in a plain text are emphasis:
 * the signs are marked, so that none is taken for a call or escaped.
 */
static void
emphasis(struct work *w, uint32_t sign)
{
	struct cells *c = &w->c;
	uint32_t      open = NONE;

	for (uint32_t i = 0; i < c->n; i++) {
		if (c->cp[i] == '\n' && i + 1 < c->n && c->cp[i + 1] == '\n')
			open = NONE;
		if (c->cp[i] != sign || cell_gone(c, i) ||
		    c->rule[i] != R_KEPT)
			continue;
		if (opens(c, i))
			open = i;
		else if (open != NONE && i - open < 300 && (i + 1 == c->n ||
		    !cp_letter(c->cp[i + 1])) && !cp_blank(c->cp[i - 1])) {
			c->rule[open] = c->rule[i] = R_EMPHASIS;
			open = NONE;
		}
	}
}

/* Signs that only Markdown has. */
static bool
is_markdown(const struct work *w)
{
	const struct cells *c = &w->c;

	for (uint32_t k = 0; k < w->nlines; k++) {
		const struct line *l = &w->line[k];
		uint32_t	   i = l->s;

		if (l->role != LINE_TEXT)
			continue;
		while (i < l->e && c->cp[i] == '#')
			i++;
		if (i > l->s && i < l->s + 7 && at(c, i, ' '))
			return true;
		if (at(c, l->s, ':') && at(c, l->s + 1, ':') &&
		    at(c, l->s + 2, ':'))
			return true;
		for (i = l->s; i + 1 < l->e; i++)
			if ((c->cp[i] == ']' && c->cp[i + 1] == '(') ||
			    (c->cp[i] == '[' && c->cp[i + 1] == '^' &&
			    i + 2 < l->e && c->cp[i + 2] != ']'))
				return true;
	}
	return false;
}

/* The bracket that closes the one at i, or NONE. */
static uint32_t
closing(const struct cells *c, uint32_t i, uint32_t e, uint32_t open,
    uint32_t close)
{
	int depth = 0;

	for (uint32_t stop = i + 1000 < e ? i + 1000 : e; i < stop; i++) {
		if (c->cp[i] == '\\') {
			i++;
			continue;
		}
		if (c->cp[i] == open)
			depth++;
		else if (c->cp[i] == close && --depth == 0)
			return i;
	}
	return NONE;
}

/* [text](#) or [text](): the text stays. */
static void
dead_link(struct work *w, uint32_t i, uint32_t e)
{
	struct cells *c = &w->c;
	uint32_t      close = closing(c, i, e, '[', ']'), end;

	if (close == NONE || !at(c, close + 1, '('))
		return;
	end = closing(c, close + 1, e, '(', ')');
	if (end == NONE || (end > close + 2 && c->cp[close + 2] != '#'))
		return;
	cell_kill(c, i, R_LINK);
	cells_kill(c, close, end + 1, R_LINK);
}

static void
inline_line(struct work *w, const struct line *l)
{
	struct cells *c = &w->c;

	for (uint32_t i = l->s; i < l->e; i++) {
		if (cell_gone(c, i))
			continue;
		if (c->cp[i] == 0x21A9 || c->cp[i] == 0xFE0E)
			cell_kill(c, i, R_LINK);	/* back to the call */
		else if (c->cp[i] == '[' && w->markdown)
			dead_link(w, i, l->e);
		else if (c->cp[i] == '^' && i > l->s && i + 1 < l->e &&
		    (cp_letter(c->cp[i - 1]) || cp_digit(c->cp[i - 1])) &&
		    cp_letter(c->cp[i + 1])) {
			uint32_t j = i + 1;

			while (j < l->e && cp_letter(c->cp[j]))
				j++;
			cell_kill(c, i, R_SUPERSCRIPT);
			if (at(c, j, '^') && j < l->e)
				cell_kill(c, j, R_SUPERSCRIPT);
		}
	}
}

/* The marks of a Markdown block before its text. */
static void
block_mark(struct work *w, struct line *l)
{
	struct cells *c = &w->c;
	uint32_t      i = l->s, n = 0;

	while (i < l->e && c->cp[i] == '#') {
		i++;
		n++;
	}
	if (n > 0 && n < 7 && at(c, i, ' ')) {
		l->mark = MARK_HEADING;
		l->level = (uint8_t)n;
		cells_kill(c, l->s, i + 1, R_MARKUP);
	} else if (at(c, l->s, '>')) {
		l->mark = MARK_QUOTE;
		for (i = l->s; i < l->e && (c->cp[i] == '>' ||
		    c->cp[i] == ' '); i++)
			cell_kill(c, i, R_MARKUP);
		if (i == l->e)
			l->role = LINE_BLANK;
	} else if (at(c, l->s, ':') && at(c, l->s + 1, ':') &&
	    at(c, l->s + 2, ':'))
		l->mark = MARK_FENCE;
	else if ((at(c, l->s, '-') || at(c, l->s, '+') ||
	    at(c, l->s, '*')) && at(c, l->s + 1, ' '))
		l->mark = MARK_ITEM;
}

void
clean_inline(struct work *w)
{
	clean_markup(w);
	w->markdown = is_markdown(w);
	if (!w->markdown) {
		emphasis(w, '*');
		emphasis(w, '_');
	}
	for (uint32_t k = 0; k < w->nlines; k++)
		if (w->line[k].role == LINE_TEXT) {
			if (w->markdown)
				block_mark(w, &w->line[k]);
			inline_line(w, &w->line[k]);
		}
}
