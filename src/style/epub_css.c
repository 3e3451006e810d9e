/*
 * The style sheet of the EPUB: rules that are not for print alone, with
 * no colours and no absolute lengths (the reader's own size and colours
 * hold), and with the older names reading systems still want.
 */
#include <string.h>

#include "octavo/buf.h"
#include "style_int.h"

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A length in pt, px, mm, cm, in or pc anywhere in the value. */
static bool
is_absolute(struct str v)
{
	static const char *const unit[] = { "pt", "px", "mm", "cm", "in",
	    "pc" };

	for (size_t i = 1; i + 1 < v.n; i++) {
		char after = i + 2 < v.n ? v.p[i + 2] : ' ';

		if (!digit(v.p[i - 1]) || strchr(" ,;)", after) == NULL)
			continue;
		for (size_t k = 0; k < sizeof(unit) / sizeof(unit[0]); k++)
			if (memcmp(v.p + i, unit[k], 2) == 0)
				return true;
	}
	return false;
}

static bool
is_colour(struct str name)
{
	return str_find(name, STR("color"), 0) != SIZE_MAX ||
	    str_starts(name, STR("background"));
}

static bool
wanted(const struct css_decl *d)
{
	return !is_colour(d->name) && !is_absolute(d->value) &&
	    str_find(d->value, STR("rlh"), 0) == SIZE_MAX &&
	    !str_eqz(d->name, "initial-letter") &&
	    !str_eqz(d->name, "--initial-words");
}

static void
put(struct buf *b, const char *prefix, struct str name, struct str value)
{
	buf_puts(b, "  ");
	buf_puts(b, prefix);
	buf_put_str(b, name);
	buf_puts(b, ": ");
	buf_put_str(b, value);
	buf_puts(b, ";\n");
}

static void
put_decl(struct buf *b, const struct css_decl *d)
{
	struct str v = d->value;

	if (str_eqz(d->name, "hyphens")) {
		put(b, "-webkit-", d->name, v);
		put(b, "-epub-", d->name, v);
	} else if (str_starts(d->name, STR("break-"))) {
		bool page = str_eqz(v, "page") || str_eqz(v, "recto") ||
		    str_eqz(v, "right");

		put(b, "page-", d->name, page ? STR("always") : v);
		if (page)
			v = STR("page");
	}
	put(b, "", d->name, v);
}

static void
put_rule(struct buf *b, const struct css_rule *r)
{
	size_t	at = b->len, none;

	buf_put_str(b, r->prelude);
	buf_puts(b, " {\n");
	none = b->len;
	for (const struct css_decl *d = r->decls; d != NULL; d = d->next)
		if (wanted(d))
			put_decl(b, d);
	if (b->len == none)
		buf_truncate(b, at);
	else
		buf_puts(b, "}\n");
}

/* The selectors of a rule, each with or without ::first-letter. */
static void
put_letters(struct buf *b, struct str prelude, bool letter)
{
	size_t at = 0, stop;

	while (at < prelude.n) {
		struct str one;

		stop = str_find(prelude, STR(","), at);
		if (stop == SIZE_MAX)
			stop = prelude.n;
		one = str_trim(str_sub(prelude, at, stop));
		if (str_ends(one, STR(":first-letter"))) {
			one = str_sub(one, 0, one.n - 13);
			if (str_ends(one, STR(":")))
				one.n--;
		}
		if (at > 0)
			buf_puts(b, ",\n");
		buf_put_str(b, one);
		if (letter)
			buf_puts(b, "::first-letter");
		at = stop + 1;
	}
	buf_puts(b, " {\n");
}

/*
 * Reading systems that have no initials float the letter instead: its
 * size is what lines of 1.2 em leave, its box no deeper than they are.
 */
static void
put_initial(struct buf *b, const struct css_rule *r, struct str lines)
{
	int64_t n = 0;

	if (!css_number(lines, &n) || n < 20000)
		n = 0;
	if (n > 0) {
		put_letters(b, r->prelude, false);
		buf_puts(b, "  text-indent: 0;\n}\n");
	}
	put_letters(b, r->prelude, true);
	if (n == 0) {
		buf_puts(b, "  float: none;\n  font-size: inherit;\n"
		    "  line-height: inherit;\n  padding: 0;\n"
		    "  -webkit-initial-letter: normal;\n"
		    "  initial-letter: normal;\n}\n");
		return;
	}
	n = n / 10000 * 135;
	buf_printf(b, "  float: left;\n  font-size: %d.%02dem;\n"
	    "  line-height: 0.85;\n  padding: 0 0.06em 0 0;\n}\n",
	    (int)(n / 100), (int)(n % 100));
	buf_printf(b, "@supports (initial-letter: 2) or "
	    "(-webkit-initial-letter: 2) {\n");
	put_letters(b, r->prelude, true);
	buf_puts(b, "  float: none;\n  font-size: inherit;\n"
	    "  line-height: inherit;\n  padding: 0 0.25em 0 0;\n");
	put(b, "-webkit-", STR("initial-letter"), lines);
	put(b, "", STR("initial-letter"), lines);
	buf_puts(b, "}\n}\n");
}

static void
put_initials(struct buf *b, const struct css_rule *r)
{
	for (const struct css_decl *d = r->decls; d != NULL; d = d->next)
		if (str_eqz(d->name, "initial-letter"))
			put_initial(b, r, d->value);
}

struct str
css_for_epub(struct arena *a, const struct css *css)
{
	struct buf	b;
	struct str	out;

	buf_init(&b);
	for (const struct css_rule *r = css->rules; r != NULL; r = r->next)
		if (r->media != CSS_PRINT && r->media != CSS_OTHER) {
			put_rule(&b, r);
			put_initials(&b, r);
		}
	out = buf_dup(&b, a);
	buf_release(&b);
	return out;
}
