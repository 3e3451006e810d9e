/* The manifest. */
#include "octavo/edition.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct edition	*ed = NULL;
	struct fuzz	 f;

	fuzz_init(&f);
	(void)edition_read(&f.arena, fuzz_file(&f, ".yaml", p, n), &f.sink,
	    &ed, &f.error);
	fuzz_release(&f);
	return 0;
}
