/* base: the numbers of a seed. */
#include "prng.h"
#include "t.h"

int main(void)
{
	/* First outputs of xoshiro256** seeded by splitmix64 of 0, computed apart from this code. */
	static const uint64_t known[] = {
	    0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0};
	struct prng r, again;
	unsigned seen[7] = {0}, wrong = 0;

	prng_seed(&r, 0);
	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		OK(prng_next(&r) == known[i]);
	prng_seed(&r, 7);
	prng_seed(&again, 7);
	for (int i = 0; i < 7000; i++) {
		uint64_t n = prng_below(&r, 7);

		wrong += n != prng_below(&again, 7) || n >= 7;
		seen[n % 7]++;
	}
	OK(wrong == 0); /* the same seed gives the same numbers, below the limit */
	for (int i = 0; i < 7; i++)
		OK(seen[i] > 850 && seen[i] < 1150);
	OK(prng_chance(&r, 1, 1) && !prng_chance(&r, 0, 1));
	return t_done();
}
