#include <string.h>

#include "octavo/kept.h"

/* Each thing: this head, then its bytes, padded to 8. */
struct head {
	unsigned char	id[32];
	char		how, unused[3];
	uint32_t	n;
};

void
kept_open(struct kept *k, struct str bytes)
{
	struct head h;

	memset(k, 0, sizeof(*k));
	buf_init(&k->next);
	k->before = bytes;
	for (size_t at = 0; k->n < KEPT_MAX && bytes.n >= sizeof(h) &&
	    at <= bytes.n - sizeof(h);
	    at += sizeof(h) + ((h.n + (size_t)7) & ~(size_t)7)) {
		memcpy(&h, bytes.p + at, sizeof(h));
		if (h.n > bytes.n - at - sizeof(h))
			break;
		k->at[k->n++] = at;
	}
}

void
kept_close(struct kept *k)
{
	buf_release(&k->next);
}

static void
carry(struct kept *k, char how, const unsigned char id[32], struct str s)
{
	struct head	  h = { .how = how, .n = (uint32_t)s.n };
	static const char zeros[8];

	if (k->nnext == KEPT_MAX || s.n > UINT32_MAX)
		return;
	memcpy(h.id, id, sizeof(h.id));
	buf_put(&k->next, &h, sizeof(h));
	buf_put_str(&k->next, s);
	buf_put(&k->next, zeros, -s.n & 7);
	k->nnext++;
}

bool
kept_lookup(struct kept *k, char how, const unsigned char id[32],
    struct str *out)
{
	struct head h;

	/* Things are asked for in much the order of the earlier build. */
	for (unsigned n = 0; n < k->n; n++) {
		unsigned i = (k->found + n) % k->n;

		memcpy(&h, k->before.p + k->at[i], sizeof(h));
		if (h.how != how || memcmp(h.id, id, sizeof(h.id)) != 0)
			continue;
		*out = str_sub(k->before, k->at[i] + sizeof(h),
		    k->at[i] + sizeof(h) + h.n);
		carry(k, how, id, *out);
		k->found = i;
		return true;
	}
	return false;
}

void
kept_put(struct kept *k, char how, const unsigned char id[32], struct str s)
{
	carry(k, how, id, s);
	k->fresh += s.n;
}

enum { RENEW = 16 };	/* a part in so many fresh: worth writing */

bool
kept_is_stale(const struct kept *k)
{
	return k->fresh > k->next.len / RENEW && !k->next.full;
}
