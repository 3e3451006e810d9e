/*
 * Private to release/.
 */
#ifndef OCTAVO_RELEASE_INT_H
#define OCTAVO_RELEASE_INT_H

#include "octavo/release.h"

/* All that a page says in its body and notes; its hash. */
void	 page_text(const struct frame_page *, struct buf *out);
void	 page_hash(const struct frame_page *, char out[17]);
/* The stretches of words of each page, into the lock. */
void	 stretches_write(struct arena *, const struct frame *, struct lock *);
/* SHA-256 of the source of a text's tree. */
void	 text_sha256(const struct text *, const struct sources *,
	    char out[65]);

#endif
