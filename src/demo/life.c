/*
 * Half a year of the desk: applications as people bring them, most of them good,
 * some refused, some waiting for a decision; removals, annulments, corrections.
 */
#include "demo_impl.h"

#include "evidence.h"

#include <string.h>

#define KEPT 64

/* What was made lately, to be removed, annulled or decided. */
struct life {
	struct town *t;
	day_t today;
	struct arena own; /* of `registration' and `open' */
	struct str registration[KEPT], open[KEPT];
	uint32_t owner_of[KEPT]; /* of the dwelling of that registration */
	int64_t act[KEPT];
	size_t n_registrations, n_open, n_acts;
	struct arena a; /* of the request */
};

static uint64_t below(struct life *l, uint64_t n)
{
	return prng_below(&l->t->m.r, n);
}

static const char *date(struct life *l, int days)
{
	char *z = arena_alloc(&l->a, DATE_TEXT, 1);

	date_print(l->today + days, z);
	return z;
}

static const char *id(struct life *l, char letter, uint64_t n)
{
	return arena_printf(&l->a, "%c%llu", letter, (unsigned long long)n).p;
}

/* A dwelling of people; let: of the state, and so small that the norm is near. */
static size_t dwelling(struct life *l, bool let)
{
	const struct town *t = l->t;
	size_t at = below(l, t->homes);

	for (size_t i = 0; i < t->homes; i++, at = (at + 1) % t->homes) {
		const struct home *h = &t->home[at];

		if (h->holder != 0 && h->let == let && (!let || h->m2 < (h->people + 1) * 15))
			return at;
	}
	return 0;
}

/* A grown-up: the first two of a family are. */
static uint64_t adult(struct life *l)
{
	const struct town *t = l->t;
	size_t at = below(l, t->homes);

	for (size_t i = 0; i < t->homes; i++, at = (at + 1) % t->homes)
		if (t->home[at].holder != 0)
			return t->home[at].holder;
	return 1;
}

static json_t *request(struct life *l, const char *act)
{
	return json_pack("{s:s, s:s}", "act", act, "date", date(l, 0));
}

static void put(json_t *o, const char *key, const char *z)
{
	json_put(o, key, json_string(z));
}

static json_t *paper(struct life *l, const char *kind, const char *issuer)
{
	return json_pack("{s:s, s:o, s:s, s:s}", "kind", kind, "number",
	    json_text(arena_printf(&l->a, "%llu", (unsigned long long)below(l, 100000))), "date",
	    date(l, -3), "issuer", issuer);
}

/* The word of each who holds the dwelling. */
static json_t *consents(struct life *l, const struct home *h)
{
	json_t *list = json_array();
	const uint32_t who[] = {h->holder, h->second};

	for (size_t i = 0; i < ARRAY_LEN(who); i++)
		if (who[i] != 0)
			(void)json_array_append_new(
			    list, json_pack("{s:s, s:s, s:s}", "holder", id(l, 'P', who[i]),
				      "given_on", date(l, 0), "how", "in_person"));
	return list;
}

static void applies(struct life *l, json_t *o, size_t at)
{
	put(o, "dwelling", id(l, 'D', at + 1));
	json_put(o, "applicant", json_pack("{s:s}", "capacity", "self"));
	json_put(o, "consents", consents(l, &l->t->home[at]));
	put(o, "holder_relation", "none");
}

static json_t *move(struct life *l)
{
	json_t *o = request(l, "register_permanent");

	applies(l, o, dwelling(l, false));
	put(o, "person", id(l, 'P', adult(l)));
	json_put(o, "basis",
	    json_pack("{s:s, s:s, s:b}", "kind", "lease", "until", date(l, 400), "consent", 1));
	return o;
}

static json_t *crowded(struct life *l)
{
	json_t *o = request(l, "register_permanent");

	applies(l, o, dwelling(l, true));
	put(o, "person", id(l, 'P', adult(l)));
	json_put(o, "basis", json_pack("{s:s, s:b}", "kind", "use", "consent", 1));
	return o;
}

/* From Shymkent: the register does not know him. */
static json_t *newcomer(struct life *l)
{
	struct made_up_person p;
	json_t *o = request(l, "register_permanent"), *person;

	made_up_resident(&l->t->m, &l->a, made_up_people(&l->t->m),
	    made_up_birth(&l->t->m, 20, 50, l->today), l->today, &p);
	person = made_up_record(&p);
	applies(l, o, dwelling(l, false));
	json_put(o, "person", person);
	json_put(o, "new", json_true());
	put(o, "note", demo_words[FROM_SHYMKENT]);
	json_put(o, "basis",
	    json_pack("{s:s, s:s, s:b}", "kind", "lease", "until", date(l, 300), "consent", 1));
	return o;
}

static json_t *newborn(struct life *l)
{
	size_t at = dwelling(l, below(l, 2) == 0);
	const char *holder = id(l, 'P', l->t->home[at].holder);
	struct made_up_person p;
	json_t *o = request(l, "register_permanent");

	made_up_resident(&l->t->m, &l->a, made_up_people(&l->t->m),
	    l->today - 1 - (day_t)below(l, 30), l->today, &p);
	applies(l, o, at);
	json_put(o, "person", made_up_record(&p));
	json_put(o, "new", json_true());
	put(o, "note", demo_words[NEWBORN]);
	json_put(o, "applicant", json_pack("{s:s, s:s}", "capacity", "parent", "person", holder));
	put(o, "holder_relation", "child");
	json_put(o, "basis", json_pack("{s:s, s:b}", "kind", "use", "consent", 1));
	return o;
}

/* Four to ten months; or so short that it is not required; or the lease ends before. */
static json_t *stay(struct life *l)
{
	json_t *o = request(l, "register_temporary");
	int days = below(l, 5) == 0 ? 60 : 120 + (int)below(l, 180);
	bool shorter = below(l, 4) == 0;

	applies(l, o, dwelling(l, false));
	put(o, "person", id(l, 'P', adult(l)));
	json_put(o, "basis",
	    json_pack("{s:s, s:s, s:b}", "kind", "lease", "until",
		date(l, shorter ? days - 20 : days), "consent", 1));
	json_put(o, "term", json_pack("{s:s, s:s}", "from", date(l, 0), "until", date(l, days)));
	return o;
}

static json_t *removal(struct life *l)
{
	json_t *o = request(l, "deregister");
	size_t at;

	if (l->n_registrations == 0 || below(l, 3) == 0) {
		bool death = below(l, 2) == 0;

		put(o, "person", id(l, 'P', adult(l)));
		put(o, "ground", death ? "death" : "emigration");
		json_put(o, "applicant", json_pack("{s:s}", "capacity", "authority"));
		json_put(o, "papers",
		    json_pack("[o]", death
					 ? paper(l, "death_certificate", demo_words[CIVIL_REGISTRY])
					 : paper(l, "exit_permit", demo_words[MIGRATION_SERVICE])));
		return o;
	}
	at = below(l, l->n_registrations);
	json_put(o, "registration", json_text(l->registration[at]));
	if (below(l, 2) == 0) {
		put(o, "ground", "own_application");
		json_put(o, "applicant", json_pack("{s:s}", "capacity", "self"));
	} else {
		put(o, "ground", "owner_application");
		json_put(o, "applicant",
		    json_pack(
			"{s:s, s:s}", "capacity", "owner", "holder", id(l, 'P', l->owner_of[at])));
	}
	return o;
}

static json_t *annulment(struct life *l)
{
	json_t *o = request(l, "annul");

	json_put(o, "target", json_integer(l->n_acts == 0 ? 1 : l->act[below(l, l->n_acts)]));
	json_put(o, "authority", json_pack("{s:s, s:s}", "kind", "superior", "unit", "almaty"));
	put(o, "violation", demo_words[FORGED_CONSENT]);
	return o;
}

static json_t *marriage(struct life *l)
{
	json_t *o = request(l, "correct_person");
	struct made_up_person p;

	made_up_resident(&l->t->m, &l->a, MADE_UP_RUSSIAN, l->today - 9000, l->today, &p);
	put(o, "person", id(l, 'P', adult(l)));
	json_put(o, "set", json_pack("{s:o}", "surname", json_text(p.surname)));
	json_put(o, "paper", paper(l, "marriage_certificate", demo_words[CIVIL_REGISTRY]));
	return o;
}

static json_t *sale(struct life *l)
{
	json_t *o = request(l, "record_holding");

	put(o, "dwelling", id(l, 'D', 1 + below(l, l->t->homes)));
	put(o, "holder", id(l, 'P', adult(l)));
	put(o, "kind", "owner");
	put(o, "share", "1/4");
	put(o, "from", date(l, -5));
	json_put(o, "paper", paper(l, "purchase", demo_words[NOTARY]));
	return o;
}

static json_t *new_house(struct life *l)
{
	json_t *o = request(l, "add_dwelling");

	json_put(o, "set",
	    json_pack("{s:s, s:s, s:o, s:s, s:s, s:s, s:s, s:s, s:s}", "kato", "751810000",
		"street", demo_words[NEW_STREET], "house",
		json_text(arena_printf(&l->a, "%d", (int)(l->today - demo_until))), "category",
		"house", "fund", "private", "useful_area", "88.00", "total_area", "101.50",
		"precinct", "p751810000-1", "unit", "u751810000"));
	json_put(o, "paper", paper(l, "acceptance", demo_words[AKIMAT]));
	return o;
}

/* Somebody whom the databank looks for. */
static json_t *sought(struct life *l)
{
	const struct town *t = l->t;
	size_t at = DEMO_WANTED_AT - 1 + DEMO_WANTED_OF * below(l, t->homes / DEMO_WANTED_OF + 1);
	json_t *o = move(l);

	if (at < t->homes && t->home[at].holder != 0)
		put(o, "person", id(l, 'P', t->home[at].holder));
	return o;
}

#define LEFT_OPEN 6 /* a queue to look at */

static json_t *decision(struct life *l)
{
	json_t *o;
	size_t at;

	if (l->n_open <= LEFT_OPEN)
		return stay(l);
	o = request(l, "resolve");
	at = below(l, l->n_open);
	json_put(o, "case", json_text(l->open[at]));
	l->open[at] = l->open[--l->n_open];
	put(o, "decision", below(l, 3) == 0 ? "refuse" : "grant");
	put(o, "note", demo_words[PAPERS_CHECKED]);
	return o;
}

/* ---- doing it ---- */

static void learn(struct life *l, const json_t *o, const json_t *answer)
{
	struct str outcome = json_get_str(answer, "outcome"),
		   reg = json_get_str(answer, "registration");
	struct demo *d = l->t->d;
	bool annul = str_is(json_get_str(o, "act"), "annul"), grant = str_is(outcome, "grant");
	size_t at;

	d->granted += grant;
	d->annulled += annul && grant;
	d->refused += str_is(outcome, "refuse");
	d->waiting += str_is(outcome, "review");
	d->other += str_is(outcome, "invalid") || str_is(outcome, "not_required");
	if (reg.n > 0) {
		const char *home = json_string_value(json_object_get(o, "dwelling"));

		at = l->n_registrations < KEPT ? l->n_registrations++ : below(l, KEPT);
		l->registration[at] = arena_str(&l->own, reg);
		l->owner_of[at] =
		    home != NULL ? l->t->home[strtoul(home + 1, NULL, 10) - 1].holder : 1;
		l->act[l->n_acts < KEPT ? l->n_acts++ : below(l, KEPT)] =
		    json_get_int(answer, "act", 1);
	}
	if (str_is(outcome, "review") && json_object_get(answer, "case") != NULL) {
		at = l->n_open < KEPT ? l->n_open++ : below(l, KEPT);
		l->open[at] = arena_str(&l->own, json_get_str(answer, "case"));
	}
}

/* A day's applications in one transaction. */
static enum rc one_day(struct life *l, size_t acts, struct err *e)
{
	static const struct {
		uint64_t of100;
		json_t *(*make)(struct life *);
	} lives[] = {{31, move}, {3, sought}, {9, crowded}, {7, newcomer}, {5, newborn}, {14, stay},
	    {12, removal}, {4, annulment}, {4, marriage}, {3, sale}, {2, new_house}, {6, decision}};
	struct act_env env = *l->t->env;
	enum rc rc = db_begin(l->t->db, true, e);

	for (size_t i = 0; rc == RC_OK && i < acts; i++) {
		struct act_answer answer;
		uint64_t x = below(l, 100);
		json_t *o;
		size_t k = 0;

		while (x >= lives[k].of100)
			x -= lives[k++].of100;
		o = json_keep(&l->a, lives[k].make(l));
		rc = acts_perform(l->t->db, &l->a, &env, o, &answer, e);
		if (rc == RC_OK)
			learn(l, o, answer.json);
		arena_free(&l->a);
	}
	if (rc == RC_OK && strcmp(db_engine(l->t->db), "sqlite") == 0)
		rc = evidence_seal_in_tx(l->t->db, e);
	if (rc == RC_OK)
		return db_commit(l->t->db, e);
	db_rollback(l->t->db);
	return rc;
}

#define DAYS 170

enum rc demo_live(struct town *t, struct err *e)
{
	struct life l = {.t = t};
	uint64_t all = t->persons / 6 < 600 ? t->persons / 6 : 600, done = 0;
	enum rc rc = RC_OK;

	for (int day = 0; rc == RC_OK && day < DAYS; day++) {
		uint64_t until = all * (uint64_t)(day + 1) / DAYS;

		l.today = demo_until + day;
		if (until > done)
			rc = one_day(&l, until - done, e);
		done = until;
	}
	arena_free(&l.a);
	arena_free(&l.own);
	return rc == RC_OK ? evidence_seal(t->db, e) : rc;
}
