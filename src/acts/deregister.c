/* deregister (points 3, 10, 13, 17): by registration, or of a person everywhere. */
#include "task.h"

#include <string.h>

static json_t *copy_of(const json_t *v)
{
	return v == NULL ? NULL : json_incref(json_deconst(v));
}

/* The registration that is named, or the one live registration of a person. */
static enum rc find_registration(struct task *t, const json_t *request, struct removal *r, struct residence *out)
{
	struct str id;
	enum rc rc;

	if (!task_text(t, request, "registration", "registration", &id))
		return RC_OK;
	rc = residence_read(t->db, t->a, id, out, t->e);
	if (rc == RC_NOT_FOUND) {
		struct db_cur c;

		/* one that is annulled or replaced leaves its event behind */
		db_start(t->db, &c, STMT_EVENT_REGISTRATION, DB_ARGS(DB_TEXT(id)), t->e);
		if (db_next(&c, t->e)) {
			*out = (struct residence){.registration = id, .person = db_text(&c, 0, t->a),
				.kind = db_int(&c, 1) == STAY_TEMPORARY ? STAY_TEMPORARY : STAY_PERMANENT,
				.dwelling = db_text(&c, 2, t->a), .from = DAY_MAX, .until = DAY_MAX};
		} else {
			task_bad(t, "registration", PROBLEM_NO_SUCH, id);
		}
		rc = db_end(&c);
	}
	r->registration = id;
	return rc;
}

static enum rc find_person(struct task *t, const json_t *request, struct removal *r, const struct residence *res)
{
	struct str id = res->person;
	enum rc rc;

	if (id.n == 0 && !task_text(t, request, "person", "person", &id)) {
		if (!issue_at(t->bad, STR("person")) && !issue_at(t->bad, STR("registration")))
			task_bad(t, "registration", PROBLEM_MISSING, STR(""));
		return RC_OK;
	}
	rc = person_read(t->db, t->a, id, &r->who, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "person", PROBLEM_NO_SUCH, id);
		return RC_OK;
	}
	return rc;
}

/* Without a registration: every live one is meant, and the permanent one says where. */
static enum rc find_any(struct task *t, struct removal *r, struct residence *res)
{
	struct residences all;
	enum rc rc = residences_of_person(t->db, t->a, r->who.id, &all, t->e);

	for (size_t i = 0; rc == RC_OK && i < all.n; i++)
		if (all.v[i].dwelling.n > 0 && residence_live(&all.v[i], t->date) &&
		    (res->registration.n == 0 || all.v[i].kind == STAY_PERMANENT))
			*res = all.v[i];
	return rc;
}

/* Is there a live registration?  For temporary_expired: one whose term ended and that no act has closed. */
static bool registered_here(const struct task *t, const struct residence *res, struct str ground)
{
	if (res->registration.n == 0 || res->dwelling.n == 0)
		return false;
	if (str_is(ground, "temporary_expired") && res->kind == STAY_TEMPORARY && res->closed_by == 0)
		return res->from <= t->date;
	return residence_live(res, t->date);
}

/* ---- the applicant ---- */

struct owners {
	const struct holding *own; /* the applicant's live holding; NULL: none */
	struct holders all;
};

/* May a holding of this kind ask for a removal?  In public funds the tenant's may (decide.md 4). */
static bool counts_as_owner(const struct dwelling *d, const struct holding *h)
{
	return str_is(h->kind, "owner") || fund_is_public(d->data);
}

static enum rc find_owners(struct task *t, const struct removal *r, struct str holder, struct owners *out)
{
	enum rc rc = task_holders(t, &r->dwelling, &out->all);

	for (size_t i = 0; rc == RC_OK && i < out->all.all.n; i++) {
		const struct holding *h = &out->all.all.v[i];

		if (holding_live(h, t->date) && str_eq(h->holder, holder) && counts_as_owner(&r->dwelling, h))
			out->own = h;
	}
	return rc;
}

/* The other holders of the same kind: each one's word must be there. */
static size_t others(const struct task *t, const struct owners *o, struct holders *out, struct arena *a)
{
	out->all = o->all.all;
	out->known = o->all.known;
	out->v = ARENA_ARRAY(a, const struct holding *, o->all.all.n + 1);
	out->n = 0;
	for (size_t i = 0; o->own != NULL && i < o->all.all.n; i++) {
		const struct holding *h = &o->all.all.v[i];

		if (holding_live(h, t->date) && !str_eq(h->holder, o->own->holder) && str_eq(h->kind, o->own->kind))
			out->v[out->n++] = h;
	}
	return out->n;
}

/* co_owners: `none' only where the register knows no other owner. */
static void co_owner_facts(struct task *t, const json_t *request, const struct owners *o, json_t *applicant)
{
	const json_t *consents = json_object_get(request, "consents");
	const json_t *claim = json_object_get(applicant, "co_owners");
	struct str word = json_get_str(applicant, "co_owners");
	struct holders rest;
	bool all;

	if (others(t, o, &rest, t->a) == 0) {
		if (consents != NULL)
			(void)consents_cover(t, &rest, STR(""), consents, "");
		if (o->own != NULL) {
			if (str_is(word, "agree") || str_is(word, "disagree"))
				task_bad(t, "applicant.co_owners", PROBLEM_CONTRADICTS, STR("the register knows no other owner"));
		}
		return;
	}
	all = consents_cover(t, &rest, STR(""), consents, "");
	if (claim != NULL && !str_is(word, "none") && !str_is(word, "agree"))
		return; /* `disagree' is taken as said; what is no word the rules name */
	if (all || (str_is(word, "agree") && consents == NULL && t->env->who.role == ROLE_OWNER))
		json_put(applicant, "co_owners", json_string("agree"));
	else if (str_is(word, "none"))
		task_bad(t, "applicant.co_owners", PROBLEM_CONTRADICTS, STR("the register knows other owners"));
	else
		task_bad(t, "applicant.co_owners", PROBLEM_NEEDS, STR("the word of each other owner, in consents"));
}

/* A live holding of applicant.holder; or a recorded paper and a senior officer. */
static bool proven(const struct task *t, const json_t *request, const json_t *claim, const struct owners *o)
{
	bool senior = (t->env->who.role & (ROLE_SENIOR | ROLE_OWNER)) != 0;

	if (o->own != NULL)
		return true;
	if (!json_is_true(claim))
		return false;
	if (o->all.known == 0)
		return true; /* the register knows no holder: the claim counts, and is recorded as claimed */
	return senior && json_array_size(json_object_get(request, "papers")) > 0;
}

static enum rc check_applicant_person(struct task *t, const json_t *applicant, struct str capacity)
{
	struct str id;
	struct person p;
	enum rc rc = RC_OK;

	if (task_text(t, applicant, "person", "applicant.person", &id)) {
		rc = person_read(t->db, t->a, id, &p, t->e);
		if (rc == RC_NOT_FOUND) {
			task_bad(t, "applicant.person", PROBLEM_NO_SUCH, id);
			rc = RC_OK;
		}
	} else if (t->env->who.role != ROLE_OWNER && !t->env->preview &&
	    (str_is(capacity, "parent") || str_is(capacity, "legal_representative") || str_is(capacity, "attorney") ||
	        str_is(capacity, "other"))) {
		task_bad(t, "applicant.person", PROBLEM_MISSING, STR(""));
	}
	return rc;
}

static enum rc applicant_facts(struct task *t, const json_t *request, const struct removal *r, json_t *facts)
{
	const json_t *given = json_object_get(request, "applicant");
	struct str capacity = json_get_str(given, "capacity");
	struct owners o = {0};
	struct str holder;
	const json_t *claim;
	json_t *applicant;
	enum rc rc;

	if (!json_is_object(given)) {
		json_put(facts, "applicant", copy_of(given));
		return RC_OK;
	}
	applicant = json_copy(json_deconst(given));
	json_put(facts, "applicant", applicant);
	(void)json_object_del(applicant, "person");
	(void)json_object_del(applicant, "holder");
	rc = check_applicant_person(t, given, capacity);
	claim = json_object_get(given, "ownership_proven");
	if (rc != RC_OK || !str_is(capacity, "owner"))
		return rc;
	if (!task_text(t, given, "holder", "applicant.holder", &holder))
		holder = json_get_str(given, "person");
	if (holder.n == 0 && t->env->who.role != ROLE_OWNER && !t->env->preview)
		task_bad(t, "applicant.holder", PROBLEM_MISSING, STR(""));
	rc = find_owners(t, r, holder, &o);
	if (rc != RC_OK || (claim != NULL && !json_is_boolean(claim)))
		return rc;
	json_put(applicant, "ownership_proven", json_boolean(proven(t, request, claim, &o)));
	co_owner_facts(t, request, &o, applicant);
	return RC_OK;
}

/* ---- the person ---- */

static enum rc person_facts(struct task *t, const json_t *request, const struct removal *r, json_t *facts)
{
	struct holdings h;
	json_t *o = json_object();
	bool title = false;
	enum rc rc = holdings_of_holder(t->db, t->a, r->who.id, &h, t->e);

	for (size_t i = 0; rc == RC_OK && i < h.n; i++)
		title |= str_eq(h.v[i].dwelling, r->dwelling.id) && str_is(h.v[i].kind, "owner") &&
		    holding_live(&h.v[i], t->date);
	json_put(o, "birth_date", json_day(r->who.birth));
	json_put(o, "holds_title", json_boolean(title));
	json_put(o, "emancipated", copy_of(json_object_get(request, "emancipated")));
	json_put(facts, "person", o);
	return rc;
}

static bool by_title(struct str ground)
{
	return str_is(ground, "own_application") || str_is(ground, "owner_application") ||
	    str_is(ground, "temporary_expired");
}

static enum rc gather(struct task *t, const json_t *request, struct removal *r, const struct residence *res)
{
	json_t *facts = json_keep(t->a, json_object());
	struct str ground = json_get_str(request, "ground");
	const json_t *papers;
	enum rc rc;

	r->facts = facts;
	json_put(facts, "act", json_text(t->kind));
	json_put(facts, "date", json_day(t->date));
	json_put(facts, "ground", copy_of(json_object_get(request, "ground")));
	json_put(facts, "court_ban", copy_of(json_object_get(request, "court_ban")));
	json_put(facts, "registered_here", json_boolean(registered_here(t, res, ground)));
	if (res->kind == STAY_TEMPORARY && res->until != DAY_NONE && res->until != DAY_MAX)
		json_put(facts, "term_until", json_day(res->until - 1));
	else if (str_is(ground, "temporary_expired"))
		task_bad(t, "ground", PROBLEM_CONTRADICTS, STR("this registration has no term"));
	if (task_papers(t, request, "", &papers) && json_array_size(papers) > 0)
		json_put(facts, "document", json_true());
	else if (t->env->who.role == ROLE_OWNER || json_object_get(request, "document") == NULL)
		json_put(facts, "document", copy_of(json_object_get(request, "document")));
	else
		task_bad(t, "papers", PROBLEM_NEEDS, STR("the paper itself: kind, number, date, issuer"));
	rc = person_facts(t, request, r, facts);
	if (rc == RC_OK)
		rc = applicant_facts(t, request, r, facts);
	if (rc == RC_OK)
		rc = task_screening(t, r->who.data, facts, &r->screening);
	return rc;
}

enum rc deregister_gather(struct task *t, const json_t *request, struct removal *r)
{
	struct residence res = {0};
	enum rc rc = find_registration(t, request, r, &res);

	if (rc == RC_OK)
		rc = find_person(t, request, r, &res);
	if (rc != RC_OK || r->who.id.n == 0)
		return rc;
	if (r->registration.n == 0)
		rc = find_any(t, r, &res);
	if (rc == RC_OK && res.dwelling.n > 0)
		rc = dwelling_on(t->db, t->a, res.dwelling, t->date, &r->dwelling, t->e);
	if (rc != RC_OK)
		return rc;
	/* One's own and the owner's application are about one dwelling, not about all. */
	if (r->registration.n == 0 && by_title(json_get_str(request, "ground")))
		r->registration = res.registration;
	return gather(t, request, r, &res);
}

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

static void open_case(struct task *t, struct act *act, json_t *effect, const json_t *verdict, json_t *answer)
{
	unsigned waits;
	json_t *codes = verdict_reviews(t->a, verdict, &waits);
	struct str id = task_new_id(t, 'C');

	json_put(effect, "case", json_pack("{s:s,s:I}", "id", id.p, "family", (json_int_t)act->id));
	json_put(act->text, "case", json_pack("{s:O,s:i}", "reasons", codes, "waits", (int)waits));
	json_put(answer, "case", json_text(id));
}

static enum rc record(struct task *t, struct removal *r)
{
	struct str outcome = json_get_str(r->verdict, "outcome");
	struct act act = task_act(t, r->dwelling.unit, arena_z(t->a, outcome));
	json_t *answer = json_keep(t->a, json_copy(r->verdict));
	json_t *masked = json_keep(t->a, json_deep_copy(r->verdict));
	json_t *effect = json_object();
	enum rc rc = act_next_id(t->db, &act.id, t->e);

	answer_mask(masked, ROLE_OFFICER);
	act.subject = r->who.id;
	act.dwelling = r->dwelling.id;
	json_put(act.body, "effect", effect);
	if (str_is(outcome, "review"))
		open_case(t, &act, effect, r->verdict, answer);
	if (str_is(outcome, "grant")) {
		deregister_effect(t, r, 0, effect);
		if (r->registration.n > 0)
			json_put(answer, "registration", json_text(r->registration));
	}
	json_put(act.body, "pack", json_text(hash_hex(t->a, hash_str(&t->env->pack->hash))));
	json_put(act.body, "verdict", json_incref(masked));
	json_put(act.text, "request", json_incref(json_deconst(t->request)));
	json_put(act.text, "facts", json_incref(r->facts));
	json_put(act.text, "verdict", json_incref(r->verdict));
	json_put(act.text, "screening", json_incref(r->screening));
	if (rc == RC_OK)
		rc = task_record(t, &act);
	json_put(answer, "act", json_integer(act.id));
	t->answer->json = answer;
	t->answer->status = str_is(outcome, "grant") ? 201 : str_is(outcome, "review") ? 202 : 422;
	return rc;
}

static enum rc check_open_case(struct task *t, const struct removal *r)
{
	struct workcase c;
	enum rc rc = workcase_open_for(t->db, t->a, r->who.id, r->dwelling.id, t->kind, &c, t->e);

	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	task_bad_status(t, "registration", PROBLEM_CASE_OPEN, c.id, 409);
	if (t->answer->json == NULL)
		t->answer->json = json_keep(t->a, json_object());
	json_put(t->answer->json, "case", json_text(c.id));
	return RC_OK;
}

enum rc run_deregister(struct task *t)
{
	struct removal r = {0};
	enum rc rc = deregister_gather(t, t->request, &r);

	if (rc == RC_OK && r.dwelling.id.n > 0)
		rc = task_authority(t, r.dwelling.unit);
	if (rc == RC_OK && r.who.id.n > 0)
		rc = task_order(t, r.who.id, "");
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	if (!task_judge(t, r.facts, NULL, "", &r.verdict))
		return RC_OK;
	if (t->env->preview) {
		t->answer->json = r.verdict;
		t->answer->status = 200;
		return RC_OK;
	}
	rc = check_open_case(t, &r);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	return record(t, &r);
}
