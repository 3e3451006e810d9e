/*
 * What differs between two books that have been set: words of the body,
 * then words of the notes, with the pages they stand on.
 *
 * Shortest edit script after E. Myers, "An O(ND) Difference Algorithm"
 * (1986), over words; books differ little, so D is small.  Past DMAX
 * edits what is left counts as one change.
 */
#include <stdlib.h>
#include <string.h>

#include "release.h"

enum { DMAX = 3000, JOIN = 2 /* equal words between two changes */ };

struct token {
	struct str	word;
	uint64_t	hash;
	uint32_t	page;
};

struct tokens {
	struct token	*t;
	size_t		 n, cap;
};

static void
add(struct arena *a, struct tokens *k, struct str word, uint32_t page)
{
	struct token *grown;

	if (k->n == k->cap) {
		k->cap = k->cap ? k->cap * 2 : 4096;
		grown = ARENA_ARRAY(a, struct token, k->cap);
		if (k->n > 0)
			memcpy(grown, k->t, k->n * sizeof(*grown));
		k->t = grown;
	}
	k->t[k->n].word = str_dup(a, word);
	k->t[k->n].hash = str_hash(word);
	k->t[k->n++].page = page;
}

/* Words of one stream; those broken over lines are whole in its head. */
static void
gather(struct arena *a, const struct frame *f, enum frame_stream stream,
    struct tokens *k)
{
	struct buf	w;
	uint32_t	page = 0;

	buf_init(&w);
	for (uint32_t p = 0; p < f->npages; p++)
		for (uint32_t i = 0; i < f->pages[p].nlines; i++) {
			const struct frame_line *l = &f->pages[p].lines[i];

			if (l->stream != stream)
				continue;
			if (l->first && w.len > 0) {
				add(a, k, buf_str(&w), page);
				buf_clear(&w);
			}
			for (uint32_t r = 0; r < l->nruns; r++) {
				struct str s = f->pages[p].runs[
				    l->first_run + r].text;

				for (size_t c = 0; c < s.n; c++) {
					if (s.p[c] != ' ') {
						if (w.len == 0)
							page = p;
						buf_putc(&w, s.p[c]);
					} else if (w.len > 0) {
						add(a, k, buf_str(&w), page);
						buf_clear(&w);
					}
				}
			}
		}
	if (w.len > 0)
		add(a, k, buf_str(&w), page);
	buf_release(&w);
}

static bool
same(const struct token *x, const struct token *y)
{
	return x->hash == y->hash && str_eq(x->word, y->word);
}

/* Marks of words that have no counterpart. */
struct marks {
	bool *old, *new;
};

/* Walks the saved frontiers back from the end. */
static void
trace_back(int32_t **v, int d, int64_t x, int64_t y, struct marks *m)
{
	for (; d > 0; d--) {
		int64_t	k = x - y;
		const int32_t *w = v[d - 1] + DMAX + 1;
		bool	down = k == -d || (k != d && w[k - 1] < w[k + 1]);
		int64_t	pk = down ? k + 1 : k - 1;
		int64_t	px = w[pk], py = px - pk;

		if (down)
			m->new[py] = true;
		else
			m->old[px] = true;
		x = px;
		y = py;
	}
}

static bool
myers(struct arena *a, const struct token *o, int64_t n,
    const struct token *p, int64_t m, struct marks *marks)
{
	int32_t	**v = ARENA_ARRAY(a, int32_t *, DMAX + 1), *w;
	const size_t size = 2 * DMAX + 3;
	int64_t	  x, y;

	w = ARENA_ARRAY(a, int32_t, size);
	for (int d = 0; d <= DMAX; d++) {
		int32_t *at = w + DMAX + 1;

		for (int k = -d; k <= d; k += 2) {
			x = k == -d || (k != d && at[k - 1] < at[k + 1]) ?
			    at[k + 1] : at[k - 1] + 1;
			y = x - k;
			while (x < n && y >= 0 && y < m && same(&o[x],
			    &p[y])) {
				x++;
				y++;
			}
			at[k] = (int32_t)x;
			if (x >= n && y >= m) {
				trace_back(v, d, n, m, marks);
				return true;
			}
		}
		v[d] = ARENA_ARRAY(a, int32_t, size);
		memcpy(v[d], w, size * sizeof(*w));
	}
	return false;
}

static struct str
phrase(struct arena *a, const struct token *t, size_t from, size_t to)
{
	struct buf b;
	struct str s;

	buf_init(&b);
	for (size_t i = from; i < to; i++) {
		if (i > from)
			buf_putc(&b, ' ');
		buf_put_str(&b, t[i].word);
	}
	s = buf_dup(&b, a);
	buf_release(&b);
	return s;
}

struct differ {
	struct arena	   *arena;
	const struct frame *fo, *fn;
	struct changes	   *out;
	size_t		    cap;
};

static void
put_change(struct differ *d, const struct tokens *o,
    const struct tokens *n, size_t o1, size_t o2, size_t n1, size_t n2)
{
	struct change	*grown, *c;

	if (d->out->n == d->cap) {
		d->cap = d->cap ? d->cap * 2 : 64;
		grown = ARENA_ARRAY(d->arena, struct change, d->cap);
		if (d->out->n > 0)
			memcpy(grown, d->out->items,
			    d->out->n * sizeof(*grown));
		d->out->items = grown;
	}
	c = &d->out->items[d->out->n++];
	c->old = phrase(d->arena, o->t, o1, o2);
	c->new = phrase(d->arena, n->t, n1, n2);
	if (o1 < o2)
		c->page_old = str_z(d->fo->pages[o->t[o1].page].label);
	if (n1 < n2)
		c->page_new = str_z(d->fn->pages[n->t[n1].page].label);
}

/* Marked words that stand together are one change. */
static void
collect(struct differ *d, const struct tokens *o, const struct tokens *n,
    const struct marks *m, size_t same_before, size_t lo, size_t ln)
{
	size_t i = 0, j = 0, i0, j0;

	while (i < lo || j < ln) {
		if ((i >= lo || !m->old[i]) && (j >= ln || !m->new[j])) {
			i++;
			j++;
			continue;
		}
		i0 = i;
		j0 = j;
		while (i < lo && m->old[i])
			i++;
		while (j < ln && m->new[j])
			j++;
		put_change(d, o, n, same_before + i0, same_before + i,
		    same_before + j0, same_before + j);
	}
}

static void
diff_stream(struct differ *d, enum frame_stream stream)
{
	struct arena	scratch;
	struct tokens	o = { 0 }, n = { 0 };
	struct marks	m;
	size_t		a = 0, z = 0, lo, ln;

	arena_init(&scratch);
	gather(&scratch, d->fo, stream, &o);
	gather(&scratch, d->fn, stream, &n);
	while (a < o.n && a < n.n && same(&o.t[a], &n.t[a]))
		a++;
	while (z < o.n - a && z < n.n - a &&
	    same(&o.t[o.n - z - 1], &n.t[n.n - z - 1]))
		z++;
	lo = o.n - a - z;
	ln = n.n - a - z;
	m.old = ARENA_ARRAY(&scratch, bool, lo + 1);
	m.new = ARENA_ARRAY(&scratch, bool, ln + 1);
	if (lo + ln > 0) {
		if (myers(&scratch, o.t + a, (int64_t)lo, n.t + a,
		    (int64_t)ln, &m))
			collect(d, &o, &n, &m, a, lo, ln);
		else
			put_change(d, &o, &n, a, a + lo, a, a + ln);
	}
	arena_release(&scratch);
}

static void
diff_pages(struct differ *d)
{
	char x[17], y[17];

	d->out->pages = ARENA_ARRAY(d->arena, struct str,
	    d->fn->npages + 1);
	for (uint32_t i = 0; i < d->fn->npages; i++) {
		page_hash(&d->fn->pages[i], x);
		y[0] = '\0';
		if (i < d->fo->npages)
			page_hash(&d->fo->pages[i], y);
		if (strcmp(x, y) != 0)
			d->out->pages[d->out->npages++] =
			    str_z(d->fn->pages[i].label);
	}
}

struct changes *
book_diff(struct arena *a, const struct frame *old,
    const struct frame *new)
{
	struct changes	*c = ARENA_NEW(a, struct changes);
	struct differ	 d = { .arena = a, .fo = old, .fn = new, .out = c };

	diff_stream(&d, STREAM_BODY);
	diff_stream(&d, STREAM_NOTE);
	diff_pages(&d);
	return c;
}

void
changes_pages(struct arena *a, struct changes *c, const struct lock *old,
    const struct lock *new)
{
	c->pages = ARENA_ARRAY(a, struct str, new->npages + 1);
	c->npages = 0;
	for (size_t i = 0; i < new->npages; i++)
		if (i >= old->npages || !str_eq(old->pages[i].hash,
		    new->pages[i].hash))
			c->pages[c->npages++] = new->pages[i].label;
}

void
changes_text(const struct changes *c, struct buf *out)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct change *x = &c->items[i];
		struct str page = x->page_new.n ? x->page_new : x->page_old;

		buf_printf(out, "%.*s: ", STR_ARG(page));
		if (x->old.n > 0)
			buf_printf(out, "[-%.*s-]", STR_ARG(x->old));
		if (x->new.n > 0)
			buf_printf(out, "%s{+%.*s+}", x->old.n ? " " : "",
			    STR_ARG(x->new));
		buf_putc(out, '\n');
	}
	for (size_t i = 0; i < c->nentries; i++)
		buf_printf(out, "%.*s\n", STR_ARG(c->entries[i]));
	buf_printf(out, "%zu changes, %zu pages", c->n, c->npages);
	for (size_t i = 0; i < c->npages; i++)
		buf_printf(out, "%s%.*s", i ? ", " : ": ",
		    STR_ARG(c->pages[i]));
	buf_putc(out, '\n');
}
