/*
 * THE writer: one thread a server through which every act goes (architecture.md
 * section 2).  It takes what waits, runs it in one transaction, each job in a savepoint of
 * its own, makes it durable with one commit, and only then tells every job.  It knows no
 * database: the steps of a transaction are hooks.
 *
 * Two kinds of jobs.  An act wakes the writer at once; at most `batch' of them share a
 * transaction.  A lazy job (an access row) waits until there are `lazy_batch' of them, or
 * an act's transaction takes them along, or the oldest waited `lazy_ms'.  Within a kind
 * the order of putting is the order of running.
 */
#ifndef WRITER_H
#define WRITER_H

#include "base.h"

/*
 * Embed it in what the work needs.  Zero it, then set run, done and lazy.
 *
 * run: in the transaction, on the writer thread, perhaps several times (a lost race, a
 * neighbour's failure): it must be repeatable, leave nothing behind but what it did to
 * the database, and overwrite its results.  RC_OK keeps what it did; RC_RETRY repeats the
 * whole transaction; anything else undoes this job alone.
 *
 * done: exactly once, on the writer thread, after the commit (RC_OK) or the failure, with
 * what went wrong.  Must not block.  The job's memory is free to go from here on.
 */
struct job {
	enum rc (*run)(void *db, struct job *j, struct err *e);
	void (*done)(struct job *j, enum rc rc, const struct err *e);
	bool lazy;
	/* the writer's */
	struct job *next;
	enum rc rc;
	struct err err;
};

/* All called on the writer thread; db is what open gave. */
struct writer_hooks {
	void *ctx;
	/* Once, before the first transaction; its failure is writer_open's. */
	enum rc (*open)(void *ctx, void **db, struct err *e);
	enum rc (*begin)(void *db, struct err *e);
	enum rc (*savepoint)(void *db, struct err *e);
	enum rc (*release)(void *db, struct err *e);
	enum rc (*rollback_to)(void *db, struct err *e); /* and forget the savepoint */
	/* Just before the commit, if any job was kept; may be NULL.  Sealing. */
	enum rc (*seal)(void *db, struct err *e);
	enum rc (*commit)(void *db, struct err *e);
	void (*rollback)(void *db);
	/* After a commit that kept a job, when all have been told; may be NULL.  What must not
	 * hold the answers up: sealing where that is a transaction of its own, waking readers. */
	void (*after)(void *db);
	/* Nothing waits after a transaction; may be NULL.  Checkpointing. */
	void (*idle)(void *db);
	void (*close)(void *db);
};

struct writer_limits {
	size_t batch;      /* acts in a transaction; 0 means 60 */
	size_t lazy_batch; /* lazy jobs in one; 0 means 1,000 */
	int64_t lazy_ms;   /* 0 means 500 */
	size_t queue;      /* acts that may wait; 0 means 2,000 */
	size_t lazy_queue; /* lazy jobs that may wait; 0 means 10,000 */
	unsigned attempts; /* of a transaction that loses races; 0 means 6 */
};

struct writer;

enum rc writer_open(struct writer **out, const struct writer_hooks *h,
    const struct writer_limits *l, struct err *e) MUST_USE;

/*
 * RC_OK: taken; done will be called.  RC_RETRY: full or stopping; nothing was
 * taken, done will not be called.  For an act that is a 503; for a lazy job it is the sign
 * to put it again with lazy = false and let the answer wait for it.
 */
enum rc writer_put(struct writer *w, struct job *j) MUST_USE;

struct writer_state {
	size_t waiting, lazy_waiting;
	uint64_t transactions, jobs, repeats; /* since the start */
	enum rc last;                         /* how the last transaction ended */
};
struct writer_state writer_state(struct writer *w);

/* Take no more, do and answer all that waits, end the thread, free.  NULL is fine. */
void writer_close(struct writer *w);

#endif
