/*
 * The journal as others read it: the event feed, and one act.  An entry is what the
 * journal has, less what the reader's role keeps from him; which check was pending, and
 * who decided it, are for the duty unit and the auditor alone (point 17).
 */
#include "api_impl.h"

#include "evidence.h"

#include <string.h>

#define FEED_MAX 1000
#define WAIT_MAX 30

/* Acts without personal data, which the administrator sees; all the others are about people. */
static bool administrative(struct str kind)
{
	return str_starts(kind, "load_") || str_starts(kind, "user_") ||
	       str_starts(kind, "token_") || str_is(kind, "change_rules");
}

static bool withheld(const struct visit *v, const struct act *act)
{
	if (visit_may(v, ROLE_AUDITOR))
		return false;
	if (visit_may(v, ROLE_ADMIN))
		return !administrative(act->kind);
	if (str_starts(act->kind, "user_") || str_starts(act->kind, "token_"))
		return true;
	return !visit_may(v, ROLE_OFFICER | ROLE_SENIOR | ROLE_DUTY);
}

/* Who cleared a case, and when the program did by itself, says which check it was. */
bool api_tells_of_screening(struct str kind)
{
	return str_is(kind, "resolve") || str_is(kind, "screen");
}

static json_t *entry(struct visit *v, const struct act *act)
{
	json_t *o = json_keep(v->a, json_copy(act->body));

	(void)json_object_del(o, "id");
	(void)json_object_del(o, "text");
	json_put(o, "act", json_integer(act->id));
	if (act->position != 0)
		json_put(o, "position", json_integer(act->position));
	if (api_tells_of_screening(act->kind) && !role_sees_screening(v->user->role)) {
		(void)json_object_del(o, "officer");
		(void)json_object_del(o, "unit");
	}
	return o;
}

static bool masked_out(const struct visit *v, const struct act *act)
{
	return str_is(act->kind, "screen") && !role_sees_screening(v->user->role);
}

static json_t *page(struct visit *v, const struct act *act, size_t n, int64_t after)
{
	json_t *o = json_keep(v->a, json_object());
	json_t *list = json_array();
	size_t shown = 0;

	for (size_t i = 0; i < n; i++) {
		if (withheld(v, &act[i]) || masked_out(v, &act[i])) {
			(void)json_array_append_new(
			    list, json_pack("{s:I,s:b}", "position", (json_int_t)act[i].position,
				      "withheld", 1));
			continue;
		}
		(void)json_array_append(list, entry(v, &act[i]));
		shown += act[i].subject.n > 0;
	}
	json_put(o, "acts", list);
	json_put(o, "next", json_integer(n > 0 ? act[n - 1].position : after));
	if (shown > 0)
		visit_access(v, STR(""),
		    arena_printf(
			v->a, "acts after %lld: %zu about persons", (long long)after, shown),
		    false);
	return o;
}

enum rc api_feed(struct visit *v)
{
	struct act *act;
	int64_t after, limit, wait;
	size_t n;
	enum rc rc;

	if (!ask_query(v) || !ask_int(v, "after", 0, INT64_MAX, 0, &after) ||
	    !ask_int(v, "limit", 1, FEED_MAX, FEED_MAX, &limit) ||
	    !ask_int(v, "wait", 0, WAIT_MAX, 0, &wait))
		return RC_OK;
	act = ARENA_ARRAY(v->a, struct act, (size_t)limit);
	rc = act_feed(v->db, v->a, after, act, (size_t)limit, &n, &v->e);
	if (rc != RC_OK || (n == 0 && wait > 0 && visit_park(v, wait)))
		return rc;
	return answer_tagged(v, 0, page(v, act, n, after));
}

/* The personal side of an act, for those who said why. */
static void add_text(struct visit *v, const struct act *act, json_t *o)
{
	static const char *const parts[] = {
	    "request", "facts", "verdict", "paper", "data", "decision", "note"};
	json_t *text;

	if (act->text == NULL || v->purpose.n == 0 || !visit_may(v, READERS | ROLE_DUTY))
		return;
	text = json_object();
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		const json_t *part = json_object_get(act->text, parts[i]);

		/* A duty officer's note says what the check was. */
		if (api_tells_of_screening(act->kind) && !role_sees_screening(v->user->role) &&
		    strcmp(parts[i], "note") == 0)
			continue;
		if (part != NULL)
			json_put(text, parts[i], json_deep_copy(part));
	}
	answer_mask(json_object_get(text, "verdict"), v->user->role);
	if (!role_sees_screening(v->user->role))
		(void)json_object_del(json_object_get(text, "facts"), "screening");
	json_put(o, "text", text);
}

enum rc api_act_get(struct visit *v)
{
	struct act act;
	int64_t id, by = 0;
	bool annulled = false;
	json_t *o;
	enum rc rc;

	if (!ask_query(v))
		return RC_OK;
	if (!ask_id(visit_param(v, "id"), &id))
		return RC_NOT_FOUND;
	rc = act_read(v->db, v->a, id, &act, &v->e);
	if (rc == RC_OK)
		rc = act_annulled(v->db, id, &annulled, &by, &v->e);
	if (rc != RC_OK)
		return rc;
	if (withheld(v, &act) || masked_out(v, &act))
		return RC_FORBIDDEN;
	o = entry(v, &act);
	if (annulled)
		json_put(o, "annulled_by", json_integer(by));
	add_text(v, &act, o);
	if (act.subject.n > 0)
		visit_access(v, act.subject, arena_printf(v->a, "act %lld", (long long)id), false);
	return answer_tagged(v, 0, o);
}
