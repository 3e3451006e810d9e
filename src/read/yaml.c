/*
 * libyaml's events to a tree, with a stack instead of recursion.
 *
 * libyaml counts characters, spans count bytes: offs[] maps one to the
 * other.
 */
#include <string.h>

#include <yaml.h>

#include "yaml.h"

struct parse {
	struct arena	 *arena;
	struct diag_sink *sink;
	uint32_t	  source;
	struct str	  text;
	size_t		  skip;		/* bytes of a byte order mark */
	uint32_t	 *offs;		/* byte of each character */
	size_t		  nchars;
	struct yaml	 *stack[LIMIT_YAML_DEPTH];
	unsigned	  depth;
	struct yaml	 *key;		/* waiting for its value */
	struct yaml	 *root;
};

const char *
yaml_kind_name(enum yaml_kind k)
{
	static const char *const name[] = { "text", "list", "map" };

	return name[k];
}

static void
map_characters(struct parse *p, struct arena *scratch)
{
	size_t i = p->skip;

	p->offs = ARENA_ARRAY(scratch, uint32_t, p->text.n + 1);
	while (i < p->text.n) {
		p->offs[p->nchars++] = (uint32_t)i;
		(void)utf8_next(p->text, &i);
	}
	p->offs[p->nchars] = (uint32_t)p->text.n;
}

static uint32_t
byte_of(const struct parse *p, size_t index)
{
	return p->offs[index < p->nchars ? index : p->nchars];
}

static struct span
span_of(const struct parse *p, yaml_mark_t a, yaml_mark_t b)
{
	return (struct span){ p->source, byte_of(p, a.index),
	    byte_of(p, b.index) };
}

/* Hangs a value under the open collection, or makes it the root. */
static bool
hang(struct parse *p, struct yaml *v)
{
	struct yaml *up;

	if (p->depth == 0) {
		p->root = v;
		return true;
	}
	up = p->stack[p->depth - 1];
	if (up->kind == YAML_MAP) {
		v->key = p->key->text;
		v->key_span = p->key->span;
		p->key = NULL;
		if (up->n == LIMIT_YAML_KEYS) {
			diag(p->sink, DIAG_VALUE_BAD, v->key_span,
			    "more than %d keys", LIMIT_YAML_KEYS);
			return false;
		}
		if (yaml_lookup(up, v->key.p) != NULL) {
			diag(p->sink, DIAG_KEY_TWICE, v->key_span, "%s",
			    v->key.p);
			return false;
		}
	}
	if (up->last != NULL)
		up->last->next = v;
	else
		up->first = v;
	up->last = v;
	up->n++;
	return true;
}

static bool
wants_key(const struct parse *p)
{
	return p->depth > 0 && p->stack[p->depth - 1]->kind == YAML_MAP &&
	    p->key == NULL;
}

static bool
on_scalar(struct parse *p, const yaml_event_t *e)
{
	struct yaml *v = ARENA_NEW(p->arena, struct yaml);
	struct str   s = { (const char *)e->data.scalar.value,
	    e->data.scalar.length };

	v->kind = YAML_SCALAR;
	v->span = span_of(p, e->start_mark, e->end_mark);
	v->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	if (memchr(s.p, '\0', s.n) != NULL) {
		diag(p->sink, DIAG_NUL_BYTE, v->span, NULL);
		return false;
	}
	v->text = utf8_nfc(p->arena, s);
	if (wants_key(p)) {
		p->key = v;
		return true;
	}
	return hang(p, v);
}

static bool
on_open(struct parse *p, const yaml_event_t *e, enum yaml_kind kind)
{
	struct yaml *v = ARENA_NEW(p->arena, struct yaml);

	v->kind = kind;
	v->span = span_of(p, e->start_mark, e->end_mark);
	if (wants_key(p)) {
		diag(p->sink, DIAG_VALUE_TYPE, v->span,
		    "a key must be text, not a %s", yaml_kind_name(kind));
		return false;
	}
	if (p->depth == LIMIT_YAML_DEPTH) {
		diag(p->sink, DIAG_NESTING, v->span, NULL);
		return false;
	}
	if (!hang(p, v))
		return false;
	p->stack[p->depth++] = v;
	return true;
}

static bool
on_event(struct parse *p, const yaml_event_t *e)
{
	struct span at = span_of(p, e->start_mark, e->end_mark);

	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return on_scalar(p, e);
	case YAML_SEQUENCE_START_EVENT:
		return on_open(p, e, YAML_SEQ);
	case YAML_MAPPING_START_EVENT:
		return on_open(p, e, YAML_MAP);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		p->depth--;
		return true;
	case YAML_ALIAS_EVENT:
		diag(p->sink, DIAG_YAML_ALIAS, at, "*%s",
		    (const char *)e->data.alias.anchor);
		return false;
	case YAML_DOCUMENT_START_EVENT:
		if (p->root == NULL)
			return true;
		diag(p->sink, DIAG_YAML_SYNTAX, at, "a second document");
		return false;
	default:
		return true;
	}
}

static void
syntax_error(struct parse *p, const yaml_parser_t *y)
{
	struct span at = span_of(p, y->problem_mark, y->problem_mark);

	diag(p->sink, DIAG_YAML_SYNTAX, at, "%s%s%s",
	    y->problem ? y->problem : "not YAML", y->context ? ", " : "",
	    y->context ? y->context : "");
}

static bool
run(struct parse *p)
{
	yaml_parser_t	y;
	yaml_event_t	e;
	bool		ok = true, end = false;

	if (yaml_parser_initialize(&y) == 0) {
		diag(p->sink, DIAG_YAML_SYNTAX, SPAN_NONE, NULL);
		return false;
	}
	yaml_parser_set_encoding(&y, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&y,
	    (const unsigned char *)p->text.p + p->skip,
	    p->text.n - p->skip);
	while (ok && !end) {
		if (yaml_parser_parse(&y, &e) == 0) {
			syntax_error(p, &y);
			ok = false;
			break;
		}
		ok = on_event(p, &e);
		end = e.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&e);
	}
	yaml_parser_delete(&y);
	return ok;
}

/* What libyaml must never see. */
static bool
is_text(struct parse *p)
{
	size_t		 bad = utf8_invalid(p->text);
	const char	*nul;

	if (bad != SIZE_MAX) {
		diag(p->sink, DIAG_BAD_UTF8, (struct span){ p->source,
		    (uint32_t)bad, (uint32_t)bad + 1 }, NULL);
		return false;
	}
	nul = p->text.n ? memchr(p->text.p, '\0', p->text.n) : NULL;
	if (nul != NULL) {
		uint32_t at = (uint32_t)(nul - p->text.p);

		diag(p->sink, DIAG_NUL_BYTE, (struct span){ p->source, at,
		    at + 1 }, NULL);
		return false;
	}
	return true;
}

struct yaml *
yaml_parse(struct arena *a, uint32_t source, struct diag_sink *sink)
{
	struct parse	p = { .arena = a, .sink = sink, .source = source };
	struct arena	scratch;
	bool		ok;

	p.text = sources_at(sink->sources, source).text;
	if (!is_text(&p))
		return NULL;
	if (str_starts(p.text, STR("\xef\xbb\xbf")))
		p.skip = 3;
	arena_init(&scratch);
	map_characters(&p, &scratch);
	ok = run(&p);
	arena_release(&scratch);
	if (ok && p.root == NULL)
		diag(sink, DIAG_YAML_SYNTAX,
		    (struct span){ source, 0, 0 }, "the file is empty");
	return ok ? p.root : NULL;
}

const struct yaml *
yaml_lookup(const struct yaml *map, const char *key)
{
	const struct yaml *v;

	for (v = map->first; v != NULL; v = v->next)
		if (str_eqz(v->key, key))
			return v;
	return NULL;
}
