/*
 * Entries of a ledger that have exactly one place in the clean text.
 * How a ledger looks for its places is in src/edit/ledger_find.c; this
 * asks the same questions of the same words, and what has no answer is
 * not proposed.
 */
#include <string.h>

#include "plain.h"

enum { WORDS_NEAR = 3, WORDS_MOST = 12, LONG = 400 };

static void
yaml_str(struct buf *b, struct str s)
{
	buf_putc(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_putc(b, '\\');
		buf_putc(b, s.p[i]);
	}
	buf_putc(b, '"');
}

static bool
plain_enough(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20)
			return false;
	return s.n > 0 && s.n < LONG;
}

static void
look(const struct plain *p, struct str a, const char *between, struct str b,
    size_t skip, struct plain_hits *h)
{
	struct buf n;

	buf_init(&n);
	buf_put_str(&n, a);
	buf_puts(&n, between);
	buf_put_str(&n, b);
	plain_find(p, buf_str(&n), skip, h);
	buf_release(&n);
}

/* Is from the only place of the words f beside near, or inside it? */
static bool
only_place(const struct plain *p, struct str f, struct str near,
    uint32_t from)
{
	static const char *const between[] = { " ", "", "\n" };
	struct plain_hits	 h = { .n = 0 };

	for (size_t k = 0; k < 3; k++) {
		look(p, near, between[k], f, near.n + strlen(between[k]), &h);
		look(p, f, between[k], near, 0, &h);
	}
	for (size_t at = 0; (at = str_find(near, f, at)) != SIZE_MAX; at++)
		plain_find(p, near, at, &h);
	return h.n == 1 && h.at == from;
}

static bool
choose_near(const struct plain *p, uint32_t from, uint32_t to,
    struct str *near)
{
	struct str f = str_sub(p->norm, from, to);

	for (int k = WORDS_NEAR; k <= WORDS_MOST; k++) {
		*near = str_trim(str_sub(p->norm, plain_back(p, from, k),
		    from));
		if (plain_enough(*near) && only_place(p, f, *near, from))
			return true;
	}
	for (int k = WORDS_NEAR; k <= WORDS_MOST; k++) {
		*near = str_trim(str_sub(p->norm, to, plain_on(p, to, k)));
		if (plain_enough(*near) && only_place(p, f, *near, from))
			return true;
	}
	return false;
}

static struct str
done(struct arena *a, struct buf *b)
{
	struct str s = buf_dup(b, a);

	buf_release(b);
	return s;
}

struct str
plain_reading(struct arena *a, const struct plain *p, uint32_t from,
    uint32_t to, struct str read, struct str *near)
{
	struct str f = str_sub(p->norm, from, to);
	struct buf b;

	*near = STR_NULL;
	if (!plain_enough(f) || f.p[0] == ' ' || f.p[f.n - 1] == ' ' ||
	    !plain_enough(read) || str_eq(f, read) ||
	    !choose_near(p, from, to, near)) {
		*near = STR_NULL;
		return STR_NULL;
	}
	*near = str_dup(a, *near);
	buf_init(&b);
	buf_puts(&b, "  - for: ");
	yaml_str(&b, f);
	buf_puts(&b, "\n    read: ");
	yaml_str(&b, read);
	buf_puts(&b, "\n    near: ");
	yaml_str(&b, *near);
	buf_puts(&b, "\n    kind: ocr\n");
	return done(a, &b);
}

struct str
plain_call(struct arena *a, const struct plain *p, uint32_t at,
    uint32_t number)
{
	struct buf b;

	while (at > 0 && p->norm.p[at - 1] == ' ')
		at--;
	for (int k = WORDS_NEAR; k <= WORDS_MOST; k++) {
		struct str	  w = str_trim(str_sub(p->norm, plain_back(p,
				    at, k), at));
		struct plain_hits h = { .body = true };

		if (!plain_enough(w))
			return STR_NULL;
		plain_find(p, w, w.n, &h);
		if (h.n != 1 || h.at != at)
			continue;
		buf_init(&b);
		buf_printf(&b, "  - call: %u\n    after: ", number);
		yaml_str(&b, w);
		buf_putc(&b, '\n');
		return done(a, &b);
	}
	return STR_NULL;
}

/* Where the two ends meet in norm: one \n, or one space at most. */
static bool
meets(const struct plain *p, uint32_t at, bool join)
{
	const struct plain_block *b = plain_block_of(p, at);

	if (at == 0 || at >= p->norm.n)
		return false;
	if (join)
		return b > p->block && b->start == at && b->holder != 0 &&
		    b[-1].holder == b->holder;
	return b->start < at && b->holder != 0 && p->norm.p[at] != ' ';
}

struct str
plain_cut(struct arena *a, const struct plain *p, uint32_t at, bool join)
{
	uint32_t   end = at;
	struct buf b;

	if (!meets(p, at, join))
		return STR_NULL;
	while (end > 0 && (p->norm.p[end - 1] == ' ' ||
	    p->norm.p[end - 1] == '\n'))
		end--;
	for (int k = WORDS_NEAR; k <= WORDS_MOST; k++) {
		struct str	  w1 = str_sub(p->norm, plain_back(p, end, k),
				    end);
		struct str	  w2 = str_sub(p->norm, at, plain_on(p, at,
				    k));
		struct plain_hits h = { .n = 0 };

		w1 = str_trim(w1);
		if (!plain_enough(w1) || !plain_enough(w2))
			return STR_NULL;
		if (join)
			look(p, w1, "\n", w2, w1.n + 1, &h);
		else {
			look(p, w1, " ", w2, w1.n + 1, &h);
			look(p, w1, "", w2, w1.n, &h);
		}
		if (h.n != 1 || h.at != at)
			continue;
		buf_init(&b);
		buf_puts(&b, join ? "  - join: " : "  - split: ");
		yaml_str(&b, w1);
		buf_puts(&b, join ? "\n    with: " : "\n    before: ");
		yaml_str(&b, w2);
		buf_putc(&b, '\n');
		return done(a, &b);
	}
	return STR_NULL;
}
