/*
 * What the breaker charges: private to para*.c.
 *
 * Unit: TeX's demerits, (line + badness)^2, with badness 100 when the
 * spaces of a line are stretched or shrunk as far as is good.
 */
#ifndef TYPE_PARA_COST_H
#define TYPE_PARA_COST_H

#include "para_int.h"

enum {
	COST_LINE = 10,		/* added to the badness of every line */
	COST_HYPHEN = 28000,	/* a line that ends in a broken word */
	COST_HARD_HYPHEN = 5000,	/* … after the word's own hyphen */
	COST_TWO_LETTERS = 6000,	/* only two letters before it */
	COST_COMPOUND = 30000,	/* a syllable of a compound */
	COST_TWO_HYPHENS = 12000,	/* two lines running */
	COST_LAST_HYPHEN = 40000,	/* on the last full line */
	COST_SHORT_LAST = 150000,	/* last line < indent and 1.5 em */
	COST_FULL_LAST = 2500,		/* … or nearly full */
	COST_STACK = 50000,	/* same word at two line starts or ends */
	COST_SYLLABLES = 25000,	/* … the same part of a word */
	COST_CONTRAST = 30000,	/* a great change between neighbours */
	COST_RIVER = 3000,	/* two wide spaces one above the other */
	COST_TRACKING = 4000,	/* a line that needs letter-spacing */
	COST_SENSE = 60000,	/* a title that breaks behind no mark */
	COST_ARTICLE = 60000	/* … behind a word of three letters at most */
};

#define COST_THREE_HYPHENS	((int64_t)100000000)
#define COST_OVERFULL		((int64_t)1000000000)
#define COST_NONE		INT64_MAX

enum { ONE = 1024, TOLERANCES = 3 };

/* Efforts allowed, one after the other until there is a breaking. */
struct tolerance {
	int32_t min, max;
};

extern const struct tolerance tolerances[TOLERANCES];

/* The space a line has to fill beyond its natural width; negative: it
 * is too wide. */
int64_t	 line_delta(const struct para *, const struct brk *a,
	    const struct brk *b);
int32_t	 line_effort(const struct para *, const struct brk *a,
	    const struct brk *b, int64_t delta);
/* Demerits of a line by itself; *x becomes the effort it is seen with. */
int64_t	 line_cost(const struct para *, const struct brk *a,
	    const struct brk *b, int64_t delta, int32_t *x);
int64_t	 pair_cost(const struct para *, const struct brk *a,
	    const struct brk *b, const struct brk *c, int32_t x, int32_t y);

/* The breaks of a paragraph: [0] its start, [n - 1] its end. */
uint32_t para_breaks(struct para *, struct arena *scratch,
	    struct brk **out);

#endif
