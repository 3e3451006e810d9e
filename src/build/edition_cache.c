/*
 * Entries of the cache that belong to an edition: one of each sort for
 * its folder, style and format, written anew when enough has changed.
 */
#include <stdlib.h>

#include "octavo/kept.h"

#include "build_int.h"
#include "cache.h"

/* Where the edition lies: two editions of one name do not take turns. */
static struct str
folder(struct arena *a, const struct build *b)
{
	char	  *real = realpath(b->edition->dir.p, NULL);
	struct str s = real != NULL ? str_dup(a, str_z(real)) :
	    b->edition->dir;

	free(real);
	return s;
}

static void
make_key(struct arena *a, const struct build *b, const char *sort,
    char key[65])
{
	const struct str inputs[] = {
		b->program, cache_identity(a, "/usr/share/hyphen"),
		folder(a, b), b->edition->style, b->edition->format,
		STR_NULL
	};

	cache_key(key, sort, inputs);
}

/* Once a build: a library opened later does not change the keys. */
void
build_cache_open(struct build *b)
{
	struct cache c;

	if (!b->opts.cache)
		return;
	cache_open(&c, &b->arena);
	if (c.dir != NULL)
		b->program = cache_program(&b->arena);
}

struct str
build_cache_find(const struct build *b, struct arena *a, const char *sort)
{
	struct cache c;
	struct str   s;
	char	     key[65];

	if (!b->opts.cache)
		return STR_NULL;
	cache_open(&c, a);
	if (c.dir == NULL)
		return STR_NULL;
	make_key(a, b, sort, key);
	return cache_lookup(&c, a, key, &s) ? s : STR_NULL;
}

void
build_cache_keep(const struct build *b, struct arena *a, const char *sort,
    struct str bytes)
{
	struct cache c;
	char	     key[65];

	if (!b->opts.cache || bytes.n == 0)
		return;
	cache_open(&c, a);
	if (c.dir == NULL)
		return;
	make_key(a, b, sort, key);
	cache_store(&c, key, bytes);
}

struct kept *
build_kept_open(const struct build *b, struct arena *a, const char *sort,
    struct str bytes)
{
	struct kept *k;

	if (!b->opts.cache)
		return NULL;
	k = ARENA_NEW(a, struct kept);
	kept_open(k, bytes.n > 0 ? bytes : build_cache_find(b, a, sort));
	return k;
}

void
build_kept_close(const struct build *b, struct arena *a, const char *sort,
    struct kept *k)
{
	if (k == NULL)
		return;
	if (kept_is_stale(k))
		build_cache_keep(b, a, sort, buf_str(&k->next));
	kept_close(k);
}
