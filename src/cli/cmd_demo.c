/* mekenjai demo: an empty register becomes a made-up Almaty. */
#include "demo.h"

#include "account.h"
#include "clock.h"
#include "evidence.h"
#include "progress.h"
#include "random.h"

#define PASSWORD_BYTES 8

struct adding {
	struct user_new u;
	char hash[SECRET_HASH];
};

static enum rc add(struct account_job *job, struct err *e)
{
	struct adding *n = job->ctx;
	int64_t act;

	return users_add(job->db, &job->env, &n->u, &act, &job->l, e);
}

/* One line a user: name, role, unit, password. */
static int add_user(
    struct account_job *job, const struct demo_user *u, struct arena *a, struct buf *out)
{
	struct str precinct = str_of(u->precinct), password = random_token(a, PASSWORD_BYTES);
	struct err e = {0};
	struct adding n = {.u = {
			       .name = str_of(u->name),
			       .role = str_of(u->role),
			       .unit = str_of(u->unit),
			       .district = str_of(u->district),
			       .holder = str_of(u->holder),
			       .dwelling = str_of(u->dwelling),
			       .precincts = &precinct,
			       .precincts_n = precinct.n > 0,
			   }};
	enum rc rc = users_hash(password, n.hash, &e);
	int status;

	if (rc != RC_OK)
		return cli_failure(job->c, rc, &e);
	n.u.hash = str_of(n.hash);
	job->work = add;
	job->ctx = &n;
	status = account_change(job);
	buf_printf(out, "%s %s %s %.*s\n", u->name, u->role,
	    u->unit[0] != '\0'       ? u->unit
	    : u->district[0] != '\0' ? u->district
	    : u->dwelling[0] != '\0' ? u->dwelling
				     : "-",
	    STR_FMT(password));
	return status;
}

static int add_users(struct cli *c, struct db *db, const struct act_env *env)
{
	struct arena a = {0};
	struct buf out = {0};
	struct account_job job = {.c = c, .db = db, .env = *env, .l = {.arena = &a}};
	int status = CLI_DONE;

	for (size_t i = 0; status == CLI_DONE && i < demo_users_n; i++)
		status = add_user(&job, &demo_users[i], &a, &out);
	if (status == CLI_DONE)
		status = cli_write(c, buf_text(&out));
	if (out.p != NULL)
		secret_wipe(out.p, out.n);
	buf_free(&out);
	arena_free(&a);
	return status;
}

/* A register with its schema, made if need be; one that has acts is somebody's. */
static int ready(struct cli *c)
{
	struct err e = {0};
	struct db *db;
	int64_t acts = 0;
	bool found;
	enum rc rc = db_open(c->db, ROLE_OWNER, &db, &e);

	if (rc != RC_OK)
		return cli_failure(c, rc, &e);
	rc = db_migrate(db, db_migrations, db_migrations_n, clock_now(), &e);
	if (rc == RC_OK)
		rc = db_one_int(db, STMT_ACT_LAST_RECORDED, DB_NO_ARGS, &acts, &found, &e);
	db_close(db);
	if (rc != RC_OK)
		return cli_failure(c, rc, &e);
	if (acts != 0)
		return cli_failed(c, MSG_CLI_DEMO_HAS_ACTS, ARGS({"db", str_of(c->db)}));
	return cli_key(c);
}

static int fill(struct cli *c, struct db *db, const struct act_env *env, struct demo *d)
{
	struct progress progress = {.c = c, .text = MSG_CLI_PROGRESS_ROWS};
	struct err e = {0};
	enum rc rc;

	d->progress = progress_step;
	d->ctx = &progress;
	rc = demo_fill(db, env, d, &e);
	progress_end(&progress);
	if (rc != RC_OK)
		return cli_failure(c, rc, &e);
	cli_noted_n(c, MSG_CLI_DEMO_DONE, (int64_t)d->rows,
	    ARGS({"granted", STR_INT(d->granted)}, {"annulled", STR_INT(d->annulled)},
		{"refused", STR_INT(d->refused)}, {"waiting", STR_INT(d->waiting)},
		{"other", STR_INT(d->other)}));
	return CLI_DONE;
}

static int report(struct cli *c, struct db *db, const struct act_env *env)
{
	struct err e = {0};
	enum rc rc = demo_report(db, env, &e);

	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}

int cmd_demo(struct cli *c)
{
	struct demo d = {.persons = DEMO_PERSONS, .seed = 1};
	int64_t seed = 1;
	struct act_env env;
	struct db *db = NULL;
	int status;

	if (cli_value(c, "--persons") != NULL &&
	    !cli_number(c, "--persons", DEMO_PERSONS_MIN, DEMO_PERSONS_MAX, &d.persons))
		return CLI_USAGE;
	if (cli_value(c, "--seed") != NULL && !cli_number(c, "--seed", 0, INT64_MAX, &seed))
		return CLI_USAGE;
	d.seed = (uint64_t)seed;
	status = ready(c);
	if (status == CLI_DONE)
		status = cli_register(c, &db, &env);
	if (status == CLI_DONE)
		status = fill(c, db, &env, &d);
	if (status == CLI_DONE)
		status = add_users(c, db, &env);
	if (status == CLI_DONE)
		status = report(c, db, &env);
	db_close(db);
	return status;
}
