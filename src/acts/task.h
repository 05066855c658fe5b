/* One act on its way through the house: what the files of this folder share. */
#ifndef TASK_H
#define TASK_H

#include "acts.h"
#include "evidence.h"
#include "guest.h"
#include "kind.h"
#include "records.h"
#include "residence.h"
#include "rules.h"
#include "workcase.h"

struct subject;
struct task {
	struct db *db;
	struct arena *a;
	const struct act_env *env;
	const json_t
	    *request;    /* an object; of a family: the common fields under one person's own */
	struct str kind; /* its `act' */
	day_t today;     /* the day of recording */
	day_t date;      /* its `date', or today */
	bool date_bad;   /* `date' is malformed: nothing follows from the day that stands in */
	/* An application that was accepted is gathered once more: nothing is asked of the caller
	 * again, and where the register has changed since, what it says now counts. */
	bool again;
	struct str applicant;        /* again: who applied */
	const struct subject *named; /* again: who an officer has just said that it is; or NULL */
	json_t *fresh;               /* persons who are new with this request: their data → id */
	json_t *entered;             /* of these, the ids that have been recorded */
	struct str prefix;           /* of a family: "persons.0", under which `own' stands */
	const json_t *own;           /* the person's own fields; NULL: no family */
	struct str unit;             /* given unit; empty: the dwelling's, or the actor's */
	struct str officer;
	int64_t recorded_us;
	struct issues *bad; /* what is wrong with the request */
	int bad_status;     /* 400, 409 if anything asks for it, 403 before all */
	json_t *more;       /* candidates, a case: what an answer `invalid' says besides */
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
enum rc run_register_foreigner(struct task *t);
enum rc run_stay_term(struct task *t); /* extend_stay, shorten_stay */
enum rc run_depart(struct task *t);
enum rc run_issue_certificate(struct task *t);
enum rc run_annul(struct task *t);
enum rc run_read_notices(struct task *t);
enum rc run_assign_notice(struct task *t);
enum rc run_visit(struct task *t);
enum rc run_answer_visit(struct task *t);
enum rc run_resolve(struct task *t);
enum rc run_add_person(struct task *t);
enum rc run_correct_person(struct task *t);
enum rc run_vote(struct task *t);
enum rc run_add_dwelling(struct task *t);
enum rc run_change_dwelling(struct task *t);
enum rc run_record_holding(struct task *t);
enum rc run_end_holding(struct task *t);
enum rc run_dismiss_guest(struct task *t);

/* ---- issues and answers ---- */

/* An issue once a field, at the field as the caller knows it: "basis.kind" of a family's
 * second person is "persons.1.basis.kind" only where he has a basis of his own. */
void task_bad(struct task *t, const char *field, enum problem p, struct str arg);
void task_bad_status(struct task *t, const char *field, enum problem p, struct str arg, int status);
/* All issues of a list. */
void task_bad_all(struct task *t, const struct issues *l);
/* A claim of the caller's that the register knows better (interface.md section 4). */
void task_contradicts(struct task *t, const char *field, enum problem p);
/* The caller must give more, unless he owns the register or gave what was enough already. */
bool task_bare_claims(const struct task *t);
/* `path.name', or name alone where path is empty. */
const char *task_under(struct task *t, const char *path, const char *name);
bool task_forbidden(const struct task *t); /* is an answer 403 already certain? */
/* Tell the caller more beside the issues; takes v. */
void task_more(struct task *t, const char *key, json_t *v);
/* The answer `invalid' with everything in t->bad; of a draft: `open'. */
enum rc task_invalid(struct task *t);
json_t *issues_json(struct arena *a, const struct issues *l, const struct wording *w);
/* {"outcome": …, "reasons": []} for the acts that have no rules. */
enum rc task_done(struct task *t, int64_t act, json_t *more);
/* The API's status of an outcome. */
int outcome_status(struct str outcome);

/* ---- recording ---- */

/* An act with the common fields set from t; body and text are empty objects. */
struct act task_act(const struct task *t, struct str unit, const char *outcome);
/* Give it an id, write it, and bring the derived tables in step; nothing in a preview. */
enum rc task_record(struct task *t, struct act *act);
/* A new identifier of the register: `P-…' and so on. */
struct str task_new_id(const struct task *t, char letter);

/* ---- looking up, with the issue where it fails ---- */

/* True: *out is there and well-formed. */
bool task_text(
    struct task *t, const json_t *o, const char *key, const char *field, struct str *out);
bool task_day(
    struct task *t, const json_t *o, const char *key, bool needed, day_t otherwise, day_t *out);
/* true: *out is filled.  A missing or unknown one is an issue at `field'.  *rc is a failure. */
bool task_dwelling(struct task *t, struct dwelling *out, enum rc *rc);

/* A person of a request: an id, or an object of somebody who is not there yet. */
struct subject {
	struct person p; /* p.id empty: not known */
	bool is_new;     /* to be entered with this act: p.data, p.id are ready */
};
bool task_person(
    struct task *t, const json_t *v, const char *field, struct subject *out, enum rc *rc);
/* Record the add_person of a new one; nothing for one who is there. */
enum rc task_enter(struct task *t, struct subject *s);

/* May this actor act on this dwelling?  An issue at `field' where not. */
enum rc task_authority(struct task *t, struct str dwelling_unit, const char *field);
/* An act dated before a live act of the same person and kind is an issue at `date'. */
enum rc task_order(struct task *t, struct str person);
/* And one dated before the act that it follows. */
enum rc task_after(struct task *t, int64_t act);
/* A second application for the same person and dwelling waits for the first: an issue
 * at `field', and the case. */
enum rc task_open_case(struct task *t, struct str person, struct str dwelling, const char *field);

/*
 * The guest whom the request names (`guest': "N-…/3"), whom a host reported: out->notice is
 * empty where it names nobody.  False: an issue there, or *rc.
 */
bool task_guest(struct task *t, struct guest *out, enum rc *rc);
/* Is he neither registered nor in a case already?  An issue at `guest' where he is. */
bool task_guest_open(struct task *t, const struct guest *g);
/* What an application's outcome makes of him; and the part of the effect that says so, nothing
 * where there is no guest. */
enum guest_state guest_outcome(struct str outcome);
void task_guest_effect(const struct guest *g, enum guest_state state, json_t *effect);

/* The papers of `around': a list of {kind, number, date, issuer}, or one `paper'; false with
 * issues under `path'. */
bool task_papers(struct task *t, const json_t *around, const char *path, const json_t **out);
/* A list of objects that follow one table of src/model; false with issues. */
bool task_list(struct task *t, const json_t *list, const struct kind *kind, const char *path);

/* ---- the applicant ---- */

/*
 * applicant.person, who is recorded with every application: an id, or somebody new.
 * `subject': the person whom it is about; who applies for himself is nobody else.  The
 * facts of the rules get the rest of the object.
 */
enum rc task_applicant(struct task *t, struct str subject, json_t *facts, struct subject *out);
/* The fields of facts that are only claimed, because the register cannot know: kept with the
 * act and shown. */
void task_claim(struct task *t, json_t **list, const char *field);

/* ---- rules ---- */

/*
 * Judge facts (decide.md) and give the verdict as JSON, without the reasons in `cleared'
 * (a list of codes, or NULL).  What is wrong with the facts goes to t->bad; false, and no
 * verdict, if anything is.  Of a draft there always is one.
 */
bool task_judge(struct task *t, json_t *facts, const json_t *cleared, json_t **verdict);
/* The codes of a verdict's reasons with effect review, and who clears them. */
json_t *verdict_reviews(struct arena *a, const json_t *verdict, unsigned *waits);
unsigned reason_waits(struct str code);

/* ---- what a decision leaves behind ---- */

/* All that an act rests on and that is kept with it; NULL: none. */
struct decided {
	const json_t *request, *facts, *verdict, *cleared, *screening, *claimed;
	struct str applicant; /* a person's id */
};
/* Put it into the act: the personal part into the text, the verdict into the entry without
 * what not everybody may see (point 17). */
void task_decided(const struct task *t, struct act *act, const struct decided *d);
/* The case of an act that somebody must decide: into effect, text and answer. */
void task_case(const struct task *t, struct act *act, json_t *effect, const json_t *verdict,
    int64_t family, json_t *answer);

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
/* A live holding of this holder; NULL: none. */
const struct holding *holders_of(const struct task *t, const struct holders *h, struct str holder);
/* Has each of them but `except' given one?  Checks the form of `consents'. */
bool consents_cover(
    struct task *t, const struct holders *h, struct str except, const json_t *consents);

/*
 * The check of point 17, behind this one interface: facts.screening gets `clear',
 * `hit' or `unavailable' (decide.md section 2), and the answer is what is to be kept
 * as text.screening, NULL where there is nothing to keep.  A preview never screens.
 */
enum rc task_screening(struct task *t, const json_t *person, json_t *facts, json_t **keep);

/* ---- taking effect ---- */

/* An application for a registration, gathered: one person of it. */
struct application {
	struct subject who, applicant;
	struct dwelling dwelling; /* id empty: not known */
	const json_t *request;    /* of this person: the common fields and his own */
	const json_t *own;        /* his own alone; NULL: no family */
	json_t *facts, *verdict, *screening, *claimed;
	struct str prefix;
	bool temporary;
};
/* Facts of a registration as the register has them now.  `others': the persons of the same
 * application.  What is not known is left out. */
enum rc register_gather(
    struct task *t, struct application *app, const json_t *others, int64_t newcomers);
/* What it changes: an element of `register' in the effect. */
json_t *register_effect(
    const struct task *t, const struct application *app, int64_t of, struct str *registration);

struct removal {
	struct person who; /* id empty: not known */
	struct subject applicant;
	struct dwelling dwelling; /* id empty: none is known */
	struct str registration;  /* empty: every live one */
	json_t *facts, *verdict, *screening, *claimed;
};
enum rc deregister_gather(struct task *t, struct removal *r);
void deregister_effect(const struct task *t, const struct removal *r, int64_t of, json_t *effect);

/* ---- annulment ---- */

/* What an annulment toggles: the rows of `root'; by ending the annulment `undoes', or by a
 * new one (undoes 0). */
struct chain {
	int64_t root, undoes;
};
struct chain annul_chain(const struct act *target);
/* The acts in effect that name what it made, appended to list. */
enum rc annul_blocks(struct task *t, int64_t target, json_t *list);
/* Which stays would begin to count (`restores') and which would end (`ends'), into out. */
enum rc annul_changes(struct task *t, const struct chain *ch, json_t *out);

/* A JSON value that has one more owner; NULL for NULL. */
static inline json_t *shared(const json_t *v)
{
	return v == NULL ? NULL : json_incref(json_deconst(v));
}

#endif
