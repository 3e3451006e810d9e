/*
 * Galleys: paragraphs broken into lines, not yet cut into pages.
 * Private to type/: made by lines (shape, hyphen, para), read by page.
 *
 * A galley is a list of blocks in reading order.  A block of text has
 * several variants: best breakings of natural length, one line longer,
 * one shorter (looseness), each with its true cost.  Glyphs are not
 * made until the paginator has chosen: galley_set() materialises lines.
 */
#ifndef OCTAVO_GALLEY_H
#define OCTAVO_GALLEY_H

#include "octavo/frame.h"
#include "octavo/model.h"
#include "octavo/style.h"

struct faces;		/* open fonts of a build: type/face */

enum galley_kind {
	GALLEY_TEXT,	/* lines of a paragraph, heading, verse line … */
	GALLEY_BREAK,	/* separator: never alone at a page's head or foot */
	GALLEY_FIGURE
};

struct galley_note_ref {
	const struct node *note;	/* called on this line */
};

struct galley_line {
	bool	 hyphen;		/* ends in a broken word */
	uint16_t first_note, nnotes;	/* into the variant's notes */
	int16_t	 ratio;			/* word space / natural [1/1000] */
	int32_t	 first_item, last_item;	/* breaker's own positions */
};

struct galley_variant {
	int	 looseness;		/* lines more than natural */
	int64_t	 demerits;		/* of its lines, TeX's unit */
	uint16_t nlines;
	const struct galley_line *lines;
	const struct galley_note_ref *notes;
};

struct galley_block {
	enum galley_kind kind;
	const struct node *node;	/* the model's block */
	const struct style_block *style;
	sp	 leading;		/* per line */
	sp	 space_before, space_after;	/* already collapsed with the
					   neighbours by the builder: use
					   space_before only */
	bool	 keep_next;		/* no page break after it */
	bool	 keep_together;
	bool	 break_before;		/* opens a page */
	bool	 opens;			/* a text that runs on: the page may
					   end before it as a chapter does */
	uint8_t	 hold;			/* lines from its top that no page
					   parts: those of an initial */
	sp	 width, height;		/* figures */
	const struct galley_variant *variants;	/* [0] is the best */
	uint8_t	 nvariants;
	void	*own;			/* the breaker's data */
};

struct galley_note {			/* a note's paragraphs as blocks */
	const struct node *note;
	struct galley_block *blocks;
	uint32_t nblocks;
};

struct galley {
	struct galley_block *blocks;
	uint32_t nblocks;
	struct galley_note *notes;	/* in order of call */
	uint32_t nnotes;
};

/*
 * Sets the blocks of one DIV (its own, not those of DIVs below it) and
 * its notes.  measure: width of the text block [sp].  Thread-safe for
 * different DIVs with different faces, styles and arenas.
 */
int	 galley_build(struct arena *, const struct node *div,
	    struct style *, struct faces *, sp measure,
	    struct diag_sink *, struct galley **out, struct error *);

/* The folder from which figures are named; before galley_build. */
void	 galley_pictures(struct faces *, struct str dir);

/*
 * The pages (from 1; 0 not known) of nodes by their ids below n, which
 * must stay where they are: what links with u.link.page say.
 */
void	 galley_pages(struct faces *, const uint32_t *pages, uint32_t n);

/*
 * The glyphs of one line of the variant chosen, x from the left edge of
 * the measure, y = 0 on its baseline.  The runs live in the arena.
 */
void	 galley_set(struct arena *, const struct galley_block *,
	    unsigned variant, unsigned line, struct faces *,
	    struct frame_run **runs, uint32_t *nruns,
	    struct frame_line *out);

/*
 * Sets a single line of plain text (heads, folios, contents): its runs
 * from x = 0 and its width.  elem NULL with an artifact otherwise.
 */
sp	 galley_set_plain(struct arena *, struct str text,
	    const struct style_block *, struct str lang, struct faces *,
	    const struct node *elem, enum artifact,
	    struct frame_run **runs, uint32_t *nruns);

/* Reads the list of installed fonts: what faces_open would do first.
 * Optional, from any thread. */
void	 faces_prepare(void);
/* type/face: opens the fonts of a style; glyph lookup, fallbacks. */
int	 faces_open(struct arena *, struct faces **out, struct error *);
/* -1 when something installed (a face, patterns) could not be read: the
 * pages would be other ones. */
int	 faces_error(const struct faces *, struct error *);
void	 faces_close(struct faces *);
/* What the frame tells of them (valid as long as the faces' arena). */
void	 faces_list(const struct faces *, struct arena *,
	    struct frame_face **out, uint32_t *n);

#endif
