/*
 * What follows from acts on the stays of foreign nationals: the stays themselves,
 * certificates, visits, and what inspectors are told (point 18).  Not for others.
 */
#ifndef DERIVE_STAY_H
#define DERIVE_STAY_H

#include "derive.h"

enum rc derive_stay(
    struct db *db, const struct act *act, const json_t *effect, struct err *e) MUST_USE;
enum rc derive_certificate(
    struct db *db, const struct act *act, const json_t *effect, struct err *e) MUST_USE;
enum rc derive_distinct(
    struct db *db, const struct act *act, const json_t *effect, struct err *e) MUST_USE;
enum rc derive_inbox_read(
    struct db *db, const struct act *act, const json_t *effect, struct err *e) MUST_USE;
enum rc derive_inbox_assign(
    struct db *db, const struct act *act, const json_t *effect, struct err *e) MUST_USE;
enum rc derive_visit(
    struct db *db, const struct act *act, const json_t *effect, struct err *e) MUST_USE;
enum rc derive_visit_answered(
    struct db *db, const struct act *act, const json_t *effect, struct err *e) MUST_USE;

/* The days of a person's stays as the register has them now. */
struct stay_days {
	struct stay_day {
		struct str registration, dwelling;
		day_t from, until;
	} * v; /* by registration */
	size_t n;
};
enum rc stay_days_read(struct db *db, struct arena *a, struct str person, struct stay_days *out,
    struct err *e) MUST_USE;

/*
 * Tell the inspectors what `act' made of a person's stays: an item of the inbox for each that is
 * there, longer, shorter or gone; items before it on the same stay are followed by it.  A stay
 * that was given other days waits for a new certificate.
 */
enum rc stay_tell(struct db *db, const struct act *act, struct str person,
    const struct stay_days *before, const struct stay_days *after, struct err *e) MUST_USE;

/* The dwelling belongs to another precinct now: its inspector learns of those who are there,
 * and what waited for a precinct waits no more. */
enum rc stay_precinct_changed(struct db *db, const struct act *act, struct str dwelling,
    struct str precinct, struct err *e) MUST_USE;

/* The dwelling belongs to another unit now: what waits for a certificate or a precinct waits there. */
enum rc stay_unit_changed(
    struct db *db, struct str dwelling, struct str unit, struct err *e) MUST_USE;

#endif
