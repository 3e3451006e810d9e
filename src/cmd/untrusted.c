#include <stdlib.h>
#include <sys/stat.h>

#include "octavo/arena.h"
#include "octavo/file.h"
#include "octavo/sandbox.h"
#include "octavo/style.h"

#include "untrusted.h"

/* What every build reads besides its edition. */
static const char *const installed[] = { "/usr/share", "/usr/lib", "/lib",
	"/etc/fonts", "/var/cache/fontconfig" };
/* Octavo's own data, wherever it lies. */
static const char *const data[] = { "styles", "fonts" };

enum {
	NINSTALLED = sizeof(installed) / sizeof(installed[0]),
	NDATA = sizeof(data) / sizeof(data[0])
};

static int
enter(struct arena *a, const char *from, const char *to, struct error *e)
{
	const char	*readable[NINSTALLED + NDATA + 3], *env;
	const char	*writable[2] = { to, NULL };
	size_t		 n = 0;

	readable[n++] = from;
	for (size_t i = 0; i < NINSTALLED; i++)
		readable[n++] = installed[i];
	for (size_t i = 0; i < NDATA; i++)
		readable[n++] = style_data(a, data[i]);
	if ((env = getenv("OCTAVO_WITNESSES")) != NULL && env[0] != '\0')
		readable[n++] = env;
	readable[n] = NULL;
	if (limit_memory(LIMIT_MEMORY, e) < 0)
		return -1;
	return sandbox_enter(readable, writable, e);
}

/* An "out" that leads elsewhere is a stranger's trap. */
static int
own_folder(const char *to, struct error *e)
{
	struct stat st;

	if (lstat(to, &st) < 0)
		return error_system(e, to, "cannot write");
	if (!S_ISDIR(st.st_mode))
		return error_library(e, to, "a symbolic link; --untrusted "
		    "writes into the edition's own folder only");
	return 0;
}

int
untrusted_enter(const char *dir, const char *out, struct error *e)
{
	struct arena	 a;
	const char	*to;
	int		 rc;

	arena_init(&a);
	if (str_ends(str_z(dir), STR(".yaml")))
		dir = path_dir(&a, dir);
	to = out ? out : path_join(&a, dir, "out");
	rc = file_make_dir(to, e);
	if (rc == 0 && out == NULL)
		rc = own_folder(to, e);
	if (rc == 0)
		rc = enter(&a, dir, to, e);
	arena_release(&a);
	return rc;
}

int
untrusted_read(const char *path, const char *out, struct error *e)
{
	struct arena	 a;
	int		 rc;

	arena_init(&a);
	if (str_ends(str_z(path), STR(".yaml")))
		path = path_dir(&a, path);
	rc = enter(&a, path, out ? path_dir(&a, out) : NULL, e);
	arena_release(&a);
	return rc;
}

unsigned
limit_seconds(const struct options *o)
{
	if (o->limit > 0)
		return (unsigned)o->limit;
	return o->untrusted ? LIMIT_SECONDS : 0;
}
