/* What an account and a password must be. */
#include "../store/accounts.h"

#include "users.h"

static struct db *db;
static struct arena a;

static bool wrong(const struct user_new *n, const char *field, enum problem p)
{
	struct issues l = {.arena = &a};
	struct err e = {0};
	enum rc rc = users_check(db, n, &l, &e);

	for (const struct issue *i = l.first; i != NULL; i = i->next)
		if (rc != RC_OK || l.n != 1 || field == NULL || !str_is(i->field, field) ||
		    i->problem != p)
			note(arena_z(&a, issue_english(&a, i)));
	note_err(&e);
	if (field == NULL)
		return rc != RC_OK || l.n > 0;
	return rc == RC_OK && l.n == 1 && l.first != NULL && str_is(l.first->field, field) &&
	       l.first->problem == p;
}

static bool right(const struct user_new *n)
{
	return !wrong(n, NULL, PROBLEM_MISSING);
}

static struct user_new of_role(const char *role)
{
	return (struct user_new){.name = STR("aida"), .role = str_of(role)};
}

static void names(void)
{
	struct user_new n = of_role("admin");

	OK(right(&n));
	n.name = STR("");
	OK(wrong(&n, "name", PROBLEM_MISSING));
	n.name = STR("a b");
	OK(wrong(&n, "name", PROBLEM_USER_NAME));
	n.name = STR("cli");
	OK(wrong(&n, "name", PROBLEM_USER_NAME));
	n.name = STR("TAKEN");
	OK(wrong(&n, "name", PROBLEM_USER_TAKEN));
}

static void roles_and_languages(void)
{
	struct user_new n = of_role("king");

	OK(wrong(&n, "role", PROBLEM_WORD));
	n.role = STR("");
	OK(wrong(&n, "role", PROBLEM_MISSING));
	n.role = STR("owner");
	OK(wrong(&n, "role", PROBLEM_WORD));
	n = of_role("auditor");
	n.lang = STR("kk");
	OK(right(&n));
	n.lang = STR("de");
	OK(wrong(&n, "lang", PROBLEM_WORD));
}

static void units(void)
{
	static const char *const need[] = {"officer", "senior", "inspector"};
	static const char *const may[] = {"duty", "auditor", "admin"};

	for (size_t i = 0; i < ARRAY_LEN(need); i++) {
		struct user_new n = of_role(need[i]);

		OK(wrong(&n, "unit", PROBLEM_MISSING));
		n.unit = STR("U1");
		OK(right(&n));
		n.unit = STR("U9");
		OK(wrong(&n, "unit", PROBLEM_NO_SUCH));
	}
	for (size_t i = 0; i < ARRAY_LEN(may); i++) {
		struct user_new n = of_role(may[i]);

		OK(right(&n));
		n.unit = STR("U1");
		OK(right(&n));
		n.unit = STR("U9");
		OK(wrong(&n, "unit", PROBLEM_NO_SUCH));
	}
}

static void districts(void)
{
	struct user_new n = of_role("akimat");

	OK(wrong(&n, "district", PROBLEM_MISSING));
	n.district = STR("750000000");
	OK(right(&n));
	n.district = STR("75000000");
	OK(wrong(&n, "district", PROBLEM_KATO));
	n.district = STR("75000000x");
	OK(wrong(&n, "district", PROBLEM_KATO));
	n = of_role("auditor");
	n.district = STR("750000000");
	OK(wrong(&n, "district", PROBLEM_MUST_BE_EMPTY));
}

static void precincts(void)
{
	struct str ids[USER_PRECINCTS_MAX + 1] = {
	    STR_INIT("PR1"), STR_INIT("PR2"), STR_INIT("PR9")};
	struct user_new n = of_role("inspector");

	n.unit = STR("U1");
	n.precincts = ids;
	n.precincts_n = 2;
	OK(right(&n));
	n.precincts_n = 3;
	OK(wrong(&n, "precincts.2", PROBLEM_NO_SUCH));
	ids[2] = STR("PR1");
	OK(wrong(&n, "precincts.2", PROBLEM_TWICE));
	n.precincts_n = ARRAY_LEN(ids);
	OK(wrong(&n, "precincts", PROBLEM_TOO_MANY));
	n.precincts_n = 1;
	n.role = STR("officer");
	OK(wrong(&n, "precincts", PROBLEM_MUST_BE_EMPTY));
}

static void persons(void)
{
	struct user_new n = of_role("duty");

	n.person = STR("P-none");
	OK(wrong(&n, "person", PROBLEM_NO_SUCH));
	n.person = STR("P1");
	OK(right(&n));
}

static void hosts(void)
{
	struct user_new n = of_role("host");

	n.dwelling = STR("D1");
	OK(wrong(&n, "holder", PROBLEM_MISSING));
	n.holder = STR("org:Hotel");
	OK(right(&n));
	n.holder = STR("org: ");
	OK(wrong(&n, "holder", PROBLEM_HOLDER));
	n.holder = STR("P1");
	OK(right(&n));
	n.holder = STR("P9");
	OK(wrong(&n, "holder", PROBLEM_NO_SUCH));
	n.holder = STR("a hotel");
	OK(wrong(&n, "holder", PROBLEM_HOLDER));
	n.holder = STR("org:\xff");
	OK(wrong(&n, "holder", PROBLEM_BAD_UTF8));
	n.holder = STR("org:Hotel");
	n.dwelling = STR("");
	OK(wrong(&n, "dwelling", PROBLEM_MISSING));
	n.dwelling = STR("D9");
	OK(wrong(&n, "dwelling", PROBLEM_NO_SUCH));
	n.dwelling = STR("D1");
	n.unit = STR("U1");
	OK(wrong(&n, "unit", PROBLEM_MUST_BE_EMPTY));
	n = of_role("auditor");
	n.holder = STR("org:Hotel");
	OK(wrong(&n, "holder", PROBLEM_MUST_BE_EMPTY));
	n.holder = STR("");
	n.dwelling = STR("D1");
	OK(wrong(&n, "dwelling", PROBLEM_MUST_BE_EMPTY));
}

/* Everything that is wrong at once. */
static void all_at_once(void)
{
	struct user_new n = {.name = STR("a b"),
	    .role = STR("akimat"),
	    .unit = STR("U9"),
	    .person = STR("P9"),
	    .lang = STR("xx")};
	struct issues l = {.arena = &a};
	struct err e = {0};

	OK(users_check(db, &n, &l, &e) == RC_OK && l.n == 5);
}

static enum problem password(const char *name, struct str p)
{
	struct issues l = {.arena = &a};

	users_password_form(str_of(name), p, "password", &l);
	return l.first == NULL                      ? PROBLEM__MAX
	       : str_is(l.first->field, "password") ? l.first->problem
						    : PROBLEM_UNKNOWN_FIELD;
}

static void passwords(void)
{
	char *max = ARENA_ARRAY(&a, char, SECRET_MAX + 1);

	memset(max, 'p', SECRET_MAX + 1);
	OK(password("aida", STR("correct horse")) == PROBLEM__MAX);
	OK(password("aida", STR("0123456789")) == PROBLEM__MAX); /* no rules of composition */
	OK(password("aida", STR("012345678")) == PROBLEM_SHORT_PASSWORD);
	OK(password("aida", STR("")) == PROBLEM_SHORT_PASSWORD);
	OK(password("aida", STR("құпиясөзім")) == PROBLEM__MAX); /* ten letters, twenty bytes */
	OK(password("aida", STR("құпиясөзі")) == PROBLEM_SHORT_PASSWORD);
	OK(password("aida", (struct str){max, SECRET_MAX}) == PROBLEM__MAX);
	OK(password("aida", (struct str){max, SECRET_MAX + 1}) == PROBLEM_TOO_LONG);
	OK(password("aida", STR("0123456789\xff")) == PROBLEM_BAD_UTF8);
	OK(password("Aida.Omarova", STR("aida.OMAROVA")) == PROBLEM_PASSWORD_NAME);
	OK(password("Aida.Omarova", STR(" aida.omarova ")) == PROBLEM_PASSWORD_NAME);
	OK(password("Aida.Omarova", STR("aida.omarova1")) == PROBLEM__MAX);
}

static void hashes(void)
{
	struct login who = {.found = true}, nobody = {0};
	char hash[SECRET_HASH], again[SECRET_HASH];
	struct err e = {0};

	OK(users_hash(STR("caf\xc3\xa9 ol\xc3\xa9 ol\xc3\xa9"), hash, &e) == RC_OK);
	OK(strncmp(hash, "$argon2id$", 10) == 0);
	OK(users_hash(STR("caf\xc3\xa9 ol\xc3\xa9 ol\xc3\xa9"), again, &e) == RC_OK &&
	    strcmp(hash, again) != 0);
	who.hash = str_of(hash);
	OK(users_password_ok(&who, STR("caf\xc3\xa9 ol\xc3\xa9 ol\xc3\xa9")));
	OK(users_password_ok(
	    &who, STR("cafe\xcc\x81 ole\xcc\x81 ole\xcc\x81"))); /* typed on another keyboard */
	OK(!users_password_ok(&who, STR("cafe ole ole")));
	OK(!users_password_ok(&who, STR("")) && !users_password_ok(&who, STR("\xff")));
	who.user.disabled = true;
	OK(!users_password_ok(&who, STR("caf\xc3\xa9 ol\xc3\xa9 ol\xc3\xa9")));
	OK(!users_password_ok(&nobody, STR("caf\xc3\xa9 ol\xc3\xa9 ol\xc3\xa9")));
	OK(users_hash(STR("\xff"), hash, &e) == RC_BAD_INPUT);
}

static void put(enum stmt_id stmt, const struct db_val *v, size_t n)
{
	struct err e = {0};

	must(db_run(db, stmt, v, n, &e), &e);
}

int main(int argc, char **argv)
{
	struct db_val empty = DB_TEXT(STR("{}"));

	if (argc < 2)
		return 1;
	db = new_register(argv[argc - 1]);
	make_user(db, "taken", ROLE_ADMIN);
	must_begin(db);
	put(STMT_UNIT_PUT, DB_ARGS(DB_TEXT(STR("U1")), empty, DB_NULL, DB_INT(1)));
	put(STMT_PRECINCT_PUT, DB_ARGS(DB_TEXT(STR("PR1")), empty, DB_TEXT(STR("U1")), DB_INT(1)));
	put(STMT_PRECINCT_PUT, DB_ARGS(DB_TEXT(STR("PR2")), empty, DB_TEXT(STR("U1")), DB_INT(1)));
	put(STMT_PERSON_PUT, DB_ARGS(DB_TEXT(STR("P1")), empty, DB_NULL, DB_NULL, DB_NULL,
				 DB_TEXT(STR("s")), DB_TEXT(STR("g")), DB_INT(0), DB_INT(1)));
	put(STMT_DWELLING_PUT,
	    DB_ARGS(DB_TEXT(STR("D1")), empty, DB_TEXT(STR("U1")), DB_NULL, DB_TEXT(STR("k")),
		DB_TEXT(STR("s")), DB_TEXT(STR("h")), DB_TEXT(STR("")), DB_INT(1)));
	must_commit(db);
	db_set_roles(db, ROLE_ADMIN);
	names();
	roles_and_languages();
	units();
	districts();
	precincts();
	persons();
	hosts();
	all_at_once();
	passwords();
	hashes();
	db_close(db);
	arena_free(&a);
	return t_done();
}
