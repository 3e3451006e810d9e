/*
 * Compression of the files of the container.  libzip would take zlib;
 * libdeflate makes the same format a little smaller in half the time.
 * Its level 10 would gain 2.4 % more, in four times the time of 9 and
 * with 9 MB of memory.
 */
#include <libdeflate.h>

#include "octavo/file.h"

#include "epub_int.h"

enum { LEVEL = 9 };

static void
deflate(struct libdeflate_compressor *c, struct arena *a,
    struct epub_file *f)
{
	size_t room = libdeflate_deflate_compress_bound(c, f->bytes.n);
	char  *bytes = arena_alloc(a, room);

	f->packed.p = bytes;
	f->packed.n = libdeflate_deflate_compress(c, f->bytes.p, f->bytes.n,
	    bytes, room);
}

/* A file whose content is that of one of the last build is not
 * compressed again. */
static void
pack_file(struct libdeflate_compressor *c, struct arena *a,
    struct kept *kept, struct epub_file *f)
{
	unsigned char id[32];

	if (kept == NULL) {
		deflate(c, a, f);
		return;
	}
	sha256(f->bytes, id);
	if (kept_lookup(kept, 'z', id, &f->packed))
		return;
	deflate(c, a, f);
	kept_put(kept, 'z', id, f->packed);
}

int
deflate_files(struct arena *a, struct epub_file *files, size_t n,
    struct kept *kept, struct error *e)
{
	struct libdeflate_compressor *c;

	c = libdeflate_alloc_compressor(LEVEL);
	if (c == NULL)
		return error_library(e, NULL, "libdeflate: no compressor");
	for (size_t i = 0; i < n; i++) {
		struct epub_file *f = &files[i];

		f->crc = libdeflate_crc32(0, f->bytes.p, f->bytes.n);
		f->packed = f->bytes;
		if (!f->stored)
			pack_file(c, a, kept, f);
	}
	libdeflate_free_compressor(c);
	return 0;
}
