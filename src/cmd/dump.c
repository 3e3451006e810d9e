#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "options.h"
#include "say.h"
#include "untrusted.h"

static void
dump_clean(struct build *b, struct buf *out)
{
	for (size_t i = 0; i < b->edition->nparts; i++)
		if (b->texts[i].clean != NULL)
			buf_put_str(out, b->texts[i].clean->markdown);
}

static void
dump_model(struct build *b, struct buf *out)
{
	for (size_t i = 0; i < b->edition->nparts; i++)
		if (b->parts[i].div != NULL)
			model_dump(b->parts[i].div, out);
}

static void
dump_edit(struct build *b, struct buf *out)
{
	if (b->book != NULL)
		model_dump(b->book->model.root, out);
}

static void
dump_frame(struct build *b, struct buf *out)
{
	if (b->frame != NULL)
		frame_dump(b->frame, out);
}

static const struct stage {
	const char	*name;
	int		 upto;	/* 1 read, 2 edit, 3 typeset */
	void		(*dump)(struct build *, struct buf *);
} stages[] = {
	{ "clean", 1, dump_clean }, { "model", 1, dump_model },
	{ "edit", 2, dump_edit }, { "frame", 3, dump_frame },
};

static const struct stage *
find_stage(const char *name)
{
	for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
		if (name != NULL && strcmp(stages[i].name, name) == 0)
			return &stages[i];
	return NULL;
}

static int
dump(struct build *b, const struct stage *s, struct error *e)
{
	struct buf out;

	if (build_read(b, e) < 0 || (s->upto > 1 && build_edit(b, e) < 0) ||
	    (s->upto > 2 && build_typeset(b, e) < 0))
		return -1;
	if (b->edition == NULL)
		return 0;
	buf_init(&out);
	s->dump(b, &out);
	(void)fwrite(out.data, 1, out.len, stdout);
	buf_release(&out);
	return 0;
}

static int
run(const struct options *o, int argc, char **argv)
{
	const struct stage	*s = find_stage(o->stage);
	struct build_opts	 bo;
	struct build		 b;
	struct limit		*l;
	struct error		 e = { 0 };
	int			 rc, status;

	if (s == NULL)
		return say_usage(&cmd_dump, "--stage must be clean, model, "
		    "edit or frame%s%s%s", o->stage ? ", not '" : "",
		    o->stage ? o->stage : "", o->stage ? "'" : "");
	if (argc > 1)
		return say_usage(&cmd_dump, "one edition at a time");
	if (build_options(o, &bo) < 0)
		return STATUS_FAILED;
	if (o->untrusted && untrusted_read(argc > 0 ? argv[0] : ".",
	    NULL, &e) < 0)
		return say_error(&e, o);
	l = limit_start(limit_seconds(o));
	rc = build_open(&b, argc > 0 ? argv[0] : ".", &bo, &e);
	if (rc == 0)
		rc = dump(&b, s, &e);
	limit_stop(l);
	status = say_diagnostics(&b.sink, o);
	if (rc < 0)
		status = say_error(&e, o);
	build_release(&b);
	return status;
}

static const struct opt *const opts[] = { &opt_stage, &opt_diplomatic,
	&opt_style, &opt_size, &opt_pages, &opt_threads,
	&opt_untrusted, &opt_limit, &opt_messages,
	&opt_helpme, NULL };

const struct command cmd_dump = {
	"dump", "[DIR]", "show what a stage makes of an edition",
	"Writes the result of a stage as text: the cleaned witnesses, the\n"
	"model as read, the model as edited, or the page list.",
	opts, run
};
