/*
 * The book to a page list.  Each DIV with text of its own is a section:
 * its galley is built and its pages are made by one worker (a thread
 * with its own faces and style); which one does not show in the result.
 */
#include <pthread.h>
#include <string.h>

#include "octavo/arena.h"
#include "octavo/parallel.h"
#include "standing.h"
#include "typeset_int.h"

/* Blocks of its own: not DIVs, not notes. */
static bool
has_text(const struct node *div)
{
	for (const struct node *c = div->first; c != NULL; c = c->next)
		if (c->kind != NODE_DIV && c->kind != NODE_NOTE)
			return true;
	return false;
}

static bool
starts_zone(const struct node *div)
{
	const struct node *p = div->parent;
	enum role	   r = div->u.div.role;

	/* The first chapter of a part faces the part's blank verso. */
	if (p->kind == NODE_DIV && p->u.div.role == ROLE_PART) {
		for (p = div->prev; p != NULL; p = p->prev)
			if (p->kind == NODE_DIV)
				return false;
		return true;
	}
	/* The text itself begins on a recto. */
	p = div->prev;
	while (p != NULL && p->kind != NODE_DIV)
		p = p->prev;
	return p != NULL && role_info(p->u.div.role)->zone == ZONE_FRONT &&
	    role_info(r)->zone == ZONE_BODY;
}

static bool
on_recto(const struct setter *t, const struct node *div)
{
	return role_info(div->u.div.role)->recto || starts_zone(div) ||
	    style_of(t->workers[0].style, div)->break_before == BREAK_RECTO;
}

static bool
plain_text(const struct node *div)
{
	return role_info(div->u.div.role)->zone == ZONE_BODY &&
	    div->u.div.role != ROLE_PART;
}

/* A text runs on where its style says so, behind another text. */
static bool
runs_on(const struct setter *t, const struct section *before,
    const struct section *s)
{
	return !s->recto && plain_text(before->div) && plain_text(s->div) &&
	    style_of(t->workers[0].style, s->first)->break_before ==
	    BREAK_AUTO;
}

static void
sections_list(struct arena *a, struct setter *t)
{
	const struct node *first = NULL;
	struct walk	   w;
	uint32_t	   n = 0;
	bool		   recto = false;

	walk_init(&w, t->book->model.root);
	while (walk_next(&w) != WALK_DONE)
		n += w.event == WALK_ENTER && w.node->kind == NODE_DIV;
	t->sections = ARENA_ARRAY(a, struct section, n + 1);
	walk_init(&w, t->book->model.root);
	while (walk_next(&w) != WALK_DONE) {
		struct section *s = &t->sections[t->nsections];

		if (w.event != WALK_ENTER)
			continue;
		if (node_is_block(w.node))
			walk_skip(&w);
		if (w.node->kind != NODE_DIV)
			continue;
		recto |= on_recto(t, w.node);
		if (first == NULL)
			first = w.node;
		if (!has_text(w.node))
			continue;
		*s = (struct section){ .div = w.node, .first = first,
		    .recto = recto };
		s->openings = ARENA_NEW(a, struct opening);
		*s->openings = (struct opening){ w.node, first, 0 };
		s->nopenings = 1;
		s->joins = t->nsections > 0 && runs_on(t, s - 1, s);
		t->nsections++;
		first = NULL;
		recto = false;
	}
}

/* The next section; its worker takes those too that join it. */
static struct section *
next_section(struct setter *t)
{
	struct section *s = NULL;

	(void)pthread_mutex_lock(&t->lock);
	if (t->turn < t->nsections)
		s = &t->sections[t->turn++];
	while (t->turn < t->nsections && t->sections[t->turn].joins)
		t->turn++;
	(void)pthread_mutex_unlock(&t->lock);
	return s;
}

static void
build_galley(struct setter *t, struct worker *w, struct section *s)
{
	struct diag_sink sink;

	s->worker = w;
	diag_init(&sink, &w->arena, w->sink.sources);
	w->rc = galley_build(&w->galleys, s->div, w->style, w->faces,
	    t->measure, &sink, &s->galley, &w->error);
	diag_append(&w->sink, &sink);
}

static void
build_galleys(struct setter *t, struct worker *w)
{
	struct section *s;

	while (w->rc == 0 && (s = next_section(t)) != NULL)
		do {
			build_galley(t, w, s++);
		} while (w->rc == 0 && s < t->sections + t->nsections &&
		    s->joins);
}

static void
make_pages(struct setter *t, struct worker *w)
{
	for (uint32_t i = 0; i < t->nsections; i++)
		if (t->sections[i].worker == w && !t->sections[i].made)
			frame_make(t, &t->sections[i]);
}

struct errand {
	struct setter	*t;
	void		(*job)(struct setter *, struct worker *);
};

static void
run_errand(void *data, size_t i)
{
	struct errand *e = data;

	e->job(e->t, &e->t->workers[i]);
}

static void
on_all(struct setter *t, void (*job)(struct setter *, struct worker *))
{
	struct errand e = { t, job };

	run_parallel(t->nworkers, (size_t)t->nworkers, run_errand, &e);
}

void
pages_make(struct setter *t)
{
	on_all(t, make_pages);
	for (uint32_t i = 0; i < t->nsections; i++)
		t->sections[i].made = true;
}

static int
workers_open(struct arena *a, struct setter *t, struct style *style,
    struct diag_sink *sink, struct error *err)
{
	const struct standing *standing = t->opts->stand == NULL ? NULL :
	    standing_read(a, t->opts->standing);
	int n = t->opts->threads;

	n = n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : n;
	for (int i = 0; i < n; i++) {
		struct worker *w = &t->workers[i];

		arena_init(&w->arena);
		arena_init(&w->galleys);
		t->nworkers = i + 1;
		w->style = style_thread(&w->arena, style);
		diag_init(&w->sink, &w->arena, sink->sources);
		if (faces_open(&w->galleys, &w->faces, err) < 0) {
			w->faces = NULL;
			return -1;
		}
		galley_pictures(w->faces, t->book->edition->dir);
		w->faces->standing = standing;
		w->faces->stands = t->opts->stand != NULL;
	}
	return 0;
}

static void
frame_new(struct arena *a, struct setter *t)
{
	const struct style_page *p = t->page;

	t->frame = ARENA_NEW(a, struct frame);
	t->frame->width = p->width;
	t->frame->height = p->height;
	t->frame->leading = p->leading;
	t->grid_top = p->top + p->leading * 3 / 4;
	t->frame->grid_top = t->grid_top;
	t->frame->grid_lines = p->lines;
}

static int
set_book(struct arena *a, struct setter *t, struct diag_sink *sink,
    struct error *err)
{
	struct diag_sink said;
	uint32_t	 first;

	sections_list(a, t);
	on_all(t, build_galleys);
	for (int i = 0; i < t->nworkers; i++)
		if (t->workers[i].rc < 0) {
			*err = t->workers[i].error;
			return -1;
		}
	run_on(a, t);
	first = refs_find(t);
	diag_init(&said, a, sink->sources);
	paginate(a, t, &said);
	pages_make(t);
	if (refs_settle(a, t, first, &said) < 0) {
		for (int i = 0; i < t->nworkers; i++)
			if (t->workers[i].rc < 0)
				*err = t->workers[i].error;
		return -1;
	}
	diag_append(sink, &said);
	paginate_say(a, t, sink);
	for (int i = 0; i < t->nworkers; i++)
		if (faces_error(t->workers[i].faces, err) < 0)
			return -1;
	faces_join(a, t);
	places_join(a, t);
	return 0;
}

/* Faults in the order of the text, whatever thread met them. */
static void
sinks_join(struct setter *t, struct diag_sink *sink)
{
	for (int i = 0; i < t->nworkers; i++)
		diag_append(sink, &t->workers[i].sink);
}

/* Leaves what the next build may take over. */
static void
stand(const struct setter *t)
{
	const struct faces *list[THREADS_MAX];

	for (int i = 0; i < t->nworkers; i++)
		list[i] = t->workers[i].faces;
	if (t->opts->stand != NULL)
		standing_write(list, t->nworkers, t->opts->stand);
}

int
typeset(struct arena *a, const struct book *book, struct style *style,
    const struct typeset_opts *opts, struct diag_sink *sink,
    struct frame **out, struct error *err)
{
	struct setter	t = { .book = book, .opts = opts };
	int		rc;

	t.page = style_page(style);
	t.measure = t.page->width - t.page->inner - t.page->outer;
	(void)pthread_mutex_init(&t.lock, NULL);
	frame_new(a, &t);
	rc = workers_open(a, &t, style, sink, err);
	if (rc == 0)
		rc = set_book(a, &t, sink, err);
	sinks_join(&t, sink);
	if (rc == 0)
		stand(&t);
	for (int i = 0; i < t.nworkers; i++) {
		if (t.workers[i].faces != NULL)
			faces_close(t.workers[i].faces);
		arena_release(&t.workers[i].galleys);
		arena_join(a, &t.workers[i].arena);
	}
	(void)pthread_mutex_destroy(&t.lock);
	*out = t.frame;
	return rc;
}
