/* Values, cursors and what is refused before an engine is asked. */
#include "fixture.h"

#include "db_impl.h"

#include <malloc.h>

static struct arena arena;

static bool same(struct str a, struct str b)
{
	return a.p != NULL && str_eq(a, b);
}

/* What goes in comes out, on either engine. */
static void values(struct db *db)
{
	const struct str bytes = STR("\0\1\377x\\'"), empty = {0};
	struct err e = {0};
	struct db_cur c;

	must(db_begin(db, true, &e), &e);
	db_start(db, &c, STMT_TEST_ITEM_ADD,
	    DB_ARGS(DB_TEXT(STR("a")), DB_TEXT(STR("Қодиров 😀 it's \\ \"x\"")), DB_BLOB(bytes),
		DB_INT(INT64_MAX)),
	    &e);
	OK(db_next(&c, &e) && db_int(&c, 0) > 0);
	OK(!db_next(&c, &e));
	OK(db_end(&c) == RC_OK);
	/* the empty text and the empty bytes are not NULL */
	OK(db_run(db, STMT_TEST_ITEM_ADD,
	       DB_ARGS(DB_TEXT(STR("b")), DB_TEXT(empty), DB_BLOB(empty), DB_INT(0)), &e) == RC_OK);
	OK(db_run(db, STMT_TEST_ITEM_ADD,
	       DB_ARGS(
		   DB_TEXT(STR("c")), DB_TEXT_OR_NULL(STR("")), DB_NULL, DB_INT_OR_NULL(-1, -1)),
	       &e) == RC_OK);
	OK(db_run(db, STMT_TEST_ITEM_ADD,
	       DB_ARGS(
		   DB_TEXT(STR("Z")), DB_TEXT_OR_NULL(STR("n")), DB_NULL, DB_INT_OR_NULL(7, -1)),
	       &e) == RC_OK);
	OK(db_commit(db, &e) == RC_OK);

	db_start(db, &c, STMT_TEST_ITEMS, DB_NO_ARGS, &e);
	OK(db_next(&c, &e)); /* by bytes: Z before a */
	OK(str_is(db_text(&c, 1, &arena), "Z"));
	OK(same(db_text(&c, 2, &arena), STR("n")) && db_int(&c, 4) == 7);
	OK(db_next(&c, &e));
	OK(same(db_text(&c, 2, &arena), STR("Қодиров 😀 it's \\ \"x\"")));
	OK(same(db_blob(&c, 3, &arena), bytes));
	OK(db_int(&c, 4) == INT64_MAX && !db_is_null(&c, 4));
	OK(db_next(&c, &e));
	OK(!db_is_null(&c, 2) && !db_is_null(&c, 3));
	OK(same(db_text(&c, 2, &arena), empty) && same(db_blob(&c, 3, &arena), empty));
	OK(db_int(&c, 4) == 0 && !db_is_null(&c, 4));
	OK(db_next(&c, &e));
	OK(db_is_null(&c, 2) && db_is_null(&c, 3) && db_is_null(&c, 4));
	OK(db_text(&c, 2, &arena).p == NULL && db_blob(&c, 3, &arena).p == NULL);
	OK(db_int(&c, 4) == 0);
	OK(!db_next(&c, &e));
	OK(!db_next(&c, &e)); /* and does not begin again */
	OK(db_end(&c) == RC_OK);
	note_err(&e);
}

static void one_int(struct db *db)
{
	struct err e = {0};
	int64_t v = 5;
	bool found = true;

	OK(db_one_int(db, STMT_TEST_ITEM_AMOUNT, DB_ARGS(DB_TEXT(STR("Z"))), &v, &found, &e) ==
	    RC_OK);
	OK(found && v == 7);
	OK(db_one_int(db, STMT_TEST_ITEM_AMOUNT, DB_ARGS(DB_TEXT(STR("?"))), &v, &found, &e) ==
	    RC_OK);
	OK(!found && v == 0);
	found = true; /* a NULL is no number */
	OK(db_one_int(db, STMT_TEST_ITEM_AMOUNT, DB_ARGS(DB_TEXT(STR("c"))), &v, &found, &e) ==
	    RC_OK);
	OK(!found);
	OK(db_one_int(db, STMT_TEST_ITEM_EXISTS, DB_ARGS(DB_TEXT(STR("c"))), &v, &found, &e) ==
	    RC_OK);
	OK(found && v == 1);
	OK(db_one_int(db, STMT_TEST_ITEM_EXISTS, DB_ARGS(DB_TEXT(STR("?"))), &v, &found, &e) ==
	    RC_OK);
	OK(found && v == 0);
	OK(db_one_int(db, STMT_TEST_ITEM_SUM, DB_ARGS(DB_TEXT(STR("a"))), &v, &found, &e) == RC_OK);
	OK(found && v == 7);
	note_err(&e);
}

/* Parameters go by number, not by the order in which the text has them. */
static void parameters(struct db *db)
{
	struct err e = {0};
	struct db_cur c;
	int64_t v;
	bool found;

	db_start(db, &c, STMT_TEST_ITEM_SWAPPED, DB_ARGS(DB_TEXT(STR("Z")), DB_TEXT(STR("n"))), &e);
	OK(db_next(&c, &e));
	OK(db_end(&c) == RC_OK);
	db_start(db, &c, STMT_TEST_ITEM_SWAPPED, DB_ARGS(DB_TEXT(STR("n")), DB_TEXT(STR("Z"))), &e);
	OK(!db_next(&c, &e));
	OK(db_end(&c) == RC_OK);
	/* an engine whose text leaves a parameter out */
	OK(db_one_int(db, STMT_TEST_OWN_PARAMETERS, DB_ARGS(DB_INT(1), DB_INT(2)), &v, &found,
	       &e) == RC_OK);
	OK(found && v == (is_pg(db) ? 101 : 2));
	note_err(&e);
}

static enum rc try_start(struct db *db, enum stmt_id id, const struct db_val *v, size_t n)
{
	struct err e = {0};
	struct db_cur c;
	enum rc rc;

	db_start(db, &c, id, v, n, &e);
	OK(!db_next(&c, &e) || c.rc == RC_OK);
	rc = db_end(&c);
	OK(e.rc == rc); /* a failure always has its reason */
	note_err(&e);
	return rc;
}

static void refused(struct db *db)
{
	struct err e = {0};
	const struct db_val item[] = {DB_TEXT(STR("x")), DB_NULL, DB_NULL, DB_NULL};
	char nul[] = {'a', 0, 'b'};

	db_set_roles(db, ROLE_AUDITOR | ROLE_INSPECTOR);
	OK(db_roles(db) == (ROLE_AUDITOR | ROLE_INSPECTOR));
	OK(try_start(db, STMT_TEST_ITEMS, DB_NO_ARGS) == RC_OK);
	OK(try_start(db, STMT_TEST_ITEM_COUNT, DB_NO_ARGS) == RC_FORBIDDEN);
	db_set_roles(db, ROLE_GATE);
	OK(try_start(db, STMT_TEST_ITEM_COUNT, DB_NO_ARGS) == RC_OK);
	OK(try_start(db, STMT_TEST_ITEMS, DB_NO_ARGS) == RC_FORBIDDEN);
	OK(db_script(db, "SELECT 1", &e) == RC_FORBIDDEN);
	e = (struct err){0};
	OK(db_migrate(db, test_schema, ARRAY_LEN(test_schema), 1, &e) == RC_FORBIDDEN);
	e = (struct err){0};
	OK(db_check(db, &e) == RC_FORBIDDEN);
	e = (struct err){0};
	db_set_roles(db, 0);
	OK(try_start(db, STMT_TEST_ITEM_AMOUNT, item, 1) == RC_FORBIDDEN);
	db_set_roles(db, ROLE_OWNER); /* may run every statement */
	OK(try_start(db, STMT_TEST_ITEM_COUNT, DB_NO_ARGS) == RC_OK);

	OK(try_start(db, STMT_TEST_ITEM_ADD, item, 4) == RC_FORBIDDEN); /* no transaction */
	must(db_begin(db, false, &e), &e);
	OK(try_start(db, STMT_TEST_ITEM_ADD, item, 4) == RC_FORBIDDEN);
	OK(db_script(db, "SELECT 1", &e) == RC_FORBIDDEN);
	e = (struct err){0};
	OK(try_start(db, STMT_TEST_ITEM_AMOUNT, item, 0) == RC_DB);
	OK(try_start(db, STMT_TEST_ITEM_AMOUNT, item, 2) == RC_DB);
	OK(try_start(db, STMT_TEST_ITEM_AMOUNT, DB_ARGS(DB_TEXT(STR("\xff\xfe")))) == RC_BAD_INPUT);
	OK(try_start(db, STMT_TEST_ITEM_AMOUNT, DB_ARGS(DB_TEXT(((struct str){nul, 3})))) ==
	    RC_BAD_INPUT);
	OK(try_start(db, STMT_TEST_ITEM_AMOUNT,
	       DB_ARGS(DB_BLOB(((struct str){nul, (size_t)1 << 40})))) == RC_BAD_INPUT);
	/* what was refused before the engine was asked does no harm */
	OK(try_start(db, STMT_TEST_ITEM_COUNT, DB_NO_ARGS) == RC_OK);
	OK(db_commit(db, &e) == RC_OK);
	OK(try_start(db, STMT_TEST_NO_TABLE, DB_NO_ARGS) == RC_DB);
	OK(db_prepare(db, STMT_TEST_NO_TABLE, &e) == RC_DB);
	e = (struct err){0};
	OK(db_prepare(db, STMT_TEST_ITEMS, &e) == RC_OK);
}

/* The engine is a second wall behind the table of statements. */
static void engine_wall(struct db *db)
{
	struct err e = {0};

	must(db_begin(db, false, &e), &e);
	OK(db->ops->script(db, "UPDATE item SET amount = 1", &e) == RC_FORBIDDEN);
	note_err(&e);
	db_rollback(db);
	OK(amount_of(db, "Z") == 7);
	if (!is_pg(db))
		return;
	OK(db->ops->script(db, "UPDATE item SET amount = 1", &e) == RC_FORBIDDEN);
	e = (struct err){0};
	OK(try_start(db, STMT_TEST_LIAR, DB_NO_ARGS) == RC_FORBIDDEN);
}

/* Cursors in cursors, of one statement too. */
static void nested(struct db *db)
{
	struct err e = {0};
	struct db_cur a, b, g;
	int pairs = 0, triples = 0;

	db_start(db, &a, STMT_TEST_ITEMS, DB_NO_ARGS, &e);
	while (db_next(&a, &e)) {
		db_start(db, &b, STMT_TEST_ITEMS, DB_NO_ARGS, &e);
		while (db_next(&b, &e)) {
			pairs++;
			db_start(db, &g, STMT_TEST_ITEM_AMOUNT,
			    DB_ARGS(DB_TEXT(db_text(&b, 1, &arena))), &e);
			while (db_next(&g, &e))
				triples++;
			OK(db_end(&g) == RC_OK);
		}
		OK(db_end(&b) == RC_OK);
	}
	OK(db_end(&a) == RC_OK);
	OK(pairs == 16 && triples == 16);
	note_err(&e);
}

/* Read to row `stop` (0: to the end); the number of rows in order. */
static int64_t read_series(struct db *db, int64_t rows, int64_t stop, size_t *memory)
{
	char pad[400];
	struct err e = {0};
	struct db_cur c, inner;
	int64_t n = 0;

	memset(pad, 'x', sizeof(pad));
	*memory = 0;
	db_start_big(db, &c, STMT_TEST_SERIES,
	    DB_ARGS(DB_INT(rows), DB_TEXT(((struct str){pad, sizeof(pad)}))), &e);
	while ((stop == 0 || n < stop) && db_next(&c, &e) && db_int(&c, 0) == n + 1) {
		struct mallinfo2 m = mallinfo2();

		n++;
		if (m.uordblks + m.hblkhd > *memory)
			*memory = m.uordblks + m.hblkhd;
		if (n % 1000 == 7) { /* others go on meanwhile, also big ones */
			db_start_big(db, &inner, STMT_TEST_SERIES,
			    DB_ARGS(DB_INT(3), DB_TEXT(STR("y"))), &e);
			OK(db_next(&inner, &e) && str_is(db_text(&inner, 1, &arena), "y1"));
			OK(db_end(&inner) == RC_OK);
			OK(amount_of(db, "Z") == 7);
		}
	}
	OK(db_end(&c) == RC_OK);
	note_err(&e);
	return n;
}

static void big(struct db *db)
{
	struct mallinfo2 before = mallinfo2();
	struct err e = {0};
	struct db_cur c;
	size_t memory;

	db_start_big(db, &c, STMT_TEST_ITEMS, DB_NO_ARGS, &e);
	OK(db_end(&c) == RC_DB); /* no transaction */
	note_err(&e);
	must(db_begin(db, false, &e), &e);
	OK(read_series(db, 1, 0, &memory) == 1);
	OK(read_series(db, 499, 0, &memory) == 499);
	OK(read_series(db, 500, 0, &memory) == 500);
	OK(read_series(db, 501, 0, &memory) == 501);
	OK(read_series(db, 1000, 0, &memory) == 1000);
	OK(read_series(db, 1000000, 10, &memory) == 10);
	/* 16 MB of rows are never all in memory */
	OK(read_series(db, 40000, 0, &memory) == 40000);
	OK(memory < before.uordblks + before.hblkhd + 4000000);
	OK(db_commit(db, &e) == RC_OK);
}

static void script(struct db *db)
{
	struct err e = {0};
	const char *const bad[] = {"--only oracle\n--end\n", "--only pg\nSELECT 1;\n", "--end\n",
	    "--only pg\n--only sqlite\n--end\n", "CREATE TABLE bad (a {{number}});\n"};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		must(db_begin(db, true, &e), &e);
		OK(db_script(db, bad[i], &e) == RC_DB);
		note_err(&e);
		db_rollback(db);
	}
	must(db_begin(db, true, &e), &e);
	OK(db_script(db,
	       "--only pg\nCREATE TABLE engine (pg {{int}});\n--end\n"
	       "--only sqlite\nCREATE TABLE engine (sqlite {{int}}){{strict}};\n--end\n",
	       &e) == RC_OK);
	OK(db_script(db, is_pg(db) ? "SELECT pg FROM engine" : "SELECT sqlite FROM engine", &e) ==
	    RC_OK);
	db_rollback(db);
	note_err(&e);
}

int main(int argc, char **argv)
{
	struct db *db;
	struct err e = {0};

	if (argc < 2)
		return 1;
	db = must_make(argv[argc - 1]);
	values(db);
	one_int(db);
	parameters(db);
	refused(db);
	engine_wall(db);
	nested(db);
	big(db);
	script(db);
	OK(db_check(db, &e) == RC_OK);
	note_err(&e);
	db_close(db);
	db_close(NULL);
	arena_free(&arena);
	return t_done();
}
