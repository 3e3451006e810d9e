#include <cairo.h>
#include <png.h>
#include <qpdf/DLL.h>
#include <qpdf/qpdf-c.h>

#include "octavo/versions.h"

size_t
versions_pdf(struct version *v)
{
	version_set(&v[0], "cairo", CAIRO_VERSION_STRING,
	    cairo_version_string());
	version_set(&v[1], "libqpdf", QPDF_VERSION,
	    qpdf_get_qpdf_version());
	version_set(&v[2], "libpng", PNG_LIBPNG_VER_STRING,
	    png_get_libpng_ver(NULL));
	return 3;
}
