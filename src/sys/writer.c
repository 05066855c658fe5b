/* Group commit by one thread, over hooks. */
#include "writer.h"

#include "clock.h"
#include "random.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Jobs in order of putting. */
struct queue {
	struct job *first, *last;
	size_t n;
};

struct writer {
	struct writer_hooks h;
	struct writer_limits l;
	void *db;
	pthread_t thread;
	pthread_mutex_t mu; /* guards what follows */
	pthread_cond_t more, opened;
	struct queue acts, lazies;
	int64_t lazy_since; /* ticks at which the oldest lazy job came */
	bool closing, is_open;
	struct err open_err;
	struct writer_state state;
};

/* What one transaction is made of. */
struct batch {
	struct queue acts, lazies;
};

static void push(struct queue *q, struct job *j)
{
	j->next = NULL;
	if (q->last != NULL)
		q->last->next = j;
	else
		q->first = j;
	q->last = j;
	q->n++;
}

static struct job *pop(struct queue *q)
{
	struct job *j = q->first;

	if (j != NULL) {
		q->first = j->next;
		if (q->first == NULL)
			q->last = NULL;
		q->n--;
	}
	return j;
}

/*
 * One job in its savepoint.  RC_OK: it was kept, or undone with j->rc saying why.
 * Anything else: the transaction as a whole is lost.
 */
static enum rc run_one(struct writer *w, struct job *j, struct err *e)
{
	enum rc rc = w->h.savepoint(w->db, e);

	if (rc != RC_OK)
		return rc;
	j->err = (struct err){0};
	j->rc = j->run(w->db, j, &j->err);
	if (j->rc == RC_OK)
		return w->h.release(w->db, e);
	if (j->rc == RC_RETRY) {
		*e = j->err;
		return RC_RETRY;
	}
	return w->h.rollback_to(w->db, e);
}

/* All lazy jobs in one savepoint; only if one of them fails, each in its own. */
static enum rc run_lazies(struct writer *w, struct queue *q, struct err *e)
{
	enum rc rc;

	if (q->n == 0)
		return RC_OK;
	rc = w->h.savepoint(w->db, e);
	if (rc != RC_OK)
		return rc;
	for (struct job *j = q->first; j != NULL; j = j->next) {
		j->err = (struct err){0};
		j->rc = j->run(w->db, j, &j->err);
		if (j->rc == RC_OK)
			continue;
		if (j->rc == RC_RETRY) {
			*e = j->err;
			return RC_RETRY;
		}
		rc = w->h.rollback_to(w->db, e);
		for (j = q->first; rc == RC_OK && j != NULL; j = j->next)
			rc = run_one(w, j, e);
		return rc;
	}
	return w->h.release(w->db, e);
}

static bool any_kept(const struct batch *b)
{
	for (const struct job *j = b->acts.first; j != NULL; j = j->next)
		if (j->rc == RC_OK)
			return true;
	for (const struct job *j = b->lazies.first; j != NULL; j = j->next)
		if (j->rc == RC_OK)
			return true;
	return false;
}

static enum rc attempt(struct writer *w, struct batch *b, struct err *e)
{
	enum rc rc = w->h.begin(w->db, e);

	if (rc != RC_OK)
		return rc;
	for (struct job *j = b->acts.first; rc == RC_OK && j != NULL; j = j->next)
		rc = run_one(w, j, e);
	if (rc == RC_OK)
		rc = run_lazies(w, &b->lazies, e);
	if (rc == RC_OK && w->h.seal != NULL && any_kept(b))
		rc = w->h.seal(w->db, e);
	/* Also where every job said no: only a commit confirms what they read. */
	if (rc == RC_OK)
		rc = w->h.commit(w->db, e);
	if (rc != RC_OK)
		w->h.rollback(w->db);
	return rc;
}

/* A random while, longer each time, so that two servers do not meet again. */
static void back_off(unsigned nth)
{
	uint16_t r;
	long ms;

	random_bytes(&r, sizeof(r));
	ms = r % (1L << (nth < 7 ? nth : 7));
	(void)nanosleep(&(struct timespec){.tv_nsec = ms * 1000000}, NULL);
}

static enum rc transact(struct writer *w, struct batch *b, struct err *e)
{
	enum rc rc = RC_RETRY;

	for (unsigned i = 0; i < w->l.attempts && rc == RC_RETRY; i++) {
		if (i > 0) {
			(void)pthread_mutex_lock(&w->mu);
			w->state.repeats++;
			(void)pthread_mutex_unlock(&w->mu);
			back_off(i);
		}
		*e = (struct err){0};
		rc = attempt(w, b, e);
	}
	(void)pthread_mutex_lock(&w->mu);
	w->state.transactions++;
	w->state.jobs += b->acts.n + b->lazies.n;
	w->state.last = rc;
	(void)pthread_mutex_unlock(&w->mu);
	return rc;
}

/* Nothing of the batch is touched after its done: the memory may be gone. */
static void tell(struct queue *q, enum rc rc, const struct err *e)
{
	struct job *j;

	while ((j = pop(q)) != NULL) {
		/* What a lost transaction said of single jobs is lost with it. */
		bool own = rc == RC_OK && j->rc != RC_OK;
		struct err why = own ? j->err : *e;

		j->done(j, own ? j->rc : rc, &why);
	}
}

static void settle(struct writer *w, struct batch *b);

/* A batch that loses again and again: one job may be the one that others race for. */
static void one_by_one(struct writer *w, struct queue *q, bool lazy)
{
	struct job *j;

	while ((j = pop(q)) != NULL) {
		struct batch one = {0};

		push(lazy ? &one.lazies : &one.acts, j);
		settle(w, &one);
	}
}

static void settle(struct writer *w, struct batch *b)
{
	struct err e = {0};
	enum rc rc = transact(w, b, &e);
	bool kept;

	if (rc == RC_RETRY && b->acts.n > 0 && b->acts.n + b->lazies.n > 1) {
		struct batch lazies = {.lazies = b->lazies};

		one_by_one(w, &b->acts, false);
		if (lazies.lazies.n > 0)
			settle(w, &lazies);
		return;
	}
	kept = rc == RC_OK && any_kept(b);
	tell(&b->acts, rc, &e);
	tell(&b->lazies, rc, &e);
	if (kept && w->h.after != NULL)
		w->h.after(w->db);
}

static void take(struct queue *from, size_t n, struct queue *to)
{
	while (to->n < n && from->n > 0)
		push(to, pop(from));
}

/* Wait for work; false when there is none and there will be none. */
static bool wait_for_work(struct writer *w, struct batch *b)
{
	struct timespec t;
	int64_t due;

	*b = (struct batch){0};
	(void)pthread_mutex_lock(&w->mu);
	while (w->acts.n == 0 && w->lazies.n < w->l.lazy_batch && !w->closing) {
		if (w->lazies.n == 0) {
			(void)pthread_cond_wait(&w->more, &w->mu);
			continue;
		}
		due = w->lazy_since + w->l.lazy_ms;
		if (clock_ticks() >= due)
			break;
		t = (struct timespec){.tv_sec = due / 1000, .tv_nsec = due % 1000 * 1000000};
		(void)pthread_cond_timedwait(&w->more, &w->mu, &t);
	}
	take(&w->acts, w->l.batch, &b->acts);
	take(&w->lazies, w->l.lazy_batch, &b->lazies);
	if (w->lazies.n > 0)
		w->lazy_since = clock_ticks();
	(void)pthread_mutex_unlock(&w->mu);
	return b->acts.n + b->lazies.n > 0;
}

static void *work(void *arg)
{
	struct writer *w = arg;
	struct err e = {0};
	struct batch b;
	enum rc rc = w->h.open(w->h.ctx, &w->db, &e);
	bool quiet;

	(void)pthread_mutex_lock(&w->mu);
	w->open_err = e;
	w->open_err.rc = rc;
	w->is_open = true;
	(void)pthread_cond_signal(&w->opened);
	(void)pthread_mutex_unlock(&w->mu);
	if (rc != RC_OK)
		return NULL;
	while (wait_for_work(w, &b)) {
		settle(w, &b);
		(void)pthread_mutex_lock(&w->mu);
		quiet = w->acts.n + w->lazies.n == 0;
		(void)pthread_mutex_unlock(&w->mu);
		if (quiet && w->h.idle != NULL)
			w->h.idle(w->db);
	}
	w->h.close(w->db);
	return NULL;
}

static void set_limits(struct writer_limits *l, const struct writer_limits *given)
{
	static const struct writer_limits usual = {60, 1000, 500, 2000, 10000, 6};

	*l = given != NULL ? *given : usual;
	if (l->batch == 0)
		l->batch = usual.batch;
	if (l->lazy_batch == 0)
		l->lazy_batch = usual.lazy_batch;
	if (l->lazy_ms == 0)
		l->lazy_ms = usual.lazy_ms;
	if (l->queue == 0)
		l->queue = usual.queue;
	if (l->lazy_queue == 0)
		l->lazy_queue = usual.lazy_queue;
	if (l->attempts == 0)
		l->attempts = usual.attempts;
}

static void dispose(struct writer *w)
{
	(void)pthread_cond_destroy(&w->more);
	(void)pthread_cond_destroy(&w->opened);
	(void)pthread_mutex_destroy(&w->mu);
	free(w);
}

enum rc writer_open(
    struct writer **out, const struct writer_hooks *h, const struct writer_limits *l, struct err *e)
{
	struct writer *w = xcalloc(1, sizeof(*w));
	pthread_condattr_t mono;
	enum rc rc;

	*out = NULL;
	w->h = *h;
	set_limits(&w->l, l);
	(void)pthread_mutex_init(&w->mu, NULL);
	(void)pthread_condattr_init(&mono);
	(void)pthread_condattr_setclock(&mono, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&w->more, &mono);
	(void)pthread_cond_init(&w->opened, NULL);
	(void)pthread_condattr_destroy(&mono);
	if (pthread_create(&w->thread, NULL, work, w) != 0) {
		dispose(w);
		return fail(e, RC_SYS, "cannot start the writer");
	}
	(void)pthread_mutex_lock(&w->mu);
	while (!w->is_open)
		(void)pthread_cond_wait(&w->opened, &w->mu);
	rc = w->open_err.rc;
	(void)pthread_mutex_unlock(&w->mu);
	if (rc != RC_OK) {
		(void)pthread_join(w->thread, NULL);
		rc = fail(e, rc, "%s", w->open_err.msg);
		dispose(w);
		return rc;
	}
	*out = w;
	return RC_OK;
}

enum rc writer_put(struct writer *w, struct job *j)
{
	struct queue *q = j->lazy ? &w->lazies : &w->acts;
	enum rc rc = RC_RETRY;

	assert(j->run != NULL && j->done != NULL);
	(void)pthread_mutex_lock(&w->mu);
	if (!w->closing && q->n < (j->lazy ? w->l.lazy_queue : w->l.queue)) {
		if (j->lazy && q->n == 0)
			w->lazy_since = clock_ticks();
		j->rc = RC_OK;
		push(q, j);
		/* A lazy job wakes the writer to set its alarm, or because it is the last drop. */
		if (!j->lazy || q->n == 1 || q->n >= w->l.lazy_batch)
			(void)pthread_cond_signal(&w->more);
		rc = RC_OK;
	}
	(void)pthread_mutex_unlock(&w->mu);
	return rc;
}

struct writer_state writer_state(struct writer *w)
{
	struct writer_state s;

	(void)pthread_mutex_lock(&w->mu);
	s = w->state;
	s.waiting = w->acts.n;
	s.lazy_waiting = w->lazies.n;
	(void)pthread_mutex_unlock(&w->mu);
	return s;
}

void writer_close(struct writer *w)
{
	if (w == NULL)
		return;
	(void)pthread_mutex_lock(&w->mu);
	w->closing = true;
	(void)pthread_cond_signal(&w->more);
	(void)pthread_mutex_unlock(&w->mu);
	(void)pthread_join(w->thread, NULL);
	dispose(w);
}
