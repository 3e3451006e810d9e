/*
 * styles/printers/NAME.yaml (format 1) to struct printer.
 */
#include <stddef.h>
#include <string.h>

#include "octavo/file.h"
#include "octavo/printer.h"
#include "yaml.h"

/* Digits with an optional part behind a point, as millionths. */
static bool
read_decimal(struct str s, size_t *i, int64_t *out)
{
	int64_t v = 0, unit = 1000000;
	bool	point = false, any = false;

	for (; *i < s.n; (*i)++) {
		char c = s.p[*i];

		if (c == '.' && !point) {
			point = true;
		} else if (c >= '0' && c <= '9' && v < INT64_C(1) << 40) {
			any = true;
			if (point && unit == 1)
				continue;	/* past millionths */
			if (point)
				unit /= 10;
			v = point ? v + (c - '0') * unit :
			    v * 10 + (c - '0') * INT64_C(1000000);
		} else {
			break;
		}
	}
	*out = v;
	return any;
}

/* 9.5mm, 0.125in, 1in/444: nanometres. */
static void
set_length(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	int64_t n, by = 1000000;
	size_t	i = 0;
	bool	ok, inch;

	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	ok = read_decimal(v->text, &i, &n);
	inch = str_starts(str_sub(v->text, i, v->text.n), STR("in"));
	ok = ok && (inch || str_starts(str_sub(v->text, i, v->text.n),
	    STR("mm")));
	i += 2;
	if (ok && i < v->text.n && v->text.p[i] == '/') {
		i++;
		ok = read_decimal(v->text, &i, &by) && by > 0;
	}
	if (!ok || i != v->text.n) {
		diag(c->sink, DIAG_VALUE_BAD, v->span, "%s: a length such as "
		    "9.5mm, 0.125in or 1in/444 is expected", v->key.p);
		return;
	}
	/* millionths of a millimetre are nanometres */
	*(int64_t *)field = (inch ? n * 254 / 10 : n) * 1000000 / by;
}

static void
set_thousandths(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	int64_t n;
	size_t	i = 0;

	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	if (!read_decimal(v->text, &i, &n) || i != v->text.n)
		diag(c->sink, DIAG_VALUE_BAD, v->span,
		    "%s: a number is expected", v->key.p);
	else
		*(int *)field = (int)(n / 1000);
}

static void
set_bool(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const char *const names[] = { "false", "true", NULL };
	int n = yaml_choice(c, v, names);

	if (n >= 0)
		*(bool *)field = n == 1;
}

static void
set_marks(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const char *const names[] = { "free", "wanted", "refused",
	    NULL };
	struct printer *p = field;
	int		n = yaml_choice(c, v, names);

	p->marks = n == 1;
	p->marks_refused = n == 2;
}

static void
set_standards(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	struct printer *p = field;

	if (!yaml_is(c, v, YAML_SEQ))
		return;
	p->standards = ARENA_ARRAY(c->arena, struct str, v->n + 1);
	for (const struct yaml *i = v->first; i != NULL; i = i->next)
		yaml_set_str(c, i, &p->standards[p->nstandards++]);
}

#define PR(field)	offsetof(struct printer, field)

static void
set_pages(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
		{ "min", yaml_set_int, PR(pages_min), true },
		{ "max", yaml_set_int, PR(pages_max), true },
		{ "multiple", yaml_set_int, PR(pages_multiple), false },
		{ NULL, NULL, 0, false }
	};

	(void)yaml_fill(c, v, keys, field);
}

static void
set_gutters(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
		{ "upto", yaml_set_int,
		    offsetof(struct printer_gutter, upto), true },
		{ "inner", set_length,
		    offsetof(struct printer_gutter, inner), true },
		{ NULL, NULL, 0, false }
	};
	struct printer *p = field;

	if (!yaml_is(c, v, YAML_SEQ))
		return;
	p->gutters = ARENA_ARRAY(c->arena, struct printer_gutter, v->n + 1);
	for (const struct yaml *i = v->first; i != NULL; i = i->next)
		(void)yaml_fill(c, i, keys, &p->gutters[p->ngutters++]);
}

static void
set_margins(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
		{ "outer", set_length, PR(outer), true },
		{ "top", set_length, PR(top), true },
		{ "bottom", set_length, PR(bottom), true },
		{ NULL, NULL, 0, false }
	};

	(void)yaml_fill(c, v, keys, field);
}

static void
set_bleed(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
		{ "text", set_length, PR(bleed_text), true },
		{ "cover", set_length, PR(bleed_cover), true },
		{ NULL, NULL, 0, false }
	};

	(void)yaml_fill(c, v, keys, field);
}

static void
set_papers(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
		{ "name", yaml_set_str,
		    offsetof(struct printer_paper, name), true },
		{ "page", set_length,
		    offsetof(struct printer_paper, page), false },
		{ "grammage", yaml_set_int,
		    offsetof(struct printer_paper, grammage), false },
		{ "bulk", set_thousandths,
		    offsetof(struct printer_paper, bulk), false },
		{ NULL, NULL, 0, false }
	};
	struct printer	     *p = field;
	struct printer_paper *pp;

	if (!yaml_is(c, v, YAML_SEQ))
		return;
	p->papers = ARENA_ARRAY(c->arena, struct printer_paper, v->n + 1);
	for (const struct yaml *i = v->first; i != NULL; i = i->next) {
		pp = &p->papers[p->npapers++];
		if (yaml_fill(c, i, keys, pp) && pp->page == 0 &&
		    (pp->grammage == 0 || pp->bulk == 0))
			diag(c->sink, DIAG_KEY_MISSING, i->span,
			    "a paper has page, or grammage and bulk");
	}
}

static void
set_spine(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
		{ "papers", set_papers, 0, true },
		{ "fixed", set_length, PR(spine_fixed), false },
		{ "text-width", set_length, PR(spine_text), false },
		{ "text-pages", yaml_set_int, PR(spine_pages), false },
		{ "text-clear", set_length, PR(spine_clear), false },
		{ NULL, NULL, 0, false }
	};

	(void)yaml_fill(c, v, keys, field);
}

static void
set_format(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	(void)field;
	if (yaml_is(c, v, YAML_SCALAR) && !str_eqz(v->text, "1"))
		diag(c->sink, DIAG_VALUE_BAD, v->span, "octavo-printer: this "
		    "program reads format 1, not %s", v->text.p);
}

static const struct yaml_key printer_keys[] = {
	{ "octavo-printer", set_format, 0, true },
	{ "name", yaml_set_str, PR(name), true },
	{ "pages", set_pages, 0, true },
	{ "gutters", set_gutters, 0, true },
	{ "margins", set_margins, 0, true },
	{ "bleed", set_bleed, 0, true },
	{ "marks", set_marks, 0, false },
	{ "standards", set_standards, 0, false },
	{ "spine", set_spine, 0, false },
	{ "isbn", set_bool, PR(isbn), false },
	{ NULL, NULL, 0, false }
};

int
printer_read(struct arena *a, const char *path, struct diag_sink *sink,
    struct printer **out, struct error *e)
{
	struct yaml_ctx	 c = { a, sink };
	struct printer	*p;
	struct yaml	*root;
	struct str	 text;
	unsigned	 before = sink->count[DIAG_ERROR];

	*out = NULL;
	if (file_read(a, path, LIMIT_YAML, &text, e) < 0)
		return -1;
	root = yaml_parse(a, sources_add(sink->sources, str_dup(a,
	    str_z(path)), text), sink);
	if (root == NULL)
		return 0;
	p = ARENA_NEW(a, struct printer);
	p->span = root->span;
	(void)yaml_fill(&c, root, printer_keys, p);
	if (sink->count[DIAG_ERROR] == before)
		*out = p;
	return 0;
}
