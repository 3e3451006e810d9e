/*
 * Work on several cores.  What it makes must not depend on which thread
 * does what: results go to places of their own, messages into sinks that
 * are joined in order afterwards.
 */
#ifndef OCTAVO_PARALLEL_H
#define OCTAVO_PARALLEL_H

#include <stddef.h>

/*
 * Calls run(data, i) for 0 <= i < n on up to `threads` threads (two at
 * most, the caller's among them), beginning with the first.  Which
 * thread takes which i is left open; all are done on return.
 */
void	 run_parallel(int threads, size_t n, void (*run)(void *, size_t),
	    void *data);

#endif
