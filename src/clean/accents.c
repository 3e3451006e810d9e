/*
 * Accents fallen off their letters.
 *
 * Extraction from a PDF may leave a letter followed by what became of
 * its accent: U+FFFD, a figure, a slash, a spacing accent; often with a
 * space the page does not have.  Or U+FFFD or ? stands for the whole
 * letter.  Which sign means which accent is learnt from the words that
 * only one accent makes a word of; then every word takes the reading
 * that is a word of the text or of the dictionary and agrees best with
 * what was learnt, else the one French spelling makes likely.
 */
#include <string.h>

#include "accents_int.h"

enum { SIGNS = 24, MAX_LETTERS = 48, MAX_HOLES = 7 };

/* A sign, how often it stood for each accent, and its manners. */
struct sign {
	uint32_t cp;
	uint32_t inside;		/* between two letters */
	uint32_t spaced;		/* so, but for a space behind it */
	uint32_t votes[ACCENTS];
};

struct memo;

struct broken {
	struct work	*w;
	struct sign	 sign[SIGNS];
	uint32_t	 n;
	bool		 whole;		/* U+FFFD is the letter itself */
	uint32_t	 spurious, real;/* single spaces after a sign */
	struct memo	*memo;		/* of readings, once all is learnt */
	uint32_t	 spent;		/* readings tried */
};

static struct sign *
sign_of(struct broken *b, uint32_t cp)
{
	for (uint32_t i = 0; i < b->n; i++)
		if (b->sign[i].cp == cp)
			return &b->sign[i];
	return NULL;
}

/* ---- signs that say nothing ---- */

static uint32_t
standing(const struct cells *c, uint32_t i)
{
	return i < c->n && !cell_gone(c, i) ? c->cp[i] : 0;
}

static bool
may_be_sign(uint32_t cp)
{
	return cp == CP_REPLACEMENT || cp_digit(cp) || cp == '/' ||
	    cp == '|' || cp == '}' || cp == '~' || cp == '?' ||
	    cp == '#' || cp == '@' || cp == '=';
}

/* Is cell i a sign behind a letter that takes an accent? */
static bool
behind_letter(const struct cells *c, uint32_t i)
{
	uint32_t p = i > 0 ? standing(c, i - 1) : 0;

	if (!accents_of(p) || p == 0)
		return false;
	if (c->cp[i] == '/')
		return p == 0xEF || p == 'i' || p == 0x131;
	return true;
}

static void
find_signs(struct broken *b)
{
	const struct cells *c = &b->w->c;
	uint32_t	    lost = 0, tied = 0, query = 0;

	for (uint32_t i = 1; i + 1 < c->n; i++) {
		uint32_t     cp = c->cp[i], n;
		struct sign *s;

		if (!may_be_sign(cp))
			continue;
		n = standing(c, i + 1);
		if (cp == CP_REPLACEMENT) {
			lost++;
			tied += behind_letter(c, i);
		}
		query += cp == '?' && cp_letter(standing(c, i - 1)) &&
		    cp_letter(n);
		if (!behind_letter(c, i) || cp == '?')
			continue;
		if ((s = sign_of(b, cp)) == NULL && b->n < SIGNS) {
			s = &b->sign[b->n++];
			s->cp = cp;
		}
		if (s != NULL)
		{
			bool low = cp_lower_(standing(c, i - 1));

			s->inside += cp_lower_(n) && low;
			s->spaced += n == ' ' && low && i > 1 &&
			    cp_letter(standing(c, i - 2)) &&
			    cp_lower_(standing(c, i + 2));
		}
	}
	b->whole = lost > 0 && tied * 10 < lost * 6;
	if (query >= 3 && query * 400 > c->n && lost == 0)
		b->whole = true;
}

/* Is there U+FFFD behind letters too? */
static bool
tied(struct broken *b)
{
	return !b->whole && sign_of(b, CP_REPLACEMENT) != NULL;
}

/* Keeps the signs that stand inside words; the damage needs two. */
static bool
keep_signs(struct broken *b)
{
	uint32_t k = 0, all = 0;

	for (uint32_t i = 0; i < b->n; i++) {
		struct sign *s = &b->sign[i];
		bool	     ok = s->cp == CP_REPLACEMENT ? !b->whole :
		    s->inside >= (s->cp == '/' || (tied(b) && s->spaced > 0) ?
		    1u : 2u);

		if (ok) {
			all += s->inside;
			b->sign[k++] = *s;
		}
	}
	b->n = k;
	return k > 0 && all >= 2;
}

/* ---- words with holes ---- */

struct holes {
	uint32_t ch[MAX_LETTERS];
	uint32_t cell[MAX_LETTERS];
	size_t	 n;
	uint32_t at[MAX_HOLES];		/* index of the letter */
	uint32_t sign[MAX_HOLES];	/* cell of the sign */
	size_t	 nholes;
	uint32_t space;			/* cell of a space after a sign inside,
					   or NONE */
	uint32_t end;			/* cell behind the word */
};

/* A figure at the very end of a word is a call, not an accent, unless a
 * space behind it speaks for the accent; no French word of more than a
 * letter ends in a circumflex. */
static void
trim_call(struct broken *b, struct holes *h)
{
	const struct cells *c = &b->w->c;
	size_t		    k = h->nholes;
	const struct sign  *s = k > 0 ? sign_of(b, c->cp[h->sign[k - 1]]) :
	    NULL;

	if (s != NULL && h->sign[k - 1] + 1 == h->end &&
	    cp_digit(s->cp) && (standing(c, h->end) != ' ' ||
	    s->votes[CIRC] > s->votes[ACUTE] + s->votes[GRAVE])) {
		h->nholes--;
		h->end--;
	}
}

/* Reads the word that begins at cell i; past: over single spaces that
 * follow a sign. */
static void
read_word(struct broken *b, uint32_t i, bool past, struct holes *h)
{
	const struct cells *c = &b->w->c;

	memset(h, 0, sizeof(*h));
	h->space = NONE;
	for (; i < c->n && h->n < MAX_LETTERS; i++) {
		uint32_t cp = c->cp[i];

		if (cell_gone(c, i))
			continue;
		if (cp_letter(cp)) {
			h->cell[h->n] = i;
			h->ch[h->n++] = cp;
			continue;
		}
		if (h->n > 0 && sign_of(b, cp) != NULL &&
		    behind_letter(c, i) && h->nholes < MAX_HOLES) {
			h->at[h->nholes] = (uint32_t)h->n - 1;
			h->sign[h->nholes++] = i;
			if (past && standing(c, i + 1) == ' ' &&
			    cp_lower_(standing(c, i + 2)) &&
			    h->space == NONE) {
				h->space = i + 1;
				i++;
			}
			continue;
		}
		break;
	}
	h->end = i;
	trim_call(b, h);
}

static bool
is_hole(const struct holes *h, size_t i)
{
	for (size_t j = 0; j < h->nholes; j++)
		if (h->at[j] == i)
			return true;
	return false;
}

/* Is a mute e all that follows the consonants behind letter k? */
static bool
before_mute_e(const struct holes *h, size_t k)
{
	size_t i = k + 1, cons = 0;

	while (i < h->n && !cp_vowel(h->ch[i])) {
		i++;
		cons++;
	}
	if (cons == 0 || i >= h->n || h->ch[i] != 'e' || is_hole(h, i))
		return false;
	return i + 1 == h->n || (i + 2 == h->n && h->ch[i + 1] == 's');
}

/* How likely an accent is in a hole, all else unknown. */
static uint32_t
likely(struct broken *b, const struct holes *h, size_t hole,
    enum accent a)
{
	const struct sign *s = sign_of(b, b->w->c.cp[h->sign[hole]]);
	uint32_t	   base = accent_bare(h->ch[h->at[hole]]), v;

	if (!(accents_of(base) >> a & 1))
		return 0;
	v = 1 + 20 * s->votes[a];
	if (s->cp == '/' && a == TREMA)
		v += 10000;
	if (cp_fold(base) == 'e' && a == (before_mute_e(h, h->at[hole]) ?
	    GRAVE : ACUTE))
		v *= 3;
	return v;
}

struct reading {
	enum accent a[MAX_HOLES];
	double	    worth;
	bool	    known;
};

static bool
known(struct broken *b, const uint32_t *p, size_t n)
{
	if (n == 1)		/* the only words of one accented letter */
		return cp_fold(*p) == 0xE0 || cp_fold(*p) == 0xF4;
	return vocab_count(b->w->vocab, p, n) > 0 ||
	    dict_has(work_dict(b->w), p, n);
}

enum { MEMOS = 1 << 14, BUDGET = 4000000 };

struct memo {
	uint64_t       key;
	struct reading r;
	unsigned       words;
};

/* Letters and signs of a word with holes, as a number. */
static uint64_t
key_of(struct broken *b, const struct holes *h)
{
	uint64_t k = h->n * 31 + h->nholes;

	for (size_t i = 0; i < h->n; i++)
		k = (k ^ h->ch[i]) * 0x100000001B3u;
	for (size_t i = 0; i < h->nholes; i++)
		k = (k ^ h->at[i] ^ b->w->c.cp[h->sign[i]] << 8) *
		    0x100000001B3u;
	return k | 1;
}

static struct reading try_readings(struct broken *, const struct holes *,
    unsigned *);

/* Remembers what it found: most words of a text come again. */
static struct reading
best_reading(struct broken *b, const struct holes *h, unsigned *words)
{
	uint64_t     key = key_of(b, h);
	struct memo *m = b->memo ? &b->memo[key >> 20 & (MEMOS - 1)] : NULL;

	if (m != NULL && m->key == key) {
		*words = m->words;
		return m->r;
	}
	if (m == NULL)
		return try_readings(b, h, words);
	m->r = try_readings(b, h, &m->words);
	m->key = key;
	*words = m->words;
	return m->r;
}

/* Tries the readings of the holes, the words first. */
static struct reading
try_readings(struct broken *b, const struct holes *h, unsigned *words)
{
	struct reading best = { .worth = -1 }, r;
	uint32_t       ch[MAX_LETTERS];
	uint32_t       total = 1;

	*words = 0;
	for (size_t k = 0; k < h->nholes; k++)
		total *= ACCENTS - 1;
	if (total > 3200)
		total = 3200;
	if (b->spent > BUDGET)		/* a hostile text: the likely one */
		total = 1;
	b->spent += total;
	memcpy(ch, h->ch, h->n * sizeof(*ch));
	for (uint32_t x = 0; x < total; x++) {
		uint32_t rest = x;

		r.worth = 1;
		for (size_t k = 0; k < h->nholes; k++) {
			enum accent a = (enum accent)(rest % (ACCENTS - 1));

			rest /= ACCENTS - 1;
			r.a[k] = a;
			r.worth *= likely(b, h, k, a);
			ch[h->at[k]] = accented(h->ch[h->at[k]], a);
		}
		if (r.worth <= 0)
			continue;
		r.known = known(b, ch, h->n);
		*words += r.known;
		if (r.known)
			r.worth *= 1e9 * (word_common(ch, h->n) ? 1000 : 1);
		if (r.worth > best.worth)
			best = r;
	}
	return best;
}

/* A word only one reading makes known votes for its accents. */
static void
learn(struct broken *b)
{
	const struct cells *c = &b->w->c;
	struct holes	    h, far;

	for (uint32_t i = 0; i < c->n && b->spent < BUDGET / 4; i++) {
		struct reading r;
		unsigned       words, words2 = 0;

		if (!cp_letter(c->cp[i]) || (i > 0 && cp_letter(standing(c,
		    i - 1))))
			continue;
		read_word(b, i, false, &h);
		if (h.nholes == 0)
			continue;
		read_word(b, i, true, &far);
		r = best_reading(b, &h, &words);
		if (far.space != NONE && far.n > h.n) {
			(void)best_reading(b, &far, &words2);
			b->spurious += words2 > 0 && words == 0;
			b->real += words > 0 && words2 == 0;
		} else if (words == 1)
			for (size_t k = 0; k < h.nholes; k++)
				sign_of(b, c->cp[h.sign[k]])->votes[r.a[k]]++;
		i = h.end > i ? h.end - 1 : i;
	}
}

/*
 * Could the e of letter k be è?  French writes it before a last consonant
 * and before a syllable with a mute e (succès, siècle, lèvent), and hardly
 * elsewhere: no è in Vérensky, where the next e is nasal, nor in -éline.
 */
static bool
may_be_grave(const struct holes *h, size_t k)
{
	size_t i = k + 1, j;

	while (i < h->n && !cp_vowel(h->ch[i]))
		i++;
	if (i == k + 1 || i == h->n)
		return i > k + 1;
	if (cp_fold(h->ch[i]) != 'e' || is_hole(h, i))
		return false;
	for (j = i + 1; j < h->n && !cp_vowel(h->ch[j]);)
		j++;
	return j == h->n || j == i + 2;
}

enum { SIGN_LEARNT = 20 };	/* votes that tell what a sign stands for */

/* May a word that nothing knows have another accent than it was given? */
static bool
is_open(struct broken *b, const struct holes *h, const struct reading *r)
{
	for (size_t k = 0; k < h->nholes; k++) {
		const struct sign *s = sign_of(b, b->w->c.cp[h->sign[k]]);
		uint32_t	   base = h->ch[h->at[k]], votes = 0;

		for (int a = 0; a < ACCENTS; a++)
			votes += s->votes[a];
		if (votes < SIGN_LEARNT)
			return true;
		for (enum accent a = 0; a < ACCENTS; a++)
			if (a != r->a[k] && s->votes[a] > 0 &&
			    (accents_of(base) >> a & 1) && !(a == GRAVE &&
			    cp_fold(base) == 'e' && !may_be_grave(h,
			    h->at[k])))
				return true;
	}
	return false;
}

/* The doubt: the word with its least certain accent the other way. */
static void
tell(struct broken *b, const struct holes *h, const struct reading *r)
{
	const struct cells *c = &b->w->c;
	char		    cand[MAX_LETTERS * 4];
	uint32_t	    word[MAX_LETTERS];
	size_t		    n = 0, at = h->at[h->nholes - 1];
	enum accent	    other = r->a[h->nholes - 1] == ACUTE ? GRAVE :
	    r->a[h->nholes - 1] == CIRC ? TREMA : ACUTE;

	for (size_t k = 0; k < h->n; k++)
		word[k] = c->cp[h->cell[k]];
	for (size_t k = 0; k < h->n; k++)
		n += utf8_encode(k == at ? accented(word[k], other) :
		    word[k], cand + n);
	doubt_add(b->w, R_ACCENT, h->cell[0], h->end, r->known ? 750 : 600,
	    str_dup(b->w->arena, (struct str){ cand, n }));
}

static void
apply(struct broken *b, const struct holes *h, const struct reading *r,
    unsigned words)
{
	struct cells *c = &b->w->c;
	bool	      open;

	for (size_t k = 0; k < h->nholes; k++) {
		uint32_t i = h->cell[h->at[k]];
		uint32_t to = accented(h->ch[h->at[k]], r->a[k]);

		if (to != c->cp[i])
			cell_set(c, i, to, R_ACCENT);
		cell_kill(c, h->sign[k], R_ACCENT_SIGN);
	}
	if (h->space != NONE)
		cell_kill(c, h->space, R_ACCENT_SPACE);
	open = r->known ? words != 1 : is_open(b, h, r);
	decision_add(b->w, R_ACCENT, h->cell[0], h->end, r->known ? open ?
	    750 : 990 : open ? 600 : 900);
	if (open)
		tell(b, h, r);
}

/* "A1 ces": a capital alone with a sign not met inside words. */
static bool
lone_capital(struct broken *b, uint32_t i)
{
	struct cells *c = &b->w->c;
	uint32_t      cp = c->cp[i], s = standing(c, i + 1);

	if (!(cp == 'A' || cp == 'E' || cp == 'O') || !may_be_sign(s) ||
	    standing(c, i + 2) != ' ' || (i > 0 && cp_letter(standing(c,
	    i - 1))) || s == '?' || s == '/' || s == CP_REPLACEMENT)
		return false;
	cell_set(c, i, accented(cp, cp == 'A' ? GRAVE : cp == 'E' ? ACUTE :
	    CIRC), R_ACCENT);
	cell_kill(c, i + 1, R_ACCENT_SIGN);
	return true;
}

static void
mend_word(struct broken *b, uint32_t i, uint32_t *end)
{
	const struct cells *c = &b->w->c;
	struct holes	    h, far;
	struct reading	    r, r2;
	unsigned	    words, words2;

	read_word(b, i, false, &h);
	*end = h.end;
	read_word(b, i, true, &far);
	if (h.nholes + far.nholes == 0)
		return;
	r = best_reading(b, &h, &words);
	if (far.nholes > 0 && far.space != NONE && far.n > h.n) {
		r2 = best_reading(b, &far, &words2);
		if (words2 > 0 || (words == 0 && b->spurious > b->real)) {
			apply(b, &far, &r2, words2);
			*end = far.end;
			return;
		}
	}
	if (h.nholes == 0 || (words == 0 && h.nholes == 1 &&
	    h.sign[0] + 1 == h.end && cp_digit(c->cp[h.sign[0]])))
		return;
	apply(b, &h, &r, words);
}

static void
mend(struct broken *b)
{
	const struct cells *c = &b->w->c;
	uint32_t	    end;

	for (uint32_t i = 0; i < c->n; i++) {
		if (!cp_letter(c->cp[i]) || cell_gone(c, i))
			continue;
		if (lone_capital(b, i))
			continue;
		mend_word(b, i, &end);
		i = end > i ? end - 1 : i;
	}
}

/* A space a sign left behind it, before a stop or a line end. */
static void
spaces_left(struct broken *b)
{
	struct cells *c = &b->w->c;

	if (b->spurious <= b->real)
		return;
	for (uint32_t i = 0; i + 1 < c->n; i++)
		if (c->rule[i] == R_ACCENT_SIGN && c->cp[i + 1] == ' ' &&
		    i + 2 < c->n && !cp_letter(c->cp[i + 2]) &&
		    c->cp[i + 2] != '\n')
			cell_kill(c, i + 1, R_ACCENT_SPACE);
}

void
clean_accents(struct work *w)
{
	struct broken b = { .w = w };

	clean_spacing_accents(w);
	find_signs(&b);
	if (b.whole) {
		vocab_build(w);
		accents_whole(w);
		return;
	}
	if (!keep_signs(&b))
		return;
	vocab_build(w);
	learn(&b);
	b.memo = ARENA_ARRAY(w->tmp, struct memo, MEMOS);
	mend(&b);
	spaces_left(&b);
}
