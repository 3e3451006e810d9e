/*
 * The order of the stages.  Parts are cleaned and read on both cores,
 * each into its own arena and sink; the sinks are joined in the order
 * of the parts, so that messages do not depend on timing.
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/build.h"
#include "octavo/file.h"
#include "octavo/parallel.h"
#include "octavo/printing.h"
#include "octavo/typeset.h"

#include "build_int.h"

int
build_open(struct build *b, const char *dir, const struct build_opts *o,
    struct error *e)
{
	memset(b, 0, sizeof(*b));
	b->opts = *o;
	arena_init(&b->arena);
	arena_init(&b->source_arena);
	sources_init(&b->sources, &b->source_arena);
	diag_init(&b->sink, &b->arena, &b->sources);
	if (edition_read(&b->arena, dir, &b->sink, &b->edition, e) < 0)
		return -1;
	if (b->edition == NULL)
		return 0;
	if (o->style != NULL)
		b->edition->style = str_z(o->style);
	if (o->format != NULL)
		b->edition->format = str_z(o->format);
	if (o->style != NULL)
		b->edition->style_span = SPAN_NONE;
	if (o->format != NULL)
		b->edition->format_span = SPAN_NONE;
	build_cache_open(b);
	b->texts = ARENA_ARRAY(&b->arena, struct build_text,
	    b->edition->nparts + 1);
	for (size_t i = 0; i < b->edition->nparts; i++) {
		arena_init(&b->texts[i].arena);
		diag_init(&b->texts[i].sink, &b->texts[i].arena,
		    &b->sources);
	}
	return 0;
}

void
build_release(struct build *b)
{
	(void)build_prefetched(b);
	for (size_t i = 0; b->edition && i < b->edition->nparts; i++)
		arena_release(&b->texts[i].arena);
	arena_release(&b->source_arena);
	arena_release(&b->arena);
}

struct reading {
	struct build *b;
	struct turn {
		size_t part, bytes;
	} *turns;
};

static void
read_one(void *data, size_t i)
{
	struct reading *r = data;
	size_t		part = r->turns[i].part;

	r->b->texts[part].rc = build_text_read(r->b, part);
}

static int
longest_first(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;

	if (x->bytes != y->bytes)
		return x->bytes > y->bytes ? -1 : 1;
	return x->part < y->part ? -1 : x->part > y->part;
}

/* The longest text first: while it is cleaned the other core has time
 * for all the rest. */
static void
read_all(struct build *b, size_t n)
{
	struct reading r = { b, ARENA_ARRAY(&b->arena, struct turn, n + 1) };

	for (size_t i = 0; i < n; i++)
		r.turns[i] = (struct turn){ i, build_text_size(b, i) };
	qsort(r.turns, n, sizeof(*r.turns), longest_first);
	run_parallel(b->opts.threads, n, read_one, &r);
}

int
build_read(struct build *b, struct error *e)
{
	size_t	n = b->edition ? b->edition->nparts : 0;
	double	start = stage_start();
	size_t	all = 0;
	int	rc = 0;

	build_doing(b, "reading the texts");
	read_all(b, n);
	stage_end("read", start);
	b->parts = ARENA_ARRAY(&b->arena, struct text, n + 1);
	for (size_t i = 0; i < n; i++) {
		struct build_text *t = &b->texts[i];

		diag_append(&b->sink, &t->sink);
		if (t->model.root != NULL)
			all += sources_at(&b->sources,
			    t->source).text.n;
		if (t->rc < 0 && rc == 0) {
			*e = t->error;
			rc = -1;
		}
		b->parts[i].part = &b->edition->parts[i];
		b->parts[i].div = t->model.root;
		b->parts[i].ledger = t->ledger;
	}
	if (rc == 0 && all > LIMIT_TEXTS)
		return error_limit(e, NULL, "the texts are longer than %zu "
		    "MiB in all", LIMIT_TEXTS >> 20);
	return rc;
}

/* Files that the book names must be there before any work begins. */
static void
check_files(struct build *b)
{
	struct walk	 w;
	const char	*path;

	walk_init(&w, b->book->model.root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_FIGURE)
			continue;
		path = path_join(&b->arena, b->edition->dir.p,
		    str_dup(&b->arena, w.node->u.figure.src).p);
		if (!file_exists(path))
			diag(&b->sink, DIAG_FILE_MISSING, w.node->span,
			    "%s", path);
	}
	if (b->edition->cover.n == 0)
		return;
	path = path_join(&b->arena, b->edition->dir.p, b->edition->cover.p);
	if (!file_exists(path))
		diag(&b->sink, DIAG_FILE_MISSING, b->edition->cover_span,
		    "%s", path);
}

int
build_edit(struct build *b, struct error *e)
{
	struct edit_opts	o = { .diplomatic = b->opts.diplomatic,
				    .threads = b->opts.threads };
	double			t = stage_start();
	size_t			i;

	if (b->edition == NULL)
		return 0;
	build_doing(b, "making the book");
	for (i = 0; i < b->edition->nparts; i++)
		if (b->parts[i].div == NULL)
			return 0;
	if (printing_keep(b, e) < 0)
		return -1;
	if (b->opts.keep > 0 && diag_has_errors(&b->sink))
		return 0;
	o.keep = b->kept;
	b->book = edit_book(&b->arena, b->edition, b->parts,
	    b->edition->nparts, &o, &b->sink);
	if (b->book != NULL)
		check_files(b);
	stage_end("edit", t);
	if (b->book != NULL && b->book->nnotes > LIMIT_NOTES)
		return error_limit(e, NULL, "%zu notes; %d are the limit",
		    (size_t)b->book->nnotes, LIMIT_NOTES);
	return 0;
}

static int
set_pages(struct build *b, struct error *e)
{
	struct typeset_opts o = { .pages = b->opts.pages,
	    .multiple = b->opts.multiple, .threads = b->opts.threads,
	    .keep = b->kept };
	struct buf	    stand;
	int		    rc;

	buf_init(&stand);
	if (!build_prefetched(b))
		b->standing = build_cache_find(b, &b->arena, "standing");
	if (b->opts.cache) {
		o.standing = b->standing;
		o.stand = &stand;
	}
	rc = typeset(&b->arena, b->book, b->style, &o, &b->sink, &b->frame,
	    e);
	build_cache_keep(b, &b->arena, "standing", buf_str(&stand));
	buf_release(&stand);
	return rc;
}

int
build_typeset(struct build *b, struct error *e)
{
	double	start = stage_start();
	int	rc;

	if (b->book == NULL || diag_has_errors(&b->sink))
		return 0;
	if (b->style == NULL && style_read(&b->arena, b->edition, &b->sink,
	    &b->style, e) < 0)
		return -1;
	if (diag_has_errors(&b->sink))
		return 0;
	build_doing(b, "setting lines and pages");
	rc = set_pages(b, e);
	stage_end("typeset", start);
	if (rc == 0 && b->frame != NULL && b->frame->npages > LIMIT_PAGES)
		return error_limit(e, NULL, "%u pages; %d are the limit",
		    b->frame->npages, LIMIT_PAGES);
	return rc;
}
