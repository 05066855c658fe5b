/* The table of acts, and what is common to all of them. */
#include "task.h"

#include "derive.h"
#include "ident.h"
#include "utf8.h"

#include <sodium.h>
#include <string.h>

#define FIELDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct act_kind kinds[] = {
	{"register_permanent", ROLE_OFFICER | ROLE_SENIOR,
	    FIELDS("person", "persons", "all_or_none", "new", "note", "dwelling", "applicant", "basis", "consents",
	        "holder_relation", "release", "emancipated", "papers"),
	    run_register},
	{"register_temporary", ROLE_OFFICER | ROLE_SENIOR,
	    FIELDS("person", "persons", "all_or_none", "new", "note", "dwelling", "applicant", "basis", "consents",
	        "holder_relation", "release", "emancipated", "papers", "term"),
	    run_register},
	{"deregister", ROLE_OFFICER | ROLE_SENIOR,
	    FIELDS("person", "registration", "ground", "applicant", "consents", "papers", "document", "court_ban",
	        "emancipated", "note"),
	    run_deregister},
	{"annul", ROLE_SENIOR, FIELDS("target", "authority", "violation", "court_decision", "papers"), run_annul},
	{"resolve", ROLE_OFFICER | ROLE_SENIOR | ROLE_DUTY, FIELDS("case", "decision", "note", "person"), run_resolve},
	{"add_person", ROLE_OFFICER | ROLE_SENIOR, FIELDS("set", "new", "note", "papers", "paper"), run_add_person},
	{"correct_person", ROLE_OFFICER | ROLE_SENIOR, FIELDS("person", "set", "paper", "note"), run_correct_person},
	{"vote", ROLE_SENIOR, FIELDS("person", "right", "from", "paper", "note"), run_vote},
	{"add_dwelling", ROLE_SENIOR, FIELDS("set", "paper", "note"), run_add_dwelling},
	{"change_dwelling", ROLE_SENIOR, FIELDS("dwelling", "set", "from", "paper", "note"), run_change_dwelling},
	{"record_holding", ROLE_SENIOR, FIELDS("dwelling", "holder", "kind", "share", "from", "paper", "note"),
	    run_record_holding},
	{"end_holding", ROLE_SENIOR, FIELDS("holding", "until", "paper", "note"), run_end_holding},
};

static const char *const common[] = {"act", "id", "unit", "officer", "date", "key", "recorded_at", NULL};

static bool listed(const char *const *list, const char *key)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, key) == 0)
			return true;
	return false;
}

void task_bad_status(struct task *t, const char *field, enum problem p, struct str arg, int status)
{
	if (t->bad->n == 0 || status > t->bad_status)
		t->bad_status = status;
	if (!issue_at(t->bad, str_of(field)))
		issue_add(t->bad, str_of(field), p, arg);
}

void task_bad(struct task *t, const char *field, enum problem p, struct str arg)
{
	task_bad_status(t, field, p, arg, 400);
}

void task_bad_under(struct task *t, const char *prefix, const struct issues *l)
{
	for (const struct issue *i = l->first; i != NULL; i = i->next) {
		struct str f = i->field;

		if (prefix[0] != '\0')
			f = f.n == 0 ? str_of(prefix) : arena_printf(t->a, "%s.%.*s", prefix, STR_FMT(f));
		task_bad(t, arena_z(t->a, f), i->problem, i->arg);
	}
}

json_t *issues_json(struct arena *a, const struct issues *l, const struct wording *w)
{
	json_t *list = json_keep(a, json_array());

	for (const struct issue *i = l->first; i != NULL; i = i->next) {
		json_t *o = json_object();

		json_put(o, "field", json_text(i->field));
		json_put(o, "code", json_text(str_of(problem_code(i->problem))));
		json_put(o, "error", json_text(issue_worded(a, w, i)));
		if (i->arg.n > 0)
			json_put(o, "arg", json_text(i->arg));
		(void)json_array_append_new(list, o);
	}
	return list;
}

enum rc task_invalid(struct task *t)
{
	json_t *o = json_keep(t->a, json_object());

	json_put(o, "outcome", json_text(STR("invalid")));
	json_put(o, "reasons", json_array());
	json_put(o, "errors", json_incref(issues_json(t->a, t->bad, t->env->words)));
	if (t->answer->json != NULL) /* candidates, a case: what the caller needs to go on */
		(void)json_object_update_missing(o, t->answer->json);
	t->answer->json = o;
	t->answer->status = t->bad_status;
	return RC_OK;
}

enum rc task_done(struct task *t, int64_t act, json_t *more)
{
	json_t *o = json_keep(t->a, json_object());

	json_put(o, "outcome", json_text(STR("grant")));
	json_put(o, "reasons", json_array());
	if (act != 0)
		json_put(o, "act", json_integer(act));
	if (more != NULL)
		(void)json_object_update(o, more);
	t->answer->json = o;
	t->answer->status = act != 0 ? 201 : 200;
	return RC_OK;
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
		.unit = t->unit.n > 0 ? t->unit : t->env->who.unit.n > 0 ? t->env->who.unit : unit,
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

bool task_day(struct task *t, const json_t *o, const char *key, bool needed, day_t otherwise, day_t *out)
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
	if (!task_day(t, t->request, "date", false, t->env->today, &t->date))
		return;
	if (t->date > t->env->today)
		task_bad(t, "date", PROBLEM_FUTURE, STR(""));
	else if (t->date < t->env->today && !may_backdate(t))
		task_bad_status(t, "date", PROBLEM_NOT_ALLOWED, STR("an earlier date is a senior officer's"), 403);
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
	if (!owner)
		return;
	(void)task_text(t, t->request, "unit", "unit", &t->unit);
	if (task_text(t, t->request, "officer", "officer", &at) && at.n > 0)
		t->officer = at;
	if (!task_text(t, t->request, "recorded_at", "recorded_at", &at))
		return;
	if (!t->env->rehearsal)
		task_bad(t, "recorded_at", PROBLEM_NOT_ALLOWED, STR("only a rehearsal register takes it"));
	else if (!time_parse(at, &t->recorded_us))
		task_bad(t, "recorded_at", PROBLEM_NO_DATE, STR(""));
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

static enum rc perform(struct task *t)
{
	const struct act_kind *k = find_kind(t);
	enum rc rc;

	check_owner_fields(t);
	check_date(t);
	if (k != NULL) {
		check_fields(t, k);
		if (t->env->who.role != ROLE_OWNER && (k->roles & t->env->who.role) == 0)
			task_bad_status(t, "act", PROBLEM_NOT_ALLOWED, t->kind, 403);
	}
	rc = check_unit(t);
	if (rc != RC_OK)
		return rc;
	if (t->bad->n > 0)
		return task_invalid(t);
	rc = k->run(t);
	if (rc == RC_OK && t->bad->n > 0)
		return task_invalid(t);
	return rc;
}

/* ---- the same key, the same answer ---- */

#define KEY_MAX 255

static enum rc key_known(struct task *t, struct str key, struct str request_hash, bool *known)
{
	struct db_cur c;

	*known = false;
	db_start(t->db, &c, STMT_IDEMPOTENCY_GET, DB_ARGS(DB_TEXT(t->env->who.name), DB_TEXT(key)), t->e);
	if (db_next(&c, t->e)) {
		*known = true;
		if (!str_eq(db_text(&c, 0, t->a), request_hash)) {
			task_bad_status(t, "key", PROBLEM_KEY_USED, STR(""), 409);
		} else {
			t->answer->status = (int)db_int(&c, 1);
			t->answer->json = json_read_in(t->a, db_text(&c, 2, t->a), NULL);
		}
	}
	return db_end(&c);
}

static enum rc with_key(struct task *t, struct str key)
{
	struct hash h = hash_of(json_canonical(t->a, t->request));
	struct str hex = hash_hex(t->a, hash_str(&h));
	bool known;
	enum rc rc;

	if (key.n == 0 || key.n > KEY_MAX) {
		task_bad(t, "key", key.n == 0 ? PROBLEM_BLANK : PROBLEM_TOO_LONG, STR("255"));
		return task_invalid(t);
	}
	rc = key_known(t, key, hex, &known);
	if (rc == RC_OK && known)
		return t->bad->n > 0 ? task_invalid(t) : RC_OK;
	if (rc == RC_OK)
		rc = perform(t);
	if (rc == RC_OK && t->answer->recorded)
		rc = db_run(t->db, STMT_IDEMPOTENCY_PUT,
		    DB_ARGS(DB_TEXT(t->env->who.name), DB_TEXT(key), DB_TEXT(hex), DB_INT(t->answer->status),
		        DB_TEXT(json_canonical(t->a, t->answer->json)), DB_INT(t->env->now_us)),
		    t->e);
	return rc;
}

enum rc acts_perform(struct db *db, struct arena *a, const struct act_env *env, const json_t *request,
    struct act_answer *out, struct err *e)
{
	struct issues bad = {.arena = a};
	struct task t = {.db = db, .a = a, .env = env, .request = request, .bad = &bad, .bad_status = 400,
		.answer = out, .e = e, .date = env->today};
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
		rc = with_key(&t, key);
	} else {
		rc = perform(&t);
	}
	if (rc == RC_OK && id != NULL && out->json != NULL)
		json_put(out->json, "id", json_incref(json_deconst(id)));
	return rc;
}
