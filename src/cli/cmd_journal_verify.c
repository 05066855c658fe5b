/* mekenjai journal verify: the whole journal, and what follows from it. */
#include "progress.h"
#include "register.h"
#include "verify.h"

struct told {
	struct progress progress;
	struct buf out;
};

static void fault(void *ctx, const char *what)
{
	struct told *t = ctx;

	buf_z(&t->out, what);
	buf_char(&t->out, '\n');
}

static void step(void *ctx, int64_t acts)
{
	progress_step(&((struct told *)ctx)->progress, acts);
}

static void summary(struct buf *b, const struct verify *v)
{
	struct arena a = {0};

	if (v->faults > VERIFY_TOLD)
		buf_printf(b, "and %lld more\n", (long long)(v->faults - VERIFY_TOLD));
	buf_printf(b, "%s: %lld acts, head %.*s\n", v->faults == 0 ? "verified" : "NOT verified",
	    (long long)v->acts, STR_FMT(hash_hex(&a, hash_str(&v->head))));
	if (v->waiting > 0)
		buf_printf(b,
		    "%lld acts wait for their place in the chain: a server gives it within a "
		    "second\n",
		    (long long)v->waiting);
	if (v->seals > 0)
		buf_printf(b, "%lld daily seals, key %s\n", (long long)v->seals, v->key);
	arena_free(&a);
}

int cmd_journal_verify(struct cli *c)
{
	struct told told = {.progress = {.unit = "acts"}};
	struct verify v = {.fault = fault, .progress = step, .ctx = &told};
	struct act_env env;
	struct err e = {0};
	struct db *db = NULL;
	int status = cli_register(c, &db, &env);
	enum rc rc;

	if (status != CLI_DONE)
		return status;
	rc = verify_register(db, &v, &e);
	progress_end(&told.progress);
	if (rc == RC_OK)
		summary(&told.out, &v);
	else
		status = cli_failure(c, rc, &e);
	if (cli_write(c, buf_text(&told.out)) != CLI_DONE)
		status = CLI_FAILED;
	if (status == CLI_DONE && v.faults > 0)
		status = CLI_NO;
	buf_free(&told.out);
	db_close(db);
	return status;
}
