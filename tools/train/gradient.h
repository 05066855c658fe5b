/* Which way each parameter of the network should move: back propagation. */
#ifndef GRADIENT_H
#define GRADIENT_H

#include "net.h"

/* The second convolution's weights as [to][row of taps][tap in row, from]: see gradient.c. */
struct turned {
	float k2[NET_C2][3][3 * NET_C1];
};

struct score {
	double loss; /* sum of -log(probability of what is right) */
	int cells, wrong;
};

/* What one thread adds up of the examples that are its own. */
struct gradient {
	struct net sum;
	struct turned turned; /* of k2; gradient_end moves it into sum */
	struct score score;
};

/* Everything else about a step that all threads read. */
void turn_weights(const struct net *n, struct turned *to);

void gradient_start(struct gradient *g);

/* Adds that of count <= NET_BATCH cells whose traces (net_trace) are t. */
void gradient_add(const struct net *n, const struct turned *k, size_t count,
    const struct net_trace *t, const int *label, struct gradient *g);

void gradient_end(struct gradient *g);

/* Of one example: out is before the softmax. */
void score_add(struct score *s, const float *out, int label);

#endif
