/*
 * Pack: bytes as zlib streams, or as an earlier build has packed them.
 */
#include <libdeflate.h>
#include <stdlib.h>

#include "octavo/arena.h"
#include "octavo/file.h"
#include "pack.h"

void
packer_init(struct packer *p, struct kept *kept)
{
	p->kept = kept;
	(void)pthread_mutex_init(&p->lock, NULL);
}

void
packer_release(struct packer *p)
{
	(void)pthread_mutex_destroy(&p->lock);
}

enum { DEFLATE_LEVEL = 8 };	/* in half the time of zlib's 6 */

static void
deflate(struct str in, struct buf *out)
{
	struct libdeflate_compressor *c =
	    libdeflate_alloc_compressor(DEFLATE_LEVEL);
	size_t	 room, n = 0;
	void	*z;

	if (c == NULL) {
		out->full = true;
		return;
	}
	room = libdeflate_zlib_compress_bound(c, in.n);
	z = xmalloc(room);
	n = libdeflate_zlib_compress(c, in.p, in.n, z, room);
	buf_put(out, z, n);
	free(z);
	libdeflate_free_compressor(c);
}

void
pack(struct packer *p, struct str in, struct buf *out)
{
	unsigned char id[32];
	struct str    was;
	bool	      known;

	if (p->kept == NULL) {
		deflate(in, out);
		return;
	}
	sha256(in, id);
	(void)pthread_mutex_lock(&p->lock);
	known = kept_lookup(p->kept, 'z', id, &was);
	(void)pthread_mutex_unlock(&p->lock);
	if (known) {
		buf_put_str(out, was);
		return;
	}
	deflate(in, out);
	if (out->full)
		return;
	(void)pthread_mutex_lock(&p->lock);
	kept_put(p->kept, 'z', id, buf_str(out));
	(void)pthread_mutex_unlock(&p->lock);
}
