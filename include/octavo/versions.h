/*
 * What the program stands on: the libraries, each told by the layer that
 * calls it.  octavo --version --verbose prints them; a printing's lock
 * records them.
 */
#ifndef OCTAVO_VERSIONS_H
#define OCTAVO_VERSIONS_H

#include <stddef.h>

struct version {
	const char	*name;
	char		 built[24];	/* of the headers; "": not told */
	char		 running[24];	/* of the library loaded */
};

enum { VERSIONS_MAX = 8 };		/* of one layer */

/* Each fills at most VERSIONS_MAX and returns how many.  A library that
 * tells its version in one of the two only has it in both. */
size_t	 versions_base(struct version *);
size_t	 versions_read(struct version *);
size_t	 versions_type(struct version *);
size_t	 versions_epub(struct version *);
size_t	 versions_pdf(struct version *);

/* Of all layers, in one order. */
enum { VERSIONS_ALL = 5 * VERSIONS_MAX };
size_t	 versions_all(struct version [VERSIONS_ALL]);

/* NULL for built or running: as the other. */
void	 version_set(struct version *, const char *name, const char *built,
	    const char *running);

#endif
