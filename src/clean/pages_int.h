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

void	 clean_folios(struct work *, struct folios *);
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
