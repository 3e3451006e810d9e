/*
 * The keys of edition.yaml and of a ledger as the parser knows them: for
 * man pages and the handbook.
 */
#ifndef OCTAVO_KEYS_H
#define OCTAVO_KEYS_H

#include <stdbool.h>
#include <stddef.h>

enum key_group {
	KEYS_EDITION, KEYS_CREATOR, KEYS_ISBN, KEYS_ACCESSIBILITY,
	KEYS_PART, KEYS_LEDGER, KEYS_ENTRY, KEYS__MAX
};

struct key_info {
	enum key_group	 group;
	const char	*name;
	const char	*value;	/* "TEXT", or the words allowed */
	const char	*help;	/* lower case, no full stop */
	bool		 required;
};

/* The n-th key, groups in order, or NULL past the last. */
const struct key_info *key_info(size_t n);
/* What the maps of a group are: "edition.yaml", "an item of parts" … */
const char *key_group_name(enum key_group);

#endif
