/* Transactions: races, failures inside, savepoints, a full disk. */
#include "fixture.h"

#include "db_impl.h"

static struct db *db, *other; /* two handles on one register */

static enum rc set(struct db *h, const char *code, int64_t amount, struct err *e)
{
	return db_run(h, STMT_TEST_ITEM_SET, DB_ARGS(DB_TEXT(str_of(code)), DB_INT(amount)), e);
}

static void commit_and_rollback(void)
{
	struct err e = {0};

	must(db_begin(db, true, &e), &e);
	OK(db_in_tx(db));
	OK(add_item(db, "one", 1, &e) == RC_OK);
	OK(add_item(db, "two", 1, &e) == RC_OK);
	OK(amount_of(other, "one") == -1); /* not before it is committed */
	OK(db_commit(db, &e) == RC_OK);
	OK(!db_in_tx(db) && amount_of(other, "one") == 1);

	must(db_begin(db, true, &e), &e);
	OK(set(db, "one", 2, &e) == RC_OK);
	db_rollback(db);
	db_rollback(db);
	OK(!db_in_tx(db) && amount_of(db, "one") == 1);
	OK(db_commit(db, &e) == RC_DB);
	note_err(&e);
}

struct seen {
	size_t writes, committed, taken_back;
	int64_t amount;
};

static void saw_write(void *ctx, enum stmt_id id, const struct db_val *v, size_t n)
{
	struct seen *s = ctx;

	OK(id == STMT_TEST_ITEM_SET && n == 2);
	s->writes++;
	s->amount = v[1].i;
}

static void saw_end(void *ctx, bool committed)
{
	struct seen *s = ctx;

	s->committed += committed;
	s->taken_back += !committed;
}

/* A watcher sees what is written, with its values, and how it ended; reading is not for it. */
static void watched(void)
{
	struct seen seen = {0};
	const struct db_watch w = {.ctx = &seen, .wrote = saw_write, .ended = saw_end};
	struct err e = {0};

	db_watch(db, &w);
	OK(amount_of(db, "one") == 1);
	must(db_begin(db, false, &e), &e);
	OK(set(db, "one", 2, &e) == RC_FORBIDDEN);
	e = (struct err){0};
	db_rollback(db);
	OK(seen.writes == 0 && seen.committed == 0 && seen.taken_back == 0);
	must(db_begin(db, true, &e), &e);
	OK(set(db, "one", 7, &e) == RC_OK && seen.writes == 1 && seen.amount == 7);
	db_rollback(db);
	OK(seen.taken_back == 1 && seen.committed == 0);
	must(db_begin(db, true, &e), &e);
	OK(set(db, "one", 1, &e) == RC_OK && db_commit(db, &e) == RC_OK);
	OK(seen.committed == 1 && seen.writes == 2);
	db_watch(db, NULL);
	must(db_begin(db, true, &e), &e);
	OK(set(db, "one", 1, &e) == RC_OK && db_commit(db, &e) == RC_OK && seen.writes == 2);
}

/* A transaction reads one moment, whatever others commit meanwhile. */
static void snapshot(void)
{
	struct err e = {0};

	must(db_begin(other, false, &e), &e);
	OK(amount_of(other, "one") == 1);
	must(db_begin(db, true, &e), &e);
	OK(set(db, "one", 5, &e) == RC_OK);
	OK(db_commit(db, &e) == RC_OK);
	OK(amount_of(other, "one") == 1);
	OK(db_commit(other, &e) == RC_OK);
	OK(amount_of(other, "one") == 5);
	must(db_begin(db, true, &e), &e);
	OK(set(db, "one", 1, &e) == RC_OK);
	OK(db_commit(db, &e) == RC_OK);
}

/*
 * Two that each read both rows and write one of them: no order of the two
 * gives that result, so one must lose.
 */
static void race(void)
{
	struct err e = {0};
	enum rc rc;

	must(db_begin(db, true, &e), &e);
	OK(amount_of(db, "one") == 1 && amount_of(db, "two") == 1);
	rc = db_begin(other, true, &e);
	if (rc == RC_OK) {
		OK(amount_of(other, "one") == 1 && amount_of(other, "two") == 1);
		OK(set(other, "two", 0, &e) == RC_OK);
	}
	OK(set(db, "one", 0, &e) == RC_OK);
	OK(db_commit(db, &e) == RC_OK);
	if (rc == RC_OK)
		rc = db_commit(other, &e);
	OK(rc == RC_RETRY);
	note_err(&e);
	OK(!db_in_tx(other));
	OK(amount_of(db, "one") == 0 && amount_of(db, "two") == 1);
}

static void conflicts(void)
{
	struct err e = {0};

	must(db_begin(db, true, &e), &e);
	OK(add_item(db, "one", 1, &e) == RC_CONFLICT); /* unique */
	OK(strstr(e.msg, "one") == NULL);              /* messages carry no values */
	note_err(&e);
	/* the transaction is lost, on either engine */
	OK(add_item(db, "three", 1, &e) == RC_DB);
	e = (struct err){0};
	OK(db_script(db, "SELECT 1", &e) == RC_DB);
	e = (struct err){0};
	OK(db_prepare(db, STMT_TEST_ITEMS, &e) == RC_DB);
	OK(db_savepoint(db, &e) == RC_DB);
	e = (struct err){0};
	OK(db_commit(db, &e) == RC_DB);
	note_err(&e);
	OK(!db_in_tx(db) && amount_of(db, "three") == -1);

	must(db_begin(db, true, &e), &e);
	OK(add_item(db, "three", -1, &e) == RC_CONFLICT); /* check */
	note_err(&e);
	db_rollback(db);

	must(db_begin(db, true, &e), &e);
	OK(db_run(db, STMT_TEST_CHILD_ADD, DB_ARGS(DB_INT(12345)), &e) == RC_OK);
	OK(db_commit(db, &e) == RC_CONFLICT); /* a reference that leads nowhere */
	note_err(&e);

	must(db_begin(db, true, &e), &e);
	OK(db_run(db, STMT_TEST_FROZEN_ADD, DB_ARGS(DB_INT(1), DB_TEXT(STR("b"))), &e) == RC_OK);
	OK(db_commit(db, &e) == RC_OK);
	must(db_begin(db, true, &e), &e);
	OK(db_run(db, STMT_TEST_FROZEN_CHANGE, DB_ARGS(DB_TEXT(STR("x"))), &e) == RC_CONFLICT);
	note_err(&e);
	db_rollback(db);
	must(db_begin(db, true, &e), &e);
	OK(db_run(db, STMT_TEST_FROZEN_REMOVE, DB_NO_ARGS, &e) == RC_CONFLICT);
	e = (struct err){0};
	db_rollback(db);
}

/* The engine's own commit of a failed transaction is an error as well. */
static void commit_behind_the_back(void)
{
	struct err e = {0};

	must(db_begin(db, true, &e), &e);
	OK(db->ops->script(db, "SELECT nonsense", &e) == RC_DB);
	e = (struct err){0};
	OK(set(db, "one", 9, &e) == (is_pg(db) ? RC_DB : RC_OK));
	e = (struct err){0};
	db->failed = false;
	OK(db_commit(db, &e) == (is_pg(db) ? RC_DB : RC_OK));
	note_err(&e);
}

static void savepoints(void)
{
	struct err e = {0};

	OK(db_savepoint(db, &e) == RC_DB); /* no transaction */
	e = (struct err){0};
	must(db_begin(db, false, &e), &e);
	OK(db_savepoint(db, &e) == RC_DB);
	e = (struct err){0};
	db_rollback(db);

	must(db_begin(db, true, &e), &e);
	OK(db_release(db, &e) == RC_DB);
	e = (struct err){0};
	OK(db_rollback_to(db, &e) == RC_DB);
	e = (struct err){0};
	for (int i = 0; i < 3; i++) { /* a batch of acts, the second fails */
		OK(db_savepoint(db, &e) == RC_OK);
		OK(add_item(db, i == 0 ? "s0" : i == 1 ? "s1" : "s2", 3, &e) == RC_OK);
		if (i == 1) {
			OK(add_item(db, "s0", 3, &e) == RC_CONFLICT);
			e = (struct err){0};
			OK(db_release(db, &e) == RC_DB);
			e = (struct err){0};
			OK(db_rollback_to(db, &e) == RC_OK);
			OK(amount_of(db, "s1") == -1 && amount_of(db, "s0") == 3);
		} else {
			OK(db_release(db, &e) == RC_OK);
		}
	}
	OK(db_commit(db, &e) == RC_OK);
	OK(amount_of(other, "s0") == 3 && amount_of(other, "s1") == -1 &&
	    amount_of(other, "s2") == 3);
	note_err(&e);
}

struct tries {
	int done, lose; /* lose so many times */
};

static enum rc work(struct db *h, void *ctx, struct err *e)
{
	struct tries *t = ctx;
	enum rc rc = set(h, "two", 100 + t->done, e);

	if (rc == RC_OK && t->done++ < t->lose)
		rc = fail(e, RC_RETRY, "lost race %d", t->done);
	return rc;
}

static enum rc give_up(struct db *h, void *ctx, struct err *e)
{
	++*(int *)ctx;
	(void)set(h, "two", 999, e);
	return fail(e, RC_NOT_FOUND, "nobody");
}

static enum rc lose(struct db *h, void *ctx, struct err *e)
{
	(void)h;
	(void)ctx;
	(void)e;
	return RC_RETRY; /* without a word */
}

static void repeated(void)
{
	struct tries t = {.lose = 3}, never = {.lose = 100};
	struct err e = {0};
	int calls = 0;

	OK(db_tx(db, true, work, &t, &e) == RC_OK);
	OK(e.rc == RC_OK && t.done == 4 && amount_of(db, "two") == 103);
	OK(db_tx(db, true, work, &never, &e) == RC_RETRY);
	OK(never.done == 8 && strcmp(e.msg, "lost race 8") == 0 && amount_of(db, "two") == 103);
	e = (struct err){0};
	OK(db_tx(db, true, give_up, &calls, &e) == RC_NOT_FOUND);
	OK(calls == 1 && strcmp(e.msg, "nobody") == 0 && amount_of(db, "two") == 103);
	e = (struct err){0};
	t = (struct tries){0};
	OK(db_tx(db, false, work, &t, &e) == RC_FORBIDDEN);
	e = (struct err){0};
	OK(db_tx(db, false, lose, NULL, &e) == RC_RETRY);
	OK(e.rc == RC_RETRY && e.msg[0] != '\0');
	OK(!db_in_tx(db));
}

static enum rc fill(struct db *h, struct err *e)
{
	static char big[200000];
	enum rc rc = db_begin(h, true, e);

	if (rc == RC_OK)
		rc = db_run(h, STMT_TEST_ITEM_ADD,
		    DB_ARGS(DB_TEXT(STR("big")), DB_NULL, DB_BLOB(((struct str){big, sizeof(big)})),
			DB_INT(1)),
		    e);
	if (rc == RC_OK)
		return db_commit(h, e);
	db_rollback(h);
	return rc;
}

/* The act gets an error, and the register goes on when there is room. */
static void disk_full(void)
{
	struct err e = {0};

	if (is_pg(db)) {
		must(db_begin(db, true, &e), &e);
		OK(db_run(db, STMT_TEST_DISK_FULL, DB_NO_ARGS, &e) == RC_SYS);
		OK(strstr(e.msg, "disk") != NULL && strstr(e.msg, "full") != NULL);
		db_rollback(db);
	} else {
		must(db->ops->script(db, "PRAGMA max_page_count=1", &e), &e);
		OK(fill(db, &e) == RC_SYS);
		OK(strstr(e.msg, "disk") != NULL && strstr(e.msg, "full") != NULL);
		OK(amount_of(db, "two") == 103); /* reading goes on */
		must(db->ops->script(db, "PRAGMA max_page_count=1000000", &(struct err){0}), &e);
	}
	note_err(&e);
	OK(amount_of(db, "big") == -1);
	OK(fill(db, &e) == RC_OK && amount_of(other, "big") == 1);
	note_err(&e);
}

static void locks(void)
{
	struct err e = {0};

	OK(db_lock(db, 42, &e) == RC_OK);
	OK(db_lock(db, 42, &e) == RC_OK);
	OK(db_lock(other, 42, &e) == (is_pg(db) ? RC_RETRY : RC_OK));
	note_err(&e);
	db_unlock(db, 42);
	db_unlock(db, 42);
	OK(db_lock(other, 42, &e) == RC_OK);
	db_unlock(other, 42);
	note_err(&e);
}

int main(int argc, char **argv)
{
	struct err e = {0};

	if (argc < 2)
		return 1;
	db = must_make(argv[argc - 1]);
	other = must_open(argv[argc - 1], ROLE_OWNER);
	if (!is_pg(db)) /* losing a race need not take the five seconds of the driver */
		must(other->ops->script(other, "PRAGMA busy_timeout=20", &e), &e);
	commit_and_rollback();
	watched();
	snapshot();
	race();
	conflicts();
	commit_behind_the_back();
	savepoints();
	repeated();
	disk_full();
	locks();
	db_close(db);
	db_close(other);
	return t_done();
}
