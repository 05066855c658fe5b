/* mekenjai token add, list, revoke: bearer tokens for the API. */
#include "account.h"

struct adding {
	struct token_new wanted;
	struct token_made made;
};

static enum rc add(struct account_job *job, struct err *e)
{
	struct adding *n = job->ctx;

	return users_token_add(job->db, &job->env, &n->wanted, &n->made, &job->l, e);
}

int cmd_token_add(struct cli *c)
{
	struct arena a = {0};
	struct account_job job = {.c = c, .l = {.arena = &a}, .work = add};
	struct adding n = {.wanted = {.user = str_of(cli_value(c, "--user")),
			       .label = str_of(cli_value(c, "--label")),
			       .ttl_days = TOKEN_TTL_DAYS}};
	int status;

	if (n.wanted.user.n == 0)
		return cli_usage(c, MSG_CLI_NEEDS_OPTION, ARGS({"option", STR("--user")}));
	if (!cli_number(c, "--ttl", 1, TOKEN_TTL_DAYS_MAX, &n.wanted.ttl_days))
		return CLI_USAGE;
	status = cli_register(c, &job.db, &job.env);
	job.ctx = &n;
	if (status == CLI_DONE)
		status = account_change(&job);
	if (status == CLI_DONE)
		status = cli_write(c, arena_printf(&a, "%.*s\n", STR_FMT(n.made.secret)));
	if (status == CLI_DONE)
		cli_noted(c, MSG_CLI_TOKEN_MADE,
		    ARGS({"id", n.made.id}, {"user", n.wanted.user},
			{"until", time_str(&a, n.made.until_us)}));
	db_close(job.db);
	arena_free(&a);
	return status;
}

static const char *time_or_dash(struct arena *a, int64_t us)
{
	return us == 0 ? "-" : arena_z(a, time_str(a, us));
}

int cmd_token_list(struct cli *c)
{
	struct arena a = {0};
	struct buf b = {0};
	struct err e = {0};
	struct act_env env;
	struct db *db = NULL;
	struct tokens l = {0};
	struct str user = str_of(cli_value(c, "--user"));
	enum rc rc;
	int status;

	if (user.n == 0)
		return cli_usage(c, MSG_CLI_NEEDS_OPTION, ARGS({"option", STR("--user")}));
	status = cli_register(c, &db, &env);
	if (status != CLI_DONE)
		return status;
	rc = tokens_of(db, &a, user, INT64_C(1000), &l, &e);
	buf_z(&b, "id\tlabel\tcreated\tuntil\tused\trevoked\n");
	for (size_t i = 0; i < l.n; i++) {
		const struct token *t = &l.v[i];

		buf_printf(&b, "%.*s\t%.*s\t%s\t%s\t%s\t%s\n", STR_FMT(t->id), STR_FMT(t->label),
		    time_or_dash(&a, t->created_us), time_or_dash(&a, t->until_us),
		    time_or_dash(&a, t->used_us), time_or_dash(&a, t->revoked_us));
	}
	status = rc == RC_OK ? cli_write(c, buf_text(&b)) : cli_failure(c, rc, &e);
	db_close(db);
	buf_free(&b);
	arena_free(&a);
	return status;
}

static enum rc revoke(struct account_job *job, struct err *e)
{
	int64_t act;

	return users_token_revoke(job->db, &job->env, str_of(job->c->args[0]), &act, &job->l, e);
}

int cmd_token_revoke(struct cli *c)
{
	struct arena a = {0};
	struct account_job job = {.c = c, .l = {.arena = &a}, .work = revoke};
	int status = cli_register(c, &job.db, &job.env);

	if (status == CLI_DONE)
		status = account_change(&job);
	if (status == CLI_DONE)
		cli_noted(c, MSG_CLI_TOKEN_REVOKED, ARGS({"id", str_of(c->args[0])}));
	db_close(job.db);
	arena_free(&a);
	return status;
}
