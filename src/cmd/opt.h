/*
 * Commands and their options: one table parses, prints the help, and
 * makes the man page and the completions.
 */
#ifndef OPT_H
#define OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum opt_type {
	OPT_FLAG,	/* bool */
	OPT_STRING,	/* const char * */
	OPT_INT		/* int, decimal */
};

struct opt {
	const char	*name;	/* without -- */
	char		 letter;/* or 0 */
	const char	*arg;	/* what stands for the value in the help */
	const char	*help;	/* lower case, no full stop */
	enum opt_type	 type;
	size_t		 at;	/* offset in struct options */
};

/* The values of all commands' options; each uses those it lists. */
struct options {
	const char	*out, *only, *report, *format_name, *style, *stage;
	const char	*format, *pages, *printer, *paper, *icc, *by;
	const char	*lemma, *read, *near, *kind, *why, *doubt;
	int		 threads, keep, impose, limit;
	bool		 diplomatic, compat, fonts, help, verbose, suspects,
			 leave;
	bool		 untrusted, marks, saddle, from, page_marks;
};

struct command {
	const char	*name;
	const char	*args;	/* of the usage line */
	const char	*summary;
	const char	*about;	/* a paragraph for --help and the man page */
	const struct opt *const *opts;	/* NULL-ended */
	int		(*run)(const struct options *, int argc,
			    char **argv);
};

extern const struct command *const commands[];	/* NULL-ended */

/*
 * Parses argv[1..]; what is no option is moved to args (argc of them).
 * -1: a message has been printed on standard error.
 */
int	 opt_parse(const struct command *, int argc, char **argv,
	    struct options *, char **args, int *nargs);
void	 opt_help(const struct command *, FILE *);

#endif
