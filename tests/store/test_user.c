/* Accounts: names, roles, what is written is what is read, who may read it. */
#include "accounts.h"

#include "session.h"

static struct db *db;
static struct arena a;

static void names(void)
{
	char long_name[USER_NAME_MAX + 2];

	memset(long_name, 'x', sizeof(long_name));
	OK(user_name_ok((struct str){long_name, USER_NAME_MAX}));
	OK(!user_name_ok((struct str){long_name, USER_NAME_MAX + 1}));
	OK(user_name_ok(STR("A.b_9-z")));
	OK(!user_name_ok(STR("")));
	OK(!user_name_ok(STR("a b")) && !user_name_ok(STR("a/b")) &&
	    !user_name_ok(STR("\xd0\x90")));
	OK(!user_name_ok(STR("cli")) && !user_name_ok(STR("CLI")) && !user_name_ok(STR("system")));
	OK(user_name_ok(STR("cli2")));
	OK(str_is(user_name_key(&a, STR("AiDa.Z")), "aida.z"));
}

static void roles(void)
{
	unsigned all = 0;

	for (unsigned bit = 1; bit <= ROLE_OWNER; bit <<= 1) {
		const char *word = user_role_word(bit);

		if (word[0] == '\0')
			continue;
		OK(user_role(str_of(word)) == bit);
		all |= bit;
	}
	OK(all == ROLES_SIGNED_IN); /* everybody who signs in, and neither the gate nor the owner */
	OK(user_role(STR("owner")) == 0 && user_role(STR("gate")) == 0 && user_role(STR("")) == 0);
	OK(str_is(
	    user_role_words(&a), "officer, senior, inspector, akimat, duty, auditor, admin, host"));
}

static void write_and_read(void)
{
	struct str precincts[] = {STR_INIT("P1"), STR_INIT("P2")};
	struct user in = {.name = STR("Aida"),
	    .role = ROLE_INSPECTOR,
	    .unit = STR("U1"),
	    .person = STR("P-1"),
	    .lang = STR("kk"),
	    .precincts = precincts,
	    .precincts_n = 2,
	    .changed_by = 41};
	struct err e = {0};
	struct user u;
	struct str by;
	bool is_free;

	must_begin(db);
	OK(user_add(db, &in, STR("hash one"), &e) == RC_OK);
	must_commit(db);
	OK(user_read(db, &a, STR("Aida"), &u, &e) == RC_OK);
	OK(str_is(u.name, "Aida") && u.role == ROLE_INSPECTOR && str_is(u.unit, "U1") &&
	    u.district.n == 0);
	OK(str_is(u.person, "P-1") && str_is(u.lang, "kk") && !u.disabled && u.created_by == 41 &&
	    u.changed_by == 41);
	OK(u.precincts_n == 2 && str_is(u.precincts[0], "P1") && str_is(u.precincts[1], "P2"));
	OK(user_read(db, &a, STR("aida"), &u, &e) == RC_NOT_FOUND);
	OK(user_name_free(db, &a, STR("AIDA"), &is_free, &by, &e) == RC_OK && !is_free &&
	    str_is(by, "Aida"));
	OK(user_name_free(db, &a, STR("berik"), &is_free, &by, &e) == RC_OK && is_free &&
	    by.n == 0);

	in = (struct user){.name = STR("Aida"),
	    .role = ROLE_AKIMAT,
	    .district = STR("750000000"),
	    .lang = STR("en"),
	    .changed_by = 42};
	must_begin(db);
	OK(user_change(db, &in, &e) == RC_OK);
	must_commit(db);
	OK(user_read(db, &a, STR("Aida"), &u, &e) == RC_OK);
	OK(u.role == ROLE_AKIMAT && u.unit.n == 0 && str_is(u.district, "750000000") &&
	    u.person.n == 0);
	OK(u.precincts_n == 0 && str_is(u.lang, "en") && u.created_by == 41 && u.changed_by == 42);

	in = (struct user){.name = STR("hotel"),
	    .role = ROLE_HOST,
	    .lang = STR("ru"),
	    .holder = STR("org:Hotel"),
	    .dwelling = STR("D1"),
	    .changed_by = 43};
	must_begin(db);
	OK(user_add(db, &in, STR("x"), &e) == RC_OK);
	OK(user_read(db, &a, in.name, &u, &e) == RC_OK && u.role == ROLE_HOST &&
	    str_is(u.holder, "org:Hotel") && str_is(u.dwelling, "D1"));
	in.holder = STR("P1");
	in.dwelling = STR("D2");
	OK(user_change(db, &in, &e) == RC_OK && user_read(db, &a, in.name, &u, &e) == RC_OK &&
	    str_is(u.holder, "P1") && str_is(u.dwelling, "D2") && u.changed_by == 43);
	db_rollback(db);

	in.name = STR("aidA");
	must_begin(db); /* the same name in other letters is the same name */
	OK(user_add(db, &in, STR("x"), &e) == RC_CONFLICT);
	db_rollback(db);
	e = (struct err){0};
}

static void signs_in(void)
{
	struct err e = {0};
	struct login l;

	OK(user_login(db, &a, STR("AIDA"), &l, &e) == RC_OK && l.found);
	OK(str_is(l.user.name, "Aida") && str_is(l.hash, "hash one"));
	must_begin(db);
	OK(user_set_password(db, STR("Aida"), STR("hash two"), 43, &e) == RC_OK);
	must_commit(db);
	OK(user_login(db, &a, STR("aida"), &l, &e) == RC_OK && str_is(l.hash, "hash two") &&
	    l.user.changed_by == 43);
	OK(user_login(db, &a, STR("nobody"), &l, &e) == RC_OK && !l.found && l.hash.n == 0);
}

static void disabled(void)
{
	struct session_new s = {.user = STR("Aida"),
	    .address = STR("192.0.2.1"),
	    .now_us = NOW,
	    .idle_us = SESSION_IDLE_US,
	    .absolute_us = SESSION_ABSOLUTE_US};
	struct token t = {
	    .account = STR("Aida"), .label = STR(""), .created_us = NOW, .until_us = NOW + MINUTE};
	struct err e = {0};
	struct session session;
	struct str secret;
	struct user u;

	must_begin(db);
	OK(session_open(db, &a, &s, &session, &e) == RC_OK);
	OK(token_add(db, &a, &t, &secret, &e) == RC_OK);
	OK(user_disable(db, STR("Aida"), 44, NOW, &e) == RC_OK);
	must_commit(db);
	OK(user_read(db, &a, STR("Aida"), &u, &e) == RC_OK && u.disabled && u.changed_by == 44);
	must_begin(db);
	OK(user_enable(db, STR("Aida"), 45, &e) == RC_OK);
	must_commit(db);
	OK(user_read(db, &a, STR("Aida"), &u, &e) == RC_OK && !u.disabled && u.changed_by == 45);
	/* what was ended stays ended */
	OK(session_find(db, &a, session.token, NOW, &session, &e) == RC_NOT_FOUND);
	OK(token_find(db, &a, secret, NOW, &t, &e) == RC_NOT_FOUND);
}

static void listed(void)
{
	struct err e = {0};
	struct users l;

	make_user(db, "Zarina", ROLE_OFFICER);
	make_user(db, "berik", ROLE_ADMIN);
	OK(users_list(db, &a, STR(""), 10, &l, &e) == RC_OK && l.n == 3);
	OK(str_is(l.v[0].name, "Aida") && str_is(l.v[1].name, "berik") &&
	    str_is(l.v[2].name, "Zarina"));
	OK(users_list(db, &a, STR("Aida"), 1, &l, &e) == RC_OK && l.n == 1 &&
	    str_is(l.v[0].name, "berik"));
	OK(users_list(db, &a, STR("Zarina"), 10, &l, &e) == RC_OK && l.n == 0);
}

/* The gate knows who signs in, and nothing more; nobody else sees a hash of a password. */
static void kept_apart(void)
{
	struct err e = {0};
	struct login l;
	struct user u;
	struct users all;

	db_set_roles(db, ROLE_GATE);
	OK(user_login(db, &a, STR("aida"), &l, &e) == RC_OK && l.found);
	OK(user_read(db, &a, STR("Aida"), &u, &e) == RC_FORBIDDEN);
	e = (struct err){0};
	OK(users_list(db, &a, STR(""), 10, &all, &e) == RC_FORBIDDEN);
	e = (struct err){0};
	must_begin(db);
	OK(user_set_password(db, STR("Aida"), STR("x"), 1, &e) == RC_FORBIDDEN);
	e = (struct err){0};
	db_rollback(db);
	db_set_roles(db, ROLES_SIGNED_IN);
	OK(user_login(db, &a, STR("aida"), &l, &e) == RC_FORBIDDEN);
	e = (struct err){0};
	db_set_roles(db, ROLES_DESK | ROLE_HOST);
	OK(user_read(db, &a, STR("Aida"), &u, &e) == RC_FORBIDDEN);
	e = (struct err){0};
	must_begin(db);
	OK(user_disable(db, STR("Aida"), 1, NOW, &e) == RC_FORBIDDEN);
	db_rollback(db);
	db_set_roles(db, ROLE_OWNER);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 1;
	db = new_register(argv[argc - 1]);
	names();
	roles();
	write_and_read();
	signs_in();
	disabled();
	listed();
	kept_apart();
	db_close(db);
	arena_free(&a);
	return t_done();
}
