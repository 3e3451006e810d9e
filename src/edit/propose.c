#include <string.h>

#include "octavo/file.h"
#include "octavo/propose.h"

#include "ledger_int.h"

enum {
	WORDS_NEAR = 3,		/* of context, when they suffice */
	WORDS_MOST = 12,
	SHOWN = 36,		/* [bytes] about, on each side of a place */
	ALIKE = 4		/* places shown of words that are alike */
};

/* Does the entry (lemma beside near) have exactly one place? */
static bool
is_unique(struct ledger_run *r, struct str lemma, struct str near,
    uint32_t *at)
{
	struct ledger_entry	e = { .action = LEDGER_READING };
	struct ledger_op	op;

	e.lemma = lemma;
	e.near = near;
	e.read = STR("\x01");	/* differs from any reading */
	if (!ledger_find(r, &e, &op))
		return false;
	*at = op.start;
	return true;
}

/* The start of the k-th word before at, not over the block's border. */
static uint32_t
words_before(struct str norm, uint32_t at, int k)
{
	uint32_t i = at;

	while (i > 0 && norm.p[i - 1] == ' ')
		i--;
	for (; k > 0 && i > 0 && norm.p[i - 1] != '\n'; k--) {
		while (i > 0 && norm.p[i - 1] == ' ')
			i--;
		while (i > 0 && norm.p[i - 1] != ' ' &&
		    norm.p[i - 1] != '\n')
			i--;
	}
	return i;
}

/* The shortest context before the place that makes the entry unique. */
static bool
choose_near(struct ledger_run *r, struct arena *a, struct str lemma,
    uint32_t at, struct str *near)
{
	struct str	norm = r->text.norm;
	uint32_t	from, found;

	for (int k = WORDS_NEAR; k <= WORDS_MOST; k++) {
		from = words_before(norm, at, k);
		*near = str_dup(a, str_trim(str_sub(norm, from, at)));
		if (near->n > 0 && is_unique(r, lemma, *near, &found) &&
		    found == at)
			return true;
	}
	/* At the head of its paragraph: the words behind it. */
	for (int k = WORDS_NEAR; k <= WORDS_MOST; k++) {
		size_t	i = at + lemma.n;
		struct str word;

		for (int w = 0; w < k; w++)
			if (!str_next_word(norm, &i, &word))
				break;
		*near = str_dup(a, str_trim(str_sub(norm,
		    at + lemma.n, i)));
		if (memchr(near->p, '\n', near->n) == NULL &&
		    is_unique(r, lemma, *near, &found) && found == at)
			return true;
	}
	return false;
}

static size_t
char_start(struct str s, size_t i)
{
	while (i > 0 && i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80)
		i--;
	return i;
}

static void
show(struct buf *b, struct str norm, uint32_t at, size_t n)
{
	size_t from = at > SHOWN ? char_start(norm, at - SHOWN) : 0;
	size_t to = char_start(norm, at + n + SHOWN);

	for (size_t i = from; i < to && i < norm.n; i++) {
		if (i == at)
			buf_putc(b, '[');
		buf_putc(b, norm.p[i] == '\n' ? '|' : norm.p[i]);
		if (i + 1 == at + n)
			buf_putc(b, ']');
	}
	buf_putc(b, '\n');
}

static enum propose_found
place(struct ledger_run *r, struct arena *a, struct proposal *p,
    struct buf *b)
{
	struct match_hits	h = { .n = 0 };
	struct str		lemma = match_norm(&r->scratch, p->lemma);
	uint32_t		at;
	bool			elsewhere = false;

	if (lemma.n == 0)
		return PROPOSE_NONE;
	if (p->near.n > 0) {
		if (is_unique(r, p->lemma, p->near, &at)) {
			show(b, r->text.norm, at, lemma.n);
			return PROPOSE_ONE;
		}
		/* not beside near: another text is meant */
		elsewhere = r->sink->seen[DIAG_LEDGER_AMBIGUOUS] == 0;
	}
	match_find(&r->text, lemma, &h);
	if (h.n == 1 && p->near.n == 0 &&
	    choose_near(r, a, p->lemma, h.at[0], &p->near)) {
		show(b, r->text.norm, h.at[0], lemma.n);
		return PROPOSE_ONE;
	}
	for (size_t i = 0; i < h.n && i < MATCH_MAX; i++)
		show(b, r->text.norm, h.at[i], lemma.n);
	return h.n == 0 || elsewhere ? PROPOSE_NONE : PROPOSE_MANY;
}

enum propose_found
propose_place(struct arena *a, const struct node *div, struct proposal *p,
    struct str *context)
{
	struct ledger_run	r = { 0 };
	struct diag_sink	unheard;
	struct sources		none;
	struct ledger		empty = { .n = 0 };
	struct buf		b;
	enum propose_found	found;

	arena_init(&r.scratch);
	sources_init(&none, &r.scratch);
	diag_init(&unheard, &r.scratch, &none);
	r.sink = &unheard;
	r.ledger = &empty;
	match_build(&r.scratch, div, &r.text);
	buf_init(&b);
	found = place(&r, a, p, &b);
	*context = buf_dup(&b, a);
	buf_release(&b);
	arena_release(&r.scratch);
	return found;
}

/* What stands for a sign where only the words count; 0: nothing. */
static uint32_t
fold(uint32_t cp)
{
	static const uint32_t quotes[] = { 0xAB, 0xBB, 0x201C, 0x201D,
	    0x201E, 0x2039, 0x203A };

	if (cp != '\n' && cp_is_space(cp))
		return 0;
	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
		if (cp == quotes[i])
			return '"';
	if (cp == 0xB4 || cp == '`' || cp == 0x2032)
		return '\'';
	return cp_lower(cp_fold_apos(cp));
}

/* Folded; at (or NULL): where in s each byte comes from. */
static struct str
fold_all(struct arena *a, struct str s, uint32_t *at)
{
	struct buf	b;
	struct str	out;
	size_t		i = 0, from, was;
	uint32_t	cp;

	buf_init(&b);
	while (i < s.n) {
		from = i;
		was = b.len;
		cp = fold(utf8_next(s, &i));
		if (cp != 0)
			buf_put_cp(&b, cp);
		for (; at != NULL && was < b.len; was++)
			at[was] = (uint32_t)from;
	}
	out = buf_dup(&b, a);
	buf_release(&b);
	return out;
}

/* The places of words that are alike when folded, with whole words. */
static size_t
show_alike(struct arena *a, struct str norm, struct str words, struct buf *b)
{
	/* a letter of two bytes may fold to one of three */
	uint32_t	*from = ARENA_ARRAY(a, uint32_t, 2 * norm.n + 1);
	struct str	 all = fold_all(a, norm, from);
	struct str	 w = fold_all(a, match_norm(a, words), NULL);
	size_t		 n = 0, to;

	if (w.n == 0)
		return 0;
	for (size_t i = 0; n < ALIKE &&
	    (i = str_find(all, w, i)) != SIZE_MAX; i++) {
		to = from[i + w.n - 1];
		(void)utf8_next(norm, &to);
		if (!match_is_whole(norm, from[i], to))
			continue;
		show(b, norm, from[i], to - from[i]);
		n++;
	}
	return n;
}

bool
propose_alike(struct arena *a, const struct node *div, struct str words,
    struct str *context)
{
	struct arena		scratch;
	struct match_text	t;
	struct buf		b;
	size_t			n;

	arena_init(&scratch);
	buf_init(&b);
	match_build(&scratch, div, &t);
	n = show_alike(&scratch, t.norm, words, &b);
	*context = buf_dup(&b, a);
	buf_release(&b);
	arena_release(&scratch);
	return n > 0;
}

static void
put_key(struct buf *b, const char *lead, const char *key, struct str value)
{
	if (value.p == NULL)
		return;
	buf_printf(b, "%s%s: \"", lead, key);
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '"' || value.p[i] == '\\')
			buf_putc(b, '\\');
		buf_putc(b, value.p[i] == '\n' ? ' ' : value.p[i]);
	}
	buf_puts(b, "\"\n");
}

static void
put_record(struct buf *b, const struct proposal *p)
{
	put_key(b, "    ", p->leave ? "leave" : "why",
	    p->why.n ? p->why : STR_NULL);
	put_key(b, "    ", "by", p->by.n ? p->by : STR_NULL);
	put_key(b, "    ", "date", p->date.n ? p->date : STR_NULL);
}

/* Each of the entries, with who takes it. */
static void
put_entries(struct buf *b, const struct proposal *p)
{
	struct str s = p->entries;
	size_t	   from = 0, to;

	while (from < s.n) {
		to = str_find(s, STR("\n  - "), from);
		to = to == SIZE_MAX ? s.n : to + 1;
		buf_put_str(b, str_sub(s, from, to));
		put_record(b, p);
		from = to;
	}
}

static void
put_entry(struct buf *b, const struct proposal *p)
{
	if (p->entries.n > 0) {
		put_entries(b, p);
		return;
	}
	put_key(b, "  - ", "for", p->lemma);
	if (!p->leave)
		put_key(b, "    ", "read", p->read.p ? p->read : STR(""));
	put_key(b, "    ", "near", p->near.n ? p->near : STR_NULL);
	if (!p->leave)
		put_key(b, "    ", "kind", p->kind.n ? p->kind : STR("ocr"));
	put_record(b, p);
}

/* The old text, ready for one more entry at its end. */
static void
put_old(struct buf *b, struct str old)
{
	struct str	key = STR("entries: []");
	size_t		at = str_find(old, key, 0);

	if (at != SIZE_MAX && str_trim(str_sub(old, at + key.n,
	    old.n)).n == 0)
		old.n = at + sizeof("entries:") - 1;
	while (old.n > 0 && (old.p[old.n - 1] == '\n' ||
	    old.p[old.n - 1] == ' '))
		old.n--;
	buf_put_str(b, old);
	buf_putc(b, '\n');
}

int
propose_text(struct arena *a, const char *path, struct str witness,
    struct str sha256, const struct proposal *p, struct str *out,
    struct error *e)
{
	struct str	old;
	struct buf	b;
	int		rc = 0;

	buf_init(&b);
	if (file_exists(path)) {
		rc = file_read(a, path, LIMIT_TEXT, &old, e);
		if (rc == 0)
			put_old(&b, old);
	} else
		buf_printf(&b, "witness: %.*s\nsha256: %.*s\nentries:\n",
		    STR_ARG(witness), STR_ARG(sha256));
	put_entry(&b, p);
	*out = buf_dup(&b, a);
	buf_release(&b);
	return rc;
}
