/* deregister (points 3, 10, 13, 17): one registration, or all of a person. */
#include "task.h"

void deregister_effect(const struct task *t, const struct removal *r, int64_t of, json_t *effect)
{
	json_t *o = json_object();

	json_put(o, "person", json_text(r->who.id));
	json_put(o, "from", json_day(t->date));
	if (of != 0)
		json_put(o, "of", json_integer(of));
	if (r->registration.n == 0) {
		json_put(effect, "remove_all", o);
		return;
	}
	json_put(o, "registration", json_text(r->registration));
	json_put(effect, "remove", json_pack("[o]", o));
}

static enum rc record(struct task *t, struct removal *r)
{
	const struct decided d = {.request = t->request,
	    .facts = r->facts,
	    .verdict = r->verdict,
	    .screening = r->screening,
	    .claimed = r->claimed,
	    .applicant = r->applicant.p.id};
	struct act act = task_act(t, r->dwelling.unit, "");
	json_t *answer = json_keep(t->a, json_copy(r->verdict));
	json_t *effect = json_object();
	enum rc rc = task_enter(t, &r->applicant);

	json_put(act.body, "effect", effect);
	if (rc == RC_OK)
		rc = act_next_id(t->db, &act.id, t->e);
	if (rc != RC_OK)
		return rc;
	act.outcome = json_get_str(r->verdict, "outcome");
	act.subject = r->who.id;
	act.dwelling = r->dwelling.id;
	if (str_is(act.outcome, "review"))
		task_case(t, &act, effect, r->verdict, act.id, answer);
	if (str_is(act.outcome, "grant"))
		deregister_effect(t, r, 0, effect);
	if (r->registration.n > 0) {
		json_put(act.text, "registration", json_text(r->registration));
		if (str_is(act.outcome, "grant"))
			json_put(answer, "registration", json_text(r->registration));
	}
	task_decided(t, &act, &d);
	json_put(answer, "act", json_integer(act.id));
	json_put(answer, "claimed", shared(r->claimed));
	t->answer->json = answer;
	t->answer->status = outcome_status(act.outcome);
	return task_record(t, &act);
}

/* What stands in the way of an application at all. */
static enum rc check(struct task *t, const struct removal *r)
{
	const char *field =
	    json_object_get(t->request, "registration") != NULL ? "registration" : "person";
	enum rc rc = RC_OK;

	if (r->dwelling.id.n > 0)
		rc = task_authority(t, r->dwelling.unit, field);
	if (rc == RC_OK && r->who.id.n > 0)
		rc = task_order(t, r->who.id);
	if (rc == RC_OK && r->who.id.n > 0 && r->dwelling.id.n > 0)
		rc = task_open_case(t, r->who.id, r->dwelling.id, field);
	return rc;
}

enum rc run_deregister(struct task *t)
{
	struct removal r = {0};
	enum rc rc = deregister_gather(t, &r);

	if (rc == RC_OK)
		rc = check(t, &r);
	if (rc != RC_OK || task_forbidden(t))
		return rc;
	if (!task_judge(t, r.facts, NULL, &r.verdict) || (t->bad->n > 0 && !t->env->preview))
		return RC_OK;
	if (!t->env->preview)
		return record(t, &r);
	t->answer->json = r.verdict;
	t->answer->status = 200;
	return RC_OK;
}
