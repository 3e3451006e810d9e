/*
 * A text as one normalised string, searched by whole words.
 *
 * Every block of inlines of a tree, notes included, in document order:
 * white space runs are one space, typographic apostrophes are plain,
 * calls and page marks have no width, a \n stands before and behind
 * each block.  Each byte knows where it came from.
 *
 * An index of words (runs of letters and digits; any other sign is a
 * word by itself) makes a search cost what its rarest word costs.
 */
#ifndef OCTAVO_EDIT_MATCH_H
#define OCTAVO_EDIT_MATCH_H

#include "octavo/model.h"

struct match_origin {
	uint32_t	item;	/* index into items */
	uint32_t	off;	/* byte of its text; its length: the space
				   of a line break behind it */
};

struct match_block {
	struct node	*node;
	uint32_t	 start, end;	/* in norm */
	bool		 in_note;
};

struct match_word {
	uint32_t	start, len;
	uint32_t	next;	/* next of the same word + 1, or 0 */
};

struct match_slot {
	uint64_t	hash;
	uint32_t	first, last, count;	/* words + 1; 0: free */
};

struct match_text {
	struct str	     norm;
	struct match_origin *at;	/* one a byte of norm */
	struct node	   **items;	/* TEXT nodes */
	struct match_block  *blocks;
	size_t		     nblocks;
	struct match_word   *words;
	size_t		     nwords;
	struct match_slot   *slots;
	size_t		     mask;
};

enum { MATCH_MAX = 16 };	/* places kept of one search */

struct match_hits {
	uint32_t at[MATCH_MAX];	/* starts in norm, ascending */
	size_t	 n;		/* all of them, also those not kept */
};

/* Lives in the arena; the tree must not change while it is searched. */
void	 match_build(struct arena *, const struct node *root,
	    struct match_text *);
/* A string normalised as the text is (outer spaces gone). */
struct str match_norm(struct arena *, struct str);
/* Are the two the same when normalised? */
bool	 match_same(struct str, struct str);
/*
 * Places of a normalised needle whose ends do not cut a word.  A \n in
 * it matches the border of two blocks.  Adds to hits.
 */
void	 match_find(const struct match_text *, struct str needle,
	    struct match_hits *);
/* Adds one place, in order, once. */
void	 match_add(struct match_hits *, uint32_t at);
/* How often the word occurs (0 when never). */
uint32_t match_count(const struct match_text *, struct str word);
/* The block that a place is in; its index. */
size_t	 match_block_of(const struct match_text *, uint32_t at);
/* Does neither end of [from, to) cut a word? */
bool	 match_is_whole(struct str, size_t from, size_t to);

#endif
