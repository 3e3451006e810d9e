/*
 * The PDF: the page list as a file; its fonts and pictures are cairo's.
 */
#ifndef OCTAVO_PDF_H
#define OCTAVO_PDF_H

#include "octavo/edit.h"
#include "octavo/frame.h"
#include "octavo/kept.h"

enum pdf_kind { PDF_SCREEN, PDF_PRINT };

struct pdf_opts {
	enum pdf_kind	 kind;
	sp		 bleed;		/* print: [sp], 0 none */
	bool		 marks;		/* print: crop, fold, registration */
	struct str	 icc;		/* output profile bytes; n == 0: own */
	struct str	 icc_name;	/* its name, for the intent */
	int		 threads;	/* 2: both cores; the same bytes */
	struct kept	*kept;		/* of an earlier build, or NULL */
};

/*
 * Once, before the first thread: cairo leaves its streams uncompressed,
 * the finisher compresses them anyway.  A saving of time, no condition;
 * the bytes differ with and without.
 */
void	 pdf_prepare(void);
int	 pdf_write(struct arena *, const struct book *,
	    const struct frame *, const struct pdf_opts *,
	    struct diag_sink *, struct buf *out, struct error *);
/* A page as PNG, width pixels wide (covers, pictures of pages). */
int	 pdf_page_png(struct arena *, const struct frame *, uint32_t page,
	    int width, struct buf *out, struct error *);

struct printer;		/* printer.h */

struct cover_opts {
	const struct printer *printer;
	struct str	 paper;		/* of the profile; n == 0: usual */
	unsigned	 pages;		/* of the book */
	bool		 marks;		/* crop and fold marks */
};

/*
 * The printed cover: back, spine and front on one page with bleed, and
 * the ISBN's barcode.  front: of typeset_cover().  Refused with a fault
 * in the sink and nothing in out when the count is not the printer's
 * (P-011, P-012) or the spine is not known (P-023).
 */
int	 pdf_cover(struct arena *, const struct book *,
	    const struct frame *front, const struct cover_opts *,
	    struct diag_sink *, struct buf *out, struct error *);

struct impose_opts {
	int	 signature;		/* pages: 4, 8, 16 or 32 */
	bool	 saddle;		/* one in another; else gathered */
	sp	 leaf;			/* thickness of a leaf, for creep */
};

/*
 * The pages on imposed sheets, outer and inner side in turn, with the
 * blank pages that the last signature needs.  -1: no such signature.
 */
int	 pdf_impose(struct arena *, const struct book *,
	    const struct frame *, const struct impose_opts *,
	    struct diag_sink *, struct buf *out, struct error *);

#endif
