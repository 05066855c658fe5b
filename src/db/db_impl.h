/* What the engines' drivers and db.c share; nobody else includes this (tests do). */
#ifndef DB_IMPL_H
#define DB_IMPL_H

#include "db.h"

/* One named statement; the table is made by sqlgen. */
struct stmt_def {
	const char *name;
	unsigned roles;
	bool writes;
	unsigned nparams;   /* values to give */
	unsigned used[2];   /* highest parameter in the text of each engine */
	const char *sql[2]; /* without a semicolon */
};
extern const struct stmt_def stmt_defs[STMT__MAX];

typedef enum rc (*db_row_fn)(void *ctx, const struct db_val *v, size_t n, struct err *e);
typedef void (*db_ask_fn)(void *ctx, char **column, int n);

/* All an engine has to know.  Nothing here knows the register. */
struct db_ops {
	const char *name;
	const char *schema; /* where the register's tables are */
	int engine;         /* index into stmt_def.sql */
	const char *const (*types)[2];
	/* Statements around a migration: outside its transaction, and in it. */
	const char *migrate_before, *migrate_inside, *migrate_after;
	const char *wipe; /* takes everything out of the database; NULL: no such thing */

	enum rc (*open)(struct db *, const char *url, struct err *);
	void (*close)(struct db *);
	enum rc (*script)(struct db *, const char *, struct err *);
	enum rc (*begin)(struct db *, bool writes, struct err *);
	enum rc (*commit)(struct db *, struct err *);
	void (*rollback)(struct db *);
	enum rc (*prepare)(struct db *, enum stmt_id, struct err *);
	/* Sets c->impl, also where it fails, or leaves it NULL. */
	enum rc (*start)(struct db_cur *, const struct db_val *, size_t, bool big, struct err *);
	bool (*next)(struct db_cur *, struct err *); /* sets c->rc where it fails */
	bool (*is_null)(const struct db_cur *, int);
	int64_t (*get_int)(const struct db_cur *, int);
	struct str (*get_text)(const struct db_cur *, int, struct arena *);
	struct str (*get_blob)(const struct db_cur *, int, struct arena *);
	void (*end)(struct db_cur *);
	enum rc (*lock)(struct db *, int64_t, struct err *);
	void (*unlock)(struct db *, int64_t);
	/* An empty temporary table of the shape of one of the register's, with its keys. */
	enum rc (*shadow)(struct db *, const char *table, struct err *);
	/* A transaction that may write temporary tables alone. */
	enum rc (*begin_shadow)(struct db *, struct err *);
	/* The rows of a text of the program's own: fn gets the columns, NULL for NULL. */
	enum rc (*ask)(struct db *, const char *text, db_ask_fn fn, void *ctx, struct err *);
	/* Whole tables of the register, by name in the order in which they were made. */
	const char *tables;
	enum rc (*read_rows)(struct db *, const char *table, db_row_fn, void *ctx, struct err *);
	/* Rows into a table: begin, rows, end (of a writing transaction's one table at a time). */
	enum rc (*write_begin)(struct db *, const char *table, size_t columns, struct err *);
	enum rc (*write_row)(struct db *, const struct db_val *, size_t n, struct err *);
	enum rc (*write_end)(struct db *, bool good, struct err *);
	const char *write_after;
	const char *write_alone; /* in a transaction that has not read yet: keep acts out */
	const char *tidy;        /* what is done when nothing else is to do; "" nothing */
	enum rc (*backup)(struct db *, const char *path, struct err *);
};

struct db {
	const struct db_ops *ops;
	unsigned roles;
	bool in_tx, tx_writes, in_savepoint;
	bool failed;   /* the transaction can only be rolled back */
	bool shadowed; /* db_shadow */
	unsigned open; /* cursors */
	const struct db_watch *watch;
	void *conn; /* the engine's */
};

extern const struct db_ops db_sqlite_ops, db_pg_ops;
extern const char db_bookkeeping[]; /* migration 0: the table of migrations */

#endif
