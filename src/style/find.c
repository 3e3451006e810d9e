/*
 * Where Octavo's own data lies: $OCTAVO_DATA, the source tree the
 * program was built in, the place it was installed to.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "octavo/arena.h"
#include "octavo/file.h"
#include "octavo/style.h"

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
