/*
 * Lines that a reader of PDF ran together.
 *
 * pdftotext takes the hyphen from the end of a line and sets the next
 * line of its block behind the half word: "nomi-" above "sait" is
 * "nomisait".  At the foot of a page the next line is the first of the
 * notes, or its label: "nomi4. Le mot", "nomi4".  The word goes on with
 * the next page, and that is the sign: the halves make a word, and the
 * number begins no other line of the page, as it would if it were a
 * call.  The line is cut before the number.
 */
#include <string.h>

#include "pages_int.h"

enum { WORD_MAX = 40, LOW = 60 };

struct half {
	uint32_t ch[2 * WORD_MAX];
	size_t	 n;
};

struct cut {
	uint32_t line, at;	/* cell of the number */
};

static bool
known(struct work *w, const uint32_t *ch, size_t n)
{
	const struct dict *d = work_dict(w);

	return d != NULL && n > 0 && dict_has(d, ch, n);
}

static void
word_before(const struct work *w, const struct line *l, uint32_t i,
    struct half *o)
{
	uint32_t b = i;

	while (b > l->s && i - b < WORD_MAX && !cell_gone(&w->c, b - 1) &&
	    cp_letter(w->c.cp[b - 1]))
		b--;
	o->n = i - b;
	memcpy(o->ch, &w->c.cp[b], o->n * sizeof(*o->ch));
}

static void
word_after(const struct work *w, const struct line *l, struct half *o)
{
	uint32_t e = l->s;

	while (e < l->e && e - l->s < WORD_MAX && !cell_gone(&w->c, e) &&
	    cp_letter(w->c.cp[e]))
		e++;
	o->n = e - l->s;
	memcpy(o->ch, &w->c.cp[l->s], o->n * sizeof(*o->ch));
}

/* Does a line of [k, e) begin with the figures [at, end)? */
static bool
begins_line(const struct work *w, uint32_t k, uint32_t e, uint32_t at,
    uint32_t end)
{
	for (; k < e; k++) {
		const struct line *l = &w->line[k];

		if (l->role == LINE_TEXT && l->e - l->s >= end - at &&
		    memcmp(&w->c.cp[l->s], &w->c.cp[at], (end - at) *
		    sizeof(*w->c.cp)) == 0 && (l->s + (end - at) == l->e ||
		    !cp_digit(w->c.cp[l->s + (end - at)])))
			return true;
	}
	return false;
}

/* Figures or stars behind a half word, and then a note or nothing: their end. */
static uint32_t
label_end(const struct work *w, const struct line *l, uint32_t i)
{
	const uint32_t *cp = w->c.cp;
	uint32_t	e = i, t;

	while (e < l->e && (star_rank(cp[i]) > 0 ? cp[e] == cp[i] :
	    cp_digit(cp[e])))
		e++;
	t = e < l->e && (cp[e] == '.' || cp[e] == ')') ? e + 1 : e;
	if (e == i || e - i > 3 || cp[i] == '0' || (t == l->e && t > e) ||
	    (t < l->e && (cp[t] != ' ' || t + 1 == l->e)))
		return NONE;
	return t == l->e || cp_upper_(cp[t + 1]) || cp[t + 1] == '"' ||
	    cp_is_quote_open(cp[t + 1]) ? e : NONE;
}

/* Is the line in the language of the dictionary? */
static bool
spoken(struct work *w, const struct line *l)
{
	uint32_t    all = 0, there = 0;
	struct half o;

	for (uint32_t i = l->s, e; i < l->e; i = e) {
		for (e = i; e < l->e && cp_letter(w->c.cp[e]); e++)
			;
		if (e - i > 1 && e - i < WORD_MAX) {
			word_before(w, l, e, &o);
			there += known(w, o.ch, o.n);
			all++;
		}
		e += e == i;
	}
	return there * 3 > all * 2;
}

/* Does the half word go on with the line?  Names are in no dictionary:
 * then neither half may be a word. */
static bool
makes_word(struct work *w, const struct half *a, const struct line *l)
{
	struct half b, j = *a;

	word_after(w, l, &b);
	if (b.n < 2 || !cp_lower_(b.ch[0]) || work_dict(w) == NULL)
		return false;
	memcpy(j.ch + a->n, b.ch, b.n * sizeof(*b.ch));
	return known(w, j.ch, a->n + b.n) || (!known(w, a->ch, a->n) &&
	    !known(w, b.ch, b.n) && spoken(w, l));
}

/* The cell to cut line k at, which stands on a page that ends at e. */
static uint32_t
cut_of(struct work *w, uint32_t k, uint32_t e)
{
	const struct line *l = &w->line[k];
	struct half	   a;

	for (uint32_t i = l->s + 2; i < l->e; i++) {
		uint32_t end;

		if ((!cp_digit(w->c.cp[i]) && star_rank(w->c.cp[i]) ==
		    0) || !cp_letter(w->c.cp[i - 1]) ||
		    (end = label_end(w, l, i)) == NONE ||
		    begins_line(w, k + 1, e, i, end + (end < l->e &&
		    w->c.cp[end] == '.')))
			continue;
		word_before(w, l, i, &a);
		if (makes_word(w, &a, &w->line[e]))
			return i;
	}
	return NONE;
}

/* Does the word [i, end) begin with the half word that b ends, and
 * end with a word of its own?  The cell to cut it at, or NONE. */
static uint32_t
halves(struct work *w, uint32_t i, uint32_t end, const struct half *b)
{
	const uint32_t *cp = w->c.cp;
	struct half	j;

	if (end - i < 4 || end - i > WORD_MAX || known(w, &cp[i], end - i))
		return NONE;
	for (uint32_t k = end - 2; k >= i + 2; k--) {
		memcpy(j.ch, &cp[i], (k - i) * sizeof(*cp));
		memcpy(j.ch + (k - i), b->ch, b->n * sizeof(*cp));
		if (known(w, &cp[k], end - k) && known(w, j.ch, k - i + b->n))
			return k;
	}
	return NONE;
}

/* A note that goes on from the page before has no label: "prati-" above
 * "le père" is "pratile père", in a line of double width. */
static uint32_t
cut_word(struct work *w, uint32_t k, const struct line *next)
{
	const struct line *l = &w->line[k];
	struct half	   b;
	uint32_t	   at;

	word_after(w, next, &b);
	if (b.n < 2 || !cp_lower_(b.ch[0]) || line_width(w, l, w->body.mono) *
	    4 < w->body.full * 5 || known(w, b.ch, b.n))
		return NONE;
	for (uint32_t i = l->s, end; i < l->e; i = end + 1) {
		for (end = i; end < l->e && cp_letter(w->c.cp[end]) &&
		    !cell_gone(&w->c, end); end++)
			;
		if ((at = halves(w, i, end, &b)) != NONE)
			return at;
	}
	return NONE;
}

/* The line above page e to cut, and where. */
static bool
find_cut(struct work *w, uint32_t b, uint32_t e, struct cut *o)
{
	for (int note = 1; note >= 0; note--)
		for (uint32_t k = b; k < e; k++) {
			if (w->line[k].role != LINE_TEXT)
				continue;
			o->line = k;
			o->at = note ? cut_of(w, k, e) : cut_word(w, k,
			    &w->line[e]);
			if (o->at != NONE)
				return true;
		}
	return false;
}

static void
cut(struct line *a, struct line *b, uint32_t at, uint32_t none)
{
	*b = *a;
	a->nl = none;
	a->e = at;
	a->join = JOIN_GLUE;
	b->b = b->s = at;
	b->lead = 0;
	b->ff = b->page = b->capital = 0;
}

static void
cut_all(struct work *w, const struct cut *c, uint32_t n)
{
	struct line *to = ARENA_ARRAY(w->tmp, struct line, (size_t)w->nlines +
	    n + 1), *l = to;
	uint32_t     i = 0;

	for (uint32_t k = 0; k < w->ncaps; k++)
		for (uint32_t j = n; j-- > 0;) {
			w->cap[k].line += w->cap[k].line > c[j].line;
			w->cap[k].to += w->cap[k].to > c[j].line;
		}
	for (uint32_t k = 0; k < w->nlines; k++) {
		*l++ = w->line[k];
		if (i < n && c[i].line == k) {
			cut(l - 1, l, c[i++].at, w->c.n);
			l++;
		}
	}
	w->line = to;
	w->nlines += n;
}

void
clean_run_together(struct work *w)
{
	struct cut *c = NULL;
	uint32_t    n = 0, pages = 1;

	for (uint32_t k = 0; k < w->nlines; k++)
		pages += w->line[k].page;
	c = ARENA_ARRAY(w->scratch, struct cut, pages);
	for (uint32_t e = 1, b = 0; e < w->nlines && pages > 1; e++) {
		if (!w->line[e].page)
			continue;
		b = e > b + LOW ? e - LOW : b;
		n += find_cut(w, b, e, &c[n]);
		b = e;
	}
	if (n > 0)
		cut_all(w, c, n);
}
