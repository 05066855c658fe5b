/* SHA-256 (OpenSSL's, which uses the machine's instructions). */
#ifndef HASH_H
#define HASH_H

#include "base.h"

#define HASH_BYTES 32
struct hash {
	unsigned char b[HASH_BYTES];
};

struct hash hash_of(struct str s);
struct str hash_str(const struct hash *h);                     /* the 32 bytes, borrowed */
struct str hash_hex(struct arena *a, struct str bytes);        /* lower case */
bool hash_unhex(struct str hex, void *out, size_t n) MUST_USE; /* exactly 2n digits */

/* A hash over a stream. */
struct hasher {
	void *ctx;
};
void hasher_start(struct hasher *h);
void hasher_add(struct hasher *h, struct str s);
struct hash hasher_end(struct hasher *h); /* frees; the hasher is as new */

#endif
