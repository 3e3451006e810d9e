/* Pack: zlib streams, from several threads.  Private to pdf/. */
#ifndef PDF_PACK_H
#define PDF_PACK_H

#include <pthread.h>

#include "octavo/buf.h"
#include "octavo/kept.h"

struct packer {
	struct kept    *kept;		/* of an earlier build, or NULL */
	pthread_mutex_t lock;		/* of what is kept */
};

void	 packer_init(struct packer *, struct kept *);
void	 packer_release(struct packer *);
/* The bytes as a zlib stream into out, which is empty; out->full when
 * there is no compressor. */
void	 pack(struct packer *, struct str in, struct buf *out);

#endif
