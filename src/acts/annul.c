/*
 * annul (point 20): of one act, by the unit that made it, a superior unit or a
 * court.  Nothing is undone step by step: the events of the act stop counting, and
 * the stays of its persons follow anew from those that do (src/history).
 */
#include "task.h"

#define CHAIN_MAX 32 /* annulments of annulments of …: nobody gets there honestly */

/* An act is annulled where an annulment of it is in effect, that is not itself annulled. */
static enum rc annulled(struct task *t, int64_t id, int depth, bool *out)
{
	int64_t *by = NULL;
	size_t n = 0, cap = 0;
	struct db_cur c;
	enum rc rc;

	*out = false;
	db_start(t->db, &c, STMT_ACT_ANNULLING, DB_ARGS(DB_INT(id)), t->e);
	while (db_next(&c, t->e)) {
		by = ARENA_GROW(t->a, by, n, &cap);
		by[n++] = db_int(&c, 0);
	}
	rc = db_end(&c);
	for (size_t i = 0; rc == RC_OK && i < n && !*out && depth < CHAIN_MAX; i++) {
		bool undone;

		rc = annulled(t, by[i], depth + 1, &undone);
		*out = !undone;
	}
	return rc;
}

/* It was granted, at once or when its case was cleared, and so changed something. */
static enum rc in_effect(struct task *t, const struct act *act, bool *out)
{
	struct workcase c;
	enum rc rc;

	*out = str_is(act->outcome, "grant") && act_effect(act) != NULL;
	if (!str_is(act->outcome, "review"))
		return RC_OK;
	rc = workcase_by_act(t->db, t->a, act->id, &c, t->e);
	*out = rc == RC_OK && str_is(c.state, "granted");
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static const char *const annullable[] = {"register_permanent", "register_temporary", "deregister",
    "register_foreigner", "extend_stay", "shorten_stay", "annul"};

static const char *target_kind(struct str kind)
{
	for (size_t i = 0; i < ARRAY_LEN(annullable); i++)
		if (str_is(kind, annullable[i]))
			return annullable[i];
	return "other";
}

/* What the register knows of the act that is to be annulled. */
static enum rc target_facts(struct task *t, const struct act *target, json_t *facts)
{
	json_t *list = json_keep(t->a, json_array());
	json_t *o = json_keep(t->a, json_object());
	bool effective = false, gone = false;
	enum rc rc = in_effect(t, target, &effective);

	if (rc == RC_OK)
		rc = annulled(t, target->id, 0, &gone);
	if (rc == RC_OK)
		rc = annul_blocks(t, target->id, list);
	json_put(o, "kind", json_string(target_kind(target->kind)));
	json_put(o, "unit", json_text(target->unit));
	json_put(o, "date", json_day(target->day));
	json_put(o, "in_effect", json_boolean(effective));
	json_put(o, "annulled", json_boolean(gone));
	json_put(o, "dependents", json_integer((json_int_t)json_array_size(list)));
	json_put(facts, "target", shared(o));
	return rc;
}

static enum rc gather(struct task *t, const struct act *target, struct str unit, json_t *facts)
{
	const json_t *authority = json_object_get(t->request, "authority");
	json_t *superiors = NULL;
	json_t *who =
	    json_is_object(authority) ? json_copy(json_deconst(authority)) : shared(authority);
	enum rc rc = RC_OK;

	json_put(facts, "act", json_text(t->kind));
	if (!t->date_bad)
		json_put(facts, "date", json_day(t->date));
	json_put(facts, "authority", who);
	json_put(facts, "violation", shared(json_object_get(t->request, "violation")));
	json_put(facts, "court_decision", shared(json_object_get(t->request, "court_decision")));
	if (target->id == 0)
		return RC_OK;
	rc = target_facts(t, target, facts);
	if (rc == RC_OK)
		rc = unit_superiors(t->db, t->a, target->unit, &superiors, t->e);
	if (rc == RC_OK && json_is_object(who)) {
		json_put(who, "unit", json_text(unit));
		json_put(who, "superiors", shared(superiors));
	}
	return rc;
}

/* What follows beside the verdict: in an answer and with the act, never in the entry. */
static enum rc record(
    struct task *t, const struct act *target, struct str unit, json_t *facts, json_t *verdict)
{
	const struct decided d = {.request = t->request, .facts = facts, .verdict = verdict};
	struct str outcome = json_get_str(verdict, "outcome");
	struct chain ch = annul_chain(target);
	struct act act = task_act(t, unit, arena_z(t->a, outcome));
	json_t *answer = json_keep(t->a, json_copy(verdict));
	json_t *effect = json_object();
	enum rc rc = RC_OK;

	act.target = target->id;
	act.subject = target->subject;
	act.dwelling = target->dwelling;
	json_put(act.body, "effect", effect);
	if (str_is(outcome, "grant")) {
		json_t *annul = json_object();

		rc = annul_changes(t, &ch, answer);
		json_put(annul, "target", json_integer(target->id));
		json_put(annul, "root", json_integer(ch.root));
		if (ch.undoes != 0)
			json_put(annul, "undoes", json_integer(ch.undoes));
		json_put(effect, "annul", annul);
	}
	task_decided(t, &act, &d);
	if (rc == RC_OK)
		rc = task_record(t, &act);
	json_put(answer, "act", json_integer(act.id));
	t->answer->json = answer;
	t->answer->status = outcome_status(outcome);
	return rc;
}

static enum rc answer_draft(struct task *t, const struct act *target, json_t *verdict)
{
	struct chain ch = annul_chain(target);
	json_t *list = json_array();
	enum rc rc = RC_OK;

	json_put(verdict, "blocks", list);
	if (target->id != 0)
		rc = annul_blocks(t, target->id, list);
	if (rc == RC_OK && target->id != 0)
		rc = annul_changes(t, &ch, verdict);
	t->answer->json = verdict;
	t->answer->status = 200;
	return rc;
}

/* The officer's own unit; for `mekenjai act' the given one, or the one that made the act. */
static struct str annulling_unit(const struct task *t, const struct act *target)
{
	struct str given = json_get_str(json_object_get(t->request, "authority"), "unit");

	if (t->env->who.role != ROLE_OWNER)
		return t->env->who.unit;
	if (given.n > 0)
		return given;
	return t->unit.n > 0 ? t->unit : target->unit;
}

/* Units are looked up; only who owns the register says for which one he records. */
static void check_authority(struct task *t)
{
	const json_t *authority = json_object_get(t->request, "authority");
	struct str unit;

	if (!json_is_object(authority))
		return;
	if (json_object_get(authority, "superiors") != NULL)
		task_bad(t, "authority.superiors", PROBLEM_UNKNOWN_FIELD, STR(""));
	if (t->env->who.role == ROLE_OWNER)
		(void)task_text(t, authority, "unit", "authority.unit", &unit);
	else if (json_object_get(authority, "unit") != NULL)
		task_bad(t, "authority.unit", PROBLEM_UNKNOWN_FIELD, STR(""));
}

/* target->id 0: there is none, with the issue. */
static enum rc find_target(struct task *t, struct act *target)
{
	const json_t *id = json_object_get(t->request, "target");
	enum rc rc;

	*target = (struct act){0};
	if (!json_is_integer(id)) {
		task_bad(t, "target", id == NULL ? PROBLEM_MISSING : PROBLEM_ACT_NUMBER, STR(""));
		return RC_OK;
	}
	rc = act_read(t->db, t->a, json_integer_value(id), target, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "target", PROBLEM_NO_SUCH,
		    arena_printf(t->a, "%lld", (long long)json_integer_value(id)));
		*target = (struct act){0};
		rc = RC_OK;
	}
	return rc;
}

enum rc run_annul(struct task *t)
{
	json_t *facts = json_keep(t->a, json_object());
	const json_t *papers;
	struct act target;
	struct str unit;
	json_t *verdict;
	enum rc rc;

	check_authority(t);
	(void)task_papers(t, t->request, "", &papers);
	rc = find_target(t, &target);
	if (rc != RC_OK)
		return rc;
	unit = annulling_unit(t, &target);
	rc = gather(t, &target, unit, facts);
	if (rc != RC_OK || !task_judge(t, facts, NULL, &verdict))
		return rc;
	if (t->env->preview)
		return answer_draft(t, &target, verdict);
	return t->bad->n > 0 ? RC_OK : record(t, &target, unit, facts, verdict);
}
