/*
 * register_foreigner (points 11, 15 to 17, 21): the facts, the decision, and what it
 * leaves.  The certificate is an act of its own (certify.c): a registration is complete
 * when it is issued (point 16).
 */
#include "arrival.h"

#include "kind_value.h"

/* ---- facts ---- */

static void copy(json_t *to, const json_t *from, const char *key)
{
	json_put(to, key, shared(json_object_get(from, key)));
}

static void person_facts(const struct arrival *a, json_t *facts)
{
	json_t *o = json_object();

	copy(o, a->document, "citizenship");
	copy(o, a->document, "birth_date");
	json_put(facts, "person", o);
}

static void document_facts(const struct arrival *a, json_t *facts)
{
	json_t *o = json_object();

	if (a->type.n > 0)
		json_put(o, "type", json_text(a->type));
	json_put(o, "expires", shared(json_object_get(a->document, "document_expires")));
	json_put(facts, "document", o);
}

/* What the pack's list says of him; the officer may say otherwise, with a note. */
static bool visa_proposed(const struct task *t, const struct arrival *a)
{
	day_t entry = json_get_day(a->request, "entry_date");

	return pack_visa_free(t->env->pack, json_get_str(a->document, "citizenship"),
		   entry != DAY_NONE ? entry : t->date) == NULL;
}

static void visa_facts(struct task *t, struct arrival *a, json_t *facts)
{
	const json_t *given = json_object_get(a->request, "visa");
	bool proposed = visa_proposed(t, a);
	const json_t *said;
	json_t *o;

	if (given != NULL && !json_is_object(given)) {
		json_put(facts, "visa", shared(given));
		return;
	}
	o = given != NULL ? json_copy(json_deconst(given)) : json_object();
	json_put(facts, "visa", o);
	(void)json_object_del(o, "number");
	said = json_object_get(o, "required");
	if (said == NULL)
		json_put(o, "required", json_boolean(proposed));
	else if (json_is_boolean(said) && json_is_true(said) != proposed && !task_bare_claims(t) &&
		 str_trim(json_get_str(a->request, "note")).n == 0)
		task_bad(t, "note", PROBLEM_VISA_NOTE, STR(""));
	if (json_object_get(o, "category") == NULL)
		json_put(o, "category", json_string("none"));
}

static void dwelling_facts(const struct arrival *a, json_t *facts)
{
	if (a->dwelling.id.n > 0)
		json_put(facts, "dwelling",
		    json_pack("{s:b}", "within_city",
			str_starts(json_get_str(a->dwelling.data, "kato"), "75")));
}

/* As the file of holdings has a holder. */
static const struct column host_column = {"host", COLUMN_HOLDER, NEEDED_YES, .max = 200};

static void gather_host(struct task *t, struct arrival *a)
{
	struct issues l = {.arena = t->a};
	struct str given;
	const json_t *v;

	if (json_object_get(a->request, "host") == NULL)
		task_bad(t, "host", PROBLEM_MISSING, STR(""));
	if (!task_text(t, a->request, "host", "host", &given))
		return;
	v = json_keep(t->a, kind_value(&host_column, STR("host"), given, &l));
	task_bad_all(t, &l);
	if (v == NULL)
		task_bad(t, "host", PROBLEM_HOLDER, STR(""));
	a->host = (struct str){json_string_value(v), json_string_length(v)};
}

enum rc arrival_gather(struct task *t, struct arrival *a)
{
	static const char *const taken[] = {
	    "entry_date", "stay_until", "investor_confirmed", "card_mark", "purpose"};
	json_t *facts = json_keep(t->a, json_object());
	enum rc rc;

	a->facts = facts;
	gather_host(t, a);
	arrival_document(t, a);
	rc = arrival_identify(t, a);
	if (rc == RC_OK)
		rc = task_screening(t, a->document, facts, &a->screening);
	if (rc != RC_OK)
		return rc;
	json_put(facts, "act", json_text(t->kind));
	if (!t->date_bad)
		json_put(facts, "date", json_day(t->date));
	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		copy(facts, a->request, taken[i]);
	person_facts(a, facts);
	document_facts(a, facts);
	visa_facts(t, a, facts);
	dwelling_facts(a, facts);
	json_put(facts, "identification", shared(json_object_get(a->identity, "result")));
	return RC_OK;
}

/* ---- what follows ---- */

static bool established(const struct arrival *a)
{
	struct str word = json_get_str(a->identity, "result");

	return a->who.p.id.n > 0 && (str_is(word, "matched") || str_is(word, "new"));
}

/* What there is to a stay beside its days: as it was decided. */
static json_t *stay_text(const struct arrival *a)
{
	static const char *const taken[] = {
	    "entry_date", "stay_until", "purpose", "card_mark", "investor_confirmed"};
	json_t *o = json_object(), *d = json_object();
	const json_t *number = json_object_get(json_object_get(a->request, "visa"), "number");
	json_t *visa = json_copy(json_object_get(a->facts, "visa"));

	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		copy(o, a->request, taken[i]);
	json_put(o, "host", json_text(a->host));
	copy(o, a->document, "citizenship");
	json_put(d, "type", json_text(a->type));
	json_put(d, "number", shared(json_object_get(a->document, "document_number")));
	json_put(d, "country", shared(json_object_get(a->document, "document_country")));
	json_put(d, "expires", shared(json_object_get(a->document, "document_expires")));
	json_put(o, "document", d);
	json_put(visa, "number", shared(number));
	json_put(o, "visa", visa);
	return o;
}

/* A known person has come with another document, or his Latin name was not known. */
static json_t *brought_up_to_date(const struct arrival *a)
{
	static const char *const renewed[] = {"document_type", "document_number",
	    "document_country", "document_expires", "surname_latin", "given_latin"};
	json_t *o = json_copy(a->who.p.data);

	if (!str_is(json_get_str(o, "status"), "foreigner")) {
		json_decref(o);
		return NULL; /* a resident keeps the papers that he is registered with */
	}
	for (size_t i = 0; i < ARRAY_LEN(renewed); i++)
		copy(o, a->document, renewed[i]);
	if (!json_equal(o, a->who.p.data))
		return o;
	json_decref(o);
	return NULL;
}

void arrival_effect(const struct task *t, const struct arrival *a, int64_t of, struct act *act,
    struct str *registration)
{
	day_t until = json_get_day(a->verdict, "granted_until");
	json_t *effect = json_object_get(act->body, "effect");
	json_t *o = json_object(), *s = json_object();
	json_t *data = a->who.is_new ? NULL : brought_up_to_date(a);

	*registration = task_new_id(t, 'S');
	json_put(o, "registration", json_text(*registration));
	json_put(o, "person", json_text(a->who.p.id));
	json_put(o, "dwelling", json_text(a->dwelling.id));
	(void)json_object_update(s, o);
	json_put(effect, "stay", s);
	json_put(act->text, "stay", stay_text(a));
	json_put(o, "kind", json_string("foreign"));
	json_put(o, "from", json_day(t->date));
	json_put(o, "until", json_day(until < DAY_MAX ? until + 1 : DAY_MAX));
	if (of != 0)
		json_put(o, "of", json_integer(of));
	json_put(effect, "register", json_pack("[o]", o));
	if (data != NULL) {
		json_put(effect, "person", json_text(a->who.p.id));
		json_put(act->text, "data", data);
	}
}

/* What the verdict does not say: who it is, what the pack proposed, what is only noted. */
static void explain(const struct task *t, const struct arrival *a, json_t *answer)
{
	struct str citizenship = json_get_str(a->document, "citizenship");

	json_put(answer, "identity", shared(a->identity));
	json_put(answer, "visa",
	    json_pack("{s:b,s:s}", "proposed", visa_proposed(t, a), "confidence", "proxy"));
	if (str_starts(citizenship, "XX"))
		json_put(answer, "notes",
		    json_pack("[{s:s,s:s}]", "point", "2", "code", "no-citizenship"));
	json_put(answer, "claimed", shared(a->claimed));
}

static enum rc record(struct task *t, struct arrival *a)
{
	const struct decided d = {.request = t->request,
	    .facts = a->facts,
	    .verdict = a->verdict,
	    .screening = a->screening,
	    .claimed = a->claimed,
	    .applicant = a->applicant.p.id.n > 0 ? a->applicant.p.id
			 : established(a)        ? a->who.p.id
						 : STR("")};
	struct str outcome = json_get_str(a->verdict, "outcome");
	json_t *answer = json_keep(t->a, json_copy(a->verdict));
	struct act act = task_act(t, a->dwelling.unit, "");
	json_t *effect = json_object();
	struct str registration;
	enum rc rc = RC_OK;

	if (established(a)) {
		if (a->who.is_new)
			json_put(answer, "person", json_text(a->who.p.id));
		act.subject = a->who.p.id;
		rc = task_enter(t, &a->who);
	}
	if (rc == RC_OK)
		rc = task_enter(t, &a->applicant);
	json_put(act.body, "effect", effect);
	if (rc == RC_OK)
		rc = act_next_id(t->db, &act.id, t->e);
	if (rc != RC_OK)
		return rc;
	act.dwelling = a->dwelling.id;
	act.outcome = arena_str(t->a, outcome);
	if (established(a) && json_is_true(json_object_get(t->request, "new")))
		identity_distinct(t, a->identity, a->document, a->who.p.id, &act);
	if (str_is(outcome, "review"))
		task_case(t, &act, effect, a->verdict, act.id, answer);
	if (str_is(outcome, "grant")) {
		arrival_effect(t, a, 0, &act, &registration);
		json_put(answer, "registration", json_text(registration));
	}
	task_guest_effect(&a->guest, guest_outcome(outcome), effect);
	task_decided(t, &act, &d);
	json_put(act.text, "identity", shared(a->identity));
	json_put(act.text, "document", shared(a->document));
	explain(t, a, answer);
	json_put(answer, "act", json_integer(act.id));
	t->answer->json = answer;
	t->answer->status = outcome_status(outcome);
	return task_record(t, &act);
}

/* ---- the application ---- */

/* He must be known; his confirmation is a paper, or is only claimed. */
static enum rc check_host(struct task *t, struct arrival *a)
{
	struct person p;
	const json_t *papers;
	enum rc rc;

	if (task_papers(t, t->request, "", &papers) && json_array_size(papers) == 0)
		task_claim(t, &a->claimed, "host");
	if (a->host.n == 0 || str_starts(a->host, "org:"))
		return RC_OK;
	rc = person_read(t->db, t->a, a->host, &p, t->e);
	if (rc == RC_NOT_FOUND)
		task_bad(t, "host", PROBLEM_HOLDER, STR(""));
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc check_applicant(struct task *t, struct arrival *a)
{
	const json_t *applicant = json_object_get(t->request, "applicant");
	const json_t *person = json_object_get(applicant, "person");
	enum rc rc = RC_OK;

	if (applicant != NULL && !json_is_object(applicant))
		task_bad(t, "applicant", PROBLEM_NOT_OBJECT, STR(""));
	if (person != NULL)
		(void)task_person(t, person, "applicant.person", &a->applicant, &rc);
	return rc;
}

/* Whom a host reported: he stays where the host said, and nobody has decided for him. */
static enum rc check_guest(struct task *t, struct arrival *a)
{
	enum rc rc;

	if (!task_guest(t, &a->guest, &rc) || a->guest.notice.n == 0)
		return rc;
	if (a->dwelling.id.n > 0 && !str_eq(a->guest.dwelling, a->dwelling.id))
		task_bad(t, "dwelling", PROBLEM_DIFFERS_FROM, a->guest.dwelling);
	(void)task_guest_open(t, &a->guest);
	return RC_OK;
}

/* What stands in the way of an application at all. */
static enum rc check(struct task *t, struct arrival *a)
{
	enum rc rc = check_host(t, a);

	if (rc == RC_OK)
		rc = check_applicant(t, a);
	if (rc == RC_OK)
		rc = check_guest(t, a);
	if (rc != RC_OK || !established(a) || a->who.is_new)
		return rc;
	rc = task_order(t, a->who.p.id);
	if (rc == RC_OK && a->dwelling.id.n > 0)
		rc = task_open_case(t, a->who.p.id, a->dwelling.id, "document");
	return rc;
}

enum rc run_register_foreigner(struct task *t)
{
	struct arrival a = {.request = t->request};
	enum rc rc;

	if (task_dwelling(t, &a.dwelling, &rc))
		rc = task_authority(t, a.dwelling.unit, "dwelling");
	if (rc != RC_OK || task_forbidden(t))
		return rc;
	rc = arrival_gather(t, &a);
	if (rc == RC_OK)
		rc = check(t, &a);
	if (rc != RC_OK)
		return rc;
	if (!task_judge(t, a.facts, NULL, &a.verdict) || (t->bad->n > 0 && !t->env->preview))
		return RC_OK;
	if (!t->env->preview)
		return record(t, &a);
	explain(t, &a, a.verdict);
	t->answer->json = a.verdict;
	t->answer->status = 200;
	return RC_OK;
}
