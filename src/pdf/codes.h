/*
 * Codes: under which font and code each glyph stands in the file, as
 * read back from the page on which all were shown (prime.c).  Private
 * to compose and finish.
 */
#ifndef PDF_CODES_H
#define PDF_CODES_H

#include "pdf_int.h"
#include "qp.h"

enum { MAX_FONTS = 64 };

struct pdf_code {
	uint16_t code;
	uint8_t	 font;		/* index into fonts, from 1; 0: not shown */
	uint8_t	 len;		/* of text; 0: says nothing by itself */
	char	 text[SHOWN_TEXT];	/* what the font says for it */
	double	 width;		/* [1/1000 of the font size] */
};

struct pdf_codes {
	struct {
		char   name[24];	/* "/f-0-0" */
		qpdf_oh object;
		bool   wide;		/* codes of two bytes */
		double *widths;		/* by code */
		size_t nwidths;
	} font[MAX_FONTS];
	size_t		  nfonts;
	struct pdf_code	**of_face;	/* by face, then by glyph */
	uint32_t	 *nglyphs;	/* of each */
	uint32_t	  nfaces;
};

/*
 * Reads them from page; fails where what stands there is not what was
 * shown.
 */
int	 pdf_codes_read(struct pdf_codes *, struct arena *, qpdf_data,
	    qpdf_oh page, const struct pdf_plan *, struct error *);
/* NULL: the glyph was not shown. */
const struct pdf_code *pdf_code_of(const struct pdf_codes *, uint16_t face,
	    uint32_t gid);

/*
 * compose: the content of a page of the page list, straight from it, on
 * a medium in units from the bottom left; x, top: where the top left
 * corner of the trimmed page lies on it [sp].  Pictures are left to
 * cairo.  -1 when the page list is broken.
 */
int	 pdf_compose(const struct pdf_codes *, const struct pdf_plan *,
	    uint32_t page, sp x, sp top, struct buf *out, struct error *);

#endif
