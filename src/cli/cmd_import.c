/* mekenjai import KIND FILE: load CSV (interface.md section 3). */
#include "load.h"
#include "progress.h"
#include "register.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static int file_failed(const struct cli *c, const char *path)
{
	return cli_failed(c, MSG_CLI_FILE,
	    ARGS({"file", str_of(path)}, {"detail", str_of(strerrordesc_np(errno))}));
}

static int hash_file(const struct cli *c, FILE *f, const char *path, struct hash *out)
{
	static char b[1 << 16];
	struct hasher h;
	size_t n;

	hasher_start(&h);
	while ((n = fread(b, 1, sizeof(b), f)) > 0)
		hasher_add(&h, (struct str){b, n});
	*out = hasher_end(&h);
	if (ferror(f) != 0)
		return file_failed(c, path);
	rewind(f);
	return CLI_DONE;
}

static void step(void *ctx, size_t rows)
{
	progress_step(ctx, (int64_t)rows);
}

static int report(const struct cli *c, const struct load_job *j, const char *rejected)
{
	cli_noted_n(c, MSG_CLI_IMPORT_DONE, (int64_t)j->rows,
	    ARGS({"file", str_of(j->name)}, {"new", STR_INT(j->count.loaded)},
		{"corrected", STR_INT(j->count.updated)}, {"known", STR_INT(j->count.same)},
		{"rejected", STR_INT(j->count.bad)}, {"warned", STR_INT(j->count.warnings)}));
	if (j->dry_run)
		cli_noted(c, MSG_CLI_IMPORT_DRY, NULL);
	else if (j->strict && j->count.bad > 0)
		cli_noted(c, MSG_CLI_IMPORT_STRICT, NULL);
	if (j->released > 0)
		cli_noted_n(c, MSG_CLI_IMPORT_RELEASED, (int64_t)j->released, NULL);
	if (j->count.bad > 0)
		cli_noted(c, MSG_CLI_IMPORT_REJECTED, ARGS({"file", str_of(rejected)}));
	return j->count.bad > 0 ? CLI_NO : CLI_DONE;
}

static int load(
    struct cli *c, struct db *db, const struct act_env *env, struct load_job *j, const char *path)
{
	struct arena a = {0};
	const char *rejected = arena_z(&a, arena_printf(&a, "%s.rejected.csv", path));
	struct err e = {0};
	enum rc rc;
	int status;

	j->rejected = fopen(rejected, "w");
	if (j->rejected == NULL) {
		status = file_failed(c, rejected);
		arena_free(&a);
		return status;
	}
	(void)fputs("line,field,reason\r\n", j->rejected);
	rc = acts_load(db, env, j, &e);
	progress_end(j->progress_ctx);
	if (fclose(j->rejected) != 0 && rc == RC_OK)
		rc = fail(&e, RC_SYS, "%s: %s", rejected, strerrordesc_np(errno));
	if (j->count.bad == 0)
		(void)unlink(rejected);
	if (rc == RC_BAD_INPUT) {
		(void)cli_failed(
		    c, MSG_CLI_FILE, ARGS({"file", str_of(path)}, {"detail", str_of(e.msg)}));
		status = CLI_NO;
	} else
		status = rc == RC_OK ? report(c, j, rejected) : cli_failure(c, rc, &e);
	arena_free(&a);
	return status;
}

int cmd_import(struct cli *c)
{
	struct progress progress = {.c = c, .text = MSG_CLI_PROGRESS_ROWS};
	struct load_job j = {
	    .kind = kind_find(str_of(c->args[0])),
	    .name = c->args[1],
	    .update = cli_flag(c, "--update"),
	    .strict = cli_flag(c, "--strict"),
	    .dry_run = cli_flag(c, "--dry-run"),
	    .full = cli_flag(c, "--full"),
	    .progress = step,
	    .progress_ctx = &progress,
	    .words = &c->words,
	};
	struct act_env env;
	struct db *db = NULL;
	int status;

	if (j.kind == NULL)
		return cli_usage(c, MSG_CLI_IMPORT_KIND, ARGS({"kind", str_of(c->args[0])}));
	if (j.full && strcmp(j.kind->name, "wanted") != 0)
		return cli_usage(c, MSG_CLI_IMPORT_FULL, NULL);
	j.in = fopen(c->args[1], "rb");
	if (j.in == NULL)
		return file_failed(c, c->args[1]);
	status = hash_file(c, j.in, c->args[1], &j.file_hash);
	if (status == CLI_DONE)
		status = cli_register(c, &db, &env);
	if (status == CLI_DONE)
		status = load(c, db, &env, &j, c->args[1]);
	db_close(db);
	(void)fclose(j.in);
	return status;
}
