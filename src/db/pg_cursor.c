/*
 * PostgreSQL: statements, each prepared once on the connection, and their rows:
 * a whole result in memory, or portions of a cursor of the server.
 */
#include "pg_impl.h"

#include <assert.h>
#include <errno.h>

#define BIG_ROWS  500 /* a portion of a big result */
#define OID_BOOL  16
#define OID_BYTEA 17

static enum rc prepare(struct pg *p, enum stmt_id id, struct err *e)
{
	const struct stmt_def *d = &stmt_defs[id];
	PGresult *r;
	enum rc rc;

	if (p->prepared[id])
		return RC_OK;
	r = PQprepare(p->c, d->name, d->sql[1], 0, NULL);
	rc = pg_why(p->c, r, d->name, e);
	PQclear(r);
	p->prepared[id] = rc == RC_OK;
	return rc;
}

enum rc pg_prepare(struct db *db, enum stmt_id id, struct err *e)
{
	struct pg *p = db->conn;
	enum rc rc = db->in_tx ? RC_OK : pg_revive(p, e);

	return rc == RC_OK ? prepare(p, id, e) : rc;
}

/* Values as libpq wants them. */
struct args {
	int n;
	const char *val[DB_PARAMS_MAX];
	int len[DB_PARAMS_MAX], fmt[DB_PARAMS_MAX];
	char num[DB_PARAMS_MAX][24];
};

static void fill(struct args *g, const struct db_val *v, size_t n, struct arena *a)
{
	g->n = (int)n;
	for (size_t i = 0; i < n; i++) {
		g->val[i] = NULL;
		g->len[i] = 0;
		g->fmt[i] = v[i].type == DB_T_BLOB;
		switch (v[i].type) {
		case DB_T_NULL: break;
		case DB_T_INT:
			(void)snprintf(g->num[i], sizeof(g->num[i]), "%lld", (long long)v[i].i);
			g->val[i] = g->num[i];
			break;
		case DB_T_TEXT: g->val[i] = arena_z(a, v[i].s); break;
		case DB_T_BLOB:
			g->val[i] = v[i].s.p ? v[i].s.p : "";
			g->len[i] = (int)v[i].s.n;
			break;
		}
	}
}

struct cursor {
	PGresult *r;
	int row;
	unsigned big; /* the number in the name of the server's cursor; 0: none */
	bool last;    /* no more portions */
};

static PGresult *fetch(struct pg *p, const struct cursor *cur)
{
	char text[64];

	(void)snprintf(text, sizeof(text), "FETCH %d FROM big_%u", BIG_ROWS, cur->big);
	return PQexec(p->c, text);
}

static enum rc start_big(struct pg *p, struct cursor *cur, const struct stmt_def *d,
    const struct args *g, struct arena *a, struct err *e)
{
	struct str text;
	PGresult *r;
	enum rc rc;

	cur->big = ++p->cursors;
	text = arena_printf(a, "DECLARE big_%u NO SCROLL CURSOR FOR %s", cur->big, d->sql[1]);
	r = PQexecParams(p->c, text.p, g->n, NULL, g->val, g->len, g->fmt, 0);
	rc = pg_why(p->c, r, d->name, e);
	PQclear(r);
	if (rc != RC_OK) {
		cur->big = 0;
		return rc;
	}
	cur->r = fetch(p, cur);
	return pg_why(p->c, cur->r, d->name, e);
}

static enum rc start_plain(
    struct pg *p, struct cursor *cur, enum stmt_id id, const struct args *g, struct err *e)
{
	enum rc rc = prepare(p, id, e);

	if (rc != RC_OK)
		return rc;
	cur->last = true;
	cur->r = PQexecPrepared(p->c, stmt_defs[id].name, g->n, g->val, g->len, g->fmt, 0);
	return pg_why(p->c, cur->r, stmt_defs[id].name, e);
}

enum rc pg_start(struct db_cur *c, const struct db_val *v, size_t n, bool big, struct err *e)
{
	const struct stmt_def *d = &stmt_defs[c->id];
	struct pg *p = c->db->conn;
	struct cursor *cur;
	struct arena a = {0};
	struct err first = {0};
	struct args g;
	enum rc rc = c->db->in_tx ? RC_OK : pg_revive(p, e);

	if (rc != RC_OK)
		return rc;
	assert(d->used[1] <= n);
	fill(&g, v, d->used[1], &a);
	cur = xcalloc(1, sizeof(*cur));
	cur->row = -1;
	c->impl = cur;
	rc = big ? start_big(p, cur, d, &g, &a, &first) : start_plain(p, cur, c->id, &g, &first);
	/* Outside a transaction it is a read, which may be asked again of a new server. */
	if (rc != RC_OK && !c->db->in_tx && PQstatus(p->c) != CONNECTION_OK) {
		PQclear(cur->r);
		cur->r = NULL;
		first = (struct err){0};
		rc = pg_revive(p, &first);
		if (rc == RC_OK)
			rc = start_plain(p, cur, c->id, &g, &first);
	}
	if (rc != RC_OK)
		(void)fail(e, rc, "%s", first.msg);
	arena_free(&a);
	return rc;
}

bool pg_next(struct db_cur *c, struct err *e)
{
	struct pg *p = c->db->conn;
	struct cursor *cur = c->impl;

	cur->row++;
	if (cur->row < PQntuples(cur->r))
		return true;
	if (cur->last || PQntuples(cur->r) < BIG_ROWS) {
		cur->last = true;
		return false;
	}
	PQclear(cur->r);
	cur->row = 0;
	cur->r = fetch(p, cur);
	c->rc = pg_why(p->c, cur->r, stmt_defs[c->id].name, e);
	return c->rc == RC_OK && PQntuples(cur->r) > 0;
}

static const struct cursor *row_of(const struct db_cur *c, int col)
{
	const struct cursor *cur = c->impl;

	assert(cur != NULL && cur->row >= 0 && cur->row < PQntuples(cur->r));
	assert(col >= 0 && col < PQnfields(cur->r));
	return cur;
}

bool pg_is_null(const struct db_cur *c, int col)
{
	const struct cursor *cur = row_of(c, col);

	return PQgetisnull(cur->r, cur->row, col) != 0;
}

int64_t pg_int(const struct db_cur *c, int col)
{
	const struct cursor *cur = row_of(c, col);
	const char *z = PQgetvalue(cur->r, cur->row, col);
	char *end;
	long long v;

	if (PQgetisnull(cur->r, cur->row, col))
		return 0;
	if (PQftype(cur->r, col) == OID_BOOL)
		return z[0] == 't';
	errno = 0;
	v = strtoll(z, &end, 10);
	assert(errno == 0 && end != z && *end == '\0');
	return v;
}

struct str pg_text(const struct db_cur *c, int col, struct arena *a)
{
	const struct cursor *cur = row_of(c, col);
	size_t n = (size_t)PQgetlength(cur->r, cur->row, col);

	if (PQgetisnull(cur->r, cur->row, col))
		return (struct str){0};
	return arena_str(a, (struct str){PQgetvalue(cur->r, cur->row, col), n});
}

struct str pg_blob(const struct db_cur *c, int col, struct arena *a)
{
	const struct cursor *cur = row_of(c, col);
	struct str s = {0};
	unsigned char *b;

	if (PQgetisnull(cur->r, cur->row, col))
		return s;
	assert(PQftype(cur->r, col) == OID_BYTEA);
	b = PQunescapeBytea((const unsigned char *)PQgetvalue(cur->r, cur->row, col), &s.n);
	if (b == NULL)
		abort();
	s.p = arena_strn(a, (const char *)b, s.n);
	PQfreemem(b);
	return s;
}

void pg_end(struct db_cur *c)
{
	struct pg *p = c->db->conn;
	struct cursor *cur = c->impl;
	char text[64];

	/* The end of the transaction closes it as well; a failed one takes no command. */
	if (cur->big != 0 && !c->db->failed) {
		(void)snprintf(text, sizeof(text), "CLOSE big_%u", cur->big);
		(void)pg_exec(p, text, NULL);
	}
	PQclear(cur->r);
	free(cur);
}
