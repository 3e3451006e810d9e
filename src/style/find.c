/*
 * Where Octavo's own data lies: $OCTAVO_DATA, the source tree the
 * program was built in, the place it was installed to.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "octavo/arena.h"
#include "octavo/file.h"
#include "style_int.h"

#ifndef OCTAVO_DATADIR
#define OCTAVO_DATADIR "/usr/local/share/octavo"
#endif

/* The folder of the running program, or NULL. */
static char *
program_dir(struct arena *a)
{
	char	path[1024];
	ssize_t	n = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (n <= 0)
		return NULL;
	path[n] = '\0';
	return path_dir(a, path);
}

char *
style_data(struct arena *a, const char *name)
{
	static const char *const beside[] = { "..", "../..",
	    "../share/octavo", "../../.." };
	const char	*env = getenv("OCTAVO_DATA");
	char		*dir = program_dir(a), *path;

	if (env != NULL && *env != '\0') {
		path = path_join(a, env, name);
		if (file_exists(path))
			return path;
	}
	for (size_t i = 0; dir && i < sizeof(beside) / sizeof(*beside); i++) {
		path = arena_printf(a, "%s/%s/%s", dir, beside[i], name);
		if (file_exists(path))
			return path;
	}
	return path_join(a, OCTAVO_DATADIR, name);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum { NAMES_MAX = 64 };

const char *const *
style_names(struct arena *a)
{
	const char	**names = ARENA_ARRAY(a, const char *, NAMES_MAX + 1);
	DIR		 *d = opendir(path_dir(a,
			    style_data(a, "styles/classique.css")));
	struct dirent	 *ent;
	size_t		  n = 0, len;

	while (d != NULL && n < NAMES_MAX && (ent = readdir(d)) != NULL) {
		len = strlen(ent->d_name);
		if (len > 4 && strcmp(ent->d_name + len - 4, ".css") == 0)
			names[n++] = arena_dup(a, ent->d_name, len - 4);
	}
	if (d != NULL)
		(void)closedir(d);
	qsort(names, n, sizeof(*names), by_name);
	return names;
}
