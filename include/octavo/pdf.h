/*
 * The PDF: cairo paints the page list, libqpdf finishes the file.
 */
#ifndef OCTAVO_PDF_H
#define OCTAVO_PDF_H

#include "octavo/edit.h"
#include "octavo/frame.h"

enum pdf_kind { PDF_SCREEN, PDF_PRINT };

struct pdf_opts {
	enum pdf_kind	 kind;
	sp		 bleed;		/* print: [sp], 0 none */
	bool		 marks;		/* print: crop, fold, registration */
	struct str	 icc;		/* output profile bytes; n == 0: own */
	struct str	 icc_name;	/* its name, for the intent */
};

int	 pdf_write(struct arena *, const struct book *,
	    const struct frame *, const struct pdf_opts *,
	    struct diag_sink *, struct buf *out, struct error *);
/* A page as PNG, width pixels wide (covers, pictures of pages). */
int	 pdf_page_png(struct arena *, const struct frame *, uint32_t page,
	    int width, struct buf *out, struct error *);

#endif
