/*
 * Text slices and UTF-8.  A struct str is (pointer, length) into memory
 * that somebody else owns; it is not NUL-terminated unless said so.
 * Texts inside Octavo are valid UTF-8 in NFC.
 */
#ifndef OCTAVO_STR_H
#define OCTAVO_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct str {
	const char *p;
	size_t	    n;	/* [bytes] */
};

#define STR(lit)	((struct str){ "" lit, sizeof(lit) - 1 })
#define STR_NULL	((struct str){ NULL, 0 })
/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s)	(int)(s).n, (s).p

/* Code points the French pass and the breakers speak of. */
enum {
	CP_NBSP = 0x00A0, CP_SHY = 0x00AD, CP_NNBSP = 0x202F,
	CP_APOS = 0x2019, CP_LAQUO = 0x00AB, CP_RAQUO = 0x00BB,
	CP_ENDASH = 0x2013, CP_EMDASH = 0x2014, CP_ELLIPSIS = 0x2026,
	CP_REPLACEMENT = 0xFFFD,
	CP_BAD = 0xFFFFFFFF	/* utf8_decode: not UTF-8 here */
};

struct str str_z(const char *z);		/* of a C string, or STR_NULL */
struct str str_dup(struct arena *, struct str);	/* NUL-terminated copy */
struct str str_sub(struct str, size_t from, size_t to);
struct str str_trim(struct str);		/* ASCII space, tab, CR, LF */
bool	 str_eq(struct str, struct str);
bool	 str_eqz(struct str, const char *);
int	 str_cmp(struct str, struct str);	/* bytes, as memcmp */
bool	 str_starts(struct str, struct str prefix);
bool	 str_ends(struct str, struct str suffix);
/* Byte offset of the first occurrence at or after from, or SIZE_MAX. */
size_t	 str_find(struct str, struct str needle, size_t from);
/* FNV-1a, for tables whose order never shows. */
uint64_t str_hash(struct str);

/*
 * Decodes the code point at s.p[*i] and moves *i past it (by one byte,
 * with CP_BAD, where the bytes are not shortest-form UTF-8).  *i < s.n.
 */
uint32_t utf8_next(struct str, size_t *i);
/* The code point that ends before *i; moves *i to its start.  *i > 0. */
uint32_t utf8_prev(struct str, size_t *i);
size_t	 utf8_encode(uint32_t cp, char out[4]);	/* number of bytes */
size_t	 utf8_count(struct str);		/* code points */
/* Offset of the first bad byte, or SIZE_MAX when all is valid. */
size_t	 utf8_invalid(struct str);
/* NFC copy in the arena (NUL-terminated); the input must be valid. */
struct str utf8_nfc(struct arena *, struct str);
/* Lower case, code point by code point (their number is kept). */
struct str utf8_lower(struct arena *, struct str);

/* Properties by Unicode general category. */
bool	 cp_is_letter(uint32_t);	/* L*, and combining marks */
bool	 cp_is_upper(uint32_t);
bool	 cp_is_lower(uint32_t);
bool	 cp_is_digit(uint32_t);		/* ASCII digits only */
bool	 cp_is_space(uint32_t);		/* Zs, tab, line ends */
uint32_t cp_lower(uint32_t);

/* Is it a letter or figure that stands at *i?  Moves *i past it. */
bool	 str_word_char(struct str, size_t *i);
/*
 * The next word, or sign of another kind, at or after *i, as readings
 * are compared: blanks between do not count.  False at the end.
 */
bool	 str_next_word(struct str, size_t *i, struct str *word);
uint32_t cp_upper(uint32_t);
/* Without its accent: é -> e, Ç -> C; itself where it has none. */
uint32_t cp_base(uint32_t);
/* Typewriter apostrophe for ' ’ ‘ ʼ; itself otherwise. */
uint32_t cp_fold_apos(uint32_t);

#endif
