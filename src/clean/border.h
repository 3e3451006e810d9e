/*
 * The border of two lines that follow one another in a stream: does a
 * paragraph end there?  One decision for every reader and setting: the
 * evidence is a list of features (border.def), each weighed by what it
 * was worth on our truths in print (border_worth.h, made by
 * tests/make/borders.py), and the sum is the logarithm of the odds.
 *
 * What an indent, a blank line or a narrow line says differs from text
 * to text.  So it is learnt from the text itself: borders that words and
 * widths decide tell what the text does at its paragraphs and inside
 * them, and that decides the others (habits.c).
 */
#ifndef OCTAVO_CLEAN_BORDER_H
#define OCTAVO_CLEAN_BORDER_H

#include "clean_int.h"

enum border_feature {
#define BORDER(name)	B_##name,
#include "border.def"
#undef BORDER
	B__MAX
};

/* How a ends and b begins says most, so each of these has its weights. */
enum border_class {
	BORDER_ENDED,		/* a ends a sentence, b may begin one */
	BORDER_OPEN,		/* a ends none, b may begin one */
	BORDER_GOES,		/* b begins in mid-sentence */
	BORDER__CLASSES
};

enum { ITEM_OTHER = 1000, ITEM_BULLET = 2000 };

/* A line of a stream. */
struct side {
	int	 width;
	int16_t	 in;		/* blank columns beyond the margin of
				   its page */
	int16_t	 item;		/* its number; ITEM_BULLET, ITEM_OTHER; 0 */
	int8_t	 quotes;	/* opened less closed */
	bool	 ends, goes, colon, comma, strong, dots, closed, abbrev,
		 function, speech, quote, speaker, figure, dash, other,
		 low,
		 isshort, division, caps, hyphen;
};

struct border {
	const struct line *a, *b;
	const struct side *x, *y;	/* of a and b */
	uint8_t	 cls;		/* enum border_class */
	uint8_t	 blank;		/* lines between, at most 3 */
	uint8_t	 in[2];		/* enum lead of a, b */
	bool	 page, notes;	/* stand between */
	bool	 lone;		/* b may be a heading: short, ends no
				   sentence, and another begins behind it */
	int8_t	 hard;		/* 1: an end, -1: none, whatever else */
	int	 room;		/* line_room() */
	int	 full;		/* width of full lines here */
};

enum lead { LEAD_OUT, LEAD_FLUSH, LEAD_ONE, LEAD_IN, LEAD_DEEP, LEAD__MAX };

/* What a text does at its paragraphs (1) and inside them (0): counts,
 * then hundredths of the logarithm of their ratio. */
struct habits {
	unsigned gap[4][3][2];		/* a begins its block, b is lone (2);
					   blank lines */
	unsigned lead[4][LEAD__MAX][2];	/* a is set in, b is lone (2); lead
					   of b */
	int	 gap_worth[4][3], lead_worth[4][LEAD__MAX];
	int64_t	 sum[2], n[2];		/* of widths of b */
	int	 usual[2];		/* 0: unknown */
	int	 spread;
	uint32_t lines, blocks;		/* of more than one line */
};

/* What has been decided before a border of its stream. */
struct run {
	uint32_t lines;		/* of the block, a the last */
	int	 quotes;	/* open in it */
	bool	 first, note, many;
};

bool	 line_begins_item(const struct work *, const struct line *);
bool	 line_caps(const struct work *, const struct line *);
void	 sides_look(const struct work *, const struct stream *,
	    const struct measure *, struct side *);
/* -1, 0, 1: what the words and the width of a say alone. */
int	 border_guess(const struct border *, const struct measure *);
/* In hundredths of a nat; features[B__MAX], in hundredths, or NULL. */
int	 border_weigh(const struct border *, const struct habits *,
	    const struct measure *, const struct run *, int *features);
/* guess[i] of border[i], n of them; begins: of block, by the guesses. */
void	 habits_learn(const struct border *, const int8_t *guess, uint32_t n,
	    const struct measure *, struct habits *);

#endif
