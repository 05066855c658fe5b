/* Acts and the guests that hosts reported: finding one, and dismissing him. */
#include "task.h"

#include "guest.h"
#include "utf8.h"

bool task_guest(struct task *t, struct guest *out, enum rc *rc)
{
	struct str name, notice;
	int64_t line;

	*rc = RC_OK;
	*out = (struct guest){0};
	if (!task_text(t, t->request, "guest", "guest", &name))
		return json_object_get(t->request, "guest") == NULL;
	if (guest_name_parse(name, &notice, &line))
		*rc = guest_read(t->db, t->a, notice, line, out, t->e);
	else
		*rc = RC_NOT_FOUND;
	if (*rc == RC_NOT_FOUND) {
		*rc = RC_OK;
		task_bad(t, "guest", PROBLEM_NO_SUCH, name);
		return false;
	}
	return *rc == RC_OK;
}

void task_guest_effect(const struct guest *g, enum guest_state state, json_t *effect)
{
	if (g->notice.n > 0)
		json_put(effect, "guest",
		    json_pack("{s:o, s:I, s:s}", "notice", json_text(g->notice), "line",
			(json_int_t)g->line, "state", guest_state_word(state)));
}

enum guest_state guest_outcome(struct str outcome)
{
	if (str_is(outcome, "grant"))
		return GUEST_REGISTERED;
	if (str_is(outcome, "review"))
		return GUEST_REVIEW;
	return str_is(outcome, "refuse") ? GUEST_REFUSED : GUEST_NOT_REQUIRED;
}

bool task_guest_open(struct task *t, const struct guest *g)
{
	if (g->notice.n == 0 || (g->state != GUEST_REGISTERED && g->state != GUEST_REVIEW))
		return true;
	task_bad_status(t, "guest", PROBLEM_NOT_LIVE, guest_name(t->a, g->notice, g->line), 409);
	return false;
}

/* Nobody is registered: a duplicate, one who never came.  Who decided so is on record. */
enum rc run_dismiss_guest(struct task *t)
{
	struct str note = json_get_str(t->request, "note");
	struct guest g;
	struct act act;
	json_t *effect;
	enum rc rc;

	if (json_object_get(t->request, "guest") == NULL)
		task_bad(t, "guest", PROBLEM_MISSING, STR(""));
	if (utf8_blank(note))
		task_bad(t, "note", PROBLEM_MISSING, STR(""));
	if (!task_guest(t, &g, &rc) || g.notice.n == 0)
		return rc;
	rc = task_authority(t, g.unit, "guest");
	if (rc == RC_OK && g.state != GUEST_WAITING)
		task_bad_status(
		    t, "guest", PROBLEM_NOT_LIVE, guest_name(t->a, g.notice, g.line), 409);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	act = task_act(t, g.unit, "grant");
	act.dwelling = g.dwelling;
	effect = json_object();
	task_guest_effect(&g, GUEST_DISMISSED, effect);
	json_put(act.body, "effect", effect);
	json_put(act.text, "request", shared(t->request));
	json_put(act.text, "note", json_text(utf8_nfc(t->a, utf8_trim(note))));
	rc = task_record(t, &act);
	return rc == RC_OK ? task_done(t, act.id, NULL) : rc;
}
