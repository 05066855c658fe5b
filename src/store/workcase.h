/* Applications that somebody must decide (work_case): reading. */
#ifndef WORKCASE_H
#define WORKCASE_H

#include "db.h"
#include "json.h"

/* Who must clear what is left: bits of work_case.waits. */
enum case_waits { WAITS_SENIOR = 1, WAITS_DUTY = 2, WAITS_SCREENING = 4, WAITS_OFFICER = 8 };

struct workcase {
	struct str id;
	int64_t act; /* the application */
	struct str kind, unit, person, dwelling;
	struct str state; /* open, granted, refused, withdrawn, not_required */
	json_t *reasons;  /* codes still to clear */
	unsigned waits;
	int64_t
	    family; /* cases that take effect together or not at all share it; else its own act */
	day_t day;
	int64_t opened_us, closed_by;
};
struct workcases {
	struct workcase *v;
	size_t n;
};
bool workcase_open(const struct workcase *c);
enum rc workcase_read(
    struct db *db, struct arena *a, struct str id, struct workcase *out, struct err *e) MUST_USE;
enum rc workcase_by_act(
    struct db *db, struct arena *a, int64_t act, struct workcase *out, struct err *e) MUST_USE;
/* The open case of the same person and dwelling, whatever was applied for; the oldest. */
enum rc workcase_open_for(struct db *db, struct arena *a, struct str person, struct str dwelling,
    struct workcase *out, struct err *e) MUST_USE;
enum rc workcases_of_person(struct db *db, struct arena *a, struct str person,
    struct workcases *out, struct err *e) MUST_USE;
enum rc workcases_of_dwelling(struct db *db, struct arena *a, struct str dwelling,
    struct workcases *out, struct err *e) MUST_USE;
enum rc workcases_of_family(
    struct db *db, struct arena *a, int64_t family, struct workcases *out, struct err *e) MUST_USE;
/* Where a list of open cases goes on: behind the case last shown; {0}: from the oldest. */
struct case_place {
	int64_t opened_us;
	struct str id;
};
/* Open ones, oldest first; unit empty: of all. */
enum rc workcases_open(struct db *db, struct arena *a, struct str unit, struct case_place after,
    int64_t limit, struct workcases *out, struct err *e) MUST_USE;

#endif
