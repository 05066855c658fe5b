/* mekenjai import KIND FILE: load CSV (interface.md section 3). */
#include "register.h"

#include "clock.h"
#include "load.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

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
		return cli_failed(c, "%s: %s", path, strerrordesc_np(errno));
	rewind(f);
	return CLI_DONE;
}

/* A line on the terminal where the work is longer than a second. */
static void progress(void *ctx, size_t rows)
{
	int64_t *next = ctx;

	if (isatty(STDERR_FILENO) == 0 || clock_ticks() < *next)
		return;
	*next = clock_ticks() + 1000;
	(void)fprintf(stderr, "\r%zu rows", rows);
}

static int report(const struct cli *c, const struct load_job *j, const char *rejected)
{
	(void)fprintf(stderr,
	    "%s: %zu rows: %zu new, %zu corrected, %zu as known, %zu rejected, %zu with "
	    "warnings%s\n",
	    j->name, j->rows, j->count.loaded, j->count.updated, j->count.same, j->count.bad,
	    j->count.warnings,
	    j->dry_run                      ? "; nothing was loaded: --dry-run"
	    : j->strict && j->count.bad > 0 ? "; nothing was loaded: --strict"
					    : "");
	if (j->released > 0)
		(void)fprintf(stderr, "%zu cases had waited for this list\n", j->released);
	if (j->count.bad > 0)
		(void)fprintf(stderr, "why rows were rejected: %s\n", rejected);
	(void)c;
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
		status = cli_failed(c, "%s: %s", rejected, strerrordesc_np(errno));
		arena_free(&a);
		return status;
	}
	(void)fputs("line,field,reason\r\n", j->rejected);
	rc = acts_load(db, env, j, &e);
	if (fclose(j->rejected) != 0 && rc == RC_OK)
		rc = fail(&e, RC_SYS, "%s: %s", rejected, strerrordesc_np(errno));
	if (j->count.bad == 0)
		(void)unlink(rejected);
	if (rc == RC_BAD_INPUT) {
		(void)cli_failed(c, "%s: %s", path, e.msg);
		status = CLI_NO;
	} else
		status = rc == RC_OK ? report(c, j, rejected) : cli_failure(c, rc, &e);
	arena_free(&a);
	return status;
}

int cmd_import(struct cli *c)
{
	int64_t next = clock_ticks() + 1000;
	struct load_job j = {
	    .kind = kind_find(str_of(c->args[0])),
	    .name = c->args[1],
	    .update = cli_flag(c, "--update"),
	    .strict = cli_flag(c, "--strict"),
	    .dry_run = cli_flag(c, "--dry-run"),
	    .full = cli_flag(c, "--full"),
	    .progress = progress,
	    .progress_ctx = &next,
	};
	struct act_env env;
	struct db *db = NULL;
	int status;

	if (j.kind == NULL)
		return cli_usage(c,
		    "%s: one of units, precincts, dwellings, persons, holdings, residences, wanted",
		    c->args[0]);
	if (j.full && strcmp(j.kind->name, "wanted") != 0)
		return cli_usage(c, "--full is for the list of wanted persons");
	j.in = fopen(c->args[1], "rb");
	if (j.in == NULL)
		return cli_failed(c, "%s: %s", c->args[1], strerrordesc_np(errno));
	status = hash_file(c, j.in, c->args[1], &j.file_hash);
	if (status == CLI_DONE)
		status = cli_register(c, &db, &env);
	if (status == CLI_DONE)
		status = load(c, db, &env, &j, c->args[1]);
	db_close(db);
	(void)fclose(j.in);
	return status;
}
