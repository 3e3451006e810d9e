/*
 * Man pages in mdoc.
 */
#include <stdbool.h>
#include <string.h>

#include "octavo/limits.h"
#include "octavo/keys.h"

#include "cmd.h"
#include "manual.h"

enum { COLUMNS = 70 };

static void
roff_char(FILE *f, char c)
{
	if (c == '-' || c == '\\')
		(void)fputs(c == '-' ? "\\-" : "\\e", f);
	else
		(void)fputc(c, f);
}

/* A word or two on the line of a macro. */
static void
roff_word(FILE *f, const char *s)
{
	for (; *s != '\0'; s++)
		roff_char(f, *s);
}

/* Text: a sentence a line, no line longer than man pages like. */
static void
roff(FILE *f, const char *s)
{
	size_t col = 0;

	for (; *s != '\0'; s++) {
		bool full = s[0] == '.' && s[1] == ' ';
		size_t word = strcspn(s + 1, " \n");

		if (*s == '\n' || full || (*s == ' ' &&
		    col + word > COLUMNS)) {
			(void)fputs(full ? ".\n" : "\n", f);
			s += full;
			col = 0;
			continue;
		}
		roff_char(f, *s);
		col++;
	}
}

static void
head(FILE *f, const char *title, int section, const char *name,
    const char *what)
{
	(void)fprintf(f, ".Dd November 21, 2026\n.Dt %s %d\n.Os\n.Sh NAME\n"
	    ".Nm %s\n.Nd %s\n", title, section, name, what);
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
	if (c->args[0] != '\0') {
		(void)fputs(".Ar ", f);
		roff_word(f, c->args);
		(void)fputc('\n', f);
	}
	(void)fputs(".Pp\n", f);
	roff(f, c->about);
	(void)fputc('\n', f);
	man_options(f, c);
}

void
man_octavo(FILE *f)
{
	head(f, "OCTAVO", 1, "octavo",
	    "build editions: rough texts in, an EPUB and a typeset PDF out");
	(void)fputs(".Sh SYNOPSIS\n.Nm\n.Ar command\n"
	    ".Op Ar options\n.Op Ar arguments\n.Sh DESCRIPTION\n", f);
	for (const struct command *const *c = commands; *c != NULL; c++)
		man_command(f, *c);
	(void)fputs(".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
	    ".It Ev OCTAVO_WITNESSES\nA folder in which witnesses are looked "
	    "for that are not in the edition's own.\n"
	    ".It Ev OCTAVO_DATA\nThe folder with styles, fonts and printers, "
	    "instead of the installed one.\n"
	    ".It Ev OCTAVO_CACHE\nThe folder of the cache, or none for no "
	    "cache.\nIt may be deleted at any time.\n"
	    ".It Ev NO_COLOR\nNo colour in messages.\n.El\n"
	    ".Sh LIMITS\nWhat is larger is refused with a message.\n"
	    ".Bl -column \"aliases of YAML, entities of XML\" 1000000\n",
	    f);
	for (const struct limit_row *r = limit_table; r->name != NULL; r++) {
		(void)fputs(".It ", f);
		roff(f, r->name);
		(void)fprintf(f, " Ta %zu%s%s\n", r->value,
		    r->unit[0] ? " " : "", r->unit);
	}
	(void)fputs(".El\n"
	    ".Sh FILES\n.Bl -tag -width Ds\n"
	    ".It Pa edition.yaml\nThe manifest of an edition, see\n"
	    ".Xr octavo-edition 5 .\n"
	    ".It Pa ledgers/*.yaml\nThe corrections of its witnesses, see\n"
	    ".Xr octavo-ledger 5 .\n"
	    ".It Pa witnesses/\nThe rough texts as they came.\n"
	    ".It Pa out/\nWhat was built.\n.El\n"
	    ".Sh EXIT STATUS\n.Bl -tag -width Ds\n.It 0\nDone.\n"
	    ".It 1\nThe texts have errors; nothing was written.\n"
	    ".It 2\nThe operation failed.\n.It 3\nNo memory.\n.El\n"
	    ".Sh SEE ALSO\n.Xr octavo-edition 5 ,\n"
	    ".Xr octavo-ledger 5\n", f);
}

static void
man_keys(FILE *f, enum key_group group)
{
	const struct key_info *k;

	(void)fputs(".Bl -tag -width Ds\n", f);
	for (size_t n = 0; (k = key_info(n)) != NULL; n++) {
		if (k->group != group)
			continue;
		(void)fputs(".It Cm ", f);
		roff_word(f, k->name);
		(void)fputs(" : Ar ", f);
		roff_word(f, k->value);
		(void)fputc('\n', f);
		if (k->required)
			(void)fputs("Required:\n", f);
		roff(f, k->help);
		(void)fputs(".\n", f);
	}
	(void)fputs(".El\n", f);
}

void
man_edition(FILE *f)
{
	static const enum key_group groups[] = { KEYS_EDITION, KEYS_CREATOR,
	    KEYS_ISBN, KEYS_ACCESSIBILITY, KEYS_PART };

	head(f, "OCTAVO-EDITION", 5, "edition.yaml",
	    "the manifest of an Octavo edition");
	(void)fputs(".Sh DESCRIPTION\nA YAML file in UTF\\-8 in the folder "
	    "of the edition.\nUnknown keys are errors, and the message names "
	    "the nearest known one.\nThe manifest may be named to every "
	    "command of\n.Xr octavo 1\ninstead of its folder.\n", f);
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		(void)fprintf(f, ".Ss Keys of %s\n",
		    key_group_name(groups[i]));
		man_keys(f, groups[i]);
	}
	(void)fputs(".Sh EXAMPLES\n.Bd -literal\n"
	    "octavo: 1\n"
	    "title: Le carnet du port\n"
	    "language: fr\n"
	    "identifier: urn:uuid:0b0e7a52-6a1f-4c58-9d0a-3f6f2c1f9a10\n"
	    "date: 2026\\-11\\-21\n"
	    "creators:\n"
	    "  \\- {name: Anne Querrec, role: aut}\n"
	    "parts:\n"
	    "  \\- file: preface.md\n"
	    "    role: preface\n"
	    "    id: preface\n"
	    "  \\- witness: carnet.txt\n"
	    "    sha256: 3a0f7b1fb47c...\n"
	    "    role: chapter\n"
	    "    id: carnet\n"
	    "    ledger: ledgers/carnet.yaml\n"
	    ".Ed\n.Sh SEE ALSO\n.Xr octavo 1 ,\n.Xr octavo-ledger 5\n", f);
}

void
man_ledger(FILE *f)
{
	head(f, "OCTAVO-LEDGER", 5, "ledger",
	    "recorded corrections of one witness");
	(void)fputs(".Sh DESCRIPTION\nA YAML file in UTF\\-8, named by the "
	    "key\n.Cm ledger\nof a part in\n.Xr octavo-edition 5 .\n", f);
	roff(f, "Each entry does exactly one thing and must match exactly "
	    "once in the cleaned text of the witness; otherwise it is an "
	    "error, never a silent no-op. Runs of white space are equal to "
	    "one space, typewriter and printed apostrophes are equal, upper "
	    "and lower case differ. The order of entries does not matter; "
	    "entries that overlap, repeat or undo one another are errors.");
	(void)fputc('\n', f);
	(void)fprintf(f, ".Ss Keys of %s\n", key_group_name(KEYS_LEDGER));
	man_keys(f, KEYS_LEDGER);
	(void)fprintf(f, ".Ss Keys of %s\n", key_group_name(KEYS_ENTRY));
	man_keys(f, KEYS_ENTRY);
	(void)fputs(".Sh EXAMPLES\n.Bd -literal\n"
	    "witness: carnet.txt\n"
	    "sha256: 3a0f7b1fb47c...\n"
	    "by: A. Querrec\n"
	    "date: 2026\\-11\\-21\n"
	    "entries:\n"
	    "  \\- for: malin\n"
	    "    read: matin\n"
	    "    near: Vers 2 heures du\n"
	    "    kind: ocr\n"
	    "    why: l read for t\n"
	    "  \\- join: de la lampe\n"
	    "    with: et du registre\n"
	    ".Ed\n.Sh SEE ALSO\n.Xr octavo 1 ,\n.Xr octavo-edition 5\n", f);
}
