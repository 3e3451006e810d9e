/*
 * The EPUB: from the model and (for its page marks) the page list.
 */
#ifndef OCTAVO_EPUB_H
#define OCTAVO_EPUB_H

#include "octavo/edit.h"
#include "octavo/frame.h"
#include "octavo/kept.h"
#include "octavo/style.h"

struct epub_opts {
	bool		 compat;	/* profile for old intakes */
	bool		 embed_fonts;
	struct str	 cover;		/* PNG or JPEG bytes; n == 0 none */
	struct str	 cover_alt;
	const struct frame *pages;	/* NULL: no page list */
	struct kept	*kept;		/* files of the last build, or NULL:
					   what is the same is taken over */
	bool		 unpaged;	/* and none is missed */
};

/* The finished file into out; the same bytes for the same book. */
int	 epub_write(struct arena *, const struct book *, struct style *,
	    const struct epub_opts *, struct diag_sink *, struct buf *out,
	    struct error *);

#endif
