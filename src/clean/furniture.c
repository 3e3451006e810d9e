/*
 * What a program printed around each page: the date and title of a
 * browser, the address and the count of pages, a stack of lines that is
 * the same at the edge of every page but for its figures.
 *
 * Running heads that change, and the titles they repeat, are another
 * matter (pages.c).  Here a line is taken when its signs, figures
 * aside, stand at the same edge of all pages, outermost first.  On the
 * first page the title of the text may stand where the others have their
 * head: there a line needs a date or an address beside it.
 */
#include <stdlib.h>
#include <string.h>

#include "pages_int.h"

enum { STACK = 6, LONG_MAX = 200 };

enum sign { SIGN_NONE, SIGN_DATE, SIGN_ADDRESS };

struct edge_line {
	uint64_t hash;		/* of its characters, a number as one */
	uint32_t line, page, depth;
	uint32_t pages;		/* pages with it at this edge */
	uint8_t	 sign;		/* enum sign */
	bool	 folio, foot;
};

struct stacks {
	struct work	 *w;
	struct edge_line *e;
	uint32_t	  n, pages;
	bool		  browser;	/* dates or addresses were seen */
};

/* ---- one line ---- */

/* "1/12/26", "12.1.2026", "3:23": two numbers parted by the sign. */
static uint32_t
figures_by(const struct work *w, const struct line *l, uint32_t a, uint32_t b)
{
	uint32_t n = 0;

	for (uint32_t i = l->s + 1; i + 1 < l->e; i++)
		n += (w->c.cp[i] == a || w->c.cp[i] == b) &&
		    cp_digit(w->c.cp[i - 1]) && cp_digit(w->c.cp[i + 1]);
	return n;
}

/* Does the line hold "://" behind a letter? */
static bool
has_address(const struct work *w, const struct line *l)
{
	for (uint32_t i = l->s + 1; i + 3 < l->e; i++)
		if (w->c.cp[i] == ':' && w->c.cp[i + 1] == '/' &&
		    w->c.cp[i + 2] == '/' && cp_letter(w->c.cp[i - 1]))
			return true;
	return false;
}

static enum sign
sign_of(const struct work *w, const struct line *l)
{
	if (has_address(w, l))
		return SIGN_ADDRESS;
	return figures_by(w, l, '/', '.') >= 2 && figures_by(w, l, ':', 'h') ?
	    SIGN_DATE : SIGN_NONE;
}

/* Figures are one sign however many, spaces and case are none. */
static uint64_t
hash_of(const struct work *w, const struct line *l)
{
	uint64_t h = 0xCBF29CE484222325u;
	bool	 figure = false;

	for (uint32_t i = l->s; i < l->e; i++) {
		uint32_t cp = cp_fold(w->c.cp[i]);

		if (cell_gone(&w->c, i) || cp == ' ' || (cp_digit(cp) &&
		    figure))
			continue;
		figure = cp_digit(cp);
		h = (h ^ (figure ? '0' : cp)) * 0x100000001B3u;
	}
	return h;
}

/* ---- the stacks ---- */

/* "3/12" on the third page: its number, and of how many. */
static bool
counts_pages(const struct stacks *s, const struct edge_line *e)
{
	const struct line *l = &s->w->line[e->line];
	const uint32_t	  *cp = s->w->c.cp;
	uint32_t	   v = 0, i;

	if (!e->folio || folio_of(s->w, l) != e->page + 1)
		return false;
	for (i = l->s; i < l->e && cp[i] != '/'; i++)
		;
	for (i++; i < l->e && cp_digit(cp[i]); i++)
		v = v * 10 + (cp[i] - '0');
	return v == s->pages;
}

static void
offer(struct stacks *s, uint32_t k, uint32_t page, uint32_t depth, bool foot)
{
	const struct line *l = &s->w->line[k];

	s->e[s->n++] = (struct edge_line){
	    l->e - l->s > LONG_MAX ? k : hash_of(s->w, l), k, page, depth, 0,
	    (uint8_t)sign_of(s->w, l), folio_of(s->w, l) != NONE, foot };
}

/* The lines at both edges of page [b, e), the outermost first. */
static void
offer_page(struct stacks *s, uint32_t b, uint32_t e, uint32_t page)
{
	const struct work *w = s->w;
	uint32_t	   n = 0;

	for (uint32_t k = b; k < e && n < STACK; k++)
		if (w->line[k].role == LINE_TEXT)
			offer(s, k, page, n++, false);
	n = 0;
	for (uint32_t k = e; k > b && n < STACK;)
		if (w->line[--k].role == LINE_TEXT)
			offer(s, k, page, n++, true);
}

static int
by_hash(const void *a, const void *b)
{
	const struct edge_line *x = *(struct edge_line *const *)a;
	const struct edge_line *y = *(struct edge_line *const *)b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->foot != y->foot)
		return x->foot ? 1 : -1;
	return x < y ? -1 : x > y;
}

static void
count_pages(struct stacks *s)
{
	struct edge_line **p = ARENA_ARRAY(s->w->scratch, struct edge_line *,
	    s->n + 1);
	uint32_t	   e, pages;

	for (uint32_t i = 0; i < s->n; i++)
		p[i] = &s->e[i];
	if (s->n > 1)
		qsort(p, s->n, sizeof(*p), by_hash);
	for (uint32_t i = 0; i < s->n; i = e) {
		pages = 1;
		for (e = i + 1; e < s->n && p[e]->hash == p[i]->hash &&
		    p[e]->foot == p[i]->foot; e++)
			pages += p[e]->page != p[e - 1]->page;
		for (uint32_t k = i; k < e; k++)
			p[k]->pages = pages;
	}
}

/* Is the stack of these lines that of a browser?  A text may bear a date
 * or an address itself, so it is asked of all pages. */
static bool
browser(const struct stacks *s)
{
	uint32_t address = 0, number = 0, last = NONE, date = 0;

	for (uint32_t i = 0; i < s->n; i++) {
		const struct edge_line *e = &s->e[i];

		if (e->pages < s->pages || e->depth > 3)
			continue;
		address += e->sign == SIGN_ADDRESS;
		date += e->sign == SIGN_DATE;
		if (counts_pages(s, e) && last != e->page) {
			number++;
			last = e->page;
		}
	}
	return (address > 0 && (number == s->pages || s->pages > 1)) ||
	    (date > 0 && s->pages > 1);
}

/* Is line i of a stack, whose outer lines are furniture, one itself? */
static bool
is_furniture(const struct stacks *s, const struct edge_line *e, bool beside)
{
	if (e->sign != SIGN_NONE && s->browser)
		return e->pages == s->pages;
	if (e->pages * 5 < s->pages * 4 || (e->page == 0 && !e->foot &&
	    !beside))
		return false;
	if (s->pages == 1)		/* the title beside the date */
		return beside && !e->foot && e->depth < 2 && edge_blank(s->w,
		    e->line, false);
	return beside || e->pages > 2;
}

/* Does the stack from line i on hold a sign of a browser, and none but
 * furniture before it?  The title stands inside or outside of the date. */
static bool
sign_ahead(const struct stacks *s, uint32_t i)
{
	uint32_t k = i;

	for (; k < s->n && s->e[k].depth >= s->e[i].depth && s->e[k].foot ==
	    s->e[i].foot && s->e[k].page == s->e[i].page; k++) {
		if (s->e[k].sign != SIGN_NONE)
			return s->browser && s->e[k].pages == s->pages;
		if (s->e[k].pages < s->pages && !s->e[k].folio)
			return false;
	}
	return false;
}

static void
take(struct stacks *s, const struct edge_line *e)
{
	struct line *l = &s->w->line[e->line];
	uint32_t     next = text_line(s->w, e->line, false);

	if (is_foot_note(s->w, e->line))
		return;
	page_drop(s->w, l, e->folio ? R_FOLIO : R_HEAD);
	page_move(s->w, l, next);
}

/* Has its like gone from this stack?  Then this is the title itself. */
static bool
taken(const struct stacks *s, uint32_t from, uint32_t i)
{
	for (uint32_t k = from; k < i; k++)
		if (s->e[k].hash == s->e[i].hash)
			return true;
	return false;
}

static void
take_stack(struct stacks *s, uint32_t i, uint32_t end)
{
	bool beside = false;

	for (uint32_t from = i; i < end; i++) {
		struct edge_line *e = &s->e[i];

		if (s->w->line[e->line].role != LINE_TEXT)
			continue;
		if (s->browser && counts_pages(s, e)) {
			take(s, e);
			continue;
		}
		if (e->folio)
			continue;	/* folios.c */
		beside |= sign_ahead(s, i);
		if (!is_furniture(s, e, beside) || taken(s, from, i))
			return;
		take(s, e);
	}
}

void
clean_furniture(struct work *w)
{
	struct stacks s = { .w = w, .pages = 1 };
	uint32_t      page = 0;

	for (uint32_t k = text_line(w, NONE, false) + 1; k < w->nlines; k++)
		s.pages += w->line[k].page;
	s.e = ARENA_ARRAY(w->scratch, struct edge_line, (size_t)s.pages * 2 *
	    STACK + 1);
	for (uint32_t b = text_line(w, NONE, false), e; b < w->nlines; b = e) {
		for (e = b + 1; e < w->nlines && !w->line[e].page; e++)
			;
		offer_page(&s, b, e, page++);
	}
	count_pages(&s);
	s.browser = browser(&s);
	for (uint32_t i = 0, e; i < s.n; i = e) {
		for (e = i + 1; e < s.n && s.e[e].depth > 0; e++)
			;
		take_stack(&s, i, e);
	}
}

/* ---- a head and a folio that stand apart ---- */

struct pair {
	uint32_t head, folio, page;
	long	 off;		/* folio less page */
	bool	 sure;		/* a blank line parts it from the body */
};

/* A short line that ends no sentence, as running heads are. */
static bool
head_like(const struct work *w, uint32_t k)
{
	const struct line *l = &w->line[k];

	return l->e - l->s < 80 && folio_of(w, l) == NONE && !line_ends(w, l) &&
	    !line_begins_speech(w, l) && line_width(w, l, w->body.mono) * 5 <
	    w->body.full * 4;
}

/* The first two lines of page [b, e), or its last two, the outer first. */
static bool
pair_of(const struct work *w, uint32_t b, uint32_t e, bool foot,
    struct pair *o)
{
	uint32_t k[2], n = 0, inner, v;

	for (uint32_t i = b; i < e && n < 2; i++) {
		uint32_t j = foot ? e - 1 - (i - b) : i;

		if (w->line[j].role == LINE_TEXT)
			k[n++] = j;
	}
	if (n < 2)
		return false;
	inner = k[1];
	o->folio = folio_of(w, &w->line[k[0]]) != NONE ? k[0] : k[1];
	o->head = o->folio == k[0] ? k[1] : k[0];
	v = folio_of(w, &w->line[o->folio]);
	o->off = (long)v - (long)o->page;
	o->sure = edge_blank(w, inner, foot);
	return v != NONE && head_like(w, o->head) && (o->sure || inner ==
	    o->head);
}

static uint32_t
pairs_of(const struct work *w, struct pair *o, uint32_t *pages)
{
	uint32_t n = 0;

	*pages = 0;
	for (uint32_t b = text_line(w, NONE, false), e; b < w->nlines; b = e) {
		for (e = b + 1; e < w->nlines && !w->line[e].page; e++)
			;
		for (int foot = 0; foot < 2; foot++) {
			o[n].page = *pages;
			if (pair_of(w, b, e, foot, &o[n]) && (*pages > 0 ||
			    foot))
				n++;
		}
		(*pages)++;
	}
	return n;
}

/*
 * Heads that change from page to page, each beside a folio that goes up
 * with the pages: a number on one line and the head on the next.
 */
void
clean_paired_heads(struct work *w, struct folios *f)
{
	struct pair *o = ARENA_ARRAY(w->scratch, struct pair, ((size_t)
	    w->nlines + 1) * 2);
	uint32_t     pages, n = pairs_of(w, o, &pages), most = 0;

	for (uint32_t i = 0; i < n && i < 400; i++) {
		uint32_t votes = 0, sure = 0;

		for (uint32_t j = 0; j < n && j < 400; j++)
			if (o[j].off == o[i].off) {
				votes++;
				sure += o[j].sure;
			}
		if (votes > most && sure * 2 >= votes) {
			most = votes;
			f->off = o[i].off;
		}
	}
	if (pages > 2 ? most < 2 || most * 2 < (pages < 400 ? pages - 1 : 400) :
	    most < 1 || f->off != 1)
		return;
	f->known = true;
	for (uint32_t i = 0; i < n; i++)
		for (int j = 0; o[i].off == f->off && j < 2; j++) {
			struct line *l = &w->line[j ? o[i].head : o[i].folio];
			uint32_t     next = text_line(w, (uint32_t)(l -
				     w->line), false);

			if (l->role != LINE_TEXT)
				continue;
			page_drop(w, l, j ? R_HEAD : R_FOLIO);
			page_move(w, l, next);
			f->n += !j;
		}
}
