/* Between the writer and the account. */
#ifndef OCTAVO_AUDIT_INT_H
#define OCTAVO_AUDIT_INT_H

#include "clean_int.h"

/* Adds up the cells by rule; seen[i]: how often cell i was written. */
void	 audit_sums(struct work *, const uint8_t *seen, struct clean_doc *);

enum { CLEAN_MAX = 256u << 20 };	/* [bytes] */

/* Is the text what the cleaner writes? */
bool	 own_form(struct str);
/* Ends a text that has the form but still has damage in it. */
extern const char own_mark[];
void	 own_form_count(struct str, unsigned *notes, unsigned *headings);

#endif
