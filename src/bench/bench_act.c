/*
 * act: register_permanent with a lease and the owner's consent, as `mekenjai act' takes it: line
 * in, verdict out, sealed and durable; 60 a commit, and one a commit; against the same writes.
 */
#include "bench_impl.h"

#include "evidence.h"
#include "json.h"

#include <string.h>

#define BATCH 60 /* as the server's writer */

struct lines {
	struct bench_town *town;
	struct str *v;
	size_t n, granted;
	struct buf out;
};

static struct str line(struct arena *a, int64_t person, int64_t home)
{
	return arena_printf(a,
	    "{\"act\":\"register_permanent\",\"date\":\"2015-03-02\",\"person\":\"P%lld\","
	    "\"dwelling\":\"D%lld\","
	    "\"applicant\":{\"capacity\":\"self\"},\"basis\":{\"kind\":\"lease\",\"until\":\"2026-"
	    "03-01\","
	    "\"consent\":true,\"paper\":{\"kind\":\"lease\",\"number\":\"12\",\"date\":\"2015-03-"
	    "01\","
	    "\"issuer\":\"P%lld\"}},\"consents\":[{\"holder\":\"P%lld\",\"given_on\":\"2015-03-"
	    "02\","
	    "\"how\":\"in_person\"}],\"holder_relation\":\"none\"}",
	    (long long)person, (long long)home, (long long)home, (long long)home);
}

static enum rc one(struct lines *l, struct str text, struct err *e)
{
	struct arena a = {0};
	struct act_answer answer = {0};
	json_t *request = json_read_in(&a, text, e);
	enum rc rc = request == NULL ? e->rc : db_savepoint(l->town->db, e);

	if (rc == RC_OK)
		rc = acts_perform(l->town->db, &a, &l->town->env, request, &answer, e);
	if (rc == RC_OK)
		rc = db_release(l->town->db, e);
	if (rc == RC_OK) {
		json_write(&l->out, answer.json);
		l->granted += answer.status == 201;
	}
	arena_free(&a);
	return rc;
}

static enum rc batch(struct db *db, void *ctx, struct err *e)
{
	struct lines *l = ctx;
	enum rc rc = RC_OK;

	buf_clear(&l->out);
	l->granted = 0; /* the batch may be repeated */
	for (size_t i = 0; rc == RC_OK && i < l->n; i++)
		rc = one(l, l->v[i], e);
	if (rc == RC_OK && strcmp(db_engine(db), "sqlite") == 0)
		rc = evidence_seal_in_tx(db, e);
	return rc;
}

/* All of them, `size' a commit; the writes are kept in rec. */
static enum rc perform(struct bench_town *t, struct str *line_of, size_t n, size_t size,
    struct bench_record *rec, struct bench_time *time, struct err *e)
{
	struct lines l = {.town = t};
	enum rc rc = RC_OK;
	size_t granted = 0;

	bench_record_start(rec, t->db);
	for (size_t i = 0; rc == RC_OK && i < n; i += size) {
		l.v = line_of + i;
		l.n = n - i < size ? n - i : size;
		bench_go(time);
		rc = db_tx(t->db, true, batch, &l, e);
		if (rc == RC_OK && strcmp(db_engine(t->db), "sqlite") != 0)
			rc = evidence_seal(t->db, e);
		bench_stop(time);
		granted += l.granted;
	}
	bench_record_stop(t->db);
	buf_free(&l.out);
	if (rc == RC_OK && granted != n)
		rc = fail(
		    e, RC_DB, "%zu of %zu made-up registrations were not granted", n - granted, n);
	return rc;
}

static enum rc measure(struct bench_run *r, size_t size, struct bench_figure *f, struct err *e)
{
	size_t n = (size_t)(size == 1 ? r->size / 10 : r->size);
	struct bench_town town;
	struct bench_record rec = {0};
	struct arena a = {0};
	struct str *v = ARENA_ARRAY(&a, struct str, n);
	enum rc rc = bench_town_make(r, &town, e);

	f->n = (int64_t)n;
	if (rc == RC_OK)
		rc = bench_town_fill(r, &town, e);
	/* Each person once, to a dwelling in which he neither lives nor holds anything. */
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		v[i] = line(&a, (int64_t)i, ((int64_t)i * 7 + 5) % town.homes);
	if (rc == RC_OK)
		rc = perform(&town, v, n, size, &rec, &f->ours, e);
	rc = bench_town_end(&town, rc, e);
	if (rc == RC_OK) {
		rc = bench_town_make(r, &town, e);
		if (rc == RC_OK)
			rc = bench_town_fill(r, &town, e);
		if (rc == RC_OK)
			rc = bench_replay(&rec, town.db, &f->engine, e);
		rc = bench_town_end(&town, rc, e);
	}
	bench_record_free(&rec);
	arena_free(&a);
	return rc;
}

enum rc bench_act(struct bench_run *r, struct err *e)
{
	struct bench_figure many = {.name = "act",
	    .units = "acts",
	    .what = "permanent registrations, 60 a durable commit",
	    .raw = "the same writes and commits"};
	struct bench_figure alone = {.name = "act",
	    .units = "acts",
	    .what = "permanent registrations, each its own durable commit",
	    .raw = "the same writes and commits"};
	enum rc rc = measure(r, BATCH, &many, e);

	if (rc == RC_OK) {
		bench_report(r, &many);
		rc = measure(r, 1, &alone, e);
	}
	if (rc == RC_OK)
		bench_report(r, &alone);
	return rc;
}
