/* Between the writer and the account. */
#ifndef OCTAVO_AUDIT_INT_H
#define OCTAVO_AUDIT_INT_H

#include "clean_int.h"

/* Adds up the cells by rule. */
void	 audit_sums(struct work *, const struct written *,
	    struct clean_doc *);
/* account.c */
void	 account_places(struct work *, const struct written *,
	    struct clean_doc *);
/* A block of cells [at, end) that the writer sets as more than text. */
void	 account_shape(struct work *, const char *kind, uint32_t at,
	    uint32_t end, size_t out, int confidence);

/* A page of the witness begins. */
struct page_mark {
	uint32_t line, cell;	/* the mark stands before the cell */
	uint32_t number;	/* or NONE */
};

struct page_marks {
	struct page_mark *list;	/* by cell */
	uint32_t	  n;
};

void	 page_marks(struct work *, struct page_marks *);

enum { CLEAN_MAX = 256u << 20 };	/* [bytes] */

/* Is the text what the cleaner writes? */
bool	 own_form(struct str);
/* Ends a text that has the form but still has damage in it. */
extern const char own_mark[];
void	 own_form_count(struct str, unsigned *notes, unsigned *headings);

#endif
