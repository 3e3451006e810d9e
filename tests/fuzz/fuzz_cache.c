/* An entry of the cache as any bytes: what comes out passed its hash,
 * and what is stored comes back. */
#include <assert.h>

#include "octavo/file.h"

#include "build/cache.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char		 key[65], hex[65];
	struct fuzz	 f;
	struct cache	 c;
	struct str	 in[2] = { STR_NULL, STR_NULL }, out, head;
	const char	*dir;

	fuzz_init(&f);
	dir = arena_printf(&f.arena, "/dev/shm/octavo-fuzz-cache-%ld",
	    (long)getpid());
	(void)setenv("OCTAVO_CACHE", dir, 1);
	cache_open(&c, &f.arena);
	assert(c.dir != NULL);
	in[0] = fuzz_text(&f, p, n);
	cache_key(key, "fuzz", in);
	if (file_write(path_join(&f.arena, dir, key), in[0], &f.error) == 0 &&
	    cache_lookup(&c, &f.arena, key, &out)) {
		sha256_hex(out, hex);
		head = str_sub(in[0], 0, in[0].n - out.n);
		assert(str_find(head, str_z(hex), 0) != SIZE_MAX);
	}
	cache_store(&c, key, in[0]);
	assert(cache_lookup(&c, &f.arena, key, &out));
	assert(str_eq(out, in[0]));
	(void)unlink(path_join(&f.arena, dir, key));
	fuzz_release(&f);
	return 0;
}
