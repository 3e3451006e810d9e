/*
 * The one place where XML is written: a thin, sticky layer over
 * libxml2's xmlTextWriter.  Calls after a failure do nothing; xml_close
 * reports it.  Texts are escaped here and characters that XML cannot
 * hold are left out.
 */
#ifndef OCTAVO_EPUB_XML_H
#define OCTAVO_EPUB_XML_H

#include <stdbool.h>

#include "octavo/arena.h"
#include "octavo/buf.h"
#include "octavo/error.h"
#include "octavo/str.h"

struct _xmlTextWriter;
struct _xmlBuffer;

struct xml {
	struct _xmlTextWriter	*writer;
	struct _xmlBuffer	*bytes;
	struct buf		 escaped;
	bool			 nbsp;	/* U+202F is written as U+00A0 */
	bool			 failed;
};

/* Writes <!DOCTYPE html> for XHTML, else the declaration. */
void	 xml_open(struct xml *, bool doctype, bool nbsp);
/* The finished document in the arena; -1 when anything had failed. */
int	 xml_close(struct xml *, struct arena *, struct str *out,
	    struct error *);

void	 xml_start(struct xml *, const char *name);
/* An element without content becomes <name/>. */
void	 xml_end(struct xml *);
/* … or <name></name>, for HTML elements that are not void. */
void	 xml_end_full(struct xml *);
void	 xml_attr(struct xml *, const char *name, const char *value);
void	 xml_attr_str(struct xml *, const char *name, struct str);
void	 xml_attrf(struct xml *, const char *name, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));
void	 xml_text(struct xml *, struct str);
void	 xml_textz(struct xml *, const char *);
void	 xml_newline(struct xml *);
/* An element that holds a text only, and a line end. */
void	 xml_leaf(struct xml *, const char *name, struct str text);

#endif
