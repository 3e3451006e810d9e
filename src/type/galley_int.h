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
	sp		*columns;	/* widths, of the table at hand */
	uint32_t	 ncolumns;
	sp		 gutter, table_left;
};

struct galley_block *galley_add(struct builder *, enum galley_kind,
	    const struct node *);
/* Breaks a paragraph made in the scratch arena and keeps at most max
 * of its variants. */
unsigned galley_keep(struct builder *, struct set_text *, struct span,
	    struct galley_variant *out, unsigned max);
/* galley_table: widths of its columns; a row. */
int	 table_begin(struct builder *, const struct node *table);
int	 row_block(struct builder *, const struct node *row);
/* galley_label: the number of a note or the mark of a list item, before
 * the first line of its first text. */
int	 galley_label(struct builder *, struct set_text *);
/* figure: width and height of a picture as set. */
void	 figure_size(struct builder *, struct galley_block *);

#endif
