/*
 * Faces: FreeType reads the bytes of the frame, cairo gets one font
 * face a file and one scaled font for each (face, size, hscale).  The
 * horizontal scale goes through the font matrix: however many there
 * are, cairo embeds one subset (PDF-ENGINE 2).
 */
#include <cairo-ft.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "faces.h"

enum { CACHE = 256 };	/* of scaled fonts; a power of two */

struct slot {
	cairo_scaled_font_t *font;
	uint16_t	     face, hscale;
	sp		     size;
};

struct pdf_faces {
	cairo_font_face_t **cr;
	uint32_t	    n;
	cairo_font_options_t *options;
	struct slot	    cache[CACHE];
};

/*
 * What a cairo font face stands on.  cairo keeps scaled fonts for a
 * while after their last reference is gone and finds them again by the
 * address of the FT_Face: bytes and face must live as long as that.
 */
struct ground {
	FT_Library lib;
	FT_Face	   face;
	FT_Byte	  *bytes;
};

static const cairo_user_data_key_t ground_key;

static void
ground_free(void *data)
{
	struct ground *g = data;

	if (g->face != NULL)
		FT_Done_Face(g->face);
	if (g->lib != NULL)
		FT_Done_FreeType(g->lib);
	free(g->bytes);
	free(g);
}

static int
ground_fail(struct ground *g, const struct frame_face *face, int rc,
    struct error *e)
{
	ground_free(g);
	return error_library(e, face->path,
	    "freetype: the face cannot be read (error %d)", rc);
}

static int
open_one(cairo_font_face_t **out, const struct frame_face *face,
    struct error *e)
{
	struct ground *g = xmalloc(sizeof(*g));
	FT_Error       rc;

	memset(g, 0, sizeof(*g));
	g->bytes = xmalloc(face->bytes.n + 1);
	memcpy(g->bytes, face->bytes.p, face->bytes.n);
	rc = FT_Init_FreeType(&g->lib);
	if (rc == 0)
		rc = FT_New_Memory_Face(g->lib, g->bytes,
		    (FT_Long)face->bytes.n, face->index, &g->face);
	if (rc != 0)
		return ground_fail(g, face, rc, e);
	*out = cairo_ft_font_face_create_for_ft_face(g->face,
	    FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
	if (cairo_font_face_set_user_data(*out, &ground_key, g,
	    ground_free) != CAIRO_STATUS_SUCCESS) {
		cairo_font_face_destroy(*out);
		return ground_fail(g, face, 0, e);
	}
	return 0;
}

int
pdf_faces_open(struct arena *a, const struct frame *fr,
    struct pdf_faces **out, struct error *e)
{
	struct pdf_faces *f = ARENA_NEW(a, struct pdf_faces);

	*out = f;
	f->cr = ARENA_ARRAY(a, cairo_font_face_t *, fr->nfaces + 1);
	f->options = cairo_font_options_create();
	cairo_font_options_set_hint_style(f->options,
	    CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(f->options,
	    CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(f->options, CAIRO_ANTIALIAS_GRAY);
	for (; f->n < fr->nfaces; f->n++)
		if (open_one(&f->cr[f->n], &fr->faces[f->n], e) < 0)
			return -1;
	return 0;
}

void
pdf_faces_close(struct pdf_faces *f)
{
	if (f == NULL)
		return;
	for (int i = 0; i < CACHE; i++)
		cairo_scaled_font_destroy(f->cache[i].font);
	for (uint32_t i = 0; i < f->n; i++)
		cairo_font_face_destroy(f->cr[i]);
	if (f->options != NULL)
		cairo_font_options_destroy(f->options);
}

static cairo_scaled_font_t *
make_font(struct pdf_faces *f, const struct frame_run *r)
{
	double		size = (double)r->size / SP_PT;
	double		scale = r->hscale == 0 ? 1.0 : r->hscale / 1000.0;
	cairo_matrix_t	m, ctm;

	cairo_matrix_init(&m, size * scale, 0, 0, size, 0, 0);
	cairo_matrix_init_identity(&ctm);
	return cairo_scaled_font_create(f->cr[r->face], &m, &ctm,
	    f->options);
}

cairo_scaled_font_t *
pdf_faces_font(struct pdf_faces *f, const struct frame_run *r)
{
	uint32_t     h = ((uint32_t)r->size * 31u + r->hscale) * 31u +
	    r->face;
	struct slot *s = &f->cache[(h ^ h >> 13) % CACHE];

	if (s->font != NULL && s->face == r->face && s->size == r->size &&
	    s->hscale == r->hscale)
		return s->font;
	cairo_scaled_font_destroy(s->font);
	s->font = make_font(f, r);
	s->face = r->face;
	s->size = r->size;
	s->hscale = r->hscale;
	return s->font;
}
