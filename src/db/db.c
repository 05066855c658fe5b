/*
 * The part of the database layer that both engines share: what is refused
 * before an engine is asked, and the life of a cursor.
 */
#include "db_impl.h"

#include "utf8.h"

#include <assert.h>

#define VALUE_MAX ((size_t)256 * 1024 * 1024) /* both engines take that much */

enum rc db_open(const char *url, unsigned roles, struct db **out, struct err *e)
{
	struct db *db;
	enum rc rc;

	*out = NULL;
	db = xcalloc(1, sizeof(*db));
	db->roles = roles;
	/* An unknown address is not shown: it may hold a password. */
	if (str_starts(str_of(url), "sqlite:"))
		db->ops = &db_sqlite_ops;
	else if (str_starts(str_of(url), "postgresql://"))
		db->ops = &db_pg_ops;
	if (db->ops == NULL) {
		free(db);
		return fail(
		    e, RC_BAD_INPUT, "a database address begins with sqlite: or postgresql://");
	}
	rc = db->ops->open(db, url, e);
	if (rc != RC_OK) {
		db_close(db);
		return rc;
	}
	*out = db;
	return RC_OK;
}

void db_close(struct db *db)
{
	if (db == NULL)
		return;
	assert(db->open == 0);
	db->ops->close(db);
	free(db);
}

const char *db_engine(const struct db *db)
{
	return db->ops->name;
}

void db_set_roles(struct db *db, unsigned roles)
{
	db->roles = roles;
}

unsigned db_roles(const struct db *db)
{
	return db->roles;
}

void db_watch(struct db *db, const struct db_watch *w)
{
	db->watch = w;
}

/* After a failure in the engine the transaction is lost, on either engine. */
static void note_failure(struct db_cur *c)
{
	if (c->rc != RC_OK && c->db->in_tx)
		c->db->failed = true;
}

static enum rc check_values(
    const struct stmt_def *d, const struct db_val *v, size_t n, struct err *e)
{
	if (d->nparams != n)
		return fail(e, RC_DB, "%s: %zu values for %u parameters", d->name, n, d->nparams);
	for (size_t i = 0; i < n; i++) {
		if (v[i].type != DB_T_TEXT && v[i].type != DB_T_BLOB)
			continue;
		if (v[i].s.n > VALUE_MAX)
			return fail(e, RC_BAD_INPUT, "%s: value %zu is too long", d->name, i + 1);
		if (v[i].type == DB_T_TEXT && !utf8_valid(v[i].s))
			return fail(e, RC_BAD_INPUT, "%s: value %zu is not text", d->name, i + 1);
	}
	return RC_OK;
}

static enum rc check(const struct db *db, const struct stmt_def *d, struct err *e)
{
	if ((d->roles & db->roles) == 0)
		return fail(e, RC_FORBIDDEN, "%s: not for this role", d->name);
	if (d->writes && !(db->in_tx && db->tx_writes))
		return fail(e, RC_FORBIDDEN, "%s: needs a writing transaction", d->name);
	if (db->failed)
		return fail(e, RC_DB, "%s: the transaction has already failed", d->name);
	return RC_OK;
}

static void start(struct db *db, struct db_cur *c, enum stmt_id id, const struct db_val *v,
    size_t n, bool big, struct err *e)
{
	const struct stmt_def *d = &stmt_defs[id];

	*c = (struct db_cur){.db = db, .id = id};
	db->open++;
	c->rc = check(db, d, e);
	if (c->rc == RC_OK)
		c->rc = check_values(d, v, n, e);
	if (c->rc == RC_OK && big && (!db->in_tx || d->writes))
		c->rc = fail(
		    e, RC_DB, "%s: only a reading statement in a transaction can be big", d->name);
	if (c->rc != RC_OK)
		return;
	if (d->writes && db->watch != NULL)
		db->watch->wrote(db->watch->ctx, id, v, n);
	else if (db->watch != NULL && db->watch->asked != NULL)
		db->watch->asked(db->watch->ctx, id);
	c->rc = db->ops->start(c, v, n, big, e);
	note_failure(c);
}

void db_start(struct db *db, struct db_cur *c, enum stmt_id id, const struct db_val *v, size_t n,
    struct err *e)
{
	start(db, c, id, v, n, false, e);
}

void db_start_big(struct db *db, struct db_cur *c, enum stmt_id id, const struct db_val *v,
    size_t n, struct err *e)
{
	start(db, c, id, v, n, true, e);
}

bool db_next(struct db_cur *c, struct err *e)
{
	bool row;

	if (c->rc != RC_OK || c->impl == NULL)
		return false;
	row = c->db->ops->next(c, e);
	note_failure(c);
	return row;
}

bool db_is_null(const struct db_cur *c, int col)
{
	return c->db->ops->is_null(c, col);
}

int64_t db_int(const struct db_cur *c, int col)
{
	return c->db->ops->get_int(c, col);
}

struct str db_text(const struct db_cur *c, int col, struct arena *a)
{
	return c->db->ops->get_text(c, col, a);
}

struct str db_blob(const struct db_cur *c, int col, struct arena *a)
{
	return c->db->ops->get_blob(c, col, a);
}

enum rc db_end(struct db_cur *c)
{
	if (c->impl != NULL)
		c->db->ops->end(c);
	c->impl = NULL;
	assert(c->db->open > 0);
	c->db->open--;
	return c->rc;
}

enum rc db_run(struct db *db, enum stmt_id id, const struct db_val *v, size_t n, struct err *e)
{
	struct db_cur c;

	db_start(db, &c, id, v, n, e);
	while (db_next(&c, e))
		;
	return db_end(&c);
}

enum rc db_one_int(struct db *db, enum stmt_id id, const struct db_val *v, size_t n, int64_t *out,
    bool *found, struct err *e)
{
	struct db_cur c;

	*found = false;
	*out = 0;
	db_start(db, &c, id, v, n, e);
	if (db_next(&c, e) && !db_is_null(&c, 0)) {
		*found = true;
		*out = db_int(&c, 0);
	}
	return db_end(&c);
}

enum rc db_prepare(struct db *db, enum stmt_id id, struct err *e)
{
	enum rc rc = db->failed ? RC_DB : db->ops->prepare(db, id, e);

	if (rc != RC_OK && db->in_tx)
		db->failed = true;
	return rc;
}

/* SQLite's report has several; at most 300 bytes of it. */
static struct str one_line(struct arena *a, struct str s)
{
	char *z;

	s.n = s.n < 300 ? s.n : 300;
	z = arena_z(a, s);
	for (size_t i = 0; i < s.n; i++)
		if (z[i] == '\n')
			z[i] = ' ';
	return (struct str){z, s.n};
}

enum rc db_check(struct db *db, struct err *e)
{
	struct arena a = {0};
	struct db_cur c;
	int64_t faults = 0;
	bool found;
	enum rc rc;

	db_start(db, &c, STMT_INTEGRITY, DB_NO_ARGS, e);
	if (db_next(&c, e)) {
		struct str said = db_text(&c, 0, &a);

		if (!str_is(said, "ok"))
			c.rc = fail(
			    e, RC_DB, "the database is damaged: %.*s", STR_FMT(one_line(&a, said)));
	}
	rc = db_end(&c);
	arena_free(&a);
	if (rc == RC_OK)
		rc = db_one_int(db, STMT_REFERENCE_FAULTS, DB_NO_ARGS, &faults, &found, e);
	if (rc == RC_OK && faults != 0)
		rc = fail(e, RC_DB, "the database is damaged: %lld references lead nowhere",
		    (long long)faults);
	return rc;
}

enum rc db_wipe(struct db *db, struct err *e)
{
	enum rc rc;

	if ((db->roles & ROLE_OWNER) == 0)
		return fail(e, RC_FORBIDDEN, "wipe: not for this role");
	if (db->in_tx)
		return fail(e, RC_DB, "wipe: not in a transaction");
	if (db->ops->wipe == NULL)
		return fail(e, RC_BAD_INPUT, "wipe: remove the file instead");
	rc = db_begin(db, true, e);
	if (rc != RC_OK)
		return rc;
	rc = db->ops->script(db, db->ops->wipe, e);
	if (rc == RC_OK)
		return db_commit(db, e);
	db_rollback(db);
	return rc;
}

enum rc db_lock(struct db *db, int64_t key, struct err *e)
{
	return db->ops->lock(db, key, e);
}

void db_unlock(struct db *db, int64_t key)
{
	db->ops->unlock(db, key);
}

enum rc db_backup_sqlite(struct db *db, const char *path, struct err *e)
{
	if ((db->roles & ROLE_OWNER) == 0)
		return fail(e, RC_FORBIDDEN, "backup: not for this role");
	if (db->ops->backup == NULL)
		return fail(e, RC_BAD_INPUT, "backup: this register is not a SQLite file");
	if (db->in_tx)
		return fail(e, RC_DB, "backup: not in a transaction");
	return db->ops->backup(db, path, e);
}
