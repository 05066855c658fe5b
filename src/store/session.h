/*
 * Who a request comes from: sessions of the desk (a cookie) and bearer tokens of the
 * API.  Of either the register keeps the SHA-256 alone, so that who reads the database
 * can sign in as nobody.  An account that is disabled has neither.  Answers live in
 * the arena; times are UTC microseconds and passed in.  For the gate, unless said.
 */
#ifndef SESSION_H
#define SESSION_H

#include "user.h"

#define SESSION_IDLE_US     ((int64_t)20 * 60 * 1000000)
#define SESSION_ABSOLUTE_US ((int64_t)12 * 3600 * 1000000)
#define SESSION_TOUCH_US    ((int64_t)60 * 1000000) /* the last use is written at most so often */
#define SESSIONS_OF_USER    10                      /* the oldest give way */

struct session {
	struct str token; /* for the cookie; filled by session_open alone */
	struct str csrf;  /* the secret of its forms */
	struct str address;
	int64_t created_us, used_us, ends_us; /* ends_us: whatever is done until then */
	struct user user;                     /* as the account is now */
	bool touch;                           /* the last use should be written: session_touch */
};
struct session_new {
	struct str user;    /* an account's name, as it is written there */
	struct str address; /* from where */
	int64_t now_us, idle_us, absolute_us;
};
/* Clears away what has ended.  out->user is not filled. */
enum rc session_open(struct db *db, struct arena *a, const struct session_new *s,
    struct session *out, struct err *e) MUST_USE;
/* RC_NOT_FOUND: no such session, or it has ended, or its account is disabled.  Reads only. */
enum rc session_find(struct db *db, struct arena *a, struct str token, int64_t now_us,
    struct session *out, struct err *e) MUST_USE;
enum rc session_touch(struct db *db, struct str token, int64_t now_us, struct err *e) MUST_USE;
enum rc session_close(struct db *db, struct str token, struct err *e) MUST_USE;
/* Every session of a user; by whoever has signed in. */
enum rc session_close_all(struct db *db, struct str user, struct err *e) MUST_USE;

struct token {
	struct str id; /* T-…: no secret */
	struct str account, label;
	int64_t created_us, until_us;
	int64_t used_us, revoked_us; /* 0: never */
	struct user user;            /* filled by token_find alone */
	bool touch;
};
struct tokens {
	struct token *v;
	size_t n;
};
/* RC_NOT_FOUND: no such token, expired, revoked, or its account is disabled. */
enum rc token_find(struct db *db, struct arena *a, struct str token, int64_t now_us,
    struct token *out, struct err *e) MUST_USE;
enum rc token_touch(struct db *db, struct str token, int64_t now_us, struct err *e) MUST_USE;

/* For administrators: those of a user, newest first; one by its id; how many are in force. */
enum rc tokens_of(struct db *db, struct arena *a, struct str user, int64_t limit,
    struct tokens *out, struct err *e) MUST_USE;
enum rc token_read(
    struct db *db, struct arena *a, struct str id, struct token *out, struct err *e) MUST_USE;
enum rc tokens_live(
    struct db *db, struct str user, int64_t now_us, int64_t *n, struct err *e) MUST_USE;

/* ---- for src/acts/users.c ---- */

/* t: account, label, created_us, until_us are given; id is made, and *secret, which is shown once. */
enum rc token_add(
    struct db *db, struct arena *a, struct token *t, struct str *secret, struct err *e) MUST_USE;
/* RC_NOT_FOUND: no such token in force. */
enum rc token_revoke(struct db *db, struct str id, int64_t now_us, struct err *e) MUST_USE;

#endif
