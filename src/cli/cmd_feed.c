/* mekenjai feed precincts: a day's files (interface.md section 8). */
#include "feed.h"
#include "register.h"
#include "sealkey.h"

#include "evidence.h"
#include "secret.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* The folder, if it is missing: one level, for its owner alone. */
static enum rc make_folder(const char *dir, struct err *e)
{
	if (mkdir(dir, 0700) == 0 || errno == EEXIST)
		return RC_OK;
	return fail(e, RC_SYS, "%s: %s", dir, strerrordesc_np(errno));
}

static enum rc write_files(struct db *db, struct feed *f, const char *key, struct err *e)
{
	unsigned char secret[SEAL_SECRET];
	enum rc rc = sealkey_read(key, secret, e);

	if (rc == RC_OK)
		rc = make_folder(f->dir, e);
	if (rc == RC_OK)
		rc = feed_begin(f, e);
	if (rc == RC_OK)
		rc = evidence_seal(
		    db, e); /* what is recorded and not sealed yet is of the day, too */
	if (rc == RC_OK)
		rc = db_begin(db, false, e);
	if (rc == RC_OK) {
		rc = feed_precincts(db, f, e);
		db_rollback(db);
	}
	if (rc == RC_OK)
		rc = feed_end(f, secret, e);
	secret_wipe(secret, sizeof(secret));
	return rc;
}

static int feed_day(struct cli *c, struct db *db, const struct act_env *env, struct feed *f)
{
	struct arena a = {0};
	struct err e = {0};
	struct str key = sealkey_path(&a, c->db);
	enum rc rc;

	f->a = &a;
	f->rehearsal = env->rehearsal;
	rc = write_files(db, f, key.p, &e);
	if (rc == RC_OK)
		cli_noted_n(c, MSG_CLI_FEED_DONE, (int64_t)f->rows,
		    ARGS({"files", STR_INT(json_array_size(f->files))}, {"dir", str_of(f->dir)}));
	f->a = NULL;
	arena_free(&a);
	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}

int cmd_feed_precincts(struct cli *c)
{
	struct feed f = {.name = "precincts", .dir = cli_value(c, "--out")};
	struct act_env env;
	struct db *db = NULL;
	int status;

	if (f.dir == NULL || cli_value(c, "--date") == NULL)
		return cli_usage(c, MSG_CLI_NEEDS_OPTION,
		    ARGS({"option", f.dir == NULL ? STR("--out") : STR("--date")}));
	if (!cli_day(c, "--date", &f.day))
		return CLI_USAGE;
	status = cli_register(c, &db, &env);
	if (status == CLI_DONE && !feed_day_over(f.day, env.now_us))
		status = cli_usage(
		    c, MSG_CLI_FEED_NOT_OVER, ARGS({"date", str_of(cli_value(c, "--date"))}));
	else if (status == CLI_DONE)
		status = feed_day(c, db, &env, &f);
	db_close(db);
	return status;
}
