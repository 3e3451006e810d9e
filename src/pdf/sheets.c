/*
 * Imposed sheets: the pages of the page list on the places of impose.c,
 * two pages of the file a sheet, outer side first.
 *
 * Pages that share a spine stand side by side; between fore-edges and
 * between heads or feet there is room for the knife.  Creep: what lies
 * deeper in the fold is set nearer to the spine by the thickness of the
 * leaves outside it.  On the spine of gathered signatures stands a mark
 * that goes down by a step from signature to signature: a missing one
 * breaks the stair.
 */
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "octavo/arena.h"
#include "octavo/setline.h"
#include "impose.h"
#include "paint.h"
#include "press.h"

#define PT(v)		((double)(v) / SP_PT)
#define KNIFE		SP_MM(10)	/* between two trimmed edges */
#define SHEET_MARGIN	SP_MM(15)
#define STAIR_STEP	SP_MM(8)

struct sheets {
	struct arena		 *arena;
	const struct frame	 *frame;
	const struct impose_opts *opts;
	struct impose_grid	  grid;
	struct impose_leaf	  leaf[IMPOSE_MAX_CELLS];
	unsigned		  n;		/* pages with the blanks */
	unsigned		  nsheets;
	struct setline		 *set;
	struct painter		 *painter;
	struct pdf_plan		  plan;		/* of the pages */
	struct pdf_plan		 *sides;	/* of the file's */
	uint32_t		  side;		/* being drawn */
	struct pdf_sheet	  sheet;
	cairo_t			 *cr;
};

/* Left edge of a column, top of a row, of the trimmed pages. */
static sp
column_x(const struct sheets *s, int c)
{
	return SHEET_MARGIN + c * s->frame->width + c / 2 * KNIFE;
}

static sp
row_y(const struct sheets *s, int r)
{
	return SHEET_MARGIN + r * (s->frame->height + KNIFE);
}

/* Pages of even number stand left of their spine: they creep right. */
static sp
creep_of(const struct sheets *s, unsigned page)
{
	sp shift = (sp)impose_depth(s->opts->signature, s->opts->saddle,
	    s->n, page) * s->opts->leaf;

	return page % 2 == 0 ? shift : -shift;
}

/* cairo's place, which is from the top down, for a page whose y goes
 * upwards on a sheet where it does too. */
static void
place(struct sheets *s, double at[6])
{
	double	       h = PT(s->frame->height);
	cairo_matrix_t m;

	cairo_get_matrix(s->cr, &m);
	at[0] = m.xx;
	at[1] = -m.yx;
	at[2] = -m.xy;
	at[3] = m.yy;
	at[4] = m.xy * h + m.x0;
	at[5] = PT(s->sheet.height) - m.yy * h - m.y0;
}

static int
place_page(struct sheets *s, unsigned page, bool turned, int r, int c,
    struct error *e)
{
	sp		   x = column_x(s, c), y = row_y(s, r);
	struct pdf_placed *at;
	int		   rc = 0;

	if (page > s->frame->npages)
		return 0;
	cairo_save(s->cr);
	cairo_translate(s->cr, PT(x), PT(y));
	if (turned) {
		cairo_translate(s->cr, PT(s->frame->width),
		    PT(s->frame->height));
		cairo_rotate(s->cr, M_PI);
	}
	cairo_translate(s->cr, PT(creep_of(s, page)), 0);
	at = ARENA_NEW(s->arena, struct pdf_placed);
	at->page = page - 1;
	place(s, at->at);
	at->next = s->sides->placed[s->side];
	s->sides->placed[s->side] = at;
	rc = painter_images(s->painter, &s->plan, page - 1, NULL, e);
	cairo_restore(s->cr);
	return rc;
}

/* Short lines at the corners of a trimmed page, off its edges. */
static void
corner_marks(struct sheets *s, int r, int c)
{
	double x[2] = { PT(column_x(s, c)), PT(column_x(s, c) +
	    s->frame->width) };
	double y[2] = { PT(row_y(s, r)), PT(row_y(s, r) +
	    s->frame->height) };

	for (int i = 0; i < 2; i++)
		for (int k = 0; k < 2; k++) {
			double dx = i ? 1 : -1, dy = k ? 1 : -1;
			/* No line into the page beyond the spine. */
			bool spine = (c % 2 == 0) == (i == 1);

			cairo_move_to(s->cr, x[i], y[k] + dy * 4);
			cairo_line_to(s->cr, x[i], y[k] + dy * 11);
			if (spine)
				continue;
			cairo_move_to(s->cr, x[i] + dx * 4, y[k]);
			cairo_line_to(s->cr, x[i] + dx * 11, y[k]);
		}
}

/* Where the last fold leaves the stair: between the last page of the
 * signature and its first, on the outer side. */
static void
stair(struct sheets *s, unsigned k)
{
	sp room = s->frame->height - 2 * STAIR_STEP;
	sp y = STAIR_STEP + (sp)(k % (unsigned)(room / STAIR_STEP)) *
	    STAIR_STEP;

	for (int i = 0; i < s->grid.cols * s->grid.rows; i++) {
		int r = i / s->grid.cols, c = i % s->grid.cols;

		if (s->leaf[i].outer != 1)
			continue;
		cairo_rectangle(s->cr, PT(column_x(s, c)) - 2,
		    PT(row_y(s, r) + y), 4, PT(STAIR_STEP) * 0.8);
		cairo_fill(s->cr);
	}
}

static void
name_sheet(struct sheets *s, const struct frame_page *fp,
    struct str title, struct error *e)
{
	struct frame		f = *s->frame;
	struct frame_page	page = { .number = 1 };
	struct frame_run	run;
	struct pdf_plan		plan;
	sp			width;
	struct str		text = str_z(arena_printf(s->arena,
	    "%.*s, %s", STR_ARG(title), fp->label));

	if (!setline_run(s->set, text, 8 * SP_PT, SHEET_MARGIN,
	    s->sheet.height - SP_MM(4), &run, &width))
		return;
	page.runs = &run;
	page.nruns = 1;
	f.pages = &page;
	f.npages = 1;
	pdf_plan_make(&plan, s->arena, NULL, &f, false);
	(void)painter_of(s->painter, &f, &plan, 0, NULL, e);
}

/* The inner side is seen with the sheet turned over, left to right. */
static int
draw_side(struct sheets *s, unsigned k, bool outer, struct error *e)
{
	int cells = s->grid.cols * s->grid.rows, rc = 0;

	cairo_set_line_width(s->cr, 0.25);
	for (int i = 0; i < cells && rc == 0; i++) {
		const struct impose_leaf *l = &s->leaf[i];
		int r = i / s->grid.cols, c = i % s->grid.cols;

		if (!outer)
			c = s->grid.cols - 1 - c;
		corner_marks(s, r, c);
		rc = place_page(s, impose_page(s->opts->signature,
		    s->opts->saddle, s->n, k, (unsigned)(outer ? l->outer :
		    l->inner)), l->turned, r, c, e);
	}
	cairo_stroke(s->cr);
	if (outer && !s->opts->saddle)
		stair(s, k);
	return rc;
}

static int
draw_sheets(struct sheets *s, const struct frame *whole, struct str title,
    struct error *e)
{
	int rc = 0;

	for (unsigned i = 0; i < 2 * s->nsheets && rc == 0; i++) {
		s->side = i;
		rc = draw_side(s, i / 2, i % 2 == 0, e);
		name_sheet(s, &whole->pages[i], title, e);
		cairo_show_page(s->cr);
		if (rc == 0)
			rc = pdf_cairo_said(cairo_status(s->cr), e);
	}
	return rc;
}

/* The sheets as a page list of empty pages, for the finisher. */
static struct frame *
whole_make(struct sheets *s)
{
	struct frame *f = ARENA_NEW(s->arena, struct frame);

	f->width = column_x(s, s->grid.cols - 1) + s->frame->width +
	    SHEET_MARGIN;
	f->height = row_y(s, s->grid.rows - 1) + s->frame->height +
	    SHEET_MARGIN;
	f->npages = 2 * s->nsheets;
	f->pages = ARENA_ARRAY(s->arena, struct frame_page, f->npages);
	for (uint32_t i = 0; i < f->npages; i++)
		f->pages[i].label = arena_printf(s->arena, "%u %s",
		    i / 2 + 1, i % 2 ? "verso" : "recto");
	s->sheet = (struct pdf_sheet){ .width = f->width,
	    .height = f->height, .gray = true };
	return f;
}

static int
draw_all(struct sheets *s, const struct frame *whole, struct str title,
    struct diag_sink *sink, struct buf *raw, struct error *e)
{
	cairo_surface_t *surface = pdf_surface(raw, &s->sheet);
	int		 rc;

	pdf_list_shown(s->sides);
	s->cr = cairo_create(surface);
	rc = setline_open(&s->set, s->arena, s->frame, e);
	if (rc == 0)
		rc = painter_open(&s->painter, s->arena, s->cr, s->frame,
		    sink, e);
	if (rc == 0)
		rc = painter_prime(s->painter, s->arena, s->sides, e);
	cairo_show_page(s->cr);
	if (rc == 0)
		rc = draw_sheets(s, whole, title, e);
	painter_close(s->painter);
	setline_close(s->set);
	cairo_destroy(s->cr);
	cairo_surface_finish(surface);
	if (rc == 0)
		rc = pdf_cairo_said(cairo_surface_status(surface), e);
	cairo_surface_destroy(surface);
	return rc;
}

int
pdf_impose(struct arena *a, const struct book *b, const struct frame *f,
    const struct impose_opts *o, struct diag_sink *sink, struct buf *out,
    struct error *e)
{
	struct pdf_opts	po = { .kind = PDF_PRINT };
	struct sheets	s = { .arena = a, .frame = f, .opts = o };
	struct pdf_plan	plan;
	struct frame   *whole;
	struct buf	raw;
	unsigned	size = (unsigned)o->signature;
	int		rc;

	if (!impose_grid(o->signature, &s.grid))
		return error_limit(e, NULL, "signatures have 4, 8, 16 or 32 "
		    "pages, not %d", o->signature);
	impose_sheet(o->signature, s.leaf);
	s.nsheets = (f->npages + size - 1) / size;
	s.n = s.nsheets * size;
	whole = whole_make(&s);
	pdf_plan_make(&s.plan, a, b, f, false);
	pdf_plan_make(&plan, a, b, whole, false);
	plan.inner = &s.plan;
	plan.placed = ARENA_ARRAY(a, struct pdf_placed *, whole->npages);
	s.sides = &plan;
	buf_init(&raw);
	rc = draw_all(&s, whole, b->edition->title, sink, &raw, e);
	if (rc == 0)
		rc = pdf_finish(&plan, &s.sheet, &po, buf_str(&raw), out,
		    e);
	if (rc == 0)
		rc = pdf_press_check(buf_str(out), false, e);
	buf_release(&raw);
	return rc;
}
