/*
 * Stage times for the benchmark: with OCTAVO_STAGES in the environment
 * each stage writes its wall time to standard error.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "build_int.h"

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

double
stage_start(void)
{
	return getenv("OCTAVO_STAGES") != NULL ? now() : 0;
}

void
stage_end(const char *name, double start)
{
	if (start > 0)
		(void)fprintf(stderr, "stage %-10s %8.1f ms\n", name,
		    now() - start);
}

void
build_doing(const struct build *b, const char *what)
{
	if (b->opts.doing != NULL)
		atomic_store(b->opts.doing, what);
}
