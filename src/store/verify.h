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

enum fault_kind {
#define FAULT(name, code, text) FAULT_##name,
#include "fault.def"
#undef FAULT
	FAULT__MAX
};
/* Which fields say something is what the text of the kind has; no personal data. */
struct fault {
	enum fault_kind kind;
	int64_t act;             /* its id */
	struct str name, detail; /* a table and its key, a column, a day, a hash */
	int64_t number, other;
};
/* A line about it: of a text with {placeholders} for the fields; in English. */
struct str fault_fill(struct arena *a, const char *text, const struct fault *f);
struct str fault_english(struct arena *a, const struct fault *f);

struct verify {
	/* Called for the first VERIFY_TOLD faults; f is gone afterwards. */
	void (*fault)(void *ctx, const struct fault *f);
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
