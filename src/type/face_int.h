/*
 * Faces and shaped words: private to type/ (face, font_table, shape,
 * micro).  One struct faces serves one thread.
 *
 * Units of a face: [u] = 1/upem of its em.  They become [sp] only when
 * a size is known: units_sp().
 */
#ifndef TYPE_FACE_INT_H
#define TYPE_FACE_INT_H

#include <hb.h>
#include <hyphen.h>

#include "octavo/diag.h"
#include "octavo/frame.h"
#include "octavo/galley.h"

enum face_style { FACE_REGULAR, FACE_ITALIC, FACE_BOLD, FACE_BOLD_ITALIC,
	FACE__STYLES };

/* What fonts/NAME.font says of a family. */
struct family {
	struct str	name, package, licence;
	struct str	file[FACE__STYLES];	/* n == 0: none */
	bool		fallback;	/* asked for foreign characters */
	struct margin  *margins;	/* protrusion, for want of lfbd */
	size_t		nmargins;
	struct family  *next;
};

struct margin {			/* [1/1000 of the advance] */
	uint32_t cp;
	int	 left, right;
};

/* OpenType features a word is shaped with. */
enum feature {
	FEAT_SMCP = 1 << 0, FEAT_C2SC = 1 << 1, FEAT_ONUM = 1 << 2,
	FEAT_LNUM = 1 << 3, FEAT_SUPS = 1 << 4, FEAT_NOLIGA = 1 << 5,
	FEAT_C2SC_TAIL = 1 << 6	/* c2sc, but not of first letters */
};

/* Those of the tail of a word divided. */
static inline uint32_t
tail_features(uint32_t f)
{
	return f & FEAT_C2SC_TAIL ? (f & ~(uint32_t)FEAT_C2SC_TAIL) |
	    FEAT_C2SC : f;
}

struct prot {			/* one slot of a face's protrusion table */
	uint32_t cp;		/* 0: free */
	int16_t	 left, right;	/* [u] beyond the edge */
};

enum { PROT_SLOTS = 512 };

struct face {
	const struct family *family;	/* or NULL: found by fontconfig */
	const char	*name, *style, *path;
	int		 index;
	uint16_t	 number;	/* in faces.list */
	enum face_style	 kind;
	struct str	 bytes;
	unsigned	 upem;
	hb_blob_t	*blob;
	hb_face_t	*hbface;
	hb_font_t	*font;
	uint32_t	 space_gid, hyphen_gid;
	int		 space_adv, hyphen_adv;	/* [u] */
	int		 xheight;		/* [u]; 0 unknown */
	bool		 has_smcp, has_c2sc, has_sups, has_bounds;
	struct prot	 prot[PROT_SLOTS];
	unsigned	 nprot;
	unsigned char	 id[16];	/* standing: which face it is */
	uint16_t	 stand;		/* … its number there, from 1 */
};

/* A glyph of a shaped word. */
struct wglyph {
	uint32_t gid;
	int32_t	 adv, dx, dy;	/* [u], dy upwards */
	uint16_t cluster;	/* byte of the word's text */
	bool	 unsafe;	/* no cut before it without reshaping */
};

/* Where a word may be divided. */
struct point {
	uint16_t byte;		/* first byte of the tail */
	uint16_t glyph;		/* first glyph of the tail (when safe) */
	uint8_t	 before, after;	/* letters on each side */
	bool	 hard;		/* after its own hyphen: none is added */
	bool	 resort;	/* a syllable of a compound */
	bool	 safe;		/* the glyphs stay as they are */
	int32_t	 head, tail;	/* [u] widths: head with hyphen, tail */
	const struct word *head_word, *tail_word;	/* when not safe */
	uint16_t from, to;	/* bytes of the word divided */
	uint32_t head_key, tail_key;	/* as word.key, of its parts */
};

struct word {
	struct str	 text;
	const struct face *face;
	uint32_t	 features;	/* enum feature */
	uint16_t	 lang;
	uint32_t	 first, last;	/* characters */
	uint32_t	 key;		/* of its letters, see word_key */
	bool		 missing;	/* has a glyph the face lacks */
	bool		 points_known;
	int32_t		 width;		/* [u] */
	uint32_t	 nglyphs;
	const struct wglyph *glyphs;
	uint32_t	 npoints;
	const struct point *points;
	unsigned char	 id[16];	/* standing: which word it is */
	bool		 named;		/* it has its id */
	struct word	*chain;
};

struct lang {
	struct str	tag;
	hb_language_t	hb;
	HyphenDict     *dict;		/* NULL: none */
	bool		dict_known;
	bool		told;		/* that there is none */
	uint16_t	stand;		/* standing: its number, from 1 */
};

struct standing;
struct stood;
struct stood_plan;

enum { WORD_BUCKETS = 1 << 14, LANGS_MAX = 64, FACES_MAX = 64 };

struct faces {
	struct arena	*arena;
	const char	*pictures;	/* folder of figures, or NULL */
	const uint32_t	*pages;		/* by node id, 0 unknown */
	uint32_t	 npages;
	struct family	*families;
	struct face	*list[FACES_MAX];
	unsigned	 n;
	struct lang	 langs[LANGS_MAX];
	unsigned	 nlangs;
	hb_buffer_t	*buffer;
	struct word    **buckets;
	unsigned	 nwords;
	void		*pieces;	/* set_line's own, reused */
	size_t		 npieces;
	uint32_t	 told[64];	/* characters reported already */
	unsigned	 ntold;
	struct error	 error;		/* what is installed and unreadable */
	const struct standing *standing; /* of an earlier build, or NULL */
	struct stood	*stood;		/* for the next one */
	struct stood_plan *plans;	/* … */
	unsigned	 nstood, nfresh; /* fresh: not taken from before */
	bool		 stands;	/* there will be a next one */
};

/* font_table: families of fonts/, in order of file name.  The error is
 * filled when a file that is there cannot be read. */
struct family *font_table(struct arena *, struct error *);
const struct family *family_lookup(const struct faces *, struct str name);

/*
 * The face of a family and style.  -1: ERROR_LIBRARY names the package
 * that is missing.
 */
int	 face_find(struct faces *, struct str family, enum face_style,
	    const struct face **out, struct error *);
/* Opens the file of a face (path, index) and adds it to the faces. */
int	 face_load(struct faces *, struct face *, struct error *);
bool	 face_has(const struct face *, uint32_t cp);
/* A face that has the character, like the one given, or NULL. */
const struct face *face_fallback(struct faces *, const struct face *,
	    uint32_t cp);

/* shape: the word as shaped with the features; kept in the faces. */
/* What of a word, or a part of one, is compared at line starts and ends:
 * its letters after the last apostrophe, three at least, folded; or 0. */
uint32_t word_key(struct str);
uint16_t shape_lang(struct faces *, struct str tag);
const struct word *shape_word(struct faces *, const struct face *,
	    uint32_t features, uint16_t lang, struct str text);

/* hyphen: finds the points of a word (once). */
void	 hyphen_points(struct faces *, const struct word *);
/* Shapes both halves of a word divided where glyphs cannot be cut. */
void	 hyphen_halves(struct faces *, const struct word *, struct point *);
/* False the first time a language without dictionary is met in a DIV. */
bool	 hyphen_known(struct faces *, uint16_t lang);
/* Where the patterns of a language lie; false: there are none. */
enum { HYPHEN_PATH_MAX = 128 };
bool	 hyphen_path(struct str tag, char path[HYPHEN_PATH_MAX]);

/* micro: how far a character may hang beyond the edge [u]. */
struct prot micro_prot(struct faces *, const struct face *, uint32_t cp);

/* The size at which a face looks as large as another at its size. */
sp	 face_match(const struct face *f, const struct face *like, sp size);

/* Each DIV reports by itself, whatever thread sets it. */
void	 faces_new_text(struct faces *);

static inline sp
units_sp(int64_t units, const struct face *f, sp size)
{
	int64_t n = units * size, d = f->upem;

	return (sp)((n >= 0 ? n + d / 2 : n - d / 2) / d);
}

#endif
