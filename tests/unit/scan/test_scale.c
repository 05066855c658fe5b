/* Copies in other sizes keep what the picture shows. */
#include "scale.h"
#include "t.h"

#include <stdlib.h>

enum { W = 200, H = 120 };

static bool near(int a, int b)
{
	return abs(a - b) <= 2;
}

int main(void)
{
	static uint8_t px[W * H];
	const struct grey g = {W, H, px};
	struct arena a = {0};
	struct grey half, twice, tiny, huge;

	for (int i = 0; i < W * H; i++)
		px[i] = (uint8_t)(i % W + i / W / 2);
	half = grey_scaled(&a, &g, .5F);
	OK(half.w == W / 2 && half.h == H / 2);
	/* the mean of the four pixels that it stands for */
	OK(near(half.px[10 * half.w + 20], px[20 * W + 40]));
	OK(near(half.px[59 * half.w + 99], px[119 * W + 199]));
	twice = grey_scaled(&a, &g, 2);
	OK(twice.w == 2 * W && twice.h == 2 * H);
	OK(near(twice.px[40 * twice.w + 80], px[20 * W + 40]));
	OK(near(twice.px[239 * twice.w + 399], px[119 * W + 199]));
	tiny = grey_scaled(&a, &g, 1e-6F);
	OK(tiny.w == GREY_SIDE_MIN && tiny.h == GREY_SIDE_MIN);
	huge = grey_scaled(&a, &(struct grey){GREY_SIDE_MIN, GREY_SIDE_MIN, px}, 100);
	OK(huge.w == 1600 && huge.h == 1600);
	arena_free(&a);
	return t_done();
}
