#include <cmark-gfm.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

#include "octavo/versions.h"

/* libxml2 tells 20914 for 2.9.14, with the commit behind it. */
static void
dotted(const char *s, char *out, size_t n)
{
	unsigned long k = strtoul(s, NULL, 10);

	(void)snprintf(out, n, "%u.%u.%u", (unsigned)(k / 10000) & 0xFF,
	    (unsigned)(k / 100 % 100), (unsigned)(k % 100));
}

size_t
versions_read(struct version *v)
{
	char running[24], built[24];
	int  major, minor, patch;

	version_set(&v[0], "cmark-gfm", CMARK_GFM_VERSION_STRING,
	    cmark_version_string());
	yaml_get_version(&major, &minor, &patch);
	(void)snprintf(running, sizeof(running), "%d.%d.%d", major, minor,
	    patch);
	version_set(&v[1], "libyaml", NULL, running);
	dotted(LIBXML_VERSION_STRING, built, sizeof(built));
	dotted(xmlParserVersion, running, sizeof(running));
	version_set(&v[2], "libxml2", built, running);
	return 3;
}
