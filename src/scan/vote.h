/* Several pictures of one document: a camera's frames, or white light and infrared. */
#ifndef VOTE_H
#define VOTE_H

#include "mrz.h"

#define VOTE_MAX 8

/* One picture's zone. */
struct ballot {
	struct mrz_cells cells;
	double clear; /* of struct reading */
};

/*
 * Out of n >= 1 zones the cells to decode: the clearest zone's, with the log-probabilities of those added
 * that show the same lines.  How many counted.
 */
size_t vote(const struct ballot *v, size_t n, struct mrz_cells *out);

#endif
