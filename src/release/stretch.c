/*
 * Where the text has changed since a printing, line by line.
 *
 * A lock does not hold the text.  It holds hashes of stretches of words:
 * a stretch ends with its paragraph and after each word whose hash says
 * so (one in four), hence where it ends depends on the words alone, never
 * on lines or pages, and one changed word changes one stretch or two.
 *
 * The stretches of then and now are matched after P. Heckel, "A technique
 * for isolating differences between files" (1978): those that occur once
 * in both are the same, and so are their equal neighbours.
 */
#include <stdlib.h>
#include <string.h>

#include "release.h"

enum { DIGITS = 4, BITS = 6 * DIGITS, ENDS = 3 };

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "abcdefghijklmnopqrstuvwxyz0123456789-_";

struct at {			/* a line of the page list */
	uint32_t page, line;
};

struct stretch {
	uint32_t	value;
	struct at	from, to;	/* lines of its first and last word */
	uint32_t	twin;		/* in the other list; UINT32_MAX none */
};

struct stretches {
	struct stretch *s;
	uint32_t	n, cap;
	uint64_t	hash;		/* of the one being gathered */
	uint32_t	words;		/* in it */
	struct at	from, to;
};

static void
push(struct arena *a, struct stretches *k, struct stretch s)
{
	struct stretch *grown;

	if (k->n == k->cap) {
		k->cap = k->cap ? k->cap * 2 : 1024;
		grown = ARENA_ARRAY(a, struct stretch, k->cap);
		if (k->n > 0)
			memcpy(grown, k->s, k->n * sizeof(*grown));
		k->s = grown;
	}
	k->s[k->n++] = s;
}

static void
end_stretch(struct arena *a, struct stretches *k)
{
	struct stretch s = { (uint32_t)(k->hash >> 20) &
	    ((1u << BITS) - 1), k->from, k->to, UINT32_MAX };

	if (k->words > 0)
		push(a, k, s);
	k->words = 0;
	k->hash = 0;
}

static void
add_word(struct arena *a, struct stretches *k, struct buf *w,
    struct at from, struct at to)
{
	uint64_t h;

	if (w->len == 0)
		return;
	h = str_hash(buf_str(w));
	if (k->words++ == 0)
		k->from = from;
	k->to = to;
	k->hash = (k->hash ^ h) * 1099511628211u;
	if ((h >> 7 & ENDS) == 0)
		end_stretch(a, k);
	buf_clear(w);
}

/* Marks of notes change with the notes before them: they are no text. */
static bool
is_text(const struct frame_run *r)
{
	return r->artifact == ARTIFACT_NONE && (r->elem == NULL ||
	    (r->elem->kind != NODE_CALL && r->elem->kind != NODE_NOTE));
}

static void
gather_line(struct arena *a, const struct frame_page *p, struct at at,
    struct buf *w, struct at *from, struct stretches *k)
{
	const struct frame_line *l = &p->lines[at.line];

	for (uint32_t r = 0; r < l->nruns; r++) {
		const struct frame_run *run = &p->runs[l->first_run + r];

		for (size_t i = 0; is_text(run) && i < run->text.n; i++) {
			if (run->text.p[i] == ' ') {
				add_word(a, k, w, *from, at);
				continue;
			}
			if (w->len == 0)
				*from = at;
			buf_putc(w, run->text.p[i]);
		}
	}
}

/* Words that are broken over lines are whole in their head. */
static void
gather(struct arena *a, const struct frame *f, enum frame_stream stream,
    struct stretches *k)
{
	struct at  from = { 0, 0 }, at = { 0, 0 };
	struct buf w;

	buf_init(&w);
	for (uint32_t p = 0; p < f->npages; p++)
		for (uint32_t i = 0; i < f->pages[p].nlines; i++) {
			if (f->pages[p].lines[i].stream != stream)
				continue;
			if (f->pages[p].lines[i].first) {
				add_word(a, k, &w, from, at);
				end_stretch(a, k);
			}
			at = (struct at){ p, i };
			gather_line(a, &f->pages[p], at, &w, &from, k);
		}
	add_word(a, k, &w, from, at);
	end_stretch(a, k);
	buf_release(&w);
}

static void
put_value(struct buf *out, uint32_t v)
{
	for (int i = DIGITS - 1; i >= 0; i--)
		buf_putc(out, alphabet[v >> (6 * i) & 63]);
}

/* For each page the stretches that begin on it. */
static void
write_stream(struct arena *a, const struct frame *f,
    enum frame_stream stream, struct lock *l)
{
	struct stretches k = { .n = 0 };
	struct buf	 b;
	uint32_t	 i = 0;

	gather(a, f, stream, &k);
	buf_init(&b);
	for (uint32_t p = 0; p < f->npages && p < l->npages; p++) {
		buf_clear(&b);
		for (; i < k.n && k.s[i].from.page == p; i++)
			put_value(&b, k.s[i].value);
		*(stream == STREAM_BODY ? &l->pages[p].body :
		    &l->pages[p].notes) = buf_dup(&b, a);
	}
	buf_release(&b);
}

void
stretches_write(struct arena *a, const struct frame *f, struct lock *l)
{
	write_stream(a, f, STREAM_BODY, l);
	write_stream(a, f, STREAM_NOTE, l);
}

static void
read_stream(struct arena *a, const struct lock *l, enum frame_stream stream,
    struct stretches *k)
{
	for (size_t p = 0; p < l->npages; p++) {
		struct str s = stream == STREAM_BODY ? l->pages[p].body :
		    l->pages[p].notes;

		for (size_t i = 0; i + DIGITS <= s.n; i += DIGITS) {
			struct stretch x = { .twin = UINT32_MAX };

			for (size_t d = i; d < i + DIGITS; d++) {
				const char *c = s.p[d] ? strchr(alphabet,
				    s.p[d]) : NULL;

				x.value = x.value << 6 | (uint32_t)(c ?
				    c - alphabet : 0);
			}
			push(a, k, x);
		}
	}
}

static int
by_value(const void *x, const void *y)
{
	const struct stretch *a = *(struct stretch *const *)x;
	const struct stretch *b = *(struct stretch *const *)y;

	return a->value != b->value ? (a->value < b->value ? -1 : 1) :
	    a < b ? -1 : a > b;
}

static struct stretch **
sorted(struct arena *a, const struct stretches *k)
{
	struct stretch **s = ARENA_ARRAY(a, struct stretch *, k->n + 1);

	for (uint32_t i = 0; i < k->n; i++)
		s[i] = &k->s[i];
	if (k->n > 1)
		qsort(s, k->n, sizeof(*s), by_value);
	return s;
}

static bool
is_single(struct stretch *const *s, uint32_t n, uint32_t i)
{
	return (i == 0 || s[i - 1]->value != s[i]->value) &&
	    (i + 1 == n || s[i + 1]->value != s[i]->value);
}

static void
pair(struct stretches *o, struct stretches *n, uint32_t i, uint32_t j)
{
	o->s[i].twin = j;
	n->s[j].twin = i;
}

/* The step from a pair to its neighbours: forwards +1, backwards -1. */
static void
spread(struct stretches *o, struct stretches *n, int step)
{
	int64_t j = step > 0 ? 0 : (int64_t)n->n - 1, i;

	for (; j >= 0 && j < n->n; j += step) {
		i = n->s[j].twin;
		if (i == UINT32_MAX || i + step < 0 || i + step >= o->n ||
		    j + step < 0 || j + step >= n->n)
			continue;
		if (o->s[i + step].twin == UINT32_MAX &&
		    n->s[j + step].twin == UINT32_MAX &&
		    o->s[i + step].value == n->s[j + step].value)
			pair(o, n, (uint32_t)(i + step),
			    (uint32_t)(j + step));
	}
}

static void
match(struct arena *a, struct stretches *o, struct stretches *n)
{
	struct stretch **so = sorted(a, o), **sn = sorted(a, n);
	uint32_t	 i = 0, j = 0;

	while (i < o->n && j < n->n)
		if (so[i]->value < sn[j]->value)
			i++;
		else if (so[i]->value > sn[j]->value)
			j++;
		else {
			if (is_single(so, o->n, i) && is_single(sn, n->n, j))
				pair(o, n, (uint32_t)(so[i] - o->s),
				    (uint32_t)(sn[j] - n->s));
			i++;
			j++;
		}
	/* The two beginnings belong together when they are alike. */
	if (o->n > 0 && n->n > 0 && o->s[0].value == n->s[0].value &&
	    o->s[0].twin == UINT32_MAX && n->s[0].twin == UINT32_MAX)
		pair(o, n, 0, 0);
	spread(o, n, 1);
	spread(o, n, -1);
}

static void
mark(const struct frame *f, enum frame_stream stream, struct at from,
    struct at to, uint8_t **lines, enum release_line how)
{
	for (uint32_t p = from.page; p <= to.page; p++) {
		uint32_t i = p == from.page ? from.line : 0;
		uint32_t end = p == to.page ? to.line + 1 :
		    f->pages[p].nlines;

		for (; i < end; i++)
			if (f->pages[p].lines[i].stream == stream &&
			    lines[p][i] < how)
				lines[p][i] = (uint8_t)how;
	}
}

static void
mark_stream(struct arena *a, const struct lock *l, const struct frame *f,
    enum frame_stream stream, uint8_t **lines)
{
	struct stretches o = { .n = 0 }, n = { .n = 0 };
	uint32_t	 last = UINT32_MAX;

	read_stream(a, l, stream, &o);
	gather(a, f, stream, &n);
	match(a, &o, &n);
	for (uint32_t j = 0; j < n.n; j++) {
		const struct stretch *s = &n.s[j];

		if (s->twin == UINT32_MAX)
			mark(f, stream, s->from, s->to, lines,
			    RELEASE_CHANGED);
		else if (j > 0 && n.s[j - 1].twin != UINT32_MAX &&
		    s->twin != last + 1)
			mark(f, stream, s->from, s->from, lines,
			    RELEASE_GAP);
		if (s->twin != UINT32_MAX)
			last = s->twin;
	}
}

/* A lock of an earlier version knows whole pages only. */
static void
mark_pages(const struct lock *l, const struct frame *f, uint8_t **lines)
{
	char hash[17];

	for (uint32_t p = 0; p < f->npages; p++) {
		bool known = false;

		page_hash(&f->pages[p], hash);
		for (size_t i = 0; i < l->npages && !known; i++)
			known = str_eqz(l->pages[i].hash, hash);
		for (uint32_t i = 0; i < f->pages[p].nlines && !known; i++)
			if (f->pages[p].lines[i].stream == STREAM_BODY ||
			    f->pages[p].lines[i].stream == STREAM_NOTE)
				lines[p][i] = RELEASE_CHANGED;
	}
}

uint8_t **
release_lines(struct arena *a, const struct lock *l, const struct frame *f)
{
	uint8_t	**lines = ARENA_ARRAY(a, uint8_t *, f->npages + 1);
	bool	  some = false;

	for (uint32_t p = 0; p < f->npages; p++)
		lines[p] = ARENA_ARRAY(a, uint8_t, f->pages[p].nlines + 1);
	for (size_t i = 0; i < l->npages; i++)
		some |= l->pages[i].body.n > 0;
	if (some) {
		mark_stream(a, l, f, STREAM_BODY, lines);
		mark_stream(a, l, f, STREAM_NOTE, lines);
	} else {
		mark_pages(l, f, lines);
	}
	return lines;
}
