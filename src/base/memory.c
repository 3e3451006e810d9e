/*
 * The allocator of the whole process: where there is no memory, the
 * program ends with a message and a status of its own.
 *
 * These names take the place of the C library's for every library too.
 * Ours end the program themselves (arena.c); but C++ libraries abort,
 * GLib traps, and HarfBuzz goes on with empty results, which would be
 * another book without a word.  No caller ever sees NULL.
 *
 * Under a sanitizer the sanitizer's allocator stays in place.
 */
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "octavo/arena.h"

#ifdef __has_feature	/* clang */
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#if !defined(__SANITIZE_ADDRESS__) && !defined(OCTAVO_OTHER_MALLOC)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void __libc_free(void *);

static _Noreturn void
no_memory(void)
{
	static const char what[] = "octavo: out of memory\n";

	/* No stdio: it may be what asked. */
	if (write(STDERR_FILENO, what, sizeof(what) - 1) < 0)
		_exit(EXIT_NO_MEMORY);
	_exit(EXIT_NO_MEMORY);
}

/*
 * One heap for all threads.  With a heap a thread, what one stage gives
 * back on one thread is no use to the next stage on another: an eighth
 * of the memory of a build, for locks that two threads hardly meet at.
 *
 * Its first stretch is asked for in huge pages: the first touch of each
 * of ten thousand small ones costs more than what is written there.  It
 * is no longer than what a book of some size fills, as a huge page that
 * is touched is there whole.
 */
enum {
	HEAP = 64 << 20,	/* [bytes] of addresses, in one stretch */
	HUGE = 32 << 20,	/* of it in huge pages */
	STEP = 4 << 20,		/* by which the heap grows then */
	LARGE = 256 << 10	/* blocks that are mapped by themselves */
};

__attribute__((constructor)) static void
one_heap(void)
{
	const uintptr_t	page = 4096;
	char	       *from, *to;

	(void)mallopt(M_ARENA_MAX, 1);
	(void)mallopt(M_TRIM_THRESHOLD, 4 * HEAP);
	(void)mallopt(M_MMAP_THRESHOLD, HEAP);
	(void)mallopt(M_TOP_PAD, HEAP);
	from = __libc_malloc(STEP);
	to = sbrk(0);
	(void)mallopt(M_TOP_PAD, STEP);
	(void)mallopt(M_MMAP_THRESHOLD, LARGE);
	/* Whoever has no such pages, or no room, goes without. */
	if (from != NULL && to > from && to - from >= HEAP)
		(void)madvise((void *)(((uintptr_t)from + page) &
		    ~(page - 1)), HUGE, MADV_HUGEPAGE);
	__libc_free(from);
}

void *
malloc(size_t n)
{
	void *p = __libc_malloc(n);

	if (p == NULL && n > 0)
		no_memory();
	return p;
}

void *
calloc(size_t count, size_t size)
{
	void *p = __libc_calloc(count, size);

	if (p == NULL && count > 0 && size > 0)
		no_memory();
	return p;
}

void *
realloc(void *old, size_t n)
{
	void *p = __libc_realloc(old, n);

	if (p == NULL && n > 0)
		no_memory();
	return p;
}

#else
typedef int memory_is_not_ours;
#endif
