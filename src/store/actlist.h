/*
 * Acts as a list for people: the journal with filters, the history of a person or of a
 * dwelling.  Newest first, page after page by the id of the last act shown.  No texts:
 * act_read gives the whole of one.
 */
#ifndef ACTLIST_H
#define ACTLIST_H

#include "db.h"
#include "date.h"

struct act_line {
	int64_t id;
	struct str kind;
	day_t day;
	int64_t recorded_us;
	struct str unit, officer, subject, dwelling, outcome;
	int64_t target;   /* 0: none */
	int64_t position; /* 0: not sealed yet */
	int64_t annulled_by; /* 0: it stands */
};
struct act_lines {
	struct act_line *v;
	size_t n;
};

/* Empty texts and DAY_NONE: any. */
struct act_filter {
	struct str subject, dwelling, officer, unit, kind;
	day_t from, until; /* days of application, both included */
	int64_t before;    /* the last one shown; 0: from the newest */
	int64_t limit;
};
/* With a period and nothing else the order is by day; else by the time of recording. */
enum rc actlist(struct db *db, struct arena *a, const struct act_filter *f, struct act_lines *out,
    struct err *e) MUST_USE;

#endif
