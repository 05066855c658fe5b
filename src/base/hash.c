/* SHA-256 through OpenSSL's EVP. */
#include "hash.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdlib.h>

void hasher_start(struct hasher *h)
{
	h->ctx = EVP_MD_CTX_new();
	if (h->ctx == NULL || EVP_DigestInit_ex(h->ctx, EVP_sha256(), NULL) != 1)
		abort();
}

void hasher_add(struct hasher *h, struct str s)
{
	if (EVP_DigestUpdate(h->ctx, s.p, s.n) != 1)
		abort();
}

struct hash hasher_end(struct hasher *h)
{
	struct hash out;

	if (EVP_DigestFinal_ex(h->ctx, out.b, NULL) != 1)
		abort();
	EVP_MD_CTX_free(h->ctx);
	h->ctx = NULL;
	return out;
}

struct hash hash_of(struct str s)
{
	struct hash out;

	(void)SHA256((const unsigned char *)s.p, s.n, out.b);
	return out;
}

struct str hash_str(const struct hash *h)
{
	return (struct str){(const char *)h->b, HASH_BYTES};
}

struct str hash_hex(struct arena *a, struct str bytes)
{
	static const char hex[] = "0123456789abcdef";
	char *z = arena_alloc(a, 2 * bytes.n + 1, 1);

	for (size_t i = 0; i < bytes.n; i++) {
		z[2 * i] = hex[(unsigned char)bytes.p[i] >> 4];
		z[2 * i + 1] = hex[(unsigned char)bytes.p[i] & 15];
	}
	return (struct str){z, 2 * bytes.n};
}

static int nibble(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hash_unhex(struct str hex, void *out, size_t n)
{
	unsigned char *b = out;

	if (hex.n != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int hi = nibble(hex.p[2 * i]), lo = nibble(hex.p[2 * i + 1]);

		if (hi < 0 || lo < 0)
			return false;
		b[i] = (unsigned char)(hi << 4 | lo);
	}
	return true;
}
