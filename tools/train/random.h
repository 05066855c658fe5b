/*
 * Luck that repeats: a stream of numbers from a seed (SplitMix64).  Every strip has a stream
 * of its own, so that it looks the same whichever thread draws it.
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

struct random {
	uint64_t s;
};

static inline uint64_t random_next(struct random *r)
{
	uint64_t z = r->s += 0x9E3779B97F4A7C15U;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
	z = (z ^ z >> 27) * 0x94D049BB133111EBU;
	return z ^ z >> 31;
}

/* The stream of strip number `strip` of step `step` under a seed. */
static inline struct random random_of(uint64_t seed, uint64_t step, uint64_t strip)
{
	struct random r = {seed};

	r.s = random_next(&r) ^ step;
	r.s = random_next(&r) ^ strip;
	return (struct random){random_next(&r)};
}

/* In [0, 1). */
static inline float unit(struct random *r)
{
	return (float)(random_next(r) >> 40) * 0x1p-24F;
}

static inline float range(struct random *r, float from, float to)
{
	return from + (to - from) * unit(r);
}

static inline bool chance(struct random *r, float p)
{
	return unit(r) < p;
}

/* In 0 .. n - 1. */
static inline int below(struct random *r, int n)
{
	return (int)(unit(r) * (float)n);
}

/* Mean 0, standard deviation 1. */
static inline float normal(struct random *r)
{
	const float u = unit(r) + 0x1p-25F;
	const float v = unit(r);

	return sqrtf(-2 * logf(u)) * cosf(6.2831853F * v);
}

#endif
