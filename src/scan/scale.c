/* Grey pictures in other sizes. */
#include "scale.h"

#include <string.h>

static int side(int n, float factor)
{
	float f = (float)n * factor;

	if (!(f > GREY_SIDE_MIN))
		return GREY_SIDE_MIN;
	return f < GREY_SIDE_MAX ? (int)f : GREY_SIDE_MAX;
}

/* Where an enlarged row or column lies between those of the original. */
struct between {
	int at;     /* this one and the next */
	float part; /* of the next */
};

static struct between *betweens(struct arena *a, int n, int of, float factor)
{
	struct between *b = ARENA_ARRAY(a, struct between, (size_t)n);

	for (int i = 0; i < n; i++) {
		float v = ((float)i + .5F) / factor - .5F;

		v = v > 0 ? v : 0;
		v = v < (float)of - 1.001F ? v : (float)of - 1.001F;
		b[i] = (struct between){(int)v, v - (float)(int)v};
	}
	return b;
}

static void grow(struct arena *a, const struct grey *g, struct grey o, uint8_t *p, float factor)
{
	const struct between *across = betweens(a, o.w, g->w, factor);
	const struct between *down = betweens(a, o.h, g->h, factor);

	for (int y = 0; y < o.h; y++) {
		const uint8_t *q = g->px + (size_t)down[y].at * (size_t)g->w;
		const float low = down[y].part;

		for (int x = 0; x < o.w; x++) {
			const uint8_t *u = q + across[x].at, *v = u + g->w;
			const float right = across[x].part;
			const float top = (float)u[0] * (1 - right) + (float)u[1] * right;
			const float bottom = (float)v[0] * (1 - right) + (float)v[1] * right;

			*p++ = (uint8_t)(top * (1 - low) + bottom * low + .5F);
		}
	}
}

/* The pixels [from, until) that pixel i of the smaller picture stands for: one at least. */
static void stretch(int i, float step, int n, int *from, int *until)
{
	*from = (int)((float)i * step);
	*until = (int)((float)(i + 1) * step);
	if (*from > n - 1)
		*from = n - 1;
	if (*until <= *from)
		*until = *from + 1;
	if (*until > n)
		*until = n;
}

static void shrink(struct arena *a, const struct grey *g, struct grey o, uint8_t *p, float factor)
{
	uint32_t *sum = ARENA_ARRAY(a, uint32_t, (size_t)g->w);
	const float step = 1 / factor;

	for (int y = 0; y < o.h; y++) {
		int y0, y1;

		stretch(y, step, g->h, &y0, &y1);
		memset(sum, 0, (size_t)g->w * sizeof(*sum));
		for (int j = y0; j < y1; j++) {
			const uint8_t *q = g->px + (size_t)j * (size_t)g->w;

			for (int x = 0; x < g->w; x++)
				sum[x] += q[x];
		}
		for (int x = 0; x < o.w; x++) {
			uint64_t t = 0;
			int x0, x1;

			stretch(x, step, g->w, &x0, &x1);
			for (int i = x0; i < x1; i++)
				t += sum[i];
			*p++ = (uint8_t)(t / (uint64_t)((int64_t)(x1 - x0) * (y1 - y0)));
		}
	}
}

struct grey grey_scaled(struct arena *a, const struct grey *g, float factor)
{
	struct grey o = {side(g->w, factor), side(g->h, factor), NULL};
	uint8_t *p = ARENA_ARRAY(a, uint8_t, grey_bytes(&o));

	o.px = p;
	if (factor >= .999F)
		grow(a, g, o, p, factor);
	else
		shrink(a, g, o, p, factor);
	return o;
}
