/* The registry of connections and its sweeper. */
#include "conns.h"

#include "clock.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

struct conn {
	int fd;
	enum conn_state state;
	int64_t since;
	void *work;
	bool told; /* late() was called for this state */
	struct conn *prev, *next;
};

struct conns {
	int64_t ms[CONN__STATES];
	struct conns_work w;
	pthread_t thread;
	pthread_mutex_t mu;
	pthread_cond_t stop;
	bool stopping;
	struct conn *first;
	size_t n[CONN__STATES];
};

#define AT_ONCE 64 /* late works taken in one sweep; the others in the next */

static bool over(const struct conns *c, const struct conn *one, int64_t now)
{
	return c->ms[one->state] > 0 && now - one->since >= c->ms[one->state];
}

/* With mu held, given back held.  all: every running one is late. */
static void sweep(struct conns *c, bool all)
{
	int64_t now = clock_ticks();
	void *late[AT_ONCE];
	size_t n = 0;

	for (struct conn *one = c->first; one != NULL; one = one->next) {
		bool running = one->state == CONN_RUNNING;

		if (one->told || !(over(c, one, now) || (all && running)))
			continue;
		if (!running) {
			(void)shutdown(one->fd, SHUT_RDWR);
			one->told = true;
		} else if (n < AT_ONCE) {
			c->w.hold(one->work);
			late[n++] = one->work;
			one->told = !all; /* a stop asks again until it has gone */
		}
	}
	(void)pthread_mutex_unlock(&c->mu);
	for (size_t i = 0; i < n; i++) {
		c->w.late(late[i]);
		c->w.drop(late[i]);
	}
	(void)pthread_mutex_lock(&c->mu);
}

/* An eighth of the shortest deadline, between 5 and 500 ms. */
static int64_t pace(const struct conns *c)
{
	int64_t ms = 4000;

	for (size_t i = 0; i < CONN__STATES; i++)
		if (c->ms[i] > 0 && c->ms[i] < ms)
			ms = c->ms[i];
	return ms / 8 < 5 ? 5 : ms / 8;
}

static void *watch(void *arg)
{
	struct conns *c = arg;
	int64_t step = pace(c), due;
	struct timespec t;

	(void)pthread_mutex_lock(&c->mu);
	while (!c->stopping) {
		due = clock_ticks() + step;
		t = (struct timespec){.tv_sec = due / 1000, .tv_nsec = due % 1000 * 1000000};
		(void)pthread_cond_timedwait(&c->stop, &c->mu, &t);
		if (!c->stopping)
			sweep(c, false);
	}
	(void)pthread_mutex_unlock(&c->mu);
	return NULL;
}

static void dispose(struct conns *c)
{
	(void)pthread_cond_destroy(&c->stop);
	(void)pthread_mutex_destroy(&c->mu);
	free(c);
}

enum rc conns_open(
    struct conns **out, const int64_t ms[CONN__STATES], const struct conns_work *w, struct err *e)
{
	struct conns *c = xcalloc(1, sizeof(*c));
	pthread_condattr_t mono;

	*out = NULL;
	for (size_t i = 0; i < CONN__STATES; i++)
		c->ms[i] = ms[i];
	c->w = *w;
	(void)pthread_mutex_init(&c->mu, NULL);
	(void)pthread_condattr_init(&mono);
	(void)pthread_condattr_setclock(&mono, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&c->stop, &mono);
	(void)pthread_condattr_destroy(&mono);
	if (pthread_create(&c->thread, NULL, watch, c) != 0) {
		dispose(c);
		return fail(e, RC_SYS, "cannot start a thread");
	}
	*out = c;
	return RC_OK;
}

void conns_close(struct conns *c)
{
	if (c == NULL)
		return;
	(void)pthread_mutex_lock(&c->mu);
	c->stopping = true;
	(void)pthread_cond_signal(&c->stop);
	(void)pthread_mutex_unlock(&c->mu);
	(void)pthread_join(c->thread, NULL);
	dispose(c);
}

struct conn *conns_enter(struct conns *c, int fd)
{
	struct conn *one = xcalloc(1, sizeof(*one));

	one->fd = fd;
	one->state = CONN_WAITING;
	one->since = clock_ticks();
	(void)pthread_mutex_lock(&c->mu);
	one->next = c->first;
	if (c->first != NULL)
		c->first->prev = one;
	c->first = one;
	c->n[one->state]++;
	(void)pthread_mutex_unlock(&c->mu);
	return one;
}

void conns_leave(struct conns *c, struct conn *one)
{
	(void)pthread_mutex_lock(&c->mu);
	if (one->prev != NULL)
		one->prev->next = one->next;
	else
		c->first = one->next;
	if (one->next != NULL)
		one->next->prev = one->prev;
	c->n[one->state]--;
	(void)pthread_mutex_unlock(&c->mu);
	free(one);
}

void conns_state(struct conns *c, struct conn *one, enum conn_state s, void *work)
{
	int64_t now = clock_ticks();

	(void)pthread_mutex_lock(&c->mu);
	c->n[one->state]--;
	c->n[s]++;
	one->state = s;
	one->since = now;
	one->work = work;
	one->told = false;
	(void)pthread_mutex_unlock(&c->mu);
}

size_t conns_count(struct conns *c, enum conn_state s)
{
	size_t n;

	(void)pthread_mutex_lock(&c->mu);
	n = c->n[s];
	(void)pthread_mutex_unlock(&c->mu);
	return n;
}

void conns_shut(struct conns *c, enum conn_state s)
{
	(void)pthread_mutex_lock(&c->mu);
	for (struct conn *one = c->first; one != NULL; one = one->next)
		if (one->state == s)
			(void)shutdown(one->fd, SHUT_RDWR);
	(void)pthread_mutex_unlock(&c->mu);
}

void conns_late(struct conns *c)
{
	(void)pthread_mutex_lock(&c->mu);
	sweep(c, true);
	(void)pthread_mutex_unlock(&c->mu);
}
