/*
 * The style sheet of the book: a floor that every style stands on (what
 * must hold for notes and contents to work), then the style's own
 * rules; and the classes that it speaks of.
 */
#include <stdlib.h>
#include <string.h>

#include "epub_int.h"

/* Em and % only, no colours: the reader's settings rule.  Links are told
 * by more than their colour (WCAG 1.4.1); calls are raised. */
static const char floor_rules[] =
    "p a { text-decoration: underline }\n"
    ".noteref { font-size: 0.75em; line-height: 0; "
    "vertical-align: super; font-style: normal; font-weight: normal }\n"
    "p a.noteref, h1 a, h2 a, h3 a { text-decoration: none }\n"
    ".back { font-style: normal }\n"
    ".note { font-size: 0.9em; margin: 0 0 0.5em }\n"
    ".note p { text-indent: 0; margin: 0 }\n"
    ".note p + p { text-indent: 1em }\n"
    ".notes { margin-top: 2em }\n"
    ".contents ol { list-style: none; padding-left: 1em }\n"
    ".contents a { text-decoration: none }\n"
    ".cover { text-align: center; margin: 0; padding: 0 }\n"
    ".cover img { max-width: 100%; max-height: 100% }\n"
    ".half-title p { font-size: 1.4em; margin-top: 25% }\n"
    ".title-page h1 { font-size: 2em }\n"
    ".title-page .author { font-variant: small-caps; margin-top: 3em }\n"
    ".title-page .editor { margin-top: 1em }\n"
    ".title-page .publisher { margin-top: 5em }\n"
    ".imprint p, .errata p { margin: 0 0 0.6em }\n"
    ".colophon p { margin-top: 5em }\n"
    ".small-caps { font-variant: small-caps }\n"
    ".dash { list-style: none }\n"
    ".dash > li::before { content: \"\\2014\\00A0\"; "
    "margin-left: -1.5em }\n"
    "h1, h2, h3, h4, h5, h6 { -webkit-hyphens: none; "
    "-epub-hyphens: none; hyphens: none; page-break-after: avoid; "
    "break-after: avoid }\n";

static void
faces(const struct epub *ep, struct buf *b)
{
	for (size_t i = 0; i < ep->nfonts; i++)
		buf_printf(b, "@font-face { font-family: \"%s\"; "
		    "font-style: %s; font-weight: %s; src: url(%s) }\n",
		    ep->fonts[i].family, ep->fonts[i].italic ? "italic" :
		    "normal", ep->fonts[i].bold ? "bold" : "normal",
		    ep->fonts[i].name);
}

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static int
cmp_str(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The end of the comment or string that begins at i, else i. */
static size_t
skip_quoted(struct str s, size_t i)
{
	size_t end;

	if (s.p[i] == '/' && i + 1 < s.n && s.p[i + 1] == '*') {
		end = str_find(s, STR("*/"), i + 2);
		return end == SIZE_MAX ? s.n : end + 2;
	}
	if (s.p[i] != '"' && s.p[i] != '\'')
		return i;
	for (end = i + 1; end < s.n && s.p[end] != s.p[i]; end++)
		if (s.p[end] == '\\')
			end++;
	return end + 1;
}

/* A class is a dot and a name outside declarations: ".5em" is none. */
static void
classes_find(struct epub *ep)
{
	struct str	s = ep->css;
	size_t		n = 0, i, to, next;

	for (i = 0; i < s.n; i++)
		n += s.p[i] == '.';
	ep->classes = ARENA_ARRAY(ep->arena, struct str, n + 1);
	for (i = 0; i < s.n; i = next) {
		next = skip_quoted(s, i);
		if (next > i)
			continue;
		next = i + 1;
		if (s.p[i] != '.' || next >= s.n ||
		    (s.p[next] >= '0' && s.p[next] <= '9'))
			continue;
		for (to = next; to < s.n && is_name_char(s.p[to]);)
			to++;
		if (to > next)
			ep->classes[ep->nclasses++] = str_sub(s, next, to);
		next = to > next ? to : next;
	}
	if (ep->nclasses > 0)
		qsort(ep->classes, ep->nclasses, sizeof(struct str),
		    cmp_str);
}

bool
css_has_class(const struct epub *ep, struct str name)
{
	return ep->nclasses > 0 && bsearch(&name, ep->classes,
	    ep->nclasses, sizeof(struct str), cmp_str) != NULL;
}

void
css_make(struct epub *ep)
{
	struct buf b;

	buf_init(&b);
	faces(ep, &b);
	buf_puts(&b, floor_rules);
	if (ep->style != NULL)
		buf_put_str(&b, style_epub_css(ep->style));
	ep->css = buf_dup(&b, ep->arena);
	buf_release(&b);
	classes_find(ep);
}
