/* The pool does what it takes, refuses what is too much, and ends when all is done. */
#include "pool.h"
#include "t.h"

#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static atomic_int done, started;

static void waits(struct task *t)
{
	(void)t;
	atomic_fetch_add(&started, 1);
	(void)pthread_mutex_lock(&gate);
	(void)pthread_mutex_unlock(&gate);
	atomic_fetch_add(&done, 1);
}

int main(void)
{
	struct task t[8] = {{.run = waits}, {.run = waits}, {.run = waits}, {.run = waits},
	    {.run = waits}, {.run = waits}, {.run = waits}, {.run = waits}};
	struct pool *p = NULL;

	OK(pool_open(&p, 2, 3, NULL) == RC_OK);
	(void)pthread_mutex_lock(&gate);
	OK(pool_put(p, &t[0]) == RC_OK && pool_put(p, &t[1]) == RC_OK);
	while (atomic_load(&started) < 2)
		;
	OK(pool_waiting(p) == 0);
	for (int i = 2; i < 5; i++)
		OK(pool_put(p, &t[i]) == RC_OK);
	OK(pool_waiting(p) == 3);
	OK(pool_put(p, &t[5]) == RC_RETRY);
	(void)pthread_mutex_unlock(&gate);
	pool_close(p);
	OK(atomic_load(&done) == 5);
	pool_close(NULL);
	return t_done();
}
