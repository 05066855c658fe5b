/*
 * A QR code's text from a stranger ends in a verdict, and is valid only if the facts in it, signed again,
 * give the same text.  A canonical text that is read is the one text of its facts.
 */
#include "certificate.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* The key that the corpus is signed with. */
static const unsigned char secret[CERTIFICATE_SECRET] = {1, 2, 3};

static void check(struct arena *a, struct str qr)
{
	struct certificate_public key = certificate_public(secret);
	unsigned char signature[CERTIFICATE_SIGNATURE];
	struct certificate_facts f;

	if (certificate_check(a, &key, 1, qr, &f) != CERTIFICATE_VALID)
		return;
	certificate_sign(secret, certificate_text(a, &f), signature);
	struct str again = certificate_qr(a, &f, signature);

	assert(qr.n <= again.n &&
	       str_eq(qr, (struct str){again.p + again.n - qr.n, qr.n})); /* the address may lack */
}

static void read_text(struct arena *a, struct str text)
{
	struct certificate_facts f;

	if (certificate_read(a, text, &f, NULL) != RC_OK)
		return;
	assert(str_eq(certificate_text(a, &f), text));
	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++)
		assert((certificate_shown(a, &f, i).n > 0) == (f.v[i].n > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct str s = {(const char *)data, n};

	check(&a, s);
	read_text(&a, s);
	arena_free(&a);
	return 0;
}
