/*
 * Limits: what is larger is refused with a message that names the limit.
 * Nothing that a text can say makes the program use more time or memory
 * than these allow.  octavo(1) prints the table.
 */
#ifndef OCTAVO_LIMITS_H
#define OCTAVO_LIMITS_H

#include <stddef.h>

#include "octavo/error.h"

/* Files [bytes].  A page of print is about 2 KB of text. */
#define LIMIT_TEXT	((size_t)32 << 20)	/* one text, style sheet */
#define LIMIT_TEXTS	((size_t)64 << 20)	/* all texts of a book */
#define LIMIT_YAML	((size_t)8 << 20)	/* manifest, ledger, lock */
#define LIMIT_PICTURE	((size_t)32 << 20)	/* one picture */
#define LIMIT_PICTURES	((size_t)128 << 20)	/* all pictures of a book */
#define LIMIT_FACE	((size_t)64 << 20)	/* one font file */

enum {
	LIMIT_PIXELS = 40 << 20,	/* of a picture: A4 at 600 dpi */
	LIMIT_SIDE = 32767,		/* [pixels] of a picture */
	LIMIT_DEPTH = 96,		/* nesting of a text, of XML */
	LIMIT_YAML_DEPTH = 16,		/* nesting; aliases: none */
	LIMIT_YAML_KEYS = 1000,		/* of one map */
	LIMIT_PARTS = 2000,		/* of an edition */
	LIMIT_NOTES = 100000,		/* of a book */
	LIMIT_PAGES = 20000,		/* of a book */
	LIMIT_MEMORY = 512,		/* [MiB], with --untrusted */
	LIMIT_SECONDS = 600		/* of a build, with --untrusted */
};

/* The table, for the man page; NULL-named row at the end. */
struct limit_row {
	const char	*name, *unit;
	size_t		 value;
};

extern const struct limit_row limit_table[];

/*
 * Time of a build, a cleaning, a check, a dump: when the seconds are over
 * the process ends with a message and status 2; the earlier edition stays
 * as it is.  0: none.
 */
struct limit;

/* NULL when seconds is 0 or no thread can be had. */
struct limit *limit_start(unsigned seconds);
/* From here on the files take their places: the clock stands still. */
void	 limit_hold(struct limit *);
/* Both take NULL for no limit. */
void	 limit_stop(struct limit *);

/* At most so much memory [MiB] from here on; what asks for more ends
 * the process with status 3. */
int	 limit_memory(unsigned mib, struct error *);

#endif
