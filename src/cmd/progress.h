#ifndef PROGRESS_H
#define PROGRESS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct progress {
	pthread_t	 thread;
	pthread_mutex_t	 lock;
	pthread_cond_t	 end;
	const char *_Atomic *doing;
	double		 start;		/* [s] */
	bool		 running, ended;
};

/* Begins; doing names what is done at any moment (may hold NULL). */
void	 progress_start(struct progress *, const char *_Atomic *doing);
/* Clears the line; the seconds since the start. */
double	 progress_end(struct progress *);

#endif
