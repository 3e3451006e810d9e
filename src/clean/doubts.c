/*
 * Doubts: decisions an editor may want to see, with the place, the words
 * around it and the ledger entry that settles it the other way.
 */
#include <stdlib.h>
#include <string.h>

#include "clean_int.h"

enum { AROUND = 40, DOUBTS_MAX = 20000 };

static const char *
make_id(struct work *w, const char *rule, struct str text, struct str ctx)
{
	uint64_t h = str_hash(text) * 31 + str_hash(ctx);

	return arena_printf(w->arena, "%s-%08x", rule,
	    (unsigned)(h ^ h >> 32));
}

static struct str
reading_stub(struct work *w, struct str text, struct str cand,
    struct str near)
{
	struct str s;

	s.p = arena_printf(w->arena, "  - for: \"%.*s\"\n    read: \"%.*s\"\n"
	    "    near: \"%.*s\"\n    kind: ocr\n", STR_ARG(text),
	    STR_ARG(cand), STR_ARG(near));
	s.n = strlen(s.p);
	return s;
}

void
doubt_add(struct work *w, enum rule r, uint32_t at, uint32_t end,
    int confidence, struct str candidate, struct str stub)
{
	struct doubts	   *d = &w->doubts;
	struct clean_doubt *x;
	uint32_t	    b = at > AROUND ? at - AROUND : 0;
	uint32_t	    e = end + AROUND < w->c.n ? end + AROUND : w->c.n;

	if (d->n >= DOUBTS_MAX)
		return;
	if (d->n == d->cap) {
		struct clean_doubt *old = d->list;

		d->cap = d->cap ? d->cap * 2 : 64;
		d->list = ARENA_ARRAY(w->arena, struct clean_doubt, d->cap);
		if (old != NULL)
			memcpy(d->list, old, d->n * sizeof(*old));
	}
	x = &d->list[d->n++];
	memset(x, 0, sizeof(*x));
	x->rule = clean_rules[r].id;
	x->span.start = w->c.off[at];
	x->span.end = w->c.off[end];
	x->confidence = confidence;
	x->text = cells_text(w->arena, &w->c, at, end, 200);
	if (x->text.n == 0)		/* a mark that was taken out */
		x->text = str_dup(w->arena, str_sub(w->c.src, w->c.off[at],
		    w->c.off[end]));
	x->context = cells_text(w->arena, &w->c, b, e, 400);
	x->candidate = candidate;
	x->stub = stub.n > 0 || candidate.n == 0 ? stub :
	    reading_stub(w, x->text, candidate,
	    cells_text(w->arena, &w->c, b, at, 160));
	x->id = make_id(w, x->rule, x->text, x->context);
}
