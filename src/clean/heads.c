/*
 * Lines that stand for themselves: those of a title, headings that only
 * an indent tells from the text, lines of verse.
 *
 * What the next line could have held tells little here: a title is set
 * larger, verse ends where it likes.  So these borders are settled by
 * place and form before the others are weighed (paras.c).
 */
#include <string.h>

#include "clean_int.h"

enum { TITLE_LINES = 4, BYTES_LINK = 16 };

/* Is there a blank line between, and nothing else? */
static bool
blank_between(const struct work *w, const struct stream *s, uint32_t i)
{
	uint32_t a = s->line[i], b = s->line[i + 1];

	for (uint32_t k = a + 1; k < b; k++)
		if (w->line[k].role != LINE_BLANK || w->line[k].page)
			return false;
	return b > a + 1 && !w->line[b].page;
}

static uint32_t
last_of(const struct work *w, const struct line *l)
{
	uint32_t i = line_last(w, l);

	return i == NONE ? 0 : w->c.cp[i];
}

/* Is the line narrower than so many hundredths of the measure? */
static bool
narrower(const struct work *w, const struct line *l, int hundredths)
{
	return line_width(w, l, w->body.mono) * 100 < w->body.full *
	    hundredths;
}

/* ---- titles ---- */

/* The first letter may be a capital, but a capital alone is a letter. */
static bool
same_word(struct str a, struct str b)
{
	return str_eq(a, b) || (a.n > 1 && a.n == b.n && a.p[0] + 32 ==
	    b.p[0] && memcmp(a.p + 1, b.p + 1, a.n - 1) == 0);
}

/* Does the line end with a word that leads to the next: "gloses de"? */
bool
line_leads_on(const struct work *w, const struct line *l)
{
	static const char *const words[] = { "à", "a", "an", "and", "at",
	    "au", "aux", "avec", "by", "ce", "ces", "cette", "chez", "d",
	    "dans", "de", "des", "du", "en", "et", "for", "from", "his", "in",
	    "into", "l", "la", "le", "les", "leur", "mon", "nos", "of", "on",
	    "or", "ou", "par", "pour", "sa", "sans", "ses", "son", "sous",
	    "sur", "the", "to", "un", "une", "with" };
	struct str word;
	uint32_t   i = l->e;

	while (i > l->s && (cp_letter(w->c.cp[i - 1]) ||
	    cell_gone(&w->c, i - 1)))
		i--;
	word = cells_text(w->scratch, &w->c, i, l->e, BYTES_LINK);
	for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
		if (same_word(word, str_z(words[k])))
			return true;
	return false;
}

/* Could the first word of the next line have stood on this one, as wide
 * as the next is?  Then the line was ended on purpose. */
static bool
ended_early(const struct work *w, const struct line *a, const struct line *b)
{
	uint32_t e = b->s;

	while (e < b->e && (cell_gone(&w->c, e) || w->c.cp[e] != ' '))
		e++;
	return line_width(w, a, w->body.mono) + word_width(w, b->s, e,
	    w->body.mono) + (w->body.mono ? 1 : 250) < line_width(w, b,
	    w->body.mono);
}

/* The first lines of the text, none as long as its lines: a title, and
 * what stands under it. */
static int
title_border(const struct work *w, const struct stream *s, uint32_t i)
{
	const struct line *a = &w->line[s->line[i]];
	const struct line *b = &w->line[s->line[i + 1]];

	if (s != &w->text || i >= TITLE_LINES || w->unwrapped || w->markdown)
		return 0;
	for (uint32_t k = 0; k <= i; k++) {
		const struct line *l = &w->line[s->line[k]];

		if (l->role != LINE_TEXT || line_ends(w, l) || (k > 0 && l->page) ||
		    !narrower(w, l, 75) || line_begins_speech(w, l) ||
		    last_of(w, l) == ',' || (k < i && s->line[k + 1] !=
		    s->line[k] + 1))
			return 0;
	}
	if (blank_between(w, s, i))
		return !line_leads_on(w, a) && (!line_goes_on(w, b) ||
		    ended_early(w, a, b));
	if (b != a + 1 || !narrower(w, b, 90))
		return 0;
	if (line_leads_on(w, a))
		return -1;
	if (line_division(w, b))
		return 1;
	return line_goes_on(w, b) && !line_ends(w, b) && (ended_early(w, a,
	    b) || (b->lead > a->lead + 2 && a->lead <= w->margin + 2));
}

/* ---- headings ---- */

/*
 * Where paragraphs begin with an indent, a short line at the margin that
 * ends no sentence, behind the end of one and before an indent, is no
 * part of a paragraph.
 */
static int
heading_border(const struct work *w, const struct stream *s, uint32_t i)
{
	const struct line *a = &w->line[s->line[i]];
	const struct line *b = &w->line[s->line[i + 1]];
	const struct line *c = i + 2 < s->n ? &w->line[s->line[i + 2]] : NULL;
	uint32_t	   last = last_of(w, b);

	if (!w->indented || w->unwrapped || c == NULL || c->page ||
	    b->role != LINE_TEXT || a->role != LINE_TEXT)
		return 0;
	if (b->lead > w->margin + 1 || c->lead < w->margin + 2 ||
	    c->lead > w->margin + 12 || line_goes_on(w, c))
		return 0;
	if (line_ends(w, b) || last == ':' || last == ',' || last == ';' ||
	    cp_is_hyphen(last) || line_begins_speech(w, b) ||
	    !narrower(w, b, 75) || line_leads_on(w, b))
		return 0;
	if (!line_begins_upper(w, b) && !line_division(w, b))
		return 0;
	return line_ends(w, a) || line_room(w, a, b, &w->body) > 250 ||
	    a->lead > b->lead + 3;
}

/* May the line be the second of a heading, before line c of the text? */
static bool
second_line(const struct work *w, const struct line *b, const struct line *c)
{
	uint32_t last = last_of(w, b);

	return b->role == LINE_TEXT && !b->page && !line_ends(w, b) &&
	    last != ',' && last != ':' && last != ';' &&
	    !cp_is_hyphen(last) && !line_begins_speech(w, b) &&
	    !line_division(w, b) && !line_numbered(w, b) &&
	    !line_goes_on(w, c) && narrower(w, b, 40);
}

/*
 * Headings are set larger than the text: a numbered one breaks where the
 * text would not, and its second line begins with what could not stand on
 * the first.  An item of a list breaks where the text does.
 */
static bool
heading_goes_on(const struct work *w, const struct stream *s, uint32_t i)
{
	const struct line *a = &w->line[s->line[i]], *b;
	uint32_t	   e;

	if (i + 2 >= s->n || w->unwrapped || w->markdown ||
	    a->role != LINE_TEXT || !line_numbered(w, a))
		return false;
	b = &w->line[s->line[i + 1]];
	if (b != a + 1 || b->lead > a->lead + 2 || !narrower(w, a, 90) ||
	    !second_line(w, b, &w->line[s->line[i + 2]]))
		return false;
	if (line_leads_on(w, a) || cp_is_hyphen(last_of(w, a)))
		return true;
	for (e = b->s; e < b->e && (cell_gone(&w->c, e) || w->c.cp[e] != ' ');)
		e++;
	return (line_width(w, a, w->body.mono) + word_width(w, b->s, e,
	    w->body.mono)) * 100 > w->body.full * (line_goes_on(w, b) ? 55 : 66);
}

int
head_border(const struct work *w, const struct stream *s, uint32_t i)
{
	int t;

	if (s == &w->text && heading_goes_on(w, s, i))
		return -1;
	if (s == &w->text && i > 0 && heading_goes_on(w, s, i - 1))
		return 1;
	t = title_border(w, s, i);
	return t != 0 ? t : s == &w->text ? heading_border(w, s, i) : 0;
}
