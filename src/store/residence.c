/* Residences: reading rows and events; working the rows out from the events. */
#include "residence.h"

#include "derive_stay.h"

#include <string.h>

static day_t day_or_none(struct db_cur *c, int col)
{
	return db_is_null(c, col) ? DAY_NONE : (day_t)db_int(c, col);
}

static enum rc list(struct db *db, struct arena *a, enum stmt_id stmt, const struct db_val *v,
    size_t n, struct residences *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct residences){0};
	db_start(db, &c, stmt, v, n, e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct residence){
		    .registration = db_text(&c, 0, a),
		    .person = db_text(&c, 1, a),
		    .dwelling = db_text(&c, 2, a),
		    .kind = (enum stay_kind)db_int(&c, 3),
		    .from = (day_t)db_int(&c, 4),
		    .until = day_or_none(&c, 5),
		    .opened_by = db_int(&c, 6),
		    .closed_by = db_int(&c, 7),
		};
	}
	return db_end(&c);
}

enum rc residence_read(
    struct db *db, struct arena *a, struct str registration, struct residence *out, struct err *e)
{
	struct residences r;
	enum rc rc = list(db, a, STMT_RESIDENCE_BY_ID, DB_ARGS(DB_TEXT(registration)), &r, e);

	if (rc == RC_OK && r.n > 0)
		*out = r.v[0];
	return rc == RC_OK && r.n == 0 ? RC_NOT_FOUND : rc;
}

enum rc residences_of_person(
    struct db *db, struct arena *a, struct str person, struct residences *out, struct err *e)
{
	return list(db, a, STMT_RESIDENCE_OF_PERSON, DB_ARGS(DB_TEXT(person)), out, e);
}

enum rc residences_of_dwelling_on(struct db *db, struct arena *a, struct str dwelling, day_t on,
    struct residences *out, struct err *e)
{
	return list(
	    db, a, STMT_RESIDENCE_OF_DWELLING_ON, DB_ARGS(DB_TEXT(dwelling), DB_INT(on)), out, e);
}

enum rc residences_of_dwelling(struct db *db, struct arena *a, struct str dwelling, int64_t limit,
    struct residences *out, struct err *e)
{
	return list(
	    db, a, STMT_RESIDENCE_OF_DWELLING, DB_ARGS(DB_TEXT(dwelling), DB_INT(limit)), out, e);
}

bool residence_live(const struct residence *r, day_t on)
{
	return r->from <= on && (r->until == DAY_NONE || on < r->until);
}

static int by_bytes(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

size_t residences_persons(const struct residences *r, const json_t *without)
{
	struct str *person = xmalloc(r->n * sizeof(*person));
	size_t n = 0, distinct = 0;

	for (size_t i = 0; i < r->n; i++)
		if (json_object_getn(without, r->v[i].person.p, r->v[i].person.n) == NULL)
			person[n++] = r->v[i].person;
	qsort(person, n, sizeof(*person), by_bytes);
	for (size_t i = 0; i < n; i++)
		distinct += i == 0 || !str_eq(person[i - 1], person[i]);
	free(person);
	return distinct;
}

/* A row of an act that is annulled on some days, or of a file that was found wrong. */
struct void_row {
	int64_t target;
	struct span span;
};

static enum rc read_voids(struct db *db, struct arena *a, enum stmt_id stmt, struct str whose,
    struct void_row **out, size_t *n, struct err *e)
{
	struct void_row *v = NULL;
	size_t cap = 0;
	struct db_cur c;

	*n = 0;
	db_start(db, &c, stmt, DB_ARGS(DB_TEXT(whose)), e);
	while (db_next(&c, e)) {
		v = ARENA_GROW(a, v, *n, &cap);
		v[(*n)++] =
		    (struct void_row){db_int(&c, 0), {(day_t)db_int(&c, 1), day_or_none(&c, 2)}};
	}
	*out = v;
	return db_end(&c);
}

static void attach_voids(
    struct arena *a, struct event *ev, day_t wrong_since, const struct void_row *v, size_t n)
{
	struct span *s = ARENA_ARRAY(a, struct span, n + 1);

	ev->voids = s;
	if (wrong_since != DAY_NONE)
		s[ev->n_voids++] = (struct span){wrong_since, DAY_NONE};
	for (size_t i = 0; i < n; i++)
		if (v[i].target == ev->act)
			s[ev->n_voids++] = v[i].span;
}

static struct event event_row(struct db_cur *c, struct arena *a)
{
	return (struct event){
	    .act = db_int(c, 0),
	    .line = db_int(c, 1),
	    .what = (enum event_what)db_int(c, 3),
	    .kind = (enum stay_kind)db_int(c, 4),
	    .registration = db_text(c, 5, a),
	    .dwelling = db_text(c, 6, a),
	    .from = (day_t)db_int(c, 7),
	    .from_last = (day_t)db_int(c, 8),
	    .from_text = db_text(c, 9, a),
	    .until = day_or_none(c, 10),
	    .known = (day_t)db_int(c, 11),
	};
}

enum rc events_of_person(
    struct db *db, struct arena *a, struct str person, struct events *out, struct err *e)
{
	struct void_row *voids;
	size_t n_voids, cap = 0;
	struct db_cur c;
	enum rc rc = read_voids(db, a, STMT_ANNULMENT_OF_PERSON, person, &voids, &n_voids, e);

	*out = (struct events){0};
	if (rc != RC_OK)
		return rc;
	db_start(db, &c, STMT_EVENT_OF_PERSON, DB_ARGS(DB_TEXT(person)), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n] = event_row(&c, a);
		attach_voids(a, &out->v[out->n++], day_or_none(&c, 12), voids, n_voids);
	}
	return db_end(&c);
}

enum rc events_of_dwelling(struct db *db, struct arena *a, struct str dwelling,
    struct person_events **out, size_t *n, struct err *e)
{
	struct person_events *v = NULL, *last = NULL;
	struct void_row *voids;
	size_t n_voids, cap = 0, cap_events = 0;
	struct db_cur c;
	enum rc rc = read_voids(db, a, STMT_ANNULMENT_OF_DWELLING, dwelling, &voids, &n_voids, e);

	*n = 0;
	if (rc != RC_OK)
		return rc;
	db_start(db, &c, STMT_EVENT_OF_DWELLING, DB_ARGS(DB_TEXT(dwelling)), e);
	while (db_next(&c, e)) {
		struct str person = db_text(&c, 2, a);

		if (last == NULL || !str_eq(last->person, person)) {
			v = ARENA_GROW(a, v, *n, &cap);
			last = &v[(*n)++];
			*last = (struct person_events){.person = person};
			cap_events = 0;
		}
		last->events.v = ARENA_GROW(a, last->events.v, last->events.n, &cap_events);
		last->events.v[last->events.n] = event_row(&c, a);
		attach_voids(
		    a, &last->events.v[last->events.n++], day_or_none(&c, 12), voids, n_voids);
	}
	*out = v;
	return db_end(&c);
}

static enum rc put(struct db *db, struct str person, const struct stay *s, struct err *e)
{
	const struct event *o = s->opened;

	return db_run(db, STMT_RESIDENCE_PUT,
	    DB_ARGS(DB_TEXT(o->registration), DB_TEXT(person), DB_TEXT_OR_NULL(o->dwelling),
		DB_INT(o->kind), DB_INT(s->from), DB_INT(s->from_last),
		DB_INT_OR_NULL(s->until, DAY_NONE), DB_INT_OR_NULL(s->until_last, DAY_NONE),
		DB_INT(o->act), DB_INT_OR_NULL(s->closed != NULL ? s->closed->act : 0, 0)),
	    e);
}

static bool any_foreign(const struct events *ev)
{
	for (size_t i = 0; i < ev->n; i++)
		if (ev->v[i].kind == STAY_FOREIGN)
			return true;
	return false;
}

static enum rc rewrite(
    struct db *db, struct arena *a, struct str person, const struct events *ev, struct err *e)
{
	struct stay *s = ARENA_ARRAY(a, struct stay, ev->n + 1);
	size_t n = history_stays(ev->v, ev->n, KNOWN_NOW, s);
	enum rc rc = db_run(db, STMT_RESIDENCE_CLEAR, DB_ARGS(DB_TEXT(person)), e);

	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = put(db, person, &s[i], e);
	return rc;
}

enum rc residence_recompute(struct db *db, struct str person, const struct act *act, struct err *e)
{
	struct stay_days before = {0}, after = {0};
	struct arena a = {0};
	struct events ev;
	bool foreign;
	enum rc rc = events_of_person(db, &a, person, &ev, e);

	foreign = rc == RC_OK && any_foreign(&ev);
	if (foreign)
		rc = stay_days_read(db, &a, person, &before, e);
	if (rc == RC_OK)
		rc = rewrite(db, &a, person, &ev, e);
	if (rc == RC_OK && foreign)
		rc = stay_days_read(db, &a, person, &after, e);
	if (rc == RC_OK && foreign)
		rc = stay_tell(db, act, person, &before, &after, e);
	arena_free(&a);
	return rc;
}
