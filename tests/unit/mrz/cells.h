/* Cells for tests: of lines that are sure, and of nothing but noise. */
#ifndef CELLS_H
#define CELLS_H

#include "mrz_impl.h"
#include "prng.h"

#include <math.h>

/* Every other symbol is this many nats less likely. */
static inline void sure_cell(float lp[MRZ_SYMBOLS], char symbol, float nats)
{
	for (int s = 0; s < MRZ_SYMBOLS; s++)
		lp[s] = s == mrz_symbol(symbol) ? -0.0001F : -nats;
}

static inline void sure_cells(
    struct mrz_cells *c, int rows, int columns, const char *const lines[MRZ_ROWS])
{
	c->rows = rows;
	c->columns = columns;
	for (int r = 0; r < rows; r++)
		for (int k = 0; k < columns; k++)
			sure_cell(c->lp[r][k], lines[r][k], 15);
}

static inline void noise_cell(float lp[MRZ_SYMBOLS], struct prng *r)
{
	float sum = 0;

	for (int s = 0; s < MRZ_SYMBOLS; s++) {
		lp[s] = -(float)prng_below(r, 120) / 10;
		sum += expf(lp[s]);
	}
	for (int s = 0; s < MRZ_SYMBOLS; s++)
		lp[s] -= logf(sum);
}

static inline void noise_cells(struct mrz_cells *c, int rows, int columns, struct prng *r)
{
	c->rows = rows;
	c->columns = columns;
	for (int i = 0; i < rows; i++)
		for (int k = 0; k < columns; k++)
			noise_cell(c->lp[i][k], r);
}

#endif
