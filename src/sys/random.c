/* Identifiers and tokens from libsodium's generator. */
#include "random.h"

#include "hash.h"

#include <assert.h>
#include <sodium.h>

void random_bytes(void *p, size_t n)
{
	assert(sodium_init() >= 0);
	randombytes_buf(p, n);
}

void random_id(char out[RANDOM_ID], char letter)
{
	static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	unsigned char pool[32];
	size_t have = 0, n = 0;

	out[n++] = letter;
	out[n++] = '-';
	while (n < RANDOM_ID - 1) {
		if (have == 0) {
			random_bytes(pool, sizeof(pool));
			have = sizeof(pool);
		}
		/* 252 = 7 * 36: the rest would make some signs likelier. */
		if (pool[--have] < 252)
			out[n++] = signs[pool[have] % 36];
	}
	out[n] = '\0';
}

struct str random_id_str(struct arena *a, char letter)
{
	char id[RANDOM_ID];

	random_id(id, letter);
	return arena_str(a, (struct str){id, RANDOM_ID - 1});
}

struct str random_token(struct arena *a, size_t bytes)
{
	char raw[64];

	assert(bytes > 0 && bytes <= sizeof(raw));
	random_bytes(raw, bytes);
	return hash_hex(a, (struct str){raw, bytes});
}
