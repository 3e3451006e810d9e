/*
 * Printers' profiles: what a house wants of a file, as data.
 *
 * styles/printers/NAME.yaml holds the figures and their sources; read/ reads
 * it, pdf/ checks a book against it and computes the spine.  Units: [nm]
 * in int64_t, so that published formulas in inches lose nothing.
 */
#ifndef OCTAVO_PRINTER_H
#define OCTAVO_PRINTER_H

#include <stdbool.h>
#include <stdint.h>

#include "octavo/diag.h"
#include "octavo/edit.h"
#include "octavo/error.h"
#include "octavo/frame.h"
#include "octavo/pdf.h"

#define NM_MM	INT64_C(1000000)
#define NM_IN	INT64_C(25400000)

/* [sp] of [nm], rounded. */
sp	 sp_of_nm(int64_t);

struct printer_gutter {
	int		 upto;		/* pages */
	int64_t		 inner;		/* least inner margin [nm] */
};

struct printer_paper {
	struct str	 name;
	int64_t		 page;		/* thickness of one page [nm] */
	int		 grammage;	/* [g/m2], with bulk: instead of page */
	int		 bulk;		/* "main" [1/1000 cm3/g] */
};

struct printer {
	struct str	 name;		/* as people know it */
	int		 pages_min, pages_max, pages_multiple;
	struct printer_gutter *gutters;	/* by rising page counts */
	size_t		 ngutters;
	int64_t		 outer, top, bottom;	/* least margins [nm] */
	int64_t		 bleed_text, bleed_cover;
	bool		 marks;		/* printer's marks are wanted */
	bool		 marks_refused;
	struct str	*standards;	/* accepted: PDF/X-4 …; 0: any */
	size_t		 nstandards;
	struct printer_paper *papers;	/* the first is the usual one */
	size_t		 npapers;
	int64_t		 spine_fixed;	/* glue, cover [nm] */
	int64_t		 spine_text;	/* least width for text on it [nm] */
	int		 spine_pages;	/* least pages for text on it */
	int64_t		 spine_clear;	/* free at both edges of the text */
	bool		 isbn;		/* a barcode is asked for */
	struct span	 span;
};

/*
 * Reads a profile.  0 with *out set, or NULL when there were faults (in
 * the sink); -1 when the file cannot be read.
 */
int	 printer_read(struct arena *, const char *path, struct diag_sink *,
	    struct printer **out, struct error *);

/* The paper of a name (n == 0: the usual), or NULL. */
const struct printer_paper *printer_paper(const struct printer *,
	    struct str name);
/* Width of the spine [nm]. */
int64_t	 printer_spine(const struct printer *,
	    const struct printer_paper *, unsigned pages);

/*
 * Everything in which the book, as it would be printed, is not what the
 * printer takes: P-011 to P-022, one by one.  Nothing is written.
 */
void	 printer_check(const struct printer *, const struct book *,
	    const struct frame *, const struct pdf_opts *,
	    struct diag_sink *);

#endif
