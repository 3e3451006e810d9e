/*
 * --keep-pages: the lines with which pages of a release began are marked
 * in the columns; the paginator then prefers them (PAGE_KEEP).
 *
 * A correction may shift the words of a line by a little: the line that
 * begins nearest to the place counts, if it is near.
 */
#include "octavo/arena.h"
#include "octavo/lock.h"
#include "typeset_int.h"

enum { NEAR = 24 };	/* [bytes] of text */

struct spot {		/* where a block stands */
	struct section	*section;
	uint32_t	 block;
};

/* Spots of blocks by node id. */
static struct spot *
spots_of(struct arena *a, struct setter *t)
{
	struct spot *by_id = arena_calloc(a, t->book->model.ids + 1u,
	    sizeof(*by_id));

	for (uint32_t i = 0; i < t->nsections; i++) {
		struct section *s = &t->sections[i];

		for (uint32_t b = 0; b < s->galley->nblocks; b++) {
			const struct node *n = s->galley->blocks[b].node;

			if (n != NULL && by_id[n->id].section == NULL)
				by_id[n->id] = (struct spot){ s, b };
		}
	}
	return by_id;
}

/* Bytes of text of the block before a place in it. */
static uint32_t
offset_in(const struct node *block, const struct node *text, uint32_t off)
{
	struct walk w;
	uint32_t    n = 0;

	walk_init(&w, block);
	while (walk_next(&w) != WALK_DONE && w.node != text)
		if (w.event == WALK_ENTER && w.node->kind == NODE_TEXT)
			n += (uint32_t)w.node->u.text.text.n;
	return n + off;
}

/* Where a line begins; false when it holds no text. */
static bool
line_start(struct arena *scratch, const struct section *s,
    const struct galley_block *b, int variant, int line, uint32_t *off)
{
	struct frame_run  *runs;
	struct frame_line  l;
	uint32_t	   n;

	galley_set(scratch, b, (unsigned)variant, (unsigned)line,
	    s->worker->faces, &runs, &n, &l);
	for (uint32_t i = 0; i < n; i++)
		if (runs[i].source != NULL &&
		    runs[i].artifact == ARTIFACT_NONE) {
			*off = offset_in(b->node, runs[i].source,
			    runs[i].off);
			return true;
		}
	return false;
}

static void
mark(const struct page_block *b, int variant, int line)
{
	struct page_line *l;

	l = (struct page_line *)(uintptr_t)b->variants[variant].lines;
	l[line].kept = true;
}

/* The line of a variant that begins at the place, or nearest to it. */
static void
mark_variant(struct arena *scratch, struct spot at, int variant,
    uint32_t place)
{
	const struct galley_block *b = &at.section->galley->blocks[at.block];
	const struct page_block	  *pb = &at.section->col.blocks[at.block];
	uint32_t		   best = NEAR + 1, off, far;
	int			   line = -1;

	for (int l = 0; l < pb->variants[variant].nlines; l++) {
		if (!line_start(scratch, at.section, b, variant, l, &off))
			continue;
		far = off > place ? off - place : place - off;
		if (far < best) {
			best = far;
			line = l;
		}
	}
	if (line >= 0)
		mark(pb, variant, line);
}

static void
mark_place(struct arena *scratch, const struct spot *spots,
    const struct lock_place *place)
{
	const struct node *n = place->text;
	struct arena_mark  m = arena_mark(scratch);
	struct spot	   at;
	uint32_t	   off;

	while (n != NULL && spots[n->id].section == NULL)
		n = n->parent;
	if (n == NULL)
		return;
	at = spots[n->id];
	off = offset_in(n, place->text, place->off);
	for (int v = 0; v < at.section->col.blocks[at.block].nvariants; v++)
		mark_variant(scratch, at, v, off);
	arena_rewind(scratch, m);
}

void
keep_pages(struct arena *a, struct setter *t)
{
	const struct lock  *lock = t->opts->keep;
	struct lock_place  *places;
	struct spot	   *spots;
	struct arena	    scratch;

	if (lock == NULL)
		return;
	places = arena_calloc(a, lock->npages + 1, sizeof(*places));
	lock_places(lock, t->book->model.root, places);
	spots = spots_of(a, t);
	arena_init(&scratch);
	for (size_t i = 0; i < lock->npages; i++)
		if (places[i].text != NULL)
			mark_place(&scratch, spots, &places[i]);
	arena_release(&scratch);
	for (uint32_t i = 0; i < t->nsections; i++)
		t->sections[i].col.keeps = true;
}
