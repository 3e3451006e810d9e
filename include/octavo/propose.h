/*
 * A new entry for a ledger: its one place found, its context chosen, its
 * YAML written and appended.
 */
#ifndef OCTAVO_PROPOSE_H
#define OCTAVO_PROPOSE_H

#include "octavo/buf.h"
#include "octavo/error.h"
#include "octavo/model.h"

struct proposal {
	struct str	lemma;		/* for: */
	struct str	read;
	struct str	near;		/* n == 0: chosen by propose_place */
	struct str	kind, why, by, date;
	bool		leave;		/* why: is why the text stays */
	struct str	entries;	/* as a doubt has them (clean.h), in
					   place of all above but why, by and
					   date; n == 0: none */
};

enum propose_found { PROPOSE_NONE, PROPOSE_ONE, PROPOSE_MANY };

/*
 * Looks for the reading in a text as read (a ledger's entries are
 * matched the same way).  PROPOSE_ONE: p->near is set, so that the
 * entry matches exactly once, and *context is a line that shows the
 * place with the reading between [ and ].  PROPOSE_MANY: *context has
 * a line for each place.
 */
enum propose_found propose_place(struct arena *, const struct node *div,
	    struct proposal *p, struct str *context);
/*
 * Words that a text does not have: the places (*context, as above; at most
 * four) whose words differ from them only by case, spaces and the kind of
 * apostrophe or quotation mark.  False: none.
 */
bool	 propose_alike(struct arena *, const struct node *div,
	    struct str words, struct str *context);
/*
 * The ledger's text with the entry appended; nothing is written.  A ledger
 * that does not exist yet is begun for the witness.
 */
int	 propose_text(struct arena *, const char *path, struct str witness,
	    struct str sha256, const struct proposal *, struct str *out,
	    struct error *);

#endif
