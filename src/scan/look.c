/* Cells of a zone, sampled and classified many at a time. */
#include "look.h"

#include "scale.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PITCH_MOST 26 /* pixels; a larger one is looked at in a smaller copy */
#define PITCH_GOOD 20
#define WORST      (-4.0F)
#define CELLS_MAX  64 /* of a row, for its contrast */

void look_open(struct look *l, struct arena *a, const struct net *net, const struct grey *g)
{
	*l = (struct look){.net = net, .a = a, .levels = 1};
	l->level[0].g = *g;
	l->level[0].scale = 1;
	l->cell = arena_alloc(a, sizeof(*l->cell) * LOOK_AHEAD, _Alignof(float));
	l->lp = arena_alloc(a, sizeof(*l->lp) * LOOK_AHEAD, _Alignof(float));
}

/* The copy in which a pitch has about the right size. */
static int level_for(struct look *l, float pitch)
{
	const float want = PITCH_GOOD / pitch;

	if (!(pitch > PITCH_MOST))
		return 0;
	for (int i = 1; i < l->levels; i++)
		if (l->level[i].scale / want < 1.25F && l->level[i].scale / want > .8F)
			return i;
	if (l->levels == LOOK_LEVELS)
		return LOOK_LEVELS - 1;
	l->level[l->levels].g = grey_scaled(l->a, &l->level[0].g, want);
	l->level[l->levels].scale = want;
	return l->levels++;
}

/* false: the cell's middle lies outside the picture, or nowhere. */
static bool sample(struct look *l, const struct zone *z, int row, float k, float du, float dv,
    float cell[NET_CELL])
{
	const struct grey *g = &l->level[0].g;
	struct place p;
	float s;
	int i;

	if (!grid_place(z, row, k, du, dv, &p))
		return false;
	if (!(p.x >= 0 && p.y >= 0 && p.x < (float)g->w && p.y < (float)g->h))
		return false;
	i = level_for(l, hypotf(p.ex, p.ey));
	s = l->level[i].scale;
	p = (struct place){
	    (p.x + .5F) * s - .5F, (p.y + .5F) * s - .5F, p.ex * s, p.ey * s, p.fx * s, p.fy * s};
	cell_sample(&l->level[i].g, &p, cell);
	return true;
}

static int by_value(const void *a, const void *b)
{
	const float *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void look_measure(struct look *l, struct zone *z)
{
	float c[CELLS_MAX];

	for (int r = 0; r < z->rows; r++) {
		size_t n = 0;

		for (int k = 0; k < z->columns && n < CELLS_MAX; k++)
			if (sample(l, z, r, (float)k, 0, 0, l->cell[0]))
				c[n++] = cell_contrast(l->cell[0]);
		qsort(c, n, sizeof(*c), by_value);
		z->contrast[r] = n > 0 ? c[n / 2] : 0;
	}
}

int look_best(const float lp[NET_CLASSES])
{
	int best = 0;

	for (int i = 1; i < NET_NOTHING; i++)
		if (lp[i] > lp[best])
			best = i;
	return best;
}

/* Classify the n cells that wait; the sum of their scores. */
static double flush(struct look *l, size_t n)
{
	double sum = 0;

	net_forward(l->net, n, (const float(*)[NET_CELL])l->cell, l->lp);
	l->seen += n;
	for (size_t i = 0; i < n; i++) {
		const float best = l->lp[i][look_best(l->lp[i])];

		sum += (double)(best < WORST ? WORST : best);
	}
	return sum;
}

float look_score(struct look *l, const struct zone *z, float du, float dv, int step)
{
	double sum = 0;
	size_t wait = 0;
	int n = 0;

	for (int r = 0; r < z->rows; r++)
		for (int k = r * 7 % step; k < z->columns; k += step) {
			n++;
			if (!sample(l, z, r, (float)k, du, dv, l->cell[wait])) {
				sum += (double)WORST;
				continue;
			}
			cell_normalise(l->cell[wait], z->contrast[r]);
			if (++wait == LOOK_AHEAD) {
				sum += flush(l, wait);
				wait = 0;
			}
		}
	sum += flush(l, wait);
	return n > 0 ? (float)(sum / n) : WORST;
}

static void is_nothing(float lp[NET_CLASSES])
{
	for (int i = 0; i < NET_CLASSES; i++)
		lp[i] = i == NET_NOTHING ? 0 : -3.0F;
}

void look_row(
    struct look *l, const struct zone *z, int row, int from, int n, float (*lp)[NET_CLASSES])
{
	int at[LOOK_AHEAD];
	size_t wait = 0;

	for (int i = 0; i < n; i++) {
		if (!sample(l, z, row, (float)(from + i), z->du, z->dv, l->cell[wait])) {
			is_nothing(lp[i]);
		} else {
			cell_normalise(l->cell[wait], z->contrast[row]);
			at[wait++] = i;
		}
		if (wait < LOOK_AHEAD && i < n - 1)
			continue;
		(void)flush(l, wait);
		for (size_t k = 0; k < wait; k++)
			memcpy(lp[at[k]], l->lp[k], sizeof(l->lp[k]));
		wait = 0;
	}
}
