/* Ink is found where light is uneven and where fine lines run across; the sliding sums are the sums. */
#include "t.h"
#include "threshold.h"

enum { W = 160, H = 100 };
static uint8_t px[W * H];
static const struct grey g = {W, H, px};

/* A stroke of 4 x 20 pixels, `deep' darker than what it is on. */
static void stroke(int x, int y, int deep)
{
	for (int j = y; j < y + 20; j++)
		for (int i = x; i < x + 4; i++)
			px[j * W + i] = (uint8_t)(px[j * W + i] - deep);
}

static int inked(const uint8_t *ink, int x, int y)
{
	int n = 0;

	for (int j = y; j < y + 20; j++)
		for (int i = x; i < x + 4; i++)
			n += ink[j * W + i];
	return n;
}

/* The slow way: every window summed anew. */
static bool by_hand(const struct threshold *t, int x, int y)
{
	const int r = t->window / 2;
	double n = 0, sum = 0, squares = 0, sd;

	for (int j = y - r; j <= y + r; j++)
		for (int i = x - r; i <= x + r; i++)
			if (i >= 0 && j >= 0 && i < W && j < H) {
				n++;
				sum += px[j * W + i];
				squares += px[j * W + i] * px[j * W + i];
			}
	sum /= n;
	sd = squares / n - sum * sum;
	return sum - px[y * W + x] > (double)t->least &&
	       (sum - px[y * W + x]) * (sum - px[y * W + x]) > (double)(t->k * t->k) * sd;
}

int main(void)
{
	const struct threshold spread = {THRESHOLD_SPREAD, 31, .32F, 7},
			       midway = {THRESHOLD_MIDWAY, 41, .45F, 14};
	struct arena a = {0};
	const uint8_t *ink;
	int wrong = 0;

	for (int i = 0; i < W * H; i++)
		px[i] = (uint8_t)(110 + i % W / 2); /* from dark to light */
	stroke(20, 40, 50);
	stroke(130, 40, 50);
	ink = threshold_ink(&a, &g, &spread);
	OK(inked(ink, 20, 40) == 80 && inked(ink, 130, 40) == 80);
	OK(inked(ink, 70, 40) == 0);
	for (int y = 0; y < H; y++)
		for (int x = 0; x < W; x++)
			wrong += ink[y * W + x] != by_hand(&spread, x, y);
	OK(wrong <= W * H / 1000); /* the last bits of floats */

	for (int y = 0; y < H; y += 6) /* fine lines, half as dark as ink */
		for (int x = 0; x < W; x++)
			px[y * W + x] = (uint8_t)(px[y * W + x] - 25);
	ink = threshold_ink(&a, &g, &midway);
	OK(inked(ink, 20, 40) == 80 && inked(ink, 130, 40) == 80);
	OK(inked(ink, 35, 40) == 0 && inked(ink, 118, 40) == 0); /* beside ink the lines are none */
	arena_free(&a);
	return t_done();
}
