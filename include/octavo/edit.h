/*
 * Editing: the texts as read become one book.
 *
 * edit_book: copies each text into the tree, applies its ledger,
 * divides it into chapters, sets typography by the table of its
 * language, numbers the notes, adds what Octavo makes itself (half
 * title, title page, imprint, contents, errata, colophon) and puts all
 * in order.  Idempotent typography; the inputs are left as they are.
 */
#ifndef OCTAVO_EDIT_H
#define OCTAVO_EDIT_H

#include "octavo/edition.h"
#include "octavo/ledger.h"
#include "octavo/model.h"

struct text {			/* one part, read */
	const struct part	*part;
	const struct node	*div;	  /* from a reader */
	const struct ledger	*ledger;  /* or NULL */
};

struct book {
	const struct edition	*edition;
	struct model		 model;		/* root: BOOK */
	const struct text	*texts;
	size_t			 ntexts;
	unsigned		 nnotes, ncorrections;
};

struct lock;

struct edit_opts {
	bool	diplomatic;	/* the witness's readings, uncorrected */
	/* The printing whose pages are kept, with those before it whose
	 * pages it kept: corrections made since each are listed by
	 * themselves, behind the others.  Or NULL. */
	const struct lock *keep;
	int	threads;	/* 2: both cores; the same book */
};

struct book *edit_book(struct arena *, const struct edition *,
	    const struct text *, size_t n, const struct edit_opts *,
	    struct diag_sink *);

/* The typography pass by itself (rules FR-S*, FR-G*, FR-L* for "fr");
 * other languages: their own table, or nothing. */
void	 typography(struct model *, struct node *, struct diag_sink *);

#endif
