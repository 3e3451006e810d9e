/*
 * @page and the format of the edition.
 */
#include <stdlib.h>
#include <string.h>

#include "style_int.h"

static const struct {
	const char *name;
	sp	    w, h;
} formats[] = {
	{ "A5", SP_MM(148), SP_MM(210) },
	{ "a5", SP_MM(148), SP_MM(210) },
	{ "A4", SP_MM(210), SP_MM(297) },
	{ "6x9in", 6 * 72 * SP_PT, 9 * 72 * SP_PT },
	{ "5x8in", 5 * 72 * SP_PT, 8 * 72 * SP_PT },
};

/* "WxH" in millimetres. */
static bool
format_mm(struct str f, sp *w, sp *h)
{
	size_t	x = str_find(f, STR("x"), 0);
	int64_t	a, b;

	if (x == SIZE_MAX || !css_number(str_sub(f, 0, x), &a) ||
	    !css_number(str_sub(f, x + 1, f.n), &b))
		return false;
	if (a < 600000 || b < 800000 || a > 5000000 || b > 5000000)
		return false;
	*w = (sp)((a * 65536 * 720 / 254 + 5000) / 10000);
	*h = (sp)((b * 65536 * 720 / 254 + 5000) / 10000);
	return true;
}

bool
css_format(struct str f, sp *w, sp *h)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (str_eqz(f, formats[i].name)) {
			*w = formats[i].w;
			*h = formats[i].h;
			return true;
		}
	return format_mm(f, w, h);
}

static bool
size_value(struct style_page *p, struct str v, const struct lengths *at)
{
	struct str one = css_word(&v), two = css_word(&v);

	if (two.n == 0)
		return css_format(one, &p->width, &p->height);
	return css_length(one, at, &p->width) &&
	    css_length(two, at, &p->height) &&
	    p->width > 100 * SP_PT && p->height > 150 * SP_PT;
}

static bool
margins(struct style_page *p, struct str v, const struct lengths *at)
{
	struct str	w[4];
	int		n = 0;

	while (n < 4 && (w[n] = css_word(&v)).n > 0)
		n++;
	return n > 0 && css_length(w[0], at, &p->top) &&
	    css_length(w[n > 1 ? 1 : 0], at, &p->outer) &&
	    css_length(w[n > 2 ? 2 : 0], at, &p->bottom) &&
	    css_length(w[n > 3 ? 3 : n > 1 ? 1 : 0], at, &p->inner);
}

/* What the margin boxes of css-gcpm say: where the folio stands and
 * whether there is a running head. */
static void
margin_box(struct style_page *p, const struct css_decl *d)
{
	bool top = str_starts(d->name, STR("@top"));

	if (str_find(d->value, STR("counter(page)"), 0) != SIZE_MAX) {
		p->folio = true;
		p->folio_outer = !str_ends(d->name, STR("center"));
		p->folio_at = top ? FOLIO_HEAD : FOLIO_FOOT;
	}
	if (top && str_find(d->value, STR("string("), 0) != SIZE_MAX)
		p->head = true;
}

/* 1 done, 0 not a value of it, -1 no such property. */
static int
page_decl(struct style_page *p, enum css_side side,
    const struct css_decl *d, const struct lengths *at)
{
	bool recto = side != CSS_LEFT;

	if (d->name.p[0] == '@') {
		margin_box(p, d);
		return 1;
	}
	if (str_eqz(d->name, "size"))
		return size_value(p, d->value, at);
	if (str_eqz(d->name, "margin"))
		return margins(p, d->value, at);
	if (str_eqz(d->name, "margin-top"))
		return css_length(d->value, at, &p->top);
	if (str_eqz(d->name, "margin-bottom"))
		return css_length(d->value, at, &p->bottom);
	if (str_eqz(d->name, "margin-left"))
		return css_length(d->value, at,
		    recto ? &p->inner : &p->outer);
	if (str_eqz(d->name, "margin-right"))
		return css_length(d->value, at,
		    recto ? &p->outer : &p->inner);
	return -1;
}

static void
page_decls(struct style_page *p, const struct css *css,
    const struct lengths *at, struct diag_sink *sink)
{
	for (const struct css_page *r = css->pages; r; r = r->next)
		for (const struct css_decl *d = r->decls; d && !r->off;
		    d = d->next) {
			int ok = page_decl(p, r->side, d, at);

			if (ok < 0)
				diag(sink, DIAG_CSS_PROPERTY, d->span,
				    "“%.*s” in @page", STR_ARG(d->name));
			else if (ok == 0)
				diag(sink, DIAG_CSS_VALUE, d->span,
				    "“%.*s”", STR_ARG(d->value));
		}
}

static sp
scaled(sp v, sp to, sp from)
{
	return (sp)((int64_t)v * to / from);
}

/* Another format: the margins grow and shrink with the page. */
static void
reformat(struct style_page *p, sp w, sp h)
{
	p->inner = scaled(p->inner, w, p->width);
	p->outer = scaled(p->outer, w, p->width);
	p->top = scaled(p->top, h, p->height);
	p->bottom = scaled(p->bottom, h, p->height);
	p->width = w;
	p->height = h;
}

/* Margins that leave no room for text give way to a tenth each. */
static void
sane(struct style_page *p)
{
	if ((int64_t)p->inner + p->outer > p->width - 72 * SP_PT ||
	    p->inner < 0 || p->outer < 0)
		p->inner = p->outer = p->width / 10;
	if ((int64_t)p->top + p->bottom > p->height - 8 * p->leading ||
	    p->top < 0 || p->bottom < 0)
		p->top = p->bottom = p->height / 10;
}

void
css_page_read(struct sheet *s, struct str format, struct span span,
    struct diag_sink *sink)
{
	struct style_page *p = &s->page;
	struct lengths	at = { s->root.b.size, s->root.b.size, 0, 0 };
	sp		w, h;

	/* The grid of the page: lines of no height fill none. */
	if (s->root.b.leading < SP_PT) {
		diag(sink, DIAG_CSS_VALUE, SPAN_NONE, "line-height of html; "
		    "12pt is taken");
		s->root.b.leading = 12 * SP_PT;
	}
	at.root_leading = s->root.b.leading;
	p->width = SP_MM(148);
	p->height = SP_MM(210);
	p->top = p->bottom = p->inner = p->outer = SP_MM(20);
	p->leading = s->root.b.leading;
	page_decls(p, &s->css, &at, sink);
	if (format.n > 0) {
		if (css_format(format, &w, &h))
			reformat(p, w, h);
		else
			diag(sink, DIAG_FORMAT_BAD, span, "“%.*s”",
			    STR_ARG(format));
	}
	sane(p);
	p->lines = (int)((p->height - p->top - p->bottom + SP_PT / 10) /
	    p->leading);
	s->measure = p->width - p->inner - p->outer;
}
