/*
 * Doubts: decisions an editor may want to see, with the place, the words
 * around it and the ledger entry that settles it the other way.
 *
 * A stage notes what it was not sure of by its cells.  When the clean
 * text stands, each is looked at again there: what the evidence of the
 * whole text answers is dropped, the same question asked twice is asked
 * once, and what is left is put in order, the least sure first.
 */
#include <stdlib.h>
#include <string.h>

#include "plain.h"

enum { DOUBTS_MAX = 20000, AROUND = 8, BESIDE = 3 };

void
doubt_add(struct work *w, enum rule r, uint32_t at, uint32_t end,
    int confidence, struct str candidate)
{
	struct doubts *d = &w->doubts;

	if (d->n >= DOUBTS_MAX)
		return;
	if (d->n == d->cap) {
		struct doubt *old = d->list;

		d->cap = d->cap ? d->cap * 2 : 64;
		d->list = ARENA_ARRAY(w->tmp, struct doubt, d->cap);
		if (old != NULL)
			memcpy(d->list, old, d->n * sizeof(*old));
	}
	d->list[d->n++] = (struct doubt){ at, end, r, confidence, NONE,
	    candidate };
}

/* Notes whose call is lost, misread, or one of several it might be. */
void
doubts_of_notes(struct work *w)
{
	for (uint32_t k = 0; k < w->nnotes; k++) {
		const struct note *n = &w->note[k];
		const struct line *l = &w->line[n->line];

		if (n->call != NONE && n->confidence >= 700 && !n->misread)
			continue;
		if (n->call == NONE)
			doubt_add(w, R_NOTE_LABEL, l->s, l->e, 0, STR_NULL);
		else
			doubt_add(w, n->misread ? R_CALL_MISREAD : R_CALL,
			    n->call, n->call_end, n->confidence, STR_NULL);
		if (w->doubts.n > 0)
			w->doubts.list[w->doubts.n - 1].note = k;
	}
}

struct settle {
	struct work	*w;
	struct plain	 p;
	struct clean_doc *d;
};

/* Bytes of the clean text that come of cells [at, end). */
static bool
written_range(const struct settle *s, uint32_t at, uint32_t end,
    uint32_t *from, uint32_t *to)
{
	const struct written *o = &s->w->did;

	while (at < end && o->len[at] == 0)
		at++;
	while (end > at && o->len[end - 1] == 0)
		end--;
	if (at == end)
		return false;
	*from = o->at[at];
	*to = o->at[end - 1] + o->len[end - 1];
	return *from < *to;
}

/* The place in the clean text where cell at stands, or would: behind the
 * last written before it (in front of it, of two blocks the second). */
static uint32_t
place_of(const struct settle *s, uint32_t at, bool behind)
{
	const struct written *o = &s->w->did;
	uint32_t	      i = at;

	if (!behind) {
		while (i < s->w->c.n && o->len[i] == 0)
			i++;
		return i < s->w->c.n ? o->at[i] :
		    (uint32_t)s->d->markdown.n;
	}
	while (i > 0 && o->len[i - 1] == 0)
		i--;
	return i > 0 ? o->at[i - 1] + o->len[i - 1] : 0;
}

/* The words [from, to) with those around them; mark goes between. */
static struct str
context(const struct settle *s, uint32_t from, uint32_t to,
    const char *mark)
{
	struct str norm = s->p.norm;
	uint32_t   a = from, b = plain_on(&s->p, to, AROUND);
	struct buf c;
	struct str out;

	while (a > 0 && (norm.p[a - 1] == '\n' || norm.p[a - 1] == ' '))
		a--;
	a = plain_back(&s->p, a, AROUND);
	buf_init(&c);
	for (uint32_t i = a; i < b; i++) {
		if (i == to && mark != NULL)
			buf_puts(&c, mark);
		if (norm.p[i] == '\n')
			buf_puts(&c, i > a && i + 1 < b ? " ¶ " : "");
		else if ((unsigned char)norm.p[i] >= 0x20)
			buf_putc(&c, norm.p[i]);
	}
	if (b == to && mark != NULL)
		buf_puts(&c, mark);
	out = buf_dup(&c, s->w->arena);
	buf_release(&c);
	return out;
}

/* ---- what the evidence of the text answers ---- */

static bool
is_known(struct work *w, const uint32_t *ch, size_t n)
{
	return n > 0 && (word_common(ch, n) || (n > 1 &&
	    dict_has(work_dict(w), ch, n)));
}

/* Is every part of it, between spaces and hyphens, a word? */
static bool
known(struct work *w, struct str s)
{
	uint32_t ch[64], all[64];
	size_t	 n = 0, m = 0;
	bool	 parts = true;

	for (size_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);

		if (n == 63 || m == 63)
			return false;
		all[m++] = cp;
		if (cp != ' ' && !cp_is_hyphen(cp) && !cp_is_apos(cp)) {
			ch[n++] = cp;
			continue;
		}
		parts &= is_known(w, ch, n) || (cp_is_apos(cp) && n > 0);
		n = 0;
	}
	return (parts && is_known(w, ch, n)) || is_known(w, all, m);
}

static bool
stands(const struct plain *p, struct str word)
{
	struct plain_hits h = { .n = 0 };

	plain_find(p, word, 0, &h);
	return h.n > 0;
}

/* Letters with an accent that no French word has, and where it has none. */
static bool
not_french(const struct work *w, struct str s)
{
	static const char never[] = "áíóúýãñõåø";
	char		  utf8[4];
	uint32_t	  cp = 0;

	if (w->lang.n > 0 && !str_starts(w->lang, STR("fr")))
		return false;
	for (size_t i = 0; i < s.n;) {
		cp = cp_fold(utf8_next(s, &i));
		if (cp >= 0x80 && str_find(str_z(never), (struct str){ utf8,
		    utf8_encode(cp, utf8) }, 0) != SIZE_MAX)
			return true;
	}
	return cp == 0xE8 || cp == 0xEA;	/* è, ê at the end */
}

/* "or donne" for "ordonne": its second word is met nowhere else. */
static bool
part_is_strange(const struct settle *s, struct str text, struct str cand)
{
	uint32_t ch[64];
	size_t	 n = 0, from = 0;

	if (str_find(text, STR(" "), 0) != SIZE_MAX ||
	    str_find(cand, STR(" "), 0) == SIZE_MAX)
		return false;
	for (size_t i = 0; i <= cand.n && n < 63;) {
		size_t	 at = i;
		uint32_t cp = i < cand.n ? utf8_next(cand, &i) : ' ';

		if (cp != ' ') {
			ch[n++] = cp;
			continue;
		}
		if (!word_common(ch, n) && !stands(&s->p, str_sub(cand, from,
		    at)))
			return true;
		n = 0;
		from = i;
		i += at == cand.n;
	}
	return false;
}

/* A word that exists against one that does not, here or anywhere. */
static bool
is_answered(const struct settle *s, struct str text, struct str candidate)
{
	if (candidate.n == 0 || stands(&s->p, candidate))
		return false;
	if (!not_french(s->w, text) && not_french(s->w, candidate))
		return true;
	return known(s->w, text) && (!known(s->w, candidate) ||
	    part_is_strange(s, text, candidate));
}

/* ---- the kinds ---- */

static struct str
wider(const struct settle *s, uint32_t a, uint32_t from, struct str middle,
    uint32_t to, uint32_t b)
{
	struct buf out;
	struct str r;

	buf_init(&out);
	buf_put_str(&out, str_sub(s->p.norm, a, from));
	buf_put_str(&out, middle);
	buf_put_str(&out, str_sub(s->p.norm, to, b));
	r = buf_dup(&out, s->w->arena);
	buf_release(&out);
	return r;
}

/* A word that may read otherwise. */
static bool
settle_reading(const struct settle *s, const struct doubt *q,
    struct clean_doubt *x)
{
	uint32_t from, to, a, b;

	if (!written_range(s, q->at, q->end, &from, &to))
		return false;
	x->out = from;
	from = a = plain_at(&s->p, from);
	to = b = plain_at(&s->p, to);
	while (b > a && (s->p.norm.p[b - 1] == ' ' ||
	    s->p.norm.p[b - 1] == '\n'))
		to = --b;
	plain_whole(&s->p, &a, &b);
	if (a >= b)
		return false;
	x->text = str_dup(s->w->arena, str_sub(s->p.norm, a, b));
	if (q->candidate.n > 0)
		x->candidate = wider(s, a, from, q->candidate, to, b);
	if (is_answered(s, x->text, x->candidate))
		return false;
	x->context = context(s, a, b, NULL);
	x->stub = plain_reading(s->w->arena, &s->p, a, b, x->candidate,
	    &x->near);
	return true;
}

/* A border of two lines that may be one of two blocks, or not. */
static bool
settle_cut(const struct settle *s, const struct doubt *q,
    struct clean_doubt *x)
{
	uint32_t at = plain_at(&s->p, place_of(s, q->at, false)), end = at;
	bool	 join = q->rule == R_LINE_END;

	x->out = place_of(s, q->at, false);
	while (end > 0 && (s->p.norm.p[end - 1] == ' ' ||
	    s->p.norm.p[end - 1] == '\n'))
		end--;
	x->text = wider(s, plain_back(&s->p, end, BESIDE), end,
	    join ? STR(" ¶ ") : STR(" "), at, plain_on(&s->p, at, BESIDE));
	x->context = context(s, at, at, NULL);
	x->stub = plain_cut(s->w->arena, &s->p, at, join);
	return true;
}

/* A note whose call is not sure; one that has none may have stood at the
 * end of the text before it. */
static bool
settle_call(const struct settle *s, const struct doubt *q,
    struct clean_doubt *x)
{
	const struct note *n = &s->w->note[q->note];
	const char	  *mark = arena_printf(s->w->tmp, "[^%u]", n->number);
	uint32_t	   k = n->line, at = q->at;

	if (n->call == NONE) {
		while (k > 0 && (s->w->line[k - 1].role != LINE_TEXT ||
		    s->w->line[k - 1].note != NONE))
			k--;
		at = k > 0 ? s->w->line[k - 1].e : 0;
		mark = NULL;
	}
	x->out = place_of(s, at, true);
	at = plain_at(&s->p, x->out);
	while (at > 0 && (s->p.norm.p[at - 1] == ' ' ||
	    s->p.norm.p[at - 1] == '\n'))
		at--;
	x->text = str_dup(s->w->arena, str_sub(s->w->c.src,
	    x->span.start, x->span.end));
	x->context = context(s, at, at, mark);
	x->stub = plain_call(s->w->arena, &s->p, at, n->number);
	return true;
}

static bool
settle_one(const struct settle *s, const struct doubt *q,
    struct clean_doubt *x)
{
	memset(x, 0, sizeof(*x));
	x->rule = clean_rules[q->rule].id;
	x->confidence = q->confidence;
	x->times = 1;
	x->span.start = cells_span(&s->w->c, q->at, q->end).start;
	x->span.end = cells_span(&s->w->c, q->at, q->end).end;
	if (q->note != NONE)
		return settle_call(s, q, x);
	if (q->rule == R_LINE_END || q->rule == R_LINE_JOIN)
		return settle_cut(s, q, x);
	return settle_reading(s, q, x);
}

/* ---- order ---- */

static int
by_question(const void *a, const void *b)
{
	const struct clean_doubt *x = a, *y = b;
	int			  c = strcmp(x->rule, y->rule);

	if (c == 0)
		c = str_cmp(x->text, y->text);
	if (c == 0)
		c = str_cmp(x->candidate, y->candidate);
	return c != 0 ? c : x->span.start < y->span.start ? -1 :
	    x->span.start > y->span.start;
}

static int
by_rank(const void *a, const void *b)
{
	const struct clean_doubt *x = a, *y = b;

	if (x->confidence != y->confidence)
		return x->confidence < y->confidence ? -1 : 1;
	return x->span.start < y->span.start ? -1 :
	    x->span.start > y->span.start;
}

static bool
same_question(const struct clean_doubt *x, const struct clean_doubt *y)
{
	return x->candidate.n > 0 && strcmp(x->rule, y->rule) == 0 &&
	    str_eq(x->text, y->text) && str_eq(x->candidate, y->candidate);
}

/* n doubts that ask one question: one, with an entry for each place. */
static struct clean_doubt
merge(struct work *w, const struct clean_doubt *x, size_t n)
{
	struct clean_doubt one = x[0];
	struct span	  *also = ARENA_ARRAY(w->arena, struct span, n);
	struct buf	   b;

	buf_init(&b);
	for (size_t i = 0; i < n; i++) {
		buf_put_str(&b, x[i].stub);
		if (x[i].confidence < one.confidence)
			one.confidence = x[i].confidence;
		also[i] = x[i].span;
	}
	one.stub = buf_dup(&b, w->arena);
	one.times = (unsigned)n;
	one.also = also + 1;
	buf_release(&b);
	return one;
}

static size_t
merge_all(struct work *w, struct clean_doubt *x, size_t n)
{
	size_t k = 0, end;

	if (n > 1)
		qsort(x, n, sizeof(*x), by_question);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && same_question(&x[i], &x[end]);
		    end++)
			;
		x[k++] = end - i > 1 ? merge(w, x + i, end - i) : x[i];
	}
	if (k > 1)
		qsort(x, k, sizeof(*x), by_rank);
	return k;
}

static const char *
make_id(struct work *w, const struct clean_doubt *x)
{
	uint64_t h = str_hash(x->text) * 31 + str_hash(x->context);

	return arena_printf(w->arena, "%s-%08x", x->rule,
	    (unsigned)(h ^ h >> 32));
}

void
doubts_settle(struct work *w, struct clean_doc *d)
{
	struct settle	    s = { .w = w, .d = d };
	struct clean_doubt *x;
	size_t		    n = 0;

	if (w->doubts.n == 0)
		return;
	plain_build(w->tmp, d->markdown, &s.p);
	x = ARENA_ARRAY(w->arena, struct clean_doubt, w->doubts.n);
	for (size_t i = 0; i < w->doubts.n; i++)
		n += settle_one(&s, &w->doubts.list[i], &x[n]);
	n = merge_all(w, x, n);
	for (size_t i = 0; i < n; i++)
		x[i].id = make_id(w, &x[i]);
	d->doubts = x;
	d->ndoubts = n;
}
