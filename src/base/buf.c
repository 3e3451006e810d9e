#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "octavo/buf.h"

void
buf_init_max(struct buf *b, size_t max)
{
	b->cap = 64;
	b->data = xmalloc(b->cap);
	b->data[0] = '\0';
	b->len = 0;
	b->max = max;
	b->full = false;
}

void
buf_init(struct buf *b)
{
	buf_init_max(b, BUF_MAX_DEFAULT);
}

void
buf_release(struct buf *b)
{
	free(b->data);
	b->data = NULL;
	b->len = b->cap = 0;
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	b->data[0] = '\0';
	b->full = false;
}

/* True when n more bytes (and the NUL) fit. */
static bool
buf_reserve(struct buf *b, size_t n)
{
	size_t cap;

	if (b->full || n > b->max || b->len > b->max - n) {
		b->full = true;
		return false;
	}
	if (b->len + n + 1 <= b->cap)
		return true;
	cap = b->cap;
	while (cap < b->len + n + 1)
		cap += cap / 2 + 32;
	b->data = xrealloc(b->data, cap);
	b->cap = cap;
	return true;
}

void
buf_put(struct buf *b, const void *p, size_t n)
{
	if (n == 0 || !buf_reserve(b, n))
		return;
	memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_putc(struct buf *b, char c)
{
	/* Most of what is written is written letter by letter. */
	if (b->full || b->len >= b->max || b->len + 2 > b->cap) {
		buf_put(b, &c, 1);
		return;
	}
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void
buf_put_str(struct buf *b, struct str s)
{
	buf_put(b, s.p, s.n);
}

void
buf_put_cp(struct buf *b, uint32_t cp)
{
	char	u[4];
	size_t	n;

	if (cp < 0x80) {
		buf_putc(b, (char)cp);
		return;
	}
	n = utf8_encode(cp, u);
	buf_put(b, u, n);
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list	 again;
	int	 n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0 || !buf_reserve(b, (size_t)n))
		return;
	(void)vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
	b->len += (size_t)n;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void
buf_truncate(struct buf *b, size_t n)
{
	if (n < b->len) {
		b->len = n;
		b->data[n] = '\0';
	}
}

struct str
buf_str(const struct buf *b)
{
	struct str s = { b->data, b->len };

	return s;
}

struct str
buf_dup(const struct buf *b, struct arena *a)
{
	struct str s = { arena_dup(a, b->data, b->len), b->len };

	return s;
}
