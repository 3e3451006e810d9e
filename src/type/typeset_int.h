/*
 * The stages of typeset(); private to type/.
 *
 *	typeset
 *	  sections_list, galleys on all threads	(typeset)
 *	  pages chosen, section after section	(page_*, copyfit)
 *	  pages made on all threads		(frame_make, furniture)
 *	  pages named in the text settled	(refs)
 *	  contents, places, faces joined	(toc, frame_join)
 */
#ifndef TYPE_TYPESET_INT_H
#define TYPE_TYPESET_INT_H

#include "octavo/typeset.h"
#include "page.h"

enum { THREADS_MAX = 2 };

struct worker {			/* what one thread needs for itself */
	struct arena	 arena;		/* passes to the page list's */
	struct arena	 galleys;	/* with words and faces: until the
					   pages are made */
	struct style	*style;
	struct faces	*faces;
	struct diag_sink sink;
	struct error	 error;
	int		 rc;
};

/* A text in a section. */
struct opening {
	const struct node *div;
	const struct node *first;	/* outermost DIV that begins here */
	uint32_t	 block;		/* its first, of the galley */
};

/* What begins a page: a DIV with text of its own, and those behind it
 * that run on (run_on). */
struct section {
	const struct node *div;
	const struct node *first;	/* outermost DIV that begins here */
	bool		 joins;		/* runs on; until run_on has joined it */
	struct opening	*openings;	/* with its own, the first */
	uint32_t	 nopenings;
	struct worker	*worker;
	struct galley	*galley;
	struct page_column col;
	struct page_plan plan;
	uint32_t	 page;		/* index of its first page */
	bool		 recto;
	int		 parts;		/* of a line: its own grid */
	struct frame_place *places;	/* of its nodes */
	uint32_t	 nplaces, cplaces;
	bool		 names_pages;	/* in its text (refs) */
	bool		 made;		/* its pages stand as planned */
};

struct setter {
	const struct book *book;
	const struct typeset_opts *opts;
	const struct style_page *page;
	struct section	*sections;
	uint32_t	 nsections;
	struct worker	 workers[THREADS_MAX];
	int		 nworkers;
	struct frame	*frame;
	sp		 measure, grid_top;
	uint32_t	 turn;		/* next section, under the lock */
	pthread_mutex_t	 lock;
};

/* --- frame_make: the pages of a section --- */
void	 frame_make(struct setter *, struct section *);

/* --- sheet: what is put on a page, while it grows --- */
struct sheet_list {
	struct arena *arena;	/* scratch */
	struct frame_run  *runs;  uint32_t nruns, cruns;
	struct frame_rule *rules; uint32_t nrules, crules;
	struct frame_line *lines; uint32_t nlines, clines;
	struct frame_image *images; uint32_t nimages, cimages;
};
void	 put_runs(struct sheet_list *, const struct frame_run *, uint32_t n,
	    sp x, sp y);
void	 put_rule(struct sheet_list *, struct frame_rule);
void	 put_line(struct sheet_list *, struct frame_line);
void	 put_image(struct sheet_list *, struct frame_image);
/* A copy of all of it for good. */
void	 sheet_keep(struct arena *, const struct sheet_list *,
	    struct frame_page *);
/* The left edge of the text block. */
sp	 text_left(const struct style_page *, uint32_t number);

/* --- run_on: sections whose texts run on become one --- */
void	 run_on(struct arena *, struct setter *);
/* The text in force at a block. */
const struct opening *opening_at(const struct section *, uint32_t block);
/* The page (from 0) a text begins on. */
uint32_t opening_page(const struct section *, const struct opening *);

/* --- furniture: running heads and folios --- */
void	 put_head(struct setter *, const struct section *,
	    const struct node *div, struct sheet_list *, uint32_t number);
void	 put_folio(struct setter *, const struct section *,
	    struct sheet_list *, struct frame_page *);
/* Whether a page of the section (its first: nth 0) carries them. */
bool	 has_furniture(const struct section *, uint32_t nth);

/* --- toc: leader and page number behind an entry's last line --- */
void	 put_entry_page(struct setter *, const struct section *,
	    struct sheet_list *, const struct node *entry, sp left, sp y,
	    uint32_t number);

/* --- frame_join --- */
/* One list of faces; runs renumbered. */
void	 faces_join(struct arena *, struct setter *);
void	 places_join(struct arena *, struct setter *);

/* --- refs: pages that the text itself names --- */
/* Marks the sections that name one; the first of them, or nsections. */
uint32_t refs_find(struct setter *);
int	 refs_settle(struct arena *, struct setter *, uint32_t first,
	    struct diag_sink *);

/* --- typeset --- */
/* Makes the pages of all sections that are not made, on all threads. */
void	 pages_make(struct setter *);

/* --- keep: marks what a release had, in the prepared columns --- */
void	 keep_pages(struct arena *, struct setter *);

/* --- float: figures and the text that may pass them --- */
void	 float_figures(struct arena *, struct setter *, struct section *);

/* --- standing_plan: page_break, unless its result stands --- */
void	 standing_pages(struct arena *, struct faces *,
	    const struct page_column *, struct page_plan *out);

/* --- copyfit --- */
void	 prepare_section(struct arena *, struct setter *,
	    struct section *);
/* Chooses all pages; sections get their plans and first pages. */
void	 paginate(struct arena *, struct setter *, struct diag_sink *);
/* The leading as it was before copy-fitting: galleys are set for it. */
void	 paginate_undo(struct setter *);
/* Once more, when the galleys that name pages have been set again; those
 * before the first of them stay as they are where they can.  The sink,
 * of the pagination only, is begun again when all are chosen again. */
void	 paginate_again(struct arena *, struct setter *, uint32_t first,
	    struct diag_sink *);
/* What to say of the pages chosen. */
void	 paginate_say(struct arena *, struct setter *, struct diag_sink *);

#endif
