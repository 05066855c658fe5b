/* Attempts: sizes and thresholds one after another, until a reading is certain. */
#include "scan.h"

#include "groups.h"
#include "scale.h"
#include "threshold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GROUPS_READ 5      /* of each direction */
#define CELLS_MOST  25000  /* looked at; what was not found by then is not there */
#define UNREADABLE  (-1.8) /* mean log-probability of a zone's characters at first sight */
#define WORSE       .8     /* so much worse at first sight than the best is not worth reading */

struct attempt {
	float side; /* the longer side of the copy, pixels */
	struct threshold threshold;
};

static const struct attempt attempts[] = {
    {1700, {THRESHOLD_SPREAD, 31, .32F, 7}},
    {1700, {THRESHOLD_MIDWAY, 41, .45F, 14}},
    {2600, {THRESHOLD_SPREAD, 31, .32F, 7}},
    {1100, {THRESHOLD_SPREAD, 25, .25F, 6}},
    {2600, {THRESHOLD_MIDWAY, 61, .5F, 14}},
    {3600, {THRESHOLD_SPREAD, 41, .3F, 8}},
    {2200, {THRESHOLD_SPREAD, 25, .2F, 4}},
};

/* An attempt under way. */
struct trying {
	struct look *look;
	struct arena *a;
	struct blobs blobs;
	float scale;
	day_t today;
	struct reading *best;
};

/* A group with the grid of its rows. */
struct candidate {
	struct zone zone;
	int columns[ZONE_ROWS];
	float score;
};

/* Number columns from the same place in all rows: along the direction from the first row's. */
static void align(struct zone *z, int columns[ZONE_ROWS], struct direction d)
{
	const float pitch = (float)hypot(z->row[0].x[1], z->row[0].y[1]);
	float x0, y0;

	grid_at(&z->row[0], 0, &x0, &y0);
	for (int r = 1; r < z->rows; r++) {
		float x, y, off;

		grid_at(&z->row[r], 0, &x, &y);
		off = roundf(((x - x0) * d.c + (y - y0) * d.s) / pitch);
		if (!(fabsf(off) < 400))
			continue;
		grid_shift(&z->row[r], (double)-off);
		columns[r] += (int)off;
	}
}

/* The distance of rows over what print has for this pitch: 1, unless the picture was squeezed or is seen from
 * low down, or the document has a distance of its own. */
static float squeezed(const struct zone *z)
{
	const float k = (float)z->columns / 2;
	float x0, y0, x1, y1, distance;

	grid_at(&z->row[0], k, &x0, &y0);
	grid_at(&z->row[1], k, &x1, &y1);
	distance = hypotf(x1 - x0, y1 - y0) / (float)hypot(z->row[0].x[1], z->row[0].y[1]);
	return distance / (z->rows == 2 ? 2.5F : 1.667F);
}

/* How much like characters its cells are, whichever way up. */
static float either_way(struct look *l, const struct zone *z)
{
	const struct zone_ways w = zone_look(l, z);

	return w.up > w.down ? w.up : w.down;
}

static bool make_candidate(const struct trying *t, const struct chain *c, const struct group *g,
    struct direction d, struct candidate *out)
{
	struct zone *z = &out->zone;
	float tall;

	*out = (struct candidate){.zone = {.rows = g->rows, .tall = 1}};
	for (int r = 0; r < g->rows; r++)
		if (!grid_fit(t->a, &t->blobs, &c[g->chain[r]], d, t->scale, &z->row[r],
			&out->columns[r]))
			return false;
	align(z, out->columns, d);
	z->columns = out->columns[0] < MRZ_COLUMNS ? out->columns[0] : MRZ_COLUMNS;
	look_measure(t->look, z);
	out->score = either_way(t->look, z);
	tall = squeezed(z);
	if (tall < .85F || tall > 1.2F) {
		float score;

		z->tall = tall;
		look_measure(t->look, z);
		score = either_way(t->look, z);
		z->tall = score > out->score ? tall : 1;
		out->score = score > out->score ? score : out->score;
	}
	out->score += .004F * g->score;
	return true;
}

static int by_score(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->score < y->score) - (x->score > y->score);
}

/* true: settled, look no further. */
static bool try_direction(struct trying *t, struct direction d)
{
	struct chain *c = ARENA_ARRAY(t->a, struct chain, CHAINS_MAX);
	struct candidate *v = ARENA_ARRAY(t->a, struct candidate, GROUPS_BEST);
	struct group g[GROUPS_BEST];
	int chains = chains_find(t->a, &t->blobs, d, c), groups, n = 0;

	chains = chains_cut(t->a, &t->blobs, d, c, chains);
	groups = groups_find(t->a, c, chains, g);

	for (int i = 0; i < groups; i++)
		if (make_candidate(t, c, &g[i], d, &v[n]))
			n++;
	qsort(v, (size_t)n, sizeof(*v), by_score);
	for (int i = 0; i < n && i < GROUPS_READ && v[i].score > -2.6F; i++) {
		const double least = t->best->found ? t->best->likely - WORSE : UNREADABLE;
		struct reading r = {0};

		if (t->look->seen > CELLS_MOST)
			return true;
		if (!zone_read(t->look, &v[i].zone, v[i].columns, least, t->today, &r))
			continue;
		if (!t->best->found || r.likely > t->best->likely)
			*t->best = r;
		if (zone_settled(&r))
			return true;
	}
	return false;
}

static void try_once(
    struct look *look, const struct attempt *at, float scale, day_t today, struct reading *best)
{
	struct arena a = {0};
	const struct grey *whole = &look->level[0].g;
	struct trying t = {look, &a, {0}, scale, today, best};
	struct direction d[DIRECTIONS_MAX];
	struct grey g = scale < 1 || scale > 1 ? grey_scaled(&a, whole, scale) : *whole;
	int n;

	t.blobs = blobs_find(&a, threshold_ink(&a, &g, &at->threshold), g.w, g.h);
	n = chain_directions(&t.blobs, d);
	for (int i = 0; i < n; i++)
		if (try_direction(&t, d[i]))
			break;
	arena_free(&a);
}

/* How much larger the copy is; 0: this attempt is not for this picture. */
static float scale_for(const struct attempt *at, const struct grey *g)
{
	const float side = (float)(g->w > g->h ? g->w : g->h);
	float s = at->side / side;

	if (at->side > 3000 && side < 2700)
		return 0;
	s = s < 3.2F ? s : 3.2F;
	if (s > .93F && s < 1.07F)
		return 1;
	return (float)g->w * s * (float)g->h * s <= SCAN_COPY ? s : 0;
}

void scan_picture(const struct net *net, const struct grey *g, day_t today, struct reading *out)
{
	struct arena a = {0};
	struct look look;

	memset(out, 0, sizeof(*out));
	look_open(&look, &a, net, g);
	for (size_t i = 0; i < ARRAY_LEN(attempts); i++) {
		const float scale = scale_for(&attempts[i], g);

		if (scale > 0)
			try_once(&look, &attempts[i], scale, today, out);
		if (zone_settled(out) || look.seen > CELLS_MOST)
			break;
	}
	if (out->likely < -1.3)
		out->found = false;
	arena_free(&a);
}
