/*
 * The rows of keys.def as the help sees them.
 */
#include "octavo/keys.h"

static const struct key_info rows[] = {
#define EDITION_KEY(name, set, field, required, value, help) \
	{ KEYS_EDITION, name, value, help, required },
#define CREATOR_KEY(name, set, field, required, value, help) \
	{ KEYS_CREATOR, name, value, help, required },
#define ISBN_KEY(name, set, field, required, value, help) \
	{ KEYS_ISBN, name, value, help, required },
#define ACCESS_KEY(name, set, field, required, value, help) \
	{ KEYS_ACCESSIBILITY, name, value, help, required },
#define PART_KEY(name, set, field, required, value, help) \
	{ KEYS_PART, name, value, help, required },
#define LEDGER_KEY(name, set, field, required, value, help) \
	{ KEYS_LEDGER, name, value, help, required },
#define ENTRY_KEY(name, bit, set, field, value, help) \
	{ KEYS_ENTRY, name, value, help, false },
#include "keys.def"
};

static const char *const groups[KEYS__MAX] = {
	[KEYS_EDITION] = "edition.yaml",
	[KEYS_CREATOR] = "an item of creators",
	[KEYS_ISBN] = "isbn",
	[KEYS_ACCESSIBILITY] = "accessibility",
	[KEYS_PART] = "an item of parts",
	[KEYS_LEDGER] = "a ledger",
	[KEYS_ENTRY] = "an entry of a ledger",
};

const struct key_info *
key_info(size_t n)
{
	return n < sizeof(rows) / sizeof(rows[0]) ? &rows[n] : NULL;
}

const char *
key_group_name(enum key_group group)
{
	return groups[group];
}
