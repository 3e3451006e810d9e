/*
 * Where the pages of the witness begin, for marks in the clean text.
 *
 * A page has the number of its folio, which stands on it among what was
 * removed (alone or in a running head).  Most folios less their page give
 * the same difference; a page without one, or with one that was misread,
 * takes its number from there.  Where no two agree, pages have no number.
 */
#include <stdlib.h>
#include <string.h>

#include "audit_int.h"

enum { NUMBER_MAX = 9999 };

/* The number that stands by itself in a line taken off the page. */
static uint32_t
number_of(const struct work *w, const struct line *l)
{
	uint32_t v = 0, n = 0, numbers = 0, found = NONE;

	if (l->role != LINE_GONE || (l->rule != R_FOLIO && l->rule !=
	    R_HEAD))
		return NONE;
	for (uint32_t i = l->s; i <= l->e; i++) {
		uint32_t cp = i < l->e ? w->c.cp[i] : ' ';

		if (cp_digit(cp) && v <= NUMBER_MAX) {
			v = v * 10 + (cp - '0');
			n++;
			continue;
		}
		if (n > 0 && v <= NUMBER_MAX) {
			found = v;
			numbers++;
		}
		v = n = 0;
	}
	return numbers == 1 ? found : NONE;
}

static uint32_t
new_page(struct page_marks *m, uint32_t line)
{
	m->list[m->n].line = line;
	m->list[m->n].number = NONE;
	return m->n++;
}

static int
by_value(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return x < y ? -1 : x > y;
}

/* The difference that most folios have; false: none has two. */
static bool
usual(long *d, uint32_t n, long *out)
{
	uint32_t best = 1, run = 1;

	qsort(d, n, sizeof(*d), by_value);
	for (uint32_t i = 1; i < n; i++) {
		run = d[i] == d[i - 1] ? run + 1 : 1;
		if (run > best) {
			best = run;
			*out = d[i];
		}
	}
	return best > 1 && best * 2 > n;
}

static void
settle_numbers(struct work *w, struct page_marks *m)
{
	long	*d = ARENA_ARRAY(w->tmp, long, m->n + 1), off = 0;
	uint32_t n = 0;
	bool	 ok;

	for (uint32_t i = 0; i < m->n; i++)
		if (m->list[i].number != NONE)
			d[n++] = (long)m->list[i].number - (long)i;
	ok = usual(d, n, &off);
	for (uint32_t i = 0; i < m->n; i++)
		m->list[i].number = ok && off + (long)i > 0 ?
		    (uint32_t)(off + (long)i) : NONE;
}

/* The cell behind the word that begins before a page and ends on it. */
static uint32_t
past_word(const struct work *w, const struct line *l, uint32_t i)
{
	while (i < l->e && (cell_gone(&w->c, i) || w->c.cp[i] != ' '))
		i++;
	while (i < l->e && (cell_gone(&w->c, i) || w->c.cp[i] == ' '))
		i++;
	return i;
}

/* Signs of a list, a speech or an item stay in front of the mark. */
static bool
is_sign(const struct work *w, const struct line *l, uint32_t i)
{
	uint32_t letters = 0, n = 0;

	for (; i < l->e && w->c.cp[i] != ' '; i++, n++)
		letters += cp_letter(w->c.cp[i]);
	return n > 0 && n < 5 && i < l->e && (letters == 0 ||
	    w->c.cp[i - 1] == ')' || w->c.cp[i - 1] == '.');
}

/* The cells before which the marks stand: the first of the text of each
 * page that is no note. */
static void
place(struct work *w, struct page_marks *m)
{
	const struct stream *s = &w->text;
	const struct line   *prev = NULL;
	uint32_t	     p = 0, n = 0;

	for (uint32_t k = 0; k < s->n; k++) {
		const struct line *l = &w->line[s->line[k]];
		uint32_t	   i = line_first(w, l), last = NONE;

		for (; p < m->n && m->list[p].line <= s->line[k]; p++)
			last = p;
		if (last != NONE && i != NONE && l->role == LINE_TEXT) {
			if (prev != NULL && prev->join == JOIN_GLUE)
				i = past_word(w, l, i);
			else if (is_sign(w, l, i))
				i = past_word(w, l, i);
			m->list[n].cell = i;
			m->list[n].number = m->list[last].number;
			m->list[n++].line = m->list[last].line;
		} else if (last != NONE)
			p = last;
		prev = l;
	}
	m->n = n;
}

void
page_marks(struct work *w, struct page_marks *m)
{
	uint32_t now;

	m->list = ARENA_ARRAY(w->tmp, struct page_mark, w->pages + 3 +
	    w->nlines);
	now = new_page(m, 0);
	for (uint32_t k = 0; k < w->nlines; k++) {
		uint32_t n = number_of(w, &w->line[k]);

		if (w->line[k].page && !w->line[k].column && k > 0)
			now = new_page(m, k);
		if (n != NONE && m->list[now].number == NONE)
			m->list[now].number = n;
	}
	settle_numbers(w, m);
	place(w, m);
	/* the first of a text without folios says nothing */
	if (m->n > 0 && m->list[0].number == NONE && m->list[0].line == 0) {
		m->n--;
		memmove(m->list, m->list + 1, m->n * sizeof(*m->list));
	}
}
