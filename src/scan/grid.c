/* Curves through letters, by least squares that learn which letters to trust. */
#include "grid.h"

#include <math.h>
#include <string.h>

#define COLUMNS_LEAST_BENT 16 /* a shorter row is a straight line */
#define COLUMNS_FAR        400

void grid_at(const struct curve *c, float k, float *x, float *y)
{
	const double d = (double)k;

	*x = (float)(c->x[0] + c->x[1] * d + c->x[2] * d * d);
	*y = (float)(c->y[0] + c->y[1] * d + c->y[2] * d * d);
}

/* One coordinate of a chain's letters, by column, and how much each letter counts. */
struct points {
	int n;
	double *k, *x, *y, *w;
};

/* Gauss-Jordan on m rows of m + 1; false where there is no one answer. */
static bool solve(double e[3][4], int m)
{
	for (int i = 0; i < m; i++) {
		int p = i;

		for (int r = i + 1; r < m; r++)
			if (fabs(e[r][i]) > fabs(e[p][i]))
				p = r;
		if (!(fabs(e[p][i]) > 1e-12))
			return false;
		for (int q = 0; q < 4; q++) {
			double t = e[i][q];

			e[i][q] = e[p][q];
			e[p][q] = t;
		}
		for (int r = 0; r < m; r++) {
			double f = e[r][i] / e[i][i];

			for (int q = 0; q < 4 && r != i; q++)
				e[r][q] -= f * e[i][q];
		}
	}
	return true;
}

/* The polynomial of degree `degree' nearest to v. */
static bool fit(const struct points *p, const double *v, int degree, double out[3])
{
	double e[3][4] = {{0}};
	const int m = degree + 1;

	for (int i = 0; i < p->n; i++) {
		const double power[3] = {1, p->k[i], p->k[i] * p->k[i]};

		for (int a = 0; a < m; a++) {
			for (int b = 0; b < m; b++)
				e[a][b] += p->w[i] * power[a] * power[b];
			e[a][3] += p->w[i] * power[a] * v[i];
		}
	}
	if (!solve(e, m))
		return false;
	out[0] = out[1] = out[2] = 0;
	for (int i = 0; i < m; i++)
		out[i] = e[i][3] / e[i][i];
	return true;
}

/* Number the letters by pitch, which is followed as it changes along the row. */
static bool number(
    const struct blobs *b, const struct chain *c, struct direction d, struct points *p)
{
	float pitch = c->pitch, before = 0;

	p->n = c->n;
	for (int i = 0; i < c->n; i++) {
		const struct blob *q = &b->v[c->id[i]];
		const float u = direction_u(d, q);

		p->x[i] = (double)q->x;
		p->y[i] = (double)q->y;
		p->w[i] = fabsf(blob_size(q) - c->size) < .45F * c->size ? 1 : .15;
		p->k[i] = 0;
		if (i > 0) {
			const float steps = (u - before) / pitch;
			const float whole = steps > 1.5F ? roundf(steps) : 1;

			if (!(whole < COLUMNS_FAR))
				return false;
			p->k[i] = p->k[i - 1] + (double)whole;
			if (fabsf(steps - whole) < .25F && whole < 3)
				pitch = .85F * pitch + .15F * (u - before) / whole;
		}
		before = u;
		if (!(pitch > 1) || p->k[i] > COLUMNS_FAR)
			return false;
	}
	return true;
}

bool grid_fit(struct arena *a, const struct blobs *b, const struct chain *c, struct direction d,
    float scale, struct curve *out, int *columns)
{
	const size_t n = (size_t)c->n;
	struct points p = {0, ARENA_ARRAY(a, double, n), ARENA_ARRAY(a, double, n),
	    ARENA_ARRAY(a, double, n), ARENA_ARRAY(a, double, n)};
	int degree;

	if (!number(b, c, d, &p))
		return false;
	degree = p.k[n - 1] > COLUMNS_LEAST_BENT ? 2 : 1;
	for (int pass = 0; pass < 4; pass++) {
		if (!fit(&p, p.x, degree, out->x) || !fit(&p, p.y, degree, out->y))
			return false;
		for (size_t i = 0; i < n; i++) {
			float x, y;
			double off;

			grid_at(out, (float)p.k[i], &x, &y);
			off = hypot((double)x - p.x[i], (double)y - p.y[i]) / (double)c->pitch;
			p.w[i] = off < .15 ? 1 : off < .35 ? .4 : .02;
		}
	}
	for (int q = 0; q < 3; q++) {
		out->x[q] /= (double)scale;
		out->y[q] /= (double)scale;
	}
	/* a blob's middle counts from the corner of the first pixel */
	out->x[0] -= .5;
	out->y[0] -= .5;
	*columns = (int)p.k[n - 1] + 1;
	return true;
}

static void shift(double v[3], double by)
{
	const double at = v[0] + v[1] * by + v[2] * by * by, slope = v[1] + 2 * v[2] * by;

	v[0] = at;
	v[1] = slope;
}

void grid_shift(struct curve *c, double by)
{
	shift(c->x, by);
	shift(c->y, by);
}

static void backwards(double v[3], double last)
{
	shift(v, last);
	v[1] = -v[1];
}

void grid_turn(struct zone *z)
{
	struct curve row[ZONE_ROWS];

	memcpy(row, z->row, sizeof(row));
	for (int r = 0; r < z->rows; r++) {
		z->row[r] = row[z->rows - 1 - r];
		backwards(z->row[r].x, z->columns - 1);
		backwards(z->row[r].y, z->columns - 1);
	}
}

bool grid_place(const struct zone *z, int row, float k, float du, float dv, struct place *out)
{
	const int upper = row < z->rows - 1 ? row : row - 1;
	float x0, y0, x1, y1, pitch, away;

	grid_at(&z->row[row], k - .5F, &x0, &y0);
	grid_at(&z->row[row], k + .5F, &x1, &y1);
	out->ex = x1 - x0;
	out->ey = y1 - y0;
	grid_at(&z->row[upper], k, &x0, &y0);
	grid_at(&z->row[upper + 1], k, &x1, &y1);
	/* down is where the next row is; how far, the pitch says */
	pitch = hypotf(out->ex, out->ey);
	away = hypotf(x1 - x0, y1 - y0);
	if (!(pitch > .5F) || !(away > .5F))
		return false;
	out->fx = (x1 - x0) / away * pitch * z->tall;
	out->fy = (y1 - y0) / away * pitch * z->tall;
	grid_at(&z->row[row], k, &out->x, &out->y);
	out->x += du * out->ex + dv * out->fx;
	out->y += du * out->ey + dv * out->fy;
	return true;
}
