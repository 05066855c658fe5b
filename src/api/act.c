/* POST /acts and /acts/preview: interface.md section 4. */
#include "api_impl.h"

#include <string.h>

/* The list of the answer, in the words that problem+json has in every language. */
static void issues_of(struct visit *v, const json_t *answer, struct issues *l)
{
	const json_t *errors = json_object_get(answer, "errors");

	for (size_t i = 0; i < json_array_size(errors); i++) {
		const json_t *o = json_array_get(errors, i);
		enum problem p;

		if (!problem_find(json_get_str(o, "code"), &p))
			continue;
		issue_add(l, arena_str(v->a, json_get_str(o, "field")), p,
		    arena_str(v->a, json_get_str(o, "arg")));
		l->last->point = arena_str(v->a, json_get_str(o, "point"));
	}
}

/* What the caller needs to go on: the candidates, the case that is open. */
static enum rc invalid(struct visit *v, const struct act_answer *answer)
{
	struct issues l = {.arena = v->a};
	json_t *more = json_keep(v->a, json_copy(answer->json));
	const json_t *candidates = json_object_get(more, "candidates");

	issues_of(v, answer->json, &l);
	(void)json_object_del(more, "errors");
	(void)json_object_del(more, "reasons");
	for (size_t i = 0; i < json_array_size(candidates); i++)
		visit_access(v, json_get_str(json_array_get(candidates, i), "person"),
		    STR("candidate"), true);
	return visit_problem_more(v, answer->status, NULL, &l, more);
}

enum rc api_answer(struct visit *v, const struct act_answer *answer)
{
	const json_t *id = json_object_get(answer->json, "act");
	json_t *shown;

	if (answer->status == 400 || answer->status == 403 || answer->status == 404 ||
	    answer->status == 409)
		return invalid(v, answer);
	shown = json_keep(v->a, json_deep_copy(answer->json));
	answer_mask(shown, v->user->role);
	v->keep = true; /* a refusal is a recorded decision */
	if (answer->status == 201 && json_is_integer(id))
		reply_header(&v->x->reply, "Location",
		    arena_printf(v->a, "/api/v1/acts/%lld", (long long)json_integer_value(id)));
	return visit_json(v, answer->status, shown);
}

/* ---- the header Idempotency-Key is the request's `key' ---- */

bool api_key(struct visit *v, json_t **request)
{
	const json_t *own = json_object_get(v->json, "key");
	struct str header;

	*request = v->json;
	if (!ask_key(v, &header))
		return false;
	if (header.n == 0)
		return true;
	if (own != NULL && !str_eq(json_get_str(v->json, "key"), header)) {
		(void)visit_problem_at(v, 400, "key", PROBLEM_DIFFERS_FROM, STR("Idempotency-Key"));
		return false;
	}
	*request = json_keep(v->a, json_copy(v->json));
	json_put(*request, "key", json_text(header));
	return true;
}

/* ---- If-Match: of the person, the dwelling or the stay that the act changes ---- */

enum record { RECORD_PERSON, RECORD_DWELLING, RECORD_STAY };
static const struct {
	const char *act;
	enum record record;
} versioned[] = {
    {"correct_person", RECORD_PERSON},
    {"vote", RECORD_PERSON},
    {"change_dwelling", RECORD_DWELLING},
    {"record_holding", RECORD_DWELLING},
    {"extend_stay", RECORD_STAY},
    {"shorten_stay", RECORD_STAY},
    {"depart", RECORD_STAY},
};

static enum rc version_of(struct visit *v, enum record record, int64_t *version)
{
	struct person p;
	struct dwelling d;
	enum rc rc;

	*version = 0;
	if (record == RECORD_STAY)
		return api_stay_version(v, json_get_str(v->json, "registration"), version);
	if (record == RECORD_DWELLING) {
		rc = dwelling_read(v->db, v->a, json_get_str(v->json, "dwelling"), &d, &v->e);
		*version = d.last_act;
	} else {
		rc = person_read(v->db, v->a, json_get_str(v->json, "person"), &p, &v->e);
		*version = p.last_act;
	}
	return rc;
}

/* A record that is not there is the act's own affair. */
static enum rc match(struct visit *v, bool *fine)
{
	struct str act = json_get_str(v->json, "act");
	int64_t version;
	enum rc rc;

	*fine = true;
	if (!request_has_header(&v->x->req, "If-Match"))
		return RC_OK;
	for (size_t i = 0; i < ARRAY_LEN(versioned); i++) {
		if (!str_is(act, versioned[i].act))
			continue;
		rc = version_of(v, versioned[i].record, &version);
		if (rc == RC_OK)
			*fine = ask_match(v, version);
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	}
	*fine = false;
	return visit_problem_at(v, 400, "If-Match", PROBLEM_BAD_QUERY, act);
}

enum rc api_act(struct visit *v)
{
	struct act_answer answer;
	json_t *request;
	bool fine;
	enum rc rc;

	if (!ask_query(v) || !api_key(v, &request))
		return RC_OK;
	rc = match(v, &fine);
	if (rc != RC_OK || !fine)
		return rc;
	rc = acts_perform(v->db, v->a, &v->env, request, &answer, &v->e);
	return rc == RC_OK ? api_answer(v, &answer) : rc;
}

enum rc api_act_preview(struct visit *v)
{
	struct act_answer answer;
	enum rc rc;

	if (!ask_query(v))
		return RC_OK;
	v->env.preview = true;
	rc = acts_perform(v->db, v->a, &v->env, v->json, &answer, &v->e);
	return rc == RC_OK ? api_answer(v, &answer) : rc;
}
