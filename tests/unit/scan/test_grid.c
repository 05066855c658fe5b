/* Curves follow tilted and bent rows; turning and shifting keep the places. */
#include "grid.h"
#include "rows.h"
#include "t.h"

static struct rows_page page;

static bool near(float a, double b, double within)
{
	return fabs((double)a - b) < within;
}

static void curved(double degrees, double bend)
{
	static struct chain chain[CHAINS_MAX];
	const double t = degrees * M_PI / 180;
	const struct direction d = {(float)cos(t), (float)sin(t)};
	struct arena a = {0};
	struct blobs b;
	struct curve c = {{0}, {0}};
	int n, columns = 0;
	float x = 0, y = 0;
	bool good = true;

	memset(&page, 0, sizeof(page));
	rows_line(&page, 100, 300, 44, 16, degrees, bend);
	b = blobs_find(&a, page.ink, PAGE_W, PAGE_H);
	n = chains_find(&a, &b, d, chain);
	OK(n == 1 && grid_fit(&a, &b, &chain[0], d, 1, &c, &columns) && columns == 44);
	for (int k = 0; k < 44; k++) {
		const double u = k * 16, off = bend * 4 * k * (43 - k) / (43 * 43);

		grid_at(&c, (float)k, &x, &y);
		good = good && near(x, 100 + u * cos(t) - off * sin(t), 1.2) &&
		       near(y, 300 + u * sin(t) + off * cos(t), 1.2);
	}
	OK(good);
	/* in a copy of half the size the same places of the whole picture */
	OK(n == 1 && grid_fit(&a, &b, &chain[0], d, .5F, &c, &columns));
	grid_at(&c, 0, &x, &y);
	OK(near(x, 200, 2) && near(y, 600, 2));
	arena_free(&a);
}

static void turned(void)
{
	struct zone z = {.rows = 2,
			.columns = 44,
			.row = {{{10, 5, .01}, {20, .1, 0}}, {{11, 5, .01}, {32, .1, 0}}},
			.tall = 1},
		    t = z;
	struct place p = {0}, q = {0};
	float x, y, v, w;

	grid_turn(&t);
	grid_at(&z.row[0], 0, &x, &y);
	grid_at(&t.row[1], 43, &v, &w);
	OK(near(v, (double)x, 1e-3) && near(w, (double)y, 1e-3));
	OK(grid_place(&z, 0, 10, 0, 0, &p) && grid_place(&t, 1, 33, 0, 0, &q));
	OK(near(p.x, (double)q.x, 1e-3) && near(p.ex, -(double)q.ex, 1e-3) &&
	    near(p.fy, -(double)q.fy, 1e-3));
	grid_turn(&t);
	grid_at(&t.row[0], 17, &v, &w);
	grid_at(&z.row[0], 17, &x, &y);
	OK(near(v, (double)x, 1e-3) && near(w, (double)y, 1e-3));
	grid_shift(&t.row[0], 5);
	grid_at(&t.row[0], 12, &v, &w);
	OK(near(v, (double)x, 1e-3) && near(w, (double)y, 1e-3));
	/* one pitch down is as long as one across; off the place by parts of them */
	OK(near(hypotf(p.fx, p.fy), (double)hypotf(p.ex, p.ey), 1e-3));
	OK(grid_place(&z, 0, 10, .5F, -.5F, &q) &&
	    near(q.x, (double)(p.x + .5F * p.ex - .5F * p.fx), 1e-3));
	z.row[1] = z.row[0]; /* rows that meet have no down */
	OK(!grid_place(&z, 0, 10, 0, 0, &p));
}

int main(void)
{
	curved(0, 0);
	curved(8, 0);
	curved(-5, 12);
	turned();
	return t_done();
}
