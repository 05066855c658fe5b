/* Sessions and tokens: made, found by their hash, ended. */
#include "session.h"

#include "hash.h"
#include "ident.h"

#include <sodium.h>

#define SECRET_BYTES 32
#define TOKEN_PREFIX "mkj_" /* so that who finds one knows what it opens */

static struct str new_secret(struct arena *a, const char *prefix)
{
	char bytes[SECRET_BYTES];
	struct str hex;

	randombytes_buf(bytes, sizeof(bytes));
	hex = hash_hex(a, (struct str){bytes, sizeof(bytes)});
	sodium_memzero(bytes, sizeof(bytes));
	return arena_printf(a, "%s%.*s", prefix, STR_FMT(hex));
}

/* ---- sessions ---- */

enum rc session_open(
    struct db *db, struct arena *a, const struct session_new *s, struct session *out, struct err *e)
{
	struct hash h;
	enum rc rc;

	*out = (struct session){
	    .token = new_secret(a, ""),
	    .csrf = new_secret(a, ""),
	    .address = s->address,
	    .created_us = s->now_us,
	    .used_us = s->now_us,
	    .ends_us = s->now_us + s->absolute_us,
	};
	h = hash_of(out->token);
	rc = db_run(db, STMT_SESSION_PRUNE, DB_ARGS(DB_INT(s->now_us)), e);
	if (rc == RC_OK) /* room for one more */
		rc = db_run(db, STMT_SESSION_TRIM,
		    DB_ARGS(DB_TEXT(s->user), DB_INT(SESSIONS_OF_USER - 1)), e);
	if (rc == RC_OK)
		rc = db_run(db, STMT_SESSION_INSERT,
		    DB_ARGS(DB_BLOB(hash_str(&h)), DB_TEXT(s->user), DB_TEXT(out->csrf),
			DB_TEXT(s->address), DB_INT(s->now_us), DB_INT(s->idle_us),
			DB_INT(out->ends_us)),
		    e);
	return rc;
}

enum rc session_find(struct db *db, struct arena *a, struct str token, int64_t now_us,
    struct session *out, struct err *e)
{
	struct hash h = hash_of(token);
	struct db_cur c;
	bool live = false;
	enum rc rc;

	*out = (struct session){0};
	db_start(db, &c, STMT_SESSION_FIND, DB_ARGS(DB_BLOB(hash_str(&h))), e);
	if (db_next(&c, e)) {
		user_from_row(&c, a, &out->user);
		out->csrf = db_text(&c, 12, a);
		out->address = db_text(&c, 13, a);
		out->created_us = db_int(&c, 14);
		out->used_us = db_int(&c, 15);
		out->ends_us = db_int(&c, 17);
		live = !out->user.disabled && now_us < out->ends_us &&
		       now_us - out->used_us < db_int(&c, 16);
		out->touch = now_us - out->used_us >= SESSION_TOUCH_US;
	}
	rc = db_end(&c);
	if (rc == RC_OK && live)
		return RC_OK;
	*out = (struct session){0};
	return rc == RC_OK ? RC_NOT_FOUND : rc;
}

enum rc session_touch(struct db *db, struct str token, int64_t now_us, struct err *e)
{
	struct hash h = hash_of(token);

	return db_run(db, STMT_SESSION_TOUCH, DB_ARGS(DB_BLOB(hash_str(&h)), DB_INT(now_us)), e);
}

enum rc session_close(struct db *db, struct str token, struct err *e)
{
	struct hash h = hash_of(token);

	return db_run(db, STMT_SESSION_CLOSE, DB_ARGS(DB_BLOB(hash_str(&h))), e);
}

enum rc session_close_all(struct db *db, struct str user, struct err *e)
{
	return db_run(db, STMT_SESSION_CLOSE_ALL, DB_ARGS(DB_TEXT(user)), e);
}

/* ---- tokens ---- */

enum rc token_find(struct db *db, struct arena *a, struct str token, int64_t now_us,
    struct token *out, struct err *e)
{
	struct hash h = hash_of(token);
	struct db_cur c;
	bool live = false;
	enum rc rc;

	*out = (struct token){0};
	db_start(db, &c, STMT_TOKEN_FIND, DB_ARGS(DB_BLOB(hash_str(&h))), e);
	if (db_next(&c, e)) {
		user_from_row(&c, a, &out->user);
		out->account = out->user.name;
		out->id = db_text(&c, 12, a);
		out->label = db_text(&c, 13, a);
		out->created_us = db_int(&c, 14);
		out->until_us = db_int(&c, 15);
		out->used_us = db_int(&c, 16);
		live = !out->user.disabled && now_us < out->until_us && db_is_null(&c, 17);
		out->touch = now_us - out->used_us >= SESSION_TOUCH_US;
	}
	rc = db_end(&c);
	if (rc == RC_OK && live)
		return RC_OK;
	*out = (struct token){0};
	return rc == RC_OK ? RC_NOT_FOUND : rc;
}

enum rc token_touch(struct db *db, struct str token, int64_t now_us, struct err *e)
{
	struct hash h = hash_of(token);

	return db_run(db, STMT_TOKEN_TOUCH, DB_ARGS(DB_BLOB(hash_str(&h)), DB_INT(now_us)), e);
}

static void token_row(struct db_cur *c, struct arena *a, struct token *out)
{
	*out = (struct token){
	    .account = db_text(c, 0, a),
	    .id = db_text(c, 1, a),
	    .label = db_text(c, 2, a),
	    .created_us = db_int(c, 3),
	    .until_us = db_int(c, 4),
	    .used_us = db_int(c, 5),
	    .revoked_us = db_int(c, 6),
	};
}

enum rc tokens_of(struct db *db, struct arena *a, struct str user, int64_t limit,
    struct tokens *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct tokens){0};
	db_start(db, &c, STMT_TOKEN_PAGE, DB_ARGS(DB_TEXT(user), DB_INT(limit)), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		token_row(&c, a, &out->v[out->n++]);
	}
	return db_end(&c);
}

enum rc token_read(struct db *db, struct arena *a, struct str id, struct token *out, struct err *e)
{
	struct db_cur c;
	bool found;
	enum rc rc;

	*out = (struct token){0};
	db_start(db, &c, STMT_TOKEN_BY_ID, DB_ARGS(DB_TEXT(id)), e);
	found = db_next(&c, e);
	if (found)
		token_row(&c, a, out);
	rc = db_end(&c);
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}

enum rc tokens_live(struct db *db, struct str user, int64_t now_us, int64_t *n, struct err *e)
{
	bool found;

	return db_one_int(
	    db, STMT_TOKEN_LIVE, DB_ARGS(DB_TEXT(user), DB_INT(now_us)), n, &found, e);
}

enum rc token_add(
    struct db *db, struct arena *a, struct token *t, struct str *secret, struct err *e)
{
	char id[IDENT_MADE_TEXT];
	uint64_t r;
	struct hash h;

	randombytes_buf(&r, sizeof(r));
	ident_make('T', r, id);
	t->id = arena_str(a, str_of(id));
	*secret = new_secret(a, TOKEN_PREFIX);
	h = hash_of(*secret);
	return db_run(db, STMT_TOKEN_INSERT,
	    DB_ARGS(DB_BLOB(hash_str(&h)), DB_TEXT(t->id), DB_TEXT(t->account), DB_TEXT(t->label),
		DB_INT(t->created_us), DB_INT(t->until_us)),
	    e);
}

enum rc token_revoke(struct db *db, struct str id, int64_t now_us, struct err *e)
{
	struct db_cur c;
	bool found;
	enum rc rc;

	db_start(db, &c, STMT_TOKEN_REVOKE, DB_ARGS(DB_TEXT(id), DB_INT(now_us)), e);
	found = db_next(&c, e);
	rc = db_end(&c);
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}
