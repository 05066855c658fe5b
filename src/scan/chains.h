/*
 * Chains: blobs that stand one after another like the letters of a row, in any direction.
 * u runs along the direction, v at right angles to it (down, where the direction is to the right).
 */
#ifndef CHAINS_H
#define CHAINS_H

#include "blobs.h"

#define CHAINS_MAX     600
#define CHAIN_LONG     4096 /* blobs */
#define DIRECTIONS_MAX 3

struct direction {
	float c, s; /* cosine and sine: u = x c + y s, v = -x s + y c */
};

static inline float direction_u(struct direction d, const struct blob *b)
{
	return b->x * d.c + b->y * d.s;
}
static inline float direction_v(struct direction d, const struct blob *b)
{
	return -b->x * d.s + b->y * d.c;
}

struct chain {
	int *id; /* of blobs, by growing u */
	int n;
	float a, b;       /* v = a + b u */
	float u0, u1;     /* the middles of the first and the last */
	float size;       /* mean of the larger sides */
	float pitch;      /* distance of neighbours */
	float regularity; /* 0 to 1: the share of distances that are whole pitches */
};
static inline float chain_v(const struct chain *c, float u)
{
	return c->a + c->b * u;
}

/* Is a distance, in pitches, about a whole number of them? */
static inline bool chain_whole(float pitches)
{
	const float r = pitches < .5F ? 0 : (float)(int)(pitches + .5F);

	return r >= 1 && pitches - r < .20F && r - pitches < .20F;
}

/* The directions in which text runs, most of it first; a half turn is the same one. */
int chain_directions(const struct blobs *b, struct direction out[DIRECTIONS_MAX]);

/* The chains along a direction, of at least twelve blobs; how many of out's CHAINS_MAX. */
int chains_find(
    struct arena *a, const struct blobs *b, struct direction d, struct chain out[CHAINS_MAX]);

/* The straight line through c's blobs, where it begins and ends, its size. */
void chain_fit(const struct blobs *b, struct direction d, struct chain *c);
/* Its pitch (the mean of the distances about as long as the median) and regularity; false: none. */
bool chain_measure(const struct blobs *b, struct direction d, struct chain *c) MUST_USE;

/*
 * Out of chains that are only partly regular (a row of the zone that ran on into other print beside
 * it), cut the part that is: as further chains behind the n there are.  How many there are then.
 */
int chains_cut(
    struct arena *a, const struct blobs *b, struct direction d, struct chain c[CHAINS_MAX], int n);

#endif
