/*
 * Inside of the cleaner.
 *
 * The witness is an array of cells, one a code point, and no stage ever
 * moves one: a stage changes a cell's code point or puts the cell under
 * a rule that removes it.  Lines are ranges of cells, blocks are lists
 * of lines, and the writer walks the blocks once, so the origin of every
 * character written is the index of its cell and the account needs no
 * bookkeeping of its own: a cell neither written nor removed, or written
 * twice, is residue.
 *
 *   decode -> encoding, mojibake, composition       (decode.c, repair.c)
 *   unfold -> columns one behind the other          (columns.c)
 *   lines  -> lines, measure                        (lines.c)
 *   accent -> broken accents, stray capital         (accents.c)
 *   specks -> signs made of dirt                    (specks.c)
 *   pages  -> page starts, heads, folios, links     (pages.c)
 *   notes  -> notes, their ends, calls              (notes.c, calls.c)
 *   paras  -> paragraphs, hyphens                   (paras.c, hyphens.c)
 *   struct -> headings, epigraphs, verse …          (structure.c)
 *   write  -> Markdown, account                     (markdown.c, audit.c)
 */
#ifndef OCTAVO_CLEAN_INT_H
#define OCTAVO_CLEAN_INT_H

#include "octavo/clean.h"

enum fate { FATE_KEPT, FATE_MOVED, FATE_CHANGED, FATE_REMOVED };

enum rule {
#define RULE(name, id, fate, text)	R_##name,
#include "rules.def"
#undef RULE
	R__MAX
};

struct rule_info {
	const char	*id;
	enum fate	 fate;
	const char	*text;
};

extern const struct rule_info clean_rules[R__MAX];

enum { NONE = UINT32_MAX };

/* Cells. */
struct cells {
	uint32_t	*cp;
	uint8_t		*rule;
	uint32_t	*off;		/* [bytes] in src; off[n] is its length */
	uint32_t	 n;
	struct str	 src;		/* the witness as UTF-8 */
	uint32_t	*now;		/* where a cell of the witness stands
					   now; NULL: where it stood */
	uint8_t		*beside;	/* stood in a column beside another;
					   NULL: none did */
};

enum role { LINE_BLANK, LINE_TEXT, LINE_GONE, LINE_SEPARATOR };

struct line {
	uint32_t	 b, s, e, nl;	/* raw start, text [s, e), newline
					   (n when there is none) */
	uint32_t	 note;		/* or NONE: body */
	uint16_t	 lead;		/* blank columns before the text */
	uint8_t		 role;		/* enum role */
	uint8_t		 ff;		/* form feed before */
	uint8_t		 page;		/* a page begins here, or a column */
	uint8_t		 column;	/* it is a column, not the first */
	uint8_t		 rule;		/* rule that removes it, if GONE */
	uint8_t		 join;		/* enum join with the next line of
					   its stream */
	uint8_t		 capital;	/* a stray capital goes before it */
	uint8_t		 mark;		/* enum mark: Markdown before it */
	uint8_t		 level;		/* of a Markdown heading */
};

enum mark { MARK_NONE, MARK_HEADING, MARK_QUOTE, MARK_FENCE, MARK_ITEM };

enum join { JOIN_BREAK, JOIN_SPACE, JOIN_GLUE, JOIN_HYPHEN, JOIN_VERSE };

/* A call of a note: stands before cell at; cells [at, end) are the mark. */
struct call {
	uint32_t	at, end, note;
	bool		misread;
};

struct note {
	uint32_t	line;		/* its first line */
	uint32_t	text;		/* cell where its text begins */
	uint32_t	label;		/* line of a label alone, or NONE */
	uint32_t	number;		/* as read; label of the output */
	uint32_t	call;		/* cell, or NONE */
	uint32_t	call_end;
	bool		misread;
	bool		open;		/* ended in mid-sentence */
	bool		proved;		/* by the foot of its page */
	uint8_t		style, series;
	int		confidence;	/* [0..1000] of its call */
};

enum block_kind {
	BLOCK_PARA, BLOCK_HEADING, BLOCK_QUOTE, BLOCK_EPIGRAPH, BLOCK_SOURCE,
	BLOCK_VERSE, BLOCK_SIGNATURE, BLOCK_SEPARATOR, BLOCK_RAW
};

struct block {
	uint32_t	 first, n;	/* in stream.line */
	uint8_t		 kind;
	uint8_t		 level;		/* heading */
	uint16_t	 confidence;	/* [0..1000]; 0: by its form */
};

/* A stream of lines read as one text: the body, or a note. */
struct stream {
	uint32_t	*line;
	uint32_t	 n;
	struct block	*block;
	uint32_t	 nblocks;
};

/* The measure of the lines of a kind (body, notes). */
struct measure {
	bool	 mono;		/* counted in characters */
	bool	 ragged;	/* the next word would have stood out */
	int	 fit;		/* a line and the next word below this: the
				   line was ended on purpose */
	int	 near[2];	/* a tenth, a quarter of full lines with
				   the next word lie below */
	int	 full;		/* median of full lines */
	int	 spread;	/* by which a sixth of them are narrower */
	unsigned pairs;		/* lines it was learnt from */
};

/* A line that is a stray capital, and the line it goes back to. */
struct cap {
	uint32_t line, to;
};

struct vocab;
struct dict;
struct border;
struct work;

/* A program that measures what the borders of lines show (tests/make)
 * is told of each. */
typedef void border_seen_fn(const struct work *, const struct border *,
	    const int *features, int score);

/* What a stage was not sure of. */
struct doubt {
	uint32_t	 at, end;	/* cells; of a border of two lines:
					   the first of the second */
	enum rule	 rule;
	int		 confidence;
	uint32_t	 note;		/* whose call it is about, or NONE */
	struct str	 candidate;	/* another reading, n == 0: none */
};

struct doubts {
	struct doubt	*list;
	size_t		 n, cap;
};

/* What the writer wrote of each cell. */
struct written {
	uint8_t		*seen;	/* how often, at most 2 */
	uint8_t		*len;	/* [bytes]; NULL when nobody asks for it */
	uint32_t	*at;	/* [bytes] of the clean text, as len */
};

/* A choice that was weighed, for the account. */
struct decision {
	uint32_t	 at, end;	/* cells */
	uint16_t	 rule, confidence;
};

struct shapes {
	struct clean_shape *list;
	size_t		 n, cap;
};

struct decisions {
	struct decision	*list;
	size_t		 n, cap;
	bool		 kept;		/* the account wants them */
};

struct work {
	struct arena	*arena;		/* of the result */
	struct arena	*tmp;		/* ends with the cleaning */
	struct arena	*scratch;	/* ends with the stage */
	struct str	 name, lang;
	struct cells	 c;
	struct line	*line;
	uint32_t	 nlines;
	bool		 marks;		/* write marks of its pages */
	bool		 markdown;	/* the input is Markdown */
	bool		 paged;		/* every page is seen to begin */
	bool		 unwrapped;	/* a line is a paragraph */
	bool		 spaced;	/* a blank line after every line */
	bool		 indented;	/* paragraphs begin with an indent */
	bool		 tight;		/* no blank lines between paragraphs */
	uint32_t	 specks;	/* lines that had one */
	uint32_t	 pages;
	uint32_t	*column;	/* cells where columns begin */
	uint32_t	 ncolumns;
	uint16_t	 margin;	/* usual lead of the body */
	struct measure	 body, foot;
	struct note	*note;
	uint32_t	 nnotes;
	struct call	*call;		/* by cell */
	uint32_t	 ncalls;
	struct stream	 text;
	struct stream	*notes;		/* nnotes of them */
	struct cap	*cap;		/* dropped capitals gone astray */
	uint32_t	 ncaps;
	struct vocab	*vocab;
	struct dict	*dict;
	bool		 dict_tried;
	struct error	 dict_error;	/* installed, but unreadable */
	bool		 lost_hyphens;	/* OCR dropped the hyphens */
	bool		 never_divided;	/* no word is divided at all */
	struct doubts	 doubts;
	struct decisions decisions;
	struct shapes	 shapes;
	struct written	 did;
	border_seen_fn	*border_seen;	/* or NULL */
};

/* cells.c */
static inline bool
cell_gone(const struct cells *c, uint32_t i)
{
	return c->rule[i] >= R_BOM;	/* rules.def: removed ones last */
}

void	 cell_set(struct cells *, uint32_t, uint32_t cp, enum rule);
void	 cell_kill(struct cells *, uint32_t, enum rule);
void	 cells_kill(struct cells *, uint32_t from, uint32_t to, enum rule);
/* The next or previous cell that stands in [from, to), or NONE. */
uint32_t cell_next(const struct cells *, uint32_t from, uint32_t to);
uint32_t cell_prev(const struct cells *, uint32_t from, uint32_t to);
bool	 cp_letter(uint32_t);
bool	 cp_upper_(uint32_t);
bool	 cp_lower_(uint32_t);
uint32_t cp_fold(uint32_t);	/* lower case */
bool	 cp_digit(uint32_t);
bool	 cp_blank(uint32_t);
bool	 cp_vowel(uint32_t);
bool	 cp_is_dash(uint32_t);	/* – — ― or a hyphen */
bool	 cp_is_hyphen(uint32_t);
bool	 cp_is_quote_open(uint32_t);
bool	 cp_is_quote_close(uint32_t);
bool	 cp_is_apos(uint32_t);
/* Bytes of the witness: behind a cell; of the cells [at, end). */
uint32_t cell_end(const struct cells *, uint32_t);
struct span cells_span(const struct cells *, uint32_t at, uint32_t end);
/* UTF-8 of the standing cells of [from, to), at most max bytes. */
struct str cells_text(struct arena *, const struct cells *, uint32_t from,
	    uint32_t to, size_t max);

/* clean.c: all from the repair on to the structure. */
void	 clean_stages(struct work *);
/* decode.c: bytes to cells.  -1: not a text. */
int	 clean_decode(struct work *, struct str bytes, struct error *);
/* repair.c: mojibake, composition, ligatures, control characters. */
void	 clean_repair(struct work *);
/* columns.c: sets columns one behind the other; before there are lines. */
void	 clean_columns(struct work *);
/* lines.c */
void	 clean_lines(struct work *);
void	 clean_spaces(struct work *);
void	 clean_measure(struct work *);
int	 line_width(const struct work *, const struct line *, bool mono);
int	 word_width(const struct work *, uint32_t s, uint32_t e, bool mono);
/* The first and last standing cell of a line, or NONE. */
uint32_t line_first(const struct work *, const struct line *);
uint32_t line_last(const struct work *, const struct line *);
/* Does the line end a sentence?  Quotes and note marks are seen through. */
bool	 line_ends(const struct work *, const struct line *);
/* Does it begin in mid-sentence (small letter, comma …)? */
bool	 line_goes_on(const struct work *, const struct line *);
/* Is an elision cut between the lines: "L / ’autre"? (hyphens.c) */
bool	 line_elision_cut(const struct work *, const struct line *,
	    const struct line *next);
bool	 line_begins_speech(const struct work *, const struct line *);
/* Behind quotation marks and dashes. */
bool	 line_begins_upper(const struct work *, const struct line *);
/* Room left on the line after the first word of the next, in thousandths
 * of the measure; when the word would hardly have fitted, less than 0:
 * -1 nearly, -2, -3 not at all. */
int	 line_room(const struct work *, const struct line *,
	    const struct line *next, const struct measure *);
/* Width of the usual full line of the notes (or the body). */
int	 line_usual(const struct work *, bool notes, bool mono);
/* accents.c: accents fallen off their letters; needs the lines. */
void	 clean_accents(struct work *);
/* letters.c: letters lost with their accents; needs the vocabulary. */
void	 accents_whole(struct work *);
/* capital.c: dropped capitals that the extraction set elsewhere. */
void	 clean_capital(struct work *);
/* specks.c: signs that OCR made of dirt; before the lines are measured. */
void	 clean_specks(struct work *);
/* pages.c */
void	 clean_pages(struct work *);
/* markup.c: the marks of reStructuredText and Org. */
void	 clean_markup(struct work *);
/* inline.c: the inline markup of Markdown made from a PDF. */
void	 clean_inline(struct work *);
/* notes.c */
void	 clean_notes(struct work *);
/* calls.c */
/* The value of a superior figure; -1: it is none. */
int	 raised_figure(uint32_t cp);
enum form { FORM_GLUED, FORM_SPACED, FORM_PAREN, FORM_BRACKET, FORM_CARET,
	    FORM_STAR, FORM_SIGN, FORM__MAX };
/* What notes are counted by: 1 2 3, * ** or * † ‡, a b c, i ii iii. */
enum series { SERIES_FIGURE, SERIES_STAR, SERIES_LETTER, SERIES_ROMAN };
struct cand {
	uint32_t	at, end;	/* cells of the mark */
	uint32_t	number;		/* 0: any (misread) */
	int		score;
	uint32_t	line;
	uint8_t		series;		/* enum series */
	uint8_t		form;		/* enum form */
	bool		inner;		/* the end of a longer number */
};
struct cands {
	struct cand	*list;		/* by cell; malloc's */
	uint32_t	 n, cap;
};
void	 calls_find(struct work *, struct cands *);
void	 cands_add(struct cands *, const struct cand *);
void	 cands_sort(struct cands *);
/* 1 for a star, 2 and 3 for daggers: the order of their notes; or 0. */
static inline uint32_t
star_rank(uint32_t cp)
{
	return cp == '*' || cp == 0x2217 ? 1 : cp == 0x2020 ? 2 :
	    cp == 0x2021 ? 3 : 0;
}
/* paras.c */
void	 clean_paras(struct work *);
/* heads.c: lines that stand for themselves */
/* 1: a block ends with line i of the stream; -1: it goes on; 0: no such
 * line. */
int	 head_border(const struct work *, const struct stream *, uint32_t i);
/* hyphens.c: how two lines of a paragraph are joined. */
void	 clean_join(struct work *, struct line *, struct line *next);
void	 hyphens_learn(struct work *);
/* structure.c */
void	 clean_structure(struct work *);
bool	 line_division(const struct work *, const struct line *);
bool	 line_leads_on(const struct work *, const struct line *);
bool	 line_numbered(const struct work *, const struct line *);
/* vocab.c */
struct vocab *vocab_new(struct arena *);
void	 vocab_build(struct work *);
unsigned vocab_count(const struct vocab *, const uint32_t *w, size_t n);
/* Counts the word once more; how often it has been seen now. */
unsigned vocab_add(struct vocab *, const uint32_t *w, size_t n);
bool	 word_common(const uint32_t *w, size_t n);
/* dict.c */
/* NULL: none is installed, or with the error filled none can be read. */
struct dict *dict_open(struct arena *, struct str lang, struct error *);
void	 dict_close(struct dict *);
/* Any case, ’ or '; œ may be written oe. */
bool	 dict_has(const struct dict *, const uint32_t *w, size_t n);
/* Is the word, as it stands, a noun? */
bool	 dict_noun(const struct dict *, const uint32_t *w, size_t n);
struct dict *work_dict(struct work *);
/* account.c */
/* The cells of [at, end) that are under the rule are so with this
 * confidence. */
void	 decision_add(struct work *, enum rule, uint32_t at, uint32_t end,
	    int confidence);
/* doubts.c */
void	 doubt_add(struct work *, enum rule, uint32_t at, uint32_t end,
	    int confidence, struct str candidate);
void	 doubts_of_notes(struct work *);
/* Those of the document, once its clean text stands. */
void	 doubts_settle(struct work *, struct clean_doc *);
/* markdown.c: writes and accounts. */
void	 clean_write(struct work *, struct clean_doc *);
/* suspects.c */
void	 clean_suspects(struct work *, struct clean_doc *);

#endif
