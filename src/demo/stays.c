/*
 * Foreign nationals of the last two months: registered, most with their certificate, some
 * extended, shortened, gone or annulled; one came too late, and one has the name and birth date of another.
 * Like all of the town they come in by acts, and the days are counted back from today, so
 * that there is somebody to look at.
 */
#include "demo_impl.h"

#include "evidence.h"

#include <string.h>

#define STAYS 48
#define TWIN  (STAYS - 2) /* has the name of MODEL, and another passport */
#define MODEL 7
#define LATE  (STAYS - 4)

struct stays {
	struct town *t;
	struct arena a; /* of one request */
	struct arena own;
	struct made_up_person model; /* lives in own */
};

static uint64_t below(struct stays *s, uint64_t n)
{
	return prng_below(&s->t->m.r, n);
}

static json_t *request(const char *act, day_t on)
{
	json_t *o = json_pack("{s:s}", "act", act);

	json_put(o, "date", json_day(on));
	return o;
}

static enum rc perform(struct stays *s, json_t *o, struct str *registration, struct err *e)
{
	struct act_answer answer;
	struct act_env env = *s->t->env;
	struct demo *d = s->t->d;
	enum rc rc = acts_perform(s->t->db, &s->a, &env, json_keep(&s->a, o), &answer, e);
	struct str outcome;

	if (rc != RC_OK)
		return rc;
	outcome = json_get_str(answer.json, "outcome");
	d->granted += str_is(outcome, "grant");
	d->refused += str_is(outcome, "refuse");
	d->waiting += str_is(outcome, "review");
	d->other += str_is(outcome, "invalid") || str_is(outcome, "not_required");
	if (registration != NULL)
		*registration = json_get_str(answer.json, "registration");
	return RC_OK;
}

/* ---- one comes ---- */

static const struct home *home(struct stays *s, size_t *at)
{
	const struct town *t = s->t;

	*at = below(s, t->homes);
	for (size_t i = 0; i < t->homes; i++, *at = (*at + 1) % t->homes)
		if (t->home[*at].holder != 0)
			break;
	return &t->home[*at];
}

static json_t *document(const struct made_up_person *p, day_t on)
{
	json_t *o = json_pack("{s:s,s:s,s:s}", "type", "ordinary", "citizenship", p->citizenship,
	    "country", p->citizenship);

	json_put(o, "number", json_text(p->document_number));
	json_put(o, "surname", json_text(p->surname_latin));
	json_put(o, "given", json_text(p->given_latin));
	json_put(o, "surname_latin", json_text(p->surname_latin));
	json_put(o, "given_latin", json_text(p->given_latin));
	json_put(o, "birth_date", json_day(p->birth));
	json_put(o, "sex", json_text((struct str){&p->sex, 1}));
	json_put(o, "expires", json_day(on + 1200));
	return o;
}

static void who(struct stays *s, int i, day_t on, struct made_up_person *p)
{
	struct arena *a = i == MODEL ? &s->own : &s->a;

	made_up_foreigner(&s->t->m, a, made_up_birth(&s->t->m, 19, 60, on), on, p);
	if (i == MODEL)
		s->model = *p;
	if (i == TWIN) {
		struct str number = p->document_number;

		*p = s->model;
		p->document_number = number;
	}
}

static json_t *arrival(struct stays *s, int i, day_t on)
{
	static const char *const purposes[] = {"work", "private", "study", "tourism"};
	json_t *o = request("register_foreigner", on);
	day_t entry = on - (i == LATE ? 25 : 1 + (day_t)below(s, 4));
	day_t until = entry + 20 + (day_t)below(s, 70);
	struct made_up_person p;
	const struct home *h;
	size_t at;

	who(s, i, on, &p);
	h = home(s, &at);
	json_put(o, "document", document(&p, on));
	json_put(o, "dwelling", json_text(arena_printf(&s->a, "D%zu", at + 1)));
	json_put(o, "host", json_text(arena_printf(&s->a, "P%u", h->holder)));
	json_put(o, "entry_date", json_day(entry));
	json_put(o, "stay_until", json_day(until));
	json_put(o, "purpose", json_string(purposes[i % 4]));
	json_put(o, "card_mark", json_boolean(i % 3 != 0));
	if (pack_visa_free(s->t->env->pack, str_of(p.citizenship), entry) == NULL)
		json_put(o, "visa",
		    json_pack("{s:b,s:s,s:o,s:o}", "required", 1, "category", "work", "number",
			json_text(
			    arena_printf(&s->a, "V%07llu", (unsigned long long)below(s, 10000000))),
			"until", json_day(until + 60)));
	if (i % 5 != 0)
		json_put(o, "papers",
		    json_pack("[{s:s,s:s}]", "kind", "host_confirmation", "number", "1"));
	return o;
}

/* ---- what happens to the stay ---- */

static json_t *of_stay(const char *act, day_t on, struct str registration)
{
	json_t *o = request(act, on);

	json_put(o, "registration", json_text(registration));
	return o;
}

static json_t *term(
    const char *act, day_t on, struct str registration, day_t until, enum demo_word why)
{
	json_t *o = of_stay(act, on, registration);

	json_put(o, "requested_until", json_day(until));
	json_put(o, "ground", json_string(demo_words[why]));
	return o;
}

static enum rc later(struct stays *s, int i, day_t on, struct str registration, struct err *e)
{
	day_t today = s->t->env->today;
	json_t *o = NULL;

	if (i % 9 == 4)
		o = term("extend_stay", today, registration, today + 85, WORK_CONTRACT);
	else if (i % 11 == 3)
		o = term("shorten_stay", today, registration, today + 1, LEAVES_EARLIER);
	else if (i % 13 == 6) {
		o = of_stay("depart", today, registration);
		json_put(o, "left_on", json_day(on + (today - on) / 2));
	}
	return o == NULL ? RC_OK : perform(s, o, NULL, e);
}

static enum rc one(struct stays *s, int i, struct err *e)
{
	day_t on = s->t->env->today - (STAYS - 1 - i);
	struct str registration = {0};
	enum rc rc = perform(s, arrival(s, i, on), &registration, e);

	if (rc != RC_OK || registration.n == 0)
		return rc;
	if (i % 6 != 2) /* the others wait for their certificate (point 16) */
		rc = perform(s, of_stay("issue_certificate", on, registration), NULL, e);
	return rc == RC_OK ? later(s, i, on, registration, e) : rc;
}

enum rc demo_stays(struct town *t, struct err *e)
{
	struct stays s = {.t = t};
	enum rc rc = db_begin(t->db, true, e);

	for (int i = 0; rc == RC_OK && i < STAYS; i++) {
		rc = one(&s, i, e);
		arena_free(&s.a);
	}
	arena_free(&s.own);
	if (rc == RC_OK && strcmp(db_engine(t->db), "sqlite") == 0)
		rc = evidence_seal_in_tx(t->db, e);
	if (rc == RC_OK)
		rc = db_commit(t->db, e);
	else
		db_rollback(t->db);
	return rc == RC_OK ? evidence_seal(t->db, e) : rc;
}
