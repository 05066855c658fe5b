/* Spots, their boxes, and neighbours; texture is no text. */
#include "blobs.h"
#include "t.h"

#include <stdlib.h>

enum { W = 400, H = 300 };
static uint8_t ink[W * H];

static void fill(int x, int y, int w, int h)
{
	for (int j = y; j < y + h; j++)
		memset(ink + (ptrdiff_t)j * W + x, 1, (size_t)w);
}

static int near_first(const struct blobs *b, float reach)
{
	int n = 0;

	for (struct blobs_near s = blobs_near(b, 0, reach); blobs_next(b, &s) >= 0;)
		n++;
	return n;
}

int main(void)
{
	struct arena a = {0};
	struct blobs b;

	fill(10, 10, 10, 14);
	fill(100, 10, 3, 3);   /* too small */
	fill(100, 50, 200, 5); /* too long */
	fill(30, 100, 4, 20);  /* a U of three strokes is one spot */
	fill(44, 100, 4, 20);
	fill(30, 116, 18, 4);
	fill(200, 200, 60, 1); /* a thin frame round much paper */
	fill(200, 259, 60, 1);
	for (int y = 200; y < 260; y++)
		ink[y * W + 200] = ink[y * W + 259] = 1;
	for (int i = 0; i < 12; i++) /* a diagonal hangs together by its corners */
		ink[(150 + i) * W + 300 + i] = ink[(151 + i) * W + 300 + i] = 1;
	b = blobs_find(&a, ink, W, H);
	OK(b.n == 3);
	OK(b.n == 3 && b.v[0].x > 14.9F && b.v[0].x < 15.1F && b.v[0].w > 9.9F && b.v[0].h > 13.9F);
	OK(b.n == 3 && b.v[1].w > 17.9F && b.v[1].h > 19.9F);
	OK(b.n == 3 && b.v[2].x > 305 && b.v[2].y > 156);
	OK(near_first(&b, 10) == 1 && near_first(&b, 120) == 2 && near_first(&b, 1e6F) == 3);

	{
		const int w = 2000, h = 2000;
		uint8_t *noise = calloc((size_t)w * (size_t)h, 1);

		for (int y = 0; y < h; y++) /* more runs than a page can have */
			for (int x = y % 2; x < w; x += 2)
				noise[y * w + x] = 1;
		OK(blobs_find(&a, noise, w, h).n == 0);
		free(noise);
	}
	arena_free(&a);
	return t_done();
}
