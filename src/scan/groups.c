/* Pairs and triples of parallel chains of the same pitch. */
#include "groups.h"

#include <math.h>
#include <stdlib.h>

#define LONGEST_ROW 47 /* columns; a longer chain is a row and something else */

/* What two chains have in common along u, and how far apart they are in its middle. */
struct beside {
	float from, until;
	float pitch;
	float longer; /* of both lengths */
	float down;   /* from the first to the second */
};

static float length(const struct chain *c)
{
	return c->u1 - c->u0;
}

static struct beside beside(const struct chain *a, const struct chain *b)
{
	struct beside o = {a->u0 > b->u0 ? a->u0 : b->u0, a->u1 < b->u1 ? a->u1 : b->u1,
	    .5F * (a->pitch + b->pitch), length(a) > length(b) ? length(a) : length(b), 0};
	float middle = .5F * (o.from + o.until);

	o.down = chain_v(b, middle) - chain_v(a, middle);
	return o;
}

static bool is_pair(const struct chain *a, const struct chain *b, struct beside *o)
{
	if (a->regularity < .6F || a->n < 14 || b->regularity < .55F || b->n < 12)
		return false;
	*o = beside(a, b);
	return fabsf(a->pitch - b->pitch) <= .16F * o->pitch &&
	       o->until - o->from >= .45F * o->longer && o->down >= 1.1F * o->pitch &&
	       o->down <= 3.6F * o->pitch && fabsf(a->b - b->b) <= .12F;
}

/* The chain as far under b as b is under a; -1: none. */
static int third(const struct chain *c, int n, int i, int j, const struct beside *o)
{
	const float middle = .5F * (o->from + o->until);
	float best = 1e9F;
	int found = -1;

	for (int k = 0; k < n; k++) {
		const float from = c[k].u0 > o->from ? c[k].u0 : o->from;
		const float until = c[k].u1 < o->until ? c[k].u1 : o->until;
		const float down = chain_v(&c[k], middle) - chain_v(&c[j], middle);

		if (k == i || k == j || c[k].regularity < .5F || c[k].n < 10 ||
		    fabsf(c[k].pitch - o->pitch) > .18F * o->pitch || down < .72F * o->down ||
		    down > 1.35F * o->down || until - from < .4F * (o->until - o->from))
			continue;
		if (fabsf(down - o->down) < best) {
			best = fabsf(down - o->down);
			found = k;
		}
	}
	return found;
}

static float score(const struct chain *c, const struct group *g)
{
	float sum = 0;

	for (int r = 0; r < g->rows; r++) {
		const struct chain *l = &c[g->chain[r]];
		const bool too_long = length(l) / l->pitch + 1 > LONGEST_ROW;

		sum += (too_long ? 30 * l->regularity : (float)l->n) * l->regularity;
	}
	return g->rows == 2 ? sum : .8F * sum;
}

static int by_score(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	return (x->score < y->score) - (x->score > y->score);
}

int groups_find(struct arena *a, const struct chain *c, int n, struct group out[GROUPS_BEST])
{
	struct group *all = ARENA_ARRAY(a, struct group, GROUPS_MAX + 2);
	int found = 0;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < n && found < GROUPS_MAX; j++) {
			struct beside o;
			int k;

			if (i == j || !is_pair(&c[i], &c[j], &o))
				continue;
			all[found++] = (struct group){.rows = 2, .chain = {i, j, 0}};
			k = third(c, n, i, j, &o);
			if (k >= 0 && o.down < 2.4F * o.pitch)
				all[found++] = (struct group){.rows = 3, .chain = {i, j, k}};
		}
	for (int g = 0; g < found; g++)
		all[g].score = score(c, &all[g]);
	qsort(all, (size_t)found, sizeof(*all), by_score);
	for (int g = 0; g < found && g < GROUPS_BEST; g++)
		out[g] = all[g];
	return found < GROUPS_BEST ? found : GROUPS_BEST;
}
