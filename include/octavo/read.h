/*
 * Readers: one a source format, each to the same model.
 */
#ifndef OCTAVO_READ_H
#define OCTAVO_READ_H

#include "octavo/model.h"

/*
 * Markdown (CommonMark, footnotes, the spans and divs of the handbook)
 * to a tree whose root is a DIV without role.  source is the number of
 * the text in sink->sources.  Faults: R-*.  Calls are resolved.
 */
struct node *read_markdown(struct model *, uint32_t source,
	    struct diag_sink *);
/* One paragraph's inlines appended to parent (manifest, ledger notes). */
void	 read_inlines(struct model *, struct str, struct span,
	    struct node *parent, struct diag_sink *);

#endif
