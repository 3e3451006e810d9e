#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "octavo/arena.h"
#include "octavo/limits.h"

#define MIB(n)	((n) >> 20)

const struct limit_row limit_table[] = {
	{ "one text or style sheet", "MiB", MIB(LIMIT_TEXT) },
	{ "all texts of a book", "MiB", MIB(LIMIT_TEXTS) },
	{ "manifest or ledger", "MiB", MIB(LIMIT_YAML) },
	{ "one picture", "MiB", MIB(LIMIT_PICTURE) },
	{ "one picture", "million pixels", MIB(LIMIT_PIXELS) },
	{ "a side of a picture", "pixels", LIMIT_SIDE },
	{ "all pictures of a book", "MiB", MIB(LIMIT_PICTURES) },
	{ "a font file", "MiB", MIB(LIMIT_FACE) },
	{ "nesting of a text", "levels", LIMIT_DEPTH },
	{ "nesting of YAML", "levels", LIMIT_YAML_DEPTH },
	{ "aliases of YAML, entities of XML", "", 0 },
	{ "keys of a map", "", LIMIT_YAML_KEYS },
	{ "parts of an edition", "", LIMIT_PARTS },
	{ "notes of a book", "", LIMIT_NOTES },
	{ "pages of a book", "", LIMIT_PAGES },
	{ "memory with --untrusted", "MiB", LIMIT_MEMORY },
	{ "time with --untrusted", "s", LIMIT_SECONDS },
	{ NULL, NULL, 0 }
};

enum { STATUS_TIME = 2 };	/* a failed operation */

struct limit {
	pthread_t	thread;
	pthread_mutex_t	lock;
	pthread_cond_t	stopped;
	bool		stop;
	unsigned	seconds;
	struct timespec	end;
};

/* The lock is held: the files cannot be taking their places. */
static void
give_up(unsigned seconds)
{
	(void)fprintf(stderr, "octavo: not done after %u s (--limit); "
	    "nothing was written\n", seconds);
	_exit(STATUS_TIME);
}

static void *
watch(void *data)
{
	struct limit	*l = data;
	int		 rc = 0;

	(void)pthread_mutex_lock(&l->lock);
	while (!l->stop && rc != ETIMEDOUT)
		rc = pthread_cond_timedwait(&l->stopped, &l->lock, &l->end);
	if (!l->stop)
		give_up(l->seconds);
	(void)pthread_mutex_unlock(&l->lock);
	return NULL;
}

struct limit *
limit_start(unsigned seconds)
{
	struct limit		*l;
	pthread_condattr_t	 clock;

	if (seconds == 0)
		return NULL;
	l = xmalloc(sizeof(*l));
	l->stop = false;
	l->seconds = seconds;
	(void)pthread_mutex_init(&l->lock, NULL);
	(void)pthread_condattr_init(&clock);
	(void)pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&l->stopped, &clock);
	(void)pthread_condattr_destroy(&clock);
	(void)clock_gettime(CLOCK_MONOTONIC, &l->end);
	l->end.tv_sec += seconds;
	if (pthread_create(&l->thread, NULL, watch, l) == 0)
		return l;
	(void)fputs("octavo: the time of this build cannot be limited\n",
	    stderr);
	_exit(STATUS_TIME);
}

void
limit_hold(struct limit *l)
{
	if (l == NULL)
		return;
	(void)pthread_mutex_lock(&l->lock);
	l->stop = true;
	(void)pthread_cond_signal(&l->stopped);
	(void)pthread_mutex_unlock(&l->lock);
}

void
limit_stop(struct limit *l)
{
	if (l == NULL)
		return;
	limit_hold(l);
	(void)pthread_join(l->thread, NULL);
	(void)pthread_cond_destroy(&l->stopped);
	(void)pthread_mutex_destroy(&l->lock);
	free(l);
}

int
limit_memory(unsigned mib, struct error *e)
{
	struct rlimit r;

	r.rlim_cur = r.rlim_max = (rlim_t)mib << 20;
	if (setrlimit(RLIMIT_DATA, &r) < 0)
		return error_system(e, NULL, "the kernel limits no memory; "
		    "nothing was read");
	return 0;
}
