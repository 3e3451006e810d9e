/* Private to the finisher: what its parts share. */
#ifndef PDF_FINISH_INT_H
#define PDF_FINISH_INT_H

#include "codes.h"

struct page_content {
	struct str	raw;		/* cairo's, malloc'd; or NULL */
	struct buf	packed;
	struct error	error;
	int		rc;
};

struct finish {
	qpdf_data		 q;
	struct pdf_codes	 codes;		/* of the glyphs shown */
	qpdf_oh			 resources;	/* of pages of text alone */
	struct page_content	*contents;
	struct arena		*arena;
	struct pdf_plan		*plan;
	const struct pdf_sheet	*sheet;
	const struct pdf_opts	*opts;
	qpdf_oh			 root;		/* the catalogue */
	qpdf_oh			 tree;		/* of the pages */
	qpdf_oh			*pages;		/* references */
	qpdf_oh			*annots;	/* of each page; 0: none */
	qpdf_oh			 media, bleed, trim;	/* boxes of all */
	qpdf_oh			 parents;	/* Nums of the ParentTree */
	uint32_t		 nparents;	/* next key of the links */
	struct error		*error;
};

/* Points of PDF from the top left of a trimmed page. */
double	 finish_x(const struct finish *, sp x);
double	 finish_y(const struct finish *, sp y);
/* [page /XYZ x y null] for a place. */
qpdf_oh	 finish_dest(const struct finish *, const struct frame_place *);

/* The structure tree; links are made on the way. */
void	 structure_write(struct finish *);
/*
 * The annotations of a Link element, one a page; their OBJRs are pushed
 * on the element's kids.
 */
void	 links_write(struct finish *, struct pdf_elem *, qpdf_oh kids);
void	 outline_write(struct finish *);
void	 labels_write(struct finish *);

#endif
