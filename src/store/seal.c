/* Signing the head of the journal, and checking what was signed. */
#include "seal.h"

#include <sodium.h>

_Static_assert(SEAL_KEY == crypto_sign_PUBLICKEYBYTES, "");
_Static_assert(SEAL_SIGNATURE == crypto_sign_BYTES, "");
_Static_assert(SEAL_SECRET == crypto_sign_SEEDBYTES, "");

struct str seal_message(struct arena *a, day_t day, int64_t position, struct str head)
{
	json_t *o = json_keep(a, json_object());

	json_put(o, "day", json_day(day));
	json_put(o, "position", json_integer(position));
	json_put(o, "head", json_text(hash_hex(a, head)));
	return json_canonical(a, o);
}

static const unsigned char *bytes(struct str s)
{
	return (const unsigned char *)s.p;
}

void seal_sign(const unsigned char secret[SEAL_SECRET], struct str message,
    unsigned char key[SEAL_KEY], unsigned char signature[SEAL_SIGNATURE])
{
	unsigned char pair[crypto_sign_SECRETKEYBYTES];

	(void)crypto_sign_seed_keypair(key, pair, secret);
	(void)crypto_sign_detached(signature, NULL, bytes(message), message.n, pair);
	sodium_memzero(pair, sizeof(pair));
}

bool seal_signed(struct str key, struct str message, struct str signature)
{
	return key.n == SEAL_KEY && signature.n == SEAL_SIGNATURE &&
	       crypto_sign_verify_detached(
		   bytes(signature), bytes(message), message.n, bytes(key)) == 0;
}

bool seal_good(const struct seal *s)
{
	struct arena a = {0};
	bool good =
	    s->head.n == HASH_BYTES &&
	    seal_signed(s->key, seal_message(&a, s->day, s->position, s->head), s->signature);

	arena_free(&a);
	return good;
}

enum rc seals_read(struct db *db, struct arena *a, struct seal **out, size_t *n, struct err *e)
{
	struct seal *v = NULL;
	size_t cap = 0;
	struct db_cur c;

	*n = 0;
	db_start(db, &c, STMT_SEAL_ALL, DB_NO_ARGS, e);
	while (db_next(&c, e)) {
		v = ARENA_GROW(a, v, *n, &cap);
		v[(*n)++] = (struct seal){(day_t)db_int(&c, 0), db_int(&c, 1), db_blob(&c, 2, a),
		    db_blob(&c, 3, a), db_blob(&c, 4, a)};
	}
	*out = v;
	return db_end(&c);
}

struct work {
	day_t day;
	const unsigned char *secret;
	bool sealed;
};

static enum rc last_seal(struct db *db, day_t *day, int64_t *position, struct err *e)
{
	struct db_cur c;

	*day = DAY_MIN;
	*position = 0;
	db_start(db, &c, STMT_SEAL_LAST, DB_NO_ARGS, e);
	if (db_next(&c, e)) {
		*day = (day_t)db_int(&c, 0);
		*position = db_int(&c, 1);
	}
	return db_end(&c);
}

static enum rc put(struct db *db, struct arena *a, const struct work *w, int64_t position,
    struct str head, struct err *e)
{
	unsigned char key[SEAL_KEY], signature[SEAL_SIGNATURE];

	seal_sign(w->secret, seal_message(a, w->day, position, head), key, signature);
	return db_run(db, STMT_SEAL_INSERT,
	    DB_ARGS(DB_INT(w->day), DB_INT(position), DB_BLOB(head),
		DB_BLOB(((struct str){(char *)key, sizeof(key)})),
		DB_BLOB(((struct str){(char *)signature, sizeof(signature)}))),
	    e);
}

static enum rc seal_work(struct db *db, void *ctx, struct err *e)
{
	struct work *w = ctx;
	struct arena a = {0};
	struct str head = {0};
	int64_t position = 0, before;
	struct db_cur c;
	day_t day;
	enum rc rc = last_seal(db, &day, &before, e);

	w->sealed = false;
	if (rc != RC_OK)
		return rc;
	db_start(db, &c, STMT_ACT_HEAD, DB_NO_ARGS, e);
	if (db_next(&c, e)) {
		position = db_int(&c, 0);
		head = db_blob(&c, 1, &a);
	}
	rc = db_end(&c);
	if (rc == RC_OK && day < w->day && position > before) {
		rc = put(db, &a, w, position, head, e);
		w->sealed = rc == RC_OK;
	}
	arena_free(&a);
	return rc;
}

enum rc seal_day(
    struct db *db, day_t day, const unsigned char secret[SEAL_SECRET], bool *sealed, struct err *e)
{
	struct work w = {day, secret, false};
	enum rc rc = evidence_seal(db, e);

	if (rc == RC_OK)
		rc = db_tx(db, true, seal_work, &w, e);
	*sealed = w.sealed;
	return rc;
}
