/*
 * The proof: one self-contained HTML page for the corrector, each page
 * of the page list as a picture beside its text, with doubts,
 * suspicions, corrections and messages marked in place.
 */
#ifndef OCTAVO_PROOF_H
#define OCTAVO_PROOF_H

#include "octavo/clean.h"
#include "octavo/edit.h"
#include "octavo/frame.h"

struct proof_text {			/* one part */
	const struct clean_doc	*clean;	/* NULL: not a witness */
	uint32_t		 source;/* its Markdown, in the sources */
	const char		*path;	/* of the file read */
};

struct proof_input {
	const struct book	*book;
	const struct frame	*frame;
	struct sources		*sources;
	const struct diag_sink	*sink;	/* what was said of the texts */
	const struct proof_text	*texts;
	size_t			 ntexts;
};

/* The page into out, the same bytes for the same input.  -1: a face of
 * the page list cannot be read (ERROR_LIBRARY). */
int	 proof_write(struct arena *, const struct proof_input *,
	    struct buf *out, struct error *);

#endif
