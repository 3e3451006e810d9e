/*
 * Pages that the text itself names, as the list of corrections does:
 * known only when the pages are made.
 *
 *	refs_settle
 *	  collect		the page of every node named, from the places
 *	  galleys set again	of the sections that name one (typeset)
 *	  paginate_again	from the first of them on (copyfit)
 *	  pages made again	of the sections that have moved
 *	until the pages are those that were set.
 *
 * The first time round each page is as wide as most are.  The sections
 * named stand before those that name them, so that the second round is
 * the last; only copy-fitting may go further, and ROUNDS bounds it.
 */
#include <string.h>

#include "octavo/arena.h"
#include "typeset_int.h"

enum { ROUNDS = 6 };

static bool
names_pages(const struct section *s)
{
	struct walk w;

	walk_init(&w, s->div);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER)
			continue;
		if (w.node->kind == NODE_DIV && w.node != s->div)
			walk_skip(&w);
		else if (w.node->kind == NODE_LINK &&
		    w.node->u.link.page.n > 0)
			return true;
	}
	return false;
}

uint32_t
refs_find(struct setter *t)
{
	uint32_t first = t->nsections;

	for (uint32_t i = t->nsections; i-- > 0;) {
		t->sections[i].names_pages = names_pages(&t->sections[i]);
		if (t->sections[i].names_pages)
			first = i;
	}
	return first;
}

/* The page (from 1) on which each node begins, by its id. */
static void
collect(const struct setter *t, uint32_t *pages)
{
	memset(pages, 0, (t->book->model.ids + 1) * sizeof(*pages));
	for (uint32_t i = 0; i < t->nsections; i++)
		for (uint32_t k = 0; k < t->sections[i].nplaces; k++) {
			const struct frame_place *p;

			p = &t->sections[i].places[k];
			if (pages[p->node->id] == 0 ||
			    p->page + 1 < pages[p->node->id])
				pages[p->node->id] = p->page + 1;
		}
}

/* Are the pages that were set those that came out? */
static bool
is_settled(const struct setter *t, const uint32_t *was,
    const uint32_t *now)
{
	struct walk w;

	for (uint32_t i = 0; i < t->nsections; i++) {
		if (!t->sections[i].names_pages)
			continue;
		walk_init(&w, t->sections[i].div);
		while (walk_next(&w) != WALK_DONE) {
			const struct node *to = w.node->u.link.target;

			if (w.event == WALK_ENTER &&
			    w.node->kind == NODE_LINK &&
			    w.node->u.link.page.n > 0 && to != NULL &&
			    was[to->id] != now[to->id])
				return false;
		}
	}
	return true;
}

static int
set_again(struct setter *t, const uint32_t *pages)
{
	for (int i = 0; i < t->nworkers; i++)
		galley_pages(t->workers[i].faces, pages,
		    t->book->model.ids + 1);
	for (uint32_t i = 0; i < t->nsections; i++) {
		struct section	*s = &t->sections[i];
		struct diag_sink unheard;

		if (!s->names_pages)
			continue;
		/* what there is to say was said the first time */
		diag_init(&unheard, &s->worker->arena,
		    s->worker->sink.sources);
		if (galley_build(&s->worker->galleys, s->div,
		    s->worker->style, s->worker->faces, t->measure,
		    &unheard, &s->galley, &s->worker->error) < 0)
			return s->worker->rc = -1;
	}
	return 0;
}

int
refs_settle(struct arena *a, struct setter *t, uint32_t first,
    struct diag_sink *sink)
{
	size_t	  n = t->book->model.ids + 1;
	uint32_t *was, *now, *other;

	if (first == t->nsections)
		return 0;
	was = arena_calloc(a, n, sizeof(*was));
	now = arena_calloc(a, n, sizeof(*now));
	collect(t, now);
	for (int round = 0; round < ROUNDS; round++) {
		paginate_undo(t);
		if (set_again(t, now) < 0)
			return -1;
		paginate_again(a, t, first, sink);
		pages_make(t);
		other = was;
		was = now;
		now = other;
		collect(t, now);
		if (is_settled(t, was, now))
			return 0;
	}
	diag(sink, DIAG_PAGES_UNSETTLED, SPAN_NONE, NULL);
	return 0;
}
