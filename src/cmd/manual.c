/*
 * The reference of the handbook, as Markdown: written into
 * sources/handbook/reference.md by src/tools/handbook, so that readers of
 * the repository have it; a test holds the two together.
 */
#include <string.h>

#include "octavo/diag.h"
#include "octavo/keys.h"
#include "octavo/style.h"

#include "causes.h"
#include "cmd.h"
#include "manual.h"

/* The length of an option's name at s, or 0: "--only". */
static size_t
option_at(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz-=";

	return strncmp(s, "--", 2) == 0 ? strspn(s, letters) : 0;
}

/* Text for Markdown: signs that would mean something are escaped, names
 * of options are code, lest their hyphens become a dash. */
static void
put(FILE *f, const char *s)
{
	size_t n;

	for (; *s != '\0'; s++) {
		if ((n = option_at(s)) > 2) {
			(void)fprintf(f, "`%.*s`", (int)n, s);
			s += n - 1;
			continue;
		}
		if (strchr("*_`[]<>|\\#", *s) != NULL)
			(void)fputc('\\', f);
		(void)fputc(*s == '\n' ? ' ' : *s, f);
	}
}

/* "text" or "Text." */
static void
put_sentence(FILE *f, const char *s)
{
	put(f, s);
	if (s[0] != '\0' && strchr(".!?", s[strlen(s) - 1]) == NULL)
		(void)fputc('.', f);
	(void)fputs("\n", f);
}

static void
put_keys(FILE *f, enum key_group group, const char *title)
{
	const struct key_info *k;

	(void)fprintf(f, "\n### %s\n", title);
	for (size_t n = 0; (k = key_info(n)) != NULL; n++) {
		if (k->group != group)
			continue;
		(void)fprintf(f, "\n- `%s` (*", k->name);
		put(f, k->value);
		(void)fprintf(f, "*%s): ", k->required ? ", required" : "");
		put_sentence(f, k->help);
	}
}

static void
put_manifest(FILE *f)
{
	(void)fputs("\n## The manifest\n", f);
	put_keys(f, KEYS_EDITION, "Keys of edition.yaml");
	put_keys(f, KEYS_CREATOR, "Keys of a creator");
	put_keys(f, KEYS_ISBN, "Keys of isbn");
	put_keys(f, KEYS_ACCESSIBILITY, "Keys of accessibility");
	put_keys(f, KEYS_PART, "Keys of a part");
	(void)fputs("\n## The ledger\n", f);
	put_keys(f, KEYS_LEDGER, "Keys of a ledger");
	put_keys(f, KEYS_ENTRY, "Keys of an entry");
}

static void
put_options(FILE *f, const struct command *c)
{
	for (const struct opt *const *o = c->opts; *o != NULL; o++) {
		(void)fputs("\n- `", f);
		if ((*o)->letter != 0)
			(void)fprintf(f, "-%c`, `", (*o)->letter);
		(void)fprintf(f, "--%s%s%s`: ", (*o)->name,
		    (*o)->arg ? " " : "", (*o)->arg ? (*o)->arg : "");
		put_sentence(f, (*o)->help);
	}
}

static void
put_commands(FILE *f)
{
	(void)fputs("\n## The commands\n", f);
	for (const struct command *const *c = commands; *c != NULL; c++) {
		(void)fprintf(f, "\n### octavo %s\n\n`octavo %s [options] "
		    "%s`\n\n", (*c)->name, (*c)->name, (*c)->args);
		put_sentence(f, (*c)->about);
		put_options(f, *c);
	}
}

static void
put_properties(FILE *f)
{
	const struct style_property *p;

	(void)fputs("\n## The properties of the style sheet\n\n"
	    "Those marked ¶ hold for whole blocks only, the others also for "
	    "a part of a line.\n", f);
	for (size_t n = 0; (p = style_property(n)) != NULL; n++) {
		(void)fprintf(f, "\n- `%s`%s: ", p->name,
		    p->inlines ? "" : " ¶");
		put_sentence(f, p->values);
	}
}

static const struct {
	char		 letter;
	const char	*name;
} areas[] = {
	{ 'B', "files and encodings" }, { 'M', "the manifest" },
	{ 'R', "texts" }, { 'L', "ledgers" }, { 'C', "cleaning" },
	{ 'E', "the book as a whole" }, { 'S', "the style sheet" },
	{ 'T', "typesetting" }, { 'X', "the EPUB" }, { 'P', "the PDF" },
	{ 'K', "releases" },
};

enum { NAREAS = sizeof(areas) / sizeof(areas[0]) };

static void
put_diagnostics(FILE *f)
{
	static const char *const level[] = { "note", "warning", "error" };
	const struct diag_kind *k;

	(void)fputs("\n## The messages\n\nAn error ends the build with "
	    "nothing written; warnings and notes do not. Each is followed by why "
	    "it comes up and, in italics, by what to do.\n", f);
	for (int i = 0; i < NAREAS; i++) {
		bool first = true;

		for (int c = 0; c < DIAG__MAX; c++) {
			k = diag_kind((enum diag_code)c);
			if (k->code[0] != areas[i].letter)
				continue;
			if (first)
				(void)fprintf(f, "\n### %c: %s\n",
				    areas[i].letter, areas[i].name);
			first = false;
			(void)fprintf(f, "\n- **%s** (%s) ", k->code,
			    level[k->level]);
			put(f, k->text);
			(void)fputs(". ", f);
			if (cause_of(k->code) != NULL) {
				put(f, cause_of(k->code));
				(void)fputs(" *", f);
				put(f, k->cure);
				(void)fputs("*\n", f);
			} else
				put_sentence(f, k->cure);
		}
	}
}

void
manual_markdown(FILE *f)
{
	(void)fputs("# Reference\n\n"
	    "This chapter is made from the program's own tables by "
	    "`octavo help --as markdown`.\n", f);
	put_manifest(f);
	put_commands(f);
	put_properties(f);
	put_diagnostics(f);
}
