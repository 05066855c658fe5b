/* A bounded queue and its threads. */
#include "pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

struct pool {
	pthread_mutex_t mu;
	pthread_cond_t more;
	struct task *first, *last;
	size_t waiting, cap;
	bool closing;
	unsigned n;
	pthread_t thread[16];
};

static void *work(void *arg)
{
	struct pool *p = arg;
	struct task *t;

	(void)pthread_mutex_lock(&p->mu);
	for (;;) {
		while (p->first == NULL && !p->closing)
			(void)pthread_cond_wait(&p->more, &p->mu);
		t = p->first;
		if (t == NULL)
			break;
		p->first = t->next;
		if (p->first == NULL)
			p->last = NULL;
		p->waiting--;
		(void)pthread_mutex_unlock(&p->mu);
		t->run(t);
		(void)pthread_mutex_lock(&p->mu);
	}
	(void)pthread_mutex_unlock(&p->mu);
	return NULL;
}

enum rc pool_open(struct pool **out, unsigned n, size_t cap, struct err *e)
{
	struct pool *p = xcalloc(1, sizeof(*p));

	assert(n > 0 && n <= ARRAY_LEN(p->thread));
	*out = NULL;
	(void)pthread_mutex_init(&p->mu, NULL);
	(void)pthread_cond_init(&p->more, NULL);
	p->cap = cap;
	while (p->n < n && pthread_create(&p->thread[p->n], NULL, work, p) == 0)
		p->n++;
	if (p->n < n) {
		pool_close(p);
		return fail(e, RC_SYS, "cannot start a thread");
	}
	*out = p;
	return RC_OK;
}

enum rc pool_put(struct pool *p, struct task *t)
{
	enum rc rc = RC_RETRY;

	(void)pthread_mutex_lock(&p->mu);
	if (!p->closing && p->waiting < p->cap) {
		t->next = NULL;
		if (p->last != NULL)
			p->last->next = t;
		else
			p->first = t;
		p->last = t;
		p->waiting++;
		(void)pthread_cond_signal(&p->more);
		rc = RC_OK;
	}
	(void)pthread_mutex_unlock(&p->mu);
	return rc;
}

size_t pool_waiting(struct pool *p)
{
	size_t n;

	(void)pthread_mutex_lock(&p->mu);
	n = p->waiting;
	(void)pthread_mutex_unlock(&p->mu);
	return n;
}

void pool_close(struct pool *p)
{
	if (p == NULL)
		return;
	(void)pthread_mutex_lock(&p->mu);
	p->closing = true;
	(void)pthread_cond_broadcast(&p->more);
	(void)pthread_mutex_unlock(&p->mu);
	for (unsigned i = 0; i < p->n; i++)
		(void)pthread_join(p->thread[i], NULL);
	(void)pthread_cond_destroy(&p->more);
	(void)pthread_mutex_destroy(&p->mu);
	free(p);
}
