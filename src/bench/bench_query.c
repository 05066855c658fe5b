/*
 * query: who lives in a dwelling on a day, a person by IIN, persons by name and birth date; each
 * against the statement alone, its rows read, on the same handle.
 */
#include "bench_impl.h"

#include "key.h"
#include "prng.h"
#include "query.h"
#include "records.h"

#define ROUNDS 4

/* Whom and what to ask for. */
struct ask {
	struct str dwelling, iin, surname, given;
	struct str surname_key, from, until; /* what the statement wants */
	day_t birth;
};

struct question {
	struct bench_figure figure;
	enum rc (*ours)(struct db *, struct arena *, const struct ask *, struct err *);
	void (*engine)(struct db *, struct db_cur *, const struct ask *, struct err *);
};

#define DAY 16000 /* 2013-10-22 */

static enum rc ask_residents(struct db *db, struct arena *a, const struct ask *q, struct err *e)
{
	struct asked when = {DAY, DAY + 1, DAY_NONE};
	struct buf b = {0};
	json_t *answer;
	enum rc rc = query_residents(db, a, q->dwelling, &when, &answer, e);

	if (rc == RC_OK)
		json_write(&b, answer);
	buf_free(&b);
	return rc;
}

static void run_residents(struct db *db, struct db_cur *c, const struct ask *q, struct err *e)
{
	db_start(
	    db, c, STMT_RESIDENCE_OF_DWELLING_ON, DB_ARGS(DB_TEXT(q->dwelling), DB_INT(DAY)), e);
}

static enum rc ask_iin(struct db *db, struct arena *a, const struct ask *q, struct err *e)
{
	struct person p;

	return person_by_iin(db, a, q->iin, &p, e);
}

static void run_iin(struct db *db, struct db_cur *c, const struct ask *q, struct err *e)
{
	db_start(db, c, STMT_PERSON_BY_IIN, DB_ARGS(DB_TEXT(q->iin)), e);
}

static enum rc ask_name(struct db *db, struct arena *a, const struct ask *q, struct err *e)
{
	struct persons found;
	enum rc rc = persons_by_name(db, a, q->surname, q->given, q->birth, &found, e);

	if (rc == RC_OK && found.n == 0)
		return fail(e, RC_DB, "a made-up person is not found by name");
	return rc;
}

static void run_name(struct db *db, struct db_cur *c, const struct ask *q, struct err *e)
{
	db_start(db, c, STMT_PERSON_BY_NAME,
	    DB_ARGS(DB_TEXT(q->surname_key), DB_TEXT(q->from), DB_TEXT(q->until), DB_INT(q->birth)),
	    e);
}

static enum rc prepare(
    struct bench_town *t, struct arena *a, struct ask *q, size_t n, struct err *e)
{
	struct prng p;
	enum rc rc = RC_OK;

	prng_seed(&p, 5);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		struct person who;
		int64_t k = (int64_t)prng_below(&p, (uint64_t)t->people);

		rc = person_read(t->db, a, bench_person(a, k), &who, e);
		if (rc != RC_OK)
			break;
		q[i].dwelling = bench_dwelling(a, (int64_t)prng_below(&p, (uint64_t)t->homes));
		q[i].iin = json_get_str(who.data, "iin");
		q[i].surname = json_get_str(who.data, "surname");
		q[i].given = json_get_str(who.data, "given");
		q[i].birth = who.birth;
		q[i].surname_key = names_key(a, q[i].surname);
		q[i].from = names_key(a, q[i].given);
		q[i].until = arena_printf(a, "%.*s\xf4\x8f\xbf\xbf", STR_FMT(q[i].from));
	}
	return rc;
}

static enum rc round_of(
    struct bench_town *t, struct question *q, const struct ask *asks, size_t n, struct err *e)
{
	struct arena a = {0};
	struct db_cur c;
	enum rc rc = RC_OK;

	bench_go(&q->figure.ours);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		rc = q->ours(t->db, &a, &asks[i], e);
		arena_free(&a);
	}
	bench_stop(&q->figure.ours);
	bench_go(&q->figure.engine);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		q->engine(t->db, &c, &asks[i], e);
		while (db_next(&c, e)) {
			q->figure.used +=
			    (unsigned)db_text(&c, 0, &a).n + (unsigned)db_text(&c, 1, &a).n;
		}
		rc = db_end(&c);
		arena_free(&a);
	}
	bench_stop(&q->figure.engine);
	q->figure.n += (int64_t)n;
	return rc;
}

static enum rc measure(struct bench_run *r, struct bench_town *t, struct err *e)
{
	struct question questions[] = {
	    {{.name = "query",
		 .units = "answers",
		 .what = "who lives in a dwelling on a day",
		 .raw = "the table of present residences alone"},
		ask_residents, run_residents},
	    {{.name = "query",
		 .units = "answers",
		 .what = "a person by IIN",
		 .raw = "the same statement"},
		ask_iin, run_iin},
	    {{.name = "query",
		 .units = "answers",
		 .what = "persons by name and birth date",
		 .raw = "the same statement"},
		ask_name, run_name},
	};
	struct arena a = {0};
	size_t n = (size_t)(r->size < 5000 ? r->size : 5000);
	struct ask *asks = ARENA_ARRAY(&a, struct ask, n);
	enum rc rc = prepare(t, &a, asks, n, e);

	for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(questions); i++) {
		for (int k = 0; rc == RC_OK && k < ROUNDS; k++)
			rc = round_of(t, &questions[i], asks, n, e);
		if (rc == RC_OK)
			bench_report(r, &questions[i].figure);
	}
	arena_free(&a);
	return rc;
}

enum rc bench_query(struct bench_run *r, struct err *e)
{
	struct bench_town town;
	enum rc rc = bench_town_make(r, &town, e);

	if (rc == RC_OK)
		rc = bench_town_fill(r, &town, e);
	if (rc == RC_OK)
		rc = measure(r, &town, e);
	return bench_town_end(&town, rc, e);
}
