/*
 * Shaping: each distinct word once, kept by face, features, language
 * and bytes.  Glyphs are in units of the face; sizes come later.
 *
 * A word is text without spaces in one face.  U+2011 is set with the
 * glyph of the hyphen, and characters that only steer the breaking
 * (U+00AD, U+200B, U+2060 …) never get here: itemise takes them out.
 */
#include <string.h>

#include "standing.h"

uint16_t
shape_lang(struct faces *fs, struct str tag)
{
	for (unsigned i = 0; i < fs->nlangs; i++)
		if (str_eq(fs->langs[i].tag, tag))
			return (uint16_t)i;
	if (fs->nlangs == LANGS_MAX)
		return 0;
	fs->langs[fs->nlangs].tag = str_dup(fs->arena, tag);
	fs->langs[fs->nlangs].hb = tag.n == 0 ? HB_LANGUAGE_INVALID :
	    hb_language_from_string(tag.p, (int)tag.n);
	return (uint16_t)fs->nlangs++;
}

enum { FEATURES_MAX = 16 };

/* Small capitals for all letters but the first of each stretch. */
static unsigned
list_tails(struct str text, hb_feature_t *f, unsigned n)
{
	size_t	 i = 0, at, from = SIZE_MAX;
	uint32_t cp;

	while (i < text.n && n < FEATURES_MAX) {
		at = i;
		cp = utf8_next(text, &i);
		if (cp_is_letter(cp) && from == SIZE_MAX)
			from = i;
		else if (!cp_is_letter(cp) && from != SIZE_MAX) {
			f[n++] = (hb_feature_t){ HB_TAG('c', '2', 's', 'c'),
			    1, (unsigned)from, (unsigned)at };
			from = SIZE_MAX;
		}
	}
	if (from != SIZE_MAX && n < FEATURES_MAX)
		f[n++] = (hb_feature_t){ HB_TAG('c', '2', 's', 'c'), 1,
		    (unsigned)from, HB_FEATURE_GLOBAL_END };
	return n;
}

static unsigned
list_features(uint32_t set, struct str text, hb_feature_t *f)
{
	static const struct {
		enum feature	bit;
		hb_tag_t	tag;
		uint32_t	value;
	} rows[] = {
		{ FEAT_SMCP, HB_TAG('s', 'm', 'c', 'p'), 1 },
		{ FEAT_C2SC, HB_TAG('c', '2', 's', 'c'), 1 },
		{ FEAT_ONUM, HB_TAG('o', 'n', 'u', 'm'), 1 },
		{ FEAT_LNUM, HB_TAG('l', 'n', 'u', 'm'), 1 },
		{ FEAT_SUPS, HB_TAG('s', 'u', 'p', 's'), 1 },
		{ FEAT_NOLIGA, HB_TAG('l', 'i', 'g', 'a'), 0 },
	};
	unsigned n = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (set & rows[i].bit)
			f[n++] = (hb_feature_t){ rows[i].tag,
			    rows[i].value, HB_FEATURE_GLOBAL_START,
			    HB_FEATURE_GLOBAL_END };
	return set & FEAT_C2SC_TAIL ? list_tails(text, f, n) : n;
}

static void
fill_buffer(struct faces *fs, uint16_t lang, struct str text)
{
	hb_buffer_t	*b = fs->buffer;
	size_t		 i = 0, at;
	uint32_t	 cp;

	hb_buffer_clear_contents(b);
	hb_buffer_set_content_type(b, HB_BUFFER_CONTENT_TYPE_UNICODE);
	while (i < text.n) {
		at = i;
		cp = utf8_next(text, &i);
		hb_buffer_add(b, cp == 0x2011 ? '-' : cp, (unsigned)at);
	}
	hb_buffer_guess_segment_properties(b);
	hb_buffer_set_direction(b, HB_DIRECTION_LTR);
	if (fs->langs[lang].hb != HB_LANGUAGE_INVALID)
		hb_buffer_set_language(b, fs->langs[lang].hb);
}

uint32_t
word_key(struct str t)
{
	size_t		i = 0;
	uint32_t	h = 2166136261u, cp;
	int		letters = 0;

	while (i < t.n) {
		cp = utf8_next(t, &i);
		if (cp == CP_APOS || cp == '\'') {
			h = 2166136261u;
			letters = 0;
		} else if (cp_is_letter(cp)) {
			h = (h ^ cp_lower(cp)) * 16777619u;
			letters++;
		}
	}
	return letters < 3 ? 0 : h | 1;
}

static void
take_glyphs(struct faces *fs, struct word *w)
{
	unsigned		 n;
	hb_glyph_info_t		*info;
	hb_glyph_position_t	*pos;
	struct wglyph		*g;

	info = hb_buffer_get_glyph_infos(fs->buffer, &n);
	pos = hb_buffer_get_glyph_positions(fs->buffer, &n);
	g = ARENA_ARRAY(fs->arena, struct wglyph, n + 1);
	for (unsigned i = 0; i < n; i++) {
		g[i] = (struct wglyph){ info[i].codepoint,
		    pos[i].x_advance, pos[i].x_offset, pos[i].y_offset,
		    (uint16_t)info[i].cluster,
		    (hb_glyph_info_get_glyph_flags(&info[i]) &
		    HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0 };
		w->width += pos[i].x_advance;
		w->missing |= info[i].codepoint == 0;
	}
	w->glyphs = g;
	w->nglyphs = n;
}

static void
shape(struct faces *fs, struct word *w)
{
	hb_feature_t	f[FEATURES_MAX];
	unsigned	n = list_features(w->features, w->text, f);
	size_t		at = 0, end = w->text.n;

	if (w->text.n > 0) {
		w->first = utf8_next(w->text, &at);
		w->last = utf8_prev(w->text, &end);
		w->key = word_key(w->text);
	}
	fill_buffer(fs, w->lang, w->text);
	hb_shape(w->face->font, fs->buffer, f, n);
	take_glyphs(fs, w);
}

static struct word *
new_word(struct faces *fs, const struct face *face, uint32_t features,
    uint16_t lang, struct str text)
{
	struct word *w = ARENA_NEW(fs->arena, struct word);

	w->text = str_dup(fs->arena, text);
	w->face = face;
	w->features = features;
	w->lang = lang;
	shape(fs, w);
	fs->nfresh++;
	return w;
}

/* Longer words are cut by the caller: clusters are 16 bits. */
const struct word *
shape_word(struct faces *fs, const struct face *face, uint32_t features,
    uint16_t lang, struct str text)
{
	uint64_t	 hash = str_hash(text), h = hash ^
			    ((uint64_t)face->number << 20) ^
			    ((uint64_t)features << 8) ^ lang;
	struct word	*w, **slot;

	h ^= h >> 29;
	slot = &fs->buckets[h % WORD_BUCKETS];
	for (w = *slot; w != NULL; w = w->chain)
		if (w->face == face && w->features == features &&
		    w->lang == lang && str_eq(w->text, text))
			return w;
	w = standing_word(fs, face, features, lang, text, hash);
	if (w == NULL)
		w = new_word(fs, face, features, lang, text);
	w->chain = *slot;
	*slot = w;
	fs->nwords++;
	return w;
}
