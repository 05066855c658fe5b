/* Keeping drafts. */
#include "draft.h"

#include "ident.h"

#include <sodium.h>

static enum rc insert(
    struct db *db, struct arena *a, struct draft *d, struct str body, int64_t now_us, struct err *e)
{
	char id[IDENT_MADE_TEXT];
	uint64_t r;
	int64_t n;
	bool found;
	enum rc rc = db_one_int(db, STMT_DRAFT_COUNT, DB_ARGS(DB_TEXT(d->owner)), &n, &found, e);

	if (rc == RC_OK && n >= DRAFTS_OF_OWNER)
		return fail(e, RC_BAD_INPUT, "more than %d drafts", DRAFTS_OF_OWNER);
	if (rc != RC_OK)
		return rc;
	randombytes_buf(&r, sizeof(r));
	ident_make('W', r, id);
	d->id = arena_str(a, str_of(id));
	d->version = 1;
	return db_run(db, STMT_DRAFT_INSERT,
	    DB_ARGS(
		DB_TEXT(d->id), DB_TEXT(d->owner), DB_TEXT(d->kind), DB_TEXT(body), DB_INT(now_us)),
	    e);
}

static enum rc update(
    struct db *db, struct draft *d, struct str body, int64_t now_us, struct err *e)
{
	bool found;
	int64_t version;
	enum rc rc = db_one_int(db, STMT_DRAFT_UPDATE,
	    DB_ARGS(DB_TEXT(d->id), DB_TEXT(d->owner), DB_INT(d->version), DB_TEXT(d->kind),
		DB_TEXT(body), DB_INT(now_us)),
	    &version, &found, e);

	if (rc == RC_OK && !found)
		return RC_CONFLICT;
	if (rc == RC_OK)
		d->version = version;
	return rc;
}

enum rc draft_put(struct db *db, struct arena *a, struct draft *d, int64_t now_us, struct err *e)
{
	struct str body = json_canonical(a, d->body);
	enum rc rc;

	if (body.n > DRAFT_BYTES)
		return fail(e, RC_BAD_INPUT, "a draft has at most %zu bytes", DRAFT_BYTES);
	rc = d->id.n == 0 ? insert(db, a, d, body, now_us, e) : update(db, d, body, now_us, e);
	if (rc == RC_OK)
		d->changed_us = now_us;
	return rc;
}

static void row(struct db_cur *c, struct arena *a, struct str owner, struct draft *out)
{
	*out = (struct draft){
	    .id = db_text(c, 0, a),
	    .owner = owner,
	    .kind = db_text(c, 1, a),
	    .body = json_read_in(a, db_text(c, 2, a), NULL),
	    .version = db_int(c, 3),
	    .changed_us = db_int(c, 4),
	};
}

enum rc draft_get(struct db *db, struct arena *a, struct str owner, struct str id,
    struct draft *out, struct err *e)
{
	struct db_cur c;
	bool found;
	enum rc rc;

	*out = (struct draft){0};
	db_start(db, &c, STMT_DRAFT_BY_ID, DB_ARGS(DB_TEXT(id), DB_TEXT(owner)), e);
	found = db_next(&c, e);
	if (found)
		row(&c, a, owner, out);
	rc = db_end(&c);
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}

enum rc drafts_of(struct db *db, struct arena *a, struct str owner, int64_t limit,
    struct drafts *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct drafts){0};
	db_start(db, &c, STMT_DRAFT_PAGE, DB_ARGS(DB_TEXT(owner), DB_INT(limit)), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		row(&c, a, owner, &out->v[out->n++]);
	}
	return db_end(&c);
}

enum rc draft_delete(struct db *db, struct str owner, struct str id, struct err *e)
{
	return db_run(db, STMT_DRAFT_DELETE, DB_ARGS(DB_TEXT(id), DB_TEXT(owner)), e);
}
