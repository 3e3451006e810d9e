/*
 * Inside epub/.  The call tree of epub_write:
 *
 *   plan_make	 the documents, their names, labels, notes, anchors
 *   marks_make	 the page marks, from the page list
 *   check_book	 what reading systems would stumble on (X-*)
 *   css_make	 the style sheet, and which classes it knows
 *   xhtml_write one document; nav_write, cover_write, ncx_write, opf_write
 *   pack_write	 all of them into the container
 *
 * Everything is computed once into struct epub and read by the writers.
 */
#ifndef OCTAVO_EPUB_INT_H
#define OCTAVO_EPUB_INT_H

#include "octavo/epub.h"
#include "octavo/terms.h"

#include "xml.h"

/* A note as its file shows it. */
struct epub_note {
	const struct node *note;
	const struct node *label;	/* PARA that takes the way back */
	const char	*mark;		/* "12", "b" */
	const char	*id;		/* "12": note-12, ref-12 */
	uint32_t	 ncalls;
	struct epub_note *next;
};

/* One file of the spine made from a DIV. */
struct epub_doc {
	const struct node *div;		/* NULL: contents without a DIV */
	struct epub_doc	*up;		/* the part it belongs to, or NULL */
	const char	*name;		/* without .xhtml */
	struct str	 label;		/* in the contents; plain text */
	const char	*path;		/* label made distinct by its part */
	const char	*title;		/* of the document: path — book */
	enum role	 role;
	enum zone	 zone;
	int		 depth;		/* from 1; level of its title */
	bool		 is_nav;
	const struct node *heading;	/* the title in the text, or NULL */
	struct epub_note *notes, **last_note;
	uint32_t	 nnotes, nanchors;
	struct str	 xhtml;
};

/* What is known of a node, by its id. */
struct epub_fact {
	uint32_t	 doc;		/* index + 1 of its file; 0 none */
	uint32_t	 mark;		/* index + 1 of its first page mark */
	uint32_t	 anchor;	/* ordinal in its file; 0 none */
	uint32_t	 call;		/* calls: 1 first, 2 … of the note */
	struct epub_note *note;		/* calls and notes */
	const struct node *entry;	/* DIVs: their line in the contents */
};

struct epub_mark {
	const struct node *text;	/* TEXT or code it stands in */
	uint32_t	 off;		/* [bytes] into it */
	uint32_t	 next;		/* index + 1, same node; 0 last */
	const char	*label, *id;
};

struct epub_image {
	const struct node *figure;
	struct str	 bytes;
	const char	*name, *type;	/* "img-1.png", media type */
	uint32_t	 w, h;
};

struct epub_file {
	const char	*name;		/* path in the container */
	struct str	 bytes;
	bool		 stored;
	struct str	 packed;	/* as it stands in the container */
	uint32_t	 crc;		/* of bytes */
};

struct epub_font {
	const char	*name, *type, *family;
	bool		 italic, bold;
	struct str	 bytes;
	const char	*licence;
};

struct epub {
	struct arena	*arena;
	const struct book *book;
	const struct edition *ed;
	const struct epub_opts *opts;
	struct diag_sink *sink;
	struct style	*style;
	struct str	 lang;		/* of the book */
	struct str	 uid;		/* its identifier */

	struct epub_doc *docs;		/* in spine order */
	size_t		 ndocs;
	size_t		 nav;		/* index into docs */
	struct epub_fact *facts;	/* by node id */
	bool		 marks_repeat;	/* two notes of one number */
	struct epub_mark *marks;	/* in page order */
	size_t		 nmarks;
	struct epub_image *images;
	size_t		 nimages;
	struct epub_image cover;
	struct epub_font *fonts;
	size_t		 nfonts;
	struct str	 css;
	struct str	*classes;	/* that the sheet knows, sorted */
	size_t		 nclasses;

	struct epub_file *files;
	size_t		 nfiles, cap;
};

/* plan.c */
void	 plan_make(struct epub *);
/* Is the DIV a file of its own? */
bool	 plan_is_doc(const struct node *);
/* Address of a node from a file ("palais.xhtml#c3"), or NULL. */
const char *plan_href(const struct epub *, const struct epub_doc *from,
	    const struct node *target);
/* Of a LINK: its address, or NULL when it leads nowhere. */
const char *plan_link(const struct epub *, const struct epub_doc *from,
	    const struct node *link);
/* Visits what a file shows: neither its notes nor nested files. */
enum walk_event plan_next(struct walk *);
const struct epub_doc *plan_doc_of(const struct epub *,
	    const struct node *);

/* marks.c */
void	 marks_make(struct epub *);

/* image.c: PNG and JPEG; false when the bytes are neither. */
bool	 image_sniff(struct str bytes, struct epub_image *);
void	 images_read(struct epub *);

/* check.c: before anything is written */
void	 check_book(struct epub *);

/* css.c */
void	 css_make(struct epub *);
bool	 css_has_class(const struct epub *, struct str name);

/* fonts.c */
int	 fonts_make(struct epub *, struct error *);
/* What the licences of the embedded faces say. */
struct str fonts_licence(const struct epub *);

/* xhtml.c */
int	 xhtml_write(struct epub *, struct epub_doc *, struct error *);
/* The frame of every document: html, head, body; and its end. */
void	 xhtml_open(struct xml *, const struct epub *, const char *title,
	    enum zone);
int	 xhtml_close(struct xml *, struct arena *, struct str *,
	    struct error *);
void	 xhtml_mark(struct xml *, const struct epub_mark *);
const char *zone_type(enum zone);
const char *role_type(enum role);
/* The word for a text of the role, in the book's language. */
const char *role_term(const struct epub *, enum role);

/* block.c: everything inside a file. */
void	 block_write(struct xml *, const struct epub *,
	    const struct epub_doc *, const struct node *root);
void	 block_lang(struct xml *, struct str lang);
void	 block_class(struct xml *, const struct epub *, const char *own,
	    struct str cls);

/* notes.c */
void	 notes_write(struct xml *, const struct epub *,
	    const struct epub_doc *);
void	 notes_call(struct xml *, const struct epub *,
	    const struct epub_doc *, const struct node *call);
/* The way back, at the head of the note. */
void	 notes_back(struct xml *, const struct epub *,
	    const struct epub_doc *, const struct epub_note *);
void	 notes_back_more(struct xml *, const struct epub *,
	    const struct epub_doc *, const struct epub_note *);

/* nav.c, ncx.c, cover.c, opf.c, a11y.c */
int	 nav_write(struct epub *, struct error *);
int	 ncx_write(struct epub *, struct str *, struct error *);
int	 cover_write(struct epub *, struct str *, struct error *);
int	 opf_write(struct epub *, struct str *, struct error *);
void	 a11y_write(struct xml *, const struct epub *);

/* deflate.c: fills packed and crc. */
int	 deflate_files(struct arena *, struct epub_file *, size_t n,
	    struct kept *, struct error *);

/* pack.c: the packed files, in the order given. */
int	 pack_write(struct epub_file *, size_t n, struct buf *out,
	    struct error *);

#endif
