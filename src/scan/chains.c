/*
 * Directions by the neighbours on opposite sides of each blob; chains by each blob's
 * nearest neighbour to the right, kept where the choice is mutual; parts of one row joined.
 */
#include "chains.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEGREES     180
#define ENOUGH      60 /* weight of a direction */
#define FIRST_LEAST 6  /* blobs of a chain before parts are joined */
#define LEAST       12

static float larger(float a, float b)
{
	return a > b ? a : b;
}

static float smaller(float a, float b)
{
	return a < b ? a : b;
}

/* ---- directions ---- */

/* The direction in which blob i has its two nearest alike on opposite sides, in whole degrees; -1: none. */
static int opposite(const struct blobs *b, int i)
{
	const struct blob *m = &b->v[i];
	const float size = blob_size(m), reach = 2.2F * size;
	int best[2] = {-1, -1}, j;
	float away[2] = {1e9F, 1e9F}, ax, ay, cx, cy, turn;

	for (struct blobs_near s = blobs_near(b, i, reach); (j = blobs_next(b, &s)) >= 0;) {
		const struct blob *o = &b->v[j];
		float large = larger(size, blob_size(o)), small = smaller(size, blob_size(o));
		float d = hypotf(o->x - m->x, o->y - m->y);

		if (j == i || small < .55F * large || d < .35F * large || d > reach)
			continue;
		if (d < away[0]) {
			away[1] = away[0];
			best[1] = best[0];
			away[0] = d;
			best[0] = j;
		} else if (d < away[1]) {
			away[1] = d;
			best[1] = j;
		}
	}
	if (best[1] < 0)
		return -1;
	ax = b->v[best[0]].x - m->x;
	ay = b->v[best[0]].y - m->y;
	cx = b->v[best[1]].x - m->x;
	cy = b->v[best[1]].y - m->y;
	if ((ax * cx + ay * cy) / (away[0] * away[1]) > -.9F)
		return -1;
	turn = atan2f(ay - cy, ax - cx) * 57.29578F;
	return ((int)(turn < 0 ? turn + DEGREES : turn)) % DEGREES;
}

static int wrapped(int degree)
{
	return (degree + DEGREES) % DEGREES;
}

/* The mean direction of what was counted within four degrees of m; directions are half turns. */
static struct direction mean_near(const int count[DEGREES], int m)
{
	double sx = 0, sy = 0, turn;

	for (int q = -4; q <= 4; q++) {
		double t = (m + q + .5) * 2 * M_PI / DEGREES;

		sx += count[wrapped(m + q)] * cos(t);
		sy += count[wrapped(m + q)] * sin(t);
	}
	turn = .5 * atan2(sy, sx);
	return (struct direction){(float)cos(turn), (float)sin(turn)};
}

int chain_directions(const struct blobs *b, struct direction out[DIRECTIONS_MAX])
{
	int count[DEGREES] = {0}, smooth[DEGREES] = {0}, n = 0;

	for (int i = 0; i < b->n; i++) {
		int degree = opposite(b, i);

		if (degree >= 0)
			count[degree]++;
	}
	for (int i = 0; i < DEGREES; i++)
		for (int k = -3; k <= 3; k++)
			smooth[i] += count[wrapped(i + k)] * (4 - abs(k));
	while (n < DIRECTIONS_MAX) {
		int m = 0;

		for (int i = 1; i < DEGREES; i++)
			if (smooth[i] > smooth[m])
				m = i;
		if (smooth[m] < ENOUGH)
			break;
		out[n++] = mean_near(count, m);
		for (int q = -12; q <= 12; q++)
			smooth[wrapped(m + q)] = 0;
	}
	return n;
}

/* ---- links ---- */

struct links {
	const struct blobs *b;
	struct direction d;
	float *u, *v;
	int *next, *prev;
};

/* The nearest letter to the right of blob i on about the same level; -1: none. */
static int right_of(const struct links *l, int i, float *best)
{
	const float size = blob_size(&l->b->v[i]);
	int found = -1, j;

	for (struct blobs_near s = blobs_near(l->b, i, 2.6F * size);
	     (j = blobs_next(l->b, &s)) >= 0;) {
		float other = blob_size(&l->b->v[j]);
		float large = larger(size, other);
		float du = l->u[j] - l->u[i], dv = fabsf(l->v[j] - l->v[i]);

		if (j == i || smaller(size, other) < .5F * large || du < .30F * large ||
		    du > 2.4F * large || dv > .30F * large)
			continue;
		if (du + 2 * dv < *best) {
			*best = du + 2 * dv;
			found = j;
		}
	}
	return found;
}

static void link_up(struct arena *a, struct links *l)
{
	const size_t n = (size_t)l->b->n;
	float *near = ARENA_ARRAY(a, float, n), *taken = ARENA_ARRAY(a, float, n);

	for (size_t i = 0; i < n; i++) {
		l->prev[i] = -1;
		near[i] = taken[i] = 1e9F;
	}
	for (size_t i = 0; i < n; i++)
		l->next[i] = right_of(l, (int)i, &near[i]);
	for (size_t i = 0; i < n; i++) {
		int j = l->next[i];

		if (j >= 0 && near[i] < taken[j]) {
			taken[j] = near[i];
			l->prev[j] = (int)i;
		}
	}
	for (size_t i = 0; i < n; i++)
		if (l->next[i] >= 0 && l->prev[l->next[i]] != (int)i)
			l->next[i] = -1;
}

/* u grows along a chain, so it ends. */
static int collect(struct arena *a, const struct links *l, struct chain *out)
{
	int *row = ARENA_ARRAY(a, int, CHAIN_LONG), found = 0;

	for (int i = 0; i < l->b->n && found < CHAINS_MAX; i++) {
		int n = 0;

		if (l->prev[i] >= 0)
			continue;
		for (int j = i; j >= 0 && n < CHAIN_LONG; j = l->next[j])
			row[n++] = j;
		if (n < FIRST_LEAST)
			continue;
		out[found] = (struct chain){.n = n, .id = ARENA_ARRAY(a, int, (size_t)n)};
		memcpy(out[found].id, row, (size_t)n * sizeof(*row));
		found++;
	}
	return found;
}

/* ---- chains ---- */

void chain_fit(const struct blobs *b, struct direction d, struct chain *c)
{
	double su = 0, sv = 0, suu = 0, suv = 0, sizes = 0, det;

	for (int i = 0; i < c->n; i++) {
		const struct blob *q = &b->v[c->id[i]];
		const double u = (double)direction_u(d, q), v = (double)direction_v(d, q);

		su += u;
		sv += v;
		suu += u * u;
		suv += u * v;
		sizes += (double)blob_size(q);
	}
	det = c->n * suu - su * su;
	c->b = (float)(det > 1e-6 ? (c->n * suv - su * sv) / det : 0);
	c->a = (float)((sv - (double)c->b * su) / c->n);
	c->size = (float)(sizes / c->n);
	c->u0 = direction_u(d, &b->v[c->id[0]]);
	c->u1 = direction_u(d, &b->v[c->id[c->n - 1]]);
}

/* Does r go on where l ends? */
static bool goes_on(const struct chain *l, const struct chain *r)
{
	const float size = .5F * (l->size + r->size), gap = r->u0 - l->u1;
	const float middle = .5F * (l->u1 + r->u0);

	return r->u0 >= l->u1 - .5F * l->size && gap <= 9 * size &&
	       fabsf(l->size - r->size) <= .35F * size &&
	       fabsf(chain_v(l, middle) - chain_v(r, middle)) <= .45F * size &&
	       fabsf(l->b - r->b) <= .12F && l->n + r->n <= CHAIN_LONG;
}

static bool join_one(struct arena *a, const struct links *l, struct chain *c, int n)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++) {
			int *id;

			if (i == j || c[i].n == 0 || c[j].n == 0 || !goes_on(&c[i], &c[j]))
				continue;
			id = ARENA_ARRAY(a, int, (size_t)(c[i].n + c[j].n));
			memcpy(id, c[i].id, (size_t)c[i].n * sizeof(*id));
			memcpy(id + c[i].n, c[j].id, (size_t)c[j].n * sizeof(*id));
			c[i].id = id;
			c[i].n += c[j].n;
			c[j].n = 0;
			chain_fit(l->b, l->d, &c[i]);
			return true;
		}
	return false;
}

static int by_value(const void *a, const void *b)
{
	const float *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

bool chain_measure(const struct blobs *b, struct direction d, struct chain *c)
{
	const int n = c->n - 1 < CHAIN_LONG ? c->n - 1 : CHAIN_LONG;
	float away[CHAIN_LONG];
	float median, sum = 0;
	int like = 0, whole = 0;

	for (int i = 0; i < n; i++)
		away[i] = direction_u(d, &b->v[c->id[i + 1]]) - direction_u(d, &b->v[c->id[i]]);
	qsort(away, (size_t)n, sizeof(*away), by_value);
	median = away[n / 2];
	for (int i = 0; i < n; i++)
		if (fabsf(away[i] - median) < .2F * median) {
			sum += away[i];
			like++;
		}
	c->pitch = like > 0 ? sum / (float)like : median;
	if (!(c->pitch > 1))
		return false;
	for (int i = 0; i < n; i++)
		whole += chain_whole(away[i] / c->pitch);
	c->regularity = (float)whole / (float)n;
	return true;
}

int chains_find(
    struct arena *a, const struct blobs *b, struct direction d, struct chain out[CHAINS_MAX])
{
	const size_t n = (size_t)b->n;
	struct links l = {b, d, ARENA_ARRAY(a, float, n), ARENA_ARRAY(a, float, n),
	    ARENA_ARRAY(a, int, n), ARENA_ARRAY(a, int, n)};
	int found, kept = 0;

	for (size_t i = 0; i < n; i++) {
		l.u[i] = direction_u(d, &b->v[i]);
		l.v[i] = direction_v(d, &b->v[i]);
	}
	link_up(a, &l);
	found = collect(a, &l, out);
	for (int i = 0; i < found; i++)
		chain_fit(b, d, &out[i]);
	while (join_one(a, &l, out, found))
		;
	for (int i = 0; i < found; i++)
		if (out[i].n >= LEAST && chain_measure(b, d, &out[i]))
			out[kept++] = out[i];
	return kept;
}
