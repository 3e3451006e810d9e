/*
 * The whole way: an edition's folder in, its finished files out.
 *
 * build_open reads the manifest; each later stage is a call of its own,
 * so that commands stop where they need to.  Faults of the texts are in
 * the sink; a stage that finds its input wanting does nothing.
 */
#ifndef OCTAVO_BUILD_H
#define OCTAVO_BUILD_H

#include <pthread.h>
#include <stdatomic.h>

#include "octavo/clean.h"
#include "octavo/edit.h"
#include "octavo/frame.h"
#include "octavo/limits.h"
#include "octavo/style.h"

enum build_output {
	OUTPUT_EPUB = 1 << 0,
	OUTPUT_PDF = 1 << 1,
	OUTPUT_PRINT = 1 << 2,
	OUTPUT_COVER = 1 << 3,
	OUTPUT_TEI = 1 << 4,
	OUTPUT_SHEETS = 1 << 5,
	OUTPUT_PROOF = 1 << 6,		/* HTML */
	OUTPUT_PROOF_PDF = 1 << 7,
	OUTPUT_DEFAULT = OUTPUT_EPUB | OUTPUT_PDF
};

struct build_opts {
	const char	*out;		/* folder; NULL: DIR/out */
	unsigned	 outputs;	/* of enum build_output */
	int		 threads;	/* 1 or 2 */
	bool		 cache;		/* use it for cleaned texts */
	bool		 suspects;	/* of the cleaning, too */
	bool		 diplomatic;
	bool		 compat;	/* EPUB profile for old intakes */
	bool		 embed_fonts;
	int		 pages, multiple;	/* copy-fit; 0 none */
	int		 keep;		/* printing whose pages to keep; 0 */
	const char	*printer;	/* profile; NULL: house */
	const char	*paper;		/* of the profile; NULL: its usual */
	const char	*icc;		/* output profile for print; NULL */
	bool		 marks;		/* printer's marks */
	int		 impose;	/* pages of a signature; 0: 16 */
	bool		 saddle;	/* stitched through the fold */
	const char	*style;		/* instead of the manifest's; NULL */
	const char	*format;	/* instead of the manifest's; NULL */
	/* Where to tell what is being done, or NULL. */
	const char *_Atomic *doing;
	struct limit	*limit;		/* the clock of --limit, or NULL */
};

/* A doubt of the cleaning, as far as ledgers can settle it. */
struct build_doubt {
	enum build_answer {	/* entries that change them answer it */
		ANSWER_WORDS = 1, ANSWER_BLOCKS = 2, ANSWER_CALLS = 4
	}		 asked;
	struct str	 call;		/* label of the note asked for, or n == 0 */
	uint32_t	 length;	/* [bytes] of clean text in doubt */
	uint32_t	 n;		/* places where it stands, 1 or more */
	const uint32_t	*at;		/* [byte] of the clean text;
					   UINT32_MAX: left out of it */
};

struct build_text {			/* one part on its way */
	const char	 *path;		/* of the file read */
	uint32_t	  source;	/* the Markdown, in sources */
	struct clean_doc *clean;	/* witnesses only */
	unsigned	  ndoubts;	/* of the cleaning */
	const struct build_doubt *doubts;
	struct model	  model;
	struct ledger	 *ledger;
	struct arena	  arena;	/* its own: parts are read on threads */
	struct diag_sink  sink;
	struct error	  error;
	int		  rc;
};

struct build {
	struct build_opts opts;
	struct arena	  arena, source_arena;
	struct sources	  sources;
	struct diag_sink  sink;
	struct edition	 *edition;
	struct build_text *texts;	/* one a part */
	struct text	 *parts;	/* as edit/ wants them */
	struct book	 *book;
	struct style	 *style;
	struct frame	 *frame;
	struct lock	 *kept;		/* with opts.keep, once set */
	struct lock	 *since;	/* the last printing, for proofs */
	struct printer	 *printer;	/* read when it is wanted */
	/* What a second thread fetches beforehand (prefetch.c). */
	pthread_t	  prefetch;
	bool		  prefetching;
	struct arena	  prefetched;
	struct str	  standing, kept_pdf;
	struct str	  program;	/* as entries of the cache know it */
};

/* What was made, for the summary; paths in the build's arena. */
struct build_result {
	const char	*paths[10];
	size_t		 n;
};

/* -1: the manifest cannot be read.  Release in any case. */
int	 build_open(struct build *, const char *dir,
	    const struct build_opts *, struct error *);
void	 build_release(struct build *);
/* Cleans the witnesses, reads all texts and ledgers. */
int	 build_read(struct build *, struct error *);
/* Makes the book. */
int	 build_edit(struct build *, struct error *);
/* Doubts of the cleaning that no entry of the ledgers settles (L-012).
 * Texts that came from the cache have no words for them. */
void	 build_doubts(struct build *);
/* Their number. */
size_t	 build_open_doubts(struct build *);
/* Makes the page list. */
int	 build_typeset(struct build *, struct error *);
/* What the printer of the options does not take (P-*), in the sink. */
int	 build_check_printer(struct build *, struct error *);
/* Everything, and writes the outputs; nothing when there are errors. */
int	 build_write(struct build *, struct build_result *,
	    struct error *);
/* All of these in order.  Release the build in any case. */
int	 build_all(struct build *, const char *dir,
	    const struct build_opts *, struct build_result *,
	    struct error *);

#endif
