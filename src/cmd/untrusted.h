#ifndef UNTRUSTED_H
#define UNTRUSTED_H

#include "octavo/error.h"

#include "opt.h"

/*
 * Enters the sandbox for a build of dir into out (NULL: dir/out, which
 * is made first).  Readable: the edition's folder, the data of Octavo,
 * faces, dictionaries.  Writable: the folder out.
 */
int	 untrusted_enter(const char *dir, const char *out, struct error *);

/* For commands that make no edition: path (a file or an edition) is
 * readable; writable: the folder of the file out, if any. */
int	 untrusted_read(const char *path, const char *out,
	    struct error *);


/* --limit, or what --untrusted has without it; 0: none. */
unsigned limit_seconds(const struct options *);

#endif
