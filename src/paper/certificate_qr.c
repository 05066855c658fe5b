/* The signature of a certificate, and the text of its QR code, made and checked. */
#include "certificate.h"

#include "buf.h"
#include "certificate_dictionary.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

_Static_assert(CERTIFICATE_KEY == crypto_sign_PUBLICKEYBYTES, "");
_Static_assert(CERTIFICATE_SIGNATURE == crypto_sign_BYTES, "");
_Static_assert(CERTIFICATE_SECRET == crypto_sign_SEEDBYTES, "");

#define CRC_BYTES 4
#define VERSION_1 "1."

static const struct str dictionary = {certificate_dictionary, sizeof(certificate_dictionary) - 1};

static const unsigned char *bytes(struct str s)
{
	return (const unsigned char *)s.p;
}

/* ---- signing ---- */

/* Freed by the caller. */
static struct buf message(struct str text)
{
	struct buf b = {0};

	buf_z(&b, CERTIFICATE_DOMAIN);
	buf_str(&b, text);
	return b;
}

struct certificate_public certificate_public(const unsigned char secret[CERTIFICATE_SECRET])
{
	unsigned char both[crypto_sign_SECRETKEYBYTES];
	struct certificate_public key;

	(void)crypto_sign_seed_keypair(key.b, both, secret);
	sodium_memzero(both, sizeof(both));
	return key;
}

void certificate_sign(const unsigned char secret[CERTIFICATE_SECRET], struct str text,
    unsigned char signature[CERTIFICATE_SIGNATURE])
{
	unsigned char key[CERTIFICATE_KEY], both[crypto_sign_SECRETKEYBYTES];
	struct buf m = message(text);

	(void)crypto_sign_seed_keypair(key, both, secret);
	(void)crypto_sign_detached(signature, NULL, bytes(buf_text(&m)), m.n, both);
	sodium_memzero(both, sizeof(both));
	buf_free(&m);
}

bool certificate_good(const struct certificate_public *key, struct str text,
    const unsigned char signature[CERTIFICATE_SIGNATURE])
{
	struct buf m = message(text);
	bool good = crypto_sign_verify_detached(signature, bytes(buf_text(&m)), m.n, key->b) == 0;

	buf_free(&m);
	return good;
}

/* ---- base 32 of RFC 4648, without padding; one text for one run of bytes ---- */

static const char signs32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

static void base32(struct buf *b, struct str s)
{
	unsigned bits = 0, held = 0;

	for (size_t i = 0; i < s.n; i++) {
		bits = (bits << 8 | (unsigned char)s.p[i]) & 0xfff;
		for (held += 8; held >= 5; held -= 5)
			buf_char(b, signs32[bits >> (held - 5) & 31]);
	}
	if (held > 0)
		buf_char(b, signs32[bits << (5 - held) & 31]);
}

/* False where a sign is none of ours, or bits are left that no bytes give. */
static bool unbase32(struct arena *a, struct str s, struct str *out)
{
	char *p = ARENA_ARRAY(a, char, s.n + 1);
	unsigned bits = 0, held = 0;
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char *at = s.p[i] != '\0' ? strchr(signs32, s.p[i]) : NULL;

		if (at == NULL)
			return false;
		bits = (bits << 5 | (unsigned)(at - signs32)) & 0xfff;
		held += 5;
		if (held >= 8) {
			held -= 8;
			p[n++] = (char)(bits >> held & 0xff);
		}
	}
	*out = (struct str){p, n};
	return held < 5 && (bits & ((1U << held) - 1)) == 0;
}

/* ---- deflated, with the CRC of what was deflated ---- */

static void no_memory_is_the_end(int z)
{
	if (z == Z_MEM_ERROR)
		abort();
}

static struct str pack(struct arena *a, struct str text)
{
	z_stream z = {0};
	uLong room, crc;
	unsigned char *p;

	no_memory_is_the_end(deflateInit2(&z, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY));
	(void)deflateSetDictionary(&z, bytes(dictionary), (uInt)dictionary.n);
	room = deflateBound(&z, text.n);
	p = arena_alloc(a, room + CRC_BYTES, 1);
	z.next_in = bytes(text);
	z.avail_in = (uInt)text.n;
	z.next_out = p;
	z.avail_out = (uInt)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort(); /* the bound is the library's own promise */
	room = z.total_out;
	(void)deflateEnd(&z);
	crc = crc32(0, p, (uInt)room);
	for (unsigned i = 0; i < CRC_BYTES; i++)
		p[room + i] = (unsigned char)(crc >> (24 - 8 * i) & 0xff);
	return (struct str){(char *)p, room + CRC_BYTES};
}

static bool inflated(struct arena *a, struct str s, struct str *text)
{
	unsigned char *p = arena_alloc(a, CERTIFICATE_TEXT_MAX, 1);
	z_stream z = {.next_in = bytes(s),
	    .avail_in = (uInt)s.n,
	    .next_out = p,
	    .avail_out = CERTIFICATE_TEXT_MAX};
	int end;

	no_memory_is_the_end(inflateInit2(&z, -15));
	(void)inflateSetDictionary(&z, bytes(dictionary), (uInt)dictionary.n);
	end = inflate(&z, Z_FINISH);
	no_memory_is_the_end(end);
	*text = (struct str){(char *)p, z.total_out};
	(void)inflateEnd(&z);
	return end == Z_STREAM_END && z.avail_in == 0;
}

static bool unpack(struct arena *a, struct str s, struct str *text)
{
	uLong crc = 0;

	if (s.n <= CRC_BYTES)
		return false;
	s.n -= CRC_BYTES;
	for (size_t i = 0; i < CRC_BYTES; i++)
		crc = crc << 8 | bytes(s)[s.n + i];
	return crc == crc32(0, bytes(s), (uInt)s.n) && inflated(a, s, text);
}

/* ---- the QR code ---- */

/* "https://reg.example/check/0123456789ABCDEF" */
static struct str address(struct arena *a, const struct certificate_facts *f)
{
	return arena_printf(a, "%.*s/check/%.*s", STR_FMT(f->v[CERTIFICATE_CHECK]),
	    STR_FMT(f->v[CERTIFICATE_CODE]));
}

struct str certificate_qr(struct arena *a, const struct certificate_facts *f,
    const unsigned char signature[CERTIFICATE_SIGNATURE])
{
	struct buf b = {0};
	struct str out;

	buf_str(&b, address(a, f));
	buf_z(&b, "#" VERSION_1);
	base32(&b, pack(a, certificate_text(a, f)));
	buf_char(&b, '.');
	base32(&b, (struct str){(const char *)signature, CERTIFICATE_SIGNATURE});
	out = arena_str(a, buf_text(&b));
	buf_free(&b);
	return out;
}

/* What follows the last `#', or all of it; *before is what stands before. */
static struct str fragment(struct str qr, struct str *before)
{
	const char *mark = qr.n > 0 ? memrchr(qr.p, '#', qr.n) : NULL;

	*before = (struct str){qr.p, mark != NULL ? (size_t)(mark - qr.p) : 0};
	return mark != NULL ? (struct str){mark + 1, qr.n - before->n - 1} : qr;
}

/* "12." and then anything: a form that may come. */
static bool versioned(struct str s)
{
	size_t digits = 0;

	while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	return digits > 0 && digits < s.n && s.p[digits] == '.';
}

static bool signed_by_one(
    const struct certificate_public *keys, size_t n, struct str text, struct str signature)
{
	for (size_t i = 0; i < n; i++)
		if (certificate_good(&keys[i], text, bytes(signature)))
			return true;
	return false;
}

enum certificate_verdict certificate_check(struct arena *a, const struct certificate_public *keys,
    size_t n, struct str qr, struct certificate_facts *f)
{
	struct str before, facts, signature, text, rest = fragment(qr, &before);
	const char *dot;

	if (qr.n > CERTIFICATE_QR_MAX)
		return CERTIFICATE_NONE;
	if (!str_starts(rest, VERSION_1))
		return versioned(rest) ? CERTIFICATE_UNKNOWN : CERTIFICATE_NONE;
	rest = (struct str){rest.p + strlen(VERSION_1), rest.n - strlen(VERSION_1)};
	dot = rest.n > 0 ? memchr(rest.p, '.', rest.n) : NULL;
	if (dot == NULL)
		return CERTIFICATE_DAMAGED;
	facts = (struct str){rest.p, (size_t)(dot - rest.p)};
	signature = (struct str){dot + 1, rest.n - facts.n - 1};
	if (!unbase32(a, facts, &facts) || !unbase32(a, signature, &signature) ||
	    signature.n != CERTIFICATE_SIGNATURE || !unpack(a, facts, &text))
		return CERTIFICATE_DAMAGED;
	if (!signed_by_one(keys, n, text, signature))
		return CERTIFICATE_FORGED;
	if (certificate_read(a, text, f, NULL) != RC_OK)
		return CERTIFICATE_UNKNOWN; /* ours, by a later program with other fields */
	if (before.n > 0 && !str_eq(before, address(a, f)))
		return CERTIFICATE_ADDRESS;
	return CERTIFICATE_VALID;
}
