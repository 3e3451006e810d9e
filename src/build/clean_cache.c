/*
 * Cleaned texts in the cache.  The key is everything that the result
 * depends on: the program and its libraries (by the identity of their files), the
 * dictionaries, the language, the bytes of the witness.  A cleaning
 * that had something to report is not kept: it is done again, so that
 * messages never depend on the cache.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build_int.h"
#include "cache.h"

#define CLEANED_HEAD	"cleaned 2 %u %u %u %u %llu\n"

/* Dictionaries lie in folders: a changed file changes its folder. */
static void
make_key(const struct build *b, struct arena *a, struct str lang,
    struct str bytes, char key[65])
{
	const struct str inputs[] = {
		b->program,
		cache_identity(a, "/usr/share/hunspell"),
		cache_identity(a, "/usr/local/share/hunspell"),
		lang.n ? lang : STR("fr"), bytes, STR_NULL
	};

	cache_key(key, "clean", inputs);
}

/* A number and the space or line end behind it. */
static bool
take(struct str *s, uint32_t *out)
{
	uint64_t n = 0;
	size_t	 i = 0;

	for (; i < s->n && s->p[i] >= '0' && s->p[i] <= '9' && i < 10; i++)
		n = n * 10 + (uint64_t)(s->p[i] - '0');
	if (i == 0 || i == s->n || n > UINT32_MAX)
		return false;
	*out = (uint32_t)n;
	*s = str_sub(*s, i + 1, s->n);
	return true;
}

/* "asked length n at … label" and a line end. */
static bool
unpack_doubt(struct arena *a, struct str *s, struct build_doubt *d)
{
	uint32_t asked, *at;
	size_t	 end;

	if (!take(s, &asked) || asked > ANSWER_CALLS ||
	    !take(s, &d->length) || !take(s, &d->n) || d->n > s->n)
		return false;
	d->asked = (enum build_answer)asked;
	at = ARENA_ARRAY(a, uint32_t, d->n + 1);
	d->at = at;
	for (uint32_t k = 0; k < d->n; k++)
		if (!take(s, &at[k]))
			return false;
	end = str_find(*s, STR("\n"), 0);
	if (end == SIZE_MAX)
		return false;
	d->call = str_sub(*s, 0, end);
	*s = str_sub(*s, end + 1, s->n);
	return true;
}

static bool
unpack(struct arena *a, struct str s, struct build_text *t)
{
	struct clean_doc	*d = ARENA_NEW(a, struct clean_doc);
	struct build_doubt	*doubts;
	unsigned long long	 chars;
	size_t			 at = str_find(s, STR("\n"), 0);

	if (at == SIZE_MAX || sscanf(s.p, CLEANED_HEAD, &t->ndoubts,
	    &d->pages, &d->notes, &d->headings, &chars) != 5 ||
	    t->ndoubts > s.n)
		return false;
	s = str_sub(s, at + 1, s.n);
	doubts = ARENA_ARRAY(a, struct build_doubt, t->ndoubts + 1);
	for (unsigned i = 0; i < t->ndoubts; i++)
		if (!unpack_doubt(a, &s, &doubts[i]))
			return false;
	t->doubts = doubts;
	d->chars = chars;
	d->markdown = s;
	t->clean = d;
	return true;
}

static void
pack(const struct build_text *t, struct buf *b)
{
	const struct clean_doc *d = t->clean;

	buf_printf(b, CLEANED_HEAD, t->ndoubts, d->pages, d->notes,
	    d->headings, (unsigned long long)d->chars);
	for (unsigned i = 0; i < t->ndoubts; i++) {
		const struct build_doubt *x = &t->doubts[i];

		buf_printf(b, "%d %u %u ", (int)x->asked, x->length, x->n);
		for (uint32_t k = 0; k < x->n; k++)
			buf_printf(b, "%u ", x->at[k]);
		buf_printf(b, "%.*s\n", STR_ARG(x->call));
	}
	buf_put_str(b, d->markdown);
}

int
build_clean(struct build *b, struct build_text *t, struct str bytes,
    const struct clean_opts *o)
{
	struct cache	c = { NULL };
	struct str	kept;
	struct buf	out;
	char		key[65];

	if (b->opts.cache && !o->suspects) {
		cache_open(&c, &t->arena);
		make_key(b, &t->arena, o->lang, bytes, key);
		if (cache_lookup(&c, &t->arena, key, &kept) &&
		    unpack(&t->arena, kept, t))
			return 0;
	}
	if (clean_witness(&t->arena, str_z(t->path), bytes, o, &t->sink,
	    &t->clean, &t->error) < 0)
		return -1;
	if (t->clean == NULL)
		return 0;
	build_doubts_find(t);
	if (c.dir != NULL && t->sink.first == NULL) {
		buf_init(&out);
		pack(t, &out);
		cache_store(&c, key, buf_str(&out));
		buf_release(&out);
	}
	return 0;
}
