/*
 * An application judged once more, when somebody has cleared what it waited for
 * (interface.md section 4): its facts are gathered as the register has them now, and
 * the rules run without the reasons that were cleared.  A refusal that has come up
 * since stands.
 */
#include "again.h"

/* As the application stood: its kind, its date, what was asked for. */
static enum rc as_applied(struct task *t, const struct act *application, struct task *out)
{
	const json_t *text = application->text;
	struct str registration = json_get_str(text, "registration");
	json_t *request;

	if (json_object_get(text, "request") == NULL)
		return fail(t->e, RC_CONFLICT, "the application %lld has been erased",
		    (long long)application->id);
	request = json_keep(t->a, json_copy(json_object_get(text, "request")));
	if (registration.n > 0) {
		(void)json_object_del(request, "person");
		json_put(request, "registration", json_text(registration));
	}
	*out = *t;
	out->again = true;
	out->kind = application->kind;
	out->date = application->day;
	out->applicant = json_get_str(text, "applicant");
	out->request = request;
	return RC_OK;
}

/* The persons of one application: newcomers, not residents. */
static json_t *family_ids(
    struct task *t, const struct act *application, const struct workcases *family)
{
	json_t *ids = json_keep(t->a, json_object());

	for (size_t i = 0; i < family->n; i++)
		json_put(ids, arena_z(t->a, family->v[i].person), json_true());
	json_put(ids, arena_z(t->a, application->subject), json_true());
	return ids;
}

static enum rc gather_registration(
    struct task *then, const struct workcase *c, const struct workcases *family, struct again *out)
{
	const json_t *facts = json_object_get(out->application.text, "facts");
	struct application *app = &out->app;
	enum rc rc;

	app->request = then->request;
	app->temporary = str_is(then->kind, "register_temporary");
	rc = person_read(then->db, then->a, c->person, &app->who.p, then->e);
	if (rc == RC_OK)
		rc = dwelling_on(
		    then->db, then->a, c->dwelling, then->date, &app->dwelling, then->e);
	if (rc == RC_OK)
		rc = register_gather(then, app, family_ids(then, &out->application, family),
		    json_get_int(facts, "newcomers", 1));
	out->facts = app->facts;
	out->screening = app->screening;
	return rc;
}

/* Whoever cleared the case has said who it is. */
static enum rc gather_arrival(struct task *then, const struct workcase *c, struct again *out)
{
	struct arrival *a = &out->arrival;
	json_t *request = json_keep(then->a, json_copy(json_deconst(then->request)));
	enum rc rc;

	if (c->person.n > 0) {
		json_put(request, "person", json_text(c->person));
		(void)json_object_del(request, "new");
	}
	a->request = request;
	rc = dwelling_on(then->db, then->a, c->dwelling, then->date, &a->dwelling, then->e);
	if (rc == RC_OK)
		rc = arrival_gather(then, a);
	out->facts = a->facts;
	out->screening = a->screening;
	return rc;
}

static enum rc gather(
    struct task *then, const struct workcase *c, const struct workcases *family, struct again *out)
{
	enum rc rc;

	if (str_is(then->kind, "register_foreigner"))
		return gather_arrival(then, c, out);
	if (!str_is(then->kind, "deregister"))
		return gather_registration(then, c, family, out);
	rc = deregister_gather(then, &out->removal);
	out->facts = out->removal.facts;
	out->screening = out->removal.screening;
	return rc;
}

static void add_codes(json_t *list, const json_t *codes)
{
	for (size_t i = 0; i < json_array_size(codes); i++)
		/* a check that was late is not cleared by that: its answer counts */
		if (!str_is(
			str_of(json_string_value(json_array_get(codes, i))), "screening-not-done"))
			(void)json_array_append(list, json_array_get(codes, i));
}

/* Codes that this case ever waited for and waits for no more. */
static enum rc collect_cleared(
    struct task *t, const struct workcase *c, const struct workcases *family, struct again *out)
{
	const json_t *first =
	    json_object_get(json_object_get(out->application.text, "case"), "reasons");
	enum rc rc = RC_OK;

	out->cleared = json_keep(t->a, json_array());
	add_codes(out->cleared, first);
	for (size_t i = 0; rc == RC_OK && i < family->n; i++) {
		struct db_cur cur;

		db_start(t->db, &cur, STMT_ACT_RESOLVING, DB_ARGS(DB_INT(family->v[i].act)), t->e);
		while (db_next(&cur, t->e)) {
			const json_t *text = json_read_in(t->a, db_text(&cur, 0, t->a), NULL);
			const json_t *mine =
			    json_object_get(json_object_get(text, "cases"), arena_z(t->a, c->id));

			add_codes(out->cleared, json_object_get(mine, "reasons"));
		}
		rc = db_end(&cur);
	}
	return rc;
}

enum rc again_judge(
    struct task *t, const struct workcase *c, const struct workcases *family, struct again *out)
{
	struct task then = *t;
	enum rc rc = act_read(t->db, t->a, c->act, &out->application, t->e);

	if (rc == RC_OK)
		rc = collect_cleared(t, c, family, out);
	if (rc == RC_OK)
		rc = as_applied(t, &out->application, &then);
	if (rc == RC_OK)
		rc = gather(&then, c, family, out);
	if (rc == RC_OK)
		(void)task_judge(&then, out->facts, out->cleared, &out->verdict);
	t->bad_status = then.bad_status;
	return rc;
}

void again_effect(struct task *t, struct again *g, struct act *act)
{
	json_t *effect = json_object_get(act->body, "effect");
	json_t *list = json_object_get(effect, "register");
	int64_t of = g->application.id;
	struct task then = *t;
	struct str registration;

	then.date = g->application.day;
	if (str_is(g->application.kind, "deregister")) {
		deregister_effect(&then, &g->removal, of, effect);
		return;
	}
	if (str_is(g->application.kind, "register_foreigner")) {
		g->arrival.verdict = g->verdict;
		arrival_effect(&then, &g->arrival, of, act, &registration);
		json_put(
		    json_object_get(effect, "stay"), "officer", json_text(g->application.officer));
		return;
	}
	if (list == NULL) {
		list = json_array();
		json_put(effect, "register", list);
	}
	(void)json_array_append_new(list, register_effect(&then, &g->app, of, &registration));
}
