/*
 * Certificates: what is printed on one, its signature, and the text of its QR code.
 * Two kinds of paper: the certificate of registration of a foreigner (kind `stay', points
 * 16 and 19) and the address certificate of a person (kind `address'), each of which
 * vouches for one registration.  No act known to us fixes their form (assumed; the paper
 * says so at its foot): the fields are ours, certificate_fields.def.
 *
 * Printed, signed, stored and checked is the same thing: the facts as one canonical
 * JSON object of texts, absent fields left out.  Dates in it are YYYY-MM-DD; `until' is the
 * last day that counts, as everywhere on paper (interface.md section 5).  Dates on the
 * page are 02.03.2015 (certificate_shown).
 *
 * The QR code holds
 *
 *     CHECK "/check/" CODE "#1." FACTS "." SIGNATURE
 *
 * where CHECK and CODE are the fields; what follows `#' stays in the browser, so that no
 * personal data reaches a server or its log.  FACTS is base 32 (RFC 4648, capitals, no
 * padding) of the canonical text deflated (RFC 1951, with the preset dictionary
 * data/certificate-1.txt) and the CRC-32 of the deflated bytes, most significant first:
 * so that every single changed letter is noticed, even one that inflates to the same.
 * SIGNATURE is base 32 of the 64 bytes of Ed25519 over CERTIFICATE_DOMAIN and the
 * canonical text.  All capitals and digits, since QR codes hold those in 5.5 bits each.
 * docs/decisions/0010-certificates.md checks one with a dozen lines of Python.
 *
 * The key is the register's (store/sealkey.h).  A seal's message begins with `{' and
 * this one's with CERTIFICATE_DOMAIN, so neither can stand for the other.
 *
 * Pure: bytes in, bytes out.  All texts of facts are borrowed.
 */
#ifndef CERTIFICATE_H
#define CERTIFICATE_H

#include "base.h"

#define CERTIFICATE_KEY        32
#define CERTIFICATE_SECRET     32 /* the seed of the key pair */
#define CERTIFICATE_SIGNATURE  64
#define CERTIFICATE_DOMAIN     "mekenjai certificate 1\n"
#define CERTIFICATE_LAYOUT_NOW "1"
#define CERTIFICATE_LINE_MAX   200  /* code points of a value */
#define CERTIFICATE_TEXT_MAX   4000 /* bytes of the canonical text */
#define CERTIFICATE_QR_MAX     8000 /* bytes of a QR code's text that are looked at */

enum certificate_field {
#define FIELD(name, key, form, stay, address) CERTIFICATE_##name,
#include "certificate_fields.def"
#undef FIELD
	CERTIFICATE__FIELDS
};
const char *certificate_key(enum certificate_field f); /* "birth_date" */

/* Empty = not there.  NFC, no blanks at the ends, one line. */
struct certificate_facts {
	struct str v[CERTIFICATE__FIELDS];
};

/* Is it written as the field CHECK must be: an address to which "/check/CODE" can be put? */
bool certificate_address(struct str s);

/* Has the paper every letter of it?  Latin, Cyrillic and Greek, and what is written among them: what
 * both fonts have (pdf/fonts.h). */
bool certificate_letters(struct str s);

/* RC_BAD_INPUT and the field where one is missing, superfluous or badly written. */
enum rc certificate_check_facts(const struct certificate_facts *f, struct err *e) MUST_USE;

/* The canonical text of checked facts: what is signed and stored. */
struct str certificate_text(struct arena *a, const struct certificate_facts *f);
/* And back: facts that pass certificate_check_facts, from nothing but their canonical
 * text, or RC_BAD_INPUT. */
enum rc certificate_read(
    struct arena *a, struct str text, struct certificate_facts *f, struct err *e) MUST_USE;

struct certificate_public {
	unsigned char b[CERTIFICATE_KEY];
};
struct certificate_public certificate_public(const unsigned char secret[CERTIFICATE_SECRET]);
/* Sign a canonical text. */
void certificate_sign(const unsigned char secret[CERTIFICATE_SECRET], struct str text,
    unsigned char signature[CERTIFICATE_SIGNATURE]);
bool certificate_good(const struct certificate_public *key, struct str text,
    const unsigned char signature[CERTIFICATE_SIGNATURE]) MUST_USE;

/* The text of the QR code, for checked facts. */
struct str certificate_qr(struct arena *a, const struct certificate_facts *f,
    const unsigned char signature[CERTIFICATE_SIGNATURE]);

enum certificate_verdict {
	CERTIFICATE_VALID,   /* signed with one of the keys, exactly so */
	CERTIFICATE_NONE,    /* the text is no certificate's QR code */
	CERTIFICATE_UNKNOWN, /* of a later form than this program knows */
	CERTIFICATE_DAMAGED, /* misread or changed */
	CERTIFICATE_FORGED,  /* whole, but signed with none of the keys */
	CERTIFICATE_ADDRESS  /* the signed part is good, but belongs to another address or code */
};
/*
 * Check the text of a QR code, or what follows its `#' alone, against n public keys.
 * The facts are set for VALID and ADDRESS, and belong to the arena.
 */
enum certificate_verdict certificate_check(struct arena *a, const struct certificate_public *keys,
    size_t n, struct str qr, struct certificate_facts *f);

/* A value as the paper shows it: dates 02.03.2015, the code in groups; others as they are. */
struct str certificate_shown(
    struct arena *a, const struct certificate_facts *f, enum certificate_field field);

#endif
