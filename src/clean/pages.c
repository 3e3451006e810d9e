/*
 * Pages: where they begin, and what the printer put around the text:
 * running heads, folios, addresses dumped at the end of a page.
 *
 * A page begins at a form feed; where the text has none, at a line with
 * one leading blank (what a form feed becomes in many extractions), if
 * such lines are rare and as regular as pages are; and after a folio
 * that stands alone (folios.c).
 */
#include <stdlib.h>
#include <string.h>

#include "pages_int.h"

enum { EDGE = 3 };

/* ---- page starts ---- */

static bool
blank_lead(const struct work *w, const struct line *l)
{
	return l->role == LINE_TEXT && l->lead > 0 && l->lead < 30 &&
	    w->c.cp[l->b] == ' ';
}

/* How much a line looks like the first of a page, a form feed apart. */
static int
start_score(const struct work *w, uint32_t k)
{
	const struct line	*l = &w->line[k], *p = l - 1;
	int			 score = l->lead == 1 ? 2 : 0;

	if (p->role == LINE_TEXT)
		score += l->lead == 1 ? 4 : 2;
	if (line_goes_on(w, l))
		score += 2;
	if (line_begins_speech(w, l) && p->role != LINE_TEXT)
		score -= 3;
	return score;
}

/* The distance most pairs of candidates have, or 0. */
static uint32_t
usual_page(const uint32_t *at, uint32_t n)
{
	uint32_t votes[128] = { 0 }, best = 0;

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = i + 1; j < n && j < i + 5; j++) {
			uint32_t d = at[j] - at[i];

			if (d >= 18 && d < 124)
				for (uint32_t x = d - 2; x <= d + 2; x++)
					votes[x]++;
		}
	for (uint32_t d = 18; d < 124; d++)
		if (votes[d] > votes[best])
			best = d;
	return votes[best] * 2 >= n ? best : 0;
}

/* The chain of candidates that is best as page starts: their own scores
 * less what their distances differ from the usual one. */
static void
choose_regular(struct work *w, const uint32_t *at, uint32_t n,
    uint32_t page)
{
	int	 *best = ARENA_ARRAY(w->scratch, int, n);
	uint32_t *from = ARENA_ARRAY(w->scratch, uint32_t, n), last = 0;

	for (uint32_t i = 0; i < n; i++) {
		int own = start_score(w, at[i]);

		best[i] = own;
		from[i] = NONE;
		for (uint32_t j = i; j-- > 0 && i - j < 40;) {
			uint32_t d = at[i] - at[j], m = (d + page / 2) / page;
			uint32_t off = m == 0 ? page : d > m * page ?
			    d - m * page : m * page - d;
			int	 cost = (int)(off > 3 ? off - 3 : 0) / 2 +
			    (m > 1 ? (int)m : 0);
			int	 x = best[j] + own - (cost > 8 ? 8 : cost);

			if (x > best[i]) {
				best[i] = x;
				from[i] = j;
			}
		}
		if (best[i] > best[last])
			last = i;
	}
	for (uint32_t i = last; i != NONE; i = from[i])
		w->line[at[i]].page = 1;
}

static void
starts_by_blank(struct work *w)
{
	uint32_t *at = ARENA_ARRAY(w->scratch, uint32_t, w->nlines);
	uint32_t  n = 0, text = 0, page;

	for (uint32_t k = 1; k < w->nlines; k++) {
		text += w->line[k].role == LINE_TEXT;
		if (blank_lead(w, &w->line[k]))
			at[n++] = k;
	}
	if (n == 0 || n * 10 > text + 10)
		return;
	if (n >= 4 && (page = usual_page(at, n)) > 0) {
		choose_regular(w, at, n, page);
		return;
	}
	for (uint32_t i = 0; i < n; i++)
		if (w->line[at[i]].lead == 1 && start_score(w, at[i]) >= 4)
			w->line[at[i]].page = 1;
}

static bool
starts_by_feed(struct work *w)
{
	bool any = false, feed = false, column = false;

	for (uint32_t k = 0; k < w->nlines; k++) {
		feed |= w->line[k].ff;
		column |= w->line[k].column;
		w->line[k].column = 0;
		if (w->line[k].role == LINE_BLANK || !(feed || column))
			continue;
		w->line[k].page = any = true;
		w->line[k].column = !feed;
		feed = column = false;
	}
	return any;
}

/* ---- dumped addresses ---- */

static bool
is_address(const struct work *w, const struct line *l)
{
	static const char *const	starts[] = { "http://", "https://",
	    "www.", "file://", "ftp://" };
	uint32_t			i;

	if (l->role != LINE_TEXT)
		return false;
	for (i = l->s; i < l->e; i++)
		if (w->c.cp[i] == ' ' && !cell_gone(&w->c, i))
			return false;
	for (size_t k = 0; k < sizeof(starts) / sizeof(*starts); k++) {
		size_t n = strlen(starts[k]), j = 0;

		while (j < n && l->s + j < l->e &&
		    w->c.cp[l->s + j] == (unsigned char)starts[k][j])
			j++;
		if (j == n)
			return true;
	}
	return false;
}

static void
addresses(struct work *w)
{
	for (uint32_t k = 0, end; k < w->nlines; k = end + 1) {
		uint32_t n = 0;

		for (end = k; end < w->nlines &&
		    (is_address(w, &w->line[end]) ||
		    (n > 0 && w->line[end].role == LINE_BLANK)); end++)
			n += w->line[end].role == LINE_TEXT;
		if (n < 2 || (k > 0 && w->line[k - 1].role == LINE_TEXT &&
		    folio_of(w, &w->line[k - 1]) == NONE))
			continue;
		for (uint32_t j = k; j < end; j++)
			if (w->line[j].role == LINE_TEXT)
				page_drop(w, &w->line[j], R_DUMPED_LINK);
	}
}

/* ---- running heads ---- */

struct head {
	struct key	key;
	uint64_t	hash;	/* of the letters */
	uint32_t	line;
	bool		edge;	/* first or last of its page */
	bool		first;	/* no earlier line has its letters */
	uint16_t	alike;	/* lines with nearly the same letters */
};

void
head_key(const struct work *w, const struct line *l, struct key *k)
{
	k->n = k->digits = 0;
	k->set = 0;
	for (uint32_t i = l->s; i < l->e; i++) {
		uint32_t cp = w->c.cp[i];

		if (cell_gone(&w->c, i))
			continue;
		if (cp_digit(cp))
			k->digits++;
		else if (cp_letter(cp) && k->n < KEY_MAX) {
			k->ch[k->n] = (uint16_t)cp_base(cp_fold(cp));
			k->set |= 1u << (k->ch[k->n++] & 31);
		}
	}
}

/* Edit distance, given up (as max + 1) when it passes max. */
static unsigned
distance(const struct key *a, const struct key *b, unsigned max)
{
	unsigned row[KEY_MAX + 1];

	if ((a->n > b->n ? a->n - b->n : b->n - a->n) > (int)max)
		return max + 1;
	for (unsigned j = 0; j <= b->n; j++)
		row[j] = j;
	for (unsigned i = 1; i <= a->n; i++) {
		unsigned diag = row[0], least = row[0] = i;

		for (unsigned j = 1; j <= b->n; j++) {
			unsigned x = diag + (a->ch[i - 1] != b->ch[j - 1]);

			diag = row[j];
			x = row[j] + 1 < x ? row[j] + 1 : x;
			x = row[j - 1] + 1 < x ? row[j - 1] + 1 : x;
			row[j] = x;
			least = x < least ? x : least;
		}
		if (least > max)
			return max + 1;
	}
	return row[b->n];
}

bool
heads_alike(const struct key *a, const struct key *b)
{
	unsigned max = (a->n < b->n ? a->n : b->n) / 6u;

	if ((unsigned)__builtin_popcount(a->set ^ b->set) > 2 * max)
		return false;
	return distance(a, b, max) <= max;
}

/* Is there a blank line between the head and the body? */
static bool
set_off(const struct work *w, uint32_t k)
{
	return w->line[k].page ? edge_blank(w, k, false) :
	    edge_blank(w, k, true);
}

bool
short_head(const struct work *w, const struct line *l)
{
	return line_width(w, l, w->body.mono) * 5 < w->body.full * 4;
}

static void
offer(struct work *w, struct head *h, uint32_t *n, uint32_t k, bool edge)
{
	struct head *o = &h[*n];

	if (w->line[k].e - w->line[k].s > 160)
		return;
	head_key(w, &w->line[k], &o->key);
	if (o->key.n < 3 || o->key.n >= KEY_MAX)
		return;
	o->line = k;
	o->edge = edge;
	o->hash = 0xCBF29CE484222325u;
	for (unsigned i = 0; i < o->key.n; i++)
		o->hash = (o->hash ^ o->key.ch[i]) * 0x100000001B3u;
	(*n)++;
}

/* The first and last lines of the pages, and lines that stand alone
 * inside them (titles that a head repeats). */
static uint32_t
head_lines(struct work *w, uint8_t *edge, struct head *h)
{
	uint32_t n = 0, head = text_line(w, NONE, false), top = head;

	for (int m = 0; m < EDGE && top != NONE && (m == 0 ||
	    !w->line[top].page); m++, top = text_line(w, top, false))
		edge[top] = m == 0 ? 1 : 2;	/* the title, maybe */
	for (uint32_t k = 1; k <= w->nlines; k++) {
		uint32_t m = 0;

		if (k < w->nlines && !w->line[k].page)
			continue;
		for (uint32_t j = k; m < EDGE && j < w->nlines; j++)
			if (w->line[j].role == LINE_TEXT) {
				if (m++ > 0 && w->line[j].page)
					break;
				edge[j] = 1;
			}
		m = 0;
		for (uint32_t j = k; m < EDGE && j-- > 0;)
			if (w->line[j].role == LINE_TEXT) {
				edge[j] = 1;
				m++;
			}
	}
	for (uint32_t k = 0; k < w->nlines; k++)
		if (w->line[k].role == LINE_TEXT && (edge[k] ||
		    (edge_blank(w, k, true) && edge_blank(w, k, false))))
			offer(w, h, &n, k, edge[k] == 1);
	return n;
}

static int
by_hash(const void *a, const void *b)
{
	const struct head *x = *(struct head *const *)a;
	const struct head *y = *(struct head *const *)b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* Exact repetition anywhere; near repetition within the last pages. */
static void
count_alike(struct work *w, struct head *h, uint32_t n)
{
	struct head **p = ARENA_ARRAY(w->scratch, struct head *, n + 1);
	uint32_t      e;

	for (uint32_t i = 0; i < n; i++) {
		p[i] = &h[i];
		h[i].first = true;
	}
	if (n > 1)
		qsort(p, n, sizeof(*p), by_hash);
	for (uint32_t i = 0; i < n; i = e) {
		for (e = i + 1; e < n && p[e]->hash == p[i]->hash; e++)
			p[e]->first = false;
		for (uint32_t k = i; k < e; k++)
			p[k]->alike = (uint16_t)(e - i - 1 > 999 ? 999 :
			    e - i - 1);
	}
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = i; h[i].edge && j-- > 0 && i - j < 24;)
			if (h[j].hash != h[i].hash && h[j].edge &&
			    heads_alike(&h[i].key, &h[j].key)) {
				h[i].alike++;
				h[i].first = false;
				h[j].alike++;
			}
}

/* Does the text begin with a head, maybe its folio, and then its title? */
static bool
above_title(const struct work *w, const struct head *h, uint32_t n)
{
	uint32_t k = text_line(w, h[0].line, false);
	bool	 folio = h[0].key.digits > 0;

	if (k != NONE && folio_of(w, &w->line[k]) != NONE) {
		k = text_line(w, k, false);
		folio = true;
	}
	return n > 1 && h[0].alike > (folio ? 0 : 1) && h[1].hash ==
	    h[0].hash && k == h[1].line;
}

/* The number that a line begins with as the label of a note does, at most
 * 999: "1. Ibid.", "(1) Ibid.", "1 Ibid."; 0: none. */
static uint32_t
note_number(const struct work *w, const struct line *l)
{
	uint32_t i = l->s, b, d, v = 0;

	i += w->c.cp[i] == '(' || w->c.cp[i] == '[';
	for (b = i; i < l->e && i < b + 3 && cp_digit(w->c.cp[i]); i++)
		v = v * 10 + (w->c.cp[i] - '0');
	d = i;
	while (i < l->e && (w->c.cp[i] == '.' || w->c.cp[i] == ')' ||
	    w->c.cp[i] == ']' || w->c.cp[i] == ' '))
		i++;
	return d > b && i > d && i < l->e && !cp_digit(w->c.cp[i]) ? v :
	    0;
}

/* Does the line call note v: glued to a word or a stop, or before one? */
static bool
calls_note(const struct work *w, const struct line *l, uint32_t v)
{
	const uint32_t *cp = w->c.cp;

	for (uint32_t i = l->s + 1; i < l->e; i++) {
		uint32_t x = 0, e = i, p = cp[i - 1];

		if (!cp_digit(cp[i]) || cp_digit(p))
			continue;
		while (e < l->e && e < i + 4 && cp_digit(cp[e]))
			x = x * 10 + (cp[e++] - '0');
		if (x == v && (e == l->e || !cp_letter(cp[e])) &&
		    (cp_letter(p) || cp_is_quote_close(p) || p == '(' ||
		    p == '[' || p == '.' || (p == ' ' && e + 1 < l->e &&
		    cp[e] == ' ' && (cp[e + 1] == '.' || cp[e + 1] == ','))))
			return true;
	}
	return false;
}

/* Notes at the feet of pages may be alike (Ibid.) and are no running
 * foot: their page calls them. */
bool
is_foot_note(const struct work *w, uint32_t k)
{
	uint32_t v = w->line[k].page ? 0 : note_number(w, &w->line[k]);

	for (uint32_t m = 0; v > 0 && k-- > 0 && m < 120; m++) {
		if (w->line[k].role == LINE_TEXT && calls_note(w, &w->line[k],
		    v))
			return true;
		if (w->line[k].page)
			break;
	}
	return false;
}

static bool
is_head(const struct work *w, const struct head *h)
{
	const struct line *l = &w->line[h->line];

	if (!h->edge || h->alike == 0 || l->role != LINE_TEXT ||
	    h->key.n > 60 || (!set_off(w, h->line) && (h->alike < 2 ||
	    !short_head(w, l))) || is_foot_note(w, h->line))
		return false;
	if (h->key.digits > 0)
		return !h->first || l->page || set_like_head(w, l) ||
		    interrupts(w, h->line);
	if (h->key.n < 5 || line_begins_speech(w, l) || h->alike <
	    (line_ends(w, l) ? 2 : l->page ? 1 : 3))
		return false;
	return h->first ? interrupts(w, h->line) : true;
}

/*
 * A line at the edge of a page is a running head when its letters come
 * again: at the edges of other pages, or as a title.  The first of them
 * is the title itself unless it breaks into a sentence.
 */
static void
heads(struct work *w)
{
	uint32_t	 pages = 0, n, cands = 0;
	uint8_t		*edge = ARENA_ARRAY(w->scratch, uint8_t, w->nlines + 1);
	struct head	*h;

	for (uint32_t k = 0; k < w->nlines; k++) {
		pages += w->line[k].page;
		cands += w->line[k].role == LINE_TEXT &&
		    edge_blank(w, k, true) && edge_blank(w, k, false);
	}
	if (pages < 1)
		return;
	h = ARENA_ARRAY(w->scratch, struct head, ((size_t)pages + 1) * 2 * EDGE +
	    cands + 1);
	n = head_lines(w, edge, h);
	count_alike(w, h, n);
	for (uint32_t i = 0; i < n; i++) {
		struct line *l = &w->line[h[i].line];
		uint32_t     next;

		if (!is_head(w, &h[i]) && !(i == 0 && above_title(w, h, n)))
			continue;
		next = text_line(w, h[i].line, false);
		page_drop(w, l, R_HEAD);
		page_move(w, l, next);
	}
}

void
clean_pages(struct work *w)
{
	struct folios f = { 0 };
	bool	      numbered;
	long	      off = 0;

	addresses(w);
	if (w->nlines == 0)
		return;
	f.feeds = starts_by_feed(w);
	if (!f.feeds && !w->unwrapped)
		starts_by_blank(w);
	numbered = f.feeds && folios_by_heads(w, &off);
	clean_furniture(w);
	if (f.feeds)
		clean_paired_heads(w, &f);
	else if (!w->unwrapped)
		clean_loose_heads(w, &f);
	clean_lone_signs(w, false);
	clean_folios(w, &f);
	clean_lone_signs(w, false);
	if (!f.feeds && !w->unwrapped)
		clean_capital_heads(w, &f);
	folio_heads(w, f.n);
	heads(w);
	if (f.feeds)
		clean_run_together(w);
	if (numbered && !f.known) {
		f.known = true;
		f.off = off;
	}
	clean_folios(w, &f);
	clean_lone_signs(w, true);
	w->paged = f.feeds || f.known;
	for (uint32_t k = 0; k < w->nlines; k++)
		w->pages += w->line[k].page && !w->line[k].column;
}
