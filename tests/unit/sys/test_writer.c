/*
 * The writer against a database that is a list of numbers in memory, whose every step
 * can be told to fail.  Nothing here waits for the clock: a gate holds the writer
 * while jobs are put, so that what shares a transaction is known.
 */
#include "t.h"
#include "writer.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct world {
	int value[4096], durable[4096];
	size_t n, saved, kept; /* n now, at the savepoint, durable */
	/* how many of the next steps fail, and how */
	int begin_fails, commit_fails, rollback_to_fails, seal_fails;
	enum rc how;
	int commits, seals, rollbacks, idles, closed;
	bool open_fails;
};
static struct world w;

static enum rc step(int *fails, struct err *e)
{
	if (*fails > 0) {
		(*fails)--;
		return fail(e, w.how, "told to fail");
	}
	return RC_OK;
}
static enum rc w_open(void *ctx, void **db, struct err *e)
{
	*db = ctx;
	return w.open_fails ? fail(e, RC_DB, "no such register") : RC_OK;
}
static enum rc w_begin(void *db, struct err *e)
{
	(void)db;
	return step(&w.begin_fails, e);
}
static enum rc w_save(void *db, struct err *e)
{
	(void)db;
	(void)e;
	w.saved = w.n;
	return RC_OK;
}
static enum rc w_release(void *db, struct err *e)
{
	(void)db;
	(void)e;
	return RC_OK;
}
static enum rc w_back(void *db, struct err *e)
{
	(void)db;
	w.n = w.saved;
	return step(&w.rollback_to_fails, e);
}
static enum rc w_seal(void *db, struct err *e)
{
	(void)db;
	w.seals++;
	return w.n > w.kept ? step(&w.seal_fails, e) : RC_OK;
}
static enum rc w_commit(void *db, struct err *e)
{
	enum rc rc = w.n > w.kept ? step(&w.commit_fails, e) : RC_OK; /* not for the gate */

	(void)db;
	if (rc != RC_OK)
		return rc;
	w.commits++;
	memcpy(w.durable, w.value, sizeof(w.value));
	w.kept = w.n;
	return RC_OK;
}
static void w_rollback(void *db)
{
	(void)db;
	w.rollbacks++;
	w.n = w.kept;
}
static void w_idle(void *db)
{
	(void)db;
	w.idles++;
}
static void w_close(void *db)
{
	(void)db;
	w.closed++;
}
static const struct writer_hooks hooks = {
    .ctx = &w,
    .open = w_open,
    .begin = w_begin,
    .savepoint = w_save,
    .release = w_release,
    .rollback_to = w_back,
    .seal = w_seal,
    .commit = w_commit,
    .rollback = w_rollback,
    .idle = w_idle,
    .close = w_close,
};

struct put {
	struct job j;
	int number;
	enum rc says; /* after writing its number */
	int retries;  /* times it loses a race first */
	int runs, told;
	enum rc rc;
	bool durable_when_told;
	char msg[64];
};
static atomic_int told;
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static atomic_bool at_gate;

static enum rc put_run(void *db, struct job *j, struct err *e)
{
	struct put *p = (struct put *)j;

	(void)db;
	p->runs++;
	w.value[w.n++] = p->number;
	if (p->retries > 0) {
		p->retries--;
		return fail(e, RC_RETRY, "lost");
	}
	return p->says == RC_OK ? RC_OK : fail(e, p->says, "no to %d", p->number);
}
static void put_done(struct job *j, enum rc rc, const struct err *e)
{
	struct put *p = (struct put *)j;

	p->told++;
	p->rc = rc;
	(void)snprintf(p->msg, sizeof(p->msg), "%.60s", e->msg);
	for (size_t i = 0; i < w.kept; i++)
		if (w.durable[i] == p->number)
			p->durable_when_told = true;
	atomic_fetch_add(&told, 1);
}
static enum rc gate_run(void *db, struct job *j, struct err *e)
{
	(void)db;
	(void)j;
	(void)e;
	atomic_store(&at_gate, true);
	(void)pthread_mutex_lock(&gate);
	(void)pthread_mutex_unlock(&gate);
	return RC_OK;
}
static void gate_done(struct job *j, enum rc rc, const struct err *e)
{
	(void)j;
	(void)rc;
	(void)e;
}
static struct job keeper;

/* A writer that is held until let_go, so that what is put meanwhile makes one batch. */
static struct writer *held(const struct writer_limits *l)
{
	struct writer *wr = NULL;

	memset(&w, 0, sizeof(w));
	atomic_store(&told, 0);
	atomic_store(&at_gate, false);
	(void)pthread_mutex_lock(&gate);
	OK(writer_open(&wr, &hooks, l, NULL) == RC_OK);
	keeper = (struct job){.run = gate_run, .done = gate_done};
	OK(writer_put(wr, &keeper) == RC_OK);
	while (!atomic_load(&at_gate))
		;
	return wr;
}
static void let_go(void)
{
	(void)pthread_mutex_unlock(&gate);
}
static struct put *jobs(int n, bool lazy)
{
	struct put *p = xcalloc((size_t)n, sizeof(*p));

	for (int i = 0; i < n; i++)
		p[i] = (struct put){
		    .j = {.run = put_run, .done = put_done, .lazy = lazy}, .number = i + 1};
	return p;
}
static bool put_all(struct writer *wr, struct put *p, int n)
{
	for (int i = 0; i < n; i++)
		if (writer_put(wr, &p[i].j) != RC_OK)
			return false;
	return true;
}
static bool all_ok(const struct put *p, int n)
{
	for (int i = 0; i < n; i++)
		if (p[i].rc != RC_OK || p[i].told != 1 || !p[i].durable_when_told)
			return false;
	return true;
}
static bool in_order(int n)
{
	for (int i = 0; i < n; i++)
		if (w.durable[i] != i + 1)
			return false;
	return w.kept == (size_t)n;
}

/* 150 acts in batches of 60: order kept, each told once and only when durable. */
static void order_and_batches(void)
{
	struct writer *wr = held(NULL);
	struct put *p = jobs(150, false);

	OK(put_all(wr, p, 150));
	OK(writer_state(wr).waiting == 150);
	let_go();
	writer_close(wr); /* drains */
	OK(all_ok(p, 150) && in_order(150));
	OK(w.commits == 1 + 3 && w.seals == 4 && w.closed == 1 && w.idles == 1);
	free(p);
}

/* Of ten in one transaction the fourth says no: nine are there, it alone is undone. */
static void one_fails(void)
{
	struct writer *wr = held(NULL);
	struct put *p = jobs(10, false);

	p[3].says = RC_CONFLICT;
	OK(put_all(wr, p, 10));
	let_go();
	writer_close(wr);
	OK(p[3].rc == RC_CONFLICT && p[3].told == 1 && strcmp(p[3].msg, "no to 4") == 0);
	OK(!p[3].durable_when_told && w.kept == 9 && w.commits == 2);
	OK(all_ok(p, 3) && all_ok(p + 4, 6));
	free(p);
}

/* All say no: nothing is sealed, but what they read is confirmed by a commit. */
static void all_fail(void)
{
	struct writer *wr = held(NULL);
	struct put *p = jobs(2, false);

	p[0].says = p[1].says = RC_BAD_INPUT;
	OK(put_all(wr, p, 2));
	let_go();
	writer_close(wr);
	OK(p[0].rc == RC_BAD_INPUT && p[1].rc == RC_BAD_INPUT && w.kept == 0);
	OK(w.seals == 1 && w.commits == 2); /* the seal is the gate's */
	free(p);
}

/* A race lost in a job, at the commit, at the start: everything is run again. */
static void races(void)
{
	struct writer *wr = held(NULL);
	struct put *p = jobs(5, false);

	w.how = RC_RETRY;
	p[2].retries = 2;
	OK(put_all(wr, p, 5));
	let_go();
	writer_close(wr);
	OK(all_ok(p, 5) && in_order(5) && p[0].runs == 3 && p[4].runs == 1);
	free(p);

	wr = held(NULL);
	p = jobs(5, false);
	OK(put_all(wr, p, 5));
	w.how = RC_RETRY;
	w.commit_fails = 2;
	w.begin_fails = 1;
	let_go();
	writer_close(wr);
	OK(all_ok(p, 5) && in_order(5) && p[0].runs == 3 && w.rollbacks == 2);
	free(p);
}

/* One job that loses every race does not take its neighbours with it. */
static void hopeless(void)
{
	struct writer *wr = held(&(struct writer_limits){.attempts = 3});
	struct put *p = jobs(6, false);
	struct writer_state s;

	p[1].retries = 1000000;
	OK(put_all(wr, p, 6));
	let_go();
	while (atomic_load(&told) < 6)
		;
	s = writer_state(wr);
	OK(s.repeats == 2 + 2 && s.transactions == 1 + 1 + 6);
	writer_close(wr);
	OK(p[1].rc == RC_RETRY && p[1].told == 1 && strcmp(p[1].msg, "lost") == 0);
	OK(all_ok(p, 1) && all_ok(p + 2, 4) && w.kept == 5);
	free(p);
}

/* The disk is full at the commit: all are told, nothing is there, the next ones go well. */
static void full_disk(void)
{
	struct writer *wr = held(NULL);
	struct put *p = jobs(4, false), *q;
	bool same = true;

	p[0].says = RC_CONFLICT;
	OK(put_all(wr, p, 4));
	w.how = RC_DB;
	w.commit_fails = 1;
	let_go();
	while (atomic_load(&told) < 4)
		;
	for (int i = 0; i < 4; i++)
		same = same && p[i].rc == RC_DB && p[i].runs == 1 &&
		       strcmp(p[i].msg, "told to fail") == 0;
	OK(same && w.kept == 0);
	q = jobs(3, false);
	OK(put_all(wr, q, 3));
	writer_close(wr);
	OK(all_ok(q, 3) && in_order(3));
	free(p);
	free(q);
}

/* The seal fails, or a job's undoing: the batch is lost as a whole. */
static void seal_and_undo_fail(void)
{
	struct writer *wr = held(NULL);
	struct put *p = jobs(2, false);

	OK(put_all(wr, p, 2));
	w.how = RC_SYS;
	w.seal_fails = 1;
	let_go();
	writer_close(wr);
	OK(p[0].rc == RC_SYS && p[1].rc == RC_SYS && w.kept == 0 && w.commits == 1);
	free(p);

	wr = held(NULL);
	p = jobs(2, false);
	p[0].says = RC_CONFLICT;
	OK(put_all(wr, p, 2));
	w.how = RC_DB;
	w.rollback_to_fails = 1;
	let_go();
	writer_close(wr);
	OK(p[0].rc == RC_DB && p[1].rc == RC_DB && p[1].runs == 0 && w.kept == 0);
	free(p);
}

/* Too much is refused and not stored; a lazy one may come again as an act. */
static void bounded(void)
{
	struct writer *wr =
	    held(&(struct writer_limits){.queue = 3, .lazy_queue = 2, .lazy_ms = 3600000});
	struct put *p = jobs(5, false), *z = jobs(3, true);

	OK(put_all(wr, p, 3));
	OK(writer_put(wr, &p[3].j) == RC_RETRY && p[3].told == 0);
	OK(put_all(wr, z, 2));
	OK(writer_put(wr, &z[2].j) == RC_RETRY);
	let_go();
	while (atomic_load(&told) < 5)
		;
	z[2].j.lazy = false;
	OK(writer_put(wr, &z[2].j) == RC_OK);
	writer_close(wr);
	OK(z[2].rc == RC_OK && z[2].told == 1);
	free(p);
	free(z);
}

static void lazy_cases(void)
{
	/* By number: the fifth wakes the writer, an hour before their time. */
	struct writer *wr = held(&(struct writer_limits){.lazy_batch = 5, .lazy_ms = 3600000});
	struct put *z = jobs(9, true), *p = jobs(1, false);
	bool quiet = true;

	let_go();
	OK(put_all(wr, z, 4));
	for (int i = 0; i < 1000; i++)
		quiet = quiet && writer_state(wr).lazy_waiting >= 4;
	OK(quiet && atomic_load(&told) == 0);
	OK(writer_put(wr, &z[4].j) == RC_OK);
	while (atomic_load(&told) < 5)
		;
	OK(all_ok(z, 5) && in_order(5));
	/* With an act: it takes them along in its own transaction. */
	OK(put_all(wr, z + 5, 3));
	p[0].number = 100;
	OK(writer_put(wr, &p[0].j) == RC_OK);
	while (atomic_load(&told) < 9)
		;
	OK(all_ok(z + 5, 3) && all_ok(p, 1));
	/* At the end none is left behind. */
	OK(writer_put(wr, &z[8].j) == RC_OK);
	writer_close(wr);
	OK(all_ok(z + 8, 1));
	free(z);
	free(p);

	/* By time: nobody comes, and yet they are written. */
	wr = held(&(struct writer_limits){.lazy_ms = 1});
	let_go();
	z = jobs(2, true);
	OK(put_all(wr, z, 2));
	while (atomic_load(&told) < 2)
		;
	writer_close(wr);
	OK(all_ok(z, 2));
	free(z);

	/* One of them fails: the others are kept all the same. */
	wr = held(NULL);
	z = jobs(6, true);
	z[2].says = RC_NOT_FOUND;
	OK(put_all(wr, z, 6));
	let_go();
	writer_close(wr);
	OK(z[2].rc == RC_NOT_FOUND && all_ok(z, 2) && all_ok(z + 3, 3) && w.kept == 5);
	OK(w.durable[0] == 1 && w.durable[1] == 2 && w.durable[2] == 4 && w.durable[4] == 6);
	free(z);
}

/* Many threads at once. */
static struct writer *crowd;
static void *crowd_member(void *arg)
{
	struct put *p = arg;

	for (int i = 0; i < 200; i++)
		while (writer_put(crowd, &p[i].j) != RC_OK)
			;
	return NULL;
}
static void many_threads(void)
{
	pthread_t t[4];
	struct put *p[4];
	bool fine = true;

	memset(&w, 0, sizeof(w));
	atomic_store(&told, 0);
	OK(writer_open(&crowd, &hooks, &(struct writer_limits){.queue = 50}, NULL) == RC_OK);
	for (int i = 0; i < 4; i++) {
		p[i] = jobs(200, i == 3);
		for (int k = 0; k < 200; k++)
			p[i][k].number = i * 1000 + k;
		(void)pthread_create(&t[i], NULL, crowd_member, p[i]);
	}
	for (int i = 0; i < 4; i++)
		(void)pthread_join(t[i], NULL);
	writer_close(crowd);
	for (int i = 0; i < 4; i++) {
		fine = fine && all_ok(p[i], 200);
		free(p[i]);
	}
	OK(fine && w.kept == 800);
}

int main(void)
{
	struct writer *none = NULL;
	struct err e = {0};

	order_and_batches();
	one_fails();
	all_fail();
	races();
	hopeless();
	full_disk();
	seal_and_undo_fail();
	bounded();
	lazy_cases();
	many_threads();
	memset(&w, 0, sizeof(w));
	w.open_fails = true;
	OK(writer_open(&none, &hooks, NULL, &e) == RC_DB && none == NULL);
	OK(strcmp(e.msg, "no such register") == 0);
	return t_done();
}
