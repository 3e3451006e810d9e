/*
 * UTF-8 and the properties of code points.  Classes, case and NFC are
 * utf8proc's; decoding is here because every stage does it in its
 * inner loop.
 */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "octavo/arena.h"
#include "octavo/str.h"

/* Length of the sequence that starts with this byte; 0 where none does. */
static size_t
seq_len(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c >= 0xC2 && c <= 0xDF)
		return 2;
	if (c >= 0xE0 && c <= 0xEF)
		return 3;
	if (c >= 0xF0 && c <= 0xF4)
		return 4;
	return 0;
}

uint32_t
utf8_next(struct str s, size_t *i)
{
	static const uint32_t	least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char		c = (unsigned char)s.p[*i];
	size_t			n = seq_len(c), k;
	uint32_t		cp;

	if (n == 1) {
		(*i)++;
		return c;
	}
	if (n == 0 || n > s.n - *i) {
		(*i)++;
		return CP_BAD;
	}
	cp = c & (0xFFu >> (n + 1));
	for (k = 1; k < n; k++) {
		c = (unsigned char)s.p[*i + k];
		if ((c & 0xC0) != 0x80)
			break;
		cp = cp << 6 | (c & 0x3F);
	}
	if (k < n || cp < least[n] || cp > 0x10FFFF ||
	    (cp >= 0xD800 && cp <= 0xDFFF)) {
		(*i)++;
		return CP_BAD;
	}
	*i += n;
	return cp;
}

uint32_t
utf8_prev(struct str s, size_t *i)
{
	size_t	 start = *i, j;
	uint32_t cp;

	do
		start--;
	while (start > 0 && *i - start < 4 &&
	    ((unsigned char)s.p[start] & 0xC0) == 0x80);
	j = start;
	cp = utf8_next(s, &j);
	if (j != *i) {
		(*i)--;
		return CP_BAD;
	}
	*i = start;
	return cp;
}

size_t
utf8_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return utf8_encode(CP_REPLACEMENT, out);
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

size_t
utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; n++)
		(void)utf8_next(s, &i);
	return n;
}

size_t
utf8_invalid(struct str s)
{
	for (size_t i = 0, at; i < s.n;) {
		at = i;
		if (utf8_next(s, &i) == CP_BAD)
			return at;
	}
	return SIZE_MAX;
}

/* True when the text is plainly in NFC already (no mark, no rare letter). */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n;)
		if (utf8_next(s, &i) >= 0x300)
			return false;
	return true;
}

struct str
utf8_nfc(struct arena *a, struct str s)
{
	utf8proc_uint8_t	*out = NULL;
	utf8proc_ssize_t	 n;
	struct str		 r;

	if (is_plain(s))
		return str_dup(a, s);
	n = utf8proc_map((const utf8proc_uint8_t *)s.p,
	    (utf8proc_ssize_t)s.n, &out,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (n < 0)
		return str_dup(a, s);
	r.p = arena_dup(a, (const char *)out, (size_t)n);
	r.n = (size_t)n;
	free(out);
	return r;
}

struct str
utf8_lower(struct arena *a, struct str s)
{
	char		*out = arena_alloc(a, s.n * 2 + 1);
	size_t		 n = 0;
	struct str	 r;

	for (size_t i = 0; i < s.n;)
		n += utf8_encode(cp_lower(utf8_next(s, &i)), out + n);
	r.p = out;
	r.n = n;
	return r;
}

static utf8proc_category_t
category(uint32_t cp)
{
	return utf8proc_category((utf8proc_int32_t)cp);
}

bool
cp_is_letter(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x80)
		return (cp | 0x20) - 'a' < 26u;
	c = category(cp);
	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
	    (c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME);
}

bool
cp_is_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp - 'A' < 26u;
	return category(cp) == UTF8PROC_CATEGORY_LU;
}

bool
cp_is_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp - 'a' < 26u;
	return category(cp) == UTF8PROC_CATEGORY_LL;
}

bool
cp_is_digit(uint32_t cp)
{
	return cp - '0' < 10u;
}

bool
cp_is_space(uint32_t cp)
{
	if (cp <= 0x20)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return cp >= 0xA0 && category(cp) == UTF8PROC_CATEGORY_ZS;
}

uint32_t
cp_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp - 'A' < 26u ? cp + 32 : cp;
	if (cp > 0x10FFFF)
		return cp;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

uint32_t
cp_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp - 'a' < 26u ? cp - 32 : cp;
	if (cp > 0x10FFFF)
		return cp;
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
}

uint32_t
cp_base(uint32_t cp)
{
	utf8proc_int32_t out[8];
	utf8proc_ssize_t n;

	if (cp < 0xC0 || cp > 0x10FFFF)
		return cp;
	n = utf8proc_decompose_char((utf8proc_int32_t)cp, out, 8,
	    UTF8PROC_DECOMPOSE, NULL);
	return n > 0 ? (uint32_t)out[0] : cp;
}

uint32_t
cp_fold_apos(uint32_t cp)
{
	return cp == 0x2019 || cp == 0x2018 || cp == 0x02BC ? '\'' : cp;
}

bool
str_word_char(struct str s, size_t *i)
{
	unsigned char c = (unsigned char)s.p[*i];

	if (c < 0x80) {
		(*i)++;
		return cp_is_letter(c) || cp_is_digit(c);
	}
	return cp_is_letter(utf8_next(s, i));
}

bool
str_next_word(struct str s, size_t *i, struct str *word)
{
	size_t from, end;

	while (*i < s.n && (s.p[*i] == ' ' || s.p[*i] == '\n'))
		(*i)++;
	if (*i >= s.n)
		return false;
	from = *i;
	if (str_word_char(s, i)) {
		end = *i;
		while (end < s.n && str_word_char(s, &end))
			*i = end;
	}
	*word = str_sub(s, from, *i);
	return true;
}
