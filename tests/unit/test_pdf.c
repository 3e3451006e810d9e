/*
 * pdf: the finished file of a small page list made by hand.  What the
 * file holds is looked at by tests/pdf/run, in $BUILD/tests/pdf/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "octavo/pdf.h"
#include "pdf_frame.h"

struct made {
	struct arena	 arena;
	struct sources	 sources;
	struct diag_sink sink;
	struct book	*book;
	struct frame	*frame;
	struct buf	 out;
	struct error	 error;
};

static void
made_init(struct made *m)
{
	memset(m, 0, sizeof(*m));
	arena_init(&m->arena);
	sources_init(&m->sources, &m->arena);
	diag_init(&m->sink, &m->arena, &m->sources);
	buf_init(&m->out);
	m->book = hand_book(&m->arena);
	m->frame = hand_frame(&m->arena, m->book);
	if (m->frame == NULL)
		skip();
}

static void
made_release(struct made *m)
{
	buf_release(&m->out);
	arena_release(&m->arena);
}

/* Leaves a file for tests/pdf/run to look at. */
static void
leave(struct made *m, const char *name, struct str bytes)
{
	const char *build = getenv("BUILD");
	char	   *dir;

	if (build == NULL)
		return;
	dir = arena_printf(&m->arena, "%s/tests/pdf", build);
	assert_int_equal(file_make_dir(dir, &m->error), 0);
	assert_int_equal(file_write(path_join(&m->arena, dir, name), bytes,
	    &m->error), 0);
}

static void
write_once(struct made *m, enum pdf_kind kind, const char *name)
{
	struct pdf_opts	o = { .kind = kind };
	int		rc;

	if (kind == PDF_PRINT) {
		o.bleed = SP_MM(3);
		o.marks = true;
	}
	buf_clear(&m->out);
	rc = pdf_write(&m->arena, m->book, m->frame, &o, &m->sink, &m->out,
	    &m->error);
	if (rc < 0)
		print_error("%s\n", m->error.what);
	assert_int_equal(rc, 0);
	if (name != NULL)
		leave(m, name, buf_str(&m->out));
}

static void
screen_file_is_the_same_twice(void **state)
{
	struct made	m;
	struct str	first;

	(void)state;
	made_init(&m);
	write_once(&m, PDF_SCREEN, "hand.pdf");
	first = buf_dup(&m.out, &m.arena);
	write_once(&m, PDF_SCREEN, NULL);
	assert_true(str_eq(first, buf_str(&m.out)));
	assert_true(str_starts(first, STR("%PDF-1.7")));
	assert_false(diag_has_errors(&m.sink));
	buf_clear(&m.out);
	model_dump(m.book->model.root, &m.out);
	leave(&m, "hand.model", buf_str(&m.out));
	made_release(&m);
}

static void
press_file_is_the_same_twice(void **state)
{
	struct made	m;
	struct str	first;

	(void)state;
	made_init(&m);
	m.frame->npages--;	/* three: tests/pdf/run sees four */
	write_once(&m, PDF_PRINT, "hand-print.pdf");
	first = buf_dup(&m.out, &m.arena);
	write_once(&m, PDF_PRINT, NULL);
	assert_true(str_eq(first, buf_str(&m.out)));
	assert_true(str_starts(first, STR("%PDF-1.6")));
	made_release(&m);
}

static void
profile_that_is_none_is_a_fault(void **state)
{
	struct pdf_opts o = { .kind = PDF_PRINT, .icc = STR("no profile"),
	    .icc_name = STR("x.icc") };
	struct made	m;

	(void)state;
	made_init(&m);
	assert_int_equal(pdf_write(&m.arena, m.book, m.frame, &o, &m.sink,
	    &m.out, &m.error), 0);
	assert_int_equal(m.sink.seen[DIAG_ICC_BAD], 1);
	assert_int_equal(m.out.len, 0);
	made_release(&m);
}

static void
broken_clusters_fail_the_operation(void **state)
{
	struct pdf_opts o = { .kind = PDF_SCREEN };
	struct made	m;

	(void)state;
	made_init(&m);
	m.frame->pages[0].runs[0].text.n--;
	assert_int_equal(pdf_write(&m.arena, m.book, m.frame, &o, &m.sink,
	    &m.out, &m.error), -1);
	assert_int_equal(m.error.kind, ERROR_LIBRARY);
	made_release(&m);
}

static void
page_becomes_a_picture(void **state)
{
	struct made	m;
	struct str	first;

	(void)state;
	made_init(&m);
	assert_int_equal(pdf_page_png(&m.arena, m.frame, 0, 1400, &m.out,
	    &m.error), 0);
	first = buf_dup(&m.out, &m.arena);
	assert_true(str_starts(first, STR("\x89PNG\r\n\x1a\n")));
	/* IHDR: 1400 wide, 178/110 of it high. */
	assert_memory_equal(first.p + 16, "\0\0\x05\x78\0\0\x08\xd9", 8);
	buf_clear(&m.out);
	assert_int_equal(pdf_page_png(&m.arena, m.frame, 0, 1400, &m.out,
	    &m.error), 0);
	assert_true(str_eq(first, buf_str(&m.out)));
	made_release(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screen_file_is_the_same_twice),
		cmocka_unit_test(press_file_is_the_same_twice),
		cmocka_unit_test(page_becomes_a_picture),
		cmocka_unit_test(profile_that_is_none_is_a_fault),
		cmocka_unit_test(broken_clusters_fail_the_operation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
