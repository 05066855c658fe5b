/*
 * mekenjai restore FILE: what `backup' wrote, into an empty register of either engine.
 * The copy is brought up to date and verified before it gets the register's name, or
 * one row of it gets into a server's database.
 */
#include "verified.h"

#include "clock.h"
#include "files.h"
#include "progress.h"
#include "random.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int failed(const struct cli *c, const char *path)
{
	return cli_failed(c, MSG_CLI_FILE,
	    ARGS({"file", str_of(path)}, {"detail", str_of(strerrordesc_np(errno))}));
}

/* The bytes of FILE in a private file, so that FILE itself stays as it is. */
static int copy_bytes(const struct cli *c, const char *from, const char *to)
{
	static char b[1 << 16];
	struct file_out out;
	struct err e = {0};
	FILE *in = fopen(from, "rb");
	size_t n;
	enum rc rc;

	if (in == NULL)
		return failed(c, from);
	rc = file_begin(&out, to, FILE_PRIVATE, &e);
	if (rc == RC_OK) {
		while ((n = fread(b, 1, sizeof(b), in)) > 0 && fwrite(b, 1, n, out.f) == n)
			;
		if (ferror(in) != 0) {
			rc = fail(&e, RC_SYS, "%s: %s", from, strerrordesc_np(errno));
			file_abandon(&out);
		} else {
			rc = file_commit(&out, &e);
		}
	}
	(void)fclose(in);
	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}

/* Is it a sound register, in the form of this program, and does it verify? */
static int examine(const struct cli *c, const char *url)
{
	struct err e = {0};
	struct db *db = NULL;
	enum rc rc = db_open(url, ROLE_OWNER, &db, &e);
	struct upgraded made;
	size_t pending = 0;
	int status;

	if (rc == RC_OK)
		rc = db_pending(db, db_migrations, db_migrations_n, &pending, &e);
	if (rc == RC_OK && pending == db_migrations_n)
		rc = fail(&e, RC_BAD_INPUT, "%s: holds no register", c->args[0]);
	if (rc == RC_OK)
		rc = db_check(db, &e);
	db_close(db);
	db = NULL;
	if (rc == RC_OK)
		rc = cli_upgrade(c, url, &made, &e);
	if (rc == RC_OK)
		rc = db_open(url, ROLE_OWNER, &db, &e);
	status = rc == RC_OK ? cli_verified(c, db) : cli_failure(c, rc, &e);
	db_close(db);
	return status;
}

/* A register without acts may be replaced; one with acts is somebody's. */
static int must_be_empty(const struct cli *c, struct db *db)
{
	struct err e = {0};
	size_t pending = 0;
	int64_t last = 0;
	bool found;
	enum rc rc = db_pending(db, db_migrations, db_migrations_n, &pending, &e);

	if (rc == RC_OK && pending < db_migrations_n)
		rc = db_one_int(db, STMT_ACT_LAST_RECORDED, DB_NO_ARGS, &last, &found, &e);
	if (rc != RC_OK)
		return cli_failure(c, rc, &e);
	return last == 0 ? CLI_DONE
			 : cli_failed(c, MSG_CLI_RESTORE_HAS_ACTS, ARGS({"db", str_of(c->db)}));
}

static int into_file(const struct cli *c, const char *tmp, const char *path)
{
	struct err e = {0};
	enum rc rc;

	register_unlink(path);
	if (rename(tmp, path) != 0)
		return failed(c, path);
	rc = file_sync_folder(path, &e);
	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}

static int into_server(const struct cli *c, const char *url)
{
	struct progress progress = {.c = c, .text = MSG_CLI_PROGRESS_ROWS};
	struct err e = {0};
	struct db *from = NULL, *to = NULL;
	enum rc rc = db_open(url, ROLE_OWNER, &from, &e);
	int status;

	if (rc == RC_OK)
		rc = db_open(c->db, ROLE_OWNER, &to, &e);
	if (rc == RC_OK)
		rc = db_migrate(to, db_migrations, db_migrations_n, clock_now(), &e);
	if (rc == RC_OK)
		rc = db_copy(from, to, progress_step, &progress, &e);
	progress_end(&progress);
	db_close(from);
	db_close(to);
	to = NULL;
	if (rc == RC_OK)
		rc = db_open(c->db, ROLE_OWNER, &to, &e);
	status = rc == RC_OK ? cli_verified(c, to) : cli_failure(c, rc, &e);
	db_close(to);
	return status;
}

static int restore(const struct cli *c, const char *path, const char *tmp)
{
	struct arena a = {0};
	const char *url = arena_printf(&a, "sqlite:%s", tmp).p;
	int status = copy_bytes(c, c->args[0], tmp);

	if (status == CLI_DONE)
		status = examine(c, url);
	if (status == CLI_NO)
		(void)cli_failed(c, MSG_CLI_RESTORE_BAD, ARGS({"file", str_of(c->args[0])}));
	else if (status == CLI_DONE)
		status = path != NULL ? into_file(c, tmp, path) : into_server(c, url);
	register_unlink(tmp);
	arena_free(&a);
	return status;
}

/* A copy of a live file without its log lacks the last acts, and nobody could tell. */
static int no_log(const struct cli *c, const char *file)
{
	struct arena a = {0};
	const char *log = arena_printf(&a, "%s-wal", file).p;
	int status = CLI_DONE;

	if (access(log, F_OK) == 0)
		status = cli_failed(c, MSG_CLI_RESTORE_IN_USE, ARGS({"file", str_of(log)}));
	arena_free(&a);
	return status;
}

int cmd_restore(struct cli *c)
{
	const char *path =
	    str_starts(str_of(c->db), "sqlite:") ? c->db + sizeof("sqlite:") - 1 : NULL;
	const char *folder = secure_getenv("TMPDIR");
	struct arena a = {0};
	struct err e = {0};
	struct db *db = NULL;
	const char *tmp;
	int status = no_log(c, c->args[0]);

	if (path != NULL)
		tmp = arena_printf(&a, "%s.%.*s", path, STR_FMT(random_id_str(&a, 't'))).p;
	else
		tmp = arena_printf(&a, "%s/mekenjai.%.*s", folder != NULL ? folder : "/tmp",
		    STR_FMT(random_id_str(&a, 't')))
			  .p;
	if (status == CLI_DONE && (path == NULL || access(path, F_OK) == 0)) {
		enum rc rc = db_open(c->db, ROLE_OWNER, &db, &e);

		status = rc == RC_OK ? must_be_empty(c, db) : cli_failure(c, rc, &e);
		db_close(db);
	}
	if (status == CLI_DONE)
		status = restore(c, path, tmp);
	arena_free(&a);
	return status;
}
