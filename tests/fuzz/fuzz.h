/*
 * What the targets share.  Each is one file with the entry point of
 * libFuzzer; tests/fuzz/replay.c runs the same over files, for gcc, for
 * make check and for valgrind.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "octavo/arena.h"
#include "octavo/buf.h"
#include "octavo/diag.h"
#include "octavo/error.h"
#include "octavo/str.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct fuzz {
	struct arena	 arena, source_arena;
	struct sources	 sources;
	struct diag_sink sink;
	struct error	 error;
};

static inline void
fuzz_init(struct fuzz *f)
{
	memset(f, 0, sizeof(*f));
	arena_init(&f->arena);
	arena_init(&f->source_arena);
	sources_init(&f->sources, &f->source_arena);
	diag_init(&f->sink, &f->arena, &f->sources);
}

/* Prints the diagnostics too: they must survive any text. */
static inline void
fuzz_release(struct fuzz *f)
{
	static FILE *nul;	/* kept: an open file costs much of a run */

	if (nul == NULL && (nul = fopen("/dev/null", "w")) == NULL)
		abort();
	diag_print(&f->sink, nul, DIAG_TEXT, false);
	diag_print(&f->sink, nul, DIAG_JSON, false);
	arena_release(&f->source_arena);
	arena_release(&f->arena);
}

static inline struct str
fuzz_text(struct fuzz *f, const uint8_t *p, size_t n)
{
	return str_dup(&f->arena, (struct str){ (const char *)p, n });
}

/* The bytes as a file under /dev/shm; the name lives in the arena. */
static inline const char *
fuzz_file(struct fuzz *f, const char *suffix, const uint8_t *p, size_t n)
{
	char	*path = arena_printf(&f->arena, "/dev/shm/octavo-fuzz-%ld%s",
		    (long)getpid(), suffix);
	FILE	*out = fopen(path, "w");

	if (out == NULL)
		abort();
	(void)fwrite(p, 1, n, out);
	(void)fclose(out);
	return path;
}

#endif
