/*
 * loop OUT ROUNDS DIR…: builds the editions again and again in one
 * process, on one thread: with two the heap of each thread keeps holes
 * of its own, which says nothing of leaks.  The memory of the last round
 * must be that of the first ones, in use (mallinfo2) and resident.
 * libhyphen loses some 130 bytes of patterns each time it opens a
 * dictionary; SLACK allows that.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include <octavo/build.h>
#include <octavo/pdf.h>

/* Rounds until the caches of the libraries are full; bytes in use that
 * an edition may lose; kilobytes of resident memory for chance. */
enum { WARM = 4, SLACK = 1024, CHANCE = 8000 };

static int
build_one(const char *dir, const char *out)
{
	struct build_opts	opts = { .threads = 1,
				    .outputs = OUTPUT_EPUB | OUTPUT_PDF |
				    OUTPUT_PRINT | OUTPUT_TEI | OUTPUT_PROOF };
	struct build_result	made = { .n = 0 };
	struct build		b;
	struct error		e = { 0 };

	opts.out = out;
	(void)build_all(&b, dir, &opts, &made, &e);
	build_release(&b);
	if (made.n == 0)
		(void)printf("%s: not built: %s\n", dir, e.what);
	return made.n > 0 ? 0 : -1;
}

static long
resident(void)	/* [kB] */
{
	long	 pages = 0, all;
	FILE	*f = fopen("/proc/self/statm", "r");

	if (f == NULL || fscanf(f, "%ld %ld", &all, &pages) != 2)
		return 0;
	(void)fclose(f);
	return pages * 4;
}

int
main(int argc, char **argv)
{
	int	rounds = argc > 3 ? atoi(argv[2]) : 0, n = argc - 3, bad = 0;
	size_t	use, warm_use = 0;
	long	kb = 0, warm_kb = 0;

	pdf_prepare();
	for (int r = 1; r <= rounds; r++) {
		for (int i = 3; i < argc; i++)
			bad |= build_one(argv[i], argv[1]);
		use = mallinfo2().uordblks + mallinfo2().hblkhd;
		kb = resident();
		(void)printf("round %d: %d editions, %zu kB in use, %ld kB "
		    "resident\n", r, n, use / 1024, kb);
		if (r == WARM) {
			warm_use = use;
			warm_kb = kb;
		} else if (r > WARM && use > warm_use + (size_t)SLACK *
		    (size_t)(n * (r - WARM))) {
			(void)printf("memory in use grows\n");
			bad = -1;
		}
	}
	if (rounds > WARM && kb > warm_kb + CHANCE) {
		(void)printf("resident memory grows\n");
		bad = -1;
	}
	return bad != 0;
}
