#include <string.h>

#include "octavo/arena.h"
#include "octavo/str.h"

struct str
str_z(const char *z)
{
	struct str s = { z, z ? strlen(z) : 0 };

	return s;
}

struct str
str_dup(struct arena *a, struct str s)
{
	struct str d = { arena_dup(a, s.p, s.n), s.n };

	return d;
}

struct str
str_sub(struct str s, size_t from, size_t to)
{
	struct str r;

	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	r.p = s.p ? s.p + from : NULL;
	r.n = to - from;
	return r;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
str_eqz(struct str a, const char *z)
{
	for (size_t i = 0; i < a.n; i++)
		if (z[i] == '\0' || z[i] != a.p[i])
			return false;
	return z[a.n] == '\0';
}

int
str_cmp(struct str a, struct str b)
{
	size_t	n = a.n < b.n ? a.n : b.n;
	int	c = n ? memcmp(a.p, b.p, n) : 0;

	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
	    (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && (suffix.n == 0 ||
	    memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

size_t
str_find(struct str s, struct str needle, size_t from)
{
	const char *q;

	if (from > s.n || needle.n > s.n - from)
		return SIZE_MAX;
	if (needle.n == 0)
		return from;
	q = memmem(s.p + from, s.n - from, needle.p, needle.n);
	return q ? (size_t)(q - s.p) : SIZE_MAX;
}

uint64_t
str_hash(struct str s)
{
	uint64_t h = 1469598103934665603u;

	for (size_t i = 0; i < s.n; i++) {
		h ^= (unsigned char)s.p[i];
		h *= 1099511628211u;
	}
	return h;
}
