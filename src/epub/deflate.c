/*
 * Compression of one file of the container.  libzip would take zlib;
 * libdeflate's near-optimal parsing makes the same format 3 to 4 %
 * smaller, in some tens of milliseconds for a book.
 */
#include <libdeflate.h>

#include "epub_int.h"

enum { LEVEL = 10 };

int
deflate_files(struct arena *a, struct epub_file *files, size_t n,
    struct error *e)
{
	struct libdeflate_compressor	*c;
	size_t				 room;
	char				*bytes;

	c = libdeflate_alloc_compressor(LEVEL);
	if (c == NULL)
		return error_library(e, NULL, "libdeflate: no compressor");
	for (size_t i = 0; i < n; i++) {
		struct epub_file *f = &files[i];

		f->crc = libdeflate_crc32(0, f->bytes.p, f->bytes.n);
		f->packed = f->bytes;
		if (f->stored)
			continue;
		room = libdeflate_deflate_compress_bound(c, f->bytes.n);
		bytes = arena_alloc(a, room);
		f->packed.p = bytes;
		f->packed.n = libdeflate_deflate_compress(c, f->bytes.p,
		    f->bytes.n, bytes, room);
	}
	libdeflate_free_compressor(c);
	return 0;
}
