/*
 * Private to the proof on paper: sheets.c and the list at their foot.
 */
#ifndef PROOF_SHEETS_H
#define PROOF_SHEETS_H

#include "octavo/setline.h"
#include "proof_int.h"

struct sheets {
	struct arena		 *arena;
	const struct proof_input *in;
	struct proof_marks	  marks;
	uint8_t			**changed;	/* or NULL */
	struct setline		 *set;
	struct frame		 *out;
	sp			  page_w, page_h, w, h;
	sp			  x;		/* of the trimmed page */
	sp			  left[2], right[2];	/* text block, by
						   number % 2 */
};

/* A sheet being made; lengths from its top left corner. */
struct sheet_page {
	struct arena		*arena;
	struct sheets		*sheets;
	struct setline		*set;
	struct frame_page	*page;
	uint32_t		 cruns, crules;
	sp			 x, y;		/* of the trimmed page */
	sp			 left, right;	/* of the text block */
	const struct proof_mark	**list;
	uint32_t		 nlist, clist;
};

void	 sheet_rule(struct sheet_page *, sp x, sp y, sp w, sp h,
	    uint32_t rgb);
void	 sheet_run(struct sheet_page *, struct frame_run);
/* The text as the face can say it. */
struct str sheet_sayable(struct sheet_page *, struct str);
/* A line, cut to the room it has; its width. */
sp	 sheet_text(struct sheet_page *, struct str, sp size, sp x, sp y,
	    sp room);
void	 sheet_underline(struct sheet_page *, enum proof_kind, sp x0, sp x1,
	    sp y);
/* What is marked, in the language of the book. */
const char *sheet_kind(struct str lang, enum proof_kind);

/* The marks of the sheet, by number from 1. */
void	 sheet_list_add(struct sheet_page *, const struct proof_mark *);
/* Below y, in two columns, as far as there is room. */
void	 sheet_list_write(struct sheet_page *, sp y);

#endif
