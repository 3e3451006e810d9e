/*
 * octavo explain: what a message means and what to do about it.
 */
#include <stdio.h>
#include <strings.h>

#include "octavo/diag.h"
#include "octavo/str.h"

#include "causes.h"
#include "cmd.h"
#include "options.h"
#include "say.h"

static const char *const level[] = { "note", "warning", "error" };

static const struct diag_kind *
find(const char *code)
{
	const struct diag_kind *k;

	for (int c = 0; c < DIAG__MAX; c++) {
		k = diag_kind((enum diag_code)c);
		if (strcasecmp(k->code, code) == 0)
			return k;
	}
	return NULL;
}

static void
list(void)
{
	for (int c = 0; c < DIAG__MAX; c++) {
		const struct diag_kind *k = diag_kind((enum diag_code)c);

		(void)printf("%s  %-7s  %s\n", k->code, level[k->level],
		    k->text);
	}
}

/* In lines of a terminal, hanging behind their label. */
static void
put_wrapped(const char *label, const char *text)
{
	size_t room, n;

	for (; text != NULL && *text != '\0'; label = "     ") {
		struct str s = str_z(text);
		size_t	   i = 0, cut = 0, columns = 0;

		for (room = 72; i < s.n && columns <= room; columns++) {
			n = i;
			(void)utf8_next(s, &i);
			if (s.p[n] == ' ')
				cut = n;
		}
		if (columns <= room || cut == 0)
			cut = s.n;
		(void)printf("%s%.*s\n", label, (int)cut, s.p);
		text += cut + (cut < s.n);
	}
}

static int
run(const struct options *o, int argc, char **argv)
{
	const struct diag_kind *k;

	(void)o;
	if (argc == 0)
		list();
	for (int i = 0; i < argc; i++) {
		k = find(argv[i]);
		if (k == NULL)
			return say_usage(&cmd_explain, "there is no message "
			    "'%s'; without a code all are listed", argv[i]);
		(void)printf("%s (%s): %s.\n", k->code, level[k->level],
		    k->text);
		put_wrapped("Why: ", cause_of(k->code));
		put_wrapped("Do:  ", k->cure);
		if (k->level == DIAG_ERROR)
			(void)puts("Nothing is written while it stands.");
	}
	return STATUS_OK;
}

static const struct opt *const opts[] = { &opt_helpme, NULL };

const struct command cmd_explain = {
	"explain", "[CODE…]", "say what a message means and what to do",
	"Explains the codes that messages carry, as R-003; without a code\n"
	"it lists them all.",
	opts, run
};
