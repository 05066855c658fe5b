/*
 * The two questions of interface.md section 5: who lives in a dwelling, where a
 * person lives; for a day or a period, as known now or at the end of a day.
 */
#ifndef QUERY_H
#define QUERY_H

#include "db.h"
#include "json.h"

/* The period [from, until); known_on DAY_NONE: as the register answers now. */
struct asked {
	day_t from, until, known_on;
};

/* {"dwelling", "from", "until", "segments": […]}; RC_NOT_FOUND: no such dwelling;
 * *out is the empty answer then, here and below. */
enum rc query_residents(struct db *db, struct arena *a, struct str dwelling, const struct asked *q,
    json_t **out, struct err *e) MUST_USE;
/* {"person", "residences": […]}, newest first; RC_NOT_FOUND: no such person. */
enum rc query_residences(struct db *db, struct arena *a, struct str person, const struct asked *q,
    json_t **out, struct err *e) MUST_USE;

#endif
