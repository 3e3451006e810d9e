/*
 * A ledger file to struct ledger.  Each entry is a map whose keys name
 * exactly one action; which keys go with which is the table below.
 */
#include <stddef.h>
#include <string.h>

#include "octavo/file.h"
#include "octavo/ledger.h"
#include "yaml.h"

enum key {		/* of an entry, as bits of a set */
	K_FOR = 1 << 0, K_READ = 1 << 1, K_NEAR = 1 << 2, K_JOIN = 1 << 3,
	K_WITH = 1 << 4, K_SPLIT = 1 << 5, K_BEFORE = 1 << 6,
	K_HEADING = 1 << 7, K_LEVEL = 1 << 8, K_DROP = 1 << 9,
	K_VERSE = 1 << 10, K_QUOTATION = 1 << 11, K_EPIGRAPH = 1 << 12,
	K_TO = 1 << 13, K_CALL = 1 << 14, K_AFTER = 1 << 15,
	K_NOTE = 1 << 16, K_AT = 1 << 17, K_KIND = 1 << 18,
	K_WHY = 1 << 19, K_BY = 1 << 20, K_DATE = 1 << 21,
	K_LEAVE = 1 << 22
};

#define K_COMMON	(K_NEAR | K_KIND | K_WHY | K_BY | K_DATE | K_LEAVE)

struct raw {			/* an entry as written, by key */
	struct str for_, read, at, near, why, by, date, other, head, leave;
	int	   level;
	enum ledger_kind kind;
};

#define RAW(field)	offsetof(struct raw, field)

static yaml_setter set_kind;

static const struct {
	const char	*name;
	enum key	 key;
	yaml_setter	*set;
	size_t		 offset;
} entry_keys[] = {
#define ENTRY_KEY(name, bit, set, field, value, help) \
	{ name, bit, set, RAW(field) },
#include "keys.def"
};

enum { NKEYS = sizeof(entry_keys) / sizeof(entry_keys[0]) };

/* The actions by the key that names them, with what they need and take. */
static const struct {
	const char	  *name;
	enum key	   key;
	enum ledger_action action;
	int		   needs, takes;
} actions[] = {
	{ "call", K_CALL, LEDGER_CALL, K_AFTER, K_FOR },
	{ "for", K_FOR, LEDGER_READING, K_READ, 0 },
	{ "join", K_JOIN, LEDGER_JOIN, K_WITH, 0 },
	{ "split", K_SPLIT, LEDGER_SPLIT, K_BEFORE, 0 },
	{ "heading", K_HEADING, LEDGER_HEADING, 0, K_LEVEL },
	{ "drop", K_DROP, LEDGER_DROP, K_WHY, 0 },
	{ "verse", K_VERSE, LEDGER_VERSE, K_TO, 0 },
	{ "quotation", K_QUOTATION, LEDGER_QUOTATION, K_TO, 0 },
	{ "epigraph", K_EPIGRAPH, LEDGER_EPIGRAPH, K_TO, 0 },
	{ "note", K_NOTE, LEDGER_NOTE, K_AT, 0 },
};

enum { NACTIONS = sizeof(actions) / sizeof(actions[0]) };

static void
set_kind(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const char *const names[] = { "ocr", "misprint",
	    "normalisation", "conjecture", NULL };
	int i = yaml_choice(c, v, names);

	if (i >= 0)
		*(enum ledger_kind *)field = (enum ledger_kind)i;
}

static const char *
key_name(int set)
{
	for (int i = 0; i < NKEYS; i++)
		if (set & (int)entry_keys[i].key)
			return entry_keys[i].name;
	return "";
}

/* Fills the raw entry; the set of its keys. */
static int
read_keys(struct yaml_ctx *c, const struct yaml *v, struct raw *r)
{
	struct yaml_key	keys[NKEYS + 1];
	int		set = 0;

	memset(keys, 0, sizeof(keys));
	for (int i = 0; i < NKEYS; i++) {
		keys[i].name = entry_keys[i].name;
		keys[i].set = entry_keys[i].set;
		keys[i].offset = entry_keys[i].offset;
		if (v->kind == YAML_MAP &&
		    yaml_lookup(v, keys[i].name) != NULL)
			set |= (int)entry_keys[i].key;
	}
	return yaml_fill(c, v, keys, r) ? set : 0;
}

/* Number of the one action that the keys name, or -1. */
static int
action_of(struct yaml_ctx *c, const struct yaml *v, int set)
{
	int found = -1;

	for (int i = 0; i < NACTIONS; i++) {
		if ((set & (int)actions[i].key) == 0)
			continue;
		if (actions[i].key == K_FOR && found >= 0 &&
		    actions[found].key == K_CALL)
			continue;	/* `for` of a call: the misread sign */
		if (found >= 0) {
			diag(c->sink, DIAG_LEDGER_ACTION, v->span,
			    "%s and %s in one entry", actions[found].name,
			    actions[i].name);
			return -1;
		}
		found = i;
	}
	if (found < 0)
		diag(c->sink, DIAG_LEDGER_ACTION, v->span,
		    "none of for, join, split, heading, drop, verse, "
		    "quotation, epigraph, call, note");
	return found;
}

static bool
keys_fit(struct yaml_ctx *c, const struct yaml *v, int set, int action)
{
	int need = actions[action].needs & ~set;
	int much = set & ~(actions[action].needs | actions[action].takes |
	    (int)actions[action].key | K_COMMON);

	if (set & K_LEAVE)	/* what is left needs no other reading */
		need &= ~(K_READ | K_WHY);
	if (need != 0)
		diag(c->sink, DIAG_KEY_MISSING, v->span, "%s goes with %s",
		    key_name(need), actions[action].name);
	if (much != 0)
		diag(c->sink, DIAG_LEDGER_ACTION, v->span,
		    "%s does not go with %s", key_name(much),
		    actions[action].name);
	return need == 0 && much == 0;
}

/* Keys whose words must not be empty (all but read). */
static bool
words_given(struct yaml_ctx *c, const struct yaml *v)
{
	bool ok = true;

	for (const struct yaml *i = v->first; i != NULL; i = i->next)
		if (i->kind != YAML_SCALAR) {
			ok = false;	/* already reported */
		} else if (!str_eqz(i->key, "read") &&
		    str_trim(i->text).n == 0) {
			diag(c->sink, DIAG_VALUE_BAD, i->span,
			    "%s: there are no words", i->key.p);
			ok = false;
		} else if (str_eqz(i->key, "read") && i->plain &&
		    i->text.n == 0)
			ok = false;
	return ok;
}

static bool
read_entry(struct yaml_ctx *c, const struct yaml *v,
    const struct ledger *l, struct ledger_entry *e)
{
	struct raw	r = { .kind = KIND_OCR, .level = 2 };
	int		set = read_keys(c, v, &r), a;

	if (set == 0 && v->kind != YAML_MAP)
		return false;
	a = action_of(c, v, set);
	if (a < 0 || !keys_fit(c, v, set, a) || !words_given(c, v))
		return false;
	e->action = actions[a].action;
	e->kind = r.kind;
	e->level = r.level;
	e->why = set & K_LEAVE ? r.leave : r.why;
	e->left = (set & K_LEAVE) != 0;
	e->by = r.by.n > 0 ? r.by : l->by;
	e->date = r.date.n > 0 ? r.date : l->date;
	e->span = v->span;
	e->at = r.at;
	e->near = r.near;
	e->lemma_span = yaml_lookup(v, actions[a].name)->span;
	e->lemma = e->action == LEDGER_READING ? r.for_ : r.head;
	e->read = e->action == LEDGER_READING ? r.read :
	    e->action == LEDGER_CALL ? r.for_ : r.other;
	if (e->action == LEDGER_NOTE) {
		e->read = r.head;
		e->lemma = STR_NULL;
	}
	if (e->level < 1 || e->level > 6) {
		diag(c->sink, DIAG_VALUE_BAD, v->span,
		    "level: a heading level from 1 to 6");
		return false;
	}
	return true;
}

void
yaml_ledger_entries(struct yaml_ctx *c, const struct yaml *v,
    struct ledger *l)
{
	if (v->kind == YAML_SCALAR && v->text.n == 0 && v->plain)
		return;		/* entries: with nothing yet */
	if (!yaml_is(c, v, YAML_SEQ))
		return;
	l->entries = ARENA_ARRAY(c->arena, struct ledger_entry, v->n);
	for (const struct yaml *i = v->first; i != NULL; i = i->next)
		l->n += read_entry(c, i, l, &l->entries[l->n]);
}

static void
set_entries(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	yaml_ledger_entries(c, v, field);
}

/* set_entries gets the ledger itself: its row names the first field. */
_Static_assert(offsetof(struct ledger, path) == 0, "first field");

static const struct yaml_key ledger_keys[] = {
#define LEDGER_KEY(name, set, field, required, value, help) \
	{ name, set, offsetof(struct ledger, field), required },
#include "keys.def"
	{ NULL, NULL, 0, false }
};

/* by and date may stand below the entries: fill in what they default. */
static void
defaults(struct ledger *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->entries[i].by.n == 0)
			l->entries[i].by = l->by;
		if (l->entries[i].date.n == 0)
			l->entries[i].date = l->date;
	}
}

static void
places(const struct yaml *root, struct ledger *l)
{
	const struct yaml *v;

	if (root == NULL || root->kind != YAML_MAP)
		return;
	if ((v = yaml_lookup(root, "witness")) != NULL)
		l->witness_span = v->span;
	if ((v = yaml_lookup(root, "sha256")) != NULL)
		l->sha256_span = v->span;
}

struct ledger *
ledger_parse(struct arena *a, const char *path, struct str text,
    struct diag_sink *sink)
{
	struct ledger	*l = ARENA_NEW(a, struct ledger);
	struct yaml_ctx	 c = { a, sink };
	struct yaml	*root;
	uint32_t	 source;

	l->path = str_dup(a, str_z(path));
	source = sources_add(sink->sources, l->path, text);
	root = yaml_parse(a, source, sink);
	if (root != NULL)
		(void)yaml_fill(&c, root, ledger_keys, l);
	places(root, l);
	defaults(l);
	return l;
}

int
ledger_read(struct arena *a, const char *path, struct diag_sink *sink,
    struct ledger **out, struct error *err)
{
	struct str text;

	if (file_read(a, path, LIMIT_YAML, &text, err) < 0)
		return -1;
	*out = ledger_parse(a, path, text, sink);
	return 0;
}
