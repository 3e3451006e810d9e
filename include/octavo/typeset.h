/*
 * Typesetting: the book to a page list.
 */
#ifndef OCTAVO_TYPESET_H
#define OCTAVO_TYPESET_H

#include "octavo/edit.h"
#include "octavo/frame.h"
#include "octavo/style.h"

struct typeset_opts {
	int	 pages;		/* copy-fit: reach this count; 0 none */
	int	 multiple;	/* copy-fit: a multiple of this; 0 none */
	int	 threads;	/* 1 or 2; the same bytes either way */
	const struct lock *keep; /* --keep-pages: a release, or NULL */
	/*
	 * Standing type: words and lines of an earlier call, to be taken
	 * over where they are the same, and what the next call may take.
	 * The bytes are for this program and its libraries and patterns
	 * only (the caller's care); faces are compared here.  n == 0, NULL:
	 * none.  They are aligned to 8 and live as long as the frame.
	 * stand is left empty where little in it would be new.
	 */
	struct str	 standing;
	struct buf	*stand;
};

/*
 * Sets, breaks and paginates the whole book.  What the optimum could
 * not hold is in frame->remarks and in the sink (T-*).  -1: a face is
 * missing (ERROR_LIBRARY names the package to install).
 */
int	 typeset(struct arena *, const struct book *, struct style *,
	    const struct typeset_opts *, struct diag_sink *,
	    struct frame **out, struct error *);
/*
 * The front of the cover as a page list of one page, in the book's
 * style: for the EPUB's picture and the printed cover.
 */
int	 typeset_cover(struct arena *, const struct book *, struct style *,
	    struct diag_sink *, struct frame **out, struct error *);
/* "hyph_fr.dic 0123456789abcdef", the patterns of a language by their
 * hash, or NULL: there are none. */
const char *typeset_patterns(struct arena *, struct str lang);

#endif
