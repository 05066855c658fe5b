/* What the two files of the SQLite driver share. */
#ifndef SQLITE_IMPL_H
#define SQLITE_IMPL_H

#include "db_impl.h"

#include <sqlite3.h>

enum state { IDLE, AT_FIRST_ROW, RUNNING, DONE };

struct prepared {
	sqlite3_stmt *s;
	int at[DB_PARAMS_MAX]; /* SQLite's index of $1, $2 …; 0 where the text has it not */
	enum state state;
	bool spare; /* made because the statement is open already; dies with its cursor */
};

struct lite {
	sqlite3 *c;
	bool query_only;
	struct prepared stmt[STMT__MAX];
	sqlite3_stmt *filling; /* a table that rows are written into */
};

/* How the engine's rc ended, with the reason in e. */
enum rc lite_why(sqlite3 *c, int rc, const char *what, struct err *e);
int lite_bind(sqlite3_stmt *s, int at, const struct db_val *v);
enum rc lite_script(struct db *db, const char *text, struct err *e);
enum rc lite_query_only(struct db *db, bool on, struct err *e);

enum rc lite_ask(struct db *db, const char *text, db_ask_fn fn, void *ctx, struct err *e);
enum rc lite_shadow(struct db *db, const char *table, struct err *e);
enum rc lite_begin_shadow(struct db *db, struct err *e);
enum rc lite_read_rows(struct db *db, const char *table, db_row_fn fn, void *ctx, struct err *e);
enum rc lite_write_begin(struct db *db, const char *table, size_t columns, struct err *e);
enum rc lite_write_row(struct db *db, const struct db_val *v, size_t n, struct err *e);
enum rc lite_write_end(struct db *db, bool good, struct err *e);

#endif
