/*
 * Hypotheses (upright or turned, 44, 36 or 30 columns, where the first one is) by what the
 * network sees inside and outside; the best ones are refined, read and decoded.
 */
#include "zone.h"

#include <math.h>
#include <string.h>

#define ROW_MOST   60 /* columns that a chain may span */
#define MARGIN     12 /* columns looked at before and after */
#define STRIP      (ROW_MOST + 2 * MARGIN)
#define HYPOTHESES 4
#define GOOD       (-.04F) /* a score that needs no better place */
#define ONE_WAY    .7F     /* so much better one way up than the other is certain */
#define FLOOR      (-3.0F) /* of a log-probability that counts */

struct hypothesis {
	struct zone zone;
	double score;
	int outside; /* characters where there should be none */
};

/* What the network sees along the rows, margins included. */
struct strip {
	int n;
	float letter[ZONE_ROWS][STRIP]; /* log-probability of the likeliest character */
	float blank[ZONE_ROWS][STRIP];  /* of none */
};

static float not_under(float v, float low)
{
	return v < low ? low : v;
}

/* Where characters sit in their cells, roughly; the score there. */
static float settle(struct look *l, struct zone *z)
{
	static const float down[] = {0, -.14F, .14F}, across[] = {0, -.2F, .2F};
	float best = -9, du = 0, dv = 0;

	for (size_t i = 0; i < ARRAY_LEN(down); i++)
		for (size_t j = 0; j < ARRAY_LEN(across); j++) {
			float q = look_score(l, z, across[j], down[i], 7);

			if (q > best) {
				best = q;
				du = across[j];
				dv = down[i];
			}
		}
	z->du = du;
	z->dv = dv;
	return best;
}

static void look_along(struct look *l, const struct zone *z, struct strip *s)
{
	float lp[STRIP][NET_CLASSES];

	s->n = z->columns + 2 * MARGIN;
	for (int r = 0; r < z->rows; r++) {
		look_row(l, z, r, -MARGIN, s->n, lp);
		for (int i = 0; i < s->n; i++) {
			s->letter[r][i] = not_under(lp[i][look_best(lp[i])], FLOOR);
			s->blank[r][i] = not_under(lp[i][NET_NOTHING], FLOOR);
		}
	}
}

/* How well n columns from `from' on are letters, and what is beside them none. */
static double fits(const struct strip *s, int row, int from, int n)
{
	static const float weight[] = {.9F, .7F, .5F, .3F};
	double sum = 0;

	for (int i = 0; i < n; i++)
		sum += (double)s->letter[row][from + i];
	for (int e = 0; e < (int)ARRAY_LEN(weight); e++) {
		if (from - 1 - e >= 0)
			sum += (double)(weight[e] * s->blank[row][from - 1 - e]);
		if (from + n + e < s->n)
			sum += (double)(weight[e] * s->blank[row][from + n + e]);
	}
	return sum;
}

/* The best start of a row at most one column from `at', which costs. */
static double best_near(const struct strip *s, int row, int at, int n, int *start)
{
	double best = -HUGE_VAL;

	for (int off = -1; off <= 1; off++) {
		double v = fits(s, row, at + off, n) - (off != 0 ? 2.5 : 0);

		if (v > best) {
			best = v;
			*start = at + off;
		}
	}
	return best;
}

/* The best common start of n columns; rows may disagree by one.  -inf: no room. */
static double best_start(const struct strip *s, int rows, int n, int start[ZONE_ROWS])
{
	double best = -HUGE_VAL;

	for (int at = 1; at + n < s->n; at++) {
		double sum = 0;
		int q[ZONE_ROWS] = {0};

		for (int r = 0; r < rows; r++)
			sum += best_near(s, r, at, n, &q[r]);
		if (sum > best) {
			best = sum;
			memcpy(start, q, sizeof(q));
		}
	}
	return best;
}

/* Clear characters within nine columns of the zone. */
static int outside(const struct strip *s, int rows, int n, const int start[ZONE_ROWS])
{
	int count = 0;

	for (int r = 0; r < rows; r++)
		for (int i = start[r] - 9; i < start[r] + n + 9; i++)
			if (i >= 0 && i < s->n && (i < start[r] || i >= start[r] + n))
				count += s->letter[r][i] > -.25F;
	return count;
}

/* The hypotheses of one way up, added to h; how many there are then. */
static int hypotheses(struct look *l, struct zone z, struct hypothesis h[HYPOTHESES], int n)
{
	static const int two[] = {44, 36}, three[] = {30};
	const int *columns = z.rows == 3 ? three : two;
	const int choices = z.rows == 3 ? 1 : 2;
	struct strip s = {0};

	look_measure(l, &z);
	if (settle(l, &z) < -2.2F)
		return n;
	look_along(l, &z, &s);
	for (int i = 0; i < choices; i++) {
		int start[ZONE_ROWS] = {0};
		double score = best_start(&s, z.rows, columns[i], start) / columns[i] / z.rows;

		if (!(score > -1.8))
			continue;
		h[n].zone = z;
		h[n].zone.columns = columns[i];
		h[n].outside = outside(&s, z.rows, columns[i], start);
		h[n].score = score - .02 * h[n].outside;
		for (int r = 0; r < z.rows; r++)
			grid_shift(&h[n].zone.row[r], start[r] - MARGIN);
		look_measure(l, &h[n].zone);
		n++;
	}
	return n;
}

struct zone_ways zone_look(struct look *l, const struct zone *z)
{
	struct zone turned = *z;
	struct zone_ways w = {.up = look_score(l, z, 0, 0, 9)};

	grid_turn(&turned);
	w.down = look_score(l, &turned, 0, 0, 9);
	return w;
}

static void try_offset(struct look *l, struct zone *z, float *best, float du, float dv)
{
	float q = look_score(l, z, du, dv, 4);

	if (q > *best) {
		*best = q;
		z->du = du;
		z->dv = dv;
	}
}

static void try_tall(struct look *l, struct zone *z, float *best, float tall)
{
	struct zone t = *z;
	float q;

	t.tall = tall;
	q = look_score(l, &t, t.du, t.dv, 4);
	if (q > *best) {
		*best = q;
		*z = t;
	}
}

/* Move and stretch the grid while the network likes it better. */
static void refine(struct look *l, struct zone *z)
{
	static const float step[] = {.10F, .06F}, more[] = {1.14F, 1.06F}, less[] = {.86F, .94F};
	float best = look_score(l, z, z->du, z->dv, 4);

	for (size_t i = 0; i < ARRAY_LEN(step) && best < GOOD; i++) {
		if (z->tall < .85F || z->tall > 1.2F)
			try_tall(l, z, &best, 1);
		try_offset(l, z, &best, z->du + step[i], z->dv);
		try_offset(l, z, &best, z->du - step[i], z->dv);
		try_offset(l, z, &best, z->du, z->dv + step[i]);
		try_offset(l, z, &best, z->du, z->dv - step[i]);
		try_tall(l, z, &best, z->tall * less[i]);
		try_tall(l, z, &best, z->tall * more[i]);
	}
}

/* The mean of five looks, each a little off: what one misjudges, the others outvote. */
static void five_looks(struct look *l, const struct zone *z, struct mrz_cells *out)
{
	static const float off[][2] = {
	    {0, 0}, {.07F, .05F}, {-.07F, -.05F}, {.06F, -.06F}, {-.06F, .06F}};
	float lp[MRZ_COLUMNS][NET_CLASSES];

	memset(out, 0, sizeof(*out));
	out->rows = z->rows;
	out->columns = z->columns;
	for (int r = 0; r < z->rows; r++) {
		for (size_t j = 0; j < ARRAY_LEN(off); j++) {
			struct zone moved = *z;

			moved.du += off[j][0];
			moved.dv += off[j][1];
			look_row(l, &moved, r, 0, z->columns, lp);
			for (int k = 0; k < z->columns; k++)
				for (int s = 0; s < MRZ_SYMBOLS; s++)
					out->lp[r][k][s] += expf(lp[k][s]);
		}
		for (int k = 0; k < z->columns; k++) {
			float sum = 0;

			for (int s = 0; s < MRZ_SYMBOLS; s++)
				sum += out->lp[r][k][s] + 1e-4F;
			for (int s = 0; s < MRZ_SYMBOLS; s++)
				out->lp[r][k][s] = logf((out->lp[r][k][s] + 1e-4F) / sum);
		}
	}
}

/* The log-likelihood of a row's likeliest symbols, whether a document may have them or not. */
static double free_row(const struct mrz_cells *c, int row)
{
	double sum = 0;

	for (int k = 0; k < c->columns; k++) {
		float best = c->lp[row][k][0];

		for (int s = 1; s < MRZ_SYMBOLS; s++)
			best = c->lp[row][k][s] > best ? c->lp[row][k][s] : best;
		sum += (double)best;
	}
	return sum;
}

static void weigh(struct reading *r)
{
	const struct mrz_cells *c = &r->cells;
	double all = 0;

	r->clear = 0;
	for (int row = 0; row < c->rows; row++) {
		const double sum = free_row(c, row), mean = sum / c->columns;

		all += sum;
		r->clear = mean < r->clear ? mean : r->clear;
	}
	r->likely = r->document.score / (c->rows * c->columns);
	r->doubt = all - r->document.score;
}

static void read_one(struct look *l, const struct hypothesis *h, day_t today, struct reading *out)
{
	out->zone = h->zone;
	refine(l, &out->zone);
	five_looks(l, &out->zone, &out->cells);
	mrz_decode(&out->cells, today, &out->document);
	weigh(out);
	out->found = true;
}

bool zone_read(struct look *l, const struct zone *zone, const int columns[ZONE_ROWS], double least,
    day_t today, struct reading *out)
{
	struct hypothesis h[HYPOTHESES] = {{{0}}};
	struct zone z = *zone;
	struct zone_ways ways;
	double top = -HUGE_VAL, best = -HUGE_VAL;
	int n = 0;

	z.columns = 1;
	for (int r = 0; r < z.rows; r++)
		z.columns = columns[r] > z.columns ? columns[r] : z.columns;
	z.columns = z.columns < ROW_MOST ? z.columns : ROW_MOST;
	ways = zone_look(l, zone);
	if (ways.down - ways.up < ONE_WAY)
		n = hypotheses(l, z, h, 0);
	grid_turn(&z);
	if (ways.up - ways.down < ONE_WAY)
		n = hypotheses(l, z, h, n);
	for (int i = 0; i < n; i++)
		top = h[i].score > top ? h[i].score : top;
	for (int i = 0; i < n; i++) {
		struct reading r = {0};
		double score;

		if (h[i].score < top - .35 || h[i].score < least)
			continue;
		read_one(l, &h[i], today, &r);
		score = r.likely - 1.5 * h[i].outside / (r.cells.rows * r.cells.columns);
		if (score > best) {
			best = score;
			*out = r;
		}
	}
	return best > -HUGE_VAL;
}

bool zone_settled(const struct reading *r)
{
	/* sharp print needs no rules; what is less sharp must please them */
	return r->found &&
	       ((r->document.cost < 1 && r->clear > -.10) || (r->doubt < 3 && r->clear > -.35));
}
