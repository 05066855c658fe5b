/*
 * That training works, in a short run from the seed, and that the weights the program
 * carries read fresh examples.
 *
 *   test_train FONTS
 */
#include "t.h"
#include "train.h"
#include "weights.h"

#include <math.h>

enum { SEED = 1, STEPS = 120, STRIPS = 300 };
static struct arena a;
static struct glyphs *glyphs;

static void say(const char *what, const struct score *s)
{
	char line[200];

	(void)snprintf(line, sizeof(line), "%s: %d cells, loss %.4f, error %.3f %%", what, s->cells,
	    s->loss / s->cells, 100.0 * s->wrong / s->cells);
	note(line);
}

/* What learning makes smaller, of one example. */
static double soft_loss(const struct net *n, const float cell[1][NET_CELL], int label)
{
	float lp[1][NET_CLASSES];
	double loss = 0;

	net_forward(n, 1, cell, lp);
	for (int i = 0; i < NET_CLASSES; i++)
		loss -= (double)lp[0][i] * (0.03 / NET_CLASSES + (i == label ? 0.97 : 0));
	return loss;
}

/* The slope that back propagation finds is the one that a small step has. */
static void slopes(struct net *n)
{
	struct strip *s = ARENA_NEW(&a, struct strip);
	struct picture *work = ARENA_NEW(&a, struct picture);
	struct net_trace *t = ARENA_ARRAY(&a, struct net_trace, NET_BATCH);
	struct gradient *g = ARENA_NEW(&a, struct gradient);
	struct turned *turned = ARENA_NEW(&a, struct turned);
	const float(*cell)[NET_CELL] = (const float(*)[NET_CELL])s->cell;
	struct random r = random_of(SEED, 5, 5);
	float *p = (float *)(void *)n;
	const float *sum = (const float *)(const void *)&g->sum;
	int good = 0, moved = 0, tried = 0;

	strip_make(glyphs, &r, work, s);
	turn_weights(n, turned);
	gradient_start(g);
	net_trace(n, 3, cell, t);
	gradient_add(n, turned, 3, t, s->label, g);
	gradient_end(g);
	for (size_t i = 3; i < sizeof(*n) / sizeof(*p); i += i < 5000 ? 97 : 1511) {
		const float step = 2e-3F, was = p[i];
		double d = 0;

		for (int k = 0; k < 3; k++) {
			p[i] = was + step;
			d += soft_loss(n, cell + k, s->label[k]);
			p[i] = was - step;
			d -= soft_loss(n, cell + k, s->label[k]);
		}
		p[i] = was;
		d /= 2 * (double)step;
		moved += sum[i] != 0;
		good += fabs(d - (double)sum[i]) <= 2e-3 + 0.03 * fabs(d);
		tried++;
	}
	OK(moved > tried / 2);
	/* Where a maximum changes places within the step, the two differ. */
	OK(good >= tried - 5);
	OK(tried > 100);
}

static bool same(const struct net *one, const struct net *two)
{
	const float *x = (const float *)(const void *)one;
	const float *y = (const float *)(const void *)two;

	for (size_t i = 0; i < sizeof(*one) / sizeof(*x); i++)
		if (x[i] != y[i])
			return false;
	return true;
}

static void learning(void)
{
	struct net *one = ARENA_NEW(&a, struct net), *two = ARENA_NEW(&a, struct net);
	struct training t = {glyphs, SEED, 3, 1, 0, NULL};
	struct err e = {0};
	struct score s;

	OK(train(&t, one, &e) == RC_OK);
	slopes(one);
	t.threads = 3;
	OK(train(&t, two, &e) == RC_OK);
	OK(same(one, two));
	t.seed = SEED + 1;
	OK(train(&t, two, &e) == RC_OK);
	OK(!same(one, two));
	s = held_out(glyphs, one, SEED + 2, STRIPS);
	say("3 steps", &s);
	OK(s.wrong > s.cells * 3 / 4);
	t = (struct training){glyphs, SEED, STEPS, 2, 0, NULL};
	OK(train(&t, one, &e) == RC_OK);
	s = held_out(glyphs, one, SEED + 2, STRIPS);
	say("120 steps", &s);
	OK(s.wrong < s.cells / 3);
	t.threads = TRAIN_STRIPS + 1;
	OK(train(&t, one, &e) == RC_BAD_INPUT);
}

static void carried(void)
{
	struct net *n = ARENA_NEW(&a, struct net);
	struct err e = {0};
	struct score s;

	OK(net_load(scan_weights(), n, &e) == RC_OK);
	s = held_out(glyphs, n, 20261122, STRIPS);
	say("data/ocrb.weights", &s);
	OK(s.wrong * 1000 < s.cells * 21);
}

int main(int argc, char **argv)
{
	struct err e = {0};

	glyphs = ARENA_NEW(&a, struct glyphs);
	OK(glyphs_load("/nowhere", glyphs, &e) == RC_SYS);
	OK(glyphs_load(argc > 1 ? argv[1] : "", glyphs, NULL) == RC_OK);
	OK(glyph_depth(glyphs, 0, 18, 0, 0) > 1 && glyph_depth(glyphs, 0, 0, 0, 0) < -2);
	OK(glyph_depth(glyphs, 0, 0, NAN, 0) < -2 && glyph_depth(glyphs, 0, 0, 9, 0) < -2);
	learning();
	carried();
	arena_free(&a);
	return t_done();
}
