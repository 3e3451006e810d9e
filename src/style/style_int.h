/*
 * Computed values and their making; private to src/style.
 */
#ifndef STYLE_INT_H
#define STYLE_INT_H

#include "octavo/style.h"
#include "css.h"

/* What inherits as CSS wants it, beside what print reads. */
struct computed {
	struct style_block b;
	int	line_height;	/* [size/10000]; 0: b.leading is a length */
	sp	width;		/* 0: auto */
};

struct sheet {			/* shared by all threads */
	struct css	  css;
	struct style_page page;
	struct computed	  root;		/* of html */
	struct str	  epub;		/* its sheet */
	sp		  measure;
};

struct slot {
	struct computed *value;
	struct slot	*next;
};

enum { INTERN_SLOTS = 256 };

struct style {
	struct arena		*arena;
	const struct sheet	*sheet;
	struct computed		**by_id;	/* of nodes */
	uint32_t		 nids;
	struct slot		*interned[INTERN_SLOTS];
	struct computed		*furniture[FURNITURE__MAX];
};

/* What a selector sees of a node or of the furniture. */
enum { ELEM_CLASSES = 6 };
struct elem {
	const struct node *node;	/* NULL: furniture or html */
	struct str	tag, id;
	struct str	cls[ELEM_CLASSES];
	int		ncls;
	bool		first_letter;	/* that part of it */
};

void	 elem_of(const struct node *, struct elem *out);
bool	 css_matches(const struct css_selector *, const struct elem *);

/* Reference values of relative lengths. */
struct lengths {
	sp	size;		/* em */
	sp	root_size;	/* rem */
	sp	root_leading;	/* rlh */
	sp	whole;		/* %; 0: not allowed */
};

/* A number with unit; false when it is none. */
bool	 css_length(struct str, const struct lengths *, sp *out);
/* A bare number [1/10000]. */
bool	 css_number(struct str, int64_t *out);

/* Applies a declaration; false: not a value of the property. */
struct apply {
	struct computed	*c;
	const struct computed *parent;
	struct lengths	 at;
	bool		 is_inline;
};
enum css_known { CSS_UNKNOWN, CSS_PRINTED, CSS_EPUB_ONLY };
enum css_known css_property_known(struct str name);
/* The properties font sizes depend on come in pass 0, others in 1. */
bool	 css_apply(struct apply *, const struct css_decl *, int pass);
/* The size a format names: "A5", "110x178" … */
bool	 css_format(struct str, sp *w, sp *h);
/* Names of the styles there are, sorted, NULL-ended. */
const char *const *style_names(struct arena *);
/* Nearest known property, or NULL. */
const char *css_property_nearest(struct str name);

/* The element's own values over its parent's. */
void	 css_compute(const struct sheet *, const struct elem *,
	    const struct computed *parent, bool is_inline,
	    struct computed *out);

/* Rules in @media for pages of another size than the book's are put
 * out of force. */
void	 css_media_settle(struct sheet *, struct str format,
	    struct diag_sink *);
/* @page and the format of the edition, into sheet->page. */
void	 css_page_read(struct sheet *, struct str format, struct span,
	    struct diag_sink *);
/* Computes the furniture and completes sheet->page by it. */
void	 style_furniture_read(struct style *, struct sheet *);
struct str css_for_epub(struct arena *, const struct css *);

#endif
