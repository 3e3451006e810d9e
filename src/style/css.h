/*
 * A style sheet as parsed; private to src/style.
 * Strings point into the registered source.
 */
#ifndef STYLE_CSS_H
#define STYLE_CSS_H

#include "octavo/diag.h"
#include "octavo/str.h"

/* CSS_OTHER: print, but of pages of another size. */
enum css_media { CSS_ALL, CSS_SCREEN, CSS_PRINT, CSS_OTHER };

struct css_decl {
	struct str	name, value;
	struct span	span;		/* of the name */
	struct css_decl *next;
};

enum { CSS_CLASSES_MAX = 4 };

/* One simple selector: element, #id, classes, :first-child,
 * ::first-letter. */
struct css_compound {
	struct str	elem, id;	/* n == 0: any */
	struct str	cls[CSS_CLASSES_MAX];
	int		ncls;
	bool		first_child, first_letter;
	char		comb;	/* from its left: space, > or + */
};

enum { CSS_PARTS_MAX = 6 };

struct css_selector {
	struct css_compound part[CSS_PARTS_MAX];	/* left to right */
	int		nparts;
	unsigned	spec;		/* specificity: id, class, element */
	struct css_selector *next;
};

struct css_rule {
	struct str	prelude;	/* the selectors as written */
	struct span	span;
	enum css_media	media;
	struct str	query;		/* of @media, or empty */
	struct css_selector *selectors;	/* NULL: none that print reads */
	struct css_decl	*decls;
	struct css_rule	*next;
};

enum css_side { CSS_BOTH, CSS_LEFT, CSS_RIGHT };

/* @page: its declarations; margin boxes come as name "@top-left" with
 * the declarations of the box as the value. */
struct css_page {
	enum css_side	 side;
	struct str	 query;		/* of @media around it, or empty */
	bool		 off;		/* which does not hold */
	struct css_decl	*decls;
	struct css_page	*next;
};

/* @import "classique"; or, from the edition's folder, "own.css". */
struct css_import {
	struct str	name;
	struct span	span;
	struct css_import *next;
};

struct css {
	struct css_import *imports;
	struct css_rule	*rules;
	struct css_page	*pages;
	bool		 letters;	/* has rules for ::first-letter */
};

void	 css_parse(struct arena *, uint32_t source, struct str text,
	    struct diag_sink *, struct css *out);
/* The selectors of a prelude; those print cannot read are left out and,
 * when warn, reported. */
struct css_selector *css_selectors(struct arena *, struct str prelude,
	    struct span, bool warn, struct diag_sink *);
/* Next word of a value (white space separates; quotes and brackets
 * hold together), or n == 0. */
struct str css_word(struct str *rest);

#endif
