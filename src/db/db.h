/*
 * The register's database: one handle, two engines (SQLite and PostgreSQL),
 * and a closed set of named statements that sqlgen makes out of sql/.  Nothing
 * above this folder knows which engine it talks to, and no SQL text is put
 * together while the program runs.
 *
 * A handle belongs to one thread at a time.  How an operation ends:
 *   RC_RETRY      lost a race or waited too long for a lock: do it all again
 *   RC_CONFLICT   a constraint, or a trigger that guards evidence, said no
 *   RC_FORBIDDEN  this handle's roles, or a read-only transaction, do not allow it
 *   RC_BAD_INPUT  a value or an address that no engine may be given
 *   RC_SYS        the disk is full, or files cannot be read or written
 *   RC_DB         all else: the server is gone, the file is damaged, a bug in sql/
 * Messages never carry values: they go to logs, and values are about people.
 */
#ifndef DB_H
#define DB_H

#include "base.h"
#include "stmt.gen.h" /* enum stmt_id { STMT_…, STMT__MAX }; */

/*
 * Who a handle works for.  A statement says in sql/ which of these may run it;
 * the handle must have one of them.  ROLE_OWNER may run every statement.
 */
enum role_bit {
	ROLE_GATE = 1 << 0, /* nobody has signed in yet: sessions, health */
	ROLE_OFFICER = 1 << 1,
	ROLE_SENIOR = 1 << 2,
	ROLE_INSPECTOR = 1 << 3,
	ROLE_AKIMAT = 1 << 4,
	ROLE_DUTY = 1 << 5,
	ROLE_AUDITOR = 1 << 6,
	ROLE_ADMIN = 1 << 7,
	ROLE_HOST = 1 << 8,  /* a hotel's: reports its guests, and reads nothing of the register */
	ROLE_OWNER = 1 << 9, /* the command line and the program's own work */
};
/* The group words of sql/: people are those who work with the register, signed_in a host too. */
#define ROLES_DESK      (ROLE_OFFICER | ROLE_SENIOR | ROLE_DUTY)
#define ROLES_PEOPLE    (ROLES_DESK | ROLE_INSPECTOR | ROLE_AKIMAT | ROLE_AUDITOR | ROLE_ADMIN)
#define ROLES_SIGNED_IN (ROLES_PEOPLE | ROLE_HOST)
#define ROLES_ALL       (ROLES_SIGNED_IN | ROLE_GATE)

struct db;

/*
 * url: "sqlite:PATH", "sqlite::memory:" or "postgresql://…".  A PostgreSQL
 * address that carries a password is refused (RC_BAD_INPUT): addresses show in
 * process lists and logs; use a socket, a certificate or ~/.pgpass.
 * A SQLite file is made when it is not there; one that is no SQLite database,
 * is damaged, or belongs to another program is refused and not touched.
 * On failure *out is NULL.
 */
enum rc db_open(const char *url, unsigned roles, struct db **out, struct err *e) MUST_USE;
void db_close(struct db *db);               /* NULL is allowed; no cursor may be open */
const char *db_engine(const struct db *db); /* "sqlite" or "pg" */
void db_set_roles(struct db *db, unsigned roles);
unsigned db_roles(const struct db *db);

/* Values of a statement.  Borrowed: the engine takes its copy in db_start. */
enum db_type { DB_T_NULL, DB_T_INT, DB_T_TEXT, DB_T_BLOB };
struct db_val {
	enum db_type type;
	int64_t i;
	struct str s;
};
static inline struct db_val db_val_int_or_null(int64_t x, int64_t none)
{
	return (struct db_val){.type = x == none ? DB_T_NULL : DB_T_INT, .i = x};
}
static inline struct db_val db_val_text_or_null(struct str s)
{
	return (struct db_val){.type = s.n == 0 ? DB_T_NULL : DB_T_TEXT, .s = s};
}
#define DB_NULL                 ((struct db_val){.type = DB_T_NULL})
#define DB_INT(x)               ((struct db_val){.type = DB_T_INT, .i = (x)})
#define DB_TEXT(x)              ((struct db_val){.type = DB_T_TEXT, .s = (x)}) /* valid UTF-8, no NUL */
#define DB_BLOB(x)              ((struct db_val){.type = DB_T_BLOB, .s = (x)})
#define DB_INT_OR_NULL(x, none) db_val_int_or_null((x), (none))
#define DB_TEXT_OR_NULL(x)      db_val_text_or_null(x) /* NULL where empty */
#define DB_ARGS(...)                            \
	((const struct db_val[]){__VA_ARGS__}), \
	    (sizeof((const struct db_val[]){__VA_ARGS__}) / sizeof(struct db_val))
#define DB_NO_ARGS    NULL, (size_t)0
#define DB_PARAMS_MAX 40 /* sqlgen refuses more */

/*
 * A running statement.  Every started cursor is ended, also one whose start
 * failed; several may be open at once, also of the same statement, but all are
 * ended before the transaction ends.
 */
struct db_cur {
	struct db *db;
	enum stmt_id id;
	enum rc rc;
	void *impl; /* the engine's */
};

/*
 * Run a statement.  The effect of a writing statement is there when db_start
 * returns; failures show in cur->rc and e, db_next then gives no row and
 * db_end the reason.
 *
 *     db_start(db, &c, STMT_X, DB_ARGS(DB_INT(id)), e);
 *     while (db_next(&c, e))
 *             use(db_int(&c, 0), db_text(&c, 1, arena));
 *     rc = db_end(&c);
 *
 * Refused before the engine is asked: a statement not for the handle's roles,
 * a writing statement outside a writing transaction (RC_FORBIDDEN), the wrong
 * number of values (RC_DB), text that is not UTF-8 or has a NUL (RC_BAD_INPUT),
 * and anything but rollback in a transaction that has failed (RC_DB).
 *
 * On PostgreSQL db_start holds the whole result in memory; db_start_big reads
 * it in portions (an export, a list of a whole city) and needs a transaction
 * (RC_DB without one).  On SQLite both step row by row.
 */
void db_start(struct db *db, struct db_cur *c, enum stmt_id id, const struct db_val *v, size_t n,
    struct err *e);
void db_start_big(struct db *db, struct db_cur *c, enum stmt_id id, const struct db_val *v,
    size_t n, struct err *e);
bool db_next(struct db_cur *c, struct err *e);
enum rc db_end(struct db_cur *c) MUST_USE;

/* Columns from 0, of the row db_next gave.  NULL reads as 0 and as {NULL, 0}. */
bool db_is_null(const struct db_cur *c, int col);
int64_t db_int(const struct db_cur *c, int col); /* a boolean reads as 0 or 1 */
struct str db_text(const struct db_cur *c, int col, struct arena *a);
struct str db_blob(const struct db_cur *c, int col, struct arena *a);

/* A statement whose rows, if any, are not wanted. */
enum rc db_run(
    struct db *db, enum stmt_id id, const struct db_val *v, size_t n, struct err *e) MUST_USE;
/* The first column of the first row.  No row, or NULL there: *found false, *out 0, RC_OK. */
enum rc db_one_int(struct db *db, enum stmt_id id, const struct db_val *v, size_t n, int64_t *out,
    bool *found, struct err *e) MUST_USE;
/*
 * See every writing statement before the engine does, with its values (borrowed), and how each
 * writing transaction ended: what was seen since the one before it is for good, or never was.
 * For who measures or compares what the program writes; one watcher a handle, NULL: none.
 */
struct db_watch {
	void *ctx;
	void (*wrote)(void *ctx, enum stmt_id id, const struct db_val *v, size_t n);
	void (*ended)(void *ctx, bool committed);
	void (*asked)(void *ctx, enum stmt_id id); /* each reading one; may be NULL */
};
void db_watch(struct db *db, const struct db_watch *w); /* borrowed */
/* Does the engine understand this statement on the schema as it is? */
enum rc db_prepare(struct db *db, enum stmt_id id, struct err *e) MUST_USE;

/*
 * Transactions are serializable on both engines.  After a failed statement a
 * transaction can only be rolled back, wholly or to its savepoint (on SQLite
 * too, so that the engines do not differ).  When db_commit returns there is no
 * transaction any more, whatever it returned; db_rollback without one does
 * nothing.
 */
enum rc db_begin(struct db *db, bool writes, struct err *e) MUST_USE;
enum rc db_commit(struct db *db, struct err *e) MUST_USE;
void db_rollback(struct db *db);
bool db_in_tx(const struct db *db);

/*
 * One savepoint at a time, in a writing transaction.  Either of the last two closes it; after
 * db_rollback_to the transaction is usable again (RC_DB where the engine has
 * given the whole transaction up, e.g. on a full disk: roll back).
 */
enum rc db_savepoint(struct db *db, struct err *e) MUST_USE;
enum rc db_release(struct db *db, struct err *e) MUST_USE;
enum rc db_rollback_to(struct db *db, struct err *e) MUST_USE;

/*
 * Run work() in a transaction; repeat both while they end in RC_RETRY (8 times
 * at most).  work() must be repeatable: no reply, no file, no mail.
 */
enum rc db_tx(struct db *db, bool writes, enum rc (*work)(struct db *, void *, struct err *),
    void *ctx, struct err *e) MUST_USE;

/*
 * For a writer that has nothing to do: on SQLite what the log of writes holds goes into
 * the file, and the log is cut.  Outside a transaction.
 */
enum rc db_tidy(struct db *db, struct err *e) MUST_USE;

/*
 * Run a text of many statements, as migrations are: type words {{id}} {{int}}
 * {{text}} {{blob}}, what stands behind a table ({{strict}}, or {{keyed}} where rows
 * lie in the order of the primary key), and blocks "--only sqlite" or "--only pg" …
 * "--end" (each on a line of its own).  For ROLE_OWNER in a writing transaction.
 */
enum rc db_script(struct db *db, const char *text, struct err *e) MUST_USE;

/* One file of migrations/: 0007_fees.sql is {7, "fees", its text}. */
struct migration {
	int number;
	const char *name;
	const char *text;
};
/* The register's own, in order 1, 2, 3 …; embedded at build. */
extern const struct migration db_migrations[];
extern const size_t db_migrations_n;

/*
 * Bring the schema up to date: each migration that is not yet in the register
 * is one transaction that also records {number, name, SHA-256 of the text, now,
 * program version}.  Changes nothing where all is up to date; several programs
 * may do it at once.  Refused (RC_CONFLICT): a register with migrations this
 * program does not have, or whose text differs from this program's.
 * now: microseconds UTC.  For ROLE_OWNER.
 */
enum rc db_migrate(
    struct db *db, const struct migration *list, size_t n, int64_t now, struct err *e) MUST_USE;
/* The same checks without a change: how many migrations are still to be done. */
enum rc db_pending(
    struct db *db, const struct migration *list, size_t n, size_t *pending, struct err *e) MUST_USE;

/*
 * Take everything out of a PostgreSQL database: for benchmarks and tests, which found it empty and
 * leave it so.  For ROLE_OWNER, outside a transaction; RC_BAD_INPUT on SQLite, where it is a file
 * that is removed.
 */
enum rc db_wipe(struct db *db, struct err *e) MUST_USE;

/*
 * Read the whole database for damage (SQLite: every page, index and reference;
 * PostgreSQL checks its own pages, here only that it answers).  RC_DB with the
 * first thing found.
 */
enum rc db_check(struct db *db, struct err *e) MUST_USE;

/*
 * A lock of the session, held until db_unlock, db_close or the loss of the
 * connection; RC_RETRY when another session has it.  Taking it again while held
 * is fine.  One key at a time.  On SQLite always RC_OK.  While a lock is held a
 * lost connection is not silently replaced: the next use fails (RC_DB), so that
 * nothing is done under a lock that is gone; take the lock again.
 */
enum rc db_lock(struct db *db, int64_t key, struct err *e) MUST_USE;
void db_unlock(struct db *db, int64_t key);

/*
 * Shadows: empty temporary tables that stand before the register's own of the same
 * names, for this handle alone.  Every statement that is run after this reads and
 * writes the shadow and leaves the register's table as it is: so derived tables are
 * made anew beside those there are, and compared.  Begins the transaction in which
 * that is done; without `replace' it cannot change the register (a snapshot of it
 * stays readable), with it, acts of others wait until it ends.
 * For ROLE_OWNER, on a fresh handle that is closed afterwards.
 */
struct db_table {
	const char *name;
	const char *key; /* SQL: what names a row to people, as text; nothing personal */
};
enum rc db_shadow(
    struct db *db, const struct db_table *t, size_t n, bool replace, struct err *e) MUST_USE;

/* Are derived tables being made anew on this handle?  Then working state is left as it is. */
bool db_is_shadowed(const struct db *db);

enum db_difference {
	DB_MISSING, /* the shadow has it, the register has not */
	DB_SURPLUS, /* the other way round */
	DB_CHANGED,
};
typedef void (*db_difference_fn)(
    void *ctx, const struct db_table *t, const char *key, enum db_difference d);
/* The first `limit' rows that the register's table and its shadow do not share, by key. */
enum rc db_shadow_compare(struct db *db, const struct db_table *t, size_t limit,
    db_difference_fn fn, void *ctx, struct err *e) MUST_USE;
/* The register's table becomes what the shadow is (db_shadow with `replace'). */
enum rc db_shadow_replace(struct db *db, const struct db_table *t, struct err *e) MUST_USE;

/*
 * Every row of every table of one register into another of the same schema (both as
 * this program's migrations make it) that has no rows yet: from either engine to
 * either.  `from' is read as of one moment, while others go on writing; `to' has all
 * of it or nothing.  Both for ROLE_OWNER, outside transactions.
 */
enum rc db_copy(struct db *from, struct db *to, void (*progress)(void *ctx, int64_t rows),
    void *ctx, struct err *e) MUST_USE;

/*
 * A consistent copy of a live SQLite register into a new file, on disk when
 * this returns (RC_CONFLICT: path is there already; RC_BAD_INPUT: not SQLite).
 * On failure no file is left.  For ROLE_OWNER, outside a transaction.
 */
enum rc db_backup_sqlite(struct db *db, const char *path, struct err *e) MUST_USE;

#endif
