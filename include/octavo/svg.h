/*
 * SVG pictures: what is taken, and how large they are.
 *
 * A picture from anywhere goes into the reader's book and through
 * librsvg: so nothing in it may lead outside (every reference begins
 * with #), act (script, on…, foreignObject, animation) or stand for
 * something else (a DOCTYPE with entities).  Pixels inside SVG are
 * refused too: PNG and JPEG are figures of their own.
 */
#ifndef OCTAVO_SVG_H
#define OCTAVO_SVG_H

#include <stdbool.h>
#include <stdint.h>

#include "octavo/str.h"

struct svg {
	int64_t	w, h;		/* [1/1000 CSS px], 1/96 inch each */
	bool	sized;		/* has a width of its own; else it is as wide
				   as there is room */
};

/* Whether the bytes begin as an SVG picture does. */
bool	 svg_sniff(struct str bytes);
/* False: *why says what is wrong, in a few words. */
bool	 svg_check(struct str bytes, struct svg *out, const char **why);

#endif
