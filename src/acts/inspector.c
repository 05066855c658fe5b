/*
 * What inspectors do with what they are told (point 18): they take note of it
 * (read_notices), and say what they found on the spot (visit); a senior gives what nobody
 * has to a precinct (assign_notice); the desk answers a visit (answer_visit).  Acts
 * without rules: their form, and whose the precinct or the unit is.
 */
#include "task.h"

#include "inbox.h"

#include <string.h>

#define ITEMS_MAX 1000 /* of one act */

/* The precincts that this user may act in; *any: all of them, for who owns the register. */
static enum rc my_precincts(struct task *t, struct precincts *out, bool *any)
{
	const struct actor *w = &t->env->who;

	*any = w->role == ROLE_OWNER;
	*out = (struct precincts){0};
	return *any ? RC_OK
		    : precincts_of(t->db, t->a, w->name, w->precincts, w->precincts_n, out, t->e);
}

static struct str item_words(struct task *t, int64_t act, int64_t line)
{
	return arena_printf(t->a, "%lld/%lld", (long long)act, (long long)line);
}

/* {act, line}; x->act 0: none, with the issue. */
static enum rc read_item(struct task *t, const json_t *v, const char *field, struct notice *x)
{
	const json_t *act = json_object_get(v, "act"), *line = json_object_get(v, "line");
	enum rc rc;

	*x = (struct notice){0};
	if (!json_is_object(v)) {
		task_bad(t, field, v == NULL ? PROBLEM_MISSING : PROBLEM_NOT_OBJECT, STR(""));
		return RC_OK;
	}
	if (!json_is_integer(act) || (line != NULL && !json_is_integer(line))) {
		bool in_act = !json_is_integer(act);

		task_bad(t, task_under(t, field, in_act ? "act" : "line"),
		    in_act && act == NULL ? PROBLEM_MISSING
		    : in_act              ? PROBLEM_ACT_NUMBER
					  : PROBLEM_NOT_INTEGER,
		    STR("0 – 999"));
		return RC_OK;
	}
	rc = notice_read(t->db, t->a, json_integer_value(act), json_integer_value(line), x, t->e);
	if (rc != RC_NOT_FOUND)
		return rc;
	*x = (struct notice){0};
	task_bad(t, field, PROBLEM_NO_SUCH,
	    item_words(t, json_integer_value(act), json_integer_value(line)));
	return RC_OK;
}

/* ---- read_notices ---- */

struct reading {
	struct precincts mine;
	bool any;
	struct notices items;
};

static enum rc given_items(struct task *t, struct reading *r)
{
	const json_t *list = json_object_get(t->request, "items");
	enum rc rc = RC_OK;

	if (!json_is_array(list) || json_array_size(list) == 0) {
		task_bad(
		    t, "items", json_is_array(list) ? PROBLEM_BLANK : PROBLEM_NOT_LIST, STR(""));
		return RC_OK;
	}
	if (json_array_size(list) > ITEMS_MAX) {
		task_bad(t, "items", PROBLEM_TOO_MANY, STR("1000"));
		return RC_OK;
	}
	r->items.v = ARENA_ARRAY(t->a, struct notice, json_array_size(list));
	for (size_t i = 0; rc == RC_OK && i < json_array_size(list); i++) {
		const char *field = arena_printf(t->a, "items.%zu", i).p;
		struct notice x;

		rc = read_item(t, json_array_get(list, i), field, &x);
		if (rc != RC_OK || x.act == 0)
			continue;
		if (!r->any && precinct_in(&r->mine, x.precinct) == NULL)
			task_bad_status(t, field, PROBLEM_OTHER_PRECINCT, STR(""), 403);
		for (size_t k = 0; k < r->items.n; k++)
			if (r->items.v[k].act == x.act && r->items.v[k].line == x.line)
				task_bad(t, field, PROBLEM_TWICE, STR(""));
		r->items.v[r->items.n++] = x;
	}
	return rc;
}

/* Everything unread in one's precincts, or in the one that is named. */
static enum rc all_items(struct task *t, struct reading *r)
{
	const struct notice_page page = {.state = NOTICES_UNREAD, .limit = ITEMS_MAX};
	struct str id = {0};
	bool named = json_object_get(t->request, "precinct") != NULL;

	if (named && !task_text(t, t->request, "precinct", "precinct", &id))
		return RC_OK;
	if (!named && r->any)
		task_bad(t, "precinct", PROBLEM_MISSING, STR(""));
	if (named && !r->any && precinct_in(&r->mine, id) == NULL)
		task_bad_status(t, "precinct", PROBLEM_OTHER_PRECINCT, STR(""), 403);
	if (t->bad->n > 0)
		return RC_OK;
	if (named) {
		r->mine = (struct precincts){ARENA_NEW(t->a, struct precinct), 1};
		r->mine.v->id = id;
	}
	return notices_of(t->db, t->a, &r->mine, &page, &r->items, t->e);
}

static json_t *receipt(const struct notice *x, struct str by, int64_t at_us, struct arena *a)
{
	json_t *o = json_pack("{s:I,s:I}", "act", (json_int_t)x->act, "line", (json_int_t)x->line);

	json_put(o, "read_by", json_text(by));
	json_put(o, "read_at", json_text(time_str(a, at_us)));
	return o;
}

/* The receipts; only what nobody had read is recorded. */
static enum rc record_reading(struct task *t, const struct reading *r)
{
	struct act act = task_act(t, STR(""), "grant");
	json_t *fresh = json_array(), *receipts = json_array();
	json_t *more = json_keep(t->a, json_object());
	enum rc rc = RC_OK;

	for (size_t i = 0; i < r->items.n; i++) {
		const struct notice *x = &r->items.v[i];
		bool known = x->read_us != 0;

		if (!known)
			(void)json_array_append_new(
			    fresh, json_pack("{s:I,s:I}", "act", (json_int_t)x->act, "line",
				       (json_int_t)x->line));
		(void)json_array_append_new(
		    receipts, receipt(x, known ? x->read_by : act.officer,
				  known ? x->read_us : act.recorded_us, t->a));
	}
	json_put(more, "items", receipts);
	if (r->items.more)
		json_put(more, "more", json_true());
	if (json_array_size(fresh) > 0) {
		json_put(act.body, "effect", json_pack("{s:O}", "inbox_read", fresh));
		json_put(act.text, "request", shared(t->request));
		rc = task_record(t, &act);
	}
	json_decref(fresh);
	return rc == RC_OK ? task_done(t, act.id, more) : rc;
}

enum rc run_read_notices(struct task *t)
{
	const json_t *all = json_object_get(t->request, "all");
	bool listed = json_object_get(t->request, "items") != NULL;
	struct reading r = {0};
	enum rc rc = my_precincts(t, &r.mine, &r.any);

	if (rc != RC_OK)
		return rc;
	if (all != NULL && !json_is_boolean(all))
		task_bad(t, "all", PROBLEM_NOT_BOOL, STR(""));
	else if (listed && json_is_true(all))
		task_bad(t, "all", PROBLEM_MUST_BE_EMPTY, STR("items"));
	else if (listed && json_object_get(t->request, "precinct") != NULL)
		task_bad(t, "precinct", PROBLEM_MUST_BE_EMPTY, STR("items"));
	else if (json_is_true(all))
		rc = all_items(t, &r);
	else if (listed)
		rc = given_items(t, &r);
	else
		task_bad(t, "items", PROBLEM_MISSING, STR(""));
	return rc == RC_OK && t->bad->n == 0 ? record_reading(t, &r) : rc;
}

/* ---- assign_notice ---- */

/* The precinct of the unit or below it that gets the item; an inspector must have it. */
static enum rc read_target(struct task *t, struct precinct *p)
{
	struct str id;
	enum rc rc;

	*p = (struct precinct){0};
	if (json_object_get(t->request, "precinct") == NULL)
		task_bad(t, "precinct", PROBLEM_MISSING, STR(""));
	if (!task_text(t, t->request, "precinct", "precinct", &id))
		return RC_OK;
	rc = precinct_read(t->db, t->a, id, p, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "precinct", PROBLEM_NO_SUCH, id);
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = task_authority(t, p->unit, "precinct");
	if (rc == RC_OK && !p->covered)
		task_bad(t, "precinct", PROBLEM_NO_INSPECTOR, id);
	return rc;
}

/* Only what nobody has is given to somebody. */
static enum rc read_unassigned(struct task *t, struct notice *x)
{
	struct precinct has = {0};
	enum rc rc = read_item(t, json_object_get(t->request, "item"), "item", x);

	if (rc != RC_OK || x->act == 0)
		return rc;
	rc = task_authority(t, x->unit, "item");
	if (rc == RC_OK && !task_forbidden(t) && x->precinct.n > 0)
		rc = precinct_read(t->db, t->a, x->precinct, &has, t->e);
	if (rc == RC_OK && has.covered)
		task_bad_status(t, "item", PROBLEM_HAS_INSPECTOR, has.id, 409);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc run_assign_notice(struct task *t)
{
	struct precinct p;
	struct notice x;
	struct act act;
	json_t *effect;
	enum rc rc = read_unassigned(t, &x);

	if (rc == RC_OK)
		rc = read_target(t, &p);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	act = task_act(t, x.unit, "grant");
	act.subject = x.person;
	act.dwelling = x.dwelling;
	effect = json_pack("{s:I,s:I}", "act", (json_int_t)x.act, "line", (json_int_t)x.line);
	json_put(effect, "precinct", json_text(p.id));
	json_put(act.body, "effect", json_pack("{s:o}", "inbox_assign", effect));
	json_put(act.text, "request", shared(t->request));
	rc = task_record(t, &act);
	return rc == RC_OK ? task_done(t, act.id, NULL) : rc;
}

/* ---- visit ---- */

static bool read_result(struct task *t, struct str *out)
{
	static const char *const words[] = {"lives", "not_found", "left", "others"};

	if (json_object_get(t->request, "result") == NULL)
		task_bad(t, "result", PROBLEM_MISSING, STR(""));
	if (!task_text(t, t->request, "result", "result", out))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_is(*out, words[i]))
			return true;
	task_bad(t, "result", PROBLEM_WORD, STR("lives, not_found, left, others"));
	return false;
}

/* The stay, and whether its dwelling lies in a precinct of this user's; *found false: an issue. */
static enum rc read_stay(struct task *t, struct str *id, struct stay_met *s, bool *found)
{
	struct precincts mine;
	bool any = false;
	enum rc rc;

	*found = false;
	if (json_object_get(t->request, "registration") == NULL)
		task_bad(t, "registration", PROBLEM_MISSING, STR(""));
	if (!task_text(t, t->request, "registration", "registration", id))
		return RC_OK;
	rc = stay_meet(t->db, t->a, *id, s, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "registration", PROBLEM_NO_SUCH, *id);
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = my_precincts(t, &mine, &any);
	*found = rc == RC_OK;
	if (*found && !any && precinct_in(&mine, s->precinct) == NULL &&
	    precinct_in(&mine, s->told) == NULL)
		task_bad_status(t, "registration", PROBLEM_OTHER_PRECINCT, STR(""), 403);
	return rc;
}

static json_t *visit_effect(struct str id, const struct stay_met *s, struct str result, day_t on)
{
	json_t *o = json_object();

	json_put(o, "registration", json_text(id));
	json_put(o, "result", json_text(result));
	json_put(o, "day", json_day(on));
	json_put(o, "officer", json_text(s->officer));
	json_put(o, "unit", json_text(s->unit.n > 0 ? s->unit : s->dwelling_unit));
	return json_pack("{s:o}", "visit", o);
}

enum rc run_visit(struct task *t)
{
	struct stay_met s = {0};
	struct str id, result;
	struct act act;
	bool found;
	day_t on;
	enum rc rc = read_stay(t, &id, &s, &found);

	if (rc != RC_OK || task_forbidden(t))
		return rc;
	(void)read_result(t, &result);
	if (task_day(t, t->request, "visited_on", false, t->date, &on) && on > t->date)
		task_bad(t, "visited_on", PROBLEM_TOO_LATE, date_str(t->a, t->date));
	if (found && s.from != DAY_NONE && on < s.from)
		task_bad(t, "visited_on", PROBLEM_TOO_EARLY, date_str(t->a, s.from));
	if (t->bad->n > 0)
		return RC_OK;
	act = task_act(t, s.dwelling_unit, "grant");
	act.subject = s.person;
	act.dwelling = s.dwelling;
	json_put(act.body, "effect", visit_effect(id, &s, result, on));
	json_put(act.text, "request", shared(t->request));
	json_put(act.text, "note", shared(json_object_get(t->request, "note")));
	rc = task_record(t, &act);
	return rc == RC_OK ? task_done(t, act.id, NULL) : rc;
}

/* ---- answer_visit ---- */

static enum rc read_visit(struct task *t, struct visited *v)
{
	const json_t *id = json_object_get(t->request, "visit");
	enum rc rc;

	*v = (struct visited){0};
	if (!json_is_integer(id)) {
		task_bad(t, "visit", id == NULL ? PROBLEM_MISSING : PROBLEM_ACT_NUMBER, STR(""));
		return RC_OK;
	}
	rc = visit_read(t->db, t->a, json_integer_value(id), v, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "visit", PROBLEM_NO_SUCH,
		    arena_printf(t->a, "%lld", (long long)json_integer_value(id)));
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = task_authority(t, v->unit, "visit");
	if (rc == RC_OK && v->answered_by != 0)
		task_bad_status(t, "visit", PROBLEM_ANSWERED,
		    arena_printf(t->a, "%lld", (long long)v->answered_by), 409);
	return rc;
}

enum rc run_answer_visit(struct task *t)
{
	struct visited v;
	struct act act;
	enum rc rc = read_visit(t, &v);

	if (rc != RC_OK || task_forbidden(t))
		return rc;
	if (str_trim(json_get_str(t->request, "note")).n == 0)
		task_bad(t, "note", PROBLEM_MISSING, STR(""));
	if (t->bad->n > 0)
		return RC_OK;
	act = task_act(t, v.unit, "grant");
	act.subject = v.person;
	act.dwelling = v.dwelling;
	json_put(act.body, "effect", json_pack("{s:I}", "visit_answered", (json_int_t)v.act));
	json_put(act.text, "request", shared(t->request));
	json_put(act.text, "note", shared(json_object_get(t->request, "note")));
	rc = task_record(t, &act);
	return rc == RC_OK ? task_done(t, act.id, NULL) : rc;
}
