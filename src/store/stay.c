/* Stays of foreign nationals and their certificates, read. */
#include "stay.h"

bool stay_live(const struct stay_row *s, day_t on)
{
	return s->counts && s->from <= on && on < s->until;
}

const char *stay_standing(const struct stay_row *s, day_t on)
{
	if (s->annulled)
		return "annulled";
	if (!s->counts || (s->closed_by != 0 && on >= s->until))
		return "departed"; /* or moved, perhaps on its first day */
	if (on >= s->until)
		return "over";
	return s->completed_by != 0 ? "completed" : "decided";
}

static struct stay_row row(struct db_cur *c, struct arena *a)
{
	return (struct stay_row){
	    .registration = db_text(c, 0, a),
	    .person = db_text(c, 1, a),
	    .dwelling = db_text(c, 2, a),
	    .host = db_text(c, 3, a),
	    .unit = db_text(c, 4, a),
	    .entry = (day_t)db_int(c, 5),
	    .data = json_stored(a, db_text(c, 6, a)),
	    .act = db_int(c, 7),
	    .officer = db_text(c, 8, a),
	    .decided_by = db_int(c, 9),
	    .completed_by = db_int(c, 10),
	    .counts = !db_is_null(c, 11),
	    .from = (day_t)db_int(c, 11),
	    .until = (day_t)db_int(c, 12),
	    .closed_by = db_int(c, 13),
	    .annulled = db_int(c, 14) > 0,
	};
}

static enum rc list(struct db *db, struct arena *a, enum stmt_id stmt, const struct db_val *v,
    size_t n, struct stay_rows *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct stay_rows){0};
	db_start(db, &c, stmt, v, n, e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = row(&c, a);
	}
	return db_end(&c);
}

enum rc stay_read(
    struct db *db, struct arena *a, struct str registration, struct stay_row *out, struct err *e)
{
	struct stay_rows s;
	enum rc rc = list(db, a, STMT_STAY_BY_ID, DB_ARGS(DB_TEXT(registration)), &s, e);

	if (rc == RC_OK && s.n > 0)
		*out = s.v[0];
	return rc == RC_OK && s.n == 0 ? RC_NOT_FOUND : rc;
}

enum rc stays_of_person(
    struct db *db, struct arena *a, struct str person, struct stay_rows *out, struct err *e)
{
	return list(db, a, STMT_STAY_OF_PERSON, DB_ARGS(DB_TEXT(person)), out, e);
}

enum rc stays_of_dwelling(struct db *db, struct arena *a, struct str dwelling, int64_t limit,
    struct stay_rows *out, struct err *e)
{
	return list(
	    db, a, STMT_STAY_OF_DWELLING, DB_ARGS(DB_TEXT(dwelling), DB_INT(limit)), out, e);
}

enum rc stays_of_dwelling_on(struct db *db, struct arena *a, struct str dwelling, day_t on,
    struct stay_rows *out, struct err *e)
{
	return list(
	    db, a, STMT_STAY_OF_DWELLING_ON, DB_ARGS(DB_TEXT(dwelling), DB_INT(on)), out, e);
}

enum rc stays_page(struct db *db, struct arena *a, const struct stay_page *page,
    struct stay_rows *out, struct err *e)
{
	int64_t act = page->after_act != 0 ? page->after_act : INT64_MAX;

	if (page->on == DAY_NONE)
		return list(db, a, STMT_STAY_PAGE_OF_DWELLING,
		    DB_ARGS(DB_TEXT(page->dwelling), DB_INT(act), DB_TEXT(page->after),
			DB_INT(page->limit)),
		    out, e);
	return list(db, a, STMT_STAY_PAGE_OF_DWELLING_ON,
	    DB_ARGS(DB_TEXT(page->dwelling), DB_INT(page->on), DB_INT(act), DB_TEXT(page->after),
		DB_INT(page->limit)),
	    out, e);
}

enum rc stays_of_precinct_on(struct db *db, struct arena *a, struct str precinct, day_t on,
    int64_t limit, struct stay_rows *out, struct err *e)
{
	return list(db, a, STMT_STAY_OF_PRECINCT_ON,
	    DB_ARGS(DB_TEXT(precinct), DB_INT(on), DB_INT(limit)), out, e);
}

enum rc stays_waiting(struct db *db, struct arena *a, const struct stay_queue *q,
    struct stay_rows *out, struct err *e)
{
	return list(db, a, STMT_STAY_WAITING,
	    DB_ARGS(DB_TEXT(q->unit), DB_INT(q->on), DB_INT(q->after), DB_INT(q->limit)), out, e);
}

enum rc stay_versions(struct db *db, struct arena *a, struct str registration,
    struct stay_version **out, size_t *n, struct err *e)
{
	struct stay_version *v = NULL;
	size_t cap = 0;
	struct db_cur c;

	*n = 0;
	db_start(db, &c, STMT_STAY_EVENT, DB_ARGS(DB_TEXT(registration)), e);
	while (db_next(&c, e)) {
		v = ARENA_GROW(a, v, *n, &cap);
		v[(*n)++] = (struct stay_version){
		    .act = db_int(&c, 0),
		    .kind = db_text(&c, 5, a),
		    .from = (day_t)db_int(&c, 2),
		    .until = db_is_null(&c, 3) ? DAY_NONE : (day_t)db_int(&c, 3),
		    .recorded_us = db_int(&c, 6),
		    .unit = db_text(&c, 7, a),
		    .officer = db_text(&c, 8, a),
		    .annulled_by = db_int(&c, 9),
		};
	}
	*out = v;
	return db_end(&c);
}

/* ---- certificates ---- */

static enum rc papers(struct db *db, struct arena *a, enum stmt_id stmt, struct str key,
    struct issued_list *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct issued_list){0};
	db_start(db, &c, stmt, DB_ARGS(DB_TEXT(key)), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct issued){
		    .id = db_text(&c, 0, a),
		    .code = db_text(&c, 1, a),
		    .kind = db_text(&c, 2, a),
		    .registration = db_text(&c, 3, a),
		    .person = db_text(&c, 4, a),
		    .act = db_int(&c, 5),
		    .decision = db_int(&c, 6),
		    .until = db_is_null(&c, 7) ? DAY_NONE : (day_t)db_int(&c, 7),
		    .reprint = db_int(&c, 8),
		};
	}
	return db_end(&c);
}

static enum rc one_paper(struct db *db, struct arena *a, enum stmt_id stmt, struct str key,
    struct issued *out, struct err *e)
{
	struct issued_list c;
	enum rc rc = papers(db, a, stmt, key, &c, e);

	if (rc == RC_OK && c.n > 0)
		*out = c.v[0];
	return rc == RC_OK && c.n == 0 ? RC_NOT_FOUND : rc;
}

enum rc issued_read(
    struct db *db, struct arena *a, struct str id, struct issued *out, struct err *e)
{
	return one_paper(db, a, STMT_CERTIFICATE_BY_ID, id, out, e);
}

enum rc issued_by_code(
    struct db *db, struct arena *a, struct str code, struct issued *out, struct err *e)
{
	return one_paper(db, a, STMT_CERTIFICATE_BY_CODE, code, out, e);
}

enum rc issued_of(
    struct db *db, struct arena *a, struct str registration, struct issued_list *out, struct err *e)
{
	return papers(db, a, STMT_CERTIFICATE_OF_REGISTRATION, registration, out, e);
}

const char *issued_state_word(enum issued_state s)
{
	static const char *const words[] = {
	    [ISSUED_VALID] = "valid", [ISSUED_EXPIRED] = "expired", [ISSUED_ANNULLED] = "annulled"};

	return words[s];
}

enum rc issued_state_on(
    struct db *db, const struct issued *c, day_t on, enum issued_state *out, struct err *e)
{
	day_t until = DAY_MIN; /* of none: it ended on its first day */
	bool annulled = false, over;
	struct db_cur cur;
	enum rc rc;

	db_start(db, &cur, STMT_CERTIFICATE_DAYS, DB_ARGS(DB_TEXT(c->registration)), e);
	if (db_next(&cur, e)) {
		annulled = db_int(&cur, 2) > 0;
		if (!db_is_null(&cur, 0))
			until = db_is_null(&cur, 1) ? DAY_MAX : (day_t)db_int(&cur, 1);
	}
	rc = db_end(&cur);
	over = on >= until || (c->until != DAY_NONE && on > c->until);
	/* shortened since, the paper promises more than there is */
	annulled |= !over && c->until != DAY_NONE && until <= c->until;
	*out = annulled ? ISSUED_ANNULLED : over ? ISSUED_EXPIRED : ISSUED_VALID;
	return rc;
}

enum rc issued_ask(struct db *db, struct arena *a, struct str code, day_t on, bool *found,
    enum issued_state *out, struct err *e)
{
	struct issued c = {.until = DAY_NONE};
	enum rc rc = issued_by_code(db, a, code, &c, e);

	*found = rc == RC_OK;
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	return issued_state_on(db, &c, on, out, e); /* of none: of no registration */
}
