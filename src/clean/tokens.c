/*
 * The words of the clean text, for the suspicions: markup, labels,
 * addresses and numbers are passed over.
 */
#include <string.h>

#include "suspects_int.h"

static bool
wordlike(uint32_t cp)
{
	return cp_letter(cp) || cp_digit(cp);
}

/* Markup that is longer is none. */
enum { MARKUP_MAX = 200 };

/* Past markup that begins at i, or i. */
static size_t
past_markup(struct str s, size_t i)
{
	size_t end;

	if (s.p[i] != '[' && s.p[i] != '<' && s.p[i] != ']' && s.p[i] != ':')
		return i;
	s.n = s.n - i > MARKUP_MAX ? i + MARKUP_MAX : s.n;
	if (s.p[i] == '[' && i + 1 < s.n && s.p[i + 1] == '^')
		end = str_find(s, STR("]"), i);
	else if (s.p[i] == '<')
		end = str_find(s, STR(">"), i);
	else if (s.p[i] == ']' && i + 1 < s.n && s.p[i + 1] == '(')
		end = str_find(s, STR(")"), i);
	else if (s.p[i] == ':' && str_starts(str_sub(s, i, s.n),
	    STR(":::")))
		end = str_find(s, STR("\n"), i);
	else
		return i;
	return end == SIZE_MAX ? i : end + 1;
}

static size_t
past_address(struct str s, size_t i)
{
	struct str rest = str_sub(s, i, s.n);

	if (!str_starts(rest, STR("http")) && !str_starts(rest, STR("www.")))
		return i;
	while (i < s.n && s.p[i] != ' ' && s.p[i] != '\n' && s.p[i] != ')')
		i++;
	return i;
}

static uint8_t
separator(uint32_t cp, uint8_t so_far)
{
	if (cp == '\n' || cp == '.' || cp == '!' || cp == '?' ||
	    cp == 0x2026 || cp == ':' || cp == 0xAB || cp == '"' ||
	    cp == 0x201C || cp == 0x2014 || cp == 0x2013)
		return SEP_STOP;
	if (so_far == SEP_STOP)
		return SEP_STOP;
	if (cp_is_apos(cp))
		return SEP_APOS;
	if (cp == ',' || cp == ';')
		return SEP_COMMA;
	if (cp == '-')
		return SEP_HYPHEN;
	return cp == ' ' ? so_far : SEP_OTHER;
}

static size_t
read_token(struct str s, size_t i, struct token *t)
{
	bool letters = false, digits = false;

	t->at = (uint32_t)i;
	t->n = 0;
	while (i < s.n) {
		size_t	 at = i;
		uint32_t cp = utf8_next(s, &i);

		if (!wordlike(cp)) {
			i = at;
			break;
		}
		letters |= cp_letter(cp);
		digits |= cp_digit(cp);
		if (t->n == 0)
			t->upper = cp_upper_(cp);
		if (t->n < 255)
			t->n++;
	}
	t->end = (uint32_t)i;
	t->digit = letters && digits;
	if (!letters || t->n >= TOKEN_MAX)
		t->n = 0;
	return i;
}

size_t
token_letters(const struct tokens *t, size_t i, uint32_t out[TOKEN_MAX])
{
	size_t n = 0, at = t->list[i].at;

	while (at < t->list[i].end && n < TOKEN_MAX)
		out[n++] = utf8_next(t->text, &at);
	return n;
}

void
token_folded(const struct tokens *t, size_t i, char out[96])
{
	uint32_t ch[TOKEN_MAX];
	size_t	 n = t->list[i].n ? token_letters(t, i, ch) : 0, k = 0;

	for (size_t j = 0; j < n && k < 80; j++)
		k += utf8_encode(cp_fold(ch[j]), out + k);
	out[k] = '\0';
}

/* Two words as one key: the letters with a stroke between. */
static size_t
pair_key(const uint32_t *a, size_t na, const uint32_t *b, size_t nb,
    uint32_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < na && n < 28; i++)
		out[n++] = a[i];
	out[n++] = '|';
	for (size_t i = 0; i < nb && n < 58; i++)
		out[n++] = b[i];
	return n;
}

static bool
neighbours(const struct tokens *t, size_t i)
{
	return i > 0 && t->list[i].n > 0 && t->list[i - 1].n > 0 &&
	    (t->list[i].sep == SEP_SPACE || t->list[i].sep == SEP_APOS);
}

unsigned
token_pairs(const struct tokens *t, size_t i, const uint32_t *w, size_t n,
    bool before)
{
	uint32_t key[64], o[TOKEN_MAX];
	size_t	 k;

	if (before ? i + 1 >= t->n || !neighbours(t, i + 1) :
	    !neighbours(t, i))
		return 0;
	k = before ? pair_key(w, n, o, token_letters(t, i + 1, o), key) :
	    pair_key(o, token_letters(t, i - 1, o), w, n, key);
	return vocab_count(t->pairs, key, k);
}

static void
count_pairs(struct work *w, struct tokens *t)
{
	uint32_t a[TOKEN_MAX], b[TOKEN_MAX], key[64];

	t->pairs = vocab_new(w->tmp);
	for (size_t i = 1; i < t->n; i++)
		if (neighbours(t, i))
			(void)vocab_add(t->pairs, key, pair_key(a,
			    token_letters(t, i - 1, a), b, token_letters(t, i,
			    b), key));
}

void
tokens_read(struct work *w, struct str s, struct tokens *t)
{
	uint8_t sep = SEP_STOP;

	t->text = s;
	t->list = ARENA_ARRAY(w->tmp, struct token, s.n / 2 + 2);
	t->vocab = vocab_new(w->tmp);
	for (size_t i = 0; i < s.n;) {
		size_t	 at = past_markup(s, i), k;
		uint32_t cp;

		if (at == i)
			at = past_address(s, i);
		if (at != i) {
			i = at;
			continue;
		}
		cp = utf8_next(s, &i);
		if (!wordlike(cp)) {
			sep = separator(cp, sep);
			continue;
		}
		k = t->n++;
		i = read_token(s, at, &t->list[k]);
		t->list[k].sep = sep;
		sep = SEP_SPACE;
		if (t->list[k].n > 0) {
			uint32_t ch[TOKEN_MAX];

			(void)vocab_add(t->vocab, ch, token_letters(t, k,
			    ch));
		}
	}
	count_pairs(w, t);
}
