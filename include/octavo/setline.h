/*
 * Single lines for what typesetting does not set: the back and the
 * spine of a cover, numbers of a barcode, marks on imposed sheets and on
 * proofs.
 */
#ifndef OCTAVO_SETLINE_H
#define OCTAVO_SETLINE_H

#include "octavo/arena.h"
#include "octavo/error.h"
#include "octavo/frame.h"

struct setline;

/* With the faces of a page list.  Close in any case. */
int	 setline_open(struct setline **, struct arena *,
	    const struct frame *, struct error *);
void	 setline_close(struct setline *);
/* Lining figures from here on, or the face's own. */
void	 setline_lining(struct setline *, bool);
/*
 * Shapes a line from (x, y) into a run, its width [sp].  False when the
 * face has not all of its characters: the run then says nothing.
 */
bool	 setline_run(struct setline *, struct str text, sp size, sp x, sp y,
	    struct frame_run *out, sp *width);
/*
 * Sets a text ragged right into lines of at most measure; the runs into
 * out[0..max), their number returned.  *y: first baseline, then one
 * leading below the last.
 */
uint32_t setline_text(struct setline *, struct str text, sp size,
	    sp leading, sp measure, sp x, sp *y, struct frame_run *out,
	    uint32_t max);

#endif
