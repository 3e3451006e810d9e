/*
 * Standing type: looking up, taking over, noting down.
 */
#include <string.h>
#include <sys/stat.h>

#include "octavo/buf.h"
#include "octavo/file.h"

#include "standing.h"

struct standing {
	const char		    *p;
	const struct standing_head  *head;
	const uint32_t		    *words, *paras;
};

const void *
standing_within(const struct standing *s, size_t at, size_t n, size_t size)
{
	if (at % 8 != 0 || at < sizeof(*s->head) || at > s->head->size ||
	    n > (s->head->size - at) / size)
		return NULL;
	return s->p + at;
}

const uint32_t *
standing_plans(const struct standing *s, uint32_t *n)
{
	*n = s->head->nplans;
	return standing_within(s, s->head->plans, *n, sizeof(uint32_t));
}

static bool
is_power(uint32_t n)
{
	return n > 0 && (n & (n - 1)) == 0;
}

struct standing *
standing_read(struct arena *a, struct str bytes)
{
	struct standing *s = ARENA_NEW(a, struct standing);

	s->p = bytes.p;
	s->head = (const void *)bytes.p;
	if (bytes.n < sizeof(*s->head) || ((uintptr_t)bytes.p & 7) != 0 ||
	    memcmp(s->head->magic, STANDING_MAGIC, 8) != 0 ||
	    s->head->size != bytes.n || !is_power(s->head->wordslots) ||
	    !is_power(s->head->paraslots))
		return NULL;
	s->words = standing_within(s, s->head->words, s->head->wordslots, 4);
	s->paras = standing_within(s, s->head->paras, s->head->paraslots, 4);
	if (s->words == NULL || s->paras == NULL ||
	    standing_within(s, s->head->plans, s->head->nplans, 4) == NULL ||
	    standing_within(s, s->head->faces, s->head->nfaces, 16) == NULL ||
	    standing_within(s, s->head->langs, s->head->nlangs,
	    STANDING_TAG) == NULL)
		return NULL;
	return s;
}

/* --- names --- */

static void
short_hash(const struct buf *b, unsigned char out[16])
{
	unsigned char d[32];

	sha256(buf_str(b), d);
	memcpy(out, d, 16);
}

static void
put_file(struct buf *b, const char *path)
{
	struct stat st = { 0 };

	(void)stat(path, &st);
	buf_printf(b, "%s %lld %lld.%ld\n", path, (long long)st.st_size,
	    (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

/*
 * Which face: the file, its head table (with the checksum of all of it
 * and the time of its making), what fonts/ says of its margins.
 */
void
standing_face(struct faces *fs, struct face *f)
{
	hb_blob_t      *head = hb_face_reference_table(f->hbface,
			    HB_TAG('h', 'e', 'a', 'd'));
	unsigned	n;
	const char     *p = hb_blob_get_data(head, &n);
	struct buf	b;

	buf_init(&b);
	put_file(&b, f->path);
	buf_printf(&b, "%d\n", f->index);
	if (n > 0)
		buf_put(&b, p, n);
	for (size_t i = 0; f->family != NULL && i < f->family->nmargins; i++)
		buf_printf(&b, " %u %d %d", f->family->margins[i].cp,
		    f->family->margins[i].left, f->family->margins[i].right);
	short_hash(&b, f->id);
	buf_release(&b);
	hb_blob_destroy(head);
	f->stand = 0;
	for (uint32_t i = 0; fs->standing != NULL &&
	    i < fs->standing->head->nfaces; i++)
		if (memcmp(fs->standing->p + fs->standing->head->faces +
		    (size_t)i * 16, f->id, 16) == 0)
			f->stand = (uint16_t)(i + 1);
}

void
standing_name(const struct faces *fs, const struct word *word)
{
	struct word *w = (struct word *)(uintptr_t)word;
	struct buf   b;

	if (w->named)
		return;
	buf_init(&b);
	buf_put(&b, w->face->id, sizeof(w->face->id));
	buf_printf(&b, "%x %.*s ", w->features,
	    STR_ARG(fs->langs[w->lang].tag));
	buf_put_str(&b, w->text);
	short_hash(&b, w->id);
	buf_release(&b);
	w->named = true;
}

static uint16_t
lang_number(struct faces *fs, uint16_t lang)
{
	const struct standing *s = fs->standing;
	struct lang	      *l = &fs->langs[lang];
	char		       tag[STANDING_TAG] = "";

	if (l->stand != 0 || l->tag.n >= sizeof(tag))
		return l->stand;
	if (l->tag.n > 0)
		memcpy(tag, l->tag.p, l->tag.n);
	for (uint32_t i = 0; i < s->head->nlangs; i++)
		if (memcmp(s->p + s->head->langs + (size_t)i * sizeof(tag),
		    tag, sizeof(tag)) == 0)
			l->stand = (uint16_t)(i + 1);
	return l->stand;
}

/* --- words --- */

/* What a word that stands refers to; false where it ends too early. */
struct parts {
	const struct point  *points;
	const struct wglyph *glyphs;
	const char	    *text;
};

static bool
word_parts(const struct standing *s, size_t at,
    const struct standing_word *w, struct parts *out)
{
	at += sizeof(*w);
	out->points = standing_within(s, at, w->npoints, sizeof(*out->points));
	at += standing_round(w->npoints * sizeof(*out->points));
	out->glyphs = standing_within(s, at, w->nglyphs, sizeof(*out->glyphs));
	at += standing_round(w->nglyphs * sizeof(*out->glyphs));
	out->text = standing_within(s, at, w->ntext, 1);
	return out->points != NULL && out->glyphs != NULL &&
	    out->text != NULL;
}

static bool
points_fit(const struct point *p, const struct standing_word *w)
{
	for (unsigned i = 0; i < w->npoints; i++)
		if (p[i].byte > w->ntext || p[i].glyph > w->nglyphs ||
		    p[i].from > w->ntext || p[i].to > w->ntext)
			return false;
	return true;
}

/* Points where the word must be shaped in two are measured again: their
 * halves stand too. */
static const struct point *
take_points(struct faces *fs, const struct word *w, const struct point *p,
    uint32_t n)
{
	struct point *own;
	uint32_t      unsafe = 0;

	for (uint32_t i = 0; i < n; i++)
		unsafe += !p[i].safe;
	if (unsafe == 0)
		return p;
	own = ARENA_ARRAY(fs->arena, struct point, n);
	memcpy(own, p, n * sizeof(*own));
	for (uint32_t i = 0; i < n; i++)
		if (!own[i].safe)
			hyphen_halves(fs, w, &own[i]);
	return own;
}

static struct word *
take_word(struct faces *fs, const struct face *face, uint16_t lang,
    const struct standing_word *s, const struct parts *q)
{
	struct word *w = ARENA_NEW(fs->arena, struct word);

	w->text = (struct str){ q->text, s->ntext };
	w->face = face;
	w->features = s->features;
	w->lang = lang;
	w->first = s->first;
	w->last = s->last;
	w->key = s->key;
	w->missing = s->missing;
	w->width = s->width;
	w->nglyphs = s->nglyphs;
	w->glyphs = q->glyphs;
	memcpy(w->id, s->id, sizeof(w->id));
	w->named = true;
	w->points_known = s->points_known;
	w->npoints = s->npoints;
	w->points = take_points(fs, w, q->points, w->npoints);
	return w;
}

struct word *
standing_word(struct faces *fs, const struct face *face, uint32_t features,
    uint16_t lang, struct str text, uint64_t hash)
{
	const struct standing *s = fs->standing;
	uint32_t	       h, mask, at;
	unsigned	       l;

	if (s == NULL || face->stand == 0 || (l = lang_number(fs, lang)) == 0)
		return NULL;
	h = standing_hash(hash, face->stand, l, features);
	mask = s->head->wordslots - 1;
	for (uint32_t i = 0; i <= mask && (at = s->words[(h + i) & mask]) !=
	    0; i++) {
		const struct standing_word *w = standing_within(s, at,
		    1, sizeof(*w));
		struct parts		    q;

		if (w == NULL)
			return NULL;
		if (w->hash != h || w->face != face->stand || w->lang != l ||
		    w->features != features || w->ntext != text.n)
			continue;
		if (!word_parts(s, at, w, &q) || !points_fit(q.points, w))
			return NULL;
		if (memcmp(q.text, text.p, text.n) == 0)
			return take_word(fs, face, lang, w, &q);
	}
	return NULL;
}

/* --- paragraphs --- */

/* One look as the breaker sees it. */
struct look_id {
	unsigned char face[16];
	int32_t	 size, raise, tracking;
	uint32_t features;
	uint8_t	 hyphens, upper, unused[2];
};

struct atom_id {		/* a space */
	uint16_t look;
	uint8_t	 kind, may_break;
	uint32_t cp;
	int32_t	 width, stretch, shrink;
};

struct word_id {
	uint16_t look;
	uint8_t	 kind, may_break;
	unsigned char word[16];
};

struct para_id {
	int32_t	 measure, left, right, indent, size;
	uint32_t align, natoms, nlooks, max;
};

static size_t
put_look(char *to, const struct look *l)
{
	struct look_id x = { .size = l->size, .raise = l->raise,
	    .tracking = l->tracking, .features = l->features,
	    .hyphens = l->hyphens, .upper = l->upper };

	memcpy(x.face, l->face->id, sizeof(x.face));
	memcpy(to, &x, sizeof(x));
	return sizeof(x);
}

static size_t
put_atom(char *to, const struct faces *fs, const struct atom *a)
{
	struct word_id w = { a->look, a->kind, a->may_break, { 0 } };
	struct atom_id x = { a->look, a->kind, a->may_break, a->cp, a->width,
	    a->stretch, a->shrink };

	if (a->kind != ATOM_WORD) {
		memcpy(to, &x, sizeof(x));
		return sizeof(x);
	}
	standing_name(fs, a->word);
	memcpy(w.word, a->word->id, sizeof(w.word));
	memcpy(to, &w, sizeof(w));
	return sizeof(w);
}

static void
make_id(const struct faces *fs, const struct para *p, struct arena *scratch,
    unsigned max, unsigned char id[32])
{
	struct para_id x = { p->measure, p->left, p->right, p->indent,
	    p->style->size, p->align, p->natoms, p->nlooks, max };
	size_t	       n = sizeof(x);
	char	      *b = arena_alloc(scratch, n + p->nlooks *
			   sizeof(struct look_id) + p->natoms *
			   sizeof(struct atom_id));

	memcpy(b, &x, n);
	for (uint32_t i = 0; i < p->nlooks; i++)
		n += put_look(b + n, &p->looks[i]);
	for (uint32_t i = 0; i < p->natoms; i++)
		n += put_atom(b + n, fs, &p->atoms[i]);
	sha256((struct str){ b, n }, id);
}

struct stood *
standing_ask(struct faces *fs, const struct para *p, struct arena *scratch,
    unsigned max)
{
	struct stood *s;

	/* The lines beside an initial are of one paragraph a chapter. */
	if (!fs->stands || p->drop != NULL)
		return NULL;
	s = ARENA_NEW(fs->arena, struct stood);
	make_id(fs, p, scratch, max, s->id);
	s->next = fs->stood;
	fs->stood = s;
	fs->nstood++;
	return s;
}

static bool
breaks_fit(const struct brk *k, uint32_t n, const struct para *p)
{
	for (uint32_t i = 0; i < n; i++) {
		if (k[i].atom > p->natoms)
			return false;
		if (k[i].point > 0 && (k[i].atom == p->natoms ||
		    p->atoms[k[i].atom].kind != ATOM_WORD ||
		    k[i].point > p->atoms[k[i].atom].word->npoints))
			return false;
	}
	return n > 0;
}

static bool
lines_fit(const struct galley_line *l, uint32_t n, uint32_t nbrks)
{
	for (uint32_t i = 0; i < n; i++)
		if ((uint32_t)l[i].first_item >= nbrks ||
		    (uint32_t)l[i].last_item >= nbrks)
			return false;
	return n > 0 && n <= UINT16_MAX;
}

static bool
take_variants(const struct standing *st, size_t at,
    const struct standing_para *q, struct stood *s, const struct para *p)
{
	static const struct galley_note_ref none[1];
	const struct standing_variant *v;

	if (q->n == 0 || q->n > BREAKINGS_MAX || (v = standing_within(st, at, q->n,
	    sizeof(*v))) == NULL)
		return false;
	at += q->n * sizeof(*v);
	s->brks = standing_within(st, at, q->nbrks, sizeof(*s->brks));
	if (s->brks == NULL || !breaks_fit(s->brks, q->nbrks, p))
		return false;
	at += standing_round(q->nbrks * sizeof(*s->brks));
	for (unsigned i = 0; i < q->n; i++) {
		const struct galley_line *l = standing_within(st, at, v[i].nlines,
		    sizeof(*l));

		if (l == NULL || !lines_fit(l, v[i].nlines, q->nbrks))
			return false;
		s->v[i] = (struct galley_variant){ v[i].looseness,
		    v[i].demerits, (uint16_t)v[i].nlines, l, none };
		at += standing_round(v[i].nlines * sizeof(*l));
	}
	s->n = q->n;
	s->nbrks = q->nbrks;
	s->overfull = q->overfull != 0;
	return true;
}

bool
standing_take(struct faces *fs, struct stood *s, struct set_text *t)
{
	const struct standing *st = fs->standing;
	uint32_t	       h, mask, at;

	if (st == NULL)
		return false;
	memcpy(&h, s->id, sizeof(h));
	mask = st->head->paraslots - 1;
	for (uint32_t i = 0; i <= mask && (at = st->paras[(h + i) & mask]) !=
	    0; i++) {
		const struct standing_para *q = standing_within(st, at,
		    1, sizeof(*q));

		if (q == NULL)
			return false;
		if (memcmp(q->id, s->id, sizeof(q->id)) != 0)
			continue;
		if (!take_variants(st, at + sizeof(*q), q, s, &t->p))
			return false;
		t->brks = (struct brk *)(uintptr_t)s->brks;
		t->nbrks = s->nbrks;
		s->done = true;
		return true;
	}
	return false;
}

void
standing_put(struct faces *fs, struct stood *s, const struct set_text *t,
    const struct galley_variant *v, unsigned n, bool overfull)
{
	s->brks = t->brks;
	s->nbrks = t->nbrks;
	s->n = n;
	s->overfull = overfull;
	memcpy(s->v, v, n * sizeof(*v));
	s->done = true;
	fs->nfresh++;
}
