/*
 * Persons, dwellings, holdings, units and precincts as acts and loads left them:
 * reading.  Writing is derive.h's alone.  Answers live in the arena.
 * A function that looks one thing up returns RC_NOT_FOUND where there is none.
 */
#ifndef RECORDS_H
#define RECORDS_H

#include "db.h"
#include "json.h"

struct person {
	struct str id;
	json_t *data; /* the columns of the persons file, without id */
	day_t birth;
	int64_t first_act, last_act;
};
enum rc person_read(
    struct db *db, struct arena *a, struct str id, struct person *out, struct err *e) MUST_USE;
enum rc person_by_iin(
    struct db *db, struct arena *a, struct str iin, struct person *out, struct err *e) MUST_USE;
/* By type, number and country of the document in `data' (a persons object). */
enum rc person_by_document(
    struct db *db, struct arena *a, const json_t *data, struct person *out, struct err *e) MUST_USE;

/* Several: at most 50, in a fixed order. */
struct persons {
	struct person *v;
	size_t n;
};
enum rc persons_by_number(
    struct db *db, struct arena *a, struct str number, struct persons *out, struct err *e) MUST_USE;
/* By number and country, whatever the type of the document; former documents count. */
enum rc persons_by_passport(struct db *db, struct arena *a, struct str number, struct str country,
    struct persons *out, struct err *e) MUST_USE;
/* Names in any spelling that folds to the same keys; `given' may be the beginning of
 * a name; birth DAY_NONE: any.  Former names count. */
enum rc persons_by_name(struct db *db, struct arena *a, struct str surname, struct str given,
    day_t birth, struct persons *out, struct err *e) MUST_USE;
/* "Surname Given Patronymic" for people. */
struct str person_name(struct arena *a, const json_t *data);

/* Former states, oldest first. */
struct person_state {
	int64_t act;
	day_t known;
	json_t *data;
};
enum rc person_states(struct db *db, struct arena *a, struct str id, struct person_state **out,
    size_t *n, struct err *e) MUST_USE;

struct dwelling {
	struct str id, unit;
	json_t *data; /* the columns of the dwellings file, without id */
	int64_t first_act, last_act;
};
enum rc dwelling_read(
    struct db *db, struct arena *a, struct str id, struct dwelling *out, struct err *e) MUST_USE;
/* The same with its data as they were recorded for a day. */
enum rc dwelling_on(struct db *db, struct arena *a, struct str id, day_t day, struct dwelling *out,
    struct err *e) MUST_USE;
struct str dwelling_address(struct arena *a, const json_t *data); /* "улица Жандосова, 10, 5" */
/* One recorded state: the fields that an act or load set, and from which day. */
struct dwelling_state {
	int64_t act;
	day_t from, known; /* from DAY_MIN: from ever */
	json_t *data;
};
enum rc dwelling_states(struct db *db, struct arena *a, struct str id, struct dwelling_state **out,
    size_t *n, struct err *e) MUST_USE;
/* The record that follows from its states, in the order in which they come, for a day. */
json_t *dwelling_at(struct arena *a, const struct dwelling_state *s, size_t n, day_t day);
struct dwellings {
	struct dwelling *v;
	size_t n;
};
/* house and flat may be empty; the street may be a beginning where house is empty.
 * At most 200 come. */
enum rc dwellings_find(struct db *db, struct arena *a, struct str street, struct str house,
    struct str flat, struct dwellings *out, struct err *e) MUST_USE;

struct holding {
	struct str id, dwelling, holder; /* a person's id, or "org:" and a name */
	struct str kind;                 /* owner, tenant */
	struct str share;                /* "1/2"; empty: not said */
	day_t from, until;               /* until DAY_NONE: no end */
	json_t *paper;
	int64_t opened_by, closed_by;
};
struct holdings {
	struct holding *v;
	size_t n;
};
enum rc holding_read(
    struct db *db, struct arena *a, struct str id, struct holding *out, struct err *e) MUST_USE;
enum rc holdings_of_dwelling(struct db *db, struct arena *a, struct str dwelling,
    struct holdings *out, struct err *e) MUST_USE;
enum rc holdings_of_holder(struct db *db, struct arena *a, struct str holder, struct holdings *out,
    struct err *e) MUST_USE;
bool holding_live(const struct holding *h, day_t on);

struct unit {
	struct str id, parent;
	json_t *data;
};
enum rc unit_read(
    struct db *db, struct arena *a, struct str id, struct unit *out, struct err *e) MUST_USE;
struct units {
	struct unit *v;
	size_t n;
};
enum rc units_all(
    struct db *db, struct arena *a, struct units *out, struct err *e) MUST_USE; /* by id */
/* The superiors of a unit, nearest first: a JSON list of ids. */
enum rc unit_superiors(
    struct db *db, struct arena *a, struct str id, json_t **out, struct err *e) MUST_USE;
/* Is `below' the unit `top' itself or somewhere under it? */
enum rc unit_within(struct db *db, struct arena *a, struct str below, struct str top, bool *within,
    struct err *e) MUST_USE;

#endif
