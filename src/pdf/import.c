/*
 * Import: what cairo wrote and our file takes over, fonts and pictures.
 * libqpdf reads it; a value is told as text, and its references become
 * those of our numbers.  What is referred to follows in its turn.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "content.h"
#include "finish_int.h"

void
import_init(struct import *m, struct arena *a, qpdf_data q)
{
	qpdf_oh trailer = qpdf_get_trailer(q);
	qpdf_oh size = qpdf_oh_get_key(q, trailer, "/Size");
	long long n = qpdf_oh_get_int_value(q, size);

	m->q = q;
	m->size = n > 0 ? (uint32_t)n : 0;
	m->number = ARENA_ARRAY(a, obj, (size_t)m->size + 1);
	m->wanted = ARENA_ARRAY(a, uint32_t, (size_t)m->size + 1);
	qpdf_oh_release(q, size);
	qpdf_oh_release(q, trailer);
}

static obj
number_of(struct import *m, struct objects *o, uint32_t id)
{
	if (id == 0 || id >= m->size)
		return 0;
	if (m->number[id] == 0) {
		m->number[id] = object_new(o);
		m->wanted[m->nwanted++] = id;
	}
	return m->number[id];
}

obj
import_object(struct import *m, struct objects *o, qpdf_oh of)
{
	return number_of(m, o, (uint32_t)qpdf_oh_get_object_id(m->q, of));
}

/* "12 0 R" at s.p[i]: the number, and where it ends; 0: none is. */
static uint32_t
reference_at(struct str s, size_t i, size_t *end)
{
	uint64_t n = 0;

	for (; i < s.n && isdigit((unsigned char)s.p[i]) && n < UINT32_MAX;
	    i++)
		n = n * 10 + (uint64_t)(s.p[i] - '0');
	if (i + 4 > s.n || memcmp(s.p + i, " 0 R", 4) != 0 ||
	    (i + 4 < s.n && isalnum((unsigned char)s.p[i + 4])))
		return 0;
	*end = i + 4;
	return (uint32_t)n;
}

static bool
is_regular(char c)
{
	return c != '\0' && (isalnum((unsigned char)c) ||
	    strchr("+-._#", c) != NULL);
}

/* Where a string, a name or a word that begins at i ends. */
static size_t
token_end(struct str s, size_t i)
{
	struct content c = { s, i };

	if (s.p[i] == '<' && i + 1 < s.n && s.p[i + 1] == '<')
		return i + 2;
	if (s.p[i] == '(' || s.p[i] == '<')
		return content_next(&c).end;
	if (s.p[i] != '/' && !is_regular(s.p[i]))
		return i + 1;
	for (i++; i < s.n && is_regular(s.p[i]); i++)
		;
	return i;
}

void
import_value(struct import *m, struct objects *o, struct str s,
    struct buf *out)
{
	size_t i = 0, end;

	while (i < s.n) {
		uint32_t id = isdigit((unsigned char)s.p[i]) ?
		    reference_at(s, i, &end) : 0;

		if (id > 0) {
			put_int(out, number_of(m, o, id));
			buf_puts(out, " 0 R");
		} else {
			end = token_end(s, i);
			buf_put(out, s.p + i, end - i);
		}
		i = end;
	}
}

void
import_resolved(struct import *m, struct objects *o, qpdf_oh v,
    struct buf *out)
{
	import_value(m, o, str_z(qpdf_oh_unparse_resolved(m->q, v)), out);
}

/* A stream as it stands; what cairo left as it is, is deflated. */
static void
import_stream(struct import *m, struct objects *o, qpdf_oh v, obj k)
{
	qpdf_oh	       dict = qpdf_oh_get_dict(m->q, v);
	bool	       raw = !qpdf_oh_has_key(m->q, dict, "/Filter");
	unsigned char *bytes = NULL;
	size_t	       n = 0;
	struct buf     b;
	struct str     s;

	qpdf_oh_remove_key(m->q, dict, "/Length");
	buf_init(&b);
	import_resolved(m, o, dict, &b);
	/* Without its brackets: the entries. */
	s = str_trim(buf_str(&b));
	s = str_sub(s, 2, s.n - 2);
	(void)qpdf_oh_get_stream_data(m->q, v, qpdf_dl_none, NULL, &bytes,
	    &n);
	object_stream(o, k, str_dup(o->arena, s).p, (struct str){
	    arena_dup(o->arena, (char *)bytes, n), n },
	    raw ? STREAM_RAW : STREAM_FILTERED);
	free(bytes);
	buf_release(&b);
	qpdf_oh_release(m->q, dict);
}

void
import_wanted(struct import *m, struct objects *o)
{
	for (; m->ndone < m->nwanted; m->ndone++) {
		uint32_t id = m->wanted[m->ndone];
		qpdf_oh	 v = qpdf_get_object_by_id(m->q, (int)id, 0);

		if (qpdf_oh_is_stream(m->q, v)) {
			import_stream(m, o, v, m->number[id]);
		} else {
			struct buf b;

			/* Read whole before it is written: it may want
			 * others. */
			buf_init(&b);
			import_resolved(m, o, v, &b);
			buf_put_str(object_begin(o, m->number[id]),
			    buf_str(&b));
			object_end(o);
			buf_release(&b);
		}
		qpdf_oh_release(m->q, v);
	}
}
