/*
 * annul (point 20): of one act, by the unit that made it, a superior unit or a
 * court.  Nothing is undone step by step: the events of the act stop counting, and
 * the stays of its persons follow anew from those that do (src/history).
 */
#include "task.h"

#include "area.h"
#include "history.h"

#include <string.h>

static json_t *copy_of(const json_t *v)
{
	return v == NULL ? NULL : json_incref(json_deconst(v));
}

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

/* The acts in effect that name what it made: they stand in the way. */
static enum rc blocks(struct task *t, int64_t target, json_t *list)
{
	struct db_cur c;

	db_start(t->db, &c, STMT_EVENT_NAMING, DB_ARGS(DB_INT(target)), t->e);
	while (db_next(&c, t->e)) {
		json_t *o = json_object();

		json_put(o, "act", json_integer(db_int(&c, 0)));
		json_put(o, "recorded_at", json_text(time_str(t->a, db_int(&c, 1))));
		json_put(o, "unit", json_text(db_text(&c, 2, t->a)));
		json_put(o, "date", json_day((day_t)db_int(&c, 3)));
		json_put(o, "kind", json_text(db_text(&c, 4, t->a)));
		(void)json_array_append_new(list, o);
	}
	return db_end(&c);
}

/* What the annulment toggles: the rows of `root'; by ending the annulment `undoes', or by a new one. */
struct chain {
	int64_t root, undoes;
};

static struct chain chain_of(const struct act *target)
{
	const json_t *made = json_object_get(act_effect(target), "annul");

	if (made == NULL)
		return (struct chain){target->id, 0};
	if (json_get_int(made, "undoes", 0) != 0) /* an annulment of an annulment: what it ended begins again */
		return (struct chain){json_get_int(made, "root", 0), 0};
	return (struct chain){json_get_int(made, "root", 0), target->id};
}

/* ---- what it would change ---- */

static json_t *stay_json(const struct stay *s, struct str person)
{
	json_t *o = json_object();

	json_put(o, "person", json_text(person));
	json_put(o, "registration", json_text(s->opened->registration));
	json_put(o, "dwelling", json_text(s->opened->dwelling));
	json_put(o, "kind", json_string(s->opened->kind == STAY_TEMPORARY ? "temporary" : "permanent"));
	json_put(o, "from", json_day(s->from));
	if (s->until != DAY_NONE)
		json_put(o, "until", json_day(s->until));
	return o;
}

static const struct stay *same(const struct stay *list, size_t n, const struct stay *s)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].opened == s->opened)
			return &list[i];
	return NULL;
}

/* The stays in a that are longer, or other, than in b. */
static void longer(const struct stay *a, size_t na, const struct stay *b, size_t nb, struct str person, json_t *out)
{
	for (size_t i = 0; i < na; i++) {
		const struct stay *o = same(b, nb, &a[i]);
		bool more = o == NULL || (o->until != DAY_NONE && (a[i].until == DAY_NONE || a[i].until > o->until));

		if (more && !a[i].abroad)
			(void)json_array_append_new(out, stay_json(&a[i], person));
	}
}

/* Count the events of `root' as annulled, or as not. */
static void toggle(struct task *t, struct events *ev, int64_t root, bool undo)
{
	static const struct span always = {DAY_MIN, DAY_NONE};

	for (size_t i = 0; i < ev->n; i++)
		if (ev->v[i].act == root) {
			ev->v[i].voids = undo ? NULL : &always;
			ev->v[i].n_voids = undo ? 0 : 1;
		}
	(void)t;
}

static enum rc changes_of(struct task *t, struct str person, const struct chain *ch, json_t *restores, json_t *ends)
{
	struct events ev;
	struct stay *before, *after;
	size_t nb, na;
	enum rc rc = events_of_person(t->db, t->a, person, &ev, t->e);

	if (rc != RC_OK)
		return rc;
	before = ARENA_ARRAY(t->a, struct stay, ev.n + 1);
	after = ARENA_ARRAY(t->a, struct stay, ev.n + 1);
	nb = history_stays(ev.v, ev.n, KNOWN_NOW, before);
	toggle(t, &ev, ch->root, ch->undoes != 0);
	na = history_stays(ev.v, ev.n, KNOWN_NOW, after);
	longer(after, na, before, nb, person, restores);
	longer(before, nb, after, na, person, ends);
	return RC_OK;
}

/* A norm exceeded by restoring is a note, not a refusal. */
static enum rc mark_norm(struct task *t, json_t *stay)
{
	struct dwelling d;
	struct residences r;
	size_t others = 0;
	const struct pack_value *norm = pack_value(t->env->pack, PARAM_AREA_NORM, t->date);
	int64_t area = 0;
	enum rc rc = dwelling_on(t->db, t->a, json_get_str(stay, "dwelling"), t->date, &d, t->e);

	if (rc == RC_OK)
		rc = residences_of_dwelling_on(t->db, t->a, d.id, t->date, &r, t->e);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	for (size_t i = 0; i < r.n; i++)
		others += !str_eq(r.v[i].person, json_get_str(stay, "person"));
	if (!fund_is_public(d.data) || !area_parse(json_get_str(d.data, "useful_area"), &area))
		return RC_OK;
	json_put(stay, "exceeds_norm", json_boolean(area < norm->value * (int64_t)(others + 1)));
	return RC_OK;
}

static enum rc changes(struct task *t, const struct chain *ch, json_t *out)
{
	json_t *restores = json_array(), *ends = json_array();
	struct str *person = NULL;
	size_t n = 0, cap = 0;
	struct db_cur c;
	enum rc rc;

	json_put(out, "restores", restores);
	json_put(out, "ends", ends);
	db_start(t->db, &c, STMT_EVENT_PERSONS_OF_ACT, DB_ARGS(DB_INT(ch->root)), t->e);
	while (db_next(&c, t->e)) {
		person = ARENA_GROW(t->a, person, n, &cap);
		person[n++] = db_text(&c, 0, t->a);
	}
	rc = db_end(&c);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = changes_of(t, person[i], ch, restores, ends);
	for (size_t i = 0; rc == RC_OK && i < json_array_size(restores); i++)
		rc = mark_norm(t, json_array_get(restores, i));
	return rc;
}

enum rc annul_preview(struct db *db, struct arena *a, const struct act_env *env, int64_t target, json_t **out,
    struct err *e)
{
	struct task t = {.db = db, .a = a, .env = env, .e = e, .date = env->today};
	json_t *list = json_array();
	struct act act;
	struct chain ch;
	enum rc rc = act_read(db, a, target, &act, e);

	*out = json_keep(a, json_object());
	json_put(*out, "target", json_integer(target));
	json_put(*out, "blocks", list);
	if (rc == RC_OK)
		rc = blocks(&t, target, list);
	if (rc != RC_OK)
		return rc;
	ch = chain_of(&act);
	return changes(&t, &ch, *out);
}

/* ---- the act ---- */

static const char *const annullable[] = {"register_permanent", "register_temporary", "deregister",
	"register_foreigner", "extend_stay", "shorten_stay", "annul"};

static const char *target_kind(struct str kind)
{
	for (size_t i = 0; i < ARRAY_LEN(annullable); i++)
		if (str_is(kind, annullable[i]))
			return annullable[i];
	return "other";
}

static enum rc gather(struct task *t, const struct act *target, struct str unit, json_t *facts)
{
	const json_t *authority = json_object_get(t->request, "authority");
	json_t *o = json_object(), *who, *superiors = NULL, *list = json_keep(t->a, json_array());
	bool effective = false, gone = false;
	enum rc rc = in_effect(t, target, &effective);

	if (rc == RC_OK)
		rc = annulled(t, target->id, 0, &gone);
	if (rc == RC_OK)
		rc = blocks(t, target->id, list);
	if (rc == RC_OK)
		rc = unit_superiors(t->db, t->a, target->unit, &superiors, t->e);
	if (rc != RC_OK) {
		json_decref(o);
		return rc;
	}
	json_put(o, "kind", json_string(target_kind(target->kind)));
	json_put(o, "unit", json_text(target->unit));
	json_put(o, "date", json_day(target->day));
	json_put(o, "in_effect", json_boolean(effective));
	json_put(o, "annulled", json_boolean(gone));
	json_put(o, "dependents", json_integer((json_int_t)json_array_size(list)));
	json_put(facts, "act", json_text(t->kind));
	json_put(facts, "date", json_day(t->date));
	json_put(facts, "target", o);
	who = json_is_object(authority) ? json_copy(json_deconst(authority)) : copy_of(authority);
	json_put(facts, "authority", who);
	if (json_is_object(who)) {
		json_put(who, "unit", json_text(unit));
		json_put(who, "superiors", json_incref(superiors));
	}
	json_put(facts, "violation", copy_of(json_object_get(t->request, "violation")));
	json_put(facts, "court_decision", copy_of(json_object_get(t->request, "court_decision")));
	return RC_OK;
}

static enum rc record(struct task *t, const struct act *target, struct str unit, json_t *facts, json_t *verdict)
{
	struct str outcome = json_get_str(verdict, "outcome");
	struct chain ch = chain_of(target);
	struct act act = task_act(t, unit, arena_z(t->a, outcome));
	enum rc rc = RC_OK;

	act.target = target->id;
	act.subject = target->subject;
	act.dwelling = target->dwelling;
	if (str_is(outcome, "grant")) {
		json_t *annul = json_object();

		rc = changes(t, &ch, verdict);
		json_put(annul, "target", json_integer(target->id));
		json_put(annul, "root", json_integer(ch.root));
		if (ch.undoes != 0)
			json_put(annul, "undoes", json_integer(ch.undoes));
		json_put(act.body, "effect", json_pack("{s:o}", "annul", annul));
	}
	json_put(act.body, "pack", json_text(hash_hex(t->a, hash_str(&t->env->pack->hash))));
	json_put(act.body, "verdict", json_deep_copy(verdict));
	json_put(act.text, "request", json_incref(json_deconst(t->request)));
	json_put(act.text, "facts", json_incref(facts));
	if (rc == RC_OK)
		rc = task_record(t, &act);
	json_put(verdict, "act", json_integer(act.id));
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

static void check_authority_unit(struct task *t)
{
	const json_t *authority = json_object_get(t->request, "authority");

	if (t->env->who.role == ROLE_OWNER || !json_is_object(authority))
		return;
	if (json_object_get(authority, "unit") != NULL)
		task_bad(t, "authority.unit", PROBLEM_UNKNOWN_FIELD, STR(""));
}

enum rc run_annul(struct task *t)
{
	const json_t *id = json_object_get(t->request, "target");
	json_t *facts = json_keep(t->a, json_object());
	json_t *verdict;
	const json_t *papers;
	struct act target;
	struct str unit;
	enum rc rc;

	check_authority_unit(t);
	if (json_is_object(json_object_get(t->request, "authority")) &&
	    json_object_get(json_object_get(t->request, "authority"), "superiors") != NULL)
		task_bad(t, "authority.superiors", PROBLEM_UNKNOWN_FIELD, STR(""));
	(void)task_papers(t, t->request, "", &papers);
	if (!json_is_integer(id)) {
		task_bad(t, "target", id == NULL ? PROBLEM_MISSING : PROBLEM_NOT_INTEGER, STR("the number of an act"));
		return RC_OK;
	}
	rc = act_read(t->db, t->a, json_integer_value(id), &target, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "target", PROBLEM_NO_SUCH, arena_printf(t->a, "%lld", (long long)json_integer_value(id)));
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	unit = annulling_unit(t, &target);
	rc = gather(t, &target, unit, facts);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	if (!task_judge(t, facts, NULL, "", &verdict))
		return RC_OK;
	t->answer->json = verdict;
	t->answer->status = t->env->preview ? 200 : str_is(json_get_str(verdict, "outcome"), "grant") ? 201 : 422;
	if (t->env->preview) {
		struct chain ch = chain_of(&target);
		json_t *list = json_array();

		json_put(verdict, "blocks", list);
		rc = blocks(t, target.id, list);
		return rc == RC_OK ? changes(t, &ch, verdict) : rc;
	}
	return record(t, &target, unit, facts, verdict);
}
