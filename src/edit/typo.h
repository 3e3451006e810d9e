/*
 * The typography pass: private to typo*.c.
 *
 * The text of a block is seen as one line of signs across the borders of
 * its inlines; each rule reads the line and writes a new one.  At the
 * end the signs go back to the TEXT nodes they came from, those marked
 * into nodes of their own (superiors, small capitals).
 *
 * A rule is FIX (always safe), FLAG (reported) or HOUSE (a custom of
 * the house, safe but a matter of taste).  Every rule is idempotent,
 * and so is the whole (tests/unit/test_typography.c).
 */
#ifndef OCTAVO_EDIT_TYPO_H
#define OCTAVO_EDIT_TYPO_H

#include "octavo/model.h"

#define CP_OBJECT	0xFFFCu	/* a call: no text, but not nothing */
#define CP_CODE		0xFFFDu	/* opaque */

enum sign_mark { MARK_NONE, MARK_SUP, MARK_CENTURY };

struct sign {
	uint32_t	cp;
	uint32_t	item;		/* TEXT it belongs to; objects: 0 */
	bool		lock;		/* other language, address, code */
	bool		sup;		/* stands in a superior */
	bool		low;		/* stands in small capitals */
	uint8_t		mark;		/* enum sign_mark */
};

struct typo {
	struct model	 *m;
	struct diag_sink *sink;
	struct node	 *block;
	const struct rule *rules;	/* NULL: none for its language */
	bool		  author;	/* text of a witness */
	enum node_kind	  kind;		/* of the block */
	/* The lines serve one block after another: malloc'd, never zeroed. */
	struct sign	 *in, *out;	/* out becomes in after each rule */
	size_t		  n, nout, cap, in_cap;	/* cap: of out */
	struct item {
		struct node *text;
		bool	     seen;	/* has a sign at the end */
	}		 *items;	/* from 1 */
	size_t		  nitems, items_cap;
	bool		  changed;
};

enum rule_mode { RULE_FIX, RULE_FLAG, RULE_HOUSE };

/* Signs without which a rule has nothing to do; 0: it always has. */
enum rule_needs {
	NEEDS_QUOTE = 1 << 0,	/* " “ ” „ « » < > */
	NEEDS_ANGLE = 1 << 1,	/* < > */
	NEEDS_DASH = 1 << 2,	/* - and dashes */
	NEEDS_DOTS = 1 << 3,	/* a point behind a point or a space */
	NEEDS_APOS = 1 << 4,	/* ' ‘ ʼ ´ ` */
	NEEDS_OE = 1 << 5,
	NEEDS_HIGH = 1 << 6	/* ; : ! ? */
};

struct rule {
	const char	*id;		/* FRENCH.md C3–C5 */
	enum rule_mode	 mode;
	void		(*run)(struct typo *);	/* NULL ends the table */
	unsigned	 needs;		/* any of enum rule_needs */
};

extern const struct rule typo_french[];
extern const struct rule typo_english[];

void	 typo_grow(struct typo *);

/* Copies a sign to the new line. */
static inline void
typo_put(struct typo *t, struct sign s)
{
	if (t->nout == t->cap)
		typo_grow(t);
	t->out[t->nout++] = s;
}

/* A new sign with the company of another (its TEXT). */
void	 typo_put_cp(struct typo *, uint32_t cp, const struct sign *like);
/* Copies the sign i of the old line with another code point. */
void	 typo_set(struct typo *, size_t i, uint32_t cp);

/* The last sign written, or NULL. */
static inline struct sign *
typo_last(struct typo *t)
{
	return t->nout > 0 ? &t->out[t->nout - 1] : NULL;
}

/* Code point at i of the old line; 0 outside it. */
static inline uint32_t
typo_at(const struct typo *t, size_t i)
{
	return i < t->n ? t->in[i].cp : 0;
}

/* Any of the spaces a French text has, or a line end. */
static inline bool
typo_is_space(uint32_t cp)
{
	return cp == ' ' || cp == CP_NBSP || cp == CP_NNBSP || cp == '\n' ||
	    cp == '\t' || cp == 0x2009;
}

static inline bool
cp_is_ascii_letter(uint32_t cp)
{
	return (cp | 0x20) - 'a' < 26u;
}

static inline bool
typo_is_word(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 0x20) - 'a' < 26u || cp - '0' < 10u;
	return cp != CP_OBJECT && cp_is_letter(cp);
}

/* Reports a flag of a rule at sign i. */
void	 typo_flag(struct typo *, const char *rule, size_t i,
	    const char *what);

/* FR-G6: calls stand before the punctuation (typo_calls.c). */
void	 typo_calls(struct model *, struct node *block);

/* Rules kept in files of their own. */
void	 fr_abbreviations(struct typo *);	/* FR-S6, FR-S7 */
void	 fr_superiors(struct typo *);		/* FR-L2, L3, L4 */
void	 fr_ligatures(struct typo *);		/* FR-L6 */
void	 fr_flags(struct typo *);		/* FR-L1, L3, L4, S7 */
void	 typo_ellipsis(struct typo *);		/* FR-G5 */
void	 typo_apostrophes(struct typo *);	/* FR-G1 */
void	 typo_spaces(struct typo *);		/* runs of spaces */

#endif
