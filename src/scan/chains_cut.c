/* Regular stretches of chains: rows of one pitch that ran on into something else. */
#include "chains.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW    16 /* distances that a guess at the pitch is made of */
#define LEAST     14 /* blobs of a stretch */
#define REGULAR   .6F
#define IRREGULAR (-1.5F) /* what a distance counts that is no whole pitch; one that is counts 1 */

struct stretch {
	int from, n; /* distances */
	float sum;
};

static int by_value(const void *a, const void *b)
{
	const float *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static float median_of(const float *v)
{
	float sorted[WINDOW];

	memcpy(sorted, v, sizeof(sorted));
	qsort(sorted, WINDOW, sizeof(*sorted), by_value);
	return sorted[WINDOW / 2];
}

/* The run of distances that is worth most, if the pitch is this. */
static struct stretch best_of(const float *away, int n, float pitch)
{
	struct stretch best = {0}, now = {0};

	for (int i = 0; i < n; i++) {
		if (now.sum <= 0)
			now = (struct stretch){.from = i};
		now.sum += chain_whole(away[i] / pitch) ? 1 : IRREGULAR;
		now.n++;
		if (now.sum > best.sum)
			best = now;
	}
	return best;
}

static struct stretch find_stretch(const float *away, int n)
{
	struct stretch best = {0};

	for (int i = 0; i + WINDOW <= n; i += WINDOW / 4) {
		const float pitch = median_of(away + i);
		struct stretch s;

		if (!(pitch > 1))
			continue;
		s = best_of(away, n, pitch);
		if (s.sum > best.sum)
			best = s;
	}
	return best;
}

int chains_cut(
    struct arena *a, const struct blobs *b, struct direction d, struct chain c[CHAINS_MAX], int n)
{
	float *away = ARENA_ARRAY(a, float, CHAIN_LONG);
	int all = n;

	for (int i = 0; i < n && all < CHAINS_MAX; i++) {
		struct stretch s;
		struct chain part;

		for (int k = 0; k + 1 < c[i].n; k++)
			away[k] = direction_u(d, &b->v[c[i].id[k + 1]]) -
				  direction_u(d, &b->v[c[i].id[k]]);
		s = find_stretch(away, c[i].n - 1);
		if (s.n + 1 < LEAST || s.n + 1 > c[i].n - 2)
			continue;
		part = (struct chain){.n = s.n + 1, .id = c[i].id + s.from};
		chain_fit(b, d, &part);
		if (chain_measure(b, d, &part) && part.regularity >= REGULAR)
			c[all++] = part;
	}
	return all;
}
