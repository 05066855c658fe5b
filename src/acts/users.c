/* Accounts and tokens: judged, written, and recorded as acts. */
#include "users.h"

#include "evidence.h"
#include "name.h"
#include "utf8.h"

#include <assert.h>

#define ADMINS (ROLE_ADMIN | ROLE_OWNER)

/* ---- recording ---- */

static enum rc only_for(const struct act_env *env, bool allowed, struct err *e)
{
	if (allowed || (env->who.role & ADMINS) != 0)
		return RC_OK;
	return fail(e, RC_FORBIDDEN, "accounts are an administrator's");
}

static bool is_self(const struct act_env *env, struct str name)
{
	return env->who.role != ROLE_OWNER && str_eq(env->who.name, name);
}

/*
 * The act, before what it does; its kind is given, and what is particular to it.  u: the
 * account, of which the entry has name, role and unit; what else describes the man
 * stands in the text.
 */
static enum rc record(struct db *db, struct arena *a, const struct act_env *env,
    const struct user *u, struct act *act, struct err *e)
{
	json_t *user = json_object();
	enum rc rc;

	json_put(user, "name", json_text(u->name));
	json_put(user, "role", json_text(str_of(user_role_word(u->role))));
	if (u->unit.n > 0)
		json_put(user, "unit", json_text(u->unit));
	if (act->body == NULL)
		act->body = json_keep(a, json_object());
	json_put(act->body, "user", user);
	act->day = env->today;
	act->recorded_us = env->now_us;
	act->unit = env->who.unit;
	act->officer = env->who.name;
	act->outcome = STR("grant");
	rc = act_next_id(db, &act->id, e);
	return rc == RC_OK ? act_record(db, act, e) : rc;
}

static json_t *details(struct arena *a, const struct user *u)
{
	json_t *data = json_keep(a, json_object());
	json_t *list = json_array();

	for (size_t i = 0; i < u->precincts_n; i++)
		(void)json_array_append_new(list, json_text(u->precincts[i]));
	json_put(data, "precincts", list);
	if (u->district.n > 0)
		json_put(data, "district", json_text(u->district));
	if (u->person.n > 0)
		json_put(data, "person", json_text(u->person));
	if (u->holder.n > 0)
		json_put(data, "holder", json_text(u->holder));
	if (u->dwelling.n > 0)
		json_put(data, "dwelling", json_text(u->dwelling));
	json_put(data, "lang", json_text(u->lang));
	return data;
}

static struct user wanted(struct arena *a, const struct user_new *n)
{
	struct user u = {
	    .name = n->name,
	    .role = user_role(n->role),
	    .unit = n->unit,
	    .district = n->district,
	    .person = n->person,
	    .holder = name_tidy(a, n->holder),
	    .dwelling = n->dwelling,
	    .lang = n->lang.n > 0 ? n->lang : STR("ru"),
	    .precincts_n = n->precincts_n,
	};

	if (n->precincts_n > 0)
		u.precincts = ARENA_ARRAY(a, struct str, n->precincts_n);
	for (size_t i = 0; i < n->precincts_n; i++)
		u.precincts[i] = n->precincts[i];
	return u;
}

enum rc users_add(struct db *db, const struct act_env *env, const struct user_new *n, int64_t *act,
    struct issues *l, struct err *e)
{
	struct arena a = {0};
	struct act made = {.kind = STR("user_add")};
	struct user u = {0};
	enum rc rc = only_for(env, false, e);

	*act = 0;
	if (rc == RC_OK)
		rc = users_check(db, n, l, e);
	if (rc != RC_OK || l->n > 0 || env->preview)
		return rc;
	assert(n->hash.n > 0);
	u = wanted(&a, n);
	made.text = details(&a, &u);
	rc = record(db, &a, env, &u, &made, e);
	u.changed_by = made.id;
	if (rc == RC_OK)
		rc = user_add(db, &u, n->hash, e);
	*act = made.id;
	arena_free(&a);
	return rc;
}

/* The account that is meant; an issue at `field' where there is none. */
static enum rc find(struct db *db, struct arena *a, struct str name, const char *field,
    struct user *u, struct issues *l, struct err *e)
{
	enum rc rc = user_read(db, a, name, u, e);

	if (rc != RC_NOT_FOUND)
		return rc;
	issue_add(l, str_of(field), PROBLEM_NO_SUCH, name);
	return RC_OK;
}

enum rc users_change(struct db *db, const struct act_env *env, const struct user_new *n,
    int64_t *act, struct issues *l, struct err *e)
{
	struct arena a = {0};
	struct act made = {.kind = STR("user_change")};
	struct user was = {0}, u;
	enum rc rc = only_for(env, false, e);

	*act = 0;
	if (rc == RC_OK)
		rc = find(db, &a, n->name, "name", &was, l, e);
	if (rc == RC_OK && l->n == 0 && n->version != 0 && n->version != was.changed_by)
		issue_add(l, STR("name"), PROBLEM_STALE, STR(""));
	if (rc == RC_OK)
		rc = users_check_rest(db, n, l, e);
	u = wanted(&a, n);
	if (rc == RC_OK && l->n == 0 && is_self(env, n->name) && u.role != was.role)
		issue_add(l, STR("role"), PROBLEM_OWN_ACCOUNT, STR(""));
	if (rc == RC_OK && l->n == 0 && !env->preview) {
		made.text = details(&a, &u);
		rc = record(db, &a, env, &u, &made, e);
		u.changed_by = made.id;
		if (rc == RC_OK)
			rc = user_change(db, &u, e);
		*act = made.id;
	}
	arena_free(&a);
	return rc;
}

enum rc users_set_password(struct db *db, const struct act_env *env, struct str name,
    struct str hash, int64_t *act, struct issues *l, struct err *e)
{
	struct arena a = {0};
	struct act made = {.kind = STR("user_password")};
	struct user u = {.name = name, .role = env->who.role, .unit = env->who.unit};
	enum rc rc = only_for(env, is_self(env, name), e);

	*act = 0;
	assert(hash.n > 0);
	if (rc == RC_OK &&
	    !is_self(env, name)) /* himself the gate has let in; he reads no accounts */
		rc = find(db, &a, name, "name", &u, l, e);
	if (rc == RC_OK && l->n == 0 && !env->preview) {
		rc = record(db, &a, env, &u, &made, e);
		if (rc == RC_OK)
			rc = user_set_password(db, name, hash, made.id, e);
		if (rc == RC_OK)
			rc = session_close_all(db, name, e);
		*act = made.id;
	}
	arena_free(&a);
	return rc;
}

enum rc users_disable(struct db *db, const struct act_env *env, struct str name, int64_t *act,
    struct issues *l, struct err *e)
{
	struct arena a = {0};
	struct act made = {.kind = STR("user_disable")};
	struct user u = {0};
	enum rc rc = only_for(env, false, e);

	*act = 0;
	if (rc == RC_OK && is_self(env, name))
		issue_add(l, STR("name"), PROBLEM_OWN_ACCOUNT, STR(""));
	else if (rc == RC_OK)
		rc = find(db, &a, name, "name", &u, l, e);
	if (rc == RC_OK && l->n == 0 && u.disabled)
		issue_add(l, STR("name"), PROBLEM_NOT_LIVE, name);
	if (rc == RC_OK && l->n == 0 && !env->preview) {
		rc = record(db, &a, env, &u, &made, e);
		if (rc == RC_OK)
			rc = user_disable(db, name, made.id, env->now_us, e);
		*act = made.id;
	}
	arena_free(&a);
	return rc;
}

enum rc users_enable(struct db *db, const struct act_env *env, struct str name, int64_t *act,
    struct issues *l, struct err *e)
{
	struct arena a = {0};
	struct act made = {.kind = STR("user_change")};
	struct user u = {0};
	enum rc rc = only_for(env, false, e);

	*act = 0;
	if (rc == RC_OK)
		rc = find(db, &a, name, "name", &u, l, e);
	if (rc == RC_OK && l->n == 0 && u.disabled && !env->preview) {
		made.body = json_keep(&a, json_pack("{s:b}", "enabled", 1));
		rc = record(db, &a, env, &u, &made, e);
		if (rc == RC_OK)
			rc = user_enable(db, name, made.id, e);
		*act = made.id;
	}
	arena_free(&a);
	return rc;
}

/* ---- tokens ---- */

static bool has_control(struct str s)
{
	int32_t cp;

	while ((cp = utf8_next(&s)) >= 0)
		if (utf8_control(cp))
			return true;
	return false;
}

static enum rc check_token(struct db *db, const struct act_env *env, const struct user *u,
    const struct token_new *n, struct issues *l, struct err *e)
{
	int64_t live = 0;
	enum rc rc;

	if (u->disabled)
		issue_add(l, STR("user"), PROBLEM_NOT_LIVE, u->name);
	if (n->ttl_days < 1 || n->ttl_days > TOKEN_TTL_DAYS_MAX)
		issue_add(l, STR("ttl"), PROBLEM_NOT_INTEGER,
		    arena_printf(l->arena, "1 – %d", TOKEN_TTL_DAYS_MAX));
	if (!utf8_valid(n->label))
		issue_add(l, STR("label"), PROBLEM_BAD_UTF8, STR(""));
	else if (utf8_length(n->label) > TOKEN_LABEL_MAX)
		issue_add(l, STR("label"), PROBLEM_TOO_LONG,
		    arena_printf(l->arena, "%d", TOKEN_LABEL_MAX));
	else if (has_control(n->label))
		issue_add(l, STR("label"), PROBLEM_CONTROL, STR(""));
	rc = tokens_live(db, u->name, env->now_us, &live, e);
	if (rc == RC_OK && live >= TOKENS_OF_USER)
		issue_add(
		    l, STR("user"), PROBLEM_TOO_MANY, arena_printf(l->arena, "%d", TOKENS_OF_USER));
	return rc;
}

enum rc users_token_add(struct db *db, const struct act_env *env, const struct token_new *n,
    struct token_made *out, struct issues *l, struct err *e)
{
	struct arena a = {0};
	struct act made = {.kind = STR("token_add")};
	struct token t = {.account = n->user, .label = n->label, .created_us = env->now_us};
	struct user u = {0};
	enum rc rc = only_for(env, false, e);

	*out = (struct token_made){0};
	if (rc == RC_OK)
		rc = find(db, &a, n->user, "user", &u, l, e);
	if (rc == RC_OK && l->n == 0)
		rc = check_token(db, env, &u, n, l, e);
	if (rc == RC_OK && l->n == 0 && !env->preview) {
		t.until_us = env->now_us + n->ttl_days * 86400 * 1000000;
		rc = token_add(db, l->arena, &t, &out->secret, e);
		made.body = json_keep(&a, json_object());
		json_put(made.body, "token", json_text(t.id));
		json_put(made.body, "until", json_text(time_str(&a, t.until_us)));
		if (rc == RC_OK)
			rc = record(db, &a, env, &u, &made, e);
		out->id = t.id;
		out->until_us = t.until_us;
		out->act = made.id;
	}
	arena_free(&a);
	return rc;
}

enum rc users_token_revoke(struct db *db, const struct act_env *env, struct str id, int64_t *act,
    struct issues *l, struct err *e)
{
	struct arena a = {0};
	struct act made = {.kind = STR("token_revoke")};
	struct token t = {0};
	struct user u = {0};
	enum rc rc = only_for(env, false, e);

	*act = 0;
	if (rc == RC_OK)
		rc = token_read(db, &a, id, &t, e);
	if (rc == RC_NOT_FOUND) {
		issue_add(l, STR("token"), PROBLEM_NO_SUCH, id);
		rc = RC_OK;
	} else if (rc == RC_OK && t.revoked_us != 0) {
		issue_add(l, STR("token"), PROBLEM_NOT_LIVE, id);
	} else if (rc == RC_OK) {
		rc = find(db, &a, t.account, "user", &u, l, e);
	}
	if (rc == RC_OK && l->n == 0 && !env->preview) {
		made.body = json_keep(&a, json_object());
		json_put(made.body, "token", json_text(t.id));
		rc = record(db, &a, env, &u, &made, e);
		if (rc == RC_OK)
			rc = token_revoke(db, id, env->now_us, e);
		*act = made.id;
	}
	arena_free(&a);
	return rc;
}
