/*
 * The ledger: recorded corrections of one witness.
 */
#ifndef OCTAVO_LEDGER_H
#define OCTAVO_LEDGER_H

#include "octavo/diag.h"
#include "octavo/error.h"
#include "octavo/model.h"

enum ledger_action {
	LEDGER_READING, LEDGER_JOIN, LEDGER_SPLIT, LEDGER_HEADING,
	LEDGER_DROP, LEDGER_VERSE, LEDGER_QUOTATION, LEDGER_EPIGRAPH,
	LEDGER_CALL, LEDGER_NOTE, LEDGER__MAX
};

enum ledger_kind {
	KIND_OCR, KIND_MISPRINT, KIND_NORMALISATION, KIND_CONJECTURE,
	KIND__MAX
};

struct ledger_entry {
	enum ledger_action action;
	enum ledger_kind   kind;
	struct str	lemma;		/* for:, or the words of a structure
					   entry */
	struct str	read;		/* read:, with:, before:, to:, note: */
	struct str	at;		/* after:, at: */
	struct str	near;		/* words beside the place */
	struct str	why, by, date;
	int		level;		/* heading */
	struct span	span;		/* in the ledger file */
	struct span	lemma_span;
	bool		probe;		/* marks its place, changes nothing */
	bool		gone;		/* of a printing, not in the ledger */
	const struct ledger_entry *now;	/* gone: what stands for it now */
	bool		left;		/* leave: considered, not done */
};

struct ledger {
	struct str	path, witness, sha256, by, date;
	struct span	witness_span, sha256_span;	/* of these values */
	struct ledger_entry *entries;
	size_t		n;
};

/* Reads a ledger file; faults to the sink (M-*, L-*). */
int	 ledger_read(struct arena *, const char *path, struct diag_sink *,
	    struct ledger **out, struct error *);
/* The same of a text that is not in the file (yet); the text is borrowed. */
struct ledger *ledger_parse(struct arena *, const char *path, struct str text,
	    struct diag_sink *);
/*
 * Applies every entry to a text's tree (a copy owned by edit/), but for
 * those that are left.  Each
 * matches exactly once or is reported (L-*) with the nearest places.
 * Readings become CORR nodes, editor's notes NOTE nodes of their series.
 */
void	 ledger_apply(struct model *, struct node *div,
	    const struct ledger *, struct diag_sink *);

/*
 * Where the entries stand in the Markdown that the tree (as read) comes
 * from: bytes from start to end, which is where something was put in
 * when they are equal.  Room for ledger->n; those without a place (L-*,
 * not reported here) are left out.  Returns their number.
 */
struct ledger_site {
	const struct ledger_entry *entry;
	uint32_t	start, end;
};

size_t	 ledger_sites(const struct node *div, const struct ledger *,
	    struct ledger_site *);

#endif
