/*
 * The same key with the same body gives the first answer again (interface.md
 * section 4).  A key belongs to its user and is kept for thirty days.
 */
#include "once.h"

#define KEY_MAX  255 /* code points are bytes here: a key is ASCII in practice */
#define KEPT_FOR (INT64_C(30) * 24 * 3600 * 1000000)

static enum rc known(struct task *t, struct str key, struct str request, bool *out)
{
	struct db_cur c;

	*out = false;
	db_start(t->db, &c, STMT_IDEMPOTENCY_GET, DB_ARGS(DB_TEXT(t->env->who.name), DB_TEXT(key)),
	    t->e);
	if (db_next(&c, t->e)) {
		*out = true;
		if (!str_eq(db_text(&c, 0, t->a), request)) {
			task_bad_status(t, "key", PROBLEM_KEY_USED, STR(""), 409);
		} else {
			t->answer->status = (int)db_int(&c, 1);
			t->answer->json = json_read_in(t->a, db_text(&c, 2, t->a), NULL);
		}
	}
	return db_end(&c);
}

enum rc once_keep(struct db *db, const struct once_answer *x, struct err *e)
{
	struct arena a = {0};
	enum rc rc = db_run(db, STMT_IDEMPOTENCY_PUT,
	    DB_ARGS(DB_TEXT(x->owner), DB_TEXT(x->key), DB_TEXT(x->request), DB_INT(x->status),
		DB_TEXT(json_canonical(&a, x->json)), DB_INT(x->now_us)),
	    e);

	arena_free(&a);
	return rc;
}

enum rc once_find(struct db *db, struct arena *a, struct once_answer *x, bool *found, struct err *e)
{
	struct db_cur c;
	enum rc rc = db_run(db, STMT_IDEMPOTENCY_FORGET, DB_ARGS(DB_INT(x->now_us - KEPT_FOR)), e);

	*found = false;
	if (rc != RC_OK)
		return rc;
	db_start(db, &c, STMT_IDEMPOTENCY_GET, DB_ARGS(DB_TEXT(x->owner), DB_TEXT(x->key)), e);
	*found = db_next(&c, e);
	if (*found)
		x->request = db_text(&c, 0, a);
	return db_end(&c);
}

static enum rc keep(struct task *t, struct str key, struct str request)
{
	const struct act_answer *x = t->answer;

	return once_keep(t->db,
	    &(struct once_answer){
		t->env->who.name, key, request, x->status, x->json, t->env->now_us},
	    t->e);
}

enum rc once(struct task *t, struct str key, enum rc (*perform)(struct task *))
{
	struct hash h = hash_of(json_canonical(t->a, t->request));
	struct str request = hash_hex(t->a, hash_str(&h));
	bool found = false;
	enum rc rc;

	if (key.n == 0 || key.n > KEY_MAX) {
		task_bad(t, "key", key.n == 0 ? PROBLEM_BLANK : PROBLEM_TOO_LONG, STR("255"));
		return task_invalid(t);
	}
	rc = db_run(
	    t->db, STMT_IDEMPOTENCY_FORGET, DB_ARGS(DB_INT(t->env->now_us - KEPT_FOR)), t->e);
	if (rc == RC_OK)
		rc = known(t, key, request, &found);
	if (rc == RC_OK && found)
		return t->bad->n > 0 ? task_invalid(t) : RC_OK;
	if (rc == RC_OK)
		rc = perform(t);
	return rc == RC_OK && t->answer->recorded ? keep(t, key, request) : rc;
}
