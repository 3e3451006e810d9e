/*
 * Failed operations (fault kind 2 of 4): a function returns -1 and has
 * filled a struct error; callers pass it up to main, which prints it
 * and exits with status 2.
 */
#ifndef OCTAVO_ERROR_H
#define OCTAVO_ERROR_H

enum error_kind {
	ERROR_NONE,
	ERROR_SYSTEM,	/* errnum is set */
	ERROR_LIBRARY,	/* a library refused: what says which and why */
	ERROR_LIMIT,	/* a documented limit was reached */
	ERROR_USAGE	/* the command line is wrong */
};

struct error {
	enum error_kind	kind;
	int		errnum;
	char		what[256];	/* lower case, no full stop */
	char		path[1024];	/* "" where no file is concerned */
};

/* All return -1, so that callers can write: return error_system(...). */
int	error_system(struct error *, const char *path, const char *what);
int	error_library(struct error *, const char *path, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));
int	error_limit(struct error *, const char *path, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

#endif
