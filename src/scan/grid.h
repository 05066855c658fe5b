/*
 * The grid of a zone: where each column of each row lies in the picture.  A row is a
 * quadratic curve of its columns, which follows tilt, perspective and a curled page.
 */
#ifndef GRID_H
#define GRID_H

#include "cell.h"
#include "chains.h"

#define ZONE_ROWS 3

/* Position of column k: x[0] + x[1] k + x[2] k k, and y; pixels of the whole picture. */
struct curve {
	double x[3], y[3];
};

struct zone {
	int rows, columns;
	struct curve row[ZONE_ROWS]; /* top to bottom, as one reads */
	float tall;                  /* height of a cell, in what its width would make it */
	float du, dv;                /* where characters sit in their cells, pitches */
	float contrast[ZONE_ROWS];   /* usual difference of paper and ink (cell.h) */
};

/*
 * A chain as a curve, in a picture `scale' times as large as the whole one.  *columns: from its first
 * letter to its last.  false: its letters are on no curve.
 */
bool grid_fit(struct arena *a, const struct blobs *b, const struct chain *c, struct direction d,
    float scale, struct curve *out, int *columns) MUST_USE;

void grid_at(const struct curve *c, float k, float *x, float *y);
/* Count columns from `by' on. */
void grid_shift(struct curve *c, double by);
/* Upside down: the last row first, the last column first. */
void grid_turn(struct zone *z);
/* Where cell (row, k) lies; du, dv: pitches off its place.  k may lie outside the zone.
 * false: nowhere (rows that meet). */
bool grid_place(
    const struct zone *z, int row, float k, float du, float dv, struct place *out) MUST_USE;

#endif
