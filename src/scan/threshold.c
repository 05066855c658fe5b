/*
 * Local thresholds by sums over a sliding window: a row of column sums moves down the
 * picture, so that memory does not grow with it.
 */
#include "threshold.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static int at_least(int a, int low)
{
	return a > low ? a : low;
}

static int at_most(int a, int high)
{
	return a < high ? a : high;
}

/* The two sums over the window around a pixel: of one picture and its squares, or of two pictures. */
struct sums {
	uint32_t *a, *b;   /* of each column in the rows of the window */
	uint32_t *ra, *rb; /* of all columns left of x; may wrap, a window's difference cannot */
};

/* Darker than the mean less k standard deviations. */
static bool spread(const struct threshold *t, float per, uint32_t sum, uint32_t squares, uint8_t v)
{
	float m = (float)sum * per, var = (float)squares * per - m * m, d = m - (float)v;

	return d > t->least && d * d > t->k * t->k * var;
}

static bool midway(const struct threshold *t, float per, uint32_t sum, uint32_t ink, uint8_t v)
{
	float m = (float)sum * per, low = (float)ink * per;

	return m - low > t->least && (float)v < low + (m - low) * t->k;
}

static void add_row(const struct threshold *t, struct sums *s, const uint8_t *p, const uint8_t *q,
    int w, uint32_t sign)
{
	if (t->way == THRESHOLD_SPREAD)
		for (int x = 0; x < w; x++) {
			s->a[x] += sign * p[x];
			s->b[x] += sign * p[x] * p[x];
		}
	else
		for (int x = 0; x < w; x++) {
			s->a[x] += sign * p[x];
			s->b[x] += sign * q[x];
		}
}

static void mark_row(const struct threshold *t, const struct sums *s, const uint8_t *p,
    uint8_t *out, int w, int rows)
{
	const int r = t->window / 2;

	s->ra[0] = s->rb[0] = 0;
	for (int x = 0; x < w; x++) {
		s->ra[x + 1] = s->ra[x] + s->a[x];
		s->rb[x + 1] = s->rb[x] + s->b[x];
	}
	for (int x = 0; x < w; x++) {
		int x0 = at_least(x - r, 0), x1 = at_most(x + r + 1, w);
		uint32_t a = s->ra[x1] - s->ra[x0], b = s->rb[x1] - s->rb[x0];
		float per = 1 / (float)((x1 - x0) * rows);

		out[x] = t->way == THRESHOLD_SPREAD ? spread(t, per, a, b, p[x])
						    : midway(t, per, a, b, p[x]);
	}
}

static void mark(struct arena *a, const struct grey *g, const uint8_t *ink,
    const struct threshold *t, uint8_t *out)
{
	const size_t w = (size_t)g->w;
	const int r = t->window / 2;
	struct sums s = {ARENA_ARRAY(a, uint32_t, w), ARENA_ARRAY(a, uint32_t, w),
	    ARENA_ARRAY(a, uint32_t, w + 1), ARENA_ARRAY(a, uint32_t, w + 1)};

	for (int y = -r; y < g->h; y++) {
		int in = y + r, gone = y - r - 1;
		int rows = at_most(y + r + 1, g->h) - at_least(y - r, 0);

		if (in < g->h)
			add_row(t, &s, g->px + (size_t)in * w, ink + (size_t)in * w, g->w, 1);
		if (gone >= 0)
			add_row(t, &s, g->px + (size_t)gone * w, ink + (size_t)gone * w, g->w,
			    (uint32_t)-1);
		if (y >= 0)
			mark_row(t, &s, g->px + (size_t)y * w, out + (size_t)y * w, g->w, rows);
	}
}

/* A little smoothing, so that one dark pixel is no ink. */
static uint8_t *smoothed(struct arena *a, const struct grey *g)
{
	uint8_t *out = ARENA_ARRAY(a, uint8_t, grey_bytes(g));
	const size_t w = (size_t)g->w;

	for (int y = 0; y < g->h; y++) {
		const uint8_t *p = g->px + (size_t)y * w;
		const uint8_t *up = y > 0 ? p - w : p, *down = y < g->h - 1 ? p + w : p;
		uint8_t *o = out + (size_t)y * w;

		for (int x = 0; x < g->w; x++)
			o[x] = (uint8_t)((4 * p[x] + p[at_least(x - 1, 0)] +
					     p[at_most(x + 1, g->w - 1)] + up[x] + down[x]) >>
					 3);
	}
	return out;
}

static void darker(uint8_t *o, const uint8_t *a, const uint8_t *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		o[i] = a[i] < b[i] ? a[i] : b[i];
}

/*
 * The darkest of window rows around each row, of whole rows at a time: doubling spans, so
 * that it takes a few passes whatever the window.  span rows from i on: d[i].
 */
static void darkest_rows(struct arena *a, uint8_t *p, int w, int h, int window)
{
	const size_t row = (size_t)w;
	uint8_t *keep = ARENA_ARRAY(a, uint8_t, row * (size_t)h);
	const int r = window / 2;
	int span = 1;

	for (; 2 * span <= window; span *= 2)
		for (int y = 0; y + span < h; y++)
			darker(p + (size_t)y * row, p + (size_t)y * row,
			    p + (size_t)(y + span) * row, row);
	memcpy(keep, p, row * (size_t)h);
	for (int y = 0; y < h; y++) {
		int first = at_least(y - r, 0), last = at_most(y + r, h - 1) - span + 1;

		darker(p + (size_t)y * row, keep + (size_t)first * row,
		    keep + (size_t)at_least(last, first) * row, row);
	}
}

/* The same along one row; keep has room for it. */
static void darkest_columns(uint8_t *p, uint8_t *keep, int w, int window)
{
	const int r = window / 2;
	int span = 1;

	for (; 2 * span <= window; span *= 2)
		for (int x = 0; x + span < w; x++)
			p[x] = p[x] < p[x + span] ? p[x] : p[x + span];
	memcpy(keep, p, (size_t)w);
	for (int x = 0; x < w; x++) {
		int first = at_least(x - r, 0);
		int last = at_least(at_most(x + r, w - 1) - span + 1, first);

		p[x] = keep[first] < keep[last] ? keep[first] : keep[last];
	}
}

uint8_t *threshold_ink(struct arena *a, const struct grey *g, const struct threshold *t)
{
	uint8_t *out = ARENA_ARRAY(a, uint8_t, grey_bytes(g));
	const uint8_t *ink = g->px;

	assert(t->window % 2 == 1 && t->window <= THRESHOLD_WINDOW_MAX);
	if (t->way == THRESHOLD_MIDWAY) {
		uint8_t *dark = smoothed(a, g);
		uint8_t *keep = ARENA_ARRAY(a, uint8_t, (size_t)g->w);

		for (int y = 0; y < g->h; y++)
			darkest_columns(dark + (size_t)y * (size_t)g->w, keep, g->w, t->window);
		darkest_rows(a, dark, g->w, g->h, t->window);
		ink = dark;
	}
	mark(a, g, ink, t, out);
	return out;
}
