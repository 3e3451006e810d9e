/*
 * TEI P5: the third projection of an edition, and its way back.
 *
 * Written: one <TEI> a book; its parts are <div>s in front, body and
 * back by the zone of their role, sections nested <div type="section">,
 * notes inline at their first call, each correction a <choice> of sic
 * and corr (normalisations: orig and reg), pages of the witness <pb>.
 * What Octavo generates (title page, contents …) is not text of the
 * edition and is left out; the header says what it would.
 *
 * Read: the elements that are written, to the same model.  The schema of
 * both is tests/tei/octavo.rng.
 */
#ifndef OCTAVO_TEI_H
#define OCTAVO_TEI_H

#include "octavo/edit.h"

/* The document, UTF-8, the same bytes for the same book. */
void	 tei_write(const struct book *, struct buf *out);

/*
 * A TEI document to a tree whose root is a DIV without role: the blocks
 * of the text when it has but one division, else a DIV for each.
 * Faults: B-004, R-009 (not TEI), R-010 (elements that are not read:
 * their text is kept).  No entity but those of XML, no file is fetched.
 */
struct node *read_tei(struct model *, uint32_t source,
	    struct diag_sink *);

#endif
