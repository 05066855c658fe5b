/* Accounts as acts: recorded without secrets, by administrators alone, and with what they end. */
#include "../store/accounts.h"

#include "evidence.h"
#include "users.h"

static struct db *db;
static struct arena a;
static struct issues bad;
static struct act_env owner = {
    .who = {.name = STR_INIT("cli"), .role = ROLE_OWNER}, .now_us = NOW, .today = 19675};
static struct act_env admin = {
    .who = {.name = STR_INIT("root.admin"), .role = ROLE_ADMIN}, .now_us = NOW, .today = 19675};

#define HASH "$argon2id$one"

static struct user_new officer(const char *name)
{
	return (struct user_new){
	    .name = str_of(name), .role = STR("officer"), .unit = STR("U1"), .hash = STR(HASH)};
}

static void clear(void)
{
	bad = (struct issues){.arena = &a};
}

static bool only_issue(const char *field, enum problem p)
{
	return bad.n == 1 && str_is(bad.first->field, field) && bad.first->problem == p;
}

static enum rc finish(enum rc rc, struct err *e)
{
	if (rc == RC_OK)
		must_commit(db);
	else
		db_rollback(db);
	note_err(e);
	return rc;
}

static enum rc add(const struct act_env *env, const struct user_new *n, int64_t *act)
{
	struct err e = {0};

	clear();
	db_set_roles(db, env->who.role);
	must_begin(db);
	return finish(users_add(db, env, n, act, &bad, &e), &e);
}

static enum rc change(const struct act_env *env, const struct user_new *n, int64_t *act)
{
	struct err e = {0};

	clear();
	db_set_roles(db, env->who.role);
	must_begin(db);
	return finish(users_change(db, env, n, act, &bad, &e), &e);
}

typedef enum rc (*named_fn)(
    struct db *, const struct act_env *, struct str, int64_t *, struct issues *, struct err *);
static enum rc named(named_fn fn, const struct act_env *env, const char *name, int64_t *act)
{
	struct err e = {0};

	clear();
	db_set_roles(db, env->who.role);
	must_begin(db);
	return finish(fn(db, env, str_of(name), act, &bad, &e), &e);
}

static enum rc set_password(
    const struct act_env *env, const char *name, const char *hash, int64_t *act)
{
	struct err e = {0};

	clear();
	db_set_roles(db, env->who.role);
	must_begin(db);
	return finish(users_set_password(db, env, str_of(name), str_of(hash), act, &bad, &e), &e);
}

static struct user as_it_is(const char *name)
{
	struct err e = {0};
	struct user u;

	db_set_roles(db, ROLE_OWNER);
	must(user_read(db, &a, str_of(name), &u, &e), &e);
	return u;
}

static struct act recorded(int64_t id)
{
	struct err e = {0};
	struct act act;

	db_set_roles(db, ROLE_OWNER);
	must(act_read(db, &a, id, &act, &e), &e);
	return act;
}

static int64_t acts_in_all(void)
{
	struct err e = {0};
	struct act page[64];
	size_t n;

	db_set_roles(db, ROLE_OWNER);
	must(act_page(db, &a, 0, page, ARRAY_LEN(page), &n, &e), &e);
	return (int64_t)n;
}

static struct str session_of(const char *name)
{
	struct session_new n = {.user = str_of(name),
	    .address = STR("192.0.2.1"),
	    .now_us = NOW,
	    .idle_us = SESSION_IDLE_US,
	    .absolute_us = SESSION_ABSOLUTE_US};
	struct err e = {0};
	struct session s;

	db_set_roles(db, ROLE_GATE);
	must_begin(db);
	must(session_open(db, &a, &n, &s, &e), &e);
	must_commit(db);
	return s.token;
}

static bool session_lives(struct str token)
{
	struct err e = {0};
	struct session s;

	db_set_roles(db, ROLE_GATE);
	return session_find(db, &a, token, NOW, &s, &e) == RC_OK;
}

static bool mentions(const struct act *act, const char *secret)
{
	struct str body = json_canonical(&a, act->body);
	struct str text = act->text != NULL ? json_canonical(&a, act->text) : STR("");

	return memmem(body.p, body.n, secret, strlen(secret)) != NULL ||
	       memmem(text.p, text.n, secret, strlen(secret)) != NULL;
}

static void adds(void)
{
	struct user_new n = officer("Aida");
	struct act act;
	struct user u;
	int64_t id;

	n.lang = STR("kk");
	OK(add(&owner, &n, &id) == RC_OK && bad.n == 0 && id > 0);
	u = as_it_is("Aida");
	OK(u.role == ROLE_OFFICER && str_is(u.unit, "U1") && str_is(u.lang, "kk") &&
	    u.created_by == id);
	act = recorded(id);
	OK(str_is(act.kind, "user_add") && str_is(act.officer, "cli") &&
	    str_is(act.outcome, "grant"));
	OK(act.subject.n == 0 && act_effect(&act) == NULL && act.day == owner.today &&
	    act.recorded_us == NOW);
	OK(str_is(json_get_str(json_object_get(act.body, "user"), "name"), "Aida"));
	OK(str_is(json_get_str(act.text, "lang"), "kk"));
	OK(!mentions(&act, "argon2"));

	n = officer("AIDA");
	OK(add(&owner, &n, &id) == RC_OK && id == 0 && only_issue("name", PROBLEM_USER_TAKEN));
	OK(str_is(bad.first->arg, "Aida") && acts_in_all() == 1);
	n = (struct user_new){.name = STR("root.admin"), .role = STR("admin"), .hash = STR(HASH)};
	OK(add(&owner, &n, &id) == RC_OK && id > 0);
	n = officer("berik");
	OK(add(&admin, &n, &id) == RC_OK && id > 0);
	OK(str_is(as_it_is("berik").lang, "ru") && str_is(recorded(id).officer, "root.admin"));
}

static void only_administrators(void)
{
	static const unsigned others[] = {ROLE_OFFICER, ROLE_SENIOR, ROLE_INSPECTOR, ROLE_AKIMAT,
	    ROLE_DUTY, ROLE_AUDITOR, ROLE_HOST};
	int64_t before = acts_in_all(), id;
	struct user_new n = officer("newcomer");

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		struct act_env env = {
		    .who = {.name = STR("Aida"), .role = others[i]}, .now_us = NOW, .today = 19675};

		OK(add(&env, &n, &id) == RC_FORBIDDEN);
		OK(named(users_disable, &env, "berik", &id) == RC_FORBIDDEN);
		OK(set_password(&env, "berik", "$new", &id) == RC_FORBIDDEN);
	}
	OK(acts_in_all() == before);
}

static void changes(void)
{
	struct user_new n = {.name = STR("berik"),
	    .role = STR("akimat"),
	    .district = STR("750000000"),
	    .lang = STR("en")};
	struct user was = as_it_is("berik"), u;
	int64_t id;

	n.version = was.changed_by;
	OK(change(&admin, &n, &id) == RC_OK && bad.n == 0 && id > 0);
	u = as_it_is("berik");
	OK(u.role == ROLE_AKIMAT && u.unit.n == 0 && str_is(u.district, "750000000") &&
	    u.changed_by == id);
	OK(u.created_by == was.created_by && str_is(recorded(id).kind, "user_change"));
	OK(str_is(json_get_str(recorded(id).text, "district"), "750000000"));
	OK(change(&admin, &n, &id) == RC_OK && id == 0 && only_issue("name", PROBLEM_STALE));
	n.version = 0;
	n.name = STR("nobody");
	OK(change(&admin, &n, &id) == RC_OK && id == 0 && only_issue("name", PROBLEM_NO_SUCH));
	n.name = STR("root.admin");
	OK(change(&admin, &n, &id) == RC_OK && id == 0 && only_issue("role", PROBLEM_OWN_ACCOUNT));
}

/* A host is bound to whom he reports for and to his house; what he is not, he loses. */
static void hosts(void)
{
	struct user_new n = {.name = STR("hotel"),
	    .role = STR("host"),
	    .holder = STR("org:Hotel  Almaty"),
	    .dwelling = STR("D1"),
	    .hash = STR(HASH)};
	struct act act;
	int64_t id;

	OK(add(&admin, &n, &id) == RC_OK && bad.n == 0 && id > 0);
	OK(str_is(as_it_is("hotel").holder, "org:Hotel Almaty") &&
	    str_is(as_it_is("hotel").dwelling, "D1"));
	act = recorded(id);
	OK(str_is(json_get_str(act.text, "holder"), "org:Hotel Almaty") &&
	    str_is(json_get_str(act.text, "dwelling"), "D1"));
	n = (struct user_new){.name = STR("hotel"), .role = STR("auditor")};
	OK(change(&admin, &n, &id) == RC_OK && id > 0);
	OK(as_it_is("hotel").holder.n == 0 && as_it_is("hotel").dwelling.n == 0);
}

static void passwords(void)
{
	struct act_env self = {
	    .who = {.name = STR("Aida"), .role = ROLE_OFFICER, .unit = STR("U1")},
	    .now_us = NOW,
	    .today = 19675};
	struct str session = session_of("Aida"), other = session_of("berik");
	struct err e = {0};
	struct login l;
	int64_t id;

	OK(set_password(&self, "Aida", "$secret-hash", &id) == RC_OK && bad.n == 0 && id > 0);
	OK(str_is(recorded(id).kind, "user_password") && str_is(recorded(id).officer, "Aida"));
	OK(!mentions(&(struct act){.body = recorded(id).body}, "secret-hash"));
	OK(!session_lives(session) && session_lives(other));
	OK(user_login(db, &a, STR("Aida"), &l, &e) == RC_OK && str_is(l.hash, "$secret-hash"));
	OK(set_password(&admin, "Aida", "$third", &id) == RC_OK && id > 0 &&
	    str_is(recorded(id).officer, "root.admin"));
	OK(set_password(&admin, "nobody", "$x", &id) == RC_OK && id == 0 &&
	    only_issue("name", PROBLEM_NO_SUCH));
	OK(set_password(&admin, "root.admin", "$own", &id) == RC_OK && id > 0);
}

static void disables(void)
{
	struct str session = session_of("Aida");
	int64_t id;

	OK(named(users_disable, &admin, "Aida", &id) == RC_OK && id > 0 &&
	    as_it_is("Aida").disabled);
	OK(str_is(recorded(id).kind, "user_disable") && !session_lives(session));
	OK(named(users_disable, &admin, "Aida", &id) == RC_OK && id == 0 &&
	    only_issue("name", PROBLEM_NOT_LIVE));
	OK(named(users_disable, &admin, "nobody", &id) == RC_OK && id == 0 &&
	    only_issue("name", PROBLEM_NO_SUCH));
	OK(named(users_disable, &admin, "root.admin", &id) == RC_OK &&
	    only_issue("name", PROBLEM_OWN_ACCOUNT));
	OK(named(users_enable, &admin, "Aida", &id) == RC_OK && id > 0 &&
	    !as_it_is("Aida").disabled);
	OK(str_is(recorded(id).kind, "user_change"));
	OK(named(users_enable, &admin, "Aida", &id) == RC_OK && id == 0 &&
	    bad.n == 0); /* it is so already */
}

static enum rc token(const struct act_env *env, const char *user, struct str label, int64_t days,
    struct token_made *t)
{
	struct err e = {0};

	clear();
	db_set_roles(db, env->who.role);
	must_begin(db);
	return finish(
	    users_token_add(db, env, &(struct token_new){str_of(user), label, days}, t, &bad, &e),
	    &e);
}

static void tokens(void)
{
	struct err e = {0};
	struct token_made t;
	struct token found;
	int64_t id;

	OK(token(&owner, "Aida", STR("reports"), 30, &t) == RC_OK && bad.n == 0 && t.act > 0);
	OK(t.until_us == NOW + MINUTE * 60 * 24 * 30);
	OK(str_is(recorded(t.act).kind, "token_add") &&
	    str_eq(json_get_str(recorded(t.act).body, "token"), t.id));
	OK(!mentions(&(struct act){.body = recorded(t.act).body}, arena_z(&a, t.secret)));
	OK(!mentions(&(struct act){.body = recorded(t.act).body}, arena_z(&a, t.secret) + 4));
	OK(token_find(db, &a, t.secret, NOW, &found, &e) == RC_OK && str_eq(found.id, t.id));
	OK(named(users_token_revoke, &admin, arena_z(&a, t.id), &id) == RC_OK && id > 0);
	OK(str_is(recorded(id).kind, "token_revoke") &&
	    token_find(db, &a, t.secret, NOW, &found, &e) == RC_NOT_FOUND);
	OK(named(users_token_revoke, &admin, arena_z(&a, t.id), &id) == RC_OK &&
	    only_issue("token", PROBLEM_NOT_LIVE));
	OK(named(users_token_revoke, &admin, "T-none", &id) == RC_OK &&
	    only_issue("token", PROBLEM_NO_SUCH));

	OK(token(&owner, "nobody", STR(""), 30, &t) == RC_OK &&
	    only_issue("user", PROBLEM_NO_SUCH) && t.secret.n == 0);
	OK(token(&owner, "Aida", STR(""), 0, &t) == RC_OK &&
	    only_issue("ttl", PROBLEM_NOT_INTEGER));
	OK(token(&owner, "Aida", STR(""), TOKEN_TTL_DAYS_MAX + 1, &t) == RC_OK &&
	    only_issue("ttl", PROBLEM_NOT_INTEGER));
	OK(token(&owner, "Aida", STR("a\tb"), 1, &t) == RC_OK &&
	    only_issue("label", PROBLEM_CONTROL));
	OK(token(&owner, "Aida", STR("\xff"), 1, &t) == RC_OK &&
	    only_issue("label", PROBLEM_BAD_UTF8));
	for (int i = 0; i < TOKENS_OF_USER; i++)
		if (token(&owner, "berik", STR(""), 1, &t) != RC_OK || bad.n > 0)
			OK(t.act > 0);
	OK(token(&owner, "berik", STR(""), 1, &t) == RC_OK && only_issue("user", PROBLEM_TOO_MANY));
	OK(named(users_disable, &owner, "berik", &id) == RC_OK && id > 0);
	OK(token_find(db, &a, t.secret, NOW, &found, &e) == RC_NOT_FOUND);
	OK(token(&owner, "berik", STR(""), 1, &t) == RC_OK && only_issue("user", PROBLEM_NOT_LIVE));
}

static void previews(void)
{
	struct act_env env = owner;
	struct user_new n = officer("draft");
	int64_t before = acts_in_all(), id;
	struct token_made t;

	env.preview = true;
	OK(add(&env, &n, &id) == RC_OK && bad.n == 0 && id == 0);
	OK(named(users_disable, &env, "Aida", &id) == RC_OK && id == 0 &&
	    !as_it_is("Aida").disabled);
	OK(token(&env, "Aida", STR(""), 1, &t) == RC_OK && t.secret.n == 0);
	OK(acts_in_all() == before);
}

int main(int argc, char **argv)
{
	struct err e = {0};

	if (argc < 2)
		return 1;
	db = new_register(argv[argc - 1]);
	must_begin(db);
	must(db_run(db, STMT_UNIT_PUT,
		 DB_ARGS(DB_TEXT(STR("U1")), DB_TEXT(STR("{}")), DB_NULL, DB_INT(1)), &e),
	    &e);
	must(db_run(db, STMT_DWELLING_PUT,
		 DB_ARGS(DB_TEXT(STR("D1")), DB_TEXT(STR("{}")), DB_TEXT(STR("U1")), DB_NULL,
		     DB_TEXT(STR("k")), DB_TEXT(STR("s")), DB_TEXT(STR("h")), DB_TEXT(STR("")),
		     DB_INT(1)),
		 &e),
	    &e);
	must_commit(db);
	adds();
	only_administrators();
	changes();
	hosts();
	passwords();
	disables();
	previews();
	tokens();
	db_close(db);
	arena_free(&a);
	return t_done();
}
