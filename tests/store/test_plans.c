/*
 * No statement reads a table from end to end: what takes the longer the larger the city is would
 * be found too late.  SQLite is asked for the plan of each statement; PostgreSQL is told that
 * reading from end to end is dear, so that where its plan still does, there is no other way.
 */
#include "store.h"

#include "buf.h"
#include "db_impl.h"

#include <libpq-fe.h>
#include <sqlite3.h>

/* Statements that may, on which engine, and why.  One that does not fails the test as well. */
enum { LITE = 1, PG = 2 };
static const struct {
	const char *name;
	int engines;
	const char *why;
} may[] = {
    {"act_last", LITE, "the last act, by its id"},
    {"act_last_recorded", LITE, "the last hundred acts, by their ids"},
    {"act_text_strays", LITE, "verify reads all"},
    {"case_screening_only", LITE, "the index holds these cases alone"},
    {"inspector_all", LITE, "the index holds the inspectors who may sign in alone"},
    {"integrity", LITE, "the engine's own check"},
    {"loaded_acts", LITE, "verify reads all"},
    {"login_trim", LITE, "a table that this statement keeps short"},
    {"migration_table", LITE, "the schema"},
    {"migrations", LITE, "a row a release"},
    {"act_last_of_stay", LITE, "the last entry of an index"},
    {"rows_of_stay_waiting", LITE, "the index holds those alone that wait"},
    {"open_cases", LITE, "the index holds open cases alone"},
    {"pack_all", LITE, "a row a pack"},
    {"precinct_all", LITE, "a row a precinct"},
    {"reference_faults", LITE, "the engine's own check"},
    {"rows_of_wanted", LITE, "GET /systems counts the list, some ten thousand names"},
    {"seal_all", LITE | PG, "a row a day; verify reads all"},
    {"seal_last", LITE, "the last seal, by its day"},
    {"tables", LITE, "the schema"},
    {"unit_all", LITE, "a row a unit"},
    {"wanted_clear", LITE | PG, "a new list replaces the old one"},
};

static void judge(const struct stmt_def *d, int engine, bool scans, const char *plan)
{
	bool allowed = false;

	for (size_t i = 0; i < ARRAY_LEN(may); i++)
		allowed |= strcmp(may[i].name, d->name) == 0 && (may[i].engines & engine) != 0;
	if (scans != allowed) {
		note(d->name);
		note(plan);
	}
	OK(scans == allowed);
}

/* ---- SQLite ---- */

static void sqlite_plan(sqlite3 *c, const char *sql, bool *scans, struct buf *plan)
{
	struct buf b = {0};
	sqlite3_stmt *s = NULL;

	buf_printf(&b, "EXPLAIN QUERY PLAN %s", sql);
	if (sqlite3_prepare_v2(c, b.p, (int)b.n, &s, NULL) != SQLITE_OK)
		buf_z(plan, sqlite3_errmsg(c));
	while (s != NULL && sqlite3_step(s) == SQLITE_ROW) {
		const char *row = (const char *)sqlite3_column_text(s, 3);

		*scans |=
		    (strncmp(row, "SCAN ", 5) == 0 && strcmp(row, "SCAN CONSTANT ROW") != 0) ||
		    strstr(row, "AUTOMATIC") != NULL;
		buf_printf(plan, "%s; ", row);
	}
	(void)sqlite3_finalize(s);
	buf_free(&b);
}

static void on_sqlite(const char *url)
{
	sqlite3 *c = NULL;

	OK(sqlite3_open_v2(url + strlen("sqlite:"), &c, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK);
	for (int i = 0; i < STMT__MAX; i++) {
		struct buf plan = {0};
		bool scans = false;

		sqlite_plan(c, stmt_defs[i].sql[0], &scans, &plan);
		buf_char(&plan, '\0');
		judge(&stmt_defs[i], LITE, scans, plan.p);
		/* An act's place among the person's own, never among all of its kind. */
		if (strcmp(stmt_defs[i].name, "act_later_of_person") == 0)
			OK(strstr(plan.p, "act_subject (subject=? AND kind=? AND day>?)") != NULL);
		buf_free(&plan);
	}
	(void)sqlite3_close(c);
}

/* ---- PostgreSQL ---- */

static PGresult *run(PGconn *c, const char *sql)
{
	PGresult *r = PQexec(c, sql);

	if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK)
		note(PQerrorMessage(c));
	return r;
}

/* The plan without values: the statement prepared, and executed with NULLs under EXPLAIN. */
static void pg_plan(PGconn *c, const struct stmt_def *d, bool *scans, struct buf *plan)
{
	struct buf b = {0};
	PGresult *r;

	buf_printf(&b, "PREPARE s_%s AS %s", d->name, d->sql[1]);
	buf_char(&b, '\0');
	PQclear(run(c, b.p));
	buf_clear(&b);
	buf_printf(&b, "EXPLAIN EXECUTE s_%s", d->name);
	for (unsigned i = 0; i < d->used[1]; i++)
		buf_z(&b, i == 0 ? "(NULL" : ", NULL");
	buf_z(&b, d->used[1] > 0 ? ")" : "");
	buf_char(&b, '\0');
	r = run(c, b.p);
	OK(PQresultStatus(r) == PGRES_TUPLES_OK);
	for (int i = 0; i < PQntuples(r); i++) {
		const char *row = PQgetvalue(r, i, 0);

		*scans |= strstr(row, "Seq Scan on") != NULL;
		buf_printf(plan, "%s; ", row);
	}
	PQclear(r);
	buf_free(&b);
}

static void on_pg(const char *url)
{
	PGconn *c = PQconnectdb(url);

	OK(PQstatus(c) == CONNECTION_OK);
	PQclear(run(c, "SET plan_cache_mode = force_generic_plan"));
	PQclear(run(c, "SET enable_seqscan = off"));
	for (int i = 0; i < STMT__MAX; i++) {
		struct buf plan = {0};
		bool scans = false;

		pg_plan(c, &stmt_defs[i], &scans, &plan);
		buf_char(&plan, '\0');
		judge(&stmt_defs[i], PG, scans, plan.p);
		buf_free(&plan);
	}
	PQfinish(c);
}

int main(int argc, char **argv)
{
	struct err e = {0};
	struct db *db;
	bool pg;

	if (argc < 2)
		return 1;
	db = must_open(argv[argc - 1], ROLE_OWNER);
	must(db_migrate(db, db_migrations, db_migrations_n, 1, &e), &e);
	pg = is_pg(db);
	db_close(db);
	if (pg)
		on_pg(argv[argc - 1]);
	else
		on_sqlite(argv[argc - 1]);
	for (size_t i = 0; i < ARRAY_LEN(may); i++) {
		bool found = false;

		for (int k = 0; k < STMT__MAX && !found; k++)
			found = strcmp(stmt_defs[k].name, may[i].name) == 0;
		OK(found); /* no statement of this name: take it off the list */
	}
	return t_done();
}
