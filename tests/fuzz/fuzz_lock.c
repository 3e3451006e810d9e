/* The lock file of a release: read, written, read again. */
#include "octavo/lock.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct lock	*l = NULL;
	struct fuzz	 f;
	struct buf	 b;

	fuzz_init(&f);
	buf_init(&b);
	if (lock_read(&f.arena, fuzz_file(&f, ".lock", p, n), &f.sink, &l,
	    &f.error) == 0 && l != NULL && !diag_has_errors(&f.sink))
		lock_write(l, &b);
	buf_release(&b);
	fuzz_release(&f);
	return 0;
}
