/* The table of acts, and what is common to all of them. */
#include "once.h"

#include "derive.h"
#include "ident.h"
#include "utf8.h"

#include <sodium.h>
#include <string.h>

#define FIELDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct act_kind kinds[] = {
    {"register_permanent", ROLE_OFFICER | ROLE_SENIOR,
	FIELDS("person", "persons", "all_or_none", "new", "note", "dwelling", "applicant", "basis",
	    "consents", "holder_relation", "release", "emancipated", "papers"),
	run_register},
    {"register_temporary", ROLE_OFFICER | ROLE_SENIOR,
	FIELDS("person", "persons", "all_or_none", "new", "note", "dwelling", "applicant", "basis",
	    "consents", "holder_relation", "release", "emancipated", "papers", "term"),
	run_register},
    {"deregister", ROLE_OFFICER | ROLE_SENIOR,
	FIELDS("person", "registration", "ground", "applicant", "consents", "papers", "document",
	    "court_ban", "emancipated", "note"),
	run_deregister},
    {"register_foreigner", ROLE_OFFICER | ROLE_SENIOR,
	FIELDS("person", "new", "note", "mrz", "document", "dwelling", "host", "applicant",
	    "entry_date", "stay_until", "visa", "purpose", "card_mark", "investor_confirmed",
	    "papers", "guest"),
	run_register_foreigner},
    {"extend_stay", ROLE_OFFICER | ROLE_SENIOR,
	FIELDS("registration", "requested_until", "ground", "document", "visa", "papers", "note"),
	run_stay_term},
    {"shorten_stay", ROLE_OFFICER | ROLE_SENIOR,
	FIELDS("registration", "requested_until", "ground", "papers", "note"), run_stay_term},
    {"depart", ROLE_OFFICER | ROLE_SENIOR, FIELDS("registration", "left_on", "papers", "note"),
	run_depart},
    {"issue_certificate", ROLE_OFFICER | ROLE_SENIOR,
	FIELDS("registration", "reason", "to", "note"), run_issue_certificate},
    {"read_notices", ROLE_INSPECTOR, FIELDS("items", "all", "precinct"), run_read_notices},
    {"assign_notice", ROLE_SENIOR, FIELDS("item", "precinct", "note"), run_assign_notice},
    {"visit", ROLE_INSPECTOR, FIELDS("registration", "result", "visited_on", "note"), run_visit},
    {"answer_visit", ROLE_OFFICER | ROLE_SENIOR, FIELDS("visit", "note"), run_answer_visit},
    {"annul", ROLE_SENIOR, FIELDS("target", "authority", "violation", "court_decision", "papers"),
	run_annul},
    {"resolve", ROLE_OFFICER | ROLE_SENIOR | ROLE_DUTY,
	FIELDS("case", "decision", "note", "person"), run_resolve},
    {"add_person", ROLE_OFFICER | ROLE_SENIOR, FIELDS("set", "new", "note", "papers", "paper"),
	run_add_person},
    {"correct_person", ROLE_OFFICER | ROLE_SENIOR, FIELDS("person", "set", "paper", "note"),
	run_correct_person},
    {"vote", ROLE_SENIOR, FIELDS("person", "right", "from", "paper", "note"), run_vote},
    {"add_dwelling", ROLE_SENIOR, FIELDS("set", "paper", "note"), run_add_dwelling},
    {"change_dwelling", ROLE_SENIOR, FIELDS("dwelling", "set", "from", "paper", "note"),
	run_change_dwelling},
    {"record_holding", ROLE_SENIOR,
	FIELDS("dwelling", "holder", "kind", "share", "from", "paper", "note"), run_record_holding},
    {"end_holding", ROLE_SENIOR, FIELDS("holding", "until", "paper", "note"), run_end_holding},
    {"dismiss_guest", ROLE_OFFICER | ROLE_SENIOR, FIELDS("guest", "note"), run_dismiss_guest},
};

static const char *const common[] = {
    "act", "id", "unit", "officer", "date", "key", "recorded_at", NULL};

static bool listed(const char *const *list, const char *key)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, key) == 0)
			return true;
	return false;
}

struct str task_new_id(const struct task *t, char letter)
{
	char z[IDENT_MADE_TEXT];
	uint64_t r;

	randombytes_buf(&r, sizeof(r));
	ident_make(letter, r, z);
	return arena_str(t->a, str_of(z));
}

struct act task_act(const struct task *t, struct str unit, const char *outcome)
{
	return (struct act){
	    .kind = t->kind,
	    .day = t->date,
	    .recorded_us = t->recorded_us,
	    .unit = t->unit.n > 0            ? t->unit
		    : t->env->who.unit.n > 0 ? t->env->who.unit
					     : unit,
	    .officer = t->officer,
	    .outcome = str_of(outcome),
	    .body = json_keep(t->a, json_object()),
	    .text = json_keep(t->a, json_object()),
	};
}

/* The pack that judged is kept, so that what it said can be asked again. */
static enum rc keep_pack(struct task *t, const struct act *act)
{
	struct str hash = json_get_str(act->body, "pack");
	json_t *pack;
	int64_t by;
	bool known;
	enum rc rc;

	if (hash.n == 0)
		return RC_OK;
	rc = db_one_int(t->db, STMT_PACK_KNOWN, DB_ARGS(DB_TEXT(hash)), &by, &known, t->e);
	if (rc != RC_OK || known)
		return rc;
	pack = json_read_in(t->a, t->env->pack->text, t->e);
	return db_run(t->db, STMT_PACK_INSERT,
	    DB_ARGS(DB_TEXT(hash), DB_TEXT(json_canonical(t->a, pack)), DB_INT(act->id)), t->e);
}

enum rc task_record(struct task *t, struct act *act)
{
	enum rc rc = RC_OK;

	if (t->env->preview)
		return RC_OK;
	if (act->id == 0)
		rc = act_next_id(t->db, &act->id, t->e);
	if (rc == RC_OK)
		rc = keep_pack(t, act);
	if (rc == RC_OK)
		rc = act_record(t->db, act, t->e);
	if (rc == RC_OK)
		rc = derive(t->db, act, t->e);
	t->answer->recorded = true;
	return rc;
}

bool task_text(struct task *t, const json_t *o, const char *key, const char *field, struct str *out)
{
	const json_t *v = json_object_get(o, key);

	*out = json_get_str(o, key);
	if (v == NULL)
		return false;
	if (!json_is_string(v))
		task_bad(t, field, PROBLEM_NOT_TEXT, STR(""));
	else if (utf8_length(*out) > 1000)
		task_bad(t, field, PROBLEM_TOO_LONG, STR("1000"));
	else
		return true;
	return false;
}

bool task_day(
    struct task *t, const json_t *o, const char *key, bool needed, day_t otherwise, day_t *out)
{
	const json_t *v = json_object_get(o, key);

	*out = otherwise;
	if (v == NULL) {
		if (needed)
			task_bad(t, key, PROBLEM_MISSING, STR(""));
		return !needed;
	}
	if (json_is_string(v) && date_parse(json_get_str(o, key), out))
		return true;
	task_bad(t, key, PROBLEM_NO_DATE, STR(""));
	return false;
}

static bool may_backdate(const struct task *t)
{
	return (t->env->who.role & (ROLE_SENIOR | ROLE_OWNER)) != 0;
}

static void check_date(struct task *t)
{
	t->date_bad = !task_day(t, t->request, "date", false, t->today, &t->date);
	if (t->date_bad)
		t->date = t->today;
	else if (t->date > t->today)
		task_bad(t, "date", PROBLEM_FUTURE, STR(""));
	else if (t->date < t->today && !may_backdate(t))
		task_bad_status(t, "date", PROBLEM_EARLIER_DATE, STR(""), 403);
}

/* unit, officer and recorded_at are for who owns the register. */
static void check_owner_fields(struct task *t)
{
	bool owner = t->env->who.role == ROLE_OWNER;
	static const char *const names[] = {"unit", "officer", "recorded_at"};
	struct str at;

	for (size_t i = 0; i < ARRAY_LEN(names) && !owner; i++)
		if (json_object_get(t->request, names[i]) != NULL)
			task_bad(t, names[i], PROBLEM_UNKNOWN_FIELD, STR(""));
	t->officer = t->env->who.name;
	t->recorded_us = t->env->now_us;
	t->today = t->date = t->env->today;
	if (!owner)
		return;
	(void)task_text(t, t->request, "unit", "unit", &t->unit);
	if (task_text(t, t->request, "officer", "officer", &at) && at.n > 0)
		t->officer = at;
	if (!task_text(t, t->request, "recorded_at", "recorded_at", &at))
		return;
	if (!t->env->rehearsal)
		task_bad(t, "recorded_at", PROBLEM_REHEARSAL_ONLY, STR(""));
	else if (!time_parse(at, &t->recorded_us))
		task_bad(t, "recorded_at", PROBLEM_NO_DATE, STR(""));
	else
		t->today = t->date = date_in_almaty(t->recorded_us);
}

static enum rc check_unit(struct task *t)
{
	struct unit u;
	enum rc rc;

	if (t->unit.n == 0)
		return RC_OK;
	rc = unit_read(t->db, t->a, t->unit, &u, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "unit", PROBLEM_NO_SUCH, t->unit);
		return RC_OK;
	}
	return rc;
}

static const struct act_kind *find_kind(struct task *t)
{
	t->kind = json_get_str(t->request, "act");
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (str_is(t->kind, kinds[i].name))
			return &kinds[i];
	if (json_object_get(t->request, "act") == NULL)
		task_bad(t, "act", PROBLEM_MISSING, STR(""));
	else
		task_bad(t, "act", PROBLEM_NO_SUCH, t->kind);
	return NULL;
}

static void check_fields(struct task *t, const struct act_kind *k)
{
	const char *key;
	json_t *v;

	json_object_foreach(json_deconst(t->request), key, v)
	{
		(void)v;
		if (!listed(common, key) && !listed(k->fields, key))
			task_bad(t, key, PROBLEM_UNKNOWN_FIELD, STR(""));
	}
}

/* Texts that several acts may carry and that no rule looks at. */
static void check_note(struct task *t)
{
	struct str note;

	(void)task_text(t, t->request, "note", "note", &note);
}

static enum rc perform(struct task *t)
{
	const struct act_kind *k = find_kind(t);
	enum rc rc;

	check_owner_fields(t);
	check_date(t);
	check_note(t);
	if (k != NULL) {
		check_fields(t, k);
		if (t->env->who.role != ROLE_OWNER && (k->roles & t->env->who.role) == 0)
			task_bad_status(t, "act", PROBLEM_NOT_ALLOWED, t->kind, 403);
	}
	rc = check_unit(t);
	if (rc == RC_OK && k != NULL && !task_forbidden(t))
		rc = k->run(t);
	if (rc == RC_OK && t->bad->n > 0)
		return task_invalid(t);
	return rc;
}

enum rc acts_perform(struct db *db, struct arena *a, const struct act_env *env,
    const json_t *request, struct act_answer *out, struct err *e)
{
	struct issues bad = {.arena = a};
	struct task t = {.db = db,
	    .a = a,
	    .env = env,
	    .request = request,
	    .bad = &bad,
	    .bad_status = 400,
	    .answer = out,
	    .e = e};
	const json_t *id = json_object_get(request, "id");
	struct str key;
	enum rc rc;

	*out = (struct act_answer){0};
	if (!json_is_object(request)) {
		task_bad(&t, "", PROBLEM_NOT_OBJECT, STR(""));
		return task_invalid(&t);
	}
	if (!env->preview && json_object_get(request, "key") != NULL) {
		if (!task_text(&t, request, "key", "key", &key))
			return task_invalid(&t);
		rc = once(&t, key, perform);
	} else {
		rc = perform(&t);
	}
	if (rc == RC_OK && id != NULL && out->json != NULL)
		json_put(out->json, "id", json_incref(json_deconst(id)));
	return rc;
}
