/* SQLite: whole tables: shadows of them, their rows out and in. */
#include "sqlite_impl.h"

#include "buf.h"

#include <assert.h>

struct asked {
	db_ask_fn fn;
	void *ctx;
};

/* "CREATE TABLE x" and "CREATE INDEX x" of the register, said for the temporary schema. */
static void shadow_text(const char *sql, struct buf *out)
{
	static const char table[] = "CREATE TABLE ", index[] = "CREATE INDEX ";

	if (str_starts(str_of(sql), table))
		buf_printf(out, "CREATE TEMP TABLE %s;", sql + sizeof(table) - 1);
	else if (str_starts(str_of(sql), index))
		buf_printf(out, "CREATE INDEX temp.%s;", sql + sizeof(index) - 1);
}

static void shadow_row(void *ctx, char **column, int n)
{
	if (n == 1 && column[0] != NULL)
		shadow_text(column[0], ctx);
}

static int each_row(void *ctx, int n, char **column, char **name)
{
	const struct asked *a = ctx;

	(void)name;
	a->fn(a->ctx, column, n);
	return 0;
}

enum rc lite_ask(struct db *db, const char *text, db_ask_fn fn, void *ctx, struct err *e)
{
	struct lite *l = db->conn;
	struct asked a = {fn, ctx};

	return lite_why(l->c, sqlite3_exec(l->c, text, each_row, &a, NULL), "question", e);
}

enum rc lite_shadow(struct db *db, const char *table, struct err *e)
{
	char text[256];
	struct buf b = {0};
	enum rc rc;

	(void)snprintf(text, sizeof(text),
	    "SELECT sql FROM main.sqlite_schema WHERE tbl_name = '%s' AND type IN ('table', "
	    "'index') "
	    "ORDER BY type DESC",
	    table);
	rc = lite_ask(db, text, shadow_row, &b, e);
	buf_char(&b, '\0');
	if (rc == RC_OK)
		rc = lite_script(db, b.p, e);
	buf_free(&b);
	return rc;
}

/* Whatever statement comes: the register itself is not written. */
static int temp_alone(
    void *ctx, int what, const char *a, const char *b, const char *schema, const char *by)
{
	bool writes = what == SQLITE_INSERT || what == SQLITE_UPDATE || what == SQLITE_DELETE;

	(void)ctx;
	(void)a;
	(void)b;
	(void)by;
	return writes && schema != NULL && strcmp(schema, "temp") != 0 ? SQLITE_DENY : SQLITE_OK;
}

/* query_only would refuse temporary tables as well. */
enum rc lite_begin_shadow(struct db *db, struct err *e)
{
	struct lite *l = db->conn;
	enum rc rc = lite_query_only(db, false, e);

	if (rc == RC_OK)
		rc = lite_why(l->c, sqlite3_set_authorizer(l->c, temp_alone, NULL), "shadow", e);
	return rc == RC_OK ? lite_script(db, "BEGIN", e) : rc;
}

static struct db_val value(sqlite3_stmt *s, int col)
{
	size_t n;

	switch (sqlite3_column_type(s, col)) {
	case SQLITE_INTEGER: return DB_INT(sqlite3_column_int64(s, col));
	case SQLITE_NULL: return DB_NULL;
	case SQLITE_BLOB: {
		const char *p = sqlite3_column_blob(s, col);

		n = (size_t)sqlite3_column_bytes(s, col);
		return DB_BLOB(((struct str){p, n}));
	}
	default: {
		const char *p = (const char *)sqlite3_column_text(s, col);

		n = (size_t)sqlite3_column_bytes(s, col);
		return DB_TEXT(((struct str){p, n}));
	}
	}
}

enum rc lite_read_rows(struct db *db, const char *table, db_row_fn fn, void *ctx, struct err *e)
{
	struct lite *l = db->conn;
	struct db_val v[DB_PARAMS_MAX];
	char text[128];
	sqlite3_stmt *s = NULL;
	enum rc rc = RC_OK;
	int r;

	(void)snprintf(text, sizeof(text), "SELECT * FROM main.%s", table);
	r = sqlite3_prepare_v2(l->c, text, -1, &s, NULL);
	while (r == SQLITE_OK || (r == SQLITE_ROW && rc == RC_OK)) {
		r = sqlite3_step(s);
		for (int i = 0; r == SQLITE_ROW && i < sqlite3_column_count(s); i++)
			v[i] = value(s, i);
		if (r == SQLITE_ROW)
			rc = fn(ctx, v, (size_t)sqlite3_column_count(s), e);
	}
	if (rc == RC_OK)
		rc = lite_why(l->c, r, table, e);
	(void)sqlite3_finalize(s);
	return rc;
}

enum rc lite_write_begin(struct db *db, const char *table, size_t columns, struct err *e)
{
	struct lite *l = db->conn;
	struct buf b = {0};
	enum rc rc;

	assert(l->filling == NULL);
	buf_printf(&b, "INSERT INTO main.%s VALUES (?", table);
	for (size_t i = 1; i < columns; i++)
		buf_z(&b, ", ?");
	buf_z(&b, ")");
	rc = lite_why(l->c, sqlite3_prepare_v2(l->c, b.p, (int)b.n, &l->filling, NULL), table, e);
	buf_free(&b);
	return rc;
}

enum rc lite_write_row(struct db *db, const struct db_val *v, size_t n, struct err *e)
{
	struct lite *l = db->conn;
	int r = SQLITE_OK;

	for (size_t i = 0; r == SQLITE_OK && i < n; i++)
		r = lite_bind(l->filling, (int)i + 1, &v[i]);
	if (r == SQLITE_OK)
		r = sqlite3_step(l->filling);
	(void)sqlite3_reset(l->filling);
	return lite_why(l->c, r, "copy", e);
}

enum rc lite_write_end(struct db *db, bool good, struct err *e)
{
	struct lite *l = db->conn;

	(void)good;
	(void)e;
	(void)sqlite3_finalize(l->filling);
	l->filling = NULL;
	return RC_OK;
}
