/*
 * Standing type: what an earlier build shaped and broke, taken over
 * where it is the same.  (Printers keep the type of a book standing for
 * its next printing.)  Private to type/.
 *
 *   standing_word	a word by its face, features, language and bytes
 *   standing_ask	which paragraph this is: everything its breaking
 *			depends on, as a SHA-256
 *   standing_take	its breakings, when they stand
 *   standing_put	… as they were found now, for the next build
 *   standing_pages	the pages of a section
 *   standing_write	all words and paragraphs of this build
 *
 * What is read is shared by the workers and never written.  It is
 * memory of this very program, read in place: who keeps it sees that no
 * other program gets it, and that a damaged copy counts as none.
 */
#ifndef TYPE_STANDING_H
#define TYPE_STANDING_H

#include "page.h"
#include "para_int.h"

/* A paragraph of this build. */
struct stood {
	unsigned char	 id[32];
	const struct brk *brks;
	uint32_t	 nbrks;
	struct galley_variant v[BREAKINGS_MAX];
	unsigned	 n;
	bool		 overfull;
	bool		 done;		/* it was broken or taken over */
	struct stood	*next;
};

struct stood_plan {
	unsigned char	 id[32];
	struct page_plan plan;
	struct stood_plan *next;
};

/* NULL where the bytes are not of this form. */
struct standing *standing_read(struct arena *, struct str);
/* Names a face just loaded. */
void	 standing_face(struct faces *, struct face *);
/* The word, in the arena of the faces, or NULL; hash: of its text. */
struct word *standing_word(struct faces *, const struct face *,
	    uint32_t features, uint16_t lang, struct str text,
	    uint64_t hash);
/* NULL: no next build is waited for, or the paragraph does not stand. */
struct stood *standing_ask(struct faces *, const struct para *,
	    struct arena *scratch, unsigned max);
/* True: s and the breaks of t are filled; notes are still to be told. */
bool	 standing_take(struct faces *, struct stood *, struct set_text *);
void	 standing_put(struct faces *, struct stood *,
	    const struct set_text *, const struct galley_variant *,
	    unsigned n, bool overfull);
/* Leaves the buffer empty where little is fresh. */
void	 standing_write(const struct faces *const *, int n, struct buf *);

/* The form: offsets from the start, everything aligned to 8. */
#define STANDING_MAGIC	"octavo/3"

enum { STANDING_TAG = 24 };

struct standing_head {
	char	 magic[8];
	uint32_t size;
	uint32_t faces, nfaces;		/* ids of 16 bytes */
	uint32_t langs, nlangs;		/* tags, NUL-padded */
	uint32_t words, wordslots;	/* hash tables of offsets; the */
	uint32_t paras, paraslots;	/* slots are powers of two */
	uint32_t plans, nplans;		/* offsets */
	uint32_t unused;
};

struct standing_word {		/* then points, glyphs, text */
	unsigned char id[16];
	uint32_t hash, features;
	uint32_t first, last, key;
	int32_t	 width;
	uint16_t face, lang;	/* from 1 */
	uint16_t ntext, nglyphs, npoints;
	uint8_t	 missing, points_known;
	uint32_t unused;
};

struct standing_para {		/* then variants, breaks, lines */
	unsigned char id[32];
	uint32_t nbrks;
	uint16_t n;
	uint16_t overfull;
};

struct standing_variant {
	int64_t	 demerits;
	int32_t	 looseness;
	uint32_t nlines;
};

struct standing_plan {		/* then pages, pieces */
	unsigned char id[32];
	int64_t	 cost;
	uint32_t npages, npieces;
};

struct standing_page {
	uint32_t npieces, first_note, nnotes;
	int32_t	 shorter;
	uint32_t faults;
};

/* The n things of so many bytes at the offset, or NULL. */
const void *standing_within(const struct standing *, size_t at, size_t n,
	    size_t size);
const uint32_t *standing_plans(const struct standing *, uint32_t *n);

/* Hash of a word: of its text, and what it is shaped with. */
static inline uint32_t
standing_hash(uint64_t text, unsigned face, unsigned lang, uint32_t features)
{
	uint64_t h = (text ^ face ^ lang << 8 ^ (uint64_t)features << 16) *
	    0x9E3779B97F4A7C15u;

	return (uint32_t)(h >> 32);
}

static inline size_t
standing_round(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

/* Gives the word its id: SHA-256 of what it is, cut to 16 bytes. */
void	 standing_name(const struct faces *, const struct word *);

#endif
