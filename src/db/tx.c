/* Transactions, savepoints, and running a text of many statements. */
#include "db_impl.h"

#include "buf.h"

#include <assert.h>

#define TRIES 8

bool db_in_tx(const struct db *db)
{
	return db->in_tx;
}

enum rc db_begin(struct db *db, bool writes, struct err *e)
{
	enum rc rc;

	assert(!db->in_tx);
	rc = db->ops->begin(db, writes, e);
	db->in_tx = rc == RC_OK;
	db->tx_writes = writes;
	db->failed = false;
	db->in_savepoint = false;
	return rc;
}

static void over(struct db *db, bool committed)
{
	if (db->watch != NULL && db->tx_writes)
		db->watch->ended(db->watch->ctx, committed);
	db->in_tx = false;
	db->tx_writes = false;
	db->failed = false;
	db->in_savepoint = false;
}

enum rc db_commit(struct db *db, struct err *e)
{
	enum rc rc;

	assert(db->open == 0);
	if (!db->in_tx)
		return fail(e, RC_DB, "commit: there is no transaction");
	rc = db->failed ? fail(e, RC_DB, "commit: the transaction had already failed")
			: db->ops->commit(db, e);
	if (rc != RC_OK)
		db->ops->rollback(db);
	over(db, rc == RC_OK);
	return rc;
}

void db_rollback(struct db *db)
{
	assert(db->open == 0);
	if (db->in_tx)
		db->ops->rollback(db);
	over(db, false);
}

/* A failure of the savepoint itself loses the transaction. */
static enum rc savepoint_step(struct db *db, const char *text, struct err *e)
{
	enum rc rc = db->ops->script(db, text, e);

	db->failed = rc != RC_OK;
	return rc;
}

enum rc db_savepoint(struct db *db, struct err *e)
{
	enum rc rc;

	assert(db->open == 0 && !db->in_savepoint);
	if (!db->in_tx || !db->tx_writes)
		return fail(e, RC_DB, "savepoint: there is no writing transaction");
	if (db->failed)
		return fail(e, RC_DB, "savepoint: the transaction has already failed");
	rc = savepoint_step(db, "SAVEPOINT part", e);
	db->in_savepoint = rc == RC_OK;
	return rc;
}

enum rc db_release(struct db *db, struct err *e)
{
	assert(db->open == 0);
	if (!db->in_savepoint)
		return fail(e, RC_DB, "release: there is no savepoint");
	if (db->failed)
		return fail(e, RC_DB, "release: the transaction has already failed");
	db->in_savepoint = false;
	return savepoint_step(db, "RELEASE SAVEPOINT part", e);
}

enum rc db_rollback_to(struct db *db, struct err *e)
{
	assert(db->open == 0);
	if (!db->in_savepoint)
		return fail(e, RC_DB, "rollback to: there is no savepoint");
	db->in_savepoint = false;
	return savepoint_step(db, "ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part", e);
}

enum rc db_tx(struct db *db, bool writes, enum rc (*work)(struct db *, void *, struct err *),
    void *ctx, struct err *e)
{
	struct err why = {0};
	enum rc rc = RC_RETRY;

	for (unsigned i = 0; i < TRIES && rc == RC_RETRY; i++) {
		struct timespec ts = {.tv_nsec = (long)(i * i) * 1000000L};

		if (i > 0)
			(void)nanosleep(&ts, NULL);
		why = (struct err){0};
		rc = db_begin(db, writes, &why);
		if (rc == RC_OK)
			rc = work(db, ctx, &why);
		if (rc == RC_OK)
			rc = db_commit(db, &why);
		else
			db_rollback(db);
	}
	if (rc != RC_OK)
		(void)fail(e, rc, "%s", why.rc != RC_OK ? why.msg : rc_text(rc));
	return rc;
}

enum rc db_tidy(struct db *db, struct err *e)
{
	assert(!db->in_tx && db->open == 0);
	return db->ops->tidy[0] != '\0' ? db->ops->script(db, db->ops->tidy, e) : RC_OK;
}

/* The engine's word for the type word at the head of s; 0 where there is none. */
static size_t type_word(const struct db *db, struct str s, struct buf *out)
{
	for (size_t i = 0; db->ops->types[i][0] != NULL; i++)
		if (str_starts(s, db->ops->types[i][0])) {
			buf_z(out, db->ops->types[i][1]);
			return strlen(db->ops->types[i][0]);
		}
	return 0;
}

static enum rc put_line(const struct db *db, struct str line, struct buf *out, struct err *e)
{
	while (line.n > 0) {
		size_t n = type_word(db, line, out);

		if (n == 0 && str_starts(line, "{{"))
			return fail(e, RC_DB, "script: unknown type word: %.*s", STR_FMT(line));
		if (n == 0) {
			buf_char(out, line.p[0]);
			n = 1;
		}
		line.p += n;
		line.n -= n;
	}
	buf_char(out, '\n');
	return RC_OK;
}

/* Type words replaced, the parts meant for the other engine dropped. */
static enum rc translate(const struct db *db, struct str text, struct buf *out, struct err *e)
{
	bool in_block = false, skip = false;
	enum rc rc = RC_OK;

	while (text.n > 0 && rc == RC_OK) {
		const char *nl = memchr(text.p, '\n', text.n);
		struct str line = {text.p, nl ? (size_t)(nl - text.p) : text.n};

		text.p += line.n + (nl != NULL);
		text.n -= line.n + (nl != NULL);
		if (str_starts(line, "--only ")) {
			struct str name = str_trim((struct str){line.p + 7, line.n - 7});

			if (in_block || !(str_is(name, "sqlite") || str_is(name, "pg")))
				return fail(e, RC_DB, "script: %.*s", STR_FMT(line));
			in_block = true;
			skip = !str_is(name, db->ops->name);
		} else if (str_is(str_trim(line), "--end")) {
			if (!in_block)
				return fail(e, RC_DB, "script: --end without --only");
			in_block = skip = false;
		} else if (!skip) {
			rc = put_line(db, line, out, e);
		}
	}
	if (rc == RC_OK && in_block)
		rc = fail(e, RC_DB, "script: --only without --end");
	return rc;
}

enum rc db_script(struct db *db, const char *text, struct err *e)
{
	struct buf out = {0};
	enum rc rc;

	if ((db->roles & ROLE_OWNER) == 0)
		return fail(e, RC_FORBIDDEN, "script: not for this role");
	if (!db->in_tx || !db->tx_writes)
		return fail(e, RC_FORBIDDEN, "script: needs a writing transaction");
	if (db->failed)
		return fail(e, RC_DB, "script: the transaction has already failed");
	rc = translate(db, str_of(text), &out, e);
	buf_char(&out, '\0');
	if (rc == RC_OK)
		rc = db->ops->script(db, out.p, e);
	db->failed = rc != RC_OK;
	buf_free(&out);
	return rc;
}
