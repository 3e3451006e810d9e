/*
 * Cleaning: a rough witness (text from a PDF, OCR, Markdown made from a
 * PDF) to a clean Markdown text, every character accounted for.
 */
#ifndef OCTAVO_CLEAN_H
#define OCTAVO_CLEAN_H

#include <stdbool.h>
#include <stdint.h>

#include "octavo/arena.h"
#include "octavo/buf.h"
#include "octavo/diag.h"
#include "octavo/error.h"
#include "octavo/str.h"

struct clean_opts {
	struct str	lang;		/* BCP 47; "fr" when n == 0 */
	bool		suspects;	/* make the list of suspicions */
	bool		places;		/* account for each place */
	bool		page_marks;	/* <span class="pb" id="pb-N"></span>
					   where page N of the witness begins;
					   behind a word that is divided there;
					   no id where pages have no number */
};

/* Where a piece of the clean text came from: bytes [out, out + n) are
 * the witness's bytes from in on, changed by no rule inside the piece. */
struct clean_piece {
	uint32_t	out, in, n;
};

/* Something an editor must decide, or might want to. */
struct clean_doubt {
	const char	*id;		/* stable: rule and content hash */
	const char	*rule;
	struct span	 span;		/* in the witness */
	uint32_t	 out;		/* offset in the clean text */
	int		 confidence;	/* [0..1000] of the reading chosen */
	struct str	 text;		/* what stands there */
	struct str	 candidate;	/* what might, n == 0: none */
	struct str	 context;	/* around it, one line */
	struct str	 near;		/* words that stand beside it */
	struct str	 stub;		/* ledger entry that settles it the
					   other way, n == 0: none has one
					   place only; one for each time */
	unsigned	 times;		/* the question is asked */
	const struct span *also;	/* times - 1 of them */
};

/* The account of one rule: characters [code points]. */
struct clean_sum {
	const char	*rule;
	const char	*fate;		/* kept moved removed changed */
	uint64_t	 chars;
	uint32_t	 times;
};

/*
 * What became of a run of characters: one rule, one piece of the clean
 * text.  The places of a witness follow each other without gap; those
 * with len > 0 and what the writer added make up the clean text.
 */
struct clean_place {
	uint32_t	in, n;		/* [bytes] of text */
	uint32_t	out, len;	/* [bytes] of markdown; len == 0:
					   removed */
	uint32_t	chars;		/* [code points] of the witness */
	uint16_t	rule;		/* index into sums */
	uint16_t	confidence;	/* [0..1000]; 1000: by definition */
};

/* A block that is more than a paragraph. */
struct clean_shape {
	const char	*kind;		/* heading, verse, … */
	struct span	 span;		/* in the witness */
	uint32_t	 out;		/* [bytes] of markdown */
	int		 confidence;	/* [0..1000]; 1000: by its form */
};

struct clean_doc {
	struct str	 markdown;	/* UTF-8 NFC, ends in one \n */
	struct str	 text;		/* the witness, decoded to UTF-8 */
	const struct clean_piece *pieces;
	size_t		 npieces;
	const struct clean_doubt *doubts;	/* least sure first */
	size_t		 ndoubts;
	const struct clean_doubt *suspects;	/* most likely first */
	size_t		 nsuspects;
	const struct clean_sum *sums;
	size_t		 nsums;
	const struct clean_place *places;	/* opts.places; by place */
	size_t		 nplaces;
	const struct clean_shape *shapes;	/* opts.places; by place */
	size_t		 nshapes;
	uint64_t	 chars;		/* of the witness */
	uint64_t	 residue;	/* unexplained: 0, or an error */
	unsigned	 pages, notes, headings;
};

/*
 * Cleans the bytes of a witness (any of UTF-8, UTF-16, Latin-1,
 * Windows-1252; told apart here).  name is for messages.  Result and
 * strings live in the arena.  -1: not a text (ERROR_LIMIT or
 * ERROR_LIBRARY when a dictionary cannot be read).
 */
int	 clean_witness(struct arena *, struct str name, struct str bytes,
	    const struct clean_opts *, struct diag_sink *,
	    struct clean_doc **out, struct error *);
/*
 * The audit, of a document made with opts.places: JSON for programs (its
 * shape is in the handbook, sources/handbook/inside.md), a page of text
 * for people.
 */
void	 clean_report_json(const struct clean_doc *, struct buf *out);
void	 clean_report_text(const struct clean_doc *, struct buf *out);

#endif
