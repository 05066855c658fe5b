/* The throttle of sign-ins: it rises with failures, and forgets. */
#include "accounts.h"

#include "hash.h"
#include "login.h"

#define SECOND ((int64_t)1000000)

static struct db *db;

static int64_t attempt(const char *user, const char *address, int64_t at)
{
	struct err e = {0};
	int64_t wait = -1;

	must_begin(db);
	must(login_attempt(db, str_of(user), str_of(address), at, &wait, &e), &e);
	must_commit(db);
	return wait;
}

static void succeeded(const char *user, const char *address)
{
	struct err e = {0};

	must_begin(db);
	must(login_succeeded(db, str_of(user), str_of(address), &e), &e);
	must_commit(db);
}

/* Every user and address of a test is its own. */
static void rises(const char *user)
{
	int64_t at = NOW;
	int64_t want[] = {30, 60, 120, 240, 480, 900, 900};

	for (int i = 0; i < LOGIN_USER_TRIES; i++)
		OK(attempt(user, "198.51.100.1", at) == 0);
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		OK(attempt(user, "203.0.113.9", at) == want[i] * SECOND); /* from wherever */
		OK(attempt(user, "203.0.113.9", at + want[i] * SECOND - 1) == 1);
		at += want[i] * SECOND;
		OK(attempt(user, "203.0.113.9", at) == 0);
		if (want[i] * SECOND >= LOGIN_WINDOW_US) /* after that long, all is forgotten */
			break;
	}
	for (int i = 1; i < LOGIN_USER_TRIES; i++)
		OK(attempt(user, "203.0.113.9", at) == 0);
	OK(attempt(user, "203.0.113.9", at) == 30 * SECOND);
	succeeded("somebody else", "203.0.113.9");
	OK(attempt(user, "203.0.113.9", at) == 30 * SECOND);
}

static void one_user(void)
{
	for (int i = 0; i < LOGIN_USER_TRIES; i++)
		OK(attempt(i % 2 == 0 ? "Case" : "cASE", "198.51.100.2", NOW) == 0);
	OK(attempt("case", "198.51.100.2", NOW) > 0);
	OK(attempt("other", "198.51.100.2", NOW) == 0);
	OK(attempt("case", "198.51.100.2", NOW - 60 * MINUTE) ==
	    30 * SECOND); /* the clock was set back */
}

static void address(void)
{
	char name[16];

	for (int i = 0; i < LOGIN_ADDRESS_TRIES; i++) {
		(void)snprintf(name, sizeof(name), "many%d", i);
		OK(attempt(name, "198.51.100.3", NOW) == 0);
	}
	OK(attempt("fresh", "198.51.100.3", NOW) == 30 * SECOND);
	OK(attempt("fresh", "::ffff:198.51.100.3", NOW) == 30 * SECOND);
	OK(attempt("fresh", "198.51.100.4", NOW) == 0);
	OK(attempt("fresh", "198.51.100.3", NOW + 30 * SECOND) == 0);
}

static void of_version_six(void)
{
	char name[16];

	for (int i = 0; i < LOGIN_ADDRESS_TRIES; i++) {
		(void)snprintf(name, sizeof(name), "six%d", i);
		OK(attempt(name, i % 2 == 0 ? "2001:db8:0:1::1" : "2001:db8:0:1:ffff::2", NOW) ==
		    0);
	}
	OK(attempt("fresh6", "2001:db8:0:1:abcd::3", NOW) > 0);
	OK(attempt("fresh6", "2001:db8:0:2::1", NOW) == 0);
}

/* Who signs in rightly all day never waits. */
static void success(void)
{
	for (int i = 0; i < 3 * LOGIN_ADDRESS_TRIES; i++) {
		int64_t wait = attempt("good", "198.51.100.5", NOW + i);

		if (wait != 0)
			OK(wait == 0);
		succeeded("good", "198.51.100.5");
	}
	for (int i = 0; i < LOGIN_USER_TRIES; i++)
		OK(attempt("good", "198.51.100.5", NOW + MINUTE) == 0);
	OK(attempt("good", "198.51.100.5", NOW + MINUTE) > 0);
	succeeded("good", "198.51.100.5"); /* an administrator has set a password meanwhile */
	OK(attempt("good", "198.51.100.5", NOW + MINUTE) == 0);
}

static int64_t failures_of(const char *what)
{
	struct hash h = hash_of(str_of(what));
	struct err e = {0};
	int64_t n;
	bool found;

	must(db_one_int(db, STMT_LOGIN_FAILURES, DB_ARGS(DB_BLOB(hash_str(&h))), &n, &found, &e),
	    &e);
	return found ? n : -1;
}

/* What is past is cleared away, and only so many counters are kept. */
static void bounded(void)
{
	struct err e = {0};

	OK(attempt("old", "198.51.100.6", NOW + 1000 * MINUTE) == 0);
	OK(failures_of("user case") == -1 && failures_of("user old") == 1);
	OK(attempt("newer", "198.51.100.7", NOW + 1000 * MINUTE + 1) == 0);
	OK(attempt("newest", "198.51.100.7", NOW + 1000 * MINUTE + 2) == 0);
	must_begin(db);
	OK(db_run(db, STMT_LOGIN_TRIM, DB_ARGS(DB_INT(2)), &e) == RC_OK);
	must_commit(db);
	OK(failures_of("user old") == -1);
	OK(failures_of("user newer") == 1 && failures_of("user newest") == 1);
}

static void odd_bytes(void)
{
	OK(attempt("", "", NOW) == 0);
	OK(attempt("\xff\xfe not a name", "no address at all, and longer than any address is",
	       NOW) == 0);
	OK(attempt("fe80::1%eth0", "fe80::1%eth0", NOW) == 0);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 1;
	db = new_register(argv[argc - 1]);
	make_user(db, "aida", ROLE_OFFICER);
	db_set_roles(db, ROLE_GATE);
	rises("aida");
	rises("nobody-of-this-name");
	one_user();
	address();
	of_version_six();
	success();
	odd_bytes();
	bounded();
	db_close(db);
	return t_done();
}
