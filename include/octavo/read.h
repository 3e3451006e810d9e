/*
 * Readers: one a source format, each to the same model.
 */
#ifndef OCTAVO_READ_H
#define OCTAVO_READ_H

#include "octavo/model.h"

/*
 * Markdown (CommonMark, footnotes, the spans and divs of the handbook)
 * to a tree whose root is a DIV without role.  source is the number of
 * the text in sink->sources, valid UTF-8 (else BAD_UTF8 and an empty
 * tree).  Faults: R-*.  Calls are resolved; those without a note, and
 * notes without a call, stay for the ledger and are reported by
 * edit_book.
 *
 * Beside CommonMark and its tables:
 *   [^label] and [^label]: …     notes, of several paragraphs by indent
 *   ::: NAME [lang=xx] … :::     epigraph quotation verse signature
 *                                dateline subtitle
 *   <span lang= class=>          class sc: small capitals; class pb with
 *                                id pb-N: page N begins here
 *   <em> <i> <strong> <b> <sup> <sub> <br>
 *
 * Verse: inside ::: verse each paragraph is a stanza and each line a
 * line of verse.  Inside a quotation or an epigraph a paragraph whose
 * lines all end in hard breaks is a stanza too.  Elsewhere a hard break
 * is no more than a line break.
 * The last paragraph of an epigraph, or of a quotation that has another
 * before it, is its source (ATTRIB) when it begins with "— ".
 */
struct node *read_markdown(struct model *, uint32_t source,
	    struct diag_sink *);
/* One paragraph's inlines appended to parent (manifest, ledger notes). */
void	 read_inlines(struct model *, struct str, struct span,
	    struct node *parent, struct diag_sink *);

#endif
