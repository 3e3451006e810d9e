/*
 * @media print with conditions: the width and height of the page (Media
 * Queries 4, 4.1: in paged media they are those of the page box), as
 *
 *	@media print and (max-width: 115mm) { … }
 *
 * so that a style can take another size of type on narrow pages.
 */
#include "style_int.h"

/* The size of the book's pages before any condition: of its format,
 * else of the first @page outside @media. */
static void
page_size(const struct sheet *s, struct str format, sp *w, sp *h)
{
	const struct lengths none = { 0, 0, 0, 0 };

	*w = SP_MM(148);
	*h = SP_MM(210);
	if (format.n > 0 && css_format(format, w, h))
		return;
	for (const struct css_page *p = s->css.pages; p; p = p->next)
		for (const struct css_decl *d = p->decls; d; d = d->next) {
			struct str v = d->value, one = css_word(&v),
				   two = css_word(&v);
			sp	   x, y;

			if (!str_eqz(d->name, "size") || p->query.n > 0)
				continue;
			if (two.n == 0 ? css_format(one, &x, &y) :
			    css_length(one, &none, &x) &&
			    css_length(two, &none, &y)) {
				*w = x;
				*h = y;
			}
		}
}

/* One condition, without its brackets: 1 holds, 0 not, -1 unknown. */
static int
condition(struct str c, sp w, sp h)
{
	const struct lengths none = { 0, 0, 0, 0 };
	size_t	   colon = str_find(c, STR(":"), 0);
	struct str name, value;
	sp	   v;

	if (colon == SIZE_MAX)
		return -1;
	name = str_trim(str_sub(c, 0, colon));
	value = str_trim(str_sub(c, colon + 1, c.n));
	if (!css_length(value, &none, &v))
		return -1;
	if (str_eqz(name, "max-width"))
		return w <= v;
	if (str_eqz(name, "min-width"))
		return w >= v;
	if (str_eqz(name, "max-height"))
		return h <= v;
	if (str_eqz(name, "min-height"))
		return h >= v;
	return -1;
}

/* All conditions of a query; those unknown never hold, as in CSS. */
static bool
holds(struct str query, sp w, sp h, bool *unknown)
{
	size_t from = 0, to;

	while ((from = str_find(query, STR("("), from)) != SIZE_MAX) {
		int k;

		to = str_find(query, STR(")"), from);
		if (to == SIZE_MAX)
			to = query.n;
		k = condition(str_sub(query, from + 1, to), w, h);
		*unknown |= k < 0;
		if (k <= 0)
			return false;
		from = to;
	}
	return true;
}

void
css_media_settle(struct sheet *s, struct str format, struct diag_sink *sink)
{
	struct str told = STR("");
	sp	   w, h;

	page_size(s, format, &w, &h);
	for (struct css_rule *r = s->css.rules; r != NULL; r = r->next) {
		bool unknown = false;

		if (r->media != CSS_PRINT || holds(r->query, w, h, &unknown))
			continue;
		r->media = CSS_OTHER;
		if (unknown && r->query.p != told.p)
			diag(sink, DIAG_CSS_VALUE, r->span, "“%.*s”",
			    STR_ARG(r->query));
		told = r->query;
	}
	for (struct css_page *p = s->css.pages; p != NULL; p = p->next) {
		bool unknown = false;

		p->off = p->query.n > 0 && !holds(p->query, w, h, &unknown);
	}
}
