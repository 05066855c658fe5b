/*
 * The facts of a removal (decide.md section 4): whose registration it is, who
 * applies and whether he holds the dwelling, looked up in the register.
 */
#include "task.h"

#include "history.h"

/* ---- which registration ---- */

/* A registration that is annulled or was replaced leaves its event behind. */
static enum rc find_past(struct task *t, struct str id, struct residence *out)
{
	struct db_cur c;

	db_start(t->db, &c, STMT_EVENT_REGISTRATION, DB_ARGS(DB_TEXT(id)), t->e);
	if (db_next(&c, t->e))
		*out = (struct residence){.registration = id,
		    .person = db_text(&c, 0, t->a),
		    .kind = db_int(&c, 1) == STAY_TEMPORARY ? STAY_TEMPORARY : STAY_PERMANENT,
		    .dwelling = db_text(&c, 2, t->a),
		    .from = DAY_MAX,
		    .until = db_is_null(&c, 3) ? DAY_NONE : (day_t)db_int(&c, 3)};
	else
		task_bad(t, "registration", PROBLEM_NO_SUCH, id);
	return db_end(&c);
}

static enum rc find_registration(struct task *t, struct removal *r, struct residence *out)
{
	struct str id;
	enum rc rc;

	if (!task_text(t, t->request, "registration", "registration", &id))
		return RC_OK;
	rc = residence_read(t->db, t->a, id, out, t->e);
	if (rc == RC_NOT_FOUND)
		rc = find_past(t, id, out);
	r->registration = out->registration;
	return rc;
}

static enum rc find_person(struct task *t, struct removal *r, const struct residence *res)
{
	struct str id;
	bool named = task_text(t, t->request, "person", "person", &id);
	bool missing = json_object_get(t->request, "person") == NULL &&
		       json_object_get(t->request, "registration") == NULL;
	enum rc rc;

	if (missing)
		task_bad(t, "registration", PROBLEM_MISSING, STR(""));
	if (!named)
		id = res->person;
	if (id.n == 0)
		return RC_OK;
	rc = person_read(t->db, t->a, id, &r->who, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "person", PROBLEM_NO_SUCH, id);
		rc = RC_OK;
	}
	if (res->person.n > 0 && !str_eq(id, res->person))
		task_contradicts(t, "person", PROBLEM_OTHER_PERSON);
	return rc;
}

/* Does a removal name this registration, though its term may have ended before it? */
static bool is_removed(const struct events *ev, struct str registration)
{
	for (size_t i = 0; i < ev->n; i++)
		if (ev->v[i].what == EVENT_REMOVE && str_eq(ev->v[i].registration, registration) &&
		    event_counts(&ev->v[i], KNOWN_NOW))
			return true;
	return false;
}

/* Has the term begun, and has no act closed it?  It may be over: then that is to be recorded. */
static bool term_unclosed(const struct residence *r, const struct events *ev, day_t on)
{
	return r->kind == STAY_TEMPORARY && r->closed_by == 0 && r->from <= on &&
	       !is_removed(ev, r->registration);
}

/* Where a person is registered: permanently, else for a term. */
static void find_live(const struct task *t, const struct residences *all, struct residence *res)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].dwelling.n > 0 && residence_live(&all->v[i], t->date) &&
		    (res->registration.n == 0 || all->v[i].kind == STAY_PERMANENT))
			*res = all->v[i];
}

/* The latest term that no act has closed, else the latest. */
static void find_term(const struct task *t, const struct residences *all, const struct events *ev,
    struct residence *res)
{
	for (size_t i = 0; i < all->n; i++) { /* newest first */
		if (term_unclosed(&all->v[i], ev, t->date)) {
			*res = all->v[i];
			return;
		}
		if (all->v[i].kind == STAY_TEMPORARY && res->registration.n == 0)
			*res = all->v[i];
	}
}

/* Without a registration every live one is meant; this one says where. */
static enum rc find_any(struct task *t, const struct removal *r, bool expired,
    const struct events *ev, struct residence *res)
{
	struct residences all;
	enum rc rc = residences_of_person(t->db, t->a, r->who.id, &all, t->e);

	if (rc == RC_OK && expired)
		find_term(t, &all, ev, res);
	else if (rc == RC_OK)
		find_live(t, &all, res);
	return rc;
}

/* One's own and the holder's application, and an end of a term, are about one dwelling. */
static bool about_one(struct str ground)
{
	return str_is(ground, "own_application") || str_is(ground, "owner_application") ||
	       str_is(ground, "temporary_expired");
}

static bool registered_here(
    const struct task *t, const struct residence *res, bool expired, const struct events *ev)
{
	if (res->registration.n == 0 || res->dwelling.n == 0)
		return false;
	return residence_live(res, t->date) || (expired && term_unclosed(res, ev, t->date));
}

/* ---- the applicant ---- */

struct owners {
	struct str holder;         /* in whose name the removal is asked for */
	const struct holding *own; /* his live holding; NULL: none */
	bool by_himself;           /* or with a power of attorney */
	struct holders all;
};

/* May a holding of this kind ask for a removal?  In public funds the tenant's may (decide.md 4). */
static bool counts_as_owner(const struct removal *r, const struct holding *h)
{
	return str_is(h->kind, "owner") || fund_is_public(r->dwelling.data);
}

static bool power_of_attorney(const json_t *papers)
{
	for (size_t i = 0; i < json_array_size(papers); i++)
		if (str_is(json_get_str(json_array_get(papers, i), "kind"), "power_of_attorney"))
			return true;
	return false;
}

static enum rc find_owners(
    struct task *t, const struct removal *r, const json_t *papers, struct owners *out)
{
	enum rc rc = RC_OK;

	if (r->dwelling.id.n > 0)
		rc = task_holders(t, &r->dwelling, &out->all);
	for (size_t i = 0; rc == RC_OK && i < out->all.all.n; i++) {
		const struct holding *h = &out->all.all.v[i];

		if (holding_live(h, t->date) && str_eq(h->holder, out->holder) &&
		    counts_as_owner(r, h))
			out->own = h;
	}
	out->by_himself = r->applicant.p.id.n == 0 || str_eq(r->applicant.p.id, out->holder) ||
			  power_of_attorney(papers);
	return rc;
}

/* The other holders of the same kind: each one's word must be there.  Whom the removal is
 * about is not asked: that he holds a share is a rule of its own. */
static void other_owners(
    const struct task *t, const struct removal *r, const struct owners *o, struct holders *out)
{
	*out = o->all;
	out->v = ARENA_ARRAY(t->a, const struct holding *, o->all.all.n + 1);
	out->n = 0;
	for (size_t i = 0; o->own != NULL && i < o->all.all.n; i++) {
		const struct holding *h = &o->all.all.v[i];

		if (holding_live(h, t->date) && !str_eq(h->holder, o->own->holder) &&
		    !str_eq(h->holder, r->who.id) && str_eq(h->kind, o->own->kind))
			out->v[out->n++] = h;
	}
}

/* co_owners: `none' only where the register knows no other owner. */
static void co_owner_facts(
    struct task *t, struct removal *r, const struct owners *o, json_t *applicant)
{
	const json_t *consents = json_object_get(t->request, "consents");
	const json_t *claim = json_object_get(applicant, "co_owners");
	struct str word = json_get_str(applicant, "co_owners");
	struct holders rest;
	bool all;

	other_owners(t, r, o, &rest);
	all = consents_cover(t, &rest, STR(""), consents);
	if (rest.n == 0) {
		if (o->own != NULL && (str_is(word, "agree") || str_is(word, "disagree")))
			task_contradicts(t, "applicant.co_owners", PROBLEM_NO_OTHER_OWNER);
		if (o->own == NULL && claim != NULL)
			task_claim(t, &r->claimed, "applicant.co_owners");
		return;
	}
	if (claim != NULL && !str_is(word, "none") && !str_is(word, "agree"))
		return; /* `disagree' is taken as said; what is no word the rules name */
	all = all || (str_is(word, "agree") && consents == NULL && task_bare_claims(t));
	json_put(applicant, "co_owners", json_string(all ? "agree" : "disagree"));
	if (str_is(word, "none"))
		task_contradicts(t, "applicant.co_owners", PROBLEM_OTHER_OWNERS);
	else if (!all && !t->again)
		task_bad(t, "applicant.co_owners", PROBLEM_OWNERS_WORD, STR(""));
}

/*
 * A live holding of applicant.holder; where the register shows others and not him, a
 * recorded paper and a senior officer.  Who acts for the holder has a power of attorney.
 */
static bool proven(
    struct task *t, struct removal *r, const struct owners *o, bool claim, bool papers)
{
	bool senior = (t->env->who.role & (ROLE_SENIOR | ROLE_OWNER)) != 0 || t->again;

	if (o->own != NULL && o->by_himself)
		return true;
	if (claim && o->own != NULL)
		task_contradicts(t, "applicant.ownership_proven", PROBLEM_POWER_OF_ATTORNEY);
	if (!claim || o->own != NULL)
		return false;
	if (o->all.known == 0) {
		task_claim(t, &r->claimed, "applicant.ownership_proven");
		return true;
	}
	if (senior && papers && o->by_himself)
		return true;
	task_contradicts(t, "applicant.ownership_proven", PROBLEM_OTHER_HOLDERS);
	return false;
}

static enum rc owner_facts(
    struct task *t, struct removal *r, const json_t *papers, json_t *applicant)
{
	const json_t *given = json_object_get(t->request, "applicant");
	const json_t *claim = json_object_get(given, "ownership_proven");
	struct owners o = {0};
	enum rc rc;

	if (!task_text(t, given, "holder", "applicant.holder", &o.holder))
		o.holder = r->applicant.p.id;
	if (o.holder.n == 0 && !task_bare_claims(t))
		task_bad(t, "applicant.holder", PROBLEM_MISSING, STR(""));
	if (str_starts(o.holder, "org:") && json_object_get(given, "person") == NULL &&
	    !task_bare_claims(t))
		task_bad(t, "applicant.person", PROBLEM_MISSING, STR(""));
	rc = find_owners(t, r, papers, &o);
	if (rc != RC_OK)
		return rc;
	if (claim == NULL || json_is_boolean(claim))
		json_put(applicant, "ownership_proven",
		    json_boolean(
			proven(t, r, &o, json_is_true(claim), json_array_size(papers) > 0)));
	if (json_is_false(claim) && o.own != NULL && o.by_himself)
		task_contradicts(t, "applicant.ownership_proven", PROBLEM_HOLDING_SHOWN);
	co_owner_facts(t, r, &o, applicant);
	return RC_OK;
}

static enum rc applicant_facts(
    struct task *t, struct removal *r, const json_t *papers, json_t *facts)
{
	const json_t *given = json_object_get(t->request, "applicant");
	struct str holder;
	json_t *applicant;
	enum rc rc = task_applicant(t, r->who.id, facts, &r->applicant);

	if (t->again)
		r->applicant.p.id = t->applicant;
	applicant = json_object_get(facts, "applicant");
	if (rc != RC_OK || !json_is_object(given))
		return rc;
	(void)task_text(t, given, "holder", "applicant.holder", &holder);
	(void)json_object_del(applicant, "holder");
	return str_is(json_get_str(given, "capacity"), "owner")
		   ? owner_facts(t, r, papers, applicant)
		   : RC_OK;
}

/* ---- the person ---- */

static enum rc person_facts(struct task *t, const struct removal *r, json_t *facts)
{
	const json_t *emancipated = json_object_get(t->request, "emancipated");
	struct holdings h;
	json_t *o;
	bool title = false;
	enum rc rc;

	if (r->who.id.n == 0) {
		if (emancipated != NULL && !json_is_boolean(emancipated))
			task_bad(t, "emancipated", PROBLEM_NOT_BOOL, STR(""));
		return RC_OK;
	}
	rc = holdings_of_holder(t->db, t->a, r->who.id, &h, t->e);
	for (size_t i = 0; rc == RC_OK && i < h.n; i++)
		title |= str_eq(h.v[i].dwelling, r->dwelling.id) && str_is(h.v[i].kind, "owner") &&
			 holding_live(&h.v[i], t->date);
	o = json_object();
	json_put(o, "birth_date", json_day(r->who.birth));
	json_put(o, "holds_title", json_boolean(title));
	json_put(o, "emancipated", shared(emancipated));
	json_put(facts, "person", o);
	return rc;
}

/* The paper that proves the ground: recorded; only `mekenjai act' may merely claim it. */
static void document_facts(struct task *t, const json_t *papers, json_t *facts)
{
	const json_t *claim = json_object_get(t->request, "document");

	if (json_array_size(papers) > 0 && (claim == NULL || json_is_boolean(claim)))
		json_put(facts, "document", json_true());
	else if (!json_is_true(claim) || task_bare_claims(t))
		json_put(facts, "document", shared(claim));
	else
		task_bad(t, "papers", PROBLEM_PAPER_NEEDED, STR(""));
}

static void term_facts(
    struct task *t, const struct residence *res, struct str ground, json_t *facts)
{
	if (res->kind == STAY_TEMPORARY && res->registration.n > 0 && res->until != DAY_NONE)
		json_put(facts, "term_until", json_day(res->until - 1));
	else if (str_is(ground, "temporary_expired"))
		task_contradicts(t, "ground", PROBLEM_NO_TERM);
}

static enum rc gather(struct task *t, struct removal *r, const struct residence *res, bool here)
{
	json_t *facts = json_keep(t->a, json_object());
	const json_t *consents = json_object_get(t->request, "consents");
	struct str ground = json_get_str(t->request, "ground");
	const json_t *papers;
	enum rc rc;

	r->facts = facts;
	json_put(facts, "act", json_text(t->kind));
	if (!t->date_bad)
		json_put(facts, "date", json_day(t->date));
	json_put(facts, "ground", shared(json_object_get(t->request, "ground")));
	json_put(facts, "court_ban", shared(json_object_get(t->request, "court_ban")));
	if (r->who.id.n > 0)
		json_put(facts, "registered_here", json_boolean(here));
	term_facts(t, res, ground, facts);
	(void)task_papers(t, t->request, "", &papers);
	if (consents != NULL)
		(void)task_list(t, consents, &kind_consent, "consents");
	document_facts(t, papers, facts);
	rc = person_facts(t, r, facts);
	if (rc == RC_OK)
		rc = applicant_facts(t, r, papers, facts);
	if (rc == RC_OK)
		rc = task_screening(t, r->who.data, facts, &r->screening);
	return rc;
}

enum rc deregister_gather(struct task *t, struct removal *r)
{
	struct str ground = json_get_str(t->request, "ground");
	bool expired = str_is(ground, "temporary_expired");
	struct residence res = {0};
	struct events ev = {0};
	enum rc rc = find_registration(t, r, &res);

	if (rc == RC_OK)
		rc = find_person(t, r, &res);
	if (rc == RC_OK && r->who.id.n > 0)
		rc = events_of_person(t->db, t->a, r->who.id, &ev, t->e);
	if (rc == RC_OK && r->registration.n == 0 && r->who.id.n > 0)
		rc = find_any(t, r, expired, &ev, &res);
	if (rc == RC_OK && res.dwelling.n > 0)
		rc = dwelling_on(t->db, t->a, res.dwelling, t->date, &r->dwelling, t->e);
	if (rc != RC_OK)
		return rc;
	if (about_one(ground))
		r->registration = res.registration;
	return gather(t, r, &res, registered_here(t, &res, expired, &ev));
}
