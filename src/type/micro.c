/*
 * Protrusion: how far a character may hang beyond the edge.
 *
 * From the face's own optical bounds (GPOS lfbd, rtbd: the change of
 * the advance), else from its table in fonts/, else from a table for
 * any roman face, both in thousandths of the advance.
 */
#include <hb.h>

#include "face_int.h"

static const struct margin roman[] = {
	{ '-', 0, 600 }, { 0x2010, 0, 600 }, { 0x2011, 0, 600 },
	{ ',', 0, 600 }, { '.', 0, 600 }, { 0x2026, 0, 200 },
	{ ':', 0, 400 }, { ';', 0, 400 }, { '!', 0, 200 }, { '?', 0, 150 },
	{ 0x2019, 500, 500 }, { 0x2018, 500, 500 }, { 0x201C, 400, 400 },
	{ 0x201D, 400, 400 }, { 0x00AB, 300, 0 }, { 0x00BB, 0, 300 },
	{ '(', 100, 0 }, { ')', 0, 100 }, { 0x2013, 150, 250 },
	{ 0x2014, 100, 200 }, { 'A', 50, 50 }, { 'V', 50, 50 },
	{ 'W', 50, 50 }, { 'Y', 50, 50 }, { 'T', 60, 60 },
	{ 'f', 0, 40 }, { 'r', 0, 60 }, { 'v', 40, 50 }, { 'w', 40, 50 },
	{ 'y', 40, 50 },
};

static int
advance_with(struct faces *fs, const struct face *f, uint32_t cp,
    hb_tag_t tag)
{
	hb_feature_t		 feat = { tag, 1, HB_FEATURE_GLOBAL_START,
				    HB_FEATURE_GLOBAL_END };
	hb_glyph_position_t	*pos;
	unsigned		 n;
	int			 adv = 0;

	hb_buffer_clear_contents(fs->buffer);
	hb_buffer_set_content_type(fs->buffer,
	    HB_BUFFER_CONTENT_TYPE_UNICODE);
	hb_buffer_add(fs->buffer, cp, 0);
	hb_buffer_guess_segment_properties(fs->buffer);
	hb_buffer_set_direction(fs->buffer, HB_DIRECTION_LTR);
	hb_shape(f->font, fs->buffer, &feat, tag != 0);
	pos = hb_buffer_get_glyph_positions(fs->buffer, &n);
	for (unsigned i = 0; i < n; i++)
		adv += pos[i].x_advance;
	return adv;
}

static const struct margin *
find_margin(const struct margin *m, size_t n, uint32_t cp)
{
	for (size_t i = 0; i < n; i++)
		if (m[i].cp == cp)
			return &m[i];
	return NULL;
}

static struct prot
measure(struct faces *fs, const struct face *f, uint32_t cp)
{
	const struct margin	*m = NULL;
	struct prot		 p = { cp, 0, 0 };
	int			 adv;

	if (!face_has(f, cp))
		return p;
	adv = advance_with(fs, f, cp, 0);
	if (f->has_bounds) {
		p.left = (int16_t)(adv - advance_with(fs, f, cp,
		    HB_TAG('l', 'f', 'b', 'd')));
		p.right = (int16_t)(adv - advance_with(fs, f, cp,
		    HB_TAG('r', 't', 'b', 'd')));
		return p;
	}
	if (f->family != NULL)
		m = find_margin(f->family->margins, f->family->nmargins,
		    cp);
	if (m == NULL)
		m = find_margin(roman, sizeof(roman) / sizeof(*roman), cp);
	if (m != NULL) {
		p.left = (int16_t)(adv * m->left / 1000);
		p.right = (int16_t)(adv * m->right / 1000);
	}
	return p;
}

struct prot
micro_prot(struct faces *fs, const struct face *face, uint32_t cp)
{
	struct face	*f = fs->list[face->number];
	unsigned	 i = (cp * 2654435761u) % PROT_SLOTS;

	while (f->prot[i].cp != 0 && f->prot[i].cp != cp)
		i = (i + 1) % PROT_SLOTS;
	if (f->prot[i].cp == cp)
		return f->prot[i];
	if (f->nprot >= PROT_SLOTS / 2)		/* a script of its own */
		return (struct prot){ cp, 0, 0 };
	f->prot[i] = measure(fs, f, cp);
	f->nprot++;
	return f->prot[i];
}
