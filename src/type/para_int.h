/*
 * A paragraph between the model and its lines: private to type/
 * (itemise, space, para, galley).
 *
 *   itemise   inlines of a block  ->  atoms (words, spaces) with looks
 *   space     what each space is: word space, French fixed space …
 *   para      atoms  ->  breaks  ->  best breakings (variants)
 *   galley_set   a line of a variant  ->  runs of glyphs
 */
#ifndef TYPE_PARA_INT_H
#define TYPE_PARA_INT_H

#include "face_int.h"

/* How a stretch of text is set. */
struct look {
	const struct face *face;
	sp		 size, raise;	/* raise: upwards */
	uint32_t	 features;
	uint16_t	 lang;
	sp		 tracking;	/* after each glyph */
	bool		 upper;		/* text in capitals */
	bool		 hyphens;
	enum artifact	 artifact;
	const struct node *elem, *source;
};

enum atom_kind { ATOM_WORD, ATOM_SPACE, ATOM_NEWLINE };

struct atom {
	const struct word *word;	/* ATOM_WORD */
	uint32_t off, len;		/* bytes of look's source */
	uint32_t cp;			/* ATOM_SPACE: its code point */
	sp	 width;			/* natural */
	sp	 stretch, shrink;	/* spaces; 0: fixed */
	uint16_t look;
	uint8_t	 kind;
	bool	 may_break;		/* a line may end here */
};

/* Running totals of a paragraph. */
struct sums {
	int64_t	 glyphs;		/* [sp] of glyphs */
	int64_t	 spaces;		/* [sp] of spaces, natural */
	int64_t	 stretch, shrink;
	int32_t	 count;			/* of gaps between letters */
};

/* A place where a line may end: before the atom, or in a word. */
struct brk {
	uint32_t atom;		/* the space, newline or word divided */
	uint16_t point;		/* of the word, from 1; 0: at the atom */
	bool	 hyphen;	/* the line ends in a broken word */
	bool	 forced;
	bool	 begins;	/* the start of the paragraph */
	bool	 resort;	/* only where nothing else serves */
	int32_t	 penalty;	/* demerits of a line that ends here */
	struct sums end, start;	/* of a line that ends, that starts here */
	sp	 hang_left;	/* of the line that starts here */
	sp	 inset;		/* … beside a drop initial */
	sp	 hang_right;	/* of the line that ends here */
	uint32_t first_word, last_word;	/* hashes, 0: not compared */
};

/*
 * A first letter over several lines (drop.c).  Lines 0 to lines - 1 are
 * narrower by inset; the letter and an opening quote before it are
 * paragraphs of their own, set with the first line.
 */
enum { DROP_LINES_MAX = 8 };

struct drop {
	unsigned	 lines;
	sp		 inset[DROP_LINES_MAX];
	struct para	*letter, *mark;	/* mark: NULL where none is */
	sp		 letter_x, mark_x;
	uint32_t	 atom;		/* the first that is left says … */
	struct str	 lead;		/* … this before its own text */
};

struct para {
	struct arena	*arena;		/* of the galley */
	struct faces	*faces;
	struct diag_sink *sink;
	const struct style_block *style;
	const struct node *node;
	struct look	*looks;
	struct atom	*atoms;
	uint32_t	 nlooks, natoms, caplooks, capatoms;
	sp		 measure;	/* of the text block */
	sp		 left, right;	/* margins from its edges */
	sp		 indent;	/* of the first line, besides left */
	struct drop	*drop;		/* or NULL */
	bool		 silent;	/* its glyphs say nothing */
	enum align	 align;
};

/* Result of the breaker: one breaking. */
struct breaking {
	int64_t		 demerits;
	int32_t		 worst;	/* effort of its loosest line */
	uint32_t	 nlines;
	const uint32_t	*ends;	/* of lines */
};

enum { BREAKINGS_MAX = 6 };

struct breakings {
	struct brk	*brks;
	uint32_t	 nbrks;
	struct breaking	 list[BREAKINGS_MAX];	/* [0] is the best */
	unsigned	 n;
	bool		 overfull;
};

/* What a line does with the space it has to fill. */
struct fit {
	int	 step;		/* expansion [1/200] */
	sp	 track;		/* between the letters of a word */
	int64_t	 rest;		/* [sp] for the spaces */
	int	 ratio;		/* word space / natural [1/1000] */
};

void	 para_init(struct para *, struct arena *, struct faces *,
	    struct diag_sink *, const struct node *,
	    const struct style_block *, sp measure);

/* itemise: the look of a style; the face is found or -1. */
int	 itemise_look(struct para *, const struct style_block *,
	    const struct node *elem, struct str lang, struct look *out,
	    struct error *);
uint16_t itemise_add_look(struct para *, const struct look *);
/* Adds text; raised as superior or inferior by look. */
void	 itemise_text(struct para *, uint16_t look, struct str text);
void	 itemise_newline(struct para *, uint16_t look);
/* One line of code from byte off of the source: its spaces count. */
void	 itemise_code(struct para *, uint16_t look, struct str line,
	    uint32_t off);
/* All inlines of the block. */
int	 itemise_block(struct para *, struct style *, struct error *);
/* Puts text that must be superior: by glyphs, else scaled and raised. */
void	 itemise_superior(struct para *, const struct look *, struct str);

/* What stretch and shrink of a space are of its width [1/1000]. */
enum { SPACE_STRETCH = 500, SPACE_SHRINK = 333 };

/* Word space / natural [1/1000] when the spaces of a line, which can
 * stretch and shrink so far, take up the rest. */
static inline int
space_ratio(int64_t rest, int64_t stretch, int64_t shrink)
{
	if (rest >= 0)
		return stretch > 0 ? (int)(1000 + rest * SPACE_STRETCH /
		    stretch) : 1000;
	return shrink > 0 ? (int)(1000 + rest * SPACE_SHRINK / shrink) :
	    1000;
}

/* space: widths and elasticity of all spaces of the paragraph. */
void	 space_set(struct para *);

/* para: the best breakings, in the scratch arena. */
void	 para_break(struct para *, struct arena *scratch,
	    struct breakings *out);
/* The space a line from break a to break b has to fill. */
sp	 para_target(const struct para *, const struct brk *a,
	    const struct brk *b);
struct fit para_fit(const struct para *, const struct brk *a,
	    const struct brk *b, bool last);

/*
 * What a galley keeps of a block of text: galley_block.own.  Lines name
 * their breaks by index.
 */
struct set_cell;

struct set_text {
	struct para	 p;
	struct brk	*brks;
	uint32_t	 nbrks;
	struct para	*label;	/* note number, list mark */
	sp		 label_x;
	struct set_cell	*cells;		/* of a row; p is empty then */
	uint32_t	 ncells;
};

struct set_cell {
	struct set_text	 text;
	struct galley_variant lines;
	sp		 x;
};

/* galley_set: one line of a paragraph from break a to break b, pen from
 * the left edge of the measure.  *runs has room of its own. */
struct set_line {
	const struct brk *a, *b;
	bool	 last;		/* or before a newline */
	struct frame_run *runs;
	uint32_t nruns;
	sp	 x;		/* where the pen starts */
	sp	 end;		/* where it stands after the line */
	int	 ratio;		/* [1/1000] */
};

void	 set_line(struct arena *, const struct para *, struct set_line *);
sp	 para_natural(const struct brk *a, const struct brk *b);

/*
 * drop: takes the first letter out of a paragraph just itemised and puts
 * it over so many lines; false where it begins with no letter or the
 * measure is too narrow, and nothing is changed then.  What is kept
 * lives in the arena.
 */
bool	 drop_initial(struct arena *, struct para *, int lines);

#endif
