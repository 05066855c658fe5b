/* Opening and closing the gate. */
#include "gate_impl.h"

#include "clock.h"
#include "evidence.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>

#define POOL_THREADS     2
#define POOL_WAITING     64
#define PICTURES_THREADS 2  /* as many as there are readers */
#define PICTURES_WAITING 16 /* at most 12 MB each */

static enum rc use_pack(struct db *db, void *ctx, struct err *e)
{
	const struct gate *g = ctx;
	struct act_env env = {.pack = g->c.pack,
	    .who = {.name = STR("server"), .role = ROLE_OWNER},
	    .now_us = clock_now()};
	enum rc rc;

	env.today = date_in_almaty(env.now_us);
	rc = acts_use_pack(db, &env, g->c.change_rules, e);
	return rc == RC_OK && g->sqlite ? evidence_seal_in_tx(db, e) : rc;
}

/* May this program serve this register, by these rules? */
static enum rc check_register(struct gate *g, struct db *db, struct err *e)
{
	struct arena a = {0};
	struct str mode = {0};
	size_t pending = 0;
	enum rc rc = db_pending(db, db_migrations, db_migrations_n, &pending, e);

	if (rc == RC_OK && pending > 0)
		return fail(
		    e, RC_CONFLICT, "no register yet, or an older one: run `mekenjai init'");
	if (rc == RC_OK)
		rc = setting_get(db, &a, "mode", &mode, e);
	if (rc == RC_OK) {
		g->rehearsal = str_is(mode, "rehearsal");
		rc = db_tx(db, true, use_pack, g, e);
	}
	arena_free(&a);
	return rc;
}

/* All handles of a row, in a table that is checked once. */
static enum rc check_table(const struct gate *g, struct err *e)
{
	for (size_t i = 0; i < g->c.n_routes; i++) {
		const struct route *r = &g->c.routes[i];
		const struct row *own = r->own;

		if (own == NULL || own->run == NULL || r->run != gate_row)
			return fail(e, RC_BAD_INPUT, "%s: not a row of the gate", r->path);
		if ((r->flags & ROUTE_WRITES) != 0 &&
		    (r->method == METHOD_GET || r->method == METHOD_HEAD))
			return fail(e, RC_BAD_INPUT, "%s: reading must not write", r->path);
		if (own->prepare != NULL && (r->flags & ROUTE_SLOW) == 0)
			return fail(e, RC_BAD_INPUT, "%s: prepare() without ROUTE_SLOW", r->path);
		if ((r->flags & ROUTE_POOL) != 0 && (r->flags & (ROUTE_WRITES | ROUTE_SLOW)) != 0)
			return fail(e, RC_BAD_INPUT, "%s: ROUTE_POOL is for reading", r->path);
	}
	return RC_OK;
}

static struct gate *gate_new(const struct gate_config *c)
{
	struct gate *g = xcalloc(1, sizeof(*g));
	unsigned char secret[sizeof(g->throttle.secret)];
	pthread_condattr_t mono;

	random_bytes(secret, sizeof(secret));
	throttle_init(&g->throttle, secret);
	g->c = *c;
	g->url = xstrdup(c->db);
	g->sqlite = strncmp(c->db, "sqlite:", 7) == 0;
	(void)pthread_mutex_init(&g->handles_mu, NULL);
	(void)pthread_mutex_init(&g->keys_mu, NULL);
	(void)pthread_mutex_init(&g->mu, NULL);
	(void)pthread_condattr_init(&mono);
	(void)pthread_condattr_setclock(&mono, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&g->woken, &mono);
	(void)pthread_condattr_destroy(&mono);
	return g;
}

enum rc gate_open(struct gate **out, const struct gate_config *c, struct err *e)
{
	struct writer_hooks hooks = gate_writer_hooks;
	struct gate *g = gate_new(c);
	struct db *db = NULL;
	enum rc rc = check_table(g, e);

	*out = NULL;
	if (rc == RC_OK)
		rc = router_open(&g->router, c->routes, c->n_routes, e);
	if (rc == RC_OK)
		rc = db_open(c->db, ROLE_OWNER, &db, e);
	if (rc == RC_OK)
		rc = check_register(g, db, e);
	db_close(db);
	hooks.ctx = g;
	if (rc == RC_OK)
		rc = writer_open(&g->writer, &hooks, NULL, e);
	if (rc == RC_OK)
		rc = pool_open(&g->pool, POOL_THREADS, POOL_WAITING, e);
	if (rc == RC_OK)
		rc = pool_open(&g->pictures, PICTURES_THREADS, PICTURES_WAITING, e);
	if (rc == RC_OK)
		rc = attend_open(g, e);
	if (rc != RC_OK) {
		gate_close(g);
		return rc;
	}
	*out = g;
	return RC_OK;
}

const struct router *gate_router(const struct gate *g)
{
	return g->router;
}

struct intake *visit_intake(const struct visit *v)
{
	return v->gate->c.intake;
}

void gate_close(struct gate *g)
{
	if (g == NULL)
		return;
	attend_close(g);
	pool_close(g->pictures);
	pool_close(g->pool);
	writer_close(g->writer);
	handles_close(g);
	db_close(g->own);
	router_close(g->router);
	(void)pthread_cond_destroy(&g->woken);
	(void)pthread_mutex_destroy(&g->mu);
	(void)pthread_mutex_destroy(&g->keys_mu);
	(void)pthread_mutex_destroy(&g->handles_mu);
	throttle_end(&g->throttle);
	free(g->url);
	free(g);
}
