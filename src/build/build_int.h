/* Private to build/. */
#ifndef BUILD_INT_H
#define BUILD_INT_H

#include "octavo/build.h"

/* Finds, cleans and reads the i-th part into b->texts[i]. */
int	 build_text_read(struct build *, size_t i);
/* Bytes of its file; 0 when it cannot be found. */
size_t	 build_text_size(struct build *, size_t i);

/* Cleans a witness into t->clean, or takes it from the cache: then it
 * has its Markdown and its counts, no doubts, pieces and sums; t->doubts
 * in any case. */
int	 build_clean(struct build *, struct build_text *, struct str bytes,
	    const struct clean_opts *);
/* t->doubts, from those of t->clean. */
void	 build_doubts_find(struct build_text *);
/* What all keys of the cache have in common. */
void	 build_cache_open(struct build *);
/*
 * An entry of the cache of this sort for this edition in its style and
 * format, by this program with these libraries and patterns; n == 0:
 * none.  Aligned to 8, in the arena.
 */
struct str build_cache_find(const struct build *, struct arena *,
	    const char *sort);
/* Nothing is kept of no bytes, and without options.cache. */
void	 build_cache_keep(const struct build *, struct arena *,
	    const char *sort, struct str);
/* Begins to fetch what typesetting wants; true when it was begun: then
 * it is in b->standing, in the arena of the build. */
void	 build_prefetch(struct build *);
bool	 build_prefetched(struct build *);
/* What an output of this sort may take over, in the arena; NULL without a
 * cache.  bytes: the entry, where it was fetched before; or n == 0. */
struct kept;
struct kept *build_kept_open(const struct build *, struct arena *,
	    const char *sort, struct str bytes);
void	 build_kept_close(const struct build *, struct arena *,
	    const char *sort, struct kept *);
/* The cover of the EPUB. */
int	 build_cover(const struct build *, struct arena *, struct style *,
	    struct kept *, struct diag_sink *, struct buf *out,
	    struct error *);
/* Reads the printer's profile into b->printer once; faults in the sink. */
int	 build_printer_read(struct build *, struct error *);
/* The print PDF's options; the ICC file's bytes live in the arena. */
struct pdf_opts;
int	 build_print_opts(const struct build *, struct arena *,
	    struct pdf_opts *, struct error *);

/* What the book stands on, NULL-ended: "cairo 1.16.0", patterns by hash. */
const char *const *build_versions(struct build *);

/* The time now [ms], or 0 when nobody asked (OCTAVO_STAGES). */
double	 stage_start(void);
void	 stage_end(const char *name, double start);

/* Tells whoever wants to know what is being done. */
void	 build_doing(const struct build *, const char *what);

#endif
