/*
 * Ledgers: cases (a text and its ledger), order, perturbed witnesses.
 */
#include "cases.h"

#include "octavo/edit.h"
#include "octavo/read.h"

#define DIR_CASES "tests/cases/ledger"

struct fixture {
	struct arena	 arena, source_arena;
	struct sources	 sources;
	struct diag_sink sink;
	struct model	 model;
};

static void
open_fixture(struct fixture *f)
{
	arena_init(&f->arena);
	arena_init(&f->source_arena);
	sources_init(&f->sources, &f->source_arena);
	diag_init(&f->sink, &f->arena, &f->sources);
	model_init(&f->model, &f->arena, NODE_BOOK);
}

static void
close_fixture(struct fixture *f)
{
	arena_release(&f->arena);
	arena_release(&f->source_arena);
}

static struct node *
read_in(struct fixture *f, struct str text)
{
	return read_markdown(&f->model, sources_add(&f->sources,
	    STR("text.md"), text), &f->sink);
}

static void
cases(void **state)
{
	struct arena	 a;
	struct fixture	 f;
	struct buf	 b;
	struct ledger	*l;
	struct error	 e;
	struct node	*div;
	char		*names[100];
	size_t		 n;

	(void)state;
	arena_init(&a);
	n = case_list(&a, DIR_CASES, "md", names, 100);
	for (size_t i = 0; i < n; i++) {
		open_fixture(&f);
		buf_init(&b);
		div = read_in(&f, case_read(&a, arena_printf(&a, "%s/%s.md",
		    DIR_CASES, names[i])));
		assert_int_equal(ledger_read(&f.arena, arena_printf(&a,
		    "%s/%s.yaml", DIR_CASES, names[i]), &f.sink, &l, &e), 0);
		ledger_apply(&f.model, div, l, &f.sink);
		model_check(div);
		notes_check(div, &f.sink);
		model_dump(div, &b);
		case_expect(&a, DIR_CASES, names[i], "model", buf_str(&b));
		case_expect(&a, DIR_CASES, names[i], "diag",
		    case_diags(&a, &f.sink));
		buf_release(&b);
		close_fixture(&f);
	}
	arena_release(&a);
}

/* A seeded generator: the tests are the same everywhere. */
static uint32_t
rnd(uint32_t *r, uint32_t n)
{
	*r = *r * 1664525u + 1013904223u;
	return (*r >> 8) % n;
}

/* The same changes whatever the order of the entries. */
static void
order(void **state)
{
	struct fixture	 f;
	struct ledger	*l;
	struct error	 e;
	struct buf	 first, b;
	uint32_t	 r = 7;
	struct arena	 a;
	struct str	 text;

	(void)state;
	arena_init(&a);
	buf_init(&first);
	text = case_read(&a, DIR_CASES "/all.md");
	for (int round = 0; round < 200; round++) {
		open_fixture(&f);
		buf_init(&b);
		struct node *div = read_in(&f, text);
		assert_int_equal(ledger_read(&f.arena, DIR_CASES "/all.yaml",
		    &f.sink, &l, &e), 0);
		for (size_t i = l->n; i > 1 && round > 0; i--) {
			size_t k = rnd(&r, (uint32_t)i);
			struct ledger_entry t = l->entries[i - 1];

			l->entries[i - 1] = l->entries[k];
			l->entries[k] = t;
		}
		ledger_apply(&f.model, div, l, &f.sink);
		model_dump(div, &b);
		if (round == 0)
			buf_put_str(&first, buf_str(&b));
		assert_string_equal(b.data, first.data);
		buf_release(&b);
		close_fixture(&f);
	}
	buf_release(&first);
	arena_release(&a);
}

/*
 * Perturbed witnesses.  A witness is paragraphs of words out of a small
 * vocabulary; each word has an identity that moves, is copied and is
 * destroyed with it.
 */
enum { PARAS = 40, WORDS = 60, MAXW = PARAS * WORDS * 2, ENTRIES = 60,
	VOCABULARY = 220 };

struct word {
	int	 spelling;	/* of the vocabulary, or >= VOCABULARY: new */
	int	 id;		/* identity, -1: not of the witness */
};

struct witness {
	struct word w[MAXW];
	size_t	    end[PARAS * 2];	/* of each paragraph */
	size_t	    n, nparas;
};

static void
spell(struct buf *b, int spelling)
{
	static const char *const a[] = { "ba", "cé", "do", "fu", "gri",
	    "lan", "mou", "nè", "pra", "ro", "su", "tei", "vo", "zan", "o" };

	buf_puts(b, a[spelling % 15]);
	buf_puts(b, a[spelling / 15 % 15]);
	if (spelling >= 225)
		buf_puts(b, "x");
}

static void
make_witness(struct witness *x, uint32_t *r)
{
	x->n = 0;
	for (size_t p = 0; p < PARAS; p++) {
		for (size_t i = 0; i < WORDS; i++, x->n++) {
			x->w[x->n].spelling = (int)rnd(r, VOCABULARY);
			x->w[x->n].id = (int)x->n;
		}
		x->end[p] = x->n;
	}
	x->nparas = PARAS;
}

static struct str
write_witness(struct arena *a, const struct witness *x)
{
	struct buf	b;
	struct str	s;
	size_t		p = 0;

	buf_init(&b);
	for (size_t i = 0; i < x->n; i++) {
		spell(&b, x->w[i].spelling);
		if (i + 1 == x->end[p]) {
			buf_puts(&b, "\n\n");
			p++;
		} else
			buf_putc(&b, ' ');
	}
	s = buf_dup(&b, a);
	buf_release(&b);
	return s;
}

static void
insert_word(struct witness *x, size_t at, struct word w)
{
	memmove(&x->w[at + 1], &x->w[at], (x->n - at) * sizeof(w));
	x->w[at] = w;
	x->n++;
	for (size_t p = 0; p < x->nparas; p++)
		if (x->end[p] > at)
			x->end[p]++;
}

/* Two paragraphs of one length change places. */
static void
swap_paras(struct witness *x, size_t p, size_t q)
{
	size_t a = p ? x->end[p - 1] : 0, b = q ? x->end[q - 1] : 0;
	size_t n = x->end[p] - a;

	if (n != x->end[q] - b)
		return;
	for (size_t i = 0; i < n; i++) {
		struct word t = x->w[a + i];

		x->w[a + i] = x->w[b + i];
		x->w[b + i] = t;
	}
}

static void
copy_para(struct witness *x, size_t p, size_t q)
{
	size_t a = p ? x->end[p - 1] : 0, b = q ? x->end[q - 1] : 0;

	if (x->end[p] - a == x->end[q] - b)
		memcpy(&x->w[b], &x->w[a], (x->end[p] - a) *
		    sizeof(struct word));
}

static void
perturb(struct witness *x, uint32_t *r)
{
	uint32_t times = 1 + rnd(r, 12);

	while (times-- > 0) {
		size_t at = rnd(r, (uint32_t)x->n);
		struct word w = { (int)rnd(r, 400), -1 };

		switch (rnd(r, 5)) {
		case 0:
		case 1:
			x->w[at] = w;
			break;
		case 2:
			for (int k = 0; k < 8; k++)
				insert_word(x, at, w);
			break;
		case 3:
			swap_paras(x, rnd(r, PARAS), rnd(r, PARAS));
			break;
		default:
			if (rnd(r, 4) == 0)
				copy_para(x, rnd(r, PARAS), rnd(r, PARAS));
			break;
		}
	}
}

/* Words [at - n, at] as text. */
static struct str
words(struct arena *a, const struct witness *x, size_t from, size_t to)
{
	struct buf	b;
	struct str	s;

	buf_init(&b);
	for (size_t i = from; i < to; i++) {
		if (i > from)
			buf_putc(&b, ' ');
		spell(&b, x->w[i].spelling);
	}
	s = buf_dup(&b, a);
	buf_release(&b);
	return s;
}

/* Is the run of words [from, to] nowhere else in the witness? */
static bool
is_unique(const struct witness *x, size_t from, size_t to)
{
	size_t found = 0, k;

	for (size_t i = 0; i + to - from < x->n; i++) {
		for (k = from; k <= to; k++)
			if (x->w[i + k - from].spelling != x->w[k].spelling)
				break;
		found += k > to;
	}
	return found == 1;
}

static void
make_ledger(struct arena *a, const struct witness *x, struct ledger *l,
    int *truth, uint32_t *r)
{
	memset(l, 0, sizeof(*l));
	l->entries = ARENA_ARRAY(a, struct ledger_entry, ENTRIES);
	for (size_t i = 0; i < ENTRIES; i++) {
		struct ledger_entry *e = &l->entries[i];
		size_t at = i * (PARAS * WORDS / ENTRIES) + rnd(r, 25), n = 2;

		if (at % WORDS < 6)
			at += 6;
		while (!is_unique(x, at - n, at) && n < 6)
			n++;
		e->action = LEDGER_READING;
		e->lemma = words(a, x, at, at + 1);
		e->near = words(a, x, at - n, at);
		e->read = str_z(arena_printf(a, "R%zu", i));
		e->span.start = e->lemma_span.start = (uint32_t)i;
		truth[i] = x->w[at].id;
	}
	l->n = ENTRIES;
}

/* How many words stand before a node. */
static size_t
words_before(const struct node *root, const struct node *stop)
{
	struct walk	w;
	size_t		n = 0;
	bool		in = false;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE && w.node != stop) {
		struct str s;

		if (w.event == WALK_EXIT && node_is_block(w.node))
			in = false;
		if (w.event != WALK_ENTER || w.node->kind != NODE_TEXT)
			continue;
		s = w.node->u.text.text;
		for (size_t i = 0; i < s.n; i++) {
			bool letter = s.p[i] != ' ' && s.p[i] != '\n';

			n += letter && !in;
			in = letter;
		}
	}
	return n;
}

/* Marks the entries applied; each must stand at its very word. */
static void
check_places(const struct node *div, const struct witness *y,
    const struct ledger *l, const int *truth, bool *done)
{
	struct walk	w;
	size_t		i, at;

	walk_init(&w, div);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_CORR)
			continue;
		i = (size_t)(w.node->u.corr.entry - l->entries);
		at = words_before(div, w.node);
		if (y->w[at].id != truth[i])
			fail_msg("entry %zu at a wrong place", i);
		assert_false(done[i]);
		done[i] = true;
	}
}

/* What was said of entry i; -1 nothing. */
static int
said_of(const struct diag_sink *sink, size_t i)
{
	for (const struct diag_item *d = sink->first; d; d = d->next)
		if (d->span.start == (uint32_t)i)
			return (int)d->code;
	return -1;
}

static bool
survives(const struct witness *y, int id)
{
	for (size_t k = 0; k < y->n; k++)
		if (y->w[k].id == id)
			return true;
	return false;
}

/*
 * No entry is ever applied at another word; every entry whose word has
 * survived is applied, or reported with the places where its reading
 * stands.
 */
static void
perturbed(void **state)
{
	static struct witness x, y;
	int		 truth[ENTRIES];
	struct fixture	 f;
	struct arena	 a;
	struct ledger	 l;
	struct node	*div;
	uint32_t	 r = 2026;
	size_t		 applied = 0, survived = 0, named = 0;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		bool done[ENTRIES] = { false };

		arena_init(&a);
		open_fixture(&f);
		f.sink.limit = 10000;
		make_witness(&x, &r);
		make_ledger(&a, &x, &l, truth, &r);
		y = x;
		perturb(&y, &r);
		div = read_in(&f, write_witness(&a, &y));
		ledger_apply(&f.model, div, &l, &f.sink);
		check_places(div, &y, &l, truth, done);
		for (size_t i = 0; i < ENTRIES; i++) {
			int said = said_of(&f.sink, i);

			assert_true(done[i] != (said >= 0));
			if (!survives(&y, truth[i]))
				continue;
			survived++;
			applied += done[i];
			named += said == DIAG_LEDGER_AMBIGUOUS ||
			    said == DIAG_LEDGER_NEAR;
		}
		close_fixture(&f);
		arena_release(&a);
	}
	print_message("of %zu entries whose word survived %zu are applied, "
	    "%zu reported with their places\n", survived, applied, named);
	assert_true((applied + named) * 100 >= survived * 99);
	assert_true(applied * 100 >= survived * 80);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases),
		cmocka_unit_test(order),
		cmocka_unit_test(perturbed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
