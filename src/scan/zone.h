/*
 * From two or three rows of letters to the cells of a document: which way up, where the first
 * column is, how many there are, and what the network says of each.
 */
#ifndef ZONE_H
#define ZONE_H

#include "look.h"
#include "mrz.h"

/* A zone that was read. */
struct reading {
	bool found;
	struct zone zone;
	struct mrz_cells cells;
	struct mrz_document document;
	double
	    clear; /* of the worst row, mean log-probability of the likeliest symbols: 0 is perfect print */
	double likely; /* document.score a cell */
	double doubt;  /* nats that the rules cost: how much likelier other symbols are */
};

/*
 * z: rows whose column 0 is about the same place in all of them; columns[r]: how far each
 * goes.  least: hypotheses that look worse than this (look_score of a zone) are not read.
 * false: no zone of a document is there.  The document is never `accept'ed here.
 */
bool zone_read(struct look *l, const struct zone *z, const int columns[ZONE_ROWS], double least,
    day_t today, struct reading *out) MUST_USE;

/* Which way up a zone is, at a first look. */
struct zone_ways {
	float up, down; /* look_score as it is, and turned */
};
struct zone_ways zone_look(struct look *l, const struct zone *z);

/* Is this one certain enough to look no further? */
bool zone_settled(const struct reading *r);

#endif
