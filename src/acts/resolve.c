/*
 * resolve: a case is cleared, refused or withdrawn (interface.md section 4).  When
 * nothing is left to clear, the facts are gathered and the rules run again without
 * the cleared reasons; what has come up since stands.
 */
#include "task.h"

#include <string.h>

struct decision {
	struct workcase c;
	struct act application;
	struct str word, note;
	json_t *left;    /* reasons that remain */
	unsigned waits;
	json_t *cleared; /* all that were ever cleared of this case */
	json_t *screening; /* the check made again; NULL: not made */
	bool by_program;
};

/* What this role may clear. */
static unsigned clears(const struct task *t, bool by_program)
{
	switch (t->env->who.role) {
	case ROLE_OWNER: return by_program ? WAITS_SCREENING : WAITS_SENIOR | WAITS_DUTY | WAITS_OFFICER;
	case ROLE_SENIOR: return WAITS_SENIOR | WAITS_OFFICER;
	case ROLE_OFFICER: return WAITS_OFFICER;
	case ROLE_DUTY: return WAITS_DUTY;
	default: return 0;
	}
}

/* Nobody decides a case in which he is person, applicant or holder. */
static enum rc check_own_case(struct task *t, const struct decision *d)
{
	const json_t *request = json_object_get(d->application.text, "request");
	const json_t *applicant = json_object_get(request, "applicant");
	struct str me = t->env->who.person;
	struct holdings h = {0};
	bool mine;
	enum rc rc = RC_OK;

	if (me.n == 0)
		return RC_OK;
	mine = str_eq(me, d->c.person) || str_eq(me, json_get_str(applicant, "person")) ||
	    str_eq(me, json_get_str(applicant, "holder"));
	rc = holdings_of_dwelling(t->db, t->a, d->c.dwelling, &h, t->e);
	for (size_t i = 0; rc == RC_OK && i < h.n; i++)
		mine |= str_eq(me, h.v[i].holder);
	if (rc == RC_OK && mine)
		task_bad_status(t, "case", PROBLEM_NOT_ALLOWED, STR("it is your own case"), 403);
	return rc;
}

/* A check that was late is made now, by the program, if a list is there. */
static enum rc split(struct task *t, struct decision *d)
{
	unsigned mine = clears(t, d->by_program);
	int64_t list;
	bool loaded;
	enum rc rc = db_one_int(t->db, STMT_WANTED_LAST_LOAD, DB_NO_ARGS, &list, &loaded, t->e);

	if (loaded)
		mine |= WAITS_SCREENING;
	d->left = json_keep(t->a, json_array());
	d->cleared = json_keep(t->a, json_array());
	d->waits = 0;
	for (size_t i = 0; i < json_array_size(d->c.reasons); i++) {
		json_t *code = json_array_get(d->c.reasons, i);
		unsigned w = reason_waits(str_of(json_string_value(code)));

		if ((w & mine) != 0)
			continue;
		(void)json_array_append(d->left, code);
		d->waits |= w;
	}
	return rc;
}

/* Codes that were open at some time and are not any more: of the application, and of later runs. */
static enum rc collect_cleared(struct task *t, struct decision *d)
{
	struct db_cur c;
	enum rc rc;
	const json_t *first = json_object_get(json_object_get(d->application.text, "case"), "reasons");

	(void)json_array_extend(d->cleared, json_deconst(first));
	db_start(t->db, &c, STMT_ACT_RESOLVING, DB_ARGS(DB_INT(d->application.id)), t->e);
	while (db_next(&c, t->e)) {
		json_t *text = json_read_in(t->a, db_text(&c, 0, t->a), NULL);

		(void)json_array_extend(d->cleared, json_object_get(json_object_get(text, "case"), "reasons"));
	}
	rc = db_end(&c);
	/* Screening is not cleared by having been late: the new answer counts. */
	for (size_t i = 0; i < json_array_size(d->cleared);)
		if (str_is(str_of(json_string_value(json_array_get(d->cleared, i))), "screening-not-done"))
			(void)json_array_remove(d->cleared, i);
		else
			i++;
	return rc;
}

static struct act new_act(struct task *t, const struct decision *d, const char *outcome)
{
	struct act act = task_act(t, d->c.unit, outcome);

	act.kind = STR("resolve");
	act.target = d->application.id;
	act.subject = d->c.person;
	act.dwelling = d->c.dwelling;
	json_put(act.text, "decision", json_text(d->word));
	json_put(act.text, "note", json_text(d->note));
	return act;
}

static enum rc finish(struct task *t, struct act *act, json_t *effect, json_t *verdict, const struct decision *d)
{
	json_t *answer = verdict != NULL ? json_keep(t->a, json_copy(verdict)) : json_keep(t->a, json_object());
	enum rc rc;

	json_put(act->body, "effect", effect);
	json_put(act->text, "screening", json_incref(d->screening));
	json_put(act->body, "pack", json_text(hash_hex(t->a, hash_str(&t->env->pack->hash))));
	if (verdict != NULL) {
		json_t *masked = json_deep_copy(verdict);

		answer_mask(masked, ROLE_OFFICER);
		json_put(act->body, "verdict", masked);
		json_put(act->text, "verdict", json_incref(verdict));
	}
	rc = task_record(t, act);
	json_put(answer, "outcome", json_text(act->outcome));
	if (json_object_get(answer, "reasons") == NULL)
		json_put(answer, "reasons", json_array());
	json_put(answer, "act", json_integer(act->id));
	json_put(answer, "case", json_text(d->c.id));
	if (t->answer->json != NULL)
		(void)json_object_update_missing(answer, t->answer->json);
	t->answer->json = answer;
	t->answer->status = str_is(act->outcome, "grant") ? 201 : str_is(act->outcome, "review") ? 202
	    : str_is(act->outcome, "refuse")                                                         ? 422
												     : 200;
	return rc;
}

static json_t *closing(const struct workcases *family, const char *state)
{
	json_t *list = json_array();

	for (size_t i = 0; i < family->n; i++)
		if (workcase_open(&family->v[i]))
			(void)json_array_append_new(list, json_pack("{s:s,s:s}", "id", family->v[i].id.p, "state", state));
	return list;
}

/* Refused or withdrawn: with it falls the whole family, where it was to be all or none. */
static enum rc end_case(struct task *t, struct decision *d, const struct workcases *family, const char *state,
    const char *outcome, json_t *verdict, json_t *facts)
{
	struct act act = new_act(t, d, outcome);
	json_t *effect = json_object();

	json_put(effect, "case_close", closing(family, state));
	if (facts != NULL)
		json_put(act.text, "facts", json_incref(facts));
	return finish(t, &act, effect, verdict, d);
}

static enum rc still_open(struct task *t, struct decision *d, json_t *verdict, json_t *reasons, unsigned waits)
{
	struct act act = new_act(t, d, "review");
	json_t *effect = json_object();

	json_put(effect, "case_waits", json_pack("{s:s}", "id", d->c.id.p));
	json_put(act.text, "case", json_pack("{s:O,s:i}", "reasons", reasons, "waits", (int)waits));
	return finish(t, &act, effect, verdict, d);
}

/* ---- running the rules again ---- */

struct again {
	struct application app;
	struct removal removal;
	bool removes;
	json_t *facts, *verdict;
};

/* The other persons of the same application: they are newcomers, not residents. */
static enum rc family_ids(struct task *t, const struct act *application, const struct workcases *family, json_t **ids)
{
	*ids = json_keep(t->a, json_object());
	for (size_t i = 0; i < family->n; i++)
		json_put(*ids, arena_z(t->a, family->v[i].person), json_true());
	json_put(*ids, arena_z(t->a, application->subject), json_true());
	return RC_OK;
}

/* As the application stood: its kind, its date, who made it. */
static struct task as_applied(const struct task *t, const struct act *application)
{
	struct task again = *t;

	again.kind = application->kind;
	again.date = application->day;
	again.request = json_object_get(application->text, "request");
	return again;
}

static enum rc gather_again(struct task *t, const struct workcase *c, const struct act *application,
    const struct workcases *family, struct again *out)
{
	struct task then = as_applied(t, application);
	const json_t *facts = json_object_get(application->text, "facts");
	json_t *ids;
	enum rc rc;

	out->removes = str_is(application->kind, "deregister");
	if (out->removes) {
		rc = deregister_gather(&then, then.request, &out->removal);
		out->facts = out->removal.facts;
		return rc;
	}
	out->app.request = then.request;
	out->app.prefix = STR("");
	out->app.temporary = str_is(application->kind, "register_temporary");
	rc = person_read(t->db, t->a, c->person, &out->app.who.p, t->e);
	if (rc == RC_OK)
		rc = dwelling_on(t->db, t->a, c->dwelling, application->day, &out->app.dwelling, t->e);
	if (rc == RC_OK)
		rc = family_ids(t, application, family, &ids);
	if (rc == RC_OK)
		rc = register_gather(&then, &out->app, ids, json_get_int(facts, "newcomers", 1));
	out->facts = out->app.facts;
	return rc;
}

static void add_effect(struct task *t, const struct act *application, struct again *g, json_t *effect)
{
	struct task then = as_applied(t, application);
	struct str registration;
	json_t *list;

	if (g->removes) {
		deregister_effect(&then, &g->removal, application->id, effect);
		return;
	}
	list = json_object_get(effect, "register");
	if (list == NULL) {
		list = json_array();
		json_put(effect, "register", list);
	}
	(void)json_array_append_new(list, register_effect(&then, &g->app, application->id, &registration));
	if (t->answer->json == NULL)
		t->answer->json = json_keep(t->a, json_object());
	json_put(t->answer->json, "registration", json_text(registration));
}

static bool family_waits(const struct decision *d, const struct workcases *family)
{
	for (size_t i = 0; i < family->n; i++)
		if (!str_eq(family->v[i].id, d->c.id) && workcase_open(&family->v[i]) &&
		    json_array_size(family->v[i].reasons) > 0)
			return true;
	return false;
}

/* Into effect: this case, and with it the rest of a family that waited for it. */
static enum rc grant(struct task *t, struct decision *d, const struct workcases *family, struct again *g)
{
	struct act act = new_act(t, d, "grant");
	json_t *effect = json_object();
	enum rc rc = RC_OK;

	add_effect(t, &d->application, g, effect);
	for (size_t i = 0; rc == RC_OK && i < family->n; i++) {
		struct again other = {0};
		struct act application;

		if (str_eq(family->v[i].id, d->c.id) || !workcase_open(&family->v[i]))
			continue;
		rc = act_read(t->db, t->a, family->v[i].act, &application, t->e);
		if (rc == RC_OK)
			rc = gather_again(t, &family->v[i], &application, family, &other);
		if (rc == RC_OK)
			add_effect(t, &application, &other, effect);
	}
	json_put(effect, "case_close", closing(family, "granted"));
	json_put(act.text, "facts", json_incref(g->facts));
	if (rc != RC_OK) {
		json_decref(effect);
		return rc;
	}
	return finish(t, &act, effect, g->verdict, d);
}

/* The check was made again with the facts: what came of it goes to the application's row. */
static void note_screening(struct task *t, struct decision *d, const struct again *g)
{
	json_t *kept = g->removes ? g->removal.screening : g->app.screening;

	if (json_object_get(d->application.text, "screening") == NULL && kept == NULL)
		return;
	d->screening = kept != NULL ? json_keep(t->a, json_copy(kept))
				    : json_keep(t->a, json_pack("{s:s,s:[]}", "result", "clear", "wanted"));
	if (json_object_get(d->application.text, "screening") != NULL)
		json_put(d->screening, "of", json_integer(d->application.id));
}

static enum rc nothing_left(struct task *t, struct decision *d, const struct workcases *family)
{
	struct again g = {0};
	struct str outcome;
	json_t *reasons;
	unsigned waits;
	enum rc rc = collect_cleared(t, d);

	if (rc == RC_OK)
		rc = gather_again(t, &d->c, &d->application, family, &g);
	if (rc != RC_OK || t->bad->n > 0) {
		t->bad_status = 409;
		return rc;
	}
	note_screening(t, d, &g);
	if (!task_judge(t, g.facts, d->cleared, "", &g.verdict))
		return RC_OK;
	outcome = json_get_str(g.verdict, "outcome");
	if (str_is(outcome, "refuse"))
		return end_case(t, d, family, "refused", "refuse", g.verdict, g.facts);
	if (str_is(outcome, "not_required"))
		return end_case(t, d, family, "not_required", "not_required", g.verdict, g.facts);
	reasons = verdict_reviews(t->a, g.verdict, &waits);
	if (str_is(outcome, "review") || family_waits(d, family))
		return still_open(t, d, g.verdict, reasons, waits);
	return grant(t, d, family, &g);
}

static enum rc read_case(struct task *t, struct decision *d)
{
	struct str id;
	enum rc rc;

	if (json_object_get(t->request, "case") == NULL)
		task_bad(t, "case", PROBLEM_MISSING, STR(""));
	if (!task_text(t, t->request, "case", "case", &id))
		return RC_OK;
	rc = workcase_read(t->db, t->a, id, &d->c, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "case", PROBLEM_NO_SUCH, id);
		return RC_OK;
	}
	if (rc == RC_OK && !workcase_open(&d->c))
		task_bad_status(t, "case", PROBLEM_NOT_LIVE, d->c.state, 409);
	return rc == RC_OK ? act_read(t->db, t->a, d->c.act, &d->application, t->e) : rc;
}

static void read_decision(struct task *t, struct decision *d)
{
	if (json_object_get(t->request, "decision") == NULL)
		task_bad(t, "decision", PROBLEM_MISSING, STR(""));
	else if (task_text(t, t->request, "decision", "decision", &d->word) && !str_is(d->word, "grant") &&
	    !str_is(d->word, "refuse") && !str_is(d->word, "withdraw"))
		task_bad(t, "decision", PROBLEM_WORD, STR("grant, refuse, withdraw"));
	(void)task_text(t, t->request, "note", "note", &d->note);
	if (str_trim(d->note).n == 0 && !d->by_program)
		task_bad(t, "note", PROBLEM_MISSING, STR(""));
}

/* A senior of the dwelling's unit or above, the duty unit for its matches, an officer for identities. */
static enum rc check_right(struct task *t, const struct decision *d)
{
	unsigned mine = clears(t, d->by_program);
	bool some = t->env->who.role == ROLE_OWNER || t->env->who.role == ROLE_SENIOR;

	if (t->env->who.role == ROLE_DUTY) {
		if ((d->c.waits & WAITS_DUTY) == 0 || !str_is(d->word, "grant"))
			task_bad_status(t, "case", PROBLEM_NOT_ALLOWED, STR("nothing here waits for the duty unit"), 403);
		return RC_OK;
	}
	if (str_is(d->word, "withdraw"))
		some = true;
	for (size_t i = 0; i < json_array_size(d->c.reasons) && !some; i++)
		some = (reason_waits(str_of(json_string_value(json_array_get(d->c.reasons, i)))) & mine) != 0;
	if (!some)
		task_bad_status(t, "case", PROBLEM_NOT_ALLOWED, STR("nothing here is yours to clear"), 403);
	return task_authority(t, d->c.unit);
}

static enum rc decide_case(struct task *t, struct decision *d)
{
	struct workcases family;
	enum rc rc = workcases_of_family(t->db, t->a, d->c.family, &family, t->e);

	if (rc != RC_OK)
		return rc;
	if (str_is(d->word, "refuse"))
		return end_case(t, d, &family, "refused", "refuse", NULL, NULL);
	if (str_is(d->word, "withdraw"))
		return end_case(t, d, &family, "withdrawn", "withdrawn", NULL, NULL);
	rc = split(t, d);
	if (rc != RC_OK)
		return rc;
	if (json_array_size(d->left) == json_array_size(d->c.reasons) && json_array_size(d->c.reasons) > 0) {
		task_bad_status(t, "case", PROBLEM_NOT_ALLOWED, STR("nothing here is yours to clear"), 403);
		return RC_OK;
	}
	if (json_array_size(d->left) > 0)
		return still_open(t, d, NULL, d->left, d->waits);
	return nothing_left(t, d, &family);
}

enum rc run_resolve(struct task *t)
{
	struct decision d = {0};
	enum rc rc = read_case(t, &d);

	if (rc != RC_OK)
		return rc;
	read_decision(t, &d);
	if (d.c.id.n == 0 || t->bad->n > 0)
		return RC_OK;
	rc = check_own_case(t, &d);
	if (rc == RC_OK)
		rc = check_right(t, &d);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	return decide_case(t, &d);
}

/* ---- what waited for screening alone ---- */

static enum rc release_one(struct db *db, const struct act_env *env, struct str id, struct err *e)
{
	struct arena a = {0};
	struct issues bad = {.arena = &a};
	struct act_answer answer = {0};
	struct task t = {.db = db, .a = &a, .env = env, .request = json_keep(&a, json_object()),
		.kind = STR("resolve"), .date = env->today, .officer = env->who.name, .recorded_us = env->now_us,
		.bad = &bad, .bad_status = 400, .answer = &answer, .e = e};
	struct decision d = {.word = STR("grant"), .note = STR(""), .by_program = true};
	enum rc rc = workcase_read(db, &a, id, &d.c, e);

	if (rc == RC_OK)
		rc = act_read(db, &a, d.c.act, &d.application, e);
	if (rc == RC_OK)
		rc = decide_case(&t, &d);
	arena_free(&a);
	return rc;
}

enum rc acts_release_screened(struct db *db, const struct act_env *env, size_t *released, struct err *e)
{
	struct arena a = {0};
	struct str *id = NULL;
	size_t n = 0, cap = 0;
	struct db_cur c;
	enum rc rc;

	*released = 0;
	db_start(db, &c, STMT_CASE_SCREENING_ONLY, DB_NO_ARGS, e);
	while (db_next(&c, e)) {
		id = ARENA_GROW(&a, id, n, &cap);
		id[n++] = db_text(&c, 0, &a);
	}
	rc = db_end(&c);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		rc = release_one(db, env, id[i], e);
		*released += rc == RC_OK;
	}
	arena_free(&a);
	return rc;
}
