/*
 * Where a mark stands in a run: both forms of the proof ask this.
 */
#include "proof_int.h"

struct proof_mark *
proof_marks_of(const struct proof_marks *m, const struct frame_run *r)
{
	const struct node *n = r->source;

	if (n == NULL && r->elem != NULL && r->elem->kind == NODE_CALL)
		n = r->elem;
	return n != NULL && n->id <= m->nids ? m->by_node[n->id] : NULL;
}

bool
proof_covered(const struct frame_run *r, const struct proof_mark *m,
    size_t *from, size_t *to)
{
	uint32_t end = r->off + r->len;

	*from = 0;
	*to = r->text.n;
	if (r->source == NULL)
		return true;		/* a call */
	if (m->to <= r->off || m->from >= end)
		return false;
	if (m->from > r->off)
		*from = m->from - r->off;
	if (m->to < end)
		*to = m->to - r->off;
	if (*to > r->text.n)
		*to = r->text.n;
	return *from < *to;
}

bool
proof_extent(const struct frame_run *r, size_t from, size_t to, sp *x0,
    sp *x1)
{
	size_t	 at = 0;
	sp	 x = r->x;
	uint32_t k = 0;
	bool	 some = false;

	for (uint32_t c = 0; c < r->nclusters; c++) {
		sp adv = 0;

		for (unsigned i = 0; i < r->clusters[c].glyphs; i++)
			adv += r->glyphs[k++].adv;
		if (at >= from && at < to) {
			*x0 = some ? *x0 : x;
			*x1 = x + adv;
			some = true;
		}
		x += adv;
		at += r->clusters[c].bytes;
	}
	return some;
}
