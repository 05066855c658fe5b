/* What waited for screening alone is screened and released by the program itself. */
#include "resolve.h"

static enum rc release_one(
    struct db *db, const struct act_env *env, struct str id, bool *recorded, struct err *e)
{
	struct arena a = {0};
	struct issues bad = {.arena = &a};
	struct act_answer answer = {0};
	struct task t = {.db = db,
	    .a = &a,
	    .env = env,
	    .request = json_keep(&a, json_object()),
	    .kind = STR("resolve"),
	    .date = env->today,
	    .today = env->today,
	    .officer = env->who.name,
	    .recorded_us = env->now_us,
	    .bad = &bad,
	    .bad_status = 400,
	    .answer = &answer,
	    .e = e};
	struct decision d = {.word = STR("grant"), .note = STR(""), .by_program = true};
	enum rc rc = workcase_read(db, &a, id, &d.c, e);

	if (rc == RC_OK)
		rc = act_read(db, &a, d.c.act, &d.application, e);
	if (rc == RC_OK)
		rc = decide_case(&t, &d);
	*recorded = answer.recorded;
	arena_free(&a);
	return rc;
}

enum rc acts_release_screened(
    struct db *db, const struct act_env *env, size_t *released, struct err *e)
{
	struct act_env program = *env;
	struct arena a = {0};
	struct str *id = NULL;
	size_t n = 0, cap = 0;
	struct db_cur c;
	enum rc rc;

	program.who = (struct actor){.name = STR("mekenjai"), .role = ROLE_OWNER};
	program.preview = false;
	*released = 0;
	db_start(db, &c, STMT_CASE_SCREENING_ONLY, DB_NO_ARGS, e);
	while (db_next(&c, e)) {
		id = ARENA_GROW(&a, id, n, &cap);
		id[n++] = db_text(&c, 0, &a);
	}
	rc = db_end(&c);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		bool recorded;

		rc = release_one(db, &program, id[i], &recorded, e);
		*released += rc == RC_OK && recorded;
	}
	arena_free(&a);
	return rc;
}
