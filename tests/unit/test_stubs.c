/*
 * Every entry that a doubt or a suspicion proposes applies, alone, to
 * the text it is about, and a reading at the place that was doubted.
 *
 * The texts: the cases of the cleaner, and the folders named in
 * CLEAN_TEXTS and OCTAVO_WITNESSES, when they are there.
 */
#include "cases.h"

#include "octavo/clean.h"
#include "octavo/ledger.h"
#include "octavo/model.h"
#include "octavo/read.h"

struct tally {
	unsigned texts, doubts, entries, faults;
};

/* Where the readings of a ledger came to stand; UINT32_MAX: nowhere. */
static uint32_t
corrected_at(const struct node *root, uint32_t *end)
{
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_CORR) {
			*end = w.node->span.end;
			return w.node->span.start;
		}
	return UINT32_MAX;
}

static const char *
try_entry(struct str clean, struct str entry, const struct clean_doubt *x)
{
	char		 path[] = "/tmp/octavo-stub-XXXXXX";
	int		 fd = mkstemp(path);
	struct arena	 a;
	struct sources	 src;
	struct diag_sink sink;
	struct error	 e = { 0 };
	struct model	 m;
	struct ledger	*l = NULL;
	struct str	 head = STR("witness: w\nsha256: \"\"\nby: t\n"
			     "entries:\n");
	const char	*fault = NULL;
	uint32_t	 at, end = 0;

	assert_true(fd >= 0 && write(fd, head.p, head.n) == (ssize_t)head.n &&
	    write(fd, entry.p, entry.n) == (ssize_t)entry.n);
	(void)close(fd);
	arena_init(&a);
	sources_init(&src, &a);
	diag_init(&sink, &a, &src);
	model_init(&m, &a, NODE_DIV);
	m.root = read_markdown(&m, sources_add(&src, STR("clean"), clean),
	    &sink);
	sink.first = NULL;
	assert_int_equal(ledger_read(&a, path, &sink, &l, &e), 0);
	(void)unlink(path);
	if (l == NULL || l->n != 1)
		fault = "is not read";
	else {
		ledger_apply(&m, m.root, l, &sink);
		for (struct diag_item *it = sink.first; it; it = it->next)
			if (diag_kind(it->code)->code[0] == 'L')
				fault = diag_kind(it->code)->text;
		at = corrected_at(m.root, &end);
		if (fault == NULL && l->entries[0].action == LEDGER_READING &&
		    x->times == 1 && (at > x->out + x->text.n ||
		    end + 4 < x->out))
			fault = "applies elsewhere";
	}
	arena_release(&a);
	return fault;
}

static void
try_doubt(const char *path, struct str clean, const struct clean_doubt *x,
    struct tally *t)
{
	struct str s = x->stub;
	size_t	   from = 0, to;

	t->doubts++;
	while (from < s.n) {
		const char *fault;

		to = str_find(s, STR("\n  - "), from);
		to = to == SIZE_MAX ? s.n : to + 1;
		fault = try_entry(clean, str_sub(s, from, to), x);
		t->entries++;
		if (fault != NULL) {
			t->faults++;
			print_error("%s: %s: %s\n%.*s", path, x->id, fault,
			    STR_ARG(str_sub(s, from, to)));
		}
		from = to;
	}
}

static void
try_text(const char *path, struct tally *t)
{
	struct clean_opts opts = { .lang = STR("fr"), .suspects = true };
	struct arena	  a;
	struct sources	  src;
	struct diag_sink  sink;
	struct error	  e = { 0 };
	struct clean_doc *d = NULL;

	arena_init(&a);
	sources_init(&src, &a);
	diag_init(&sink, &a, &src);
	if (clean_witness(&a, str_z(path), case_read(&a, path), &opts, &sink,
	    &d, &e) == 0 && d != NULL) {
		t->texts++;
		for (size_t i = 0; i < d->ndoubts; i++)
			try_doubt(path, d->markdown, &d->doubts[i], t);
		for (size_t i = 0; i < d->nsuspects; i++)
			try_doubt(path, d->markdown, &d->suspects[i], t);
	}
	arena_release(&a);
}

static void
try_folder(const char *dir, const char *suffix, struct tally *t)
{
	struct arena a;
	char	    *names[400];
	size_t	     n;

	if (dir == NULL || access(dir, R_OK) != 0)
		return;
	arena_init(&a);
	n = case_list(&a, dir, suffix, names, 400);
	for (size_t i = 0; i < n; i++)
		try_text(arena_printf(&a, "%s/%s.%s", dir, names[i], suffix),
		    t);
	arena_release(&a);
}

static void
every_entry_applies(void **state)
{
	struct tally t = { 0 };

	(void)state;
	try_folder("tests/cases/clean", "in", &t);
	try_folder("sources/atelier/witnesses", "txt", &t);
	try_folder(getenv("CLEAN_TEXTS"), "txt", &t);
	try_folder(getenv("OCTAVO_WITNESSES"), "txt", &t);
	print_message("%u texts, %u doubts and suspicions, %u entries\n",
	    t.texts, t.doubts, t.entries);
	assert_true(t.entries > 20);
	assert_int_equal(t.faults, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_entry_applies)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
