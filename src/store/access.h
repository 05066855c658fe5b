/*
 * Who read whose record, when, why and by which route.  Evidence: a row is written once
 * and never changed (the database refuses).  Anybody's handle may write; the auditor reads.
 */
#ifndef ACCESS_H
#define ACCESS_H

#include "db.h"

struct access_row {
	int64_t at_us;
	struct str reader;  /* user */
	struct str route;   /* "GET /persons/ID" */
	struct str purpose; /* in the reader's words */
	struct str person;  /* whose record; empty for a search */
	struct str detail;  /* what was asked, without personal data in clear */
	int64_t id;         /* given by the register */
};
struct access_rows {
	struct access_row *v;
	size_t n;
};
enum rc access_write(struct db *db, const struct access_row *row, struct err *e) MUST_USE;

/* Which rows; all where nothing is said. */
struct access_filter {
	struct str person, reader;       /* at most one of them */
	const struct access_row *before; /* the last row of the page before; NULL: the first page */
};
/* Newest first, at most `limit'. */
enum rc access_read(struct db *db, struct arena *a, const struct access_filter *which,
    int64_t limit, struct access_rows *out, struct err *e) MUST_USE;

#endif
