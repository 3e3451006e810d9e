/*
 * Building a galley: private to galley*.c and figure.c.
 */
#ifndef TYPE_GALLEY_INT_H
#define TYPE_GALLEY_INT_H

#include "para_int.h"

struct builder {
	struct arena	*arena;		/* of the galley */
	struct arena	 scratch;	/* of the block being set */
	struct style	*style;
	struct faces	*faces;
	sp		 measure;
	struct diag_sink *sink;
	struct error	*error;
	struct galley_block *blocks;
	uint32_t	 nblocks;
	const struct node *item;	/* its label is still to be set */
	const struct node *note;	/* … its number */
};

struct galley_block *galley_add(struct builder *, enum galley_kind,
	    const struct node *);
void	 galley_finish(struct builder *, struct galley_block *,
	    struct set_text *);
/* galley_label: the number of a note or the mark of a list item, before
 * the first line of its first text. */
int	 galley_label(struct builder *, struct set_text *);
/* figure: height of a picture as set in the measure [sp]. */
sp	 figure_height(struct builder *, const struct node *);

#endif
