/*
 * Folios: the numbers of the pages.
 *
 * A number alone on a line may also be the label of a note, so where
 * the pages are known a folio is one that goes up with them; where they
 * are not, the numbers that go up from page to page are looked for, and
 * a page begins behind each.
 */
#include <stdlib.h>
#include <string.h>

#include "pages_int.h"

enum { GAP = 10 };	/* a page has more lines than this */

void
page_drop(struct work *w, struct line *l, enum rule r)
{
	cells_kill(&w->c, l->s, l->e, r);
	l->role = LINE_GONE;
	l->rule = (uint8_t)r;
}

void
page_move(struct work *w, struct line *l, uint32_t next)
{
	if (l->page && next != NONE) {
		w->line[next].column = l->column && !w->line[next].page;
		w->line[next].page = 1;
	}
	l->page = l->column = 0;
}

/* Is what follows the stroke of "3/12" a number and no more? */
static bool
total_after(const struct work *w, uint32_t i, uint32_t e)
{
	uint32_t n = 0;

	for (i++; i < e && cp_digit(w->c.cp[i]); i++)
		n++;
	return i == e && n > 0 && n < 5;
}

uint32_t
folio_of(const struct work *w, const struct line *l)
{
	uint32_t n = 0, digits = 0, others = 0;

	if (l->role != LINE_TEXT || l->e - l->s > 12)
		return NONE;
	for (uint32_t i = l->s; i < l->e; i++) {
		uint32_t cp = w->c.cp[i];

		if (cell_gone(&w->c, i) || cp == ' ')
			continue;
		if (cp_digit(cp)) {
			if (others > 1 && digits > 0)
				return NONE;
			n = n * 10 + (cp - '0');
			digits++;
		} else if (cp == '/' && digits > 0 && others == 0) {
			n = total_after(w, i, l->e) ? n : NONE;
			break;		/* 3/12: page and pages */
		} else if (cp_is_dash(cp) || cp == '[' || cp == ']' ||
		    cp == '.' || cp == 0x2022 || cp == 0xB7 || cp == '*' ||
		    cp == '~' || cp == '|')
			others++;
		else
			return NONE;
	}
	return digits > 0 && digits < 5 && others <= 4 ? n : NONE;
}

bool
edge_blank(const struct work *w, uint32_t k, bool up)
{
	uint32_t j = up ? k - 1 : k + 1;

	return (up && k == 0) || j >= w->nlines ||
	    w->line[j].role != LINE_TEXT || (!up && w->line[j].page) ||
	    (up && w->line[k].page);
}

uint32_t
text_line(const struct work *w, uint32_t k, bool up)
{
	while (up ? k-- > 0 : ++k < w->nlines)
		if (w->line[k].role == LINE_TEXT)
			return k;
	return NONE;
}

/* Does a line that stands alone interrupt a sentence? */
bool
interrupts(const struct work *w, uint32_t k)
{
	uint32_t a = text_line(w, k, true), b = text_line(w, k, false);

	if (a == NONE || b == NONE)
		return false;
	return line_goes_on(w, &w->line[b]) || (!line_ends(w, &w->line[a]) &&
	    line_width(w, &w->line[a], w->body.mono) * 10 >
	    w->body.full * 7);
}

static void
take(struct work *w, struct folios *f, uint32_t k)
{
	struct line *l = &w->line[k];
	uint32_t     next = text_line(w, k, false);

	page_drop(w, l, R_FOLIO);
	if (!f->feeds)
		l->page = 1;
	page_move(w, l, next);
	f->n++;
}

/* ---- where the pages are known ---- */

/* The first and last line of every page, if they are numbers. */
static uint32_t
at_edges(const struct work *w, struct fcand *c)
{
	uint32_t n = 0, page = 0, last = NONE;
	bool	 begun = false;		/* a page, maybe with a separator */

	for (uint32_t k = 0; k <= w->nlines; k++) {
		const struct line *l = &w->line[k];
		bool		   top;

		begun |= k < w->nlines && l->page && !l->column;
		if (k < w->nlines && l->role != LINE_TEXT)
			continue;
		top = k < w->nlines && (l->page || last == NONE);
		if ((k == w->nlines || l->page || begun) && last != NONE &&
		    folio_of(w, &w->line[last]) != NONE &&
		    (n == 0 || c[n - 1].line != last))
			c[n++] = (struct fcand){ last, folio_of(w,
			    &w->line[last]), page, false, edge_blank(w, last,
			    true), 0, 0 };
		if (k == w->nlines)
			break;
		page += begun && last != NONE;
		begun = false;
		last = k;
		if (top && folio_of(w, l) != NONE)
			c[n++] = (struct fcand){ k, folio_of(w, l), page,
			    true, edge_blank(w, k, false), 0, 0 };
	}
	return n;
}

static long
offset(const struct fcand *c)
{
	return (long)c->number - (long)c->page;
}

static int
by_offset(const void *a, const void *b)
{
	const struct fcand *x = a, *y = b;

	if (offset(x) != offset(y))
		return offset(x) < offset(y) ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* Labels of notes stand alone too, and close to their texts: is the
 * number at the edge the next of those above it on its page? */
static bool
like_labels(const struct work *w, const struct folios *f,
    const struct fcand *c, uint32_t n)
{
	uint32_t close = 0, all = 0, next = 0, other = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = c[i].line, v;

		if (offset(&c[i]) != f->off || c[i].top)
			continue;
		all++;
		close += !c[i].alone;
		while (!w->line[k].page && k-- > 0)
			if (w->line[k].e - w->line[k].s < 4 && (v =
			    folio_of(w, &w->line[k])) != NONE) {
				next += v + 1 == c[i].number;
				other += v + 1 != c[i].number;
				break;
			}
	}
	return close * 2 > all && next > other;
}

/* The difference of folio and page that most pages have. */
static void
vote(const struct work *w, struct folios *f, const struct fcand *list,
    uint32_t n)
{
	struct fcand *c = ARENA_ARRAY(w->scratch, struct fcand, n + 1);
	uint32_t     most = 0, pages = n > 0 ? list[n - 1].page + 1 : 0;

	memcpy(c, list, n * sizeof(*c));
	qsort(c, n, sizeof(*c), by_offset);
	for (uint32_t i = 0, e; i < n; i = e) {
		uint32_t votes = 1;

		for (e = i + 1; e < n && offset(&c[e]) == offset(&c[i]); e++)
			votes += c[e].page != c[e - 1].page;
		if (votes > most) {
			most = votes;
			f->off = offset(&c[i]);
		}
	}
	f->known = most >= 2 && most * 5 >= pages * 2 &&
	    !like_labels(w, f, list, n);
}

/* Is the number the one expected but for a figure? */
static bool
misread(uint32_t a, uint32_t b)
{
	uint32_t wrong = 0;

	for (; a > 0 || b > 0; a /= 10, b /= 10) {
		if (a == 0 || b == 0)
			return false;
		wrong += a % 10 != b % 10;
	}
	return wrong == 1;
}

static void
folios_of_pages(struct work *w, struct folios *f)
{
	struct fcand *c = ARENA_ARRAY(w->scratch, struct fcand, 2 * (size_t)
	    w->nlines + 2);
	uint32_t      n = at_edges(w, c), done = NONE;

	if (!f->known && n > 0)
		vote(w, f, c, n);
	for (uint32_t i = 0; i < n; i++)
		if (f->known ? offset(&c[i]) == f->off : c[i].alone &&
		    n < 3 && interrupts(w, c[i].line)) {
			if (w->line[c[i].line].role == LINE_TEXT)
				take(w, f, c[i].line);
			done = c[i].page;
		} else if (f->known && c[i].page != done && c[i].alone &&
		    (i + 1 == n || c[i + 1].page != c[i].page) &&
		    misread(c[i].number, (uint32_t)(c[i].page + f->off)))
			take(w, f, c[i].line);
}

/* ---- where they are not ---- */

static bool
beside_gone(const struct work *w, uint32_t k)
{
	uint32_t a = k, b = k;

	while (a > 0 && w->line[a - 1].role == LINE_BLANK)
		a--;
	while (b + 1 < w->nlines && w->line[b + 1].role == LINE_BLANK)
		b++;
	return (a > 0 && w->line[a - 1].role == LINE_GONE) ||
	    (b + 1 < w->nlines && w->line[b + 1].role == LINE_GONE);
}

static bool
at_edge(const struct work *w, uint32_t k)
{
	uint32_t b = text_line(w, k, false);

	return w->line[k].page || b == NONE || w->line[b].page;
}

uint32_t
folio_chain(struct fcand *c, uint32_t n)
{
	uint32_t best = NONE;

	for (uint32_t i = 0; i < n; i++) {
		c[i].chain = 1;
		c[i].from = NONE;
		for (uint32_t j = i; j-- > 0 && i - j < 40;) {
			uint32_t up = c[i].number - c[j].number;

			if (c[i].number <= c[j].number || up > 4 ||
			    c[i].line - c[j].line < GAP * up ||
			    c[j].chain < c[i].chain)
				continue;
			c[i].chain = c[j].chain + 1;
			c[i].from = j;
		}
		if (best == NONE || c[i].chain > c[best].chain)
			best = i;
	}
	return best;
}

/* The number of a line of figures, misread ones among them, between the
 * signs that a printer sets about a folio; or NONE. */
static uint32_t
misread_folio(const struct work *w, const struct line *l)
{
	uint32_t v = 0, n = 0;

	if (l->role != LINE_TEXT || l->e - l->s > 12)
		return NONE;
	for (uint32_t i = l->s; i < l->e; i++) {
		uint32_t cp = w->c.cp[i];

		if (figure_like(cp) != NONE && n++ < 4)
			v = v * 10 + figure_like(cp);
		else if (cp_letter(cp) || cp_digit(cp))
			return NONE;
	}
	return n > 0 ? v : NONE;
}

/* A folio that stands between dashes or brackets may be misread whole. */
static uint32_t
set_folio(const struct work *w, const struct line *l)
{
	uint32_t v = folio_of(w, l), a, e;

	if (v != NONE || l->e - l->s < 3)
		return v;
	a = w->c.cp[l->s];
	e = w->c.cp[l->e - 1];
	return (a == '[' && e == ']') || (cp_is_dash(a) && cp_is_dash(e)) ?
	    misread_folio(w, l) : NONE;
}

static bool
near_taken(const struct fcand *c, uint32_t n, uint32_t i)
{
	for (uint32_t j = i; j-- > 0 && c[i].line - c[j].line < GAP;)
		if (c[j].page)
			return true;
	for (uint32_t j = i + 1; j < n && c[j].line - c[i].line < GAP; j++)
		if (c[j].page)
			return true;
	return false;
}

/* Where two folios of the chain lack those between them, or pages before
 * or behind it do: a line that may be read as the one that is missing. */
static void
missing_folios(struct work *w, struct folios *f, uint32_t a, uint32_t na,
    uint32_t b, uint32_t nb)
{
	uint32_t last = a;

	for (uint32_t k = a + GAP; k + GAP < b; k++) {
		uint32_t v = misread_folio(w, &w->line[k]);

		if (v == NONE || k - last < GAP || !edge_blank(w, k, true) ||
		    !edge_blank(w, k, false) || v <= na || v >= nb)
			continue;
		take(w, f, k);
		last = k;
		na = v;
	}
}

/* The line of the folio before the first of the chain, and after the
 * last, is as far as pages are long. */
static void
fill_chain(struct work *w, struct folios *f, const struct fcand *c,
    uint32_t best)
{
	uint32_t first = best, i = best, page;

	while (c[first].from != NONE)
		first = c[first].from;
	page = (c[best].line - c[first].line) / (c[best].number -
	    c[first].number);
	if (c[best].line + GAP < w->nlines)
		missing_folios(w, f, c[best].line, c[best].number,
		    w->nlines - c[best].line > 2 * page ? c[best].line + 2 *
		    page : w->nlines, c[best].number + 2);
	for (; c[i].from != NONE; i = c[i].from)
		missing_folios(w, f, c[c[i].from].line, c[c[i].from].number,
		    c[i].line, c[i].number);
	if (c[first].number > 1 && c[first].line > GAP)
		missing_folios(w, f, c[first].line > 2 * page ?
		    c[first].line - 2 * page : 0, c[first].number - 2,
		    c[first].line, c[first].number);
}

/* Page numbers alone on a line; a page begins behind them. */
static void
folios_alone(struct work *w, struct folios *f)
{
	struct fcand *c = ARENA_ARRAY(w->scratch, struct fcand, w->nlines + 1);
	uint32_t     n = 0, sure = 0, best, chain;

	for (uint32_t k = 0; k < w->nlines; k++) {
		if (set_folio(w, &w->line[k]) == NONE ||
		    !edge_blank(w, k, true) || !edge_blank(w, k, false))
			continue;
		c[n].line = k;
		c[n++].number = set_folio(w, &w->line[k]);
		sure += interrupts(w, k) || beside_gone(w, k) ||
		    at_edge(w, k);
	}
	if (n == 0)
		return;
	best = folio_chain(c, n);
	chain = c[best].chain;
	f->known = chain >= 3 || sure == n;
	if (chain < 3 && sure * 2 < n)
		return;
	for (uint32_t i = best; i != NONE && chain >= 3; i = c[i].from)
		c[i].page = 1;		/* taken */
	for (uint32_t i = 0; i < n; i++)
		if (chain < 3 || c[i].page || (interrupts(w, c[i].line) &&
		    !near_taken(c, n, i)))
			take(w, f, c[i].line);
	if (chain > 1)
		fill_chain(w, f, c, best);
}

/* A folio at the edge of a page that has lost its blank lines. */
static void
edge_folios(struct work *w, struct folios *f)
{
	uint32_t n = f->n;

	for (uint32_t k = 0; k < w->nlines; k++)
		n += folio_of(w, &w->line[k]) != NONE && at_edge(w, k);
	for (uint32_t k = 0; k < w->nlines && n > 1; k++)
		if (folio_of(w, &w->line[k]) != NONE && at_edge(w, k))
			take(w, f, k);
}

void
clean_folios(struct work *w, struct folios *f)
{
	if (f->feeds) {
		folios_of_pages(w, f);
		return;
	}
	if (f->n == 0)
		folios_alone(w, f);
	edge_folios(w, f);
}
