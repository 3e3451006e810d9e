/* The breaker: brute force agrees with it, widths add up. */
#include "type_bench.h"

#include <sys/resource.h>

#include "type/galley_int.h"

enum { CASES = 1000, WORDS_MAX = 9 };

/* A generator of our own: the same cases everywhere. */
static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
random_text(uint32_t *seed, char *out)
{
	static const char *const syllables[] = { "ta", "ri", "mon", "pe",
	    "cons", "ti", "o", "la", "vrai", "de", "lu", "ment", "ar" };
	int words = 3 + (int)(next(seed) % WORDS_MAX);

	for (int w = 0; w < words; w++) {
		int n = 1 + (int)(next(seed) % 4);

		if (w > 0)
			*out++ = ' ';
		while (n-- > 0)
			out = stpcpy(out, syllables[next(seed) %
			    (sizeof(syllables) / sizeof(*syllables))]);
	}
	*out++ = '.';
	*out = '\0';
}

struct brute {
	const struct para *p;
	const struct brk  *brks;
	uint32_t	   n;
	const struct tolerance *t;
	int64_t		   best;
};

/* The start of the line of that number, beside an initial or not. */
static struct brk
start(const struct brute *r, uint32_t b, unsigned line)
{
	struct brk k = r->brks[b];

	if (r->p->drop != NULL && line < r->p->drop->lines)
		k.inset = r->p->drop->inset[line];
	return k;
}

/* All ways on from the line a-b, whose cost so far is given; the next
 * line has that number. */
static void
try_all(struct brute *r, uint32_t a, uint32_t b, unsigned line, int32_t xb,
    int64_t cost)
{
	struct brk before = start(r, a, line > 0 ? line - 1 : 0),
		   here = start(r, b, line);

	if (b == r->n - 1) {
		if (cost < r->best)
			r->best = cost;
		return;
	}
	for (uint32_t c = b + 1; c < r->n; c++) {
		const struct brk *from = &here, *to = &r->brks[c];
		int64_t		  delta = line_delta(r->p, from, to), k;
		int32_t		  x = line_effort(r->p, from, to, delta);
		bool		  fits = x >= r->t->min && (x <= r->t->max ||
				      (to->forced && delta >= 0));

		if (fits) {
			k = cost + line_cost(r->p, from, to, delta, &x);
			if (b > 0)
				k += pair_cost(r->p, &before, from, to,
				    xb, x);
			try_all(r, b, c, line + 1, x, k);
		}
		if (to->forced)
			break;
	}
}

/* Two or three lines beside an initial of any shape. */
static void
random_drop(uint32_t *seed, struct drop *d)
{
	d->lines = 2 + next(seed) % 2;
	for (unsigned i = 0; i < d->lines; i++)
		d->inset[i] = (sp)(next(seed) % 25) * SP_PT;
}

static void
compare(bool drops)
{
	struct bench b;
	uint32_t     seed = 1917;
	int	     compared = 0, broken = 0;

	bench_open(&b);
	for (int i = 0; i < CASES; i++) {
		char		 text[256];
		struct para	 p;
		struct breakings k;
		struct brute	 r = { .p = &p };
		struct drop	 drop = { 0 };
		struct arena_mark m = arena_mark(&b.arena);
		int		 t;

		random_text(&seed, text);
		bench_para(&b, &p, text, (sp)(60 + next(&seed) % 90) *
		    SP_PT);
		if (drops) {
			random_drop(&seed, &drop);
			p.drop = &drop;
		}
		para_break(&p, &b.arena, &k);
		r.brks = k.brks;
		r.n = k.nbrks;
		for (t = 0; t < TOLERANCES - 1; t++) {
			r.best = INT64_MAX;
			r.t = &tolerances[t];
			try_all(&r, 0, 0, 0, 0, 0);
			if (r.best < (t == 0 ? COST_THREE_HYPHENS :
			    COST_NONE))
				break;
		}
		if (t < TOLERANCES - 1) {
			assert_true(k.list[0].demerits == r.best);
			compared++;
			broken += k.list[0].nlines > 1;
		}
		(void)m;
	}
	assert_true(compared > CASES / 2);
	assert_true(broken > CASES / 3);
	bench_close(&b);
}

static void
breaker_finds_the_optimum(void **state)
{
	(void)state;
	compare(false);
}

static void
breaker_finds_it_beside_an_initial(void **state)
{
	(void)state;
	compare(true);
}

static sp
pen_width(const struct frame_run *runs, uint32_t n, bool trailing_space)
{
	int64_t w = 0;

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t g = 0; g < runs[i].nglyphs; g++)
			w += runs[i].glyphs[g].adv;
	if (trailing_space)
		w -= runs[n - 1].glyphs[runs[n - 1].nglyphs - 1].adv;
	return (sp)w;
}

static const char long_text[] =
    "Le compositeur prend dans sa casse les lettres une \303\240 une, les "
    "aligne dans son composteur et justifie chaque ligne avec soin\302\240: "
    "il \303\251carte ou resserre les blancs, coupe un mot si "
    "l\342\200\231espace l\342\200\231exige, puis passe \303\240 la "
    "suivante\342\200\257; \302\253\302\240rien n\342\200\231est plus "
    "efficace\302\240\302\273, disait-on, qu\342\200\231une page "
    "r\303\251guli\303\250rement grise o\303\271 "
    "l\342\200\231\305\223il ne s\342\200\231arr\303\252te jamais, et "
    "cette r\303\251gularit\303\251 demande une constante attention "
    "typographique \303\240 qui veut l\342\200\231obtenir.";

static void
lines_fill_their_measure_exactly(void **state)
{
	struct bench	 b;
	struct para	 p;
	struct breakings k;

	(void)state;
	bench_open(&b);
	bench_para(&b, &p, long_text, 170 * SP_PT);
	para_break(&p, &b.arena, &k);
	assert_true(k.list[0].nlines > 8);
	for (unsigned v = 0; v < k.n; v++)
		for (uint32_t i = 0, from = 0; i < k.list[v].nlines; i++) {
			struct set_line l = { .a = &k.brks[from],
			    .b = &k.brks[k.list[v].ends[i]] };
			bool last = i + 1 == k.list[v].nlines;

			l.last = last;
			set_line(&b.arena, &p, &l);
			if (!last)
				assert_int_equal(pen_width(l.runs, l.nruns,
				    !l.b->hyphen), para_target(&p, l.a,
				    l.b));
			from = k.list[v].ends[i];
		}
	bench_close(&b);
}

static void
check_run(const struct frame_run *r)
{
	size_t	 bytes = 0;
	uint32_t glyphs = 0;

	for (uint32_t i = 0; i < r->nclusters; i++) {
		bytes += r->clusters[i].bytes;
		glyphs += r->clusters[i].glyphs;
	}
	assert_int_equal(bytes, r->text.n);
	assert_int_equal(glyphs, r->nglyphs);
	assert_true(utf8_invalid(r->text) == SIZE_MAX);
}

/* Every kind of space as one " ". */
static void
plain_spaces(const char *in, struct buf *out)
{
	struct str s = str_z(in);
	size_t	   i = 0;

	while (i < s.n) {
		uint32_t cp = utf8_next(s, &i);

		buf_put_cp(out, cp_is_space(cp) ? ' ' : cp);
	}
}

static void
text_comes_out_as_it_went_in(void **state)
{
	struct bench	 b;
	struct para	 p;
	struct breakings k;
	struct buf	 got, want;

	(void)state;
	bench_open(&b);
	for (int w = 120; w < 400; w += 7) {
		uint32_t from = 0;
		int	 hyphens = 0;

		bench_para(&b, &p, long_text, w * SP_PT);
		para_break(&p, &b.arena, &k);
		buf_init(&got);
		buf_init(&want);
		for (uint32_t i = 0; i < k.list[0].nlines; i++) {
			struct set_line l = { .a = &k.brks[from],
			    .b = &k.brks[k.list[0].ends[i]] };

			l.last = i + 1 == k.list[0].nlines;
			set_line(&b.arena, &p, &l);
			for (uint32_t r = 0; r < l.nruns; r++) {
				check_run(&l.runs[r]);
				buf_put_str(&got, l.runs[r].text);
			}
			hyphens += l.b->hyphen;
			from = k.list[0].ends[i];
		}
		plain_spaces(long_text, &want);
		assert_string_equal(got.data, want.data);
		assert_true(hyphens > 0 || w > 160);
		buf_release(&got);
		buf_release(&want);
	}
	bench_close(&b);
}

static int
hyphens(const struct breakings *k, unsigned i)
{
	int n = 0;

	for (uint32_t l = 0; l < k->list[i].nlines; l++)
		n += k->brks[k->list[i].ends[l]].hyphen;
	return n;
}

static void
variants_differ_in_lines_or_hyphens(void **state)
{
	struct bench	 b;
	struct para	 p;
	struct breakings k;
	int		 longer = 0, shorter = 0, calm = 0;

	(void)state;
	bench_open(&b);
	for (int w = 150; w < 400; w += 10) {
		bench_para(&b, &p, long_text, w * SP_PT);
		para_break(&p, &b.arena, &k);
		for (unsigned i = 1; i < k.n; i++) {
			assert_true(k.list[i].demerits >=
			    k.list[0].demerits);
			longer += k.list[i].nlines > k.list[0].nlines;
			shorter += k.list[i].nlines < k.list[0].nlines;
			calm += k.list[i].nlines == k.list[0].nlines;
			assert_true(k.list[i].nlines !=
			    k.list[0].nlines ||
			    hyphens(&k, i) < hyphens(&k, 0));
		}
	}
	assert_true(longer > 0 && shorter > 0 && calm > 0);
	bench_close(&b);
}

static void
a_word_wider_than_the_measure_is_set(void **state)
{
	struct bench	 b;
	struct para	 p;
	struct breakings k;

	(void)state;
	bench_open(&b);
	bench_para(&b, &p, "a XYZXYZXYZXYZXYZXYZXYZXYZXYZ b", 40 * SP_PT);
	para_break(&p, &b.arena, &k);
	assert_true(k.overfull);
	assert_true(k.list[0].nlines >= 2);
	bench_para(&b, &p, "", 40 * SP_PT);
	para_break(&p, &b.arena, &k);
	assert_int_equal(k.list[0].nlines, 1);
	bench_close(&b);
}

/* The same syllable at two line ends or starts costs; another does not,
 * nor do two letters. */
static void
syllables_one_above_the_other_cost(void **state)
{
	struct bench	 b;
	struct para	 p;
	struct breakings k;
	const struct brk *at[2][8];
	int		 n[2] = { 0 };
	int32_t		 x;

	(void)state;
	bench_open(&b);
	bench_para(&b, &p, "constitution convention constitution",
	    400 * SP_PT);
	para_break(&p, &b.arena, &k);
	for (uint32_t i = 0; i < k.nbrks; i++)
		if (k.brks[i].point > 0 && k.brks[i].atom != 2)
			at[k.brks[i].atom > 2][n[k.brks[i].atom > 2]++] =
			    &k.brks[i];
	assert_true(n[0] >= 2 && n[0] == n[1]);
	for (int i = 0; i < n[0]; i++) {
		struct brk other = *at[1][i];

		assert_int_equal(at[0][i]->last_word, other.last_word);
		assert_true(other.last_word != 0 && other.first_word != 0);
		other.last_word = other.first_word = 1;
		x = 0;
		assert_int_equal(line_cost(&p, at[0][i], at[1][i], 0, &x) -
		    line_cost(&p, at[0][i], &other, 0, &x),
		    2 * COST_SYLLABLES);
	}
	bench_close(&b);
}

/* [kB] */
static long
peak(void)
{
	struct rusage u;

	(void)getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss;
}

/* As long as half a book, and with a break at every second letter: 109
 * MB of candidates, did nothing sweep them. */
static void
long_paragraphs_take_little(void **state)
{
	enum { WORDS = 25000, MOST = 48 * 1024 };
	struct bench	 b;
	struct para	 p;
	struct breakings k;
	char		*text;
	long		 before;

	(void)state;
	bench_open(&b);
	text = arena_alloc(&b.arena, 2 * WORDS + 1);
	for (size_t i = 0; i < WORDS; i++)
		memcpy(text + 2 * i, "1 ", 2);
	bench_para(&b, &p, text, 300 * SP_PT);
	before = peak();
	para_break(&p, &b.arena, &k);
	assert_true(k.list[0].nlines > 300);
	for (uint32_t i = 1; i < k.list[0].nlines; i++)
		assert_true(k.list[0].ends[i] > k.list[0].ends[i - 1]);
	assert_int_equal(k.list[0].ends[k.list[0].nlines - 1], k.nbrks - 1);
#ifndef __SANITIZE_ADDRESS__	/* it keeps what is given back */
	assert_true(peak() - before < MOST);
#else
	(void)before;
#endif
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(breaker_finds_the_optimum),
		cmocka_unit_test(breaker_finds_it_beside_an_initial),
		cmocka_unit_test(syllables_one_above_the_other_cost),
		cmocka_unit_test(lines_fill_their_measure_exactly),
		cmocka_unit_test(text_comes_out_as_it_went_in),
		cmocka_unit_test(variants_differ_in_lines_or_hyphens),
		cmocka_unit_test(a_word_wider_than_the_measure_is_set),
		cmocka_unit_test(long_paragraphs_take_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
