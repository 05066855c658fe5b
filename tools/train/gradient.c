/*
 * Back propagation through the layers of net.h, last layer first.
 *
 * Only one place in four of a map gets past the 2x2 maximum, a different one in each
 * channel, and half of those are rectified away.  So the convolutions go channel by
 * channel and touch only what counts; the weights of the second are turned around for
 * that, so that what belongs to one channel lies together.
 */
#include "gradient.h"

#include <math.h>

/* Labels are softened a little: 3 % of the probability belongs to all classes. */
#define SOFT 0.03F

enum { ROW_X = NET_WIDTH + 2, ROW_P1 = (NET_W1 + 2) * NET_C1, TAPS = 3 * NET_C1 };

void turn_weights(const struct net *n, struct turned *to)
{
	for (size_t c = 0; c < NET_C2; c++)
		for (size_t i = 0; i < (size_t)9 * NET_C1; i++)
			to->k2[c][i / TAPS][i % TAPS] = n->k2[i * NET_C2 + c];
}

void gradient_start(struct gradient *g)
{
	memset(g, 0, sizeof(*g));
}

void gradient_end(struct gradient *g)
{
	for (size_t c = 0; c < NET_C2; c++)
		for (size_t i = 0; i < (size_t)9 * NET_C1; i++)
			g->sum.k2[i * NET_C2 + c] = g->turned.k2[c][i / TAPS][i % TAPS];
}

void score_add(struct score *s, const float *out, int label)
{
	float lp[NET_CLASSES];
	int best = 0;

	net_log_softmax(out, lp);
	for (int i = 1; i < NET_CLASSES; i++)
		best = lp[i] > lp[best] ? i : best;
	s->loss -= (double)lp[label];
	s->wrong += best != label;
	s->cells++;
}

/* What the sums of the last layer should have been less: probability minus truth. */
static void out_error(const float *out, int label, float d[NET_OUT])
{
	float lp[NET_CLASSES];

	memset(d, 0, sizeof(*d) * NET_OUT);
	net_log_softmax(out, lp);
	for (int i = 0; i < NET_CLASSES; i++)
		d[i] = expf(lp[i]) - SOFT / NET_CLASSES - (i == label ? 1 - SOFT : 0);
}

/*
 * A line of a layer with n (a multiple of 8) sums: its gradient grows by v times what they
 * should have been less, and the answer is that of the input.  In eight parts, so that the
 * compiler may use vectors and the order of the sum is still fixed.
 */
static float line(
    const float *restrict w, const float *restrict d, float v, float *restrict grown, size_t n)
{
	float part[8] = {0};

	for (size_t i = 0; i < n; i += 8)
		for (size_t k = 0; k < 8; k++) {
			grown[i + k] += v * d[i + k];
			part[k] += w[i + k] * d[i + k];
		}
	return ((part[0] + part[4]) + (part[1] + part[5])) +
	       ((part[2] + part[6]) + (part[3] + part[7]));
}

static void add(const float *restrict d, float *restrict to, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] += d[i];
}

/* Error of the 2x2 maxima of the second map. */
static void dense_layers(const struct net *n, size_t count, const struct net_trace *t,
    const int *label, struct net *g, float flat[NET_BATCH][NET_FLAT])
{
	float out[NET_BATCH][NET_OUT], hidden[NET_BATCH][NET_HIDDEN];

	for (size_t b = 0; b < count; b++) {
		out_error(t[b].out, label[b], out[b]);
		add(out[b], g->g2, NET_OUT);
		for (size_t i = 0; i < NET_HIDDEN; i++) {
			const float v = t[b].hidden[i];

			hidden[b][i] = v > 0 ? line(n->f2 + i * NET_OUT, out[b], v,
						   g->f2 + i * NET_OUT, NET_OUT)
					     : 0;
		}
		add(hidden[b], g->g1, NET_HIDDEN);
	}
	for (size_t i = 0; i < NET_FLAT; i++)
		for (size_t b = 0; b < count; b++)
			flat[b][i] = t[b].p2[i] > 0
					 ? line(n->f1 + i * NET_HIDDEN, hidden[b], t[b].p2[i],
					       g->f1 + i * NET_HIDDEN, NET_HIDDEN)
					 : 0;
}

/* Error of the first map's maxima, with its border. */
static void second_map(const struct turned *k, const struct net_trace *t,
    const float flat[NET_FLAT], struct gradient *g, float *p1)
{
	for (size_t i = 0; i < NET_FLAT; i++) {
		const size_t c = i % NET_C2, x = i / NET_C2 % NET_W2, y = i / NET_C2 / NET_W2;
		const size_t m = (size_t)t->m2[i];
		const size_t corner = (2 * y + m / 2) * ROW_P1 + (2 * x + m % 2) * NET_C1;
		const float d = flat[i];

		if (d == 0)
			continue;
		g->sum.b2[c] += d;
		for (size_t row = 0; row < 3; row++) {
			const float *restrict seen = t->p1 + corner + row * ROW_P1;
			const float *restrict w = k->k2[c][row];
			float *restrict grown = g->turned.k2[c][row];
			float *restrict back = p1 + corner + row * ROW_P1;

			for (size_t j = 0; j < TAPS; j++) {
				grown[j] += d * seen[j];
				back[j] += d * w[j];
			}
		}
	}
}

static void first_map(const struct net_trace *t, const float *p1, struct net *g)
{
	for (size_t i = 0; i < (size_t)NET_W1 * NET_H1 * NET_C1; i++) {
		const size_t c = i % NET_C1, x = i / NET_C1 % NET_W1, y = i / NET_C1 / NET_W1;
		const size_t at = (y + 1) * ROW_P1 + (x + 1) * NET_C1 + c;
		const size_t m = (size_t)t->m1[i];
		const float *seen = t->x + (2 * y + m / 2) * ROW_X + 2 * x + m % 2;
		const float d = p1[at];

		if (t->p1[at] <= 0 || d == 0)
			continue;
		g->b1[c] += d;
		for (size_t tap = 0; tap < 9; tap++)
			g->k1[tap * NET_C1 + c] += d * seen[tap / 3 * ROW_X + tap % 3];
	}
}

void gradient_add(const struct net *n, const struct turned *k, size_t count,
    const struct net_trace *t, const int *label, struct gradient *g)
{
	float flat[NET_BATCH][NET_FLAT];

	dense_layers(n, count, t, label, &g->sum, flat);
	for (size_t b = 0; b < count; b++) {
		float p1[(NET_H1 + 2) * ROW_P1];

		memset(p1, 0, sizeof(p1));
		second_map(k, &t[b], flat[b], g, p1);
		first_map(&t[b], p1, &g->sum);
		score_add(&g->score, t[b].out, label[b]);
	}
}
