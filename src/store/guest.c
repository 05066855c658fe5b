/* Reading and writing what hosts report. */
#include "guest.h"

static const char *const states[GUEST__MAX] = {
    [GUEST_WAITING] = "waiting",
    [GUEST_REGISTERED] = "registered",
    [GUEST_REVIEW] = "review",
    [GUEST_REFUSED] = "refused",
    [GUEST_NOT_REQUIRED] = "not_required",
    [GUEST_DISMISSED] = "dismissed",
};

const char *guest_state_word(enum guest_state s)
{
	return states[s];
}

enum guest_state guest_state_of(struct str word)
{
	enum guest_state s = 0;

	while (s < GUEST__MAX && !str_is(word, states[s]))
		s++;
	return s;
}

struct str guest_name(struct arena *a, struct str notice, int64_t line)
{
	return arena_printf(a, "%.*s/%lld", STR_FMT(notice), (long long)line);
}

bool guest_name_parse(struct str name, struct str *notice, int64_t *line)
{
	size_t at = 0;

	while (at < name.n && name.p[at] != '/')
		at++;
	*notice = (struct str){name.p, at};
	*line = 0;
	if (at == 0 || at + 1 >= name.n || name.n - at > 10)
		return false;
	for (size_t i = at + 1; i < name.n; i++) {
		if (name.p[i] < '0' || name.p[i] > '9')
			return false;
		*line = *line * 10 + (name.p[i] - '0');
	}
	return true;
}

/* ---- guests ---- */

static enum rc list(struct db *db, struct arena *a, enum stmt_id id, const struct db_val *v,
    size_t n, struct guests *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct guests){0};
	db_start(db, &c, id, v, n, e);
	while (db_next(&c, e)) {
		struct guest *g;

		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		g = &out->v[out->n++];
		*g = (struct guest){
		    .notice = db_text(&c, 0, a),
		    .line = db_int(&c, 1),
		    .unit = db_text(&c, 2, a),
		    .entry = (day_t)db_int(&c, 3),
		    .data = json_stored(a, db_text(&c, 4, a)),
		    .state = guest_state_of(db_text(&c, 5, a)),
		    .act = db_int(&c, 6),
		    .note = db_text(&c, 7, a),
		    .changed_us = db_int(&c, 9),
		    .account = db_text(&c, 10, a),
		    .host = db_text(&c, 11, a),
		    .dwelling = db_text(&c, 12, a),
		    .received_us = db_int(&c, 13),
		};
		if (!db_is_null(&c, 8))
			g->reasons = json_read_in(a, db_text(&c, 8, a), NULL);
	}
	return db_end(&c);
}

enum rc guest_read(struct db *db, struct arena *a, struct str notice, int64_t line,
    struct guest *out, struct err *e)
{
	struct guests one;
	enum rc rc = list(db, a, STMT_GUEST_BY_ID, DB_ARGS(DB_TEXT(notice), DB_INT(line)), &one, e);

	if (rc == RC_OK && one.n == 0)
		return RC_NOT_FOUND;
	if (rc == RC_OK)
		*out = one.v[0];
	return rc;
}

enum rc guests_waiting(struct db *db, struct arena *a, struct str unit, struct guest_place after,
    int64_t limit, struct guests *out, struct err *e)
{
	bool first = after.notice.n == 0;

	return list(db, a, STMT_GUEST_WAITING,
	    DB_ARGS(DB_TEXT(unit), DB_INT(first ? DAY_MIN : after.entry),
		DB_TEXT(first ? STR("") : after.notice), DB_INT(after.line), DB_INT(limit)),
	    out, e);
}

enum rc guests_waiting_count(struct db *db, struct str unit, int64_t *n, struct err *e)
{
	bool found;

	return db_one_int(db, STMT_GUEST_WAITING_COUNT, DB_ARGS(DB_TEXT(unit)), n, &found, e);
}

/* ---- notices ---- */

static enum rc notices(struct db *db, struct arena *a, enum stmt_id id, const struct db_val *v,
    size_t n, struct reports *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct reports){0};
	db_start(db, &c, id, v, n, e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct report){
		    .id = db_text(&c, 0, a),
		    .account = db_text(&c, 1, a),
		    .host = db_text(&c, 2, a),
		    .dwelling = db_text(&c, 3, a),
		    .unit = db_text(&c, 4, a),
		    .received_us = db_int(&c, 5),
		    .sha256 = db_text(&c, 6, a),
		    .guests = db_int(&c, 7),
		    .rejected = json_read_in(a, db_text(&c, 8, a), NULL),
		};
	}
	return db_end(&c);
}

static enum rc only(enum rc rc, const struct reports *l, struct report *out)
{
	if (rc == RC_OK && l->n > 0)
		*out = l->v[0];
	return rc == RC_OK && l->n == 0 ? RC_NOT_FOUND : rc;
}

enum rc report_read(
    struct db *db, struct arena *a, struct str id, struct report *out, struct err *e)
{
	struct reports l;

	return only(notices(db, a, STMT_NOTICE_BY_ID, DB_ARGS(DB_TEXT(id)), &l, e), &l, out);
}

enum rc report_read_own(struct db *db, struct arena *a, struct str id, struct str account,
    struct report *out, struct err *e)
{
	struct reports l;

	return only(
	    notices(db, a, STMT_NOTICE_OF_ACCOUNT, DB_ARGS(DB_TEXT(id), DB_TEXT(account)), &l, e),
	    &l, out);
}

enum rc reports_own(struct db *db, struct arena *a, struct str account, struct str after,
    int64_t limit, struct reports *out, struct err *e)
{
	struct report last = {.received_us = INT64_MAX, .id = STR("")};
	enum rc rc = RC_OK;

	*out = (struct reports){0};
	if (after.n > 0)
		rc = report_read_own(db, a, after, account, &last, e);
	if (rc != RC_OK)
		return rc;
	return notices(db, a, STMT_NOTICE_PAGE,
	    DB_ARGS(DB_TEXT(account), DB_INT(last.received_us), DB_TEXT(last.id), DB_INT(limit)),
	    out, e);
}

enum rc notice_guests(
    struct db *db, struct arena *a, const struct report *n, struct guests *out, struct err *e)
{
	return list(
	    db, a, STMT_GUEST_OF_NOTICE, DB_ARGS(DB_TEXT(n->id), DB_TEXT(n->account)), out, e);
}

enum rc notice_counts(
    struct db *db, const struct report *n, int64_t counts[GUEST__MAX], struct err *e)
{
	struct arena a = {0};
	struct db_cur c;
	enum rc rc;

	for (size_t i = 0; i < GUEST__MAX; i++)
		counts[i] = 0;
	db_start(db, &c, STMT_GUEST_COUNTS, DB_ARGS(DB_TEXT(n->id), DB_TEXT(n->account)), e);
	while (db_next(&c, e)) {
		enum guest_state s = guest_state_of(db_text(&c, 0, &a));

		if (s < GUEST__MAX)
			counts[s] = db_int(&c, 1);
	}
	rc = db_end(&c);
	arena_free(&a);
	return rc;
}

enum rc notice_same(
    struct db *db, struct arena *a, const struct report *like, struct report *out, struct err *e)
{
	struct reports l;

	return only(notices(db, a, STMT_NOTICE_SAME,
			DB_ARGS(DB_TEXT(like->account), DB_TEXT(like->dwelling),
			    DB_TEXT(like->host), DB_TEXT(like->sha256)),
			&l, e),
	    &l, out);
}

enum rc notices_since(
    struct db *db, struct str account, int64_t after_us, int64_t *n, struct err *e)
{
	bool found;

	return db_one_int(
	    db, STMT_NOTICE_SINCE, DB_ARGS(DB_TEXT(account), DB_INT(after_us)), n, &found, e);
}

enum rc notice_put(struct db *db, const struct report *n, struct err *e)
{
	struct arena a = {0};
	enum rc rc = db_run(db, STMT_NOTICE_PUT,
	    DB_ARGS(DB_TEXT(n->id), DB_TEXT(n->account), DB_TEXT(n->host), DB_TEXT(n->dwelling),
		DB_TEXT(n->unit), DB_INT(n->received_us), DB_TEXT(n->sha256), DB_INT(n->guests),
		DB_TEXT(json_canonical(&a, n->rejected))),
	    e);

	arena_free(&a);
	return rc;
}

enum rc notice_put_guest(
    struct db *db, const struct report *n, int64_t line, const json_t *data, struct err *e)
{
	struct arena a = {0};
	enum rc rc = db_run(db, STMT_GUEST_PUT,
	    DB_ARGS(DB_TEXT(n->id), DB_INT(line), DB_TEXT(n->unit),
		DB_INT(json_get_day(data, "entry_date")), DB_TEXT(json_canonical(&a, data)),
		DB_INT(n->received_us)),
	    e);

	arena_free(&a);
	return rc;
}

enum rc host_dwelling(
    struct db *db, struct arena *a, struct str account, struct host_dwelling *out, struct err *e)
{
	struct db_cur c;
	bool found;
	enum rc rc;

	*out = (struct host_dwelling){0};
	db_start(db, &c, STMT_HOST_DWELLING, DB_ARGS(DB_TEXT(account)), e);
	found = db_next(&c, e);
	if (found)
		*out = (struct host_dwelling){.id = db_text(&c, 0, a),
		    .data = json_stored(a, db_text(&c, 1, a)),
		    .unit = db_text(&c, 2, a)};
	rc = db_end(&c);
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}
