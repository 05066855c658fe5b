/*
 * Groups: two or three chains, one under another, that may be a machine-readable zone by
 * their pitch, distance and overlap (icao-facts section 1: 2.5 pitches between two lines, 1.67 between three).
 */
#ifndef GROUPS_H
#define GROUPS_H

#include "chains.h"

#define GROUPS_MAX  400 /* looked at */
#define GROUPS_BEST 60  /* given */

struct group {
	int rows;
	int chain[3]; /* numbers of chains, by growing v */
	float score;  /* more letters in good order are better */
};

/* The best first; how many. */
int groups_find(struct arena *a, const struct chain *c, int n, struct group out[GROUPS_BEST]);

#endif
