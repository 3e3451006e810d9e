/*
 * Specks: what OCR reads of dirt, of the edge of the paper, of the rules
 * of the press.  A bar or a black square stands for nothing in print, so
 * alone on a line, or by itself at the end of one, it is a speck.  Full
 * stops, commas, quotes and bullets are signs of the text as well: alone
 * on a line they are specks where the text has others and they stand
 * where a sentence goes on, or beside what else was taken off a page;
 * elsewhere they stay, and are a doubt.
 *
 * Bars are not touched where they make tables or verse (a line that
 * begins with one, or has two).
 */
#include "pages_int.h"

enum { SPECKS = 5, SURE = 950, LIKELY = 850, OPEN = 500 };

/* No printer's sign by itself. */
static bool
dirt(uint32_t cp)
{
	return cp == '|' || cp == 0xA6 || cp == '_' || cp == '^' ||
	    cp == 0x25A0 || cp == 0x25A1 || cp == 0x25AA || cp == 0x25AB ||
	    cp == 0x2588 || cp == 0x25AC;
}

/* A sign that a speck may look like. */
static bool
like_sign(uint32_t cp)
{
	return cp == '.' || cp == ',' || cp == '\'' || cp == 0x2018 ||
	    cp == 0x2019 || cp == 0x2022 || cp == 0xB7 || cp == '~' ||
	    cp == '`';
}

static bool
barred(const struct work *w, const struct line *l)
{
	return l->e > l->s && w->c.cp[l->s] == '|';
}

static void
drop(struct work *w, struct line *l, int confidence)
{
	decision_add(w, R_SPECK, l->s, l->e, confidence);
	page_drop(w, l, R_SPECK);
}

/* How many specks a line is made of, and nothing else; 0: it is a line.
 * Of them so many are dirt. */
static uint32_t
specks_of(const struct work *w, const struct line *l, uint32_t *dirty)
{
	uint32_t n = 0, rule = 0;

	*dirty = 0;
	if ((l->role != LINE_TEXT && l->role != LINE_SEPARATOR) ||
	    l->e - l->s > 2 * SPECKS)
		return 0;
	for (uint32_t i = l->s; i < l->e; i++) {
		uint32_t cp = w->c.cp[i];

		if (cell_gone(&w->c, i) || cp == ' ')
			continue;
		if (!dirt(cp) && !like_sign(cp))
			return 0;
		*dirty += dirt(cp);
		rule += cp == '_';
		n++;
	}
	return n > SPECKS || rule > 2 ? 0 : n;
}

bool
lone_sign(const struct work *w, const struct line *l)
{
	uint32_t dirty, n = specks_of(w, l, &dirty);

	return n == 1 || (n > 0 && dirty > 0) || (n == 2 && w->specks > 0);
}

/* Signs alone that may be one: "...", "* * *" and the like are none. */
static bool
may_be_speck(const struct work *w, uint32_t k)
{
	return lone_sign(w, &w->line[k]) && edge_blank(w, k, true) &&
	    (edge_blank(w, k, false) || w->line[k].page);
}

/* Takes the last sign of a line, and the blanks before it. */
static void
cut_end(struct work *w, struct line *l, int confidence)
{
	decision_add(w, R_SPECK, l->e - 1, l->e, confidence);
	cell_kill(&w->c, l->e - 1, R_SPECK);
	for (l->e--; l->e > l->s && (cell_gone(&w->c, l->e - 1) ||
	    w->c.cp[l->e - 1] == ' '); l->e--)
		if (!cell_gone(&w->c, l->e - 1))
			cell_kill(&w->c, l->e - 1, R_MARGIN);
}

/* The end of a line: a space and one speck. */
static bool
at_end(struct work *w, struct line *l)
{
	uint32_t bars = 0, e = l->e;

	if (l->role != LINE_TEXT || e < l->s + 6 || !dirt(w->c.cp[e - 1]) ||
	    w->c.cp[e - 1] == '_' || w->c.cp[e - 2] != ' ')
		return false;
	for (uint32_t i = l->s; i < e; i++)
		bars += w->c.cp[i] == w->c.cp[e - 1];
	if (bars != 1)
		return false;
	cut_end(w, l, SURE);
	return true;
}

/* A bullet at the end of a line whose sentence goes on. */
static void
bullet_at_end(struct work *w, uint32_t k)
{
	struct line *l = &w->line[k];
	uint32_t     e = l->e, n = 0;

	if (l->role != LINE_TEXT || e < l->s + 6 || w->c.cp[e - 1] != 0x2022 ||
	    w->c.cp[e - 2] != ' ')
		return;
	for (uint32_t i = l->s; i < e; i++)
		n += w->c.cp[i] == 0x2022;
	if (n != 1 || (w->specks < 2 && (line_ends(w, l) ||
	    l[1].role != LINE_TEXT || !line_goes_on(w, l + 1))))
		return;
	cut_end(w, l, LIKELY);
}

/* The signs that OCR divides words with: they tell that it is OCR. */
static bool
divided_by_ocr(const struct work *w, const struct line *l)
{
	uint32_t cp = l->e > l->s ? w->c.cp[l->e - 1] : 0;

	return cp == 0xAC || cp == 0xAD;
}

void
clean_specks(struct work *w)
{
	uint32_t dirty;

	for (uint32_t k = 0; k < w->nlines && !w->markdown; k++) {
		struct line *l = &w->line[k];

		if (specks_of(w, l, &dirty) > 0 && dirty > 0 && (k == 0 ||
		    !barred(w, l - 1)) && !barred(w, l + 1)) {
			drop(w, l, SURE);
			w->specks++;
		} else
			w->specks += at_end(w, l) || divided_by_ocr(w, l);
	}
	for (uint32_t k = 0; k < w->nlines && !w->markdown; k++)
		bullet_at_end(w, k);
}

/* Is the line beside something that was taken off the page, or does it
 * stand where a sentence goes on? */
static bool
out_of_place(const struct work *w, uint32_t k)
{
	uint32_t a = k, b = k;

	while (a > 0 && w->line[a - 1].role == LINE_BLANK)
		a--;
	while (b + 1 < w->nlines && w->line[b + 1].role == LINE_BLANK)
		b++;
	if ((a > 0 && w->line[a - 1].role == LINE_GONE) ||
	    (b + 1 < w->nlines && w->line[b + 1].role == LINE_GONE))
		return true;
	a = text_line(w, k, true);
	b = text_line(w, k, false);
	return a != NONE && b != NONE && !line_ends(w, &w->line[a]) &&
	    line_goes_on(w, &w->line[b]);
}

void
clean_lone_signs(struct work *w, bool last)
{
	for (uint32_t k = 0; k < w->nlines && w->specks > 1; k++) {
		struct line *l = &w->line[k];

		if (w->markdown || !may_be_speck(w, k))
			continue;
		if (out_of_place(w, k)) {
			page_move(w, l, text_line(w, k, false));
			drop(w, l, LIKELY);
		} else if (last && l->role == LINE_TEXT)
			doubt_add(w, R_SPECK, l->s, l->e, OPEN, STR_NULL);
	}
}
