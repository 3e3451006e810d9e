/*
 * While one core makes the book, the other fetches what typesetting
 * begins with: the fonts that are installed, and standing type; and what
 * the PDF may take over.
 */
#include "octavo/galley.h"

#include "build_int.h"

static void *
fetch(void *arg)
{
	struct build *b = arg;

	faces_prepare();
	b->standing = build_cache_find(b, &b->prefetched, "standing");
	if ((b->opts.outputs & OUTPUT_PDF) != 0)
		b->kept_pdf = build_cache_find(b, &b->prefetched, "pdf");
	return NULL;
}

void
build_prefetch(struct build *b)
{
	if (b->edition == NULL || b->opts.threads < 2 || b->prefetching)
		return;
	arena_init(&b->prefetched);
	b->prefetching = pthread_create(&b->prefetch, NULL, fetch, b) == 0;
}

bool
build_prefetched(struct build *b)
{
	if (!b->prefetching)
		return false;
	(void)pthread_join(b->prefetch, NULL);
	b->prefetching = false;
	arena_join(&b->arena, &b->prefetched);
	return true;
}
