/*
 * Tighten: text-showing operators in few bytes.  Private to compose.
 *
 * What the spaces of a line have in common becomes word spacing (Tw),
 * what its letters have in common letter spacing (Tc); what remains is a
 * number in the TJ array where it is seen at all.  Lines straight below
 * one another follow by T*, their horizontal scale by Tz.
 *
 * The font size in the file is 1; the text matrix scales.
 */
#ifndef PDF_TIGHTEN_H
#define PDF_TIGHTEN_H

#include <stdbool.h>
#include <stdint.h>

#include "octavo/buf.h"
#include "octavo/str.h"

enum { MAX_CODES = 512 };

/* Codes of one font, and the move before the first and after each, to
 * the right of where the widths lead [1/10000 of the font size]. */
struct codes {
	uint16_t code[MAX_CODES];
	int	 after[MAX_CODES + 1];	/* [0]: before the first */
	size_t	 n;
	bool	 wide;			/* codes of two bytes */
};

struct tighten {
	int	tc, tw;		/* in force [1/10000 of the font size] */
	int	pending;	/* the pen is short of this, to the right */
	int	tz;		/* scale less 100 % [1/100 %] */
	bool	placed;		/* a text matrix is set */
	int64_t d;		/* its scale: the font size [1e-6 pt] */
	int64_t f;		/* baseline wanted [1e-6 pt] */
	int64_t oe, of;		/* origin as it is in the file [1e-6 pt] */
	int64_t tl;		/* leading in force [1e-6 of the size] */
};

/* An object of text begins: no matrix is set. */
void	 tighten_begin(struct tighten *);
/* The horizontal scale of what follows [1/1000]. */
void	 tighten_scale(struct tighten *, unsigned hscale, struct buf *out);
/* The pen to a new origin, for a size, all [1e-6 pt], y upwards. */
void	 tighten_place(struct tighten *, int64_t size, int64_t x, int64_t y,
	    struct buf *out);
/*
 * Shows the codes.  No glyph moves by more than two thousandths of its
 * size; spaces may stand anywhere between their neighbours, and
 * codes->after is changed so.
 */
void	 tighten_show(struct tighten *, struct codes *, struct buf *out);
/* A number [1/10^places], without zeros nobody needs. */
void	 tighten_number(struct buf *out, int64_t v, int places);
/* A text string: PDFDocEncoding where it has the characters, else
 * UTF-16. */
void	 tighten_text(struct str, struct buf *out);
/* A Span begins that says the text. */
void	 tighten_actual(struct str text, struct buf *out);

#endif
