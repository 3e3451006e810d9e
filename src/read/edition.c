/*
 * edition.yaml (format 1) to struct edition: one table of keys for each
 * kind of map (rows in keys.def), then what concerns several keys.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "octavo/edition.h"
#include "octavo/file.h"
#include "yaml.h"

static const char *const relators[] = { "aut", "edt", "aui", "trl", "ann",
    "ill", "pbl", NULL };
static const char *const errata_modes[] = { "none", "list", "count", NULL };
static const char *const fine_modes[] = { "202f", "nbsp", NULL };

static void
set_version(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	(void)field;
	if (yaml_is(c, v, YAML_SCALAR) && !str_eqz(v->text, "1"))
		diag(c->sink, DIAG_VALUE_BAD, v->span, "octavo: this program "
		    "reads format 1, not %s", v->text.p);
}

/* BCP 47, as far as its shape: subtags of 1 to 8 letters or digits. */
static bool
is_language(struct str s)
{
	size_t run = 0, tags = 0;

	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && s.p[i] != '-') {
			char c = (char)(s.p[i] | 0x20);

			if (!((c >= 'a' && c <= 'z') || (tags > 0 &&
			    s.p[i] >= '0' && s.p[i] <= '9')))
				return false;
			run++;
			continue;
		}
		if (run == 0 || run > 8 || (tags == 0 && run < 2))
			return false;
		tags++;
		run = 0;
	}
	return true;
}

static void
set_lang(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	if (is_language(v->text))
		*(struct str *)field = v->text;
	else
		diag(c->sink, DIAG_VALUE_BAD, v->span, "%s: not a language "
		    "tag such as fr or en-GB", v->key.p);
}

/* [a-z][a-z0-9-]* */
static bool
is_id(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		bool letter = s.p[i] >= 'a' && s.p[i] <= 'z';
		bool other = (s.p[i] >= '0' && s.p[i] <= '9') ||
		    s.p[i] == '-';

		if (!letter && (i == 0 || !other))
			return false;
	}
	return s.n > 0;
}

static void
set_id(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	if (is_id(v->text))
		*(struct str *)field = v->text;
	else
		diag(c->sink, DIAG_VALUE_BAD, v->span, "id: small letters, "
		    "digits and hyphens, a letter first");
}

static void
set_role(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	const char	*names[ROLE__MAX], *near;
	int		 n = 0;
	enum role	 r;

	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	r = role_lookup(v->text);
	if (r != ROLE_NONE && !role_info(r)->generated) {
		*(enum role *)field = r;
		return;
	}
	for (int i = ROLE_NONE + 1; i < ROLE__MAX; i++)
		if (!role_info((enum role)i)->generated)
			names[n++] = role_info((enum role)i)->name;
	names[n] = NULL;
	near = r == ROLE_NONE ? nearest_name(v->text, names) : NULL;
	if (near != NULL)
		diag(c->sink, DIAG_VALUE_BAD, v->span,
		    "role: %s (the nearest role is %s)", v->text.p, near);
	else
		diag(c->sink, DIAG_VALUE_BAD, v->span, "role: %s%s",
		    v->text.p, r == ROLE_NONE ? "" : " is made by Octavo");
}

static void
set_relator(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	if (yaml_choice(c, v, relators) >= 0)
		*(struct str *)field = v->text;
}

static void
set_errata(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	int i = yaml_choice(c, v, errata_modes);

	if (i >= 0)
		*(enum errata_mode *)field = (enum errata_mode)i;
}

static void
set_fine(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	int i = yaml_choice(c, v, fine_modes);

	if (i >= 0)
		*(enum fine_mode *)field = (enum fine_mode)i;
}

/* ISBN-10 and ISBN-13 by their check digits; hyphens and spaces pass. */
static bool
is_isbn(struct str s)
{
	int d[13], n = 0, ten = 0, thirteen = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '-' || c == ' ')
			continue;
		if (n == 13)
			return false;
		if (c >= '0' && c <= '9')
			d[n++] = c - '0';
		else if ((c == 'X' || c == 'x') && n == 9)
			d[n++] = 10;
		else
			return false;
	}
	for (int i = 0; i < n; i++) {
		ten += d[i] * (10 - i);
		thirteen += d[i] * (i % 2 ? 3 : 1);
		if (d[i] == 10 && n != 10)
			return false;
	}
	if (n == 13)
		return thirteen % 10 == 0 && d[0] == 9 && d[1] == 7 &&
		    (d[2] == 8 || d[2] == 9);
	return n == 10 && ten % 11 == 0;
}

static void
set_isbn(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	if (!yaml_is(c, v, YAML_SCALAR))
		return;
	if (is_isbn(v->text))
		*(struct str *)field = v->text;
	else
		diag(c->sink, DIAG_ISBN_BAD, v->span, "%s: %s", v->key.p,
		    v->text.p);
}

static void
set_isbns(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
#define ISBN_KEY(name, set, field, required, value, help) \
	{ name, set, offsetof(struct edition, field), required },
#include "keys.def"
		{ NULL, NULL, 0, false }
	};

	(void)yaml_fill(c, v, keys, field);
}

static void
set_accessibility(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
#define ACCESS_KEY(name, set, field, required, value, help) \
	{ name, set, offsetof(struct edition, field), required },
#include "keys.def"
		{ NULL, NULL, 0, false }
	};

	(void)yaml_fill(c, v, keys, field);
}

static void
set_creators(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	static const struct yaml_key keys[] = {
#define CREATOR_KEY(name, set, field, required, value, help) \
	{ name, set, offsetof(struct creator, field), required },
#include "keys.def"
		{ NULL, NULL, 0, false }
	};
	struct edition *e = field;

	if (!yaml_is(c, v, YAML_SEQ))
		return;
	e->creators = ARENA_ARRAY(c->arena, struct creator, v->n);
	for (const struct yaml *i = v->first; i != NULL; i = i->next)
		(void)yaml_fill(c, i, keys, &e->creators[e->ncreators++]);
}

static void
set_subjects(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	struct edition *e = field;

	if (!yaml_is(c, v, YAML_SEQ))
		return;
	e->subjects = ARENA_ARRAY(c->arena, struct str, v->n);
	for (const struct yaml *i = v->first; i != NULL; i = i->next)
		yaml_set_str(c, i, &e->subjects[e->nsubjects++]);
}

static void
set_chapters(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	int level = 0;

	yaml_set_int(c, v, &level);
	if (level > 6)
		diag(c->sink, DIAG_VALUE_BAD, v->span,
		    "chapters: a heading level from 1 to 6");
	else
		*(int *)field = level;
}

static const struct yaml_key part_keys[] = {
#define PART_KEY(name, set, field, required, value, help) \
	{ name, set, offsetof(struct part, field), required },
#include "keys.def"
	{ NULL, NULL, 0, false }
};

static void
check_part(struct yaml_ctx *c, const struct yaml *v, const struct part *p)
{
	if ((p->file.n > 0) == (p->witness.n > 0) &&
	    (p->file.n > 0 || (yaml_lookup(v, "file") == NULL &&
	    yaml_lookup(v, "witness") == NULL)))
		diag(c->sink, DIAG_KEY_MISSING, v->span,
		    "a part has either file or witness");
	if (p->file.n > 0 && p->sha256.n > 0)
		diag(c->sink, DIAG_VALUE_BAD, v->span,
		    "sha256 belongs to a witness");
	if (p->chapters > 0 && p->role != ROLE_PART && p->role != ROLE_NONE)
		diag(c->sink, DIAG_VALUE_BAD,
		    yaml_lookup(v, "chapters")->span,
		    "chapters: only a text whose role is part is divided");
}

static void
set_parts(struct yaml_ctx *c, const struct yaml *v, void *field)
{
	struct edition	*e = field;
	struct part	*p;

	if (!yaml_is(c, v, YAML_SEQ))
		return;
	if (v->n > LIMIT_PARTS) {
		diag(c->sink, DIAG_VALUE_BAD, v->span, "parts: more than %d",
		    LIMIT_PARTS);
		return;
	}
	e->parts = ARENA_ARRAY(c->arena, struct part, v->n);
	for (const struct yaml *i = v->first; i != NULL; i = i->next) {
		p = &e->parts[e->nparts++];
		p->span = i->span;
		if (yaml_fill(c, i, part_keys, p))
			check_part(c, i, p);
	}
}

/* Setters of several fields get the edition itself: their rows name its
 * first field. */
_Static_assert(offsetof(struct edition, dir) == 0, "first field");

static const struct yaml_key edition_keys[] = {
#define EDITION_KEY(name, set, field, required, value, help) \
	{ name, set, offsetof(struct edition, field), required },
#include "keys.def"
	{ NULL, NULL, 0, false }
};

static void
check_ids(struct diag_sink *sink, const struct edition *e)
{
	for (size_t i = 1; i < e->nparts; i++)
		for (size_t j = 0; j < i; j++)
			if (e->parts[i].id.n > 0 &&
			    str_eq(e->parts[i].id, e->parts[j].id)) {
				diag(sink, DIAG_ID_TWICE, e->parts[i].span,
				    "%s", e->parts[i].id.p);
				break;
			}
}

static struct span
span_of_value(const struct yaml *root, const char *key)
{
	const struct yaml *v = yaml_lookup(root, key);

	return v != NULL ? v->span : SPAN_NONE;
}

static void
check_whole(struct yaml_ctx *c, const struct yaml *root, struct edition *e)
{
	const struct yaml *v = yaml_lookup(root, "date");

	if (e->date.n > 0 && e->date.n < 10)
		diag(c->sink, DIAG_DATE_BAD, v->span,
		    "date: the edition's has a month and a day");
	v = yaml_lookup(root, "parts");
	if (v != NULL && v->kind == YAML_SEQ && v->n == 0)
		diag(c->sink, DIAG_VALUE_BAD, v->key_span,
		    "parts: an edition has at least one");
	v = yaml_lookup(root, "cover-alt");
	if (v != NULL && e->cover.n == 0)
		diag(c->sink, DIAG_VALUE_BAD, v->key_span,
		    "cover-alt: there is no cover that it could describe");
	e->style_span = span_of_value(root, "style");
	e->format_span = span_of_value(root, "format");
	e->cover_span = span_of_value(root, "cover");
	check_ids(c->sink, e);
}

static void
defaults(struct edition *e)
{
	if (e->style.n == 0)
		e->style = STR("classique");
	for (size_t i = 0; i < e->nparts; i++)
		if (e->parts[i].lang.n == 0)
			e->parts[i].lang = e->language;
}

/* The folder's own name, also for "." and "..": it names the outputs. */
static struct str
folder_name(struct arena *a, const char *dir)
{
	char		*real = realpath(dir, NULL);
	const char	*base = path_base(real != NULL ? real : dir);
	struct str	 name;

	if (base[0] == '\0' || strcmp(base, "/") == 0)
		base = "edition";
	name = utf8_invalid(str_z(base)) == SIZE_MAX ?
	    utf8_nfc(a, str_z(base)) : STR("edition");
	free(real);
	return name;
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int
edition_read(struct arena *a, const char *dir, struct diag_sink *sink,
    struct edition **out, struct error *err)
{
	struct edition	*e = ARENA_NEW(a, struct edition);
	struct yaml_ctx	 c = { a, sink };
	struct yaml	*root;
	struct str	 text;
	const char	*path = dir;
	uint32_t	 source;

	if (is_folder(dir))
		path = path_join(a, dir, "edition.yaml");
	else if (str_ends(str_z(dir), STR(".yaml")))
		dir = path_dir(a, path);
	else
		path = path_join(a, dir, "edition.yaml");
	if (path != dir && file_exists(dir) && !is_folder(dir))
		return error_library(err, dir, "not an edition: name its "
		    "folder, or its edition.yaml");
	if (file_read(a, path, LIMIT_YAML, &text, err) < 0)
		return -1;
	source = sources_add(sink->sources, str_dup(a, str_z(path)), text);
	e->dir = str_dup(a, str_z(dir));
	e->name = folder_name(a, dir);
	e->span = (struct span){ source, 0, 0 };
	root = yaml_parse(a, source, sink);
	if (root != NULL && yaml_fill(&c, root, edition_keys, e))
		check_whole(&c, root, e);
	defaults(e);
	*out = e;
	return 0;
}
