/*
 * Private to the TEI writer: write.c (text), head.c (header), out.c.
 */
#ifndef OCTAVO_TEI_INT_H
#define OCTAVO_TEI_INT_H

#include "octavo/terms.h"
#include "octavo/tei.h"

struct tei {
	struct buf		*out;
	const struct book	*book;
	unsigned		 depth;	/* of block elements, for indenting */
};

/* Character data and attribute values, escaped. */
void	 tei_text(struct tei *, struct str);
/* ` name="value"`, nothing when the value is empty. */
void	 tei_attr(struct tei *, const char *name, struct str value);
/* A line of its own: the indent before a block element. */
void	 tei_line(struct tei *);
/* <name>text</name> on a line; nothing when the text is empty. */
void	 tei_leaf(struct tei *, const char *name, struct str text);

void	 tei_header(struct tei *);

#endif
