/*
 * Between the files that take the furniture off the pages: pages.c,
 * folios.c.
 */
#ifndef OCTAVO_PAGES_INT_H
#define OCTAVO_PAGES_INT_H

#include "clean_int.h"

/* What is known of the folios: they are found in two passes. */
struct folios {
	bool	 feeds;		/* form feeds tell where pages begin */
	bool	 known;		/* folio less page is always off */
	long	 off;
	uint32_t n;		/* taken so far */
};

/* A number that may be a folio. */
struct fcand {
	uint32_t line, number, page;
	bool	 top, alone;
	uint32_t chain, from;	/* longest progression that ends here */
};

/* The letters of a line, small and without accents. */
enum { KEY_MAX = 80 };
struct key {
	uint16_t	ch[KEY_MAX];
	uint16_t	n;
	uint16_t	digits;
	uint32_t	set;	/* of its letters */
};

void	 head_key(const struct work *, const struct line *, struct key *);
/* The same but for what OCR misreads? */
bool	 heads_alike(const struct key *, const struct key *);

/* loose_heads.c: heads with a folio where nothing else tells of pages. */
void	 clean_loose_heads(struct work *, struct folios *);
void	 clean_capital_heads(struct work *, struct folios *);
/* The figure that OCR may have read as this character, or NONE. */
uint32_t figure_like(uint32_t cp);
/* The end of the longest progression of candidates, in the order of
 * their lines: up by one a page, a few pages without.  NONE: no
 * candidates. */
uint32_t folio_chain(struct fcand *, uint32_t n);
void	 clean_folios(struct work *, struct folios *);
/* folio_heads.c: what number page 0 would have, by the heads of the pages;
 * takes the lines off that bear the number of their page. */
bool	 folios_by_heads(struct work *, long *off);
void	 folio_heads(struct work *, uint32_t folios);
/* Is the number parted from the rest by a gap, or the rest in capitals?
 * A note at the foot of a page begins with a number too. */
bool	 set_like_head(const struct work *, const struct line *);
/* Is the line shorter than four fifths of the measure? */
bool	 short_head(const struct work *, const struct line *);
/* specks.c: those that look like signs of the text, whenever more has
 * been taken off the pages; last: what is left is a doubt. */
void	 clean_lone_signs(struct work *, bool last);
/* Is the line one sign, or dirt? */
bool	 lone_sign(const struct work *, const struct line *);
/* run_together.c: cuts lines that a reader of PDF made of two. */
void	 clean_run_together(struct work *);
/* furniture.c: the same lines at the edge of every page. */
void	 clean_furniture(struct work *);
/* Heads and folios on lines of their own, side by side. */
void	 clean_paired_heads(struct work *, struct folios *);
/* The number of a line that is a folio and nothing else, or NONE. */
uint32_t folio_of(const struct work *, const struct line *);
/* Is there no text directly above (below) line k on its page? */
bool	 edge_blank(const struct work *, uint32_t k, bool up);
/* The next line of text before or behind line k, or NONE. */
uint32_t text_line(const struct work *, uint32_t k, bool up);
/* Does a line that stands alone interrupt a sentence? */
bool	 interrupts(const struct work *, uint32_t k);
void	 page_drop(struct work *, struct line *, enum rule);
/* The page that began with a line now begins with the line next. */
void	 page_move(struct work *, struct line *, uint32_t next);

/* Is the line a note that its page calls, however like those of other
 * pages? */
bool	 is_foot_note(const struct work *, uint32_t line);

#endif
