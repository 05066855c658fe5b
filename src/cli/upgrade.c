/* Bringing a register of an earlier release up to date. */
#include "register.h"

#include "clock.h"
#include "evidence.h"
#include "progress.h"
#include "rebuild.h"

#include <string.h>

#define DUE      "derived"
#define TRIES    5
#define WORD_DUE "due"

static enum rc put_due(struct db *db, void *ctx, struct err *e)
{
	return setting_put(db, DUE, *(const struct str *)ctx, e);
}

static enum rc set_due(struct db *db, bool due, struct err *e)
{
	struct str word = due ? STR(WORD_DUE) : STR("done");

	return db_tx(db, true, put_due, &word, e);
}

enum rc cli_upgrade_due(struct db *db, bool *due, struct err *e)
{
	struct arena a = {0};
	struct str word;
	enum rc rc = setting_get(db, &a, DUE, &word, e);

	*due = rc == RC_OK && str_is(word, WORD_DUE);
	arena_free(&a);
	return rc;
}

/* That the work is begun is durable before the first table is made. */
static enum rc migrate(struct db *db, size_t pending, bool *due, struct err *e)
{
	int64_t last = 0;
	bool found = false;
	enum rc rc = RC_OK;

	*due = false;
	if (pending < db_migrations_n) { /* else there is nothing yet */
		rc = cli_upgrade_due(db, due, e);
		if (rc == RC_OK && pending > 0)
			rc = db_one_int(db, STMT_ACT_LAST_RECORDED, DB_NO_ARGS, &last, &found, e);
		if (rc == RC_OK && last > 0 && !*due) {
			rc = set_due(db, true, e);
			*due = rc == RC_OK;
		}
	}
	if (rc == RC_OK && pending > 0)
		rc = db_migrate(db, db_migrations, db_migrations_n, clock_now(), e);
	return rc;
}

/* ---- what follows from the acts ---- */

static void ignore(void *ctx, const struct db_table *t, const char *key, enum db_difference d)
{
	(void)ctx; /* that tables of an older form differ is why it is done */
	(void)t;
	(void)key;
	(void)d;
}

static void step(void *ctx, int64_t acts)
{
	progress_step(ctx, acts);
}

static enum rc rebuild(const struct cli *c, const char *url, struct err *e)
{
	struct progress p = {.c = c, .text = MSG_CLI_PROGRESS_ACTS};
	enum rc rc = RC_RETRY;

	for (int i = 0; i < TRIES && rc == RC_RETRY; i++) {
		struct rebuild r = {.progress = step, .differs = ignore, .ctx = &p};
		struct db *db = NULL;

		*e = (struct err){0};
		rc = db_open(url, ROLE_OWNER, &db, e);
		if (rc == RC_OK)
			rc = rebuild_register(db, &r, e);
		db_close(db);
	}
	progress_end(&p);
	return rc;
}

enum rc cli_upgrade(const struct cli *c, const char *url, struct upgraded *out, struct err *e)
{
	struct db *db = NULL;
	bool due = false;
	enum rc rc = db_open(url, ROLE_OWNER, &db, e);

	*out = (struct upgraded){0};
	if (rc == RC_OK)
		rc = db_pending(db, db_migrations, db_migrations_n, &out->done, e);
	if (rc == RC_OK)
		rc = migrate(db, out->done, &due, e);
	db_close(db);
	db = NULL;
	if (rc != RC_OK || !due)
		return rc;
	rc = rebuild(c, url, e);
	if (rc == RC_OK)
		rc = db_open(url, ROLE_OWNER, &db, e);
	if (rc == RC_OK)
		rc = set_due(db, false, e);
	db_close(db);
	out->rebuilt = rc == RC_OK;
	return rc;
}
