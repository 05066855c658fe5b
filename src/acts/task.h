/* One act on its way through the house: what the files of this folder share. */
#ifndef TASK_H
#define TASK_H

#include "acts.h"
#include "evidence.h"
#include "records.h"
#include "residence.h"
#include "rules.h"
#include "workcase.h"

struct task {
	struct db *db;
	struct arena *a;
	const struct act_env *env;
	const json_t *request; /* an object */
	struct str kind;       /* its `act' */
	day_t date;            /* its `date', or today */
	struct str unit;       /* given unit; empty: the dwelling's, or the actor's */
	struct str officer;
	int64_t recorded_us;
	struct issues *bad;    /* what is wrong with the request */
	int bad_status;        /* 400, or what the first issue asks for */
	struct act_answer *answer;
	struct err *e;
};

/* The kinds of act; run is called with the common fields already checked. */
struct act_kind {
	const char *name;
	unsigned roles;            /* who may; ROLE_OWNER always */
	const char *const *fields; /* of the request, besides the common ones; ends with NULL */
	enum rc (*run)(struct task *t);
};

enum rc run_register(struct task *t);
enum rc run_deregister(struct task *t);
enum rc run_annul(struct task *t);
enum rc run_resolve(struct task *t);
enum rc run_add_person(struct task *t);
enum rc run_correct_person(struct task *t);
enum rc run_vote(struct task *t);
enum rc run_add_dwelling(struct task *t);
enum rc run_change_dwelling(struct task *t);
enum rc run_record_holding(struct task *t);
enum rc run_end_holding(struct task *t);

/* ---- issues and answers ---- */

void task_bad(struct task *t, const char *field, enum problem p, struct str arg);
void task_bad_status(struct task *t, const char *field, enum problem p, struct str arg, int status);
/* Issues of a part, put under `prefix' ("persons.0"). */
void task_bad_under(struct task *t, const char *prefix, const struct issues *l);
/* The answer `invalid' with everything in t->bad. */
enum rc task_invalid(struct task *t);
json_t *issues_json(struct arena *a, const struct issues *l, const struct wording *w);
/* {"outcome": …, "reasons": []} for the acts that have no rules. */
enum rc task_done(struct task *t, int64_t act, json_t *more);

/* ---- recording ---- */

/* An act with the common fields set from t; body and text are empty objects. */
struct act task_act(const struct task *t, struct str unit, const char *outcome);
/* Give it an id, write it, and bring the derived tables in step. */
enum rc task_record(struct task *t, struct act *act);
/* A new identifier of the register: `P-…' and so on. */
struct str task_new_id(const struct task *t, char letter);

/* ---- looking up, with the issue where it fails ---- */

/* true: *out is filled.  A missing or unknown one is an issue at `field'.  *rc is a failure. */
bool task_dwelling(struct task *t, struct dwelling *out, enum rc *rc);
bool task_text(struct task *t, const json_t *o, const char *key, const char *field, struct str *out);
bool task_day(struct task *t, const json_t *o, const char *key, bool needed, day_t otherwise, day_t *out);

/* A person of a request: an id, or an object of somebody who is not there yet. */
struct subject {
	struct person p;
	bool is_new; /* to be entered with this act: p.data, p.id are ready */
};
bool task_person(struct task *t, const json_t *v, const json_t *around, const char *field, struct subject *out,
    enum rc *rc);
/* Record the add_person of a new one; nothing for one who is there. */
enum rc task_enter(struct task *t, struct subject *s);

/* May this actor act on this dwelling, with this date?  Issues where not. */
enum rc task_authority(struct task *t, struct str dwelling_unit);
/* An act dated before a live act of the same person and kind is an issue at `date'. */
enum rc task_order(struct task *t, struct str person, const char *prefix);

/* The papers of a request: a list of {kind, number, date, issuer}; false with issues. */
bool task_papers(struct task *t, const json_t *around, const char *prefix, const json_t **out);

/* ---- rules ---- */

/* Judge facts (decide.md) and give the verdict as JSON, without the reasons in
 * `cleared' (a list of codes, or NULL).  Issues are the caller's faults, named in
 * t->bad under `prefix'. */
bool task_judge(struct task *t, json_t *facts, const json_t *cleared, const char *prefix, json_t **verdict);
/* The codes of a verdict's reasons with effect review, and who clears them. */
json_t *verdict_reviews(struct arena *a, const json_t *verdict, unsigned *waits);
unsigned reason_waits(struct str code);

/* ---- holders ---- */

/* Those whose written consent point 7 asks for, on the day of the application. */
struct holders {
	const struct holding **v;
	size_t n;
	size_t known; /* live holdings of any kind: 0 = the register knows no holder */
	struct holdings all;
};
bool fund_is_public(const json_t *dwelling);
enum rc task_holders(struct task *t, const struct dwelling *d, struct holders *out);
/* Has each of them given one?  Checks the form of `consents'. */
bool consents_cover(struct task *t, const struct holders *h, struct str except, const json_t *consents,
    const char *prefix);

/*
 * The check of point 17, behind this one interface: facts.screening gets `clear',
 * `hit' or `unavailable' (decide.md section 2), and the answer is what is to be kept
 * as text.screening, NULL where there is nothing to keep.  A preview never screens.
 */
enum rc task_screening(struct task *t, const json_t *person, json_t *facts, json_t **keep);

/* ---- taking effect ---- */

/* An application for a registration, gathered: one person of it. */
struct application {
	struct subject who;
	struct dwelling dwelling;
	const json_t *request; /* of this person: the common fields and his own */
	json_t *facts, *verdict, *screening;
	struct str prefix;
	bool temporary;
};
/* Facts of a registration as the register has them now.  `others': the persons of the same application. */
enum rc register_gather(struct task *t, struct application *app, const json_t *others, int64_t newcomers);
/* What it changes: an element of `register' in the effect. */
json_t *register_effect(const struct task *t, const struct application *app, int64_t of, struct str *registration);

struct removal {
	struct person who;
	struct dwelling dwelling;
	struct str registration; /* empty: every live one */
	json_t *facts, *verdict, *screening;
};
enum rc deregister_gather(struct task *t, const json_t *request, struct removal *r);
void deregister_effect(const struct task *t, const struct removal *r, int64_t of, json_t *effect);

#endif
