/* Sampling and contrast of cells. */
#include "cell.h"
#include "t.h"

#include <math.h>

enum { W = 60, H = 50 };
static uint8_t px[W * H];
static const struct grey grey = {W, H, px};

/* A slope is sampled exactly, at any turn. */
static void sampling(void)
{
	const struct place upright = {30, 25, 15, 0, 0, 15}, turned = {30, 25, 9, 12, -12, 9};
	float cell[NET_CELL];

	for (int i = 0; i < W * H; i++)
		px[i] = (uint8_t)(2 * (i % W) + 2 * (i / W));
	cell_sample(&grey, &upright, cell);
	OK(fabsf(cell[0] - 2 * (30 - 9.75F * 19 / 20) - 2 * (25 - 11.7F * 23 / 24)) < 0.04F);
	OK(fabsf(cell[1] - cell[0] - 2 * 19.5F / 20) < 0.04F);
	OK(fabsf(cell[NET_WIDTH] - cell[0] - 2 * 23.4F / 24) < 0.04F);
	OK(fabsf((cell[0] + cell[NET_CELL - 1]) / 2 - 110) < 0.04F);
	cell_sample(&grey, &turned, cell);
	OK(fabsf(cell[1] - cell[0] - 2 * 1.3F / 20 * (9 + 12)) < 0.04F);
	OK(fabsf(cell[NET_WIDTH] - cell[0] - 2 * 1.56F / 24 * (9 - 12)) < 0.04F);
}

/* Whatever the numbers, nothing outside the picture is looked at. */
static void beyond(void)
{
	static const float odd[] = {-1e30F, -5, 0, 59, 61, 1e30F, INFINITY, -INFINITY, NAN};
	float cell[NET_CELL];
	bool good = true;

	for (size_t i = 0; i < ARRAY_LEN(odd); i++)
		for (size_t k = 0; k < ARRAY_LEN(odd); k++) {
			const struct place p = {odd[i], odd[k], odd[k], odd[i], 1, odd[k]};

			cell_sample(&grey, &p, cell);
			for (int c = 0; c < NET_CELL; c++)
				good = good && cell[c] >= 0 && cell[c] <= 255;
			(void)cell_contrast(cell);
			cell_normalise(cell, odd[i]);
		}
	OK(good);
	cell_sample(&grey, &(struct place){-100, -100, 15, 0, 0, 15}, cell);
	OK(cell[0] == px[0] && cell[NET_CELL - 1] == px[0]);
}

/* A picture so wide that a float cannot tell its last pixels apart; right at its edge. */
static void wide(void)
{
	enum { WIDE = 1 << 22 };
	uint8_t *strip = xcalloc(2, WIDE);
	const struct grey g = {WIDE, 2, strip};
	float cell[NET_CELL];

	strip[WIDE - 1] = strip[2 * WIDE - 1] = 100;
	cell_sample(&g, &(struct place){WIDE, 9, 15, 0, 0, 15}, cell);
	OK(cell[NET_CELL - 1] > 99 && cell[0] == 0);
	free(strip);
}

static void contrast(void)
{
	float cell[NET_CELL];

	for (int i = 0; i < NET_CELL; i++)
		cell[i] = i % 10 == 0 ? 40.0F : 200.0F;
	OK(cell_contrast(cell) == 160);
	cell_normalise(cell, 160);
	OK(cell[0] == 1 && cell[1] == 0);
	/* Faint texture on a line of strong ink stays faint. */
	for (int i = 0; i < NET_CELL; i++)
		cell[i] = i % 10 == 0 ? 190.0F : 200.0F;
	cell_normalise(cell, 160);
	OK(cell[0] < 0.12F && cell[1] == 0);
	for (int i = 0; i < NET_CELL; i++)
		cell[i] = i < 2 ? 0.0F : i < 20 ? 150.0F : i < 400 ? 200.0F : 255.0F;
	cell_normalise(cell, 30);
	OK(cell[0] == CELL_MAX && cell[NET_CELL - 1] == CELL_MIN);
}

int main(void)
{
	sampling();
	beyond();
	wide();
	contrast();
	return t_done();
}
