/* The state of a reported guest, from the acts about him. */
#include "derive_guest.h"

#include "guest.h"

/*
 * What refused, by point and code, out of the entry's verdict: it is what the applicant is told
 * as well, and has nothing of point 17.
 */
static struct db_val refusal(struct arena *a, const struct act *act, bool refused)
{
	const json_t *reasons = json_object_get(json_object_get(act->body, "verdict"), "reasons");
	json_t *list = json_keep(a, json_array());

	for (size_t i = 0; refused && i < json_array_size(reasons); i++) {
		const json_t *r = json_array_get(reasons, i);

		if (str_is(json_get_str(r, "effect"), "refuse"))
			(void)json_array_append_new(list,
			    json_pack("{s:o, s:o}", "point", json_text(json_get_str(r, "point")),
				"code", json_text(json_get_str(r, "code"))));
	}
	return json_array_size(list) == 0 ? DB_NULL : DB_TEXT(json_canonical(a, list));
}

enum rc derive_guest(struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	struct str state = json_get_str(effect, "state");
	struct arena a = {0};
	struct db_val note = DB_NULL;
	enum rc rc;

	if (db_is_shadowed(db))
		return RC_OK;
	if (str_is(state, "dismissed"))
		note = DB_TEXT_OR_NULL(json_get_str(act->text, "note"));
	rc = db_run(db, STMT_GUEST_DECIDED,
	    DB_ARGS(DB_TEXT(json_get_str(effect, "notice")),
		DB_INT(json_get_int(effect, "line", 0)), DB_TEXT(state), DB_INT(act->id), note,
		refusal(&a, act, str_is(state, "refused")), DB_INT(act->recorded_us)),
	    e);
	arena_free(&a);
	return rc;
}

static enum guest_state after_case(struct str state)
{
	if (str_is(state, "granted"))
		return GUEST_REGISTERED;
	if (str_is(state, "refused"))
		return GUEST_REFUSED;
	return str_is(state, "not_required") ? GUEST_NOT_REQUIRED : GUEST_DISMISSED;
}

enum rc guest_case_closed(struct db *db, const struct act *act, const json_t *closed, struct err *e)
{
	enum guest_state state = after_case(json_get_str(closed, "state"));
	struct arena a = {0};
	enum rc rc;

	if (db_is_shadowed(db))
		return RC_OK;
	rc = db_run(db, STMT_GUEST_CASE_CLOSED,
	    DB_ARGS(DB_TEXT(json_get_str(closed, "id")), DB_TEXT(str_of(guest_state_word(state))),
		refusal(&a, act, state == GUEST_REFUSED), DB_INT(act->recorded_us)),
	    e);
	arena_free(&a);
	return rc;
}

enum rc guest_annulled(
    struct db *db, const struct act *act, int64_t root, bool again, struct err *e)
{
	struct str waiting = str_of(guest_state_word(GUEST_WAITING));
	struct str registered = str_of(guest_state_word(GUEST_REGISTERED));

	if (db_is_shadowed(db))
		return RC_OK;
	return db_run(db, STMT_GUEST_ANNULLED,
	    DB_ARGS(DB_INT(root), DB_TEXT(again ? waiting : registered),
		DB_TEXT(again ? registered : waiting), DB_INT(act->recorded_us)),
	    e);
}
