#include <libdeflate.h>
#include <zip.h>

#include "octavo/versions.h"

size_t
versions_epub(struct version *v)
{
	version_set(&v[0], "libzip", LIBZIP_VERSION, zip_libzip_version());
	version_set(&v[1], "libdeflate", LIBDEFLATE_VERSION_STRING, NULL);
	return 2;
}
