/*
 * What the workers made, as one: faces numbered in the order of their
 * first use in the book, places in the order of their nodes.
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "typeset_int.h"

struct face_map {
	struct frame_face *list;	/* the worker's */
	uint32_t	   n;
	int		  *to;		/* in the frame, or -1 */
};

static bool
same_face(const struct frame_face *a, const struct frame_face *b)
{
	return a->index == b->index && a->path != NULL &&
	    b->path != NULL && strcmp(a->path, b->path) == 0;
}

static const char *
copied(struct arena *a, const char *s)
{
	return s == NULL ? NULL : arena_dup(a, s, strlen(s));
}

/* The workers' faces go with their galleys. */
static struct frame_face
face_copy(struct arena *a, const struct frame_face *from)
{
	struct frame_face f = *from;

	f.family = copied(a, f.family);
	f.style = copied(a, f.style);
	f.path = copied(a, f.path);
	f.licence = copied(a, f.licence);
	f.bytes = str_dup(a, f.bytes);
	return f;
}

static uint16_t
number_of(struct arena *a, struct frame *f, struct face_map *m,
    uint16_t face)
{
	uint32_t k;

	if (face >= m->n)
		return 0;
	if (m->to[face] >= 0)
		return (uint16_t)m->to[face];
	for (k = 0; k < f->nfaces; k++)
		if (same_face(&f->faces[k], &m->list[face]))
			break;
	if (k == f->nfaces)
		f->faces[f->nfaces++] = face_copy(a, &m->list[face]);
	m->to[face] = (int)k;
	return (uint16_t)k;
}

static void
renumber(struct arena *a, struct frame *f, const struct section *s,
    struct face_map *m)
{
	for (uint32_t i = 0; i < s->plan.npages; i++) {
		struct frame_page *p = &f->pages[s->page + i];

		for (uint32_t r = 0; r < p->nruns; r++)
			p->runs[r].face = number_of(a, f, m,
			    p->runs[r].face);
	}
}

void
faces_join(struct arena *a, struct setter *t)
{
	struct face_map	map[THREADS_MAX];
	uint32_t	all = 0;

	for (int i = 0; i < t->nworkers; i++) {
		faces_list(t->workers[i].faces, a, &map[i].list, &map[i].n);
		map[i].to = ARENA_ARRAY(a, int, map[i].n + 1);
		for (uint32_t k = 0; k < map[i].n; k++)
			map[i].to[k] = -1;
		all += map[i].n;
	}
	t->frame->faces = ARENA_ARRAY(a, struct frame_face, all + 1);
	for (uint32_t i = 0; i < t->nsections; i++)
		renumber(a, t->frame, &t->sections[i],
		    &map[t->sections[i].worker - t->workers]);
}

static int
by_node(const void *x, const void *y)
{
	const struct frame_place *a = x, *b = y;

	if (a->node->id != b->node->id)
		return a->node->id < b->node->id ? -1 : 1;
	if (a->page != b->page)
		return a->page < b->page ? -1 : 1;
	if (a->y != b->y)
		return a->y < b->y ? -1 : 1;
	return (a->x > b->x) - (a->x < b->x);
}

void
places_join(struct arena *a, struct setter *t)
{
	struct frame	*f = t->frame;
	uint32_t	 n = 0, kept = 0;

	for (uint32_t i = 0; i < t->nsections; i++)
		n += t->sections[i].nplaces;
	f->places = ARENA_ARRAY(a, struct frame_place, n + 1);
	for (uint32_t i = 0; i < t->nsections; i++) {
		const struct section *s = &t->sections[i];

		if (s->nplaces > 0)
			memcpy(f->places + f->nplaces, s->places,
			    s->nplaces * sizeof(*s->places));
		f->nplaces += s->nplaces;
	}
	qsort(f->places, f->nplaces, sizeof(*f->places), by_node);
	for (uint32_t i = 0; i < f->nplaces; i++)	/* the first of each */
		if (kept == 0 || f->places[kept - 1].node->id !=
		    f->places[i].node->id)
			f->places[kept++] = f->places[i];
	f->nplaces = kept;
}
