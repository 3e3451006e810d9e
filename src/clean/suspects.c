/*
 * Suspicious words: a ranked list of probable misreadings.
 *
 * A word is suspected the more, the rarer it is in the text, the less
 * the dictionary knows it, the likelier a misreading of a word of the
 * text or the dictionary is to give it, and the less it fits its place.
 * Names are suspected only beside a name of the text that is nearly the
 * same.  Nothing is ever changed by it.
 */
#include <stdlib.h>
#include <string.h>

#include "plain.h"
#include "suspects_int.h"

enum { THRESHOLD = 500, SUSPECTS_MAX = 100000 };

/*
 * What was found of a word before: most words of a text come again.  A
 * word may push another out of its slot; the bytes of the first are
 * compared, so nothing depends on it but time.
 */
enum { KNOWN = 1 << 13, TRIED = 1 << 11 };

struct known_memo {
	uint32_t at, n;		/* of a token with these bytes; n 0: free */
	bool	 known;
};

struct tried_memo {
	uint32_t at, n;
	struct candidate c;
};

struct memos {
	struct known_memo *known;
	struct tried_memo *tried;
};

static struct str
token_str(const struct tokens *t, size_t i)
{
	return str_sub(t->text, t->list[i].at, t->list[i].end);
}

static bool
is_known(struct work *w, const struct tokens *t, size_t i, struct memos *m)
{
	struct str	   s = token_str(t, i);
	struct known_memo *k = &m->known[str_hash(s) & (KNOWN - 1)];
	uint32_t	   ch[TOKEN_MAX];
	size_t		   n;

	if (k->n != s.n || memcmp(t->text.p + k->at, s.p, s.n) != 0) {
		n = token_letters(t, i, ch);
		k->at = t->list[i].at;
		k->n = (uint32_t)s.n;
		k->known = word_common(ch, n) || dict_has(work_dict(w), ch,
		    n);
	}
	return k->known;
}

static void
find_candidate(struct work *w, const struct tokens *t, size_t i,
    struct memos *m, struct candidate *c)
{
	struct str	   s = token_str(t, i);
	struct tried_memo *k = &m->tried[str_hash(s) & (TRIED - 1)];

	if (k->n != s.n || memcmp(t->text.p + k->at, s.p, s.n) != 0) {
		candidate_find(w, t, i, &k->c);
		k->at = t->list[i].at;
		k->n = (uint32_t)s.n;
	}
	*c = k->c;
}

static bool
roman(const uint32_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strchr("IVXLCDM", (int)p[i]) == NULL || p[i] > 'Z')
			return i > 0 && i + 1 == n && p[i] == 'e' &&
			    (i > 1 || p[0] != 'I');
	return true;
}

/* 1er, 15e, 22h45, CMR: no words, no suspicions. */
static bool
is_figure(const struct tokens *t, size_t i)
{
	uint32_t ch[TOKEN_MAX];
	size_t	 n = token_letters(t, i, ch), up = 0, digits = 0;

	for (size_t k = 0; k < n; k++) {
		up += cp_upper_(ch[k]);
		digits += cp_digit(ch[k]);
	}
	return roman(ch, n) || up == n || (cp_digit(ch[0]) &&
	    n - digits <= 3);
}

/* Words the dictionary does not know on both sides: another language. */
static bool
foreign(const struct tokens *t, size_t i)
{
	unsigned unknown = 0, seen = 0;

	for (size_t k = i > 3 ? i - 3 : 0; k < i + 4 && k < t->n; k++)
		if (k != i && t->list[k].n > 1) {
			unknown += !t->list[k].known;
			seen++;
		}
	return seen >= 3 && unknown * 2 > seen;
}

/* "nous-même", "c'est-à-dire": the dictionary knows the whole. */
static bool
part_of_compound(struct work *w, const struct tokens *t, size_t i)
{
	uint32_t ch[TOKEN_MAX * 3 + 3];
	size_t	 a = i, b = i, n = 0, at;

	while (a > 0 && i - a < 2 && (t->list[a].sep == SEP_HYPHEN ||
	    t->list[a].sep == SEP_APOS) && t->list[a].at == t->list[a - 1].end
	    + 1)
		a--;
	while (b + 1 < t->n && b - i < 2 && (t->list[b + 1].sep == SEP_HYPHEN
	    || t->list[b + 1].sep == SEP_APOS) && t->list[b + 1].at ==
	    t->list[b].end + 1)
		b++;
	if (a == b)
		return false;
	for (at = t->list[a].at; at < t->list[b].end && n < TOKEN_MAX * 2;)
		ch[n++] = utf8_next(t->text, &at);
	return dict_has(work_dict(w), ch, n);
}

/* "PuIkowo", "tabIe": an I among small letters. */
static bool
inner_capital(const struct tokens *t, size_t i)
{
	uint32_t ch[TOKEN_MAX];
	size_t	 n = token_letters(t, i, ch);

	for (size_t k = 1; k + 1 < n; k++)
		if (ch[k] == 'I' && cp_lower_(ch[k - 1]) &&
		    cp_lower_(ch[k + 1]))
			return true;
	return false;
}

static int
judge_unknown(struct work *w, const struct tokens *t, size_t i,
    struct memos *m, struct candidate *c)
{
	const struct token *k = &t->list[i];
	int		    s;

	find_candidate(w, t, i, m, c);
	if (k->digit)
		return c->worth ? 950 : 620;
	if (part_of_compound(w, t, i))
		return 0;
	if (k->upper && !(k->sep == SEP_STOP && k->count == 1 &&
	    c->worth >= 26)) {
		uint32_t ch[TOKEN_MAX];
		bool	 eye = k->n > 1 && token_letters(t, i, ch) > 1 &&
		    ch[0] == 'I' && cp_lower_(ch[1]);

		if (eye && c->worth >= 40)
			return 930;
		if (inner_capital(t, i))
			return 900;
		s = c->worth >= 26 && vocab_count(t->vocab, c->ch, c->n) >
		    2 * k->count ? 420 + 6 * c->worth : 200;
	} else if (inner_capital(t, i))
		return 900;
	else
		s = c->worth ? 560 + 7 * c->worth : 520;
	s -= k->count > 1 ? 60 * (int)(k->count > 5 ? 5 : k->count - 1) : 0;
	s -= foreign(t, i) ? 250 : 0;
	s -= k->n < 3 ? 60 : 0;
	return s > 980 ? 980 : s;
}

struct found {
	size_t	token;
	int	score;
	struct candidate c;
};

static struct str
cand_str(struct work *w, const struct candidate *c)
{
	char   buf[(TOKEN_MAX + 4) * 4];
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += utf8_encode(c->ch[i], buf + n);
	return str_dup(w->arena, (struct str){ buf, n });
}

/* Place in the witness of a byte of the clean text. */
static uint32_t
in_of(const struct clean_doc *d, uint32_t out)
{
	size_t lo = 0, hi = d->npieces;

	while (lo + 1 < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->pieces[mid].out <= out)
			lo = mid;
		else
			hi = mid;
	}
	if (d->npieces == 0)
		return 0;
	return d->pieces[lo].in + (out > d->pieces[lo].out ?
	    (out - d->pieces[lo].out < d->pieces[lo].n ? out -
	    d->pieces[lo].out : d->pieces[lo].n) : 0);
}

/* n words before or behind, inside the block. */
static size_t
reach(const struct tokens *t, size_t i, int n, bool back)
{
	while (n-- > 0) {
		size_t k = back ? i - 1 : i + 1;
		size_t a, b;

		if ((back && i == 0) || (!back && k >= t->n))
			break;
		a = back ? t->list[k].end : t->list[i].end;
		b = back ? t->list[i].at : t->list[k].at;
		if (memchr(t->text.p + a, '\n', b - a) != NULL ||
		    memchr(t->text.p + a, '[', b - a) != NULL)
			break;
		i = k;
	}
	return i;
}

static void
fill(struct work *w, const struct clean_doc *d, const struct tokens *t,
    const struct plain *p, const struct found *f, struct clean_doubt *x)
{
	const struct token *k = &t->list[f->token];
	size_t	 z = reach(t, f->token, 6, false);
	size_t	 y = reach(t, f->token, 6, true);
	uint32_t from = plain_at(p, k->at), to = plain_at(p, k->end - 1) + 1;

	memset(x, 0, sizeof(*x));
	x->rule = "suspect";
	x->times = 1;
	x->out = k->at;
	x->span.start = in_of(d, k->at);
	x->span.end = in_of(d, k->end);
	x->confidence = f->score;
	x->text = str_dup(w->arena, str_sub(t->text, k->at, k->end));
	x->candidate = cand_str(w, &f->c);
	x->context = str_dup(w->arena, str_sub(t->text, t->list[y].at,
	    t->list[z].end));
	plain_whole(p, &from, &to);
	x->stub = plain_reading(w->arena, p, from, to, x->candidate,
	    &x->near);
	x->id = arena_printf(w->arena, "suspect-%08x", (unsigned)(str_hash(
	    x->context) ^ str_hash(x->text) >> 7));
}

static int
by_score(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->score != y->score)
		return y->score - x->score;
	return x->token < y->token ? -1 : x->token > y->token;
}

static void
mark_known(struct work *w, struct tokens *t, struct memos *m)
{
	for (size_t i = 0; i < t->n; i++) {
		uint32_t ch[TOKEN_MAX];

		if (t->list[i].n == 0) {
			t->list[i].known = true;
			continue;
		}
		t->list[i].count = vocab_count(t->vocab, ch,
		    token_letters(t, i, ch));
		t->list[i].known = is_figure(t, i) ? t->list[i].n > 1 :
		    is_known(w, t, i, m);
	}
}

static size_t
search(struct work *w, const struct tokens *t, struct memos *m,
    struct found *f)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n && n < SUSPECTS_MAX; i++) {
		struct found *x = &f[n];

		if (t->list[i].n == 0)
			continue;
		x->c.n = 0;
		x->token = i;
		x->score = t->list[i].known || t->list[i].n == 1 ?
		    hint(w, t, i, &x->c) : judge_unknown(w, t, i, m,
		    &x->c);
		n += x->score >= THRESHOLD;
	}
	return n;
}

void
clean_suspects(struct work *w, struct clean_doc *d)
{
	struct tokens	    t = { 0 };
	struct plain	    p;
	struct memos	    m;
	struct found	   *f;
	struct clean_doubt *list;
	size_t		    n;

	if (work_dict(w) == NULL)
		return;
	tokens_read(w, d->markdown, &t);
	m.known = ARENA_ARRAY(w->tmp, struct known_memo, KNOWN);
	m.tried = ARENA_ARRAY(w->tmp, struct tried_memo, TRIED);
	mark_known(w, &t, &m);
	f = ARENA_ARRAY(w->tmp, struct found, (t.n < SUSPECTS_MAX ? t.n :
	    SUSPECTS_MAX) + 1);
	n = search(w, &t, &m, f);
	if (n > 1)
		qsort(f, n, sizeof(*f), by_score);
	list = ARENA_ARRAY(w->arena, struct clean_doubt, n + 1);
	if (n > 0)
		plain_build(w->tmp, d->markdown, &p);
	for (size_t i = 0; i < n; i++)
		fill(w, d, &t, &p, &f[i], &list[i]);
	d->suspects = list;
	d->nsuspects = n;
}
