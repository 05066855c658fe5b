/* Cells: sampling and contrast. */
#include "cell.h"

/* v, held between 0 and the last pair of n pixels.  NaN gives 0. */
static float inside(float v, int n)
{
	const float last = (float)(n - 1) - 1e-3F;

	if (!(v > 0))
		return 0;
	return v < last ? v : last;
}

static float between(const struct grey *g, float x, float y)
{
	const float cx = inside(x, g->w), cy = inside(y, g->h);
	const int ix = (int)cx, iy = (int)cy;
	const float dx = cx - (float)ix, dy = cy - (float)iy;
	const uint8_t *p = g->px + (size_t)iy * (size_t)g->w + (size_t)ix;
	const uint8_t *q = p + g->w;
	const float top = (float)p[0] * (1 - dx) + (float)p[1] * dx;
	const float low = (float)q[0] * (1 - dx) + (float)q[1] * dx;

	return top * (1 - dy) + low * dy;
}

void cell_sample(const struct grey *g, const struct place *p, float cell[NET_CELL])
{
	for (int j = 0; j < NET_HEIGHT; j++) {
		const float v = (((float)j + 0.5F) / NET_HEIGHT - 0.5F) * CELL_DOWN;

		for (int i = 0; i < NET_WIDTH; i++) {
			const float u = (((float)i + 0.5F) / NET_WIDTH - 0.5F) * CELL_ACROSS;

			*cell++ =
			    between(g, p->x + u * p->ex + v * p->fx, p->y + u * p->ey + v * p->fy);
		}
	}
}

/* ink: the 2nd percentile, paper: the 80th, of grey values cut to whole ones. */
static void levels(const float cell[NET_CELL], float *ink, float *paper)
{
	int count[256] = {0};
	int seen = 0;
	int low = -1, high = -1;

	for (int i = 0; i < NET_CELL; i++)
		count[cell[i] > 0 ? cell[i] < 255 ? (int)cell[i] : 255 : 0]++;
	for (int v = 0; high < 0; v++) {
		seen += count[v];
		if (low < 0 && seen > NET_CELL * 2 / 100)
			low = v;
		if (seen > NET_CELL * 80 / 100)
			high = v;
	}
	*ink = (float)low;
	*paper = (float)high;
}

float cell_contrast(const float cell[NET_CELL])
{
	float ink, paper;

	levels(cell, &ink, &paper);
	return paper - ink;
}

void cell_normalise(float cell[NET_CELL], float usual)
{
	const float blank = 0.55F * usual, least = 10;
	float ink, paper, contrast;

	levels(cell, &ink, &paper);
	contrast = paper - ink;
	contrast = contrast > blank ? contrast : blank;
	contrast = contrast > least ? contrast : least;
	for (int i = 0; i < NET_CELL; i++) {
		const float v = (paper - cell[i]) / contrast;

		cell[i] = v < CELL_MIN ? CELL_MIN : v > CELL_MAX ? CELL_MAX : v;
	}
}
