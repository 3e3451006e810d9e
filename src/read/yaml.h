/*
 * YAML as a small tree with places: the only user of libyaml.
 *
 * No aliases, anchors are ignored; one document; depth and size are
 * limited.  Strings are NFC, NUL-ended, in the given arena.  Private to
 * readers of YAML files (manifest, ledger, lock).
 */
#ifndef OCTAVO_READ_YAML_H
#define OCTAVO_READ_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "octavo/arena.h"
#include "octavo/diag.h"
#include "octavo/limits.h"
#include "octavo/str.h"

enum yaml_kind { YAML_SCALAR, YAML_SEQ, YAML_MAP };

struct yaml {
	enum yaml_kind	 kind;
	struct span	 span;
	struct str	 text;		/* of a scalar */
	bool		 plain;		/* a scalar without quotes or | > */
	struct str	 key;		/* in a map: its key … */
	struct span	 key_span;	/* … and where that stands */
	struct yaml	*first, *last;	/* items or values, in order */
	struct yaml	*next;
	size_t		 n;		/* of items or values */
};

/*
 * The tree of a text registered as a source, or NULL when it is no YAML
 * (reported: BAD_UTF8, NUL_BYTE, YAML_SYNTAX, YAML_ALIAS, KEY_TWICE).
 */
struct yaml *yaml_parse(struct arena *, uint32_t source, struct diag_sink *);
/* The value of a key of a map, or NULL. */
const struct yaml *yaml_lookup(const struct yaml *map, const char *key);
/* "text", "list" or "map": for messages. */
const char *yaml_kind_name(enum yaml_kind);

/*
 * Filling a struct from a map: one row a key.  The setter gets the
 * struct and reports what is wrong with the value.
 */
struct yaml_ctx {
	struct arena	 *arena;
	struct diag_sink *sink;
};

typedef void yaml_setter(struct yaml_ctx *, const struct yaml *value,
	    void *field);

struct yaml_key {
	const char	*name;		/* NULL ends the table */
	yaml_setter	*set;
	size_t		 offset;	/* of the field in the struct */
	bool		 required;
};

/* False when the node is no map; faults go to the sink in any case. */
bool	 yaml_fill(struct yaml_ctx *, const struct yaml *map,
	    const struct yaml_key *keys, void *out);

/* Setters of common types. */
yaml_setter yaml_set_str;	/* struct str, not empty unless quoted */
yaml_setter yaml_set_date;	/* struct str: YYYY, YYYY-MM, YYYY-MM-DD */
yaml_setter yaml_set_int;	/* int, 0 to 999999 */
yaml_setter yaml_set_sha256;	/* struct str: 64 digits, lower case */
yaml_setter yaml_set_inside;	/* struct str: a path that stays inside */
yaml_setter yaml_set_ignore;	/* anything */

/* Number of the name in the NULL-ended list, or -1 with a report. */
int	 yaml_choice(struct yaml_ctx *, const struct yaml *,
	    const char *const *names);
/* False with a report when the value is not of the kind. */
bool	 yaml_is(struct yaml_ctx *, const struct yaml *, enum yaml_kind);

/* The entries of a ledger or of a lock into l->entries (ledger.c). */
struct ledger;
void	 yaml_ledger_entries(struct yaml_ctx *, const struct yaml *,
	    struct ledger *);

#endif
