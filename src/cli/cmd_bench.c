/* mekenjai bench [NAME [FOLDER]]: the project's own benchmarks, in a register of their own. */
#include "bench.h"
#include "register.h"

#include <string.h>

static int run(struct cli *c, const struct bench *b, int64_t size, const char *folder)
{
	struct buf out = {0};
	struct bench_run r = {
	    .url = c->db, .pack = c->pack, .size = size, .folder = folder, .out = &out};
	struct err e = {0};
	enum rc rc = b->run(&r, &e);
	int status = rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);

	if (status == CLI_DONE)
		status = cli_write(c, buf_text(&out));
	buf_free(&out);
	return status;
}

static int unknown(const struct cli *c, const char *name)
{
	const char *names[16];
	const char *meant;

	for (size_t i = 0; i < benches_n; i++)
		names[i] = benches[i].name;
	meant = cli_did_you_mean(name, names, benches_n);
	for (size_t i = 0; i < benches_n; i++)
		(void)fprintf(
		    stderr, "  %-8s %s\n", benches[i].name, cli_text(c, benches[i].about));
	return cli_usage(c, meant != NULL ? MSG_CLI_BENCH_NEAR : MSG_CLI_BENCH_UNKNOWN,
	    ARGS({"name", str_of(name)}, {"near", str_of(meant)}));
}

int cmd_bench(struct cli *c)
{
	const struct bench *only = c->args_n > 0 ? bench_find(c->args[0]) : NULL;
	const char *folder = c->args_n > 1 ? c->args[1] : NULL;
	int64_t size = BENCH_SIZE;
	int status = CLI_DONE;

	if (c->args_n > 0 && only == NULL)
		return unknown(c, c->args[0]);
	if (folder != NULL && strcmp(only->name, "scan") != 0)
		return cli_usage(c, MSG_CLI_BENCH_FOLDER, NULL);
	if (cli_flag(c, "--size") &&
	    !cli_number(c, "--size", BENCH_SIZE_MIN, BENCH_SIZE_MAX, &size))
		return CLI_USAGE;
	for (size_t i = 0; status == CLI_DONE && i < benches_n; i++)
		if (only == NULL || only == &benches[i])
			status = run(c, &benches[i], size, folder);
	return status;
}
