/*
 * Galley lines to runs, and single lines of plain text.
 */
#include <string.h>

#include "para_int.h"

/* Where the pen of a line starts. */
static sp
pen_start(const struct para *p, const struct brk *a, const struct brk *b)
{
	sp	w = para_target(p, a, b) - a->hang_left - b->hang_right,
		x = p->left + a->inset;

	if (a->begins)
		x += p->indent;
	if (p->align == ALIGN_CENTER)
		x += (w - para_natural(a, b)) / 2;
	else if (p->align == ALIGN_RIGHT)
		x += w - para_natural(a, b);
	return x - a->hang_left;
}

static struct brk
whole(const struct para *p)
{
	struct brk b = { .atom = p->natoms, .forced = true };

	for (uint32_t i = 0; i < p->natoms; i++)
		if (p->atoms[i].kind == ATOM_SPACE)
			b.end.spaces += p->atoms[i].width;
		else
			b.end.glyphs += p->atoms[i].width;
	return b;
}

/* All atoms of a paragraph on one line, as wide as they are. */
static sp
set_natural(struct arena *a, const struct para *p, sp x,
    struct frame_run **runs, uint32_t *nruns)
{
	struct brk	start = { .begins = true }, end = whole(p);
	struct set_line	line = { .a = &start, .b = &end, .last = true,
			    .x = x };
	struct para	ragged = *p;

	ragged.align = ALIGN_LEFT;
	set_line(a, &ragged, &line);
	*runs = line.runs;
	*nruns = line.nruns;
	return line.end - x;
}

static void
join(struct arena *a, const struct frame_run *x, uint32_t nx,
    const struct frame_run *y, uint32_t ny, struct frame_run **out,
    uint32_t *n)
{
	*out = ARENA_ARRAY(a, struct frame_run, nx + ny + 1);
	if (nx > 0)
		memcpy(*out, x, nx * sizeof(*x));
	if (ny > 0)
		memcpy(*out + nx, y, ny * sizeof(*y));
	*n = nx + ny;
}

/* Sets a paragraph in one line before those runs. */
static void
put_before(struct arena *a, const struct para *p, sp x,
    struct frame_run **runs, uint32_t *nruns)
{
	struct frame_run *before;
	uint32_t	  n;

	(void)set_natural(a, p, x, &before, &n);
	join(a, before, n, *runs, *nruns, runs, nruns);
}

static void
tell(const struct set_text *t, const struct galley_variant *v,
    unsigned line, const struct set_line *l, struct frame_line *out)
{
	memset(out, 0, sizeof(*out));
	out->x = t->p.left + l->a->inset + (line == 0 ? t->p.indent : 0);
	out->w = t->p.measure - t->p.right - out->x;
	out->block = t->p.node;
	out->first = line == 0;
	out->last = line + 1u == v->nlines;
	out->hyphen = l->b->hyphen;
	out->ratio = (int16_t)(l->ratio > INT16_MAX ? INT16_MAX : l->ratio);
}

/* The cells' runs of one line of a row, side by side. */
static void
set_row(struct arena *a, const struct set_text *t, unsigned line,
    struct frame_run **runs, uint32_t *nruns)
{
	*runs = NULL;
	*nruns = 0;
	for (uint32_t i = 0; i < t->ncells; i++) {
		const struct set_cell	*c = &t->cells[i];
		const struct galley_line *g = &c->lines.lines[line];
		struct set_line		 l;

		if (line >= c->lines.nlines)
			continue;
		l = (struct set_line){ .a = &c->text.brks[g->first_item],
		    .b = &c->text.brks[g->last_item] };
		l.last = l.b->forced;
		l.x = c->x + pen_start(&c->text.p, l.a, l.b);
		set_line(a, &c->text.p, &l);
		join(a, *runs, *nruns, l.runs, l.nruns, runs, nruns);
	}
}

static void
tell_row(const struct set_text *t, const struct galley_variant *v,
    unsigned line, uint32_t nruns, struct frame_line *out)
{
	memset(out, 0, sizeof(*out));
	out->x = t->p.left;
	out->w = t->p.measure - t->p.left - t->p.right;
	out->block = t->p.node;
	out->first = line == 0;
	out->last = line + 1u == v->nlines;
	out->ratio = 1000;
	out->nruns = nruns;
}

void
galley_set(struct arena *a, const struct galley_block *b, unsigned variant,
    unsigned line, struct faces *fs, struct frame_run **runs,
    uint32_t *nruns, struct frame_line *out)
{
	const struct set_text	*t = b->own;
	const struct galley_variant *v = &b->variants[variant];
	const struct galley_line *g = &v->lines[line];
	struct set_line		 l = { 0 };

	(void)fs;	/* the block's own, with which it was built */
	if (t->cells != NULL) {
		set_row(a, t, line, runs, nruns);
		tell_row(t, v, line, *nruns, out);
		return;
	}
	l.a = &t->brks[g->first_item];
	l.b = &t->brks[g->last_item];
	l.last = l.b->forced;
	l.x = pen_start(&t->p, l.a, l.b);
	set_line(a, &t->p, &l);
	*runs = l.runs;
	*nruns = l.nruns;
	if (line == 0 && t->label != NULL)
		put_before(a, t->label, t->label_x, runs, nruns);
	if (line == 0 && t->p.drop != NULL) {
		put_before(a, t->p.drop->letter, t->p.drop->letter_x, runs,
		    nruns);
		if (t->p.drop->mark != NULL)
			put_before(a, t->p.drop->mark, t->p.drop->mark_x,
			    runs, nruns);
	}
	tell(t, v, line, &l, out);
	out->nruns = *nruns;
}

sp
galley_set_plain(struct arena *a, struct str text,
    const struct style_block *style, struct str lang, struct faces *fs,
    const struct node *elem, enum artifact artifact,
    struct frame_run **runs, uint32_t *nruns)
{
	struct para	 p;
	struct look	 l;
	struct error	 e;
	struct diag_sink sink;
	struct sources	 none;

	sources_init(&none, a);
	diag_init(&sink, a, &none);
	para_init(&p, a, fs, &sink, elem, style, 0);
	*runs = NULL;
	*nruns = 0;
	if (itemise_look(&p, style, elem, lang, &l, &e) < 0)
		return 0;	/* the text itself has said so already */
	l.artifact = artifact;
	l.hyphens = false;
	itemise_text(&p, itemise_add_look(&p, &l), text);
	space_set(&p);
	return set_natural(a, &p, 0, runs, nruns);
}
