/*
 * The lock file: what a printing was made of.
 *
 * `octavo release N` writes release-N.lock beside the manifest; it
 * belongs in version control.  It holds what is needed to make that
 * printing again (the state of every text and which ledger entries were
 * applied) and to see whether that has succeeded (each page's hash), not
 * the texts themselves.
 */
#ifndef OCTAVO_LOCK_H
#define OCTAVO_LOCK_H

#include "octavo/diag.h"
#include "octavo/error.h"
#include "octavo/ledger.h"
#include "octavo/model.h"

struct lock_page {
	struct str	label;	/* folio, as printed or as it would be */
	struct str	div;	/* id of the DIV in force at its top */
	uint32_t	at;	/* letters and digits of the DIV's text,
				   without its notes, before the page */
	struct str	words;	/* its first words */
	struct str	hash;	/* of all its text, 16 hex digits */
	struct str	body, notes;	/* hashes of the stretches of words
				   that begin on it, four digits each;
				   n == 0: none, or an older lock */
};

struct lock_text {
	struct str	id;	/* of the part */
	struct str	sha256;	/* of the text read (a witness: cleaned) */
	struct str     *entries;/* hashes of the ledger entries applied */
	size_t		n;
	/* The entries themselves; NULL in locks that had only hashes. */
	const struct ledger_entry *ledger;
	size_t		nledger;
};

struct lock {
	/* Of the file: 1 has no reasons and hands of entries. */
	int		  version;
	int		  number;	/* of the printing, from 1 */
	int		  kept;		/* --keep-pages of it; 0: none */
	/* The lock of that printing, once it has been read (not here). */
	const struct lock *before;
	struct str	  edition;	/* its identifier */
	struct str	  date, style, format;
	struct lock_text *texts;
	size_t		  ntexts;
	struct str	 *versions;	/* "cairo 1.16.0", faces with hashes */
	size_t		  nversions;
	struct lock_page *pages;
	size_t		  npages;
};

/* The file's bytes. */
void	 lock_write(const struct lock *, struct buf *out);
/* Reads one; M-* and K-001 (edited by hand) go to the sink. */
int	 lock_read(struct arena *, const char *path, struct diag_sink *,
	    struct lock **out, struct error *);

/* What makes an entry that entry: action, words, context.  16 hex. */
void	 ledger_entry_hash(const struct ledger_entry *, char out[17]);
/*
 * The ledger as it was at the release, with its kinds, reasons and hands
 * where the lock has them.  With probes, entries added since
 * are kept as entries that mark their place and change nothing
 * (ledger_entry.probe), and those that are no longer there are marked
 * (ledger_entry.gone; a reading is applied and marks itself, of others
 * there is a probe beside the entry).
 */
struct ledger *ledger_as_of(struct arena *, const struct ledger *,
	    const struct lock_text *, bool probes);
bool	 lock_has_entry(const struct lock_text *,
	    const struct ledger_entry *);
/* Its entries that the ledger no longer has and the lock knows only the
 * sums of. */
size_t	 lock_lost_entries(const struct lock_text *,
	    const struct ledger *now);
/* The text of an id, or NULL. */
const struct lock_text *lock_text_lookup(const struct lock *,
	    struct str id);

/* Where the pages of a release begin in a book: for --keep-pages. */
struct lock_place {
	const struct node *text;	/* TEXT node, NULL: not found */
	uint32_t	   off;		/* byte in it */
};

/*
 * places[npages]: for each page, the place in the book's text where its
 * first words stand, nearest to where they stood.
 */
void	 lock_places(const struct lock *, const struct node *book,
	    struct lock_place *places);

#endif
