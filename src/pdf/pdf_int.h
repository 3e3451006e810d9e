/*
 * Private to pdf/: from the page list to a finished file.
 *
 *   plan      model + page list -> elements and leaf marks
 *   draw      cairo shows every glyph once, which gives the fonts, and
 *             paints pictures and printer's marks
 *   compose   the text of the pages, in the codes of those fonts
 *   finish    contents, structure, links, outline, labels, metadata,
 *             intents, boxes: the objects of a file of our own
 *             (objects.c), beside them cairo's, read by libqpdf
 *   press     the clauses of PDF/X-4 that we know of, checked
 *
 * cairo.h is for faces, draw and png; qpdf's header for the files that
 * include qp.h.
 */
#ifndef PDF_INT_H
#define PDF_INT_H

#include "octavo/pdf.h"

/* Producer of all our files: no version, no date. */
#define PDF_PRODUCER	"Octavo (cairo, qpdf)"

struct pdf_elem;
struct pdf_shown;
struct pdf_placed;

/*
 * A leaf mark: runs of one owner that follow one another on a page, or
 * the rules of a page, or an image.
 */
enum mark_kind { MARK_RUNS, MARK_RULES, MARK_IMAGE };

struct pdf_mark {
	enum mark_kind	 kind;
	enum artifact	 artifact;	/* owner == NULL */
	struct pdf_elem	*owner;		/* NULL: an artifact */
	uint32_t	 page;		/* index into pages */
	uint32_t	 first, n;	/* runs, rules or images of it */
	int		 mcid;		/* in the finished file; -1 none */
};

struct pdf_page {
	struct pdf_mark	*marks;
	uint32_t	 nmarks;
	uint32_t	 nmcids;	/* marks that are no artifacts */
};

/* What an element holds, in reading order. */
struct pdf_kid {
	struct pdf_elem	*elem;		/* or */
	struct pdf_mark	*mark;
	struct pdf_kid	*next;
};

struct pdf_elem {
	const char	  *type;	/* "P": a standard structure type */
	const struct node *node;
	struct pdf_elem	  *parent;
	struct pdf_elem	  *label;	/* Lbl of an item, of a note */
	struct pdf_kid	  *kids, **kids_end;
	struct pdf_kid	  *reach, **reach_end;	/* links: all marks in it */
	struct str	   lang;	/* n == 0: as the parent */
	const char	  *id;		/* notes */
	bool		   attached;	/* stands among its parent's kids */
	bool		   used;	/* has a mark, or has who has */
	bool		   link;	/* of type Link, leads somewhere */
	unsigned	   object;	/* finish: its number */
};

struct pdf_plan {
	struct arena		*arena;
	const struct book	*book;
	const struct frame	*frame;
	struct pdf_page		*pages;		/* one a frame page */
	struct pdf_elem		*root;		/* Document */
	struct pdf_elem	       **of_node;	/* by id: holds its children */
	struct pdf_elem	       **own;		/* by id: takes its own runs */
	uint32_t		 nids;
	struct pdf_elem	       **notes;		/* Note elements, in order */
	uint32_t		 nnotes;
	bool			 primed;	/* a page to drop comes first, */
	struct pdf_shown	*shown;		/* which shows these */
	uint32_t		 nshown;
	/* What stands on a page of the file, NULL: page i of the list on
	 * page i; compose sets it. */
	const struct pdf_plan	*inner;		/* of these pages, */
	struct pdf_placed	**placed;	/* on each page of ours */
};

/* A glyph that cairo has shown, and what it said for it. */
enum { SHOWN_TEXT = 8 };
struct pdf_shown {
	uint32_t gid;
	uint16_t face;
	uint8_t	 len;
	char	 text[SHOWN_TEXT];
};

/* What a cluster says in the file: every kind of space says " ", for one
 * glyph with two texts would cost an ActualText each time (PDF-ENGINE
 * 1.5). */
struct str pdf_said(struct str cluster);
/* Whether the clusters are those of the glyphs and of the text. */
bool	 pdf_run_is_sound(const struct frame_run *);

/* A page upon a sheet. */
struct pdf_placed {
	uint32_t	   page;
	double		   at[6];	/* of its medium, as cm takes it */
	struct pdf_placed *next;
};

/* plan: marks only (press), or marks with elements (screen). */
void	 pdf_plan_make(struct pdf_plan *, struct arena *, const struct book *,
	    const struct frame *, bool elements);
/* The element that takes the runs of a node, or NULL. */
struct pdf_elem *pdf_plan_owner(const struct pdf_plan *, const struct node *);
/* True where a link of the element's node leads somewhere. */
bool	 pdf_link_leads(const struct frame *, const struct node *);

/* Where the trimmed page lies on the sheet. */
struct pdf_sheet {
	sp	 width, height;		/* of the medium */
	sp	 x, y;			/* of the trimmed page on it */
	sp	 bleed;			/* around the trimmed page */
	bool	 marks;			/* crop, fold, registration */
	bool	 gray;			/* colour images are set in grey */
};

/*
 * draw: the raw file cairo makes.  Its first page shows all glyphs (see
 * codes.h); behind it stand the pages that are drawn, with what is not
 * text: pictures, in leaf marks when tagged, and printer's marks.
 */
int	 pdf_draw(struct pdf_plan *, const struct pdf_sheet *,
	    bool tagged, struct kept *, struct diag_sink *,
	    struct buf *raw, struct error *);
/* prime: lists the glyphs of the plan's pages, or of its inner ones, in
 * the order in which they are to be shown. */
void	 pdf_list_shown(struct pdf_plan *);
/* Whether cairo paints anything on a page, and so makes it. */
bool	 pdf_is_drawn(const struct pdf_plan *, const struct pdf_sheet *,
	    uint32_t page);

/* The operator that begins a leaf mark of ours. */
void	 pdf_mark_begin(const struct pdf_mark *, struct buf *out);

/*
 * rewrite: what cairo has painted on a page.  Artifacts get their names,
 * MCIDs their final numbers, grey is told as grey.  -1 when the marks
 * are not those given or something is painted outside them: the
 * contract with cairo (PDF-ENGINE 1.2) is broken.
 */
int	 pdf_rewrite(struct str in, const struct pdf_mark *, uint32_t nmarks,
	    bool tagged, struct buf *out, struct error *);

/* finish: the raw file becomes the file. */
int	 pdf_finish(struct pdf_plan *, const struct pdf_sheet *,
	    const struct pdf_opts *, struct str raw, struct buf *out,
	    struct error *);

/* icc: profiles made here. */
void	 icc_srgb(struct buf *out);
void	 icc_gray(struct buf *out);
/* What an ICC profile says of itself. */
struct icc_info {
	char	 device[5];	/* "prtr", "mntr" … */
	char	 space[5];	/* "CMYK", "GRAY", "RGB " */
	int	 components;
	int	 major;		/* version */
};
/* NULL and *out filled, or why the bytes are no profile. */
const char *icc_read(struct str, struct icc_info *out);

/* xmp: the metadata packet. */
void	 pdf_xmp(const struct edition *, enum pdf_kind, struct buf *out);
/* "D:20261121000000Z" from a date of the manifest, in the arena. */
char	*pdf_date(struct arena *, struct str date);
/* The authors, or all hands where there are none, joined by commas. */
struct str pdf_authors(struct arena *, const struct edition *);

#endif
