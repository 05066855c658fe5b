/* Migrations: once, whole, in order, and never a register that is not understood. */
#include "fixture.h"

#include "db_impl.h"

#include <sys/wait.h>
#include <unistd.h>

static const char *url;

static const struct migration fees[] = {
    {1, "one", "CREATE TABLE one (id {{id}}, name {{text}} NOT NULL){{strict}};"},
    {2, "two", "CREATE TABLE two (id {{id}}, one {{int}} REFERENCES one (id)){{strict}};"},
    {3, "three", "INSERT INTO one (id, name) VALUES (1, 'x'); INSERT INTO two VALUES (1, 1);"},
    /* a table made anew while another refers to it */
    {4, "four",
	"--only sqlite\n"
	"CREATE TABLE one_new (id {{id}}, name {{text}} NOT NULL, more {{int}}) STRICT;\n"
	"INSERT INTO one_new SELECT id, name, 4 FROM one;\n"
	"DROP TABLE one;\n"
	"ALTER TABLE one_new RENAME TO one;\n"
	"--end\n"
	"--only pg\n"
	"ALTER TABLE one ADD COLUMN more {{int}};\n"
	"--end\n"},
};

static int64_t count(struct db *db, const char *table)
{
	struct err e = {0};
	int64_t n;
	bool found;

	must(db_one_int(db, STMT_TEST_TABLE, DB_ARGS(DB_TEXT(str_of(table))), &n, &found, &e), &e);
	return n;
}

/* "1 one 100; 2 two 100;" */
static struct str recorded(struct db *db, struct arena *a)
{
	struct str all = STR("");
	struct err e = {0};
	struct db_cur c;

	db_start(db, &c, STMT_TEST_MIGRATIONS, DB_NO_ARGS, &e);
	while (db_next(&c, &e)) {
		OK(str_is(db_text(&c, 3, a), VERSION));
		all = arena_printf(a, "%.*s%lld %.*s %lld;", STR_FMT(all), (long long)db_int(&c, 0),
		    STR_FMT(db_text(&c, 1, a)), (long long)db_int(&c, 2));
	}
	must(db_end(&c), &e);
	return all;
}

static void in_order(struct db *db, struct arena *a)
{
	struct err e = {0};
	size_t pending = 0;

	OK(db_pending(db, fees, 4, &pending, &e) == RC_OK && pending == 4);
	OK(count(db, "migration") == 0); /* looking changes nothing */
	OK(db_migrate(db, fees, 2, 100, &e) == RC_OK);
	OK(str_is(recorded(db, a), "1 one 100;2 two 100;"));
	OK(db_pending(db, fees, 4, &pending, &e) == RC_OK && pending == 2);
	OK(db_migrate(db, fees, 4, 200, &e) == RC_OK);
	OK(str_is(recorded(db, a), "1 one 100;2 two 100;3 three 200;4 four 200;"));
	OK(db_check(db, &e) == RC_OK); /* two still refers to one */
	must(db_begin(db, true, &e), &e);
	OK(db_script(db, "UPDATE one SET more = 5 WHERE id = (SELECT one FROM two)", &e) == RC_OK);
	OK(db_script(db, "DELETE FROM one", &e) == RC_CONFLICT); /* and is guarded again */
	db_rollback(db);
	e = (struct err){0};
	note_err(&e);
}

/* Up to date: nothing is changed, and nobody who writes is waited for. */
static void idempotent(struct db *db, struct arena *a)
{
	struct db *other = must_open(url, ROLE_OWNER);
	struct err e = {0};
	size_t pending = 9;

	must(db_begin(other, true, &e), &e);
	OK(db_script(other, "UPDATE migration SET program = 'other'", &e) == RC_OK);
	OK(db_migrate(db, fees, 4, 300, &e) == RC_OK);
	OK(db_pending(db, fees, 4, &pending, &e) == RC_OK && pending == 0);
	db_rollback(other);
	db_close(other);
	OK(str_is(recorded(db, a), "1 one 100;2 two 100;3 three 200;4 four 200;"));
	note_err(&e);
}

static void refused(struct db *db, struct arena *a)
{
	struct migration changed[4];
	struct err e = {0};
	size_t pending;

	memcpy(changed, fees, sizeof(changed));
	changed[1].text = "CREATE TABLE two (id {{id}}, one {{int}} REFERENCES one (id));";
	OK(db_migrate(db, changed, 4, 300, &e) == RC_CONFLICT);
	OK(strstr(e.msg, "migration 2 (two)") != NULL && strstr(e.msg, VERSION) != NULL);
	note_err(&e);
	OK(db_pending(db, changed, 4, &pending, &e) == RC_CONFLICT);
	e = (struct err){0};
	OK(db_migrate(db, fees, 3, 300, &e) == RC_CONFLICT);
	OK(strstr(e.msg, "newer") != NULL && strstr(e.msg, "migration 4 (four)") != NULL);
	note_err(&e);
	OK(db_pending(db, fees, 3, &pending, &e) == RC_CONFLICT);
	OK(str_is(recorded(db, a), "1 one 100;2 two 100;3 three 200;4 four 200;"));
}

/* A migration that fails leaves nothing of itself; those before it stay. */
static void whole(struct db *db, struct arena *a)
{
	struct migration more[6];
	struct err e = {0};

	memcpy(more, fees, sizeof(fees));
	more[4] = (struct migration){5, "five", "CREATE TABLE five (id {{id}});"};
	more[5] = (struct migration){6, "six",
	    "CREATE TABLE six (id {{id}}); INSERT INTO six (id) VALUES (1); SELECT * FROM none;"};
	OK(db_migrate(db, more, 6, 400, &e) == RC_DB);
	note_err(&e);
	OK(!db_in_tx(db) && count(db, "five") == 1 && count(db, "six") == 0);
	OK(str_is(recorded(db, a), "1 one 100;2 two 100;3 three 200;4 four 200;5 five 400;"));
	/* it may not leave references that lead nowhere */
	more[5].text = "DELETE FROM one;";
	OK(db_migrate(db, more, 6, 400, &e) == RC_CONFLICT);
	note_err(&e);
	more[5].text = "CREATE TABLE six (id {{id}});";
	OK(db_migrate(db, more, 6, 500, &e) == RC_OK);
	OK(count(db, "six") == 1);
	note_err(&e);
}

/* Several servers started at the same time: each migration is made once. */
static void together(void)
{
	struct migration more[40];
	char text[40][60];
	pid_t child[4];
	struct err e = {0};
	struct db *db;

	memcpy(more, fees, sizeof(fees));
	more[4] = (struct migration){5, "five", "CREATE TABLE five (id {{id}});"};
	more[5] = (struct migration){6, "six", "CREATE TABLE six (id {{id}});"};
	for (int i = 6; i < 40; i++) {
		(void)snprintf(text[i], sizeof(text[i]), "CREATE TABLE t%d (id {{id}});", i);
		more[i] = (struct migration){i + 1, "t", text[i]};
	}
	(void)fflush(stdout);
	for (size_t i = 0; i < ARRAY_LEN(child); i++) {
		child[i] = fork();
		if (child[i] == 0) {
			enum rc rc = db_open(url, ROLE_OWNER, &db, &e);

			if (rc == RC_OK)
				rc = db_migrate(db, more, 40, 600, &e);
			if (rc != RC_OK)
				(void)fprintf(stderr, "%s\n", e.msg);
			_exit(rc != RC_OK);
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(child); i++) {
		int status = 1;

		OK(child[i] > 0 && waitpid(child[i], &status, 0) == child[i] && status == 0);
	}
	db = must_open(url, ROLE_OWNER);
	OK(count(db, "t39") == 1);
	OK(db_migrate(db, more, 40, 700, &e) == RC_OK);
	OK(db_check(db, &e) == RC_OK);
	note_err(&e);
	db_close(db);
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	struct db *db;

	if (argc < 2)
		return 1;
	url = argv[argc - 1];
	db = must_open(url, ROLE_OWNER);
	in_order(db, &a);
	idempotent(db, &a);
	refused(db, &a);
	whole(db, &a);
	db_close(db);
	together();
	arena_free(&a);
	return t_done();
}
