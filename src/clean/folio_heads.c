/*
 * Heads with the folio of their page: a number that goes up with the
 * pages, at the beginning or end of the first or last line.
 */
#include "pages_int.h"

enum { VOTERS = 400 };

bool
set_like_head(const struct work *w, const struct line *l)
{
	uint32_t gap = 0, most = 0, up = 0, low = 0;

	for (uint32_t i = l->s; i < l->e; i++) {
		uint32_t cp = w->c.cp[i];

		gap = cp == ' ' ? gap + 1 : 0;
		most = gap > most ? gap : most;
		up += cp_upper_(cp);
		low += cp_lower_(cp);
	}
	return !line_ends(w, l) && (most >= 4 || low * 4 < up ||
	    (l->page && short_head(w, l)));
}

/* The number at the beginning or end of a line, or NONE. */
static uint32_t
number_beside(const struct work *w, const struct line *l, bool front)
{
	uint32_t v = 0, n = 0, place = 1;

	if (front) {
		for (uint32_t i = l->s; i < l->e && cp_digit(w->c.cp[i]) &&
		    n < 5; i++, n++)
			v = v * 10 + (w->c.cp[i] - '0');
		return n > 0 && n < 5 && l->s + n < l->e &&
		    w->c.cp[l->s + n] == ' ' ? v : NONE;
	}
	for (uint32_t i = l->e; i > l->s && cp_digit(w->c.cp[i - 1]) &&
	    n < 5; i--, n++, place *= 10)
		v += (w->c.cp[i - 1] - '0') * place;
	return n > 0 && n < 5 && l->e - n > l->s &&
	    w->c.cp[l->e - n - 1] == ' ' ? v : NONE;
}

struct edge {
	uint32_t line, number, page;
};

/* The first line of all may be the title, and its number a call. */
static bool
has_gap(const struct work *w, const struct line *l)
{
	uint32_t gap = 0;

	for (uint32_t i = l->s; i < l->e && gap < 6; i++)
		gap = w->c.cp[i] == ' ' ? gap + 1 : 0;
	return gap >= 6;
}

/* The line at the top or foot of a page that bears a number; tight: no
 * blank line parts it from the text. */
static uint32_t
numbered_edges(struct work *w, bool tight, struct edge *e)
{
	uint32_t n = 0, page = 0, first = text_line(w, NONE, false);

	for (uint32_t k = 0; k < w->nlines; k++) {
		uint32_t top = k, foot;

		if (!w->line[k].page && k != first)
			continue;
		foot = k > first ? text_line(w, k, true) : NONE;
		page += k > first && !w->line[k].column;
		for (int side = 0; side < 4; side++) {
			uint32_t j = side < 2 ? top : foot, v;

			if (j == NONE || w->line[j].role != LINE_TEXT ||
			    w->line[j].e - w->line[j].s > 160 ||
			    !set_like_head(w, &w->line[j]) || (j == first &&
			    !has_gap(w, &w->line[j])) ||
			    !(side < 2 ? edge_blank(w, j, false) ||
			    (tight && w->line[j].page && short_head(w,
			    &w->line[j])) :
			    edge_blank(w, j, true)))
				continue;
			v = number_beside(w, &w->line[j], side % 2);
			if (v != NONE)
				e[n++] = (struct edge){ j, v,
				    side < 2 ? page : page - 1 };
		}
	}
	return n;
}

/* Number less page that most pages have at their edges; how many. */
static uint32_t
edges_vote(const struct edge *e, uint32_t n, uint32_t *best)
{
	uint32_t votes = 0;

	n = n < VOTERS ? n : VOTERS;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t v = 0, last = NONE;

		for (uint32_t j = 0; j < n; j++)
			if (e[j].number - e[j].page ==
			    e[i].number - e[i].page && e[j].page != last) {
				v++;
				last = e[j].page;
			}
		if (v > votes) {
			votes = v;
			*best = e[i].number - e[i].page;
		}
	}
	return votes;
}

static uint32_t
pages_begun(const struct work *w)
{
	uint32_t pages = 0;

	for (uint32_t k = 0; k < w->nlines; k++)
		pages += w->line[k].page;
	return pages;
}

/*
 * A page that opens a chapter has no head and its folio at the foot: what
 * number it must be, the heads of the other pages tell, before they go.
 */
bool
folios_by_heads(struct work *w, long *off)
{
	uint32_t     pages = pages_begun(w), n, best = 0, votes;
	struct edge *e = ARENA_ARRAY(w->scratch, struct edge,
	    ((size_t)pages + 1) * 4 + 1);

	n = numbered_edges(w, true, e);
	votes = edges_vote(e, n, &best);
	*off = (int32_t)best;
	return votes >= 2 && votes * 2 > (pages < VOTERS ? pages : VOTERS);
}

/*
 * A number that goes up with the pages is their folio, and the line it
 * stands on a head, even if every page has another.
 */
void
folio_heads(struct work *w, uint32_t folios)
{
	uint32_t     pages = pages_begun(w), n, best = 0, votes;
	struct edge *e;

	e = ARENA_ARRAY(w->scratch, struct edge, ((size_t)pages + 1) * 4 + 1);
	/* Where pages have their folios, a number above is a chapter's. */
	n = numbered_edges(w, folios * 3 <= pages, e);
	votes = edges_vote(e, n, &best);
	if (pages > 2 ? votes < 2 || votes * 3 < (pages < VOTERS ? pages :
	    VOTERS) : votes < 1 || best != 1)
		return;
	for (uint32_t i = 0; i < n; i++) {
		struct line *l = &w->line[e[i].line];
		uint32_t     next;

		if (e[i].number - e[i].page != best || l->role != LINE_TEXT)
			continue;
		next = text_line(w, e[i].line, false);
		page_drop(w, l, R_HEAD);
		page_move(w, l, next);
	}
}
