/*
 * The style sheet: one CSS file for both outputs.
 *
 * src/style/ parses it (selectors by element, class, child and
 * descendant; @page with margins per side; @media print), keeps its
 * text for the EPUB with the print rules taken out, and computes for
 * each node of the model the values print needs.  Unknown properties in
 * print rules are warnings with their place (S-*).  A sheet may stand
 * on others (@import "classique"; or "base.css" of the edition), each
 * read once, before its own rules.
 *
 * Selectors see the model as the XHTML of the EPUB:
 *
 *	BOOK body		DIV section.ROLE #id
 *	HEADING h1 … h6		SUBTITLE p.subtitle
 *	PARA p			ATTRIB p.attribution
 *	DATELINE p.dateline	SIGNATURE p.signature
 *	QUOTE blockquote	EPIGRAPH div.epigraph
 *	VERSE div.verse		STANZA div.stanza	LINE p.line
 *	LIST ul, ul.dash, ol	ITEM li
 *	TABLE table  ROW tr	CELL td, th (in a head row)
 *	FIGURE figure		CAPTION figcaption
 *	NOTE div.note.author, div.note.editor
 *	TOC div.toc		TOC_ENTRY p.toc-entry.level-1 …
 *	BREAK hr.break		CODE_BLOCK pre
 *	EMPH em  STRONG strong	SMALLCAPS span.small-caps
 *	SUP sup  SUB sub	SPAN span		LINK a
 *	CORR span.corr		CODE code		CALL a.noteref
 *
 * and besides the classes in node.cls.  Furniture is p.running-head
 * (.recto, .verso), p.folio, div.note-rule, span.toc-page and on the cover
 * p.cover-author, -title, -subtitle, -publisher, all below body.
 *
 * Read for print: element, .class, #id, :first-child, ::first-letter
 * (initial-letter and --initial-words only), descendant, child (>) and
 * next-sibling (+) selectors; @media print with min- and max-width and
 * -height of the page; units pt mm cm in pc px em
 * rem rlh %; the properties of the table in src/style/value.c.  @page
 * has size, margins (:left, :right) and margin boxes: counter(page)
 * places the folio, string(…) in a top box asks for running heads.
 */
#ifndef OCTAVO_STYLE_H
#define OCTAVO_STYLE_H

#include "octavo/diag.h"
#include "octavo/edition.h"
#include "octavo/error.h"
#include "octavo/frame.h"
#include "octavo/model.h"

enum align { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum caps { CAPS_NONE, CAPS_SMALL, CAPS_ALL_SMALL, CAPS_UPPER };
enum figures { FIGURES_DEFAULT, FIGURES_OLDSTYLE, FIGURES_LINING };

/* Computed values of a block (and, for text_*, of an inline). */
struct style_block {
	struct str	family;		/* "EB Garamond" */
	sp		size, leading;
	bool		italic, bold;
	enum caps	caps;
	enum figures	figures;
	int		tracking;	/* letter-spacing [em/1000] */
	enum align	align;
	bool		hyphens;
	sp		indent;		/* first line; negative: hanging */
	sp		margin_left, margin_right;	/* from the edges of
				   the measure: those of the blocks around
				   it are in them */
	sp		space_before, space_after;	/* asked for; pages
				   are kept on the grid by the paginator.
				   Of a first (last) block also what the
				   block around it asks before (after) */
	bool		keep_prev;	/* break-before: avoid */
	bool		keep_next;	/* break-after: avoid */
	bool		keep_together;	/* break-inside: avoid */
	/* Of a text: unset, it begins a page; auto, it runs on. */
	enum { BREAK_UNSET, BREAK_AUTO, BREAK_PAGE, BREAK_RECTO }
			break_before;
	int		drop_lines;	/* initial-letter: lines, 0 none */
	int		initial_words;	/* … and words in small capitals */
	struct str	content;	/* separators: what is set */
	bool		push_down;	/* margin-top: auto: it and what
				   follows stand at the foot of the page */
};

struct style_page {
	sp	width, height;		/* trim */
	sp	top, bottom;		/* margins to the text block */
	sp	inner, outer;
	sp	leading;		/* the grid */
	int	lines;			/* of the text block */
	bool	head, folio;		/* shown at all */
	enum { FOLIO_HEAD, FOLIO_FOOT } folio_at;
	bool	folio_outer;		/* at the outer edge, else centred */
	sp	head_skip;		/* head baseline to first baseline */
	sp	foot_skip;		/* last baseline to folio */
	sp	note_skip;		/* at least, beyond a line of notes,
				   between last line and first note */
	sp	note_rule;		/* length of the rule; 0 none */
};

struct style;

/*
 * Finds styles/NAME.css (installed data, or beside the program) or a
 * file of the edition, parses and resolves it; *out stays as it is when
 * there is none (S-006).  The edition's format
 * overrides @page size: margins are scaled with it.
 */
int	 style_read(struct arena *, const struct edition *,
	    struct diag_sink *, struct style **out, struct error *);
const struct style_page *style_page(const struct style *);
/* A style on the same sheet with values of its own, for a thread. */
struct style *style_thread(struct arena *, const struct style *);
/* Computed values of a node; equal ones share one struct.  Not
 * thread-safe per struct style unless warmed: each thread its own. */
const struct style_block *style_of(struct style *, const struct node *);
/* Values for text the paginator makes itself. */
enum style_furniture { FURNITURE_HEAD_RECTO, FURNITURE_HEAD_VERSO,
	FURNITURE_FOLIO, FURNITURE_NOTE, FURNITURE_TOC_PAGE,
	FURNITURE_COVER_AUTHOR, FURNITURE_COVER_TITLE,
	FURNITURE_COVER_SUBTITLE, FURNITURE_COVER_PUBLISHER,
	FURNITURE__MAX };
const struct style_block *style_furniture(struct style *,
	    enum style_furniture);
/* The style sheet of the EPUB: what is not for print alone, without
 * colours and absolute lengths, hyphens and breaks also by their older
 * names. */
struct str style_epub_css(const struct style *);

/* A property that print reads: for the handbook. */
struct style_property {
	const char	*name;
	const char	*values;	/* in words */
	bool		 inlines;	/* also of a part of a line */
};

/* The n-th property, or NULL past the last. */
const struct style_property *style_property(size_t n);

/*
 * The path of a file of Octavo's own data ("styles/classique.css"):
 * in $OCTAVO_DATA, in the source tree of the program, or installed.
 */
char	*style_data(struct arena *, const char *name);

#endif
