/*
 * register_permanent and register_temporary (points 3 to 10, 12): one person, or
 * a family in one application.
 */
#include "task.h"

#include "history.h"
#include "partdate.h"

#include <string.h>

#define PERSONS_MAX 50

/* People registered in a dwelling on the day, each once, those of the application left out. */
static enum rc count_registered(struct task *t, struct str dwelling, const json_t *others, int64_t *n)
{
	struct residences r;
	enum rc rc = residences_of_dwelling_on(t->db, t->a, dwelling, t->date, &r, t->e);

	*n = 0;
	for (size_t i = 0; rc == RC_OK && i < r.n; i++) {
		bool skip = json_object_get(others, arena_z(t->a, r.v[i].person)) != NULL;

		for (size_t k = 0; k < i && !skip; k++)
			skip = str_eq(r.v[i].person, r.v[k].person);
		*n += !skip;
	}
	return rc;
}

static json_t *copy_of(const json_t *v)
{
	return v == NULL ? NULL : json_incref(json_deconst(v));
}

static void dwelling_facts(json_t *facts, const struct dwelling *d, int64_t registered)
{
	static const char *const taken[] = {"category", "fund", "useful_area", "total_area"};
	json_t *o = json_object();

	/* KATO codes of Almaty begin with 75 (law/facts.md 8.2). */
	json_put(o, "within_city", json_boolean(str_starts(json_get_str(d->data, "kato"), "75")));
	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		json_put(o, taken[i], copy_of(json_object_get(d->data, taken[i])));
	json_put(o, "registered", json_integer(registered));
	json_put(facts, "dwelling", o);
}

/* The person's live permanent registration, and whether there ever was one in the city. */
static enum rc current_facts(struct task *t, const struct application *app, json_t *facts, bool *former)
{
	struct residences r;
	const char *word = "none";
	enum rc rc = residences_of_person(t->db, t->a, app->who.p.id, &r, t->e);

	*former = false;
	for (size_t i = 0; rc == RC_OK && i < r.n; i++) {
		*former |= r.v[i].dwelling.n > 0 && r.v[i].from < t->date;
		if (r.v[i].kind == STAY_PERMANENT && r.v[i].dwelling.n > 0 && residence_live(&r.v[i], t->date))
			word = str_eq(r.v[i].dwelling, app->dwelling.id) ? "here" : "elsewhere";
	}
	json_put(facts, "current", json_string(word));
	return rc;
}

static void release_facts(struct task *t, const struct application *app, json_t *facts, bool former)
{
	const json_t *release = json_object_get(app->request, "release");
	json_t *o;

	if (release == NULL)
		return;
	o = json_is_object(release) ? json_copy(json_deconst(release)) : copy_of(release);
	json_put(facts, "release", o);
	if (!json_is_object(o))
		return;
	if (former)
		json_put(o, "former_resident", json_true());
	else if (json_is_true(json_object_get(o, "former_resident")) &&
	    json_array_size(json_object_get(app->request, "papers")) == 0 && t->env->who.role != ROLE_OWNER)
		task_bad(t, "release.former_resident", PROBLEM_NEEDS,
		    STR("a paper: the register knows no earlier registration in the city"));
	if (json_object_get(o, "former_resident") == NULL)
		json_put(o, "former_resident", json_false());
}

/* What the person is to the holder: `self' is a live holding and nothing else. */
static void relation_facts(struct task *t, const struct application *app, const struct holders *h, json_t *facts)
{
	const json_t *claim = json_object_get(app->request, "holder_relation");

	for (size_t i = 0; i < h->all.n; i++)
		if (str_eq(h->all.v[i].holder, app->who.p.id) && holding_live(&h->all.v[i], t->date)) {
			json_put(facts, "holder_relation", json_string("self"));
			return;
		}
	if (h->known > 0 && str_is(json_get_str(app->request, "holder_relation"), "self"))
		task_bad(t, "holder_relation", PROBLEM_CONTRADICTS, STR("this person holds nothing here on that day"));
	json_put(facts, "holder_relation", copy_of(claim));
}

/* Consent is each holder's written word; only `mekenjai act' may merely claim it. */
static void basis_facts(struct task *t, const struct application *app, const struct holders *h, json_t *facts)
{
	const json_t *basis = json_object_get(app->request, "basis");
	const json_t *consents = json_object_get(app->request, "consents");
	const json_t *claim = json_object_get(basis, "consent");
	bool given = consents_cover(t, h, app->who.p.id, consents, app->prefix.p);
	struct issues papers = {.arena = t->a};
	const json_t *paper;
	json_t *o;

	(void)papers;
	if (!json_is_object(basis)) {
		json_put(facts, "basis", copy_of(basis));
		return;
	}
	(void)task_papers(t, basis, "basis", &paper);
	o = json_copy(json_deconst(basis));
	(void)json_object_del(o, "paper");
	json_put(facts, "basis", o);
	if (claim != NULL && !json_is_boolean(claim))
		return; /* the rules name it */
	if (json_is_true(claim) && consents == NULL && t->env->who.role != ROLE_OWNER && h->known > 0)
		task_bad(t, "consents", PROBLEM_NEEDS, STR("the consent of each holder: who, when and how"));
	if (consents != NULL || h->known > 0 || claim == NULL)
		json_put(o, "consent", json_boolean(given || (json_is_true(claim) && consents == NULL &&
		    t->env->who.role == ROLE_OWNER)));
}

static enum rc applicant_facts(struct task *t, const struct application *app, json_t *facts)
{
	const json_t *applicant = json_object_get(app->request, "applicant");
	struct str capacity = json_get_str(applicant, "capacity");
	json_t *o;
	struct str id;
	struct person p;
	enum rc rc = RC_OK;

	if (!json_is_object(applicant)) {
		json_put(facts, "applicant", copy_of(applicant));
		return RC_OK;
	}
	o = json_copy(json_deconst(applicant));
	json_put(facts, "applicant", o);
	(void)json_object_del(o, "person");
	if (task_text(t, applicant, "person", "applicant.person", &id)) {
		rc = person_read(t->db, t->a, id, &p, t->e);
		if (rc == RC_NOT_FOUND) {
			task_bad(t, "applicant.person", PROBLEM_NO_SUCH, id);
			rc = RC_OK;
		}
	} else if (capacity.n > 0 && !str_is(capacity, "self") && t->env->who.role != ROLE_OWNER && !t->env->preview) {
		task_bad(t, "applicant.person", PROBLEM_MISSING, STR(""));
	}
	return rc;
}

static void person_facts(const struct application *app, json_t *facts)
{
	json_t *o = json_object();

	json_put(o, "birth_date", json_day(app->who.p.birth));
	json_put(o, "status", copy_of(json_object_get(app->who.p.data, "status")));
	json_put(o, "emancipated", copy_of(json_object_get(app->request, "emancipated")));
	json_put(facts, "person", o);
}

enum rc register_gather(struct task *t, struct application *app, const json_t *others, int64_t newcomers)
{
	json_t *facts = json_keep(t->a, json_object());
	struct holders holders = {0};
	int64_t registered = 0;
	bool former = false;
	const json_t *papers;
	enum rc rc;

	app->facts = facts;
	json_put(facts, "act", json_text(t->kind));
	json_put(facts, "date", json_day(t->date));
	json_put(facts, "newcomers", json_integer(newcomers));
	json_put(facts, "term", copy_of(json_object_get(app->request, "term")));
	person_facts(app, facts);
	rc = applicant_facts(t, app, facts);
	if (rc == RC_OK)
		rc = count_registered(t, app->dwelling.id, others, &registered);
	if (rc == RC_OK)
		rc = current_facts(t, app, facts, &former);
	if (rc == RC_OK)
		rc = task_holders(t, &app->dwelling, &holders);
	if (rc == RC_OK)
		rc = task_screening(t, app->who.p.data, facts, &app->screening);
	if (rc != RC_OK)
		return rc;
	(void)task_papers(t, app->request, app->prefix.p, &papers);
	dwelling_facts(facts, &app->dwelling, registered);
	release_facts(t, app, facts, former);
	relation_facts(t, app, &holders, facts);
	basis_facts(t, app, &holders, facts);
	return RC_OK;
}

json_t *register_effect(const struct task *t, const struct application *app, int64_t of, struct str *registration)
{
	const json_t *term = json_object_get(app->facts, "term");
	day_t from = t->date;
	json_t *o = json_object();

	*registration = task_new_id(t, 'R');
	json_put(o, "registration", json_text(*registration));
	json_put(o, "person", json_text(app->who.p.id));
	json_put(o, "dwelling", json_text(app->dwelling.id));
	json_put(o, "kind", json_string(app->temporary ? "temporary" : "permanent"));
	if (app->temporary) { /* facts say the last day that counts, periods the first that does not */
		if (json_get_day(term, "from") > from)
			from = json_get_day(term, "from");
		json_put(o, "until", json_day(json_get_day(term, "until") + 1));
	}
	json_put(o, "from", json_day(from));
	if (of != 0)
		json_put(o, "of", json_integer(of));
	return o;
}

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

static const char *const own_fields[] = {"person", "holder_relation", "applicant", "emancipated", "release",
	"consents", "papers", "new", "note"};

static void check_own_fields(struct task *t, const json_t *person, const char *prefix)
{
	const char *key;
	json_t *v;

	if (!json_is_object(person)) {
		task_bad(t, prefix, PROBLEM_NOT_OBJECT, STR(""));
		return;
	}
	json_object_foreach(json_deconst(person), key, v)
	{
		bool known = false;

		(void)v;
		for (size_t i = 0; i < ARRAY_LEN(own_fields) && !known; i++)
			known = strcmp(key, own_fields[i]) == 0;
		if (!known)
			task_bad(t, arena_z(t->a, arena_printf(t->a, "%s.%s", prefix, key)), PROBLEM_UNKNOWN_FIELD, STR(""));
	}
}

struct family {
	struct application *app;
	size_t n;
	bool group, all_or_none;
	json_t *ids; /* an object: the persons of the application */
};

static void read_family(struct task *t, struct family *f)
{
	const json_t *persons = json_object_get(t->request, "persons");
	const json_t *all = json_object_get(t->request, "all_or_none");

	f->group = persons != NULL;
	if (all != NULL && !json_is_boolean(all))
		task_bad(t, "all_or_none", PROBLEM_NOT_BOOL, STR(""));
	f->all_or_none = json_is_true(all);
	if (!f->group) {
		f->n = 1;
		f->app = ARENA_ARRAY(t->a, struct application, 1);
		f->app[0].request = t->request;
		f->app[0].prefix = STR("");
		return;
	}
	if (!json_is_array(persons))
		task_bad(t, "persons", PROBLEM_NOT_LIST, STR(""));
	else if (json_array_size(persons) == 0)
		task_bad(t, "persons", PROBLEM_MISSING, STR(""));
	else if (json_array_size(persons) > PERSONS_MAX)
		task_bad(t, "persons", PROBLEM_TOO_MANY, STR("50"));
	else
		f->n = json_array_size(persons);
	if (json_object_get(t->request, "person") != NULL)
		task_bad(t, "person", PROBLEM_UNKNOWN_FIELD, STR(""));
	f->app = ARENA_ARRAY(t->a, struct application, f->n + 1);
	for (size_t i = 0; i < f->n; i++) {
		const json_t *p = json_array_get(persons, i);

		f->app[i].prefix = arena_printf(t->a, "persons.%zu", i);
		check_own_fields(t, p, f->app[i].prefix.p);
		f->app[i].request = own_request(t, p);
	}
}

static const char *path_in(struct task *t, const struct application *app, const char *name)
{
	return app->prefix.n == 0 ? name : arena_z(t->a, arena_printf(t->a, "%s.%s", app->prefix.p, name));
}

static enum rc find_persons(struct task *t, struct family *f, const struct dwelling *d)
{
	enum rc rc = RC_OK;

	f->ids = json_keep(t->a, json_object());
	for (size_t i = 0; rc == RC_OK && i < f->n; i++) {
		struct application *app = &f->app[i];
		const char *field = path_in(t, app, "person");

		app->dwelling = *d;
		app->temporary = str_is(t->kind, "register_temporary");
		if (!task_person(t, json_object_get(app->request, "person"), app->request, field, &app->who, &rc))
			continue;
		if (json_object_get(f->ids, arena_z(t->a, app->who.p.id)) != NULL)
			task_bad(t, field, PROBLEM_TWICE, STR(""));
		json_put(f->ids, arena_z(t->a, app->who.p.id), json_true());
		rc = task_order(t, app->who.p.id, app->prefix.p);
	}
	return rc;
}

/* A second application for the same person and dwelling waits for the first. */
static enum rc check_open_case(struct task *t, const struct application *app)
{
	struct workcase c;
	enum rc rc;

	if (t->env->preview)
		return RC_OK;
	rc = workcase_open_for(t->db, t->a, app->who.p.id, app->dwelling.id, t->kind, &c, t->e);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	task_bad_status(t, path_in(t, app, "person"), PROBLEM_CASE_OPEN, c.id, 409);
	if (t->answer->json == NULL)
		t->answer->json = json_keep(t->a, json_object());
	json_put(t->answer->json, "case", json_text(c.id));
	return RC_OK;
}

static enum rc judge_family(struct task *t, struct family *f)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < f->n; i++) {
		struct application *app = &f->app[i];

		rc = register_gather(t, app, f->ids, (int64_t)f->n);
		if (rc == RC_OK)
			(void)task_judge(t, app->facts, NULL, app->prefix.p, &app->verdict);
		if (rc == RC_OK)
			rc = check_open_case(t, app);
	}
	return rc;
}

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

static void open_case(struct task *t, struct act *act, json_t *effect, const json_t *verdict, int64_t family,
    json_t *answer)
{
	unsigned waits;
	json_t *codes = verdict_reviews(t->a, verdict, &waits);
	struct str id = task_new_id(t, 'C');
	json_t *o = json_object(), *text = json_object();

	json_put(o, "id", json_text(id));
	json_put(o, "family", json_integer(family));
	json_put(effect, "case", o);
	json_put(text, "reasons", json_incref(codes));
	json_put(text, "waits", json_integer(waits));
	json_put(act->text, "case", text);
	json_put(answer, "case", json_text(id));
}

static json_t *masked_copy(struct task *t, const json_t *verdict)
{
	json_t *v = json_keep(t->a, json_deep_copy(verdict));

	answer_mask(v, ROLE_OFFICER);
	return v;
}

static enum rc record_one(struct task *t, struct application *app, enum together how, int64_t *family)
{
	struct str outcome = json_get_str(app->verdict, "outcome");
	json_t *answer = json_keep(t->a, json_copy(app->verdict));
	json_t *effect = json_object();
	bool was_new = app->who.is_new;
	struct act act;
	struct str registration;
	enum rc rc = task_enter(t, &app->who);

	if (rc == RC_OK)
		act = task_act(t, app->dwelling.unit, arena_z(t->a, outcome));
	if (rc == RC_OK)
		rc = act_next_id(t->db, &act.id, t->e);
	if (rc != RC_OK)
		return rc;
	if (*family == 0 || how == EACH_ALONE)
		*family = act.id;
	act.subject = app->who.p.id;
	act.dwelling = app->dwelling.id;
	if (how == ALL_WAIT && str_is(outcome, "grant"))
		act.outcome = STR("review");
	if (how == NONE && !str_is(outcome, "refuse"))
		act.outcome = STR("withheld");
	if (str_is(act.outcome, "review"))
		open_case(t, &act, effect, app->verdict, *family, answer);
	if (str_is(act.outcome, "grant")) {
		json_put(effect, "register", json_pack("[o]", register_effect(t, app, 0, &registration)));
		json_put(answer, "registration", json_text(registration));
	}
	json_put(act.body, "effect", effect);
	json_put(act.body, "pack", json_text(hash_hex(t->a, hash_str(&t->env->pack->hash))));
	json_put(act.body, "verdict", json_incref(masked_copy(t, app->verdict)));
	json_put(act.text, "request", json_incref(json_deconst(app->request)));
	json_put(act.text, "facts", json_incref(app->facts));
	json_put(act.text, "verdict", json_incref(app->verdict));
	json_put(act.text, "screening", json_incref(app->screening));
	rc = task_record(t, &act);
	json_put(answer, "act", json_integer(act.id));
	if (was_new)
		json_put(answer, "person", json_text(app->who.p.id));
	if (str_is(act.outcome, "withheld"))
		json_put(answer, "withheld", json_true());
	app->verdict = answer;
	return rc;
}

static int status_of(struct str outcome)
{
	if (str_is(outcome, "grant"))
		return 201;
	if (str_is(outcome, "review"))
		return 202;
	return str_is(outcome, "refuse") ? 422 : 200;
}

static void answer_family(struct task *t, const struct family *f)
{
	json_t *o;
	json_t *list;

	t->answer->status = status_of(json_get_str(f->app[0].verdict, "outcome"));
	if (!f->group) {
		t->answer->json = f->app[0].verdict;
		if (json_object_get(t->answer->json, "case") != NULL)
			t->answer->status = 202;
		return;
	}
	o = json_keep(t->a, json_object());
	list = json_array();
	json_put(o, "verdicts", list);
	for (size_t i = 0; i < f->n; i++) {
		int status = status_of(json_get_str(f->app[i].verdict, "outcome"));

		(void)json_array_append(list, f->app[i].verdict);
		if (status > t->answer->status)
			t->answer->status = status;
	}
	t->answer->json = o;
}

enum rc run_register(struct task *t)
{
	struct family f = {0};
	struct dwelling d = {0};
	int64_t family = 0;
	enum together how;
	enum rc rc;
	bool found;

	read_family(t, &f);
	found = task_dwelling(t, &d, &rc);
	if (rc != RC_OK)
		return rc;
	if (found)
		rc = task_authority(t, d.unit);
	if (rc == RC_OK)
		rc = find_persons(t, &f, &d);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	rc = judge_family(t, &f);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	how = together(&f);
	for (size_t i = 0; rc == RC_OK && !t->env->preview && i < f.n; i++)
		rc = record_one(t, &f.app[i], how, &family);
	answer_family(t, &f);
	if (t->env->preview)
		t->answer->status = 200;
	return rc;
}
