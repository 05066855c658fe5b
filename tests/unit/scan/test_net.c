/* The network run forward, held against its definition. */
#include "t.h"
#include "net.h"
#include "net_run.h"

#include <math.h>

static uint32_t seed = 1;
static float some(float scale)
{
	seed = seed * 1664525 + 1013904223;
	return ((float)(seed >> 8) * 0x1p-23F - 1) * scale;
}

static void random_net(struct net *n)
{
	float *p = (float *)(void *)n;

	for (size_t i = 0; i < sizeof(*n) / sizeof(*p); i++)
		p[i] = some(0.2F);
	for (size_t i = 0; i < NET_HIDDEN; i++)
		memset(
		    n->f2 + i * NET_OUT + NET_CLASSES, 0, (NET_OUT - NET_CLASSES) * sizeof(float));
}

struct map {
	const float *p;
	int h, w, depth;
};

/* A 3x3 convolution with zeros around, rectified, then the greatest of each 2x2. */
static void plain_layer(struct map in, const float *k, const float *bias, int to, float *out)
{
	for (int i = 0; i < in.h * in.w * to; i++) {
		const int c = i % to, x = i / to % in.w, y = i / to / in.w;
		float *best = &out[((y / 2) * (in.w / 2) + x / 2) * to + c];
		double s = (double)bias[c];

		for (int t = 0; t < 9 * in.depth; t++) {
			const int yy = y + t / in.depth / 3 - 1, xx = x + t / in.depth % 3 - 1;

			if (yy >= 0 && yy < in.h && xx >= 0 && xx < in.w)
				s += (double)in.p[(yy * in.w + xx) * in.depth + t % in.depth] *
				     (double)k[t * to + c];
		}
		if (y % 2 == 0 && x % 2 == 0)
			*best = 0;
		*best = s > (double)*best ? (float)s : *best;
	}
}

static void plain_dense(
    const float *in, int n, const float *w, const float *bias, int to, float *out)
{
	for (int c = 0; c < to; c++) {
		double s = (double)bias[c];

		for (int i = 0; i < n; i++)
			s += (double)in[i] * (double)w[i * to + c];
		out[c] = (float)s;
	}
}

static void plain_net(const struct net *n, const float *cell, float *lp)
{
	float p1[NET_W1 * NET_H1 * NET_C1], p2[NET_FLAT], hidden[NET_HIDDEN], out[NET_OUT];

	plain_layer((struct map){cell, NET_HEIGHT, NET_WIDTH, 1}, n->k1, n->b1, NET_C1, p1);
	plain_layer((struct map){p1, NET_H1, NET_W1, NET_C1}, n->k2, n->b2, NET_C2, p2);
	plain_dense(p2, NET_FLAT, n->f1, n->g1, NET_HIDDEN, hidden);
	for (int i = 0; i < NET_HIDDEN; i++)
		hidden[i] = hidden[i] > 0 ? hidden[i] : 0;
	plain_dense(hidden, NET_HIDDEN, n->f2, n->g2, NET_OUT, out);
	net_log_softmax(out, lp);
}

static bool same(const float *x, const float *y, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (x[i] != y[i])
			return false;
	return true;
}

enum { N = 11 }; /* no multiple of NET_BATCH */
static struct net net;
static float cell[N][NET_CELL], lp[N][NET_CLASSES];

static void as_defined(void)
{
	for (int i = 0; i < N; i++) {
		float want[NET_CLASSES];
		float off = 0;
		double sum = 0;

		plain_net(&net, cell[i], want);
		for (int c = 0; c < NET_CLASSES; c++) {
			off = fmaxf(off, fabsf(want[c] - lp[i][c]));
			sum += exp((double)lp[i][c]);
		}
		OK(off < 1e-3F);
		OK(fabs(sum - 1) < 1e-5);
	}
}

/* It does not matter what else is in the batch. */
static void one_by_one(void)
{
	float alone[1][NET_CLASSES];

	for (int i = 0; i < N; i++) {
		net_forward(&net, 1, (const float(*)[NET_CELL])cell[i], alone);
		OK(same(alone[0], lp[i], NET_CLASSES));
	}
	net_forward(&net, 0, NULL, NULL);
}

/* The fast way gives the bits of the way that runs anywhere. */
static void same_everywhere(void)
{
#ifdef __x86_64__
	static struct net_trace any[NET_BATCH], fast[NET_BATCH];

	if (!net_has_avx2()) {
		note("no AVX2 here");
		return;
	}
	net_run_any(&net, NET_BATCH, (const float(*)[NET_CELL])cell, any);
	net_run_avx2(&net, NET_BATCH, (const float(*)[NET_CELL])cell, fast);
	for (int i = 0; i < NET_BATCH; i++) {
		OK(same(any[i].p1, fast[i].p1, ARRAY_LEN(any[i].p1)));
		OK(memcmp(any[i].m1, fast[i].m1, sizeof(any[i].m1)) == 0);
		OK(same(any[i].p2, fast[i].p2, NET_FLAT));
		OK(memcmp(any[i].m2, fast[i].m2, sizeof(any[i].m2)) == 0);
		OK(same(any[i].out, fast[i].out, NET_OUT));
	}
	OK(any[0].out[0] != 0 && any[3].out[0] != 0);
#else
	note("no x86-64");
#endif
}

int main(void)
{
	random_net(&net);
	for (int i = 0; i < N; i++)
		for (int k = 0; k < NET_CELL; k++)
			cell[i][k] = some(1) + 0.4F;
	net_forward(&net, N, (const float(*)[NET_CELL])cell, lp);
	as_defined();
	one_by_one();
	same_everywhere();
	return t_done();
}
