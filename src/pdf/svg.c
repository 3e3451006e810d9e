/*
 * SVG: librsvg plays it into a recording surface, which cairo puts into
 * the PDF as a form of vectors.  The press has one ink, and cairo writes
 * vectors in RGB only: there the picture is of grey pixels, fine enough
 * for a plate.
 *
 * The library is opened when the first picture asks for it: linked, it
 * would cost every build the 7 ms that it and Pango take to load.
 */
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>

#include <librsvg/rsvg.h>

#include "octavo/svg.h"
#include "svg.h"

#define LIBRARY	"librsvg-2.so.2"

enum { PRESS_DPI = 800 };

static struct {
	pthread_once_t	once;
	RsvgHandle     *(*from_data)(const guint8 *, gsize, GError **);
	gboolean	(*render)(RsvgHandle *, cairo_t *,
			    const RsvgRectangle *, GError **);
	void		(*unref)(gpointer);
	void		(*error_free)(GError *);
} rsvg = { .once = PTHREAD_ONCE_INIT };

/* POSIX allows a function's address as an object's. */
static void
find(void *lib, const char *name, void *fn)
{
	*(void **)fn = dlsym(lib, name);
}

static void
load(void)
{
	void *lib = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);

	if (lib == NULL)
		return;
	find(lib, "rsvg_handle_new_from_data", &rsvg.from_data);
	find(lib, "rsvg_handle_render_document", &rsvg.render);
	find(lib, "g_object_unref", &rsvg.unref);
	find(lib, "g_error_free", &rsvg.error_free);
}

static int
failed(struct error *e, const char *path, GError *g)
{
	int rc = error_library(e, path, "librsvg: %s", g != NULL ?
	    g->message : "cannot be drawn");

	if (g != NULL)
		rsvg.error_free(g);
	return rc;
}

static int
play(struct str bytes, const char *path, cairo_t *cr, double w, double h,
    struct error *e)
{
	RsvgRectangle	 r = { 0, 0, w, h };
	GError		*g = NULL;
	RsvgHandle	*svg;
	int		 rc = 0;

	svg = rsvg.from_data((const guint8 *)bytes.p, bytes.n, &g);
	if (svg == NULL)
		return failed(e, path, g);
	if (!rsvg.render(svg, cr, &r, &g) ||
	    cairo_status(cr) != CAIRO_STATUS_SUCCESS)
		rc = failed(e, path, g);
	rsvg.unref(svg);
	return rc;
}

static cairo_surface_t *
surface(double w, double h, bool gray)
{
	cairo_rectangle_t r = { 0, 0, w, h };
	cairo_surface_t	 *s;

	if (!gray)
		return cairo_recording_surface_create(
		    CAIRO_CONTENT_COLOR_ALPHA, &r);
	s = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
	    (int)ceil(w * PRESS_DPI / 72), (int)ceil(h * PRESS_DPI / 72));
	return s;
}

cairo_surface_t *
pdf_svg(struct str bytes, const char *path, double w, double h, bool gray,
    struct error *e)
{
	struct svg	 size;
	const char	*why;
	cairo_surface_t *s;
	cairo_t		*cr;
	int		 rc = 0;

	if (!svg_check(bytes, &size, &why)) {
		(void)error_library(e, path, "SVG with %s", why);
		return NULL;
	}
	(void)pthread_once(&rsvg.once, load);
	if (rsvg.from_data == NULL || rsvg.render == NULL ||
	    rsvg.unref == NULL || rsvg.error_free == NULL) {
		(void)error_library(e, path, "an SVG picture needs librsvg: "
		    "install the package librsvg2-2");
		return NULL;
	}
	s = surface(w, h, gray);
	cr = cairo_create(s);
	if (gray) {
		cairo_set_source_rgb(cr, 1, 1, 1);
		cairo_paint(cr);
		cairo_scale(cr, cairo_image_surface_get_width(s) / w,
		    cairo_image_surface_get_height(s) / h);
	}
	rc = play(bytes, path, cr, w, h, e);
	cairo_destroy(cr);
	if (rc == 0)
		return s;
	cairo_surface_destroy(s);
	return NULL;
}
