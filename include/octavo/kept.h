/*
 * What an earlier build made and this one may take over: bytes by the
 * SHA-256 of what they were made from, and a letter for how.  One
 * thread's; nothing in it outlives the bytes it was opened on.
 */
#ifndef OCTAVO_KEPT_H
#define OCTAVO_KEPT_H

#include <stdbool.h>

#include "octavo/buf.h"
#include "octavo/str.h"

enum { KEPT_MAX = 4096 };	/* things; more are not kept */

struct kept {
	struct str	before;		/* of the earlier build */
	size_t		at[KEPT_MAX];	/* of each thing in it */
	unsigned	n;
	struct buf	next;		/* all that this build used */
	unsigned	nnext;
	unsigned	found;		/* where the last one stood */
	size_t		fresh;		/* bytes that before has not */
};

/* n == 0: nothing is kept from before.  Bytes that are not of this form
 * count as none.  The bytes are borrowed until kept_close. */
void	 kept_open(struct kept *, struct str bytes);
void	 kept_close(struct kept *);
/* What was made in this way from such bytes; *out in the bytes opened. */
bool	 kept_lookup(struct kept *, char how, const unsigned char id[32],
	    struct str *out);
void	 kept_put(struct kept *, char how, const unsigned char id[32],
	    struct str);
/* Whether so much is fresh that `next` is worth keeping instead. */
bool	 kept_is_stale(const struct kept *);

#endif
