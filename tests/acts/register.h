/* A register for the tests of acts: fresh for each file, with a clock that they set. */
#ifndef TEST_REGISTER_H
#define TEST_REGISTER_H

#include "acts.h"
#include "follows.h"
#include "load.h"
#include "store.h"

#include <stdlib.h>
#include <unistd.h>

struct reg {
	const char *url;
	struct db *db;
	struct pack *pack;
	struct act_env env;
	struct arena a;
	int64_t last_act;
	int number; /* of the register, for its file's name */
	char path[512];
};

static inline void reg_today(struct reg *r, day_t day)
{
	r->env.today = day;
	r->env.now_us =
	    ((int64_t)day * 86400 + INT64_C(6) * 3600) * 1000000; /* about noon in Almaty */
}

/* An empty register, whatever stood there before. */
static inline void reg_fresh(struct reg *r)
{
	struct err e = {0};

	db_close(r->db);
	if (strncmp(r->url, "sqlite:", 7) == 0) {
		(void)snprintf(r->path, sizeof(r->path), "%s.%d", r->url, r->number++);
		r->db = must_open(r->path, ROLE_OWNER);
	} else {
		r->db = must_open(r->url, ROLE_OWNER);
		must(db_begin(r->db, true, &e), &e);
		must(db_script(r->db, "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n", &e),
		    &e);
		must(db_commit(r->db, &e), &e);
		db_close(r->db); /* what it prepared is gone */
		r->db = must_open(r->url, ROLE_OWNER);
	}
	must(db_migrate(r->db, db_migrations, db_migrations_n, 1, &e), &e);
	r->last_act = 0;
	r->env.who = (struct actor){.name = STR("cli"), .role = ROLE_OWNER};
	reg_today(r, date_from_civil(2015, 3, 2));
}

static inline void reg_open(struct reg *r, const char *url)
{
	*r = (struct reg){.url = url};
	r->pack = pack_builtin();
	r->env.pack = r->pack;
	reg_fresh(r);
}

static inline void reg_close(struct reg *r)
{
	db_close(r->db);
	pack_free(r->pack);
	arena_free(&r->a);
}

/* One act in a transaction of its own, with the rights that the actor has. */
static inline enum rc reg_act(
    struct reg *r, const json_t *request, struct act_answer *out, struct err *e)
{
	enum rc rc;

	r->env.now_us++;
	db_set_roles(r->db, r->env.who.role);
	rc = db_begin(r->db, true, e);
	if (rc == RC_OK)
		rc = acts_perform(r->db, &r->a, &r->env, request, out, e);
	if (rc == RC_OK && !is_pg(r->db))
		rc = evidence_seal_in_tx(r->db, e);
	if (rc == RC_OK)
		rc = db_commit(r->db, e);
	else
		db_rollback(r->db);
	db_set_roles(r->db, ROLE_OWNER);
	return rc;
}

/* How many acts were recorded since the last call; each must follow from its facts, and its
 * entry, which everybody's feed carries, must not tell of a match. */
static inline size_t reg_recorded(struct reg *r)
{
	struct act act[20];
	struct err e = {0};
	size_t all = 0, n;

	do {
		must(act_page(r->db, &r->a, r->last_act, act, ARRAY_LEN(act), &n, &e), &e);
		for (size_t i = 0; i < n; i++) {
			if (!act_follows(&r->a, r->env.pack, &act[i]) || tells_match(act[i].body)) {
				t_ok(0, act[i].kind.p, (int)act[i].id,
				    "it follows from its facts, and its entry tells of no match");
				note(json_canonical(&r->a, act[i].text).p);
			}
			r->last_act = act[i].id;
		}
		all += n;
	} while (n > 0);
	return all;
}

/* Load CSV text; the counts are in job, what was rejected in `rejected' (freed by the caller). */
static inline enum rc reg_load(
    struct reg *r, struct load_job *job, struct str csv, char **rejected, struct err *e)
{
	size_t n = 0;
	enum rc rc;

	job->in = tmpfile();
	job->name = "test.csv";
	job->file_hash = hash_of(csv);
	*rejected = NULL;
	job->rejected = tmpfile();
	if (job->in == NULL || job->rejected == NULL || fwrite(csv.p, 1, csv.n, job->in) != csv.n)
		return fail(e, RC_SYS, "no temporary file");
	(void)fflush(job->in);
	rc = acts_load(r->db, &r->env, job, e);
	(void)fclose(job->in);
	n = (size_t)ftell(job->rejected);
	rewind(job->rejected);
	*rejected = xcalloc(n + 1, 1);
	if (fread(*rejected, 1, n, job->rejected) != n)
		rc = fail(e, RC_SYS, "rejected rows");
	(void)fclose(job->rejected);
	return rc;
}

#endif
