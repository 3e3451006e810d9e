/*
 * Arena: memory that is given up all at once.
 *
 * Every stage takes the arena its result is to live in as its first
 * argument; scratch arenas are marked and rewound at loop entry.  There
 * is no free for a single object.  When memory ends, the program ends
 * (status EXIT_NO_MEMORY, one line on standard error): no caller checks.
 */
#ifndef OCTAVO_ARENA_H
#define OCTAVO_ARENA_H

#include <stdarg.h>
#include <stddef.h>

enum { EXIT_NO_MEMORY = 3 };

struct arena_block;

struct arena {
	struct arena_block *top;	/* newest block, NULL when empty */
	size_t		    total;	/* bytes asked from the system */
};

struct arena_mark {
	struct arena_block *block;
	size_t		    used;
};

void	 arena_init(struct arena *);
void	 arena_release(struct arena *);
/* All that one arena holds passes to another, which lives on; the first
 * is empty then.  Marks of the first are void, those of the other hold. */
void	 arena_join(struct arena *to, struct arena *from);

/* Zeroed, aligned for any object; never NULL.  Lives as long as the arena. */
void	*arena_alloc(struct arena *, size_t size);
/* As arena_alloc(count * size); an overflow counts as no memory. */
void	*arena_calloc(struct arena *, size_t count, size_t size);
/* A copy of n bytes with a NUL behind them. */
char	*arena_dup(struct arena *, const char *, size_t n);
char	*arena_printf(struct arena *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
char	*arena_vprintf(struct arena *, const char *fmt, va_list);

/* All that was allocated since the mark is given back by the rewind. */
struct arena_mark arena_mark(const struct arena *);
void	 arena_rewind(struct arena *, struct arena_mark);

#define ARENA_NEW(a, type)	((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n)	((type *)arena_calloc((a), (n), sizeof(type)))

/* malloc that ends the program instead of returning NULL. */
void	*xmalloc(size_t);
void	*xrealloc(void *, size_t);

#endif
