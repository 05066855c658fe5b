/* SQLite: settings, files that are refused and why, damage, backup. */
#include "fixture.h"

#include "db_impl.h"

#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[4096];

static char *at(struct arena *a, const char *prefix, const char *name)
{
	return arena_z(a, arena_printf(a, "%s%s/%s", prefix, folder, name));
}

/* Opening fails with rc, a reason that has `word`, and no handle. */
static void refused(const char *url, enum rc rc, const char *word)
{
	struct err e = {0};
	static max_align_t junk;
	struct db *db = (struct db *)&junk;

	OK(db_open(url, ROLE_OWNER, &db, &e) == rc);
	OK(db == NULL && e.rc == rc && strstr(e.msg, word) != NULL);
	OK(strstr(e.msg, "secret") == NULL);
	note_err(&e);
}

static void addresses(void)
{
	refused("", RC_BAD_INPUT, "address");
	refused("mysql://root:secret@localhost/x", RC_BAD_INPUT, "address");
	refused("sqlite:", RC_BAD_INPUT, "path");
}

static void put(const char *path, const void *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		abort();
}

static size_t get(const char *path, char *out, size_t cap)
{
	FILE *f = fopen(path, "r");
	size_t n;

	if (f == NULL)
		return 0;
	n = fread(out, 1, cap, f);
	(void)fclose(f);
	return n;
}

/* Make what another program would have made: no name of ours in it. */
static void make_foreign(struct arena *a, const char *name, const char *sql)
{
	struct db *db = must_open(at(a, "sqlite:", name), ROLE_OWNER);
	struct err e = {0};

	must(db->ops->script(db, "PRAGMA query_only=OFF; PRAGMA journal_mode=DELETE", &e), &e);
	must(db->ops->script(db, sql, &e), &e);
	db_close(db);
}

static void strangers(struct arena *a)
{
	static char before[65536], after[65536];
	size_t n;

	refused(at(a, "sqlite:", "none/x.db"), RC_SYS, "No such file");
	OK(mkdir(at(a, "", "folder"), 0700) == 0);
	refused(at(a, "sqlite:", "folder"), RC_SYS, "folder");
	put(at(a, "", "text"), "This is a letter and no database at all.\n", 41);
	refused(at(a, "sqlite:", "text"), RC_DB, "no SQLite database");
	make_foreign(a, "foreign", "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
	n = get(at(a, "", "foreign"), before, sizeof(before));
	refused(at(a, "sqlite:", "foreign"), RC_CONFLICT, "another program");
	OK(n > 0 && get(at(a, "", "foreign"), after, sizeof(after)) == n);
	OK(memcmp(before, after, n) == 0); /* not touched */
	OK(access(at(a, "", "foreign-wal"), F_OK) != 0);
	make_foreign(a, "marked", "PRAGMA application_id=77");
	refused(at(a, "sqlite:", "marked"), RC_CONFLICT, "another program");
	make_foreign(a, "empty", "PRAGMA user_version=0");
	db_close(must_make(at(a, "sqlite:", "empty")));
	put(at(a, "", "nothing"), "", 0);
	db_close(must_make(at(a, "sqlite:", "nothing")));
}

/* A register with some hundred rows, closed. */
static char *make_register(struct arena *a, const char *name)
{
	char *url = at(a, "sqlite:", name);
	struct db *db = must_make(url);
	struct err e = {0};

	must(db_begin(db, true, &e), &e);
	for (int i = 0; i < 500; i++)
		must(add_item(db, arena_z(a, arena_printf(a, "%0200d", i)), i, &e), &e);
	must(db_commit(db, &e), &e);
	db_close(db);
	return url;
}

static void damaged(struct arena *a)
{
	static char bytes[1 << 20];
	char *url = make_register(a, "damaged"), *path = at(a, "", "damaged");
	size_t n = get(path, bytes, sizeof(bytes));
	struct err e = {0};
	struct db *db;

	OK(n > 100000 && n < sizeof(bytes));
	put(path, bytes, n - 20000); /* cut off */
	refused(url, RC_DB, "damaged");
	memset(bytes + n - 40000, 0x55, 30000); /* a hole in the middle */
	put(path, bytes, n);
	db = must_open(url, ROLE_OWNER);
	OK(db_check(db, &e) == RC_DB && strstr(e.msg, "damaged") != NULL);
	note_err(&e);
	db_close(db);
	/* a reference that leads nowhere, as a foreign tool may have left it */
	db = must_open(make_register(a, "dangling"), ROLE_OWNER);
	e = (struct err){0};
	OK(db_check(db, &e) == RC_OK);
	must(db->ops->script(db, "PRAGMA foreign_keys=OFF", &e), &e);
	must(db_begin(db, true, &e), &e);
	must(db_run(db, STMT_TEST_CHILD_ADD, DB_ARGS(DB_INT(12345)), &e), &e);
	must(db_commit(db, &e), &e);
	OK(db_check(db, &e) == RC_DB && strstr(e.msg, "1 references") != NULL);
	note_err(&e);
	db_close(db);
	bytes[40] ^= 0x7f;
	memset(bytes + 100, 0xff, 4000); /* the schema */
	put(path, bytes, n);
	refused(url, RC_DB, "damaged");
}

static void backup(struct arena *a)
{
	char *url = make_register(a, "source"), *copy = at(a, "", "copy");
	struct db *db = must_open(url, ROLE_OWNER), *writer = must_open(url, ROLE_OWNER), *from;
	struct err e = {0};
	struct stat st;

	/* of a live register: what is not committed is not in it */
	must(db_begin(writer, true, &e), &e);
	must(add_item(writer, "late", 1, &e), &e);
	OK(db_backup_sqlite(db, copy, &e) == RC_OK);
	note_err(&e);
	OK(db_commit(writer, &e) == RC_OK);
	OK(amount_of(db, "late") == 1);
	OK(stat(copy, &st) == 0 && (st.st_mode & 0777) == 0600);
	from = must_open(at(a, "sqlite:", "copy"), ROLE_OWNER);
	OK(db_check(from, &e) == RC_OK);
	OK(amount_of(from, arena_z(a, arena_printf(a, "%0200d", 499))) == 499);
	OK(amount_of(from, "late") == -1);
	db_close(from);
	note_err(&e);

	OK(db_backup_sqlite(db, copy, &e) == RC_CONFLICT);
	note_err(&e);
	OK(db_backup_sqlite(db, at(a, "", "none/copy"), &e) == RC_SYS);
	note_err(&e);
	must(db_begin(db, false, &e), &e);
	OK(db_backup_sqlite(db, at(a, "", "in_tx"), &e) == RC_DB);
	e = (struct err){0};
	db_rollback(db);
	db_set_roles(db, ROLES_ALL);
	OK(db_backup_sqlite(db, at(a, "", "role"), &e) == RC_FORBIDDEN);
	OK(access(at(a, "", "in_tx"), F_OK) != 0 && access(at(a, "", "role"), F_OK) != 0);
	db_close(db);
	db_close(writer);
}

static int64_t pragma(struct db *db, const char *name)
{
	struct err e = {0};
	struct db_cur c;
	struct arena a = {0};
	int64_t v = -1;

	db_start(db, &c, STMT_TEST_PRAGMAS, DB_NO_ARGS, &e);
	while (db_next(&c, &e))
		if (str_is(db_text(&c, 0, &a), name))
			v = db_int(&c, 1);
	OK(db_end(&c) == RC_OK);
	note_err(&e);
	arena_free(&a);
	return v;
}

static void sqlite_settings(const char *url)
{
	struct db *db = must_make(url), *memory = must_make("sqlite::memory:");
	struct stat st;
	struct err e = {0};

	OK(stat(url + 7, &st) == 0 && (st.st_mode & 0777) == 0600);
	OK(pragma(db, "wal") == 1 && pragma(memory, "wal") == 0);
	OK(pragma(db, "synchronous") == 2);
	OK(pragma(db, "foreign_keys") == 1);
	OK(pragma(db, "secure_delete") == 1);
	OK(pragma(db, "busy_timeout") == 5000);
	OK(pragma(db, "cache_size") == -16384);
	OK(pragma(db, "journal_size_limit") == 134217728);
	OK(pragma(db, "page_size") == 8192);
	/* a double-quoted text is no text */
	must(db_begin(db, true, &e), &e);
	OK(db_script(db, "INSERT INTO item (code) VALUES (\"a\")", &e) == RC_DB);
	note_err(&e);
	db_rollback(db);
	/* the schema cannot be written as a table */
	must(db_begin(db, true, &e), &e);
	OK(db_script(db, "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema", &e) != RC_OK);
	note_err(&e);
	db_rollback(db);
	db_close(db);
	db_close(memory);
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	const char *url = argv[argc - 1];

	if (argc < 2 || strrchr(url, '/') == NULL)
		return 1;
	(void)snprintf(
	    folder, sizeof(folder), "%.*s", (int)(strrchr(url, '/') - (url + 7)), url + 7);
	addresses();
	sqlite_settings(url);
	strangers(&a);
	damaged(&a);
	backup(&a);
	arena_free(&a);
	return t_done();
}
