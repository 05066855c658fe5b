/*
 * Training: from random weights, by examples that are drawn as they are needed, Adam, and a
 * step length that warms up and then falls along a cosine.  The result depends on the seed
 * and the number of steps, not on the number of threads.
 */
#ifndef TRAIN_H
#define TRAIN_H

#include "gradient.h"
#include "strip.h"

struct training {
	const struct glyphs *glyphs;
	uint64_t seed;
	int steps;
	int threads; /* 1 to TRAIN_STRIPS */
	/* Called after every report_every steps (0: never) with what they scored. */
	int report_every;
	void (*report)(int step, const struct score *s);
};
enum { TRAIN_STRIPS = 8 }; /* a step: 192 cells */

enum rc train(const struct training *t, struct net *n, struct err *e) MUST_USE;

/* What n scores on cells that no training with another seed has seen. */
struct score held_out(const struct glyphs *g, const struct net *n, uint64_t seed, int strips);

#endif
