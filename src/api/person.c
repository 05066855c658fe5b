/* Persons: search, one person, where a person lives and lived. */
#include "api_impl.h"

#include "iin.h"
#include "residence.h"
#include "text.h"

enum rc api_duty_may(struct visit *v, struct str person, bool *may)
{
	struct workcases l = {0};
	enum rc rc;

	*may = !visit_may(v, ROLE_DUTY);
	if (*may)
		return RC_OK;
	rc = workcases_of_person(v->db, v->a, person, &l, &v->e);
	for (size_t i = 0; i < l.n; i++)
		*may = *may || (workcase_open(&l.v[i]) && (l.v[i].waits & WAITS_DUTY) != 0);
	return rc;
}

static json_t *person_json(const struct person *p)
{
	json_t *o = json_copy(p->data);

	json_put(o, "id", json_text(p->id));
	json_put(o, "version", json_integer(p->last_act));
	return o;
}

/* ---- search ---- */

static enum rc by_iin(struct visit *v, struct persons *out)
{
	struct str iin = ask_text(v, "iin");
	enum iin_fault fault = iin_fault(iin);
	enum rc rc;

	if (fault != IIN_OK)
		return visit_problem_at(v, 400, "iin",
		    fault == IIN_FORM ? PROBLEM_IIN_FORM : PROBLEM_IIN_CHECK, STR(""));
	out->v = ARENA_NEW(v->a, struct person);
	rc = person_by_iin(v->db, v->a, iin, out->v, &v->e);
	out->n = rc == RC_OK;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc by_name(struct visit *v, struct persons *out)
{
	struct str born = ask_text(v, "birth_date");
	day_t birth = DAY_NONE;

	if (json_object_get(v->json, "birth_date") != NULL && !date_parse(born, &birth))
		return visit_problem_at(v, 400, "birth_date", PROBLEM_NO_DATE, STR(""));
	return persons_by_name(
	    v->db, v->a, ask_text(v, "surname"), ask_text(v, "given"), birth, out, &v->e);
}

/* Which of the three questions it is; NULL after a problem. */
static const char *question(struct visit *v)
{
	static const char *const asked[] = {
	    "iin", "document_number", "surname", "given", "birth_date", NULL};
	const char *found = NULL;

	if (!ask_query(v) || !ask_fields(v, asked))
		return NULL;
	for (size_t i = 0; i < 3; i++) {
		if (json_object_get(v->json, asked[i]) == NULL)
			continue;
		if (found != NULL || ask_text(v, asked[i]).n == 0) {
			(void)visit_problem_at(v, 400, asked[i],
			    found != NULL ? PROBLEM_BAD_QUERY : PROBLEM_BLANK, str_of(found));
			return NULL;
		}
		found = asked[i];
	}
	if (found == NULL) {
		(void)visit_problem_at(v, 400, "surname", PROBLEM_MISSING, STR(""));
	} else if (!str_is(str_of(found), "surname")) {
		for (size_t i = 3; asked[i] != NULL; i++)
			if (json_object_get(v->json, asked[i]) != NULL) {
				(void)visit_problem_at(
				    v, 400, asked[i], PROBLEM_NEEDS, STR("surname"));
				return NULL;
			}
	}
	return found;
}

#define FOUND_MAX 50 /* as persons_by_name and persons_by_number say */

enum rc api_person_search(struct visit *v)
{
	const char *by = question(v);
	struct persons found = {0};
	json_t *o, *list;
	bool by_names;
	enum rc rc;

	if (by == NULL)
		return RC_OK;
	by_names = str_is(str_of(by), "surname");
	if (by_names)
		rc = by_name(v, &found);
	else if (str_is(str_of(by), "iin"))
		rc = by_iin(v, &found);
	else
		rc = persons_by_number(v->db, v->a, ask_text(v, by), &found, &v->e);
	if (rc != RC_OK || v->x->reply.status != 200)
		return rc;
	visit_access(
	    v, STR(""), arena_printf(v->a, "search by %s: %zu found", by, found.n), by_names);
	o = json_keep(v->a, json_object());
	list = json_array();
	for (size_t i = 0; i < found.n; i++) {
		visit_access(v, found.v[i].id, arena_printf(v->a, "found by %s", by), by_names);
		(void)json_array_append_new(list, person_json(&found.v[i]));
	}
	json_put(o, "persons", list);
	json_put(o, "more", json_boolean(found.n == FOUND_MAX));
	return visit_json(v, 200, o);
}

/* ---- one person ---- */

static enum rc add_registrations(struct visit *v, struct str id, json_t *o)
{
	struct residences l;
	json_t *list = json_array();
	enum rc rc = residences_of_person(v->db, v->a, id, &l, &v->e);

	for (size_t i = 0; rc == RC_OK && i < l.n; i++) {
		json_t *r;

		if (!residence_live(&l.v[i], v->env.today))
			continue;
		r = json_pack("{s:s}", "kind", stay_kind_word(l.v[i].kind));
		json_put(r, "registration", json_text(l.v[i].registration));
		if (l.v[i].dwelling.n > 0)
			json_put(r, "dwelling", json_text(l.v[i].dwelling));
		json_put(r, "from", json_day(l.v[i].from));
		if (l.v[i].until != DAY_NONE)
			json_put(r, "until", json_day(l.v[i].until));
		json_put(r, "act", json_integer(l.v[i].opened_by));
		(void)json_array_append_new(list, r);
	}
	json_put(o, "registrations", list);
	return rc;
}

static enum rc add_cases(struct visit *v, struct str id, json_t *o)
{
	struct workcases l;
	json_t *list = json_array();
	enum rc rc = workcases_of_person(v->db, v->a, id, &l, &v->e);

	for (size_t i = 0; rc == RC_OK && i < l.n; i++)
		if (workcase_open(&l.v[i]))
			(void)json_array_append(list, case_json(v, &l.v[i]));
	json_put(o, "cases", list);
	return rc;
}

enum rc api_person(struct visit *v)
{
	struct str id = visit_param(v, "id");
	struct person p;
	bool may;
	json_t *o;
	enum rc rc;

	if (!ask_query(v))
		return RC_OK;
	rc = api_duty_may(v, id, &may);
	if (rc == RC_OK && !may)
		return RC_FORBIDDEN;
	if (rc == RC_OK)
		rc = person_read(v->db, v->a, id, &p, &v->e);
	if (rc != RC_OK)
		return rc;
	visit_access(v, id, STR("person"), false);
	o = json_keep(v->a, person_json(&p));
	rc = add_registrations(v, id, o);
	if (rc == RC_OK)
		rc = api_add_stays(v, id, o);
	if (rc == RC_OK)
		rc = add_cases(v, id, o);
	return rc == RC_OK ? answer_tagged(v, p.last_act, o) : rc;
}

enum rc api_person_residences(struct visit *v)
{
	struct str id = visit_param(v, "id");
	struct asked q;
	json_t *o;
	enum rc rc;

	if (!ask_query(v) || !ask_period(v, &q))
		return RC_OK;
	rc = query_residences(v->db, v->a, id, &q, &o, &v->e);
	if (rc != RC_OK)
		return rc;
	visit_access(v, id, STR("residences"), false);
	return answer_tagged(v, 0, o);
}
