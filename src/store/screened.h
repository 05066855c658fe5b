/*
 * What the check of point 17 found, for the duty unit and the auditor alone: acts whose
 * person matched the list of wanted persons, at the time or when the check was made up.
 * A removal takes effect all the same (point 13), so this list is where its match is seen.
 */
#ifndef SCREENED_H
#define SCREENED_H

#include "db.h"
#include "json.h"

struct match {
	int64_t act;
	struct str person, kind, dwelling; /* dwelling empty: of all */
	int64_t recorded_us;
	json_t *wanted; /* the ids of the list that matched */
};
struct matches {
	struct match *v;
	size_t n;
};
/* Newest first, before the last one shown (INT64_MAX twice: from the newest). */
enum rc matches_found(struct db *db, struct arena *a, int64_t before_us, int64_t before_act,
    int64_t limit, struct matches *out, struct err *e) MUST_USE;

#endif
