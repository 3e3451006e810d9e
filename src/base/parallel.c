#include <pthread.h>
#include <stdatomic.h>

#include <stdbool.h>

#include "octavo/parallel.h"

struct work {
	atomic_size_t	 next;
	size_t		 n;
	void		(*run)(void *, size_t);
	void		*data;
};

static void *
take(void *arg)
{
	struct work	*w = arg;
	size_t		 i;

	while ((i = atomic_fetch_add(&w->next, 1)) < w->n)
		w->run(w->data, i);
	return NULL;
}

void
run_parallel(int threads, size_t n, void (*run)(void *, size_t), void *data)
{
	struct work	w = { .n = n, .run = run, .data = data };
	pthread_t	t;
	bool		second;

	atomic_init(&w.next, 0);
	second = threads > 1 && n > 1 &&
	    pthread_create(&t, NULL, take, &w) == 0;
	(void)take(&w);
	if (second)
		(void)pthread_join(t, NULL);
}
