/*
 * pdf/compose, tighten, content: the operators written are read again,
 * and every glyph stands where the page list has it, to two thousandths
 * of its size; spaces may stand anywhere between their neighbours.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "pdf/codes.h"
#include "pdf/content.h"
#include "pdf/tighten.h"

enum { GLYPHS = 64, SPACE = 32, WIDE = 48, MAX = 4096, OPERANDS = 8 };

/* What a reader makes of it. */
struct seen {
	int    code;
	double x, y, size;	/* [pt] */
	bool   wide;
	char   actual[64];	/* what is said around it, "-" nothing */
};

struct reader {
	struct content c;
	struct token   operand[OPERANDS];
	unsigned       n;
	double	       s, d, e, f, x;	/* matrix; pen within the line */
	double	       tc, tw, tz, tl;
	bool	       wide, text;
	char	       actual[64];
	unsigned       depth;
	struct seen    seen[MAX];
	int	       nseen;
};

static double
number(const struct reader *r, unsigned i)
{
	assert_true(i < r->n);
	return strtod(content_str(&r->c, r->operand[i]).p, NULL);
}

static void
show_string(struct reader *r, struct str s, double width)
{
	unsigned char b[MAX];
	size_t	      n = content_bytes(s, b, sizeof(b));

	assert_true(n <= sizeof(b));
	for (size_t i = 0; i < n; i += r->wide ? 2 : 1) {
		struct seen *g = &r->seen[r->nseen++];

		assert_true(r->nseen < MAX);
		g->code = r->wide ? b[i] << 8 | b[i + 1] : b[i];
		g->wide = r->wide;
		g->x = r->e + r->x * r->s * r->tz;
		g->y = r->f;
		g->size = r->s;
		strcpy(g->actual, r->actual);
		r->x += width + r->tc;
		if (!r->wide && b[i] == ' ')
			r->x += r->tw;
	}
}

/* [(…)12(…)]: all glyphs of these fonts are half an em wide. */
static void
show(struct reader *r)
{
	struct content in = { content_str(&r->c, r->operand[0]), 1 };
	struct token   t;

	assert_true(r->text && r->depth > 0);
	for (;;) {
		struct str s;

		t = content_next(&in);
		if (t.start == t.end)
			return;
		s = content_str(&in, t);

		if (s.p[0] == ']')
			return;
		if (s.p[0] == '(')
			show_string(r, s, 0.5);
		else
			r->x -= strtod(s.p, NULL) / 1000;
	}
}

static void
move(struct reader *r, double dx, double dy)
{
	r->e += dx * r->s;
	r->f += dy * r->d;
	r->x = 0;
}

static void
matrix(struct reader *r)
{
	r->s = number(r, 0);
	r->d = number(r, 3);
	r->e = number(r, 4);
	r->f = number(r, 5);
	r->x = 0;
	assert_true(number(r, 1) == 0 && number(r, 2) == 0);
}

static void
begin_content(struct reader *r)
{
	struct str s = content_str(&r->c, r->operand[1]);
	size_t	   at = str_find(s, STR("/ActualText"), 0);

	r->depth++;
	if (at == SIZE_MAX)
		return;
	s = str_sub(s, at + 11, s.n);
	snprintf(r->actual, sizeof(r->actual), "%.*s", (int)s.n - 2, s.p);
}

static void
operate(struct reader *r, const char *op)
{
	if (strcmp(op, "Tm") == 0)
		matrix(r);
	else if (strcmp(op, "Td") == 0)
		move(r, number(r, 0), number(r, 1));
	else if (strcmp(op, "T*") == 0)
		move(r, 0, -r->tl);
	else if (strcmp(op, "TL") == 0)
		r->tl = number(r, 0);
	else if (strcmp(op, "Tz") == 0)
		r->tz = number(r, 0) / 100;
	else if (strcmp(op, "Tc") == 0)
		r->tc = number(r, 0);
	else if (strcmp(op, "Tw") == 0)
		r->tw = number(r, 0);
	else if (strcmp(op, "Tf") == 0)
		r->wide = str_eqz(content_str(&r->c, r->operand[0]), "/w");
	else if (strcmp(op, "TJ") == 0)
		show(r);
	else if (strcmp(op, "BDC") == 0)
		begin_content(r);
	else if (strcmp(op, "EMC") == 0)
		r->depth--, strcpy(r->actual, "-");
	else if (strcmp(op, "BT") == 0 || strcmp(op, "ET") == 0)
		r->text = op[0] == 'B';
	else
		assert_true(strcmp(op, "re") == 0 || strcmp(op, "f") == 0);
}

static void
read_back(struct reader *r, struct str in)
{
	memset(r, 0, sizeof(*r));
	r->tz = 1;
	strcpy(r->actual, "-");
	r->c.in = in;
	for (;;) {
		struct token t = content_next(&r->c);
		struct str   s = content_str(&r->c, t);
		char	     op[8];

		if (t.start == t.end)
			break;
		if (!content_is_operator(s)) {
			assert_true(r->n < OPERANDS);
			r->operand[r->n++] = t;
			continue;
		}
		snprintf(op, sizeof(op), "%.*s", (int)s.n, s.p);
		operate(r, op);
		r->n = 0;
	}
	assert_true(r->depth == 0 && !r->text);
}

/* Glyphs below WIDE have one-byte codes, their own numbers; all are half
 * an em wide and say the letter of their number. */
static void
make_codes(struct pdf_codes *c, struct arena *a)
{
	memset(c, 0, sizeof(*c));
	c->nfonts = 2;
	strcpy(c->font[0].name, "/s");
	strcpy(c->font[1].name, "/w");
	c->font[1].wide = true;
	c->nfaces = 1;
	c->nglyphs = ARENA_NEW(a, uint32_t);
	c->nglyphs[0] = GLYPHS;
	c->of_face = ARENA_NEW(a, struct pdf_code *);
	c->of_face[0] = ARENA_ARRAY(a, struct pdf_code, GLYPHS);
	for (int i = 0; i < GLYPHS; i++) {
		struct pdf_code *p = &c->of_face[0][i];

		p->font = i < WIDE ? 1 : 2;
		p->code = (uint16_t)(i < WIDE ? i : 200 + i);
		p->len = 1;
		p->text[0] = (char)(64 + i);
		p->width = 500;
	}
	c->of_face[0][SPACE].text[0] = ' ';
}

/* A run of the page list: kerns, spaced words, spaced letters, now and
 * then a glyph off the line; text as the font says it, or another. */
static void
make_run(struct arena *a, struct frame_run *r, sp *x, sp y, sp size,
    uint16_t hscale, bool other)
{
	uint32_t	      n = (uint32_t)(1 + rand() % 40);
	struct frame_glyph   *g = ARENA_ARRAY(a, struct frame_glyph, n);
	struct frame_cluster *c = ARENA_ARRAY(a, struct frame_cluster, n);
	char		     *text = arena_alloc(a, n);
	double		      em = size * (hscale / 1000.0);
	int		      letter = rand() % 3 ? 0 : rand() % 20 - 10;

	*r = (struct frame_run){ .x = *x, .y = y, .hscale = hscale,
	    .size = size, .text = { text, n }, .glyphs = g, .clusters = c,
	    .nglyphs = n, .nclusters = n };
	for (uint32_t i = 0; i < n; i++) {
		bool space = rand() % 6 == 0;

		g[i].gid = space ? SPACE : (uint32_t)(rand() % 9 ? 33 +
		    rand() % 15 : WIDE + rand() % 16);
		if (!space && rand() % 40 == 0)
			g[i].dy = size / 7;
		g[i].adv = (sp)lround(em * (0.5 + letter / 1000.0 +
		    (rand() % 9 == 0 ? (rand() % 60 - 30) / 1000.0 : 0) +
		    (space ? (rand() % 200 - 60) / 1000.0 : 0)));
		c[i] = (struct frame_cluster){ 1, 1 };
		text[i] = space ? ' ' : other ? '?' : (char)(64 + g[i].gid);
		*x += g[i].adv;
	}
}

struct made {
	struct arena	  arena;
	struct pdf_codes  codes;
	struct pdf_plan	  plan;
	struct frame	  frame;
	struct frame_page page;
	struct pdf_page	  marks;
	struct buf	  out;
	struct reader	  reader;
};

/* Lines of two runs, straight below one another and not. */
static void
make_page(struct made *m, uint32_t nlines)
{
	static const sp sizes[] = { 11 * SP_PT, 11 * SP_PT, 9 * SP_PT,
	    12 * SP_PT + SP_PT / 2 };
	sp size = sizes[rand() % 4], y = 50 * SP_PT;

	m->page.runs = ARENA_ARRAY(&m->arena, struct frame_run, 2 * nlines);
	m->page.nruns = 2 * nlines;
	m->page.number = 1;
	for (uint32_t i = 0; i < nlines; i++) {
		sp	 x = 40 * SP_PT + (rand() % 5 ? 0 : 700000);
		uint16_t h = (uint16_t)(970 + rand() % 13 * 5);

		if (rand() % 8 == 0)
			size = sizes[rand() % 4];
		y += 14 * SP_PT + (rand() % 6 ? 0 : 12345);
		make_run(&m->arena, &m->page.runs[2 * i], &x, y, size, h,
		    false);
		make_run(&m->arena, &m->page.runs[2 * i + 1], &x, y, size,
		    h, rand() % 12 == 0);
	}
	m->marks.marks = ARENA_NEW(&m->arena, struct pdf_mark);
	m->marks.marks[0] = (struct pdf_mark){ .kind = MARK_RUNS,
	    .n = m->page.nruns, .mcid = 0 };
	m->marks.nmarks = 1;
	m->frame.pages = &m->page;
	m->frame.npages = 1;
	m->plan.frame = &m->frame;
	m->plan.pages = &m->marks;
	m->plan.root = ARENA_NEW(&m->arena, struct pdf_elem);
}

static void
compare_run(const struct frame_run *r, const struct seen **s, sp x0,
    sp top)
{
	int64_t x = r->x;

	for (uint32_t i = 0; i < r->nglyphs; i++, (*s)++) {
		const struct frame_glyph *g = &r->glyphs[i];
		const struct seen	 *at = *s;
		double			  size = (double)r->size / SP_PT;

		assert_int_equal(at->code, g->gid + (g->gid < WIDE ? 0 :
		    200));
		assert_int_equal(at->wide, g->gid >= WIDE);
		assert_true(fabs(at->size - size) < 1e-6);
		assert_true(fabs(at->y - (double)(top - r->y - g->dy) /
		    SP_PT) < 0.004);
		if (g->gid != SPACE)
			assert_true(fabs(at->x - (double)(x0 + x) / SP_PT) <
			    0.003 * size);
		if (r->text.p[i] == '?')
			assert_string_equal(at->actual, "(?)");
		else
			assert_string_equal(at->actual, "-");
		x += g->adv;
	}
}

static void
glyphs_stay_in_place(void **state)
{
	struct error e;

	(void)state;
	srand(7);
	for (int k = 0; k < 200; k++) {
		struct made	  *m = calloc(1, sizeof(*m));
		const struct seen *s = m->reader.seen;

		arena_init(&m->arena);
		buf_init(&m->out);
		make_codes(&m->codes, &m->arena);
		make_page(m, 30);
		assert_int_equal(pdf_compose(&m->codes, &m->plan, 0,
		    9 * SP_PT, 500 * SP_PT, &m->out, &e), 0);
		read_back(&m->reader, buf_str(&m->out));
		for (uint32_t i = 0; i < m->page.nruns; i++)
			compare_run(&m->page.runs[i], &s, 9 * SP_PT,
			    500 * SP_PT);
		assert_true(s == m->reader.seen + m->reader.nseen);
		buf_release(&m->out);
		arena_release(&m->arena);
		free(m);
	}
}

static void
unknown_glyphs_are_refused(void **state)
{
	struct made  *m = calloc(1, sizeof(*m));
	struct error  e;

	(void)state;
	arena_init(&m->arena);
	buf_init(&m->out);
	make_codes(&m->codes, &m->arena);
	make_page(m, 1);
	m->codes.of_face[0][m->page.runs[0].glyphs[0].gid].font = 0;
	assert_int_equal(pdf_compose(&m->codes, &m->plan, 0, 0, 0, &m->out,
	    &e), -1);
	buf_release(&m->out);
	arena_release(&m->arena);
	free(m);
}

static void
rules_have_their_colour(void **state)
{
	struct frame_rule rules[] = {
		{ 0, SP_PT, 2 * SP_PT, SP_PT / 2, ARTIFACT_RULE, 0 },
		{ 0, 0, SP_PT, SP_PT, ARTIFACT_RULE, 0xFF0000 },
		{ SP_PT, 0, SP_PT, SP_PT, ARTIFACT_RULE, 0xFF0000 },
	};
	struct made  *m = calloc(1, sizeof(*m));
	struct error  e;

	(void)state;
	arena_init(&m->arena);
	buf_init(&m->out);
	make_codes(&m->codes, &m->arena);
	make_page(m, 1);
	m->page.rules = rules;
	m->page.nrules = 3;
	m->marks.marks[0] = (struct pdf_mark){ .kind = MARK_RULES,
	    .artifact = ARTIFACT_RULE, .mcid = -1 };
	assert_int_equal(pdf_compose(&m->codes, &m->plan, 0, 0, 9 * SP_PT,
	    &m->out, &e), 0);
	assert_string_equal(m->out.data, "/Artifact<</Type/Layout>>BDC\n"
	    "0 7.5 2 .5 re\nf\n1 0 0 rg\n0 8 1 1 re\n1 8 1 1 re\nf\n"
	    "0 g\nEMC\n");
	/* The press has one ink. */
	m->plan.root = NULL;
	buf_clear(&m->out);
	assert_int_equal(pdf_compose(&m->codes, &m->plan, 0, 0, 9 * SP_PT,
	    &m->out, &e), 0);
	assert_string_equal(m->out.data, "0 7.5 2 .5 re\nf\n.298 g\n"
	    "0 8 1 1 re\n1 8 1 1 re\nf\n0 g\n");
	buf_release(&m->out);
	arena_release(&m->arena);
	free(m);
}

static void
actual_text_is_told_shortly(void **state)
{
	static const struct {
		const char *in, *out;
	} t[] = {
		{ "l’eé", "/Span<</ActualText(l\220e\351)>>BDC\n" },
		{ "", "/Span<</ActualText()>>BDC\n" },
		{ "()\\", "/Span<</ActualText(\\(\\)\\\\)>>BDC\n" },
		{ "Пa", "/Span<</ActualText<feff041f0061>>>BDC\n" },
		{ "𝄞", "/Span<</ActualText<feffd834dd1e>>>BDC\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct buf b;

		buf_init(&b);
		tighten_actual(str_z(t[i].in), &b);
		assert_string_equal(b.data, t[i].out);
		buf_release(&b);
	}
}

static void
strings_of_an_operand_are_read(void **state)
{
	static const struct {
		const char *in, *out;
	} t[] = {
		{ "(a)", "a" }, { "[(a)-12(b)]", "ab" },
		{ "[<4142>3<43>]", "ABC" }, { "(\\(\\)\\\\)", "()\\" },
		{ "((x))", "(x)" }, { "(\\101\\n)", "A\n" }, { "<4>", "" },
		{ "(a\\\nb)", "ab" }, { "[]", "" }, { "(never", "never" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		unsigned char b[16];
		size_t	      n = content_bytes(str_z(t[i].in), b, 16);

		assert_int_equal(n, strlen(t[i].out));
		assert_memory_equal(b, t[i].out, n);
	}
	/* More than there is room for is counted, not written. */
	assert_int_equal(content_bytes(STR("(abc)"), NULL, 0), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(glyphs_stay_in_place),
		cmocka_unit_test(unknown_glyphs_are_refused),
		cmocka_unit_test(rules_have_their_colour),
		cmocka_unit_test(actual_text_is_told_shortly),
		cmocka_unit_test(strings_of_an_operand_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
