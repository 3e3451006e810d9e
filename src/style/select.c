/*
 * Selectors: the subset print reads is element, #id, .class,
 * :first-child, ::first-letter, :root, and the descendant, child and next-sibling
 * combinators.
 */
#include <string.h>

#include "octavo/arena.h"
#include "css.h"

static bool
name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '_' ||
	    (unsigned char)c >= 0x80;
}

static struct str
name_at(struct str t, size_t *i)
{
	size_t from = *i;

	while (*i < t.n && name_char(t.p[*i]))
		(*i)++;
	return str_sub(t, from, *i);
}

static bool
pseudo(struct css_compound *c, struct str name, unsigned *spec)
{
	if (str_eqz(name, "first-child"))
		c->first_child = true;
	else if (str_eqz(name, "first-letter"))
		c->first_letter = true;
	else if (str_eqz(name, "root"))
		c->elem = STR("html");
	else
		return false;
	*spec += 100;
	return true;
}

/* One mark (. # :) and its name at *i. */
static bool
mark(struct css_compound *c, struct str t, size_t *i, unsigned *spec)
{
	char		kind = t.p[(*i)++];
	struct str	name;

	if (kind == ':' && *i < t.n && t.p[*i] == ':')
		(*i)++;
	name = name_at(t, i);
	if (name.n == 0)
		return false;
	if (kind == ':')
		return pseudo(c, name, spec);
	if (kind == '#') {
		c->id = name;
		*spec += 10000;
		return true;
	}
	if (c->ncls == CSS_CLASSES_MAX)
		return false;
	c->cls[c->ncls++] = name;
	*spec += 100;
	return true;
}

static bool
compound(struct css_compound *c, struct str t, size_t *i, unsigned *spec)
{
	size_t from = *i;

	if (t.p[*i] == '*') {
		(*i)++;
	} else if (name_char(t.p[*i])) {
		c->elem = name_at(t, i);
		*spec += 1;
	}
	while (*i < t.n && strchr(".#:", t.p[*i]) != NULL)
		if (!mark(c, t, i, spec))
			return false;
	return *i > from;
}

/* White space and at most one sign between two compounds. */
static char
combinator(struct str t, size_t *i)
{
	char comb = ' ';

	for (; *i < t.n && strchr(" \t\r\n>+", t.p[*i]) != NULL; (*i)++)
		if (t.p[*i] == '>' || t.p[*i] == '+')
			comb = t.p[*i];
	return comb;
}

static bool
selector(struct css_selector *s, struct str t)
{
	size_t	i = 0;
	char	comb = ' ';

	while (i < t.n) {
		if (s->nparts == CSS_PARTS_MAX)
			return false;
		s->part[s->nparts].comb = comb;
		if (!compound(&s->part[s->nparts], t, &i, &s->spec))
			return false;
		s->nparts++;
		comb = combinator(t, &i);
	}
	return s->nparts > 0 && comb == ' ';
}

struct css_selector *
css_selectors(struct arena *a, struct str prelude, struct span span,
    bool warn, struct diag_sink *sink)
{
	struct css_selector	*list = NULL, **last = &list, *s;
	size_t			 i = 0, stop;

	while (i < prelude.n) {
		struct str one;

		stop = str_find(prelude, STR(","), i);
		if (stop == SIZE_MAX)
			stop = prelude.n;
		one = str_trim(str_sub(prelude, i, stop));
		i = stop + 1;
		s = ARENA_NEW(a, struct css_selector);
		if (selector(s, one)) {
			*last = s;
			last = &s->next;
		} else if (warn) {
			diag(sink, DIAG_CSS_SELECTOR, span, "“%.*s”",
			    STR_ARG(one));
		}
	}
	return list;
}
