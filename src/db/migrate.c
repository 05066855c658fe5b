/*
 * Bringing the schema up to date, and refusing a register that this program
 * does not understand.
 */
#include "db_impl.h"

#include "hash.h"

#include <assert.h>

#define MIGRATE_LOCK INT64_C(0x4d4b4e4a00000001) /* "MKNJ", 1 */
#define LOCK_TRIES   300                         /* times 100 ms */

struct job {
	const struct migration *list;
	size_t n;
	int64_t now;
	bool table;  /* found: the table of migrations */
	size_t done; /* found recorded there */
};

/* The row c stands on, against our own migration of that place. */
static enum rc compare(struct db_cur *c, const struct job *j, struct arena *a, struct err *e)
{
	int64_t number = db_int(c, 0);
	struct str name = db_text(c, 1, a), sha = db_blob(c, 2, a), program = db_text(c, 3, a);
	struct hash ours;

	if (j->done >= j->n)
		return fail(e, RC_CONFLICT,
		    "the register is newer than this program (%s): it has migration %lld (%.*s), "
		    "made by version %.*s",
		    VERSION, (long long)number, STR_FMT(name), STR_FMT(program));
	ours = hash_of(str_of(j->list[j->done].text));
	if (number != j->list[j->done].number || !str_eq(sha, hash_str(&ours)))
		return fail(e, RC_CONFLICT,
		    "migration %lld (%.*s), made by version %.*s, is not the one this program "
		    "(%s) has under number %d (%s)",
		    (long long)number, STR_FMT(name), STR_FMT(program), VERSION,
		    j->list[j->done].number, j->list[j->done].name);
	return RC_OK;
}

/* Which migrations are recorded, and are they ours? */
static enum rc look(struct db *db, void *ctx, struct err *e)
{
	struct job *j = ctx;
	struct arena a = {0};
	struct db_cur c;
	int64_t tables = 0;
	bool found;
	enum rc rc;

	j->done = 0;
	rc = db_one_int(db, STMT_MIGRATION_TABLE, DB_NO_ARGS, &tables, &found, e);
	j->table = tables != 0;
	if (rc != RC_OK || tables == 0)
		return rc;
	db_start(db, &c, STMT_MIGRATIONS, DB_NO_ARGS, e);
	while (db_next(&c, e)) {
		c.rc = compare(&c, j, &a, e);
		j->done++;
	}
	rc = db_end(&c);
	arena_free(&a);
	return rc;
}

static enum rc add(struct db *db, const struct job *j, struct err *e)
{
	const struct migration *m = &j->list[j->done];
	struct hash h = hash_of(str_of(m->text));
	int64_t faults = 0;
	bool found;
	enum rc rc = db_script(db, m->text, e);

	if (rc == RC_OK)
		rc = db_one_int(db, STMT_REFERENCE_FAULTS, DB_NO_ARGS, &faults, &found, e);
	if (rc == RC_OK && faults != 0)
		rc = fail(e, RC_CONFLICT, "migration %d (%s) leaves references that lead nowhere",
		    m->number, m->name);
	if (rc == RC_OK)
		rc = db_run(db, STMT_MIGRATION_ADD,
		    DB_ARGS(DB_INT(m->number), DB_TEXT(str_of(m->name)), DB_BLOB(hash_str(&h)),
			DB_INT(j->now), DB_TEXT(STR(VERSION))),
		    e);
	return rc;
}

/* One migration, whole or not at all.  Another program may have made it by now. */
static enum rc step(struct db *db, void *ctx, struct err *e)
{
	struct job *j = ctx;
	enum rc rc = db->ops->script(db, db->ops->migrate_inside, e);

	if (rc == RC_OK)
		rc = look(db, j, e);
	if (rc == RC_OK && !j->table)
		rc = db_script(db, db_bookkeeping, e);
	if (rc == RC_OK && j->done < j->n) {
		rc = add(db, j, e);
		j->done++;
	}
	return rc;
}

static enum rc lock(struct db *db, struct err *e)
{
	const struct timespec pause = {.tv_nsec = 100000000};
	enum rc rc = RC_RETRY;

	for (int i = 0; i < LOCK_TRIES && rc == RC_RETRY; i++) {
		struct err why = {0};

		if (i > 0)
			(void)nanosleep(&pause, NULL);
		rc = db_lock(db, MIGRATE_LOCK, &why);
		if (rc != RC_OK && (rc != RC_RETRY || i + 1 == LOCK_TRIES))
			(void)fail(e, rc, "%s", why.msg);
	}
	return rc;
}

static void check_list(const struct migration *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert(list[i].number == (int)i + 1);
}

enum rc db_pending(
    struct db *db, const struct migration *list, size_t n, size_t *pending, struct err *e)
{
	struct job j = {.list = list, .n = n};
	enum rc rc;

	check_list(list, n);
	rc = db_tx(db, false, look, &j, e);
	*pending = rc == RC_OK ? n - j.done : n;
	return rc;
}

enum rc db_migrate(
    struct db *db, const struct migration *list, size_t n, int64_t now, struct err *e)
{
	struct job j = {.list = list, .n = n, .now = now};
	enum rc rc;

	check_list(list, n);
	if ((db->roles & ROLE_OWNER) == 0)
		return fail(e, RC_FORBIDDEN, "migrate: not for this role");
	rc = db_tx(db, false, look, &j, e);
	if (rc != RC_OK || (j.table && j.done == n))
		return rc;
	rc = lock(db, e);
	if (rc != RC_OK)
		return rc;
	rc = db->ops->script(db, db->ops->migrate_before, e);
	do {
		if (rc == RC_OK)
			rc = db_tx(db, true, step, &j, e);
	} while (rc == RC_OK && j.done < j.n);
	if (db->ops->script(db, db->ops->migrate_after, rc == RC_OK ? e : NULL) != RC_OK &&
	    rc == RC_OK)
		rc = RC_DB;
	db_unlock(db, MIGRATE_LOCK);
	return rc;
}
