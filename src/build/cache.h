/*
 * The cache: what can be made again, kept by the hash of what it was
 * made from.  Safe to delete at any time; a damaged or foreign entry
 * counts as absent; concurrent builds share it.  Never a source of
 * truth: with and without it the outputs are the same bytes.
 *
 * An entry is a file named by its key: a line with the format, the key
 * again (a sound entry under another's name is none of its own) and the
 * SHA-256 of the body, the body.  The head is 144 bytes long, so that
 * what is read in place is aligned.
 */
#ifndef CACHE_H
#define CACHE_H

#include <stdbool.h>

#include "octavo/arena.h"
#include "octavo/buf.h"
#include "octavo/str.h"

struct cache {
	const char	*dir;	/* NULL: no cache */
};

/* $OCTAVO_CACHE ("none": no cache), $XDG_CACHE_HOME/octavo or
 * ~/.cache/octavo; made when it is missing. */
void	 cache_open(struct cache *, struct arena *);
/*
 * The key of something made by `maker` (a name with its version) from
 * the inputs, NULL-p ended.
 */
void	 cache_key(char out[65], const char *maker, const struct str *inputs);
/* What changes when the file, or a file in the folder, is replaced: its
 * size and time. */
struct str cache_identity(struct arena *, const char *path);
/* The program and every library it runs with: what either makes is of
 * another version when one of them is another file. */
struct str cache_program(struct arena *);
/* False: not there, or not sound. */
bool	 cache_lookup(const struct cache *, struct arena *,
	    const char key[65], struct str *out);
/* Failures are not reported: the cache is then simply not used. */
void	 cache_store(const struct cache *, const char key[65], struct str);

#endif
