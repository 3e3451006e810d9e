/*
 * One part: its file found, read, cleaned when it is a witness, and
 * turned into a tree.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "octavo/file.h"
#include "octavo/read.h"
#include "octavo/tei.h"

#include "build_int.h"

static const struct part *
part_of(const struct build *b, size_t i)
{
	return &b->edition->parts[i];
}

/* The witness in the edition's folder, else in $OCTAVO_WITNESSES. */
static const char *
witness_path(struct arena *a, const struct build *b, const struct part *p)
{
	const char *dir = path_join(a, b->edition->dir.p, "witnesses");
	const char *path = path_join(a, dir, p->witness.p);
	const char *env = getenv("OCTAVO_WITNESSES"), *other;

	if (file_exists(path) || env == NULL || env[0] == '\0')
		return path;
	other = path_join(a, env, p->witness.p);
	return file_exists(other) ? other : path;
}

/* The whole text must be UTF-8 without NUL; reports the first fault. */
static bool
text_is_sound(struct build_text *t, uint32_t source, struct str s)
{
	size_t bad = utf8_invalid(s);
	const void *nul = s.n ? memchr(s.p, '\0', s.n) : NULL;

	if (nul != NULL) {
		uint32_t at = (uint32_t)((const char *)nul - s.p);

		diag(&t->sink, DIAG_NUL_BYTE,
		    (struct span){ source, at, at + 1 }, NULL);
		return false;
	}
	if (bad != SIZE_MAX) {
		diag(&t->sink, DIAG_BAD_UTF8,
		    (struct span){ source, (uint32_t)bad, (uint32_t)bad + 1 },
		    "byte 0x%02X", (unsigned char)s.p[bad]);
		return false;
	}
	return true;
}

static int
read_file(struct build_text *t, struct str *out)
{
	if (file_read(&t->arena, t->path, LIMIT_TEXT, out,
	    &t->error) == 0)
		return 0;
	if (t->error.kind == ERROR_LIMIT)
		diag_file(&t->sink, DIAG_FILE_TOO_LARGE, t->path,
		    "%zu MiB at most", LIMIT_TEXT >> 20);
	else if (t->error.errnum == ENOENT)
		diag_file(&t->sink, DIAG_FILE_MISSING, t->path, NULL);
	else
		diag_file(&t->sink, DIAG_FILE_UNREADABLE, t->path, "%s",
		    strerror(t->error.errnum));
	return -1;
}

static void
check_sha(struct build_text *t, const struct part *p, struct str bytes)
{
	char hex[65];

	sha256_hex(bytes, hex);
	if (p->sha256.n == 0)
		diag(&t->sink, DIAG_KEY_MISSING, p->span, "sha256: %s", hex);
	if (p->sha256.n > 0 && !str_eqz(p->sha256, hex))
		diag(&t->sink, DIAG_WITNESS_CHANGED, p->span,
		    "%s has SHA-256 %s, the manifest says %.*s", t->path,
		    hex, STR_ARG(p->sha256));
}

static void
missing(struct build_text *t, const struct build *b, const struct part *p)
{
	const char *at = path_join(&t->arena, b->edition->dir.p, "witnesses");

	diag(&t->sink, DIAG_WITNESS_MISSING, p->span,
	    "%.*s (SHA-256 %.*s), looked for as %s",
	    STR_ARG(p->witness), STR_ARG(p->sha256.n ? p->sha256 :
	    STR("not recorded")), path_join(&t->arena, at, p->witness.p));
}

static int
clean_text(struct build *b, struct build_text *t, const struct part *p,
    struct str *markdown)
{
	struct clean_opts	o = { .lang = p->lang,
				    .page_marks = true, .suspects =
				    b->opts.suspects ||
				    (b->opts.outputs & (OUTPUT_PROOF |
				    OUTPUT_PROOF_PDF)) != 0 };
	struct str		bytes, name;

	t->path = witness_path(&t->arena, b, p);
	if (!file_exists(t->path)) {
		missing(t, b, p);
		return 1;
	}
	if (read_file(t, &bytes) < 0)
		return 1;
	check_sha(t, p, bytes);
	if (build_clean(b, t, bytes, &o) < 0)
		return -1;
	if (t->clean == NULL)
		return 1;
	*markdown = t->clean->markdown;
	name = str_z(arena_printf(&t->arena, "%s (cleaned)", t->path));
	t->source = sources_add(&b->sources, name, *markdown);
	return 0;
}

static int
plain_text(struct build *b, struct build_text *t, const struct part *p,
    struct str *markdown)
{
	t->path = path_join(&t->arena, b->edition->dir.p, p->file.p);
	if (read_file(t, markdown) < 0)
		return 1;
	if (str_starts(*markdown, STR("\xEF\xBB\xBF")))
		*markdown = str_sub(*markdown, 3, markdown->n);
	t->source = sources_add(&b->sources, str_z(t->path), *markdown);
	return text_is_sound(t, t->source, *markdown) ? 0 : 1;
}

static int
read_ledger(struct build *b, struct build_text *t, const struct part *p)
{
	const char *path;

	if (p->ledger.n == 0)
		return 0;
	path = path_join(&t->arena, b->edition->dir.p, p->ledger.p);
	if (!file_exists(path)) {
		diag(&t->sink, DIAG_FILE_MISSING, p->span, "%s", path);
		return 0;
	}
	return ledger_read(&t->arena, path, &t->sink, &t->ledger, &t->error);
}

size_t
build_text_size(struct build *b, size_t i)
{
	const struct part *p = part_of(b, i);
	struct arena	  *a = &b->texts[i].arena;
	struct stat	   st;

	if (p->witness.n == 0 && p->file.n == 0)
		return 0;
	return stat(p->witness.n > 0 ? witness_path(a, b, p) :
	    path_join(a, b->edition->dir.p, p->file.p), &st) == 0 &&
	    st.st_size > 0 ? (size_t)st.st_size : 0;
}

int
build_text_read(struct build *b, size_t i)
{
	struct build_text	*t = &b->texts[i];
	const struct part	*p = part_of(b, i);
	struct str		 markdown = STR_NULL;
	int			 rc;

	if (p->witness.n == 0 && p->file.n == 0)
		return 0;	/* reported by the reader of the manifest */
	rc = p->witness.n > 0 ? clean_text(b, t, p, &markdown) :
	    plain_text(b, t, p, &markdown);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	model_init(&t->model, &t->arena, NODE_DIV);
	t->model.root = p->witness.n == 0 && str_ends(p->file, STR(".xml")) ?
	    read_tei(&t->model, t->source, &t->sink) :
	    read_markdown(&t->model, t->source, &t->sink);
	return read_ledger(b, t, p);
}
