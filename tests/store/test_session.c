/* Sessions and tokens: found while they last, and kept as hashes alone. */
#include "accounts.h"

#include "hash.h"
#include "session.h"

#define DAY (MINUTE * 24 * 60)

static struct db *db;
static struct arena a;

static struct session opened(const char *user, int64_t at)
{
	struct session_new n = {.user = str_of(user),
	    .address = STR("192.0.2.1"),
	    .now_us = at,
	    .idle_us = SESSION_IDLE_US,
	    .absolute_us = SESSION_ABSOLUTE_US};
	struct err e = {0};
	struct session s;

	must_begin(db);
	must(session_open(db, &a, &n, &s, &e), &e);
	must_commit(db);
	return s;
}

static enum rc find(struct str token, int64_t at, struct session *out)
{
	struct err e = {0};
	enum rc rc = session_find(db, &a, token, at, out, &e);

	note_err(&e);
	return rc;
}

static void touch(struct str token, int64_t at)
{
	struct err e = {0};

	must_begin(db);
	must(session_touch(db, token, at, &e), &e);
	must_commit(db);
}

static void opens(void)
{
	struct session s = opened("aida", NOW), t = opened("aida", NOW), f;

	OK(s.token.n == 64 && s.csrf.n == 64 && !str_eq(s.token, s.csrf) &&
	    !str_eq(s.token, t.token));
	OK(find(s.token, NOW, &f) == RC_OK);
	OK(str_is(f.user.name, "aida") && f.user.role == ROLE_OFFICER && str_eq(f.csrf, s.csrf));
	OK(str_is(f.address, "192.0.2.1") && f.created_us == NOW &&
	    f.ends_us == NOW + SESSION_ABSOLUTE_US && !f.touch);
	OK(find(STR(""), NOW, &f) == RC_NOT_FOUND);
	OK(find(STR("no such token"), NOW, &f) == RC_NOT_FOUND && f.user.name.n == 0);
}

static void only_hashes(void)
{
	struct session s = opened("aida", NOW), f;
	struct hash h = hash_of(s.token);
	struct err e = {0};
	struct db_cur c;
	bool row;

	OK(find(hash_str(&h), NOW, &f) == RC_NOT_FOUND);
	OK(find(hash_hex(&a, hash_str(&h)), NOW, &f) == RC_NOT_FOUND);
	db_start(db, &c, STMT_SESSION_FIND, DB_ARGS(DB_BLOB(hash_str(&h))), &e);
	row = db_next(&c, &e);
	for (int i = 0; i < 16; i++)
		OK(!str_eq(db_text(&c, i, &a), s.token));
	OK(db_end(&c) == RC_OK && row);
}

static void idle(void)
{
	struct session s = opened("aida", NOW), f;

	OK(find(s.token, NOW + SESSION_TOUCH_US - 1, &f) == RC_OK && !f.touch);
	OK(find(s.token, NOW + SESSION_TOUCH_US, &f) == RC_OK && f.touch);
	OK(find(s.token, NOW + SESSION_IDLE_US - 1, &f) == RC_OK);
	OK(find(s.token, NOW + SESSION_IDLE_US, &f) == RC_NOT_FOUND && f.csrf.n == 0);
	touch(s.token, NOW + 10 * MINUTE);
	OK(find(s.token, NOW + SESSION_IDLE_US, &f) == RC_OK && f.used_us == NOW + 10 * MINUTE);
	touch(s.token, NOW + MINUTE); /* never back */
	OK(find(s.token, NOW + SESSION_IDLE_US, &f) == RC_OK && f.used_us == NOW + 10 * MINUTE);
	OK(find(s.token, NOW + 10 * MINUTE + SESSION_IDLE_US, &f) == RC_NOT_FOUND);
}

static void absolute(void)
{
	struct session s = opened("aida", NOW), f;

	touch(s.token, NOW + SESSION_ABSOLUTE_US - MINUTE);
	OK(find(s.token, NOW + SESSION_ABSOLUTE_US - 1, &f) == RC_OK);
	OK(find(s.token, NOW + SESSION_ABSOLUTE_US, &f) == RC_NOT_FOUND);
}

static void closes(void)
{
	struct session s = opened("aida", NOW), t = opened("aida", NOW), u = opened("berik", NOW),
		       f;
	struct err e = {0};

	must_begin(db);
	OK(session_close(db, s.token, &e) == RC_OK);
	OK(session_close(db, STR("no such token"), &e) == RC_OK);
	must_commit(db);
	OK(find(s.token, NOW, &f) == RC_NOT_FOUND && find(t.token, NOW, &f) == RC_OK);
	must_begin(db);
	OK(session_close_all(db, STR("aida"), &e) == RC_OK);
	must_commit(db);
	OK(find(t.token, NOW, &f) == RC_NOT_FOUND && find(u.token, NOW, &f) == RC_OK);
}

static void bounded(void)
{
	struct session first = opened("aida", NOW), other = opened("berik", NOW),
		       s[SESSIONS_OF_USER], f;

	for (int i = 0; i < SESSIONS_OF_USER; i++)
		s[i] = opened("aida", NOW + 1 + i);
	OK(find(first.token, NOW, &f) == RC_NOT_FOUND);
	for (int i = 0; i < SESSIONS_OF_USER; i++)
		OK(find(s[i].token, NOW, &f) == RC_OK);
	OK(find(other.token, NOW, &f) == RC_OK);
	(void)opened("aida", NOW + SESSION_ABSOLUTE_US); /* clears away what has ended by then */
	OK(find(other.token, NOW, &f) == RC_NOT_FOUND);
}

static void disabled(void)
{
	struct session s = opened("berik", NOW), f;
	struct err e = {0};

	must_begin(db); /* by hand: the session is still there */
	must(db_run(
		 db, STMT_USER_DISABLED, DB_ARGS(DB_TEXT(STR("berik")), DB_INT(1), DB_INT(9)), &e),
	    &e);
	must_commit(db);
	OK(find(s.token, NOW, &f) == RC_NOT_FOUND);
	must_begin(db);
	must(user_enable(db, STR("berik"), 10, &e), &e);
	must_commit(db);
	OK(find(s.token, NOW, &f) == RC_OK);
}

static void tokens(void)
{
	struct token t = {.account = STR("aida"),
	    .label = STR("reports"),
	    .created_us = NOW,
	    .until_us = NOW + DAY};
	struct token u = {.account = STR("aida"),
	    .label = STR("second"),
	    .created_us = NOW + 1,
	    .until_us = NOW + DAY};
	struct str secret = {0}, second = {0};
	struct err e = {0};
	struct token f;
	struct tokens l;
	int64_t live;

	must_begin(db);
	OK(token_add(db, &a, &t, &secret, &e) == RC_OK &&
	    token_add(db, &a, &u, &second, &e) == RC_OK);
	must_commit(db);
	OK(str_starts(secret, "mkj_") && secret.n == 68 && !str_eq(secret, second) &&
	    !str_eq(t.id, u.id));
	OK(token_find(db, &a, secret, NOW, &f, &e) == RC_OK);
	OK(str_eq(f.id, t.id) && str_is(f.user.name, "aida") && str_is(f.label, "reports") &&
	    f.used_us == 0 && f.touch);
	must_begin(db);
	OK(token_touch(db, secret, NOW + MINUTE, &e) == RC_OK);
	must_commit(db);
	OK(token_find(db, &a, secret, NOW + MINUTE, &f, &e) == RC_OK && f.used_us == NOW + MINUTE &&
	    !f.touch);
	OK(token_find(db, &a, secret, NOW + DAY - 1, &f, &e) == RC_OK);
	OK(token_find(db, &a, secret, NOW + DAY, &f, &e) == RC_NOT_FOUND);
	OK(token_find(db, &a, t.id, NOW, &f, &e) == RC_NOT_FOUND);
	OK(tokens_of(db, &a, STR("aida"), 10, &l, &e) == RC_OK && l.n == 2 &&
	    str_eq(l.v[0].id, u.id));
	OK(tokens_live(db, STR("aida"), NOW, &live, &e) == RC_OK && live == 2);
	must_begin(db);
	OK(token_revoke(db, t.id, NOW + 5, &e) == RC_OK &&
	    token_revoke(db, t.id, NOW + 6, &e) == RC_NOT_FOUND);
	OK(token_revoke(db, STR("T-none"), NOW, &e) == RC_NOT_FOUND);
	must_commit(db);
	OK(token_find(db, &a, secret, NOW, &f, &e) == RC_NOT_FOUND);
	OK(token_find(db, &a, second, NOW, &f, &e) == RC_OK);
	OK(tokens_live(db, STR("aida"), NOW, &live, &e) == RC_OK && live == 1);
	OK(token_read(db, &a, t.id, &f, &e) == RC_OK && f.revoked_us == NOW + 5 &&
	    str_is(f.account, "aida"));
	OK(token_read(db, &a, STR("T-none"), &f, &e) == RC_NOT_FOUND);
	note_err(&e);
}

static void for_the_gate(void)
{
	struct session s = opened("berik", NOW + DAY), f;
	struct token t = {.account = STR("aida"), .created_us = NOW, .until_us = NOW + DAY};
	struct str secret;
	struct err e = {0};

	db_set_roles(db, ROLE_GATE);
	(void)opened("berik", NOW + DAY);
	OK(find(s.token, NOW + DAY, &f) == RC_OK);
	must_begin(db);
	OK(token_add(db, &a, &t, &secret, &e) == RC_FORBIDDEN);
	db_rollback(db);
	db_set_roles(db, ROLES_SIGNED_IN);
	OK(find(s.token, NOW + DAY, &f) == RC_FORBIDDEN);
	db_set_roles(db, ROLE_OWNER);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 1;
	db = new_register(argv[argc - 1]);
	make_user(db, "aida", ROLE_OFFICER);
	make_user(db, "berik", ROLE_ADMIN);
	opens();
	only_hashes();
	idle();
	absolute();
	closes();
	bounded();
	disabled();
	tokens();
	for_the_gate();
	db_close(db);
	arena_free(&a);
	return t_done();
}
