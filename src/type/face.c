/*
 * Faces: found by the table of fonts/ and fontconfig, opened for
 * HarfBuzz once a build (and thread).
 *
 *   face_find  ->  locate (table, then fontconfig's match)  ->  face_load
 *
 * The choice is deterministic: a file named in the table, else the
 * static face nearest in style, by path where several are equal.
 */
#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

#include <hb-ot.h>

#include "octavo/file.h"

#include "standing.h"

static const char *const style_names[FACE__STYLES] = {
	"Regular", "Italic", "Bold", "Bold Italic"
};

void
faces_prepare(void)
{
	(void)FcInit();
}

int
faces_open(struct arena *a, struct faces **out, struct error *e)
{
	struct faces *fs = ARENA_NEW(a, struct faces);

	if (!FcInit())
		return error_library(e, NULL, "fontconfig cannot start");
	fs->arena = a;
	fs->families = font_table(a, &fs->error);
	if (faces_error(fs, e) < 0)
		return -1;
	fs->buckets = ARENA_ARRAY(a, struct word *, WORD_BUCKETS);
	fs->buffer = hb_buffer_create();
	*out = fs;
	return 0;
}

int
faces_error(const struct faces *fs, struct error *e)
{
	if (fs->error.kind == ERROR_NONE)
		return 0;
	*e = fs->error;
	return -1;
}

void
faces_close(struct faces *fs)
{
	if (fs == NULL)
		return;
	for (unsigned i = 0; i < fs->n; i++) {
		hb_font_destroy(fs->list[i]->font);
		hb_face_destroy(fs->list[i]->hbface);
		hb_blob_destroy(fs->list[i]->blob);
	}
	for (unsigned i = 0; i < fs->nlangs; i++)
		if (fs->langs[i].dict != NULL)
			hnj_hyphen_free(fs->langs[i].dict);
	hb_buffer_destroy(fs->buffer);
	free(fs->pieces);
	fs->pieces = NULL;
	fs->n = fs->nlangs = 0;
}

void
faces_new_text(struct faces *fs)
{
	fs->ntold = 0;
	for (unsigned i = 0; i < fs->nlangs; i++)
		fs->langs[i].told = false;
}

void
faces_list(const struct faces *fs, struct arena *a,
    struct frame_face **out, uint32_t *n)
{
	*out = ARENA_ARRAY(a, struct frame_face, fs->n + 1);
	*n = fs->n;
	for (unsigned i = 0; i < fs->n; i++) {
		const struct face *f = fs->list[i];

		(*out)[i] = (struct frame_face){ f->name, f->style, f->path,
		    f->index, f->bytes, f->upem, f->family == NULL ||
		    f->family->licence.n == 0 ? NULL :
		    f->family->licence.p };
	}
}

static bool
has_feature(hb_face_t *face, hb_tag_t table, hb_tag_t wanted)
{
	hb_tag_t	tags[256];
	unsigned	n = 256;
	unsigned	total = hb_ot_layout_table_get_feature_tags(face,
	    table, 0, &n, tags);

	(void)total;
	for (unsigned i = 0; i < n; i++)
		if (tags[i] == wanted)
			return true;
	return false;
}

static void
load_marks(struct face *f)
{
	hb_codepoint_t		g;
	hb_glyph_extents_t	x;

	/* The x itself: not every face's OS/2 table tells its height. */
	if (hb_font_get_nominal_glyph(f->font, 'x', &g) &&
	    hb_font_get_glyph_extents(f->font, g, &x))
		f->xheight = x.y_bearing;
	if (hb_font_get_nominal_glyph(f->font, ' ', &g)) {
		f->space_gid = g;
		f->space_adv = hb_font_get_glyph_h_advance(f->font, g);
	} else
		f->space_adv = (int)f->upem / 4;
	if (hb_font_get_nominal_glyph(f->font, '-', &g)) {
		f->hyphen_gid = g;
		f->hyphen_adv = hb_font_get_glyph_h_advance(f->font, g);
	}
	f->has_smcp = has_feature(f->hbface, HB_OT_TAG_GSUB,
	    HB_TAG('s', 'm', 'c', 'p'));
	f->has_c2sc = has_feature(f->hbface, HB_OT_TAG_GSUB,
	    HB_TAG('c', '2', 's', 'c'));
	f->has_sups = has_feature(f->hbface, HB_OT_TAG_GSUB,
	    HB_TAG('s', 'u', 'p', 's'));
	f->has_bounds = has_feature(f->hbface, HB_OT_TAG_GPOS,
	    HB_TAG('r', 't', 'b', 'd'));
}

int
face_load(struct faces *fs, struct face *f, struct error *e)
{
	if (fs->n == FACES_MAX)
		return error_limit(e, f->path, "more than %d faces",
		    FACES_MAX);
	if (file_read(fs->arena, f->path, LIMIT_FACE, &f->bytes, e) < 0) {
		fs->error = *e;		/* never another face in its place */
		return -1;
	}
	f->blob = hb_blob_create(f->bytes.p, (unsigned)f->bytes.n,
	    HB_MEMORY_MODE_READONLY, NULL, NULL);
	f->hbface = hb_face_create(f->blob, (unsigned)f->index);
	f->upem = hb_face_get_upem(f->hbface);
	if (hb_face_get_glyph_count(f->hbface) == 0) {
		hb_face_destroy(f->hbface);
		hb_blob_destroy(f->blob);
		return error_library(e, f->path, "not a font");
	}
	f->font = hb_font_create(f->hbface);
	hb_font_set_scale(f->font, (int)f->upem, (int)f->upem);
	load_marks(f);
	f->number = (uint16_t)fs->n;
	if (fs->stands)
		standing_face(fs, f);
	fs->list[fs->n++] = f;
	return 0;
}

/* True when the pattern's file is better than the best so far. */
static bool
better(FcPattern *p, const char *best, struct str wanted, const char **path)
{
	FcChar8	*file;
	FcBool	 variable = FcFalse;

	if (FcPatternGetString(p, FC_FILE, 0, &file) != FcResultMatch)
		return false;
	*path = (const char *)file;
	(void)FcPatternGetBool(p, FC_VARIABLE, 0, &variable);
	if (variable || (wanted.n > 0 &&
	    !str_eqz(wanted, path_base(*path))))
		return false;
	return best == NULL || strcmp(*path, best) < 0;
}

/* The installed file of a family with this base name, or NULL. */
static const char *
find_file(struct arena *a, struct str family, struct str file)
{
	FcPattern	*p = FcPatternCreate();
	FcObjectSet	*o = FcObjectSetBuild(FC_FILE, FC_VARIABLE,
	    (char *)NULL);
	FcFontSet	*s;
	const char	*best = NULL, *path;

	FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)family.p);
	s = FcFontList(NULL, p, o);
	for (int i = 0; s != NULL && i < s->nfont; i++)
		if (better(s->fonts[i], best, file, &path))
			best = path;
	if (best != NULL)
		best = arena_dup(a, best, strlen(best));
	if (s != NULL)
		FcFontSetDestroy(s);
	FcObjectSetDestroy(o);
	FcPatternDestroy(p);
	return best;
}

/* Generic names of CSS mean one face, the same on every machine. */
static struct str
real_name(struct str name)
{
	static const char *const generic[][2] = {
		{ "serif", "EB Garamond" },
		{ "sans-serif", "DejaVu Sans" },
		{ "monospace", "DejaVu Sans Mono" },
	};

	for (size_t i = 0; i < sizeof(generic) / sizeof(*generic); i++)
		if (str_eqz(name, generic[i][0]))
			return str_z(generic[i][1]);
	return name;
}

/* fontconfig's match, refused when it is another family. */
static const char *
match_file(struct arena *a, struct str family, enum face_style k, int *index)
{
	FcPattern	*p = FcPatternCreate(), *m;
	FcResult	 r;
	FcChar8		*file, *name;
	const char	*path = NULL;

	FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)family.p);
	FcPatternAddInteger(p, FC_SLANT, k == FACE_ITALIC ||
	    k == FACE_BOLD_ITALIC ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
	FcPatternAddInteger(p, FC_WEIGHT, k == FACE_BOLD ||
	    k == FACE_BOLD_ITALIC ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
	FcPatternAddBool(p, FC_VARIABLE, FcFalse);
	(void)FcConfigSubstitute(NULL, p, FcMatchPattern);
	FcDefaultSubstitute(p);
	m = FcFontMatch(NULL, p, &r);
	for (int i = 0; m != NULL && path == NULL; i++) {
		if (FcPatternGetString(m, FC_FAMILY, i, &name) !=
		    FcResultMatch)
			break;
		if (strcasecmp((char *)name, family.p) == 0 &&
		    FcPatternGetString(m, FC_FILE, 0, &file) ==
		    FcResultMatch)
			path = arena_dup(a, (char *)file,
			    strlen((char *)file));
		(void)FcPatternGetInteger(m, FC_INDEX, 0, index);
		*index &= 0xffff;
	}
	if (m != NULL)
		FcPatternDestroy(m);
	FcPatternDestroy(p);
	return path;
}

/* The nearest style for which the table has a file. */
static enum face_style
nearest_style(const struct family *f, enum face_style k)
{
	static const enum face_style next[FACE__STYLES][2] = {
		[FACE_REGULAR] = { FACE_REGULAR, FACE_REGULAR },
		[FACE_ITALIC] = { FACE_ITALIC, FACE_REGULAR },
		[FACE_BOLD] = { FACE_BOLD, FACE_REGULAR },
		[FACE_BOLD_ITALIC] = { FACE_BOLD, FACE_ITALIC },
	};

	if (f->file[k].n > 0)
		return k;
	return f->file[next[k][0]].n > 0 ? next[k][0] : next[k][1];
}

static int
not_there(struct error *e, const struct family *fam, struct str name)
{
	if (fam != NULL)
		return error_library(e, NULL, "face \"%.*s\" is not "
		    "installed: install the package %.*s", STR_ARG(name),
		    STR_ARG(fam->package));
	return error_library(e, NULL, "no face of the family \"%.*s\" is "
	    "installed", STR_ARG(name));
}

static int
open_new(struct faces *fs, struct str name, enum face_style k,
    const struct family *fam, const struct face **out, struct error *e)
{
	struct face *f = ARENA_NEW(fs->arena, struct face);

	f->kind = k;
	f->family = fam;
	f->name = str_dup(fs->arena, name).p;
	f->style = style_names[k];
	f->path = fam != NULL && fam->file[k].n > 0 ?
	    find_file(fs->arena, fam->name, fam->file[k]) :
	    match_file(fs->arena, str_dup(fs->arena, name), k, &f->index);
	if (f->path == NULL)
		return not_there(e, fam, name);
	if (face_load(fs, f, e) < 0)
		return -1;
	*out = f;
	return 0;
}

int
face_find(struct faces *fs, struct str asked, enum face_style k,
    const struct face **out, struct error *e)
{
	struct str		 name = real_name(asked);
	const struct family	*fam = family_lookup(fs, name);

	if (fam != NULL)
		k = nearest_style(fam, k);
	for (unsigned i = 0; i < fs->n; i++)
		if (fs->list[i]->kind == k && strncasecmp(fs->list[i]->name,
		    name.p, name.n) == 0 &&
		    fs->list[i]->name[name.n] == '\0') {
			*out = fs->list[i];
			return 0;
		}
	return open_new(fs, name, k, fam, out, e);
}

sp
face_match(const struct face *f, const struct face *like, sp size)
{
	int64_t d = (int64_t)f->xheight * like->upem,
		n = (int64_t)like->xheight * f->upem;

	return d > 0 && n > 0 ? (sp)(size * n / d) : size;
}

bool
face_has(const struct face *f, uint32_t cp)
{
	hb_codepoint_t g;

	return hb_font_get_nominal_glyph(f->font, cp, &g) && g != 0;
}

/* The first installed family that covers the character, by path. */
static const char *
covering_family(struct arena *a, uint32_t cp)
{
	FcCharSet	*cs = FcCharSetCreate();
	FcPattern	*p = FcPatternCreate();
	FcObjectSet	*o = FcObjectSetBuild(FC_FILE, FC_VARIABLE,
	    FC_FAMILY, (char *)NULL);
	FcFontSet	*s;
	const char	*best = NULL, *path, *family = NULL;
	FcChar8		*name;

	(void)FcCharSetAddChar(cs, cp);
	(void)FcPatternAddCharSet(p, FC_CHARSET, cs);
	s = FcFontList(NULL, p, o);
	for (int i = 0; s != NULL && i < s->nfont; i++)
		if (better(s->fonts[i], best, STR_NULL, &path) &&
		    FcPatternGetString(s->fonts[i], FC_FAMILY, 0, &name) ==
		    FcResultMatch) {
			best = path;
			family = (const char *)name;
		}
	if (family != NULL)
		family = arena_dup(a, family, strlen(family));
	if (s != NULL)
		FcFontSetDestroy(s);
	FcObjectSetDestroy(o);
	FcPatternDestroy(p);
	FcCharSetDestroy(cs);
	return family;
}

const struct face *
face_fallback(struct faces *fs, const struct face *like, uint32_t cp)
{
	const struct face	*f;
	const char		*name;
	struct error		 e;

	if (like->family != NULL && like->kind != FACE_REGULAR &&
	    face_find(fs, like->family->name, FACE_REGULAR, &f, &e) == 0 &&
	    face_has(f, cp))
		return f;
	for (const struct family *m = fs->families; m; m = m->next)
		if (m->fallback && face_find(fs, m->name, like->kind, &f,
		    &e) == 0 && face_has(f, cp))
			return f;
	name = covering_family(fs->arena, cp);
	if (name != NULL && face_find(fs, str_z(name), like->kind, &f, &e)
	    == 0 && face_has(f, cp))
		return f;
	return NULL;
}
