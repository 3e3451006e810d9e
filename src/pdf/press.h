/* The clauses of PDF/X-4 in a finished file. */
#ifndef PDF_PRESS_H
#define PDF_PRESS_H

#include "octavo/error.h"
#include "octavo/str.h"

/* -1 with the first clause that fails; even: pages must be even. */
int	 pdf_press_check(struct str bytes, bool even, struct error *);

#endif
