/*
 * resolve: a case is cleared, refused or withdrawn (interface.md section 4).  When
 * nothing is left to clear, the application is judged once more (again.c); what has
 * come up since stands.
 */
#include "resolve.h"

/* What this role may clear. */
static unsigned clears(const struct task *t, bool by_program)
{
	switch (t->env->who.role) {
	case ROLE_OWNER:
		return by_program ? WAITS_SCREENING : WAITS_SENIOR | WAITS_DUTY | WAITS_OFFICER;
	case ROLE_SENIOR: return WAITS_SENIOR | WAITS_OFFICER;
	case ROLE_OFFICER: return WAITS_OFFICER;
	case ROLE_DUTY: return WAITS_DUTY;
	default: return 0;
	}
}

/* Nobody decides a case in which he is person, applicant or holder. */
static enum rc check_own_case(struct task *t, const struct decision *d)
{
	const json_t *text = d->application.text;
	const json_t *applicant = json_object_get(json_object_get(text, "request"), "applicant");
	struct str me = t->env->who.person;
	struct holdings h = {0};
	bool mine;
	enum rc rc = RC_OK;

	if (me.n == 0)
		return RC_OK;
	mine = str_eq(me, d->c.person) || str_eq(me, json_get_str(text, "applicant")) ||
	       str_eq(me, json_get_str(applicant, "person")) ||
	       str_eq(me, json_get_str(applicant, "holder"));
	rc = holdings_of_dwelling(t->db, t->a, d->c.dwelling, &h, t->e);
	for (size_t i = 0; rc == RC_OK && i < h.n; i++)
		mine |= str_eq(me, h.v[i].holder);
	if (rc == RC_OK && mine)
		task_bad_status(t, "case", PROBLEM_OWN_CASE, STR(""), 403);
	return rc;
}

static bool listed(const json_t *codes, struct str code)
{
	for (size_t i = 0; i < json_array_size(codes); i++)
		if (str_eq(str_of(json_string_value(json_array_get(codes, i))), code))
			return true;
	return false;
}

/* The reasons of the application's verdict that are still to clear: what an answer shows. */
static json_t *reasons_left(struct task *t, const struct decision *d, const json_t *codes)
{
	const json_t *reasons =
	    json_object_get(json_object_get(d->application.text, "verdict"), "reasons");
	json_t *list = json_keep(t->a, json_array());

	for (size_t i = 0; i < json_array_size(reasons); i++)
		if (listed(codes, json_get_str(json_array_get(reasons, i), "code")))
			(void)json_array_append(list, json_array_get(reasons, i));
	return list;
}

/* ---- what is left when this user has cleared what is his ---- */

static enum rc split(struct task *t, struct decision *d)
{
	unsigned mine = clears(t, d->by_program);
	int64_t list;
	bool loaded;
	enum rc rc = db_one_int(t->db, STMT_WANTED_LAST_LOAD, DB_NO_ARGS, &list, &loaded, t->e);

	if (loaded) /* a check that was late is made now, by the program */
		mine |= WAITS_SCREENING;
	d->left = json_keep(t->a, json_array());
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

/* ---- the ways in which it ends ---- */

/* The application takes effect: this case's part first. */
static void take_effect(struct task *t, struct decision *d, struct again *g, struct act *act)
{
	size_t mine = 0;
	json_t *first;

	for (size_t i = 0; i < d->family.n; i++)
		if (str_eq(d->family.v[i].id, d->c.id))
			mine = i;
	again_effect(t, &g[mine], act);
	first =
	    json_array_get(json_object_get(json_object_get(act->body, "effect"), "register"), 0);
	d->registration = json_keep(t->a, shared(json_object_get(first, "registration")));
	for (size_t i = 0; i < d->family.n; i++)
		if (i != mine && g[i].verdict != NULL)
			again_effect(t, &g[i], act);
}

/* The officer has said who it is: the case has its person, and the others are not he. */
static enum rc name_person(struct task *t, struct decision *d, struct act *act)
{
	const json_t *text = d->application.text;

	if (d->person.p.id.n == 0)
		return RC_OK;
	json_put(json_object_get(act->body, "effect"), "case_person",
	    json_pack("{s:s,s:s}", "id", arena_z(t->a, d->c.id), "person",
		arena_z(t->a, d->person.p.id)));
	identity_distinct(t, json_object_get(text, "identity"), json_object_get(text, "document"),
	    d->person.p.id, act);
	return task_enter(t, &d->person);
}

/* The act and what is kept with it; g: the application judged once more, or NULL; whole: it
 * takes effect, and g are those of the whole family. */
static enum rc finish(struct task *t, struct decision *d, const char *outcome, json_t *effect,
    struct again *g, struct again *whole)
{
	struct decided kept = {0};
	struct act act = task_act(t, d->c.unit, outcome);
	json_t *answer;
	enum rc rc;

	json_put(act.body, "effect", effect);
	rc = name_person(t, d, &act);
	if (rc != RC_OK)
		return rc;
	if (whole != NULL)
		take_effect(t, d, whole, &act);
	if (g != NULL)
		kept = (struct decided){.facts = g->facts,
		    .verdict = g->verdict,
		    .cleared = g->cleared,
		    .screening = d->screening};
	task_decided(t, &act, &kept);
	act.kind = STR("resolve");
	act.target = d->application.id;
	act.subject = d->c.person;
	act.dwelling = d->c.dwelling;
	json_put(act.text, "decision", json_text(d->word));
	json_put(act.text, "note", json_text(d->note));
	json_put(act.text, "cases", shared(d->cases));
	rc = task_record(t, &act);
	answer = json_keep(t->a, g != NULL ? json_copy(g->verdict) : json_object());
	json_put(answer, "outcome", json_string(outcome));
	if (g == NULL)
		json_put(answer, "reasons", shared(reasons_left(t, d, d->left)));
	if (act.id != 0)
		json_put(answer, "act", json_integer(act.id));
	json_put(answer, "case", json_text(d->c.id));
	json_put(answer, "registration", shared(d->registration));
	if (d->person.is_new)
		json_put(answer, "person", json_text(d->person.p.id));
	t->answer->json = answer;
	t->answer->status = t->env->preview ? 200 : outcome_status(str_of(outcome));
	return rc;
}

static json_t *closing(const struct workcases *family, const char *state)
{
	json_t *list = json_array();

	for (size_t i = 0; i < family->n; i++)
		if (workcase_open(&family->v[i]))
			(void)json_array_append_new(
			    list, json_pack("{s:s,s:s}", "id", family->v[i].id.p, "state", state));
	return list;
}

/* Refused, withdrawn, no more required: the whole family, where it was to be all or none. */
static enum rc close(
    struct task *t, struct decision *d, const char *state, const char *outcome, struct again *g)
{
	return finish(
	    t, d, outcome, json_pack("{s:o}", "case_close", closing(&d->family, state)), g, NULL);
}

/* From now on this case waits for these; several cases may change with one act. */
static void now_waits(
    struct task *t, struct decision *d, json_t *list, struct str id, json_t *codes, unsigned waits)
{
	if (d->cases == NULL)
		d->cases = json_keep(t->a, json_object());
	json_put(d->cases, arena_z(t->a, id),
	    json_pack("{s:O,s:i}", "reasons", codes, "waits", (int)waits));
	(void)json_array_append_new(list, json_pack("{s:s}", "id", arena_z(t->a, id)));
}

static enum rc still_open(struct task *t, struct decision *d)
{
	json_t *list = json_array();

	now_waits(t, d, list, d->c.id, d->left, d->waits);
	return finish(t, d, "review", json_pack("{s:o}", "case_waits", list), NULL, NULL);
}

/* ---- running the rules again ---- */

/* The check was made again with the facts: what came of it goes to the application's row. */
static void note_screening(struct task *t, struct decision *d, const struct again *g)
{
	bool before = json_object_get(d->application.text, "screening") != NULL;

	if (!before && g->screening == NULL)
		return;
	d->screening = g->screening != NULL
			   ? json_keep(t->a, json_copy(g->screening))
			   : json_keep(t->a, json_pack("{s:s,s:[]}", "result", "clear", "wanted"));
	if (before)
		json_put(d->screening, "of", json_integer(d->application.id));
}

/* One of the family who still waits for somebody, besides this case. */
static bool family_waits(const struct decision *d)
{
	for (size_t i = 0; i < d->family.n; i++)
		if (!str_eq(d->family.v[i].id, d->c.id) && workcase_open(&d->family.v[i]) &&
		    json_array_size(d->family.v[i].reasons) > 0)
			return true;
	return false;
}

/* All who are still open, this case among them: judged together, since they take effect
 * together. */
static enum rc judge_all(struct task *t, struct decision *d, struct again *g, size_t *mine)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < d->family.n; i++) {
		if (!workcase_open(&d->family.v[i]))
			continue;
		if (str_eq(d->family.v[i].id, d->c.id))
			*mine = i;
		rc = again_judge(t, &d->family.v[i], &d->family, &g[i]);
	}
	return rc;
}

static bool any(const struct decision *d, const struct again *g, const char *outcome, size_t *which)
{
	for (size_t i = 0; i < d->family.n; i++)
		if (g[i].verdict != NULL &&
		    str_is(json_get_str(g[i].verdict, "outcome"), outcome)) {
			*which = i;
			return true;
		}
	return false;
}

static enum rc open_again(struct task *t, struct decision *d, struct again *g, size_t mine)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->family.n; i++) {
		unsigned waits;
		json_t *codes;

		if (g[i].verdict == NULL)
			continue;
		codes = verdict_reviews(t->a, g[i].verdict, &waits);
		if (i == mine || json_array_size(codes) > 0)
			now_waits(t, d, list, d->family.v[i].id, codes, waits);
	}
	return finish(t, d, "review", json_pack("{s:o}", "case_waits", list), &g[mine], NULL);
}

static enum rc nothing_left(struct task *t, struct decision *d)
{
	struct again *g = ARENA_ARRAY(t->a, struct again, d->family.n + 1);
	size_t mine = 0, which;
	enum rc rc;

	if (family_waits(d))
		return still_open(t, d);
	rc = judge_all(t, d, g, &mine);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	note_screening(t, d, &g[mine]);
	if (any(d, g, "refuse", &which))
		return close(t, d, "refused", "refuse", &g[which]);
	if (any(d, g, "not_required", &which))
		return close(t, d, "not_required", "not_required", &g[which]);
	if (any(d, g, "review", &which))
		return open_again(t, d, g, mine);
	return finish(t, d, "grant",
	    json_pack("{s:o}", "case_close", closing(&d->family, "granted")), &g[mine], g);
}

static bool about_identity(const json_t *codes)
{
	return listed(codes, STR("identity-not-established"));
}

/* Whoever clears who somebody is says who it is: a person's id, or "new". */
static enum rc identify(struct task *t, struct decision *d)
{
	json_t *document = json_object_get(d->application.text, "document");
	const json_t *said = json_object_get(t->request, "person");
	struct str id = json_get_str(t->request, "person");
	enum rc rc = RC_OK;

	if (!about_identity(d->c.reasons) || about_identity(d->left))
		return RC_OK;
	if (said == NULL) {
		task_bad(t, "person", PROBLEM_MISSING, STR(""));
	} else if (str_is(id, "new")) {
		d->person = (struct subject){.is_new = true,
		    .p = {.id = task_new_id(t, 'P'),
			.data = document,
			.birth = json_get_day(document, "birth_date")}};
		rc = identity_free(t, document, STR(""), "person");
	} else {
		(void)task_person(t, json_is_string(said) ? said : json_keep(t->a, json_true()),
		    "person", &d->person, &rc);
	}
	t->named = &d->person;
	d->c.person = d->person.p.id;
	for (size_t i = 0; i < d->family.n; i++)
		if (str_eq(d->family.v[i].id, d->c.id))
			d->family.v[i].person = d->person.p.id;
	return rc;
}

enum rc decide_case(struct task *t, struct decision *d)
{
	enum rc rc = workcases_of_family(t->db, t->a, d->c.family, &d->family, t->e);

	d->left = d->c.reasons;
	if (rc != RC_OK)
		return rc;
	if (str_is(d->word, "refuse"))
		return close(t, d, "refused", "refuse", NULL);
	if (str_is(d->word, "withdraw"))
		return close(t, d, "withdrawn", "withdrawn", NULL);
	rc = split(t, d);
	if (rc != RC_OK)
		return rc;
	if (json_array_size(d->left) > 0 &&
	    json_array_size(d->left) == json_array_size(d->c.reasons)) {
		task_bad_status(t, "case", PROBLEM_NOT_YOURS, STR(""), 403);
		return RC_OK;
	}
	rc = identify(t, d);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	return json_array_size(d->left) > 0 ? still_open(t, d) : nothing_left(t, d);
}

/* ---- the act ---- */

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
		task_bad_status(t, "case", PROBLEM_CASE_CLOSED, STR(""), 409);
	return rc == RC_OK ? act_read(t->db, t->a, d->c.act, &d->application, t->e) : rc;
}

static void read_decision(struct task *t, struct decision *d)
{
	if (json_object_get(t->request, "decision") == NULL)
		task_bad(t, "decision", PROBLEM_MISSING, STR(""));
	else if (task_text(t, t->request, "decision", "decision", &d->word) &&
		 !str_is(d->word, "grant") && !str_is(d->word, "refuse") &&
		 !str_is(d->word, "withdraw"))
		task_bad(t, "decision", PROBLEM_WORD, STR("grant, refuse, withdraw"));
	(void)task_text(t, t->request, "note", "note", &d->note);
	if (str_trim(d->note).n == 0)
		task_bad(t, "note", PROBLEM_MISSING, STR(""));
	if (json_object_get(t->request, "person") != NULL && (d->c.waits & WAITS_OFFICER) == 0)
		task_bad(t, "person", PROBLEM_UNKNOWN_FIELD,
		    STR("")); /* nobody's identity is open here */
}

/* A senior of the dwelling's unit or above, the duty unit for its matches, an officer for identities. */
static enum rc check_right(struct task *t, const struct decision *d)
{
	unsigned mine = clears(t, false);
	bool some = t->env->who.role == ROLE_OWNER || t->env->who.role == ROLE_SENIOR ||
		    str_is(d->word, "withdraw");

	if (t->env->who.role == ROLE_DUTY) {
		if ((d->c.waits & WAITS_DUTY) == 0 || !str_is(d->word, "grant"))
			task_bad_status(t, "case", PROBLEM_NOT_DUTY, STR(""), 403);
		return RC_OK;
	}
	for (size_t i = 0; i < json_array_size(d->c.reasons) && !some; i++)
		some = (reason_waits(str_of(json_string_value(json_array_get(d->c.reasons, i)))) &
			   mine) != 0;
	if (!some)
		task_bad_status(t, "case", PROBLEM_NOT_YOURS, STR(""), 403);
	return task_authority(t, d->c.unit, "case");
}

enum rc run_resolve(struct task *t)
{
	struct decision d = {0};
	enum rc rc = read_case(t, &d);

	if (rc != RC_OK)
		return rc;
	read_decision(t, &d);
	if (d.c.id.n > 0)
		rc = check_own_case(t, &d);
	if (rc == RC_OK && d.c.id.n > 0)
		rc = check_right(t, &d);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	return decide_case(t, &d);
}
