/*
 * Candidates: the words that one misreading of OCR turns into the one
 * that stands.  The table is ours, from the misreadings of French books:
 * what was printed, what was read, and how often against the others.
 * Beyond it, one letter too many, too few, or two changed over.
 */
#include <string.h>

#include "suspects_int.h"

struct confusion {
	const char *read, *printed;
	int	    worth;
};

static const struct confusion confusions[] = {
	{ "1", "l", 40 }, { "I", "l", 40 }, { "0", "o", 40 },
	{ "O", "o", 30 }, { "5", "s", 30 }, { "6", "b", 20 },
	{ "1", "i", 25 }, { "4", "d", 10 }, { "8", "B", 20 },
	{ "rn", "m", 30 }, { "m", "rn", 34 }, { "m", "in", 20 },
	{ "in", "m", 20 }, { "m", "ni", 18 }, { "ni", "m", 18 },
	{ "nn", "m", 14 }, { "m", "nn", 14 }, { "iii", "m", 14 },
	{ "ii", "u", 26 }, { "u", "ii", 14 }, { "u", "n", 32 },
	{ "n", "u", 32 }, { "li", "h", 18 }, { "h", "li", 18 },
	{ "ri", "n", 20 }, { "n", "ri", 20 }, { "cl", "d", 26 },
	{ "d", "cl", 20 }, { "vv", "w", 16 }, { "tt", "ll", 14 },
	{ "e", "é", 36 }, { "é", "e", 34 }, { "è", "é", 30 },
	{ "é", "è", 30 }, { "ê", "é", 18 }, { "e", "è", 26 },
	{ "è", "e", 20 }, { "e", "ê", 22 }, { "a", "à", 22 },
	{ "à", "a", 20 }, { "a", "â", 20 }, { "i", "î", 22 },
	{ "î", "i", 16 }, { "o", "ô", 22 }, { "u", "û", 20 },
	{ "u", "ù", 14 }, { "c", "ç", 22 }, { "i", "ï", 14 },
	{ "c", "e", 34 }, { "e", "c", 30 }, { "e", "o", 16 },
	{ "o", "e", 18 }, { "a", "o", 16 }, { "o", "a", 16 },
	{ "c", "o", 14 }, { "o", "c", 14 }, { "a", "u", 8 },
	{ "l", "t", 30 }, { "t", "l", 30 }, { "i", "l", 26 },
	{ "l", "i", 26 }, { "i", "t", 18 }, { "t", "i", 18 },
	{ "f", "t", 18 }, { "t", "f", 18 }, { "r", "t", 12 },
	{ "t", "r", 12 }, { "l", "f", 12 }, { "f", "l", 12 },
	{ "f", "s", 16 }, { "s", "f", 12 }, { "h", "b", 22 },
	{ "b", "h", 22 }, { "v", "y", 14 }, { "y", "v", 14 },
	{ "n", "r", 10 }, { "r", "n", 10 }, { "k", "le", 12 },
	{ "fi", "h", 10 }, { "j", "i", 12 }, { "g", "q", 14 },
	{ "q", "g", 14 }, { "l", "1", 4 }, { "x", "s", 8 },
	{ "s", "x", 6 }, { "s", "a", 6 }, { "z", "s", 8 },
	{ "rn", "nr", 4 }, { "lu", "la", 8 }, { "oe", "œ", 10 },
	{ "cc", "œ", 8 }, { "ce", "œ", 12 }, { "tn", "m", 12 },
	{ "iu", "m", 12 }, { "v", "u", 8 }, { "u", "v", 8 },
};

static void
weigh(struct work *w, const struct tokens *t, const uint32_t *p, size_t n,
    int worth, unsigned own, struct candidate *best)
{
	unsigned seen;

	if (worth + 24 <= best->worth || n == 0 || n > TOKEN_MAX)
		return;
	seen = vocab_count(t->vocab, p, n);
	if (seen <= own)
		seen = 0;
	if (seen == 0 && !dict_has(work_dict(w), p, n))
		return;
	worth += seen > 20 ? 24 : seen > 4 ? 16 : seen > 0 ? 10 : 0;
	if (worth <= best->worth)
		return;
	best->worth = worth;
	best->n = n;
	memcpy(best->ch, p, n * sizeof(*p));
}

static size_t
spelt(const char *z, uint32_t *out)
{
	struct str s = str_z(z);
	size_t	   n = 0;

	for (size_t i = 0; i < s.n;)
		out[n++] = utf8_next(s, &i);
	return n;
}

static void
try_confusions(struct work *w, const struct tokens *t, const uint32_t *p,
    size_t n, unsigned own, struct candidate *best)
{
	uint32_t buf[TOKEN_MAX + 8], read[4], put[4];

	for (size_t k = 0; k < sizeof(confusions) / sizeof(*confusions); k++) {
		const struct confusion *c = &confusions[k];
		size_t nr = spelt(c->read, read), np = spelt(c->printed, put);

		for (size_t i = 0; i + nr <= n; i++) {
			if (memcmp(p + i, read, nr * sizeof(*p)) != 0)
				continue;
			memcpy(buf, p, i * sizeof(*p));
			memcpy(buf + i, put, np * sizeof(*p));
			memcpy(buf + i + np, p + i + nr,
			    (n - i - nr) * sizeof(*p));
			weigh(w, t, buf, n - nr + np, c->worth, own, best);
		}
	}
}

/* Two words run together, or one with a space's place misread. */
static void
try_split(const uint32_t *p, size_t n,
    struct candidate *best)
{
	for (size_t i = 2; i + 2 <= n && best->worth < 14; i++) {
		if (!word_common(p, i) || !word_common(p + i, n - i) ||
		    n < 6)
			continue;
		memcpy(best->ch, p, i * sizeof(*p));
		best->ch[i] = ' ';
		memcpy(best->ch + i + 1, p + i, (n - i) * sizeof(*p));
		best->n = n + 1;
		best->worth = 14;
	}
}

/* A letter lost: the doubled ones first, then the usual. */
static void
try_lost(struct work *w, const struct tokens *t, const uint32_t *p,
    size_t n, unsigned own, struct candidate *best)
{
	static const char usual[] = "esaintrulomdpcvqbfghj";
	uint32_t	  buf[TOKEN_MAX + 8];

	for (size_t i = 0; i <= n; i++) {
		memcpy(buf, p, i * sizeof(*p));
		memcpy(buf + i + 1, p + i, (n - i) * sizeof(*p));
		if (i > 0) {
			buf[i] = p[i - 1];
			weigh(w, t, buf, n + 1, 20, own, best);
		}
		for (const char *u = usual; *u; u++) {
			buf[i] = (unsigned char)*u;
			if (n > 3 || vocab_count(t->vocab, buf, n + 1) > 0)
				weigh(w, t, buf, n + 1, 12, own, best);
		}
	}
}

static void
try_edits(struct work *w, const struct tokens *t, const uint32_t *p,
    size_t n, unsigned own, struct candidate *best)
{
	uint32_t buf[TOKEN_MAX + 8];

	for (size_t i = 0; i < n; i++) {	/* one too many */
		memcpy(buf, p, i * sizeof(*p));
		memcpy(buf + i, p + i + 1, (n - i - 1) * sizeof(*p));
		weigh(w, t, buf, n - 1, n > 3 ? 10 : 4, own, best);
	}
	for (size_t i = 0; i + 1 < n; i++) {	/* changed over */
		memcpy(buf, p, n * sizeof(*p));
		buf[i] = p[i + 1];
		buf[i + 1] = p[i];
		weigh(w, t, buf, n, 10, own, best);
	}
}

void
candidate_find(struct work *w, const struct tokens *t, size_t i,
    struct candidate *best)
{
	uint32_t p[TOKEN_MAX];
	size_t	 n = token_letters(t, i, p);
	unsigned own = t->list[i].count;

	best->worth = 0;
	best->n = 0;
	if (n >= TOKEN_MAX - 4 || n == 0)
		return;
	try_confusions(w, t, p, n, own, best);
	if (best->worth >= 30)
		return;
	try_edits(w, t, p, n, own, best);
	try_split(p, n, best);
	if (!t->list[i].upper)
		try_lost(w, t, p, n, own, best);
}

static void
weigh_place(const struct tokens *t, size_t i, const uint32_t *p, size_t n,
    int worth, struct candidate *best)
{
	unsigned seen = vocab_count(t->vocab, p, n), own = t->list[i].count;
	unsigned fits = token_pairs(t, i, p, n, false) + token_pairs(t, i, p,
	    n, true);

	/* "lés", once, in a text full of "les": no neighbour need say so */
	if (worth < 26 || seen < 2 * own || (fits == 0 &&
	    (seen < 12 * own || !word_common(p, n))))
		return;
	worth += fits > 2 ? 20 : 8 * (int)fits;
	if (worth <= best->worth)
		return;
	best->worth = worth;
	best->n = n;
	memcpy(best->ch, p, n * sizeof(*p));
}

void
candidate_in_place(const struct tokens *t, size_t i,
    struct candidate *best)
{
	uint32_t p[TOKEN_MAX], buf[TOKEN_MAX + 8], read[4], put[4];
	size_t	 n = token_letters(t, i, p);

	best->worth = 0;
	best->n = 0;
	if (n < 3 || n >= TOKEN_MAX - 4 || word_common(p, n) ||
	    t->list[i].count > 2)
		return;
	for (size_t k = 0; k < sizeof(confusions) / sizeof(*confusions); k++) {
		const struct confusion *c = &confusions[k];
		size_t nr = spelt(c->read, read), np = spelt(c->printed, put);

		for (size_t j = 0; c->worth >= 26 && j + nr <= n; j++) {
			if (memcmp(p + j, read, nr * sizeof(*p)) != 0)
				continue;
			memcpy(buf, p, j * sizeof(*p));
			memcpy(buf + j, put, np * sizeof(*p));
			memcpy(buf + j + np, p + j + nr,
			    (n - j - nr) * sizeof(*p));
			weigh_place(t, i, buf, n - nr + np, c->worth, best);
		}
	}
}
