/*
 * edit_book on a small edition: the whole tree, and what must hold.
 */
#include "cases.h"

#include "octavo/edit.h"
#include "octavo/read.h"

#define DIR_BOOK "tests/cases/edit/book"

struct fixture {
	struct arena	 arena, source_arena;
	struct sources	 sources;
	struct diag_sink sink;
	struct edition	*edition;
	struct text	*texts;
};

static void
open_fixture(struct fixture *f)
{
	struct error	 e;
	struct model	*m;
	struct ledger	*l;

	arena_init(&f->arena);
	arena_init(&f->source_arena);
	sources_init(&f->sources, &f->source_arena);
	diag_init(&f->sink, &f->arena, &f->sources);
	assert_int_equal(edition_read(&f->arena, DIR_BOOK, &f->sink,
	    &f->edition, &e), 0);
	f->texts = ARENA_ARRAY(&f->arena, struct text, f->edition->nparts);
	for (size_t i = 0; i < f->edition->nparts; i++) {
		const struct part *p = &f->edition->parts[i];
		struct str name = p->file.n ? p->file : p->witness;
		const char *path = path_join(&f->arena, DIR_BOOK, name.p);

		m = ARENA_NEW(&f->arena, struct model);
		model_init(m, &f->arena, NODE_DIV);
		m->root = read_markdown(m, sources_add(&f->sources,
		    str_z(path), case_read(&f->arena, path)), &f->sink);
		l = NULL;
		if (p->ledger.n > 0)
			assert_int_equal(ledger_read(&f->arena,
			    path_join(&f->arena, DIR_BOOK, p->ledger.p),
			    &f->sink, &l, &e), 0);
		f->texts[i] = (struct text){ p, m->root, l };
	}
}

static void
close_fixture(struct fixture *f)
{
	arena_release(&f->arena);
	arena_release(&f->source_arena);
}

static struct book *
edit(struct fixture *f, bool diplomatic)
{
	struct edit_opts o = { .diplomatic = diplomatic };

	return edit_book(&f->arena, f->edition, f->texts,
	    f->edition->nparts, &o, &f->sink);
}

static void
expect(struct fixture *f, const struct book *b, const char *name)
{
	struct buf out;

	buf_init(&out);
	model_check(b->model.root);
	model_dump(b->model.root, &out);
	case_expect(&f->arena, "tests/cases/edit", name, "model",
	    buf_str(&out));
	case_expect(&f->arena, "tests/cases/edit", name, "diag",
	    case_diags(&f->arena, &f->sink));
	buf_release(&out);
}

static void
whole(void **state)
{
	struct fixture	 f;
	struct book	*b;

	(void)state;
	open_fixture(&f);
	b = edit(&f, false);
	expect(&f, b, "book");
	assert_int_equal(b->nnotes, 6);
	assert_int_equal(b->ncorrections, 4);
	/* what catalogues get is set as the title page is */
	assert_string_equal(b->edition->title.p, "L’atelier");
	close_fixture(&f);
	open_fixture(&f);
	expect(&f, edit(&f, true), "book-diplomatic");
	close_fixture(&f);
}

/* The texts are inputs: editing leaves them as they were. */
static void
inputs(void **state)
{
	struct fixture	 f;
	struct buf	 before, after;

	(void)state;
	open_fixture(&f);
	buf_init(&before);
	buf_init(&after);
	for (size_t i = 0; i < f.edition->nparts; i++)
		model_dump(f.texts[i].div, &before);
	(void)edit(&f, false);
	for (size_t i = 0; i < f.edition->nparts; i++)
		model_dump(f.texts[i].div, &after);
	assert_string_equal(before.data, after.data);
	buf_release(&before);
	buf_release(&after);
	close_fixture(&f);
}

/* Ids are unique, notes last in the DIV of their call, numbers close. */
static void
invariants(void **state)
{
	struct fixture	 f;
	struct book	*b;
	struct walk	 w;
	uint8_t		*seen;

	(void)state;
	open_fixture(&f);
	b = edit(&f, false);
	seen = arena_alloc(&f.arena, b->model.ids + 1);
	walk_init(&w, b->model.root);
	while (walk_next(&w) != WALK_DONE) {
		const struct node *n = w.node;

		if (w.event != WALK_ENTER)
			continue;
		assert_int_equal(seen[n->id], 0);
		seen[n->id] = 1;
		if (n->kind == NODE_NOTE) {
			assert_ptr_equal(n->parent, node_up(n->u.note.call,
			    NODE_DIV));
			assert_true(n->next == NULL ||
			    n->next->kind == NODE_NOTE);
			assert_true(n->u.note.number > 0);
		}
		if (n->kind == NODE_CALL) {
			assert_non_null(n->u.call.note);
			assert_int_equal(n->u.call.number,
			    n->u.call.note->u.note.number);
		}
		if (n->kind == NODE_LINK)
			assert_true((n->u.link.url.n > 0) !=
			    (n->u.link.target != NULL));
	}
	close_fixture(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole),
		cmocka_unit_test(inputs),
		cmocka_unit_test(invariants),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
