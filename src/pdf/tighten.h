/*
 * Tighten: text-showing operators told in fewer bytes.  Private to
 * rewrite.
 *
 * cairo places every glyph by a number in the TJ array, also where all
 * word spaces of a line are equally wide and all letters equally spaced.
 * What is common to a line becomes word spacing (Tw) and letter spacing
 * (Tc); what remains stays a number where it is seen at all.
 */
#ifndef PDF_TIGHTEN_H
#define PDF_TIGHTEN_H

#include <stdbool.h>
#include <stdint.h>

#include "octavo/buf.h"
#include "octavo/str.h"

struct tighten {
	int	tc, tw;		/* in force [1/10000 of the font size] */
	int	pending;	/* the pen is short of this, to the right */
	int	tz;		/* scale less 100 % [1/100 %] */
	bool	placed;		/* a text matrix of ours is set */
	int64_t a, d;		/* cairo's scales [1e-6] */
	int64_t e, f;		/* origin of the line, as cairo has it */
	int64_t above;		/* f of the line before */
	int64_t oe, of;		/* as it is in our file */
	int64_t tl;		/* leading in force [1e-6 of the size] */
	char	font[24];	/* in force, "" when not known */
};

/*
 * Text matrix (six numbers) and move (two): lines of one size follow by
 * Td, their horizontal scale by Tz.  False when the matrix is not of
 * that kind: the caller copies the operator.
 */
bool	 tighten_matrix(struct tighten *, const struct str number[6],
	    struct buf *out);
bool	 tighten_move(struct tighten *, const struct str number[2],
	    struct buf *out);
/* An object of text begins: no matrix is set. */
void	 tighten_begin(struct tighten *);
/*
 * The properties of an ActualText span in PDFDocEncoding, where it has
 * the characters: half the bytes of UTF-16 in hexadecimal.
 */
bool	 tighten_actual(struct str props, struct buf *out);

/*
 * The operand of Tj or TJ in a font of one-byte codes and size 1.
 * No glyph moves by more than two thousandths of its size.
 */
void	 tighten_text(struct tighten *, struct str operand,
	    struct buf *out);
/* Before text in another font: no letter spacing, the pen in place. */
void	 tighten_reset(struct tighten *, struct buf *out);

#endif
