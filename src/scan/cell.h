/*
 * Cells: one place of a machine-readable line, sampled from a grey picture the way the
 * network (net.h) wants it.  Reader and training program sample by the same functions, so
 * that what is learned is what will be seen.
 *
 * The unit of length is the pitch, the distance between the middles of neighbouring
 * characters (2.54 mm in print).  A cell is CELL_ACROSS x CELL_DOWN pitches around the
 * middle of its character, which lies half a capital letter's height above the base line.
 */
#ifndef CELL_H
#define CELL_H

#include "net.h"

#define CELL_ACROSS 1.30F
#define CELL_DOWN   1.56F
#define CELL_MIN    (-0.3F)
#define CELL_MAX    1.2F
#define GREY_MOST   (1 << 22)

/*
 * 8-bit grey, 0 black; rows follow each other without gaps.  Width and height are 2 to
 * GREY_MOST.
 */
struct grey {
	int w, h;
	const uint8_t *px;
};

/*
 * Where the cell lies, in pixels; the middle of the first pixel is (0, 0).  (ex, ey) is one
 * pitch towards the next character, (fx, fy) one pitch down.  Any finite numbers: outside
 * the picture its edge goes on.
 */
struct place {
	float x, y;
	float ex, ey;
	float fx, fy;
};

/* Grey values, 0 to 255, by linear interpolation in 256ths of a pixel. */
void cell_sample(const struct grey *g, const struct place *p, float cell[NET_CELL]);

/* Paper minus ink of a sampled cell: the 80th minus the 2nd percentile. */
float cell_contrast(const float cell[NET_CELL]);

/*
 * Grey values to ink: 0 paper, 1 ink.  usual is the contrast that cells of this line have
 * (the median): a cell with far less stays blank instead of having its texture blown up
 * into letters.
 */
void cell_normalise(float cell[NET_CELL], float usual);

#endif
