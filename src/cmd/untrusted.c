#include <stdlib.h>

#include "octavo/arena.h"
#include "octavo/file.h"
#include "octavo/sandbox.h"

#include "untrusted.h"

/* What every build reads besides its edition. */
static const char *const installed[] = { "/usr/share", "/usr/lib", "/lib",
	"/etc/fonts", "/var/cache/fontconfig", OCTAVO_DATADIR, "styles",
	"fonts", "printers" };

enum { NINSTALLED = sizeof(installed) / sizeof(installed[0]) };

static int
enter(const char *from, const char *to, struct error *e)
{
	const char	*readable[NINSTALLED + 4], *env;
	const char	*writable[2] = { to, NULL };
	size_t		 n = 0;

	readable[n++] = from;
	for (size_t i = 0; i < NINSTALLED; i++)
		readable[n++] = installed[i];
	if ((env = getenv("OCTAVO_DATA")) != NULL && env[0] != '\0')
		readable[n++] = env;
	if ((env = getenv("OCTAVO_WITNESSES")) != NULL && env[0] != '\0')
		readable[n++] = env;
	readable[n] = NULL;
	return sandbox_enter(readable, writable, e);
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
	if (rc == 0)
		rc = enter(dir, to, e);
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
	rc = enter(path, out ? path_dir(&a, out) : NULL, e);
	arena_release(&a);
	return rc;
}
