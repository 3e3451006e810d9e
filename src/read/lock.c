/*
 * Reading a lock file, as any other YAML: it may have been edited.
 */
#include <stddef.h>

#include "octavo/file.h"
#include "octavo/lock.h"
#include "yaml.h"

static void
set_uint(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	uint64_t n = 0;

	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	for (size_t i = 0; i < v->text.n && n < UINT32_MAX; i++) {
		if (v->text.p[i] < '0' || v->text.p[i] > '9') {
			diag(c->sink, DIAG_VALUE_TYPE, v->span,
			    "%s: a whole number is expected", v->key.p);
			return;
		}
		n = n * 10 + (uint64_t)(v->text.p[i] - '0');
	}
	*(uint32_t *)field = n < UINT32_MAX ? (uint32_t)n : 0;
}

static void
set_any(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	if (yaml_is(c, v, YAML_SCALAR))
		*(struct str *)field = v->text;
}

static struct str *
read_list(struct yaml_ctx *c, const struct yaml *v, size_t *n)
{
	struct str *list;

	*n = 0;
	if (!yaml_is(c, v, YAML_SEQ))
		return NULL;
	list = ARENA_ARRAY(c->arena, struct str, v->n + 1);
	for (const struct yaml *i = v->first; i != NULL; i = i->next)
		set_any(c, i, &list[(*n)++]);
	return list;
}

static void
set_entries(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	struct lock_text *t = field;

	t->entries = read_list(c, v, &t->n);
}

/* The hashes of the entries are made from them. */
static void
set_ledger(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	struct lock_text *t = field;
	struct ledger	  l = { .n = 0 };
	char		  hash[17];

	yaml_ledger_entries(c, v, &l);
	t->ledger = l.entries;
	t->nledger = l.n;
	t->entries = ARENA_ARRAY(c->arena, struct str, l.n + 1);
	for (t->n = 0; t->n < l.n; t->n++) {
		ledger_entry_hash(&l.entries[t->n], hash);
		t->entries[t->n] = str_dup(c->arena, str_z(hash));
	}
}

static void
set_versions(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	struct lock *l = field;

	l->versions = read_list(c, v, &l->nversions);
}

static void
set_texts(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
		{ "id", yaml_set_str, offsetof(struct lock_text, id), true },
		{ "sha256", yaml_set_sha256, offsetof(struct lock_text,
		    sha256), true },
		{ "entries", set_entries, 0, false },
		{ "ledger", set_ledger, 0, false },
		{ NULL, NULL, 0, false }
	};
	struct lock *l = field;

	if (v->kind == YAML_SCALAR && v->text.n == 0)
		return;
	if (!yaml_is(c, v, YAML_SEQ))
		return;
	l->texts = ARENA_ARRAY(c->arena, struct lock_text, v->n);
	for (const struct yaml *i = v->first; i != NULL; i = i->next)
		(void)yaml_fill(c, i, keys, &l->texts[l->ntexts++]);
}

static void
set_pages(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
		{ "page", set_any, offsetof(struct lock_page, label), true },
		{ "div", set_any, offsetof(struct lock_page, div), true },
		{ "at", set_uint, offsetof(struct lock_page, at), true },
		{ "hash", set_any, offsetof(struct lock_page, hash), true },
		{ "words", set_any, offsetof(struct lock_page, words),
		    true },
		{ "body", set_any, offsetof(struct lock_page, body), false },
		{ "notes", set_any, offsetof(struct lock_page, notes),
		    false },
		{ NULL, NULL, 0, false }
	};
	struct lock *l = field;

	if (v->kind == YAML_SCALAR && v->text.n == 0)
		return;
	if (!yaml_is(c, v, YAML_SEQ))
		return;
	l->pages = ARENA_ARRAY(c->arena, struct lock_page, v->n);
	for (const struct yaml *i = v->first; i != NULL; i = i->next)
		(void)yaml_fill(c, i, keys, &l->pages[l->npages++]);
}

#define L(field)	offsetof(struct lock, field)

static const struct yaml_key lock_keys[] = {
	{ "octavo-release", yaml_set_int, L(version), true },
	{ "number", yaml_set_int, L(number), true },
	{ "kept", yaml_set_int, L(kept), false },
	{ "edition", yaml_set_str, L(edition), true },
	{ "date", set_any, L(date), true },
	{ "style", set_any, L(style), true },
	{ "format", set_any, L(format), true },
	{ "texts", set_texts, 0, true },
	{ "versions", set_versions, 0, true },
	{ "pages", set_pages, 0, true },
	{ "sum", yaml_set_ignore, 0, true },
	{ NULL, NULL, 0, false }
};

/* Is the last line the sum of all before it? */
static bool
is_as_written(struct str text)
{
	size_t	at = 0, next;
	char	hex[65];

	while ((next = str_find(text, STR("\nsum: "), at)) != SIZE_MAX)
		at = next + 1;
	if (at == 0)
		return false;
	sha256_hex(str_sub(text, 0, at), hex);
	return str_eqz(str_trim(str_sub(text, at + 5, text.n)), hex);
}

int
lock_read(struct arena *a, const char *path, struct diag_sink *sink,
    struct lock **out, struct error *e)
{
	struct lock	*l = ARENA_NEW(a, struct lock);
	struct yaml_ctx	 c = { a, sink };
	struct yaml	*root;
	struct str	 text;
	uint32_t	 source;

	if (file_read(a, path, LIMIT_YAML, &text, e) < 0)
		return -1;
	source = sources_add(sink->sources, str_dup(a, str_z(path)), text);
	root = yaml_parse(a, source, sink);
	if (root != NULL)
		(void)yaml_fill(&c, root, lock_keys, l);
	if (!is_as_written(text))
		diag(sink, DIAG_LOCK_EDITED, (struct span){ source, 0, 0 },
		    NULL);
	*out = l;
	return 0;
}
