/*
 * Private to src/proof.
 */
#ifndef PROOF_INT_H
#define PROOF_INT_H

#include "octavo/proof.h"

enum proof_kind {
	PROOF_DOUBT, PROOF_SUSPECT, PROOF_CORRECTION, PROOF_NOTE,
	PROOF_MESSAGE, PROOF_KIND__MAX
};

/* Something marked: bytes [from, to) of a TEXT node, or a whole CALL. */
struct proof_mark {
	enum proof_kind	 kind;
	const struct node *node;
	uint32_t	 from, to;
	const char	*title;		/* one line */
	const char	*detail;	/* more, or "" */
	const char	*stub;		/* ledger entry, or "" */
	const char	*where;		/* file:line:column */
	uint32_t	 number;	/* by place in the book, from 0 */
	uint32_t	 page;		/* index; UINT32_MAX: not set */
	struct proof_mark *next;	/* of the same node, by from */
};

struct proof_marks {
	struct proof_mark **by_node;	/* by node id */
	uint32_t	  nids;
	size_t		  n;
};

void	 proof_marks(struct arena *, const struct proof_input *,
	    struct proof_marks *out);

/* The distinct words of the pages, each drawn once. */
struct proof_words;
int	 proof_words_open(struct arena *, const struct frame *,
	    struct proof_words **, struct error *);
void	 proof_words_close(struct proof_words *);
/*
 * The words of a run as numbers, each followed by a comma: word, x
 * [1/20 pt], width in thousandths of the word's own.
 */
void	 proof_words_put(struct proof_words *, const struct frame_run *,
	    struct buf *out);
/* JSON arrays of the outlines and of the words. */
void	 proof_words_tables(const struct proof_words *, struct buf *out);

#define PROOF_UNIT(v)	((int)(((int64_t)(v) * 20 + SP_PT / 2) / SP_PT))

extern const char proof_head[], proof_tail[];

#endif
