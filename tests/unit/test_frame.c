/* The page list of a small book: parts, heads, folios, notes, places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "octavo/release.h"
#include "octavo/typeset.h"

struct bench {
	struct arena	 arena, registry;
	struct sources	 sources;
	struct diag_sink sink;
	struct edition	 edition;
	struct book	 book;
	struct style	*style;
	struct frame	*frame;
	struct node	*chapter[3], *note, *call, *entry[3];
	unsigned	 at;		/* next sentence */
	const char	*extra;		/* more for one paragraph */
	int		 where;		/* which */
	bool		 figure;	/* before it stands a picture */
	const struct lock *keep;
	struct str	 standing;	/* of an earlier bench */
	struct buf	*stand;
};

static struct node *
add(struct bench *b, struct node *to, enum node_kind kind, const char *text)
{
	struct node *n = node_new(&b->book.model, kind, SPAN_NONE);

	node_append(to, n);
	if (text != NULL)
		node_append(n, node_text_new(&b->book.model, str_z(text),
		    SPAN_NONE));
	return n;
}

static struct node *
add_div(struct bench *b, enum role role, const char *id, const char *title)
{
	struct node *d = add(b, b->book.model.root, NODE_DIV, NULL);

	d->u.div.role = role;
	d->u.div.id = str_z(id);
	d->u.div.title = str_z(title);
	if (title[0] != '\0')
		add(b, d, NODE_HEADING, title)->u.heading.level = 1;
	return d;
}

/* A paragraph of so many sentences, no two paragraphs alike. */
static struct node *
add_para(struct bench *b, struct node *div, int n)
{
	static const char *const s[] = {
	    "Le moulin tournait depuis l’aube et la roue chantait. ",
	    "Personne ne vint ce jour-là réclamer le papier promis. ",
	    "On entendait seulement, derrière la cloison, la presse qui "
	    "battait comme un cœur tranquille. ",
	    "Il compta les feuilles deux fois, puis une troisième. ",
	    "La rivière avait encore monté pendant la nuit. ",
	    "Les formes séchaient au grenier, rangées par grandeur. ",
	    "Quelqu’un avait oublié une lanterne sur le seuil. " };
	struct buf	text;
	struct node	*p;

	buf_init(&text);
	for (int i = 0; i < n; i++, b->at += 4)
		buf_puts(&text, s[b->at % 7]);
	p = add(b, div, NODE_PARA, buf_dup(&text, &b->arena).p);
	buf_release(&text);
	return p;
}

static void
add_note(struct bench *b, struct node *para, struct node *div)
{
	b->call = add(b, para, NODE_CALL, NULL);
	b->note = add(b, div, NODE_NOTE, NULL);
	b->call->u.call.number = b->note->u.note.number = 1;
	b->call->u.call.note = b->note;
	b->note->u.note.call = b->call;
	add(b, b->note, NODE_PARA, "Ce papier existe encore ; il est au "
	    "musée, dans une vitrine du premier étage.");
}

static void
make_book(struct bench *b)
{
	struct node *d, *toc;

	model_init(&b->book.model, &b->arena, NODE_BOOK);
	b->book.edition = &b->edition;
	d = add_div(b, ROLE_HALF_TITLE, "faux-titre", "");
	add(b, d, NODE_PARA, "Le moulin")->cls = STR("title");
	d = add_div(b, ROLE_TITLE_PAGE, "titre", "Le moulin");
	add(b, d, NODE_PARA, "Les Presses")->cls = STR("publisher");
	for (int i = 0; i < 3; i++) {
		static const char *const title[] = { "La roue", "La forme",
		    "La cuve" };
		static const char *const id[] = { "a", "b", "c" };

		d = b->chapter[i] = add_div(b, ROLE_CHAPTER, id[i],
		    title[i]);
		for (int k = 0; k < 24; k++) {
			struct node *p;

			if (i == 0 && k == b->where && b->figure)
				add(b, d, NODE_FIGURE, NULL)->u.figure.src =
				    STR("none.png");
			p = add_para(b, d, 2 + (k * 5 + i) % 9);

			if (i == 1 && k == 8)
				b->call = p;
			if (i == 0 && k == b->where && b->extra != NULL)
				node_append(p, node_text_new(&b->book.model,
				    str_z(b->extra), SPAN_NONE));
		}
	}
	add_note(b, b->call, b->chapter[1]);
	d = add_div(b, ROLE_CONTENTS, "table", "Table");
	toc = add(b, d, NODE_TOC, NULL);
	for (int i = 0; i < 3; i++) {
		b->entry[i] = add(b, toc, NODE_TOC_ENTRY, "Un chapitre");
		b->entry[i]->u.toc_entry.target = b->chapter[i];
		b->entry[i]->u.toc_entry.level = 1;
	}
}

/* The rest of the bench is set: its options hold. */
static void
set_bench(struct bench *b, int threads, const char *style,
    const char *format, int pages)
{
	struct typeset_opts	o = { .threads = threads, .pages = pages,
	    .keep = b->keep, .standing = b->standing, .stand = b->stand };
	struct error		err = { 0 };

	arena_init(&b->arena);
	arena_init(&b->registry);
	sources_init(&b->sources, &b->registry);
	diag_init(&b->sink, &b->arena, &b->sources);
	b->edition.style = str_z(style);
	b->edition.format = str_z(format);
	b->edition.title = STR("Le moulin");
	b->edition.language = STR("fr");
	b->edition.dir = STR(".");
	make_book(b);
	assert_int_equal(style_read(&b->arena, &b->edition, &b->sink,
	    &b->style, &err), 0);
	if (typeset(&b->arena, &b->book, b->style, &o, &b->sink, &b->frame,
	    &err) < 0)
		fail_msg("%s", err.what);
}

static void
set_pages(struct bench *b, int threads, const char *style,
    const char *format, int pages)
{
	memset(b, 0, sizeof(*b));
	set_bench(b, threads, style, format, pages);
}

static void
set(struct bench *b, int threads, const char *style, const char *format)
{
	set_pages(b, threads, style, format, 0);
}

static void
release(struct bench *b)
{
	arena_release(&b->arena);
	arena_release(&b->registry);
}

static const struct frame_page *
page_with(const struct bench *b, const struct node *n)
{
	const struct frame_place *p = frame_place(b->frame, n);

	assert_non_null(p);
	assert_in_range(p->page, 0, b->frame->npages - 1);
	return &b->frame->pages[p->page];
}

static void
line_text(const struct frame_page *p, const struct frame_line *l,
    struct buf *out)
{
	for (uint32_t i = 0; i < l->nruns; i++)
		buf_put_str(out, p->runs[l->first_run + i].text);
}

/* The text of the first line of a stream, or "". */
static const char *
stream_text(struct bench *b, const struct frame_page *p,
    enum frame_stream stream)
{
	struct buf	t;
	const char	*s;

	buf_init(&t);
	for (uint32_t i = 0; i < p->nlines && t.len == 0; i++)
		if (p->lines[i].stream == stream)
			line_text(p, &p->lines[i], &t);
	s = buf_dup(&t, &b->arena).p;
	buf_release(&t);
	return s;
}

static void
test_order(void **state)
{
	struct bench b;

	(void)state;
	set(&b, 1, "classique", "A5");
	assert_int_equal(b.frame->npages % 2, 0);
	assert_false(b.frame->pages[0].blank);
	assert_true(b.frame->pages[1].blank);
	assert_int_equal(b.frame->pages[1].nruns, 0);
	assert_false(b.frame->pages[2].blank);
	/* the text begins on a recto, the contents too */
	assert_int_equal(page_with(&b, b.chapter[0])->number, 5);
	assert_int_equal(page_with(&b, b.entry[0])->number % 2, 1);
	release(&b);
}

static void
test_furniture(void **state)
{
	struct bench		b;
	const struct frame_page	*p;

	(void)state;
	set(&b, 1, "classique", "A5");
	p = page_with(&b, b.chapter[0]);
	assert_false(p->folio_shown);
	assert_string_equal(stream_text(&b, p, STREAM_HEAD), "");
	assert_string_equal(stream_text(&b, p + 1, STREAM_HEAD),
	    "Le moulin");
	assert_true(p[1].folio_shown);
	assert_string_equal(stream_text(&b, p + 1, STREAM_FOOT), "6");
	assert_string_equal(stream_text(&b, p + 2, STREAM_HEAD), "La roue");
	release(&b);
}

static void
test_notes(void **state)
{
	struct bench b;

	(void)state;
	set(&b, 1, "classique", "A5");
	assert_ptr_equal(page_with(&b, b.note), page_with(&b, b.call));
	assert_int_equal(page_with(&b, b.note)->nrules, 1);
	release(&b);
}

static void
test_contents(void **state)
{
	struct bench b;

	(void)state;
	set(&b, 1, "classique", "A5");
	for (int i = 0; i < 3; i++) {
		const struct frame_page *p = page_with(&b, b.entry[i]);
		const char *want = page_with(&b, b.chapter[i])->label;
		bool hit = false;

		for (uint32_t k = 0; k < p->nruns; k++)
			hit |= p->runs[k].elem == b.entry[i] &&
			    str_eqz(p->runs[k].text, want);
		assert_true(hit);
	}
	release(&b);
}

static bool
on_grid(const struct frame *f, const struct frame_line *l)
{
	return (l->y - f->grid_top) % f->leading == 0;
}

/* Every line of text on the grid and within the page; all lines full
 * pages, no widow, no orphan, no broken word at a foot; in all formats. */
static void
test_rules(void **state)
{
	static const char *const styles[] = { "classique", "poche" };
	static const char *const formats[] = { "A5", "110x178", "130x200",
	    "140x210", "150x210", "6x9in" };

	(void)state;
	for (size_t i = 0; i < 12; i++) {
		struct bench b;

		set(&b, 2, styles[i / 6], formats[i % 6]);
		assert_in_range(b.frame->nremarks, 0, 2);
		for (uint32_t n = 0; n < b.frame->npages; n++) {
			const struct frame_page *p = &b.frame->pages[n];

			for (uint32_t k = 0; k < p->nlines; k++) {
				const struct frame_line *l = &p->lines[k];

				assert_in_range(l->y, 1, b.frame->height);
				if (l->stream != STREAM_BODY)
					continue;
				assert_true(on_grid(b.frame, l));
				assert_in_range(l->number, 1,
				    (unsigned)b.frame->grid_lines);
			}
		}
		release(&b);
	}
}

/* One thread or two: the same pages. */
static void
test_threads(void **state)
{
	struct bench	a, b;
	struct buf	one, two;

	(void)state;
	buf_init(&one);
	buf_init(&two);
	set(&a, 1, "classique", "A5");
	frame_dump(a.frame, &one);
	release(&a);
	for (int i = 0; i < 4; i++) {
		buf_clear(&two);
		set(&b, 2, "classique", "A5");
		frame_dump(b.frame, &two);
		assert_string_equal(one.data, two.data);
		release(&b);
	}
	buf_release(&one);
	buf_release(&two);
}

/* Four pages more can be had, a hundred fewer cannot. */
static void
test_copyfit(void **state)
{
	struct bench	b;
	int		n;

	(void)state;
	set(&b, 1, "classique", "A5");
	n = (int)b.frame->npages;
	release(&b);
	set_pages(&b, 1, "classique", "A5", n + 4);
	assert_int_equal(b.frame->npages, n + 4);
	release(&b);
	set_pages(&b, 1, "classique", "A5", 4);
	assert_int_equal(b.frame->npages, n);
	assert_int_equal(b.sink.seen[DIAG_COPYFIT_FAILED], 1);
	release(&b);
}

/* Pages that begin with the same words in both. */
static int
same_pages(struct bench *a, struct bench *b)
{
	int n = 0;

	for (uint32_t i = 0; i < a->frame->npages; i++)
		n += i < b->frame->npages && strcmp(
		    stream_text(a, &a->frame->pages[i], STREAM_BODY),
		    stream_text(b, &b->frame->pages[i], STREAM_BODY)) == 0;
	return n;
}

/* A correction that makes a paragraph a line longer moves no more pages,
 * over all places fewer, when those of the release are to be kept. */
static void
test_keep(void **state)
{
	static const char *const none[] = { NULL };
	struct bench	 a;
	const struct lock *lock;
	int		 kept = 0, loose = 0, n;

	(void)state;
	set(&a, 1, "classique", "A5");
	n = (int)a.frame->npages;
	lock = release_make(&a.arena, 1, &a.book, a.frame, &a.sources, none);
	for (int k = 0; k < 12; k++) {
		struct bench b = { .where = 2 * k, .extra = " Et personne, "
		    "cette nuit-là, ne songea seulement à fermer la vanne "
		    "avant le matin." };
		struct bench c = b;

		set_bench(&b, 1, "classique", "A5", 0);
		c.keep = lock;
		set_bench(&c, 1, "classique", "A5", 0);
		assert_true(same_pages(&a, &c) >= same_pages(&a, &b));
		loose += same_pages(&a, &b);
		kept += same_pages(&a, &c);
		assert_int_equal(c.frame->nremarks, b.frame->nremarks);
		release(&c);
		release(&b);
	}
	assert_true(kept > loose);
	assert_true(kept >= 12 * (n - 2));
	release(&a);
}

/* A figure that does not fit leaves no white behind: text passes it. */
static void
test_figures(void **state)
{
	int figures = 0, white = 0;

	(void)state;
	for (int k = 0; k < 24; k++) {
		struct bench b = { .where = k, .figure = true };

		set_bench(&b, 2, "classique", "A5", 0);
		for (uint32_t i = 0; i < b.frame->npages; i++)
			figures += (int)b.frame->pages[i].nimages;
		for (uint32_t i = 0; i < b.frame->nremarks; i++)
			white += str_find(b.frame->remarks[i],
			    STR("more than a line short"), 0) != SIZE_MAX;
		release(&b);
	}
	assert_int_equal(figures, 24);
	assert_int_equal(white, 0);
}

static void
test_cover(void **state)
{
	struct bench	b;
	struct frame	*f;
	struct error	err = { 0 };

	(void)state;
	set(&b, 1, "classique", "A5");
	assert_int_equal(typeset_cover(&b.arena, &b.book, b.style, &b.sink,
	    &f, &err), 0);
	assert_int_equal(f->npages, 1);
	assert_in_range(f->pages[0].nruns, 1, 20);
	assert_in_range(f->nfaces, 1, 3);
	release(&b);
}

static void
assert_same_frame(const struct bench *a, const struct bench *b)
{
	struct buf x, y;

	buf_init(&x);
	buf_init(&y);
	frame_dump(a->frame, &x);
	frame_dump(b->frame, &y);
	assert_string_equal(x.data, y.data);
	buf_release(&x);
	buf_release(&y);
}

/* A book with one paragraph longer, with what stands and without. */
static void
compare_standing(struct str standing, const char *extra, bool written)
{
	struct bench plain = { .extra = extra, .where = 5 };
	struct bench b = plain;
	struct buf   next;

	buf_init(&next);
	b.standing = standing;
	b.stand = &next;
	set_bench(&plain, 1, "classique", "A5", 0);
	set_bench(&b, 2, "classique", "A5", 0);
	assert_same_frame(&plain, &b);
	assert_int_equal(next.len > 0, written);
	release(&plain);
	release(&b);
	buf_release(&next);
}

/* Words and lines that stand change nothing; nothing is written where
 * nothing is fresh; what is not of the form counts as none. */
static void
test_standing(void **state)
{
	struct bench b = { 0 };
	struct buf   stand;
	struct str   s;

	(void)state;
	buf_init(&stand);
	b.stand = &stand;
	set_bench(&b, 1, "classique", "A5", 0);
	assert_true(stand.len > 1000);
	s = buf_dup(&stand, &b.arena);
	compare_standing(s, NULL, false);
	compare_standing(s, "Une phrase de plus, et neuve.", true);
	compare_standing(str_sub(s, 0, s.n / 2), NULL, true);
	compare_standing(str_sub(s, 8, s.n), NULL, true);
	memcpy((char *)(uintptr_t)s.p, "octavo/?", 8);
	compare_standing(s, NULL, true);
	release(&b);
	buf_release(&stand);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_furniture),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_contents),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_threads),
		cmocka_unit_test(test_copyfit),
		cmocka_unit_test(test_keep),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_cover),
		cmocka_unit_test(test_standing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
