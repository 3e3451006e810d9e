/*
 * Content streams as cairo writes them, token by token (ISO 32000-1
 * §7.8.2).  Private to rewrite and codes.
 */
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

#include "octavo/str.h"

struct content {
	struct str in;
	size_t	   at;
};

struct token {
	size_t start, end;	/* equal at the end of the stream */
};

/* Numbers, names, operators; strings, arrays and dictionaries whole. */
struct token content_next(struct content *);
struct str   content_str(const struct content *, struct token);
bool	     content_is_operator(struct str);

/*
 * The bytes that the strings of an operand of Tj or TJ say, one after
 * the other, into out[room]; how many there are, be it more than room.
 */
size_t	     content_bytes(struct str operand, unsigned char *out,
		    size_t room);

#endif
