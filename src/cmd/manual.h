/*
 * Man pages and the reference of the handbook, from the tables of
 * commands, options, keys, properties and diagnostics.
 */
#ifndef MANUAL_H
#define MANUAL_H

#include <stdio.h>

void	 man_octavo(FILE *);	/* octavo(1) */
void	 man_edition(FILE *);	/* octavo-edition(5) */
void	 man_ledger(FILE *);	/* octavo-ledger(5) */
void	 manual_markdown(FILE *);

#endif
