/*
 * A sandbox for strangers' files: from here on the process reads only
 * what it was given, reaches no network and starts no program.
 *
 * Landlock (file system) and seccomp (system calls), both or nothing:
 * where the kernel lacks one, entering fails; there is no pretending.
 */
#ifndef OCTAVO_SANDBOX_H
#define OCTAVO_SANDBOX_H

#include <stdbool.h>

#include "octavo/error.h"

/*
 * read, write: NULL-ended lists of files and folders (with all below
 * them; symbolic links do not lead out).  Those that do not exist are
 * passed over.  Cannot be left.  Call before any thread is started.
 */
int	 sandbox_enter(const char *const *read, const char *const *write,
	    struct error *);

/* What the kernel offers: the ABI of Landlock (0: none; 2 and more are
 * enough), and whether seccomp filters are there. */
int	 sandbox_landlock(void);
bool	 sandbox_seccomp(void);

#endif
