/*
 * Shadows of tables (db.h).  The only texts of SQL beside sql/ and migrations/: they
 * are made of names of tables, which the program's own table gives, and of nothing
 * that comes from outside.
 */
#include "db_impl.h"

#include "buf.h"

#include <assert.h>

/* What must hold while everything is made anew: hours, if need be; and plans that
 * were made while the shadows were empty must suit them when they are full. */
static const char patient[] = "SET statement_timeout=0; SET idle_in_transaction_session_timeout=0;"
			      "SET enable_seqscan=off";
static const char comparing[] = "SET LOCAL enable_seqscan=on";

static enum rc make(struct db *db, const struct db_table *t, size_t n, struct err *e)
{
	enum rc rc = db_begin(db, true, e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = db->ops->shadow(db, t[i].name, e);
	if (rc == RC_OK)
		return db_commit(db, e);
	db_rollback(db);
	return rc;
}

static enum rc settle(struct db *db, struct err *e)
{
	if (db->ops->engine == 1)
		return db->ops->script(db, patient, e);
	/* Their pages go to a file once they are many, and this handle reads much. */
	return db->ops->script(db, "PRAGMA temp_store=FILE; PRAGMA temp.cache_size=-65536", e);
}

enum rc db_shadow(struct db *db, const struct db_table *t, size_t n, bool replace, struct err *e)
{
	enum rc rc;

	assert(!db->in_tx && db->open == 0);
	if ((db->roles & ROLE_OWNER) == 0)
		return fail(e, RC_FORBIDDEN, "shadow: not for this role");
	db->shadowed = true;
	rc = settle(db, e);
	if (rc == RC_OK)
		rc = make(db, t, n, e);
	if (rc != RC_OK)
		return rc;
	if (replace) {
		rc = db_begin(db, true, e);
		if (rc != RC_OK)
			return rc;
		rc = db->ops->script(db, db->ops->write_alone, e);
		db->failed = rc != RC_OK;
		return rc;
	}
	rc = db->ops->begin_shadow(db, e);
	db->in_tx = db->tx_writes =
	    rc == RC_OK; /* it writes: shadows alone, which the engine sees to */
	db->failed = db->in_savepoint = false;
	return rc;
}

bool db_is_shadowed(const struct db *db)
{
	return db->shadowed;
}

struct found {
	const struct db_table *table;
	size_t limit, n;
	db_difference_fn fn;
	void *ctx;
	struct buf key; /* of the row before, not yet told */
	bool here, made;
};

static void tell(struct found *f)
{
	if ((f->here || f->made) && f->n < f->limit) {
		f->n++;
		buf_char(&f->key, '\0');
		f->fn(f->ctx, f->table, f->key.p,
		    f->here && f->made ? DB_CHANGED
		    : f->here          ? DB_SURPLUS
				       : DB_MISSING);
	}
	buf_clear(&f->key);
	f->here = f->made = false;
}

/* Rows come by key; a row that was changed comes twice, as it is and as it should be. */
static void difference(void *ctx, char **column, int n)
{
	struct found *f = ctx;
	struct str key = str_of(column[0]);

	assert(n == 2);
	if (!str_eq(buf_text(&f->key), key))
		tell(f);
	if (f->key.n == 0)
		buf_str(&f->key, key);
	if (str_is(str_of(column[1]), "1"))
		f->here = true;
	else
		f->made = true;
}

enum rc db_shadow_compare(struct db *db, const struct db_table *t, size_t limit,
    db_difference_fn fn, void *ctx, struct err *e)
{
	struct found f = {.table = t, .limit = limit, .fn = fn, .ctx = ctx};
	struct buf b = {0};
	enum rc rc = RC_OK;

	if (db->failed)
		return fail(e, RC_DB, "shadow: the transaction has already failed");
	if (db->ops->engine == 1)
		rc = db->ops->script(db, comparing, e);
	buf_printf(&b,
	    "SELECT %s, 1 FROM (SELECT * FROM %s.%s EXCEPT SELECT * FROM %s) AS here UNION ALL "
	    "SELECT %s, 0 FROM (SELECT * FROM %s EXCEPT SELECT * FROM %s.%s) AS made "
	    "ORDER BY 1, 2 LIMIT %zu",
	    t->key, db->ops->schema, t->name, t->name, t->key, t->name, db->ops->schema, t->name,
	    2 * limit);
	buf_char(&b, '\0');
	if (rc == RC_OK)
		rc = db->ops->ask(db, b.p, difference, &f, e);
	db->failed = rc != RC_OK;
	tell(&f);
	buf_free(&f.key);
	buf_free(&b);
	return rc;
}

enum rc db_shadow_replace(struct db *db, const struct db_table *t, struct err *e)
{
	char text[256];
	enum rc rc;

	if (db->failed)
		return fail(e, RC_DB, "shadow: the transaction has already failed");
	(void)snprintf(text, sizeof(text), "DELETE FROM %s.%s; INSERT INTO %s.%s SELECT * FROM %s",
	    db->ops->schema, t->name, db->ops->schema, t->name, t->name);
	rc = db->ops->script(db, text, e);
	db->failed = rc != RC_OK;
	return rc;
}
