/*
 * The front of the cover: author, title, subtitle and publisher within
 * a double rule, two by three.  Drawn for editions without a picture.
 */

#include "octavo/arena.h"
#include "typeset_int.h"

enum { COVER_NAMES_MAX = 3 };	/* more authors: "et al." by title alone */

struct cover {
	struct arena	 *arena;
	const struct book *book;
	struct style	 *style;
	struct faces	 *faces;
	struct frame	 *frame;
	struct sheet_list list;
	sp		  left, width;
};

static sp
plain_width(struct cover *c, struct str text, const struct style_block *b,
    struct frame_run **runs, uint32_t *n)
{
	return galley_set_plain(c->arena, text, b,
	    c->book->edition->language, c->faces, NULL, ARTIFACT_NONE, runs,
	    n);
}

/* The most words that fit a line; at least one. */
static struct str
fitting(struct cover *c, struct str text, const struct style_block *b)
{
	struct frame_run *runs;
	uint32_t	  n;
	struct str	  best = STR_NULL;

	for (size_t i = 0; i <= text.n; i++) {
		struct str s = str_sub(text, 0, i);

		if (i < text.n && text.p[i] != ' ')
			continue;
		if (best.n > 0 &&
		    plain_width(c, s, b, &runs, &n) > c->width)
			break;
		best = s;
	}
	return best;
}

/* Sets a text from y down, line under line; the baseline after it. */
static sp
set_text(struct cover *c, struct str text, enum style_furniture f, sp y)
{
	const struct style_block *b = style_furniture(c->style, f);

	text = str_trim(text);
	while (text.n > 0) {
		struct str	  s = fitting(c, text, b);
		struct frame_run *runs;
		uint32_t	  n, first = c->list.nruns;
		sp		  w = plain_width(c, s, b, &runs, &n);
		sp		  x = c->left;

		if (b->align == ALIGN_CENTER || b->align == ALIGN_JUSTIFY)
			x += (c->width - w) / 2;
		else if (b->align == ALIGN_RIGHT)
			x += c->width - w;
		y += b->leading;
		put_runs(&c->list, runs, n, x, y);
		put_line(&c->list, (struct frame_line){
		    .stream = STREAM_BODY, .x = x, .y = y, .w = w,
		    .first_run = first, .nruns = n, .first = true,
		    .last = true, .ratio = 1000 });
		text = str_trim(str_sub(text, s.n, text.n));
	}
	return y;
}

static void
rule_frame(struct cover *c, sp in, sp thick)
{
	sp w = c->frame->width - 2 * in, h = c->frame->height - 2 * in;
	struct frame_rule r = { in, in, w, thick, ARTIFACT_RULE, 0 };

	put_rule(&c->list, r);
	r.y = in + h - thick;
	put_rule(&c->list, r);
	r = (struct frame_rule){ in, in, thick, h, ARTIFACT_RULE, 0 };
	put_rule(&c->list, r);
	r.x = in + w - thick;
	put_rule(&c->list, r);
}

/* A short rule between what is said of the title and the rest. */
static void
short_rule(struct cover *c, sp y)
{
	sp w = c->width / 6;
	struct frame_rule r = { c->left + (c->width - w) / 2, y, w,
	    SP_PT * 6 / 10, ARTIFACT_RULE, 0 };

	if (style_furniture(c->style, FURNITURE_COVER_TITLE)->align ==
	    ALIGN_LEFT)
		r.x = c->left;
	put_rule(&c->list, r);
}

/* Authors; of many only the title speaks. */
static sp
authors(struct cover *c, sp y)
{
	const struct edition *e = c->book->edition;
	size_t		      n = 0;

	for (size_t i = 0; i < e->ncreators; i++)
		n += str_eqz(e->creators[i].role, "aut");
	for (size_t i = 0; i < e->ncreators && n <= COVER_NAMES_MAX; i++)
		if (str_eqz(e->creators[i].role, "aut"))
			y = set_text(c, e->creators[i].name,
			    FURNITURE_COVER_AUTHOR, y);
	return y;
}

static void
draw(struct cover *c)
{
	const struct edition *e = c->book->edition;
	sp h = c->frame->height, y;

	rule_frame(c, SP_MM(8), SP_PT * 14 / 10);
	rule_frame(c, SP_MM(9.6), SP_PT * 5 / 10);
	(void)authors(c, h / 9);
	y = set_text(c, e->title, FURNITURE_COVER_TITLE, h * 3 / 10);
	if (e->subtitle.n > 0) {
		short_rule(c, y + SP_MM(8));
		y = set_text(c, e->subtitle, FURNITURE_COVER_SUBTITLE,
		    y + SP_MM(11));
	}
	(void)set_text(c, e->publisher, FURNITURE_COVER_PUBLISHER,
	    h - SP_MM(24));
}

static void
cover_page(struct cover *c)
{
	struct frame_page *p = ARENA_NEW(c->arena, struct frame_page);

	p->number = 1;
	p->label = "1";
	sheet_keep(c->arena, &c->list, p);
	c->frame->pages = p;
	c->frame->npages = 1;
}

int
typeset_cover(struct arena *a, const struct book *book, struct style *style,
    struct diag_sink *sink, struct frame **out, struct error *err)
{
	struct cover c = { .arena = a, .book = book, .style = style };
	int	     rc;

	(void)sink;
	if (faces_open(a, &c.faces, err) < 0)
		return -1;
	c.frame = ARENA_NEW(a, struct frame);
	c.frame->width = SP_MM(140);
	c.frame->height = SP_MM(210);
	c.list.arena = a;
	c.left = SP_MM(18);
	c.width = c.frame->width - 2 * c.left;
	draw(&c);
	cover_page(&c);
	faces_list(c.faces, a, &c.frame->faces, &c.frame->nfaces);
	rc = faces_error(c.faces, err);
	faces_close(c.faces);
	*out = c.frame;
	return rc;
}
