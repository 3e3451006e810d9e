/*
 * Between the files that put accents back on their letters: accents.c,
 * spacing_accents.c.
 */
#ifndef OCTAVO_ACCENTS_INT_H
#define OCTAVO_ACCENTS_INT_H

#include "clean_int.h"

enum accent { ACUTE, GRAVE, CIRC, TREMA, CEDILLA, TILDE, ACCENTS };

/* The letter without its accent; an i without its dot is an i. */
uint32_t accent_bare(uint32_t cp);
/* French accents of a letter, as a set of bits by enum accent. */
unsigned accents_of(uint32_t cp);
/* The letter with the accent, or itself where Unicode has none such. */
uint32_t accented(uint32_t cp, enum accent);
void	 clean_spacing_accents(struct work *);

#endif
