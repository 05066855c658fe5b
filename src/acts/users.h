/*
 * Accounts as acts: what an administrator, or who owns the register on the command line,
 * does to those who sign in is recorded in the journal like any other act (kinds user_add,
 * user_change, user_disable, user_password, token_add, token_revoke), without a secret in it.
 *
 * The functions that change something run inside a writing transaction of the caller, as
 * acts_perform does, and record nothing in a preview.  They return
 *   RC_OK         done where the list of issues is empty; else refused, nothing written
 *   RC_FORBIDDEN  not for this user: for administrators and the owner
 * and anything else as a failure of the register, after which the caller rolls back.
 * *act is the act that was recorded, 0 where none was.
 *
 * Passwords are judged and hashed before, outside the transaction: Argon2id takes 70 ms.
 */
#ifndef USERS_H
#define USERS_H

#include "acts.h"
#include "secret.h"
#include "session.h"
#include "user.h"

#define PASSWORD_MIN       10 /* characters; no rules of composition (NIST SP 800-63B) */
#define TOKEN_TTL_DAYS     90
#define TOKEN_TTL_DAYS_MAX 366
#define TOKENS_OF_USER     50 /* in force */
#define TOKEN_LABEL_MAX    100
#define USER_PRECINCTS_MAX 100

/* ---- passwords: pure, but slow where they hash ---- */

/* Is it good enough for this user?  Issues at `field'. */
void users_password_form(struct str name, struct str password, const char *field, struct issues *l);
/* For the account; texts that look the same hash the same (NFC).  RC_BAD_INPUT: not UTF-8. */
enum rc users_hash(struct str password, char out[SECRET_HASH], struct err *e) MUST_USE;
/* May he sign in with it?  Takes as long for accounts that do not exist or are disabled. */
bool users_password_ok(const struct login *who, struct str password);

/* ---- accounts ---- */

/* An account as it is wanted, in words from outside. */
struct user_new {
	struct str name, role, unit, district, person;
	struct str holder, dwelling; /* of a host, and of nobody else */
	struct str lang;             /* empty: ru */
	const struct str *precincts;
	size_t precincts_n;
	struct str hash; /* users_hash; for users_add alone */
	int64_t version; /* users_change: user.changed_by as it was shown; 0: whatever it is */
};
/* What is wrong with a new account, hash aside: fields name, role, unit, district,
 * precincts.N, person, holder, dwelling, lang.  Reads only. */
enum rc users_check(
    struct db *db, const struct user_new *u, struct issues *l, struct err *e) MUST_USE;

/* The same of an account that is there: all but its name. */
enum rc users_check_rest(
    struct db *db, const struct user_new *u, struct issues *l, struct err *e) MUST_USE;

/*
 * For whom somebody reports guests, and from where: both must be there.  Issues at `field' and
 * `dwelling'.  By an administrator, an officer or a senior.
 */
struct host_of {
	struct str holder, dwelling;
	const char *field; /* of the holder: "holder", "host" */
};
enum rc users_check_host(
    struct db *db, const struct host_of *h, struct issues *l, struct err *e) MUST_USE;

enum rc users_add(struct db *db, const struct act_env *env, const struct user_new *n, int64_t *act,
    struct issues *l, struct err *e) MUST_USE;
/* Role, unit, district, precincts, person, holder, dwelling and language as in n, whole. */
enum rc users_change(struct db *db, const struct act_env *env, const struct user_new *n,
    int64_t *act, struct issues *l, struct err *e) MUST_USE;
/* By an administrator, or by the user himself.  Ends the user's sessions. */
enum rc users_set_password(struct db *db, const struct act_env *env, struct str name,
    struct str hash, int64_t *act, struct issues *l, struct err *e) MUST_USE;
/* Ends his sessions and revokes his tokens. */
enum rc users_disable(struct db *db, const struct act_env *env, struct str name, int64_t *act,
    struct issues *l, struct err *e) MUST_USE;
/* He may sign in again, with the password he had (a user_change). */
enum rc users_enable(struct db *db, const struct act_env *env, struct str name, int64_t *act,
    struct issues *l, struct err *e) MUST_USE;

/* ---- bearer tokens ---- */

struct token_made {
	struct str id, secret; /* the secret is never seen again; both live in the list's arena */
	int64_t until_us;
	int64_t act;
};
struct token_new {
	struct str user, label;
	int64_t ttl_days; /* 1 to TOKEN_TTL_DAYS_MAX */
};
/* Fields: user, label, ttl. */
enum rc users_token_add(struct db *db, const struct act_env *env, const struct token_new *n,
    struct token_made *out, struct issues *l, struct err *e) MUST_USE;
enum rc users_token_revoke(struct db *db, const struct act_env *env, struct str id, int64_t *act,
    struct issues *l, struct err *e) MUST_USE;

#endif
