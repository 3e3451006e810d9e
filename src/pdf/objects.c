#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/file.h"
#include "octavo/parallel.h"
#include "objects.h"
#include "pdf_int.h"
#include "tighten.h"

/* Text of one object stream: a window of deflate's and no more, so that
 * a reader who wants one object need not unpack the book. */
enum { GROUP = 32 << 10 };	/* [bytes] */

void
objects_init(struct objects *o, struct arena *a)
{
	memset(o, 0, sizeof(*o));
	o->arena = a;
	buf_init(&o->text);
}

void
objects_release(struct objects *o)
{
	for (struct stream *s = o->streams; s != NULL; s = s->next)
		buf_release(&s->own);
	buf_release(&o->text);
	free(o->list);
}

obj
object_new_row(struct objects *o, uint32_t n)
{
	uint32_t cap = o->cap ? o->cap : 1024;

	while (cap <= o->n + n)
		cap *= 2;
	if (cap > o->cap) {
		o->list = xrealloc(o->list, cap * sizeof(*o->list));
		memset(o->list + o->cap, 0,
		    (cap - o->cap) * sizeof(*o->list));
		o->cap = cap;
	}
	o->n += n;
	return o->n - n + 1;
}

obj
object_new(struct objects *o)
{
	return object_new_row(o, 1);
}

struct buf *
object_begin(struct objects *o, obj k)
{
	assert(o->open == 0 && k > 0 && k <= o->n);
	o->open = k;
	o->list[k].at = o->text.len;
	return &o->text;
}

void
object_end(struct objects *o)
{
	struct object *x = &o->list[o->open];

	x->n = o->text.len - x->at;
	o->open = 0;
}

void
object_stream(struct objects *o, obj k, const char *dict, struct str bytes,
    enum stream_how how)
{
	struct stream *s = ARENA_NEW(o->arena, struct stream);

	buf_puts(object_begin(o, k), dict);
	object_end(o);
	s->bytes = bytes;
	s->how = how;
	buf_init(&s->own);
	s->next = o->streams;
	o->streams = s;
	o->list[k].stream = s;
}

/* --- values --- */

void
put_int(struct buf *b, int64_t v)
{
	tighten_number(b, v, 0);
}

void
put_ref(struct buf *b, obj k)
{
	buf_putc(b, ' ');
	tighten_number(b, k, 0);
	buf_puts(b, " 0 R");
}

void
put_real(struct buf *b, double v, int places)
{
	static const double scale[] = { 1, 10, 100, 1000, 10000 };

	tighten_number(b, llround(v * scale[places]), places);
}

void
put_box(struct buf *b, const double box[4])
{
	for (int i = 0; i < 4; i++) {
		buf_putc(b, i == 0 ? '[' : ' ');
		put_real(b, box[i], 3);
	}
	buf_putc(b, ']');
}

void
put_text(struct buf *b, struct str s)
{
	tighten_text(s, b);
}

void
put_bytes(struct buf *b, struct str s)
{
	buf_putc(b, '(');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < ' ' || c > '~')
			buf_printf(b, "\\%03o", c);
		else if (c == '(' || c == ')' || c == '\\')
			buf_printf(b, "\\%c", c);
		else
			buf_putc(b, (char)c);
	}
	buf_putc(b, ')');
}

/* --- the file --- */

/* An object stream: the objects from `first` to `last` that are none. */
struct group {
	obj	   first, last, number;
	struct buf packed;
	uint32_t   n;		/* objects in it */
	size_t	   begin;	/* of the first, behind the table */
};

struct writer {
	struct objects *o;
	struct packer  *packer;
	struct group   *group;
	uint32_t	ngroups;
	struct stream **raw;	/* to be deflated */
	uint32_t	nraw;
	size_t	       *at;	/* offset, or index in the group */
	obj	       *in;	/* object stream; 0: stands in the file */
	struct buf     *out;
};

/* Groups of neighbours; their own numbers come behind all others. */
static void
group_objects(struct writer *w)
{
	struct objects *o = w->o;
	size_t		n = 0;
	obj		last = o->n;

	w->group = ARENA_ARRAY(o->arena, struct group,
	    o->text.len / GROUP + 2);
	for (obj k = 1; k <= last; k++) {
		struct group *g;

		if (o->list[k].stream != NULL)
			continue;
		if (w->ngroups == 0 || n > GROUP) {
			w->group[w->ngroups++].first = k;
			n = 0;
		}
		g = &w->group[w->ngroups - 1];
		n += o->list[k].n;
		g->last = k;
		w->in[k] = w->ngroups;
		w->at[k] = g->n++;
	}
	for (uint32_t i = 0; i < w->ngroups; i++)
		w->group[i].number = last + 1 + i;
}

/* The table of numbers and places, then the objects (§7.5.7). */
static void
pack_group(struct writer *w, struct group *g)
{
	struct objects *o = w->o;
	struct buf	b;
	size_t		at = 0;

	buf_init(&b);
	buf_init(&g->packed);
	for (obj k = g->first; k <= g->last; k++) {
		if (o->list[k].stream != NULL)
			continue;
		put_int(&b, k);
		buf_putc(&b, ' ');
		put_int(&b, (int64_t)at);
		buf_putc(&b, '\n');
		at += o->list[k].n + 1;
	}
	g->begin = b.len;
	for (obj k = g->first; k <= g->last; k++) {
		if (o->list[k].stream != NULL)
			continue;
		buf_put(&b, o->text.data + o->list[k].at, o->list[k].n);
		buf_putc(&b, '\n');
	}
	pack(w->packer, buf_str(&b), &g->packed);
	buf_release(&b);
}

static void
pack_one(void *data, size_t i)
{
	struct writer *w = data;

	if (i < w->ngroups)
		pack_group(w, &w->group[i]);
	else
		pack(w->packer, w->raw[i - w->ngroups]->bytes,
		    &w->raw[i - w->ngroups]->own);
}

static void
list_raw(struct writer *w)
{
	uint32_t n = 0;

	for (struct stream *s = w->o->streams; s != NULL; s = s->next)
		n += s->how == STREAM_RAW;
	w->raw = ARENA_ARRAY(w->o->arena, struct stream *, n + 1);
	for (struct stream *s = w->o->streams; s != NULL; s = s->next)
		if (s->how == STREAM_RAW)
			w->raw[w->nraw++] = s;
}

/* The white space is that of ISO 19005-2 6.1.7.1 and 6.1.9. */
static void
put_stream(struct writer *w, obj k, struct str dict, bool deflated,
    struct str bytes)
{
	w->at[k] = w->out->len;
	put_int(w->out, k);
	buf_puts(w->out, " 0 obj\n<<");
	buf_put_str(w->out, dict);
	if (deflated)
		buf_puts(w->out, "/Filter/FlateDecode");
	buf_puts(w->out, "/Length ");
	put_int(w->out, (int64_t)bytes.n);
	buf_puts(w->out, ">>\nstream\n");
	buf_put_str(w->out, bytes);
	buf_puts(w->out, "\nendstream\nendobj\n");
}

static void
put_streams(struct writer *w)
{
	struct objects *o = w->o;
	struct buf	dict;

	for (obj k = 1; k <= o->n; k++) {
		const struct stream *s = o->list[k].stream;

		if (s != NULL)
			put_stream(w, k, (struct str){ o->text.data +
			    o->list[k].at, o->list[k].n }, s->how ==
			    STREAM_DEFLATED || s->how == STREAM_RAW,
			    s->how == STREAM_RAW ? buf_str(&s->own) :
			    s->bytes);
	}
	buf_init(&dict);
	for (uint32_t i = 0; i < w->ngroups; i++) {
		struct group *g = &w->group[i];

		buf_clear(&dict);
		buf_printf(&dict, "/Type/ObjStm/N %u/First %zu", g->n,
		    g->begin);
		put_stream(w, g->number, buf_str(&dict), true,
		    buf_str(&g->packed));
	}
	buf_release(&dict);
}

static void
put_field(unsigned char *to, size_t v, unsigned width)
{
	while (width-- > 0) {
		to[width] = (unsigned char)v;
		v >>= 8;
	}
}

/*
 * Rows of type, place and index or generation, each less the one before
 * (the predictor Up of PNG): neighbours differ by little.
 */
static void
put_table(const struct writer *w, obj last, unsigned width, struct buf *b)
{
	unsigned char row[16], old[16] = { 0 }, diff[17];
	unsigned      n = 1 + width + 2;

	for (obj k = 0; k <= last; k++) {
		obj in = k > 0 ? w->in[k] : 0;

		row[0] = k == 0 ? 0 : in > 0 ? 2 : 1;
		put_field(row + 1, k == 0 ? 0 : in > 0 ?
		    w->group[in - 1].number : w->at[k], width);
		put_field(row + 1 + width, k == 0 ? 65535 : in > 0 ?
		    w->at[k] : 0, 2);
		diff[0] = 2;
		for (unsigned i = 0; i < n; i++)
			diff[1 + i] = (unsigned char)(row[i] - old[i]);
		buf_put(b, diff, n + 1);
		memcpy(old, row, n);
	}
}

static void
put_xref(struct writer *w, obj root, obj info)
{
	obj	   self = w->o->n + w->ngroups + 1;
	size_t	   start = w->out->len;
	unsigned   width = start >> 24 ? 5 : 3;
	struct buf table, z, dict;
	char	   id[65];

	sha256_hex(buf_str(w->out), id);
	id[32] = '\0';
	w->at[self] = start;
	buf_init(&table);
	buf_init(&z);
	buf_init(&dict);
	put_table(w, self, width, &table);
	pack(w->packer, buf_str(&table), &z);
	buf_printf(&dict, "/Type/XRef/Size %u/W[1 %u 2]/Root %u 0 R"
	    "/Info %u 0 R/ID[<%s><%s>]/DecodeParms<</Predictor 12"
	    "/Columns %u>>", self + 1, width, root, info, id, id, width + 3);
	put_stream(w, self, buf_str(&dict), true, buf_str(&z));
	buf_printf(w->out, "startxref\n%zu\n%%%%EOF\n", start);
	w->out->full |= z.full;
	buf_release(&dict);
	buf_release(&z);
	buf_release(&table);
}

static bool
all_written(const struct objects *o)
{
	for (obj k = 1; k <= o->n; k++)
		if (o->list[k].stream == NULL && o->list[k].n == 0)
			return false;
	return true;
}

int
objects_write(struct objects *o, const char *version, obj root, obj info,
    int threads, struct packer *packer, struct buf *out, struct error *e)
{
	struct writer w = { .o = o, .out = out, .packer = packer };
	size_t	      room = o->n + o->text.len / GROUP + 4;

	if (o->text.full)
		return error_limit(e, NULL, "the PDF is too large");
	if (!all_written(o))
		return error_library(e, NULL, "an object of the PDF was "
		    "numbered and not written");
	w.at = ARENA_ARRAY(o->arena, size_t, room);
	w.in = ARENA_ARRAY(o->arena, obj, room);
	group_objects(&w);
	list_raw(&w);
	run_parallel(threads, w.ngroups + w.nraw, pack_one, &w);
	/* Four bytes that say: no text (§7.5.2). */
	buf_printf(out, "%%PDF-%s\n%%\xBF\xF7\xA2\xFE\n", version);
	put_streams(&w);
	put_xref(&w, root, info);
	for (const struct stream *s = o->streams; s != NULL; s = s->next)
		out->full |= s->own.full;
	for (uint32_t i = 0; i < w.ngroups; i++) {
		out->full |= w.group[i].packed.full;
		buf_release(&w.group[i].packed);
	}
	if (out->full)
		return error_limit(e, NULL, "the PDF is too large");
	return 0;
}
