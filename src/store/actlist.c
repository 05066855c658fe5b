/* The list of acts: which statement goes by the narrowest index. */
#include "actlist.h"

static enum rc read_lines(struct db *db, struct arena *a, enum stmt_id id, const struct db_val *v,
    size_t n, struct act_lines *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct act_lines){0};
	db_start(db, &c, id, v, n, e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct act_line){
		    .id = db_int(&c, 0),
		    .kind = db_text(&c, 1, a),
		    .day = (day_t)db_int(&c, 2),
		    .recorded_us = db_int(&c, 3),
		    .unit = db_text(&c, 4, a),
		    .officer = db_text(&c, 5, a),
		    .subject = db_text(&c, 6, a),
		    .dwelling = db_text(&c, 7, a),
		    .target = db_int(&c, 8),
		    .outcome = db_text(&c, 9, a),
		    .position = db_int(&c, 10),
		    .annulled_by = db_int(&c, 11),
		};
	}
	return db_end(&c);
}

/* A text of no length is '' to the statements, never NULL. */
static struct db_val any(struct str s)
{
	return DB_TEXT(s.n > 0 ? s : STR(""));
}

/* By days: the page goes on after the day of the last act shown. */
static enum rc of_days(struct db *db, struct arena *a, const struct act_filter *f, day_t from,
    day_t until, struct act_lines *out, struct err *e)
{
	int64_t day = until, before = INT64_MAX;
	struct db_cur c;
	enum rc rc = RC_OK;

	if (f->before != 0) {
		db_start(db, &c, STMT_ACT_BY_ID, DB_ARGS(DB_INT(f->before)), e);
		if (db_next(&c, e)) {
			day = db_int(&c, 2);
			before = f->before;
		}
		rc = db_end(&c);
	}
	if (rc != RC_OK)
		return rc;
	return read_lines(db, a, STMT_ACTLIST_OF_DAYS,
	    DB_ARGS(DB_INT(from), DB_INT(day), DB_INT(before), DB_INT(f->limit)), out, e);
}

enum rc actlist(struct db *db, struct arena *a, const struct act_filter *f, struct act_lines *out,
    struct err *e)
{
	const struct db_val before = DB_INT(f->before == 0 ? INT64_MAX : f->before);
	const struct db_val limit = DB_INT(f->limit), kind = any(f->kind), unit = any(f->unit);
	const struct db_val officer = any(f->officer), dwelling = any(f->dwelling);
	day_t from = f->from == DAY_NONE ? DAY_MIN : f->from;
	day_t until = f->until == DAY_NONE ? DAY_MAX : f->until;
	const struct db_val first = DB_INT(from), last = DB_INT(until);

	if (f->subject.n > 0)
		return read_lines(db, a, STMT_ACTLIST_OF_SUBJECT,
		    DB_ARGS(DB_TEXT(f->subject), before, first, last, kind, unit, officer, dwelling, limit),
		    out, e);
	if (f->dwelling.n > 0)
		return read_lines(db, a, STMT_ACTLIST_OF_DWELLING,
		    DB_ARGS(dwelling, before, first, last, kind, unit, officer, limit), out, e);
	if (f->officer.n > 0)
		return read_lines(db, a, STMT_ACTLIST_OF_OFFICER,
		    DB_ARGS(officer, before, first, last, kind, unit, limit), out, e);
	if (f->unit.n > 0)
		return read_lines(db, a, STMT_ACTLIST_OF_UNIT,
		    DB_ARGS(unit, before, first, last, kind, limit), out, e);
	if (f->kind.n > 0)
		return read_lines(db, a, STMT_ACTLIST_OF_KIND,
		    DB_ARGS(kind, before, first, last, limit), out, e);
	if (f->from != DAY_NONE || f->until != DAY_NONE)
		return of_days(db, a, f, from, until, out, e);
	return read_lines(db, a, STMT_ACTLIST_ALL, DB_ARGS(before, limit), out, e);
}
