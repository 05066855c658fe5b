/* A row of a file on its way into the register: between load.c and load_row.c. */
#ifndef LOAD_ROW_H
#define LOAD_ROW_H

#include "csv.h"
#include "evidence.h"
#include "hash.h"
#include "load.h"

/* One transaction's share of a file.  A part that lost a race is made again from the rows, so
 * all that it counts and says is its own until it is committed. */
struct load_part {
	struct db *db;
	struct load_job *job;
	const struct csv_header *header;
	struct act act;     /* the load */
	struct hasher hash; /* of the rows written */
	size_t n;           /* how many */
	struct load_count count;
	struct buf rejected;
	struct arena *a; /* of the row */
};

/* Write down why a row is not loaded. */
void load_reject(struct load_part *p, uint64_t line, const struct issues *l);

/*
 * Load, correct, pass over or reject one row.  *waits: it names a unit that may stand
 * further down in the file; nothing was done, unless this is its last chance.
 */
enum rc load_row(
    struct load_part *p, const struct csv_record *r, bool last_chance, bool *waits, struct err *e);

#endif
