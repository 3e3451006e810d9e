/*
 * Printings on record, for a build that has been opened and read
 * (build_open, build_read).
 */
#ifndef OCTAVO_PRINTING_H
#define OCTAVO_PRINTING_H

#include "octavo/build.h"
#include "octavo/release.h"

/* DIR/release-N.lock, in the build's arena. */
const char *printing_path(struct build *, int number);
/* The lock of the last printing on record; NULL: there is none. */
int	 printing_last(struct build *, struct lock **, struct error *);
/*
 * Reads the lock of --keep-pages into b->kept, once, and those of the
 * printings whose pages that one has kept, each behind the next.
 */
int	 printing_keep(struct build *, struct error *);
/* Writes the lock of a build that has been set; never over another. */
int	 printing_lock(struct build *, int number, const char **path,
	    struct error *);
/*
 * K-005 to the sink for each library, face and file of patterns that
 * differs from what the printing of --keep-pages, or else the last one
 * on record, was made with.  What only one of the two uses is no
 * difference.
 */
void	 printing_check_versions(struct build *);
/*
 * Edits and sets the book as it was at that printing; with probes the
 * readings added since mark their places.
 */
int	 printing_remake(struct build *, int number, bool probes,
	    struct lock **, struct error *);
/* The slip of that printing; *out is NULL when there are errors. */
int	 printing_errata(struct build *, int number, struct errata **out,
	    struct error *);
/* The slip as a PDF in the edition's style and format, and as an EPUB of
 * one page. */
int	 printing_slip_pdf(struct build *, const struct errata *,
	    struct buf *out, struct error *);
int	 printing_slip_epub(struct build *, const struct errata *,
	    struct buf *out, struct error *);

#endif
