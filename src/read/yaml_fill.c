/*
 * From a YAML map to a struct: keys checked against a table, values
 * against their types.
 */
#include <string.h>

#include "octavo/file.h"
#include "yaml.h"

enum { KEYS_MAX = 48 };

bool
yaml_is(struct yaml_ctx *c, const struct yaml *v, enum yaml_kind kind)
{
	if (v->kind == kind)
		return true;
	diag(c->sink, DIAG_VALUE_TYPE, v->span, "%s%sa %s is expected, not "
	    "a %s", v->key.n ? v->key.p : "", v->key.n ? ": " : "",
	    yaml_kind_name(kind), yaml_kind_name(v->kind));
	return false;
}

static const struct yaml_key *
key_of(const struct yaml_key *keys, struct str name)
{
	for (; keys->name != NULL; keys++)
		if (str_eqz(name, keys->name))
			return keys;
	return NULL;
}

/* The known key that is likely meant, or NULL. */
static const char *
unknown_key(struct yaml_ctx *c, const struct yaml *v,
    const struct yaml_key *keys)
{
	const char	*names[KEYS_MAX + 1], *near;
	size_t		 n = 0;

	for (; keys->name != NULL && n < KEYS_MAX; keys++)
		names[n++] = keys->name;
	names[n] = NULL;
	near = nearest_name(v->key, names);
	if (near != NULL)
		diag(c->sink, DIAG_KEY_UNKNOWN, v->key_span,
		    "%s (the nearest known key is %s)", v->key.p, near);
	else
		diag(c->sink, DIAG_KEY_UNKNOWN, v->key_span, "%s", v->key.p);
	return near;
}

/* Is it there, or there under a misspelt name that was told? */
static bool
is_given(const struct yaml *map, const char *name,
    const char *const *meant, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(meant[i], name) == 0)
			return true;
	return yaml_lookup(map, name) != NULL;
}

bool
yaml_fill(struct yaml_ctx *c, const struct yaml *map,
    const struct yaml_key *keys, void *out)
{
	const struct yaml_key	*k;
	const struct yaml	*v;
	const char		*meant[KEYS_MAX], *near;
	size_t			 n = 0;

	if (!yaml_is(c, map, YAML_MAP))
		return false;
	for (v = map->first; v != NULL; v = v->next)
		if ((k = key_of(keys, v->key)) != NULL)
			k->set(c, v, (char *)out + k->offset);
		else if ((near = unknown_key(c, v, keys)) != NULL &&
		    n < KEYS_MAX)
			meant[n++] = near;
	for (k = keys; k->name != NULL; k++)
		if (k->required && !is_given(map, k->name, meant, n))
			diag(c->sink, DIAG_KEY_MISSING, map->span, "%s",
			    k->name);
	return true;
}

void
yaml_set_str(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	if (v->plain && v->text.n == 0) {
		diag(c->sink, DIAG_VALUE_TYPE, v->key_span,
		    "%s: a text is expected, and there is nothing",
		    v->key.p ? v->key.p : "item");
		return;
	}
	*(struct str *)field = v->text;
}

static bool
digits(struct str s, size_t from, size_t n)
{
	if (from + n > s.n)
		return false;
	for (size_t i = from; i < from + n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

static int
number_at(struct str s, size_t i)
{
	return (s.p[i] - '0') * 10 + s.p[i + 1] - '0';
}

static int
days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31 };

	if (month == 2 && year % 4 == 0 &&
	    (year % 100 != 0 || year % 400 == 0))
		return 29;
	return days[month - 1];
}

static bool
is_date(struct str s)
{
	int month, day, year;

	if (!digits(s, 0, 4))
		return false;
	if (s.n == 4)
		return true;
	if (s.p[4] != '-' || !digits(s, 5, 2))
		return false;
	year = number_at(s, 0) * 100 + number_at(s, 2);
	month = number_at(s, 5);
	if (month < 1 || month > 12 || s.n == 7)
		return month >= 1 && month <= 12;
	if (s.n != 10 || s.p[7] != '-' || !digits(s, 8, 2))
		return false;
	day = number_at(s, 8);
	return day >= 1 && day <= days_in(year, month);
}

void
yaml_set_date(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	if (is_date(v->text))
		*(struct str *)field = v->text;
	else
		diag(c->sink, DIAG_DATE_BAD, v->span, "%s", v->text.p);
}

void
yaml_set_int(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	int n = 0;

	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	if (v->text.n == 0 || v->text.n > 6 || !digits(v->text, 0,
	    v->text.n)) {
		diag(c->sink, DIAG_VALUE_TYPE, v->span,
		    "%s: a whole number is expected", v->key.p);
		return;
	}
	for (size_t i = 0; i < v->text.n; i++)
		n = n * 10 + v->text.p[i] - '0';
	*(int *)field = n;
}

void
yaml_set_sha256(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	struct str s;

	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	s = v->text;
	for (size_t i = 0; i < s.n; i++)
		if (strchr("0123456789abcdef", s.p[i]) == NULL)
			s.n = 0;
	if (s.n == 64)
		*(struct str *)field = s;
	else
		diag(c->sink, DIAG_VALUE_BAD, v->span, "%s: a SHA-256 has "
		    "64 digits 0-9 a-f", v->key.p);
}

void
yaml_set_inside(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	if (v->text.n == 0 || !path_is_inside(v->text.p)) {
		diag(c->sink, DIAG_VALUE_BAD, v->span, "%s: a path inside "
		    "the edition's folder is expected", v->key.p);
		return;
	}
	*(struct str *)field = v->text;
}

void
yaml_set_ignore(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	(void)c;
	(void)v;
	(void)field;
}

/* "a, b or c" */
static const char *
list_names(struct arena *a, const char *const *names)
{
	const char *s = names[0];

	for (size_t i = 1; names[i] != NULL; i++)
		s = arena_printf(a, "%s%s%s", s,
		    names[i + 1] != NULL ? ", " : " or ", names[i]);
	return s;
}

int
yaml_choice(struct yaml_ctx *c, const struct yaml *v,
    const char *const *names)
{
	if (!yaml_is(c, v, YAML_SCALAR))
		return -1;
	for (int i = 0; names[i] != NULL; i++)
		if (str_eqz(v->text, names[i]))
			return i;
	diag(c->sink, DIAG_VALUE_BAD, v->span, "%s: %s is not one of %s",
	    v->key.p, v->text.p, list_names(c->arena, names));
	return -1;
}
