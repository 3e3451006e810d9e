/*
 * Reading a style sheet: rules, @media, @page, @import.  What CSS allows
 * and this reader does not know (@font-face …) is passed over.
 *
 *	css_parse > statement > media | page | rule > declarations
 */
#include <string.h>

#include "octavo/arena.h"
#include "css.h"

struct reader {
	struct arena	*arena;
	struct diag_sink *sink;
	struct str	 text;
	uint32_t	 source;
	size_t		 i;
	enum css_media	 media;
	struct str	 query;		/* of the @media it is in */
	bool		 in_media;
	struct css_rule	**rule;
	struct css_page	**page;
	struct css	*css;
};

static struct span
span_of(const struct reader *r, struct str s)
{
	struct span sp = { r->source, 0, 0 };

	sp.start = (uint32_t)(s.p - r->text.p);
	sp.end = sp.start + (uint32_t)s.n;
	return sp;
}

static bool
blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void
skip_blank(struct reader *r)
{
	struct str t = r->text;

	for (;;) {
		while (r->i < t.n && blank(t.p[r->i]))
			r->i++;
		if (r->i + 1 >= t.n || t.p[r->i] != '/' ||
		    t.p[r->i + 1] != '*')
			return;
		r->i = str_find(t, STR("*/"), r->i + 2);
		r->i = r->i == SIZE_MAX ? t.n : r->i + 2;
	}
}

/* The offset of the first of the characters outside quotes, brackets
 * and comments, from i on; the end where there is none. */
static size_t
find_outside(struct str t, size_t i, const char *chars)
{
	int	depth = 0;
	char	quote = 0;

	for (; i < t.n; i++) {
		char c = t.p[i];

		if (quote != 0) {
			if (c == '\\' && i + 1 < t.n)
				i++;
			else if (c == quote)
				quote = 0;
		} else if (c == '/' && i + 1 < t.n && t.p[i + 1] == '*') {
			i = str_find(t, STR("*/"), i + 2);
			if (i == SIZE_MAX)
				return t.n;
			i++;
		} else if (depth == 0 && strchr(chars, c) != NULL && c != 0) {
			return i;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '(') {
			depth++;
		} else if (c == ')' && depth > 0) {
			depth--;
		}
	}
	return t.n;
}

/* The offset of the brace that closes the block opened before i. */
static size_t
block_end(struct str t, size_t i)
{
	int depth = 1;

	while (i < t.n) {
		i = find_outside(t, i, "{}");
		if (i >= t.n)
			break;
		depth += t.p[i] == '{' ? 1 : -1;
		if (depth == 0)
			return i;
		i++;
	}
	return t.n;
}

static struct css_decl *
decl_new(struct reader *r, struct str name, struct str value)
{
	struct css_decl *d = ARENA_NEW(r->arena, struct css_decl);

	d->name = name;
	d->value = value;
	d->span = span_of(r, name);
	return d;
}

/* Reads one declaration (or a margin box of @page) at r->i. */
static struct css_decl *
declaration(struct reader *r, size_t end)
{
	struct str	t = str_sub(r->text, 0, end), name, value;
	size_t		stop;

	if (t.p[r->i] == '@') {
		size_t open = find_outside(t, r->i, "{;");

		name = str_trim(str_sub(t, r->i, open));
		stop = open < end && t.p[open] == '{' ?
		    block_end(t, open + 1) : open;
		value = str_trim(str_sub(t, open + 1, stop));
		r->i = stop < end ? stop + 1 : end;
		return decl_new(r, name, value);
	}
	stop = find_outside(t, r->i, ";");
	name = str_sub(t, r->i, stop);
	r->i = stop < end ? stop + 1 : end;
	stop = find_outside(name, 0, ":");
	if (stop >= name.n) {
		diag(r->sink, DIAG_CSS_SYNTAX, span_of(r, name),
		    "a colon is missing");
		return NULL;
	}
	value = str_trim(str_sub(name, stop + 1, name.n));
	name = str_trim(str_sub(name, 0, stop));
	return decl_new(r, name, value);
}

static struct css_decl *
declarations(struct reader *r, size_t end)
{
	struct css_decl *list = NULL, **last = &list, *d;

	for (;;) {
		while (skip_blank(r), r->i < end && r->text.p[r->i] == ';')
			r->i++;
		if (r->i >= end)
			return list;
		d = declaration(r, end);
		if (d != NULL) {
			*last = d;
			last = &d->next;
		}
	}
}

static enum css_media
media_of(struct str query)
{
	if (str_find(query, STR("print"), 0) != SIZE_MAX)
		return CSS_PRINT;
	return CSS_SCREEN;
}

static void
page_rule(struct reader *r, struct str prelude, size_t end)
{
	struct css_page *p = ARENA_NEW(r->arena, struct css_page);

	if (str_ends(prelude, STR(":left")))
		p->side = CSS_LEFT;
	else if (str_ends(prelude, STR(":right")))
		p->side = CSS_RIGHT;
	if (r->in_media)
		p->query = r->query;
	p->decls = declarations(r, end);
	*r->page = p;
	r->page = &p->next;
}

static void
style_rule(struct reader *r, struct str prelude, size_t end)
{
	struct css_rule *rule = ARENA_NEW(r->arena, struct css_rule);

	rule->prelude = prelude;
	rule->span = span_of(r, prelude);
	rule->media = r->in_media ? r->media : CSS_ALL;
	if (r->in_media)
		rule->query = r->query;
	rule->selectors = css_selectors(r->arena, prelude, rule->span,
	    rule->media == CSS_PRINT, r->sink);
	for (const struct css_selector *s = rule->selectors; s; s = s->next)
		r->css->letters |= s->part[s->nparts - 1].first_letter;
	rule->decls = declarations(r, end);
	*r->rule = rule;
	r->rule = &rule->next;
}

/* A block follows the prelude at r->i (behind its brace). */
static void
block(struct reader *r, struct str prelude)
{
	size_t end = block_end(r->text, r->i);

	if (end == r->text.n)
		diag(r->sink, DIAG_CSS_SYNTAX, span_of(r, prelude),
		    "the brace is never closed");
	if (str_starts(prelude, STR("@media"))) {
		r->media = media_of(prelude);
		r->query = prelude;
		r->in_media = true;	/* left at its closing brace */
		return;
	}
	if (str_starts(prelude, STR("@page")))
		page_rule(r, prelude, end);
	else if (prelude.n > 0 && prelude.p[0] != '@')
		style_rule(r, prelude, end);
	r->i = end < r->text.n ? end + 1 : end;
}

/* Imports come first, as CSS wants it; a later one is told. */
static void
import(struct reader *r, struct str prelude)
{
	struct css_import **last = &r->css->imports, *i;
	struct str	    v = str_trim(str_sub(prelude, 7, prelude.n));

	if (v.n < 2 || (v.p[0] != '"' && v.p[0] != '\'') ||
	    v.p[v.n - 1] != v.p[0]) {
		diag(r->sink, DIAG_CSS_SYNTAX, span_of(r, prelude),
		    "the name of a sheet is expected, between quotes");
		return;
	}
	if (r->css->rules != NULL || r->css->pages != NULL || r->in_media) {
		diag(r->sink, DIAG_CSS_SYNTAX, span_of(r, prelude),
		    "@import must come before all rules");
		return;
	}
	while (*last != NULL)
		last = &(*last)->next;
	i = *last = ARENA_NEW(r->arena, struct css_import);
	i->name = str_sub(v, 1, v.n - 1);
	i->span = span_of(r, v);
}

static void
statement(struct reader *r)
{
	struct str	prelude;
	size_t		stop;

	if (r->text.p[r->i] == '}') {
		r->in_media = false;
		r->i++;
		return;
	}
	stop = find_outside(r->text, r->i, "{;}");
	prelude = str_trim(str_sub(r->text, r->i, stop));
	r->i = stop < r->text.n ? stop + 1 : stop;
	if (stop < r->text.n && r->text.p[stop] == '{')
		block(r, prelude);
	else if (str_starts(prelude, STR("@import")))
		import(r, prelude);
	else if (prelude.n > 0 && prelude.p[0] != '@')
		diag(r->sink, DIAG_CSS_SYNTAX, span_of(r, prelude),
		    "a rule without its braces");
}

void
css_parse(struct arena *a, uint32_t source, struct str text,
    struct diag_sink *sink, struct css *out)
{
	struct reader r = { .arena = a, .sink = sink, .text = text,
	    .source = source, .rule = &out->rules, .page = &out->pages,
	    .css = out };

	memset(out, 0, sizeof(*out));
	while (skip_blank(&r), r.i < text.n)
		statement(&r);
}

struct str
css_word(struct str *rest)
{
	struct str	t = str_trim(*rest), w;
	size_t		stop = find_outside(t, 0, " \t\n\r,");

	w = str_sub(t, 0, stop);
	*rest = str_sub(t, stop < t.n ? stop + 1 : t.n, t.n);
	return w;
}
