/* mekenjai init [--rehearsal]: make the register, or bring its schema up to date. */
#include "register.h"

#include "clock.h"
#include "evidence.h"

static enum rc mark(struct db *db, void *ctx, struct err *e)
{
	(void)ctx;
	return setting_put(db, "mode", STR("rehearsal"), e);
}

/* The mark is for good, and only a register without acts can get it. */
static int rehearsal(struct cli *c, struct db *db)
{
	struct arena a = {0};
	struct err e = {0};
	struct str mode;
	int64_t last = 0;
	bool found;
	enum rc rc = setting_get(db, &a, "mode", &mode, &e);
	bool marked = str_is(mode, "rehearsal");

	arena_free(&a);
	if (rc == RC_OK && marked)
		return CLI_DONE;
	if (rc == RC_OK)
		rc = db_one_int(db, STMT_ACT_LAST_RECORDED, DB_NO_ARGS, &last, &found, &e);
	if (rc == RC_OK && last > 0)
		return cli_failed(c, MSG_CLI_INIT_HAS_ACTS, NULL);
	if (rc == RC_OK)
		rc = db_tx(db, true, mark, NULL, &e);
	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}

int cmd_init(struct cli *c)
{
	struct err e = {0};
	struct db *db;
	size_t pending = 0;
	int status = CLI_DONE;
	enum rc rc = db_open(c->db, ROLE_OWNER, &db, &e);

	if (rc != RC_OK)
		return cli_failure(c, rc, &e);
	rc = db_pending(db, db_migrations, db_migrations_n, &pending, &e);
	if (rc == RC_OK && pending > 0)
		rc = db_migrate(db, db_migrations, db_migrations_n, clock_now(), &e);
	if (rc != RC_OK)
		status = cli_failure(c, rc, &e);
	else if (cli_flag(c, "--rehearsal"))
		status = rehearsal(c, db);
	if (status == CLI_DONE)
		status = cli_key(c);
	if (status == CLI_DONE)
		cli_noted(c, pending > 0 ? MSG_CLI_INIT_READY : MSG_CLI_INIT_UP_TO_DATE,
		    ARGS({"db", str_of(c->db)}));
	db_close(db);
	return status;
}
