/*
 * Private to the application of ledgers.
 *
 *   ledger_apply (ledger.c)
 *     match_build              the text as one string
 *     ledger_find (ledger_find.c)   each entry to its one place
 *     ledger_clash (ledger_clash.c) repeats, overlaps
 *     ledger_inline, ledger_structure (ledger_change.c)
 *
 * All places are found before anything changes, changes are made from
 * the end to the beginning: the order of the entries means nothing.
 */
#ifndef OCTAVO_EDIT_LEDGER_INT_H
#define OCTAVO_EDIT_LEDGER_INT_H

#include "octavo/ledger.h"
#include "match.h"

struct ledger_op {		/* an entry that has its place */
	const struct ledger_entry *entry;
	uint32_t	 start, end;	/* in norm; equal: a point */
	size_t		 first, last;	/* blocks */
	struct str	 read;		/* of a reading */
	const struct ledger_entry *now;	/* of one that is gone (lock) */
	bool		 bad;		/* clashes, or nothing to do */
};

struct ledger_run {
	struct arena	   scratch;
	struct model	  *m;
	struct node	  *div;
	const struct ledger *ledger;
	struct diag_sink  *sink;
	struct match_text  text;
	struct ledger_op  *ops;
	size_t		   nops;
};

/* False, with a report, when the entry has not exactly one place. */
bool	 ledger_find(struct ledger_run *, const struct ledger_entry *,
	    struct ledger_op *);
/* Sorts the operations by place and marks those that clash as bad. */
void	 ledger_clash(struct ledger_run *);
void	 ledger_inline(struct ledger_run *, const struct ledger_op *);
void	 ledger_structure(struct ledger_run *, const struct ledger_op *);
/*
 * Leaves alone, word by word, what a reading has in common with the
 * witness at either end, so that calls inside it stay where they are.
 */
void	 ledger_shrink(struct ledger_run *, struct ledger_op *);
/*
 * Of a border before byte at (0 < at < f.n) of f, which is read otherwise:
 * the byte of read before which it falls (ledger_span.c).
 */
size_t	 ledger_align(struct arena *, struct str f, struct str read,
	    size_t at);
/* Does it change the words (or marks) of a block, not blocks? */
bool	 ledger_is_inline(enum ledger_action);

/* Reports (ledger_say.c) with the places found. */
void	 ledger_say_none(struct ledger_run *, const struct ledger_entry *,
	    struct str needle);
void	 ledger_say_many(struct ledger_run *, const struct ledger_entry *,
	    const struct match_hits *);

/*
 * As ledger_apply, then undone reading by reading: the text of the
 * witness in the structure of the edition.  Nothing is left out and no
 * editor's note is added.
 */
void	 ledger_apply_diplomatic(struct model *, struct node *div,
	    const struct ledger *, struct diag_sink *);

#endif
