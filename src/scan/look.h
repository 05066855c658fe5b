/*
 * Looking at cells: the network on the places of a grid, in a copy of the picture in which the pitch
 * is what the network learned from.
 */
#ifndef LOOK_H
#define LOOK_H

#include "grid.h"
#include "net.h"

#define LOOK_LEVELS 6
#define LOOK_AHEAD  64 /* cells that go to the network together */

/* A picture that is looked at.  Start with look_open; the copies live in its arena. */
struct look {
	const struct net *net;
	struct arena *a;
	struct {
		struct grey g;
		float scale;
	} level[LOOK_LEVELS]; /* the first is the whole picture */
	int levels;
	size_t seen; /* cells so far: what the work is measured by */
	float (*cell)[NET_CELL];
	float (*lp)[NET_CLASSES];
};

void look_open(struct look *l, struct arena *a, const struct net *net, const struct grey *g);

/* Fill z->contrast from its cells; to be done whenever z's rows or columns change. */
void look_measure(struct look *l, struct zone *z);

/* How much like characters every step-th cell is, du and dv off its place: the mean of the log-probability of the
 * likeliest character, 0 at best, -4 at worst. */
float look_score(struct look *l, const struct zone *z, float du, float dv, int step);

/* Cells from .. from + n of a row, where z->du and z->dv say: what the network says of each.  A
 * cell outside the picture is NET_NOTHING, but not quite certainly. */
void look_row(
    struct look *l, const struct zone *z, int row, int from, int n, float (*lp)[NET_CLASSES]);

/* The likeliest of the characters, NET_NOTHING left out. */
int look_best(const float lp[NET_CLASSES]);

#endif
