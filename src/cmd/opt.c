#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/diag.h"

#include "opt.h"

static const struct opt *
find_long(const struct command *c, const char *s, size_t n)
{
	for (const struct opt *const *o = c->opts; *o != NULL; o++)
		if (strlen((*o)->name) == n &&
		    strncmp((*o)->name, s, n) == 0)
			return *o;
	return NULL;
}

static const struct opt *
find_short(const struct command *c, char letter)
{
	for (const struct opt *const *o = c->opts; *o != NULL; o++)
		if ((*o)->letter == letter)
			return *o;
	return NULL;
}

static int
unknown(const struct command *c, const char *arg)
{
	const char	*names[64], *near;
	size_t		 n = 0;
	struct str	 s = str_z(arg + strspn(arg, "-"));

	for (const struct opt *const *o = c->opts; *o && n < 63; o++)
		names[n++] = (*o)->name;
	names[n] = NULL;
	s.n = strcspn(s.p, "=");
	near = nearest_name(s, names);
	(void)fprintf(stderr, "octavo: %s: unknown option %s%s%s%s\n",
	    c->name, arg, near ? "; --" : "", near ? near : "",
	    near ? " is meant?" : "");
	(void)fprintf(stderr, "    octavo %s --help lists its options.\n",
	    c->name);
	return -1;
}

static int
store(const struct command *c, const struct opt *o, const char *value,
    struct options *out)
{
	char	*end;
	long	 n;
	void	*at = (char *)out + o->at;

	switch (o->type) {
	case OPT_FLAG:
		*(bool *)at = true;
		break;
	case OPT_STRING:
		*(const char **)at = value;
		break;
	case OPT_INT:
		n = strtol(value, &end, 10);
		if (*end != '\0' || end == value || n < 0 || n > INT_MAX) {
			(void)fprintf(stderr, "octavo: %s: --%s wants a "
			    "whole number, not '%s'\n", c->name, o->name,
			    value);
			return -1;
		}
		*(int *)at = (int)n;
		break;
	}
	return 0;
}

/*
 * --format is the size of the pages; what can be no size, json or text,
 * asks for messages of that form, as other programs have it.
 */
static const struct opt *
find_format(const struct command *c, const struct opt *o, const char *value)
{
	const struct opt *messages = find_long(c, "messages", 8);

	if (messages != NULL && (o == NULL || (value != NULL &&
	    (strcmp(value, "json") == 0 || strcmp(value, "text") == 0))))
		return messages;
	return o;
}

/* One option at argv[*i]; moves *i to the last word it took. */
static int
parse_one(const struct command *c, int argc, char **argv, int *i,
    struct options *out)
{
	const char		*arg = argv[*i], *value = NULL;
	const struct opt	*o;

	if (arg[1] == '-') {
		size_t n = strcspn(arg + 2, "=");

		o = find_long(c, arg + 2, n);
		if (arg[2 + n] == '=')
			value = arg + 2 + n + 1;
		if (n == 6 && strncmp(arg + 2, "format", n) == 0)
			o = find_format(c, o, value ? value :
			    *i + 1 < argc ? argv[*i + 1] : NULL);
	} else {
		o = find_short(c, arg[1]);
		if (arg[1] != '\0' && arg[2] != '\0')
			value = arg + 2;
	}
	if (o == NULL || (o->type == OPT_FLAG && value != NULL))
		return unknown(c, arg);
	if (o->type != OPT_FLAG && value == NULL) {
		if (*i + 1 >= argc) {
			(void)fprintf(stderr, "octavo: %s: --%s wants a "
			    "value: %s\n", c->name, o->name, o->arg);
			return -1;
		}
		value = argv[++*i];
	}
	return store(c, o, value, out);
}

int
opt_parse(const struct command *c, int argc, char **argv,
    struct options *out, char **args, int *nargs)
{
	bool plain = false;

	*nargs = 0;
	for (int i = 1; i < argc; i++) {
		if (!plain && strcmp(argv[i], "--") == 0)
			plain = true;
		else if (plain || argv[i][0] != '-' || argv[i][1] == '\0')
			args[(*nargs)++] = argv[i];
		else if (parse_one(c, argc, argv, &i, out) < 0)
			return -1;
	}
	return 0;
}

void
opt_help(const struct command *c, FILE *f)
{
	char left[64];

	(void)fprintf(f, "usage: octavo %s [options] %s\n\n%s\n\noptions:\n",
	    c->name, c->args, c->about);
	for (const struct opt *const *o = c->opts; *o != NULL; o++) {
		(void)snprintf(left, sizeof(left), "%s%c%s--%s%s%s",
		    (*o)->letter ? "-" : " ",
		    (*o)->letter ? (*o)->letter : ' ',
		    (*o)->letter ? ", " : "  ", (*o)->name,
		    (*o)->arg ? " " : "", (*o)->arg ? (*o)->arg : "");
		(void)fprintf(f, "  %-26s %s\n", left, (*o)->help);
	}
}
