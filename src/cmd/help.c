/*
 * octavo help: the help of a command; the man page and the completions
 * of the shells, all from the tables that parse.
 */
#include <string.h>

#include "octavo/str.h"

#include "cmd.h"
#include "options.h"
#include "say.h"

/* Text for roff: no line begins with a control character. */
static void
roff(FILE *f, const char *s)
{
	for (; *s != '\0'; s++) {
		if (s[0] == '.' && s[1] == ' ') {
			(void)fputs(".\n", f);	/* a sentence a line */
			s++;
		} else if (*s == '-')
			(void)fputs("\\-", f);
		else if (*s == '\\')
			(void)fputs("\\e", f);
		else
			(void)fputc(*s, f);
	}
}

static void
man_options(FILE *f, const struct command *c)
{
	(void)fputs(".Bl -tag -width Ds\n", f);
	for (const struct opt *const *o = c->opts; *o != NULL; o++) {
		(void)fputs(".It", f);
		if ((*o)->letter != 0)
			(void)fprintf(f, " Fl %c ,", (*o)->letter);
		(void)fprintf(f, " Fl Fl %s", (*o)->name);
		if ((*o)->arg != NULL)
			(void)fprintf(f, " Ar %s", (*o)->arg);
		(void)fputc('\n', f);
		roff(f, (*o)->help);
		(void)fputs(".\n", f);
	}
	(void)fputs(".El\n", f);
}

static void
man_command(FILE *f, const struct command *c)
{
	(void)fprintf(f, ".Ss octavo %s\n.Nm\n.Cm %s\n", c->name, c->name);
	if (c->opts[0] != NULL)
		(void)fputs(".Op Ar options\n", f);
	(void)fputs(".Ar ", f);
	roff(f, c->args);
	(void)fputs("\n.Pp\n", f);
	roff(f, c->about);
	(void)fputc('\n', f);
	man_options(f, c);
}

static void
man_page(FILE *f)
{
	(void)fputs(".Dd November 21, 2026\n.Dt OCTAVO 1\n.Os\n.Sh NAME\n"
	    ".Nm octavo\n.Nd build editions: rough texts in, an EPUB and a "
	    "typeset PDF out\n.Sh SYNOPSIS\n.Nm\n.Ar command\n"
	    ".Op Ar options\n.Op Ar arguments\n.Sh DESCRIPTION\n", f);
	for (const struct command *const *c = commands; *c != NULL; c++)
		man_command(f, *c);
	(void)fputs(".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
	    ".It Ev OCTAVO_WITNESSES\nA folder in which witnesses are looked "
	    "for that are not in the edition's own.\n"
	    ".It Ev OCTAVO_DATA\nThe folder with styles and fonts, instead "
	    "of the installed one.\n"
	    ".It Ev NO_COLOR\nNo colour in messages.\n.El\n"
	    ".Sh EXIT STATUS\n0 done, 1 the texts have errors (nothing was "
	    "written), 2 the operation failed, 3 no memory.\n"
	    ".Sh SEE ALSO\n.Xr octavo\\-edition 5 ,\n"
	    ".Xr octavo\\-ledger 5\n", f);
}

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
	{ "man", man_page }, { "bash", complete_bash },
	{ "zsh", complete_zsh }, { "fish", complete_fish },
};

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
		return say_usage(&cmd_help, "--as must be man, bash, zsh or "
		    "fish");
	for (const struct command *const *c = commands; *c != NULL; c++)
		if (argc == 1 && strcmp((*c)->name, argv[0]) == 0) {
			opt_help(*c, stdout);
			return STATUS_OK;
		}
	return say_usage(&cmd_help, "name a command");
}

static const struct opt *const opts[] = { &opt_as, &opt_helpme, NULL };

const struct command cmd_help = {
	"help", "COMMAND", "explain a command",
	"Shows the help of a command; with --as the man page or the\n"
	"completions of a shell.",
	opts, run
};
