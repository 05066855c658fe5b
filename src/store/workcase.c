/* Reading cases. */
#include "workcase.h"

static enum rc list(struct db *db, struct arena *a, enum stmt_id stmt, const struct db_val *v,
    size_t n, struct workcases *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct workcases){0};
	db_start(db, &c, stmt, v, n, e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct workcase){
		    .id = db_text(&c, 0, a),
		    .act = db_int(&c, 1),
		    .kind = db_text(&c, 2, a),
		    .unit = db_text(&c, 3, a),
		    .person = db_text(&c, 4, a),
		    .dwelling = db_text(&c, 5, a),
		    .state = db_text(&c, 6, a),
		    .reasons = json_read_in(a, db_text(&c, 7, a), NULL),
		    .waits = (unsigned)db_int(&c, 8),
		    .family = db_int(&c, 9),
		    .day = (day_t)db_int(&c, 10),
		    .opened_us = db_int(&c, 11),
		    .closed_by = db_int(&c, 12),
		};
	}
	return db_end(&c);
}

static enum rc one(enum rc rc, const struct workcases *l, struct workcase *out)
{
	if (rc == RC_OK && l->n > 0)
		*out = l->v[0];
	return rc == RC_OK && l->n == 0 ? RC_NOT_FOUND : rc;
}

bool workcase_open(const struct workcase *c)
{
	return str_is(c->state, "open");
}

enum rc workcase_read(
    struct db *db, struct arena *a, struct str id, struct workcase *out, struct err *e)
{
	struct workcases l;

	return one(list(db, a, STMT_CASE_BY_ID, DB_ARGS(DB_TEXT(id)), &l, e), &l, out);
}

enum rc workcase_by_act(
    struct db *db, struct arena *a, int64_t act, struct workcase *out, struct err *e)
{
	struct workcases l;

	return one(list(db, a, STMT_CASE_BY_ACT, DB_ARGS(DB_INT(act)), &l, e), &l, out);
}

enum rc workcase_open_for(struct db *db, struct arena *a, struct str person, struct str dwelling,
    struct workcase *out, struct err *e)
{
	struct workcases l;

	return one(
	    list(db, a, STMT_CASE_OPEN_FOR, DB_ARGS(DB_TEXT(person), DB_TEXT(dwelling)), &l, e), &l,
	    out);
}

enum rc workcases_of_person(
    struct db *db, struct arena *a, struct str person, struct workcases *out, struct err *e)
{
	return list(db, a, STMT_CASE_OF_PERSON, DB_ARGS(DB_TEXT(person)), out, e);
}

enum rc workcases_of_dwelling(
    struct db *db, struct arena *a, struct str dwelling, struct workcases *out, struct err *e)
{
	return list(db, a, STMT_CASE_OF_DWELLING, DB_ARGS(DB_TEXT(dwelling)), out, e);
}

enum rc workcases_of_family(
    struct db *db, struct arena *a, int64_t family, struct workcases *out, struct err *e)
{
	return list(db, a, STMT_CASE_OF_FAMILY, DB_ARGS(DB_INT(family)), out, e);
}

enum rc workcases_open(struct db *db, struct arena *a, struct str unit, struct case_place after,
    int64_t limit, struct workcases *out, struct err *e)
{
	struct db_val us = DB_INT(after.opened_us), id = DB_TEXT(after.id);

	if (unit.n == 0)
		return list(db, a, STMT_CASE_OPEN, DB_ARGS(us, id, DB_INT(limit)), out, e);
	return list(
	    db, a, STMT_CASE_OPEN_OF_UNIT, DB_ARGS(DB_TEXT(unit), us, id, DB_INT(limit)), out, e);
}
