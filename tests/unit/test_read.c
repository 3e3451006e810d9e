/*
 * The Markdown reader: cases in tests/cases/read, and what must hold of
 * any input.
 */
#include "cases.h"

#include "octavo/read.h"

#define DIR_CASES "tests/cases/read"

struct fixture {
	struct arena	 arena;
	struct sources	 sources;
	struct diag_sink sink;
	struct model	 model;
};

static void
open_fixture(struct fixture *f)
{
	arena_init(&f->arena);
	sources_init(&f->sources, &f->arena);
	diag_init(&f->sink, &f->arena, &f->sources);
	model_init(&f->model, &f->arena, NODE_BOOK);
}

static struct node *
read_text(struct fixture *f, const char *text, size_t n)
{
	uint32_t src = sources_add(&f->sources, STR("text.md"),
	    (struct str){ text, n });
	struct node *div = read_markdown(&f->model, src, &f->sink);

	model_check(div);
	return div;
}

static void
cases(void **state)
{
	struct arena	 a;
	struct fixture	 f;
	struct buf	 b;
	struct str	 in;
	char		*names[200];
	size_t		 n;

	(void)state;
	arena_init(&a);
	n = case_list(&a, DIR_CASES, "md", names, 200);
	for (size_t i = 0; i < n; i++) {
		open_fixture(&f);
		buf_init(&b);
		in = case_read(&a, arena_printf(&a, "%s/%s.md", DIR_CASES,
		    names[i]));
		model_dump(read_text(&f, in.p, in.n), &b);
		case_expect(&a, DIR_CASES, names[i], "model", buf_str(&b));
		case_expect(&a, DIR_CASES, names[i], "diag",
		    case_diags(&a, &f.sink));
		buf_release(&b);
		arena_release(&f.arena);
	}
	arena_release(&a);
}

static void
bad_bytes(void **state)
{
	static const struct { const char *s; size_t n; enum diag_code c; }
	rows[] = {
		{ "a\xff z", 4, DIAG_BAD_UTF8 },
		{ "\xed\xa0\x80", 3, DIAG_BAD_UTF8 },
		{ "\xc3", 1, DIAG_BAD_UTF8 },
		{ "a\0b", 3, DIAG_NUL_BYTE },
	};
	struct fixture	 f;
	struct node	*div;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		open_fixture(&f);
		div = read_text(&f, rows[i].s, rows[i].n);
		assert_null(div->first);
		assert_int_equal(f.sink.seen[rows[i].c], 1);
		arena_release(&f.arena);
	}
}

/* Inputs that cost other readers their stack or their patience. */
static void
nasty(void **state)
{
	static const char *const units[] = { "> ", "*a ", "[", "![", "<span>",
	    "- ", "[^1]", "::: verse\n", "::: epigraph\n", "`", "<sup>*",
	    "[^1]: a\n", "**a*", "|a|\n|-|\n" };
	struct fixture	 f;
	struct buf	 b;

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		open_fixture(&f);
		buf_init(&b);
		for (int k = 0; k < 3000; k++)
			buf_puts(&b, units[i]);
		buf_puts(&b, "a\n");
		(void)read_text(&f, b.data, b.len);
		buf_release(&b);
		arena_release(&f.arena);
	}
}

/* Letters x in the texts of a tree. */
static size_t
count_x(const struct node *root)
{
	struct walk	w;
	size_t		n = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && (w.node->kind == NODE_TEXT ||
		    w.node->kind == NODE_CODE ||
		    w.node->kind == NODE_CODE_BLOCK))
			for (size_t i = 0; i < w.node->u.text.text.n; i++)
				n += w.node->u.text.text.p[i] == 'x';
	return n;
}

/* Random soup of what the reader knows: it never breaks the model, and
 * every letter x of the input is in the tree, once. */
static void
soup(void **state)
{
	static const char *const units[] = { "x", " ", "\n", "\n\n", "*",
	    "**", "_", "[^a]", "[^b]", "\n[^a]: ", "\n    ", "\n> ", "\n- ",
	    "\n::: epigraph\n", "\n:::\n", "\n::: verse\n", "\\\n", "— ",
	    "<span lang=\"grc\">", "</span>", "<sup>", "</sup>", "\n# ",
	    "<span class=\"pb\" id=\"pb-3\"></span>", "  \n", "\n***\n",
	    "\xc3\xa9", "\\[^a]", "[", "]", "x", "x" };
	struct fixture	 f;
	struct buf	 b;
	uint32_t	 r = 12345;
	size_t		 in;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		open_fixture(&f);
		buf_init(&b);
		in = 0;
		for (int k = 0; k < 40; k++) {
			r = r * 1664525u + 1013904223u;
			const char *u = units[(r >> 16) %
			    (sizeof(units) / sizeof(units[0]))];
			in += strcmp(u, "x") == 0;
			buf_puts(&b, u);
		}
		if (count_x(read_text(&f, b.data, b.len)) != in)
			fail_msg("not every x is there: %s", b.data);
		buf_release(&b);
		arena_release(&f.arena);
	}
}

static void
inlines(void **state)
{
	struct fixture	 f;
	struct node	*p;
	struct buf	 b;

	(void)state;
	open_fixture(&f);
	buf_init(&b);
	p = node_new(&f.model, NODE_PARA, SPAN_NONE);
	read_inlines(&f.model, STR("un *mot* et [^a]"), SPAN_NONE, p,
	    &f.sink);
	model_dump(p, &b);
	assert_string_equal(b.data, "para\n  text \"un \"\n  emph\n"
	    "    text \"mot\"\n  text \" et [^a]\"\n");
	buf_release(&b);
	arena_release(&f.arena);
}

/* Each TEXT around the calls of a paragraph has the bytes it came from. */
static void
places(void **state)
{
	static const char text[] = "Un mot[^a], puis un[^b] autre.\n\n"
	    "[^a]: A.\n\n[^b]: B.\n";
	struct fixture	 f;
	struct node	*n;

	(void)state;
	open_fixture(&f);
	n = read_text(&f, text, sizeof(text) - 1)->first->first;
	for (int texts = 0; n != NULL || texts < 3; n = n->next) {
		assert_non_null(n);
		if (n->kind != NODE_TEXT)
			continue;
		texts++;
		assert_true(str_eq(n->u.text.text, (struct str){ text +
		    n->span.start, n->span.end - n->span.start }));
	}
	arena_release(&f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases),
		cmocka_unit_test(bad_bytes),
		cmocka_unit_test(nasty),
		cmocka_unit_test(soup),
		cmocka_unit_test(inlines),
		cmocka_unit_test(places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
