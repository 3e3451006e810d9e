/*
 * A printing on record: the lock there and back, the slip's pages and
 * lines, the difference of two printings.  The edition is atelier, set
 * without and with the readings of its ledgers.
 */
#include "cases.h"

#include "octavo/build.h"
#include "octavo/release.h"

#define EDITION "sources/atelier"

static void
open_build(struct build *b)
{
	struct build_opts o = { .threads = 1 };
	struct error	  e;

	assert_int_equal(build_open(b, EDITION, &o, &e), 0);
	assert_int_equal(build_read(b, &e), 0);
}

static void
set_build(struct build *b)
{
	struct error e;

	assert_int_equal(build_edit(b, &e), 0);
	assert_int_equal(build_typeset(b, &e), 0);
	assert_non_null(b->frame);
}

/* The ledgers without their readings: what was printed. */
static size_t
forget_readings(struct build *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->edition->nparts; i++) {
		const struct ledger *was = b->parts[i].ledger;
		struct ledger	    *l;

		if (was == NULL)
			continue;
		l = ARENA_NEW(&b->arena, struct ledger);
		*l = *was;
		l->n = 0;
		l->entries = ARENA_ARRAY(&b->arena, struct ledger_entry,
		    was->n);
		for (size_t k = 0; k < was->n; k++)
			if (was->entries[k].action != LEDGER_READING ||
			    was->entries[k].left)
				l->entries[l->n++] = was->entries[k];
		n += was->n - l->n;
		b->parts[i].ledger = l;
	}
	return n;
}

static struct lock *
lock_of(struct build *b)
{
	static const char *const versions[] = { "one 1.0", "two 2.0", NULL };

	return release_make(&b->arena, 1, b->book, b->frame, &b->sources,
	    versions);
}

static void
lock_there_and_back(void **state)
{
	struct build	 b;
	struct lock	*l, *back;
	struct buf	 one, two;
	struct error	 e;
	char		 path[] = "/tmp/octavo-lock-XXXXXX";
	int		 fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	(void)close(fd);
	open_build(&b);
	set_build(&b);
	l = lock_of(&b);
	assert_true(l->npages > 20);
	buf_init(&one);
	buf_init(&two);
	lock_write(l, &one);
	assert_int_equal(file_write(path, buf_str(&one), &e), 0);
	assert_int_equal(lock_read(&b.arena, path, &b.sink, &back, &e), 0);
	lock_write(back, &two);
	assert_string_equal(one.data, two.data);
	assert_int_equal(b.sink.seen[DIAG_LOCK_EDITED], 0);
	one.data[one.len / 2] ^= 1;	/* a hand in the file */
	assert_int_equal(file_write(path, buf_str(&one), &e), 0);
	assert_int_equal(lock_read(&b.arena, path, &b.sink, &back, &e), 0);
	assert_int_equal(b.sink.seen[DIAG_LOCK_EDITED], 1);
	(void)unlink(path);
	buf_release(&one);
	buf_release(&two);
	build_release(&b);
}

/* Every page of the lock is found again where it began. */
static void
places(void **state)
{
	struct build		 b;
	struct lock		*l;
	struct lock_place	*p;

	(void)state;
	open_build(&b);
	set_build(&b);
	l = lock_of(&b);
	p = ARENA_ARRAY(&b.arena, struct lock_place, l->npages);
	lock_places(l, b.book->model.root, p);
	for (size_t i = 0; i < l->npages; i++) {
		const struct frame_page *f = &b.frame->pages[i];

		if (f->first_text == NULL || l->pages[i].words.n == 0)
			continue;
		assert_ptr_equal(p[i].text, f->first_text);
		assert_int_equal(p[i].off, f->first_off);
	}
	build_release(&b);
}

static struct str
line_text(struct build *b, const struct erratum *e)
{
	const struct frame_page *p = &b->frame->pages[e->index];
	struct buf		 out;
	struct str		 s;
	unsigned		 n = 0;

	buf_init(&out);
	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct frame_line *l = &p->lines[i];

		if (l->stream != (e->in_note ? STREAM_NOTE : STREAM_BODY))
			continue;
		n += i == 0 || l->y != p->lines[i - 1].y ||
		    l->stream != p->lines[i - 1].stream;
		if (n != e->line)
			continue;
		for (uint32_t r = 0; r < l->nruns; r++)
			buf_put_str(&out, p->runs[l->first_run + r].text);
	}
	s = buf_dup(&out, &b->arena);
	buf_release(&out);
	return s;
}

static void
slip(void **state)
{
	struct build	 old, now;
	struct lock	*l;
	struct errata	*e;
	struct buf	 text;
	size_t		 n;

	(void)state;
	open_build(&old);
	n = forget_readings(&old);
	assert_true(n > 10);
	set_build(&old);
	l = lock_of(&old);
	open_build(&now);
	for (size_t i = 0; i < now.edition->nparts; i++)
		if (now.parts[i].ledger != NULL)
			now.parts[i].ledger = ledger_as_of(&now.arena,
			    now.parts[i].ledger, lock_text_lookup(l,
			    now.edition->parts[i].id), true);
	set_build(&now);
	e = errata_make(&now.arena, now.book, now.frame, l, &now.sink);
	assert_int_equal(e->n, n);
	assert_int_equal(e->changed, 0);
	assert_int_equal(now.sink.seen[DIAG_TEXT_CHANGED], 0);
	for (size_t i = 0; i < e->n; i++) {
		struct str line = line_text(&old, &e->items[i]);
		struct str word = e->items[i].wrong;
		size_t	   k = 0;

		/* a word may be broken: its first word is on the line */
		for (size_t i2 = 0; i2 < word.n && cp_is_letter(
		    utf8_next(word, &i2));)
			k = i2;
		if (str_find(line, str_sub(word, 0, k), 0) == SIZE_MAX)
			fail_msg("%.*s is not in: %.*s", STR_ARG(word),
			    STR_ARG(line));
	}
	/* a page that is not as it was printed is named */
	l->pages[e->items[0].index].hash = STR("0");
	(void)errata_make(&now.arena, now.book, now.frame, l, &now.sink);
	assert_int_equal(now.sink.seen[DIAG_PRINTING_LOST], 1);
	buf_init(&text);
	errata_text(e, STR("fr"), &text);
	assert_non_null(strstr(text.data, "au lieu de"));
	buf_release(&text);
	build_release(&old);
	build_release(&now);
}

/* Every language of the slip has a sentence for all that an entry may
 * do or undo; one that has none is served in English. */
static void
slip_words(void **state)
{
	static const char *const langs[] = { "en", "fr", "de", "es", "it",
	    "ru", "fro", "" };
	struct ledger_entry old = { .action = LEDGER_NOTE }, e;
	struct erratum	    item = { .entry = &e, .page = STR("12"),
		.line = 4, .wrong = STR("malin"), .right = STR("matin") };
	struct errata	    slip = { .items = &item, .n = 1 };
	struct buf	    text, english;

	(void)state;
	buf_init(&text);
	buf_init(&english);
	for (int k = 0; k < LEDGER__MAX * 3; k++) {
		e = (struct ledger_entry){ .action = (enum ledger_action)(k /
		    3), .gone = k % 3 == 1, .now = k % 3 == 2 ? &old : NULL };
		buf_clear(&english);
		errata_text(&slip, STR("en"), &english);
		for (size_t i = 0; i < 8; i++) {
			buf_clear(&text);
			errata_text(&slip, str_z(langs[i]), &text);
			assert_null(strchr(text.data, '~'));
			assert_non_null(strstr(text.data, "malin"));
			assert_true((strcmp(text.data, english.data) == 0) ==
			    (i == 0 || i > 5));
		}
	}
	buf_release(&text);
	buf_release(&english);
}

static void
difference(void **state)
{
	struct build	 old, now;
	struct changes	*c, *none;
	size_t		 n;

	(void)state;
	open_build(&old);
	n = forget_readings(&old);
	set_build(&old);
	open_build(&now);
	set_build(&now);
	none = book_diff(&now.arena, now.frame, now.frame);
	assert_int_equal(none->n, 0);
	assert_int_equal(none->npages, 0);
	c = book_diff(&now.arena, old.frame, now.frame);
	assert_true(c->n >= n);		/* the list of corrections too */
	assert_true(c->npages > 0);
	build_release(&old);
	build_release(&now);
}

/* Lines that are marked, but for the section of corrections. */
static size_t
marked(const struct frame *f, uint8_t **lines)
{
	size_t n = 0;

	for (uint32_t p = 0; p < f->npages; p++)
		for (uint32_t i = 0; i < f->pages[p].nlines; i++) {
			const struct node *d = f->pages[p].lines[i].block;

			d = d != NULL ? node_up(d, NODE_DIV) : NULL;
			if (d == NULL || d->u.div.role != ROLE_ERRATA)
				n += lines[p][i] != RELEASE_SAME;
		}
	return n;
}

/* Is each line that holds a correction's words marked? */
static size_t
unmarked_corrections(const struct frame *f, uint8_t **lines, size_t *all)
{
	size_t n = 0;

	for (uint32_t p = 0; p < f->npages; p++)
		for (uint32_t i = 0; i < f->pages[p].nlines; i++) {
			const struct frame_line *l = &f->pages[p].lines[i];
			bool in = false;

			for (uint32_t r = 0; r < l->nruns; r++) {
				const struct frame_run *run =
				    &f->pages[p].runs[l->first_run + r];

				in |= run->source != NULL && run->text.n >
				    0 && node_up(run->source, NODE_CORR) !=
				    NULL;
			}
			*all += in;
			n += in && lines[p][i] == RELEASE_SAME;
		}
	return n;
}

/* The lock of the book without its readings, against that with them. */
static void
changed_lines(void **state)
{
	struct build	 old, now;
	struct lock	*l;
	size_t		 n, all = 0;

	(void)state;
	open_build(&old);
	n = forget_readings(&old);
	set_build(&old);
	l = lock_of(&old);
	assert_int_equal(marked(old.frame, release_lines(&old.arena, l,
	    old.frame)), 0);
	open_build(&now);
	set_build(&now);
	assert_int_equal(unmarked_corrections(now.frame,
	    release_lines(&now.arena, l, now.frame), &all), 0);
	assert_true(all >= n / 2);
	n = marked(now.frame, release_lines(&now.arena, l, now.frame));
	assert_true(n >= all);
	assert_true(n <= 3 * all);
	/* An older lock knows pages: it marks more, and all of these. */
	for (size_t i = 0; i < l->npages; i++)
		l->pages[i].body = l->pages[i].notes = STR("");
	all = 0;
	assert_int_equal(unmarked_corrections(now.frame,
	    release_lines(&now.arena, l, now.frame), &all), 0);
	assert_true(marked(now.frame, release_lines(&now.arena, l,
	    now.frame)) > n);
	build_release(&old);
	build_release(&now);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lock_there_and_back),
		cmocka_unit_test(places),
		cmocka_unit_test(slip),
		cmocka_unit_test(slip_words),
		cmocka_unit_test(difference),
		cmocka_unit_test(changed_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
