/*
 * Private to edit/.
 *
 *   edit_book (edit.c)
 *     part_make (part.c)       copy, ledger, title, chapters
 *     typography (typo.c)
 *     notes_number (number.c)
 *     front_make, back_make (front.c), contents_make (contents.c),
 *     corrections_make (corrections.c)
 */
#ifndef OCTAVO_EDIT_INT_H
#define OCTAVO_EDIT_INT_H

#include "octavo/edit.h"
#include "octavo/read.h"
#include "octavo/terms.h"

struct maker {			/* what every step needs */
	struct model		*m;
	struct book		*book;
	const struct edition	*ed;
	const struct edit_opts	*opts;
	struct diag_sink	*sink;
};

/* The walks give const nodes; the tree edited is ours. */
static inline struct node *
node_own(const struct node *n)
{
	return (struct node *)(uintptr_t)n;
}

/* A new block below parent that holds the text (may be empty). */
struct node *make_block(struct model *, struct node *parent,
	    enum node_kind, const char *cls, struct str text);
/* A block below parent whose inlines are read as Markdown. */
struct node *make_inlines(const struct maker *, struct node *parent,
	    enum node_kind, const char *cls, struct str text);
/* A DIV made by Octavo, appended to the BOOK, its heading if any. */
struct node *make_div(const struct maker *, enum role, struct str title);

/* The text's DIV, appended to the BOOK. */
struct node *part_make(const struct maker *, const struct text *);
/* The first HEADING among the blocks of a DIV, or NULL. */
struct node *part_heading(const struct node *div);

/* NOTEs to the DIVs of their calls, in order of calls; signs of the
 * editor's; numbers per DIV, each series by itself. */
void	 notes_place(struct model *, struct node *root);
void	 notes_sign(struct model *, struct node *root);
unsigned notes_number(struct node *root);

/* A copy of the edition, its words set as the book's are. */
const struct edition *edition_set(struct arena *, const struct edition *,
	    struct diag_sink *);
/* Paragraphs a), b), c) … become lists. */
void	 lists_make(struct model *, struct node *root);
void	 front_make(const struct maker *);
void	 colophon_make(const struct maker *);
void	 corrections_make(const struct maker *);
/* Headings become div.title; the contents are made from them. */
void	 titles_set(struct model *, struct node *root);
void	 contents_make(const struct maker *);
void	 links_resolve(const struct maker *);

/* "21 novembre 2026", "21 November 2026", or as it is written. */
const char *long_date(struct arena *, struct str lang, struct str date);
/* "fr" of "fr-CA". */
struct str primary_subtag(struct str lang);

/* typography(), on so many threads; the same model. */
void	 typography_on(struct model *, struct node *, int threads,
	    struct diag_sink *);

#endif
