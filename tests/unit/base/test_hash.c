/* base: SHA-256 and its hexadecimal form. */
#include "hash.h"
#include "t.h"

static void hashes(struct arena *a)
{
	struct hash h = hash_of(STR("abc"));
	unsigned char b[2];

	OK(str_is(hash_hex(a, hash_str(&h)),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
	OK(hash_unhex(STR("0aff"), b, 2) && b[0] == 10 && b[1] == 255);
	OK(!hash_unhex(STR("0aFF"), b, 2) && !hash_unhex(STR("0a"), b, 2));
}

int main(void)
{
	struct arena a = {0};

	hashes(&a);
	arena_free(&a);
	return t_done();
}
