/*
 * The vocabulary of the witness: how often each word and each compound
 * with a hyphen stands inside a line, where no division can have touched
 * it.  A word is known by a hash of its small letters; the order of the
 * table never shows.
 */
#include <string.h>

#include "clean_int.h"

struct slot {
	uint64_t	hash;
	uint32_t	count;
};

struct vocab {
	struct arena	*arena;
	struct slot	*slot;
	size_t		 mask, used;
};

enum { FIRST = 1024, SLOTS_MAX = 1 << 22 };

static uint64_t
mix(uint64_t h, uint32_t cp)
{
	h ^= cp;
	return h * 0x100000001B3u;
}

static uint64_t
hash(const uint32_t *p, size_t n)
{
	uint64_t h = 0xCBF29CE484222325u;

	for (size_t i = 0; i < n; i++) {
		uint32_t cp = cp_fold(p[i]);

		if (cp == 0x153) {
			h = mix(h, 'o');
			cp = 'e';
		} else if (cp_is_hyphen(cp))
			cp = '-';
		h = mix(h, cp);
	}
	h ^= h >> 29;
	return h ? h : 1;
}

static struct slot *
find(const struct vocab *v, uint64_t h)
{
	size_t i = (size_t)h & v->mask;

	while (v->slot[i].hash != 0 && v->slot[i].hash != h)
		i = (i + 1) & v->mask;
	return &v->slot[i];
}

/* A text has far fewer words than places for them: the table grows with
 * the words that are met. */
static void
grow(struct vocab *v)
{
	struct slot *old = v->slot;
	size_t	     n = v->mask + 1;

	v->slot = ARENA_ARRAY(v->arena, struct slot, n * 2);
	v->mask = n * 2 - 1;
	for (size_t i = 0; i < n; i++)
		if (old[i].hash != 0)
			*find(v, old[i].hash) = old[i];
}

unsigned
vocab_add(struct vocab *v, const uint32_t *p, size_t n)
{
	uint64_t     h;
	struct slot *s;

	if (n > 60)
		return 0;
	if (v->used * 2 > v->mask && v->mask + 1 < SLOTS_MAX)
		grow(v);
	h = hash(p, n);
	s = find(v, h);
	if (s->hash == 0) {
		if (v->used * 4 > v->mask * 3)
			return 0;
		s->hash = h;
		v->used++;
	}
	return ++s->count;
}

static void
count(struct vocab *v, const uint32_t *p, size_t n)
{
	(void)vocab_add(v, p, n);
}

unsigned
vocab_count(const struct vocab *v, const uint32_t *p, size_t n)
{
	return v == NULL ? 0 : find(v, hash(p, n))->count;
}

struct run {
	uint32_t ch[128];
	size_t	 n;		/* letters and hyphens so far */
	size_t	 part;		/* where the last part begins */
	bool	 hyphen, edge;	/* has one; began at the line's start */
};

static void
end_run(struct vocab *v, struct run *r, bool at_end)
{
	if (r->n > r->part && !(r->edge && !r->hyphen) && !at_end)
		count(v, r->ch + r->part, r->n - r->part);
	if (r->hyphen && r->n > r->part && !r->edge && !at_end)
		count(v, r->ch, r->n);
	r->n = r->part = 0;
	r->hyphen = r->edge = false;
}

static void
count_line(struct vocab *v, const struct cells *c, const struct line *l)
{
	struct run r = { .n = 0 };

	for (uint32_t i = l->s; i < l->e; i++) {
		uint32_t cp = c->cp[i];

		if (cell_gone(c, i))
			continue;
		if (cp_letter(cp) && r.n < 126) {
			if (r.n == 0)
				r.edge = i == l->s;
			r.ch[r.n++] = cp;
		} else if (cp_is_hyphen(cp) && r.n > r.part && r.n < 126) {
			if (!(r.edge && !r.hyphen))
				count(v, r.ch + r.part, r.n - r.part);
			r.ch[r.n++] = '-';
			r.part = r.n;
			r.hyphen = true;
		} else
			end_run(v, &r, false);
	}
	end_run(v, &r, true);
}

struct vocab *
vocab_new(struct arena *a)
{
	struct vocab *v = ARENA_NEW(a, struct vocab);

	v->arena = a;
	v->slot = ARENA_ARRAY(a, struct slot, FIRST);
	v->mask = FIRST - 1;
	return v;
}

void
vocab_build(struct work *w)
{
	w->vocab = vocab_new(w->tmp);
	for (uint32_t k = 0; k < w->nlines; k++)
		if (w->line[k].role == LINE_TEXT)
			count_line(w->vocab, &w->c, &w->line[k]);
}

/* The words that a French or an English text has most of. */
static const char common[] =
    " a à afin ai aie aient ait alors ans après au aucun aucune aujourd "
    "auprès aura aurait aussi aussitôt autant autour autre autres aux avaient "
    "avais avait avant avec avez avoir avons ayant beaucoup bien bon bonne "
    "bout car ce ceci cela celle celles celui cent cependant ces cet cette "
    "ceux chacun chaque chez chose choses ci cinq comme comment contre coup "
    "cours d dans de debout depuis dernier dernière derrière des dès deux "
    "devait devant dire dit dix doit donc donner dont du eau elle elles en "
    "encore enfin ensuite entre est et étaient étais était étant état été "
    "être eu eut eux faire fait faits fallait faut femme femmes fin fit fois "
    "font furent fut grand grande grands gens guerre haut heure heures homme "
    "hommes hors huit ici il ils j jamais je jour jours jusqu jusque l la là "
    "le les leur leurs lieu loin longtemps lors lorsqu lorsque lui m ma main "
    "mains mais mal malgré me même mêmes mes mieux moi moins mois moment mon "
    "monde mort n ne ni nom non nos notre nous nouveau nouvelle nuit on ont "
    "or ou où par parce parmi part parti partie partout pas passé pays "
    "pendant peu peut peuvent peuple plein plus plutôt point porte pour "
    "pourquoi pourtant pouvait pouvoir premier première près presque prendre "
    "puis puisque qu quand quatre que quel quelle quelles quelque quelques "
    "quels qui quoi rien s sa sans se selon sera serait ses seul seule si "
    "sien sinon soi soir soit son sont sorte sous soyez suis suite sur sûr "
    "surtout t ta tandis tant tard te tel telle temps tenir terre tes tête "
    "toi ton tôt toujours tour tous tout toute toutes travail très trois "
    "trop tu un une va vais vers ville vie vient vingt voici voilà voir vont "
    "vos votre vous vrai vu y yeux "
    " about after all also an and any are as at be been before but by can "
    "could did do down for from had has have he her him his how i if in into "
    "is it its like made man many may men more much must my no not now of "
    "off old only or other our out over said same see she should so some "
    "such than that the their them then there these they this time to two "
    "under up upon us very was we well were what when where which while who "
    "will with would you your ";

bool
word_common(const uint32_t *p, size_t n)
{
	char	    buf[72];
	size_t	    k = 0;

	if (n > 14)
		return false;
	buf[k++] = ' ';
	for (size_t i = 0; i < n; i++)
		k += utf8_encode(cp_fold(p[i]), buf + k);
	buf[k++] = ' ';
	return memmem(common, sizeof(common) - 1, buf, k) != NULL;
}
