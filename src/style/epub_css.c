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
	    !str_eqz(d->name, "initial-letter");
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

struct str
css_for_epub(struct arena *a, const struct css *css)
{
	struct buf	b;
	struct str	out;

	buf_init(&b);
	for (const struct css_rule *r = css->rules; r != NULL; r = r->next)
		if (r->media != CSS_PRINT)
			put_rule(&b, r);
	out = buf_dup(&b, a);
	buf_release(&b);
	return out;
}
