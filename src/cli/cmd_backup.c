/*
 * mekenjai backup FILE: a consistent copy of a live register.  It is an SQLite file,
 * whatever the engine of the register is, and can be restored into either.
 */
#include "progress.h"
#include "register.h"

#include "clock.h"
#include "files.h"
#include "random.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static enum rc copy_out(const struct cli *c, struct db *db, const char *tmp, struct err *e)
{
	struct progress progress = {.c = c, .text = MSG_CLI_PROGRESS_ROWS};
	struct arena a = {0};
	struct db *to = NULL;
	enum rc rc = db_open(arena_printf(&a, "sqlite:%s", tmp).p, ROLE_OWNER, &to, e);

	if (rc == RC_OK)
		rc = db_migrate(to, db_migrations, db_migrations_n, clock_now(), e);
	if (rc == RC_OK)
		rc = db_copy(db, to, progress_step, &progress, e);
	progress_end(&progress);
	db_close(to);
	arena_free(&a);
	return rc;
}

/* Written aside and then named, so that a backup cut short is none. */
static enum rc backup(const struct cli *c, struct db *db, const char *path, struct err *e)
{
	struct arena a = {0};
	const char *tmp = arena_printf(&a, "%s.%.*s", path, STR_FMT(random_id_str(&a, 't'))).p;
	enum rc rc;

	if (access(path, F_OK) == 0) {
		arena_free(&a);
		return fail(e, RC_SYS, "%s: is there already", path);
	}
	rc = strcmp(db_engine(db), "sqlite") == 0 ? db_backup_sqlite(db, tmp, e)
						  : copy_out(c, db, tmp, e);
	if (rc == RC_OK && rename(tmp, path) != 0)
		rc = fail(e, RC_SYS, "%s: %s", path, strerrordesc_np(errno));
	if (rc == RC_OK)
		rc = file_sync_folder(path, e);
	else
		register_unlink(tmp);
	arena_free(&a);
	return rc;
}

int cmd_backup(struct cli *c)
{
	struct act_env env;
	struct err e = {0};
	struct db *db = NULL;
	int status = cli_register(c, &db, &env);
	enum rc rc;

	if (status != CLI_DONE)
		return status;
	rc = backup(c, db, c->args[0], &e);
	if (rc != RC_OK)
		status = cli_failure(c, rc, &e);
	else
		cli_noted(c, MSG_CLI_BACKUP_DONE, ARGS({"file", str_of(c->args[0])}));
	db_close(db);
	return status;
}
