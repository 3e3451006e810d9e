/*
 * Pages of one chapter: the choice of breaks and variants.
 * Private to type/.
 *
 * The column is counted in lines of the grid.  A page of N lines ends
 * where its text (spaces in it counted) and its notes fill it; the notes
 * stand at its foot, the last one on the last line of the grid.
 *
 * The stated cost of a chapter:
 *	the demerits of the variants chosen, above the best of each block,
 *	PAGE_SHORT for each page one line short beside an equal one,
 *	PAGE_BAND for a line of white between text and notes,
 *	PAGE_FLEX for a line more or less above a title or a separator, or
 *	more below a title,
 *	PAGE_OPEN for each line of white below a text, where the next one
 *	could have run on,
 *	PAGE_KEEP for each page that begins where none did in the release
 *	to be kept,
 *	and for each fault PAGE_FAULT times its weight (the table in
 *	page_price.c), so that no saving elsewhere ever buys a fault.
 * page_break finds the cheapest chapter: first among those without
 * faults, which is fast; only where there is none among all.
 */
#ifndef TYPE_PAGE_H
#define TYPE_PAGE_H

#include "octavo/galley.h"

#define PAGE_SHORT	((int64_t)1000000)
#define PAGE_BAND	((int64_t)300000)
#define PAGE_FLEX	((int64_t)400000)
#define PAGE_OPEN	((int64_t)250000)
#define PAGE_KEEP	((int64_t)900000)
#define PAGE_FAULT	((int64_t)1000000000000)
#define PAGE_OPTION_WORST	(8 * PAGE_FAULT)

enum {
	PAGE_LAST_MIN = 5,	/* lines of a chapter's last page */
	PAGE_TITLE_MIN = 3,	/* lines of text below a title */
	PAGE_SLACK_MAX = 6,	/* lines a page may be short at a price */
	VERSO_NONE = 15		/* no facing page in this chapter */
};

enum page_fault {
	FAULT_HYPHEN_VERSO, FAULT_HYPHEN_RECTO, FAULT_UNEVEN, FAULT_SHORT,
	FAULT_BAND, FAULT_SPLIT, FAULT_MOVED, FAULT_TITLE, FAULT_LONE,
	FAULT_WIDOW, FAULT_ORPHAN, FAULT_TOGETHER, FAULT_END, FAULT__MAX
};

/* What a remark says of a fault: "a widow". */
const char *page_fault_text(enum page_fault);
/* The weight of a fault, each time it occurs. */
int	 page_fault_weight(enum page_fault);

struct page_line {
	bool	 hyphen;
	bool	 kept;		/* a page of the release began here */
	int	 notes;		/* lines of the notes called here */
	int	 last;		/* lines of the last of them */
};

struct page_variant {
	const struct page_line *lines;
	int	 nlines;
	int64_t	 cost;		/* demerits above the block's best */
};

struct page_block {		/* a galley block, prepared */
	struct page_variant *variants;
	int	 nvariants;
	int	 before;	/* space above it [grid] */
	int	 less, more;	/* by how much that may be changed */
	int	 hold;		/* first lines that stay together */
	sp	 leading;
	bool	 title, keep_next, keep_together, separator;
	bool	 opens;		/* a text that runs on: galley.h */
	bool	 breaks;	/* it must begin a page */
};

struct page_note_line {		/* of all notes, in order of call */
	uint32_t note;		/* index into galley.notes */
	uint32_t block;
	uint16_t line;
};

struct page_column {
	const struct galley *galley;
	struct page_block *blocks;
	uint32_t nblocks;
	struct page_note_line *notes;
	uint32_t nnotes;
	sp	 grid, note_leading, note_skip;
	int	 lines;		/* of a page [grid] */
	uint32_t first_page;	/* its number; odd is recto */
	bool	 keeps;		/* lines say what a release had */
	bool	 lenient;	/* page_options admits faults too */
	bool	 count_pages;	/* keep apart what differs in pages */
	uint32_t want_pages;	/* with count_pages: so many; 0 any */
};

/* A number of pages a chapter can have, and its cost then. */
struct page_option {
	uint32_t npages;
	int64_t	 cost;
};
enum { PAGE_OPTIONS_MAX = 16 };

/* One block, or a part of it, on a page. */
struct page_piece {
	uint32_t block;
	uint16_t from, to;	/* lines */
	uint16_t top;		/* lines of the grid above it */
	uint8_t	 variant;
};

struct page_plan_page {
	struct page_piece *pieces;
	uint32_t npieces;
	uint32_t first_note, nnotes;	/* of column.notes: lines */
	int	 shorter;	/* lines the page is short by */
	unsigned faults;	/* 1 << enum page_fault */
};

struct page_plan {
	struct page_plan_page *pages;
	uint32_t npages;
	int64_t	 cost;
};

/* Prepares a galley for a page of so many lines. */
void	 page_prepare(struct arena *, const struct galley *, sp grid,
	    int lines, sp note_skip, struct page_column *out);
/* Lines of the grid that lines from..to of a block take. */
int	 page_height(const struct page_column *, const struct page_block *,
	    int from, int to);
/* The optimum. */
void	 page_break(struct arena *, const struct page_column *,
	    struct page_plan *out);

/* The numbers of pages the chapter can have, ascending, at most
 * PAGE_OPTIONS_MAX of them; at least one.  None costs more than
 * PAGE_OPTION_WORST above the cheapest. */
int	 page_options(const struct page_column *, struct page_option *);

/* --- between page_opt and page_price --- */

struct page_at {		/* what a page holds so far */
	uint16_t page;		/* its number */
	uint16_t used;		/* lines of the grid */
	int	 notes, last;	/* lines of notes, of the last note */
	uint8_t	 verso;	/* of a recto: its shortness */
	uint8_t	 since;		/* lines since a title, at most 3 */
	uint8_t	 text;		/* lines of text, at most 5 */
};

struct page_close {		/* how it is closed */
	int64_t	 cost;
	unsigned faults;
	int	 carry;		/* lines of notes carried over */
	uint8_t	 shorter;
};

/* Lines of notes that fit below `used` on a page short by `shorter`. */
int	 page_note_room(const struct page_column *, int used, int shorter);
/* Lines of the grid that so many lines of notes take from the text. */
int	 page_note_lines(const struct page_column *, int notes);
/* Closes the page short by so much; false when that is no page. */
bool	 page_close(const struct page_column *, const struct page_at *,
	    int shorter, struct page_close *out);
/* What is wrong with a break before a line of a variant, or (line 0)
 * before a block: added to out. */
void	 page_judge(const struct page_column *, uint32_t block, int variant,
	    int line, const struct page_at *, struct page_close *out);
/* The same for a break before a text that runs on or a block that begins
 * a page: the page ends as a chapter does. */
void	 page_judge_open(const struct page_column *, uint32_t block,
	    const struct page_at *, struct page_close *out);
/* The same for the end of the chapter. */
void	 page_judge_end(const struct page_column *, const struct page_at *,
	    struct page_close *out);

#endif
