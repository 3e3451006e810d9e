#include <string.h>

#include "octavo/arena.h"
#include "octavo/file.h"

char *
path_join(struct arena *a, const char *dir, const char *name)
{
	size_t n = strlen(dir);

	if (name[0] == '/' || n == 0 || strcmp(dir, ".") == 0)
		return arena_dup(a, name, strlen(name));
	return arena_printf(a, "%s%s%s", dir,
	    dir[n - 1] == '/' ? "" : "/", name);
}

char *
path_dir(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return arena_dup(a, ".", 1);
	if (slash == path)
		return arena_dup(a, "/", 1);
	return arena_dup(a, path, (size_t)(slash - path));
}

const char *
path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool
path_is_inside(const char *path)
{
	const char *p = path;

	if (p[0] == '/' || p[0] == '\0')
		return false;
	for (;;) {
		size_t n = strcspn(p, "/");

		if (n == 2 && p[0] == '.' && p[1] == '.')
			return false;
		if (p[n] == '\0')
			return true;
		p += n + 1;
	}
}
