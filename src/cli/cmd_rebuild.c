/* mekenjai rebuild: every derived table anew from the acts. */
#include "progress.h"
#include "rebuild.h"
#include "register.h"

struct told {
	struct progress progress;
	struct buf out;
};

static void differs(void *ctx, const struct db_table *t, const char *key, enum db_difference d)
{
	static const char *const says[] = {
	    [DB_MISSING] = "was missing",
	    [DB_SURPLUS] = "was there without an act",
	    [DB_CHANGED] = "was not what the acts give",
	};
	struct told *told = ctx;

	buf_printf(&told->out, "table %s: %s %s\n", t->name, key, says[d]);
}

static void step(void *ctx, int64_t acts)
{
	progress_step(&((struct told *)ctx)->progress, acts);
}

int cmd_rebuild(struct cli *c)
{
	struct told told = {.progress = {.unit = "acts"}};
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
		buf_printf(&told.out, "%lld acts: nothing differed\n", (long long)r.acts);
	else if (rc == RC_OK)
		buf_printf(&told.out, "%lld acts: %zu tables differed and are made anew\n",
		    (long long)r.acts, r.tables);
	else
		status = cli_failure(c, rc, &e);
	if (status == CLI_DONE)
		status = cli_write(c, buf_text(&told.out));
	buf_free(&told.out);
	db_close(db);
	return status;
}
