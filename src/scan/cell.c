/* Cells: sampling and contrast. */
#include "cell.h"

/* v in 256ths of a pixel, held within the n - 1 pairs of n neighbours.  NaN gives 0. */
static int held(float v, int n)
{
	if (!(v > 0))
		return 0;
	return v < (float)(n - 1) ? (int)(v * 256) : (n - 1) * 256 - 1;
}

/* Linear interpolation; x, y in 256ths of a pixel, within the picture. */
static float between(const struct grey *g, int x, int y)
{
	const int dx = x & 255, dy = y & 255;
	const uint8_t *p = g->px + (ptrdiff_t)(y >> 8) * g->w + (x >> 8);
	const uint8_t *q = p + g->w;
	const int top = p[0] * (256 - dx) + p[1] * dx;
	const int low = q[0] * (256 - dx) + q[1] * dx;

	return (float)(top * (256 - dy) + low * dy) * 0x1p-16F;
}

/* Whether nothing of the cell, whose corner is (u, v) pitches off, needs held(). */
static bool all_inside(const struct grey *g, const struct place *p, float u, float v)
{
	for (int i = 0; i < 4; i++) {
		const float a = i % 2 == 0 ? u : -u, b = i / 2 == 0 ? v : -v;
		const float x = p->x + a * p->ex + b * p->fx, y = p->y + a * p->ey + b * p->fy;

		if (!(x > 1 && y > 1 && x < (float)(g->w - 2) && y < (float)(g->h - 2)))
			return false;
	}
	return true;
}

void cell_sample(const struct grey *g, const struct place *p, float cell[NET_CELL])
{
	const float u = -CELL_ACROSS / 2 * (1 - 1.0F / NET_WIDTH);
	const float v = -CELL_DOWN / 2 * (1 - 1.0F / NET_HEIGHT);
	const float du = CELL_ACROSS / NET_WIDTH, dv = CELL_DOWN / NET_HEIGHT;
	const bool whole = all_inside(g, p, u, v);

	for (int j = 0; j < NET_HEIGHT; j++) {
		const float down = v + (float)j * dv;
		const float x0 = p->x + u * p->ex + down * p->fx;
		const float y0 = p->y + u * p->ey + down * p->fy;

		for (int i = 0; i < NET_WIDTH; i++) {
			const float x = x0 + (float)i * (du * p->ex);
			const float y = y0 + (float)i * (du * p->ey);

			*cell++ = whole ? between(g, (int)(x * 256), (int)(y * 256))
					: between(g, held(x, g->w), held(y, g->h));
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
