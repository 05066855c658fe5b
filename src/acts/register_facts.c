/*
 * The facts of a registration (decide.md section 3): what the register knows is
 * looked up, and what the caller claims is held against it (interface.md section 4).
 */
#include "task.h"

#include "history.h"

/* People registered in a dwelling on the day, each once, those of the application left out. */
static enum rc count_registered(
    struct task *t, struct str dwelling, const json_t *others, int64_t *n)
{
	struct residences r;
	enum rc rc = residences_of_dwelling_on(t->db, t->a, dwelling, t->date, &r, t->e);

	*n = rc == RC_OK ? (int64_t)residences_persons(&r, others) : 0;
	return rc;
}

/* KATO codes of Almaty begin with 75 (law/facts.md 8.2). */
static bool in_city(const json_t *dwelling)
{
	return str_starts(json_get_str(dwelling, "kato"), "75");
}

static enum rc dwelling_facts(
    struct task *t, const struct application *app, const json_t *others, json_t *facts)
{
	static const char *const taken[] = {"category", "fund", "useful_area", "total_area"};
	const json_t *data = app->dwelling.data;
	json_t *o = json_object();
	int64_t registered;
	enum rc rc = count_registered(t, app->dwelling.id, others, &registered);

	json_put(o, "within_city", json_boolean(in_city(data)));
	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		json_put(o, taken[i], shared(json_object_get(data, taken[i])));
	json_put(o, "registered", json_integer(registered));
	json_put(facts, "dwelling", o);
	return rc;
}

static void person_facts(const struct application *app, json_t *facts)
{
	json_t *o = json_object();

	json_put(o, "birth_date", json_day(app->who.p.birth));
	json_put(o, "status", shared(json_object_get(app->who.p.data, "status")));
	json_put(o, "emancipated", shared(json_object_get(app->request, "emancipated")));
	json_put(facts, "person", o);
}

/* The person's live permanent registration, and whether there ever was one in the city. */
static enum rc current_facts(
    struct task *t, const struct application *app, json_t *facts, bool *former)
{
	struct residences r;
	const char *word = "none";
	enum rc rc = residences_of_person(t->db, t->a, app->who.p.id, &r, t->e);

	*former = false;
	for (size_t i = 0; rc == RC_OK && i < r.n; i++) {
		struct dwelling d = {0};

		if (r.v[i].dwelling.n == 0)
			continue;
		if (r.v[i].kind == STAY_PERMANENT && residence_live(&r.v[i], t->date))
			word = str_eq(r.v[i].dwelling, app->dwelling.id) ? "here" : "elsewhere";
		if (*former || r.v[i].from >= t->date)
			continue;
		rc = dwelling_read(t->db, t->a, r.v[i].dwelling, &d, t->e);
		*former = rc == RC_OK && in_city(d.data);
		if (rc == RC_NOT_FOUND)
			rc = RC_OK;
	}
	json_put(facts, "current", json_string(word));
	return rc;
}

/* A former resident is one of whom the register knows it, or a paper says it. */
static void release_facts(
    struct task *t, const struct application *app, json_t *facts, bool former, bool papers)
{
	const json_t *release = json_object_get(app->request, "release");
	const json_t *claim = json_object_get(release, "former_resident");
	json_t *o;

	if (!json_is_object(release)) {
		json_put(facts, "release", shared(release));
		return;
	}
	o = json_copy(json_deconst(release));
	json_put(facts, "release", o);
	if (claim != NULL && !json_is_boolean(claim))
		return; /* the rules name it */
	if (json_is_true(claim) && !former && !papers)
		task_contradicts(t, "release.former_resident", PROBLEM_NO_FORMER_RESIDENT);
	if (json_is_false(claim) && former)
		task_contradicts(t, "release.former_resident", PROBLEM_FORMER_RESIDENT);
	json_put(o, "former_resident", json_boolean(former || (json_is_true(claim) && papers)));
}

/* What the person is to the holder: `self' is a live holding and nothing else. */
static void relation_facts(
    struct task *t, struct application *app, const struct holders *h, json_t *facts)
{
	const json_t *claim = json_object_get(app->request, "holder_relation");
	struct str word = json_get_str(app->request, "holder_relation");
	bool holds = holders_of(t, h, app->who.p.id) != NULL;

	bool known = app->dwelling.id.n > 0 && app->who.p.id.n > 0;

	if (known && h->known == 0 && claim != NULL)
		task_claim(t, &app->claimed, "holder_relation");
	if (holds) {
		if (str_is(word, "none"))
			task_contradicts(t, "holder_relation", PROBLEM_HOLDS_DWELLING);
		json_put(facts, "holder_relation", json_string("self"));
	} else if (known && h->known > 0 && str_is(word, "self")) {
		task_contradicts(t, "holder_relation", PROBLEM_HOLDS_NOTHING);
		json_put(facts, "holder_relation", t->again ? json_string("none") : NULL);
	} else {
		json_put(facts, "holder_relation", shared(claim));
	}
}

/* Is there the consent that point 7 asks for?  `claim' is what the caller says himself. */
static bool consent(struct task *t, struct application *app, const struct holders *h, bool claim)
{
	const json_t *consents = json_object_get(app->request, "consents");
	size_t faults = t->bad->n;
	bool given = consents_cover(t, h, app->who.p.id, consents);

	if (!claim || given || t->bad->n > faults)
		return given;
	if (consents == NULL && h->known == 0) {
		task_claim(t, &app->claimed, "basis.consent");
		return true;
	}
	if (consents == NULL && task_bare_claims(t))
		return true;
	if (consents == NULL)
		task_bad(t, "consents", PROBLEM_CONSENTS_NEEDED, STR(""));
	else
		task_contradicts(t, "basis.consent", PROBLEM_CONSENT_LACKS);
	return false;
}

static void basis_facts(
    struct task *t, struct application *app, const struct holders *h, json_t *facts)
{
	const json_t *basis = json_object_get(app->request, "basis");
	const json_t *claim = json_object_get(basis, "consent");
	const json_t *paper;
	bool given;
	json_t *o;

	if (claim != NULL && !json_is_boolean(claim)) {
		(void)consents_cover(
		    t, h, app->who.p.id, json_object_get(app->request, "consents"));
		given = false; /* the rules name the claim */
	} else {
		given = consent(t, app, h, json_is_true(claim));
	}
	if (!json_is_object(basis)) {
		json_put(facts, "basis", shared(basis));
		return;
	}
	(void)task_papers(t, basis, "basis", &paper);
	o = json_copy(json_deconst(basis));
	(void)json_object_del(o, "paper");
	json_put(facts, "basis", o);
	if (claim == NULL || json_is_boolean(claim))
		json_put(o, "consent", json_boolean(given));
}

/* What is known of the person, and what only he can be asked. */
static enum rc about_person(struct task *t, struct application *app, json_t *facts, bool papers)
{
	const json_t *emancipated = json_object_get(app->request, "emancipated");
	bool former;
	enum rc rc;

	if (app->who.p.id.n == 0) {
		if (emancipated != NULL && !json_is_boolean(emancipated))
			task_bad(t, "emancipated", PROBLEM_NOT_BOOL, STR(""));
		json_put(facts, "release", shared(json_object_get(app->request, "release")));
		return RC_OK;
	}
	person_facts(app, facts);
	rc = current_facts(t, app, facts, &former);
	release_facts(t, app, facts, former, papers);
	return rc;
}

enum rc register_gather(
    struct task *t, struct application *app, const json_t *others, int64_t newcomers)
{
	json_t *facts = json_keep(t->a, json_object());
	struct holders holders = {0};
	const json_t *papers;
	bool shown;
	enum rc rc;

	app->facts = facts;
	json_put(facts, "act", json_text(t->kind));
	if (!t->date_bad)
		json_put(facts, "date", json_day(t->date));
	json_put(facts, "newcomers", json_integer(newcomers));
	json_put(facts, "term", shared(json_object_get(app->request, "term")));
	shown = task_papers(t, app->request, "", &papers) && json_array_size(papers) > 0;
	rc = about_person(t, app, facts, shown);
	if (rc == RC_OK)
		rc = task_applicant(t, app->who.p.id, facts, &app->applicant);
	if (rc == RC_OK && app->dwelling.id.n > 0)
		rc = dwelling_facts(t, app, others, facts);
	if (rc == RC_OK && app->dwelling.id.n > 0)
		rc = task_holders(t, &app->dwelling, &holders);
	if (rc == RC_OK)
		rc = task_screening(t, app->who.p.data, facts, &app->screening);
	if (rc != RC_OK)
		return rc;
	relation_facts(t, app, &holders, facts);
	basis_facts(t, app, &holders, facts);
	return RC_OK;
}

json_t *register_effect(
    const struct task *t, const struct application *app, int64_t of, struct str *registration)
{
	const json_t *term = json_object_get(app->facts, "term");
	day_t from = t->date, until = json_get_day(term, "until");
	json_t *o = json_object();

	*registration = task_new_id(t, 'R');
	json_put(o, "registration", json_text(*registration));
	json_put(o, "person", json_text(app->who.p.id));
	json_put(o, "dwelling", json_text(app->dwelling.id));
	json_put(o, "kind", json_string(app->temporary ? "temporary" : "permanent"));
	if (app->temporary) { /* facts say the last day that counts, periods the first that does not */
		if (json_get_day(term, "from") > from)
			from = json_get_day(term, "from");
		json_put(o, "until", json_day(until < DAY_MAX ? until + 1 : DAY_MAX));
	}
	json_put(o, "from", json_day(from));
	if (of != 0)
		json_put(o, "of", json_integer(of));
	return o;
}
