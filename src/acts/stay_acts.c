/*
 * A stay's days after its registration: extend_stay and shorten_stay (point 19), depart.
 * What the stay itself knows is never asked again; what has changed since may be said.
 */
#include "task.h"

#include "stay.h"

/* The stay of the request; registration empty with the issue. */
static enum rc find_stay(struct task *t, struct stay_row *out)
{
	struct dwelling d;
	struct str id;
	enum rc rc;

	*out = (struct stay_row){0};
	if (json_object_get(t->request, "registration") == NULL)
		task_bad(t, "registration", PROBLEM_MISSING, STR(""));
	if (!task_text(t, t->request, "registration", "registration", &id))
		return RC_OK;
	rc = stay_read(t->db, t->a, id, out, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "registration", PROBLEM_NO_SUCH, id);
		*out = (struct stay_row){0};
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = dwelling_read(t->db, t->a, out->dwelling, &d, t->e);
	return rc == RC_OK ? task_authority(t, d.unit, "registration") : rc;
}

/* The request's own object over the stay's: what has changed since it was decided. */
static json_t *over(const struct task *t, const struct stay_row *s, const char *key)
{
	const json_t *given = json_object_get(t->request, key);
	json_t *o = json_copy(json_object_get(s->data, key));

	if (given != NULL && !json_is_object(given)) {
		json_decref(o);
		return shared(given);
	}
	if (o == NULL)
		o = json_object();
	(void)json_object_update(o, json_deconst(given));
	return o;
}

static void term_facts(struct task *t, const struct stay_row *s, json_t *facts)
{
	json_t *document = over(t, s, "document"), *visa = over(t, s, "visa");

	json_put(facts, "entry_date", json_day(s->entry));
	json_put(facts, "person",
	    json_pack("{s:O}", "citizenship", json_object_get(s->data, "citizenship")));
	if (json_is_object(document))
		json_put(facts, "document",
		    json_pack("{s:o?}", "expires", shared(json_object_get(document, "expires"))));
	else
		json_put(facts, "document", shared(document));
	json_decref(document);
	if (json_is_object(visa))
		(void)json_object_del(visa, "number");
	json_put(facts, "visa", visa);
}

static json_t *gather(struct task *t, const struct stay_row *s)
{
	json_t *facts = json_keep(t->a, json_object());

	json_put(facts, "act", json_text(t->kind));
	if (!t->date_bad)
		json_put(facts, "date", json_day(t->date));
	json_put(facts, "ground", shared(json_object_get(t->request, "ground")));
	json_put(facts, "requested_until", shared(json_object_get(t->request, "requested_until")));
	if (s->registration.n == 0)
		return facts;
	if (str_is(t->kind, "extend_stay"))
		term_facts(t, s, facts);
	json_put(facts, "current_until", json_day(s->counts ? s->until - 1 : s->entry));
	json_put(facts, "live", json_boolean(s->counts && s->closed_by == 0));
	return facts;
}

static struct act act_of(const struct task *t, const struct stay_row *s, struct str outcome)
{
	struct act act = task_act(t, s->unit, "");

	act.outcome = arena_str(t->a, outcome);
	act.subject = s->person;
	act.dwelling = s->dwelling;
	return act;
}

static json_t *event(const struct stay_row *s, day_t from)
{
	json_t *o = json_object();

	json_put(o, "registration", json_text(s->registration));
	json_put(o, "person", json_text(s->person));
	json_put(o, "from", json_day(from));
	return o;
}

static enum rc record_term(
    struct task *t, const struct stay_row *s, const json_t *facts, json_t *verdict)
{
	const struct decided d = {
	    .request = t->request, .facts = facts, .verdict = verdict, .applicant = s->person};
	struct str outcome = json_get_str(verdict, "outcome");
	day_t until = json_get_day(verdict, "granted_until");
	struct act act = act_of(t, s, outcome);
	json_t *effect = json_object(), *answer = json_keep(t->a, json_copy(verdict));
	json_t *term;
	enum rc rc;

	json_put(act.body, "effect", effect);
	if (str_is(outcome, "grant")) {
		term = event(s, t->date);
		json_put(term, "until", json_day(until < DAY_MAX ? until + 1 : DAY_MAX));
		json_put(effect, "term", term);
		json_put(answer, "registration", json_text(s->registration));
	}
	task_decided(t, &act, &d);
	rc = task_record(t, &act);
	json_put(answer, "act", json_integer(act.id));
	t->answer->json = answer;
	t->answer->status = outcome_status(outcome);
	return rc;
}

enum rc run_stay_term(struct task *t)
{
	const json_t *papers;
	struct stay_row s;
	json_t *facts, *verdict;
	enum rc rc = find_stay(t, &s);

	if (rc == RC_OK && s.registration.n > 0)
		rc = task_after(t, s.decided_by);
	if (rc != RC_OK || task_forbidden(t))
		return rc;
	(void)task_papers(t, t->request, "", &papers);
	facts = gather(t, &s);
	if (!task_judge(t, facts, NULL, &verdict) || (t->bad->n > 0 && !t->env->preview))
		return RC_OK;
	if (!t->env->preview)
		return record_term(t, &s, facts, verdict);
	t->answer->json = verdict;
	t->answer->status = 200;
	return RC_OK;
}

/* ---- depart ---- */

enum rc run_depart(struct task *t)
{
	struct stay_row s;
	struct act act;
	json_t *removal, *more = json_keep(t->a, json_object());
	day_t left;
	enum rc rc = find_stay(t, &s);

	if (rc == RC_OK && s.registration.n > 0)
		rc = task_after(t, s.decided_by);
	if (rc != RC_OK || task_forbidden(t))
		return rc;
	if (task_day(t, t->request, "left_on", true, DAY_NONE, &left) && left > t->date)
		task_bad(t, "left_on", PROBLEM_TOO_LATE, date_str(t->a, t->date));
	if (s.registration.n > 0 && (!s.counts || s.closed_by != 0))
		task_bad(t, "registration", PROBLEM_NOT_LIVE, s.registration);
	else if (s.registration.n > 0 && left != DAY_NONE && left < s.from)
		task_bad(t, "left_on", PROBLEM_TOO_EARLY, date_str(t->a, s.from));
	else if (s.registration.n > 0 && left != DAY_NONE && left >= s.until)
		task_bad(t, "left_on", PROBLEM_TOO_LATE, date_str(t->a, s.until - 1));
	if (t->bad->n > 0)
		return RC_OK;
	act = act_of(t, &s, STR("grant"));
	removal = event(&s, left);
	json_put(removal, "kind", json_string("foreign"));
	json_put(act.body, "effect", json_pack("{s:[o]}", "remove", removal));
	json_put(act.text, "request", shared(t->request));
	rc = task_record(t, &act);
	json_put(more, "registration", json_text(s.registration));
	return rc == RC_OK ? task_done(t, act.id, more) : rc;
}
