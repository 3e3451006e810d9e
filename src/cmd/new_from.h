#ifndef NEW_FROM_H
#define NEW_FROM_H

#include "octavo/buf.h"
#include "octavo/diag.h"
#include "octavo/error.h"

/*
 * Takes the files as witnesses into the edition dir (its folders exist)
 * and appends their part entries, in YAML, to parts.  Says on standard
 * output what was found in each.
 */
int	 new_from(struct arena *, const char *dir, char **files, size_t n,
	    struct diag_sink *, struct buf *parts, struct error *);

#endif
