/* Between the files of the suspicions: tokens.c, candidates.c, hints.c,
 * suspects.c. */
#ifndef OCTAVO_SUSPECTS_INT_H
#define OCTAVO_SUSPECTS_INT_H

#include "clean_int.h"

enum { TOKEN_MAX = 40 };

/* A word of the clean text. */
struct token {
	uint32_t at, end;	/* [bytes] in the clean text */
	uint8_t	 n;		/* letters; 0: too long to judge */
	uint8_t	 sep;		/* enum sep: what stands before it */
	bool	 upper;		/* begins with a capital */
	bool	 digit;		/* has figures among its letters */
	bool	 known;
	uint32_t count;		/* in the text, whatever its case */
};

enum sep { SEP_SPACE, SEP_COMMA, SEP_STOP, SEP_APOS, SEP_HYPHEN,
	SEP_OTHER };

struct tokens {
	struct str	 text;
	struct token	*list;
	size_t		 n;
	struct vocab	*vocab;
	struct vocab	*pairs;	/* of neighbouring words */
};

void	 tokens_read(struct work *, struct str text, struct tokens *);
/* The letters of a token; their number. */
size_t	 token_letters(const struct tokens *, size_t i,
	    uint32_t out[TOKEN_MAX]);
/* Small letters, NUL-ended, for lists of words ("" when too long). */
void	 token_folded(const struct tokens *, size_t i, char out[96]);

struct candidate {
	uint32_t ch[TOKEN_MAX + 4];
	size_t	 n;
	int	 worth;		/* 0: none */
};

/* The best word that one misreading turns into this one. */
void	 candidate_find(struct work *, const struct tokens *, size_t i,
	    struct candidate *);
/* How often the word stands before (after) the neighbour of token i. */
unsigned token_pairs(const struct tokens *, size_t i, const uint32_t *w,
	    size_t n, bool before);
/* A word of the text that fits the place of token i better, from which a
 * common misreading makes it. */
void	 candidate_in_place(const struct tokens *, size_t i,
	    struct candidate *);
/* What the words around make of a known word: 0, or a confidence.  The
 * candidate is filled when there is one. */
int	 hint(struct work *, const struct tokens *, size_t i,
	    struct candidate *);

#endif
