/*
 * What the commands say: messages, failures, exit status.
 */
#ifndef SAY_H
#define SAY_H

#include "octavo/build.h"
#include "octavo/error.h"

#include "opt.h"

enum { STATUS_OK = 0, STATUS_TEXTS = 1, STATUS_FAILED = 2 };

/* Prints a failed operation; returns STATUS_FAILED. */
int	 say_error(const struct error *, const struct options *);
/* Prints what the sink holds; STATUS_TEXTS when there are errors. */
int	 say_diagnostics(const struct diag_sink *, const struct options *);
/* Prints a wrong use of the command line; returns STATUS_FAILED. */
int	 say_usage(const struct command *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
/* One line of figures on standard error. */
void	 say_summary(struct build *, double seconds);
/* Options of the command line as the build wants them; -1: said. */
int	 build_options(const struct options *, struct build_opts *);

#endif
