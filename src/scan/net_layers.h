/*
 * The layers, in vectors of LANES floats.  Included once for each width of vector, by a
 * file that defines LANES and NET_RUN, the name of the one function that comes of it, and
 * is compiled for a machine with such vectors.  Whatever the width, each sum is added up in
 * the same order and no product is fused with its addition (-ffp-contract=off in
 * meson.build), so the answers agree to the last bit.
 */
#include "net_run.h"

#define INLINE static inline __attribute__((always_inline))

typedef float vf __attribute__((vector_size(LANES * 4)));
typedef int32_t vi __attribute__((vector_size(LANES * 4)));
enum { BLOCK = 2 * LANES }; /* channels or sums computed together */

INLINE const vf *vector(const float *p)
{
	return (const vf *)(const void *)__builtin_assume_aligned(p, sizeof(vf));
}

/* best = the greater of itself and v, which = the number of what it is. */
INLINE void greater(vf *best, vi *which, const vf *v, int number)
{
	const vf is = *best, may = *v;
	const vi more = may > is;

	*best = (vf)(((vi)may & more) | ((vi)is & ~more));
	*which = (((vi){0} + number) & more) | (*which & ~more);
}

INLINE void rectified_max(const vf *a, float *max, int32_t *which)
{
	vf best = a[0];
	vi m = {0};

	greater(&best, &m, &a[1], 1);
	greater(&best, &m, &a[2], 2);
	greater(&best, &m, &a[3], 3);
	best = (vf)((vi)best & (best > 0));
	*(vf *)(void *)__builtin_assume_aligned(max, sizeof(vf)) = best;
	*(vi *)(void *)__builtin_assume_aligned(which, sizeof(vi)) = m;
}

/* The 4x4 places of a map from a corner on, each of `depth` floats; rows are `row` apart. */
struct view {
	const float *corner;
	size_t row, depth;
};

/*
 * BLOCK channels of a 3x3 convolution at 2x2 places, rectified, and the greatest of the
 * four.  k: weights of these channels, `all` channels a line.
 */
INLINE void conv_block(
    const struct view *v, const float *k, size_t all, const float *bias, float *max, int32_t *which)
{
	const size_t row = v->row, depth = v->depth;
	vf a0 = vector(bias)[0], a1 = vector(bias)[1];
	vf b0 = a0, b1 = a1, c0 = a0, c1 = a1, d0 = a0, d1 = a1;

	for (size_t tap = 0; tap < 9; tap++) {
		const float *q = v->corner + tap / 3 * row + tap % 3 * depth;

		for (size_t i = 0; i < depth; i++, k += all) {
			const vf w0 = vector(k)[0], w1 = vector(k)[1];
			const float a = q[i], b = q[depth + i];
			const float c = q[row + i], d = q[row + depth + i];

			a0 += a * w0;
			a1 += a * w1;
			b0 += b * w0;
			b1 += b * w1;
			c0 += c * w0;
			c1 += c * w1;
			d0 += d * w0;
			d1 += d * w1;
		}
	}
	rectified_max((const vf[]){a0, b0, c0, d0}, max, which);
	rectified_max((const vf[]){a1, b1, c1, d1}, max + LANES, which + LANES);
}

INLINE void convolve(const struct net *n, const float *cell, struct net_trace *t)
{
	enum { ROW0 = NET_WIDTH + 2, ROW1 = (NET_W1 + 2) * NET_C1 };

	for (size_t y = 0; y < NET_HEIGHT; y++)
		memcpy(t->x + (y + 1) * ROW0 + 1, cell + y * NET_WIDTH, NET_WIDTH * sizeof(*cell));
	for (size_t i = 0; i < (size_t)NET_W1 * NET_H1; i++) {
		const size_t x = i % NET_W1, y = i / NET_W1;
		const struct view v = {t->x + 2 * y * ROW0 + 2 * x, ROW0, 1};

		for (size_t c = 0; c < NET_C1; c += BLOCK)
			conv_block(&v, n->k1 + c, NET_C1, n->b1 + c,
			    t->p1 + (y + 1) * ROW1 + (x + 1) * NET_C1 + c, t->m1 + i * NET_C1 + c);
	}
	for (size_t i = 0; i < (size_t)NET_W2 * NET_H2; i++) {
		const size_t x = i % NET_W2, y = i / NET_W2;
		const struct view v = {t->p1 + 2 * y * ROW1 + 2 * x * NET_C1, ROW1, NET_C1};

		for (size_t c = 0; c < NET_C2; c += BLOCK)
			conv_block(&v, n->k2 + c, NET_C2, n->b2 + c, t->p2 + i * NET_C2 + c,
			    t->m2 + i * NET_C2 + c);
	}
}

/* BLOCK weighted sums of n inputs for each of NET_BATCH cells; w: `all` sums a line. */
INLINE void dense_block(
    const float *const in[NET_BATCH], size_t n, const float *w, size_t all, vf s[2 * NET_BATCH])
{
	vf a0 = s[0], a1 = s[1], b0 = s[2], b1 = s[3], c0 = s[4], c1 = s[5], d0 = s[6], d1 = s[7];

	for (size_t i = 0; i < n; i++, w += all) {
		const vf w0 = vector(w)[0], w1 = vector(w)[1];
		const float a = in[0][i], b = in[1][i], c = in[2][i], d = in[3][i];

		a0 += a * w0;
		a1 += a * w1;
		b0 += b * w0;
		b1 += b * w1;
		c0 += c * w0;
		c1 += c * w1;
		d0 += d * w0;
		d1 += d * w1;
	}
	s[0] = a0;
	s[1] = a1;
	s[2] = b0;
	s[3] = b1;
	s[4] = c0;
	s[5] = c1;
	s[6] = d0;
	s[7] = d1;
}

INLINE void dense(const float *const in[NET_BATCH], size_t n_in, const float *w, const float *bias,
    size_t n_out, float *const out[NET_BATCH])
{
	for (size_t c = 0; c < n_out; c += BLOCK) {
		vf s[2 * NET_BATCH];

		for (size_t b = 0; b < NET_BATCH; b++)
			memcpy(s + 2 * b, bias + c, BLOCK * sizeof(*bias));
		dense_block(in, n_in, w + c, n_out, s);
		for (size_t b = 0; b < NET_BATCH; b++)
			memcpy(out[b] + c, s + 2 * b, BLOCK * sizeof(*bias));
	}
}

/* t: NET_BATCH traces.  What count leaves over is computed of whatever stands there. */
void NET_RUN(const struct net *n, size_t count, const float (*cell)[NET_CELL], struct net_trace *t)
{
	const float *flat[NET_BATCH], *from_hidden[NET_BATCH];
	float *hidden[NET_BATCH], *out[NET_BATCH];

	for (size_t b = 0; b < NET_BATCH; b++) {
		if (b < count)
			convolve(n, cell[b], &t[b]);
		flat[b] = t[b].p2;
		from_hidden[b] = hidden[b] = t[b].hidden;
		out[b] = t[b].out;
	}
	dense(flat, NET_FLAT, n->f1, n->g1, NET_HIDDEN, hidden);
	for (size_t b = 0; b < NET_BATCH; b++)
		for (size_t i = 0; i < NET_HIDDEN; i++)
			hidden[b][i] = hidden[b][i] > 0 ? hidden[b][i] : 0;
	dense(from_hidden, NET_HIDDEN, n->f2, n->g2, NET_OUT, out);
}
