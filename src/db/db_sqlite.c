/*
 * SQLite: one file, or a register in memory.  Settings are those measured for
 * one writer with group commit; every quiet default that would weaken the
 * register (no references, no sync of the log, double-quoted text) is off.
 */
#include "sqlite_impl.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x4d4b4e4a /* "MKNJ", set by migration 0 */

static const char *const types[][2] = {
    {"{{id}}", "INTEGER PRIMARY KEY"},
    {"{{int}}", "INTEGER"},
    {"{{text}}", "TEXT"},
    {"{{blob}}", "BLOB"},
    {"{{strict}}", " STRICT"},
    {"{{keyed}}", " STRICT, WITHOUT ROWID"},
    {NULL, NULL},
};

/*
 * What the log need not grow over, and what one handle may use of the memory.  What SQLite
 * keeps aside (pages to take a savepoint back, sorts) stays in memory too: otherwise every act
 * would make a file in /tmp, and people's data would be in it.
 */
static const char settings[] = "PRAGMA synchronous=FULL;"
			       "PRAGMA foreign_keys=ON;"
			       "PRAGMA secure_delete=ON;"
			       "PRAGMA temp_store=MEMORY;"
			       "PRAGMA cell_size_check=ON;"
			       "PRAGMA wal_autocheckpoint=20000;"
			       "PRAGMA journal_size_limit=134217728;"
			       "PRAGMA cache_size=-16384;"
			       "PRAGMA mmap_size=268435456;";

enum rc lite_why(sqlite3 *c, int rc, const char *what, struct err *e)
{
	switch (rc & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE: return RC_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return fail(e, RC_RETRY, "%s: %s", what, sqlite3_errmsg(c));
	case SQLITE_CONSTRAINT: return fail(e, RC_CONFLICT, "%s: %s", what, sqlite3_errmsg(c));
	case SQLITE_FULL: return fail(e, RC_SYS, "%s: the disk is full", what);
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return fail(e, RC_SYS, "%s: %s: %s", what, sqlite3_errmsg(c),
		    strerrordesc_np(sqlite3_system_errno(c)));
	case SQLITE_READONLY:
		if (sqlite3_db_readonly(c, "main") == 1)
			return fail(e, RC_SYS, "%s: the file cannot be written", what);
		return fail(e, RC_FORBIDDEN, "%s: %s", what, sqlite3_errmsg(c));
	case SQLITE_NOTADB: return fail(e, RC_DB, "%s: the file is no SQLite database", what);
	case SQLITE_CORRUPT: return fail(e, RC_DB, "%s: the file is damaged", what);
	default: return fail(e, RC_DB, "%s: %s", what, sqlite3_errmsg(c));
	}
}

enum rc lite_script(struct db *db, const char *text, struct err *e)
{
	struct lite *l = db->conn;

	return lite_why(l->c, sqlite3_exec(l->c, text, NULL, NULL, NULL), "script", e);
}

/* The first column of the first row, for the questions asked while opening. */
static enum rc ask(
    sqlite3 *c, const char *text, char *out, size_t cap, const char *what, struct err *e)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(c, text, -1, &s, NULL);
	const unsigned char *z = NULL;
	enum rc r;

	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	if (rc == SQLITE_ROW)
		z = sqlite3_column_text(s, 0);
	(void)snprintf(out, cap, "%s", z ? (const char *)z : "");
	r = lite_why(c, rc, what, e);
	(void)sqlite3_finalize(s);
	return r;
}

/* An existing file must be ours, or empty.  A stranger's is left as it is. */
static enum rc check_owner(sqlite3 *c, const char *path, struct err *e)
{
	char tables[24], id[24];
	enum rc rc = ask(c, "SELECT count(*) FROM sqlite_schema", tables, sizeof(tables), path, e);

	if (rc == RC_OK)
		rc = ask(c, "PRAGMA application_id", id, sizeof(id), path, e);
	if (rc != RC_OK || strtoll(id, NULL, 10) == APPLICATION_ID)
		return rc;
	if (strcmp(id, "0") == 0 && strcmp(tables, "0") == 0)
		return RC_OK;
	return fail(e, RC_CONFLICT, "%s: the SQLite database of another program", path);
}

static enum rc settle(struct db *db, const char *path, struct err *e)
{
	struct lite *l = db->conn;
	char mode[24];
	enum rc rc;

	(void)sqlite3_busy_timeout(l->c, 5000);
	(void)sqlite3_db_config(l->c, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(l->c, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	(void)sqlite3_db_config(l->c, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	(void)sqlite3_db_config(l->c, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	rc = check_owner(l->c, path, e);
	if (rc != RC_OK) {
		(void)sqlite3_db_config(l->c, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
		return rc;
	}
	if (sqlite3_db_readonly(l->c, "main") == 1)
		return fail(e, RC_SYS, "%s: the file cannot be written", path);
	rc = lite_script(db, "PRAGMA page_size=8192", e); /* of a new file */
	if (rc == RC_OK)
		rc = ask(l->c, "PRAGMA journal_mode=WAL", mode, sizeof(mode), path, e);
	if (rc == RC_OK && strcmp(mode, "wal") != 0 && strcmp(mode, "memory") != 0)
		return fail(e, RC_SYS, "%s: no write-ahead log possible in this folder", path);
	if (rc == RC_OK)
		rc = lite_script(db, settings, e);
	if (rc == RC_OK)
		rc = lite_script(db, "PRAGMA query_only=ON", e);
	l->query_only = true;
	return rc;
}

/*
 * A new file belongs to its maker alone; SQLite gives its log the same mode.
 * An existing file is not opened here: closing it would drop the locks that
 * other handles of this process hold on it.
 */
static enum rc make_file(const char *path, bool must_be_new, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd >= 0) {
		(void)close(fd);
		return RC_OK;
	}
	if (errno == EEXIST)
		return must_be_new ? fail(e, RC_CONFLICT, "%s: is there already", path) : RC_OK;
	return fail(e, RC_SYS, "%s: %s", path, strerrordesc_np(errno));
}

static enum rc lite_open(struct db *db, const char *url, struct err *e)
{
	const char *path = url + sizeof("sqlite:") - 1;
	struct lite *l = xcalloc(1, sizeof(*l));
	enum rc rc = RC_OK;
	int r;

	db->conn = l;
	if (path[0] == '\0')
		return fail(e, RC_BAD_INPUT, "sqlite: without a path");
	if (strcmp(path, ":memory:") != 0)
		rc = make_file(path, false, e);
	if (rc != RC_OK)
		return rc;
	r = sqlite3_open_v2(
	    path, &l->c, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	if (r != SQLITE_OK)
		return lite_why(l->c, r, path, e);
	return settle(db, path, e);
}

static void lite_close(struct db *db)
{
	struct lite *l = db->conn;

	for (size_t i = 0; i < STMT__MAX; i++)
		(void)sqlite3_finalize(l->stmt[i].s);
	(void)sqlite3_close(l->c);
	free(l);
}

/*
 * query_only is a second wall: the table of statements is the first.  Changing
 * it makes SQLite prepare every statement anew, so a handle that only reads, or
 * only writes, never changes it.
 */
enum rc lite_query_only(struct db *db, bool on, struct err *e)
{
	struct lite *l = db->conn;
	enum rc rc = RC_OK;

	if (l->query_only != on)
		rc = lite_script(db, on ? "PRAGMA query_only=ON" : "PRAGMA query_only=OFF", e);
	if (rc == RC_OK)
		l->query_only = on;
	return rc;
}

static enum rc lite_begin(struct db *db, bool writes, struct err *e)
{
	enum rc rc = lite_query_only(db, !writes, e);

	return rc == RC_OK ? lite_script(db, writes ? "BEGIN IMMEDIATE" : "BEGIN", e) : rc;
}

static enum rc lite_commit(struct db *db, struct err *e)
{
	return lite_script(db, "COMMIT", e);
}

static void lite_rollback(struct db *db)
{
	struct lite *l = db->conn;

	/* On a full disk SQLite may have rolled back by itself. */
	if (sqlite3_get_autocommit(l->c) == 0)
		(void)lite_script(db, "ROLLBACK", NULL);
}

static enum rc prepare(struct lite *l, enum stmt_id id, struct prepared *p, struct err *e)
{
	const struct stmt_def *d = &stmt_defs[id];
	unsigned flags = p->spare ? 0 : SQLITE_PREPARE_PERSISTENT;
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v3(l->c, d->sql[0], -1, flags, &s, NULL);

	if (rc != SQLITE_OK)
		return lite_why(l->c, rc, d->name, e);
	if (!d->writes && sqlite3_stmt_readonly(s) == 0) {
		(void)sqlite3_finalize(s);
		return fail(e, RC_DB, "%s: writes, but does not say so in sql/", d->name);
	}
	/* SQLite gives "$2" the index of its first appearance, not 2: ask by name. */
	for (unsigned i = 0; i < d->nparams; i++) {
		char name[24];

		(void)snprintf(name, sizeof(name), "$%u", i + 1);
		p->at[i] = sqlite3_bind_parameter_index(s, name);
	}
	p->s = s;
	return RC_OK;
}

static enum rc lite_prepare(struct db *db, enum stmt_id id, struct err *e)
{
	struct lite *l = db->conn;

	return l->stmt[id].s != NULL ? RC_OK : prepare(l, id, &l->stmt[id], e);
}

int lite_bind(sqlite3_stmt *s, int at, const struct db_val *v)
{
	/* a NULL pointer would be bound as NULL; the empty text is not NULL */
	const char *p = v->s.p ? v->s.p : "";

	switch (v->type) {
	case DB_T_INT: return sqlite3_bind_int64(s, at, v->i);
	case DB_T_TEXT: return sqlite3_bind_text64(s, at, p, v->s.n, SQLITE_TRANSIENT, SQLITE_UTF8);
	case DB_T_BLOB: return sqlite3_bind_blob64(s, at, p, v->s.n, SQLITE_TRANSIENT);
	case DB_T_NULL: break;
	}
	return sqlite3_bind_null(s, at);
}

/* One step; true where it stands on a row. */
static bool step(struct db_cur *c, struct err *e)
{
	struct lite *l = c->db->conn;
	struct prepared *p = c->impl;
	int rc = sqlite3_step(p->s);

	p->state = rc == SQLITE_ROW ? RUNNING : DONE;
	c->rc = lite_why(l->c, rc, stmt_defs[c->id].name, e);
	return rc == SQLITE_ROW;
}

static enum rc lite_start(
    struct db_cur *c, const struct db_val *v, size_t n, bool big, struct err *e)
{
	struct lite *l = c->db->conn;
	struct prepared *p = &l->stmt[c->id];
	enum rc rc = RC_OK;

	(void)big;
	if (p->state != IDLE) { /* open already, one level up */
		p = xcalloc(1, sizeof(*p));
		p->spare = true;
	}
	if (p->s == NULL)
		rc = prepare(l, c->id, p, e);
	if (rc != RC_OK) {
		if (p->spare)
			free(p);
		return rc;
	}
	c->impl = p;
	for (size_t i = 0; i < n; i++) {
		int r = p->at[i] == 0 ? SQLITE_OK : lite_bind(p->s, p->at[i], &v[i]);

		if (r != SQLITE_OK)
			return lite_why(l->c, r, stmt_defs[c->id].name, e);
	}
	/* As on PostgreSQL, the statement has run when it has started. */
	if (step(c, e))
		p->state = AT_FIRST_ROW;
	return c->rc;
}

static bool lite_next(struct db_cur *c, struct err *e)
{
	struct prepared *p = c->impl;

	if (p->state == AT_FIRST_ROW) {
		p->state = RUNNING;
		return true;
	}
	return p->state == RUNNING && step(c, e);
}

static sqlite3_stmt *row_of(const struct db_cur *c)
{
	const struct prepared *p = c->impl;

	assert(p != NULL && p->state == RUNNING);
	return p->s;
}

static bool lite_is_null(const struct db_cur *c, int col)
{
	return sqlite3_column_type(row_of(c), col) == SQLITE_NULL;
}

static int64_t lite_int(const struct db_cur *c, int col)
{
	sqlite3_stmt *s = row_of(c);
	int type = sqlite3_column_type(s, col);

	assert(type == SQLITE_INTEGER || type == SQLITE_NULL);
	return sqlite3_column_int64(s, col);
}

static struct str lite_text(const struct db_cur *c, int col, struct arena *a)
{
	sqlite3_stmt *s = row_of(c);
	const char *p = (const char *)sqlite3_column_text(s, col);
	size_t n = (size_t)sqlite3_column_bytes(s, col);

	return p ? arena_str(a, (struct str){p, n}) : (struct str){0};
}

static struct str lite_blob(const struct db_cur *c, int col, struct arena *a)
{
	sqlite3_stmt *s = row_of(c);
	const char *p = sqlite3_column_blob(s, col);
	size_t n = (size_t)sqlite3_column_bytes(s, col);

	/* SQLite gives NULL for an empty blob as well */
	return lite_is_null(c, col) ? (struct str){0} : arena_str(a, (struct str){p, n});
}

static void lite_end(struct db_cur *c)
{
	struct prepared *p = c->impl;

	(void)sqlite3_reset(p->s);
	(void)sqlite3_clear_bindings(p->s);
	p->state = IDLE;
	if (p->spare) {
		(void)sqlite3_finalize(p->s);
		free(p);
	}
}

/* The program that has the file is the only one that seals: nothing to lock. */
static enum rc lite_lock(struct db *db, int64_t key, struct err *e)
{
	(void)db;
	(void)key;
	(void)e;
	return RC_OK;
}

static void lite_unlock(struct db *db, int64_t key)
{
	(void)db;
	(void)key;
}

/* All pages in one step, and so of one moment, while others go on writing. */
static enum rc copy_into(sqlite3 *from, const char *path, struct err *e)
{
	sqlite3 *to = NULL;
	sqlite3_backup *b = NULL;
	enum rc rc;
	int r;

	r = sqlite3_open_v2(
	    path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	if (r == SQLITE_OK) {
		b = sqlite3_backup_init(to, "main", from, "main");
		r = b == NULL ? sqlite3_errcode(to) : sqlite3_backup_step(b, -1);
	}
	if (b != NULL) {
		int end = sqlite3_backup_finish(b);

		r = end != SQLITE_OK ? end : r;
	}
	rc = lite_why(to, r, path, e);
	if (sqlite3_close(to) != SQLITE_OK && rc == RC_OK)
		rc = fail(e, RC_SYS, "%s: cannot be closed", path);
	return rc;
}

static enum rc sync_folder(const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');
	char *folder = xstrdup(slash ? path : ".");
	enum rc rc = RC_OK;
	int fd;

	if (slash != NULL)
		folder[slash == path ? 1 : slash - path] = '\0';
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) != 0)
		rc = fail(e, RC_SYS, "%s: %s", folder, strerrordesc_np(errno));
	if (fd >= 0)
		(void)close(fd);
	free(folder);
	return rc;
}

static enum rc lite_backup(struct db *db, const char *path, struct err *e)
{
	struct lite *l = db->conn;
	enum rc rc = make_file(path, true, e);

	if (rc != RC_OK)
		return rc;
	rc = copy_into(l->c, path, e);
	if (rc == RC_OK)
		rc = sync_folder(path, e);
	if (rc != RC_OK)
		(void)unlink(path);
	return rc;
}

const struct db_ops db_sqlite_ops = {
    .name = "sqlite",
    .schema = "main",
    .write_alone = "", /* BEGIN IMMEDIATE has done it */
    .engine = 0,
    .types = types,
    /* a table is changed by making it anew; that must not delete what refers to it */
    .migrate_before = "PRAGMA foreign_keys=OFF",
    .migrate_inside = "",
    .tidy = "PRAGMA wal_checkpoint(TRUNCATE)",
    .migrate_after = "PRAGMA foreign_keys=ON",
    .open = lite_open,
    .close = lite_close,
    .script = lite_script,
    .begin = lite_begin,
    .commit = lite_commit,
    .rollback = lite_rollback,
    .prepare = lite_prepare,
    .start = lite_start,
    .next = lite_next,
    .is_null = lite_is_null,
    .get_int = lite_int,
    .get_text = lite_text,
    .get_blob = lite_blob,
    .end = lite_end,
    .lock = lite_lock,
    .unlock = lite_unlock,
    .shadow = lite_shadow,
    .begin_shadow = lite_begin_shadow,
    .ask = lite_ask,
    .tables = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name <> "
	      "'sqlite_sequence' ORDER BY rowid",
    .read_rows = lite_read_rows,
    .write_begin = lite_write_begin,
    .write_row = lite_write_row,
    .write_end = lite_write_end,
    .write_after = "",
    .backup = lite_backup,
};
