/*
 * Which pixels are ink?  A local threshold, so that light may be uneven: two ways,
 * of which the second looks through the fine coloured lines of security printing.
 */
#ifndef THRESHOLD_H
#define THRESHOLD_H

#include "scale.h"

#define THRESHOLD_WINDOW_MAX 127

enum threshold_way {
	THRESHOLD_SPREAD, /* darker than the mean of the window less k standard deviations, `least' at least */
	THRESHOLD_MIDWAY /* darker than k of the way from the window's ink to its mean, where
	                     these two are more than `least' apart */
};

struct threshold {
	enum threshold_way way;
	int window; /* pixels, odd, at most THRESHOLD_WINDOW_MAX */
	float k, least;
};

/* One byte a pixel: 1 ink, 0 paper.  Into the arena. */
uint8_t *threshold_ink(struct arena *a, const struct grey *g, const struct threshold *t);

#endif
