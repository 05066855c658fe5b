/*
 * Where people live and lived, read from the register.  Writing is derive.h's.
 */
#ifndef RESIDENCE_H
#define RESIDENCE_H

#include "db.h"
#include "history.h"
#include "json.h"

/* A row as the register answers now. */
struct residence {
	struct str registration, person, dwelling; /* dwelling empty: abroad */
	enum stay_kind kind;
	day_t from, until; /* until DAY_NONE: no end; the first day that no longer counts */
	int64_t opened_by, closed_by;
};
struct residences {
	struct residence *v;
	size_t n;
};
enum rc residence_read(struct db *db, struct arena *a, struct str registration,
    struct residence *out, struct err *e) MUST_USE;
enum rc residences_of_person(struct db *db, struct arena *a, struct str person,
    struct residences *out, struct err *e) MUST_USE;
/* Those that count on a day, certain ones: a start that is partly unknown counts from the day
 * after the last that it may be. */
enum rc residences_of_dwelling_on(struct db *db, struct arena *a, struct str dwelling, day_t on,
    struct residences *out, struct err *e) MUST_USE;
/* All that ever were, newest first, at most `limit'. */
enum rc residences_of_dwelling(struct db *db, struct arena *a, struct str dwelling, int64_t limit,
    struct residences *out, struct err *e) MUST_USE;
bool residence_live(const struct residence *r, day_t on);
/* How many persons these rows are of, each once; those whose ids are keys of `without' (an
 * object, or NULL) left out. */
size_t residences_persons(const struct residences *r, const json_t *without);

/* All events of a person with what is known of their annulment, for history_stays. */
struct events {
	struct event *v;
	size_t n;
};
enum rc events_of_person(
    struct db *db, struct arena *a, struct str person, struct events *out, struct err *e) MUST_USE;

/* The events of each person who ever was in the dwelling, everywhere, in the order of persons. */
struct person_events {
	struct str person;
	struct events events;
};
enum rc events_of_dwelling(struct db *db, struct arena *a, struct str dwelling,
    struct person_events **out, size_t *n, struct err *e) MUST_USE;

/* Work out anew where a person lives and put it into the derived table; what `act' changed of
 * the stays of a foreign national goes to the inspectors (derive_stay.c). */
struct act;
enum rc residence_recompute(
    struct db *db, struct str person, const struct act *act, struct err *e) MUST_USE;

#endif
