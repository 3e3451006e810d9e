/*
 * Compose: the text of a page as operators, in the codes under which
 * cairo has put the glyphs into the fonts (codes.c).
 *
 * cairo would write the same: glyph after glyph with its place, to be
 * parsed and told in fewer bytes.  The page list has the places already.
 *
 *	pdf_compose
 *	  put_mark	   a leaf mark: BDC … EMC
 *	    put_run	   clusters; an ActualText where a font does not
 *			   say the cluster's text by itself
 *	      put_glyph	   collects codes until font, baseline or pen
 *			   break off
 *	        flush	   tighten.c
 */
#include <string.h>

#include "octavo/arena.h"
#include "codes.h"
#include "tighten.h"

struct compose {
	const struct pdf_codes *table;
	struct buf	       *out;
	struct tighten		t;
	struct codes		codes;
	const struct frame_run *run;
	int64_t			x, top;	/* of the trimmed page [sp] */
	double			em;	/* the run's size, scaled [sp] */
	sp			size;	/* of the text placed last */
	int64_t			base;	/* its baseline, y down [sp] */
	double			pen;	/* where the codes have led [sp] */
	uint8_t			font;	/* in force, from 1 */
	bool			text;	/* within BT … ET */
	bool			broken;
};

/* [1e-6 pt] */
static int64_t
micro(int64_t v)
{
	int64_t n = v * 15625;

	return n < 0 ? -((-n + 512) / 1024) : (n + 512) / 1024;
}

static int64_t
nearest(double v)
{
	return (int64_t)(v < 0 ? v - 0.5 : v + 0.5);
}

static void
flush(struct compose *c)
{
	if (c->codes.n > 0)
		tighten_show(&c->t, &c->codes, c->out);
	c->codes.n = 0;
}

static void
set_font(struct compose *c, uint8_t font)
{
	buf_puts(c->out, c->table->font[font - 1].name);
	buf_puts(c->out, " 1 Tf\n");
	c->font = font;
	c->codes.wide = c->table->font[font - 1].wide;
}

/* Before the first glyph of a stretch: a new origin, unless it goes on
 * upon the line where the pen is. */
static void
begin_codes(struct compose *c, uint8_t font, int64_t x, int64_t y)
{
	const struct frame_run *r = c->run;

	tighten_scale(&c->t, r->hscale, c->out);
	if (!c->t.placed || c->size != r->size || c->base != y) {
		tighten_place(&c->t, micro(r->size), micro(c->x + x),
		    micro(c->top - y), c->out);
		c->size = r->size;
		c->base = y;
		c->pen = (double)x;
	}
	if (c->font != font)
		set_font(c, font);
	c->codes.after[0] = 0;
}

/* Each move is reckoned from where the pen has been led, so that no
 * rounding adds up. */
static void
put_glyph(struct compose *c, const struct frame_glyph *g, int64_t x)
{
	const struct pdf_code *p = pdf_code_of(c->table, c->run->face,
	    g->gid);
	struct codes	      *k = &c->codes;
	int64_t		       y = (int64_t)c->run->y + g->dy;
	int		       move;

	if (p == NULL) {
		c->broken = true;
		return;
	}
	x += g->dx;
	if (k->n == MAX_CODES || (k->n > 0 && (c->font != p->font ||
	    c->base != y)))
		flush(c);
	if (k->n == 0)
		begin_codes(c, p->font, x, y);
	move = (int)nearest(((double)x - c->pen) * 10000 / c->em);
	c->pen += (move / 10.0 + p->width) * c->em / 1000;
	k->after[k->n] += move;
	k->code[k->n++] = p->code;
	k->after[k->n] = 0;
}

static int64_t
put_cluster(struct compose *c, const struct frame_glyph *g, uint16_t n,
    int64_t x)
{
	for (uint16_t i = 0; i < n; i++) {
		put_glyph(c, &g[i], x);
		x += g[i].adv;
	}
	return x;
}

/* Whether the font says the text of a cluster by itself. */
static bool
says(struct compose *c, const struct frame_glyph *g, uint16_t n,
    struct str text)
{
	const struct pdf_code *p;

	if (n != 1)
		return false;
	p = pdf_code_of(c->table, c->run->face, g->gid);
	return p != NULL && p->len > 0 && p->len == text.n &&
	    memcmp(p->text, text.p, text.n) == 0;
}

/* No cluster without a glyph is set: there is nothing to say it with. */
static void
put_run(struct compose *c, const struct frame_run *r)
{
	size_t	at = 0, g = 0;
	int64_t	x = r->x;

	c->run = r;
	if (!pdf_run_is_sound(r)) {
		c->broken = true;
		return;
	}
	c->em = (double)r->size * (r->hscale == 0 ? 1 : r->hscale / 1000.0);
	for (uint32_t i = 0; i < r->nclusters && !c->broken; i++) {
		const struct frame_cluster *k = &r->clusters[i];
		struct str text = pdf_said(str_sub(r->text, at,
		    at + k->bytes));

		if (says(c, r->glyphs + g, k->glyphs, text)) {
			x = put_cluster(c, r->glyphs + g, k->glyphs, x);
		} else {
			flush(c);
			tighten_actual(text, c->out);
			x = put_cluster(c, r->glyphs + g, k->glyphs, x);
			flush(c);
			buf_puts(c->out, "EMC\n");
		}
		at += k->bytes;
		g += k->glyphs;
	}
	flush(c);
}

static void
text_mode(struct compose *c, bool on)
{
	if (c->text == on)
		return;
	buf_puts(c->out, on ? "BT\n" : "ET\n");
	if (on)
		tighten_begin(&c->t);
	c->text = on;
}

/* [pt], three decimals */
static void
put_pt(struct compose *c, int64_t v)
{
	tighten_number(c->out, micro(v) / 1000, 3);
	buf_putc(c->out, ' ');
}

/* Black is what a page begins with.  The press has one ink: there a
 * colour is as dark as it looks (luminance by Rec. 601). */
static void
put_colour(struct compose *c, uint32_t rgb, bool tagged)
{
	const uint32_t part[] = { rgb >> 16 & 255, rgb >> 8 & 255,
	    rgb & 255 };
	uint32_t       grey = (part[0] * 299 + part[1] * 587 +
	    part[2] * 114 + 500) / 1000;

	if (!tagged || (part[0] == part[1] && part[1] == part[2])) {
		tighten_number(c->out, grey * 1000 / 255, 3);
		buf_puts(c->out, " g\n");
		return;
	}
	for (int i = 0; i < 3; i++) {
		tighten_number(c->out, part[i] * 1000 / 255, 3);
		buf_puts(c->out, i < 2 ? " " : " rg\n");
	}
}

/* Rules of one colour that follow one another are filled together. */
static void
put_rules(struct compose *c, const struct frame_page *fp, bool tagged)
{
	uint32_t rgb = 0;

	for (uint32_t i = 0; i < fp->nrules; i++) {
		const struct frame_rule *r = &fp->rules[i];

		if (r->rgb != rgb) {
			if (i > 0)
				buf_puts(c->out, "f\n");
			put_colour(c, rgb = r->rgb, tagged);
		}
		put_pt(c, c->x + r->x);
		put_pt(c, c->top - r->y - r->h);
		put_pt(c, r->w);
		put_pt(c, r->h);
		buf_puts(c->out, "re\n");
	}
	buf_puts(c->out, "f\n");
	if (rgb != 0)
		put_colour(c, 0, tagged);
}

static void
put_mark(struct compose *c, const struct frame_page *fp,
    const struct pdf_mark *m, bool tagged)
{
	text_mode(c, m->kind == MARK_RUNS);
	if (tagged)
		pdf_mark_begin(m, c->out);
	if (m->kind == MARK_RULES)
		put_rules(c, fp, tagged);
	for (uint32_t i = 0; i < m->n && m->kind == MARK_RUNS; i++)
		put_run(c, &fp->runs[m->first + i]);
	if (tagged)
		buf_puts(c->out, "EMC\n");
}

int
pdf_compose(const struct pdf_codes *table, const struct pdf_plan *plan,
    uint32_t page, sp x, sp top, struct buf *out, struct error *e)
{
	const struct frame_page *fp = &plan->frame->pages[page];
	const struct pdf_page	*pp = &plan->pages[page];
	struct compose		 c;

	memset(&c, 0, sizeof(c));
	c.table = table;
	c.out = out;
	c.x = x;
	c.top = top;
	for (uint32_t i = 0; i < pp->nmarks && !c.broken; i++)
		if (pp->marks[i].kind != MARK_IMAGE)
			put_mark(&c, fp, &pp->marks[i], plan->root != NULL);
	text_mode(&c, false);
	return !c.broken ? 0 : error_library(e, NULL, "the page list is "
	    "broken: clusters of \"%.*s\"", c.run == NULL ? 0 :
	    (int)(c.run->text.n < 60 ? c.run->text.n : 60), c.run == NULL ?
	    "" : c.run->text.p);
}
