/*
 * Letters that lost more than their accent: a U+FFFD or a ? stands for
 * the whole of them.  The text and the dictionary say which they were.
 */
#include <string.h>

#include "clean_int.h"

enum { MAX_LETTERS = 48, MAX_HOLES = 7, MEMOS = 1 << 14, BUDGET = 4000000 };

/* The character that stands at a cell, 0 where none does. */
static uint32_t
standing(const struct cells *c, uint32_t i)
{
	return i < c->n && !cell_gone(c, i) ? c->cp[i] : 0;
}

static const uint32_t letters[] = { 0xE9, 0xE8, 0xE0, 0xEA, 0xE7, 0xEE,
	0xF4, 0xFB, 0xE2, 0xF9, 0xEF, 0x153, 0xEB, 0xC9, 0xC0, 0xCA };

struct gap {
	uint32_t ch[MAX_LETTERS], cell[MAX_LETTERS];
	uint32_t hole[MAX_HOLES];
	size_t	 n, nholes;
};

/* What filled a gap before: most words of a text come again. */
struct filling {
	uint64_t key;
	uint32_t hit;
	unsigned hits;
};

struct fillings {
	struct filling *memo;		/* MEMOS of them */
	uint32_t	spent;		/* letters tried */
};

static bool
is_gap(const struct cells *c, uint32_t i)
{
	return c->cp[i] == CP_REPLACEMENT || (c->cp[i] == '?' && i > 0 &&
	    cp_letter(standing(c, i - 1)) && cp_letter(standing(c, i + 1)));
}

static uint64_t
gap_key(const struct gap *g)
{
	uint64_t k = g->n * 31 + g->nholes;

	for (size_t i = 0; i < g->n; i++)
		k = (k ^ g->ch[i]) * 0x100000001B3u;
	for (size_t i = 0; i < g->nholes; i++)
		k = (k ^ g->hole[i]) * 0x100000001B3u;
	return k | 1;
}

enum { NLETTERS = sizeof(letters) / sizeof(*letters) };

static void
set_holes(struct gap *g, uint32_t x)
{
	for (size_t k = 0; k < g->nholes; k++)
		g->ch[g->hole[k]] = letters[k == 0 ? x % NLETTERS : x /
		    NLETTERS % NLETTERS];
}

/* First the likely letter in every hole, then all pairs of letters. */
static void
try_fillings(struct work *w, struct gap *g, struct fillings *s,
    struct filling *f)
{
	uint32_t total = g->nholes == 1 ? NLETTERS : NLETTERS * NLETTERS;

	f->hit = NONE;
	f->hits = 0;
	if (s->spent > BUDGET)
		total = 1;
	s->spent += total;
	for (uint32_t x = 0; x < total; x++) {
		set_holes(g, x);
		if (vocab_count(w->vocab, g->ch, g->n) == 0 &&
		    !dict_has(work_dict(w), g->ch, g->n))
			continue;
		if (f->hits++ == 0)
			f->hit = x;
	}
}

static void
fill_gap(struct work *w, struct gap *g, struct fillings *s)
{
	uint64_t	key = gap_key(g);
	struct filling *f = &s->memo[key >> 20 & (MEMOS - 1)];

	if (f->key != key) {
		try_fillings(w, g, s, f);
		f->key = key;
	}
	if (f->hit == NONE && (g->nholes > 2 || g->n < 4))
		return;
	set_holes(g, f->hit == NONE ? 0 : f->hit);
	for (size_t k = 0; k < g->nholes; k++) {
		uint32_t i = g->cell[g->hole[k]];

		cell_set(&w->c, i, g->ch[g->hole[k]], R_ACCENT);
		decision_add(w, R_ACCENT, i, i + 1, f->hits == 1 ? 990 :
		    f->hits ? 700 : 500);
		if (f->hits != 1)
			doubt_add(w, R_ACCENT, i, i + 1, f->hits ? 700 : 500,
			    STR_NULL);
	}
}

/* l?insurrection: an apostrophe was lost. */
static bool
lost_apostrophe(struct work *w, const struct gap *g)
{
	uint32_t h = g->hole[0];

	if (g->nholes != 1 || h == 0 || h > 2 || g->n < h + 3 ||
	    (h == 2 && !(g->ch[0] == 'q' && g->ch[1] == 'u')) ||
	    cp_vowel(g->ch[0]) || !dict_has(work_dict(w), g->ch + h + 1,
	    g->n - h - 1))
		return false;
	cell_set(&w->c, g->cell[h], 0x2019, R_ACCENT);
	return true;
}

void
accents_whole(struct work *w)
{
	const struct cells *c = &w->c;
	struct fillings	    s = { ARENA_ARRAY(w->tmp, struct filling, MEMOS),
			    0 };

	for (uint32_t i = 0, k; i < c->n; i = k + 1) {
		struct gap g = { .n = 0 };

		for (k = i; k < c->n && g.n < MAX_LETTERS; k++) {
			if (cell_gone(c, k))
				continue;
			if (!cp_letter(c->cp[k]) && !is_gap(c, k))
				break;
			if (is_gap(c, k) && g.nholes < MAX_HOLES)
				g.hole[g.nholes++] = (uint32_t)g.n;
			g.cell[g.n] = k;
			g.ch[g.n++] = c->cp[k];
		}
		if (g.nholes > 0 && g.n > 1 && !lost_apostrophe(w, &g))
			fill_gap(w, &g, &s);
	}
}
