/*
 * Private to the Markdown reader: markdown.c (blocks), md_inline.c
 * (text, calls, tags), md_block.c (what paragraphs become).
 */
#ifndef OCTAVO_READ_MARKDOWN_INT_H
#define OCTAVO_READ_MARKDOWN_INT_H

#define CMARK_NO_SHORT_NAMES	/* NODE_TEXT and so on are ours */
#include <cmark-gfm.h>

#include "octavo/limits.h"
#include "octavo/read.h"
#include "scan.h"

enum { MD_DIVS = 16 };

/* An open element: what to return to, and what opened it. */
struct md_frame {
	struct node	*up;	/* md.at before */
	const char	*tag;	/* name of an HTML tag, or NULL: cmark's */
};

/* An open ::: block. */
struct md_div {
	struct node	*up;		/* where blocks went before */
	struct node	*node;		/* QUOTE or EPIGRAPH, or NULL */
	enum node_kind	 para;		/* what its paragraphs become */
	bool		 verse;		/* its lines are verse */
	struct str	 lang, cls;	/* lang=, class= */
	struct span	 span;
};

struct md {
	struct model	*m;
	struct diag_sink *sink;
	struct node	*root;		/* the text's DIV */
	const struct piece *piece;	/* for places; NULL: span holds */
	struct span	 span;		/* place of last resort */
	struct node	*at;		/* where the next node goes */
	struct md_frame	 frames[LIMIT_DEPTH];
	unsigned	 depth;
	struct md_div	 divs[MD_DIVS];
	unsigned	 ndivs;
	bool		 in_note;	/* calls are not allowed */
	bool		 no_calls;	/* of a manifest or a ledger */
	struct buf	 text;		/* pending text … */
	struct span	 text_span;	/* … and its place */
	/* the paragraph that is open */
	unsigned	 soft, hard;
	struct node	*source_break;	/* LINEBREAK before "— Author" */
	struct node	*figures, *last_figure;	/* of it, unlinked */
};

/* Place of a cmark node; that of the paragraph where it has none. */
struct span md_span(const struct md *, cmark_node *);
/* Opens a node under md->at; false (reported) when too deep. */
bool	 md_push(struct md *, struct node *, const char *tag);
/* Closes down to the given depth; tags left open are reported. */
void	 md_pop(struct md *, unsigned depth);
struct node *md_leaf(struct md *, enum node_kind, struct span);

/* md_inline.c */
void	 md_text(struct md *, const char *, struct span);
void	 md_flush(struct md *);
void	 md_html(struct md *, const char *, struct span);
void	 md_code(struct md *, const char *, struct span, enum node_kind);
void	 md_break(struct md *, cmark_node *, bool hard);
void	 md_image(struct md *, cmark_node *);
/* A string of cmark's in the arena: sentinels undone, NFC. */
struct str md_literal(struct md *, const char *);

/* md_block.c */
void	 md_end_para(struct md *, struct node *);
void	 md_end_quote(struct md *, struct node *);
void	 md_div_open(struct md *, const struct piece *);
void	 md_div_close(struct md *, struct span);
void	 md_divs_end(struct md *);

#endif
