/* Style: parsing, cascade, computed values, @page, the EPUB's sheet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "octavo/file.h"
#include "octavo/style.h"

struct bench {
	struct arena	 arena, registry;
	struct sources	 sources;
	struct diag_sink sink;
	struct edition	 edition;
	struct style	*style;
	struct model	 model;
	struct node	*div;
};

/* Reads css as the style of an edition with the format. */
static void
open_css(struct bench *b, const char *css, const char *format)
{
	char		dir[] = "/tmp/octavo-style-XXXXXX";
	char		path[64];
	struct error	err;

	arena_init(&b->arena);
	arena_init(&b->registry);
	sources_init(&b->sources, &b->registry);
	diag_init(&b->sink, &b->arena, &b->sources);
	memset(&b->edition, 0, sizeof(b->edition));
	assert_non_null(mkdtemp(dir));
	(void)snprintf(path, sizeof(path), "%s/s.css", dir);
	assert_int_equal(file_write(path, str_z(css), &err), 0);
	b->edition.dir = str_z(dir);
	b->edition.style = STR("s.css");
	b->edition.format = str_z(format);
	assert_int_equal(style_read(&b->arena, &b->edition, &b->sink,
	    &b->style, &err), 0);
	(void)unlink(path);
	(void)rmdir(dir);
	model_init(&b->model, &b->arena, NODE_BOOK);
	b->div = node_new(&b->model, NODE_DIV, SPAN_NONE);
	b->div->u.div.role = ROLE_CHAPTER;
	b->div->u.div.id = STR("un");
	node_append(b->model.root, b->div);
}

static void
close_css(struct bench *b)
{
	arena_release(&b->arena);
	arena_release(&b->registry);
}

static struct node *
add(struct bench *b, struct node *to, enum node_kind kind, const char *cls)
{
	struct node *n = node_new(&b->model, kind, SPAN_NONE);

	n->cls = str_z(cls);
	node_append(to, n);
	return n;
}

static void
test_cascade(void **state)
{
	struct bench		b;
	struct node		*h, *p1, *p2, *em;
	const struct style_block *s;

	(void)state;
	open_css(&b, "html{font-size:10pt;line-height:12pt}"
	    "p{text-indent:1em;text-align:justify}"
	    ".big{font-size:2em;text-indent:1em}"
	    "p.big{font-style:italic}"
	    "h1 + p{text-indent:0}"
	    "section.chapter > p em{font-style:normal}"
	    "#un h1{font-variant-caps:small-caps;letter-spacing:.05em}"
	    "h1{font-variant-caps:normal}", "");
	h = add(&b, b.div, NODE_HEADING, "");
	h->u.heading.level = 1;
	p1 = add(&b, b.div, NODE_PARA, "");
	p2 = add(&b, b.div, NODE_PARA, "big");
	em = add(&b, p2, NODE_EMPH, "");
	s = style_of(b.style, h);
	assert_int_equal(s->caps, CAPS_SMALL);
	assert_int_equal(s->tracking, 50);
	assert_int_equal(style_of(b.style, p1)->indent, 0);
	s = style_of(b.style, p2);
	assert_int_equal(s->size, 20 * SP_PT);
	assert_int_equal(s->indent, 20 * SP_PT);
	assert_true(s->italic);
	assert_false(style_of(b.style, em)->italic);
	assert_int_equal(style_of(b.style, em)->indent, 20 * SP_PT);
	close_css(&b);
}

static void
test_around(void **state)
{
	struct bench		b;
	struct node		*q, *p1, *p2;
	const struct style_block *s;

	(void)state;
	open_css(&b, "html{font-size:10pt;line-height:12pt}"
	    "blockquote{margin:1rlh 1em 2rlh 2em;break-inside:avoid}"
	    "p{margin:0 0 0 1em}", "");
	q = add(&b, b.div, NODE_QUOTE, "");
	p1 = add(&b, q, NODE_PARA, "");
	p2 = add(&b, q, NODE_PARA, "");
	s = style_of(b.style, p1);
	assert_int_equal(s->margin_left, 30 * SP_PT);
	assert_int_equal(s->margin_right, 10 * SP_PT);
	assert_int_equal(s->space_before, 12 * SP_PT);
	assert_int_equal(s->space_after, 0);
	assert_true(s->keep_next);
	s = style_of(b.style, p2);
	assert_int_equal(s->space_before, 0);
	assert_int_equal(s->space_after, 24 * SP_PT);
	assert_false(s->keep_next);
	assert_true(s->keep_together);
	close_css(&b);
}

static void
test_page(void **state)
{
	struct bench b;
	const struct style_page *p;

	(void)state;
	open_css(&b, "html{font-size:10pt;line-height:12pt}"
	    "@page{size:100mm 200mm;margin:10mm 20mm 30mm 10mm}"
	    "@page :left{margin-left:21mm;"
	    "@bottom-center{content:counter(page)}}"
	    "@media print{.note-rule{width:3em;margin-top:4pt}}", "");
	p = style_page(b.style);
	assert_int_equal(p->width, SP_MM(100));
	assert_int_equal(p->outer, SP_MM(21));
	assert_int_equal(p->lines, (200 - 40) * 72 / 25.4 / 12);
	assert_true(p->folio);
	assert_int_equal(p->folio_at, FOLIO_FOOT);
	assert_false(p->head);
	assert_int_equal(p->note_skip, 4 * SP_PT);
	assert_int_equal(p->note_rule, 30 * SP_PT);
	assert_int_equal(b.sink.count[DIAG_WARNING], 0);
	close_css(&b);
	open_css(&b, "@page{size:100mm 200mm;margin:10mm}", "50x80");
	assert_int_equal(b.sink.seen[DIAG_FORMAT_BAD], 1);
	close_css(&b);
	open_css(&b, "@page{size:100mm 200mm;margin:10mm}", "200x200");
	p = style_page(b.style);
	assert_int_equal((p->inner + 32768) / 65536, 57);
	assert_int_equal((p->top + 32768) / 65536, 28);
	close_css(&b);
}

static void
test_faults(void **state)
{
	static const struct {
		const char	*css;
		enum diag_code	 code;
	} t[] = {
		{ "@media print{p{colour:red}}", DIAG_CSS_PROPERTY },
		{ "@media print{p{border:none}}", DIAG_CSS_PROPERTY },
		{ "p{text-indnt:1em}", DIAG_CSS_PROPERTY },
		{ "p{text-align:middle}", DIAG_CSS_VALUE },
		{ "p{margin:1em 2}", DIAG_CSS_VALUE },
		{ "p{text-indent}", DIAG_CSS_SYNTAX },
		{ "p{text-indent:1em", DIAG_CSS_SYNTAX },
		{ "@media print{p:hover{margin:0}}", DIAG_CSS_SELECTOR },
		{ "@page{size:large}", DIAG_CSS_VALUE },
		{ "@page{bleed:3mm}", DIAG_CSS_PROPERTY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct bench b;

		open_css(&b, t[i].css, "");
		assert_int_equal(b.sink.seen[t[i].code], 1);
		assert_int_equal(b.sink.count[DIAG_WARNING], 1);
		close_css(&b);
	}
}

static void
test_epub(void **state)
{
	struct bench	b;

	(void)state;
	open_css(&b, "/* c */ p { hyphens: auto; color: red; margin: 0 2pt }"
	    "a:hover { text-decoration: none }"
	    "h1 { break-before: recto }"
	    "@page { size: A5 } @media print { p { margin: 0 } }", "");
	assert_string_equal(style_epub_css(b.style).p,
	    "p {\n  -webkit-hyphens: auto;\n  -epub-hyphens: auto;\n"
	    "  hyphens: auto;\n}\n"
	    "a:hover {\n  text-decoration: none;\n}\n"
	    "h1 {\n  page-break-before: always;\n"
	    "  break-before: page;\n}\n");
	close_css(&b);
}

/* The styles of the house say nothing Octavo does not understand. */
static void
test_house_styles(void **state)
{
	static const struct {
		const char	*name;
		int		 lines;
	} t[] = { { "classique", 34 }, { "poche", 36 } };

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct arena		 a, reg;
		struct sources		 sources;
		struct diag_sink	 sink;
		struct edition		 e = { .style = str_z(t[i].name) };
		struct style		*s;
		struct error		 err;

		arena_init(&a);
		arena_init(&reg);
		sources_init(&sources, &reg);
		diag_init(&sink, &a, &sources);
		assert_int_equal(style_read(&a, &e, &sink, &s, &err), 0);
		diag_print(&sink, stderr, DIAG_TEXT, false);
		assert_null(sink.first);
		assert_int_equal(style_page(s)->lines, t[i].lines);
		assert_true(style_page(s)->head && style_page(s)->folio);
		arena_release(&a);
		arena_release(&reg);
	}
}

/* No input makes the reader fall or hang. */
static void
test_rubbish(void **state)
{
	static const char bits[] = "p{}@media print;:.#\"'/*()>+,x1em ";

	(void)state;
	for (unsigned seed = 1; seed < 400; seed++) {
		struct bench	b;
		char		css[120];
		unsigned	r = seed;

		for (size_t i = 0; i < sizeof(css); i++) {
			r = r * 1103515245u + 12345u;
			css[i] = bits[(r >> 16) % (sizeof(bits) - 1)];
		}
		css[sizeof(css) - 1] = '\0';
		open_css(&b, css, "");
		(void)style_of(b.style, b.div);
		close_css(&b);
	}
}

/* Print reads initials, on the letter or on its block; the EPUB gets a
 * letter in any case. */
static void
test_initials(void **state)
{
	struct bench b;
	struct node *p, *q;
	struct str   css;

	(void)state;
	open_css(&b, "h1 + p::first-letter, .x { initial-letter: 3;"
	    " --initial-words: 2 }", "A5");
	(void)add(&b, b.div, NODE_HEADING, "");
	((struct node *)b.div->first)->u.heading.level = 1;
	p = add(&b, b.div, NODE_PARA, "");
	q = add(&b, b.div, NODE_PARA, "x");
	assert_int_equal(style_of(b.style, p)->drop_lines, 3);
	assert_int_equal(style_of(b.style, p)->initial_words, 2);
	assert_int_equal(style_of(b.style, q)->drop_lines, 3);
	assert_int_equal(style_of(b.style, add(&b, b.div, NODE_PARA, ""))
	    ->drop_lines, 0);
	css = style_epub_css(b.style);
	assert_true(str_find(css, STR("h1 + p::first-letter,\n"
	    ".x::first-letter {"), 0) != SIZE_MAX);
	assert_true(str_find(css, STR("  initial-letter: 3;"), 0) !=
	    SIZE_MAX);
	assert_true(str_find(css, STR("initial-words"), 0) == SIZE_MAX);
	assert_null(b.sink.first);
	close_css(&b);
}

/* Rules for pages of some widths hold on those alone. */
static void
test_media(void **state)
{
	static const struct { const char *format; int size, faults; } c[] = {
		{ "110x178", 10, 0 }, { "115x178", 10, 0 }, { "A5", 12, 0 },
		{ "6x9in", 13, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(*c); i++) {
		struct bench b;

		open_css(&b, "@media print { p { font-size: 12pt } }"
		    "@media print and (max-width: 115mm)"
		    " { p { font-size: 10pt } @page { margin-top: 30mm } }"
		    "@media print and (min-width: 150mm) and (min-height:"
		    " 220mm) { p { font-size: 13pt } }", c[i].format);
		assert_int_equal(style_of(b.style, add(&b, b.div, NODE_PARA,
		    ""))->size, c[i].size * SP_PT);
		assert_true((style_page(b.style)->top > SP_MM(23)) ==
		    (c[i].size == 10));
		assert_int_equal(style_epub_css(b.style).n, 0);
		assert_null(b.sink.first);
		close_css(&b);
	}
}

/* A sheet stands on another: its own rules come last, all reach the
 * EPUB; what imports itself or stands too late is left out and told. */
static void
test_import(void **state)
{
	struct bench		  b;
	const struct style_block *s;
	struct node		 *h;

	(void)state;
	open_css(&b, "@import \"classique\";\n@import 's.css';\n"
	    "h1{text-align:left}\n@import \"poche\";", "");
	h = add(&b, b.div, NODE_HEADING, "");
	h->u.heading.level = 1;
	s = style_of(b.style, h);
	assert_int_equal(s->align, ALIGN_LEFT);
	assert_int_equal(s->size, 17 * SP_PT);		/* classique's */
	assert_int_equal(style_page(b.style)->width, SP_MM(148));
	assert_true(str_find(style_epub_css(b.style), STR("small-caps"), 0) !=
	    SIZE_MAX);
	assert_int_equal(b.sink.seen[DIAG_CSS_SYNTAX], 2);
	assert_int_equal(b.sink.count[DIAG_ERROR], 0);
	close_css(&b);
	open_css(&b, "@import \"clasique\";", "");
	assert_int_equal(b.sink.seen[DIAG_STYLE_MISSING], 1);
	close_css(&b);
	open_css(&b, "@import \"../../etc/x.css\"; @import url(x);", "");
	assert_int_equal(b.sink.seen[DIAG_STYLE_MISSING], 1);
	assert_int_equal(b.sink.seen[DIAG_CSS_SYNTAX], 1);
	close_css(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cascade),
		cmocka_unit_test(test_around),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_epub),
		cmocka_unit_test(test_house_styles),
		cmocka_unit_test(test_initials),
		cmocka_unit_test(test_media),
		cmocka_unit_test(test_import),
		cmocka_unit_test(test_rubbish),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
