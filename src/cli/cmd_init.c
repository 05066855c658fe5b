/* mekenjai init [--rehearsal]: make the register, or bring its schema up to date. */
#include "register.h"

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

static int mark_rehearsal(struct cli *c)
{
	struct err e = {0};
	struct db *db;
	enum rc rc = db_open(c->db, ROLE_OWNER, &db, &e);
	int status = rc == RC_OK ? rehearsal(c, db) : cli_failure(c, rc, &e);

	db_close(db);
	return status;
}

int cmd_init(struct cli *c)
{
	struct upgraded made;
	struct err e = {0};
	int status = CLI_DONE;
	enum rc rc = cli_upgrade(c, c->db, &made, &e);

	if (rc != RC_OK)
		return cli_failure(c, rc, &e);
	if (made.rebuilt)
		cli_noted(c, MSG_CLI_INIT_REBUILT, NULL);
	if (cli_flag(c, "--rehearsal"))
		status = mark_rehearsal(c);
	if (status == CLI_DONE)
		status = cli_key(c);
	if (status == CLI_DONE)
		cli_noted(c,
		    made.done > 0 || made.rebuilt ? MSG_CLI_INIT_READY : MSG_CLI_INIT_UP_TO_DATE,
		    ARGS({"db", str_of(c->db)}));
	return status;
}
