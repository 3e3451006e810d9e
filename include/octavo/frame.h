/*
 * The page list: the seam between typesetting and every output.
 *
 * type/ makes it; pdf/ paints it and builds its tags and links from it;
 * epub/ takes its page marks from it; errata their pages and lines.
 * Nobody measures twice.
 *
 * Units: [sp] = 1/65536 pt (TeX: The Program §101) in int32_t.
 * Coordinates: from the top left corner of the trimmed page, x to the
 * right, y DOWN to the baseline.  Everything on a page stands in
 * reading order within its stream (head, body, notes, foot).
 */
#ifndef OCTAVO_FRAME_H
#define OCTAVO_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "octavo/buf.h"
#include "octavo/model.h"
#include "octavo/str.h"

typedef int32_t sp;		/* the one typedef: a unit, not a struct */

#define SP_PT		65536
#define SP_MM(mm)	((sp)((mm) * 72.0 / 25.4 * 65536.0 + 0.5))

enum artifact {
	ARTIFACT_NONE,		/* elem says what it is */
	ARTIFACT_HEAD,		/* running head */
	ARTIFACT_FOLIO,
	ARTIFACT_RULE,		/* ornaments, note rule, separators */
	ARTIFACT_HYPHEN		/* reserved */
};

struct frame_glyph {
	uint32_t gid;
	sp	 adv;		/* pen advance, spacing and scale included */
	sp	 dx, dy;	/* offset from the pen, dy downwards */
};

/* As cairo_text_cluster_t, always left to right. */
struct frame_cluster {
	uint16_t bytes;		/* of the run's text; may be 0 */
	uint16_t glyphs;
};

/*
 * A run: one face, one size, one element, one line.  Word spaces are
 * glyphs (text " "), also at the end of an unhyphenated line.  A word
 * broken over two lines: the head's last cluster carries the bytes of
 * the whole word, the tail's first clusters carry none (PDF-ENGINE 1.5).
 */
struct frame_run {
	sp	 x, y;		/* pen origin, on the baseline */
	uint16_t face;		/* index into frame.faces */
	uint16_t hscale;	/* horizontal scale [1/1000]: 970..1030 */
	sp	 size;
	enum artifact artifact;
	const struct node *elem;   /* innermost structural or inline node
				      (PARA, HEADING, EMPH, CALL, LINK …);
				      NULL for artifacts */
	const struct node *source; /* the TEXT node set here, or NULL */
	uint32_t off, len;	/* bytes of source that begin here */
	struct str text;	/* what the glyphs say, for extraction */
	const struct frame_glyph *glyphs;
	const struct frame_cluster *clusters;
	uint32_t nglyphs, nclusters;
};

struct frame_rule {		/* a filled rectangle */
	sp	 x, y, w, h;
	enum artifact artifact;
	uint32_t rgb;		/* 0xRRGGBB; 0, black, in every book */
};

struct frame_image {
	sp	 x, y, w, h;
	const struct node *elem;   /* the FIGURE */
	struct str path;	   /* of the file */
};

enum frame_stream { STREAM_HEAD, STREAM_BODY, STREAM_NOTE, STREAM_FOOT };

/* One set line, for errata, proofs, metrics and tests. */
struct frame_line {
	enum frame_stream stream;
	sp	 x, y, w;	/* start, baseline, measure of the line */
	const struct node *block;  /* the block it belongs to */
	uint32_t first_run, nruns; /* of the page */
	uint16_t number;	/* in the text block, from 1 (notes: 0) */
	bool	 first, last;	/* of its paragraph */
	bool	 hyphen;	/* ends in a broken word */
	int16_t	 ratio;		/* word space / natural [1/1000] */
};

struct frame_page {
	uint32_t number;	/* from 1; odd is recto */
	const char *label;	/* folio as printed or as it would be */
	bool	 blank;		/* no text at all */
	bool	 folio_shown;
	struct frame_run   *runs;   uint32_t nruns;
	struct frame_rule  *rules;  uint32_t nrules;
	struct frame_image *images; uint32_t nimages;
	struct frame_line  *lines;  uint32_t nlines;
	const struct node *div;	/* innermost DIV in force at its top */
	/* First text of the body stream that is no artifact: */
	const struct node *first_text;	/* TEXT node or NULL */
	uint32_t first_off;
	bool	 after_ref;	/* a link that names its page stands before
				   first_text on this page */
};

struct frame_face {
	const char *family, *style;	/* "EB Garamond", "Italic" */
	const char *path;		/* font file */
	int	    index;
	struct str  bytes;		/* the file */
	unsigned    upem;
	const char *licence;		/* from fonts/, or NULL */
};

/* Where a node begins: targets of links and of the contents. */
struct frame_place {
	const struct node *node;	/* DIV, HEADING, NOTE, CALL, CORR */
	uint32_t page;			/* index into pages */
	sp	 x, y;			/* top left of its first line */
};

struct frame {
	sp	 width, height;		/* of the trimmed page */
	sp	 leading;		/* the grid */
	sp	 grid_top;		/* first baseline of the text block */
	int	 grid_lines;		/* lines of a full page */
	struct frame_page *pages; uint32_t npages;
	struct frame_face *faces; uint32_t nfaces;
	struct frame_place *places; uint32_t nplaces;	/* by node id */
	/* What the optimum could not hold: one line of explanation each. */
	struct str *remarks; uint32_t nremarks;
};

/* The place of a node, or NULL. */
const struct frame_place *frame_place(const struct frame *,
	    const struct node *);
/* The dump of --stage=frame. */
void	 frame_dump(const struct frame *, struct buf *out);

#endif
