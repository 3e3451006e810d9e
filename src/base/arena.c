/*
 * Arena blocks form a list, newest first.  They come zeroed; only what
 * was given out before a rewind is zeroed again.  With -DARENA_HARD every
 * object gets a block of its own, so that AddressSanitizer sees each
 * overrun (make asan builds that way).
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"

enum { BLOCK_SIZE = 64 * 1024 };

struct arena_block {
	struct arena_block	*prev;
	size_t			 size;
	size_t			 used;
	size_t			 clean;	/* all zero from here on */
	_Alignas(max_align_t) unsigned char data[];
};

static _Noreturn void
no_memory(void)
{
	(void)fputs("octavo: out of memory\n", stderr);
	_Exit(EXIT_NO_MEMORY);
}

void *
xmalloc(size_t n)
{
	void *p = malloc(n ? n : 1);

	if (p == NULL)
		no_memory();
	return p;
}

void *
xrealloc(void *old, size_t n)
{
	void *p = realloc(old, n ? n : 1);

	if (p == NULL)
		no_memory();
	return p;
}

void
arena_init(struct arena *a)
{
	a->top = NULL;
	a->total = 0;
}

void
arena_release(struct arena *a)
{
	struct arena_block *b, *prev;

	for (b = a->top; b != NULL; b = prev) {
		prev = b->prev;
		free(b);
	}
	arena_init(a);
}

/* The blocks go below the one in use, so that its room is not lost. */
void
arena_join(struct arena *to, struct arena *from)
{
	struct arena_block *oldest = from->top;

	if (oldest == NULL)
		return;
	while (oldest->prev != NULL)
		oldest = oldest->prev;
	if (to->top == NULL) {
		to->top = from->top;
	} else {
		oldest->prev = to->top->prev;
		to->top->prev = from->top;
	}
	to->total += from->total;
	arena_init(from);
}

static struct arena_block *
block_push(struct arena *a, size_t need)
{
	struct arena_block	*b;
	size_t			 size = need;

#ifndef ARENA_HARD
	if (size < BLOCK_SIZE)
		size = BLOCK_SIZE;
#endif
	if (size > SIZE_MAX - sizeof(*b))
		no_memory();
	b = calloc(1, sizeof(*b) + size);
	if (b == NULL)
		no_memory();
	b->prev = a->top;
	b->size = size;
	b->used = 0;
	a->top = b;
	a->total += size;
	return b;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	const size_t		 align = _Alignof(max_align_t);
	struct arena_block	*b = a->top;
	void			*p;

	if (size > SIZE_MAX / 2)
		no_memory();
	if (size == 0)
		size = 1;
#ifndef ARENA_HARD
	size = (size + align - 1) & ~(align - 1);
#else
	(void)align;
	b = NULL;
#endif
	if (b == NULL || b->size - b->used < size)
		b = block_push(a, size);
	p = b->data + b->used;
	if (b->used < b->clean)
		memset(p, 0, b->clean - b->used < size ?
		    b->clean - b->used : size);
	b->used += size;
	if (b->clean < b->used)
		b->clean = b->used;
	return p;
}

void *
arena_calloc(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / 2 / size)
		no_memory();
	return arena_alloc(a, count * size);
}

char *
arena_dup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	if (n > 0)
		memcpy(p, s, n);
	return p;
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list	 again;
	char	*p;
	int	 n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		return arena_dup(a, "", 0);
	p = arena_alloc(a, (size_t)n + 1);
	(void)vsnprintf(p, (size_t)n + 1, fmt, ap);
	return p;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list	 ap;
	char	*p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	struct arena_mark m = { a->top, a->top ? a->top->used : 0 };

	return m;
}

/* An empty arena that is rewound again and again, once a paragraph, keeps
 * its first block: a new one would have to be zeroed each time. */
static bool
stays(const struct arena_block *b)
{
#ifdef ARENA_HARD
	(void)b;
	return false;
#else
	return b->prev == NULL && b->size == BLOCK_SIZE;
#endif
}

void
arena_rewind(struct arena *a, struct arena_mark m)
{
	struct arena_block *b;

	while (a->top != m.block) {
		b = a->top;
		if (m.block == NULL && stays(b)) {
			b->used = 0;
			return;
		}
		a->top = b->prev;
		a->total -= b->size;
		free(b);
	}
	if (a->top != NULL)
		a->top->used = m.used;
}
