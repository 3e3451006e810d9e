/*
 * Properties: one table row each, name, whether inlines take it, the
 * function that reads its value.  Lengths are integers throughout.
 */
#include <string.h>

#include "style_int.h"

bool
css_number(struct str s, int64_t *out)
{
	int64_t	v = 0;
	int	places = -1;
	size_t	i = 0;
	bool	minus = s.n > 0 && s.p[0] == '-', some = false;

	if (minus || (s.n > 0 && s.p[0] == '+'))
		i++;
	for (; i < s.n; i++) {
		char c = s.p[i];

		if (c == '.' && places < 0) {
			places = 0;
			continue;
		}
		if (c < '0' || c > '9' || v > 100000000000)
			return false;
		some = true;
		if (places >= 4)
			continue;
		v = v * 10 + (c - '0');
		if (places >= 0)
			places++;
	}
	for (places = places < 0 ? 0 : places; places < 4; places++)
		v *= 10;
	*out = minus ? -v : v;
	return some;
}

static const struct {
	const char	*name;
	int64_t		 num, den;	/* [sp] */
} units[] = {
	{ "pt", 65536, 1 }, { "mm", (int64_t)65536 * 720, 254 },
	{ "cm", (int64_t)65536 * 7200, 254 }, { "in", (int64_t)65536 * 72, 1 },
	{ "pc", (int64_t)65536 * 12, 1 }, { "px", 49152, 1 },
};

/* The reference of a relative unit, or 0. */
static sp
relative(struct str unit, const struct lengths *at)
{
	if (str_eqz(unit, "em"))
		return at->size;
	if (str_eqz(unit, "rem"))
		return at->root_size;
	if (str_eqz(unit, "rlh"))
		return at->root_leading;
	return 0;
}

bool
css_length(struct str s, const struct lengths *at, sp *out)
{
	size_t		n = s.n;
	struct str	unit;
	int64_t		v, num = 0, den = 1;

	while (n > 0 && strchr("0123456789.", s.p[n - 1]) == NULL)
		n--;
	unit = str_sub(s, n, s.n);
	if (!css_number(str_sub(s, 0, n), &v))
		return false;
	if (unit.n == 0 && v != 0)
		return false;
	num = relative(unit, at);
	if (str_eqz(unit, "%")) {
		num = at->whole;
		den = 100;
	}
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (str_eqz(unit, units[i].name)) {
			num = units[i].num;
			den = units[i].den;
		}
	if (num == 0 && v != 0)
		return false;
	if (v > 100000000 || v < -100000000)
		return false;
	den *= 10000;
	v = (v * num * 2 + (v < 0 ? -den : den)) / (2 * den);
	if (v > INT32_MAX / 2 || v < INT32_MIN / 2)
		return false;
	*out = (sp)v;
	return true;
}

struct keyword {
	const char	*name;
	int		 value;
};

static bool
keyword(struct str s, const struct keyword *k, int *out)
{
	for (; k->name != NULL; k++)
		if (str_eqz(s, k->name)) {
			*out = k->value;
			return true;
		}
	return false;
}

static struct str
unquote(struct str s)
{
	if (s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') &&
	    s.p[s.n - 1] == s.p[0])
		return str_sub(s, 1, s.n - 1);
	return s;
}

static bool
set_family(struct apply *a, struct str v)
{
	size_t end = str_find(v, STR(","), 0);

	a->c->b.family = unquote(str_trim(str_sub(v, 0,
	    end == SIZE_MAX ? v.n : end)));
	return a->c->b.family.n > 0;
}

static bool
set_size(struct apply *a, struct str v)
{
	struct lengths	at = a->at;
	sp		s;

	at.size = a->parent->b.size;
	at.whole = at.size;
	if (!css_length(v, &at, &s) || s < SP_PT || s > 400 * SP_PT)
		return false;
	a->c->b.size = s;
	return true;
}

static bool
set_line_height(struct apply *a, struct str v)
{
	struct lengths	at = a->at;
	int64_t		n;

	at.whole = at.size;
	if (css_number(v, &n) && n > 0 && n < 100000) {
		a->c->line_height = (int)n;
		return true;
	}
	if (!css_length(v, &at, &a->c->b.leading) || a->c->b.leading <= 0)
		return false;
	a->c->line_height = 0;
	return true;
}

static bool
set_font_style(struct apply *a, struct str v)
{
	static const struct keyword k[] = { { "normal", 0 },
	    { "italic", 1 }, { "oblique", 1 }, { NULL, 0 } };
	int x;

	if (!keyword(v, k, &x))
		return false;
	a->c->b.italic = x;
	return true;
}

static bool
set_weight(struct apply *a, struct str v)
{
	static const struct keyword k[] = { { "normal", 0 }, { "bold", 1 },
	    { "400", 0 }, { "700", 1 }, { NULL, 0 } };
	int x;

	if (!keyword(v, k, &x))
		return false;
	a->c->b.bold = x;
	return true;
}

static bool
set_caps(struct apply *a, struct str v)
{
	static const struct keyword k[] = { { "normal", CAPS_NONE },
	    { "small-caps", CAPS_SMALL },
	    { "all-small-caps", CAPS_ALL_SMALL }, { NULL, 0 } };
	int x;

	if (!keyword(v, k, &x))
		return false;
	a->c->b.caps = (enum caps)x;
	return true;
}

static bool
set_transform(struct apply *a, struct str v)
{
	if (str_eqz(v, "uppercase"))
		a->c->b.caps = CAPS_UPPER;
	else if (!str_eqz(v, "none"))
		return false;
	else if (a->c->b.caps == CAPS_UPPER)
		a->c->b.caps = CAPS_NONE;
	return true;
}

static bool
set_figures(struct apply *a, struct str v)
{
	static const struct keyword k[] = { { "normal", FIGURES_DEFAULT },
	    { "oldstyle-nums", FIGURES_OLDSTYLE },
	    { "lining-nums", FIGURES_LINING }, { NULL, 0 } };
	int x;

	if (!keyword(v, k, &x))
		return false;
	a->c->b.figures = (enum figures)x;
	return true;
}

static bool
set_tracking(struct apply *a, struct str v)
{
	sp s;

	if (str_eqz(v, "normal")) {
		a->c->b.tracking = 0;
		return true;
	}
	if (!css_length(v, &a->at, &s) || a->at.size == 0)
		return false;
	a->c->b.tracking = (int)((int64_t)s * 1000 / a->at.size);
	return true;
}

static bool
set_align(struct apply *a, struct str v)
{
	static const struct keyword k[] = { { "justify", ALIGN_JUSTIFY },
	    { "left", ALIGN_LEFT }, { "start", ALIGN_LEFT },
	    { "center", ALIGN_CENTER }, { "right", ALIGN_RIGHT },
	    { "end", ALIGN_RIGHT }, { NULL, 0 } };
	int x;

	if (!keyword(v, k, &x))
		return false;
	a->c->b.align = (enum align)x;
	return true;
}

static bool
set_hyphens(struct apply *a, struct str v)
{
	static const struct keyword k[] = { { "auto", 1 }, { "none", 0 },
	    { "manual", 0 }, { NULL, 0 } };
	int x;

	if (!keyword(v, k, &x))
		return false;
	a->c->b.hyphens = x;
	return true;
}

static bool
set_indent(struct apply *a, struct str v)
{
	return css_length(v, &a->at, &a->c->b.indent);
}

static bool
set_width(struct apply *a, struct str v)
{
	a->c->width = 0;
	return str_eqz(v, "auto") || css_length(v, &a->at, &a->c->width);
}

static bool
margin_side(struct apply *a, struct str v, sp *out)
{
	*out = 0;
	return str_eqz(v, "auto") || css_length(v, &a->at, out);
}

static bool
set_margin_top(struct apply *a, struct str v)
{
	a->c->b.push_down = str_eqz(v, "auto");
	return margin_side(a, v, &a->c->b.space_before);
}

static bool
set_margin_bottom(struct apply *a, struct str v)
{
	return margin_side(a, v, &a->c->b.space_after);
}

static bool
set_margin_left(struct apply *a, struct str v)
{
	return margin_side(a, v, &a->c->b.margin_left);
}

static bool
set_margin_right(struct apply *a, struct str v)
{
	return margin_side(a, v, &a->c->b.margin_right);
}

static bool
set_margin(struct apply *a, struct str v)
{
	struct str	w[4];
	int		n = 0;

	while (n < 4 && (w[n] = css_word(&v)).n > 0)
		n++;
	if (n == 0 || str_trim(v).n > 0)
		return false;
	return set_margin_top(a, w[0]) &&
	    set_margin_right(a, w[n > 1 ? 1 : 0]) &&
	    set_margin_bottom(a, w[n > 2 ? 2 : 0]) &&
	    set_margin_left(a, w[n > 3 ? 3 : n > 1 ? 1 : 0]);
}

static bool
set_break_before(struct apply *a, struct str v)
{
	static const struct keyword k[] = { { "auto", BREAK_AUTO },
	    { "avoid", BREAK_AUTO }, { "page", BREAK_PAGE },
	    { "always", BREAK_PAGE }, { "right", BREAK_RECTO },
	    { "recto", BREAK_RECTO }, { NULL, 0 } };
	int x;

	if (!keyword(v, k, &x))
		return false;
	a->c->b.break_before = (unsigned)x;
	a->c->b.keep_prev = str_starts(v, STR("avoid"));
	return true;
}

static const struct keyword avoid[] = { { "auto", 0 }, { "avoid", 1 },
	{ "avoid-page", 1 }, { NULL, 0 } };

static bool
set_break_after(struct apply *a, struct str v)
{
	int x;

	if (!keyword(v, avoid, &x))
		return false;
	a->c->b.keep_next = x;
	return true;
}

static bool
set_break_inside(struct apply *a, struct str v)
{
	int x;

	if (!keyword(v, avoid, &x))
		return false;
	a->c->b.keep_together = x;
	return true;
}

static bool
set_initial(struct apply *a, struct str v)
{
	int64_t n = 0;

	if (!str_eqz(v, "normal") && (!css_number(v, &n) || n < 20000 ||
	    n > 60000))
		return false;
	a->c->b.drop_lines = (int)(n / 10000);
	return true;
}

static bool
set_initial_words(struct apply *a, struct str v)
{
	int64_t n;

	if (!css_number(v, &n) || n < 0 || n > 120000)
		return false;
	a->c->b.initial_words = (int)(n / 10000);
	return true;
}

static bool
set_content(struct apply *a, struct str v)
{
	a->c->b.content = str_eqz(v, "none") ? STR("") : unquote(v);
	return true;
}

static const struct {
	struct style_property show;
	int		 pass;
	bool		(*set)(struct apply *, struct str);
} properties[] = {
	{ { "font-family", "names of families; print takes the first one",
	    true }, 0, set_family },
	{ { "font-size", "a length, or % of the size around it; 1pt to 400pt",
	    true }, 0, set_size },
	{ { "line-height",
	    "a number, a length, or % of the size; 1rlh is a line of the grid",
	    false }, 1, set_line_height },
	{ { "font-style", "normal, italic, oblique",
	    true }, 1, set_font_style },
	{ { "font-weight", "normal, bold, 400, 700",
	    true }, 1, set_weight },
	{ { "font-variant-caps", "normal, small-caps, all-small-caps",
	    true }, 1, set_caps },
	{ { "font-variant", "as font-variant-caps",
	    true }, 1, set_caps },
	{ { "font-variant-numeric", "normal, oldstyle-nums, lining-nums",
	    true }, 1, set_figures },
	{ { "text-transform", "none, uppercase",
	    true }, 1, set_transform },
	{ { "letter-spacing", "normal, or a length",
	    true }, 1, set_tracking },
	{ { "text-align", "justify, left, start, center, right, end",
	    false }, 1, set_align },
	{ { "hyphens", "auto, manual, none",
	    true }, 1, set_hyphens },
	{ { "text-indent", "a length; negative: the first line hangs",
	    false }, 1, set_indent },
	{ { "width", "auto, or a length: of the rule above the notes",
	    false }, 1, set_width },
	{ { "margin", "one to four lengths, as in CSS",
	    false }, 1, set_margin },
	{ { "margin-top", "auto, or a length: space asked for above",
	    false }, 1, set_margin_top },
	{ { "margin-bottom", "auto, or a length: space asked for below",
	    false }, 1, set_margin_bottom },
	{ { "margin-left", "auto, or a length",
	    false }, 1, set_margin_left },
	{ { "margin-right", "auto, or a length",
	    false }, 1, set_margin_right },
	{ { "break-before",
	    "auto: a text runs on; avoid; page, always; right, recto",
	    false }, 1, set_break_before },
	{ { "break-after", "auto, avoid: no page ends behind it",
	    false }, 1, set_break_after },
	{ { "break-inside", "auto, avoid: no page ends in it",
	    false }, 1, set_break_inside },
	{ { "initial-letter", "normal, or a number of lines from 2 to 6",
	    false }, 1, set_initial },
	{ { "--initial-words",
	    "a number from 0 to 12: words behind an initial in small capitals",
	    false }, 1, set_initial_words },
	{ { "content", "none, or a text: what a separator (hr.break) prints",
	    false }, 1, set_content },
};

enum { NPROPERTIES = sizeof(properties) / sizeof(properties[0]) };

/* Known to reading systems, without a meaning on the printed page. */
static const char *const epub_only[] = { "border", "border-bottom",
	"border-top", "border-collapse", "display", "float", "clear",
	"font-feature-settings", "height", "list-style", "list-style-type",
	"max-width", "max-height", "min-height", "orphans", "overflow-wrap",
	"padding", "padding-bottom", "padding-left", "padding-right",
	"padding-top", "page-break-after", "page-break-before",
	"page-break-inside", "quotes", "src", "text-decoration",
	"unicode-range", "vertical-align", "white-space", "widows",
	"border-width", "border-style", "font", NULL };

enum css_known
css_property_known(struct str name)
{
	for (int i = 0; i < NPROPERTIES; i++)
		if (str_eqz(name, properties[i].show.name))
			return CSS_PRINTED;
	for (int i = 0; epub_only[i] != NULL; i++)
		if (str_eqz(name, epub_only[i]))
			return CSS_EPUB_ONLY;
	return CSS_UNKNOWN;
}

const struct style_property *
style_property(size_t n)
{
	return n < NPROPERTIES ? &properties[n].show : NULL;
}

const char *
css_property_nearest(struct str name)
{
	const char *names[NPROPERTIES + 1];

	for (int i = 0; i < NPROPERTIES; i++)
		names[i] = properties[i].show.name;
	names[NPROPERTIES] = NULL;
	return nearest_name(name, names);
}

bool
css_apply(struct apply *a, const struct css_decl *d, int pass)
{
	struct str v = d->value;

	if (str_ends(v, STR("!important")))
		v = str_trim(str_sub(v, 0, v.n - 10));
	if (str_eqz(v, "inherit"))
		return true;
	for (int i = 0; i < NPROPERTIES; i++) {
		if (!str_eqz(d->name, properties[i].show.name))
			continue;
		if (properties[i].pass != pass ||
		    (a->is_inline && !properties[i].show.inlines))
			return true;
		return properties[i].set(a, v);
	}
	return true;
}
