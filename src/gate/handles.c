/* Handles of the register: reading ones, lent to whoever runs a visit, and the writer's. */
#include "gate_impl.h"

#include "clock.h"
#include "evidence.h"

enum rc handle_take(struct gate *g, struct db **out, struct err *e)
{
	*out = NULL;
	(void)pthread_mutex_lock(&g->handles_mu);
	if (g->handles > 0)
		*out = g->handle[--g->handles];
	(void)pthread_mutex_unlock(&g->handles_mu);
	return *out != NULL ? RC_OK : db_open(g->url, ROLE_GATE, out, e);
}

void handle_give(struct gate *g, struct db *db)
{
	db_set_roles(db, ROLE_GATE);
	(void)pthread_mutex_lock(&g->handles_mu);
	if (g->handles < HANDLES_KEPT) {
		g->handle[g->handles++] = db;
		db = NULL;
	}
	(void)pthread_mutex_unlock(&g->handles_mu);
	db_close(db);
}

void handles_close(struct gate *g)
{
	while (g->handles > 0)
		db_close(g->handle[--g->handles]);
}

/* ---- the writer's hooks ---- */

/* What the hooks are given as db. */
struct pen {
	struct gate *gate;
	struct db *db;
	bool wrote;        /* since it was tidied */
	int64_t tidied_at; /* ticks */
};

static enum rc pen_open(void *ctx, void **out, struct err *e)
{
	struct gate *g = ctx;
	struct pen *p = xcalloc(1, sizeof(*p));
	enum rc rc = db_open(g->url, ROLE_OWNER, &p->db, e);

	p->gate = g;
	*out = p;
	if (rc != RC_OK) {
		free(p);
		*out = NULL;
	}
	return rc;
}

static enum rc pen_begin(void *pen, struct err *e)
{
	return db_begin(((struct pen *)pen)->db, true, e);
}

static enum rc pen_savepoint(void *pen, struct err *e)
{
	return db_savepoint(((struct pen *)pen)->db, e);
}

static enum rc pen_release(void *pen, struct err *e)
{
	return db_release(((struct pen *)pen)->db, e);
}

static enum rc pen_rollback_to(void *pen, struct err *e)
{
	return db_rollback_to(((struct pen *)pen)->db, e);
}

/* One file has one writer: positions are given in the acts' own transaction. */
static enum rc pen_seal(void *pen, struct err *e)
{
	struct pen *p = pen;

	return p->gate->sqlite ? evidence_seal_in_tx(p->db, e) : RC_OK;
}

static enum rc pen_commit(void *pen, struct err *e)
{
	return db_commit(((struct pen *)pen)->db, e);
}

static void pen_rollback(void *pen)
{
	db_rollback(((struct pen *)pen)->db);
}

/* Many servers may write to one PostgreSQL: whoever holds the lock seals, after the commit. */
static void pen_after(void *pen)
{
	struct pen *p = pen;
	struct err e = {0};

	if (!p->gate->sqlite && evidence_seal(p->db, &e) != RC_OK)
		gate_log(NULL, e.rc, &e); /* the attendant seals them within a second */
	p->wrote = true;
	attend_news(p->gate);
}

#define TIDY_MS 30000

static void pen_idle(void *pen)
{
	struct pen *p = pen;
	struct err e = {0};

	if (!p->wrote || clock_ticks() - p->tidied_at < TIDY_MS)
		return;
	p->wrote = false;
	p->tidied_at = clock_ticks();
	if (db_tidy(p->db, &e) != RC_OK)
		gate_log(NULL, e.rc, &e);
}

static void pen_close(void *pen)
{
	db_close(((struct pen *)pen)->db);
	free(pen);
}

struct db *pen_db(void *pen)
{
	return ((struct pen *)pen)->db;
}

const struct writer_hooks gate_writer_hooks = {
    .open = pen_open,
    .begin = pen_begin,
    .savepoint = pen_savepoint,
    .release = pen_release,
    .rollback_to = pen_rollback_to,
    .seal = pen_seal,
    .commit = pen_commit,
    .rollback = pen_rollback,
    .after = pen_after,
    .idle = pen_idle,
    .close = pen_close,
};
