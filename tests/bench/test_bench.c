/* Every benchmark runs, says its three figures, and leaves nothing behind. */
#include "store.h"

#include "bench.h"
#include "bench_impl.h"

#include <dirent.h>

static size_t times(const struct buf *b, const char *word)
{
	size_t n = 0;

	for (const char *p = b->p; (p = strstr(p, word)) != NULL; p++)
		n++;
	return n;
}

static void each_says_its_figures(struct bench_run *r)
{
	for (size_t i = 0; i < benches_n; i++) {
		struct buf out = {0};
		struct err e = {0};
		char head[32];
		size_t figures;

		(void)snprintf(head, sizeof(head), "%s: ", benches[i].name);
		OK(bench_find(benches[i].name) == &benches[i]);
		r->out = &out;
		OK(benches[i].run(r, &e) == RC_OK);
		note_err(&e);
		/* of pictures, which are not here: tests/system/scan.sh */
		if (strcmp(benches[i].name, "scan") == 0) {
			buf_free(&out);
			continue;
		}
		buf_char(&out, '\0');
		figures = times(&out, head);
		OK(figures > 0 && strncmp(out.p, head, strlen(head)) == 0);
		OK(times(&out, "\n  mekenjai ") == figures &&
		    times(&out, "\n  engine ") == figures);
		OK(times(&out, "\n  ratio ") == figures);
		OK(times(&out, "nan") == 0 && times(&out, "inf") == 0);
		buf_free(&out);
	}
	OK(bench_find("bogus") == NULL);
}

/* What a handle wrote, written again elsewhere, is the same register: its journal ends alike. */
static void replay_is_the_same(struct bench_run *r)
{
	struct bench_town one = {0}, two = {0};
	struct bench_record rec = {0};
	struct bench_time t = {0};
	struct arena a = {0};
	struct err e = {0};
	struct db_cur c;
	int64_t position = -1;
	struct str chain = {0};

	must(bench_town_make(r, &one, &e), &e);
	bench_record_start(&rec, one.db);
	must(bench_town_fill(r, &one, &e), &e);
	bench_record_stop(one.db);
	db_start(one.db, &c, STMT_ACT_HEAD, DB_NO_ARGS, &e);
	OK(db_next(&c, &e));
	position = db_int(&c, 0);
	chain = db_blob(&c, 1, &a);
	OK(db_end(&c) == RC_OK && position > 0);
	OK(bench_town_end(&one, RC_OK, &e) == RC_OK);

	must(bench_town_make(r, &two, &e), &e);
	must(bench_replay(&rec, two.db, &t, &e), &e);
	db_start(two.db, &c, STMT_ACT_HEAD, DB_NO_ARGS, &e);
	OK(db_next(&c, &e) && db_int(&c, 0) == position && str_eq(db_blob(&c, 1, &a), chain));
	OK(db_end(&c) == RC_OK);
	OK(bench_town_end(&two, RC_OK, &e) == RC_OK);
	note_err(&e);
	bench_record_free(&rec);
	arena_free(&a);
}

/* The folder holds nothing, or the database no tables. */
static void nothing_is_left(const char *url)
{
	struct err e = {0};
	struct db *db = must_open(url, ROLE_OWNER);
	int64_t n = -1;
	bool found;

	OK(db_one_int(db, STMT_TABLES, DB_NO_ARGS, &n, &found, &e) == RC_OK && n == 0);
	note_err(&e);
	db_close(db);
}

static void no_folder_is_left(const char *url)
{
	struct arena a = {0};
	char *path = arena_z(&a, str_of(url + strlen("sqlite:")));
	struct dirent **list = NULL;
	int n;

	*strrchr(path, '/') = '\0';
	n = scandir(path, &list, NULL, alphasort);
	OK(n > 0);
	for (int i = 0; i < n; i++) {
		OK(strncmp(list[i]->d_name, "mekenjai-bench-", 15) != 0);
		free(list[i]);
	}
	free(list);
	arena_free(&a);
}

/* A database that holds something is refused, and not touched. */
static void what_is_there_stays(struct bench_run *r)
{
	struct db *db = must_open(r->url, ROLE_OWNER);
	struct buf out = {0};
	struct err e = {0};
	size_t pending = 99;

	must(db_migrate(db, db_migrations, db_migrations_n, 1, &e), &e);
	r->out = &out;
	if (is_pg(db)) {
		OK(bench_find("query")->run(r, &e) == RC_BAD_INPUT);
		note_err(&e);
		OK(out.n == 0);
	} else {
		OK(bench_find("query")->run(r, &e) == RC_OK); /* in a file of its own */
	}
	OK(db_pending(db, db_migrations, db_migrations_n, &pending, &e) == RC_OK && pending == 0);
	OK(db_wipe(db, &e) == (is_pg(db) ? RC_OK : RC_BAD_INPUT));
	db_set_roles(db, ROLE_SENIOR);
	OK(db_wipe(db, &e) == RC_FORBIDDEN);
	db_close(db);
	buf_free(&out);
}

int main(int argc, char **argv)
{
	struct err e = {0};
	struct pack *pack = pack_builtin();
	struct bench_run r = {.url = argv[argc - 1], .size = BENCH_SIZE_MIN};

	if (argc < 2)
		return 1;
	must(pack != NULL ? RC_OK : RC_SYS, &e);
	r.pack = pack;
	each_says_its_figures(&r);
	replay_is_the_same(&r);
	if (strncmp(r.url, "sqlite:", 7) == 0)
		no_folder_is_left(r.url);
	else
		nothing_is_left(r.url);
	what_is_there_stays(&r);
	pack_free(pack);
	return t_done();
}
