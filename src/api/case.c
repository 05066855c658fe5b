/* The queue: applications that somebody must decide. */
#include "api_impl.h"

#include <string.h>

#define CASES_MAX 200
#define LOOKED_AT 2000 /* for one page of a reader who sees only some of them */

/* Which check is pending is for the duty unit and the auditor: one word stands for both. */
static json_t *reasons_shown(const struct visit *v, const struct workcase *c)
{
	json_t *list = json_array();
	bool pending = false;

	for (size_t i = 0; i < json_array_size(c->reasons); i++) {
		struct str code = str_of(json_string_value(json_array_get(c->reasons, i)));
		bool screening = str_is(code, "wanted-match") || str_is(code, "screening-not-done");

		if (!screening || role_sees_screening(v->user->role)) {
			(void)json_array_append_new(list, json_text(code));
		} else if (!pending) {
			(void)json_array_append_new(list, json_string("check-pending"));
			pending = true;
		}
	}
	return list;
}

json_t *case_json(const struct visit *v, const struct workcase *c)
{
	json_t *o = json_keep(v->a, json_object());

	json_put(o, "case", json_text(c->id));
	json_put(o, "act", json_integer(c->act));
	json_put(o, "kind", json_text(c->kind));
	if (c->unit.n > 0)
		json_put(o, "unit", json_text(c->unit));
	if (c->person.n > 0)
		json_put(o, "person", json_text(c->person));
	if (c->dwelling.n > 0)
		json_put(o, "dwelling", json_text(c->dwelling));
	json_put(o, "state", json_text(c->state));
	json_put(o, "reasons", reasons_shown(v, c));
	json_put(o, "date", json_day(c->day));
	json_put(o, "opened_at", json_text(time_str(v->a, c->opened_us)));
	return o;
}

/* The duty unit sees what waits for it. */
static bool shown(const struct visit *v, const struct workcase *c)
{
	return !visit_may(v, ROLE_DUTY) || (c->waits & WAITS_DUTY) != 0;
}

/* At the queue the reason of looking is the work itself. */
static void note(struct visit *v, const struct workcase *c)
{
	if (v->purpose.n == 0)
		v->purpose = STR("case");
	if (c->person.n > 0)
		visit_access(v, c->person, arena_printf(v->a, "case %.*s", STR_FMT(c->id)), false);
}

/* Where the page begins: after a case that was shown before. */
static bool start(struct visit *v, struct case_place *after, enum rc *rc)
{
	struct workcase c = {0};

	*after = (struct case_place){0, visit_query(v, "after")};
	*rc = RC_OK;
	if (after->id.n == 0)
		return true;
	*rc = workcase_read(v->db, v->a, after->id, &c, &v->e);
	after->opened_us = c.opened_us;
	if (*rc == RC_NOT_FOUND)
		*rc = visit_problem_at(v, 400, "after", PROBLEM_NO_SUCH, after->id);
	else if (*rc == RC_OK)
		return true;
	return false;
}

static enum rc collect(struct visit *v, struct str unit, size_t limit, json_t *o)
{
	json_t *list = json_array();
	struct workcases l = {0};
	struct case_place after;
	size_t looked = 0;
	enum rc rc;

	json_put(o, "cases", list);
	if (!start(v, &after, &rc))
		return rc;
	do {
		rc = workcases_open(v->db, v->a, unit, after, (int64_t)limit, &l, &v->e);
		for (size_t i = 0; rc == RC_OK && i < l.n && json_array_size(list) < limit; i++) {
			after = (struct case_place){l.v[i].opened_us, l.v[i].id};
			looked++;
			if (!shown(v, &l.v[i]))
				continue;
			note(v, &l.v[i]);
			(void)json_array_append(list, case_json(v, &l.v[i]));
		}
	} while (
	    rc == RC_OK && l.n == limit && json_array_size(list) < limit && looked < LOOKED_AT);
	if (rc == RC_OK && l.n == limit)
		json_put(o, "next", json_text(after.id));
	return rc;
}

enum rc api_cases(struct visit *v)
{
	json_t *o = json_keep(v->a, json_object());
	struct str unit = visit_query(v, "unit");
	int64_t limit;
	enum rc rc;

	if (!ask_query(v) || !ask_int(v, "limit", 1, CASES_MAX, CASES_MAX, &limit))
		return RC_OK;
	if (unit.n == 0 && visit_may(v, ROLE_OFFICER | ROLE_SENIOR))
		unit = v->user->unit;
	rc = collect(v, unit, (size_t)limit, o);
	return rc == RC_OK && v->x->reply.status == 200 ? visit_json(v, 200, o) : rc;
}

enum rc api_case(struct visit *v)
{
	struct workcase c;
	enum rc rc;

	if (!ask_query(v))
		return RC_OK;
	rc = workcase_read(v->db, v->a, visit_param(v, "id"), &c, &v->e);
	if (rc != RC_OK)
		return rc;
	/* What the duty unit had to decide stays in its sight; what was never its is not. */
	if (workcase_open(&c) && !shown(v, &c))
		return RC_FORBIDDEN;
	note(v, &c);
	return answer_tagged(v, 0, case_json(v, &c));
}
