/* A register to work in: made, filled, taken away. */
#include "bench_impl.h"

#include "clock.h"
#include "load.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SQLITE_SCHEME "sqlite:"

/* A folder of its own beside the register that was named, so that a commit costs what it costs there. */
static enum rc make_folder(struct bench_town *t, const char *url, struct err *e)
{
	struct arena a = {0};
	char *path = arena_z(&a, str_of(url + strlen(SQLITE_SCHEME)));
	char *slash = strrchr(path, '/');
	struct str in = {path, slash == NULL ? 0 : (size_t)(slash - path) + 1};
	enum rc rc = RC_OK;

	if (in.n > 0 && access(arena_z(&a, in), W_OK | X_OK) != 0)
		in.n = 0; /* `init' was not run yet */
	t->folder =
	    xstrdup(arena_z(&a, arena_printf(&a, "%.*smekenjai-bench-XXXXXX", STR_FMT(in))));
	if (mkdtemp(t->folder) == NULL) {
		rc = fail(e, RC_SYS, "%s: %s", t->folder, strerrordesc_np(errno));
		free(t->folder);
		t->folder = NULL;
	} else {
		t->url = xstrdup(
		    arena_z(&a, arena_printf(&a, SQLITE_SCHEME "%s/register.db", t->folder)));
	}
	arena_free(&a);
	return rc;
}

static enum rc must_be_empty(struct db *db, struct err *e)
{
	int64_t n = 0;
	bool found;
	enum rc rc = db_one_int(db, STMT_TABLES, DB_NO_ARGS, &n, &found, e);

	if (rc == RC_OK && n > 0)
		return fail(
		    e, RC_BAD_INPUT, "the database has tables in it: benchmarks want an empty one");
	return rc;
}

enum rc bench_town_make(const struct bench_run *r, struct bench_town *t, struct err *e)
{
	enum rc rc = RC_OK;

	*t = (struct bench_town){0};
	if (str_starts(str_of(r->url), SQLITE_SCHEME))
		rc = make_folder(t, r->url, e);
	else
		t->url = xstrdup(r->url);
	if (rc == RC_OK)
		rc = db_open(t->url, ROLE_OWNER, &t->db, e);
	if (rc == RC_OK)
		rc = must_be_empty(t->db, e);
	t->made = rc == RC_OK;
	if (rc == RC_OK)
		rc = db_migrate(t->db, db_migrations, db_migrations_n, clock_now(), e);
	t->env = (struct act_env){.pack = r->pack,
	    .who = {.name = STR("bench"), .role = ROLE_OWNER},
	    .now_us = clock_now()};
	t->env.today = date_in_almaty(t->env.now_us);
	return rc;
}

enum rc bench_load(struct bench_town *t, const char *kind, const struct buf *csv, struct err *e)
{
	struct load_job j = {
	    .kind = kind_find(str_of(kind)),
	    .in = fmemopen(csv->p, csv->n, "rb"),
	    .name = kind,
	    .file_hash = hash_of(buf_text(csv)),
	};
	enum rc rc;

	if (j.in == NULL)
		return fail(e, RC_SYS, "%s", strerrordesc_np(errno));
	rc = acts_load(t->db, &t->env, &j, e);
	(void)fclose(j.in);
	if (rc == RC_OK && j.count.bad > 0)
		rc = fail(e, RC_CONFLICT, "%zu made-up rows of %s are bad", j.count.bad, kind);
	return rc;
}

enum rc bench_town_fill(const struct bench_run *r, struct bench_town *t, struct err *e)
{
	struct buf file[6] = {0};
	static const char *const kind[] = {
	    "units", "dwellings", "persons", "holdings", "residences", "wanted"};
	enum rc rc = RC_OK;

	t->people = r->size;
	t->homes = r->size / 3;
	bench_units(&file[0]);
	bench_dwellings(&file[1], t->homes);
	bench_persons(&file[2], t->people);
	bench_holdings(&file[3], t->homes);
	bench_residences(&file[4], t->people, t->homes);
	bench_wanted(&file[5]);
	for (size_t i = 0; i < ARRAY_LEN(file); i++) {
		if (rc == RC_OK)
			rc = bench_load(t, kind[i], &file[i], e);
		buf_free(&file[i]);
	}
	return rc;
}

/* The register, its log and its index of the log, and the folder. */
static enum rc remove_folder(const struct bench_town *t, struct err *e)
{
	static const char *const end[] = {"", "-wal", "-shm"};
	struct arena a = {0};
	enum rc rc = RC_OK;

	for (size_t i = 0; i < ARRAY_LEN(end); i++)
		(void)unlink(arena_z(&a, arena_printf(&a, "%s/register.db%s", t->folder, end[i])));
	if (rmdir(t->folder) != 0)
		rc = fail(e, RC_SYS, "%s: %s", t->folder, strerrordesc_np(errno));
	arena_free(&a);
	return rc;
}

enum rc bench_town_end(struct bench_town *t, enum rc rc, struct err *e)
{
	enum rc end = RC_OK;

	if (t->made && t->folder == NULL)
		end = db_wipe(t->db, e);
	db_close(t->db);
	if (t->folder != NULL)
		end = remove_folder(t, e);
	free(t->folder);
	free(t->url);
	*t = (struct bench_town){0};
	return rc == RC_OK ? end : rc;
}
