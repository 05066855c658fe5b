/*
 * Legal acts: the only way to change the register.  One function takes a request
 * (interface.md section 4) through form, facts, rules and record, and answers.
 * It is what `mekenjai act', POST /api/v1/acts and the desk all call, inside a
 * writing transaction of the caller: every fact of the register that the
 * decision rests on is read in the transaction that records it.
 */
#ifndef ACTS_H
#define ACTS_H

#include "db.h"
#include "issue.h"
#include "json.h"
#include "pack.h"

/* Who acts.  `role' is one role bit of db.h; ROLE_OWNER is `mekenjai act', which may
 * all that a senior, the duty unit and an officer may, and be told all. */
struct actor {
	struct str name;   /* the user; what is recorded as officer */
	struct str unit;   /* his unit; for ROLE_OWNER empty: the dwelling's */
	struct str person; /* the person that he is, where known: nobody decides his own case */
	const struct str *precincts; /* of an inspector: those of his account */
	size_t precincts_n;
	unsigned role;
};

struct act_env {
	const struct pack *pack;
	struct actor who;
	const struct wording *words; /* of errors in the answers; NULL: English */
	int64_t now_us;              /* what is recorded as recorded_at */
	day_t today;                 /* its civil day in Almaty */
	bool preview;                /* judge a draft and record nothing (POST /acts/preview) */
	bool rehearsal; /* a register for trying things out: recorded_at may be given */
	/* Where certificates are asked after as long as the setting public_address says nothing. */
	struct str own_address;
};

/*
 * What came of it.  json is the answer of interface.md section 4 with everything
 * (answer_mask takes away what not everybody may see); status is the API's.
 * json and its parts live in the arena.
 *   201 grant   202 review   200 not_required, preview   422 refuse
 *   400 invalid   403 not for this user   404 no such record   409 conflict
 */
struct act_answer {
	int status;
	json_t *json;
	bool recorded; /* something was written: false for invalid and previews */
};

/*
 * RC_OK: answered, whatever the answer is.  Anything else is a failure of the
 * register (RC_RETRY may be repeated) and the caller rolls back.  The request
 * is not changed.  The caller's transaction may go on with further acts.
 */
enum rc acts_perform(struct db *db, struct arena *a, const struct act_env *env,
    const json_t *request, struct act_answer *out, struct err *e) MUST_USE;

/*
 * Point 17 is seen by the duty unit and the auditor alone: for other roles the
 * codes wanted-match and screening-not-done become one reason `check-pending',
 * and as notes they are left out.  Changes the answer in place.
 */
void answer_mask(json_t *answer, unsigned role);
bool role_sees_screening(unsigned role);

/* Screen again what waits for screening alone, after a list was loaded. */
enum rc acts_release_screened(
    struct db *db, const struct act_env *env, size_t *released, struct err *e) MUST_USE;

/*
 * The register is worked by one rule pack.  The first one that is used is recorded (act
 * `change_rules', table pack); another one is RC_CONFLICT unless `change' says so, which
 * is an act again.  Inside a writing transaction of the caller.
 */
enum rc acts_use_pack(
    struct db *db, const struct act_env *env, bool change, struct err *e) MUST_USE;
/* Make up the checks that could not be made when an act took effect at once (a
 * removal, point 13): each an act `screen', a hundred at most.  A list must be there. */
enum rc acts_screen_late(
    struct db *db, const struct act_env *env, size_t *done, struct err *e) MUST_USE;

/*
 * Decide the facts that an act recorded once more, under a pack.  NONE: the act was
 * no decision by rules.  then is borrowed from the act.
 */
struct act;
enum rejudged { REJUDGED_NONE, REJUDGED_SAME, REJUDGED_DIFFERS };
enum rejudged acts_rejudge(const struct pack *pack, struct arena *a, const struct act *act,
    json_t **now, const json_t **then);

/* What an annulment of this act would bring, and what stands in its way, for the
 * page before it: {"target", "blocks": [{act, kind, unit, date}], "restores":
 * [{person, registration, dwelling, from, until, exceeds_norm}], "ends": […]}. */
enum rc annul_preview(struct db *db, struct arena *a, const struct act_env *env, int64_t target,
    json_t **out, struct err *e) MUST_USE;

#endif
