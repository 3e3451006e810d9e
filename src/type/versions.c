/*
 * What line breaks and page breaks depend on, beside the faces.
 */
#include <hb.h>

#include "octavo/typeset.h"

const char *const *
typeset_versions(void)
{
	static const char *const list[] = {
		"harfbuzz " HB_VERSION_STRING, NULL };

	return list;
}
