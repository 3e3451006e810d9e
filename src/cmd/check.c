#include "octavo/file.h"
#include "octavo/printing.h"

#include "cmd.h"
#include "options.h"
#include "say.h"
#include "untrusted.h"

static int
run(const struct options *o, int argc, char **argv)
{
	const char		*dir = argc > 0 ? argv[0] : ".";
	struct build_opts	 bo;
	struct build		 b;
	struct limit		*l;
	struct error		 e = { 0 };
	int			 rc, status;

	if (argc > 1)
		return say_usage(&cmd_check, "one edition at a time");
	if (build_options(o, &bo) < 0)
		return STATUS_FAILED;
	if (o->untrusted && untrusted_read(dir, NULL, &e) < 0)
		return say_error(&e, o);
	l = limit_start(limit_seconds(o));
	rc = build_open(&b, dir, &bo, &e);
	if (rc == 0)
		rc = build_read(&b, &e);
	if (rc == 0)
		rc = build_edit(&b, &e);
	if (rc == 0 && !diag_has_errors(&b.sink))
		build_doubts(&b);
	if (rc == 0)
		rc = build_typeset(&b, &e);
	if (rc == 0)
		printing_check_versions(&b);
	if (rc == 0 && o->printer != NULL && !diag_has_errors(&b.sink))
		rc = build_check_printer(&b, &e);
	limit_stop(l);
	if (rc == 0 && b.edition != NULL && file_turn_unfinished(path_join(
	    &b.arena, b.edition->dir.p, "out")))
		diag_file(&b.sink, DIAG_UNFINISHED, path_join(&b.arena,
		    b.edition->dir.p, "out"), NULL);
	status = say_diagnostics(&b.sink, o);
	if (rc < 0)
		status = say_error(&e, o);
	build_release(&b);
	return status;
}

static const struct opt *const opts[] = { &opt_style, &opt_size,
	&opt_pages, &opt_printer, &opt_paper, &opt_threads,
	&opt_untrusted, &opt_limit, &opt_messages,
	&opt_helpme, NULL };

const struct command cmd_check = {
	"check", "[DIR]", "say what is wrong with an edition",
	"Reads, cleans, edits and typesets the edition in DIR (default:\n"
	"here) and reports everything that can be said without writing\n"
	"anything, doubts of the cleaning that no entry settles too.",
	opts, run
};
