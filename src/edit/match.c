#include <stdlib.h>
#include <string.h>

#include "match.h"

enum { UNMATCHABLE = 0x1f };	/* stands for code: no entry has it */

struct builder {
	struct arena		*arena;
	struct match_text	*t;
	char			*norm;
	size_t			 n;
	size_t			 nitems;
	bool			 open;	/* a block is */
	bool			 space;	/* one is due before the next sign */
	struct match_origin	 space_at;
};

static void
put_byte(struct builder *b, char c, uint32_t item, uint32_t off)
{
	b->t->at[b->n].item = item;
	b->t->at[b->n].off = off;
	b->norm[b->n++] = c;
}

static void
put_space(struct builder *b)
{
	if (b->space && b->n > b->t->blocks[b->t->nblocks].start)
		put_byte(b, ' ', b->space_at.item, b->space_at.off);
	b->space = false;
}

static void
put_sign(struct builder *b, struct str s, size_t from, size_t to,
    uint32_t cp, uint32_t item)
{
	put_space(b);
	if (cp_fold_apos(cp) == '\'') {
		put_byte(b, '\'', item, (uint32_t)from);
		return;
	}
	for (size_t i = from; i < to; i++)
		put_byte(b, s.p[i], item, (uint32_t)i);
}

static void
put_text(struct builder *b, const struct node *n)
{
	struct str	s = n->u.text.text;
	uint32_t	item = (uint32_t)b->nitems, cp;
	size_t		i = 0, from;

	b->t->items[b->nitems++] = (struct node *)(uintptr_t)n;
	while (i < s.n) {
		from = i;
		cp = utf8_next(s, &i);
		if (cp_is_space(cp)) {
			if (!b->space) {
				b->space_at.item = item;
				b->space_at.off = (uint32_t)from;
			}
			b->space = true;
		} else
			put_sign(b, s, from, i, cp, item);
	}
}

/* The space of a line break has no width: it stands at the end of the TEXT
 * before it.  Without one it is at the head of its block, and none. */
static void
put_break(struct builder *b)
{
	if (!b->space && b->nitems > 0) {
		b->space_at.item = (uint32_t)b->nitems - 1;
		b->space_at.off = (uint32_t)
		    b->t->items[b->nitems - 1]->u.text.text.n;
	}
	b->space = true;
}

static void
put_code(struct builder *b)
{
	put_space(b);
	put_byte(b, UNMATCHABLE, 0, 0);
}

static void
block_open(struct builder *b, const struct node *n)
{
	struct match_block *blk = &b->t->blocks[b->t->nblocks];

	blk->node = (struct node *)(uintptr_t)n;
	blk->start = (uint32_t)b->n;
	blk->in_note = node_up(n, NODE_NOTE) != NULL;
	b->open = true;
	b->space = false;
}

static void
block_close(struct builder *b)
{
	struct match_block *blk = &b->t->blocks[b->t->nblocks];

	b->open = false;
	blk->end = (uint32_t)b->n;
	if (blk->end == blk->start)
		return;
	b->t->nblocks++;
	put_byte(b, '\n', b->t->at[b->n - 1].item, b->t->at[b->n - 1].off);
}

static void
on_node(struct builder *b, const struct walk *w)
{
	const struct node *n = w->node;

	if (node_is_block(n) && node_holds_inlines(n)) {
		if (w->event == WALK_EXIT)
			block_close(b);
		else if (n->first != NULL)
			block_open(b, n);
	} else if (!b->open || w->event != WALK_ENTER)
		return;
	else if (n->kind == NODE_TEXT)
		put_text(b, n);
	else if (n->kind == NODE_LINEBREAK)
		put_break(b);
	else if (n->kind == NODE_CODE)
		put_code(b);
}

/* Room for everything: bytes, text nodes, blocks. */
static void
measure(struct builder *b, const struct node *root)
{
	struct walk	w;
	size_t		bytes = 2, items = 1, blocks = 1;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER)
			continue;
		if (w.node->kind == NODE_TEXT) {
			bytes += w.node->u.text.text.n;
			items++;
		}
		blocks += node_is_block(w.node);
		bytes += 2;
	}
	b->norm = arena_alloc(b->arena, bytes + 1);
	b->t->at = ARENA_ARRAY(b->arena, struct match_origin, bytes + 1);
	b->t->items = ARENA_ARRAY(b->arena, struct node *, items);
	b->t->blocks = ARENA_ARRAY(b->arena, struct match_block, blocks);
}

static struct match_slot *
slot_of(const struct match_text *t, struct str word)
{
	uint64_t		 h = str_hash(word);
	size_t			 i = (size_t)h;
	struct match_slot	*s;
	const struct match_word	*w;

	for (;; i++) {
		s = &t->slots[i & t->mask];
		if (s->first == 0) {
			s->hash = h;
			return s;
		}
		w = &t->words[s->first - 1];
		if (s->hash == h && w->len == word.n && memcmp(word.p,
		    t->norm.p + w->start, word.n) == 0)
			return s;
	}
}

static void
index_words(struct arena *a, struct match_text *t)
{
	struct match_slot	*s;
	struct str		 word;
	size_t			 i = 0, n = 0, size = 64;

	while (str_next_word(t->norm, &i, &word))
		n++;
	while (size < n * 2)
		size *= 2;
	t->words = ARENA_ARRAY(a, struct match_word, n + 1);
	t->slots = ARENA_ARRAY(a, struct match_slot, size);
	t->mask = size - 1;
	for (i = 0; str_next_word(t->norm, &i, &word);) {
		t->words[t->nwords].start = (uint32_t)(i - word.n);
		t->words[t->nwords].len = (uint32_t)word.n;
		s = slot_of(t, word);
		t->nwords++;
		if (s->first == 0)
			s->first = (uint32_t)t->nwords;
		else
			t->words[s->last - 1].next = (uint32_t)t->nwords;
		s->last = (uint32_t)t->nwords;
		s->count++;
	}
}

void
match_build(struct arena *a, const struct node *root, struct match_text *t)
{
	struct builder	b = { .arena = a, .t = t };
	struct walk	w;

	memset(t, 0, sizeof(*t));
	measure(&b, root);
	put_byte(&b, '\n', 0, 0);
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		on_node(&b, &w);
	t->norm = (struct str){ b.norm, b.n };
	index_words(a, t);
}

struct str
match_norm(struct arena *a, struct str s)
{
	struct buf	b;
	struct str	out;
	size_t		i = 0;
	uint32_t	cp;
	bool		space = false;

	buf_init(&b);
	while (i < s.n) {
		cp = utf8_next(s, &i);
		if (cp_is_space(cp)) {
			space = true;
			continue;
		}
		if (space && b.len > 0)
			buf_putc(&b, ' ');
		space = false;
		buf_put_cp(&b, cp_fold_apos(cp));
	}
	out = buf_dup(&b, a);
	buf_release(&b);
	return out;
}

bool
match_same(struct str x, struct str y)
{
	struct arena	a;
	bool		same;

	arena_init(&a);
	same = str_eq(match_norm(&a, x), match_norm(&a, y));
	arena_release(&a);
	return same;
}

uint32_t
match_count(const struct match_text *t, struct str word)
{
	const struct match_slot *s = slot_of(t, word);

	return s->first == 0 ? 0 : s->count;
}

void
match_add(struct match_hits *h, uint32_t at)
{
	size_t kept = h->n < MATCH_MAX ? h->n : MATCH_MAX, i;

	for (i = 0; i < kept; i++)
		if (h->at[i] == at)
			return;
	h->n++;
	if (kept == MATCH_MAX)
		return;
	for (i = kept; i > 0 && h->at[i - 1] > at; i--)
		h->at[i] = h->at[i - 1];
	h->at[i] = at;
}

bool
match_is_whole(struct str s, size_t from, size_t to)
{
	size_t i, j;

	if (from > 0) {
		i = from;
		j = from;
		(void)utf8_prev(s, &i);
		if (str_word_char(s, &i) && str_word_char(s, &j))
			return false;
	}
	if (to < s.n) {
		i = to;
		j = to;
		(void)utf8_prev(s, &i);
		if (str_word_char(s, &i) && str_word_char(s, &j))
			return false;
	}
	return true;
}

void
match_find(const struct match_text *t, struct str needle,
    struct match_hits *h)
{
	struct str		 word;
	const struct match_slot	*s, *best = NULL;
	size_t			 i = 0, off = 0;

	while (str_next_word(needle, &i, &word)) {
		s = slot_of(t, word);
		if (s->first == 0)
			return;
		if (best == NULL || s->count < best->count) {
			best = s;
			off = i - word.n;
		}
	}
	if (best == NULL)
		return;
	for (uint32_t w = best->first; w != 0; w = t->words[w - 1].next) {
		size_t at = t->words[w - 1].start;

		if (at < off || at - off + needle.n > t->norm.n)
			continue;
		at -= off;
		if (memcmp(t->norm.p + at, needle.p, needle.n) == 0 &&
		    match_is_whole(t->norm, at, at + needle.n))
			match_add(h, (uint32_t)at);
	}
}

size_t
match_block_of(const struct match_text *t, uint32_t at)
{
	size_t lo = 0, hi = t->nblocks, mid;

	while (hi - lo > 1) {
		mid = (lo + hi) / 2;
		if (t->blocks[mid].start <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}
