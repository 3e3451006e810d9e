/*
 * The proof on paper: the book's pages unchanged on larger sheets, all
 * that is added an artifact; bars beside the lines that have changed;
 * every correction, doubt and suspicion underlined and told.
 */
#include "cases.h"

#include "octavo/build.h"
#include "octavo/proof.h"
#include "octavo/release.h"
#include "proof/proof_int.h"

#define EDITION "sources/atelier"

struct set {
	struct build	   b;
	struct proof_text *texts;
	struct proof_input in;
	struct frame	  *sheets;
};

static void
forget_readings(struct build *b, struct text *t)
{
	const struct ledger *was = t->ledger;
	struct ledger	    *l = ARENA_NEW(&b->arena, struct ledger);

	if (was == NULL)
		return;
	*l = *was;
	l->n = 0;
	l->entries = ARENA_ARRAY(&b->arena, struct ledger_entry,
	    was->n + 1);
	for (size_t k = 0; k < was->n; k++)
		if (was->entries[k].action != LEDGER_READING)
			l->entries[l->n++] = was->entries[k];
	t->ledger = l;
}

static void
set_open(struct set *s, bool readings)
{
	struct build_opts o = { .threads = 1, .suspects = true };
	struct error	  e;

	assert_int_equal(build_open(&s->b, EDITION, &o, &e), 0);
	assert_int_equal(build_read(&s->b, &e), 0);
	for (size_t i = 0; !readings && i < s->b.edition->nparts; i++)
		forget_readings(&s->b, &s->b.parts[i]);
	assert_int_equal(build_edit(&s->b, &e), 0);
	assert_int_equal(build_typeset(&s->b, &e), 0);
	assert_non_null(s->b.frame);
	s->texts = ARENA_ARRAY(&s->b.arena, struct proof_text,
	    s->b.edition->nparts);
	for (size_t i = 0; i < s->b.edition->nparts; i++)
		s->texts[i] = (struct proof_text){ s->b.texts[i].clean,
		    s->b.texts[i].source, s->b.texts[i].path };
	s->in = (struct proof_input){ s->b.book, s->b.frame, &s->b.sources,
	    &s->b.sink, s->texts, s->b.edition->nparts, NULL };
}

static void
set_sheets(struct set *s)
{
	struct error e;

	assert_int_equal(proof_sheets(&s->b.arena, &s->in, &s->sheets, &e),
	    0);
	assert_int_equal(s->sheets->npages, s->b.frame->npages);
}

static size_t
bars_of(const struct frame_page *p)
{
	size_t n = 0;

	for (uint32_t i = 0; i < p->nrules; i++)
		n += p->rules[i].rgb == 0 && p->rules[i].w < SP_PT * 3 / 2 &&
		    p->rules[i].h > 6 * SP_PT;
	return n;
}

/* The pages as they were, moved, then artifacts and nothing else. */
static void
pages_are_kept(void **state)
{
	struct set s;

	(void)state;
	set_open(&s, true);
	set_sheets(&s);
	assert_int_equal(s.sheets->width, SP_MM(210));
	assert_int_equal(s.sheets->height, SP_MM(297));
	for (uint32_t p = 0; p < s.sheets->npages; p++) {
		const struct frame_page *was = &s.b.frame->pages[p];
		const struct frame_page *is = &s.sheets->pages[p];
		sp dx = 0, dy = 0;

		assert_true(is->nruns > was->nruns);
		for (uint32_t i = 0; i < is->nruns; i++) {
			const struct frame_run *r = &is->runs[i];

			assert_true(r->x >= 0 && r->x < s.sheets->width);
			assert_true(r->y >= 0 && r->y < s.sheets->height);
			if (i >= was->nruns) {
				assert_int_equal(r->artifact, ARTIFACT_RULE);
				assert_null(r->elem);
				continue;
			}
			if (i == 0) {
				dx = r->x - was->runs[0].x;
				dy = r->y - was->runs[0].y;
				assert_true(dx > 0 && dy > 0);
			}
			assert_int_equal(r->x - was->runs[i].x, dx);
			assert_int_equal(r->y - was->runs[i].y, dy);
			assert_ptr_equal(r->glyphs, was->runs[i].glyphs);
		}
		assert_int_equal(bars_of(is), 0);
	}
	build_release(&s.b);
}

static void
bars(void **state)
{
	static const char *const none[] = { NULL };
	struct set  old, now;
	uint8_t	  **how;
	size_t	    changed = 0, n;

	(void)state;
	set_open(&old, false);
	set_open(&now, true);
	now.in.since = release_make(&now.b.arena, 1, old.b.book,
	    old.b.frame, &old.b.sources, none);
	set_sheets(&now);
	how = release_lines(&now.b.arena, now.in.since, now.b.frame);
	for (uint32_t p = 0; p < now.sheets->npages; p++) {
		n = 1;		/* the sample at the head */
		for (uint32_t i = 0; i < now.b.frame->pages[p].nlines; i++)
			n += how[p][i] == RELEASE_CHANGED;
		assert_int_equal(bars_of(&now.sheets->pages[p]), n);
		changed += n - 1;
	}
	assert_true(changed > 10);
	build_release(&old.b);
	build_release(&now.b);
}

static bool
page_says(const struct frame_page *p, struct str words)
{
	for (uint32_t i = 0; i < p->nruns; i++)
		if (p->runs[i].artifact == ARTIFACT_RULE &&
		    str_find(p->runs[i].text, words, 0) != SIZE_MAX)
			return true;
	return false;
}

/* Every mark has its page, and that page's sheet says it. */
static void
marks_are_told(void **state)
{
	struct set	   s;
	struct proof_marks m;
	size_t		   told[PROOF_KIND__MAX] = { 0 };

	(void)state;
	set_open(&s, true);
	set_sheets(&s);
	proof_marks(&s.b.arena, &s.in, &m);
	for (uint32_t p = 0; p < s.b.frame->npages; p++)
		for (uint32_t i = 0; i < s.b.frame->pages[p].nruns; i++) {
			const struct frame_run *r =
			    &s.b.frame->pages[p].runs[i];
			size_t from, to;

			for (struct proof_mark *k = proof_marks_of(&m, r);
			    k != NULL; k = k->next) {
				if (k->kind == PROOF_NOTE ||
				    k->page != UINT32_MAX ||
				    !proof_covered(r, k, &from, &to))
					continue;
				k->page = p;
				told[k->kind]++;
				assert_true(k->where[0] == '\0' ||
				    page_says(&s.sheets->pages[p],
				    str_sub(str_z(k->title), 0, 4)));
			}
		}
	assert_true(told[PROOF_CORRECTION] >= 15);
	assert_true(told[PROOF_DOUBT] > 0);
	assert_true(told[PROOF_SUSPECT] > 0);
	build_release(&s.b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_kept),
		cmocka_unit_test(bars),
		cmocka_unit_test(marks_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
