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
sheet_path(struct arena *a, const struct edition *e, struct str name)
{
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
missing(struct arena *a, struct str name, struct span at, const char *path,
    struct diag_sink *sink)
{
	const char *const *names = style_names(a);
	const char *near = nearest_name(name, names);

	if (str_ends(name, STR(".css")))
		diag(sink, DIAG_STYLE_MISSING, at, "%s", path);
	else if (near != NULL)
		diag(sink, DIAG_STYLE_MISSING, at,
		    "%.*s (the nearest is %s)", STR_ARG(name), near);
	else
		diag(sink, DIAG_STYLE_MISSING, at, "%.*s", STR_ARG(name));
}

/* What stands in a sheet comes after what it imports. */
static void
join(struct css *out, const struct css *more)
{
	struct css_rule **rule = &out->rules;
	struct css_page **page = &out->pages;

	while (*rule != NULL)
		rule = &(*rule)->next;
	while (*page != NULL)
		page = &(*page)->next;
	*rule = more->rules;
	*page = more->pages;
	out->letters |= more->letters;
}

enum { SHEETS_MAX = 16 };

/* Sheets being read: of which edition, those read so far. */
struct sheet_reader {
	struct arena	     *arena;
	const struct edition *edition;
	struct diag_sink     *sink;
	struct error	     *error;
	struct str	      names[SHEETS_MAX];
	int		      n;
};

/* Each sheet is read once: an import of another is left out. */
static bool
may_import(struct sheet_reader *r, const struct css_import *i)
{
	for (int k = 0; k < r->n; k++)
		if (str_eq(r->names[k], i->name)) {
			diag(r->sink, DIAG_CSS_SYNTAX, i->span,
			    "%.*s is imported already", STR_ARG(i->name));
			return false;
		}
	if (r->n < SHEETS_MAX)
		return true;
	diag(r->sink, DIAG_CSS_SYNTAX, i->span, "more than %d sheets",
	    SHEETS_MAX);
	return false;
}

/* Reads a sheet and those it imports; *found: there is such a sheet. */
static int
read_sheet(struct sheet_reader *r, struct str sheet, struct span at,
    struct css *out, bool *found)
{
	char		  *path = sheet_path(r->arena, r->edition, sheet);
	struct str	   text, name = str_z(path);
	struct css	   own;
	uint32_t	   source;
	int		   rc = 0;

	*found = file_exists(path) && (r->n == 0 ||
	    path_is_inside(str_dup(r->arena, sheet).p));
	if (!*found) {
		missing(r->arena, sheet, at, path, r->sink);
		return 0;
	}
	if (file_read(r->arena, path, LIMIT_TEXT, &text, r->error) < 0)
		return -1;
	if (!str_ends(sheet, STR(".css")))
		name = str_z(arena_printf(r->arena, "styles/%s",
		    path_base(path)));
	source = sources_add(r->sink->sources, name, text);
	if (utf8_invalid(text) != SIZE_MAX) {
		uint32_t bad = (uint32_t)utf8_invalid(text);

		diag(r->sink, DIAG_BAD_UTF8, (struct span){ source, bad,
		    bad + 1 }, NULL);
		text.n = bad;
	}
	r->names[r->n++] = sheet;
	css_parse(r->arena, source, text, r->sink, &own);
	for (struct css_import *i = own.imports; i && rc == 0; i = i->next)
		if (may_import(r, i))
			rc = read_sheet(r, i->name, i->span, out,
			    &(bool){ false });
	join(out, &own);
	return rc;
}

int
style_read(struct arena *a, const struct edition *e, struct diag_sink *sink,
    struct style **out, struct error *err)
{
	struct sheet	   *s = ARENA_NEW(a, struct sheet);
	struct sheet_reader r = { .arena = a, .edition = e, .sink = sink,
	    .error = err };
	bool		    found;

	if (read_sheet(&r, e->style.n > 0 ? e->style : STR("classique"),
	    e->style_span, &s->css, &found) < 0)
		return -1;
	if (!found)
		return 0;
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
