/*
 * What a book stands on, and whether a printing stood on the same.
 */
#include "octavo/printing.h"
#include "octavo/typeset.h"
#include "octavo/versions.h"

#include "build_int.h"

size_t
versions_all(struct version v[VERSIONS_ALL])
{
	size_t n = versions_base(v);

	n += versions_read(v + n);
	n += versions_type(v + n);
	n += versions_epub(v + n);
	return n + versions_pdf(v + n);
}

static void
put(const char **list, size_t *n, const char *s)
{
	for (size_t i = 0; s != NULL && i < *n; i++)
		if (str_eq(str_z(list[i]), str_z(s)))
			return;
	if (s != NULL)
		list[(*n)++] = s;
}

const char *const *
build_versions(struct build *b)
{
	const struct edition	*ed = b->edition;
	const char		**list = ARENA_ARRAY(&b->arena, const char *,
				     VERSIONS_ALL + ed->nparts + 2);
	struct version		 v[VERSIONS_ALL];
	size_t			 n = 0, all = versions_all(v);

	for (size_t i = 0; i < all; i++)
		put(list, &n, arena_printf(&b->arena, "%s %s", v[i].name,
		    v[i].running));
	put(list, &n, typeset_patterns(&b->arena, ed->language));
	for (size_t i = 0; i < ed->nparts; i++)
		if (!str_eq(ed->parts[i].lang, ed->language))
			put(list, &n, typeset_patterns(&b->arena,
			    ed->parts[i].lang));
	return list;
}

/* "EB Garamond Regular 4ee3…": all but the last word is the name. */
static size_t
name_length(struct str s)
{
	size_t n = s.n;

	while (n > 0 && s.p[n - 1] != ' ')
		n--;
	return n;
}

/* The line of the same name that says something else, or NULL. */
static const struct str *
other(const struct lock *l, struct str now)
{
	size_t n = name_length(now);

	for (size_t i = 0; n > 0 && i < l->nversions; i++) {
		const struct str *was = &l->versions[i];

		if (name_length(*was) == n && str_eq(str_sub(*was, 0, n),
		    str_sub(now, 0, n)))
			return str_eq(*was, now) ? NULL : was;
	}
	return NULL;
}

/* Faults of the lock file itself are told by the commands that need it. */
static const struct lock *
lock_of(struct build *b)
{
	struct diag_sink said = b->sink;
	struct lock	*l = NULL;
	struct error	 e;

	if (b->kept != NULL)
		return b->kept;
	diag_init(&b->sink, &b->arena, &b->sources);
	if (printing_last(b, &l, &e) < 0 || diag_has_errors(&b->sink))
		l = NULL;
	b->sink = said;
	return l;
}

void
printing_check_versions(struct build *b)
{
	const struct lock *l = b->frame ? lock_of(b) : NULL, *now;

	if (l == NULL || !str_eq(l->edition, b->edition->identifier))
		return;
	now = release_make(&b->arena, l->number, b->book, b->frame,
	    &b->sources, build_versions(b));
	for (size_t i = 0; i < now->nversions; i++) {
		const struct str *was = other(l, now->versions[i]);

		if (was != NULL)
			diag(&b->sink, DIAG_TOOL_CHANGED, SPAN_NONE,
			    "%.*s; printing %d had %.*s",
			    STR_ARG(now->versions[i]), l->number,
			    STR_ARG(str_sub(*was, name_length(*was),
			    was->n)));
	}
}
