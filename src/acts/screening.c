/*
 * The check against the databank of wanted persons (point 17), in every act.  So
 * far it matches exactly, on IIN and on the number of the document.
 */
#include "task.h"

#include "derive.h"
#include "key.h"

static json_t *kept(struct task *t, const char *result, json_t *wanted)
{
	return json_keep(t->a, json_pack("{s:s,s:o}", "result", result, "wanted", wanted));
}

/* The ids on the list that match a person; NULL: no list was ever loaded. */
static enum rc matches(struct task *t, const json_t *person, json_t **ids)
{
	struct str number = names_document_key(t->a, json_get_str(person, "document_number"));
	int64_t list;
	bool found;
	struct db_cur c;
	enum rc rc = db_one_int(t->db, STMT_WANTED_LAST_LOAD, DB_NO_ARGS, &list, &found, t->e);

	*ids = NULL;
	if (rc != RC_OK || !found)
		return rc;
	*ids = json_array();
	db_start(t->db, &c, STMT_WANTED_MATCH,
	    DB_ARGS(DB_TEXT(json_get_str(person, "iin")), DB_TEXT(number)), t->e);
	while (db_next(&c, t->e))
		(void)json_array_append_new(*ids, json_text(db_text(&c, 0, t->a)));
	return db_end(&c);
}

enum rc task_screening(struct task *t, const json_t *person, json_t *facts, json_t **keep)
{
	json_t *ids = NULL;
	enum rc rc = RC_OK;

	*keep = NULL;
	if (t->env->preview) {
		json_put(facts, "screening", json_string("clear"));
		return RC_OK;
	}
	rc = matches(t, person, &ids);
	if (rc == RC_OK && ids == NULL) {
		json_put(facts, "screening", json_string("unavailable"));
		*keep = kept(t, "not_done", json_array());
	} else if (rc == RC_OK && json_array_size(ids) > 0) {
		json_put(facts, "screening", json_string("hit"));
		*keep = kept(t, "hit", ids);
	} else {
		json_put(facts, "screening", json_string("clear"));
		json_decref(ids);
	}
	return rc;
}

/* ---- checks that are made up later ---- */

struct late {
	int64_t act;
	struct str person;
};

static enum rc screen_late(
    struct db *db, const struct act_env *env, const struct late *l, struct err *e)
{
	struct arena a = {0};
	struct task t = {.db = db, .a = &a, .env = env, .e = e};
	struct act act = {.kind = STR("screen"),
	    .day = env->today,
	    .recorded_us = env->now_us,
	    .officer = env->who.name,
	    .subject = l->person,
	    .target = l->act,
	    .outcome = STR("grant")};
	struct person p;
	json_t *ids = NULL;
	enum rc rc = person_read(db, &a, l->person, &p, e);

	if (rc == RC_OK)
		rc = matches(&t, p.data, &ids);
	if (rc == RC_OK && ids != NULL) {
		act.body = json_keep(&a, json_object());
		act.text = json_keep(&a, json_object());
		json_put(act.text, "screening",
		    json_pack("{s:I,s:s,s:o}", "of", (json_int_t)l->act, "result",
			json_array_size(ids) > 0 ? "hit" : "clear", "wanted", ids));
		rc = act_next_id(db, &act.id, e);
		if (rc == RC_OK)
			rc = act_record(db, &act, e);
		if (rc == RC_OK)
			rc = derive(db, &act, e);
	}
	arena_free(&a);
	return rc;
}

enum rc acts_screen_late(struct db *db, const struct act_env *env, size_t *done, struct err *e)
{
	struct arena a = {0};
	struct late *l = NULL;
	size_t n = 0, cap = 0;
	struct db_cur c;
	enum rc rc;

	*done = 0;
	db_start(db, &c, STMT_SCREENING_NOT_DONE, DB_NO_ARGS, e);
	while (db_next(&c, e)) {
		l = ARENA_GROW(&a, l, n, &cap);
		l[n++] = (struct late){db_int(&c, 0), db_text(&c, 1, &a)};
	}
	rc = db_end(&c);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		rc = screen_late(db, env, &l[i], e);
		*done += rc == RC_OK;
	}
	arena_free(&a);
	return rc;
}
