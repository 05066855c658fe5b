/* xoshiro256** and splitmix64. */
#include "prng.h"

void prng_seed(struct prng *r, uint64_t seed)
{
	for (int i = 0; i < 4; i++) {
		uint64_t z = seed += 0x9e3779b97f4a7c15;

		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
		z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
		r->s[i] = z ^ (z >> 31);
	}
}

static uint64_t rotate(uint64_t x, int by)
{
	return (x << by) | (x >> (64 - by));
}

uint64_t prng_next(struct prng *r)
{
	uint64_t *s = r->s;
	uint64_t out = rotate(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return out;
}

uint64_t prng_below(struct prng *r, uint64_t n)
{
	uint64_t left_over = -n % n; /* what of 2^64 does not divide by n */
	uint64_t x;

	do
		x = prng_next(r);
	while (x < left_over);
	return x % n;
}

bool prng_chance(struct prng *r, uint64_t in, uint64_t of)
{
	return prng_below(r, of) < in;
}
