/* A visit from its exchange to its answer, and on which thread each step is done. */
#include "gate_impl.h"

#include "clock.h"
#include "text.h"

#include <assert.h>

#define READ_TRIES 5

static void call_now(struct visit *v)
{
	v->env.now_us = clock_now();
	v->env.today = date_in_almaty(v->env.now_us);
	v->screening_loaded = atomic_load(&v->gate->screening);
}

void call_clear(struct call *c)
{
	struct visit *v = &c->v;

	reply_reset(&v->x->reply);
	v->e = (struct err){0};
	v->keep = false;
	call_now(v);
	c->undone = false;
	c->park = false;
	c->seen = c->seen_last = NULL;
	c->seen_waits = false;
}

static unsigned roles_of(const struct visit *v)
{
	return v->user != NULL ? v->user->role : ROLE_GATE;
}

void call_finish(struct call *c)
{
	struct visit *v = &c->v;

	key_leave(c);
	if (c->lang_asked && (v->x->match.route->flags & (ROUTE_API | ROUTE_PLAIN)) == 0)
		reply_cookie(&v->x->reply, "lang", str_of(lang_code(v->lang)), (int64_t)365 * 86400,
		    v->x->secure_cookies);
	if ((v->x->match.route->flags & ROUTE_API) != 0)
		reply_header(&v->x->reply, "API-Version", STR(VERSION));
	seen_flush(c);
}

/* ---- reading ---- */

static enum rc read_once(struct call *c, struct db *db, struct err *e)
{
	enum rc rc;

	call_clear(c);
	db_set_roles(db, roles_of(&c->v));
	rc = db_begin(db, false, e);
	if (rc != RC_OK)
		return rc;
	c->v.db = db;
	rc = c->row->run(&c->v);
	c->v.db = NULL;
	if (rc != RC_OK) {
		*e = c->v.e;
		db_rollback(db);
		return rc;
	}
	return db_commit(db, e);
}

static void read_with(struct call *c, struct db *db)
{
	struct err e = {0};
	enum rc rc;

	do {
		rc = RC_RETRY;
		c->news = attend_seen(c->v.gate);
		for (int i = 0; i < READ_TRIES && rc == RC_RETRY; i++) {
			e = (struct err){0};
			rc = read_once(c, db, &e);
		}
		if (rc == RC_OK && c->park && attend_park(c))
			return; /* not ours any more */
	} while (rc == RC_OK && c->park);
	if (rc != RC_OK)
		gate_failure(c, rc, &e);
	call_finish(c);
}

void call_read(struct call *c)
{
	struct gate *g = c->v.gate;
	struct err e = {0};
	struct db *db;
	enum rc rc = handle_take(g, &db, &e);

	if (rc != RC_OK) {
		gate_failure(c, rc, &e);
		call_finish(c);
		return;
	}
	read_with(c, db);
	handle_give(g, db);
}

bool visit_park(struct visit *v, int64_t seconds)
{
	struct call *c = call_of(v);

	assert((v->x->match.route->flags & ROUTE_WAITS) != 0);
	if (c->park_until == 0)
		c->park_until = clock_ticks() + seconds * 1000;
	c->park = !c->answer_now && clock_ticks() < c->park_until;
	return c->park;
}

/* ---- writing ---- */

static struct call *call_of_job(struct job *j)
{
	return ((struct call_job *)j)->call;
}

static enum rc job_run(void *pen, struct job *j, struct err *e)
{
	struct call *c = call_of_job(j);
	struct visit *v = &c->v;
	struct db *db = pen_db(pen);
	enum rc rc;

	call_clear(c);
	db_set_roles(db, roles_of(v));
	v->db = db;
	rc = c->phase == PHASE_BEGIN ? c->row->begin(v) : c->row->run(v);
	v->db = NULL;
	db_set_roles(db, ROLE_OWNER);
	if (rc != RC_OK) {
		*e = v->e;
		return rc;
	}
	if (v->x->reply.status < 400 || v->keep)
		return RC_OK;
	c->undone = true;
	return fail(e, RC_BAD_INPUT, "answered with %d", v->x->reply.status);
}

static void put_job(struct call *c, enum phase phase);

static void pool_run(struct task *t)
{
	struct call *c = ((struct call_task *)t)->call;
	enum rc rc = RC_OK;

	if (c->row->prepare != NULL)
		rc = c->row->prepare(&c->v);
	if (rc != RC_OK) {
		gate_failure(c, rc, &c->v.e);
		call_finish(c);
	} else if ((c->v.x->match.route->flags & ROUTE_WRITES) != 0) {
		put_job(c, PHASE_RUN);
	} else {
		call_read(c);
	}
}

static void put_task(struct call *c)
{
	struct gate *g = c->v.gate;
	bool pictures = (c->v.x->match.route->flags & ROUTE_PICTURES) != 0;

	c->task = (struct call_task){.task.run = pool_run, .call = c};
	if (pool_put(pictures ? g->pictures : g->pool, &c->task.task) == RC_OK)
		return;
	gate_error(c, 503, "too much waits to be worked on");
	call_finish(c);
}

static void job_done(struct job *j, enum rc rc, const struct err *e)
{
	struct call *c = call_of_job(j);
	struct gate *g = c->v.gate;

	if (rc == RC_DB || rc == RC_SYS)
		atomic_store(&g->must_prove, true);
	if (rc != RC_OK && !(c->undone && rc == RC_BAD_INPUT)) {
		gate_failure(c, rc, e);
		call_finish(c);
	} else if (c->phase == PHASE_BEGIN && c->v.x->reply.status < 400) {
		put_task(c);
	} else {
		call_finish(c);
	}
}

static void put_job(struct call *c, enum phase phase)
{
	c->phase = phase;
	c->job = (struct call_job){{.run = job_run, .done = job_done}, c};
	if (writer_put(c->v.gate->writer, &c->job.job) == RC_OK)
		return;
	gate_error(c, 503, "too much waits to be written");
	call_finish(c);
}

/* ---- from the exchange ---- */

static struct call *call_new(struct exchange *x)
{
	struct call *c = ARENA_NEW(&x->arena, struct call);
	struct gate *g = x->ctx;

	c->v.x = x;
	c->v.gate = g;
	c->v.a = &x->arena;
	c->v.env = (struct act_env){
	    .pack = g->c.pack, .rehearsal = g->rehearsal, .own_address = str_of(g->c.own_address)};
	c->row = x->match.route != NULL ? x->match.route->own : NULL;
	return c;
}

static void start(struct call *c, struct db *db)
{
	unsigned flags = c->v.x->match.route->flags;

	if (!admit(c, db)) {
		call_finish(c);
	} else if (!key_enter(c)) {
		(void)visit_problem_at(&c->v, 409, "Idempotency-Key", PROBLEM_KEY_BUSY, STR(""));
		reply_header(&c->v.x->reply, "Retry-After", STR("1"));
		call_finish(c);
	} else if ((flags & ROUTE_SLOW) != 0 && c->row->begin != NULL) {
		put_job(c, PHASE_BEGIN);
	} else if ((flags & (ROUTE_SLOW | ROUTE_POOL)) != 0) {
		put_task(c);
	} else if ((flags & ROUTE_WRITES) != 0) {
		put_job(c, PHASE_RUN);
	} else {
		read_with(c, db);
	}
}

void gate_row(struct exchange *x)
{
	struct call *c = call_new(x);
	struct gate *g = x->ctx;
	struct err e = {0};
	struct db *db;
	enum rc rc;

	assert(c->row != NULL && c->row->run != NULL);
	visit_language(c);
	call_clear(c);
	if ((x->match.route->flags & ROUTE_PLAIN) != 0) {
		rc = c->row->run(&c->v);
		if (rc != RC_OK)
			gate_failure(c, rc, &c->v.e);
		call_finish(c);
		return;
	}
	rc = handle_take(g, &db, &e);
	if (rc != RC_OK) {
		gate_log(c, rc, &e);
		gate_error(c, 503, NULL);
		call_finish(c);
		return;
	}
	start(c, db);
	handle_give(g, db);
}

void gate_handle(struct exchange *x)
{
	x->match.route->run(x);
}

/* On an event thread, for what fits no row: no register is asked. */
void gate_refuse(struct exchange *x, int status, const char *why)
{
	struct call *c = call_new(x);

	call_now(&c->v);
	visit_language(c);
	gate_error(c, status, why);
	if (str_starts(x->req.path, "/api/"))
		reply_header(&x->reply, "API-Version", STR(VERSION));
}
