/*
 * Files beside files: NAME.in has siblings NAME.model, NAME.diag, …;
 * what a stage makes of the input must be what the sibling says.  A
 * missing sibling stands for an empty result.  With OCTAVO_ACCEPT=1 in
 * the environment the siblings are written instead (look at the diff).
 */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include <dirent.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "octavo/arena.h"
#include "octavo/buf.h"
#include "octavo/diag.h"
#include "octavo/file.h"

static inline struct str
case_read(struct arena *a, const char *path)
{
	struct str	s = STR_NULL;
	struct error	e;

	if (file_read(a, path, LIMIT_TEXT, &s, &e) < 0)
		return STR("");
	return s;
}

/* Compares with (or, when accepting, writes) the sibling. */
static inline void
case_expect(struct arena *a, const char *dir, const char *name,
    const char *suffix, struct str got)
{
	const char	*path = arena_printf(a, "%s/%s.%s", dir, name, suffix);
	struct str	 want;
	struct error	 e;

	if (getenv("OCTAVO_ACCEPT") != NULL) {
		if (got.n > 0)
			assert_int_equal(file_write(path, got, &e), 0);
		else
			(void)unlink(path);
		return;
	}
	want = case_read(a, path);
	if (!str_eq(want, got))
		print_error("%s differs; made now:\n%.*s\n", path,
		    STR_ARG(got));
	assert_true(str_eq(want, got));
}

static inline int
case_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names (without the suffix) of the cases in a folder, sorted; their
 * number.  There must be some. */
static inline size_t
case_list(struct arena *a, const char *dir, const char *suffix,
    char **names, size_t max)
{
	DIR		*d = opendir(dir);
	struct dirent	*e;
	size_t		 n = 0, len, cut = strlen(suffix);

	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		len = strlen(e->d_name);
		if (len <= cut + 1 || e->d_name[len - cut - 1] != '.' ||
		    strcmp(e->d_name + len - cut, suffix) != 0)
			continue;
		assert_true(n < max);
		names[n++] = arena_dup(a, e->d_name, len - cut - 1);
	}
	(void)closedir(d);
	assert_true(n > 0);
	qsort(names, n, sizeof(*names), case_order);
	return n;
}

/* What the sink holds, one line a report, places as file:line:col. */
static inline struct str
case_diags(struct arena *a, const struct diag_sink *sink)
{
	struct buf	b;
	struct str	s;
	unsigned	line, col;

	buf_init(&b);
	for (const struct diag_item *i = sink->first; i; i = i->next) {
		sources_place(sink->sources, i->span, &line, &col);
		buf_printf(&b, "%u:%u %s %s\n", line, col,
		    diag_kind(i->code)->code, i->detail ? i->detail : "");
	}
	s = buf_dup(&b, a);
	buf_release(&b);
	return s;
}

#endif
