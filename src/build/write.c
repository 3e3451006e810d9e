/*
 * The outputs: EPUB on one core while the PDF is made on the other;
 * files are replaced only when all of them are ready.
 */
#include <pthread.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "octavo/epub.h"
#include "octavo/file.h"
#include "octavo/parallel.h"
#include "octavo/pdf.h"
#include "octavo/printer.h"
#include "octavo/printing.h"
#include "octavo/printing.h"
#include "octavo/proof.h"
#include "octavo/typeset.h"

#include "octavo/tei.h"

#include "build_int.h"

struct job {
	struct build	 *b;
	const char	 *suffix;
	int		(*make)(struct job *);
	struct arena	  arena;
	struct diag_sink  sink;
	struct buf	  bytes;
	struct buf	  cover;
	struct style	 *style;
	struct error	  error;
	int		  rc;
};

static int
make_epub(struct job *j)
{
	struct epub_opts o = { 0 };
	struct kept	*k = build_kept_open(j->b, &j->arena, "epub",
			     STR_NULL);
	int		 rc;

	if (build_cover(j->b, &j->arena, j->style, k, &j->sink, &j->cover,
	    &j->error) < 0) {
		build_kept_close(j->b, &j->arena, "epub", k);
		return -1;
	}
	o.compat = j->b->opts.compat;
	o.embed_fonts = j->b->opts.embed_fonts;
	o.cover = buf_str(&j->cover);
	o.cover_alt = j->b->edition->cover_alt;
	o.pages = j->b->frame;
	o.kept = k;
	rc = epub_write(&j->arena, j->b->book, j->style, &o, &j->sink,
	    &j->bytes, &j->error);
	build_kept_close(j->b, &j->arena, "epub", k);
	return rc;
}

static int
make_pdf(struct job *j)
{
	struct pdf_opts o = { .kind = PDF_SCREEN,
	    .threads = j->b->opts.threads };
	int		rc;

	o.kept = build_kept_open(j->b, &j->arena, "pdf", j->b->kept_pdf);
	rc = pdf_write(&j->arena, j->b->book, j->b->frame, &o, &j->sink,
	    &j->bytes, &j->error);
	build_kept_close(j->b, &j->arena, "pdf", o.kept);
	return rc;
}

static int
make_print(struct job *j)
{
	struct pdf_opts o;
	int		rc;

	if (build_print_opts(j->b, &j->arena, &o, &j->error) < 0)
		return -1;
	o.kept = build_kept_open(j->b, &j->arena, "print", STR_NULL);
	rc = pdf_write(&j->arena, j->b->book, j->b->frame, &o, &j->sink,
	    &j->bytes, &j->error);
	build_kept_close(j->b, &j->arena, "print", o.kept);
	return rc;
}

static int
make_printed_cover(struct job *j)
{
	struct build		*b = j->b;
	struct cover_opts	 o = { .printer = b->printer };
	struct frame		*front = NULL;

	o.paper = str_z(b->opts.paper);
	o.pages = b->frame->npages;
	o.marks = b->opts.marks || b->printer->marks;
	if (typeset_cover(&j->arena, b->book, j->style, &j->sink, &front,
	    &j->error) < 0)
		return -1;
	return pdf_cover(&j->arena, b->book, front, &o, &j->sink, &j->bytes,
	    &j->error);
}

/* The leaf of the printer's paper tells how far the pages creep. */
static int
make_sheets(struct job *j)
{
	struct build		   *b = j->b;
	const struct printer_paper *paper;
	struct impose_opts	    o = { .saddle = b->opts.saddle };

	o.signature = b->opts.impose ? b->opts.impose : 16;
	paper = b->printer ? printer_paper(b->printer,
	    str_z(b->opts.paper)) : NULL;
	if (paper != NULL)
		o.leaf = sp_of_nm(printer_spine(b->printer, paper, 2) -
		    printer_spine(b->printer, paper, 0));
	return pdf_impose(&j->arena, b->book, b->frame, &o, &j->sink,
	    &j->bytes, &j->error);
}

static int
make_tei(struct job *j)
{
	tei_write(j->b->book, &j->bytes);
	return 0;
}

static struct proof_input
proof_input(struct job *j)
{
	struct build		*b = j->b;
	size_t			 n = b->edition->nparts;
	struct proof_text	*t = ARENA_ARRAY(&j->arena,
				    struct proof_text, n + 1);

	for (size_t i = 0; i < n; i++)
		t[i] = (struct proof_text){ b->texts[i].clean,
		    b->texts[i].source, b->texts[i].path };
	return (struct proof_input){ b->book, b->frame, &b->sources,
	    &b->sink, t, n, b->since };
}

static int
make_proof(struct job *j)
{
	struct proof_input in = proof_input(j);

	return proof_write(&j->arena, &in, &j->bytes, &j->error);
}

/* What is wrong with the book is said of the book's own PDF. */
static int
make_proof_pdf(struct job *j)
{
	struct proof_input in = proof_input(j);
	struct pdf_opts	   o = { .kind = PDF_SCREEN,
	    .threads = j->b->opts.threads };
	struct frame	  *sheets;
	struct diag_sink   said;

	diag_init(&said, &j->arena, &j->b->sources);
	if (proof_sheets(&j->arena, &in, &sheets, &j->error) < 0)
		return -1;
	return pdf_write(&j->arena, j->b->book, sheets, &o, &said,
	    &j->bytes, &j->error);
}

static const struct {
	unsigned	 output;
	const char	*suffix;
	int		(*make)(struct job *);
} kinds[] = {
	{ OUTPUT_PDF, ".pdf", make_pdf },
	{ OUTPUT_PRINT, "-print.pdf", make_print },
	{ OUTPUT_COVER, "-cover.pdf", make_printed_cover },
	{ OUTPUT_SHEETS, "-sheets.pdf", make_sheets },
	{ OUTPUT_EPUB, ".epub", make_epub },
	{ OUTPUT_TEI, ".tei.xml", make_tei },
	{ OUTPUT_PROOF, "-proof.html", make_proof },
	{ OUTPUT_PROOF_PDF, "-proof.pdf", make_proof_pdf },
};

enum { NKINDS = sizeof(kinds) / sizeof(kinds[0]) };

/*
 * The PDF is drawn on both cores and takes longer than the EPUB: the
 * EPUB's thread steps back, so that it fills the time in which the PDF
 * is finished on one.
 */
static void
step_back(void)
{
	pid_t self = gettid();

	if (self != getpid())
		(void)setpriority(PRIO_PROCESS, (id_t)self, 10);
}

static void
job_run(void *data, size_t i)
{
	struct job		*j = (struct job *)data + i;
	struct build		*b = j->b;
	struct diag_sink	 said;
	double			 t = stage_start();

	/* Each output computes its own styles: they are cached inside.
	 * What is wrong with the sheet was reported before. */
	if (j->make == make_epub)
		step_back();
	diag_init(&said, &j->arena, &b->sources);
	j->rc = style_read(&j->arena, b->edition, &said, &j->style,
	    &j->error);
	if (j->rc == 0)
		j->rc = j->make(j);
	stage_end(j->suffix + 1, t);
}

static size_t
jobs_init(struct job *jobs, struct build *b)
{
	size_t n = 0;

	for (size_t k = 0; k < NKINDS; k++) {
		struct job *j = &jobs[n];

		if ((b->opts.outputs & kinds[k].output) == 0)
			continue;
		memset(j, 0, sizeof(*j));
		j->b = b;
		j->make = kinds[k].make;
		j->suffix = kinds[k].suffix;
		arena_init(&j->arena);
		diag_init(&j->sink, &j->arena, &b->sources);
		buf_init(&j->bytes);
		buf_init(&j->cover);
		n++;
	}
	return n;
}

static int
jobs_collect(struct job *jobs, size_t n, struct build *b, struct error *e)
{
	int rc = 0;

	for (size_t i = 0; i < n; i++) {
		diag_append(&b->sink, &jobs[i].sink);
		if (jobs[i].rc < 0 && rc == 0) {
			*e = jobs[i].error;
			rc = -1;
		}
	}
	return rc;
}

/* All files take their places together, or none does. */
static int
jobs_save(struct job *jobs, size_t n, struct build *b,
    struct build_result *r, struct error *e)
{
	struct file_stage	 f[NKINDS];
	struct file_turn	 turn = { -1, NULL, false };
	const char		*dir = b->opts.out;
	size_t			 i;
	int			 rc;

	if (dir == NULL)
		dir = path_join(&b->arena, b->edition->dir.p, "out");
	rc = file_make_dir(dir, e);
	for (i = 0; rc == 0 && i < n; i++) {
		r->paths[i] = path_join(&b->arena, dir, arena_printf(
		    &b->arena, "%s%s", b->edition->name.p, jobs[i].suffix));
		rc = file_stage(&f[i], r->paths[i], buf_str(&jobs[i].bytes),
		    e);
	}
	if (rc == 0)
		rc = file_turn_begin(&turn, dir, e);
	limit_hold(b->opts.limit);
	if (rc == 0)
		rc = file_turn_mark(&turn, f, n, e);
	if (rc == 0)
		rc = file_commit(f, n, e);
	if (rc == 0 && turn.unfinished)
		diag_file(&b->sink, DIAG_UNFINISHED, dir, NULL);
	file_unstage(f, i);
	file_turn_end(&turn);
	r->n = rc == 0 ? n : 0;
	return rc;
}

int
build_write(struct build *b, struct build_result *r, struct error *e)
{
	struct job	jobs[NKINDS];
	size_t		n;
	int		rc;

	r->n = 0;
	if (b->book == NULL || diag_has_errors(&b->sink))
		return 0;
	if (b->style == NULL && style_read(&b->arena, b->edition, &b->sink,
	    &b->style, e) < 0)
		return -1;
	if (diag_has_errors(&b->sink))
		return 0;
	/* A printer that is named is looked up, whatever is made. */
	if ((b->opts.printer != NULL || (b->opts.outputs & (OUTPUT_PRINT |
	    OUTPUT_COVER | OUTPUT_SHEETS)) != 0) &&
	    build_printer_read(b, e) < 0)
		return -1;
	if ((b->opts.outputs & OUTPUT_PROOF_PDF) != 0 &&
	    printing_last(b, &b->since, e) < 0)
		return -1;
	if (diag_has_errors(&b->sink))
		return 0;
	n = jobs_init(jobs, b);
	build_doing(b, "writing the files");
	run_parallel(b->opts.threads, n, job_run, jobs);
	rc = jobs_collect(jobs, n, b, e);
	if (rc == 0 && !diag_has_errors(&b->sink))
		rc = jobs_save(jobs, n, b, r, e);
	for (size_t i = 0; i < n; i++) {
		buf_release(&jobs[i].bytes);
		buf_release(&jobs[i].cover);
		arena_release(&jobs[i].arena);
	}
	return rc;
}

int
build_all(struct build *b, const char *dir, const struct build_opts *o,
    struct build_result *r, struct error *e)
{
	/* The pages are wanted by the PDF; the EPUB marks them. */
	bool set = (o->outputs & ~(unsigned)(OUTPUT_EPUB | OUTPUT_TEI)) != 0;

	if (build_open(b, dir, o, e) < 0)
		return -1;
	if (set)
		build_prefetch(b);
	if (build_read(b, e) < 0 || build_edit(b, e) < 0)
		return -1;
	if (set && build_typeset(b, e) < 0)
		return -1;
	printing_check_versions(b);
	return build_write(b, r, e);
}
