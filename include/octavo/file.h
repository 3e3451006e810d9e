/*
 * Files: read whole, written beside and renamed.
 */
#ifndef OCTAVO_FILE_H
#define OCTAVO_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "octavo/error.h"
#include "octavo/limits.h"
#include "octavo/str.h"

struct arena;

#define FILE_MAX_TEXT	LIMIT_TEXT	/* its earlier name */


/*
 * Reads a regular file of at most max bytes ("-": standard input) into
 * the arena, NUL-terminated.  -1: ERROR_SYSTEM (errnum ENOENT when it
 * does not exist) or ERROR_LIMIT.
 */
int	 file_read(struct arena *, const char *path, size_t max,
	    struct str *out, struct error *);
/*
 * Writes the bytes to a new file in the same folder, syncs it and
 * renames it over path.  On -1 nothing has changed and nothing is left.
 */
int	 file_write(const char *path, struct str bytes, struct error *);

/* One file of a set: all are written and synced beside their places
 * first, then all take them, or none. */
struct file_stage {
	char	*path, *tmp;	/* malloc'd; tmp: in the same folder */
	int	 fd;		/* -1: closed */
	int	 dir;		/* the folder, to be synced; -1: none */
	bool	 named;		/* tmp exists under its name */
	bool	 swapped;	/* path holds the new, tmp the old bytes */
	bool	 fresh;		/* there was no file at path before */
	bool	 special;	/* a device or pipe: written to, not replaced */
	struct str bytes;	/* borrowed until the commit */
};

int	 file_stage(struct file_stage *, const char *path, struct str bytes,
	    struct error *);
/* -1: every path is what it was before. */
int	 file_commit(struct file_stage *, size_t n, struct error *);
/* Gives the stages up; what is not committed vanishes. */
void	 file_unstage(struct file_stage *, size_t n);

/*
 * A set of files is exchanged one by one: a process killed between two
 * would leave books of two states.  Its turn in the folder tells.
 */
struct file_turn {
	int	 fd;
	char	*path;		/* malloc'd */
	bool	 unfinished;	/* the turn before this one was killed */
};

/* Waits for another build's turn; sweeps up behind one that was killed. */
int	 file_turn_begin(struct file_turn *, const char *dir,
	    struct error *);
/* From here on a death is found out. */
int	 file_turn_mark(struct file_turn *, const struct file_stage *,
	    size_t n, struct error *);
void	 file_turn_end(struct file_turn *);
/* Was the last turn in this folder killed, and nothing built since? */
bool	 file_turn_unfinished(const char *dir);

/* As mkdir -p. */
int	 file_make_dir(const char *path, struct error *);
bool	 file_exists(const char *path);

/* "dir/name" in the arena; an absolute name stays as it is. */
char	*path_join(struct arena *, const char *dir, const char *name);
/* The folder of a path ("." for a bare name), in the arena. */
char	*path_dir(struct arena *, const char *path);
/* The last component (borrowed). */
const char *path_base(const char *path);
/* False for absolute paths and for those with a ".." component. */
bool	 path_is_inside(const char *path);

/* SHA-256, and in lower-case hexadecimal, NUL-terminated. */
void	 sha256(struct str, unsigned char out[32]);
void	 sha256_hex(struct str, char out[65]);

#endif
