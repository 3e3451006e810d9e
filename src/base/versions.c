#include <stdio.h>

#include <nettle/version.h>
#include <seccomp.h>
#include <utf8proc.h>

#include "octavo/versions.h"

void
version_set(struct version *v, const char *name, const char *built,
    const char *running)
{
	v->name = name;
	(void)snprintf(v->built, sizeof(v->built), "%s",
	    built ? built : running);
	(void)snprintf(v->running, sizeof(v->running), "%s",
	    running ? running : built);
}

size_t
versions_base(struct version *v)
{
	const struct scmp_version	*s = seccomp_version();
	char				 built[24], running[24];

	(void)snprintf(built, sizeof(built), "%d.%d", NETTLE_VERSION_MAJOR,
	    NETTLE_VERSION_MINOR);
	(void)snprintf(running, sizeof(running), "%d.%d",
	    nettle_version_major(), nettle_version_minor());
	version_set(&v[0], "nettle", built, running);
	(void)snprintf(built, sizeof(built), "%d.%d.%d",
	    UTF8PROC_VERSION_MAJOR, UTF8PROC_VERSION_MINOR,
	    UTF8PROC_VERSION_PATCH);
	version_set(&v[1], "utf8proc", built, utf8proc_version());
	(void)snprintf(built, sizeof(built), "%d.%d.%d", SCMP_VER_MAJOR,
	    SCMP_VER_MINOR, SCMP_VER_MICRO);
	(void)snprintf(running, sizeof(running), "%u.%u.%u", s->major,
	    s->minor, s->micro);
	version_set(&v[2], "libseccomp", built, running);
	return 3;
}
