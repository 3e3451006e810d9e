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

/* The first mark in the text of a run, or NULL. */
struct proof_mark *proof_marks_of(const struct proof_marks *,
	    const struct frame_run *);
/* The bytes of the run's text that a mark covers; false: none. */
bool	 proof_covered(const struct frame_run *, const struct proof_mark *,
	    size_t *from, size_t *to);
/* From where to where on the line such bytes stand; false: nowhere. */
bool	 proof_extent(const struct frame_run *, size_t from, size_t to,
	    sp *x0, sp *x1);

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

/* The pictures of the book, each once. */
struct proof_pictures {
	struct str	*paths;
	uint32_t	 n;
};

/* As a JSON array of data URIs, "" for what is too heavy. */
int	 proof_pictures(struct arena *, const struct frame *,
	    struct proof_pictures *, struct buf *out, struct error *);
/* Its number in that array. */
uint32_t proof_picture(const struct proof_pictures *,
	    const struct frame_image *);

#define PROOF_UNIT(v)	((int)(((int64_t)(v) * 20 + SP_PT / 2) / SP_PT))

extern const char proof_head[], proof_tail[];

#endif
