/*
 * The proof, for the corrector, with doubts, suspicions, corrections and
 * messages marked in place: one self-contained HTML page, each page of
 * the page list as a picture beside its text; and the pages on larger
 * sheets, to be printed and written on.
 */
#ifndef OCTAVO_PROOF_H
#define OCTAVO_PROOF_H

#include "octavo/clean.h"
#include "octavo/edit.h"
#include "octavo/frame.h"
#include "octavo/lock.h"

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
	const struct lock	*since;	/* the last printing, or NULL */
};

/* The page into out, the same bytes for the same input.  -1: a face of
 * the page list cannot be read (ERROR_LIBRARY). */
int	 proof_write(struct arena *, const struct proof_input *,
	    struct buf *out, struct error *);

/*
 * The sheets as a page list, for pdf_write: each page of the book on the
 * smallest of A4, A3 and A2 that leaves room for a hand, with line
 * numbers, the marks underlined and told at the foot, and bars beside
 * lines that have changed since the printing.  -1: there is no face.
 */
int	 proof_sheets(struct arena *, const struct proof_input *,
	    struct frame **out, struct error *);

#endif
