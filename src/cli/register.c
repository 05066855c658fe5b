/* Opening the register for a command. */
#include "register.h"

#include "clock.h"
#include "evidence.h"
#include "sealkey.h"

#include <string.h>
#include <unistd.h>

void cli_now(struct act_env *env)
{
	env->now_us = clock_now();
	env->today = date_in_almaty(env->now_us);
}

/* `--clock': only in a rehearsal register, and never before the last act. */
static int set_clock(const struct cli *c, struct db *db, bool rehearsal)
{
	const char *z = cli_value(c, "--clock");
	struct err e = {0};
	int64_t us, last;
	bool found;
	enum rc rc;

	if (z == NULL)
		return CLI_DONE;
	if (!time_parse(str_of(z), &us))
		return cli_usage(c, MSG_CLI_CLOCK_FORM, ARGS({"value", str_of(z)}));
	if (!rehearsal)
		return cli_usage(c, MSG_CLI_CLOCK_REHEARSAL, NULL);
	rc = db_one_int(db, STMT_ACT_LAST_RECORDED, DB_NO_ARGS, &last, &found, &e);
	if (rc != RC_OK)
		return cli_failure(c, rc, &e);
	if (found && us < last)
		return cli_usage(c, MSG_CLI_CLOCK_EARLY, ARGS({"value", str_of(z)}));
	clock_run_from(us);
	return CLI_DONE;
}

static int prepare(struct cli *c, struct db *db, struct act_env *env)
{
	struct arena a = {0};
	struct err e = {0};
	struct str mode = {0};
	size_t pending = 0;
	bool due = false;
	enum rc rc = db_pending(db, db_migrations, db_migrations_n, &pending, &e);
	int status;

	if (rc == RC_OK && pending == 0)
		rc = cli_upgrade_due(db, &due, &e);
	if (rc == RC_OK && (pending > 0 || due))
		return cli_failed(c, MSG_CLI_NO_REGISTER, ARGS({"db", str_of(c->db)}));
	if (rc == RC_OK)
		rc = setting_get(db, &a, "mode", &mode, &e);
	if (rc != RC_OK) {
		arena_free(&a);
		return cli_failure(c, rc, &e);
	}
	*env = (struct act_env){.pack = c->pack,
	    .who = {.name = STR("cli"), .role = ROLE_OWNER},
	    .words = &c->words,
	    .rehearsal = str_is(mode, "rehearsal")};
	arena_free(&a);
	status = set_clock(c, db, env->rehearsal);
	cli_now(env);
	return status;
}

int cli_register(struct cli *c, struct db **out, struct act_env *env)
{
	struct err e = {0};
	enum rc rc = db_open(c->db, ROLE_OWNER, out, &e);
	int status;

	if (rc != RC_OK)
		return cli_failure(c, rc, &e);
	status = prepare(c, *out, env);
	if (status != CLI_DONE) {
		db_close(*out);
		*out = NULL;
	}
	return status;
}

bool cli_day(const struct cli *c, const char *option, day_t *out)
{
	const char *z = cli_value(c, option);

	*out = DAY_NONE;
	if (z == NULL || date_parse(str_of(z), out))
		return true;
	(void)cli_usage(c, MSG_CLI_DATE, ARGS({"option", str_of(option)}, {"value", str_of(z)}));
	return false;
}

void register_unlink(const char *path)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	struct arena a = {0};

	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		(void)unlink(arena_printf(&a, "%s%s", path, ends[i]).p);
	arena_free(&a);
}

int cli_key(const struct cli *c)
{
	struct arena a = {0};
	struct err e = {0};
	struct str path = sealkey_path(&a, c->db);
	bool made = false;
	enum rc rc = path.n == 0 ? RC_OK : sealkey_make(path.p, &made, &e);

	if (rc == RC_OK && made)
		cli_noted(c, MSG_CLI_KEY_MADE, ARGS({"file", path}));
	arena_free(&a);
	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}
