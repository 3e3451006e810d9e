/*
 * The style of an edition: reading it, and the computed values of the
 * nodes, one struct for equal ones.
 */
#include <string.h>

#include "octavo/arena.h"
#include "octavo/file.h"
#include "style_int.h"

/* What holds before any rule. */
static const struct computed initial = {
	.b = { .family = { "EB Garamond", 11 }, .size = 11 * SP_PT,
	    .leading = 14 * SP_PT, .align = ALIGN_JUSTIFY, .hyphens = true },
};

static void
check_decl(struct sheet *s, const struct css_rule *r,
    const struct css_decl *d, struct diag_sink *sink)
{
	struct computed	trial = initial;
	struct apply	a = { .c = &trial, .parent = &initial };
	enum css_known	known = css_property_known(d->name);
	const char	*near;

	a.at = (struct lengths){ initial.b.size, initial.b.size,
	    initial.b.leading, s->measure ? s->measure : SP_MM(100) };
	if (known == CSS_UNKNOWN ||
	    (known == CSS_EPUB_ONLY && r->media == CSS_PRINT)) {
		if (d->name.p[0] == '-' && r->media != CSS_PRINT)
			return;
		near = css_property_nearest(d->name);
		diag(sink, DIAG_CSS_PROPERTY, d->span, "“%.*s”%s%s%s",
		    STR_ARG(d->name), near ? " (" : "", near ? near : "",
		    near ? "?)" : "");
		return;
	}
	if (known == CSS_PRINTED && r->media != CSS_SCREEN &&
	    !(css_apply(&a, d, 0) && css_apply(&a, d, 1)))
		diag(sink, DIAG_CSS_VALUE, d->span, "“%.*s: %.*s”",
		    STR_ARG(d->name), STR_ARG(d->value));
}

static void
check(struct sheet *s, struct diag_sink *sink)
{
	for (const struct css_rule *r = s->css.rules; r; r = r->next)
		for (const struct css_decl *d = r->decls; d; d = d->next)
			check_decl(s, r, d, sink);
}

static char *
sheet_path(struct arena *a, const struct edition *e)
{
	struct str name = e->style.n > 0 ? e->style : STR("classique");

	if (str_ends(name, STR(".css")))
		return path_join(a, str_dup(a, e->dir).p,
		    str_dup(a, name).p);
	return style_data(a, arena_printf(a, "styles/%.*s.css",
	    STR_ARG(name)));
}

static void
set_root(struct sheet *s)
{
	struct elem html = { .tag = STR("html") };

	s->root = initial;
	css_compute(s, &html, &initial, false, &s->root);
}

static void
missing(struct arena *a, const struct edition *e, const char *path,
    struct diag_sink *sink)
{
	const char *const *names = style_names(a);
	const char *near = nearest_name(e->style, names);

	if (str_ends(e->style, STR(".css")))
		diag(sink, DIAG_STYLE_MISSING, e->style_span, "%s", path);
	else if (near != NULL)
		diag(sink, DIAG_STYLE_MISSING, e->style_span,
		    "%.*s (the nearest is %s)", STR_ARG(e->style), near);
	else
		diag(sink, DIAG_STYLE_MISSING, e->style_span, "%.*s",
		    STR_ARG(e->style));
}

int
style_read(struct arena *a, const struct edition *e, struct diag_sink *sink,
    struct style **out, struct error *err)
{
	struct sheet	*s = ARENA_NEW(a, struct sheet);
	char		*path = sheet_path(a, e);
	struct str	 text, name = str_z(path);
	uint32_t	 source;

	if (!file_exists(path)) {
		missing(a, e, path, sink);
		return 0;
	}
	if (file_read(a, path, LIMIT_TEXT, &text, err) < 0)
		return -1;
	if (!str_ends(e->style, STR(".css")))
		name = str_z(arena_printf(a, "styles/%s", path_base(path)));
	source = sources_add(sink->sources, name, text);
	if (utf8_invalid(text) != SIZE_MAX) {
		size_t at = utf8_invalid(text);

		diag(sink, DIAG_BAD_UTF8, (struct span){ source,
		    (uint32_t)at, (uint32_t)at + 1 }, NULL);
		text.n = at;
	}
	css_parse(a, source, text, sink, &s->css);
	check(s, sink);
	css_media_settle(s, e->format, sink);
	set_root(s);
	css_page_read(s, e->format, e->format_span, sink);
	s->epub = css_for_epub(a, &s->css);
	*out = ARENA_NEW(a, struct style);
	(*out)->arena = a;
	(*out)->sheet = s;
	style_furniture_read(*out, s);
	return 0;
}

struct style *
style_thread(struct arena *a, const struct style *from)
{
	struct style *s = ARENA_NEW(a, struct style);

	s->arena = a;
	s->sheet = from->sheet;
	for (int i = 0; i < FURNITURE__MAX; i++)
		s->furniture[i] = from->furniture[i];
	return s;
}

const struct style_page *
style_page(const struct style *s)
{
	return &s->sheet->page;
}

struct str
style_epub_css(const struct style *s)
{
	return s->sheet->epub;
}

static struct computed *
intern(struct style *s, const struct computed *c)
{
	struct str	bytes = { (const char *)c, sizeof(*c) };
	struct slot	**p = &s->interned[str_hash(bytes) % INTERN_SLOTS];

	for (; *p != NULL; p = &(*p)->next)
		if (memcmp((*p)->value, c, sizeof(*c)) == 0)
			return (*p)->value;
	*p = ARENA_NEW(s->arena, struct slot);
	(*p)->value = ARENA_NEW(s->arena, struct computed);
	memcpy((*p)->value, c, sizeof(*c));
	return (*p)->value;
}

static sp
larger(sp a, sp b)
{
	return a > b ? a : b;
}

/*
 * Margins and keeps of the blocks around fall to the blocks inside, so
 * that whoever sets a paragraph need not look further.
 */
static void
from_around(const struct node *n, const struct computed *p,
    struct computed *c)
{
	bool holds = n->parent->kind != NODE_DIV &&
	    n->parent->kind != NODE_BOOK;

	c->b.margin_left += p->b.margin_left;
	c->b.margin_right += p->b.margin_right;
	if (!holds)
		return;
	if (n->prev == NULL) {
		c->b.space_before = larger(c->b.space_before,
		    p->b.space_before);
		c->b.keep_prev |= p->b.keep_prev;
		if (c->b.break_before <= BREAK_AUTO)
			c->b.break_before = p->b.break_before;
	}
	if (n->next == NULL) {
		c->b.space_after = larger(c->b.space_after,
		    p->b.space_after);
		c->b.keep_next |= p->b.keep_next;
	} else {
		c->b.keep_next |= p->b.keep_together;
	}
	c->b.keep_together |= p->b.keep_together;
}

static struct computed *
compute_node(struct style *s, const struct node *n,
    const struct computed *parent)
{
	struct computed	c;
	struct elem	e;

	if (n->kind == NODE_TEXT)
		return intern(s, parent);
	elem_of(n, &e);
	css_compute(s->sheet, &e, parent, node_is_inline(n), &c);
	if (!node_is_inline(n) && n->parent != NULL)
		from_around(n, parent, &c);
	return intern(s, &c);
}

static struct computed **
cell(struct style *s, const struct node *n)
{
	if (n->id >= s->nids) {
		uint32_t	 cap = s->nids ? s->nids : 1024;
		struct computed	**grown;

		while (cap <= n->id)
			cap *= 2;
		grown = ARENA_ARRAY(s->arena, struct computed *, cap);
		if (s->nids > 0)
			memcpy(grown, s->by_id, s->nids * sizeof(*grown));
		s->by_id = grown;
		s->nids = cap;
	}
	return &s->by_id[n->id];
}

/* From the nearest ancestor already known downwards. */
const struct style_block *
style_of(struct style *s, const struct node *n)
{
	const struct node *at;
	struct computed	**c = cell(s, n);

	while (*c == NULL) {
		const struct computed *parent = &s->sheet->root;

		for (at = n; at->parent != NULL &&
		    *cell(s, at->parent) == NULL; at = at->parent)
			;
		if (at->parent != NULL)
			parent = *cell(s, at->parent);
		*cell(s, at) = compute_node(s, at, parent);
		c = cell(s, n);
	}
	return &(*c)->b;
}
