/*
 * The tree: walking, copying, cutting, over random trees.
 */
#include "cases.h"

#include "octavo/model.h"

static uint32_t seed = 31;

static uint32_t
rnd(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

/* A paragraph of nested inlines with n texts, letters in order. */
static struct node *
random_para(struct model *m, unsigned n)
{
	struct node *p = node_new(m, NODE_PARA, SPAN_NONE), *at = p;
	char	    *s;

	for (unsigned i = 0; i < n; i++) {
		while (at != p && rnd(3) == 0)
			at = at->parent;
		if (rnd(3) == 0) {
			struct node *e = node_new(m, rnd(2) ? NODE_EMPH :
			    NODE_STRONG, SPAN_NONE);

			node_append(at, e);
			at = e;
		}
		s = arena_printf(m->arena, "%c%c", 'a' + (int)(i % 26),
		    'a' + (int)rnd(26));
		node_append(at, node_text_new(m, str_z(s), SPAN_NONE));
	}
	return p;
}

static struct str
plain(struct arena *a, const struct node *n)
{
	struct buf b;
	struct str s;

	buf_init(&b);
	node_plain(n, &b);
	s = buf_dup(&b, a);
	buf_release(&b);
	return s;
}

static struct node *
nth_text(struct node *root, unsigned n)
{
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_TEXT &&
		    n-- == 0)
			return (struct node *)(uintptr_t)w.node;
	return NULL;
}

/* Cut anywhere and joined again, a paragraph says what it said. */
static void
split_and_join(void **state)
{
	struct arena	 a;
	struct model	 m;
	struct node	*p, *q, *t;
	struct str	 before, left, right;
	unsigned	 n, at;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		arena_init(&a);
		model_init(&m, &a, NODE_DIV);
		n = 1 + rnd(12);
		p = random_para(&m, n);
		node_append(m.root, p);
		before = plain(&a, p);
		at = rnd(n);
		t = nth_text(p, at);
		if (rnd(2))
			t = node_text_split(&m, t, 1);
		q = node_split(&m, p, t);
		model_check(m.root);
		assert_ptr_equal(p->next, q);
		left = plain(&a, p);
		right = plain(&a, q);
		assert_int_equal(left.n + right.n, before.n);
		assert_true(str_starts(before, left));
		assert_true(str_ends(before, right));
		node_join(p, q);
		model_check(m.root);
		assert_true(str_eq(plain(&a, p), before));
		assert_null(p->next);
		arena_release(&a);
	}
}

/* A copy says the same, shares nothing and points into itself. */
static void
copies(void **state)
{
	struct arena	 a;
	struct model	 m;
	struct node	*p, *c, *call, *note;
	struct buf	 one, two;

	(void)state;
	arena_init(&a);
	model_init(&m, &a, NODE_DIV);
	p = random_para(&m, 20);
	node_append(m.root, p);
	call = node_new(&m, NODE_CALL, SPAN_NONE);
	call->u.call.label = STR("x");
	node_append(p, call);
	note = node_new(&m, NODE_NOTE, SPAN_NONE);
	note->u.note.label = STR("x");
	node_append(note, random_para(&m, 3));
	node_append(m.root, note);
	notes_resolve(m.root, NULL);
	assert_ptr_equal(call->u.call.note, note);
	c = node_copy(&m, m.root);
	buf_init(&one);
	buf_init(&two);
	model_dump(m.root, &one);
	model_dump(c, &two);
	assert_string_equal(one.data, two.data);
	assert_ptr_equal(c->first->last->u.call.note, c->last);
	assert_ptr_equal(c->last->u.note.call, c->first->last);
	assert_int_not_equal(c->first->id, p->id);
	buf_release(&one);
	buf_release(&two);
	arena_release(&a);
}

/* Every node is entered once; what has children is left once. */
static void
walks(void **state)
{
	struct arena	 a;
	struct model	 m;
	struct walk	 w;
	int		 depth = 0, most = 0;
	uint32_t	 entered = 0;

	(void)state;
	arena_init(&a);
	model_init(&m, &a, NODE_DIV);
	for (int i = 0; i < 50; i++)
		node_append(m.root, random_para(&m, 1 + rnd(9)));
	walk_init(&w, m.root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event == WALK_EXIT) {
			assert_non_null(w.node->first);
			depth--;
			continue;
		}
		entered++;
		depth += w.node->first != NULL;
		most = depth > most ? depth : most;
	}
	assert_int_equal(depth, 0);
	assert_int_equal(entered, m.ids);
	assert_true(most > 2);
	assert_int_equal(walk_next(&w), WALK_DONE);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(split_and_join),
		cmocka_unit_test(copies),
		cmocka_unit_test(walks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
