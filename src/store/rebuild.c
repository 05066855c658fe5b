/* Derived tables from nothing. */
#include "rebuild.h"

#include "derive.h"
#include "replay.h"

struct found {
	struct rebuild *r;
	bool any;
};

static void note(void *ctx, const struct db_table *t, const char *key, enum db_difference d)
{
	struct found *f = ctx;

	f->any = true;
	f->r->differs(f->r->ctx, t, key, d);
}

static enum rc table(struct db *db, struct rebuild *r, const struct db_table *t, struct err *e)
{
	struct found f = {r, false};
	enum rc rc = db_shadow_compare(db, t, REBUILD_TOLD, note, &f, e);

	if (rc != RC_OK || !f.any)
		return rc;
	r->tables++;
	return db_shadow_replace(db, t, e);
}

enum rc rebuild_register(struct db *db, struct rebuild *r, struct err *e)
{
	struct replay replay = {.progress = r->progress, .ctx = r->ctx};
	struct err why = {0};
	enum rc rc = db_shadow(db, derived_tables, derived_tables_n, true, e);

	r->tables = 0;
	if (rc == RC_OK) {
		rc = replay_all(db, &replay, &why);
		if (rc != RC_OK)
			(void)fail(e, rc, "act %lld: %s", (long long)replay.at, why.msg);
	}
	r->acts = replay.acts;
	for (size_t i = 0; rc == RC_OK && i < derived_tables_n; i++)
		rc = table(db, r, &derived_tables[i], e);
	if (rc == RC_OK)
		return db_commit(db, e);
	db_rollback(db);
	return rc;
}
