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

enum { NEAR_WORDS = 4, NEAR_MAX = 120 };

static bool
ends_near(char c)
{
	return c == '\n' || c == '[' || c == ']' || c == '*' || c == '"' ||
	    c == '\\' || c == '<' || c == '>' || c == '#';
}

/* Up to four words directly before a place of the clean text. */
static struct str
words_before(struct str t, size_t at)
{
	size_t i = at, start = at;
	int    words = 0;

	while (i > 0 && at - i < NEAR_MAX && !ends_near(t.p[i - 1])) {
		if (t.p[i - 1] == ' ' && i < at && t.p[i] != ' ') {
			start = i;
			if (++words == NEAR_WORDS)
				break;
		}
		i--;
	}
	if (i == 0 || (ends_near(t.p[i - 1]) && t.p[i - 1] == '\n'))
		start = i;
	return str_trim(str_sub(t, start, at));
}

static struct str
words_behind(struct str t, size_t at)
{
	size_t i = at, end = at;
	int    words = 0;

	for (; i < t.n && i - at < NEAR_MAX && !ends_near(t.p[i]); i++)
		if (t.p[i] == ' ' && i > at) {
			end = i;
			if (++words == NEAR_WORDS)
				break;
		}
	return str_trim(str_sub(t, at, end));
}

/*
 * The entries of the doubts match the clean text: their words stand
 * there as the ledger will see them, so near is taken from it.
 */
void
doubts_near(struct work *w, struct str clean)
{
	for (size_t i = 0; i < w->doubts.n; i++) {
		struct clean_doubt *x = &w->doubts.list[i];
		size_t		    at, from;
		struct str	    near;

		if (x->candidate.n == 0 || x->text.n == 0 ||
		    !str_starts(x->stub, STR("  - for:")))
			continue;
		from = x->out > 24 ? x->out - 24 : 0;
		at = str_find(clean, x->text, from);
		if (at == SIZE_MAX || at > (size_t)x->out + 24)
			continue;
		near = words_before(clean, at);
		if (near.n == 0)
			near = words_behind(clean, at + x->text.n);
		x->stub = reading_stub(w, x->text, x->candidate, near);
	}
}
