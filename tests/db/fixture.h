/* The tables of tests/data/db/test.sql. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "store.h"

static const struct migration test_schema[] = {{1, "test",
    "CREATE TABLE item (\n"
    "	id	{{id}},\n"
    "	code	{{text}} NOT NULL UNIQUE,\n"
    "	note	{{text}},\n"
    "	data	{{blob}},\n"
    "	amount	{{int}} CHECK (amount >= 0)\n"
    "){{strict}};\n"
    "CREATE TABLE child (\n"
    "	id	{{id}},\n"
    "	item	{{int}} NOT NULL REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED\n"
    "){{strict}};\n"
    "CREATE TABLE frozen (id {{int}} PRIMARY KEY, body {{text}} NOT NULL){{strict}};\n"
    "--only sqlite\n"
    "CREATE TRIGGER frozen_update BEFORE UPDATE ON frozen\n"
    "BEGIN SELECT RAISE(ABORT, 'frozen'); END;\n"
    "CREATE TRIGGER frozen_delete BEFORE DELETE ON frozen\n"
    "BEGIN SELECT RAISE(ABORT, 'frozen'); END;\n"
    "--end\n"
    "--only pg\n"
    "CREATE FUNCTION frozen_guard() RETURNS trigger LANGUAGE plpgsql AS\n"
    "$$ BEGIN RAISE EXCEPTION 'frozen'; END $$;\n"
    "CREATE TRIGGER frozen_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON frozen\n"
    "EXECUTE FUNCTION frozen_guard();\n"
    "CREATE SEQUENCE liar;\n"
    "CREATE FUNCTION disk_full() RETURNS bigint LANGUAGE plpgsql AS\n"
    "$$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$;\n"
    "--end\n"}};

static inline struct db *must_make(const char *url)
{
	struct db *db = must_open(url, ROLE_OWNER);
	struct err e = {0};

	must(db_migrate(db, test_schema, ARRAY_LEN(test_schema), 1, &e), &e);
	return db;
}

/* One item in the transaction that is open. */
static inline enum rc add_item(struct db *db, const char *code, int64_t amount, struct err *e)
{
	return db_run(db, STMT_TEST_ITEM_ADD,
	    DB_ARGS(DB_TEXT(str_of(code)), DB_NULL, DB_NULL, DB_INT(amount)), e);
}

static inline int64_t amount_of(struct db *db, const char *code)
{
	struct err e = {0};
	int64_t v = 0;
	bool found = false;

	if (db_one_int(db, STMT_TEST_ITEM_AMOUNT, DB_ARGS(DB_TEXT(str_of(code))), &v, &found, &e) !=
	    RC_OK)
		note_err(&e);
	return found ? v : -1;
}

#endif
