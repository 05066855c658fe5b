/*
 * The daily seal: the head of the journal, signed.  Whoever has written down a
 * seal, or has the public key from elsewhere, can tell that nothing before it was
 * changed or cut off, whoever could write the database.
 */
#ifndef SEAL_H
#define SEAL_H

#include "evidence.h"
#include "hash.h"

#define SEAL_KEY       32 /* Ed25519 public key */
#define SEAL_SIGNATURE 64
#define SEAL_SECRET    32 /* the seed of a key pair: what is kept in the file */

struct seal {
	day_t day;
	int64_t position;
	struct str head, key, signature;
};

/* Sign with the key pair of the secret, and check such a signature. */
void seal_sign(const unsigned char secret[SEAL_SECRET], struct str message,
    unsigned char key[SEAL_KEY], unsigned char signature[SEAL_SIGNATURE]);
bool seal_signed(struct str key, struct str message, struct str signature);

/* What is signed: {"day":…,"head":…,"position":…}, canonical. */
struct str seal_message(struct arena *a, day_t day, int64_t position, struct str head);
/* The signature of the message under the key it names. */
bool seal_good(const struct seal *s);

/* All seals, by position; a few hundred a year. */
enum rc seals_read(
    struct db *db, struct arena *a, struct seal **out, size_t *n, struct err *e) MUST_USE;

/*
 * Seal the head as of now for `day', unless that day has its seal or nothing was
 * recorded since the last one.  Outside a transaction, for ROLE_OWNER.
 */
enum rc seal_day(struct db *db, day_t day, const unsigned char secret[SEAL_SECRET], bool *sealed,
    struct err *e) MUST_USE;

#endif
