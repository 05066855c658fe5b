/* Writing, reading and sealing acts. */
#include "evidence.h"

#include "journal.h"

#include <sodium.h>
#include <string.h>

day_t act_known_day(const struct act *act)
{
	return date_in_almaty(act->recorded_us);
}

const json_t *act_effect(const struct act *act)
{
	return json_object_get(act->body, "effect");
}

enum rc act_next_id(struct db *db, int64_t *id, struct err *e)
{
	bool found;

	return db_one_int(db, STMT_ACT_NEXT_ID, DB_NO_ARGS, id, &found, e);
}

static void put_text(json_t *o, const char *key, struct str s)
{
	if (s.n > 0)
		json_put(o, key, json_text(s));
}

/* The columns, said again in the entry, so that the hash covers them. */
static void complete_body(struct arena *a, struct act *act, struct str salt, struct str text)
{
	struct hash h = journal_text(salt, text);

	json_put(act->body, "id", json_integer(act->id));
	json_put(act->body, "kind", json_text(act->kind));
	json_put(act->body, "date", json_day(act->day));
	json_put(act->body, "recorded_at", json_text(time_str(a, act->recorded_us)));
	put_text(act->body, "unit", act->unit);
	json_put(act->body, "officer", json_text(act->officer));
	put_text(act->body, "subject", act->subject);
	put_text(act->body, "dwelling", act->dwelling);
	json_put(act->body, "outcome", json_text(act->outcome));
	if (act->target != 0)
		json_put(act->body, "target", json_integer(act->target));
	if (text.n > 0)
		json_put(act->body, "text", json_text(hash_hex(a, hash_str(&h))));
}

enum rc act_record(struct db *db, struct act *act, struct err *e)
{
	char salt_bytes[JOURNAL_SALT];
	struct str salt = {salt_bytes, sizeof(salt_bytes)};
	struct arena a = {0};
	struct str text = {0};
	enum rc rc;

	randombytes_buf(salt_bytes, sizeof(salt_bytes));
	if (act->text != NULL)
		text = json_canonical(&a, act->text);
	complete_body(&a, act, salt, text);
	rc = db_run(db, STMT_ACT_INSERT,
	    DB_ARGS(DB_INT(act->id), DB_TEXT(act->kind), DB_INT(act->day), DB_INT(act->recorded_us),
		DB_TEXT_OR_NULL(act->unit), DB_TEXT(act->officer), DB_TEXT_OR_NULL(act->subject),
		DB_TEXT_OR_NULL(act->dwelling), DB_INT_OR_NULL(act->target, 0),
		DB_TEXT(act->outcome), DB_TEXT(json_canonical(&a, act->body))),
	    e);
	if (rc == RC_OK && text.n > 0)
		rc = db_run(db, STMT_ACT_TEXT_INSERT,
		    DB_ARGS(DB_INT(act->id), DB_BLOB(salt), DB_TEXT(text)), e);
	arena_free(&a);
	return rc;
}

static enum rc parse(
    struct arena *a, const char *what, int64_t id, struct str text, json_t **out, struct err *e)
{
	*out = json_read_in(a, text, NULL);
	if (json_is_object(*out))
		return RC_OK;
	return fail(e, RC_DB, "act %lld: its %s is not JSON: run `mekenjai journal verify'",
	    (long long)id, what);
}

static enum rc row(struct db_cur *c, struct arena *a, struct act *out, struct err *e)
{
	struct str text = db_text(c, 12, a);
	enum rc rc;

	*out = (struct act){
	    .id = db_int(c, 0),
	    .kind = db_text(c, 1, a),
	    .day = (day_t)db_int(c, 2),
	    .recorded_us = db_int(c, 3),
	    .unit = db_text(c, 4, a),
	    .officer = db_text(c, 5, a),
	    .subject = db_text(c, 6, a),
	    .dwelling = db_text(c, 7, a),
	    .target = db_int(c, 8),
	    .outcome = db_text(c, 9, a),
	    .position = db_int(c, 11),
	};
	rc = parse(a, "entry", out->id, db_text(c, 10, a), &out->body, e);
	if (rc == RC_OK && text.n > 0)
		rc = parse(a, "text", out->id, text, &out->text, e);
	return rc;
}

enum rc act_read(struct db *db, struct arena *a, int64_t id, struct act *out, struct err *e)
{
	bool whole = (db_roles(db) & (ROLES_DESK | ROLE_AUDITOR | ROLE_OWNER)) != 0;
	struct db_cur c;
	enum rc rc = RC_NOT_FOUND;
	enum rc end;

	*out = (struct act){0};
	db_start(db, &c, whole ? STMT_ACT_BY_ID : STMT_ACT_ENTRY, DB_ARGS(DB_INT(id)), e);
	if (db_next(&c, e))
		rc = row(&c, a, out, e);
	end = db_end(&c);
	return end != RC_OK ? end : rc;
}

enum rc act_page(struct db *db, struct arena *a, int64_t after, struct act *out, size_t cap,
    size_t *n, struct err *e)
{
	struct db_cur c;
	enum rc rc = RC_OK;
	enum rc end;

	*n = 0;
	db_start(db, &c, STMT_ACT_ALL, DB_ARGS(DB_INT(after)), e);
	while (rc == RC_OK && *n < cap && db_next(&c, e)) {
		rc = row(&c, a, &out[*n], e);
		*n += rc == RC_OK;
	}
	end = db_end(&c);
	return rc == RC_OK ? end : rc;
}

enum rc act_feed(struct db *db, struct arena *a, int64_t after, struct act *out, size_t cap,
    size_t *n, struct err *e)
{
	struct db_cur c;
	enum rc rc = RC_OK;
	enum rc end;

	*n = 0;
	db_start(db, &c, STMT_ACT_FEED, DB_ARGS(DB_INT(after), DB_INT((int64_t)cap)), e);
	while (rc == RC_OK && *n < cap && db_next(&c, e)) {
		rc = row(&c, a, &out[*n], e);
		*n += rc == RC_OK;
	}
	end = db_end(&c);
	return rc == RC_OK ? end : rc;
}

enum rc act_annulled(struct db *db, int64_t id, bool *annulled, int64_t *by, struct err *e)
{
	return db_one_int(db, STMT_ACT_ANNULLED, DB_ARGS(DB_INT(id)), by, annulled, e);
}

struct unsealed {
	int64_t id;
	struct hash leaf;
};

#define SEAL_PAGE 1000 /* as act_unsealed says */

static enum rc head(struct db *db, int64_t *position, struct hash *chain, struct err *e)
{
	struct arena a = {0};
	struct db_cur c;
	struct str s;
	enum rc rc;

	*position = 0;
	*chain = journal_start;
	db_start(db, &c, STMT_ACT_HEAD, DB_NO_ARGS, e);
	if (db_next(&c, e)) {
		*position = db_int(&c, 0);
		s = db_blob(&c, 1, &a);
		if (s.n == HASH_BYTES)
			memcpy(chain->b, s.p, HASH_BYTES);
	}
	rc = db_end(&c);
	arena_free(&a);
	return rc;
}

static enum rc unsealed_page(
    struct db *db, struct arena *a, struct unsealed *out, size_t *n, struct err *e)
{
	struct db_cur c;

	*n = 0;
	db_start(db, &c, STMT_ACT_UNSEALED, DB_NO_ARGS, e);
	while (*n < SEAL_PAGE && db_next(&c, e))
		out[(*n)++] = (struct unsealed){db_int(&c, 0), journal_leaf(db_text(&c, 1, a))};
	return db_end(&c);
}

enum rc evidence_seal_in_tx(struct db *db, struct err *e)
{
	struct arena a = {0};
	struct unsealed *u = ARENA_ARRAY(&a, struct unsealed, SEAL_PAGE);
	struct hash chain;
	int64_t position;
	size_t n = 0;
	enum rc rc = head(db, &position, &chain, e);

	do {
		if (rc == RC_OK)
			rc = unsealed_page(db, &a, u, &n, e);
		for (size_t i = 0; rc == RC_OK && i < n; i++) {
			chain = journal_chain(&chain, &u[i].leaf);
			position++;
			rc = db_run(db, STMT_ACT_SEAL,
			    DB_ARGS(DB_INT(u[i].id), DB_INT(position),
				DB_BLOB(hash_str(&u[i].leaf)), DB_BLOB(hash_str(&chain))),
			    e);
		}
	} while (rc == RC_OK && n == SEAL_PAGE);
	arena_free(&a);
	return rc;
}

static enum rc seal_work(struct db *db, void *ctx, struct err *e)
{
	(void)ctx;
	return evidence_seal_in_tx(db, e);
}

enum rc evidence_seal(struct db *db, struct err *e)
{
	enum rc rc = db_lock(db, SEAL_LOCK, NULL);

	if (rc == RC_RETRY) /* whoever holds it seals these acts too, or the next second does */
		return RC_OK;
	if (rc != RC_OK)
		return fail(e, rc, "the sealer's lock: %s", rc_text(rc));
	rc = db_tx(db, true, seal_work, NULL, e);
	db_unlock(db, SEAL_LOCK);
	return rc;
}

enum rc loaded_each(struct db *db, int64_t act, loaded_fn fn, void *ctx, struct err *e)
{
	struct arena a = {0};
	struct db_cur c;
	int64_t last = -1;
	size_t n;
	enum rc rc, end;

	do {
		rc = RC_OK;
		n = 0;
		db_start(db, &c, STMT_LOADED_OF, DB_ARGS(DB_INT(act), DB_INT(last)), e);
		while (rc == RC_OK && db_next(&c, e)) {
			last = db_int(&c, 0);
			rc = fn(ctx, last, db_text(&c, 1, &a), e);
			n++;
		}
		end = db_end(&c);
		if (rc == RC_OK)
			rc = end;
		arena_free(&a);
	} while (rc == RC_OK && n > 0);
	return rc;
}

enum rc setting_get(
    struct db *db, struct arena *a, const char *name, struct str *out, struct err *e)
{
	struct db_cur c;

	*out = (struct str){"", 0};
	db_start(db, &c, STMT_SETTING_GET, DB_ARGS(DB_TEXT(str_of(name))), e);
	if (db_next(&c, e))
		*out = db_text(&c, 0, a);
	return db_end(&c);
}

enum rc setting_put(struct db *db, const char *name, struct str value, struct err *e)
{
	return db_run(db, STMT_SETTING_PUT, DB_ARGS(DB_TEXT(str_of(name)), DB_TEXT(value)), e);
}
