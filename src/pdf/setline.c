#include <hb.h>

#include "octavo/setline.h"

struct setline {
	struct arena		*arena;
	const struct frame	*frame;
	uint16_t		 face;	/* the upright one */
	hb_font_t		*font;
	bool			 lining;
};

int
setline_open(struct setline **out, struct arena *a, const struct frame *f,
    struct error *e)
{
	struct setline		*s = ARENA_NEW(a, struct setline);
	const struct frame_face *face;
	hb_blob_t		*blob;
	hb_face_t		*hb;

	*out = s;
	s->arena = a;
	s->frame = f;
	if (f->nfaces == 0)
		return error_library(e, NULL, "the page list has no face");
	for (uint16_t i = 0; i < f->nfaces; i++)
		if (f->faces[i].style != NULL &&
		    str_eqz(str_z(f->faces[i].style), "Regular")) {
			s->face = i;
			break;
		}
	face = &f->faces[s->face];
	blob = hb_blob_create(face->bytes.p, (unsigned)face->bytes.n,
	    HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb = hb_face_create(blob, (unsigned)face->index);
	s->font = hb_font_create(hb);
	hb_face_destroy(hb);
	hb_blob_destroy(blob);
	return 0;
}

void
setline_close(struct setline *s)
{
	if (s != NULL && s->font != NULL)
		hb_font_destroy(s->font);
}

void
setline_lining(struct setline *s, bool lining)
{
	s->lining = lining;
}

/* Clusters of a shaped buffer, left to right; false at a .notdef. */
static bool
take_glyphs(struct setline *s, hb_buffer_t *b, struct str text,
    struct frame_run *r, sp *width)
{
	unsigned		 n;
	hb_glyph_info_t		*info = hb_buffer_get_glyph_infos(b, &n);
	hb_glyph_position_t	*pos = hb_buffer_get_glyph_positions(b, &n);
	struct frame_glyph	*g;
	struct frame_cluster	*c;

	g = ARENA_ARRAY(s->arena, struct frame_glyph, n + 1);
	c = ARENA_ARRAY(s->arena, struct frame_cluster, n + 1);
	*width = 0;
	for (unsigned i = 0, first = 0; i < n; i++) {
		if (info[i].codepoint == 0)
			return false;
		g[i] = (struct frame_glyph){ info[i].codepoint,
		    pos[i].x_advance, pos[i].x_offset, -pos[i].y_offset };
		*width += pos[i].x_advance;
		if (i + 1 < n && info[i + 1].cluster == info[first].cluster)
			continue;
		c[r->nclusters].glyphs = (uint16_t)(i + 1 - first);
		c[r->nclusters++].bytes = (uint16_t)((i + 1 < n ?
		    info[i + 1].cluster : text.n) - info[first].cluster);
		first = i + 1;
	}
	r->glyphs = g;
	r->nglyphs = n;
	r->clusters = c;
	r->text = text;
	return true;
}

bool
setline_run(struct setline *s, struct str text, sp size, sp x, sp y,
    struct frame_run *out, sp *width)
{
	const hb_feature_t lnum = { HB_TAG('l', 'n', 'u', 'm'), 1,
	    HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
	hb_buffer_t	  *b = hb_buffer_create();
	bool		   ok;

	*out = (struct frame_run){ .x = x, .y = y, .face = s->face,
	    .hscale = 1000, .size = size, .artifact = ARTIFACT_RULE };
	hb_font_set_scale(s->font, size, size);
	hb_buffer_add_utf8(b, text.p, (int)text.n, 0, (int)text.n);
	hb_buffer_set_direction(b, HB_DIRECTION_LTR);
	hb_buffer_guess_segment_properties(b);
	hb_shape(s->font, b, &lnum, s->lining ? 1 : 0);
	ok = take_glyphs(s, b, text, out, width);
	hb_buffer_destroy(b);
	if (!ok) {
		out->nglyphs = out->nclusters = 0;
		*width = 0;
	}
	return ok;
}

/* End of the longest piece from i that fits, at a space. */
static size_t
fit(struct setline *s, struct str text, size_t i, sp size, sp measure)
{
	struct frame_run r;
	size_t		 best = 0, at = i;
	sp		 width;

	while (at < text.n) {
		while (at < text.n && text.p[at] != ' ')
			at++;
		(void)setline_run(s, str_sub(text, i, at), size, 0, 0, &r,
		    &width);
		if (best > 0 && width > measure)
			break;
		best = at;
		if (at < text.n)
			at++;
	}
	return best;
}

uint32_t
setline_text(struct setline *s, struct str text, sp size, sp leading,
    sp measure, sp x, sp *y, struct frame_run *out, uint32_t max)
{
	uint32_t n = 0;
	sp	 width;

	for (size_t i = 0, end; i < text.n && n < max; i = end + 1) {
		end = fit(s, text, i, size, measure);
		if (setline_run(s, str_sub(text, i, end), size, x, *y,
		    &out[n], &width))
			n++;
		*y += leading;
	}
	return n;
}
