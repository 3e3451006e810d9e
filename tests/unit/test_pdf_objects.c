/*
 * pdf/objects: a file of a few objects, read back by libqpdf; values as
 * they must be told; pdf/import: references in our numbers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "pdf/finish_int.h"

static void
texts_are_told(void **state)
{
	static const struct {
		const char *in, *out;
	} t[] = {
		{ "", "()" },
		{ "L\u2019\u0153uvre", "(L\x90\x9Cuvre)" },
		{ "a (b) \\", "(a \\(b\\) \\\\)" },
		/* what PDFDocEncoding lacks */
		{ "\u0416\U0001D11E", "<feff0416d834dd1e>" },
		{ "a\nb", "<feff0061000a0062>" },
		/* not to be taken for an order of bytes */
		{ "\u00FE\u00FFa", "<feff00fe00ff0061>" },
		{ "a\u00FE", "(a\xFE)" },
	};
	struct buf b;

	(void)state;
	buf_init(&b);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		buf_clear(&b);
		put_text(&b, str_z(t[i].in));
		assert_string_equal(b.data, t[i].out);
	}
	buf_clear(&b);
	put_bytes(&b, STR("(\xC3\n\\"));
	assert_string_equal(b.data, "(\\(\\303\\012\\\\)");
	buf_clear(&b);
	put_box(&b, (const double[]){ 0, -1.0005, 419.5275, 0.1 });
	put_ref(&b, 12);
	assert_string_equal(b.data, "[0 -1.001 419.528 .1] 12 0 R");
	buf_release(&b);
}

/* Three objects, many more of one kind, and two streams. */
static void
fill(struct objects *o, uint32_t many)
{
	obj	    root = object_new(o), pages = object_new(o), row;
	struct buf *b;

	row = object_new_row(o, many);
	for (uint32_t i = 0; i < many; i++) {
		b = object_begin(o, row + i);
		buf_printf(b, "<</I %u/Root%s>>", i, " 1 0 R");
		object_end(o);
	}
	object_stream(o, object_new(o), "/N 3", STR("plain\n"),
	    STREAM_PLAIN);
	object_stream(o, object_new(o), "", STR("squeezed squeezed squeezed"),
	    STREAM_RAW);
	buf_printf(object_begin(o, root), "<</Type/Catalog/Pages %u 0 R>>",
	    pages);
	object_end(o);
	buf_puts(object_begin(o, pages), "<</Type/Pages/Kids[]/Count 0>>");
	object_end(o);
}

static void
write_file(struct arena *a, uint32_t many, int threads, struct kept *kept,
    struct buf *out)
{
	struct objects o;
	struct packer  p;
	struct error   e;

	objects_init(&o, a);
	packer_init(&p, kept);
	fill(&o, many);
	buf_init(out);
	assert_int_equal(objects_write(&o, "1.7", 1, 2, threads, &p, out,
	    &e), 0);
	packer_release(&p);
	objects_release(&o);
}

static void
assert_stream(qpdf_data q, int id, const char *bytes)
{
	qpdf_oh	       s = qpdf_get_object_by_id(q, id, 0);
	unsigned char *got = NULL;
	size_t	       n = 0;

	assert_true(qpdf_oh_is_stream(q, s));
	assert_int_equal(qpdf_oh_get_stream_data(q, s, qpdf_dl_all, NULL,
	    &got, &n), 0);
	assert_int_equal(n, strlen(bytes));
	assert_memory_equal(got, bytes, n);
	free(got);
}

/* So many that there are several object streams. */
static void
file_is_read_back(void **state)
{
	enum { MANY = 5000 };
	struct arena a;
	struct buf   one, two;
	struct error e;
	qpdf_data    q;

	(void)state;
	arena_init(&a);
	write_file(&a, MANY, 1, NULL, &one);
	write_file(&a, MANY, 2, NULL, &two);
	assert_true(str_eq(buf_str(&one), buf_str(&two)));
	assert_int_equal(qp_open(&q, buf_str(&one), &e), 0);
	for (int i = 0; i < MANY; i++) {
		qpdf_oh d = qpdf_get_object_by_id(q, 3 + i, 0);
		qpdf_oh v = qpdf_oh_get_key(q, d, "/I");

		assert_int_equal(qpdf_oh_get_int_value(q, v), i);
		qpdf_oh_release(q, v);
		qpdf_oh_release(q, d);
	}
	assert_stream(q, 3 + MANY, "plain\n");
	assert_stream(q, 4 + MANY, "squeezed squeezed squeezed");
	assert_int_equal(qp_check(q, &e), 0);
	qp_close(&q);
	buf_release(&one);
	buf_release(&two);
	arena_release(&a);
}

/* With what an earlier build has packed: the same file, and all of it is
 * found again but the cross-references of another file. */
static void
what_is_kept_is_taken(void **state)
{
	struct arena a;
	struct buf   plain, out;
	struct kept  first, again;

	(void)state;
	arena_init(&a);
	write_file(&a, 5000, 1, NULL, &plain);
	kept_open(&first, STR_NULL);
	write_file(&a, 5000, 2, &first, &out);
	assert_true(str_eq(buf_str(&plain), buf_str(&out)));
	assert_true(kept_is_stale(&first));
	buf_release(&out);
	kept_open(&again, buf_str(&first.next));
	write_file(&a, 5000, 2, &again, &out);
	assert_true(str_eq(buf_str(&plain), buf_str(&out)));
	assert_int_equal(again.fresh, 0);
	assert_int_equal(again.nnext, first.nnext);
	assert_false(kept_is_stale(&again));
	buf_release(&out);
	kept_close(&again);
	kept_close(&first);
	buf_release(&plain);
	arena_release(&a);
}

/* Another text, another identifier. */
static void
identifier_is_of_the_content(void **state)
{
	struct arena a;
	struct buf   one, two;
	size_t	     x, y;

	(void)state;
	arena_init(&a);
	write_file(&a, 10, 1, NULL, &one);
	write_file(&a, 11, 1, NULL, &two);
	x = str_find(buf_str(&one), STR("/ID[<"), 0);
	y = str_find(buf_str(&two), STR("/ID[<"), 0);
	assert_true(x != SIZE_MAX && y != SIZE_MAX);
	assert_memory_not_equal(one.data + x, two.data + y, 40);
	buf_release(&one);
	buf_release(&two);
	arena_release(&a);
}

static void
number_that_was_not_written_is_a_fault(void **state)
{
	struct objects o;
	struct arena   a;
	struct packer  p;
	struct buf     out;
	struct error   e;

	(void)state;
	arena_init(&a);
	packer_init(&p, NULL);
	objects_init(&o, &a);
	fill(&o, 1);
	(void)object_new(&o);
	buf_init(&out);
	assert_int_equal(objects_write(&o, "1.7", 1, 2, 1, &p, &out, &e),
	    -1);
	packer_release(&p);
	buf_release(&out);
	objects_release(&o);
	arena_release(&a);
}

/* What cairo's file holds, and what of it comes into ours. */
static void
references_are_ours(void **state)
{
	static const struct {
		const char *in, *out;
	} t[] = {
		{ "<< /F 3 0 R /G [ 1 2 3 0 R 3 0 R ] >>",
		  "<< /F 3 0 R /G [ 1 2 3 0 R 3 0 R ] >>" },
		{ "<< /A (3 0 R \\) 3 0 R) /B <30 20 52> /C 4 0 R >>",
		  "<< /A (3 0 R \\) 3 0 R) /B <30 20 52> /C 3 0 R >>" },
		{ "[ /n3 3 0 Rx 13.5 0 R -3 0 R 4 0 R]",
		  "[ /n3 3 0 Rx 13.5 0 R -3 0 R 3 0 R]" },
	};
	struct arena   a;
	struct buf     b, raw;

	(void)state;
	arena_init(&a);
	write_file(&a, 10, 1, NULL, &raw);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct import  m = { 0 };
		struct objects o;
		struct error   e;
		qpdf_data      q;

		assert_int_equal(qp_open(&q, buf_str(&raw), &e), 0);
		objects_init(&o, &a);
		(void)object_new_row(&o, 2);
		import_init(&m, &a, q);
		buf_init(&b);
		import_value(&m, &o, str_z(t[i].in), &b);
		assert_string_equal(b.data, t[i].out);
		assert_int_equal(o.n, 3);
		buf_release(&b);
		objects_release(&o);
		qp_close(&q);
	}
	buf_release(&raw);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_told),
		cmocka_unit_test(file_is_read_back),
		cmocka_unit_test(what_is_kept_is_taken),
		cmocka_unit_test(identifier_is_of_the_content),
		cmocka_unit_test(number_that_was_not_written_is_a_fault),
		cmocka_unit_test(references_are_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
