#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "octavo/file.h"

#include "cmd.h"
#include "options.h"
#include "say.h"
#include "untrusted.h"

static int
put(const char *path, struct str s, struct error *e)
{
	if (path != NULL && strcmp(path, "-") != 0)
		return file_write(path, s, e);
	if (fwrite(s.p, 1, s.n, stdout) != s.n || fflush(stdout) != 0)
		return error_system(e, "standard output", "cannot write");
	return 0;
}

static int
put_report(const char *path, const struct clean_doc *d, struct error *e)
{
	struct buf	b;
	int		rc;

	buf_init(&b);
	if (str_ends(str_z(path), STR(".json")))
		clean_report_json(d, &b);
	else
		clean_report_text(d, &b);
	rc = put(path, buf_str(&b), e);
	buf_release(&b);
	return rc;
}

static int
clean(struct arena *a, const char *path, const struct options *o,
    struct limit *l, struct diag_sink *d, struct error *e)
{
	struct clean_opts	 co = { .suspects = o->suspects,
				     .places = o->report != NULL,
				     .page_marks = o->page_marks };
	struct clean_doc	*doc = NULL;
	struct str		 bytes;

	if (file_read(a, path, LIMIT_TEXT, &bytes, e) < 0)
		return -1;
	if (clean_witness(a, str_z(path), bytes, &co, d, &doc, e) < 0)
		return -1;
	if (doc == NULL || diag_has_errors(d))
		return 0;
	limit_hold(l);
	if (o->report != NULL && put_report(o->report, doc, e) < 0)
		return -1;
	return put(o->out, doc->markdown, e);
}

static int
run(const struct options *o, int argc, char **argv)
{
	struct arena		a, sa;
	struct sources		s;
	struct diag_sink	d;
	struct limit		*l;
	struct error		e = { 0 };
	int			rc, status;

	if (argc != 1)
		return say_usage(&cmd_clean, argc == 0 ?
		    "name a rough text" : "one witness at a time");
	if (o->untrusted && untrusted_read(argv[0], o->out, &e) < 0)
		return say_error(&e, o);
	arena_init(&a);
	arena_init(&sa);
	sources_init(&s, &sa);
	diag_init(&d, &a, &s);
	l = limit_start(limit_seconds(o));
	rc = clean(&a, argv[0], o, l, &d, &e);
	limit_stop(l);
	status = say_diagnostics(&d, o);
	if (rc < 0)
		status = say_error(&e, o);
	arena_release(&sa);
	arena_release(&a);
	return status;
}

static const struct opt *const opts[] = { &opt_out, &opt_report,
	&opt_suspects, &opt_page_marks, &opt_untrusted, &opt_limit,
	&opt_messages, &opt_helpme, NULL };

const struct command cmd_clean = {
	"clean", "WITNESS", "clean a rough text",
	"Turns a rough text (from a PDF, from OCR; - is standard input) into\n"
	"clean Markdown on standard output: pages joined, notes at their\n"
	"calls, hyphens and accents mended. The report accounts for every\n"
	"character and lists what an editor must decide.",
	opts, run
};
