/* What the files of the gate share.  Not for others. */
#ifndef GATE_IMPL_H
#define GATE_IMPL_H

#include "access.h"
#include "gate.h"
#include "pool.h"
#include "throttle.h"
#include "writer.h"

#include <pthread.h>
#include <stdatomic.h>

#define HANDLES_KEPT 16
#define PARKED_MAX   500 /* readers that wait for something new; more are answered at once */
#define KEY_BYTES    255 /* of an Idempotency-Key */

/* A row of access to be written. */
struct seen {
	struct str person, detail;
	struct seen *next;
};

enum phase { PHASE_BEGIN, PHASE_RUN };

struct call;
/* The job and the task of a visit, which lead back to it. */
struct call_job {
	struct job job; /* first */
	struct call *call;
};
struct call_task {
	struct task task; /* first */
	struct call *call;
};

/* A visit and what the gate needs for it; in the exchange's arena. */
struct call {
	struct visit v; /* first */
	const struct row *row;
	struct call_job job;
	struct call_task task;
	enum phase phase;
	bool undone;    /* the reply stands, what was written does not */
	bool has_token; /* by bearer token */
	bool lang_asked;
	bool throttled; /* counted already; wait_ms is what came of it */
	int64_t wait_ms;
	struct seen *seen, *seen_last;
	bool seen_waits;
	struct str key; /* in flight: see keys.c */
	struct call *key_next;
	/* parking */
	bool park;          /* run() asked for it */
	bool answer_now;    /* it may not any more */
	int64_t park_until; /* ticks */
	uint64_t news;      /* the gate's, when run() began */
	struct call *park_next;
};
static inline struct call *call_of(struct visit *v)
{
	return (struct call *)v;
}

/* A job of the gate's own, one at a time. */
struct chore {
	struct job job;
	struct gate *gate;
	atomic_bool busy;
};

struct gate {
	struct gate_config c;
	char *url;
	struct router *router;
	struct writer *writer;
	struct pool *pool, *pictures;
	bool sqlite, rehearsal;
	atomic_bool screening; /* a wanted list was ever loaded */

	pthread_mutex_t handles_mu;
	struct db *handle[HANDLES_KEPT];
	size_t handles;

	struct throttle throttle;

	pthread_mutex_t keys_mu;
	struct call *keys;

	/* the attendant: see attend.c */
	pthread_t attendant;
	bool attended;
	pthread_mutex_t mu; /* guards what follows */
	pthread_cond_t woken;
	bool closing, quiet;
	uint64_t news; /* grows whenever acts may have been sealed */
	struct call *parked;
	size_t parked_n;

	struct db *own; /* the attendant's handle, as owner */
	int64_t head, released_load;
	day_t sealed; /* the day whose seal was looked after */
	uint64_t ticks;
	enum rc own_rc; /* how the last look ended */
	struct chore probe, release, sweep;
	_Atomic int64_t released; /* by the last run of release; -1: it failed */

	/* health */
	_Atomic int64_t proven_at; /* ticks of the last probe that went well; 0: none */
	atomic_bool must_prove;    /* a commit has failed: only a commit shows that it is over */
	atomic_int trouble;        /* rc of the last probe */
};

/* handles.c: a reading handle for this thread, until it is given back. */
enum rc handle_take(struct gate *g, struct db **out, struct err *e) MUST_USE;
void handle_give(struct gate *g, struct db *db);
void handles_close(struct gate *g);
/* The writer's hooks; ctx is the gate.  What jobs get is a pen: */
struct db *pen_db(void *pen);
extern const struct writer_hooks gate_writer_hooks;

/* admit.c: who is it, may he, is the request whole.  false: the reply says why not. */
bool admit(struct call *c, struct db *db);
void visit_language(struct call *c);
struct str purpose_given(struct visit *v);

/* answer.c */
void gate_error(struct call *c, int status, const char *why);
void gate_failure(struct call *c, enum rc rc, const struct err *e); /* logs what is ours */
void gate_log(const struct call *c, enum rc rc, const struct err *e);

/* dispatch.c */
void call_clear(struct call *c); /* before run(): an empty reply, nothing seen, the time */
void call_read(struct call *c);  /* run() on a reading handle, and what follows */
void call_finish(struct call *c);

/* keys.c: requests with an Idempotency-Key that are under way; false: the same one is. */
bool key_enter(struct call *c) MUST_USE;
void key_leave(struct call *c);

/* notes.c: write what was seen; answers the exchange, at once or when it is written. */
void seen_flush(struct call *c);

/* attend.c */
enum rc attend_open(struct gate *g, struct err *e) MUST_USE;
void attend_close(struct gate *g);
void attend_news(struct gate *g);
uint64_t attend_seen(struct gate *g);
/* Sleep until there is news; false: there is some already, or no room: run it again. */
bool attend_park(struct call *c) MUST_USE;

#endif
