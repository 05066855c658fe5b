/*
 * The raw engine's part of the work: the program's own writing statements with the values that
 * they had, run again in another register with the same commits, with nothing read, parsed,
 * judged or hashed.
 */
#include "bench_impl.h"

struct bench_write {
	enum stmt_id id;
	struct db_val *v;
	size_t n;
};

static void keep(void *ctx, enum stmt_id id, const struct db_val *v, size_t n)
{
	struct bench_record *r = ctx;
	struct bench_write *w;

	if (id == STMT_ACT_NEXT_ID) /* a question, though PostgreSQL writes to answer it */
		return;
	r->v = ARENA_GROW(&r->a, r->v, r->n, &r->cap);
	w = &r->v[r->n++];
	*w = (struct bench_write){id, ARENA_ARRAY(&r->a, struct db_val, n + 1), n};
	for (size_t i = 0; i < n; i++) {
		w->v[i] = v[i];
		w->v[i].s = arena_str(&r->a, v[i].s);
	}
}

static void ended(void *ctx, bool committed)
{
	struct bench_record *r = ctx;
	size_t before = r->commits_n == 0 ? 0 : r->commits[r->commits_n - 1];

	if (!committed)
		r->n = before;
	if (r->n == before)
		return;
	r->commits = ARENA_GROW(&r->a, r->commits, r->commits_n, &r->commits_cap);
	r->commits[r->commits_n++] = r->n;
}

void bench_record_start(struct bench_record *r, struct db *db)
{
	*r = (struct bench_record){.watch = {.ctx = r, .wrote = keep, .ended = ended}};
	db_watch(db, &r->watch);
}

void bench_record_stop(struct db *db)
{
	db_watch(db, NULL);
}

static enum rc part(
    const struct bench_record *r, struct db *db, size_t from, size_t until, struct err *e)
{
	enum rc rc = db_begin(db, true, e);

	for (size_t i = from; rc == RC_OK && i < until; i++)
		rc = db_run(db, r->v[i].id, r->v[i].v, r->v[i].n, e);
	if (rc == RC_OK)
		return db_commit(db, e);
	db_rollback(db);
	return rc;
}

enum rc bench_replay(
    const struct bench_record *r, struct db *db, struct bench_time *t, struct err *e)
{
	size_t from = 0;
	enum rc rc = RC_OK;

	bench_go(t);
	for (size_t i = 0; rc == RC_OK && i < r->commits_n; i++) {
		rc = part(r, db, from, r->commits[i], e);
		from = r->commits[i];
	}
	bench_stop(t);
	return rc;
}

void bench_record_free(struct bench_record *r)
{
	arena_free(&r->a);
	*r = (struct bench_record){0};
}
