/* What the two files of the PostgreSQL driver share. */
#ifndef PG_IMPL_H
#define PG_IMPL_H

#include "db_impl.h"

#include <libpq-fe.h>

struct pg {
	PGconn *c;
	bool prepared[STMT__MAX];
	bool locked;
	int64_t key;
	unsigned cursors; /* names them */
};

/* How r ended, with the reason in e. */
enum rc pg_why(PGconn *c, const PGresult *r, const char *what, struct err *e);
enum rc pg_exec(struct pg *p, const char *text, struct err *e);
/*
 * Before anything outside a transaction: a connection that is gone is made
 * anew, with nothing prepared on it.  With it went the lock, which the caller
 * must hear of (RC_DB, once).
 */
enum rc pg_revive(struct pg *p, struct err *e);

enum rc pg_prepare(struct db *db, enum stmt_id id, struct err *e);
enum rc pg_start(struct db_cur *c, const struct db_val *v, size_t n, bool big, struct err *e);
bool pg_next(struct db_cur *c, struct err *e);
bool pg_is_null(const struct db_cur *c, int col);
int64_t pg_int(const struct db_cur *c, int col);
struct str pg_text(const struct db_cur *c, int col, struct arena *a);
struct str pg_blob(const struct db_cur *c, int col, struct arena *a);
void pg_end(struct db_cur *c);

extern const char pg_write_after[];
enum rc pg_ask(struct db *db, const char *text, db_ask_fn fn, void *ctx, struct err *e);
enum rc pg_shadow(struct db *db, const char *table, struct err *e);
enum rc pg_begin_shadow(struct db *db, struct err *e);
enum rc pg_read_rows(struct db *db, const char *table, db_row_fn fn, void *ctx, struct err *e);
enum rc pg_write_begin(struct db *db, const char *table, size_t columns, struct err *e);
enum rc pg_write_row(struct db *db, const struct db_val *v, size_t n, struct err *e);
enum rc pg_write_end(struct db *db, bool good, struct err *e);

#endif
