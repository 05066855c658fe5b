/* PostgreSQL: whole tables: shadows of them, their rows out and in. */
#include "pg_impl.h"

#include "buf.h"

#include <assert.h>

#define ROWS      500 /* of a portion */
#define OID_INT8  20
#define OID_BYTEA 17

/* Numbers that the engine gives go on after those that came with the rows. */
const char pg_write_after[] =
    "DO $$ DECLARE c record; BEGIN "
    "FOR c IN SELECT table_name t, column_name i FROM information_schema.columns "
    "WHERE table_schema = 'public' AND is_identity = 'YES' LOOP "
    "EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), coalesce((SELECT max(%I) FROM "
    "public.%I), 0) + 1, "
    "false)', c.t, c.i, c.i, c.t); END LOOP; END $$";

enum rc pg_shadow(struct db *db, const char *table, struct err *e)
{
	char text[160];

	(void)snprintf(text, sizeof(text), "CREATE TEMP TABLE %s (LIKE public.%s INCLUDING ALL)",
	    table, table);
	return pg_exec(db->conn, text, e);
}

/* A transaction that only reads may write temporary tables. */
enum rc pg_begin_shadow(struct db *db, struct err *e)
{
	return pg_exec(db->conn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", e);
}

enum rc pg_ask(struct db *db, const char *text, db_ask_fn fn, void *ctx, struct err *e)
{
	struct pg *p = db->conn;
	PGresult *r = PQexec(p->c, text);
	enum rc rc = pg_why(p->c, r, "question", e);

	for (int i = 0; rc == RC_OK && i < PQntuples(r); i++) {
		char *column[8] = {0};
		int n = PQnfields(r);

		assert(n <= (int)ARRAY_LEN(column));
		for (int k = 0; k < n; k++)
			column[k] = PQgetisnull(r, i, k) ? NULL : PQgetvalue(r, i, k);
		fn(ctx, column, n);
	}
	PQclear(r);
	return rc;
}

struct taken {
	struct arena a;
	struct db_val v[DB_PARAMS_MAX];
};

static struct db_val value(struct arena *a, const PGresult *r, int row, int col)
{
	const char *p = PQgetvalue(r, row, col);
	struct str s = {p, (size_t)PQgetlength(r, row, col)};
	unsigned char *b;

	if (PQgetisnull(r, row, col))
		return DB_NULL;
	if (PQftype(r, col) == OID_INT8)
		return DB_INT(strtoll(p, NULL, 10));
	if (PQftype(r, col) != OID_BYTEA)
		return DB_TEXT(s);
	b = PQunescapeBytea((const unsigned char *)p, &s.n);
	if (b == NULL)
		abort();
	s.p = arena_strn(a, (const char *)b, s.n);
	PQfreemem(b);
	return DB_BLOB(s);
}

static enum rc rows(const PGresult *r, db_row_fn fn, void *ctx, struct err *e)
{
	int n = PQnfields(r);
	enum rc rc = RC_OK;

	assert(n <= DB_PARAMS_MAX);
	for (int i = 0; rc == RC_OK && i < PQntuples(r); i++) {
		struct taken t = {.a = {0}};

		for (int k = 0; k < n; k++)
			t.v[k] = value(&t.a, r, i, k);
		rc = fn(ctx, t.v, (size_t)n, e);
		arena_free(&t.a);
	}
	return rc;
}

enum rc pg_read_rows(struct db *db, const char *table, db_row_fn fn, void *ctx, struct err *e)
{
	struct pg *p = db->conn;
	char text[128];
	bool more = true;
	enum rc rc;

	(void)snprintf(text, sizeof(text),
	    "DECLARE whole NO SCROLL CURSOR FOR SELECT * FROM public.%s", table);
	rc = pg_exec(p, text, e);
	(void)snprintf(text, sizeof(text), "FETCH %d FROM whole", ROWS);
	while (rc == RC_OK && more) {
		PGresult *r = PQexec(p->c, text);

		rc = pg_why(p->c, r, table, e);
		if (rc == RC_OK)
			rc = rows(r, fn, ctx, e);
		more = PQntuples(r) == ROWS;
		PQclear(r);
	}
	return rc == RC_OK ? pg_exec(p, "CLOSE whole", e) : rc;
}

enum rc pg_write_begin(struct db *db, const char *table, size_t columns, struct err *e)
{
	struct pg *p = db->conn;
	char text[128];
	PGresult *r;
	enum rc rc;

	(void)columns;
	(void)snprintf(text, sizeof(text), "COPY public.%s FROM STDIN", table);
	r = PQexec(p->c, text);
	rc = PQresultStatus(r) == PGRES_COPY_IN ? RC_OK : pg_why(p->c, r, table, e);
	PQclear(r);
	return rc;
}

/* The text form of COPY: a tab between values, a backslash before what is special. */
static void copy_text(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '\\': buf_z(b, "\\\\"); break;
		case '\t': buf_z(b, "\\t"); break;
		case '\n': buf_z(b, "\\n"); break;
		case '\r': buf_z(b, "\\r"); break;
		default: buf_char(b, s.p[i]);
		}
}

static void copy_value(struct buf *b, const struct db_val *v)
{
	switch (v->type) {
	case DB_T_NULL: buf_z(b, "\\N"); break;
	case DB_T_INT: buf_int(b, v->i); break;
	case DB_T_TEXT: copy_text(b, v->s); break;
	case DB_T_BLOB:
		buf_z(b, "\\\\x");
		for (size_t i = 0; i < v->s.n; i++)
			buf_printf(b, "%02x", (unsigned char)v->s.p[i]);
		break;
	}
}

enum rc pg_write_row(struct db *db, const struct db_val *v, size_t n, struct err *e)
{
	struct pg *p = db->conn;
	struct buf b = {0};
	enum rc rc = RC_OK;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(&b, '\t');
		copy_value(&b, &v[i]);
	}
	buf_char(&b, '\n');
	if (PQputCopyData(p->c, b.p, (int)b.n) != 1)
		rc = fail(e, RC_DB, "copy: the connection to PostgreSQL is lost");
	buf_free(&b);
	return rc;
}

enum rc pg_write_end(struct db *db, bool good, struct err *e)
{
	struct pg *p = db->conn;
	enum rc rc = RC_OK;
	PGresult *r;

	if (PQputCopyEnd(p->c, good ? NULL : "given up") != 1)
		return fail(e, RC_DB, "copy: the connection to PostgreSQL is lost");
	while ((r = PQgetResult(p->c)) != NULL) {
		if (rc == RC_OK)
			rc = pg_why(p->c, r, "copy", good ? e : NULL);
		PQclear(r);
	}
	return rc;
}
