/*
 * octavo: the subcommand table.
 */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/diag.h"

#include "octavo/pdf.h"
#include "octavo/sandbox.h"
#include "octavo/versions.h"
#include "cmd/cmd.h"
#include "cmd/say.h"

#ifndef OCTAVO_VERSION
#define OCTAVO_VERSION "0.1"
#endif

const struct command *const commands[] = {
	&cmd_build, &cmd_check, &cmd_clean, &cmd_correct,
	&cmd_accept, &cmd_dump, &cmd_new,
	&cmd_watch, &cmd_release, &cmd_errata, &cmd_diff,
	&cmd_explain, &cmd_help, NULL
};

static void
usage(FILE *f)
{
	(void)fputs("usage: octavo COMMAND [options] …\n\n"
	    "Builds editions: rough texts in, an EPUB and a typeset PDF out."
	    "\n\ncommands:\n", f);
	for (const struct command *const *c = commands; *c != NULL; c++)
		(void)fprintf(f, "  %-10s %s\n", (*c)->name, (*c)->summary);
	(void)fputs("\noctavo COMMAND --help says more of each;\n"
	    "octavo --version --verbose names the libraries.\n", f);
}

static int
version(bool verbose)
{
	struct version	v[VERSIONS_ALL];
	size_t		n = verbose ? versions_all(v) : 0;

	(void)printf("octavo %s\n", OCTAVO_VERSION);
	for (size_t i = 0; i < n; i++) {
		(void)printf("%s %s", v[i].name, v[i].running);
		if (strcmp(v[i].built, v[i].running) != 0)
			(void)printf(" (built with %s)", v[i].built);
		(void)putchar('\n');
	}
	if (verbose)
		(void)printf("sandbox: Landlock %d, seccomp %s\n",
		    sandbox_landlock(), sandbox_seccomp() ? "yes" : "no");
	return fflush(stdout) == 0 ? STATUS_OK : STATUS_FAILED;
}

static const struct command *
find(const char *name)
{
	const char	*names[32], *near;
	size_t		 n = 0;

	for (const struct command *const *c = commands; *c != NULL; c++) {
		if (strcmp((*c)->name, name) == 0)
			return *c;
		names[n++] = (*c)->name;
	}
	names[n++] = "--help";
	names[n++] = "--version";
	names[n] = NULL;
	near = nearest_name(str_z(name), names);
	(void)fprintf(stderr, "octavo: no %s is called '%s'%s%s%s\n",
	    name[0] == '-' ? "option" : "command", name,
	    near ? "; '" : "", near ? near : "",
	    near ? "' is meant?" : "");
	(void)fputs("    octavo --help lists them.\n", stderr);
	return NULL;
}

static int
run(const struct command *c, int argc, char **argv)
{
	struct options	 o;
	char		**args = calloc((size_t)argc + 1, sizeof(*args));
	int		 nargs, status = STATUS_FAILED;

	memset(&o, 0, sizeof(o));
	if (args == NULL)
		return EXIT_NO_MEMORY;
	if (opt_parse(c, argc, argv, &o, args, &nargs) == 0) {
		if (o.format_name != NULL && strcmp(o.format_name, "json") &&
		    strcmp(o.format_name, "text"))
			status = say_usage(c, "--messages must be text or "
			    "json, not '%s'", o.format_name);
		else if (o.help) {
			opt_help(c, stdout);
			status = STATUS_OK;
		} else
			status = c->run(&o, nargs, args);
	}
	free(args);
	return status;
}

int
main(int argc, char **argv)
{
	const struct command *c;

	/* Never LC_NUMERIC: cairo and libqpdf write numbers. */
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	pdf_prepare();
	if (argc < 2) {
		usage(stderr);
		return STATUS_FAILED;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		usage(stdout);
		return STATUS_OK;
	}
	if (strcmp(argv[1], "--version") == 0)
		return version(argc > 2 &&
		    (strcmp(argv[2], "--verbose") == 0 ||
		    strcmp(argv[2], "-v") == 0));
	if ((c = find(argv[1])) == NULL)
		return STATUS_FAILED;
	return run(c, argc - 1, argv + 1);
}
