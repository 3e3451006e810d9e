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

/* The least that calls itself a profile of a CMYK press. */
static struct str
cmyk_profile(struct arena *a)
{
	char *p = arena_alloc(a, 148);

	p[3] = (char)148;
	p[8] = 2;
	memcpy(p + 12, "prtrCMYK", 8);
	memcpy(p + 36, "acsp", 4);
	p[131] = 1;
	memcpy(p + 132, "desc", 4);
	p[139] = (char)144;
	p[143] = 4;
	return (struct str){ p, 148 };
}

static void
profile_of_the_user_is_taken(void **state)
{
	struct pdf_opts o = { .kind = PDF_PRINT, .icc_name = STR("x.icc") };
	struct made	m;

	(void)state;
	made_init(&m);
	o.icc = cmyk_profile(&m.arena);
	assert_int_equal(pdf_write(&m.arena, m.book, m.frame, &o, &m.sink,
	    &m.out, &m.error), 0);
	assert_true(m.out.len > 0);
	assert_false(diag_has_errors(&m.sink));
	made_release(&m);
}

/* A picture on the first page, in the model and in the page list. */
static struct node *
add_figure(struct made *m, const char *name, struct str bytes)
{
	struct node	   *n = node_new(&m->book->model, NODE_FIGURE,
	    SPAN_NONE);
	struct frame_page  *p = &m->frame->pages[0];
	struct error	    e;
	char		   *path = arena_printf(&m->arena, "build/%s", name);

	assert_int_equal(file_write(path, bytes, &e), 0);
	node_append(m->book->model.root->first, n);
	n->u.figure.alt = STR("Un rouleau");
	p->images = ARENA_NEW(&m->arena, struct frame_image);
	p->images[p->nimages++] = (struct frame_image){ SP_MM(20),
	    SP_MM(90), SP_MM(30), SP_MM(20), n, str_z(path) };
	return n;
}

static void
figures_go_into_both_files(void **state)
{
	struct made  m;
	struct buf   png;
	struct node *fig;

	(void)state;
	made_init(&m);
	buf_init(&png);
	assert_int_equal(pdf_page_png(&m.arena, m.frame, 0, 200, &png,
	    &m.error), 0);
	fig = add_figure(&m, "test-figure.png", buf_str(&png));
	write_once(&m, PDF_PRINT, NULL);
	write_once(&m, PDF_SCREEN, "figure.pdf");
	assert_false(diag_has_errors(&m.sink));
	buf_clear(&m.out);
	model_dump(m.book->model.root, &m.out);
	leave(&m, "figure.model", buf_str(&m.out));
	fig->u.figure.alt = STR_NULL;
	write_once(&m, PDF_SCREEN, NULL);
	assert_int_equal(m.sink.seen[DIAG_FIGURE_ALT], 1);
	assert_int_equal(m.out.len, 0);
	buf_release(&png);
	assert_int_equal(remove("build/test-figure.png"), 0);
	made_release(&m);
}

static void
colour_jpeg_is_none_for_the_press(void **state)
{
	static const char jpeg[] = "\xFF\xD8\xFF\xC0\0\x11\x08\0\x10\0"
	    "\x20\x03\x01\x11\0\x02\x11\0\x03\x11\0\xFF\xD9";
	struct pdf_opts	  o = { .kind = PDF_PRINT };
	struct made	  m;

	(void)state;
	made_init(&m);
	(void)add_figure(&m, "test-figure.jpg",
	    (struct str){ jpeg, sizeof(jpeg) - 1 });
	assert_int_equal(pdf_write(&m.arena, m.book, m.frame, &o, &m.sink,
	    &m.out, &m.error), 0);
	assert_int_equal(m.out.len, 0);
	assert_int_equal(m.sink.seen[DIAG_IMAGE_COLOUR], 1);
	assert_int_equal(remove("build/test-figure.jpg"), 0);
	made_release(&m);
}

static void
picture_that_is_none_fails(void **state)
{
	struct pdf_opts o = { .kind = PDF_SCREEN };
	struct made	m;

	(void)state;
	made_init(&m);
	(void)add_figure(&m, "test-figure.txt", STR("no picture"));
	assert_int_equal(pdf_write(&m.arena, m.book, m.frame, &o, &m.sink,
	    &m.out, &m.error), -1);
	assert_int_equal(remove("build/test-figure.txt"), 0);
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
		cmocka_unit_test(profile_of_the_user_is_taken),
		cmocka_unit_test(figures_go_into_both_files),
		cmocka_unit_test(colour_jpeg_is_none_for_the_press),
		cmocka_unit_test(picture_that_is_none_fails),
		cmocka_unit_test(broken_clusters_fail_the_operation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
