/*
 * The libraries under the pages, and the patterns, which decide line
 * ends as much as the faces do.
 */
#include <ft2build.h>
#include FT_FREETYPE_H
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <stdio.h>

#include "octavo/file.h"
#include "octavo/typeset.h"
#include "octavo/versions.h"

#include "face_int.h"

size_t
versions_type(struct version *v)
{
	FT_Library	 ft;
	int		 major, minor, patch, fc = FcGetVersion();
	char		 built[24], running[24] = "";

	version_set(&v[0], "harfbuzz", HB_VERSION_STRING,
	    hb_version_string());
	(void)snprintf(built, sizeof(built), "%d.%d.%d", FREETYPE_MAJOR,
	    FREETYPE_MINOR, FREETYPE_PATCH);
	if (FT_Init_FreeType(&ft) == 0) {
		FT_Library_Version(ft, &major, &minor, &patch);
		(void)snprintf(running, sizeof(running), "%d.%d.%d", major,
		    minor, patch);
		(void)FT_Done_FreeType(ft);
	}
	version_set(&v[1], "freetype", built, running);
	(void)snprintf(built, sizeof(built), "%d.%d.%d", FC_MAJOR, FC_MINOR,
	    FC_REVISION);
	(void)snprintf(running, sizeof(running), "%d.%d.%d", fc / 10000,
	    fc / 100 % 100, fc % 100);
	version_set(&v[2], "fontconfig", built, running);
	return 3;
}

const char *
typeset_patterns(struct arena *a, struct str lang)
{
	struct error	e;
	struct str	bytes;
	char		path[HYPHEN_PATH_MAX], hex[65];

	if (!hyphen_path(lang, path) ||
	    file_read(a, path, LIMIT_TEXT, &bytes, &e) < 0)
		return NULL;
	sha256_hex(bytes, hex);
	return arena_printf(a, "%s %.16s", path_base(path), hex);
}
