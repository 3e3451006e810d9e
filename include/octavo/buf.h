/*
 * Growing byte buffer.  Invariants: data is never NULL and data[len] is
 * NUL after buf_init; the bytes may hold NULs of their own.  A buffer
 * has a maximum: past it the puts do nothing and `full` is set, so a
 * hostile input cannot take all memory (check once, at the end).
 */
#ifndef OCTAVO_BUF_H
#define OCTAVO_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "octavo/str.h"

#define BUF_MAX_DEFAULT	((size_t)1 << 30)

struct buf {
	char	*data;
	size_t	 len;
	size_t	 cap;
	size_t	 max;	/* [bytes] */
	bool	 full;	/* a put was refused */
};

void	 buf_init(struct buf *);
void	 buf_init_max(struct buf *, size_t max);
void	 buf_release(struct buf *);
void	 buf_clear(struct buf *);

void	 buf_put(struct buf *, const void *, size_t n);
void	 buf_putc(struct buf *, char);
void	 buf_puts(struct buf *, const char *);
void	 buf_put_str(struct buf *, struct str);
/* One code point as UTF-8. */
void	 buf_put_cp(struct buf *, uint32_t cp);
void	 buf_printf(struct buf *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
void	 buf_vprintf(struct buf *, const char *fmt, va_list);
/* Cuts the buffer to n bytes (n <= len). */
void	 buf_truncate(struct buf *, size_t n);

/* The contents, borrowed until the next call on the buffer. */
struct str buf_str(const struct buf *);
/* A copy of the contents in the arena, NUL-terminated. */
struct str buf_dup(const struct buf *, struct arena *);

#endif
