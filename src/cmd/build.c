#include <unistd.h>

#include "octavo/release.h"

#include "cmd.h"
#include "options.h"
#include "progress.h"
#include "say.h"
#include "untrusted.h"

static void
paths(const struct build_result *r)
{
	for (size_t i = 0; i < r->n; i++)
		(void)printf("%s\n", r->paths[i]);
	(void)fflush(stdout);
}

/* What a reissue with --keep-pages has changed. */
static void
changed_pages(struct build *b)
{
	struct str	*folios;
	size_t		 n;

	if (b->kept == NULL || b->frame == NULL)
		return;
	folios = ARENA_ARRAY(&b->arena, struct str, b->frame->npages + 1);
	n = release_changed(b->kept, b->frame, folios);
	(void)fprintf(stderr, "octavo: %zu page%s changed since printing "
	    "%d", n, n == 1 ? "" : "s", b->kept->number);
	for (size_t i = 0; i < n; i++)
		(void)fprintf(stderr, "%s%.*s", i > 0 ? ", " : ": ",
		    STR_ARG(folios[i]));
	(void)fputc('\n', stderr);
}

static int
run(const struct options *o, int argc, char **argv)
{
	const char		*dir = argc > 0 ? argv[0] : ".";
	struct build_opts	 bo;
	struct build_result	 r = { { NULL }, 0 };
	struct build		 b;
	struct progress		 p;
	const char *_Atomic	 doing = NULL;
	struct error		 e = { 0 };
	double			 seconds;
	int			 rc, status;

	if (argc > 1)
		return say_usage(&cmd_build, "one edition at a time");
	if (build_options(o, &bo) < 0)
		return STATUS_FAILED;
	bo.cache = !o->untrusted;
	if (o->untrusted && untrusted_enter(dir, o->out, &e) < 0)
		return say_error(&e, o);
	bo.doing = &doing;
	bo.limit = limit_start(limit_seconds(o));
	progress_start(&p, &doing);
	rc = build_all(&b, dir, &bo, &r, &e);
	seconds = progress_end(&p);
	limit_stop(bo.limit);
	status = say_diagnostics(&b.sink, o);
	if (rc == 0 && status == STATUS_OK)
		changed_pages(&b);
	if (rc < 0)
		status = say_error(&e, o);
	else if (status == STATUS_OK && (o->verbose || isatty(STDOUT_FILENO))) {
		paths(&r);
		if (o->format_name == NULL)
			say_summary(&b, seconds);
	}
	if (status == STATUS_TEXTS && isatty(STDERR_FILENO))
		(void)fprintf(stderr, "octavo: %u error%s; nothing was "
		    "written\n", b.sink.count[DIAG_ERROR],
		    b.sink.count[DIAG_ERROR] == 1 ? "" : "s");
	build_release(&b);
	return status;
}

static const struct opt *const opts[] = { &opt_out, &opt_only, &opt_style,
	&opt_size, &opt_pages, &opt_keep, &opt_diplomatic, &opt_compat,
	&opt_fonts,
	&opt_printer, &opt_paper, &opt_icc, &opt_marks, &opt_impose,
	&opt_saddle, &opt_threads,
	&opt_untrusted, &opt_limit, &opt_messages, &opt_verbose,
	&opt_helpme, NULL };

const struct command cmd_build = {
	"build", "[DIR]", "build an edition's EPUB and PDF",
	"Cleans the witnesses of the edition in DIR (default: here), applies\n"
	"their ledgers, and writes NAME.epub, NAME.pdf and, when asked for,\n"
	"NAME-print.pdf and NAME-cover.pdf into DIR/out. Nothing is written\n"
	"when the texts have errors: the earlier edition stays as it is.",
	opts, run
};
