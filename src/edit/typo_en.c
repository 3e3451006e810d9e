/*
 * English, as far as Octavo's own pages need it: quotation marks,
 * apostrophes, ellipses, dashes.
 */
#include "typo.h"

static bool
opens(uint32_t before, uint32_t after)
{
	return after != 0 && !typo_is_space(after) && (before == 0 ||
	    typo_is_space(before) || before == '(' || before == '[' ||
	    before == 0x2014 || before == 0x201C || before == 0x2018);
}

static void
en_quotes(struct typo *t)
{
	uint32_t cp, before;

	for (size_t i = 0; i < t->n; i++) {
		cp = t->in[i].cp;
		before = i > 0 ? typo_at(t, i - 1) : 0;
		if (t->in[i].lock || (cp != '"' && cp != '\''))
			typo_put(t, t->in[i]);
		else if (opens(before, typo_at(t, i + 1)))
			typo_set(t, i, cp == '"' ? 0x201C : 0x2018);
		else
			typo_set(t, i, cp == '"' ? 0x201D : CP_APOS);
	}
}

/* Two hyphens are an em dash, closed up when they were typed so. */
static void
en_dashes(struct typo *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (!t->in[i].lock && t->in[i].cp == '-' &&
		    typo_at(t, i + 1) == '-' && typo_at(t, i + 2) != '-' &&
		    (i == 0 || typo_at(t, i - 1) != '-')) {
			typo_set(t, i, CP_EMDASH);
			i++;
		} else
			typo_put(t, t->in[i]);
}

const struct rule typo_english[] = {
	{ "EN-1", RULE_FIX, typo_spaces, 0 },
	{ "EN-2", RULE_FIX, typo_ellipsis, NEEDS_DOTS },
	{ "EN-3", RULE_FIX, en_quotes, NEEDS_QUOTE | NEEDS_APOS },
	{ "EN-4", RULE_FIX, en_dashes, NEEDS_DASH },
	{ NULL, RULE_FIX, NULL, 0 }
};
