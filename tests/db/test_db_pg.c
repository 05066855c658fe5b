/* PostgreSQL: addresses, settings of a session, the loss of the server. */
#include "fixture.h"

#include "db_impl.h"

#include <stddef.h>

static struct db *db, *other;

/* Opening fails with rc, a reason that has `word`, and no handle. */
static void refused(const char *url, enum rc rc, const char *word)
{
	struct err e = {0};
	static max_align_t junk;
	struct db *none = (struct db *)&junk;

	OK(db_open(url, ROLE_OWNER, &none, &e) == rc);
	OK(none == NULL && e.rc == rc && strstr(e.msg, word) != NULL);
	OK(strstr(e.msg, "secret") == NULL);
	note_err(&e);
}

static void addresses(void)
{
	refused("postgresql://u:secret@localhost/x", RC_BAD_INPUT, "password");
	refused("postgresql://u:%73ecret@localhost/x", RC_BAD_INPUT, "password");
	refused("postgresql://u@localhost/x?password=secret", RC_BAD_INPUT, "password");
	refused("postgresql://u@localhost/x?sslpassword=secret", RC_BAD_INPUT, "password");
	refused("postgresql://u@localhost/x?pass%77ord=secret", RC_BAD_INPUT, "");
	refused("postgresql://[::1/secret", RC_BAD_INPUT, "cannot be read");
	refused("postgresql:///x?host=/nowhere", RC_DB, "PostgreSQL");
}

static void setting(const char *name, const char *want)
{
	struct arena a = {0};
	struct err e = {0};
	struct db_cur c;

	db_start(db, &c, STMT_TEST_SETTING, DB_ARGS(DB_TEXT(str_of(name))), &e);
	OK(db_next(&c, &e) && str_is(db_text(&c, 0, &a), want));
	OK(db_end(&c) == RC_OK);
	note_err(&e);
	arena_free(&a);
}

static void pg_settings(void)
{
	struct err e = {0};

	for (int i = 0; i < 2; i++) {
		setting("default_transaction_isolation", "serializable");
		setting("transaction_isolation", "serializable");
		setting("transaction_read_only", i == 0 ? "on" : "off");
		setting("search_path", "public");
		setting("statement_timeout", "15s");
		setting("lock_timeout", "5s");
		setting("idle_in_transaction_session_timeout", "30s");
		setting("standard_conforming_strings", "on");
		setting("client_encoding", "UTF8");
		if (i == 0)
			must(db_begin(db, true, &e), &e);
	}
	OK(db_commit(db, &e) == RC_OK);
	OK(db_backup_sqlite(db, "/tmp/never", &e) == RC_BAD_INPUT);
}

static enum rc set(struct db *h, const char *code, int64_t amount, struct err *e)
{
	return db_run(h, STMT_TEST_ITEM_SET, DB_ARGS(DB_TEXT(str_of(code)), DB_INT(amount)), e);
}

static void kill_others(void)
{
	struct err e = {0};

	must(db_run(other, STMT_TEST_KILL, DB_NO_ARGS, &e), &e);
}

/* The server goes away at the worst moments. */
static void lost_server(void)
{
	struct err e = {0};

	must(db_begin(db, true, &e), &e);
	must(add_item(db, "two", 103, &e), &e);
	must(db_commit(db, &e), &e);

	/* in a transaction: it is lost, the handle is not */
	must(db_begin(db, true, &e), &e);
	OK(set(db, "two", 5, &e) == RC_OK);
	kill_others();
	OK(set(db, "two", 6, &e) == RC_DB);
	note_err(&e);
	OK(db_commit(db, &e) == RC_DB);
	e = (struct err){0};
	OK(amount_of(db, "two") == 103);

	must(db_begin(db, true, &e), &e); /* at its commit */
	OK(set(db, "two", 5, &e) == RC_OK);
	kill_others();
	OK(db_commit(db, &e) == RC_DB);
	note_err(&e);
	must(db_begin(db, true, &e), &e);
	OK(set(db, "two", 104, &e) == RC_OK);
	OK(db_commit(db, &e) == RC_OK);

	kill_others(); /* idle: nobody notices */
	OK(amount_of(db, "two") == 104);
	kill_others();
	OK(db_begin(db, false, &e) == RC_OK && amount_of(db, "two") == 104);
	OK(db_commit(db, &e) == RC_OK);

	OK(db_lock(db, 42, &e) == RC_OK); /* a lock that is gone must be noticed */
	kill_others();
	OK(db_begin(db, true, &e) == RC_DB);
	note_err(&e);
	OK(db_lock(other, 42, &e) == RC_OK);
	OK(db_lock(db, 42, &e) == RC_RETRY);
	e = (struct err){0};
	db_unlock(other, 42);
	OK(db_lock(db, 42, &e) == RC_OK);
	kill_others();
	OK(amount_of(db, "two") == -1);
	OK(amount_of(db, "two") == 104);
	OK(db_lock(db, 42, &e) == RC_OK);
	db_unlock(db, 42);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 1;
	addresses();
	db = must_make(argv[argc - 1]);
	other = must_open(argv[argc - 1], ROLE_OWNER);
	pg_settings();
	lost_server();
	db_close(db);
	db_close(other);
	return t_done();
}
