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

#define CLEANED_HEAD	"cleaned 1 %u %u %u %u %llu\n"

/* Dictionaries lie in folders: a changed file changes its folder. */
static void
make_key(struct arena *a, struct str lang, struct str bytes, char key[65])
{
	const struct str inputs[] = {
		cache_program(a),
		cache_identity(a, "/usr/share/hunspell"),
		cache_identity(a, "/usr/local/share/hunspell"),
		lang.n ? lang : STR("fr"), bytes, STR_NULL
	};

	cache_key(key, "clean", inputs);
}

static bool
unpack(struct arena *a, struct str s, struct build_text *t)
{
	struct clean_doc	*d = ARENA_NEW(a, struct clean_doc);
	unsigned long long	 chars;
	size_t			 at = str_find(s, STR("\n"), 0);

	if (at == SIZE_MAX || sscanf(s.p, CLEANED_HEAD, &t->ndoubts,
	    &d->pages, &d->notes, &d->headings, &chars) != 5)
		return false;
	d->chars = chars;
	d->markdown = str_sub(s, at + 1, s.n);
	t->clean = d;
	return true;
}

static void
pack(const struct clean_doc *d, struct buf *b)
{
	buf_printf(b, CLEANED_HEAD, (unsigned)d->ndoubts, d->pages,
	    d->notes, d->headings, (unsigned long long)d->chars);
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
		make_key(&t->arena, o->lang, bytes, key);
		if (cache_lookup(&c, &t->arena, key, &kept) &&
		    unpack(&t->arena, kept, t))
			return 0;
	}
	if (clean_witness(&t->arena, str_z(t->path), bytes, o, &t->sink,
	    &t->clean, &t->error) < 0)
		return -1;
	if (t->clean == NULL)
		return 0;
	t->ndoubts = (unsigned)t->clean->ndoubts;
	if (c.dir != NULL && t->sink.first == NULL) {
		buf_init(&out);
		pack(t->clean, &out);
		cache_store(&c, key, buf_str(&out));
		buf_release(&out);
	}
	return 0;
}
