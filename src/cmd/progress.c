/*
 * Progress: a thread that says, at a terminal only, what is being done,
 * once it takes longer than half a second.
 */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "progress.h"

enum { PATIENCE = 500, BEAT = 200 };	/* [ms] */

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* True when the work has ended within so many milliseconds. */
static bool
ended_within(struct progress *p, long ms)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_REALTIME, &t);
	t.tv_nsec += ms * 1000000;
	t.tv_sec += t.tv_nsec / 1000000000;
	t.tv_nsec %= 1000000000;
	while (!p->ended)
		if (pthread_cond_timedwait(&p->end, &p->lock, &t) != 0)
			break;
	return p->ended;
}

static void *
tell(void *data)
{
	struct progress	*p = data;
	long		 wait = PATIENCE;
	bool		 said = false;
	const char	*doing;

	(void)pthread_mutex_lock(&p->lock);
	while (!ended_within(p, wait)) {
		doing = atomic_load(p->doing);
		(void)fprintf(stderr, "\r\033[K%s … %.1f s",
		    doing ? doing : "reading", now() - p->start);
		(void)fflush(stderr);
		said = true;
		wait = BEAT;
	}
	if (said)
		(void)fputs("\r\033[K", stderr);
	(void)pthread_mutex_unlock(&p->lock);
	return NULL;
}

void
progress_start(struct progress *p, const char *_Atomic *doing)
{
	p->start = now();
	p->doing = doing;
	p->ended = false;
	p->running = false;
	if (!isatty(STDERR_FILENO))
		return;
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_cond_init(&p->end, NULL);
	p->running = pthread_create(&p->thread, NULL, tell, p) == 0;
}

double
progress_end(struct progress *p)
{
	if (p->running) {
		(void)pthread_mutex_lock(&p->lock);
		p->ended = true;
		(void)pthread_cond_signal(&p->end);
		(void)pthread_mutex_unlock(&p->lock);
		(void)pthread_join(p->thread, NULL);
		p->running = false;
	}
	return now() - p->start;
}
