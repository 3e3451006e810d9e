/*
 * The clean text as a ledger sees it: the words of each block without
 * their markup, white space as one space, apostrophes plain, a \n before
 * and behind each block, notes last.  From it the entries are made that
 * settle a doubt, each of which has exactly one place.
 */
#ifndef OCTAVO_CLEAN_PLAIN_H
#define OCTAVO_CLEAN_PLAIN_H

#include "clean_int.h"

struct plain_block {
	uint32_t start, end;	/* in norm */
	uint32_t holder;	/* same: may be joined; 0: with none */
	bool	 note;
};

struct plain_word {
	uint32_t at;
	uint32_t next;		/* of the same hash, + 1 */
};

struct plain {
	struct str	    norm;
	uint32_t	   *from;	/* byte of the clean text */
	struct plain_block *block;
	uint32_t	    nblocks;
	struct plain_word  *word;
	uint32_t	   *slot;	/* last word of a hash, + 1 */
	uint32_t	   *count;	/* words of a hash */
	uint32_t	    mask;
};

void	 plain_build(struct arena *, struct str clean, struct plain *);
/* The first byte of norm that stands at or behind a byte of the clean
 * text; norm.n: none. */
uint32_t plain_at(const struct plain *, uint32_t clean);
/* The range of norm made wider until it cuts no word. */
void	 plain_whole(const struct plain *, uint32_t *from, uint32_t *to);
/* n words of the same block before at, or behind it. */
uint32_t plain_back(const struct plain *, uint32_t at, int n);
uint32_t plain_on(const struct plain *, uint32_t at, int n);
const struct plain_block *plain_block_of(const struct plain *, uint32_t at);

/* Places of a needle whose ends cut no word, each moved on by skip; 2
 * stands for all that are more than one. */
struct plain_hits {
	uint32_t at;		/* the last found */
	unsigned n;
	bool	 body;		/* not in notes */
};

void	 plain_find(const struct plain *, struct str needle, size_t skip,
	    struct plain_hits *);

/*
 * Entries of a ledger (stubs.c); n == 0 when none would have exactly one place.
 * reading: norm [from, to) reads otherwise; near gets what stands beside
 * it.  call: the note's call stands behind norm [.., at).  cut: a block
 * begins at norm at (join) or should (split).
 */
struct str plain_reading(struct arena *, const struct plain *,
	    uint32_t from, uint32_t to, struct str read, struct str *near);
struct str plain_call(struct arena *, const struct plain *, uint32_t at,
	    uint32_t number);
struct str plain_cut(struct arena *, const struct plain *, uint32_t at,
	    bool join);

#endif
