/*
 * register_permanent and register_temporary (points 3 to 10, 12): one person, or
 * a family in one application.
 */
#include "task.h"

#include <string.h>

#define PERSONS_MAX 50

/* ---- one application ---- */

/* The request of one of several persons: his own fields over the common ones. */
static json_t *own_request(struct task *t, const json_t *person)
{
	json_t *o = json_keep(t->a, json_copy(json_deconst(t->request)));

	(void)json_object_del(o, "persons");
	(void)json_object_del(o, "all_or_none");
	if (json_is_object(person))
		(void)json_object_update(o, json_deconst(person));
	return o;
}

static const char *const own_fields[] = {"person", "holder_relation", "applicant", "emancipated",
    "release", "consents", "papers", "new", "note"};

static void check_own_fields(struct task *t, const json_t *person, const char *path)
{
	const char *key;
	json_t *v;

	if (!json_is_object(person)) {
		task_bad(t, path, PROBLEM_NOT_OBJECT, STR(""));
		return;
	}
	json_object_foreach(json_deconst(person), key, v)
	{
		bool known = false;

		(void)v;
		for (size_t i = 0; i < ARRAY_LEN(own_fields) && !known; i++)
			known = strcmp(key, own_fields[i]) == 0;
		if (!known)
			task_bad(t, task_under(t, path, key), PROBLEM_UNKNOWN_FIELD, STR(""));
	}
}

struct family {
	struct application *app;
	size_t n;
	bool group, all_or_none;
	json_t *ids; /* an object: the persons of the application */
};

static size_t count_persons(struct task *t, const json_t *persons)
{
	if (!json_is_array(persons))
		task_bad(t, "persons", PROBLEM_NOT_LIST, STR(""));
	else if (json_array_size(persons) == 0)
		task_bad(t, "persons", PROBLEM_MISSING, STR(""));
	else if (json_array_size(persons) > PERSONS_MAX)
		task_bad(t, "persons", PROBLEM_TOO_MANY, STR("50"));
	else
		return json_array_size(persons);
	return 0;
}

static void read_group(struct task *t, struct family *f, const json_t *persons)
{
	f->n = count_persons(t, persons);
	f->app = ARENA_ARRAY(t->a, struct application, f->n + 1);
	if (json_object_get(t->request, "person") != NULL)
		task_bad(t, "person", PROBLEM_UNKNOWN_FIELD, STR(""));
	for (size_t i = 0; i < f->n; i++) {
		const json_t *p = json_array_get(persons, i);

		f->app[i].prefix = arena_printf(t->a, "persons.%zu", i);
		check_own_fields(t, p, f->app[i].prefix.p);
		f->app[i].request = own_request(t, p);
		f->app[i].own = p;
	}
}

static void read_family(struct task *t, struct family *f)
{
	const json_t *persons = json_object_get(t->request, "persons");
	const json_t *all = json_object_get(t->request, "all_or_none");

	if (all != NULL && !json_is_boolean(all))
		task_bad(t, "all_or_none", PROBLEM_NOT_BOOL, STR(""));
	f->all_or_none = json_is_true(all);
	f->group = persons != NULL;
	f->ids = json_keep(t->a, json_object());
	if (f->group) {
		read_group(t, f, persons);
		return;
	}
	f->n = 1;
	f->app = ARENA_ARRAY(t->a, struct application, 1);
	f->app[0].request = t->request;
}

/* ---- gathering and judging, a person at a time ---- */

/* From here on issues and requests are this person's. */
static void turn_to(struct task *t, const struct application *app)
{
	t->request = app->request;
	t->own = app->own;
	t->prefix = app->prefix;
}

/* Two who are new in one application cannot be one person. */
static void check_twice(struct task *t, const struct family *f, const struct application *app)
{
	bool twice = false;

	for (const struct application *o = f->app; o < app && !twice; o++) {
		struct str iin = json_get_str(o->who.p.data, "iin");
		struct str number = json_get_str(o->who.p.data, "document_number");

		twice = str_eq(o->who.p.id, app->who.p.id) ||
			(iin.n > 0 && str_eq(iin, json_get_str(app->who.p.data, "iin"))) ||
			(number.n > 0 &&
			    str_eq(number, json_get_str(app->who.p.data, "document_number")));
	}
	if (twice)
		task_bad(t, "person", PROBLEM_TWICE, STR(""));
}

static enum rc find_person(struct task *t, struct family *f, struct application *app)
{
	enum rc rc;

	turn_to(t, app);
	if (!task_person(t, json_object_get(app->request, "person"), "person", &app->who, &rc))
		return rc;
	check_twice(t, f, app);
	json_put(f->ids, arena_z(t->a, app->who.p.id), json_true());
	rc = task_order(t, app->who.p.id);
	if (rc == RC_OK && app->dwelling.id.n > 0)
		rc = task_open_case(t, app->who.p.id, app->dwelling.id, "person");
	return rc;
}

static enum rc judge_family(struct task *t, struct family *f, const struct dwelling *d)
{
	const json_t *request = t->request;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < f->n; i++) {
		f->app[i].dwelling = *d;
		f->app[i].temporary = str_is(t->kind, "register_temporary");
		rc = find_person(t, f, &f->app[i]);
	}
	for (size_t i = 0; rc == RC_OK && i < f->n; i++) {
		turn_to(t, &f->app[i]);
		rc = register_gather(t, &f->app[i], f->ids, (int64_t)f->n);
		if (rc == RC_OK)
			(void)task_judge(t, f->app[i].facts, NULL, &f->app[i].verdict);
	}
	t->request = request;
	t->own = NULL;
	return rc;
}

/* ---- recording ---- */

static bool outcome_is(const struct application *app, const char *outcome)
{
	return str_is(json_get_str(app->verdict, "outcome"), outcome);
}

/* How an all-or-none family ends: nothing if one is refused, all waiting if one waits. */
enum together { EACH_ALONE, NONE, ALL_WAIT };

static enum together together(const struct family *f)
{
	bool refused = false, waits = false;

	if (!f->all_or_none)
		return EACH_ALONE;
	for (size_t i = 0; i < f->n; i++) {
		refused |= outcome_is(&f->app[i], "refuse");
		waits |= outcome_is(&f->app[i], "review");
	}
	return refused ? NONE : waits ? ALL_WAIT : EACH_ALONE;
}

/* The person and the applicant, where they are new. */
static enum rc enter(struct task *t, struct application *app, json_t *answer)
{
	bool is_new = app->who.is_new;
	enum rc rc = task_enter(t, &app->who);

	if (is_new)
		json_put(answer, "person", json_text(app->who.p.id));
	return rc == RC_OK ? task_enter(t, &app->applicant) : rc;
}

static struct str outcome_together(struct str outcome, enum together how)
{
	if (how == ALL_WAIT && str_is(outcome, "grant"))
		return STR("review");
	if (how == NONE && !str_is(outcome, "refuse"))
		return STR("withheld");
	return outcome;
}

static enum rc record_one(
    struct task *t, struct application *app, enum together how, int64_t *family)
{
	const struct decided d = {.request = app->request,
	    .facts = app->facts,
	    .verdict = app->verdict,
	    .screening = app->screening,
	    .claimed = app->claimed,
	    .applicant = app->applicant.p.id};
	struct str outcome = json_get_str(app->verdict, "outcome");
	json_t *answer = json_keep(t->a, json_copy(app->verdict));
	struct act act = task_act(t, app->dwelling.unit, "");
	json_t *effect = json_object();
	struct str registration;
	enum rc rc = enter(t, app, answer);

	json_put(act.body, "effect", effect);
	if (rc == RC_OK)
		rc = act_next_id(t->db, &act.id, t->e);
	if (rc != RC_OK)
		return rc;
	if (*family == 0 || how == EACH_ALONE)
		*family = act.id;
	act.subject = app->who.p.id;
	act.dwelling = app->dwelling.id;
	act.outcome = arena_str(t->a, outcome_together(outcome, how));
	if (str_is(act.outcome, "review"))
		task_case(t, &act, effect, app->verdict, *family, answer);
	if (str_is(act.outcome, "grant")) {
		json_put(effect, "register",
		    json_pack("[o]", register_effect(t, app, 0, &registration)));
		json_put(answer, "registration", json_text(registration));
	}
	if (!str_eq(act.outcome, outcome))
		json_put(answer, "withheld", json_true());
	task_decided(t, &act, &d);
	json_put(answer, "act", json_integer(act.id));
	json_put(answer, "claimed", shared(app->claimed));
	app->verdict = answer;
	return task_record(t, &act);
}

/* What the API says of several: the best that came of it for anybody. */
static int family_status(const struct family *f)
{
	bool took_effect = false, waits = false, refused = false;

	for (size_t i = 0; i < f->n; i++) {
		took_effect |= json_object_get(f->app[i].verdict, "registration") != NULL;
		waits |= json_object_get(f->app[i].verdict, "case") != NULL;
		refused |= outcome_is(&f->app[i], "refuse");
	}
	return took_effect ? 201 : waits ? 202 : refused ? 422 : 200;
}

static void answer_family(struct task *t, const struct family *f)
{
	json_t *list;

	t->answer->status = t->env->preview ? 200 : family_status(f);
	if (!f->group) {
		t->answer->json = f->app[0].verdict;
		return;
	}
	t->answer->json = json_keep(t->a, json_object());
	list = json_array();
	json_put(t->answer->json, "verdicts", list);
	for (size_t i = 0; i < f->n; i++)
		(void)json_array_append(list, f->app[i].verdict);
}

enum rc run_register(struct task *t)
{
	struct family f = {0};
	struct dwelling d;
	int64_t family = 0;
	enum rc rc;

	read_family(t, &f);
	if (task_dwelling(t, &d, &rc))
		rc = task_authority(t, d.unit, "dwelling");
	if (rc != RC_OK || task_forbidden(t))
		return rc;
	rc = judge_family(t, &f, &d);
	if (rc != RC_OK || (t->bad->n > 0 && !t->env->preview))
		return rc;
	for (size_t i = 0; rc == RC_OK && !t->env->preview && i < f.n; i++)
		rc = record_one(t, &f.app[i], together(&f), &family);
	answer_family(t, &f);
	return rc;
}
