/* The rows that derive.c writes: one function a kind of row.  Not for others. */
#ifndef DERIVE_ROWS_H
#define DERIVE_ROWS_H

#include "derive.h"
#include "history.h"

/* `data' is the person's whole new state. */
enum rc row_person(struct db *db, int64_t act, day_t known, struct str id, const json_t *data,
    struct err *e) MUST_USE;

struct dwelling_change {
	const struct act *act;
	int64_t line;
	day_t from; /* DAY_NONE: from ever */
	struct str id;
	const json_t *patch;
};
enum rc row_dwelling(struct db *db, const struct dwelling_change *c, struct err *e) MUST_USE;

enum rc row_holding(struct db *db, int64_t act, day_t known, const json_t *holding,
    const json_t *paper, struct err *e) MUST_USE;

enum rc row_event(struct db *db, struct str person, const struct event *ev, day_t wrong_since,
    struct err *e) MUST_USE;

#endif
