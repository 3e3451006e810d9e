/*
 * Diagnostics: what is wrong with the texts (fault kind 1 of 4).
 *
 * A stage reports with diag() and goes on; the highest level decides
 * the exit status at the end (DIAG_ERROR: 1).  Failed operations are
 * struct error (error.h), never a diagnostic.
 *
 * Every kind is one row of diag.def: stable code, level, text, cure.
 */
#ifndef OCTAVO_DIAG_H
#define OCTAVO_DIAG_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "octavo/arena.h"
#include "octavo/error.h"
#include "octavo/str.h"

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

enum diag_code {
#define DIAG(name, code, level, text, cure)	DIAG_##name,
#include "octavo/diag.def"
#undef DIAG
	DIAG__MAX
};

struct diag_kind {
	const char	*name;	/* C name without DIAG_ */
	const char	*code;	/* "R-003": never reused */
	enum diag_level	 level;
	const char	*text;	/* lower case, no full stop */
	const char	*cure;	/* what to do, one sentence */
};

const struct diag_kind *diag_kind(enum diag_code);

/* A place in a source: source 0 means "no place". */
struct span {
	uint32_t source;	/* 1-based index into struct sources */
	uint32_t start, end;	/* [bytes], start <= end */
};

#define SPAN_NONE	((struct span){ 0, 0, 0 })

struct source {
	struct str name;	/* as the user would write it */
	struct str text;	/* decoded text that spans refer to */
};

struct sources {
	pthread_mutex_t	 lock;	/* texts may be added by any thread */
	struct arena	*arena;	/* used under the lock only */
	struct source	*list;	/* list[0] is span.source 1 */
	uint32_t	 count, cap;
};

/* The arena must serve nothing else while threads add texts. */
void	 sources_init(struct sources *, struct arena *);
/* Registers a text (borrowed, must outlive the table); its number. */
uint32_t sources_add(struct sources *, struct str name, struct str text);
/* The text of a number, or an empty one. */
struct source sources_at(struct sources *, uint32_t number);
/* Line and column, both from 1; the column counts code points. */
void	 sources_place(const struct sources *, struct span,
	    unsigned *line, unsigned *col);

struct diag_item {
	enum diag_code	  code;
	enum diag_level	  level;
	struct span	  span;
	const char	 *file;		/* when there is no span: a path */
	const char	 *detail;	/* or NULL */
	struct diag_item *next;
};

struct diag_sink {
	struct arena	 *arena;
	struct sources	 *sources;
	struct diag_item *first, **last;
	unsigned	  count[DIAG_ERROR + 1];
	unsigned	  limit;	/* of kept items per code: 100 */
	unsigned	  seen[DIAG__MAX];
};

void	 diag_init(struct diag_sink *, struct arena *, struct sources *);
/* Reports a fault.  The detail (may be NULL) completes the kind's text. */
void	 diag(struct diag_sink *, enum diag_code, struct span,
	    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* As diag, for faults of a whole file. */
void	 diag_file(struct diag_sink *, enum diag_code, const char *file,
	    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* Copies everything of one sink (same sources) to the end of another; the
 * first one's arena may go then. */
void	 diag_append(struct diag_sink *to, const struct diag_sink *from);
bool	 diag_has_errors(const struct diag_sink *);

/* The first place of the words inside a span, or the span itself. */
struct span span_narrow(struct sources *, struct span, struct str words);

enum diag_format { DIAG_TEXT, DIAG_JSON };

/* Prints all, in order of report; colour only for DIAG_TEXT. */
void	 diag_print(const struct diag_sink *, FILE *, enum diag_format,
	    bool colour);

/* A failed operation in the same forms. */
void	 diag_print_error(const struct error *, FILE *, enum diag_format);

/* The nearest of the names to a misspelt one, or NULL (names NULL-ended). */
const char *nearest_name(struct str, const char *const *names);

#endif
