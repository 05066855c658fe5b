/* Verifying a register for people: each fault a line, then what came of it. */
#include "verified.h"

#include "progress.h"
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

int cli_verified(const struct cli *c, struct db *db)
{
	struct told told = {.progress = {.unit = "acts"}};
	struct verify v = {.fault = fault, .progress = step, .ctx = &told};
	struct err e = {0};
	enum rc rc = verify_register(db, &v, &e);
	int status = CLI_DONE;

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
	return status;
}
