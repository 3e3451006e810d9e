/*
 * TEI there and back: a book of everything the model knows, valid by
 * tests/tei/octavo.rng, read to the same tree.
 */
#include "cases.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>

#include "octavo/read.h"
#include "octavo/tei.h"

struct fixture {
	struct arena	 arena, source_arena;
	struct sources	 sources;
	struct diag_sink sink;
	struct edition	 edition;
	struct part	 parts[8];
	struct text	 texts[8];
	size_t		 n;
};

static void
open_fixture(struct fixture *f)
{
	memset(f, 0, sizeof(*f));
	arena_init(&f->arena);
	arena_init(&f->source_arena);
	sources_init(&f->sources, &f->source_arena);
	diag_init(&f->sink, &f->arena, &f->sources);
	f->edition.title = STR("Un <livre> & \"tout\"");
	f->edition.language = STR("fr");
	f->edition.date = STR("2026-03-01");
	f->edition.parts = f->parts;
}

static void
add_part(struct fixture *f, const char *path, enum role role,
    const char *ledger)
{
	struct part	*p = &f->parts[f->n];
	struct model	*m = ARENA_NEW(&f->arena, struct model);
	struct ledger	*l = NULL;
	struct error	 e;

	p->id = str_z(arena_printf(&f->arena, "part-%zu", f->n));
	p->role = role;
	p->lang = STR("fr");
	p->file = str_z(path);
	if (f->n == 1)
		p->by = STR("Une *autrice*");
	model_init(m, &f->arena, NODE_DIV);
	m->root = read_markdown(m, sources_add(&f->sources, p->file,
	    case_read(&f->arena, path)), &f->sink);
	if (ledger != NULL) {
		assert_int_equal(ledger_read(&f->arena, ledger, &f->sink,
		    &l, &e), 0);
		p->witness = l->witness;
		p->sha256 = l->sha256;
	}
	if (role == ROLE_PART)
		p->chapters = 2;
	f->texts[f->n] = (struct text){ p, m->root, l };
	f->edition.nparts = ++f->n;
}

static struct book *
make_book(struct fixture *f)
{
	add_part(f, "tests/cases/read/notes.md", ROLE_PREFACE, NULL);
	add_part(f, "tests/cases/read/blocks.md", ROLE_PART, NULL);
	add_part(f, "tests/cases/read/verse.md", ROLE_CHAPTER, NULL);
	add_part(f, "tests/cases/read/inlines.md", ROLE_CHAPTER, NULL);
	add_part(f, "tests/cases/read/letter.md", ROLE_CHAPTER, NULL);
	add_part(f, "tests/cases/ledger/all.md", ROLE_CHAPTER,
	    "tests/cases/ledger/all.yaml");
	return edit_book(&f->arena, &f->edition, f->texts, f->n, NULL,
	    &f->sink);
}

static void
write_to(struct fixture *f, const struct book *b, struct str *out)
{
	struct buf buf;

	buf_init(&buf);
	tei_write(b, &buf);
	*out = buf_dup(&buf, &f->arena);
	buf_release(&buf);
}

static void
valid(void **state)
{
	struct fixture		 f;
	struct str		 s;
	xmlDoc			*doc;
	xmlRelaxNGParserCtxt	*pc;
	xmlRelaxNG		*rng;
	xmlRelaxNGValidCtxt	*vc;

	(void)state;
	open_fixture(&f);
	write_to(&f, make_book(&f), &s);
	doc = xmlReadMemory(s.p, (int)s.n, "book.xml", NULL,
	    XML_PARSE_NONET);
	assert_non_null(doc);
	pc = xmlRelaxNGNewParserCtxt("tests/tei/octavo.rng");
	rng = xmlRelaxNGParse(pc);
	assert_non_null(rng);
	vc = xmlRelaxNGNewValidCtxt(rng);
	assert_int_equal(xmlRelaxNGValidateDoc(vc, doc), 0);
	/* the schema refuses what is not TEI */
	xmlNodeSetName(xmlDocGetRootElement(doc), (const xmlChar *)"tei");
	assert_int_not_equal(xmlRelaxNGValidateDoc(vc, doc), 0);
	xmlRelaxNGFreeValidCtxt(vc);
	xmlRelaxNGFree(rng);
	xmlRelaxNGFreeParserCtxt(pc);
	xmlFreeDoc(doc);
	arena_release(&f.arena);
	arena_release(&f.source_arena);
}

/* A dump in which runs of text are one and notes have only numbers. */
static void
put_facts(struct buf *b, const struct node *n, const char *file)
{
	buf_printf(b, "\n%s", node_kind_name(n->kind));
	if (n->kind == NODE_DIV)
		buf_printf(b, " %s %.*s", role_info(n->u.div.role)->name,
		    STR_ARG(n->u.div.id));
	else if (n->kind == NODE_HEADING)
		buf_printf(b, " %d", n->u.heading.level);
	else if (n->kind == NODE_CALL)
		buf_printf(b, " %u %d", n->u.call.number,
		    n->u.call.series);
	else if (n->kind == NODE_NOTE)
		buf_printf(b, " %u %d", n->u.note.number,
		    n->u.note.series);
	else if (n->kind == NODE_CORR)
		buf_printf(b, " %.*s %d", STR_ARG(n->u.corr.sic),
		    n->u.corr.entry ? (int)n->u.corr.entry->kind : -1);
	else if (n->kind == NODE_LIST)
		buf_printf(b, " %d %d", n->u.list.style, n->u.list.start);
	else if (n->kind == NODE_FIGURE)
		buf_printf(b, " %.*s %.*s", STR_ARG(n->u.figure.src),
		    STR_ARG(n->u.figure.alt));
	else if (n->kind == NODE_LINK)
		buf_printf(b, " %.*s", STR_ARG(n->u.link.url));
	else if (n->kind == NODE_PB)
		buf_printf(b, " %.*s", STR_ARG(n->u.pb.n));
	buf_printf(b, " .%.*s %.*s", STR_ARG(n->cls), STR_ARG(n->lang));
	(void)file;
}

static void
facts(struct buf *b, const struct node *root)
{
	struct walk	w;
	bool		text = false;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		const struct node *n = w.node;

		if (n->kind == NODE_DIV && w.event == WALK_ENTER &&
		    role_info(n->u.div.role)->generated) {
			walk_skip(&w);
			continue;
		}
		if (w.event == WALK_EXIT) {
			text = false;
			if (n != root && n->kind != NODE_BOOK)
				buf_puts(b, " >");
		} else if (n->kind == NODE_TEXT) {
			if (n->u.text.text.n > 0) {
				if (!text)
					buf_puts(b, "\n= ");
				buf_put_str(b, n->u.text.text);
				text = true;
			}
		} else if (n != root) {
			text = false;
			put_facts(b, n, "");
			if (n->kind == NODE_CODE ||
			    n->kind == NODE_CODE_BLOCK)
				buf_put_str(b, n->u.text.text);
		}
	}
}

static uint32_t
number_notes(struct node *root)
{
	struct walk	w;
	uint32_t	n[2] = { 0, 0 };

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		struct node *x = (struct node *)(uintptr_t)w.node;

		if (w.event == WALK_ENTER && x->kind == NODE_DIV)
			n[0] = n[1] = 0;
		if (w.event == WALK_ENTER && x->kind == NODE_NOTE)
			x->u.note.number = ++n[x->u.note.series];
	}
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		struct node *x = (struct node *)(uintptr_t)w.node;

		if (w.event == WALK_ENTER && x->kind == NODE_CALL)
			x->u.call.number = x->u.call.note->u.note.number;
	}
	return n[0];
}

static void
there_and_back(void **state)
{
	struct fixture	 f;
	struct book	*b;
	struct str	 s;
	struct node	*back;
	struct model	 m;
	struct buf	 one, two;

	(void)state;
	open_fixture(&f);
	b = make_book(&f);
	write_to(&f, b, &s);
	model_init(&m, &f.arena, NODE_DIV);
	f.sink.seen[DIAG_TEI_ELEMENT] = f.sink.seen[DIAG_TEI_SYNTAX] = 0;
	back = read_tei(&m, sources_add(&f.sources, STR("b.xml"), s),
	    &f.sink);
	assert_int_equal(f.sink.seen[DIAG_TEI_ELEMENT], 0);
	assert_int_equal(f.sink.seen[DIAG_TEI_SYNTAX], 0);
	model_check(back);
	(void)number_notes(back);
	buf_init(&one);
	buf_init(&two);
	facts(&one, b->model.root);
	facts(&two, back);
	if (strcmp(one.data, two.data) != 0) {
		size_t i = 0;

		while (one.data[i] == two.data[i])
			i++;
		i = i > 40 ? i - 40 : 0;
		print_error("written: %.120s\n\nread: %.120s\n",
		    one.data + i, two.data + i);
	}
	assert_string_equal(one.data, two.data);
	buf_release(&one);
	buf_release(&two);
	arena_release(&f.arena);
	arena_release(&f.source_arena);
}

/* Documents cut anywhere, with letters changed: reported, never worse. */
static void
damaged(void **state)
{
	struct fixture	 f, g;
	struct str	 s;
	uint32_t	 r = 5;

	(void)state;
	open_fixture(&f);
	write_to(&f, make_book(&f), &s);
	for (size_t n = 0; n < s.n; n += 97) {
		struct model m;
		char *copy;

		open_fixture(&g);
		copy = arena_dup(&g.arena, s.p, s.n);
		for (int k = 0; k < 3; k++) {
			r = r * 1664525u + 1013904223u;
			copy[r % s.n] = "<>&/ap\"= "[(r >> 20) % 9];
		}
		model_init(&m, &g.arena, NODE_DIV);
		model_check(read_tei(&m, sources_add(&g.sources,
		    STR("b.xml"), (struct str){ copy, n % 2 ? n : s.n }),
		    &g.sink));
		arena_release(&g.arena);
		arena_release(&g.source_arena);
	}
	arena_release(&f.arena);
	arena_release(&f.source_arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid),
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
