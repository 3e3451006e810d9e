/*
 * The account, place by place: runs of cells that met the same fate
 * under one rule, with how sure the choice was.  It is made only when a
 * report is wanted; the sums (audit.c) are made always.
 */
#include <stdlib.h>
#include <string.h>

#include "audit_int.h"

void
decision_add(struct work *w, enum rule r, uint32_t at, uint32_t end,
    int confidence)
{
	struct decisions *d = &w->decisions;

	if (!d->kept || at >= end || at >= w->c.n)
		return;
	if (d->n == d->cap) {
		struct decision *old = d->list;

		d->cap = d->cap ? d->cap * 2 : 1024;
		d->list = ARENA_ARRAY(w->tmp, struct decision, d->cap);
		if (old != NULL)
			memcpy(d->list, old, d->n * sizeof(*old));
	}
	d->list[d->n++] = (struct decision){ at, end, (uint16_t)r,
	    (uint16_t)confidence };
}

void
account_shape(struct work *w, const char *kind, uint32_t at, uint32_t end,
    size_t out, int confidence)
{
	struct shapes *s = &w->shapes;

	if (!w->decisions.kept || at > end || end > w->c.n)
		return;
	if (s->n == s->cap) {
		struct clean_shape *old = s->list;

		s->cap = s->cap ? s->cap * 2 : 64;
		s->list = ARENA_ARRAY(w->arena, struct clean_shape, s->cap);
		if (old != NULL)
			memcpy(s->list, old, s->n * sizeof(*old));
	}
	s->list[s->n++] = (struct clean_shape){ kind, cells_span(&w->c, at,
	    end), (uint32_t)out, confidence };
}

/* A rule that only carries out what another decided. */
static enum rule
decided_by(enum rule r)
{
	switch (r) {
	case R_ACCENT_SIGN:
	case R_ACCENT_SPACE:
		return R_ACCENT;
	case R_LINE_GLUE:
		return R_HYPHEN;
	case R_CALL_MISREAD:
		return R_CALL;
	default:
		return r;
	}
}

/* What the printer set around the page proves itself by coming again. */
static bool
is_furniture(enum rule r)
{
	return r == R_HEAD || r == R_FOLIO || r == R_DUMPED_LINK ||
	    r == R_NOTE_RULE;
}

static int
by_at(const void *a, const void *b)
{
	const struct decision *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->end < y->end ? -1 : x->end > y->end;
}

static void
decide_notes(struct work *w)
{
	for (uint32_t k = 0; k < w->nnotes; k++) {
		const struct note *n = &w->note[k];
		int		   c = n->call == NONE ? 500 : n->confidence;

		decision_add(w, R_NOTE_LABEL, w->line[n->line].s, n->text, c);
		if (n->call != NONE)
			decision_add(w, R_CALL, n->call, n->call_end, c);
	}
}

struct sweep {
	struct work	*w;
	const struct clean_sum *sums;
	const struct decision *now[R__MAX];	/* the last begun */
	size_t		 next;
};

static uint16_t
confidence_at(struct sweep *s, uint32_t i)
{
	const struct decisions *d = &s->w->decisions;
	enum rule		r = s->w->c.rule[i], by = decided_by(r);

	for (; s->next < d->n && d->list[s->next].at <= i; s->next++)
		s->now[d->list[s->next].rule] = &d->list[s->next];
	if (s->now[by] != NULL && i < s->now[by]->end)
		return s->now[by]->confidence;
	if (is_furniture(r) && s->sums[r].times > 0)
		return (uint16_t)(1000 - 500 / s->sums[r].times);
	return 1000;
}

static bool
goes_on(const struct clean_place *p, const struct written *o, uint32_t i,
    uint8_t rule, uint16_t confidence)
{
	if (p->rule != rule || p->confidence != confidence)
		return false;
	return o->len[i] == 0 ? p->len == 0 : p->len > 0 &&
	    o->at[i] == p->out + p->len;
}

void
account_places(struct work *w, const struct written *o,
    struct clean_doc *doc)
{
	struct clean_place *p, *last = NULL;
	struct sweep	    s = { .w = w, .sums = doc->sums };
	size_t		    n = 0, cap = w->c.n / 16 + 64;
	uint16_t	   *sure = ARENA_ARRAY(w->tmp, uint16_t, w->c.n + 1);

	decide_notes(w);
	if (w->decisions.n > 1)
		qsort(w->decisions.list, w->decisions.n,
		    sizeof(*w->decisions.list), by_at);
	p = xrealloc(NULL, cap * sizeof(*p));
	for (uint32_t i = 0; i < w->c.n; i++)
		sure[i] = confidence_at(&s, i);
	for (uint32_t k = 0; k < w->c.n; k++) {
		uint32_t i = w->c.now != NULL ? w->c.now[k] : k;
		uint16_t c = sure[i];

		if (last == NULL || !goes_on(last, o, i, w->c.rule[i], c)) {
			if (n == cap)
				p = xrealloc(p, (cap *= 2) * sizeof(*p));
			last = &p[n++];
			*last = (struct clean_place){ .in = w->c.off[i],
			    .out = o->at[i], .rule = w->c.rule[i],
			    .confidence = c };
		}
		last->n += cell_end(&w->c, i) - w->c.off[i];
		last->len += o->len[i];
		last->chars++;
	}
	last = ARENA_ARRAY(w->arena, struct clean_place, n + 1);
	if (n > 0)
		memcpy(last, p, n * sizeof(*p));
	doc->places = last;
	doc->nplaces = n;
	doc->shapes = w->shapes.list;
	doc->nshapes = w->shapes.n;
	free(p);
}
