/*
 * Precincts: which there are, whose they are, and which have an inspector.  An inspector
 * has the precincts of his account and those whose record in the file of precincts
 * names him (interface.md section 3).
 */
#ifndef PRECINCT_H
#define PRECINCT_H

#include "db.h"
#include "json.h"

struct precinct {
	struct str id, unit;
	json_t *data; /* the columns of the precincts file, without id */
	bool covered; /* an inspector who may sign in has it */
};
struct precincts {
	struct precinct *v;
	size_t n;
};
enum rc precinct_read(
    struct db *db, struct arena *a, struct str id, struct precinct *out, struct err *e) MUST_USE;
/* All, by id. */
enum rc precincts_all(
    struct db *db, struct arena *a, struct precincts *out, struct err *e) MUST_USE;
/* Those of a unit and of the units below it. */
enum rc precincts_below(
    struct db *db, struct arena *a, struct str unit, struct precincts *out, struct err *e) MUST_USE;
/* An inspector's: `own' are those of his account; `covered' is set. */
enum rc precincts_of(struct db *db, struct arena *a, struct str name, const struct str *own,
    size_t n, struct precincts *out, struct err *e) MUST_USE;
const struct precinct *precinct_in(const struct precincts *l, struct str id); /* or NULL */

/* The unit and all units below it. */
enum rc units_below(struct db *db, struct arena *a, struct str top, struct str **out, size_t *n,
    struct err *e) MUST_USE;

#endif
