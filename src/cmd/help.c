/*
 * octavo help: the help of a command; the man page and the completions
 * of the shells, all from the tables that parse.
 */
#include <string.h>

#include "octavo/str.h"

#include "cmd.h"
#include "manual.h"
#include "options.h"
#include "say.h"

static void
words(FILE *f, const struct command *c, const char *before)
{
	for (const struct opt *const *o = c->opts; *o != NULL; o++)
		(void)fprintf(f, "%s--%s", o == c->opts ? "" : before,
		    (*o)->name);
}

static void
command_names(FILE *f)
{
	for (const struct command *const *c = commands; *c != NULL; c++)
		(void)fprintf(f, "%s%s", c == commands ? "" : " ",
		    (*c)->name);
}

static void
complete_bash(FILE *f)
{
	(void)fputs("_octavo() {\n"
	    "	local cur=${COMP_WORDS[COMP_CWORD]} cmd=${COMP_WORDS[1]}\n"
	    "	if [ \"$COMP_CWORD\" = 1 ]; then\n"
	    "		COMPREPLY=($(compgen -W '", f);
	command_names(f);
	(void)fputs("' -- \"$cur\"))\n		return\n	fi\n"
	    "	local words=\n	case $cmd in\n", f);
	for (const struct command *const *c = commands; *c != NULL; c++) {
		(void)fprintf(f, "	%s) words='", (*c)->name);
		words(f, *c, " ");
		(void)fputs("' ;;\n", f);
	}
	(void)fputs("	esac\n	case $cur in\n"
	    "	-*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n"
	    "	*) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n	esac\n}\n"
	    "complete -o filenames -F _octavo octavo\n", f);
}

static void
complete_zsh(FILE *f)
{
	(void)fputs("#compdef octavo\n_octavo() {\n"
	    "	if (( CURRENT == 2 )); then\n		compadd ", f);
	command_names(f);
	(void)fputs("\n		return\n	fi\n	case $words[2] in\n",
	    f);
	for (const struct command *const *c = commands; *c != NULL; c++) {
		(void)fprintf(f, "	%s) [[ $PREFIX == -* ]] && compadd -- ",
		    (*c)->name);
		words(f, *c, " ");
		(void)fputs(" || _files ;;\n", f);
	}
	(void)fputs("	esac\n}\n_octavo \"$@\"\n", f);
}

static void
complete_fish(FILE *f)
{
	for (const struct command *const *c = commands; *c != NULL; c++) {
		(void)fprintf(f, "complete -c octavo -n __fish_use_subcommand "
		    "-f -a %s -d '%s'\n", (*c)->name, (*c)->summary);
		for (const struct opt *const *o = (*c)->opts; *o; o++) {
			(void)fprintf(f, "complete -c octavo -n "
			    "'__fish_seen_subcommand_from %s' -l %s%s -d \"",
			    (*c)->name, (*o)->name, (*o)->arg ? " -r" : "");
			for (const char *p = (*o)->help; *p; p++)
				if (*p != '"' && *p != '$')
					(void)fputc(*p, f);
			(void)fputs("\"\n", f);
		}
	}
}

static const struct {
	const char	*name;
	void		(*print)(FILE *);
} forms[] = {
	{ "man", man_octavo }, { "man-edition", man_edition },
	{ "man-ledger", man_ledger }, { "markdown", manual_markdown },
	{ "bash", complete_bash }, { "zsh", complete_zsh },
	{ "fish", complete_fish },
};

static int
unknown(const char *name)
{
	const char	*names[32], *near;
	size_t		 n = 0;

	for (const struct command *const *c = commands; *c != NULL && n < 31;
	    c++)
		names[n++] = (*c)->name;
	names[n] = NULL;
	near = nearest_name(str_z(name), names);
	return say_usage(&cmd_help, "no command is called '%s'%s%s%s", name,
	    near ? "; '" : "", near ? near : "", near ? "' is meant?" : "");
}

static int
run(const struct options *o, int argc, char **argv)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (o->format != NULL && strcmp(o->format,
		    forms[i].name) == 0) {
			forms[i].print(stdout);
			return STATUS_OK;
		}
	if (o->format != NULL)
		return say_usage(&cmd_help, "--as must be man, man-edition, "
		    "man-ledger, markdown, bash, zsh or fish, not '%s'",
		    o->format);
	for (const struct command *const *c = commands; *c != NULL; c++)
		if (argc == 1 && strcmp((*c)->name, argv[0]) == 0) {
			opt_help(*c, stdout);
			return STATUS_OK;
		}
	if (argc > 0)
		return unknown(argv[0]);
	for (const struct command *const *c = commands; *c != NULL; c++)
		(void)printf("%-10s %s\n", (*c)->name, (*c)->summary);
	return STATUS_OK;
}

static const struct opt *const opts[] = { &opt_as, &opt_helpme, NULL };

const struct command cmd_help = {
	"help", "[COMMAND]", "explain a command",
	"Shows the help of a command, or lists the commands; with --as the\n"
	"man pages octavo(1), octavo-edition(5) and octavo-ledger(5), the\n"
	"reference of the handbook, or the completions of a shell.",
	opts, run
};
