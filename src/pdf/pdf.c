/*
 * pdf_write: plan, draw, finish.  Screen and press differ in the sheet
 * and in what is left out: the press file has no structure, no links.
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "pdf_int.h"
#include "press.h"

/* Room for printer's marks around the bleed. */
#define MARK_ROOM	SP_MM(8)

static void
sheet_make(struct pdf_sheet *s, const struct frame *f,
    const struct pdf_opts *o)
{
	sp margin;

	memset(s, 0, sizeof(*s));
	if (o->kind == PDF_PRINT) {
		s->bleed = o->bleed;
		s->marks = o->marks;
		s->gray = true;
	}
	margin = s->bleed + (s->marks ? MARK_ROOM : 0);
	s->x = s->y = margin;
	s->width = f->width + 2 * margin;
	s->height = f->height + 2 * margin;
}

/* Figures without words for those who cannot see them (UA-1 7.3). */
static void
check_figures(const struct book *b, struct diag_sink *sink)
{
	struct walk w;

	walk_init(&w, b->model.root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_FIGURE &&
		    w.node->u.figure.alt.n == 0)
			diag(sink, DIAG_FIGURE_ALT, w.node->span, "%.*s",
			    STR_ARG(w.node->u.figure.src));
}

static bool
icc_is_fit(const struct pdf_opts *o, struct diag_sink *sink)
{
	struct icc_info info;
	const char     *why;

	if (o->icc.n == 0)
		return true;
	why = icc_read(o->icc, &info);
	if (why == NULL && o->kind == PDF_PRINT &&
	    strcmp(info.device, "prtr") != 0)
		why = "it is not the profile of a printing condition";
	if (why != NULL)
		diag_file(sink, DIAG_ICC_BAD, o->icc_name.n > 0 ?
		    o->icc_name.p : NULL, "%s", why);
	return why == NULL;
}

/* A book for the press ends on a verso: a blank page is added. */
static const struct frame *
make_even(struct arena *a, const struct frame *f)
{
	struct frame	  *even;
	struct frame_page *last;

	if (f->npages % 2 == 0)
		return f;
	even = ARENA_NEW(a, struct frame);
	*even = *f;
	even->pages = ARENA_ARRAY(a, struct frame_page, f->npages + 1);
	memcpy(even->pages, f->pages, f->npages * sizeof(*f->pages));
	last = &even->pages[even->npages++];
	last->number = even->npages;
	last->label = "";
	last->blank = true;
	return even;
}

void
pdf_prepare(void)
{
	(void)setenv("CAIRO_DEBUG_PDF", "1", 1);
}

int
pdf_write(struct arena *a, const struct book *b, const struct frame *f,
    const struct pdf_opts *o, struct diag_sink *sink, struct buf *out,
    struct error *e)
{
	bool		 screen = o->kind == PDF_SCREEN;
	struct pdf_sheet sheet;
	struct pdf_plan	 plan;
	struct buf	 raw;
	unsigned	 faults = sink->count[DIAG_ERROR];
	int		 rc;

	if (!icc_is_fit(o, sink))
		return 0;
	if (screen)
		check_figures(b, sink);
	else
		f = make_even(a, f);
	sheet_make(&sheet, f, o);
	pdf_plan_make(&plan, a, b, f, screen);
	buf_init(&raw);
	rc = pdf_draw(&plan, &sheet, screen, o->kept, sink, &raw, e);
	/* Where the texts are at fault nothing is made. */
	if (rc == 0 && sink->count[DIAG_ERROR] == faults) {
		rc = pdf_finish(&plan, &sheet, o, buf_str(&raw), out, e);
		if (rc == 0 && !screen)
			rc = pdf_press_check(buf_str(out), true, e);
	}
	buf_release(&raw);
	return rc;
}
