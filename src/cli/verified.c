/* Verifying a register for people: each fault a line, then what came of it. */
#include "verified.h"

#include "progress.h"
#include "verify.h"

struct told {
	const struct cli *c;
	struct progress progress;
	struct buf out;
};

static void fault(void *ctx, const struct fault *f)
{
	static const enum msg msg_of[FAULT__MAX] = {
#define FAULT(name, code, english) [FAULT_##name] = MSG_FAULT_##name,
#include "fault.def"
#undef FAULT
	};
	struct told *t = ctx;
	struct arena a = {0};

	buf_str(&t->out, fault_fill(&a, cli_text(t->c, msg_of[f->kind]), f));
	buf_char(&t->out, '\n');
	arena_free(&a);
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

int cli_verified(const struct cli *c, struct db *db)
{
	struct told told = {.c = c, .progress = {.c = c, .text = MSG_CLI_PROGRESS_ACTS}};
	struct verify v = {.fault = fault, .progress = step, .ctx = &told};
	struct err e = {0};
	enum rc rc = verify_register(db, &v, &e);
	int status = CLI_DONE;

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
	return status;
}
