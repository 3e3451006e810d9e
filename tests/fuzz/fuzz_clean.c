/* Cleaning of any bytes: no crash, nothing lost, valid UTF-8 out.  The
 * first byte picks options. */
#include <assert.h>

#include "octavo/clean.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct clean_opts	 o = { .places = true };
	struct clean_doc	*d = NULL;
	struct fuzz		 f;
	struct buf		 b;

	if (n == 0)
		return 0;
	/* Opening the dictionary takes longer than all the rest. */
	o.lang = p[0] & 8 ? STR("fr") : STR("zz");
	o.suspects = (p[0] & 7) == 0;
	fuzz_init(&f);
	if (clean_witness(&f.arena, STR("fuzz"), fuzz_text(&f, p + 1, n - 1),
	    &o, &f.sink, &d, &f.error) == 0 && d != NULL) {
		assert(d->residue == 0);
		assert(utf8_invalid(d->markdown) == SIZE_MAX);
		buf_init(&b);
		clean_report_json(d, &b);
		clean_report_text(d, &b);
		buf_release(&b);
	}
	fuzz_release(&f);
	return 0;
}
