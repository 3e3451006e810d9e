/*
 * The clean text without its markup, searched by whole words.
 */
#include <stdlib.h>
#include <string.h>

#include "plain.h"

enum {
	BARRIER = 0x1F,		/* where a ledger reads something else */
	WORD_LONG = 200,	/* no word of a text is longer [bytes] */
	WORDS_LONG = 2000,	/* nor those around a place */
	MANY = 4000		/* so common a word is not looked for */
};

struct strip {
	struct plain	*p;
	char		*norm;
	uint32_t	 n;
	bool		 open, space, note;
	uint32_t	 holder;	/* paragraphs side by side share it */
	const char	*fence;		/* inside ::: of this kind */
};

/* ---- blocks ---- */

static void
put(struct strip *o, char c, size_t from)
{
	o->p->from[o->n] = (uint32_t)from;
	o->norm[o->n++] = c;
}

static void
open_block(struct strip *o, bool plain)
{
	struct plain_block *b = &o->p->block[o->p->nblocks];

	b->start = o->n;
	b->note = o->note;
	b->holder = plain ? o->holder : 0;
	o->open = true;
	o->space = false;
}

static void
close_block(struct strip *o, size_t at)
{
	struct plain_block *b = &o->p->block[o->p->nblocks];

	if (!o->open)
		return;
	o->open = false;
	b->end = o->n;
	if (b->end == b->start)
		return;
	o->p->nblocks++;
	put(o, '\n', at);
}

/* ---- inside a line ---- */

static bool
is_word_byte(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

static bool
punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
	    (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* Markup that is longer is none; so no line is searched again and
 * again. */
enum { MARKUP_MAX = 300 };

static size_t
find_near(struct str l, struct str what, size_t i)
{
	return str_find(str_sub(l, 0, i + MARKUP_MAX < l.n ? i + MARKUP_MAX :
	    l.n), what, i);
}

/* Past markup at i, or i; *barrier when it is more than nothing. */
static size_t
past_markup(struct str l, size_t i, bool *barrier)
{
	size_t end;
	char   next = i + 1 < l.n ? l.p[i + 1] : '\0';

	*barrier = false;
	if (l.p[i] == '[' && next == '^') {
		end = find_near(l, STR("]"), i);
		return end == SIZE_MAX ? i : end + 1;
	}
	if (l.p[i] == '<' && (next == '/' || next == '!' ||
	    (unsigned)(next | 0x20) - 'a' < 26u)) {
		end = find_near(l, STR(">"), i);
		*barrier = end == SIZE_MAX;
		return end == SIZE_MAX ? i + 1 : end + 1;
	}
	if (l.p[i] == '*')
		return i + 1;
	if (l.p[i] == '_')
		return i > 0 && is_word_byte((unsigned char)l.p[i - 1]) &&
		    is_word_byte((unsigned char)next) ? i : i + 1;
	*barrier = l.p[i] == '`' || (l.p[i] == ']' && (next == '(' ||
	    next == '[')) || (l.p[i] == '[' && find_near(l, STR("]("), i) !=
	    SIZE_MAX);
	return *barrier ? i + 1 : i;
}

static void
put_sign(struct strip *o, struct str l, size_t *i, size_t base)
{
	size_t	 from = *i;
	uint32_t cp = utf8_next(l, i);

	if (cp_is_space(cp)) {
		o->space = true;
		return;
	}
	if (o->space && o->n > o->p->block[o->p->nblocks].start)
		put(o, ' ', base + from);
	o->space = false;
	if (cp_fold_apos(cp) == '\'') {
		put(o, '\'', base + from);
		return;
	}
	for (size_t k = from; k < *i; k++)
		put(o, l.p[k], base + k);
}

static void
put_line(struct strip *o, struct str l, size_t base)
{
	o->space = true;
	for (size_t i = 0; i < l.n;) {
		bool   barrier;
		size_t to;

		if (l.p[i] == '\\' && i + 1 == l.n)
			return;
		if (l.p[i] == '\\' && punctuation(l.p[i + 1])) {
			i++;
			put_sign(o, l, &i, base);
			continue;
		}
		to = past_markup(l, i, &barrier);
		if (barrier)
			put(o, BARRIER, base + i);
		if (to > i)
			i = to;
		else
			put_sign(o, l, &i, base);
	}
}

/* ---- lines ---- */

static size_t
digits(struct str l, size_t i)
{
	while (i < l.n && l.p[i] >= '0' && l.p[i] <= '9')
		i++;
	return i;
}

/* Length of "- ", "12. " at the head of an item, or 0. */
static size_t
item(struct str l)
{
	size_t i = digits(l, 0);

	if (i == 0 && l.n > 1 && (l.p[0] == '-' || l.p[0] == '+') &&
	    l.p[1] == ' ')
		return 2;
	return i > 0 && i + 1 < l.n && (l.p[i] == '.' || l.p[i] == ')') &&
	    l.p[i + 1] == ' ' ? i + 2 : 0;
}

static size_t
heading(struct str l)
{
	size_t i = 0;

	while (i < l.n && l.p[i] == '#')
		i++;
	return i > 0 && i < 7 && i < l.n && l.p[i] == ' ' ? i + 1 : 0;
}

/* The head of a block: its markup is left out, its kind known. */
static struct str
block_head(struct strip *o, struct str l, bool quote)
{
	size_t n = 0, end = str_starts(l, STR("[^")) ? str_find(l, STR("]:"),
	    0) : SIZE_MAX;

	if (end != SIZE_MAX) {
		o->note = true;
		o->holder++;
		n = end + 2;
		open_block(o, true);
	} else if ((n = heading(l)) > 0 || (n = item(l)) > 0)
		open_block(o, false);
	else
		open_block(o, o->fence == NULL && !quote);
	return str_sub(l, n, l.n);
}

static void
read_line(struct strip *o, struct str l, size_t base)
{
	size_t skip = 0;
	bool   quote = l.n > 0 && l.p[0] == '>', verse = o->fence != NULL &&
	    strcmp(o->fence, "verse") == 0;

	if (str_starts(l, STR(":::"))) {
		close_block(o, base);
		o->holder++;
		o->fence = str_starts(l, STR("::: verse")) ? "verse" :
		    l.n > 4 ? "other" : NULL;
		return;
	}
	if (quote)
		skip = l.n > 1 && l.p[1] == ' ' ? 2 : 1;
	else if (o->note && str_starts(l, STR("    ")))
		skip = 4;
	l = str_sub(l, skip, l.n);
	if (l.n == 0 || str_eq(l, STR("* * *")) ||
	    str_starts(l, STR("<!--"))) {
		close_block(o, base);
		o->holder += l.n > 0;
		return;
	}
	if (!o->open) {
		size_t was = l.n;

		l = block_head(o, l, quote);
		skip += was - l.n;
		/* the source of an epigraph loses its dash */
		if (quote && str_starts(l, STR("— ")))
			put(o, BARRIER, base + skip);
	}
	put_line(o, l, base + skip);
	if (verse)
		close_block(o, base + skip + l.n);
}

/* ---- words ---- */

static void
index_words(struct arena *a, struct plain *p)
{
	struct str word;
	size_t	   i = 0, n = 0, size = 64;

	while (str_next_word(p->norm, &i, &word))
		n++;
	while (size < n)
		size *= 2;
	p->word = ARENA_ARRAY(a, struct plain_word, n + 1);
	p->slot = ARENA_ARRAY(a, uint32_t, size);
	p->count = ARENA_ARRAY(a, uint32_t, size);
	p->mask = (uint32_t)size - 1;
	n = 0;
	for (i = 0; str_next_word(p->norm, &i, &word);) {
		uint32_t h = (uint32_t)str_hash(word) & p->mask;

		p->word[n].at = (uint32_t)(i - word.n);
		p->word[n].next = p->slot[h];
		p->slot[h] = (uint32_t)++n;
		p->count[h]++;
	}
}

void
plain_build(struct arena *a, struct str clean, struct plain *p)
{
	struct strip o = { .p = p, .holder = 1 };
	size_t	     i = 0, lines = 2;

	memset(p, 0, sizeof(*p));
	for (size_t k = 0; k < clean.n; k++)
		lines += clean.p[k] == '\n';
	o.norm = arena_alloc(a, clean.n + lines + 2);
	p->from = ARENA_ARRAY(a, uint32_t, clean.n + lines + 2);
	p->block = ARENA_ARRAY(a, struct plain_block, lines);
	put(&o, '\n', 0);
	while (i < clean.n) {
		const char *nl = memchr(clean.p + i, '\n', clean.n - i);
		size_t	    e = nl ? (size_t)(nl - clean.p) : clean.n;

		read_line(&o, str_sub(clean, i, e), i);
		i = e + 1;
	}
	close_block(&o, clean.n);
	p->norm = (struct str){ o.norm, o.n };
	index_words(a, p);
}

/* ---- places ---- */

uint32_t
plain_at(const struct plain *p, uint32_t clean)
{
	uint32_t lo = 0, hi = (uint32_t)p->norm.n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (p->from[mid] < clean)
			lo = mid + 1;
		else
			hi = mid;
	}
	while (lo < p->norm.n && (p->norm.p[lo] == ' ' ||
	    p->norm.p[lo] == '\n'))
		lo++;
	return lo;
}

static bool
cuts_word(struct str s, size_t at)
{
	size_t i = at, j = at;

	if (at == 0 || at >= s.n)
		return false;
	(void)utf8_prev(s, &i);
	return str_word_char(s, &i) && str_word_char(s, &j);
}

void
plain_whole(const struct plain *p, uint32_t *from, uint32_t *to)
{
	size_t i = *from, j = *to;

	while (cuts_word(p->norm, i) && *from - i < WORD_LONG)
		(void)utf8_prev(p->norm, &i);
	while (cuts_word(p->norm, j) && j - *to < WORD_LONG)
		(void)utf8_next(p->norm, &j);
	*from = (uint32_t)i;
	*to = (uint32_t)j;
}

static bool
is_end(char c)
{
	return c == '\n' || c == BARRIER;
}

uint32_t
plain_back(const struct plain *p, uint32_t at, int n)
{
	const char *s = p->norm.p;
	uint32_t    stop = at > WORDS_LONG ? at - WORDS_LONG : 0;

	while (at > stop && s[at - 1] == ' ')
		at--;
	for (; n > 0 && at > stop && !is_end(s[at - 1]); n--) {
		while (at > stop && s[at - 1] == ' ')
			at--;
		while (at > stop && s[at - 1] != ' ' && !is_end(s[at - 1]))
			at--;
	}
	while (at < stop + 4 && ((unsigned char)s[at] & 0xC0) == 0x80)
		at++;
	return at;
}

uint32_t
plain_on(const struct plain *p, uint32_t at, int n)
{
	const char *s = p->norm.p;
	uint32_t    end = (uint32_t)p->norm.n;

	if (end - at > WORDS_LONG) {
		end = at + WORDS_LONG;
		while (((unsigned char)s[end] & 0xC0) == 0x80)
			end--;
	}
	for (; n > 0 && at < end && !is_end(s[at]); n--) {
		while (at < end && s[at] == ' ')
			at++;
		while (at < end && s[at] != ' ' && !is_end(s[at]))
			at++;
	}
	return at;
}

const struct plain_block *
plain_block_of(const struct plain *p, uint32_t at)
{
	uint32_t lo = 0, hi = p->nblocks;

	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (p->block[mid].start <= at)
			lo = mid;
		else
			hi = mid;
	}
	return &p->block[lo];
}

/* ---- search ---- */

void
plain_find(const struct plain *p, struct str needle, size_t skip,
    struct plain_hits *h)
{
	struct str word;
	size_t	   i = 0, off = 0;
	uint32_t   best = UINT32_MAX;

	while (str_next_word(needle, &i, &word)) {
		uint32_t k = (uint32_t)str_hash(word) & p->mask;

		if (best == UINT32_MAX || p->count[k] < p->count[best]) {
			best = k;
			off = i - word.n;
		}
	}
	if (best == UINT32_MAX)
		return;
	if (p->count[best] > MANY) {
		h->n = 2;
		return;
	}
	for (uint32_t k = p->slot[best]; k != 0 && h->n < 2;
	    k = p->word[k - 1].next) {
		size_t at = p->word[k - 1].at;

		if (at < off || at - off + needle.n > p->norm.n)
			continue;
		at -= off;
		if (memcmp(p->norm.p + at, needle.p, needle.n) != 0 ||
		    cuts_word(p->norm, at) ||
		    cuts_word(p->norm, at + needle.n) ||
		    (h->body && plain_block_of(p, (uint32_t)at)->note))
			continue;
		if (h->n == 0 || h->at != at + skip)
			h->n++;
		h->at = (uint32_t)(at + skip);
	}
}
