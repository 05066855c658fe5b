/* A register into another, table by table, whatever the engines. */
#include "db_impl.h"

#include <assert.h>

struct copy {
	struct db *from, *to;
	const char *table;
	bool begun;
	int64_t rows;
	void (*progress)(void *ctx, int64_t rows);
	void *ctx;
	struct arena a;
	const char **name;
	size_t n, cap;
};

static void add_name(void *ctx, char **column, int n)
{
	struct copy *c = ctx;

	(void)n;
	if (strcmp(column[0], "migration") == 0) /* the other one has its own */
		return;
	c->name = ARENA_GROW(&c->a, c->name, c->n, &c->cap);
	c->name[c->n++] = arena_z(&c->a, str_of(column[0]));
}

static enum rc row(void *ctx, const struct db_val *v, size_t n, struct err *e)
{
	struct copy *c = ctx;
	enum rc rc = RC_OK;

	if (!c->begun)
		rc = c->to->ops->write_begin(c->to, c->table, n, e);
	if (rc != RC_OK)
		return rc;
	c->begun = true;
	c->rows++;
	if (c->rows % 1000 == 0 && c->progress != NULL)
		c->progress(c->ctx, c->rows);
	return c->to->ops->write_row(c->to, v, n, e);
}

static enum rc table(struct copy *c, struct err *e)
{
	enum rc rc, end;

	c->begun = false;
	rc = c->from->ops->read_rows(c->from, c->table, row, c, e);
	if (!c->begun)
		return rc;
	end = c->to->ops->write_end(c->to, rc == RC_OK, e);
	return rc == RC_OK ? end : rc;
}

static enum rc tables(struct copy *c, struct err *e)
{
	enum rc rc = RC_OK;

	/* A server's own limits on one statement are for the desk. */
	if (c->to->ops->engine == 1)
		rc = c->to->ops->script(c->to,
		    "SET LOCAL statement_timeout=0; SET LOCAL "
		    "idle_in_transaction_session_timeout=0",
		    e);
	if (rc == RC_OK && c->from->ops->engine == 1)
		rc = c->from->ops->script(
		    c->from, "SET LOCAL idle_in_transaction_session_timeout=0", e);
	if (rc == RC_OK)
		rc = c->from->ops->ask(c->from, c->from->ops->tables, add_name, c, e);
	for (size_t i = 0; rc == RC_OK && i < c->n; i++) {
		c->table = c->name[i];
		rc = table(c, e);
	}
	if (rc == RC_OK)
		rc = c->to->ops->script(c->to, c->to->ops->write_after, e);
	return rc == RC_OK ? db_run(c->to, STMT_ACT_ID_GOES_ON, DB_NO_ARGS, e) : rc;
}

enum rc db_copy(
    struct db *from, struct db *to, void (*progress)(void *, int64_t), void *ctx, struct err *e)
{
	struct copy c = {.from = from, .to = to, .progress = progress, .ctx = ctx};
	enum rc rc;

	assert(!from->in_tx && !to->in_tx);
	if ((from->roles & ROLE_OWNER) == 0 || (to->roles & ROLE_OWNER) == 0)
		return fail(e, RC_FORBIDDEN, "copy: not for this role");
	rc = db_begin(from, false, e);
	if (rc != RC_OK)
		return rc;
	rc = db_begin(to, true, e);
	if (rc == RC_OK) {
		rc = tables(&c, e);
		if (rc == RC_OK)
			rc = db_commit(to, e);
		else
			db_rollback(to);
	}
	db_rollback(from);
	arena_free(&c.a);
	return rc;
}
