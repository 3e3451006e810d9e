/* Private to the finisher: what its parts share. */
#ifndef PDF_FINISH_INT_H
#define PDF_FINISH_INT_H

#include "codes.h"
#include "objects.h"

/* Objects of cairo's file on their way into ours. */
struct import {
	qpdf_data	 q;
	uint32_t	 size;		/* ids of cairo's are below */
	obj		*number;	/* ours, by theirs; 0: not yet */
	uint32_t	*wanted;	/* ids, in the order of numbers */
	uint32_t	 nwanted, ndone;
};

struct page_content {
	struct str	raw;		/* cairo's, malloc'd; or NULL */
	const char     *resources;	/* its own, or NULL */
	struct buf	packed;
	struct error	error;
	int		rc;
};

struct annot {
	obj	      number;
	struct annot *next;
};

struct finish {
	qpdf_data		 q;		/* cairo's file */
	struct import		 import;
	struct objects		 o;		/* ours */
	struct packer		 packer;
	struct pdf_codes	 codes;		/* of the glyphs shown */
	struct page_content	*contents;
	struct arena		*arena;
	struct pdf_plan		*plan;
	const struct pdf_sheet	*sheet;
	const struct pdf_opts	*opts;
	obj			 root;		/* the catalogue */
	obj			 tree;		/* of the pages */
	obj			 resources;	/* of pages of text alone */
	obj			 page;		/* the first of the pages, */
	obj			 content;	/* and of their contents */
	struct annot	       **annots, ***annots_end;	/* of each page */
	struct buf		 links;		/* ParentTree: of the links */
	uint32_t		 nparents;	/* next key of the links */
	struct error		*error;
};

/* Points of PDF from the top left of a trimmed page. */
double	 finish_x(const struct finish *, sp x);
double	 finish_y(const struct finish *, sp y);
/* "/Dest[page /XYZ x y null]" for a place. */
void	 finish_dest(const struct finish *, const struct frame_place *,
	    struct buf *);

/* import: nothing of cairo's file is written before it is asked for. */
void	 import_init(struct import *, struct arena *, qpdf_data);
/* Our number for an object of cairo's, which will be written. */
obj	 import_object(struct import *, struct objects *, qpdf_oh);
/* A value as text, in our numbers. */
void	 import_value(struct import *, struct objects *, struct str,
	    struct buf *);
void	 import_resolved(struct import *, struct objects *, qpdf_oh,
	    struct buf *);
/* Writes all that was asked for, and what that refers to. */
void	 import_wanted(struct import *, struct objects *);

/* catalogue: all but the contents of the pages. */
void	 catalogue_write(struct finish *);
void	 info_write(struct finish *, obj);

/* The structure tree; links are made on the way. */
obj	 structure_write(struct finish *);
/*
 * The annotations of a Link element, one a page; their OBJRs are put to
 * the element's kids.  How many there are.
 */
unsigned links_write(struct finish *, struct pdf_elem *, struct buf *kids);
/* 0: nothing has a title. */
obj	 outline_write(struct finish *);
/* "/PageLabels<<…>>" */
void	 labels_write(struct finish *, struct buf *);

#endif
