/* What the benchmarks share: the clock, the report, a register to work in, and its writes again. */
#ifndef BENCH_IMPL_H
#define BENCH_IMPL_H

#include "acts.h"
#include "bench.h"

/* ---- time ---- */

/* Time that work took, added up over its parts; nanoseconds. */
struct bench_time {
	int64_t wall, cpu; /* cpu: of this process alone, not of a database server */
	int64_t wall_from, cpu_from;
};
void bench_go(struct bench_time *t);
void bench_stop(struct bench_time *t);

/* ---- report ---- */

/*
 * Four lines: what was done, what n of `units' took here and in the raw engine, and the ratio of
 * the two.  `raw' says what the raw engine did of it.
 */
struct bench_figure {
	const char *name, *what, *units, *raw;
	int64_t n;
	struct bench_time ours, engine;
	unsigned used; /* results go here, so that no compiler leaves the work out */
};
void bench_report(const struct bench_run *r, const struct bench_figure *f);

/* ---- a register ---- */

struct bench_town {
	struct db *db;
	struct act_env env;
	char *url;      /* of the register */
	char *folder;   /* SQLite: holds the register and nothing else; NULL: PostgreSQL */
	bool made;      /* something is there to be taken away */
	int64_t people; /* ids P0, P1, … */
	int64_t homes;  /* ids D0, D1, … */
};
/* A register of --db's engine with its schema and nothing in it. */
enum rc bench_town_make(const struct bench_run *r, struct bench_town *t, struct err *e) MUST_USE;
/* Load r->size people and where they live: the same town every time. */
enum rc bench_town_fill(const struct bench_run *r, struct bench_town *t, struct err *e) MUST_USE;
/* Take it away, also after a failure: rc comes back, or what failed here. */
enum rc bench_town_end(struct bench_town *t, enum rc rc, struct err *e) MUST_USE;

/* Load a file as `import' does; every row must be good. */
enum rc bench_load(
    struct bench_town *t, const char *kind, const struct buf *csv, struct err *e) MUST_USE;

/* ---- files of a town (bench_files.c) ---- */

void bench_units(struct buf *b);
void bench_dwellings(struct buf *b, int64_t n);
void bench_persons(struct buf *b, int64_t n);
void bench_holdings(struct buf *b, int64_t n);
void bench_residences(struct buf *b, int64_t n, int64_t homes);
void bench_wanted(struct buf *b);

struct str bench_person(struct arena *a, int64_t i);
struct str bench_dwelling(struct arena *a, int64_t i);

/* ---- the same writes again (bench_replay.c) ---- */

/* The writing statements of a handle that were committed, with their values, as they came. */
struct bench_record {
	struct db_watch watch;
	struct arena a;
	struct bench_write *v;
	size_t n, cap;
	size_t *commits; /* after how many writes each transaction ended */
	size_t commits_n, commits_cap;
};
/* r stays where it is until bench_record_stop. */
void bench_record_start(struct bench_record *r, struct db *db);
void bench_record_stop(struct db *db);
/* Run them in another register, with the same commits; t is the time of it. */
enum rc bench_replay(
    const struct bench_record *r, struct db *db, struct bench_time *t, struct err *e) MUST_USE;
void bench_record_free(struct bench_record *r);

/* The benchmarks. */
enum rc bench_act(struct bench_run *r, struct err *e) MUST_USE;
enum rc bench_decide(struct bench_run *r, struct err *e) MUST_USE;
enum rc bench_history(struct bench_run *r, struct err *e) MUST_USE;
enum rc bench_import(struct bench_run *r, struct err *e) MUST_USE;
enum rc bench_query(struct bench_run *r, struct err *e) MUST_USE;
enum rc bench_scan(struct bench_run *r, struct err *e) MUST_USE;
enum rc bench_verify(struct bench_run *r, struct err *e) MUST_USE;

#endif
