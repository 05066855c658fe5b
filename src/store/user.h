/*
 * Accounts: who may sign in, and as what.  Reading, and the writes that src/acts/users.h
 * makes beside the act that records them; nobody else calls those.  Answers live in
 * the arena.  RC_NOT_FOUND where there is no such account.
 */
#ifndef USER_H
#define USER_H

#include "db.h"

struct user {
	struct str name;
	struct str unit;     /* empty: none */
	struct str district; /* KATO; an akimat's */
	struct str person;   /* the person that he is: he decides no case of his own */
	struct str lang;     /* ru, kk, en */
	struct str holder; /* a host's: for whom he reports, `org:' and a name, or a person's id */
	struct str dwelling; /* a host's: where his guests stay */
	struct str *precincts;
	size_t precincts_n;
	unsigned role; /* one role bit of db.h */
	bool disabled;
	int64_t created_by, changed_by; /* acts; changed_by is also the version of the account */
};

/* The word of a role, as files, options and pages have it: "officer"; 0 for no such word. */
unsigned user_role(struct str word);
const char *user_role_word(unsigned role);   /* "" for what nobody signs in as */
struct str user_role_words(struct arena *a); /* all, "officer, senior, …" */

/* 1 to 64 of A-Z a-z 0-9 . _ -; the names that the program acts under are nobody's. */
#define USER_NAME_MAX 64
bool user_name_ok(struct str name);
/* What makes two names one: its lower case. */
struct str user_name_key(struct arena *a, struct str name);

enum rc user_read(
    struct db *db, struct arena *a, struct str name, struct user *out, struct err *e) MUST_USE;
/* Is the name free, in any case of letters?  *by: the account that has it. */
enum rc user_name_free(struct db *db, struct arena *a, struct str name, bool *is_free,
    struct str *by, struct err *e) MUST_USE;

struct users {
	struct user *v;
	size_t n;
};
/* At most `limit' by name, after the one named (empty: from the first). */
enum rc users_list(struct db *db, struct arena *a, struct str after, int64_t limit,
    struct users *out, struct err *e) MUST_USE;

/*
 * For the gate: the account that somebody says is his, by its name in any case,
 * with the hash of its password.  Not found is no error here, so that what follows
 * takes the same way and time: found is false.
 */
struct login {
	bool found;
	struct user user;
	struct str hash;
};
enum rc user_login(
    struct db *db, struct arena *a, struct str name, struct login *out, struct err *e) MUST_USE;

/* ---- for src/acts/users.c ---- */

/* created_by = changed_by of u; hash is of the password. */
enum rc user_add(struct db *db, const struct user *u, struct str hash, struct err *e) MUST_USE;
/* All but name, password and disabled. */
enum rc user_change(struct db *db, const struct user *u, struct err *e) MUST_USE;
enum rc user_set_password(
    struct db *db, struct str name, struct str hash, int64_t act, struct err *e) MUST_USE;
/* Disabling ends his sessions and revokes his tokens. */
enum rc user_disable(
    struct db *db, struct str name, int64_t act, int64_t now_us, struct err *e) MUST_USE;
enum rc user_enable(struct db *db, struct str name, int64_t act, struct err *e) MUST_USE;

/* For the store: a user out of twelve columns that begin at 0, as sql/user.sql has them. */
void user_from_row(struct db_cur *c, struct arena *a, struct user *out);

#endif
