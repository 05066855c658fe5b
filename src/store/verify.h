/*
 * Is the register what was recorded?  Two questions, asked of one moment:
 *
 *  - the evidence: every entry hashes to its leaf, the leaves chain without a gap,
 *    the columns and the text beside an entry and the rows of a load are those that
 *    the entry speaks of, packs and seals are what their hashes and signatures say;
 *  - the derived tables: they are, row by row, what the evidence gives when
 *    everything is derived anew, so that a birth date changed by hand is found.
 *
 * Nothing in the register is changed.  Memory does not grow with the register.
 */
#ifndef VERIFY_H
#define VERIFY_H

#include "db.h"
#include "hash.h"

struct verify {
	/* Called for the first VERIFY_TOLD faults: a line, without personal data. */
	void (*fault)(void *ctx, const char *what);
	void (*progress)(void *ctx, int64_t acts); /* may be NULL */
	void *ctx;
	/* what came of it */
	int64_t acts; /* in the chain */
	int64_t
	    waiting;   /* recorded, and not in the chain yet: a server seals them within a second */
	int64_t seals; /* with a good signature */
	char key[65];  /* of the last good seal, hex; empty: none */
	struct hash head; /* of the chain */
	int64_t faults;   /* 0: verified */
};
#define VERIFY_TOLD 100

/*
 * db: a fresh handle of ROLE_OWNER, closed by the caller afterwards.  RC_OK where
 * the question could be answered, whatever the answer is.
 */
enum rc verify_register(struct db *db, struct verify *v, struct err *e) MUST_USE;

#endif
