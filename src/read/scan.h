/*
 * First step of the Markdown reader: the text cut into pieces that
 * cmark reads one by one.  Cutting by lines, outside fenced code:
 *
 *   [^label]: …     a note, with its lines indented by four below it
 *   ::: name …      opens a block of that kind
 *   :::             closes the innermost
 *   anything else   text
 */
#ifndef OCTAVO_READ_SCAN_H
#define OCTAVO_READ_SCAN_H

#include "octavo/arena.h"
#include "octavo/diag.h"
#include "octavo/str.h"

enum piece_kind { PIECE_TEXT, PIECE_NOTE, PIECE_OPEN, PIECE_CLOSE };

struct piece {
	enum piece_kind	 kind;
	struct span	 span;
	struct str	 name;	/* label of a note, words behind ::: */
	struct str	 text;	/* what cmark reads, note indent removed */
	uint32_t	*line;	/* where each line of text stands [bytes] */
	size_t		 nlines;
	struct piece	*next;
};

/* The pieces of a source text, in order. */
struct piece *scan_pieces(struct arena *, struct str text,
	    uint32_t source);

/*
 * Calls and cmark: [^label] outside code is not left to the link parser;
 * its brackets become these, which mean nothing to cmark.
 */
#define CALL_OPEN	'\1'
#define CALL_CLOSE	'\2'

/* Is this what may stand between [^ and ]?  Its length, 0 if none. */
size_t	 scan_label(struct str, size_t at);

#endif
