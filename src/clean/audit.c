/*
 * The account: what became of every character, by rule.  account.c has
 * the places, report.c tells them.
 */
#include "audit_int.h"

static const char *const fates[] = { "kept", "moved", "changed",
	"removed" };

void
audit_sums(struct work *w, const struct written *o, struct clean_doc *doc)
{
	struct clean_sum *sum = ARENA_ARRAY(w->arena, struct clean_sum,
	    R__MAX);
	uint8_t		  last = R__MAX;

	for (int r = 0; r < R__MAX; r++) {
		sum[r].rule = clean_rules[r].id;
		sum[r].fate = fates[clean_rules[r].fate];
	}
	for (uint32_t i = 0; i < w->c.n; i++) {
		uint8_t r = w->c.rule[i];
		bool	gone = cell_gone(&w->c, i);

		sum[r].chars++;
		sum[r].times += r != last;
		last = r;
		if ((gone && o->seen[i] > 0) || (!gone && o->seen[i] != 1))
			doc->residue++;
	}
	doc->sums = sum;
	doc->nsums = R__MAX;
	doc->chars = w->c.n;
}
