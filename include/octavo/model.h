/*
 * The document model: one tree for the whole book.
 *
 * Readers make a DIV for each text; edit/ copies them into one BOOK,
 * applies the ledgers, sets typography and numbers the notes; epub/
 * and type/ read the result and never write into it.
 *
 *   BOOK > DIV (role) > blocks (and DIVs: a part holds its chapters)
 *   blocks hold blocks or inlines as node_can_hold says
 *   NOTE nodes are the last children of the DIV in which they are called
 *
 * All strings are UTF-8 in NFC, in the arena of the tree or in sources.
 */
#ifndef OCTAVO_MODEL_H
#define OCTAVO_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "octavo/arena.h"
#include "octavo/buf.h"
#include "octavo/diag.h"
#include "octavo/str.h"

enum node_kind {
	/* structure */
	NODE_BOOK,
	NODE_DIV,	/* div: role, id, meta */
	/* blocks that hold inlines */
	NODE_HEADING,	/* heading.level: 1 is the title of the text */
	NODE_SUBTITLE,	/* below a heading: author, subtitle (by cls) */
	NODE_PARA,
	NODE_ATTRIB,	/* source of an epigraph or a quotation */
	NODE_DATELINE,	/* place and date at the head of a letter */
	NODE_SIGNATURE,	/* at the end of a text */
	NODE_LINE,	/* of verse */
	NODE_CAPTION,
	NODE_CELL,
	NODE_TOC_ENTRY,	/* toc_entry.target; inlines: what it prints */
	/* blocks that hold blocks */
	NODE_QUOTE,
	NODE_EPIGRAPH,
	NODE_LIST,	/* list */
	NODE_ITEM,
	NODE_VERSE,
	NODE_STANZA,
	NODE_FIGURE,	/* figure.src, figure.alt; may hold a CAPTION */
	NODE_TABLE,
	NODE_ROW,	/* row.head */
	NODE_NOTE,	/* note */
	NODE_TOC,	/* table of contents, made by edit/ */
	/* leaf blocks */
	NODE_BREAK,	/* separator between sections */
	NODE_CODE_BLOCK,/* text: with its line ends */
	/* inlines with children */
	NODE_EMPH,
	NODE_STRONG,
	NODE_SMALLCAPS,
	NODE_SUP,
	NODE_SUB,
	NODE_SPAN,	/* lang or cls says what for */
	NODE_LINK,	/* link */
	NODE_CORR,	/* children: the edition's reading; corr.sic */
	/* leaf inlines */
	NODE_TEXT,	/* text */
	NODE_CODE,	/* text */
	NODE_CALL,	/* call of a note */
	NODE_LINEBREAK,
	NODE_PB,	/* pb.n: a page of the witness begins here */
	NODE__MAX
};

enum role {
	ROLE_NONE,
	ROLE_HALF_TITLE, ROLE_TITLE_PAGE, ROLE_IMPRINT, ROLE_DEDICATION,
	ROLE_EPIGRAPH, ROLE_FOREWORD, ROLE_PREFACE, ROLE_INTRODUCTION,
	ROLE_PART, ROLE_CHAPTER, ROLE_AFTERWORD, ROLE_APPENDIX,
	ROLE_NOTE_ON_TEXT, ROLE_ERRATA, ROLE_CONTENTS, ROLE_COLOPHON,
	ROLE__MAX
};

enum zone { ZONE_FRONT, ZONE_BODY, ZONE_BACK };

struct role_info {
	const char	*name;		/* as in edition.yaml */
	enum zone	 zone;
	bool		 generated;	/* made by Octavo, not by a part */
	bool		 recto;		/* begins on a right-hand page */
};

const struct role_info *role_info(enum role);
/* ROLE_NONE when there is no such name. */
enum role role_lookup(struct str name);

/* Note series: each numbered by itself. */
enum series { SERIES_AUTHOR, SERIES_EDITOR };

enum list_style { LIST_BULLET, LIST_DASH, LIST_DECIMAL, LIST_ALPHA };

struct part;		/* edition.h */
struct ledger_entry;	/* ledger.h */

struct node {
	enum node_kind	 kind;
	uint32_t	 id;		/* unique in the tree, from 1 */
	struct span	 span;		/* where it came from */
	struct node	*parent, *prev, *next, *first, *last;
	struct str	 lang;		/* BCP 47; n == 0: the parent's */
	struct str	 cls;		/* style class; n == 0: none */
	union {
		struct {
			enum role	 role;
			struct str	 id;	/* [a-z][a-z0-9-]*, unique */
			const struct part *part; /* NULL when generated */
			struct str	 title;	/* plain text, for heads */
		} div;
		struct { int level; } heading;
		struct { struct str text; } text;  /* TEXT, CODE, CODE_BLOCK */
		struct {
			enum list_style	style;
			int		start;
		} list;
		struct { bool head; } row;
		struct {
			struct str	src, alt;
		} figure;
		struct {
			struct str	 label;	/* as written: [^label] */
			uint32_t	 number;/* printed; 0: not numbered */
			enum series	 series;
			struct node	*note;	/* NULL before resolution */
		} call;
		struct {
			struct str	 label;
			uint32_t	 number;
			enum series	 series;
			struct node	*call;	/* its first call */
		} note;
		struct {
			struct str	   url;	  /* n == 0: target */
			const struct node *target;
			/* n > 0: before its children it says the page of
			   its target, which stands for the % ("p. %"); not
			   again when that of behind, if any, is the same */
			struct str	   page;
			const struct node *behind;
		} link;
		struct {
			struct str	 sic;	/* reading of the witness */
			const struct ledger_entry *entry;
		} corr;
		struct { struct str n; } pb;
		struct {
			const struct node *target;	/* a DIV */
			int		   level;	/* from 1 */
		} toc_entry;
	} u;
};

struct model {
	struct arena	*arena;
	struct node	*root;		/* BOOK or a DIV */
	uint32_t	 ids;		/* last id given */
};

/* An empty tree with a root of the kind. */
void	 model_init(struct model *, struct arena *, enum node_kind root);
struct node *node_new(struct model *, enum node_kind, struct span);
void	 node_append(struct node *parent, struct node *child);
void	 node_insert_before(struct node *where, struct node *node);
void	 node_insert_after(struct node *where, struct node *node);
/* Takes the node (with all below it) out of its tree. */
void	 node_unlink(struct node *);
/*
 * A deep copy of a subtree into a model, unlinked, with new ids.  Calls,
 * links and entries inside it that point into the subtree point into
 * the copy; strings are shared.
 */
struct node *node_copy(struct model *to, const struct node *);
struct node *node_text_new(struct model *, struct str text, struct span);
/* What a link with u.link.page says; page NULL: not known. */
struct str node_page_text(struct arena *, const struct node *link,
	    const char *page);

/*
 * Splits a block of inlines before an inline anywhere below it: what
 * stands from there on goes to a new block of the same kind behind it,
 * inline ancestors are doubled.  Returns the new block.
 */
struct node *node_split(struct model *, struct node *block,
	    struct node *before);
/* Moves the inlines of other to the end of block; unlinks other. */
void	 node_join(struct node *block, struct node *other);
/*
 * Splits a TEXT before byte `at`; the node that begins there (itself
 * for 0), or NULL when that is its end.
 */
struct node *node_text_split(struct model *, struct node *text, size_t at);

/*
 * Links the calls below root to the notes of their label and series, and
 * each note to its first call; what does not meet stays NULL.  Labels
 * given twice are reported when there is a sink.
 */
void	 notes_resolve(struct node *root, struct diag_sink *);
/* Reports calls and notes that did not meet and takes
 * them out. */
void	 notes_check(struct node *root, struct diag_sink *);

bool	 node_is_block(const struct node *);
bool	 node_is_inline(const struct node *);
bool	 node_holds_inlines(const struct node *);
/* The content model: may the child stand directly in the parent? */
bool	 node_can_hold(const struct node *parent, const struct node *child);
const char *node_kind_name(enum node_kind);	/* "para" */
/* The language in force: the node's or its nearest ancestor's. */
struct str node_lang(const struct node *);
/* Nearest ancestor (or itself) of the kind, or NULL. */
const struct node *node_up(const struct node *, enum node_kind);
/*
 * Plain text below a node: inlines joined, blocks parted by \n; calls,
 * notes and page marks left out; line breaks become one space.
 */
void	 node_plain(const struct node *, struct buf *out);

/* Walking: document order, ENTER and EXIT for nodes with children, only
 * ENTER for leaves.  The tree may be changed below a node just entered
 * or at siblings not yet reached, never above. */
enum walk_event { WALK_DONE, WALK_ENTER, WALK_EXIT };

struct walk {
	const struct node *root, *node;
	enum walk_event	   event;
};

void	 walk_init(struct walk *, const struct node *root);
/* Moves to the next event; node and event are then valid. */
enum walk_event walk_next(struct walk *);
/* After an ENTER: neither the children nor the EXIT are visited. */
void	 walk_skip(struct walk *);

/* Breaks of the content model or of the links: asserts (never a fault of
 * the texts).  Called after every pass in debug and test builds. */
void	 model_check(const struct node *);
/* The dump of --stage=model and --stage=edit: one node a line. */
void	 model_dump(const struct node *, struct buf *out);

#endif
