/*
 * The table of faces: fonts/NAME.font, one family a file, lines of
 * "key: value" (see fonts/README).  A line that cannot be read is left
 * out: the table is Octavo's own data, checked by its tests.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "octavo/file.h"
#include "octavo/style.h"

#include "face_int.h"

enum { TABLE_MAX = 1 << 16, NAMES_MAX = 256, MARGINS_MAX = 128 };

static const struct {
	const char	*key;
	enum face_style	 style;
} style_keys[] = {
	{ "regular", FACE_REGULAR },
	{ "italic", FACE_ITALIC },
	{ "bold", FACE_BOLD },
	{ "bold-italic", FACE_BOLD_ITALIC },
};

/* "hang: , 0 700": character, left, right in thousandths of its width. */
static void
add_margin(struct arena *a, struct family *f, struct str value)
{
	size_t		i = 0;
	struct margin	m = { 0 };
	char		*end;

	if (value.n < 5)
		return;
	m.cp = utf8_next(value, &i);
	m.left = (int)strtol(value.p + i, &end, 10);
	m.right = (int)strtol(end, &end, 10);
	if (f->margins == NULL)
		f->margins = ARENA_ARRAY(a, struct margin, MARGINS_MAX);
	if (f->nmargins < MARGINS_MAX)
		f->margins[f->nmargins++] = m;
}

static void
set_key(struct arena *a, struct family *f, struct str key, struct str value)
{
	if (str_eqz(key, "family"))
		f->name = value;
	else if (str_eqz(key, "package"))
		f->package = value;
	else if (str_eqz(key, "licence"))
		f->licence = value;
	else if (str_eqz(key, "fallback"))
		f->fallback = str_eqz(value, "yes");
	else if (str_eqz(key, "hang"))
		add_margin(a, f, value);
	for (size_t i = 0; i < sizeof(style_keys) / sizeof(*style_keys); i++)
		if (str_eqz(key, style_keys[i].key))
			f->file[style_keys[i].style] = value;
}

static struct family *
read_family(struct arena *a, const char *path, struct error *e)
{
	struct family	*f = ARENA_NEW(a, struct family);
	struct str	 text, line;
	size_t		 at = 0, end, colon;

	if (file_read(a, path, TABLE_MAX, &text, e) < 0)
		return NULL;
	while (at < text.n) {
		end = str_find(text, STR("\n"), at);
		if (end == SIZE_MAX)
			end = text.n;
		line = str_sub(text, at, end);
		at = end + 1;
		colon = str_find(line, STR(":"), 0);
		if (colon == SIZE_MAX || line.p[0] == '#')
			continue;
		set_key(a, f, str_trim(str_sub(line, 0, colon)),
		    str_dup(a, str_trim(str_sub(line, colon + 1, line.n))));
	}
	return f->name.n > 0 ? f : NULL;
}

static int
by_name(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static size_t
list_names(struct arena *a, const char *dir, const char **names)
{
	DIR		*d = opendir(dir);
	struct dirent	*e;
	size_t		 n = 0;

	if (d == NULL)
		return 0;
	while (n < NAMES_MAX && (e = readdir(d)) != NULL)
		if (str_ends(str_z(e->d_name), STR(".font")))
			names[n++] = arena_dup(a, e->d_name,
			    strlen(e->d_name));
	(void)closedir(d);
	qsort(names, n, sizeof(*names), by_name);
	return n;
}

struct family *
font_table(struct arena *a, struct error *e)
{
	const char	*names[NAMES_MAX];
	const char	*dir = style_data(a, "fonts");
	struct family	*first = NULL, **last = &first;
	size_t		 n = list_names(a, dir, names);

	for (size_t i = 0; i < n; i++) {
		*last = read_family(a, path_join(a, dir, names[i]),
		    e);
		if (*last != NULL)
			last = &(*last)->next;
	}
	return first;
}

const struct family *
family_lookup(const struct faces *fs, struct str name)
{
	const struct family *f;

	for (f = fs->families; f != NULL; f = f->next)
		if (f->name.n == name.n &&
		    strncasecmp(f->name.p, name.p, name.n) == 0)
			break;
	return f;
}
