/* mekenjai journal verify: the whole journal, and what follows from it. */
#include "progress.h"
#include "register.h"
#include "verify.h"

struct told {
	const struct cli *c;
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

static void summary(const struct cli *c, struct buf *b, const struct verify *v)
{
	struct arena a = {0};

	if (v->faults > VERIFY_TOLD)
		cli_put_n(c, b, MSG_CLI_VERIFY_MORE, v->faults - VERIFY_TOLD, NULL);
	cli_put_n(c, b, v->faults == 0 ? MSG_CLI_VERIFY_GOOD : MSG_CLI_VERIFY_BAD, v->acts,
	    ARGS({"head", hash_hex(&a, hash_str(&v->head))}));
	if (v->waiting > 0)
		cli_put_n(c, b, MSG_CLI_VERIFY_WAITING, v->waiting, NULL);
	if (v->seals > 0)
		cli_put_n(c, b, MSG_CLI_VERIFY_SEALS, v->seals, ARGS({"key", str_of(v->key)}));
	arena_free(&a);
}

int cmd_journal_verify(struct cli *c)
{
	struct told told = {.c = c, .progress = {.c = c, .text = MSG_CLI_PROGRESS_ACTS}};
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
		summary(c, &told.out, &v);
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
