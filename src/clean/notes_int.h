/*
 * Between the files that find the notes: notes.c, chain.c, align.c,
 * note_lines.c, note_feet.c, note_labels.c, note_letters.c, lost_labels.c,
 * signs.c.
 */
#ifndef OCTAVO_NOTES_INT_H
#define OCTAVO_NOTES_INT_H

#include "clean_int.h"

/* Forms of a note's beginning: 1 x, 1. x, 1) x, (1) x, [1] x, ^[1] x,
 * [^1]: x, superior figures, 1X, 1 alone on its line, * x. */
enum style {
	STYLE_PLAIN, STYLE_DOT, STYLE_HALF, STYLE_PAREN, STYLE_BRACKET,
	STYLE_CARET, STYLE_DEF, STYLE_RAISED, STYLE_GLUED, STYLE_ALONE,
	STYLE_STAR, STYLE__MAX
};

/* A line that might begin a note. */
struct ncand {
	uint32_t	line, text, number;
	uint32_t	label;		/* its line, or NONE: on line */
	enum style	style;
	uint8_t		series;		/* enum series */
	int		own;		/* worth of its form */
	bool		blank;		/* nothing directly above it */
	bool		foot;		/* it parts a sentence from the next
					   page */
	bool		low;		/* a page ends not far below it */
	bool		wide;		/* its lines to the end of the page
					   hold more than the body's */
	bool		out;		/* no note, as a better chain showed */
	bool		proved;		/* the foot of its page says that it
					   begins a note of this number */
	int		best;		/* worth of the best chain to here */
	uint32_t	from;		/* the candidate before, or NONE */
	uint32_t	call;		/* cell of its call in that chain */
	uint32_t	cand;		/* that call, or NONE */
	int		first;		/* worth as the first of a chain, of a
					   note 1, */
	uint32_t	first_cand;	/* and its call there */
	bool		anew;		/* the one before is such a first */
};

/* Candidates for calls, by number and place. */
struct index_key {
	uint64_t	key;		/* series, number, place */
	uint32_t	cand;
};
struct index {
	const struct cands	*c;
	struct index_key	*key;
	uint32_t		 n;
	const uint32_t		*page;	/* page of each line */
	enum style		 style;	/* of most notes, or STYLE__MAX */
	enum form		 form;	/* of most calls, or FORM__MAX */
	bool			 spaced;	/* "word 1 word" may call */
	bool			 restarts;	/* every page counts from 1 */
	bool			 proved;	/* the feet were found: what is
						   none of them is no note */
};

void	 index_calls(struct work *, const struct cands *, struct index *);
/* Keys of the candidates with a number in cells [lo, hi): [*a, *b). */
void	 index_range(const struct index *, enum series, uint32_t number,
	    uint32_t lo, uint32_t hi, uint32_t *a, uint32_t *b);
/* The candidates of the best chains, in order; their number. */
uint32_t chain_notes(struct work *, struct index *, struct ncand *,
	    uint32_t n, uint32_t *chosen);
/* Candidates for notes counted by letters or small Roman figures, where
 * they may be a row; then the marks that might call them are added. */
struct lettered {
	struct ncand	*list;
	uint32_t	 n;
	bool		 letters, romans;	/* some may be; also lone */
};
/* A label alone on its line. */
struct lone {
	uint32_t line, number;
	uint32_t above;		/* first line of the block right above it */
	uint32_t below;		/* first line of text behind it */
	uint8_t	 series;
	bool	 dot, first;	/* no other above it on the page */
};
struct lones {
	struct lone	*list;
	uint32_t	 n;
	bool		 behind;	/* they stand behind their notes */
};
/* Candidates whose label stands on a line of its own; their number. */
uint32_t lone_labels(struct work *, const struct cands *,
	    const struct lettered *, struct ncand *out);
/* The value of a letter by which notes are counted, raised or not, 0:
 * none; of letters [i, e) as a Roman figure. */
uint32_t letter_value(uint32_t cp);
uint32_t roman_value(const struct work *, uint32_t i, uint32_t e);
void	 lettered_notes(struct work *, struct cands *, struct lettered *);
/* Labels of another form than most of the chosen are worth less. */
void	 lettered_habit(struct ncand *, uint32_t n, enum series,
	    const bool *in);
/* Drops those of a chain that too few calls bear out. */
void	 lettered_check(const struct index *, const struct ncand *,
	    uint32_t n, enum series, bool *in);
/* Gives notes whose labels OCR lost or misread at the feet of pages their
 * numbers; the number of candidates with them. */
uint32_t lost_labels(struct work *, const struct cands *, struct ncand *,
	    uint32_t n);
/* May the sign be a raised figure misread?  Do the cells fit a number? */
bool	 sign_reads(uint32_t cp);
bool	 signs_fit(const struct cells *, uint32_t at, uint32_t end,
	    uint32_t number);
/* Do the calls look misread by OCR, and their count has gaps? */
bool	 calls_damaged(const struct work *, const struct cands *,
	    const struct ncand *label, uint32_t n);
/* Is one of two figures easily read as the other (3, 5, 6, 8, 9)? */
bool	 figures_alike(uint32_t a, uint32_t b);
/* Marks the lines of the notes page by page. */
void	 note_feet(struct work *, const struct index *);
/* What the width of a line tells of its being a note's. */
struct foot_measure {
	int limit;		/* longer than this is wide */
	int wide, narrow;	/* worth as a line of a note */
	const uint8_t *calls;	/* of each line: it calls a note */
};
struct foot_measure foot_measure(const struct work *, const uint32_t *line,
	    uint32_t n);
/* The worth of line k as one of a note, by its width. */
int	 foot_width(const struct work *, const struct foot_measure *,
	    uint32_t k);
/* How well the text from line from to above line f goes on with line
 * next, or NONE. */
int	 foot_parting(const struct work *, uint32_t from, uint32_t f,
	    uint32_t next);
/* Shares labels i … of a page out among its notes, after those to number
 * before; how many labels, 0: not so.  Their candidates, made of them. */
uint32_t share_labels(struct work *, const struct foot_measure *,
	    const struct cands *, const struct lones *, uint32_t i,
	    uint32_t before, struct ncand *out, uint32_t *made);
/* The line of a page with which its foot begins best: one of [b, e], as
 * the body above it goes on with line next and by what worth adds. */
uint32_t foot_begin(const struct work *, const struct foot_measure *,
	    uint32_t b, uint32_t e, uint32_t next,
	    int (*worth)(const struct work *, uint32_t f, void *), void *);
/* Gives the notes their calls and takes the marks out of the text. */
void	 align_calls(struct work *, const struct index *);
/* Marks the lines of every note, and takes its label off. */
void	 note_lines(struct work *, const struct index *);

#endif
