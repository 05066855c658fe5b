/* Zones of the same size that mostly agree are the same document's. */
#include "vote.h"

#include <math.h>

#define FILLER (MRZ_SYMBOLS - 1)
#define AGREE  .6 /* of the symbols that are no fillers */
/* Frames of one camera share light and blur, so each further one says half as much as a first. */
#define FURTHER .5F

static int best_of(const float lp[MRZ_SYMBOLS])
{
	int best = 0;

	for (int s = 1; s < MRZ_SYMBOLS; s++)
		if (lp[s] > lp[best])
			best = s;
	return best;
}

static bool agree(const struct mrz_cells *a, const struct mrz_cells *b)
{
	int same = 0, all = 0;

	if (a->rows != b->rows || a->columns != b->columns)
		return false;
	for (int r = 0; r < a->rows; r++)
		for (int k = 0; k < a->columns; k++) {
			const int s = best_of(a->lp[r][k]);

			all += s != FILLER;
			same += s != FILLER && s == best_of(b->lp[r][k]);
		}
	return same >= AGREE * all;
}

static void add(struct mrz_cells *to, const struct mrz_cells *c)
{
	for (int r = 0; r < to->rows; r++)
		for (int k = 0; k < to->columns; k++)
			for (int s = 0; s < MRZ_SYMBOLS; s++)
				to->lp[r][k][s] += FURTHER * c->lp[r][k][s];
}

/* Probabilities of a cell add up to one again. */
static void settle(struct mrz_cells *c)
{
	for (int r = 0; r < c->rows; r++)
		for (int k = 0; k < c->columns; k++) {
			float *lp = c->lp[r][k];
			const float most = lp[best_of(lp)];
			float sum = 0;

			for (int s = 0; s < MRZ_SYMBOLS; s++)
				sum += expf(lp[s] - most);
			for (int s = 0; s < MRZ_SYMBOLS; s++)
				lp[s] -= most + logf(sum);
		}
}

size_t vote(const struct ballot *v, size_t n, struct mrz_cells *out)
{
	size_t best = 0, counted = 1;

	for (size_t i = 1; i < n; i++)
		if (v[i].clear > v[best].clear)
			best = i;
	*out = v[best].cells;
	for (size_t i = 0; i < n; i++) {
		if (i == best || !agree(&v[best].cells, &v[i].cells))
			continue;
		add(out, &v[i].cells);
		counted++;
	}
	settle(out);
	return counted;
}
