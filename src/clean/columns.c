/*
 * Columns that an extraction set side by side (pdftotext -layout).
 *
 * On a page in two columns a band stays blank over most lines, and what
 * stands left and right of it are texts that each go on from line to
 * line: tables, verse and marginal words do not.  Such a page is unfolded
 * before there are any lines: the cells of the right column are set
 * behind those of the left, each line of which ends with a cell of the
 * gutter.  The gutter of one page tells for pages with little on them.
 *
 * Where the left line fills its column the gutter may be one space; it
 * is then the space that leaves the left line nearest to its usual width.
 */
#include <string.h>

#include "clean_int.h"

enum { WIDEST = 300, STRONG = 8 };

enum side { SIDE_BLANK, SIDE_LEFT, SIDE_RIGHT, SIDE_BOTH, SIDE_CROSS };

/* A line of the page as it was extracted. */
struct row {
	uint32_t	b, nl;		/* cells */
	uint32_t	cut;		/* SIDE_BOTH: first of the gutter */
	uint16_t	s, e;		/* [columns] of its text */
	uint8_t		side;
};

struct band {
	uint16_t	a, b;		/* blank columns [a, b) */
	uint16_t	margin;		/* of the right column */
	uint32_t	both;		/* rows with text on either side */
};

struct sheet {
	struct row	*row;
	uint32_t	 n;
	struct band	 band;
	bool		 folded;	/* set in columns */
};

struct unfold {
	struct work	*w;
	struct sheet	*sheet;
	uint32_t	 n;
	uint32_t	*order;		/* cells as they were, in their new
					   order */
	uint32_t	 at;
	uint8_t		*beside;
	uint32_t	*start;		/* where columns begin */
	uint32_t	 nstarts;
};

/* ---- rows ---- */

static bool
blank(const struct cells *c, uint32_t i)
{
	return cell_gone(c, i) || c->cp[i] == ' ' || c->cp[i] == '\f';
}

/* The cell in a column of the row, or its newline. */
static uint32_t
cell_at(const struct cells *c, const struct row *r, uint32_t column)
{
	uint32_t i = r->b;

	for (; i < r->nl; i++) {
		if (cell_gone(c, i) || c->cp[i] == '\f')
			continue;
		if (column-- == 0)
			break;
	}
	return i;
}

static void
read_row(const struct cells *c, struct row *r)
{
	uint32_t col = 0;

	r->s = r->e = 0;
	for (uint32_t i = r->b; i < r->nl && col < WIDEST; i++) {
		if (cell_gone(c, i) || c->cp[i] == '\f')
			continue;
		if (c->cp[i] != ' ') {
			if (r->e == 0)
				r->s = (uint16_t)col;
			r->e = (uint16_t)(col + 1);
		}
		col++;
	}
}

/* The widest run of two or more blanks that touches the band: its first
 * cell, or NONE. */
static uint32_t
gap_in(const struct cells *c, const struct row *r, const struct band *g)
{
	uint32_t col = 0, from = 0, first = NONE, best = NONE, most = 1;

	for (uint32_t i = r->b; i < r->nl && col < r->e; i++) {
		if (cell_gone(c, i) || c->cp[i] == '\f')
			continue;
		if (c->cp[i] == ' ') {
			if (first == NONE) {
				first = i;
				from = col;
			}
		} else {
			if (first != NONE && col - from > most && from > r->s &&
			    from < g->b && col > g->a) {
				most = col - from;
				best = first;
			}
			first = NONE;
		}
		col++;
	}
	return best;
}

static void
take_side(const struct cells *c, struct row *r, const struct band *g)
{
	if (r->e == 0)
		r->side = SIDE_BLANK;
	else if (r->s + 2 >= g->b)
		r->side = SIDE_RIGHT;
	else if (r->s < g->a && r->e <= g->b)
		r->side = SIDE_LEFT;
	else if (r->s < g->a && (r->cut = gap_in(c, r, g)) != NONE)
		r->side = SIDE_BOTH;
	else
		r->side = SIDE_CROSS;
}

/* ---- is this a text? ---- */

struct text {
	uint32_t pairs, on;	/* lines, those that go on with the one above */
	uint32_t chars, letters;
	uint32_t last;		/* sign that ended the line above */
};

static void
add_line(const struct cells *c, struct text *t, uint32_t s, uint32_t e)
{
	uint32_t first = 0;

	for (; s < e; s++) {
		uint32_t cp = c->cp[s];

		if (blank(c, s))
			continue;
		if (first == 0 && !cp_is_quote_open(cp)) {
			first = cp;
			t->on += t->last != 0 && (cp_lower_(cp) ||
			    cp_is_hyphen(t->last));
			t->pairs += t->last != 0;
		}
		t->chars++;
		t->letters += cp_letter(cp);
		t->last = cp;
	}
}

static bool
goes_on(const struct text *t)
{
	return t->pairs > 2 && t->on * 5 >= t->pairs * 2 &&
	    t->chars >= t->pairs * 14 && t->letters * 10 >= t->chars * 6;
}

static bool
has(const struct row *r, enum side s)
{
	return r->side == s || r->side == SIDE_BOTH;
}

/* Weighs a band: are there two texts beside it? */
static bool
parts_texts(const struct cells *c, struct sheet *o, struct band *g)
{
	struct text left = { 0 }, right = { 0 };
	uint32_t    n[2] = { 0, 0 }, near = 0, cross = 0;

	g->both = 0;
	for (uint32_t i = 0; i < o->n; i++) {
		struct row *r = &o->row[i];

		take_side(c, r, g);
		cross += r->side == SIDE_CROSS;
		if (has(r, SIDE_LEFT)) {
			n[0]++;
			add_line(c, &left, r->b, r->side == SIDE_BOTH ?
			    r->cut : r->nl);
		}
		if (has(r, SIDE_RIGHT)) {
			n[1]++;
			add_line(c, &right, r->side == SIDE_BOTH ? r->cut :
			    r->b, r->nl);
		}
		g->both += r->side == SIDE_BOTH;
		near += r->side == SIDE_BOTH || (i > 0 && r->side + r[-1].side
		    == SIDE_LEFT + SIDE_RIGHT && r->side != SIDE_BLANK &&
		    r->side != SIDE_BOTH);
	}
	return near >= STRONG && near * 2 >= (n[0] > n[1] ? n[0] : n[1]) &&
	    cross < near && goes_on(&left) && goes_on(&right);
}

/* ---- the band ---- */

static uint16_t
right_margin(const struct cells *c, const struct sheet *o)
{
	uint16_t n[WIDEST + 1] = { 0 }, best = 0;

	for (uint32_t i = 0; i < o->n; i++) {
		const struct row *r = &o->row[i];
		uint32_t	  col = 0, at = r->b;

		if (r->side == SIDE_BOTH)
			for (at = r->cut; at < r->nl && blank(c, at); at++)
				;
		for (uint32_t k = r->b; k < at; k++)
			col += !cell_gone(c, k) && c->cp[k] != '\f';
		if (r->side == SIDE_RIGHT)
			col = r->s;
		if (has(r, SIDE_RIGHT) && col < WIDEST)
			n[col]++;
	}
	for (uint16_t k = 1; k < WIDEST; k++)
		if (n[k] > n[best])
			best = k;
	return best;
}

/* Of the bands that are blank in three rows of four, the one that parts
 * most rows. */
static void
find_band(const struct cells *c, struct sheet *o)
{
	uint32_t    used[WIDEST + 1] = { 0 }, text = 0, wide = 0;
	struct band best = { 0 };

	for (uint32_t i = 0; i < o->n; i++) {
		const struct row *r = &o->row[i];
		uint32_t	  k = cell_at(c, r, r->s);

		text += r->e > 0;
		wide = r->e > wide ? r->e : wide;
		for (uint32_t col = r->s; col < r->e; k++) {
			if (cell_gone(c, k))
				continue;
			used[col] += c->cp[k] != ' ' || (k + 1 < r->nl &&
			    c->cp[k + 1] != ' ' && c->cp[k - 1] != ' ');
			col++;
		}
	}
	for (uint16_t a = 10; a + 10u < wide; a++) {
		struct band g = { .a = a, .b = a };

		while (g.b + 1u < wide && used[g.b] * 4 <= text)
			g.b++;
		if (g.b < a + 2)
			continue;
		a = g.b;
		if (parts_texts(c, o, &g) && g.both >= best.both) {
			best = g;
			o->folded = true;
		}
	}
	if (!o->folded)
		return;
	o->band = best;
	(void)parts_texts(c, o, &o->band);
	o->band.margin = right_margin(c, o);
}

/* ---- the gutter of one space ---- */

/* Median of the widths of the left lines that stand beside others. */
static int
usual_left(const struct work *w, const struct sheet *o)
{
	int	 x[64], n = 0;

	for (uint32_t i = 0; i < o->n && n < 64; i++)
		if (o->row[i].side == SIDE_BOTH) {
			int v = word_width(w, o->row[i].b, o->row[i].cut,
			    false), k = n++;

			for (; k > 0 && x[k - 1] > v; k--)
				x[k] = x[k - 1];
			x[k] = v;
		}
	return n > 0 ? x[n / 2] : 0;
}

static void
cut_at_space(const struct work *w, struct row *r, int usual)
{
	const struct cells *c = &w->c;
	int		    width = 0, most = usual * 8 / 100;

	if (r->s > 10 || usual == 0)
		return;
	for (uint32_t i = r->b; i < r->nl; i++) {
		int off = width > usual ? width - usual : usual - width;

		if (cell_gone(c, i))
			continue;
		if (c->cp[i] == ' ' && width > 0) {
			if (i > r->b && cp_is_hyphen(c->cp[i - 1]))
				off /= 4;
			if (off < most) {
				most = off;
				r->cut = i;
				r->side = SIDE_BOTH;
			}
		}
		width += word_width(w, i, i + 1, false);
	}
}

static void
cut_rows(const struct work *w, struct sheet *o)
{
	int usual = usual_left(w, o);

	for (uint32_t i = 0; i < o->n; i++)
		if (o->row[i].side == SIDE_CROSS && o->row[i].e >
		    o->band.b + 4)
			cut_at_space(w, &o->row[i], usual);
}

/* ---- the new order ---- */

static void
put(struct unfold *o, uint32_t from, uint32_t to, bool beside)
{
	if (to > o->w->c.n)
		to = o->w->c.n;		/* the last line has no end */
	for (; from < to; from++) {
		o->beside[o->at] = beside;
		o->order[o->at++] = from;
	}
}

/* A blank cell ends a line: it stands for the end that the columns
 * shared. */
static void
end_line(struct cells *c, uint32_t i)
{
	cell_set(c, i, '\n', R_KEPT);
}

static void
put_left(struct unfold *o, const struct row *r)
{
	struct cells *c = &o->w->c;
	uint32_t      i = r->b;

	if (r->side == SIDE_BOTH) {
		end_line(c, r->cut);
		put(o, r->b, r->cut + 1, false);
	} else if (r->side == SIDE_RIGHT) {
		while (i < r->nl && c->cp[i] != ' ')
			i++;
		if (i < r->nl)
			end_line(c, i);
		put(o, r->b, i + 1, false);
	} else
		put(o, r->b, r->nl + 1, false);
}

/* The line of the right column; a line above it that was blank there
 * takes one more cell of the gutter. */
static void
put_right(struct unfold *o, const struct row *r, uint16_t margin, bool above)
{
	struct cells *c = &o->w->c;
	uint32_t      i = r->b, from, edge = cell_at(c, r, margin);

	if (r->side == SIDE_BOTH)
		i = r->cut;
	else
		while (c->cp[i] != '\n')	/* ended by put_left() */
			i++;
	from = ++i;
	if (above && i < r->nl && c->cp[i] == ' ')
		end_line(c, i++);
	for (; i < r->nl && i < edge && blank(c, i); i++)
		cell_kill(c, i, R_GUTTER);
	put(o, from, r->nl + 1, true);
}

/* Rows [b, e) of a sheet, no one of which crosses the gutter. */
static void
put_region(struct unfold *o, const struct sheet *t, uint32_t b, uint32_t e)
{
	bool any = false, above = false;

	for (uint32_t i = b; i < e; i++)
		put_left(o, &t->row[i]);
	for (uint32_t i = b; i < e; i++) {
		const struct row *r = &t->row[i];

		if (!has(r, SIDE_RIGHT)) {
			above = any;
			continue;
		}
		if (!any)
			o->start[o->nstarts++] = o->at;
		put_right(o, r, t->band.margin, above);
		above = false;
		any = true;
	}
}

/* A last line without an end cannot be followed by a column. */
static bool
ends_open(const struct unfold *o, const struct sheet *t)
{
	const struct row *r = &t->row[t->n - 1];

	return r->nl == o->w->c.n && (r->side == SIDE_LEFT || r->side ==
	    SIDE_BLANK);
}

static void
put_sheet(struct unfold *o, const struct sheet *t)
{
	uint32_t e;

	if (!t->folded || ends_open(o, t)) {
		put(o, t->row[0].b, t->row[t->n - 1].nl + 1, false);
		return;
	}
	for (uint32_t i = 0; i < t->n; i = e) {
		for (e = i; e < t->n && t->row[e].side != SIDE_CROSS; e++)
			;
		put_region(o, t, i, e);
		for (; e < t->n && t->row[e].side == SIDE_CROSS; e++)
			put(o, t->row[e].b, t->row[e].nl + 1, false);
	}
}

static void
reorder(struct unfold *o)
{
	struct cells *c = &o->w->c;
	struct cells  was = *c;

	c->cp = ARENA_ARRAY(o->w->tmp, uint32_t, c->n + 1);
	c->rule = ARENA_ARRAY(o->w->tmp, uint8_t, c->n + 1);
	c->off = ARENA_ARRAY(o->w->tmp, uint32_t, (size_t)c->n + 2);
	c->now = ARENA_ARRAY(o->w->tmp, uint32_t, c->n + 1);
	for (uint32_t i = 0; i < c->n; i++) {
		uint32_t k = o->order[i];

		c->cp[i] = was.cp[k];
		c->rule[i] = was.rule[k];
		c->off[i] = was.off[k];
		c->now[k] = i;
	}
	c->off[c->n] = was.off[c->n];
	c->beside = o->beside;
	o->w->column = o->start;
	o->w->ncolumns = o->nstarts;
}

/* ---- the driver ---- */

/* Rows and sheets of the text. */
static void
read_sheets(struct unfold *o, struct row *row)
{
	const struct cells *c = &o->w->c;
	uint32_t	    n = 0;

	for (uint32_t b = 0, i; b < c->n; b = i + 1) {
		bool feed = n == 0;

		for (i = b; i < c->n && c->cp[i] != '\n'; i++)
			feed |= c->cp[i] == '\f' && !cell_gone(c, i);
		row[n] = (struct row){ .b = b, .nl = i };
		read_row(c, &row[n]);
		if (feed)
			o->sheet[o->n++].row = &row[n];
		n++;
		o->sheet[o->n - 1].n++;
	}
}

/* A page with little beside its left column is cut where others are. */
static void
cut_alike(const struct cells *c, struct sheet *t, const struct band *g)
{
	uint32_t right = 0, cross = 0;

	for (uint32_t i = 0; i < t->n; i++) {
		take_side(c, &t->row[i], g);
		right += has(&t->row[i], SIDE_RIGHT);
		cross += t->row[i].side == SIDE_CROSS;
	}
	t->band = *g;
	t->folded = right > 0 && cross * 3 < t->n;
}

void
clean_columns(struct work *w)
{
	struct unfold	   o = { .w = w };
	struct row	  *row;
	const struct band *known = NULL;
	const uint32_t	  *cp = w->c.cp;
	uint32_t	   lines = 1, sheets = 1, gaps = 0;

	for (uint32_t i = 0; i < w->c.n; i++) {
		if (cp[i] > ' ')
			continue;
		lines += cp[i] == '\n';
		sheets += cp[i] == '\f';
		gaps += cp[i] == ' ' && i > 1 && cp[i - 1] == ' ' &&
		    cp[i - 2] > ' ';
	}
	if (gaps < STRONG || gaps * 20 < lines)
		return;			/* few lines have a gap in them */
	row = ARENA_ARRAY(w->scratch, struct row, (size_t)lines + 1);
	o.sheet = ARENA_ARRAY(w->scratch, struct sheet, (size_t)sheets + 1);
	read_sheets(&o, row);
	for (uint32_t i = 0; i < o.n; i++) {
		find_band(&w->c, &o.sheet[i]);
		if (o.sheet[i].folded && (known == NULL ||
		    o.sheet[i].band.both > known->both))
			known = &o.sheet[i].band;
	}
	if (known == NULL)
		return;
	o.order = ARENA_ARRAY(w->scratch, uint32_t, w->c.n + 1);
	o.beside = ARENA_ARRAY(w->tmp, uint8_t, w->c.n + 1);
	o.start = ARENA_ARRAY(w->tmp, uint32_t, (size_t)lines + 1);
	for (uint32_t i = 0; i < o.n; i++) {
		if (!o.sheet[i].folded)
			cut_alike(&w->c, &o.sheet[i], known);
		if (o.sheet[i].folded)
			cut_rows(w, &o.sheet[i]);
		put_sheet(&o, &o.sheet[i]);
	}
	reorder(&o);
}
