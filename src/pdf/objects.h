/*
 * Objects: a PDF file in the making (ISO 32000-1 §7.5).
 *
 * Objects are numbered first and written when all is known of them, one
 * after the other, as text; what is no stream goes into object streams,
 * and a cross-reference stream ends the file (§7.5.7, §7.5.8).  Private
 * to finish and its parts.
 */
#ifndef PDF_OBJECTS_H
#define PDF_OBJECTS_H

#include "octavo/arena.h"
#include "octavo/buf.h"
#include "octavo/error.h"
#include "pack.h"

typedef uint32_t obj;		/* number of an object; 0: none */

enum stream_how {
	STREAM_PLAIN,		/* is to be read without a filter */
	STREAM_FILTERED,	/* says its filter in its dictionary */
	STREAM_DEFLATED,	/* by pack */
	STREAM_RAW		/* to be deflated by objects_write */
};

struct stream {
	struct str	bytes;	/* borrowed until objects_write is done */
	enum stream_how how;
	struct buf	own;	/* STREAM_RAW: compressed */
	struct stream  *next;
};

struct object {
	size_t	       at, n;	/* its value, or its dictionary, in text */
	struct stream *stream;	/* NULL: none */
};

struct objects {
	struct arena  *arena;
	struct buf     text;	/* all that is written of them */
	struct object *list;	/* by number, from 1; malloc'd */
	uint32_t       n, cap;	/* numbers given away: 1 to n */
	obj	       open;	/* being written */
	struct stream *streams;	/* all of them, latest first */
};

void	 objects_init(struct objects *, struct arena *);
void	 objects_release(struct objects *);

/* The next number, and the first of n numbers. */
obj	 object_new(struct objects *);
obj	 object_new_row(struct objects *, uint32_t n);
/* What is put into the buffer until object_end is its value; no other
 * begins meanwhile. */
struct buf *object_begin(struct objects *, obj);
void	 object_end(struct objects *);
/* A stream; dict: entries beside Length and our Filter, may be "". */
void	 object_stream(struct objects *, obj, const char *dict,
	    struct str bytes, enum stream_how);

/*
 * The whole file into out: every number must have been written.  The
 * identifier is the hash of what stands before the cross-references.
 */
int	 objects_write(struct objects *, const char *version, obj root,
	    obj info, int threads, struct packer *, struct buf *out,
	    struct error *);

/* " 12 0 R" */
void	 put_ref(struct buf *, obj);
/* A number, and one of as many decimals at most. */
void	 put_int(struct buf *, int64_t);
void	 put_real(struct buf *, double, int places);
/* "[0 0 419.528 595.276]" */
void	 put_box(struct buf *, const double box[4]);
/* A text string: PDFDocEncoding where it has the characters, else UTF-16
 * (§7.9.2.2).  A string of bytes. */
void	 put_text(struct buf *, struct str utf8);
void	 put_bytes(struct buf *, struct str);

#endif
