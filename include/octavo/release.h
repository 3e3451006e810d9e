/*
 * Printings on record: locking one, and the slip of errata for the
 * copies already printed.
 */
#ifndef OCTAVO_RELEASE_H
#define OCTAVO_RELEASE_H

#include "octavo/edit.h"
#include "octavo/frame.h"
#include "octavo/lock.h"

/*
 * The lock of the book as it has been set.  versions is NULL-ended
 * ("harfbuzz 6.0.0"); the faces are added to it.
 */
struct lock *release_make(struct arena *, int number, const struct book *,
	    const struct frame *, const struct sources *,
	    const char *const *versions);

/*
 * The folios of the pages whose text is not that of the printing, at
 * most npages of the frame; their number.
 */
size_t	 release_changed(const struct lock *, const struct frame *,
	    struct str *folios);

/* What has become of a line's words since a printing. */
enum release_line {
	RELEASE_SAME,
	RELEASE_GAP,		/* before or in it words were taken away */
	RELEASE_CHANGED		/* it has words that are new */
};

/*
 * lines[page][line], as in the frame: of enum release_line.  Words that
 * moved to another line or page are the same; marks of notes do not
 * count.  By a lock without stretches whole pages are the same or not.
 */
uint8_t	**release_lines(struct arena *, const struct lock *,
	    const struct frame *);

/* One line of the slip. */
struct erratum {
	const struct ledger_entry *entry;
	const struct part *part;
	struct str	 page;		/* folio of that printing */
	uint32_t	 index;		/* into frame.pages */
	unsigned	 line;		/* printed line of its page, from 1 */
	bool		 in_note;	/* then: line among the notes' */
	struct str	 wrong, right;	/* whole words around them */
};

struct errata {
	const struct lock *lock;
	struct erratum	*items;		/* by page and line */
	size_t		 n;
	uint32_t	 remade, changed;	/* pages like the printed */
};

/*
 * The slip: book and frame are that printing made again, with the new
 * readings as probes (ledger_as_of).  K-002, K-003, K-004 to the sink.
 */
struct errata *errata_make(struct arena *, const struct book *,
	    const struct frame *, const struct lock *,
	    struct diag_sink *);
/*
 * Whether a book made again is that printing: K-004 for each text that is
 * another, K-003 once, with the pages that are not as they were.
 */
void	 release_compare(struct arena *, const struct book *,
	    const struct frame *, const struct lock *, struct diag_sink *);
/* "Page 12, ligne 4 : au lieu de « malin », lire « matin »." */
void	 errata_text(const struct errata *, struct str lang,
	    struct buf *out);
void	 errata_markdown(const struct errata *, struct str title,
	    struct str lang, struct buf *out);

/* The slip as a book of one section, to be set in the edition's style. */
struct book *errata_book(struct arena *, const struct edition *,
	    const struct errata *);

/* What differs between two books that have been set. */
struct change {
	struct str	page_old, page_new;	/* folios; n == 0: none */
	struct str	old, new;		/* words, n == 0: none */
};

struct changes {
	struct change	*items;
	size_t		 n;
	/* Entries whose kind, reason or hand is another: a line each. */
	struct str	*entries;
	size_t		 nentries;
	/* Pages of the new book whose text is not that of the old one. */
	struct str	*pages;
	size_t		 npages;
};

struct changes *book_diff(struct arena *, const struct frame *old,
	    const struct frame *new);
/* The pages that differ between two printings, by their locks. */
void	 changes_pages(struct arena *, struct changes *,
	    const struct lock *old, const struct lock *new);
/*
 * The entries that differ in what neither words nor pages need show: of
 * the lock, and of the texts as they are or as another lock has them.
 */
void	 changes_entries(struct arena *, struct changes *,
	    const struct lock *old, const struct text *texts, size_t n);
void	 changes_text(const struct changes *, struct buf *out);

#endif
