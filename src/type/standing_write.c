/*
 * Standing type: everything of this build in one piece of memory, to be
 * read in place by the next.
 */
#include <string.h>

#include "octavo/buf.h"

#include "standing.h"

enum { FACES = 64, RENEW = 50 };	/* one in so many fresh: rewritten */

struct writer {
	struct buf	*out;
	const struct faces *fs;		/* whose words are being put */
	uint32_t	*slots;		/* of the table being filled */
	uint32_t	 nslots;
	unsigned char	 faces[FACES][16];
	char		 langs[FACES][STANDING_TAG];
	uint32_t	 nfaces, nlangs;
};

static void
pad(struct buf *b)
{
	static const char zeros[8];

	buf_put(b, zeros, standing_round(b->len) - b->len);
}

/* The number of a thing in a list, from 1, added if need be; 0: full. */
static uint16_t
number(void *list, uint32_t *n, size_t size, const void *thing)
{
	char *p = list;

	for (uint32_t i = 0; i < *n; i++)
		if (memcmp(p + i * size, thing, size) == 0)
			return (uint16_t)(i + 1);
	if (*n == FACES)
		return 0;
	memcpy(p + *n * size, thing, size);
	return (uint16_t)++*n;
}

static uint16_t
lang_of(struct writer *w, const struct word *word)
{
	struct str tag = w->fs->langs[word->lang].tag;
	char	   s[STANDING_TAG] = "";

	if (tag.n >= sizeof(s))
		return 0;
	if (tag.n > 0)
		memcpy(s, tag.p, tag.n);
	return number(w->langs, &w->nlangs, sizeof(s), s);
}

/* A free slot for what begins with the id, or NULL where it is already:
 * both workers may have met it. */
static uint32_t *
free_slot(struct writer *w, uint32_t h, size_t skip, const void *id,
    size_t n)
{
	uint32_t mask = w->nslots - 1, at;

	for (uint32_t i = 0;; i++) {
		at = w->slots[(h + i) & mask];
		if (at == 0)
			return &w->slots[(h + i) & mask];
		if (memcmp(w->out->data + at + skip, id, n) == 0)
			return NULL;
	}
}

static void
put_points(struct buf *b, const struct word *w)
{
	for (uint32_t i = 0; i < w->npoints; i++) {
		struct point p = w->points[i];

		p.head_word = p.tail_word = NULL;
		buf_put(b, &p, sizeof(p));
	}
	pad(b);
}

static void
put_word(struct writer *w, const struct word *word)
{
	struct standing_word r = { .features = word->features,
	    .first = word->first, .last = word->last, .key = word->key,
	    .width = word->width, .ntext = (uint16_t)word->text.n,
	    .nglyphs = (uint16_t)word->nglyphs,
	    .npoints = (uint16_t)word->npoints, .missing = word->missing,
	    .points_known = word->points_known };
	uint32_t *slot;

	r.face = number(w->faces, &w->nfaces, 16, word->face->id);
	r.lang = lang_of(w, word);
	if (r.face == 0 || r.lang == 0 || word->text.n > UINT16_MAX ||
	    word->nglyphs > UINT16_MAX)
		return;
	standing_name(w->fs, word);
	memcpy(r.id, word->id, sizeof(r.id));
	r.hash = standing_hash(str_hash(word->text), r.face, r.lang,
	    r.features);
	slot = free_slot(w, r.hash, 0, r.id, sizeof(r.id));
	if (slot == NULL)
		return;
	*slot = (uint32_t)w->out->len;
	buf_put(w->out, &r, sizeof(r));
	put_points(w->out, word);
	buf_put(w->out, word->glyphs, word->nglyphs *
	    sizeof(*word->glyphs));
	pad(w->out);
	buf_put_str(w->out, word->text);
	pad(w->out);
}

static void
put_para(struct writer *w, const struct stood *s)
{
	struct standing_para r = { .nbrks = s->nbrks, .n = (uint16_t)s->n,
	    .overfull = s->overfull };
	uint32_t h, *slot;

	memcpy(r.id, s->id, sizeof(r.id));
	memcpy(&h, s->id, sizeof(h));
	slot = s->done ? free_slot(w, h, 0, r.id, sizeof(r.id)) : NULL;
	if (slot == NULL)
		return;
	*slot = (uint32_t)w->out->len;
	buf_put(w->out, &r, sizeof(r));
	for (unsigned i = 0; i < s->n; i++) {
		struct standing_variant v = { s->v[i].demerits,
		    s->v[i].looseness, s->v[i].nlines };

		buf_put(w->out, &v, sizeof(v));
	}
	buf_put(w->out, s->brks, s->nbrks * sizeof(*s->brks));
	pad(w->out);
	for (unsigned i = 0; i < s->n; i++) {
		buf_put(w->out, s->v[i].lines, s->v[i].nlines *
		    sizeof(*s->v[i].lines));
		pad(w->out);
	}
}

static void
put_plan(struct writer *w, const struct stood_plan *s)
{
	struct standing_plan r = { .cost = s->plan.cost,
	    .npages = s->plan.npages };

	memcpy(r.id, s->id, sizeof(r.id));
	for (uint32_t i = 0; i < s->plan.npages; i++)
		r.npieces += s->plan.pages[i].npieces;
	buf_put(w->out, &r, sizeof(r));
	for (uint32_t i = 0; i < s->plan.npages; i++) {
		const struct page_plan_page *p = &s->plan.pages[i];
		struct standing_page q = { p->npieces, p->first_note,
		    p->nnotes, p->shorter, p->faults };

		buf_put(w->out, &q, sizeof(q));
	}
	pad(w->out);
	for (uint32_t i = 0; i < s->plan.npages; i++)
		buf_put(w->out, s->plan.pages[i].pieces,
		    s->plan.pages[i].npieces * sizeof(struct page_piece));
	pad(w->out);
}

static uint32_t
table_size(uint32_t n)
{
	uint32_t size = 64;

	while (size < n * 2)
		size *= 2;
	return size;
}

/* The table of what was put last; where it begins. */
static uint32_t
put_table(struct writer *w)
{
	uint32_t at = (uint32_t)w->out->len;

	buf_put(w->out, w->slots, w->nslots * sizeof(*w->slots));
	return at;
}

static void
put_words(struct writer *w, const struct faces *const *fs, int n,
    struct standing_head *h)
{
	for (int i = 0; i < n; i++) {
		w->fs = fs[i];
		for (uint32_t k = 0; k < WORD_BUCKETS; k++)
			for (const struct word *x = fs[i]->buckets[k];
			    x != NULL; x = x->chain)
				put_word(w, x);
	}
	h->wordslots = w->nslots;
	h->words = put_table(w);
}

static void
put_paras(struct writer *w, const struct faces *const *fs, int n,
    struct standing_head *h)
{
	for (int i = 0; i < n; i++)
		for (const struct stood *s = fs[i]->stood; s; s = s->next)
			put_para(w, s);
	h->paraslots = w->nslots;
	h->paras = put_table(w);
}

static void
put_plans(struct writer *w, struct arena *a, const struct faces *fs,
    struct standing_head *h)
{
	const struct stood_plan *s;
	uint32_t		*at, n = 0;

	for (s = fs->plans; s != NULL; s = s->next)
		n++;
	at = ARENA_ARRAY(a, uint32_t, n + 1);
	for (s = fs->plans; s != NULL; s = s->next) {
		at[h->nplans++] = (uint32_t)w->out->len;
		put_plan(w, s);
	}
	h->plans = (uint32_t)w->out->len;
	buf_put(w->out, at, n * sizeof(*at));
	pad(w->out);
}

static void
put_names(struct writer *w, struct standing_head *h)
{
	h->nfaces = w->nfaces;
	h->faces = (uint32_t)w->out->len;
	buf_put(w->out, w->faces, w->nfaces * sizeof(w->faces[0]));
	pad(w->out);
	h->nlangs = w->nlangs;
	h->langs = (uint32_t)w->out->len;
	buf_put(w->out, w->langs, w->nlangs * sizeof(w->langs[0]));
	pad(w->out);
}

void
standing_write(const struct faces *const *fs, int n, struct buf *out)
{
	struct standing_head h = { .magic = STANDING_MAGIC };
	struct writer	     w = { .out = out };
	struct arena	     a;
	uint32_t	     words = 0, paras = 0, fresh = 0;

	for (int i = 0; i < n; i++) {
		words += fs[i]->nwords;
		paras += fs[i]->nstood;
		fresh += fs[i]->nfresh;
	}
	if (fresh * RENEW <= words + paras)
		return;
	arena_init(&a);
	buf_put(out, &h, sizeof(h));
	w.nslots = table_size(words);
	w.slots = ARENA_ARRAY(&a, uint32_t, w.nslots);
	put_words(&w, fs, n, &h);
	w.nslots = table_size(paras);
	w.slots = ARENA_ARRAY(&a, uint32_t, w.nslots);
	put_paras(&w, fs, n, &h);
	put_plans(&w, &a, fs[0], &h);
	put_names(&w, &h);
	h.size = (uint32_t)out->len;
	if (out->full || out->len > UINT32_MAX)
		buf_clear(out);
	else
		memcpy(out->data, &h, sizeof(h));
	arena_release(&a);
}
