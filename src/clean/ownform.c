/*
 * The form the cleaner itself writes: one line a block, one blank line
 * between, notes last.  A text that has this form throughout, and none
 * of the marks of damage, is clean already and is kept byte for byte.
 * Where damage is left that nobody can mend, the writer says in a comment
 * at the end that the text was cleaned: so cleaning is idempotent.
 */
#include <string.h>

#include "audit_int.h"

const char own_mark[] = "\n<!-- octavo clean 1 -->\n";

static bool
starts(struct str l, const char *z)
{
	size_t n = strlen(z);

	return l.n >= n && memcmp(l.p, z, n) == 0;
}

/* Accents beside their letters, ligatures, misread bytes. */
static bool
damaged(struct str l, uint32_t cp, size_t next)
{
	if (cp < 0x80)
		return false;
	return cp == 0xB4 || cp == 0xA8 || cp == 0xB8 || cp == 0x2C6 ||
	    cp == 0x2DC || (cp >= 0x300 && cp < 0x370) || (cp >= 0xFB00 &&
	    cp <= 0xFB06) || ((cp == 0xC3 || cp == 0xC2) && next < l.n &&
	    ((unsigned char)l.p[next] >= 0x80 || l.p[next] == ' '));
}

/* Control characters, doubled spaces, signs of damage. */
static bool
line_is_clean(struct str l)
{
	size_t i = 0;

	if (l.n > 0 && (l.p[l.n - 1] == ' ' || (l.p[0] == ' ' &&
	    !starts(l, "    "))))
		return false;
	if (starts(l, "    "))
		i = 4;
	if (i < l.n && l.p[i] == ' ')
		return false;
	while (i < l.n) {
		size_t	 at = i;
		uint32_t cp = utf8_next(l, &i);

		if (damaged(l, cp, i))
			return false;
		if (cp == CP_BAD || cp == CP_REPLACEMENT || cp < 0x20 ||
		    (cp >= 0x7F && cp <= 0xA0) || cp == 0xAD ||
		    (cp >= 0x2000 && cp <= 0x200F) || cp == 0xFEFF ||
		    cp == 0x202F)
			return false;
		if (cp == ' ' && i < l.n && l.p[i] == ' ')
			return false;
		if ((cp == '^' || cp == '(') && at > 0 && i < l.n &&
		    ((cp == '^' && l.p[i] == '[') || (cp == '(' &&
		    l.p[at - 1] == ']' && (l.p[i] == '#' || l.p[i] == ')'))))
			return false;
	}
	return true;
}

/* Number at the head of a block that may be the label of a note. */
static bool
labelled(struct str l)
{
	size_t i = 0;
	bool   bracket = l.n > 0 && (l.p[0] == '[' || l.p[0] == '(');

	if (bracket)
		i++;
	if (i >= l.n || l.p[i] < '0' || l.p[i] > '9')
		return false;
	while (i < l.n && l.p[i] >= '0' && l.p[i] <= '9')
		i++;
	if (bracket)
		return i < l.n && (l.p[i] == ']' || l.p[i] == ')');
	return i + 1 < l.n && l.p[i] == ' ' && (unsigned char)l.p[i + 1] <
	    0x80 && cp_upper_((unsigned char)l.p[i + 1]);
}

static bool
ends_open(struct str l)
{
	size_t i = l.n;

	while (i > 0) {
		uint32_t cp = utf8_prev(l, &i);

		if (cp_letter(cp) || cp == ',' || cp == '-')
			return true;
		if (!cp_is_quote_close(cp) && cp != ' ')
			return false;
	}
	return false;
}

static bool
begins_low(struct str l)
{
	size_t i = 0;

	return l.n > 0 && cp_lower_(utf8_next(l, &i));
}

static struct str
line_at(struct str s, size_t *i)
{
	const char *p = s.p + *i, *nl = memchr(p, '\n', s.n - *i);
	size_t	    n = nl ? (size_t)(nl - p) : s.n - *i;

	*i += n + 1;
	return (struct str){ p, n };
}

/* May l follow prev without a blank line between? */
static bool
may_follow(struct str prev, struct str l)
{
	return (prev.n > 0 && prev.p[prev.n - 1] == '\\') ||
	    (starts(prev, ">") && starts(l, ">"));
}

struct tally {
	unsigned blocks, broken, marks;
	bool	 in_notes;
};

static bool
next_line_ok(struct tally *t, struct str prev, struct str block,
    struct str l)
{
	bool note = starts(l, "[^") && str_find(l, STR("]: "), 0) < 12;

	if (!line_is_clean(l))
		return false;
	if (l.n == 0)
		return prev.n > 0;
	if (prev.n > 0)
		return may_follow(prev, l) && (!starts(l, "    ") ||
		    t->in_notes);
	if (t->in_notes && !note && !starts(l, "    "))
		return false;
	if (!t->in_notes && starts(l, "    "))
		return false;
	if (labelled(l))
		return false;
	t->in_notes |= note;
	t->marks += note || starts(l, "# ") || starts(l, "## ") ||
	    starts(l, ":::") || starts(l, "> ");
	t->blocks++;
	t->broken += block.n > 60 && ends_open(block) && begins_low(l);
	return true;
}

bool
own_form(struct str s)
{
	struct tally t = { 0 };
	struct str   prev = STR_NULL, block = STR_NULL;

	if (s.n < BUF_MAX_DEFAULT && str_ends(s, str_z(own_mark)))
		return true;
	if (s.n < 2 || s.p[s.n - 1] != '\n' || s.p[s.n - 2] == '\n' ||
	    s.p[0] == '\n')
		return false;
	for (size_t i = 0; i < s.n;) {
		struct str l = line_at(s, &i);

		if (!next_line_ok(&t, prev, block, l))
			return false;
		prev = l;
		if (l.n > 0)
			block = l;
	}
	return t.broken == 0 || (t.marks > 0 && t.broken * 20 <= t.blocks);
}

void
own_form_count(struct str s, unsigned *notes, unsigned *headings)
{
	for (size_t i = 0; i < s.n;) {
		struct str l = line_at(s, &i);

		*notes += starts(l, "[^");
		*headings += starts(l, "#");
	}
}
