/* mekenjai rebuild: every derived table anew from the acts. */
#include "progress.h"
#include "rebuild.h"
#include "register.h"

struct told {
	const struct cli *c;
	struct progress progress;
	struct buf out;
};

static void differs(void *ctx, const struct db_table *t, const char *key, enum db_difference d)
{
	static const enum msg says[] = {
	    [DB_MISSING] = MSG_CLI_REBUILD_MISSING,
	    [DB_SURPLUS] = MSG_CLI_REBUILD_SURPLUS,
	    [DB_CHANGED] = MSG_CLI_REBUILD_CHANGED,
	};
	struct told *told = ctx;

	cli_put(
	    told->c, &told->out, says[d], ARGS({"table", str_of(t->name)}, {"row", str_of(key)}));
}

static void step(void *ctx, int64_t acts)
{
	progress_step(&((struct told *)ctx)->progress, acts);
}

int cmd_rebuild(struct cli *c)
{
	struct told told = {.c = c, .progress = {.c = c, .text = MSG_CLI_PROGRESS_ACTS}};
	struct rebuild r = {.progress = step, .differs = differs, .ctx = &told};
	struct act_env env;
	struct err e = {0};
	struct db *db = NULL;
	int status = cli_register(c, &db, &env);
	enum rc rc;

	if (status != CLI_DONE)
		return status;
	rc = rebuild_register(db, &r, &e);
	progress_end(&told.progress);
	if (rc == RC_OK && r.tables == 0)
		cli_put_n(c, &told.out, MSG_CLI_REBUILD_SAME, r.acts, NULL);
	else if (rc == RC_OK)
		cli_put_n(c, &told.out, MSG_CLI_REBUILD_DIFFERED, (int64_t)r.tables,
		    ARGS({"acts", STR_INT(r.acts)}));
	else
		status = cli_failure(c, rc, &e);
	if (status == CLI_DONE)
		status = cli_write(c, buf_text(&told.out));
	buf_free(&told.out);
	db_close(db);
	return status;
}
