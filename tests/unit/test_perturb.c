/*
 * Ledgers on witnesses that have changed: a line more, other words,
 * blocks moved, by a seeded generator.  A reading is never applied at
 * another place than its own; one whose words and context survive is
 * applied or reported.
 *
 * PERTURB_N changed witnesses in all (default 60; the figure of the
 * handbook's claims: PERTURB_N=1000).  With $OCTAVO_WITNESSES those of
 * octobre are among them.
 */
#include "cases.h"

#include "octavo/clean.h"
#include "octavo/ledger.h"
#include "octavo/read.h"

enum { NOWHERE = UINT32_MAX, SLACK = 12, BESIDE = 48, EDITS = 6,
	ENTRIES_MAX = 2000 };

static uint64_t
roll(uint64_t *s)		/* xorshift64* (Vigna) */
{
	*s ^= *s >> 12;
	*s ^= *s << 25;
	*s ^= *s >> 27;
	return *s * 2685821657736338717u;
}

/* A text whose bytes know where in the witness they stood. */
struct traced {
	char	 *p;
	uint32_t *from;
	size_t	  n, cap;
};

static void
push(struct traced *t, char c, uint32_t from)
{
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 1 << 16;
		t->p = realloc(t->p, t->cap);
		t->from = realloc(t->from, t->cap * sizeof(*t->from));
		assert_true(t->p != NULL && t->from != NULL);
	}
	t->p[t->n] = c;
	t->from[t->n++] = from;
}

static void
push_all(struct traced *t, const struct traced *from, size_t a, size_t b)
{
	for (; a < b; a++)
		push(t, from->p[a], from->from[a]);
}

static void
push_new(struct traced *t, const char *s)
{
	for (; *s != '\0'; s++)
		push(t, *s, NOWHERE);
}

static const char *const new_words[] = { "lanterne", "sillage", "matin",
	"encore", "des", "la", "presque", "gouverne", "tout", "et" };

static size_t
line_at(const struct traced *t, size_t i)
{
	while (i > 0 && t->p[i - 1] != '\n')
		i--;
	return i;
}

static void
add_line(struct traced *out, const struct traced *t, uint64_t *seed)
{
	size_t at = line_at(t, roll(seed) % t->n);

	push_all(out, t, 0, at);
	for (int i = 0; i < 9; i++) {
		push_new(out, i ? " " : "");
		push_new(out, new_words[roll(seed) % 10]);
	}
	push_new(out, ".\n");
	push_all(out, t, at, t->n);
}

static bool
is_letter(char c)
{
	unsigned char u = (unsigned char)c;

	return u >= 128 || ((u | 32) >= 'a' && (u | 32) <= 'z');
}

static void
change_word(struct traced *out, const struct traced *t, uint64_t *seed)
{
	size_t a = roll(seed) % t->n, b;

	while (a > 0 && is_letter(t->p[a - 1]))
		a--;
	for (b = a; b < t->n && is_letter(t->p[b]);)
		b++;
	push_all(out, t, 0, a);
	push_new(out, new_words[roll(seed) % 10]);
	push_all(out, t, b, t->n);
}

/* Up to twenty lines, put elsewhere. */
static void
move_block(struct traced *out, const struct traced *t, uint64_t *seed)
{
	size_t a = line_at(t, roll(seed) % t->n), b = a, to;

	for (uint64_t k = roll(seed) % 20 + 1; k > 0 && b < t->n; k--) {
		while (b < t->n && t->p[b] != '\n')
			b++;
		b += b < t->n;
	}
	to = line_at(t, roll(seed) % t->n);
	if (to >= a && to < b)
		to = a;
	if (to < a) {
		push_all(out, t, 0, to);
		push_all(out, t, a, b);
		push_all(out, t, to, a);
		push_all(out, t, b, t->n);
	} else {
		push_all(out, t, 0, a);
		push_all(out, t, b, to);
		push_all(out, t, a, b);
		push_all(out, t, to < b ? b : to, t->n);
	}
}

static void
perturb(struct traced *t, uint64_t *seed)
{
	static void (*const edit[])(struct traced *, const struct traced *,
	    uint64_t *) = { add_line, change_word, move_block };

	for (uint64_t k = roll(seed) % EDITS + 1; k > 0; k--) {
		struct traced out = { NULL, NULL, 0, 0 };

		edit[roll(seed) % 3](&out, t, seed);
		free(t->p);
		free(t->from);
		*t = out;
	}
}

/* A witness, its ledger, and where each reading stands in its bytes. */
struct subject {
	struct str	     bytes;
	const struct ledger *ledger;
	uint32_t	     place[ENTRIES_MAX];
	uint32_t	     reach[ENTRIES_MAX];	/* of its words */
};

static uint32_t
origin(const struct clean_doc *d, uint32_t out)
{
	for (size_t i = 0; i < d->npieces; i++)
		if (d->pieces[i].out <= out && out < d->pieces[i].out +
		    d->pieces[i].n)
			return d->pieces[i].in + out - d->pieces[i].out;
	return NOWHERE;
}

/* Cleans, reads, applies; where (NOWHERE: not) each reading went, and
 * whether it was reported. */
static void
apply(struct str bytes, const struct ledger *l, uint32_t *place,
    bool *reported)
{
	struct arena	  a;
	struct sources	  src;
	struct diag_sink  sink;
	struct clean_doc *d = NULL;
	struct clean_opts o = { .lang = STR("fr") };
	struct model	  m;
	struct walk	  w;
	struct error	  e;
	struct ledger_site *sites;
	uint32_t	 *where;
	size_t		  n;

	arena_init(&a);
	sources_init(&src, &a);
	diag_init(&sink, &a, &src);
	sink.limit = ENTRIES_MAX;
	assert_int_equal(clean_witness(&a, STR("w"), bytes, &o, &sink, &d,
	    &e), 0);
	model_init(&m, &a, NODE_DIV);
	m.root = read_markdown(&m, sources_add(&src, STR("w.md"),
	    d->markdown), &sink);
	sites = ARENA_ARRAY(&a, struct ledger_site, l->n + 1);
	where = ARENA_ARRAY(&a, uint32_t, l->n + 1);
	n = ledger_sites(m.root, l, sites);
	for (size_t i = 0; i < n; i++)
		where[sites[i].entry - l->entries] = sites[i].start;
	ledger_apply(&m, m.root, l, &sink);
	for (size_t i = 0; i < l->n; i++) {
		place[i] = NOWHERE;
		reported[i] = false;
	}
	for (const struct diag_item *i = sink.first; i != NULL; i = i->next)
		for (size_t k = 0; k < l->n; k++)
			reported[k] |= i->span.source ==
			    l->entries[k].lemma_span.source &&
			    i->span.start == l->entries[k].lemma_span.start;
	walk_init(&w, m.root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_CORR &&
		    w.node->u.corr.entry != NULL)
			place[w.node->u.corr.entry - l->entries] =
			    origin(d, where[w.node->u.corr.entry -
			    l->entries]);
	arena_release(&a);
}

struct sums {
	unsigned witnesses, survive, applied, reported, misplaced, silent;
};

/* Do the reading and what stands beside it stand together as before? */
static bool
survives(const struct traced *t, const uint32_t *at, uint32_t place,
    uint32_t reach, size_t n)
{
	uint32_t a = place > reach ? place - reach : 0, b = place + reach;

	for (uint32_t i = a; i < b && i < n; i++)
		if (at[i] == NOWHERE || at[i] - at[a] != i - a)
			return false;
	(void)t;
	return true;
}

static void
one(const struct subject *s, uint64_t seed, struct sums *sums)
{
	struct traced	t = { NULL, NULL, 0, 0 };
	uint32_t	place[ENTRIES_MAX], *at;
	bool		reported[ENTRIES_MAX];

	for (size_t i = 0; i < s->bytes.n; i++)
		push(&t, s->bytes.p[i], (uint32_t)i);
	perturb(&t, &seed);
	at = malloc(s->bytes.n * sizeof(*at));
	assert_non_null(at);
	memset(at, 0xFF, s->bytes.n * sizeof(*at));
	for (size_t i = 0; i < t.n; i++)
		if (t.from[i] != NOWHERE)
			at[t.from[i]] = (uint32_t)i;
	apply((struct str){ t.p, t.n }, s->ledger, place, reported);
	sums->witnesses++;
	for (size_t i = 0; i < s->ledger->n; i++) {
		uint32_t was = s->place[i], is;

		if (was == NOWHERE)
			continue;	/* no reading */
		is = place[i] < t.n ? t.from[place[i]] : NOWHERE;
		if (place[i] != NOWHERE && (is == NOWHERE || is + SLACK < was ||
		    was + SLACK < is)) {
			sums->misplaced++;
			print_message("%.*s: at %u, not %u\n",
			    STR_ARG(s->ledger->entries[i].lemma), is, was);
		}
		if (!survives(&t, at, was, s->reach[i], s->bytes.n))
			continue;
		sums->survive++;
		sums->applied += place[i] != NOWHERE;
		sums->reported += place[i] == NOWHERE && reported[i];
		sums->silent += place[i] == NOWHERE && !reported[i];
	}
	free(at);
	free(t.p);
	free(t.from);
}

static bool
open_subject(struct arena *a, struct diag_sink *sink, const char *witness,
    const char *ledger, struct subject *s)
{
	struct ledger	*l;
	struct error	 e;
	bool		 reported[ENTRIES_MAX];

	if (!file_exists(witness))
		return false;
	assert_int_equal(file_read(a, witness, LIMIT_TEXT, &s->bytes, &e),
	    0);
	assert_int_equal(ledger_read(a, ledger, sink, &l, &e), 0);
	assert_true(l->n < ENTRIES_MAX);
	s->ledger = l;
	apply(s->bytes, l, s->place, reported);
	for (size_t i = 0; i < l->n; i++)
		s->reach[i] = (uint32_t)(l->entries[i].lemma.n +
		    l->entries[i].near.n) + BESIDE;
	return true;
}

static const char *const names[][3] = {
	{ "sources/atelier", "witnesses/", "deleatur" },
	{ "sources/atelier", "witnesses/", "lettres" },
	{ "sources/atelier", "witnesses/", "memoires" },
	{ "sources/atelier", "witnesses/", "nerfs" },
	{ "sources/octobre", NULL, "coup-detat" },
	{ "sources/octobre", NULL, "kamenev" },
	{ "sources/octobre", NULL, "palais-dhiver" },
	{ "sources/octobre", NULL, "raskolnikov" },
	{ "sources/octobre", NULL, "trotsky" },
};

enum { NAMES = sizeof(names) / sizeof(names[0]) };

static void
never_misplaced(void **state)
{
	const char *env = getenv("PERTURB_N"), *dir = getenv(
	    "OCTAVO_WITNESSES");
	int		 n = env != NULL ? atoi(env) : 60;
	struct subject	*subjects = calloc(NAMES, sizeof(*subjects));
	struct sums	 sums = { 0 };
	struct arena	 a;
	struct sources	 src;
	struct diag_sink sink;
	size_t		 have = 0;

	(void)state;
	arena_init(&a);
	sources_init(&src, &a);
	diag_init(&sink, &a, &src);
	for (size_t i = 0; i < NAMES; i++)
		have += open_subject(&a, &sink, arena_printf(&a, "%s/%s%s.txt",
		    names[i][1] ? names[i][0] : dir ? dir : "/nowhere",
		    names[i][1] ? names[i][1] : "", names[i][2]),
		    arena_printf(&a, "%s/ledgers/%s.yaml", names[i][0],
		    names[i][2]), &subjects[have]);
	assert_true(have > 0);
	for (int i = 0; i < n; i++)
		one(&subjects[(size_t)i % have], (uint64_t)i * 7919 + 17,
		    &sums);
	print_message("%u witnesses, %u surviving readings: %u applied, "
	    "%u reported, %u unsaid; %u misplaced\n", sums.witnesses,
	    sums.survive, sums.applied, sums.reported, sums.silent,
	    sums.misplaced);
	assert_int_equal(sums.misplaced, 0);
	assert_int_equal(sums.silent, 0);
	assert_true(sums.survive > 0);
	arena_release(&a);
	free(subjects);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(never_misplaced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
