/*
 * Numbers that look random and are the same for the same seed on every machine:
 * for made-up data, benchmarks and tests, never for secrets.  xoshiro256** of
 * D. Blackman and S. Vigna, seeded by splitmix64 (both public domain).
 */
#ifndef PRNG_H
#define PRNG_H

#include "base.h"

struct prng {
	uint64_t s[4];
};
void prng_seed(struct prng *r, uint64_t seed);
uint64_t prng_next(struct prng *r);
/* Each of 0 .. n-1 as likely as the others; n is above 0. */
uint64_t prng_below(struct prng *r, uint64_t n);
/* True `in' times of `of'. */
bool prng_chance(struct prng *r, uint64_t in, uint64_t of);

#endif
