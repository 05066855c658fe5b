/*
 * The network that says which OCR-B character one cell of a machine-readable line shows.
 *
 * A cell is NET_HEIGHT x NET_WIDTH samples, row by row, made by cell.h: 0 is paper, 1 is ink,
 * never outside CELL_MIN..CELL_MAX.  The answer is NET_CLASSES natural logarithms of
 * probabilities: 0-9, A-Z, '<' (the order of NET_ALPHABET), and NET_NOTHING, which stands
 * for all that is no character on the line's grid: blank paper, half of two neighbours, a
 * letter upside down.
 *
 * Layers: 3x3 convolution to 16 channels, rectified, 2x2 maximum; 3x3 to 48, the same;
 * 128 rectified sums over all of it; 38 sums.  Parameters come from a weights file, which
 * tools/train makes and data/ocrb.weights is.  The sums are the same to the last bit on any machine;
 * only the C library's expf and logf, at the end, may round otherwise.
 */
#ifndef NET_H
#define NET_H

#include "base.h"

enum {
	NET_WIDTH = 20,
	NET_HEIGHT = 24,
	NET_CELL = NET_WIDTH * NET_HEIGHT,
	NET_CLASSES = 38,
	NET_NOTHING = 37,

	/* Inside: channels, and the sizes of the maps after each 2x2 maximum. */
	NET_C1 = 16,
	NET_C2 = 48,
	NET_W1 = NET_WIDTH / 2,
	NET_H1 = NET_HEIGHT / 2,
	NET_W2 = NET_W1 / 2,
	NET_H2 = NET_H1 / 2,
	NET_FLAT = NET_W2 * NET_H2 * NET_C2,
	NET_HIDDEN = 128,
	NET_OUT = 48,  /* NET_CLASSES, filled up with zeros to whole vectors */
	NET_BATCH = 4, /* cells that go through the last layers together */
};
#define NET_ALPHABET "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"

/* Parameters, about 805 KB.  Weights of a convolution: [tap, row by row][from][to]. */
struct net {
	_Alignas(64) float k1[9 * NET_C1];
	float b1[NET_C1];
	float k2[9 * NET_C1 * NET_C2];
	float b2[NET_C2];
	float f1[NET_FLAT * NET_HIDDEN];
	float g1[NET_HIDDEN];
	float f2[NET_HIDDEN * NET_OUT];
	float g2[NET_OUT];
};

/*
 * A weights file into n.  RC_BAD_INPUT unless the file is exactly what net_save writes:
 * name, sizes, finite scales, SHA-256.  Hashing belongs before a jail (it may load OpenSSL's
 * algorithms), so load once at start.  Never leaves a number that is not finite.
 */
enum rc net_load(struct str file, struct net *n, struct err *e) MUST_USE;

/* The weights file of n: 16 bits a weight, scaled a layer (see net_file.c for the form). */
struct str net_save(struct arena *a, const struct net *n);

/* The log-probabilities of count cells.  No memory is taken; 140 KB of stack. */
void net_forward(
    const struct net *n, size_t count, const float (*cell)[NET_CELL], float (*out)[NET_CLASSES]);

/*
 * For training: what the layers gave for one cell.  Maps p1 and p2 are after the maximum and
 * rectified, m1 and m2 say which of the four (0 to 3, row by row) it was; p1 and x have a
 * border of zeros.  out is before the softmax.
 */
struct net_trace {
	_Alignas(64) float p1[(NET_H1 + 2) * (NET_W1 + 2) * NET_C1];
	int32_t m1[NET_H1 * NET_W1 * NET_C1];
	float p2[NET_FLAT];
	int32_t m2[NET_FLAT];
	float hidden[NET_HIDDEN];
	float out[NET_OUT];
	float x[(NET_HEIGHT + 2) * (NET_WIDTH + 2)];
};
/* count <= NET_BATCH cells; t: NET_BATCH traces, zeroed once by the caller. */
void net_trace(
    const struct net *n, size_t count, const float (*cell)[NET_CELL], struct net_trace *t);
void net_log_softmax(const float *out, float *lp); /* NET_CLASSES of each */

#endif
