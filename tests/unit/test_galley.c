/* Galleys: blocks, labels, calls, what is put before and beside. */
#include "type_bench.h"

#include "octavo/edition.h"

struct book_bench {
	struct bench	b;
	struct edition	edition;
	struct style   *style;
	struct node    *div;
	struct galley  *galley;
};

static void
open_book(struct book_bench *k)
{
	bench_open(&k->b);
	memset(&k->edition, 0, sizeof(k->edition));
	k->edition.style = STR("classique");
	k->edition.format = STR("A5");
	k->edition.dir = STR(".");
	assert_int_equal(style_read(&k->b.arena, &k->edition, &k->b.sink,
	    &k->style, &k->b.error), 0);
	k->b.model.root->kind = NODE_BOOK;
	k->b.model.root->lang = STR("fr");
	k->div = node_new(&k->b.model, NODE_DIV, SPAN_NONE);
	k->div->u.div.role = ROLE_CHAPTER;
	node_append(k->b.model.root, k->div);
}

static struct node *
add(struct book_bench *k, struct node *to, enum node_kind kind,
    const char *text)
{
	struct node *n = node_new(&k->b.model, kind, SPAN_NONE);

	node_append(to, n);
	if (text != NULL)
		node_append(n, node_text_new(&k->b.model, str_z(text),
		    SPAN_NONE));
	return n;
}

static void
build(struct book_bench *k)
{
	assert_int_equal(galley_build(&k->b.arena, k->div, k->style,
	    k->b.faces, SP_MM(108), &k->b.sink, &k->galley, &k->b.error),
	    0);
}

/* The text of a line's runs, joined. */
static const char *
line_text(struct book_bench *k, const struct galley_block *b, unsigned line,
    struct frame_run **runs)
{
	struct frame_line out;
	struct buf	  t;
	uint32_t	  n;

	buf_init(&t);
	galley_set(&k->b.arena, b, 0, line, k->b.faces, runs, &n, &out);
	for (uint32_t i = 0; i < n; i++)
		buf_put_str(&t, (*runs)[i].text);
	assert_int_equal(out.nruns, n);
	return buf_dup(&t, &k->b.arena).p;
}

static const char para[] =
    "Une ligne de texte qui soit assez longue pour passer \303\240 la "
    "suivante, puis encore une autre, et d\342\200\231autres mots pour "
    "finir ce paragraphe d\342\200\231essai comme il convient.";

static void
blocks_come_in_order(void **state)
{
	struct book_bench k;

	(void)state;
	open_book(&k);
	add(&k, k.div, NODE_HEADING, "Titre")->u.heading.level = 1;
	add(&k, k.div, NODE_PARA, para);
	add(&k, k.div, NODE_BREAK, NULL);
	add(&k, k.div, NODE_PARA, para);
	build(&k);
	assert_int_equal(k.galley->nblocks, 4);
	assert_true(k.galley->blocks[0].keep_next);
	assert_int_equal(k.galley->blocks[2].kind, GALLEY_BREAK);
	assert_int_equal(k.galley->blocks[2].variants[0].nlines, 1);
	assert_true(k.galley->blocks[1].variants[0].nlines >= 2);
	/* Collapsed: what the title asks after it stands before the text. */
	assert_true(k.galley->blocks[1].space_before > 0);
	bench_close(&k.b);
}

static void
list_items_have_marks(void **state)
{
	struct book_bench k;
	struct node	 *list;
	struct frame_run *runs;

	(void)state;
	open_book(&k);
	list = add(&k, k.div, NODE_LIST, NULL);
	list->u.list.style = LIST_DECIMAL;
	list->u.list.start = 9;
	add(&k, add(&k, list, NODE_ITEM, NULL), NODE_PARA, para);
	add(&k, add(&k, list, NODE_ITEM, NULL), NODE_PARA, "deux");
	build(&k);
	assert_int_equal(k.galley->nblocks, 2);
	assert_int_equal(strncmp(line_text(&k, &k.galley->blocks[0], 0,
	    &runs), "9. Une", 6), 0);
	assert_true(runs[0].x < runs[1].x);	/* it hangs */
	assert_string_equal(line_text(&k, &k.galley->blocks[1], 0, &runs),
	    "10. deux");
	bench_close(&k.b);
}

static void
notes_are_called_on_their_line(void **state)
{
	struct book_bench k;
	struct node	 *p, *call, *note;
	struct frame_run *runs;
	const struct galley_variant *v;

	(void)state;
	open_book(&k);
	p = add(&k, k.div, NODE_PARA, para);
	call = add(&k, p, NODE_CALL, NULL);
	note = add(&k, k.div, NODE_NOTE, NULL);
	add(&k, note, NODE_PARA, "Une note.");
	call->u.call.number = note->u.note.number = 3;
	call->u.call.note = note;
	note->u.note.call = call;
	build(&k);
	assert_int_equal(k.galley->nnotes, 1);
	assert_int_equal(k.galley->notes[0].nblocks, 1);
	assert_string_equal(line_text(&k, &k.galley->notes[0].blocks[0], 0,
	    &runs), "3. Une note.");
	v = &k.galley->blocks[0].variants[0];
	for (int i = 0; i < v->nlines; i++)
		assert_int_equal(v->lines[i].nnotes, i == v->nlines - 1);
	assert_ptr_equal(v->notes[0].note, note);
	/* A superior three, as its own character. */
	assert_non_null(strstr(line_text(&k, &k.galley->blocks[0],
	    (unsigned)v->nlines - 1, &runs), "convient.\302\263"));
	bench_close(&k.b);
}

/* A paragraph with an initial over three lines. */
static const struct galley_block *
initial(struct book_bench *k, const char *text)
{
	struct style_block *s;
	struct node	   *p;

	open_book(k);
	p = add(k, k->div, NODE_PARA, text);
	s = (struct style_block *)(uintptr_t)style_of(k->style, p);
	s->drop_lines = 3;
	build(k);
	return &k->galley->blocks[0];
}

static void
initials_stand_over_their_lines(void **state)
{
	static const struct { const char *text, *first; } cases[] = {
		{ "Mais ", "Mais " }, { "\303\200 ", "\303\200 " },
		{ "L\342\200\231an ", "L\342\200\231an " },
		{ "\302\253\302\240Oui ", "\302\253 Oui " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct book_bench	   k;
		const struct galley_block *b;
		struct frame_run	  *runs;
		char			   text[512];
		sp			   x[4];

		(void)snprintf(text, sizeof(text), "%s%s %s", cases[i].text,
		    para, para);
		b = initial(&k, text);
		/* Read whole, in its place. */
		assert_int_equal(strncmp(line_text(&k, b, 0, &runs),
		    cases[i].first, strlen(cases[i].first)), 0);
		while (runs->size < 20 * SP_PT)
			runs++;
		assert_int_equal(runs->text.n, 0);
		assert_int_equal(runs->y, 2 * 14 * SP_PT);
		assert_true(runs->x < SP_PT);
		for (unsigned l = 1; l < 4; l++) {
			(void)line_text(&k, b, l, &runs);
			x[l] = runs->x;
		}
		assert_true(x[1] > 10 * SP_PT && x[2] >= x[1]);
		assert_true(x[3] <= SP_PT);
		assert_int_equal(b->hold, 3);
		for (int v = 0; v < b->nvariants; v++)
			assert_true(b->variants[v].nlines >= 3);
		bench_close(&k.b);
	}
}

/* A short paragraph has an initial of its own lines, or none. */
static void
initials_need_lines(void **state)
{
	struct book_bench	   k;
	const struct galley_block *b;

	(void)state;
	b = initial(&k, "Oui, dit-elle.");
	assert_int_equal(b->hold, 0);
	bench_close(&k.b);
	b = initial(&k, "Une ligne de texte qui soit assez longue pour passer "
	    "\303\240 la suivante, mais non plus loin.");
	assert_int_equal(b->variants[0].nlines, 2);
	assert_int_equal(b->hold, 2);
	bench_close(&k.b);
	b = initial(&k, "\342\200\224 Un dialogue n\342\200\231en a pas, "
	    "et ce paragraphe a pourtant plus de trois lignes, comme on le "
	    "verra ; car il ne finit pas ici, mais l\303\240, ou bien un "
	    "peu plus loin encore.");
	assert_int_equal(b->hold, 0);
	bench_close(&k.b);
}

/* A signature typed in capitals is set as one typed with small letters,
 * and still says its capitals. */
static void
capitals_become_small_ones(void **state)
{
	static const struct { const char *text; bool small; } cases[] = {
		{ "MARTIN", true }, { "L. MARTIN-ROUX", true },
		{ "XVII", false }, { "SNCF", true }, { "SNC", false },
		{ "Martin", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct book_bench k;
		struct frame_run *runs;
		const char	 *said;
		sp		  w = 0, capitals = 0;
		const struct face *f;
		const struct word *word;

		open_book(&k);
		add(&k, k.div, NODE_SIGNATURE, cases[i].text);
		build(&k);
		said = line_text(&k, &k.galley->blocks[0], 0, &runs);
		assert_string_equal(said, cases[i].text);
		for (uint32_t g = 0; g < runs[0].nglyphs; g++)
			w += runs[0].glyphs[g].adv - runs[0].size * 3 / 100;
		assert_int_equal(face_find(k.b.faces, STR("EB Garamond"),
		    FACE_REGULAR, &f, &k.b.error), 0);
		word = shape_word(k.b.faces, f, FEAT_SMCP | FEAT_NOLIGA |
		    FEAT_ONUM, shape_lang(k.b.faces, STR("fr")),
		    str_z(cases[i].text));
		capitals = units_sp(word->width, f, runs[0].size);
		if (cases[i].small)
			assert_true(w < capitals * 93 / 100);
		else
			assert_true(w > capitals * 99 / 100);
		bench_close(&k.b);
	}
}

static void
verse_turns_over_with_an_indent(void **state)
{
	struct book_bench k;
	struct node	 *stanza;
	struct frame_run *runs;
	sp		  first;

	(void)state;
	open_book(&k);
	stanza = add(&k, add(&k, k.div, NODE_VERSE, NULL), NODE_STANZA,
	    NULL);
	add(&k, stanza, NODE_LINE, "Un vers court");
	add(&k, stanza, NODE_LINE, para);
	build(&k);
	assert_int_equal(k.galley->nblocks, 2);
	assert_int_equal(k.galley->blocks[0].variants[0].nlines, 1);
	assert_true(k.galley->blocks[1].variants[0].nlines > 1);
	(void)line_text(&k, &k.galley->blocks[1], 0, &runs);
	first = runs[0].x;
	(void)line_text(&k, &k.galley->blocks[1], 1, &runs);
	assert_true(runs[0].x > first);
	for (int i = 0; i < k.galley->blocks[1].variants[0].nlines; i++)
		assert_false(k.galley->blocks[1].variants[0].lines[i]
		    .hyphen);
	bench_close(&k.b);
}

static void
rows_set_their_cells_side_by_side(void **state)
{
	struct book_bench k;
	struct node	 *table, *row;
	struct frame_run *runs;

	(void)state;
	open_book(&k);
	table = add(&k, k.div, NODE_TABLE, NULL);
	row = add(&k, table, NODE_ROW, NULL);
	add(&k, row, NODE_CELL, "un");
	add(&k, row, NODE_CELL, para);
	build(&k);
	assert_int_equal(k.galley->nblocks, 1);
	assert_true(k.galley->blocks[0].variants[0].nlines > 1);
	assert_int_equal(strncmp(line_text(&k, &k.galley->blocks[0], 0,
	    &runs), "unUne ligne", 11), 0);
	assert_true(runs[1].x > runs[0].x + 11 * SP_PT);
	bench_close(&k.b);
}

/* Scraps of every kind of trouble, joined at random. */
static void
random_scraps(uint32_t *seed, struct buf *out)
{
	static const char *const scraps[] = { "mot", "l\342\200\231",
	    "-", "\342\200\221", "\302\253", "\302\273", "\302\240",
	    "\342\200\257", " ", "  ", "\n", "\342\200\213",
	    "\302\255", "\342\200\224", "ffl", "1917", "\320\226",
	    "\327\220", "\314\201", "http://a.b/c/d?e=f&g",
	    "contre-r\303\251volutionnaire", "\t", "\342\200\203",
	    "AVANT", "\342\200\231", "insurrection" };

	for (uint32_t n = (*seed >> 8) % 50; n > 0; n--) {
		*seed = *seed * 1664525u + 1013904223u;
		buf_puts(out, scraps[(*seed >> 8) %
		    (sizeof(scraps) / sizeof(*scraps))]);
		if ((*seed >> 20) % 2)
			buf_putc(out, ' ');
	}
	*seed = *seed * 1664525u + 1013904223u;
}

static void
check_runs(const struct frame_run *r, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		size_t	 bytes = 0;
		uint32_t glyphs = 0;

		for (uint32_t k = 0; k < r[i].nclusters; k++) {
			bytes += r[i].clusters[k].bytes;
			glyphs += r[i].clusters[k].glyphs;
		}
		assert_int_equal(bytes, r[i].text.n);
		assert_int_equal(glyphs, r[i].nglyphs);
		assert_true(utf8_invalid(r[i].text) == SIZE_MAX);
		for (uint32_t k = 0; k < r[i].nglyphs; k++)
			assert_int_not_equal(r[i].glyphs[k].gid, 0);
	}
}

static void
any_text_is_set_in_any_measure(void **state)
{
	static const enum node_kind kinds[] = { NODE_PARA, NODE_HEADING,
	    NODE_LINE, NODE_SIGNATURE };
	struct book_bench k;
	uint32_t	  seed = 1882;

	(void)state;
	open_book(&k);
	for (int i = 0; i < 200; i++) {
		struct buf t;

		buf_init(&t);
		random_scraps(&seed, &t);
		add(&k, k.div, kinds[i % 4], buf_dup(&t, &k.b.arena).p)
		    ->u.heading.level = 1;
		buf_release(&t);
	}
	for (int mm = 1; mm < 120; mm += 17) {
		assert_int_equal(galley_build(&k.b.arena, k.div, k.style,
		    k.b.faces, SP_MM(mm), &k.b.sink, &k.galley,
		    &k.b.error), 0);
		for (uint32_t i = 0; i < k.galley->nblocks; i++) {
			const struct galley_block *b =
			    &k.galley->blocks[i];
			struct frame_run *runs;
			struct frame_line out;
			uint32_t n;

			for (uint16_t l = 0; l < b->variants[0].nlines;
			    l++) {
				galley_set(&k.b.arena, b, 0, l, k.b.faces,
				    &runs, &n, &out);
				check_runs(runs, n);
			}
		}
	}
	bench_close(&k.b);
}

/* FR-S1 … FR-S3: the widths of the spaces, whatever their code point. */
static void
french_spaces_have_their_widths(void **state)
{
	static const struct {
		const char *text;
		int	    space;	/* [1/1000 of the word space] */
	} cases[] = {
		{ "a\302\240;", 500 }, { "a\342\200\257;", 500 },
		{ "a\342\200\257!", 500 }, { "a\302\240:", 1000 },
		{ "\302\253\302\240a", 800 }, { "a\342\200\257\302\273",
		    800 }, { "M.\302\240X", 1000 },
		{ "10\342\200\257000", 833 },
	};
	struct bench b;
	struct para  p;

	(void)state;
	bench_open(&b);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		sp word, got;

		bench_para(&b, &p, cases[i].text, 300 * SP_PT);
		assert_int_equal(p.natoms, 3);
		assert_int_equal(p.atoms[1].kind, ATOM_SPACE);
		assert_false(p.atoms[1].may_break);
		word = units_sp(p.looks[0].face->space_adv, p.looks[0].face,
		    p.looks[0].size);
		got = (sp)((int64_t)p.atoms[1].width * 1000 / word);
		assert_in_range(got, cases[i].space - 2,
		    cases[i].space + 2);
	}
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_come_in_order),
		cmocka_unit_test(list_items_have_marks),
		cmocka_unit_test(notes_are_called_on_their_line),
		cmocka_unit_test(initials_stand_over_their_lines),
		cmocka_unit_test(initials_need_lines),
		cmocka_unit_test(capitals_become_small_ones),
		cmocka_unit_test(verse_turns_over_with_an_indent),
		cmocka_unit_test(rows_set_their_cells_side_by_side),
		cmocka_unit_test(any_text_is_set_in_any_measure),
		cmocka_unit_test(french_spaces_have_their_widths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
