/*
 * octavo watch: rebuilds when a file of the edition is saved.
 *
 * inotify on the edition's folder and the folders directly in it (the
 * ledgers, the witnesses, a style), and on $OCTAVO_WITNESSES.  Editors
 * save by writing or by renaming over: both end in one of the events.
 */
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "octavo/file.h"

#include "cmd.h"
#include "options.h"
#include "progress.h"
#include "say.h"
#include "untrusted.h"

enum { SETTLE = 30 };	/* [ms] of quiet before a build */

#define EVENTS	(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)

static int
watch_dirs(int fd, const char *dir, struct error *e)
{
	struct arena	 a;
	DIR		*d = opendir(dir);
	struct dirent	*ent;
	const char	*wit = getenv("OCTAVO_WITNESSES");

	if (d == NULL || inotify_add_watch(fd, dir, EVENTS) < 0) {
		if (d != NULL)
			(void)closedir(d);
		return error_system(e, dir, "cannot watch");
	}
	arena_init(&a);
	while ((ent = readdir(d)) != NULL)
		if (ent->d_type == DT_DIR && ent->d_name[0] != '.' &&
		    strcmp(ent->d_name, "out") != 0)
			(void)inotify_add_watch(fd,
			    path_join(&a, dir, ent->d_name), EVENTS);
	(void)closedir(d);
	arena_release(&a);
	if (wit != NULL && wit[0] != '\0')
		(void)inotify_add_watch(fd, wit, EVENTS);
	return 0;
}

/* Reads what is there; true when it concerns the edition. */
static bool
drain(int fd)
{
	_Alignas(struct inotify_event) char	 buf[16384];
	bool					 mine = false;
	ssize_t					 n = read(fd, buf,
						    sizeof(buf));
	const struct inotify_event		*ev;

	for (char *p = buf; n > 0 && p < buf + n;
	    p += sizeof(*ev) + ev->len) {
		ev = (const struct inotify_event *)(void *)p;
		if (ev->len > 0 && ev->name[0] != '.' &&
		    strstr(ev->name, ".tmp-") == NULL &&
		    ev->name[strlen(ev->name) - 1] != '~')
			mine = true;
	}
	return mine;
}

/* Waits for a change and for quiet after it. */
static int
wait_change(int fd, struct error *e)
{
	struct pollfd	p = { fd, POLLIN, 0 };
	bool		changed = false;
	int		rc;

	for (;;) {
		rc = poll(&p, 1, changed ? SETTLE : -1);
		if (rc < 0 && errno != EINTR)
			return error_system(e, NULL, "cannot wait");
		if (rc == 0)
			return 0;
		if (rc > 0 && drain(fd))
			changed = true;
	}
}

static void
build_once(const char *dir, const struct build_opts *bo,
    const struct options *o)
{
	struct build_result	r = { { NULL }, 0 };
	struct build		b;
	struct error		e = { 0 };
	struct progress		p;
	const char *_Atomic	doing = NULL;
	struct build_opts	opts = *bo;
	double			seconds;
	int			rc;

	opts.doing = &doing;
	opts.limit = limit_start(limit_seconds(o));
	progress_start(&p, &doing);
	rc = build_all(&b, dir, &opts, &r, &e);
	seconds = progress_end(&p);
	limit_stop(opts.limit);
	(void)say_diagnostics(&b.sink, o);
	if (rc < 0)
		(void)say_error(&e, o);
	else if (r.n > 0)
		say_summary(&b, seconds);
	(void)fflush(stdout);
	build_release(&b);
}

static int
run(const struct options *o, int argc, char **argv)
{
	const char		*dir = argc > 0 ? argv[0] : ".";
	struct build_opts	 bo;
	struct error		 e = { 0 };
	int			 fd;

	if (argc > 1)
		return say_usage(&cmd_watch, "one edition at a time");
	if (build_options(o, &bo) < 0)
		return STATUS_FAILED;
	bo.cache = !o->untrusted;
	fd = inotify_init1(IN_CLOEXEC);
	if (fd < 0)
		(void)error_system(&e, dir, "cannot watch");
	if (fd < 0 || watch_dirs(fd, dir, &e) < 0)
		return say_error(&e, o);
	do
		build_once(dir, &bo, o);
	while (wait_change(fd, &e) == 0);
	(void)close(fd);
	return say_error(&e, o);
}

static const struct opt *const opts[] = { &opt_out, &opt_only, &opt_style,
	&opt_size, &opt_pages, &opt_diplomatic, &opt_compat, &opt_fonts,
	&opt_threads, &opt_limit, &opt_messages, &opt_helpme, NULL };

const struct command cmd_watch = {
	"watch", "[DIR]", "rebuild an edition whenever a file of it is saved",
	"Builds the edition in DIR (default: here), then again after every\n"
	"change of its texts, ledgers, witnesses or style, until it is\n"
	"interrupted, or until a build takes longer than --limit.",
	opts, run
};
