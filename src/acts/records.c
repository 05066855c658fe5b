/*
 * The acts that put persons, dwellings and holdings in and right.  They have no
 * rules in decide.md beyond their form and the user's right to them.
 */
#include "task.h"

#include "kind.h"

#include <string.h>

/* The fields of the act itself in their canonical form; NULL with issues. */
static json_t *own_fields(struct task *t, struct issues *warnings)
{
	struct issues l = {.arena = t->a};
	json_t *v = json_keep(t->a,
	    kind_from_json(kind_of_act(t->kind), STR(""), t->request, KIND_OTHERS, &l, warnings));

	task_bad_all(t, &l);
	return v;
}

static json_t *warnings_json(struct task *t, const struct issues *warnings)
{
	json_t *more = json_keep(t->a, json_object());

	if (warnings->n > 0)
		json_put(more, "warnings", json_incref(issues_json(t->a, warnings, t->env->words)));
	return more;
}

static enum rc record(struct task *t, struct act *act, const char *effect_key, json_t *effect,
    json_t *data, json_t *more)
{
	enum rc rc;

	json_put(act->body, "effect", json_pack("{s:o}", effect_key, effect));
	json_put(act->text, "request", shared(t->request));
	json_put(act->text, "data", shared(data));
	json_put(act->text, "paper", shared(json_object_get(t->request, "paper")));
	if (t->bad->n > 0)
		return RC_OK;
	rc = task_record(t, act);
	return rc == RC_OK ? task_done(t, act->id, more) : rc;
}

/* What is recorded was so by the day of the application. */
static void not_later(struct task *t, const char *field, day_t day)
{
	if (day > t->date)
		task_bad(t, field, PROBLEM_TOO_LATE, date_str(t->a, t->date));
}

/* ---- persons ---- */

enum rc run_add_person(struct task *t)
{
	struct issues warnings = {.arena = t->a};
	json_t *own = own_fields(t, &warnings);
	struct subject s;
	struct act act;
	json_t *more;
	enum rc rc;

	if (own == NULL)
		return RC_OK;
	if (!task_person(t, json_object_get(own, "set"), "set", &s, &rc))
		return rc;
	if (!s.is_new) {
		task_bad_status(t, "set", PROBLEM_LIKELY_KNOWN, s.p.id, 409);
		return RC_OK;
	}
	act = task_act(t, (struct str){0}, "grant");
	act.subject = s.p.id;
	more = warnings_json(t, &warnings);
	json_put(more, "person", json_text(s.p.id));
	return record(t, &act, "person", json_text(s.p.id), s.p.data, more);
}

/* IIN and document have one holder. */
static enum rc check_unique(struct task *t, struct str id, const json_t *data)
{
	struct person p;
	enum rc rc = person_by_iin(t->db, t->a, json_get_str(data, "iin"), &p, t->e);

	if (rc == RC_OK && !str_eq(p.id, id))
		task_bad_status(t, "set.iin", PROBLEM_IIN_TAKEN, p.id, 409);
	if (rc == RC_OK || rc == RC_NOT_FOUND)
		rc = person_by_document(t->db, t->a, data, &p, t->e);
	if (rc == RC_OK && !str_eq(p.id, id))
		task_bad_status(t, "set.document_number", PROBLEM_DOCUMENT_TAKEN, p.id, 409);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static bool find_person(struct task *t, struct subject *s, enum rc *rc)
{
	return task_person(t, json_object_get(t->request, "person"), "person", s, rc) && !s->is_new;
}

static enum rc new_state(
    struct task *t, const struct person *p, json_t *data, struct issues *warnings)
{
	struct act act = task_act(t, (struct str){0}, "grant");

	act.subject = p->id;
	return record(t, &act, "person", json_text(p->id), data, warnings_json(t, warnings));
}

enum rc run_correct_person(struct task *t)
{
	struct issues warnings = {.arena = t->a}, l = {.arena = t->a};
	json_t *own = own_fields(t, &warnings);
	struct subject s;
	json_t *data;
	enum rc rc = RC_OK;

	if (own == NULL || !find_person(t, &s, &rc))
		return rc;
	data = json_keep(t->a, kind_changed(s.p.data, json_object_get(own, "set")));
	data = json_keep(t->a,
	    kind_from_json(kind_find(STR("persons")), STR("set"), data, KIND_NO_ID, &l, NULL));
	task_bad_all(t, &l);
	if (data == NULL || t->bad->n > 0)
		return RC_OK;
	rc = check_unique(t, s.p.id, data);
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	return new_state(t, &s.p, data, &warnings);
}

/* The right to vote: lost by incapacity or conviction, restored by a court (law/facts.md 7). */
enum rc run_vote(struct task *t)
{
	struct issues warnings = {.arena = t->a};
	json_t *own = own_fields(t, &warnings);
	struct str right;
	struct subject s;
	json_t *data;
	enum rc rc = RC_OK;

	if (own == NULL || !find_person(t, &s, &rc))
		return rc;
	not_later(t, "from", json_get_day(own, "from"));
	if (t->bad->n > 0)
		return RC_OK;
	right = json_get_str(own, "right");
	data = json_keep(t->a, json_copy(s.p.data));
	json_put(data, "vote", json_text(str_is(right, "restored") ? STR("yes") : right));
	return new_state(t, &s.p, data, &warnings);
}

/* ---- dwellings ---- */

static enum rc check_precinct(struct task *t, const json_t *set)
{
	struct str id = json_get_str(set, "precinct");
	struct db_cur c;
	bool found;

	if (id.n == 0)
		return RC_OK;
	db_start(t->db, &c, STMT_PRECINCT_BY_ID, DB_ARGS(DB_TEXT(id)), t->e);
	found = db_next(&c, t->e);
	if (!found)
		task_bad(t, "set.precinct", PROBLEM_NO_SUCH, id);
	return db_end(&c);
}

/* The same address twice would split who lives there. */
static enum rc check_address(struct task *t, const json_t *set)
{
	struct dwellings at;
	enum rc rc = dwellings_find(t->db, t->a, json_get_str(set, "street"),
	    json_get_str(set, "house"), json_get_str(set, "flat"), &at, t->e);

	for (size_t i = 0; rc == RC_OK && i < at.n; i++)
		if (str_eq(json_get_str(at.v[i].data, "kato"), json_get_str(set, "kato")) &&
		    (json_get_str(set, "flat").n > 0) ==
			(json_get_str(at.v[i].data, "flat").n > 0)) {
			task_bad_status(t, "set", PROBLEM_LIKELY_KNOWN, at.v[i].id, 409);
			break;
		}
	return rc;
}

enum rc run_add_dwelling(struct task *t)
{
	struct issues warnings = {.arena = t->a};
	json_t *own = own_fields(t, &warnings);
	const json_t *set = json_object_get(own, "set");
	struct str id = task_new_id(t, 'D');
	struct unit u;
	struct act act;
	json_t *more;
	enum rc rc;

	if (own == NULL)
		return RC_OK;
	rc = unit_read(t->db, t->a, json_get_str(set, "unit"), &u, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "set.unit", PROBLEM_NO_SUCH, json_get_str(set, "unit"));
		rc = RC_OK;
	}
	if (rc == RC_OK)
		rc = check_precinct(t, set);
	if (rc == RC_OK)
		rc = check_address(t, set);
	if (rc == RC_OK)
		rc = task_authority(t, json_get_str(set, "unit"), "set.unit");
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	act = task_act(t, json_get_str(set, "unit"), "grant");
	act.dwelling = id;
	more = warnings_json(t, &warnings);
	json_put(more, "dwelling", json_text(id));
	return record(t, &act, "dwelling", json_pack("{s:s}", "id", id.p), json_deconst(set), more);
}

enum rc run_change_dwelling(struct task *t)
{
	struct issues warnings = {.arena = t->a}, l = {.arena = t->a};
	json_t *own = own_fields(t, &warnings);
	const json_t *set = json_object_get(own, "set");
	struct dwelling d;
	json_t *effect;
	struct act act;
	day_t from;
	json_t *data;
	enum rc rc = RC_OK;

	if (own == NULL || !task_dwelling(t, &d, &rc))
		return rc;
	from = json_get_day(own, "from") != DAY_NONE ? json_get_day(own, "from") : t->date;
	not_later(t, "from", from);
	rc = dwelling_on(t->db, t->a, d.id, from, &d, t->e);
	if (rc == RC_OK)
		rc = check_precinct(t, set);
	if (rc == RC_OK)
		rc = task_authority(t, d.unit, "dwelling");
	if (rc != RC_OK)
		return rc;
	data = json_keep(t->a, kind_changed(d.data, set));
	(void)json_keep(t->a,
	    kind_from_json(kind_find(STR("dwellings")), STR("set"), data, KIND_NO_ID, &l, NULL));
	task_bad_all(t, &l);
	if (t->bad->n > 0)
		return RC_OK;
	act = task_act(t, d.unit, "grant");
	act.dwelling = d.id;
	effect = json_pack("{s:s}", "id", d.id.p);
	json_put(effect, "from", json_day(from));
	return record(t, &act, "dwelling", effect, json_deconst(set), warnings_json(t, &warnings));
}

/* ---- holdings ---- */

static enum rc check_holder(struct task *t, struct str holder)
{
	struct person p;
	enum rc rc;

	if (str_starts(holder, "org:"))
		return RC_OK;
	rc = person_read(t->db, t->a, holder, &p, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "holder", PROBLEM_NO_SUCH, holder);
		return RC_OK;
	}
	return rc;
}

/* The same holding twice would ask for two consents of one person. */
static enum rc check_held(struct task *t, const struct dwelling *d, const json_t *own)
{
	struct holdings h;
	enum rc rc = holdings_of_dwelling(t->db, t->a, d->id, &h, t->e);

	for (size_t i = 0; rc == RC_OK && i < h.n; i++)
		if (str_eq(h.v[i].holder, json_get_str(own, "holder")) &&
		    str_eq(h.v[i].kind, json_get_str(own, "kind")) &&
		    (h.v[i].until == DAY_NONE || h.v[i].until > json_get_day(own, "from")))
			task_bad_status(t, "holder", PROBLEM_LIKELY_KNOWN, h.v[i].id, 409);
	return rc;
}

enum rc run_record_holding(struct task *t)
{
	struct issues warnings = {.arena = t->a};
	json_t *own = own_fields(t, &warnings);
	struct str id = task_new_id(t, 'H');
	struct dwelling d;
	json_t *effect, *more;
	struct act act;
	enum rc rc = RC_OK;

	if (own == NULL || !task_dwelling(t, &d, &rc))
		return rc;
	not_later(t, "from", json_get_day(own, "from"));
	rc = check_holder(t, json_get_str(own, "holder"));
	if (rc == RC_OK)
		rc = check_held(t, &d, own);
	if (rc == RC_OK)
		rc = task_authority(t, d.unit, "dwelling");
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	act = task_act(t, d.unit, "grant");
	act.dwelling = d.id;
	effect = json_copy(own);
	(void)json_object_del(effect, "paper");
	json_put(effect, "id", json_text(id));
	more = warnings_json(t, &warnings);
	json_put(more, "holding", json_text(id));
	return record(t, &act, "holding", effect, NULL, more);
}

enum rc run_end_holding(struct task *t)
{
	struct issues warnings = {.arena = t->a};
	json_t *own = own_fields(t, &warnings);
	struct holding h;
	struct dwelling d;
	json_t *effect;
	struct act act;
	day_t until;
	enum rc rc;

	if (own == NULL)
		return RC_OK;
	until = json_get_day(own, "until");
	rc = holding_read(t->db, t->a, json_get_str(own, "holding"), &h, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "holding", PROBLEM_NO_SUCH, json_get_str(own, "holding"));
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = dwelling_read(t->db, t->a, h.dwelling, &d, t->e);
	if (rc == RC_OK)
		rc = task_authority(t, d.unit, "dwelling");
	if (rc != RC_OK)
		return rc;
	if (h.until != DAY_NONE)
		task_bad_status(t, "holding", PROBLEM_NOT_LIVE, date_str(t->a, h.until), 409);
	if (until <= h.from)
		task_bad(t, "until", PROBLEM_TOO_EARLY, date_str(t->a, h.from + 1));
	not_later(t, "until", until);
	if (t->bad->n > 0)
		return RC_OK;
	act = task_act(t, d.unit, "grant");
	act.dwelling = h.dwelling;
	effect = json_pack("{s:s}", "id", h.id.p);
	json_put(effect, "until", json_day(until));
	return record(t, &act, "holding_end", effect, NULL, warnings_json(t, &warnings));
}
