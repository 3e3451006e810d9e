/*
 * Embedded faces: those of the printed pages, cut down to the characters
 * of the book by HarfBuzz, with their licence beside them.
 *
 * A face that lacks a character of what it would set is left out whole:
 * a word in two faces is worse than the reader's own.  So is one whose
 * licence is not known.
 */
#include <string.h>

#include <hb-ot.h>
#include <hb-subset.h>

#include "epub_int.h"

enum { ITALIC = 1, BOLD = 2, NSTYLES = 4, SHOWN = 5 };

/* Beyond HarfBuzz's own choice: small capitals, figures, superiors. */
static const hb_tag_t features[] = {
	HB_TAG('s', 'm', 'c', 'p'), HB_TAG('c', '2', 's', 'c'),
	HB_TAG('o', 'n', 'u', 'm'), HB_TAG('l', 'n', 'u', 'm'),
	HB_TAG('s', 'u', 'p', 's'),
};

static void
chars_add(const struct epub *ep, hb_set_t *set, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);

		if (cp == CP_NNBSP && ep->ed->fine == FINE_NBSP)
			cp = CP_NBSP;
		if (cp >= 0x20 && cp != CP_BAD)
			hb_set_add(set, cp);
	}
}

/* Which of the four styles sets this text. */
static int
style_at(const struct epub *ep, const struct node *text)
{
	const struct style_block *b;
	int			  s = 0;

	if (ep->style != NULL) {
		b = style_of(ep->style, text->parent);
		return (b->italic ? ITALIC : 0) | (b->bold ? BOLD : 0);
	}
	for (const struct node *p = text->parent; p != NULL; p = p->parent)
		s ^= p->kind == NODE_EMPH ? ITALIC : p->kind ==
		    NODE_STRONG ? BOLD : 0;
	return s;
}

/* What stands in the book: its texts by style, our own words upright. */
static void
chars_collect(const struct epub *ep, hb_set_t *sets[NSTYLES])
{
	struct walk w;

	for (int t = 0; t < TERM__MAX; t++)
		chars_add(ep, sets[0], str_z(term(ep->lang,
		    (enum term)t)));
	hb_set_add_range(sets[0], 0x20, 0x7E);
	chars_add(ep, sets[0], ep->ed->title);
	for (size_t i = 0; i < ep->ndocs; i++)
		chars_add(ep, sets[0], ep->docs[i].label);
	walk_init(&w, ep->book->model.root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_TEXT)
			chars_add(ep, sets[style_at(ep, w.node)],
			    w.node->u.text.text);
}

/* Says which characters are not there. */
static bool
is_whole(struct epub *ep, const struct frame_face *f, hb_face_t *face,
    const hb_set_t *wanted)
{
	hb_set_t	*has = hb_set_create(), *lacks = hb_set_create();
	hb_codepoint_t	 cp = HB_SET_VALUE_INVALID;
	struct buf	 b;
	unsigned	 n = 0, all;

	buf_init(&b);
	hb_face_collect_unicodes(face, has);
	hb_set_union(lacks, wanted);
	hb_set_subtract(lacks, has);
	all = hb_set_get_population(lacks);
	while (n++ < SHOWN && hb_set_next(lacks, &cp))
		buf_printf(&b, "%sU+%04X", b.len ? ", " : "", cp);
	if (all > 0)
		diag(ep->sink, DIAG_FACE_LACKS, SPAN_NONE,
		    "%s %s lacks %s%s", f->family, f->style, b.data,
		    all > SHOWN ? ", …" : "");
	buf_release(&b);
	hb_set_destroy(has);
	hb_set_destroy(lacks);
	return all == 0;
}

static int
subset(struct epub *ep, hb_face_t *face, const hb_set_t *wanted,
    struct epub_font *out, struct error *e)
{
	hb_subset_input_t	*in = hb_subset_input_create_or_fail();
	hb_face_t		*small = NULL;
	hb_blob_t		*blob;
	hb_set_t		*set;
	unsigned		 n;
	const char		*p;

	if (in != NULL) {
		hb_set_union(hb_subset_input_unicode_set(in), wanted);
		set = hb_subset_input_set(in,
		    HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
		for (size_t i = 0; i < sizeof(features) /
		    sizeof(features[0]); i++)
			hb_set_add(set, features[i]);
		/* Licence and its address stay in the face. */
		set = hb_subset_input_set(in, HB_SUBSET_SETS_NAME_ID);
		hb_set_add_range(set, 13, 14);
		small = hb_subset_or_fail(face, in);
		hb_subset_input_destroy(in);
	}
	if (small == NULL)
		return error_library(e, NULL, "HarfBuzz cannot subset %s",
		    out->family);
	blob = hb_face_reference_blob(small);
	p = hb_blob_get_data(blob, &n);
	out->bytes = (struct str){ arena_dup(ep->arena, p, n), n };
	hb_blob_destroy(blob);
	hb_face_destroy(small);
	return 0;
}

static int
embed(struct epub *ep, const struct frame_face *f, int style,
    const hb_set_t *wanted, struct error *e)
{
	struct epub_font *out = &ep->fonts[ep->nfonts];
	hb_blob_t	 *blob = hb_blob_create(f->bytes.p,
	    (unsigned)f->bytes.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t	 *face = hb_face_create(blob, (unsigned)f->index);
	bool		  cff = f->bytes.n > 4 &&
	    memcmp(f->bytes.p, "OTTO", 4) == 0;
	int		  rc = 0;

	if (is_whole(ep, f, face, wanted)) {
		out->family = f->family;
		out->licence = f->licence;
		out->italic = style & ITALIC;
		out->bold = style & BOLD;
		out->type = cff ? "application/vnd.ms-opentype" :
		    "font/ttf";
		out->name = arena_printf(ep->arena, "face-%zu.%s",
		    ep->nfonts + 1, cff ? "otf" : "ttf");
		rc = subset(ep, face, wanted, out, e);
		ep->nfonts++;
	}
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return rc;
}

static int
style_of_face(const struct frame_face *f)
{
	int s = 0;

	if (strstr(f->style, "Italic") || strstr(f->style, "italic"))
		s |= ITALIC;
	if (strstr(f->style, "Bold") || strstr(f->style, "bold"))
		s |= BOLD;
	return s;
}

/* The face of the text; those that only help it out are no part of it. */
static bool
is_ours(const struct epub *ep, const struct frame_face *f)
{
	const struct style_block *b;

	if (ep->style == NULL)
		return true;
	b = style_of(ep->style, ep->book->model.root);
	return str_eqz(b->family, f->family);
}

int
fonts_make(struct epub *ep, struct error *e)
{
	const struct frame	*f = ep->opts->pages;
	hb_set_t		*sets[NSTYLES];
	bool			 done[NSTYLES] = { false };
	int			 rc = 0;

	if (!ep->opts->embed_fonts || f == NULL || f->nfaces == 0)
		return 0;
	ep->fonts = ARENA_ARRAY(ep->arena, struct epub_font, NSTYLES);
	for (int i = 0; i < NSTYLES; i++)
		sets[i] = hb_set_create();
	chars_collect(ep, sets);
	for (uint32_t i = 0; i < f->nfaces && rc == 0; i++) {
		int s = style_of_face(&f->faces[i]);

		if (done[s] || !is_ours(ep, &f->faces[i]) ||
		    hb_set_is_empty(sets[s]))
			continue;
		done[s] = true;
		if (f->faces[i].licence == NULL)
			diag(ep->sink, DIAG_FACE_LICENCE, SPAN_NONE,
			    "%s", f->faces[i].family);
		else
			rc = embed(ep, &f->faces[i], s, sets[s], e);
	}
	for (int i = 0; i < NSTYLES; i++)
		hb_set_destroy(sets[i]);
	return rc;
}

/* A name of the face ("name" table), or nothing. */
static void
name_put(struct buf *b, hb_face_t *face, hb_ot_name_id_t id)
{
	char		text[1 << 14];
	unsigned	n = sizeof(text);

	if (hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &n, text) > 0
	    && n > 0)
		buf_printf(b, "%s\n", text);
}

struct str
fonts_licence(const struct epub *ep)
{
	struct buf	b;
	struct str	s;

	buf_init(&b);
	for (size_t i = 0; i < ep->nfonts; i++) {
		const struct epub_font	*f = &ep->fonts[i];
		hb_blob_t		*blob = hb_blob_create(f->bytes.p,
		    (unsigned)f->bytes.n, HB_MEMORY_MODE_READONLY, NULL,
		    NULL);
		hb_face_t		*face = hb_face_create(blob, 0);

		buf_printf(&b, "%s: %s, %s\n", f->name, f->family,
		    f->licence);
		name_put(&b, face, HB_OT_NAME_ID_COPYRIGHT);
		name_put(&b, face, HB_OT_NAME_ID_LICENSE);
		name_put(&b, face, HB_OT_NAME_ID_LICENSE_URL);
		buf_putc(&b, '\n');
		hb_face_destroy(face);
		hb_blob_destroy(blob);
	}
	s = buf_dup(&b, ep->arena);
	buf_release(&b);
	return s;
}
